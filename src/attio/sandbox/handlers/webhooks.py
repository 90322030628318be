"""Webhooks: what is subscribed to, and where it is delivered."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar, Literal

from attio.sandbox.call import Call, Operations, slice_page
from attio.sandbox.checks import Array, Fields, Integer, Nullable, OneOf, Shape, Text, Union
from attio.sandbox.errors import ApiError, invalid
from attio.sandbox.events import EVENT_TYPES
from attio.sandbox.messages import Response, data_response, is_mapping, json_response
from attio.sandbox.provenance import assumed, documented
from attio.sandbox.store.rows import Row
from attio.sandbox.workspace import Workspace

operations = Operations()

_CREATE, _UPDATE = "webhooks.create", "webhooks.update"
_GUIDE = "guide: Configuring webhooks"
_REFERENCE = "reference: Create a webhook"
RULES = (
    documented("webhooks.https", "A target that is not https gives 400 validation_type", _GUIDE, _CREATE, _UPDATE),
    documented("webhooks.filter", "A subscription needs a filter, which may be null", _REFERENCE, _CREATE, _UPDATE),
    documented("webhooks.list", "A filter by an unknown list gives 400 validation_type", _REFERENCE, _CREATE),
    assumed("webhooks.list_update", "An update to a filter by an unknown list gives 400 validation_type", _UPDATE),
    documented("webhooks.secret", "Only the response to the creation has the secret", _REFERENCE, "webhooks.*"),
    documented("webhooks.unique",
        "The same URL, event type and filter twice gives 409 uniqueness_conflict, within one request as well",
        _REFERENCE, _CREATE, _UPDATE),
    documented("webhooks.same_filter",
        "Filters are compared without regard to the order of keys and operations; null equals an empty $and",
        _REFERENCE, _CREATE, _UPDATE),
    documented("webhooks.update_url", "A new URL is checked together with the subscriptions that stay",
        "reference: Update a webhook", _UPDATE),
    documented("webhooks.level", "Tokens of members may not use webhooks", "reference: supported token levels",
        "webhooks.*"),
    assumed("webhooks.level_error", "Tokens of members get 403 unauthorized from webhooks", "webhooks.*"),
    documented("webhooks.page", "A page holds 10 to 100 webhooks, 10 by default", "reference: List webhooks",
        "webhooks.list"),
    assumed("webhooks.order", "Webhooks are listed oldest first", "webhooks.list"),
)  # fmt: skip

Status = Literal["active", "degraded", "inactive"]


@dataclass(frozen=True, slots=True)
class Condition:
    """One operation of a filter."""

    field: str
    """Dotted path into the event."""
    operator: str
    value: str

    def holds(self, event: Mapping[str, object]) -> bool:
        """Whether an event, in wire form, passes it."""
        found: object = event
        for name in self.field.split("."):
            found = found.get(name) if is_mapping(found) else None
        return (found == self.value) == (self.operator == "equals")


@dataclass(frozen=True, slots=True)
class Filter:
    """Which events of a type are delivered."""

    mode: str
    """`$and` or `$or`."""
    conditions: tuple[Condition, ...]

    def holds(self, event: Mapping[str, object]) -> bool:
        """Whether an event, in wire form, passes it."""
        results = [condition.holds(event) for condition in self.conditions]
        return any(results) if self.mode == "$or" else all(results)

    def wire(self) -> dict[str, object]:
        """Return the filter as the API writes it."""
        return {
            self.mode: [
                {"field": condition.field, "operator": condition.operator, "value": condition.value}
                for condition in self.conditions
            ]
        }


@dataclass(frozen=True, slots=True)
class Subscription:
    """A type of event that a webhook reports."""

    event_type: str
    filter: Filter | None

    def matches(self, event: Mapping[str, object]) -> bool:
        """Whether an event, in wire form, is reported."""
        return event["event_type"] == self.event_type and (self.filter is None or self.filter.holds(event))

    @property
    def key(self) -> tuple[object, ...]:
        """What makes two subscriptions of one URL the same."""
        chosen = self.filter or Filter("$and", ())
        conditions = sorted((one.field, one.operator, one.value) for one in chosen.conditions)
        return (self.event_type, chosen.mode, *conditions)


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhook(Row):
    """A webhook."""

    kind: ClassVar[str] = "webhook"

    target_url: str
    subscriptions: tuple[Subscription, ...]
    secret: str
    created_at: str
    status: Status = "active"
    degraded_at: str | None = None
    """Since when deliveries have failed for good."""

    def matches(self, event: Mapping[str, object]) -> bool:
        """Whether one of its subscriptions reports an event."""
        return any(subscription.matches(event) for subscription in self.subscriptions)


_OPERATION = Shape({"field": Text(), "operator": OneOf("equals", "not_equals"), "value": Text()})
_FILTER = Union(Shape({"$or": Array(_OPERATION)}), Shape({"$and": Array(_OPERATION)}))
_SUBSCRIPTION = Shape({"event_type": OneOf(*EVENT_TYPES), "filter": Nullable(_FILTER)})
_KEYS = {"target_url": Text(pattern=re.compile(r"https://[^\s/]\S*")), "subscriptions": Array(_SUBSCRIPTION)}


def _subscriptions(fields: Fields) -> tuple[Subscription, ...]:
    return tuple(
        Subscription(str(one["event_type"]), _filter(Fields(one).fields("filter")) if one["filter"] else None)
        for one in fields.mappings("subscriptions")
    )


def _filter(fields: Fields) -> Filter:
    mode = "$or" if fields.has_value("$or") else "$and"
    return Filter(
        mode,
        tuple(Condition(str(one["field"]), str(one["operator"]), str(one["value"])) for one in fields.mappings(mode)),
    )


def _check(call: Call, webhook: Webhook) -> None:
    """Check what a webhook refers to, and that it repeats nothing."""
    lists = {owner.id for owner in call.workspace.collections("lists")}
    for subscription in webhook.subscriptions:
        for condition in subscription.filter.conditions if subscription.filter else ():
            if condition.field.rpartition(".")[2] == "list_id" and condition.value not in lists:
                raise invalid("Related list not found")
    others = [other for other in call.workspace.table(Webhook) if other.id != webhook.id]
    taken = {one.key for other in others if other.target_url == webhook.target_url for one in other.subscriptions}
    for subscription in webhook.subscriptions:
        if subscription.key in taken:
            message = (
                f'A subscription to "{subscription.event_type}" with this filter already exists for the target URL '
                f'"{webhook.target_url}".'
            )
            raise ApiError(409, "uniqueness_conflict", message)
        taken.add(subscription.key)


def _wire(webhook: Webhook, workspace: Workspace) -> dict[str, object]:
    return {
        "id": {"workspace_id": workspace.id, "webhook_id": webhook.id},
        "target_url": webhook.target_url,
        "subscriptions": [
            {"event_type": one.event_type, "filter": one.filter.wire() if one.filter else None}
            for one in webhook.subscriptions
        ],
        "status": webhook.status,
        "created_at": webhook.created_at,
    }


def _find(call: Call) -> Webhook:
    return call.row(Webhook, "webhook_id", 'Webhook with ID "{}" was not found.')


@operations("webhooks.list", "webhook:read", user_level=False)
def list_webhooks(call: Call) -> Response:
    """List webhooks, oldest first."""
    fields = call.query(Shape({}, {"limit": Integer(least=10, most=100), "offset": Integer(least=0)}))
    page = slice_page(list(call.workspace.table(Webhook)), fields, 10)
    return data_response([_wire(webhook, call.workspace) for webhook in page])


@operations("webhooks.create", "webhook:read-write", user_level=False)
def create_webhook(call: Call) -> Response:
    """Create a webhook, and tell its secret this once."""
    fields = call.data(Shape(_KEYS))
    webhook_id = call.workspace.new_id()
    webhook = Webhook(
        id=webhook_id,
        target_url=fields.get("target_url", str),
        subscriptions=_subscriptions(fields),
        secret=hmac.new(call.workspace.secret, webhook_id.encode(), hashlib.sha256).hexdigest(),
        created_at=call.changes.now,
    )
    _check(call, webhook)
    call.changes.put(webhook)
    return data_response({**_wire(webhook, call.workspace), "secret": webhook.secret})


@operations("webhooks.get", "webhook:read", user_level=False)
def get_webhook(call: Call) -> Response:
    """Return one webhook."""
    return data_response(_wire(_find(call), call.workspace))


@operations("webhooks.update", "webhook:read-write", user_level=False)
def update_webhook(call: Call) -> Response:
    """Change the target or replace the subscriptions."""
    fields = call.data(Shape({}, _KEYS))
    webhook = _find(call)
    changed = replace(
        webhook,
        target_url=fields.find("target_url", str) or webhook.target_url,
        subscriptions=_subscriptions(fields) if "subscriptions" in fields else webhook.subscriptions,
    )
    _check(call, changed)
    if changed != webhook:
        call.changes.put(changed)
    return data_response(_wire(changed, call.workspace))


@operations("webhooks.delete", "webhook:read-write", user_level=False)
def delete_webhook(call: Call) -> Response:
    """Delete a webhook."""
    call.changes.remove(_find(call))
    return json_response({})
