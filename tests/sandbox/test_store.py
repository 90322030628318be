"""Tables, changes and snapshots: writes are atomic."""

from __future__ import annotations

from dataclasses import replace

import pytest

from attio.sandbox import Sandbox
from attio.sandbox.engine.lifecycle import delete_record
from attio.sandbox.engine.record_events import record_events
from attio.sandbox.handlers import OPERATIONS, RULES
from attio.sandbox.pipeline import Commit
from attio.sandbox.provenance import Rule
from attio.sandbox.serving.asgi import Message
from attio.sandbox.store.attached import FileEntry
from attio.sandbox.store.changes import Change
from attio.sandbox.store.rows import SYSTEM, ActivityRow, Member, ObjectRow, Record
from tests.sandbox.api import Api


def test_a_restored_workspace_creates_the_same_ids(sandbox: Sandbox, api: Api) -> None:
    first = api.record_id("people", name="Ada", email_addresses=["ada@acme.com"])
    before = sandbox.snapshot()
    second = api.record_id("people", name="Eve", email_addresses=["eve@acme.com"])
    assert api.find("people") == [first, second]
    sandbox.restore(before)
    assert api.find("people") == [first]
    assert api.record_id("people", name="Eve", email_addresses=["eve@acme.com"]) == second
    assert api.create_error("people", email_addresses=["eve@acme.com"]).code == (400, "uniqueness_conflict")
    sandbox.restore(before)
    sandbox.restore(before)
    assert api.find("people", filter={"email_addresses": "eve@acme.com"}) == []


def test_reset_restores_the_initial_state(sandbox: Sandbox, api: Api) -> None:
    api("POST", "/v2/objects", {"data": {"api_slug": "ships", "singular_noun": "Ship", "plural_noun": "Ships"}})
    first = api.record_id("ships", name="Argo")
    sandbox.reset()
    assert api("GET", "/v2/objects/ships").status == 404
    api("POST", "/v2/objects", {"data": {"api_slug": "ships", "singular_noun": "Ship", "plural_noun": "Ships"}})
    assert api.record_id("ships", name="Argo") == first


def test_a_rejected_write_changes_nothing(sandbox: Sandbox, api: Api) -> None:
    api.record_id("companies", domains=["acme.com"])
    one, two = (api.record_id("people", name=name, company="acme.com") for name in ("A", "B"))
    workspace = sandbox._workspace
    before = {name: dict(table.rows) for name, table in workspace.tables.items() if table.rows}
    people = workspace.object("people")
    assert people

    def work() -> None:
        with sandbox._pipeline.write(workspace) as changes:
            changes.put(Member(id="m", first_name="x", last_name="y", email_address="z", access_level="member"))
            delete_record(changes, people.records[one])
            changes.put(Member(id="n", first_name="x", last_name="y", email_address="z", access_level="member"))
            raise RuntimeError("too late")

    with pytest.raises(RuntimeError, match="late"):
        work()
    after = {name: dict(table.rows) for name, table in workspace.tables.items() if table.rows}
    assert after == before
    assert [list(rows) for rows in after.values()] == [list(rows) for rows in before.values()]
    assert api.find("people") == [one, two]


def test_writing_an_equal_row_is_not_a_change(sandbox: Sandbox) -> None:
    row = next(iter(sandbox._workspace.table(ObjectRow)))
    with sandbox._pipeline.write(sandbox._workspace) as changes:
        changes.put(row)
        assert changes.commit() == []


def test_an_attribute_becomes_unique_and_stops_being_so(api: Api) -> None:
    api.attribute("people", "badge", "text")
    one = api.record_id("people", badge="7")
    api("PATCH", "/v2/objects/people/attributes/badge", {"data": {"is_unique": True}})
    assert api.create_error("people", badge="7").code == (400, "uniqueness_conflict")
    api("PATCH", "/v2/objects/people/attributes/badge", {"data": {"is_unique": False}})
    api.record_id("people", badge="7")
    api("DELETE", f"/v2/objects/people/records/{one}")
    api("PATCH", "/v2/objects/people/attributes/badge", {"data": {"is_unique": True}})
    assert api.create_error("people", badge="7").code == (400, "uniqueness_conflict")


def test_files_go_with_their_record_and_follow_a_merge(sandbox: Sandbox, api: Api) -> None:
    one, two = api.record_id("people", name="A"), api.record_id("people", name="B")
    for record_id in (one, two):
        body = {"object": "people", "record_id": record_id, "file_type": "folder", "name": "Letters"}
        assert api("POST", "/v2/files", body).status == 200
    merge = {"data": {"primary_record_id": one, "secondary_record_id": two}}
    merged = api("POST", "/v2/objects/people/records/merge", merge).data["new_record_id"]
    files = sandbox._workspace.table(FileEntry)
    assert [file.record_id for file in files] == [merged, merged]
    api("DELETE", f"/v2/objects/people/records/{merged}")
    assert len(files) == 0


def test_every_offered_operation_has_a_rule(sandbox: Sandbox) -> None:
    assert [line.operation for line in sandbox.coverage() if line.offered and not own(line.rules)] == []
    assert len({rule.id for rule in RULES}) == len(RULES)


def own(rules: tuple[Rule, ...]) -> list[Rule]:
    return [rule for rule in rules if rule.operations != ("*",)]


def test_a_rule_that_is_documented_or_observed_names_its_source() -> None:
    assert [rule.id for rule in RULES if rule.mark in ("D", "O") and not rule.source] == []


def test_a_preflight_request_is_allowed(api: Api) -> None:
    response = api.raw("OPTIONS", "/v2/objects", token=None)
    assert response.status == 204
    assert response.headers["access-control-allow-origin"] == "*"


def test_a_row_that_is_created_and_deleted_is_not_a_change(sandbox: Sandbox) -> None:
    member = Member(id="m", first_name="x", last_name="y", email_address="z", access_level="member")
    with sandbox._pipeline.write(sandbox._workspace) as changes:
        changes.put(member)
        changes.remove(member)
        assert changes.commit() == []
    record = Record(id="r", owner_id="o", created_at="", created_by=SYSTEM)
    assert member.move(frozenset({"m"}), record) is member


def test_a_merge_leaves_other_references_alone(api: Api) -> None:
    one, two, other = (api.record_id("people", name=name) for name in ("A", "B", "C"))
    people = [{"target_object": "people", "target_record_id": record_id} for record_id in (other, one, two)]
    deal = api.record_id("deals", name="x", stage="Lead", owner="grace@sandbox.test", associated_people=people)
    merge = {"data": {"primary_record_id": one, "secondary_record_id": two}}
    merged = api("POST", "/v2/objects/people/records/merge", merge).data["new_record_id"]
    found = [value["target_record_id"] for value in api.get("deals", deal)["associated_people"]]
    assert found == [other, merged]


def test_records_cause_events(sandbox: Sandbox, api: Api) -> None:
    commits: list[Commit] = []
    sandbox._pipeline.on_commit.append(commits.append)
    released: list[int] = []
    sandbox._pipeline.on_release.append(lambda: released.append(len(commits)))
    record_id = api.record_id("people", name="A")
    api("PATCH", f"/v2/objects/people/records/{record_id}", {"data": {"values": {"name": "B", "job_title": None}}})
    api("DELETE", f"/v2/objects/people/records/{record_id}")
    types = [event.type for commit in commits for event in commit.events]
    assert types == ["record.created", "record.updated", "record.deleted"]
    assert released == [1, 2, 3]
    workspace = sandbox._workspace
    wire = commits[0].events[0].wire(workspace.id, SYSTEM)
    people = workspace.object("people")
    assert people
    assert wire == {
        "event_type": "record.created",
        "id": {"workspace_id": workspace.id, "object_id": people.id, "record_id": record_id},
        "actor": {"type": "system", "id": None},
    }


def test_activity_records_cause_events(sandbox: Sandbox) -> None:
    workspace = sandbox._workspace
    row = ActivityRow(id="a", api_slug="a", created_at="", singular_noun="A", plural_noun="As", extends="calls")
    with sandbox._pipeline.write(workspace) as changes:
        changes.put(row, quiet=True)
    record = Record(id="r", owner_id="a", created_at="", created_by=SYSTEM)
    created, changed = Change(None, record, False), Change(record, record, False)
    assert [event.type for event in record_events(created, workspace)] == ["activity-record.created"]
    assert list(record_events(changed, workspace)) == []
    gone = Record(id="r", owner_id="nowhere", created_at="", created_by=SYSTEM)
    assert list(record_events(Change(None, gone, False), workspace)) == []


def test_some_operations_reject_tokens_of_members(sandbox: Sandbox, api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(OPERATIONS, "tasks.list", replace(OPERATIONS["tasks.list"], user_level=False))
    token = sandbox.add_token("alans", member=sandbox.members[1])
    assert api("GET", "/v2/tasks", token=token).code == (403, "unauthorized")
    assert api("GET", "/v2/tasks").status == 200


@pytest.mark.anyio
async def test_the_asgi_application_handles_only_http(sandbox: Sandbox) -> None:
    async def receive() -> Message:
        raise AssertionError

    async def send(_: Message) -> None:
        raise AssertionError

    with pytest.raises(NotImplementedError, match="lifespan"):
        await sandbox.asgi()({"type": "lifespan"}, receive, send)
