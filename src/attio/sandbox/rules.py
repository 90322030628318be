"""Every rule that the sandbox follows, from the modules that enforce them."""

from __future__ import annotations

from attio.sandbox.control import delivery, limits, oauth, states
from attio.sandbox.handlers import RULES as HANDLER_RULES
from attio.sandbox.pipeline import RULES as PIPELINE_RULES
from attio.sandbox.provenance import Rule

RULES: tuple[Rule, ...] = (
    *PIPELINE_RULES,
    *limits.RULES,
    *states.RULES,
    *delivery.RULES,
    *oauth.RULES,
    *HANDLER_RULES,
)

__all__ = ["RULES"]
