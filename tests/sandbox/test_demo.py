"""The demo workspace: realistic records with a history, the same every time."""

from __future__ import annotations

import re
from datetime import datetime, timezone
from typing import Any

import pytest

from attio.sandbox import Request, Response, Sandbox
from attio.sandbox.demo.seed import RECEIVER, seed_records
from attio.webhooks import read_payload
from tests.sandbox.api import Api

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=timezone.utc)


def demo() -> tuple[Sandbox, dict[str, list[str]]]:
    sandbox = Sandbox(seed=4, clock=lambda: NOW)
    return sandbox, sandbox.seed_demo()


@pytest.fixture(scope="module")
def seeded() -> tuple[Sandbox, dict[str, list[str]]]:
    return demo()


@pytest.fixture
def api(seeded: tuple[Sandbox, dict[str, list[str]]]) -> Api:
    return Api(seeded[0])


def everything(sandbox: Sandbox) -> list[Any]:
    api = Api(sandbox)
    reads = [api("POST", f"/v2/objects/{slug}/records/query", {"limit": 500}) for slug in ("companies", "people")]
    reads += [api("POST", "/v2/lists/sales_pipeline/entries/query", {})]
    reads += [api("GET", f"/v2/{name}?limit=50") for name in ("notes", "tasks", "meetings", "webhooks")]
    return [read.data for read in reads]


def test_the_demo_is_the_same_every_time(seeded: tuple[Sandbox, dict[str, list[str]]]) -> None:
    sandbox, ids = demo()
    assert ids == seeded[1]
    assert everything(sandbox) == everything(seeded[0])


def test_the_demo_holds_records_lists_notes_and_tasks(seeded: tuple[Sandbox, dict[str, list[str]]], api: Api) -> None:
    sandbox, ids = seeded
    assert {slug: len(records) for slug, records in ids.items()} == {"companies": 40, "people": 120, "deals": 25}
    assert {list_["api_slug"] for list_ in api("GET", "/v2/lists").data} == {"sales_pipeline", "onboarding"}
    assert len(api("GET", "/v2/notes?limit=50").data) == 11
    assert len(api("GET", "/v2/tasks").data) == 11
    assert len(api("GET", "/v2/meetings").data) == 4
    (thread,) = api("GET", f"/v2/threads?object=companies&record_id={ids['companies'][0]}").data
    assert len(thread["comments"]) == 2
    assert sandbox.clock.now == NOW


def test_names_are_unique_and_every_person_has_a_company() -> None:
    sandbox = Sandbox(seed=1)
    seed_records(sandbox.handle, sandbox.token)
    people = Api(sandbox)("POST", "/v2/objects/people/records/query", {"limit": 500}).data
    names = [person["values"]["name"][0]["full_name"] for person in people]
    assert len(set(names)) == len(names) == 120
    assert all(person["values"]["company"] for person in people)
    addresses = [person["values"]["email_addresses"][0]["email_address"] for person in people]
    assert all(re.fullmatch(r"[a-z.]+@[a-z.-]+", address) for address in addresses)


def test_entries_have_a_history_of_stages(api: Api) -> None:
    entries = api("POST", "/v2/lists/sales_pipeline/entries/query", {}).data
    stages = {entry["entry_values"]["stage"][0]["status"]["title"] for entry in entries}
    assert stages == {"Lead", "Qualified", "Proposal", "Won", "Lost"}
    (won, *_) = (entry for entry in entries if entry["entry_values"]["stage"][0]["status"]["title"] == "Won")
    path = f"/v2/lists/sales_pipeline/entries/{won['id']['entry_id']}/attributes/stage/values"
    history = api("GET", f"{path}?show_historic=true").data
    titles = [value["status"]["title"] for value in sorted(history, key=lambda value: value["active_from"])]
    assert titles == ["Lead", "Qualified", "Proposal", "Won"]
    assert won["created_at"].startswith("2026-01-16")


def test_changes_of_the_demo_were_delivered_to_its_webhook(seeded: tuple[Sandbox, dict[str, list[str]]]) -> None:
    deliveries = [delivery for delivery in seeded[0].deliveries if delivery.webhook_id]
    assert {delivery.state for delivery in deliveries} == {"delivered", "no_route"}
    assert {delivery.url for delivery in deliveries if delivery.state == "delivered"} == {RECEIVER}


def test_the_webhook_of_the_demo_still_delivers() -> None:
    sandbox, _ = demo()
    with sandbox.client() as client:
        webhook = client.webhooks.create(
            data={"target_url": f"{RECEIVER}/2", "subscriptions": [{"event_type": "task.created", "filter": None}]}
        ).data
        client.tasks.create(data={"content": "Sharpen the pencils"})
    (delivery,) = (
        sent_delivery for sent_delivery in sandbox.deliveries if sent_delivery.webhook_id == webhook.id.webhook_id
    )
    assert delivery.state == "delivered"
    assert len(read_payload(delivery.body, delivery.headers, secret=webhook.secret).events) == 1


def test_reset_restores_the_demo_and_keeps_the_log() -> None:
    sandbox = Sandbox(seed=4, clock=lambda: NOW)
    Api(sandbox)("GET", "/v2/self")
    sandbox.seed_demo()
    assert len(sandbox.requests) == 1
    before = everything(sandbox)
    Api(sandbox)("POST", "/v2/objects/companies/records", {"data": {"values": {"name": "Temporary"}}})
    sandbox.reset()
    assert everything(sandbox) == before


def test_seeding_twice_is_rejected_and_does_not_move_the_clock() -> None:
    sandbox, _ = demo()
    with pytest.raises(RuntimeError, match="uniqueness_conflict"):
        sandbox.seed_demo()
    assert sandbox.clock.now == NOW
    assert not sandbox.clock.frozen


def test_a_failed_seeding_names_the_request() -> None:
    def reject(_: Request) -> Response:
        return Response(200, {"content-type": "application/json"}, b"[]")

    with pytest.raises(RuntimeError, match="POST objects/companies/records"):
        seed_records(reject, "token", few=True)


def test_every_company_of_the_demo_has_a_country(sandbox: Sandbox) -> None:
    sandbox.seed_demo()
    found = Api(sandbox)("POST", "/v2/objects/companies/records/query", {}).data
    places = [place for record in found for place in record["values"]["primary_location"]]
    assert len(places) > 30
    assert all(place["country_code"] for place in places)
