"""Random sequences of writes, errors, snapshots and restores, compared with a simple model."""

from __future__ import annotations

from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from attio.sandbox import Sandbox, Snapshot
from attio.sandbox.workspace import Workspace
from tests.sandbox.api import Api, attribute, new_list

ADDRESSES = st.sampled_from([f"{name}@acme.com" for name in "abcd"])
NONE: dict[str, object] = {}


def indexes(workspace: Workspace) -> dict[str, dict[object, set[object]]]:
    """Return the entries of each index."""
    return {
        name: {key: set(members) for key, members in table.rows.items()}
        for name, table in workspace.tables.items()
        if name.startswith("#") and table.rows
    }


def rebuilt(sandbox: Sandbox) -> Workspace:
    """Return a workspace with the same rows and newly built indexes."""
    workspace = Workspace("Again", clock=sandbox.clock, seed="again")
    tables = sandbox._workspace.tables
    with sandbox._pipeline.write(workspace) as changes:
        for later in (False, True):
            for name, table in tables.items():
                is_records = any(name == owner.id for owner in owners(sandbox))
                if not name.startswith("#") and is_records == later:
                    for row in table:
                        changes.put(row, quiet=True)
    return workspace


def owners(sandbox: Sandbox) -> list[Any]:
    workspace = sandbox._workspace
    return [*workspace.collections("objects"), *workspace.collections("lists")]


class Machine(RuleBasedStateMachine):
    """Writes people with unique addresses, their company, and their entries in a list."""

    people = Bundle("people")
    snapshots = Bundle("snapshots")

    def __init__(self) -> None:
        super().__init__()
        self.sandbox = Sandbox(seed=3)
        self.api = Api(self.sandbox)
        self.api("POST", "/v2/lists", {"data": new_list("l", "people")})
        self.api("POST", "/v2/lists/l/attributes", {"data": attribute("code", "text", is_unique=True)})
        self.api.create("companies", domains=["acme.com"])
        self.model: dict[str, set[str]] = {}
        self.entries: dict[str, str] = {}

    def taken(self, addresses: set[str], except_for: str | None = None) -> bool:
        return any(addresses & held for person, held in self.model.items() if person != except_for)

    @rule(target=people, addresses=st.sets(ADDRESSES, max_size=2), linked=st.booleans())
    def create(self, addresses: set[str], linked: bool) -> str:
        values: dict[str, object] = {"email_addresses": sorted(addresses)}
        body = {"data": {"values": {**values, **({"company": "acme.com"} if linked else NONE)}}}
        response = self.api("POST", "/v2/objects/people/records", body)
        assert (response.status == 400) == self.taken(addresses)
        if response.status == 400:
            return ""
        person = str(response.data["id"]["record_id"])
        self.model[person] = addresses
        return person

    @rule(person=people, addresses=st.sets(ADDRESSES, max_size=2), appends=st.booleans())
    def update(self, person: str, addresses: set[str], appends: bool) -> None:
        body = {"data": {"values": {"email_addresses": sorted(addresses), "company": None}}}
        response = self.api("PATCH" if appends else "PUT", f"/v2/objects/people/records/{person or 'x'}", body)
        if person not in self.model:
            assert response.status == 404
        elif self.taken(addresses, person):
            assert response.status == 400
        else:
            self.model[person] = addresses | self.model[person] if appends else addresses

    @rule(person=people)
    def delete(self, person: str) -> None:
        response = self.api("DELETE", f"/v2/objects/people/records/{person or 'x'}")
        assert (response.status == 404) == (person not in self.model)
        self.model.pop(person, None)
        self.entries = {entry: held for entry, held in self.entries.items() if held != person}

    @rule(person=people)
    def add(self, person: str) -> None:
        if person in self.model:
            data = {"parent_object": "people", "parent_record_id": person, "entry_values": NONE}
            self.entries[self.api("POST", "/v2/lists/l/entries", {"data": data}).data["id"]["entry_id"]] = person

    @rule(target=people, one=people, other=people)
    def merge(self, one: str, other: str) -> str:
        if one == other or not {one, other} <= self.model.keys():
            return ""
        body = {"data": {"primary_record_id": one, "secondary_record_id": other}}
        merged = str(self.api("POST", "/v2/objects/people/records/merge", body).data["new_record_id"])
        self.model[merged] = self.model.pop(one) | self.model.pop(other)
        self.entries = {entry: merged if held in (one, other) else held for entry, held in self.entries.items()}
        return merged

    @rule(target=snapshots)
    def keep(self) -> tuple[Snapshot, dict[str, set[str]], dict[str, str]]:
        return self.sandbox.snapshot(), dict(self.model), dict(self.entries)

    @rule(state=snapshots)
    def restore(self, state: tuple[Snapshot, dict[str, set[str]], dict[str, str]]) -> None:
        self.sandbox.restore(state[0])
        self.model, self.entries = dict(state[1]), dict(state[2])

    @invariant()
    def the_same_as_the_model(self) -> None:
        found = self.api("POST", "/v2/objects/people/records/query", {}).data
        assert {
            record["id"]["record_id"]: {value["email_address"] for value in record["values"]["email_addresses"]}
            for record in found
        } == self.model
        entries = self.api("POST", "/v2/lists/l/entries/query", {}).data
        assert {entry["id"]["entry_id"]: entry["parent_record_id"] for entry in entries} == self.entries

    @invariant()
    def indexes_follow_from_rows(self) -> None:
        assert indexes(self.sandbox._workspace) == indexes(rebuilt(self.sandbox))


TestMachine = Machine.TestCase
TestMachine.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
