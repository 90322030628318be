"""`Delivery`: the second argument of a handler, with the metadata of an event and methods that fetch its subject."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from importlib import import_module
from typing import Any, Generic, TypeAlias, cast, overload

from typing_extensions import TypeVar

from attio import models
from attio._support.names import brief
from attio.client import Attio
from attio.errors.base import InvalidRequestError
from attio.models import webhooks as w
from attio.models.webhooks import WebhookEvent
from attio.webhooks.clients import Clients
from attio.webhooks.events import build_event, value_at, workspace_of
from attio.webhooks.signatures import sign
from attio.webhooks.steps import Plan, Step, run, run_async

E_co = TypeVar("E_co", bound=WebhookEvent, covariant=True, default=WebhookEvent)
E = TypeVar("E", bound=WebhookEvent)

_Record: TypeAlias = w.RecordCreatedEvent | w.RecordUpdatedEvent | w.RecordMergedEvent | w.RecordDeletedEvent
_Entry: TypeAlias = w.ListEntryCreatedEvent | w.ListEntryUpdatedEvent | w.ListEntryDeletedEvent
_Note: TypeAlias = w.NoteCreatedEvent | w.NoteUpdatedEvent | w.NoteContentUpdatedEvent | w.NoteDeletedEvent
_Task: TypeAlias = w.TaskCreatedEvent | w.TaskUpdatedEvent | w.TaskDeletedEvent
_Comment: TypeAlias = w.CommentCreatedEvent | w.CommentResolvedEvent | w.CommentUnresolvedEvent | w.CommentDeletedEvent
_List: TypeAlias = w.ListCreatedEvent | w.ListUpdatedEvent | w.ListDeletedEvent
_Attribute: TypeAlias = (
    w.ObjectAttributeCreatedEvent
    | w.ObjectAttributeUpdatedEvent
    | w.ListAttributeCreatedEvent
    | w.ListAttributeUpdatedEvent
)
_Activity: TypeAlias = w.ActivityCreatedEvent | w.ActivityUpdatedEvent | w.ActivityDeletedEvent
_ActivityRecord: TypeAlias = w.ActivityRecordCreatedEvent | w.ActivityRecordDeletedEvent

_GETTERS: Mapping[str, tuple[str, str, tuple[str, ...]]] = {
    "record": ("records", "records_get", ("id.object_id", "id.record_id")),
    "list-entry": ("entries", "entries_get", ("id.list_id", "id.entry_id")),
    "note": ("notes", "notes_get", ("id.note_id",)),
    "note-content": ("notes", "notes_get", ("id.note_id",)),
    "task": ("tasks", "tasks_get", ("id.task_id",)),
    "comment": ("comments", "comments_get", ("id.comment_id",)),
    "list": ("lists", "lists_get", ("id.list_id",)),
    "object-attribute": ("attributes", "attributes_get", ("=objects", "id.object_id", "id.attribute_id")),
    "list-attribute": ("attributes", "attributes_get", ("=lists", "id.list_id", "id.attribute_id")),
    "activity": ("activities", "activities_get", ("id.activity_id",)),
    "activity-record": ("activity_records", "activity_records_get", ("id.activity_id", "id.record_id")),
    "call-recording": ("call_recordings", "call_recordings_get", ("id.meeting_id", "id.call_recording_id")),
    "workspace-member": ("workspace_members", "workspace_members_get", ("id.workspace_member_id",)),
}
"""The function that fetches the subject of an event: module, function, and the paths of its arguments in the event.

A path that starts with `=` is a literal argument.
"""


class Delivery(Generic[E_co]):
    """An event and the metadata of its delivery, as passed to a handler.

    Attributes:
        events: All events of this call. A handler with `coalesce` may get several; `event` is the last one.
        key: Key of the event, the same when Attio delivers the event again. Use it for `Receiver.retry`, or as an
            idempotency key.
        webhook_id: Id of the webhook.
        received_at: When the delivery was received, in UTC.
        attempt: Number of this attempt to run the handler, from 1.
        raw: The event as parsed JSON.
    """

    def __init__(
        self,
        events: Sequence[E_co],
        *,
        key: str,
        webhook_id: str,
        received_at: dt.datetime,
        raw: Any,
        clients: Clients,
        attempt: int = 1,
    ) -> None:
        self.events: tuple[E_co, ...] = tuple(events)
        self.key, self.webhook_id, self.received_at, self.attempt = key, webhook_id, received_at, attempt
        self.raw: dict[str, Any] = raw
        self._clients = clients

    def __repr__(self) -> str:
        return f"<Delivery of {getattr(self.event, 'event_type', 'an unknown event')}, attempt {self.attempt}>"

    @property
    def event(self) -> E_co:
        """The event, or the last event if there are several."""
        return self.events[-1]

    @property
    def workspace_id(self) -> str | None:
        """Id of the workspace; None for an unknown event without a workspace id."""
        return workspace_of(self.raw)

    @property
    def client(self) -> Attio:
        """The client of the workspace.

        Raises:
            InvalidRequestError: The receiver has no client, or its `client` is an async function: use `client_async`.
        """
        return run(self._clients.get(self.workspace_id))

    async def client_async(self) -> Attio:
        """Return the client of the workspace; the receiver's `client` may be an async function."""
        return await run_async(self._clients.get(self.workspace_id))

    @overload
    def fetch(self: Delivery[_Record]) -> models.Record | None: ...
    @overload
    def fetch(self: Delivery[_Entry]) -> models.Entry | None: ...
    @overload
    def fetch(self: Delivery[_Note]) -> models.Note | None: ...
    @overload
    def fetch(self: Delivery[_Task]) -> models.Task | None: ...
    @overload
    def fetch(self: Delivery[_Comment]) -> models.Comment | None: ...
    @overload
    def fetch(self: Delivery[_List]) -> models.List | None: ...
    @overload
    def fetch(self: Delivery[_Attribute]) -> models.Attribute | None: ...
    @overload
    def fetch(self: Delivery[_Activity]) -> models.Activity | None: ...
    @overload
    def fetch(self: Delivery[_ActivityRecord]) -> models.ActivityRecord | None: ...
    @overload
    def fetch(self: Delivery[w.CallRecordingCreatedEvent]) -> models.CallRecordingDetail | None: ...
    @overload
    def fetch(self: Delivery[w.WorkspaceMemberCreatedEvent]) -> models.WorkspaceMember | None: ...
    @overload
    def fetch(self) -> object: ...
    def fetch(self) -> object:
        """Fetch the current state of the record, entry, note or other object of the event; None if it was deleted.

        Raises:
            InvalidRequestError: No endpoint returns the object of this type of event, or the receiver has no client.
            AttioError: The request failed, except with 404.
        """
        return run(self._fetching())

    @overload
    async def fetch_async(self: Delivery[_Record]) -> models.Record | None: ...
    @overload
    async def fetch_async(self: Delivery[_Entry]) -> models.Entry | None: ...
    @overload
    async def fetch_async(self: Delivery[_Note]) -> models.Note | None: ...
    @overload
    async def fetch_async(self: Delivery[_Task]) -> models.Task | None: ...
    @overload
    async def fetch_async(self: Delivery[_Comment]) -> models.Comment | None: ...
    @overload
    async def fetch_async(self: Delivery[_List]) -> models.List | None: ...
    @overload
    async def fetch_async(self: Delivery[_Attribute]) -> models.Attribute | None: ...
    @overload
    async def fetch_async(self: Delivery[_Activity]) -> models.Activity | None: ...
    @overload
    async def fetch_async(self: Delivery[_ActivityRecord]) -> models.ActivityRecord | None: ...
    @overload
    async def fetch_async(self: Delivery[w.CallRecordingCreatedEvent]) -> models.CallRecordingDetail | None: ...
    @overload
    async def fetch_async(self: Delivery[w.WorkspaceMemberCreatedEvent]) -> models.WorkspaceMember | None: ...
    @overload
    async def fetch_async(self) -> object: ...
    async def fetch_async(self) -> object:
        """Fetch the current state of the object of the event; see `fetch`."""
        return await run_async(self._fetching())

    def attributes(self) -> frozenset[str]:
        """Return the slugs of the attributes that changed; empty for events without an attribute."""
        return run(self._attributes())

    async def attributes_async(self) -> frozenset[str]:
        """Return the slugs of the attributes that changed; see `attributes`."""
        return await run_async(self._attributes())

    def _fetching(self) -> Plan[object]:
        from attio.errors import NotFoundError

        event: Any = self.event
        kind = str(getattr(event, "event_type", "")).partition(".")[0]
        if kind not in _GETTERS:
            message = f"nothing to fetch for {getattr(event, 'event_type', 'an unknown event')!r}; see delivery.raw"
            raise InvalidRequestError(message)
        module, name, paths = _GETTERS[kind]
        arguments = [path[1:] if path[0] == "=" else value_at(event, path) for path in paths]
        functions = import_module(f"attio.funcs.{module}")
        client = yield from self._clients.get(self.workspace_id)
        try:
            response: Any = yield _twin_step(functions, name, client, *arguments)
        except NotFoundError:
            return None
        return response.data

    def _attributes(self) -> Plan[frozenset[str]]:
        client: Any = None
        slugs: set[str] = set()
        for event in self.events:
            attribute = value_at(event, "id.attribute_id")
            owner = value_at(event, "id.object_id") or value_at(event, "id.list_id")
            if attribute is None or owner is None:
                continue
            if client is None:
                client = yield from self._clients.get(self.workspace_id)
            definition: Any = yield _twin_step(client.schema, "attribute", owner, attribute)
            slugs.add(definition.api_slug)
        return frozenset(slugs)

    # For tests

    @classmethod
    def build(cls, kind: type[E], *, client: Attio | None = None, **fields: object) -> Delivery[E]:
        """Build a delivery for a test.

        Args:
            kind: Class of the event.
            client: Client for `fetch` and `attributes`.
            **fields: Fields of the event, such as `record_id` or `actor`. Missing ids get random values.

        Raises:
            WebhookPayloadError: The class has no such field. The message suggests the closest one.

        Example:
            from attio.models import RecordCreatedEvent
            from attio.webhooks import Delivery

            delivery = Delivery.build(RecordCreatedEvent, record_id="bf071e1f-6035-429d-b874-d83ea64ea13b")
            print(delivery.event.id.record_id, delivery.body)
        """
        if not isinstance(cast("object", kind), type):
            raise TypeError(f"kind must be an event class, such as attio.models.RecordCreatedEvent, not {brief(kind)}")
        event = build_event(kind, fields)
        raw: Any = cast("Any", event).model_dump(mode="json")
        webhook_id, key = str(uuid.uuid4()), uuid.uuid4().hex
        return cast("type[Delivery[E]]", cls)(
            [event],
            key=f"{webhook_id}:{key}:0",
            webhook_id=webhook_id,
            received_at=dt.datetime.now(dt.timezone.utc),
            raw=raw,
            clients=Clients(client),
        )

    @property
    def body(self) -> bytes:
        """The body of a webhook request with `event` alone."""
        return json.dumps({"webhook_id": self.webhook_id, "events": [self.raw]}).encode()

    def headers(self, secret: str) -> dict[str, str]:
        """Return the headers of a webhook request with `event` alone, signed with a secret."""
        _, key, index = self.key.split(":")
        if index != "0":  # events of one delivery share a key, and `body` has only one of them
            key = f"{key}-{index}"
        return {"Content-Type": "application/json", "Attio-Signature": sign(self.body, secret), "Idempotency-Key": key}


def _twin_step(owner: object, name: str, *arguments: object) -> Step:
    """Make a step that calls a function, or its `_async` twin on an event loop."""
    function: Callable[..., object] = getattr(owner, name)
    twin: Callable[..., object] = getattr(owner, f"{name}_async")
    return Step(partial(function, *arguments), "thread", partial(twin, *arguments))
