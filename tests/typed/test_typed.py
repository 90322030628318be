"""Typed records and entries on the sandbox: creating, reading, updating, asserting and querying."""

from __future__ import annotations

import datetime as dt
import pickle
from typing import Any

import anyio
import pytest

from attio import Attio, errors
from attio.typed import TypedPage, TypedRecord, attr
from attio.values import ActorRef, PersonalName
from tests.drivers import Driver
from tests.typed.models import Company, Deal, Lead, Person
from tests.typed.watched import Watched, call_on


def test_a_typed_record_is_saved_changed_refreshed_and_deleted(driver: Driver, box: Watched, client: Attio) -> None:
    company = Company(name="Acme", domains=["acme.com", "acme.com"], founded=dt.date(2020, 1, 2))
    with pytest.raises(LookupError, match="not saved yet"):
        _ = company.record_id
    assert Company().created_at is None
    assert call_on(driver, client, company, "save") is company
    assert box.last() == ("POST", {"name": "Acme", "domains": ["acme.com"], "foundation_date": "2020-01-02"})
    assert (company.name, company.domains, company.founded) == ("Acme", ["acme.com"], dt.date(2020, 1, 2))
    assert company.changes == {}
    assert company.created_at is not None
    assert isinstance(company.created_by, ActorRef)
    call_on(driver, client, company, "save")
    assert box.seen == []
    company.name, company.founded = "Acme Inc.", company.founded
    company.domains.append("acme.dev")
    assert company.changes == {"name": "Acme Inc.", "domains": ["acme.com", "acme.dev"]}
    call_on(driver, client, company, "save")
    assert box.last() == ("PATCH", {"name": "Acme Inc.", "domains": ["acme.dev"]})
    company.domains = list(reversed(company.domains))
    assert company.changes == {}
    company.domains.remove("acme.com")
    company.name = "Acme"
    call_on(driver, client, company, "save")
    assert box.last() == ("PUT", {"name": "Acme", "domains": ["acme.dev"]})
    company.founded = None
    call_on(driver, client, company, "save")
    assert box.last() == ("PUT", {"foundation_date": []})
    assert company.founded is None
    company.name = "lost"
    call_on(driver, client, company, "refresh")
    assert company.name == "Acme"
    again = call_on(driver, client, Company, "get", id=company.record_id)
    assert again == company
    call_on(driver, client, company, "delete")
    with pytest.raises(errors.NotFoundError):
        call_on(driver, client, again, "refresh")


class Part(TypedRecord, object="parts"):
    code: attr.Text = attr.Text(unique=True)
    number: attr.Text = attr.Text(unique=True)


class Tool(TypedRecord, object="tools"):
    name: attr.Text = attr.Text()


def test_assert_matches_by_one_unique_attribute(driver: Driver, box: Watched, client: Attio) -> None:
    first = call_on(driver, client, Company(name="Acme", domains=["acme.com"]), "assert_")
    assert box.seen[-1][0] == "PUT"
    second = call_on(driver, client, Company(name="Other", domains=["acme.com"]), "assert_", matching=Company.domains)
    assert second.record_id == first.record_id
    with pytest.raises(ValueError, match=r"Company\.assert_\(\) matches by one unique attribute: set domains"):
        call_on(driver, client, Company(name="x"), "assert_")
    with pytest.raises(ValueError, match=r"code and number have values; choose one, as in matching=Part\.code"):
        call_on(driver, client, Part(code="a", number="b"), "assert_")
    with pytest.raises(ValueError, match=r"set an attribute that is declared with unique=True, or pass match"):
        call_on(driver, client, Tool(name="x"), "assert_")
    with pytest.raises(ValueError, match=r"already exists: assert_\(\) is for new ones"):
        call_on(driver, client, first, "assert_")
    with pytest.raises(ValueError, match=r"already exists: create\(\) is for new ones, call save\(\)"):
        call_on(driver, client, first, "create")


def query_deals(driver: Driver, box: Watched, client: Attio) -> TypedPage[Deal]:
    """Create three deals of a company with two people; return the first two with their references."""
    acme = Company(name="Acme").save(client)
    people = [Person(emails=[f"{name}@acme.com"]).save(client) for name in ("ada", "eve")]
    for number in range(3):
        Deal(name=f"Deal {number}", stage="Lead", owner=box.members[0].id, company=acme, people=people).save(client)
    box.seen.clear()
    options: Any = {
        "filter": (Deal.company.record.name == "Acme") & Deal.owner.is_member(box.members[0].email_address),
        "sorts": [Deal.name.desc()],
        "with_": [Deal.company, Deal.people],
        "limit": 2,
    }
    page: TypedPage[Deal] = call_on(driver, client, Deal, "query", **options)
    return page


def test_a_query_filters_sorts_and_fetches_references(driver: Driver, box: Watched, client: Attio) -> None:
    page = query_deals(driver, box, client)
    # Requests for members, deals, companies and people.
    assert [path for _, path, _ in box.seen] == [
        "/v2/workspace_members",
        "/v2/objects/deals/records/query",
        "/v2/objects/companies/records/query",
        "/v2/objects/people/records/query",
    ]
    [deal, *_] = page.data
    assert deal.company is not None
    assert box.seen[2][2] == {"filter": {"record_id": {"$in": [deal.company.record_id]}}, "limit": 250}
    assert [deal.name for deal in page.data] == ["Deal 2", "Deal 1"]
    for deal in page.data:
        assert deal.company is not None
        assert deal.company.is_loaded
        assert deal.company.record.name == "Acme"
        deal.name = f"{deal.name}"
        deal.value = 5
        call_on(driver, client, deal, "save")
        assert deal.company is not None
        assert deal.company.record.name == "Acme"
        assert {person.record.emails[0] for person in deal.people} == {"ada@acme.com", "eve@acme.com"}
    assert page.http.status_code == 200
    assert page.to_plain()[0]["name"] == "Deal 2"
    assert repr(page) == "<TypedPage of 2 Deal>"


def test_pages_of_typed_records_are_walked(driver: Driver, box: Watched, client: Attio) -> None:
    page = query_deals(driver, box, client)

    async def walk() -> list[list[str | None]]:
        following = await page.next_page_async()
        assert following is not None
        pages = [[deal.name for deal in each.data] async for each in page.pages_async()]
        return [*pages, [deal.name async for deal in page], [deal.name for deal in following.data]]

    if driver.side == "sync":
        following = page.next_page()
        assert following is not None
        assert following.data[0].company is not None
        assert following.data[0].company.is_loaded
        found = [[deal.name for deal in each.data] for each in page.pages()]
        found += [[deal.name for deal in page], [deal.name for deal in following.data]]
    else:
        found = anyio.run(walk, backend=driver.side)
    assert found[:2] == [["Deal 2", "Deal 1"], ["Deal 0"]]
    assert found[-2:] == [["Deal 2", "Deal 1", "Deal 0"], ["Deal 0"]]


def test_a_stale_record_is_not_saved(driver: Driver, box: Watched, client: Attio) -> None:
    company = Company(name="Acme", domains=["acme.com"]).save(client)
    other = Company.get(client, company.record_id)
    other.name = "Theirs"
    other.save(client)
    company.name = "Ours"
    box.seen.clear()
    with pytest.raises(errors.StaleRecordError, match="another program or user since it was read: name") as caught:
        call_on(driver, client, company, "save", if_unchanged=True)
    assert caught.value.attributes == ("name",)
    assert caught.value.outcome == "not_sent"
    assert pickle.loads(pickle.dumps(caught.value)).attributes == ("name",)
    assert [method for method, _, _ in box.seen] == ["GET"]
    assert company.changes == {"name": "Ours"}
    call_on(driver, client, company, "refresh")
    company.founded = dt.date(2020, 1, 1)
    other.name = "Theirs again"
    other.save(client)
    call_on(driver, client, company, "save", if_unchanged=True)
    assert company.founded == dt.date(2020, 1, 1)


def test_an_entry_is_saved_changed_and_queried(driver: Driver, box: Watched, client: Attio) -> None:
    person = Person(name=PersonalName("Ada", "Lovelace")).save(client)
    box.seen.clear()
    lead = call_on(driver, client, Lead(parent=person, note="Call", tags=["hot"]), "save")
    body = {"parent_object": "people", "parent_record_id": person.record_id}
    assert box.last() == ("POST", {**body, "entry_values": {"note": "Call", "tags": ["hot"]}})
    assert lead.parent.record_id == person.record_id
    assert lead.entry_id
    lead.tags.append("cold")
    call_on(driver, client, lead, "save")
    assert box.last() == ("PATCH", {"entry_values": {"tags": ["cold"]}})
    lead.tags = []
    call_on(driver, client, lead, "save")
    assert box.last() == ("PUT", {"entry_values": {"tags": []}})
    found = call_on(driver, client, Lead, "query", filter=Lead.parent.record.name.last_name == "Lovelace")
    assert [entry.entry_id for entry in found.data] == [lead.entry_id]
    found = call_on(driver, client, Lead, "query", filter=Lead.parent.is_in([person.record_id]), with_=[Lead.parent])
    assert found.data == [lead]
    assert found.data[0].parent.record.name.last_name == "Lovelace"
    again = call_on(driver, client, Lead(parent=Person.ref(person.record_id), note="Again"), "assert_")
    assert again.entry_id == lead.entry_id
    assert Lead.from_entry(client.entries.get("sales", lead.entry_id).data).note == "Again"
    call_on(driver, client, lead, "delete")
