"""`trigger` and `deliveries`: made-up events, and received deliveries that are listed and sent again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from attio.cli import deliveries, main
from attio.cli.deliveries import DeliveryLog, Message
from attio.models import ListEntryUpdatedEvent, RecordCreatedEvent, RecordDeletedEvent, RecordUpdatedEvent
from attio.webhooks import Delivery, Receiver, read_payload
from attio.webhooks.intake import message_of
from tests.cli.receiving import Heard, heard
from tests.cli.running import Shell
from tests.sandbox.api import new_list


@pytest.fixture
def signing(crm: Shell) -> Shell:
    """A shell with the secret that the server verifies."""
    crm.patch.setenv("ATTIO_WEBHOOK_SECRET", "mine")
    return crm


def event_of(server: Heard) -> Any:
    """Verify the only request, and return its event."""
    [(_, body, headers)] = server.requests
    server.requests.clear()
    return read_payload(body, headers, "mine").events[0]


def test_a_triggered_event_is_signed_and_has_existing_ids(signing: Shell) -> None:
    with heard() as server:
        words = ("--to", server.url, "--object", "companies", "--attribute", "name")
        result = signing("trigger", "record.updated", *words)
        event = event_of(server)
        assert isinstance(event, RecordUpdatedEvent)
        with signing.sandbox.client() as client:
            companies = client.schema.object("companies")
            assert event.id.attribute_id == companies.attribute("name").id
        assert (event.id.object_id, event.id.workspace_id) == (companies.id, signing.sandbox.workspace_id)
        assert event.id.record_id in signing.companies.values()
        [row] = result.rows
        assert (row["status"], row["to"], row["event"]["id"]["record_id"]) == (204, server.url, event.id.record_id)
        assert signing("trigger", "record.deleted", "--to", server.url, "--object", "deals").code == 0
        deleted = event_of(server)
        assert isinstance(deleted, RecordDeletedEvent)
        signing(
            "trigger", "note.created", "--to", server.url, "--object", "people", "--record", "r", "--id", "note_id=n"
        )
        note = event_of(server)
        assert (note.parent_record_id, note.id.note_id) == ("r", "n")


def test_an_event_has_the_ids_of_a_list_and_its_entry(signing: Shell) -> None:
    with signing.sandbox.client() as client:
        listed = client.lists.create(data=new_list("pipeline", "companies")).data.id.list_id
        stage: Any = {
            "title": "Level", "api_slug": "level", "type": "number", "description": None,
            "is_required": False, "is_unique": False, "is_multiselect": False, "config": {},
        }  # fmt: skip
        client.attributes.create_new("lists", "pipeline", data=stage)
        words = ("list-entry.updated", "--list", "pipeline", "--attribute", "level")
        with heard() as server:
            signing("trigger", *words, "--to", server.url)
            empty = event_of(server)
            parent = signing.companies["Harbor Lines"]
            entry: Any = {"parent_object": "companies", "parent_record_id": parent, "entry_values": {}}
            entry_id = client.entries.create("pipeline", data=entry).data.id.entry_id
            signing("trigger", *words, "--to", server.url)
            found = event_of(server)
            signing("trigger", *words, "--entry", "e", "--to", server.url)
            assert event_of(server).id.entry_id == "e"
    assert isinstance(found, ListEntryUpdatedEvent)
    assert (found.id.list_id, found.id.entry_id, empty.id.entry_id != entry_id) == (listed, entry_id, True)


def test_without_slugs_no_request_is_sent_to_the_api(signing: Shell) -> None:
    signing.patch.delenv("ATTIO_API_KEY")
    with heard(500) as server:
        result = signing("trigger", "task.created", "--to", server.url)
        signing.patch.setattr("attio.cli.verbs.trigger.ATTIO_WAITS", 0)
        slow = signing("trigger", "task.created", "--to", server.url, "--id", "task_id=t", "--table")
    assert (result.code, result.rows[0]["status"], result.err) == (1, 500, "")
    assert (slow.code, "status      500\n" in slow.out) == (1, True)
    assert slow.err == "warning: Attio waits only 0 s, and would deliver the event again\n"
    assert not signing.sandbox.requests.find("meta.identify")


def test_letters_of_a_url_are_percent_encoded(crm: Shell) -> None:
    with heard() as server:
        crm.patch.setenv("ATTIO_WEBHOOK_SECRET", "mine")
        sent = crm("trigger", "record.created", "--to", f"{server.url}/über uns?a=%20&b=ä")
        assert sent.code == 0, sent.err
        assert [path for path, *_ in server.requests] == ["/%C3%BCber%20uns?a=%20&b=%C3%A4"]


REJECTED: list[tuple[tuple[str, ...], int, str]] = [
    (("record.create", "--sandbox"), 2, "there is no event 'record.create'; did you mean 'record.created'?"),
    (("record.created",), 2, "add --to with the URL of your server, or --sandbox"),
    (("record.created", "--to", "https://acme.com"), 9, "acme.com is another machine: add --allow-remote"),
    (
        ("task.created", "--sandbox", "--object", "people"),
        2,
        "task.created has no object: it has task_id, workspace_id",
    ),
    (("task.created", "--sandbox", "--id", "taskid=1"), 2, "task.created has no 'taskid'; did you mean 'task_id'?"),
    (("task.created", "--sandbox", "--id", "task_id"), 2, "--id 'task_id' must be NAME=VALUE"),
    (("record.created", "--sandbox", "--object", "company"), 2, "did you mean 'companies'?"),
    (("record.updated", "--sandbox", "--attribute", "name"), 2, "--attribute needs --object or --list"),
    (
        ("record.created", "--to", "http://localhost:1"),
        2,
        "there is no secret to sign with: set the environment variable",
    ),
]


def test_invalid_arguments_are_rejected_before_anything_is_sent(crm: Shell) -> None:
    crm.patch.delenv("ATTIO_WEBHOOK_SECRET", raising=False)
    before = len(crm.sandbox.deliveries)
    for words, code, problem in REJECTED:
        result = crm("trigger", *words)
        assert (result.code, problem in result.err) == (code, True), result.err
    assert len(crm.sandbox.deliveries) == before


def test_a_dry_run_sends_nothing(signing: Shell, tmp_path: Path) -> None:
    file = tmp_path / "events.jsonl"
    file.write_text(message())
    with heard() as server:
        for words in (
            ("trigger", "record.created", "--object", "companies", "--to", server.url),
            ("trigger", "record.created", "--sandbox"),
            ("deliveries", "replay", str(file), "--to", server.url),
            ("deliveries", "resend", "1", "--sandbox"),
        ):
            result = signing(*words, "-n")
            assert (result.code, result.err) == (0, "dry run: nothing was sent\n")
            assert result.rows[0]["method"] == "POST"
    assert server.requests == []
    assert not signing.sandbox.deliveries[-1].attempts


def test_trigger_emits_an_event_in_a_sandbox(crm: Shell) -> None:
    nobody = crm("trigger", "task.created", "--sandbox")
    assert (nobody.code, nobody.rows[0]["state"]) == (1, "no_subscriber")
    assert nobody.err == "no webhook subscribes to task.created: create one with listen --sandbox or webhooks create\n"
    subscriptions: Any = [{"event_type": "record.created", "filter": None}]
    with crm.sandbox.client() as client, heard() as server:
        client.webhooks.create(data={"target_url": "https://hooks.test/x", "subscriptions": subscriptions})
        assert crm("trigger", "record.created", "--sandbox").rows[0]["state"] == "no_route"
        crm.sandbox.deliveries.route("https://hooks.test", server.url)
        record = crm.companies["Harbor Lines"]
        words = ("trigger", "record.created", "--sandbox", "--object", "companies", "--record", record)
        delivered = crm(*words)
        assert (delivered.code, delivered.rows[0]["status"], delivered.rows[0]["to"]) == (
            0,
            204,
            "https://hooks.test/x",
        )
        assert delivered.rows[0]["event"]["id"]["record_id"] == record
        server.status = 500
        failed = crm(*words)
        assert (failed.code, failed.rows[0]["state"]) == (1, "retrying")
        delivery_id = failed.rows[0]["id"]
        assert crm("deliveries", "--sandbox").rows[0]["id"] == delivery_id
        assert crm("deliveries", "resend", delivery_id, "--sandbox").code == 1
        server.status = 204
        again = crm("deliveries", "resend", delivery_id, "--sandbox")
        assert (again.code, again.rows[0]["state"]) == (0, "delivered")
        assert len(crm("deliveries", "show", delivery_id, "--sandbox").rows[0]["attempts"]) == 3
        assert crm("deliveries", "resend", delivery_id, "--sandbox", "--to", server.url).code == 2
        unknown = crm("deliveries", "show", "x/y", "--sandbox")
        assert (unknown.code, "there is no delivery 'x/y'" in unknown.err) == (1, True)


def message(index: int = 0, **ids: object) -> str:
    """Return a message in the form that a receiver records."""
    delivery = Delivery.build(RecordCreatedEvent, **ids)  # type: ignore[arg-type]
    key = f"{delivery.key.rpartition(':')[0]}:{index}"
    return message_of(key, delivery.webhook_id, delivery.received_at.isoformat(), delivery.raw)


def test_received_deliveries_are_listed_and_sent_again(signing: Shell) -> None:
    assert signing("deliveries", "list").err == "nothing found\n"
    first, second = Message(message(record_id="first")), Message(message(index=1, record_id="second"))
    with heard() as server:
        DeliveryLog().add(first, None)
        DeliveryLog().add(second, {"to": server.url, "status": 500, "error": None, "ms": 3})
        with DeliveryLog().path.open("a") as file:
            file.write('{"message": "{}"}\n[]\n{"mess')  # the last line is incomplete, as after a crash
        rows = signing("deliveries").rows
        assert [(row["id"], row.get("status")) for row in rows] == [(second.id, 500), (first.id, None)]
        assert signing("deliveries", "--json").code == 0
        shown = signing("deliveries", "show", first.id).rows[0]
        assert (shown["webhook_id"], shown["event"]["id"]["record_id"]) == (first.webhook_id, "first")
        assert signing("deliveries", "resend", second.id).rows[0]["status"] == 204
        key = second.key.split(":")[1]
        assert server.requests[0][2]["Idempotency-Key"] == f"{key}-1"  # the delivery had a second event
        assert event_of(server).id.record_id == "second"
        nowhere = signing("deliveries", "resend", first.id)
        assert (nowhere.code, "was not forwarded before: add --to" in nowhere.err) == (2, True)
        server.status = 404
        assert signing("deliveries", "resend", first.id, "--to", server.url).code == 1
    unknown = signing("deliveries", "show", f"{first.id}0")
    assert (unknown.code, f"did you mean '{first.id}'?; see deliveries list" in unknown.err) == (2, True)
    assert signing("deliveries", "resend", first.id, "--to", "http://10.0.0.1").code == 9


def test_only_the_last_deliveries_are_kept(crm: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deliveries, "MAX_DELIVERIES", 2)
    for number in range(3):
        DeliveryLog().add(Message(message(record_id=f"r{number}")), None)
    found = [row["event"]["id"]["record_id"] for row in crm("deliveries").rows]
    assert found == ["r2", "r1"]
    DeliveryLog().trim()
    DeliveryLog().trim()
    assert len(DeliveryLog().path.read_text().splitlines()) == 2
    assert DeliveryLog().path.stat().st_mode & 0o777 == 0o600


def test_a_recording_of_a_receiver_is_replayed(signing: Shell, tmp_path: Path) -> None:
    file = tmp_path / "events.jsonl"
    hooks = Receiver("other", record=file)
    for name in ("a", "b"):
        delivery = Delivery.build(RecordCreatedEvent, record_id=name)
        hooks.handle(delivery.body, delivery.headers("other"))
    hooks.close()
    with heard() as server:
        replay = ("deliveries", "replay", str(file), "--to", server.url)
        done = signing(*replay)
        assert (done.code, [row["status"] for row in done.rows]) == (0, [204, 204])
        events: list[Any] = [read_payload(body, headers, "mine").events[0] for _, body, headers in server.requests]
        assert [event.id.record_id for event in events] == ["a", "b"]
        server.status = 500
        assert signing(*replay).code == 1
        server.requests.clear()
        with file.open("a") as more:
            more.write('\n{"version": 2}\n')
        rejected = signing(*replay)
        problem = f"{file}, line 4: this is not a message of a Receiver of this version; nothing was sent"
        assert (rejected.code, rejected.err, server.requests) == (2, f"error: {problem}\n", [])
        signing.patch.delenv("ATTIO_WEBHOOK_SECRET")
        file.write_text(message())
        assert (signing(*replay).code, server.requests) == (2, [])


def test_event_types_are_completed(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_ATTIO_CRM_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", "attio-crm trigger task.")
    monkeypatch.setenv("COMP_CWORD", "2")
    main([])
    assert capsys.readouterr().out.split() == ["plain,task.created", "plain,task.updated", "plain,task.deleted"]


def test_the_message_of_a_kept_delivery_holds_no_secret(signing: Shell) -> None:
    with heard() as server:
        signing("trigger", "task.created", "--to", server.url)
    DeliveryLog().add(Message(message()), {"to": server.url})
    assert "mine" not in json.dumps(DeliveryLog().path.read_text())
