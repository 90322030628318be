"""Requests of typed records: lists of new records, and queries for `with_`."""

from __future__ import annotations

from typing import Any, Literal

import anyio
import pytest

from attio import Attio
from attio.sandbox import Sandbox
from attio.typed import TypedRecord, attr
from tests.drivers import Driver
from tests.typed.models import Company, Deal, Person
from tests.typed.workspace import furnish


@pytest.fixture
def box() -> Sandbox:
    return Sandbox(seed=7)


@pytest.fixture
def client(box: Sandbox) -> Attio:
    made = box.client()
    furnish(made)
    return made


def test_a_list_of_a_new_record_can_be_appended_to(client: Attio) -> None:
    company = Company(name="Acme")
    assert (company.domains, company.changes) == ([], {"name": "Acme"})
    company.domains.append("acme.com")
    company.domains += ["acme.org", "acme.com"]
    assert company.changes["domains"] == ["acme.com", "acme.org", "acme.com"]
    company.create(client)
    assert company.domains == ["acme.com", "acme.org"]
    again = Company(name="Acme again")
    again.domains.append("acme.org")
    assert again.assert_(client).record_id == company.record_id


def test_queries_for_references_are_sent_like_their_query(driver: Driver, box: Sandbox, client: Attio) -> None:
    people = [Person().create(client) for _ in range(2)]
    for number, person in enumerate(people):
        Deal(name=f"D{number}", stage="Lead", owner=box.members[0].email_address, people=[person]).create(client)
    before = len(box.requests)
    options: Any = {"http_headers": {"X-Tenant": "a"}, "extra_query": {"v": "1"}, "limit": 1}

    async def read() -> list[Deal]:
        return [deal async for deal in await Deal.query_async(client, with_=[Deal.people], **options)]

    if driver.side == "sync":
        deals = list(Deal.query(client, with_=[Deal.people], **options))
    else:
        deals = anyio.run(read, backend=driver.side)
    assert [deal.name for deal in deals] == ["D0", "D1"]
    sent = [
        (request.path.split("/")[3], request.headers.get("x-tenant"), "v" in request.query)
        for request in box.requests[before:]
    ]
    assert set(sent) == {("deals", "a", True), ("people", "a", False)}
    assert [name for name, *_ in sent].count("people") == 2


def test_annotations_are_evaluated_once_their_names_exist(monkeypatch: pytest.MonkeyPatch) -> None:
    class Car(TypedRecord, object="cars"):
        size: attr.Select[Size] = attr.Select()  # type: ignore[name-defined]  # noqa: F821 - defined below

    size: Any = vars(Car)["size"]
    assert size.titles() == ()
    monkeypatch.setitem(globals(), "Size", Literal["S", "L"])
    assert size.titles() == ("S", "L")
    monkeypatch.setitem(globals(), "Size", Literal["XL"])
    assert size.titles() == ("S", "L")
