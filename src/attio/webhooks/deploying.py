"""Check the names that handlers use, and build the subscriptions of a webhook, before the first delivery."""

from __future__ import annotations

from typing import Any, cast

from attio._support.argument_types import check_text
from attio.models.webhooks import WebhookSubscriptionInput
from attio.webhooks.engine import Engine
from attio.webhooks.events import type_of
from attio.webhooks.filters import Condition, Own, server_conditions
from attio.webhooks.steps import Plan


def check_names(engine: Engine, workspace_id: str | None) -> Plan[None]:
    """Look up every slug that a handler names.

    Also look up the actor ids of the token, if a handler or `ignore_own` needs them.
    """
    check_text("workspace-id", is_optional=True, workspace_id=workspace_id)
    lookups = engine.lookups(workspace_id)
    needs_own_ids = engine.policy.ignore_own
    for handler in engine.handlers:
        for kind in handler.kinds:
            yield from server_conditions(handler.filter, kind, lookups)
        if isinstance(handler.filter.actor, Own):
            needs_own_ids = True
    if needs_own_ids:
        yield from lookups.own_ids()


def subscriptions(engine: Engine, workspace_id: str | None) -> Plan[list[WebhookSubscriptionInput]]:
    """Build the subscriptions that a webhook needs for the handlers of an engine."""
    check_text("workspace-id", is_optional=True, workspace_id=workspace_id)
    lookups = engine.lookups(workspace_id)
    conditions_by_type: dict[str, list[list[list[Condition]]]] = {}
    for handler in engine.handlers:
        for kind in handler.kinds:
            name = type_of(kind)
            if name is not None:
                conditions = yield from server_conditions(handler.filter, kind, lookups)
                conditions_by_type.setdefault(name, []).append(conditions)
    return [
        cast("Any", {"event_type": name, "filter": _combined_filter(conditions)})
        for name, conditions in conditions_by_type.items()
    ]


def _combined_filter(conditions: list[list[list[Condition]]]) -> dict[str, list[dict[str, str]]] | None:
    """Combine the conditions of several handlers into one filter, which may match more events than the handlers do.

    A filter of the API is one flat list of conditions: `$and` or `$or`, never nested.
    """
    if not all(conditions):
        return None  # a handler has no condition
    if len(conditions) == 1:
        (groups,) = conditions
        single = [alternatives[0].wire() for alternatives in groups if len(alternatives) == 1]
        return {"$and": single} if single else {"$or": [condition.wire() for condition in groups[0]]}
    # The first condition of each handler: every event that matches a handler matches its first condition.
    first_conditions = [condition for groups in conditions for condition in groups[0]]
    return {"$or": [condition.wire() for condition in dict.fromkeys(first_conditions)]}
