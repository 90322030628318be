"""`ensure_webhook`, `subscriptions`, and a whole delivery from the sandbox to a handler."""

from __future__ import annotations

import json
import threading
import time
from typing import Any

import anyio
import pytest

from attio import Attio, models
from attio.errors import ConflictError, InvalidRequestError
from attio.models import RecordCreatedEvent, RecordUpdatedEvent
from attio.sandbox import Sandbox
from attio.webhooks import Delivery, ensure_webhook, ensure_webhook_async, me, registration
from tests.webhooks.sides import SECRET, Make, Side, nothing

URL = "https://hooks.acme.test/attio"
CREATED: Any = [{"event_type": "record.created", "filter": None}]


def ensure(side: Side, client: Attio, subscriptions: Any, on_secret: Any, **options: Any) -> models.Webhook:
    if side.name == "sync":
        return ensure_webhook(client, URL, subscriptions, on_secret=on_secret, **options)
    found: list[models.Webhook] = []

    async def main() -> None:
        found.append(await ensure_webhook_async(client, URL, subscriptions, on_secret=on_secret, **options))

    side.run(main)
    return found[0]


def test_a_webhook_is_created_once_and_its_secret_given_once(side: Side, sandbox: Sandbox) -> None:
    client, secrets = sandbox.client(), dict[str, str]()
    first = ensure(side, client, CREATED, secrets.__setitem__)
    again = ensure(side, client, CREATED, secrets.__setitem__)
    assert first == again
    assert list(secrets) == [first.id.webhook_id]
    assert secrets[first.id.webhook_id] not in f"{first!r} {first.model_dump()}"
    assert len(client.webhooks.list().data) == 1


CONDITIONS: list[Any] = [
    {"field": f"id.{name}_id", "operator": "equals", "value": "x"} for name in ("object", "record")
]


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        (None, {"$and": []}, False),
        ({"$and": CONDITIONS}, {"$and": CONDITIONS[::-1]}, False),
        ({"$and": CONDITIONS}, {"$or": CONDITIONS}, True),
        ({"$and": CONDITIONS[:1]}, {"$or": CONDITIONS[:1]}, False),
        ({"$and": CONDITIONS[:1]}, None, True),
    ],
    ids=["empty", "order", "word", "one", "fewer"],
)
def test_only_subscriptions_that_differ_are_changed(
    side: Side, sandbox: Sandbox, before: Any, after: Any, changes: bool
) -> None:
    client = sandbox.client()
    task: Any = {"event_type": "task.created", "filter": None}
    first = ensure(side, client, [{"event_type": "record.created", "filter": before}, task], ignore_secret)
    writes = len([request for request in sandbox.requests if request.method != "GET"])
    second = ensure(side, client, [task, {"event_type": "record.created", "filter": after}], ignore_secret)
    assert second.id == first.id
    assert (len([request for request in sandbox.requests if request.method != "GET"]) > writes) is changes


def ignore_secret(webhook_id: str, secret: str) -> None:
    """Ignore the secret."""


def test_a_secret_that_cannot_be_kept_leaves_no_webhook(side: Side, sandbox: Sandbox) -> None:
    def on_secret(webhook_id: str, secret: str) -> None:
        raise OSError("no vault")

    client = sandbox.client()
    with pytest.raises(OSError, match="no vault"):
        ensure(side, client, CREATED, on_secret)
    assert client.webhooks.list().data == []
    with pytest.raises(InvalidRequestError, match="on_secret must be a function"):
        ensure(side, client, CREATED, None)


def test_recreating_a_webhook_returns_a_new_secret(side: Side, sandbox: Sandbox) -> None:
    client, secrets = sandbox.client(), dict[str, str]()
    first = ensure(side, client, CREATED, secrets.__setitem__, recreate=True)
    second = ensure(side, client, CREATED, secrets.__setitem__, recreate=True)
    assert len(secrets) == 2
    assert [webhook.id for webhook in client.webhooks.list().data] == [second.id] != [first.id]


def test_on_secret_may_be_async_on_a_loop(sandbox: Sandbox) -> None:
    secrets: list[str] = []

    async def on_secret(webhook_id: str, secret: str) -> None:
        secrets.append(secret)

    ensure(Side("trio"), sandbox.client(), CREATED, on_secret)
    assert len(secrets) == 1


@pytest.mark.parametrize("is_won_by_the_other", [True, False])
def test_a_lost_race_for_the_same_url_uses_the_other_webhook(
    side: Side, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, is_won_by_the_other: bool
) -> None:
    client, secrets = sandbox.client(), dict[str, str]()
    real, created = registration._api_step, list[str]()

    def call(name: str, *arguments: object, **named: object) -> Any:
        if name == "webhooks_create":
            created.append(name)
            if is_won_by_the_other:
                client.webhooks.create(data={"target_url": URL, "subscriptions": CREATED})
            error = ConflictError.__new__(ConflictError)
            raise error
        return real(name, *arguments, **named)

    monkeypatch.setattr(registration, "_api_step", call)
    if is_won_by_the_other:
        ensure(side, client, CREATED, secrets.__setitem__)
        assert len(client.webhooks.list().data) == len(created) == 1
    else:
        with pytest.raises(ConflictError):
            ensure(side, client, CREATED, secrets.__setitem__)
        assert len(created) == 3
    assert secrets == {}


def test_a_webhook_is_found_behind_many_others(side: Side, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registration, "_PAGE_SIZE", 10)
    client = sandbox.client()
    for index in range(12):
        client.webhooks.create(data={"target_url": f"https://other.test/{index}", "subscriptions": CREATED})
    first = ensure(side, client, CREATED, ignore_secret)
    assert ensure(side, client, CREATED, ignore_secret) == first


# Subscriptions of handlers


def test_subscriptions_follow_the_handlers(side: Side, make: Make, sandbox: Sandbox) -> None:
    client = sandbox.client()
    people, companies = client.schema.object("people").id, client.schema.object("companies").id
    name = client.schema.attribute("people", "name").id
    hooks = make(client=client)
    hooks.on(RecordUpdatedEvent, object="people", attribute="name", actor=me)(nothing)
    hooks.on(RecordCreatedEvent, object="people", actor="system")(nothing)
    hooks.on(RecordCreatedEvent, object=["companies", "people"])(nothing)
    hooks.on(models.TaskCreatedEvent, actor=["app", "system"])(nothing)
    hooks.on(models.NoteCreatedEvent, models.UnknownEvent)(nothing)
    hooks.on(models.RecordDeletedEvent, object="people")(nothing)
    hooks.on(models.RecordDeletedEvent)(nothing)

    def equals(field: str, value: str) -> dict[str, str]:
        return {"field": field, "operator": "equals", "value": value}

    found = side.call(hooks, "subscriptions")
    assert found == [
        {
            "event_type": "record.updated",
            "filter": {"$and": [equals("id.object_id", people), equals("id.attribute_id", name)]},
        },
        {
            "event_type": "record.created",
            "filter": {"$or": [equals("id.object_id", people), equals("id.object_id", companies)]},
        },
        {
            "event_type": "task.created",
            "filter": {"$or": [equals("actor.type", "app"), equals("actor.type", "system")]},
        },
        {"event_type": "note.created", "filter": None},
        {"event_type": "record.deleted", "filter": None},
    ]
    webhook = ensure(side, client, found, ignore_secret)
    assert len(webhook.subscriptions) == 5


# Whole deliveries


@pytest.mark.parametrize("kind", ["plain", "async"])
def test_a_record_written_in_the_sandbox_reaches_a_handler(make: Make, sandbox: Sandbox, kind: str) -> None:
    client, secrets, seen = sandbox.client(), dict[str, str](), list[Any]()
    done = threading.Event()
    hooks = make(secrets.get, client=client)

    if kind == "plain":

        @hooks.on(RecordCreatedEvent, object="people")
        def created(event: RecordCreatedEvent, delivery: Delivery[RecordCreatedEvent]) -> None:
            seen.append(delivery.fetch())
            done.set()

    else:

        @hooks.on(RecordCreatedEvent, object="people")
        async def created_async(event: RecordCreatedEvent, delivery: Delivery[RecordCreatedEvent]) -> None:
            await anyio.sleep(0.05)  # the response was sent before
            seen.append(await delivery.fetch_async())
            done.set()

    ensure_webhook(client, URL, hooks.subscriptions(), on_secret=secrets.__setitem__)
    sandbox.deliveries.route(URL, hooks.asgi())
    person = client.records.create("people", data={"values": {"name": "Noor"}}).data
    client.records.create("companies", data={"values": {"name": "Brightside"}})
    assert [sent_delivery.state for sent_delivery in sandbox.deliveries.find(state="delivered")] == ["delivered"]
    assert done.wait(10)
    assert [handled.id for handled in seen] == [person.id]
    (sent,) = sandbox.deliveries.find(state="delivered")
    sandbox.deliveries.resend(sent.id)
    time.sleep(0.1)
    assert len(seen) == 1
    assert json.loads(sent.body)["webhook_id"] in secrets
    assert SECRET not in repr(hooks)
