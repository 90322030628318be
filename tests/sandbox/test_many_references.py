"""Records with many references: the cost of writes, and the indexes after them."""

from __future__ import annotations

import cProfile
import random
from collections import defaultdict
from collections.abc import Callable
from typing import Any

import pytest

from attio.sandbox import Sandbox
from attio.sandbox.control.tokens import make_token
from attio.sandbox.engine import apply
from attio.sandbox.store import changes
from attio.sandbox.store.rows import Record
from tests.sandbox.api import Api, attribute


@pytest.fixture(autouse=True)
def checked_responses() -> None:
    """Replace the fixture that compares responses with the description, which would take longer than these tests."""


def references(ids: list[str]) -> list[dict[str, str]]:
    return [{"target_object": "people", "target_record_id": id_} for id_ in ids]


class Company:
    """A company with `size` people, and another company."""

    def __init__(self, size: int) -> None:
        self.api = Api(Sandbox(seed=1))
        self.acme, self.apex = (self.api.record_id("companies", domains=[f"{name}.com"]) for name in ("acme", "apex"))
        self.people = [self.api.record_id("people") for _ in range(size)]

    def employ(self) -> None:
        """Add all people to the team in one request."""
        self.write("companies", self.acme, team=references(self.people))

    def write(self, owner: str, record_id: str, **values: object) -> None:
        assert self.api("PATCH", f"/v2/objects/{owner}/records/{record_id}", {"data": {"values": values}}).status == 200


def add_each(company: Company) -> None:
    for person in company.people:
        company.write("people", person, company="acme.com")


def move_each(company: Company) -> None:
    for person in company.people:
        company.write("people", person, company="apex.com")


def delete_each(company: Company) -> None:
    for person in company.people:
        company.api("DELETE", f"/v2/objects/people/records/{person}")


def delete_company(company: Company) -> None:
    company.api("DELETE", f"/v2/objects/companies/records/{company.acme}")


def merge(company: Company) -> None:
    body = {"data": {"primary_record_id": company.apex, "secondary_record_id": company.acme}}
    assert company.api("POST", "/v2/objects/companies/records/merge", body).status == 200


def calls(work: Callable[[Company], None], size: int) -> int:
    """Count the function calls of some work, without its preparation."""
    company = Company(size)
    if work not in (add_each, Company.employ):
        company.employ()
    with cProfile.Profile() as profile:
        work(company)
    return sum(entry.callcount for entry in profile.getstats())


@pytest.mark.parametrize("work", [add_each, Company.employ, move_each, delete_each, delete_company, merge])
def test_the_work_grows_linearly_with_the_references(work: Callable[[Company], None]) -> None:
    assert calls(work, 160) <= 5 * calls(work, 40)


def listed(sandbox: Sandbox) -> dict[Any, Any]:
    """Return the content of each index."""
    tables = sandbox._workspace.tables
    return {
        (name, key): sorted(members)
        for name, table in tables.items()
        if name.startswith("#")
        for key, members in table.rows.items()
    }


def expected(sandbox: Sandbox) -> dict[Any, Any]:
    """Compute the content of each index from the rows."""
    workspace = sandbox._workspace
    found: dict[Any, set[Any]] = defaultdict(set)
    for name, table in workspace.tables.items():
        for row in () if name.startswith("#") else table:
            cells = row.cells if isinstance(row, Record) else changes._NO_CELLS
            for index, key in changes._entries(row, cells, workspace.unique_ids(row)):
                found[f"#{index[0]}", index[1]].add(key)
    return {key: sorted(members) for key, members in found.items()}


def relationship(api: Api, slug: str, inverse: str, *, many: bool, inverse_many: bool) -> None:
    other = {"object": "people", "title": inverse, "api_slug": inverse, "is_multiselect": inverse_many}
    api.attribute("people", slug, "record-reference", is_multiselect=many, relationship=other)


class Writer:
    """Makes random writes of every kind that changes an index; some are rejected."""

    def __init__(self, sandbox: Sandbox, seed: int) -> None:
        self.api, self.random = Api(sandbox), random.Random(seed)
        relationship(self.api, "friends", "friends_of", many=True, inverse_many=True)
        relationship(self.api, "spouse", "spouse_of", many=False, inverse_many=False)
        self.api("POST", "/v2/objects/people/attributes", {"data": attribute("badge", "text", is_unique=True)})

    def people(self) -> list[str]:
        return self.api.find("people")

    def some(self, most: int = 4) -> list[str]:
        people = self.people()
        return self.random.sample(people, min(len(people), self.random.randint(0, most)))

    def values(self) -> dict[str, object]:
        number = self.random.randint(0, 9)
        values: dict[str, object] = {
            "company": self.random.choice([[], "acme.com", "apex.com"]),
            "friends": references(self.some()),
            "spouse": references(self.some(1)),
            "badge": f"b{number}",
            "email_addresses": [f"{number}@acme.com"],
        }
        return {slug: values[slug] for slug in self.random.sample(sorted(values), 2)}

    def step(self) -> None:
        """Make one random write."""
        one, other = (self.random.choice(self.people()) for _ in range(2))
        path = f"/v2/objects/people/records/{one}"
        history = [
            {"value": f"b{number}", "active_from": f"202{number}-01-01", "active_until": None} for number in (0,)
        ]
        act = self.random.randint(0, 9)
        if act < 3:
            self.api("POST", "/v2/objects/people/records", {"data": {"values": self.values()}})
        elif act < 6:
            self.api(self.random.choice(["PUT", "PATCH"]), path, {"data": {"values": self.values()}})
        elif act < 7:
            company = self.random.choice(self.api.find("companies"))
            team = {"data": {"values": {"team": references(self.some(9))}}}
            self.api(self.random.choice(["PUT", "PATCH"]), f"/v2/objects/companies/records/{company}", team)
        elif act < 8:
            self.api("DELETE", path) if len(self.people()) > 5 else None
        elif act < 9:
            merged = {"data": {"primary_record_id": one, "secondary_record_id": other}}
            self.api("POST", "/v2/objects/people/records/merge", merged)
        else:
            written = {"data": {"replace_history": True, "values": history}}
            self.api("PUT", f"{path}/attributes/badge/values", written)


@pytest.mark.parametrize("few", [0, 100])
@pytest.mark.parametrize("seed", [1, 2])
def test_indexes_are_right_after_any_write(few: int, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "_SMALL_INDEX", few)
    sandbox = Sandbox(seed=seed)
    writer = Writer(sandbox, seed)
    for domain in ("acme.com", "apex.com"):
        writer.api.create("companies", domains=[domain])
    for _ in range(6):
        writer.api.create("people")
    for _ in range(60):
        before = sandbox.snapshot()
        writer.step()
        assert listed(sandbox) == expected(sandbox)
        if writer.random.random() < 0.1:
            sandbox.restore(before)
            assert listed(sandbox) == expected(sandbox)
    assert {entry.status for entry in sandbox.requests} >= {200, 400}


def test_an_existing_reference_is_not_added_again() -> None:
    company = Company(2)
    company.employ()
    workspace = company.api.sandbox._workspace
    owner = workspace.object("companies")
    assert owner
    team = owner.attribute("team")
    assert team
    before = owner.records[company.acme]
    payload = before.active(team)[0].payload
    with company.api.sandbox._pipeline.write(workspace) as written:
        apply._add_reference(written, before, team, payload)
    assert owner.records[company.acme] is before


def test_a_failed_write_leaves_no_entries_in_the_indexes(sandbox: Sandbox) -> None:
    before = listed(sandbox)
    workspace = sandbox._workspace
    known = workspace.token(sandbox.token)
    assert known

    def write() -> None:
        with sandbox._pipeline.write(workspace) as written:
            make_token(written, secret="stays", scopes=None)
            written.remove(make_token(written, secret="goes", scopes=None))
            written.remove(known)
            assert listed(sandbox) != before
            raise ValueError

    with pytest.raises(ValueError, match=r"^$"):
        write()
    assert listed(sandbox) == before
