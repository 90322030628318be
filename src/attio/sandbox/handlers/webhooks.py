"""Handlers for webhooks, and their subscriptions."""

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
    documented("webhooks.https", "The error for a target URL without https is 400 validation_type", _GUIDE, _CREATE,
        _UPDATE),
    documented("webhooks.filter", "A subscription needs a filter, which may be null", _REFERENCE, _CREATE, _UPDATE),
    documented("webhooks.list", "The error for an unknown list in a filter is 400 validation_type", _REFERENCE,
        _CREATE),
    assumed("webhooks.list_update", "In an update, the error for an unknown list in a filter is 400 validation_type",
        _UPDATE),
    documented("webhooks.secret", "Only the response to the creation has the secret", _REFERENCE, "webhooks.*"),
    documented("webhooks.unique",
        "The error for the same URL, event type and filter is 409 uniqueness_conflict, also within a request",
        _REFERENCE, _CREATE, _UPDATE),
    documented("webhooks.same_filter",
        "Comparing filters ignores the order of keys and operations; null equals an empty $and",
        _REFERENCE, _CREATE, _UPDATE),
    documented("webhooks.update_url", "A new URL is checked together with the unchanged subscriptions",
        "reference: Update a webhook", _UPDATE),
    documented("webhooks.level", "Tokens of members cannot manage webhooks", "reference: supported token levels",
        "webhooks.*"),
    assumed("webhooks.level_error", "The error for tokens of members is 403 unauthorized", "webhooks.*"),
    documented("webhooks.page", "A page has 10 to 100 webhooks, by default 10", "reference: List webhooks",
        "webhooks.list"),
    assumed("webhooks.order", "Webhooks are listed oldest first", "webhooks.list"),
)  # fmt: skip

Status = Literal["active", "degraded", "inactive"]


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition of a filter."""

    field: str
    """Dotted path of a field in the event."""
    operator: str
    value: str

    def holds(self, event: Mapping[str, object]) -> bool:
        """Return whether an event, given as JSON values, satisfies the condition."""
        actual: object = event
        for name in self.field.split("."):
            actual = actual.get(name) if is_mapping(actual) else None
        return (actual == self.value) == (self.operator == "equals")


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter of the events of a subscription."""

    mode: str
    """`$and` or `$or`."""
    conditions: tuple[Condition, ...]

    def holds(self, event: Mapping[str, object]) -> bool:
        """Return whether an event, given as JSON values, satisfies the filter."""
        results = [condition.holds(event) for condition in self.conditions]
        return any(results) if self.mode == "$or" else all(results)

    def wire(self) -> dict[str, object]:
        """Return the filter as JSON values."""
        return {
            self.mode: [
                {"field": condition.field, "operator": condition.operator, "value": condition.value}
                for condition in self.conditions
            ]
        }


@dataclass(frozen=True, slots=True)
class Subscription:
    """A subscription of a webhook to an event type."""

    event_type: str
    filter: Filter | None

    def matches(self, event: Mapping[str, object]) -> bool:
        """Return whether an event, given as JSON values, matches the subscription."""
        return event["event_type"] == self.event_type and (self.filter is None or self.filter.holds(event))

    @property
    def key(self) -> tuple[object, ...]:
        """Identity of the subscription: it must be unique for each target URL."""
        event_filter = self.filter or Filter("$and", ())
        conditions = sorted((each.field, each.operator, each.value) for each in event_filter.conditions)
        return (self.event_type, event_filter.mode, *conditions)


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
    """Timestamp of the last failed retry, since which the status is `degraded`."""

    def matches(self, event: Mapping[str, object]) -> bool:
        """Return whether an event, given as JSON values, matches one of the subscriptions."""
        return any(subscription.matches(event) for subscription in self.subscriptions)


_OPERATION = Shape({"field": Text(), "operator": OneOf("equals", "not_equals"), "value": Text()})
_FILTER = Union(Shape({"$or": Array(_OPERATION)}), Shape({"$and": Array(_OPERATION)}))
_SUBSCRIPTION = Shape({"event_type": OneOf(*EVENT_TYPES), "filter": Nullable(_FILTER)})
_KEYS = {"target_url": Text(pattern=re.compile(r"https://[^\s/]\S*")), "subscriptions": Array(_SUBSCRIPTION)}


def _subscriptions(fields: Fields) -> tuple[Subscription, ...]:
    return tuple(
        Subscription(str(each["event_type"]), _filter(Fields(each).fields("filter")) if each["filter"] else None)
        for each in fields.mappings("subscriptions")
    )


def _filter(fields: Fields) -> Filter:
    mode = "$or" if fields.has_value("$or") else "$and"
    return Filter(
        mode,
        tuple(
            Condition(str(each["field"]), str(each["operator"]), str(each["value"])) for each in fields.mappings(mode)
        ),
    )


def _check(call: Call, webhook: Webhook) -> None:
    """Raise an error for an unknown list in a filter, and for a duplicate subscription."""
    lists = {owner.id for owner in call.workspace.collections("lists")}
    for subscription in webhook.subscriptions:
        if not subscription.filter:
            continue
        for condition in subscription.filter.conditions:
            if condition.field.rpartition(".")[2] == "list_id" and condition.value not in lists:
                raise invalid("Related list not found")
    keys: set[tuple[object, ...]] = set()
    for other in call.workspace.table(Webhook):
        if other.id != webhook.id and other.target_url == webhook.target_url:
            keys.update(subscription.key for subscription in other.subscriptions)
    for subscription in webhook.subscriptions:
        if subscription.key in keys:
            message = (
                f'A subscription to "{subscription.event_type}" with this filter already exists for the target URL '
                f'"{webhook.target_url}".'
            )
            raise ApiError(409, "uniqueness_conflict", message)
        keys.add(subscription.key)


def _wire(webhook: Webhook, workspace: Workspace) -> dict[str, object]:
    return {
        "id": {"workspace_id": workspace.id, "webhook_id": webhook.id},
        "target_url": webhook.target_url,
        "subscriptions": [
            {"event_type": each.event_type, "filter": each.filter.wire() if each.filter else None}
            for each in webhook.subscriptions
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
    """Create a webhook. Only this response contains its secret."""
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
    """Return a webhook."""
    return data_response(_wire(_find(call), call.workspace))


@operations("webhooks.update", "webhook:read-write", user_level=False)
def update_webhook(call: Call) -> Response:
    """Update the target URL, or replace the subscriptions."""
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
