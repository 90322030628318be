"""The client of a delivery, and objects that the delivery fetches with it."""

from __future__ import annotations

from typing import Any

import pytest

from attio import models
from attio.errors import InvalidRequestError
from attio.models import RecordCreatedEvent, RecordUpdatedEvent
from attio.sandbox import Sandbox
from attio.webhooks import Delivery, WebhookPayloadError
from attio.webhooks.events import CLASSES
from tests.webhooks.sides import LOOPS, SECRET, Errors, Make, Side, request


def test_each_workspace_may_have_a_client_of_its_own(side: Side, make: Make, sandbox: Sandbox) -> None:
    clients = {sandbox.workspace_id: sandbox.client()}
    seen: list[Any] = []
    hooks = make(client=clients.__getitem__)

    @hooks.on(RecordCreatedEvent, object="companies")
    def created(event: RecordCreatedEvent, delivery: Delivery[RecordCreatedEvent]) -> None:
        seen.append(delivery.client)

    client = clients[sandbox.workspace_id]
    object_id = client.schema.object("companies").id
    side.deliver(hooks, Delivery.build(RecordCreatedEvent, workspace_id=sandbox.workspace_id, object_id=object_id))
    assert seen == [client]


@pytest.mark.parametrize("side", LOOPS, ids=repr)
def test_the_function_for_clients_may_be_async(side: Side, make: Make, sandbox: Sandbox) -> None:
    seen: list[Any] = []
    made = sandbox.client()

    async def client(workspace_id: str) -> Any:
        return made

    hooks = make(client=client)

    @hooks.on(RecordCreatedEvent)
    async def created(event: RecordCreatedEvent, delivery: Delivery[RecordCreatedEvent]) -> None:
        seen.append(await delivery.client_async())
        with pytest.raises(InvalidRequestError, match="client is async"):
            _ = delivery.client

    side.deliver(hooks, Delivery.build(RecordCreatedEvent))
    assert seen == [made]


def test_an_event_of_no_workspace_has_no_client(side: Side, make: Make, sandbox: Sandbox) -> None:
    errors = Errors()

    def client(workspace_id: str) -> Any:
        return sandbox.client()

    hooks = make(client=client, on_error=errors, attempts=1)

    @hooks.otherwise
    def everything(event: object, delivery: Delivery[Any]) -> object:
        return delivery.client

    side.send(hooks, request({"event_type": "odd"}))
    assert "has no workspace id" in str(errors[0])


# Subjects


def subjects(sandbox: Sandbox) -> dict[type[Any], tuple[Any, dict[str, str]]]:
    """Return a subject that can be fetched and the ids of its events, by event class."""
    client = sandbox.client()
    person = client.records.create("people", data={"values": {"name": "Noor"}}).data
    ids = {"object_id": person.id.object_id, "record_id": person.id.record_id}
    note = client.notes.create(
        data={
            "parent_object": "people",
            "parent_record_id": person.id.record_id,
            "title": "T",
            "format": "plaintext",
            "content": "C",
        }
    ).data
    task = client.tasks.create(
        data={
            "content": "Call",
            "format": "plaintext",
            "is_completed": False,
            "deadline_at": None,
            "linked_records": [],
            "assignees": [],
        }
    ).data
    member = client.workspace_members.list().data[0]
    attribute = client.attributes.get("objects", "people", "name").data
    return {
        RecordCreatedEvent: (person, ids),
        models.NoteContentUpdatedEvent: (note, {"note_id": note.id.note_id}),
        models.TaskUpdatedEvent: (task, {"task_id": task.id.task_id}),
        models.WorkspaceMemberCreatedEvent: (member, {"workspace_member_id": member.id.workspace_member_id}),
        models.ObjectAttributeCreatedEvent: (
            attribute,
            {"object_id": person.id.object_id, "attribute_id": attribute.id.attribute_id},
        ),
    }


def test_fetch_returns_the_subject_of_the_event(side: Side, sandbox: Sandbox) -> None:
    client = sandbox.client()
    for kind, (wanted, ids) in subjects(sandbox).items():
        delivery = Delivery.build(kind, client=client, **ids)
        assert side.call(delivery, "fetch") == wanted


FETCHABLE = [name for name in CLASSES if not name.startswith("activity-attribute")]


@pytest.mark.parametrize("name", FETCHABLE)
def test_fetch_returns_none_for_a_deleted_subject(name: str, sandbox: Sandbox) -> None:
    ids: dict[str, Any] = (
        {"object_id": sandbox.client().schema.object("people").id} if name.startswith(("record", "object")) else {}
    )
    delivery: Delivery[Any] = Delivery.build(CLASSES[name], client=sandbox.client(), **ids)
    assert delivery.fetch() is None


def test_fetch_names_events_without_a_subject(side: Side, sandbox: Sandbox) -> None:
    delivery = Delivery.build(models.ActivityAttributeCreatedEvent, client=sandbox.client())
    with pytest.raises(InvalidRequestError, match=r"nothing to fetch for 'activity-attribute\.created'"):
        side.call(delivery, "fetch")
    with pytest.raises(InvalidRequestError, match="pass client="):
        side.call(Delivery.build(RecordCreatedEvent), "fetch")


def test_changed_attributes_are_slugs(side: Side, sandbox: Sandbox) -> None:
    client = sandbox.client()
    name = client.schema.attribute("people", "name")
    owner = client.schema.object("people").id
    changed = Delivery.build(RecordUpdatedEvent, client=client, object_id=owner, attribute_id=name.id)
    assert side.call(changed, "attributes") == {"name"}
    assert side.call(Delivery.build(RecordCreatedEvent), "attributes") == frozenset()
    job_title = client.schema.attribute("people", "job_title")
    other = Delivery.build(RecordUpdatedEvent, client=client, object_id=owner, attribute_id=job_title.id)
    changed.events += other.events
    assert side.call(changed, "attributes") == {"name", "job_title"}


def test_delivery_build_rejects_misspelt_names() -> None:
    with pytest.raises(WebhookPayloadError, match="has no 'recod_id'; did you mean 'record_id'"):
        Delivery.build(RecordCreatedEvent, recod_id="x")
    delivery = Delivery.build(models.CommentCreatedEvent, list_id="l")
    assert (delivery.event.list_id, delivery.event.entry_id) == ("l", None)
    assert delivery.workspace_id == delivery.event.id.workspace_id
    assert SECRET not in repr(delivery)
    assert repr(delivery) == "<Delivery of comment.created, attempt 1>"
