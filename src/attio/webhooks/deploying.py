"""What a receiver has to know, and what its webhook has to subscribe to, before the first delivery."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from attio.models.webhooks import WebhookSubscriptionInput
from attio.webhooks.events import type_of
from attio.webhooks.filters import Condition, Lookups, Own, conditions
from attio.webhooks.handlers import Handler
from attio.webhooks.steps import Plan


def check_names(handlers: Iterable[Handler], lookups: Lookups, *, with_own: bool) -> Plan[None]:
    """Look up every slug that a handler names, and the ids of the token if one asks for them."""
    for handler in handlers:
        for kind in handler.kinds:
            yield from conditions(handler.filter, kind, lookups)
        with_own = with_own or isinstance(handler.filter.actor, Own)
    if with_own:
        yield from lookups.own()


def subscriptions(handlers: Iterable[Handler], lookups: Lookups) -> Plan[list[WebhookSubscriptionInput]]:
    """What a webhook has to subscribe to for some handlers."""
    found: dict[str, list[list[list[Condition]]]] = {}
    for handler in handlers:
        for kind in handler.kinds:
            name = type_of(kind)
            if name is not None:
                found.setdefault(name, []).append((yield from conditions(handler.filter, kind, lookups)))
    return [cast("Any", {"event_type": name, "filter": _filter(wanted)}) for name, wanted in found.items()]


def _filter(wanted: list[list[list[Condition]]]) -> dict[str, list[dict[str, str]]] | None:
    """One filter for several handlers, as wide as need be: conditions nest no deeper than one list."""
    if not all(wanted):
        return None
    if len(wanted) == 1:
        (groups,) = wanted
        single = [alternatives[0].wire() for alternatives in groups if len(alternatives) == 1]
        return {"$and": single} if single else {"$or": [one.wire() for one in groups[0]]}
    # Of each handler its first condition: whatever fits the handler fits that one.
    either = [one for groups in wanted for one in groups[0]]
    return {"$or": [one.wire() for one in dict.fromkeys(either)]}
