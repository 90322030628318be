"""Tables, changes and snapshots: what is written is there as a whole or not at all."""

from __future__ import annotations

import pytest

from attio.sandbox import Sandbox
from attio.sandbox.engine.lifecycle import delete_record
from attio.sandbox.handlers import RULES
from attio.sandbox.provenance import Rule
from attio.sandbox.store.rows import FileEntry, Member, ObjectRow
from tests.sandbox.api import Api


def test_a_restored_workspace_gives_the_same_ids(sandbox: Sandbox, api: Api) -> None:
    first = api.record_id("people", name="Ada", email_addresses=["ada@acme.com"])
    before = sandbox.snapshot()
    second = api.record_id("people", name="Eve", email_addresses=["eve@acme.com"])
    assert api.find("people") == [first, second]
    sandbox.restore(before)
    assert api.find("people") == [first]
    assert api.record_id("people", name="Eve", email_addresses=["eve@acme.com"]) == second
    assert api.refuse("people", email_addresses=["eve@acme.com"]).code == (400, "uniqueness_conflict")
    sandbox.restore(before)
    sandbox.restore(before)
    assert api.find("people", filter={"email_addresses": "eve@acme.com"}) == []


def test_reset_goes_back_to_the_beginning(sandbox: Sandbox, api: Api) -> None:
    api("POST", "/v2/objects", {"data": {"api_slug": "ships", "singular_noun": "Ship", "plural_noun": "Ships"}})
    first = api.record_id("ships", name="Argo")
    sandbox.reset()
    assert api("GET", "/v2/objects/ships").status == 404
    api("POST", "/v2/objects", {"data": {"api_slug": "ships", "singular_noun": "Ship", "plural_noun": "Ships"}})
    assert api.record_id("ships", name="Argo") == first


def test_a_refused_write_changes_nothing(sandbox: Sandbox, api: Api) -> None:
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


def test_a_row_that_is_put_again_is_no_change(sandbox: Sandbox) -> None:
    row = next(iter(sandbox._workspace.table(ObjectRow)))
    with sandbox._pipeline.write(sandbox._workspace) as changes:
        changes.put(row)
        assert changes.commit() == []


def test_an_attribute_becomes_unique_and_stops_being_so(api: Api) -> None:
    api.attribute("people", "badge", "text")
    one = api.record_id("people", badge="7")
    api("PATCH", "/v2/objects/people/attributes/badge", {"data": {"is_unique": True}})
    assert api.refuse("people", badge="7").code == (400, "uniqueness_conflict")
    api("PATCH", "/v2/objects/people/attributes/badge", {"data": {"is_unique": False}})
    api.record_id("people", badge="7")
    api("DELETE", f"/v2/objects/people/records/{one}")
    api("PATCH", "/v2/objects/people/attributes/badge", {"data": {"is_unique": True}})
    assert api.refuse("people", badge="7").code == (400, "uniqueness_conflict")


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


def test_a_rule_names_its_source() -> None:
    with pytest.raises(ValueError, match="names no source"):
        Rule("x", "y", "D", "", ("records.get",))


def test_preflight(api: Api) -> None:
    answer = api.raw("OPTIONS", "/v2/objects", token=None)
    assert answer.status == 204
    assert answer.headers["access-control-allow-origin"] == "*"
