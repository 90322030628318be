"""Typical programs with typed records and filters, without errors."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Literal, TypeAlias

from typing_extensions import assert_type

from attio import Attio
from attio.filters import DateField, F, Filter, NameField, NumberField, OptionField, ReferenceField, TextField, all_of
from attio.schema import AttributeSchema, ObjectSchema, OptionSchema, WorkspaceSchema
from attio.typed import TypedEntry, TypedPage, TypedRecord, attr, read_only, required
from attio.values import ActorRef, PersonalName, Ref, Unlisted, member

Stage: TypeAlias = Literal["Lead", "Won 🎉"]
Size: TypeAlias = Literal["1-10", "11-50"]


class Person(TypedRecord, object="people"):
    name: attr.PersonalName = attr.PersonalName()
    emails: attr.Emails = attr.Emails("email_addresses", unique=True)
    company: attr.Reference[Company] = attr.Reference()


class Company(TypedRecord, object="companies"):
    name: attr.Text = attr.Text()
    domains: attr.Domains = attr.Domains(unique=True)
    founded: attr.Date = attr.Date("foundation_date")
    categories: attr.MultiSelect = attr.MultiSelect()
    size: attr.Select[Size] = attr.Select("employee_range")
    team: attr.References[Person] = attr.References()
    logo_url = read_only(attr.Text())
    followers = read_only(attr.Number("twitter_follower_count"))


class Deal(TypedRecord, object="deals"):
    name: attr.Text = required(attr.Text())
    stage: attr.Status[Stage] = required(attr.Status())
    owner: attr.Actor = required(attr.Actor())
    value: attr.Currency = attr.Currency()
    company: attr.Reference[Company] = attr.Reference("associated_company")


class Lead(TypedEntry, list="sales"):
    parent: attr.Parent[Person] = required(attr.Parent())


def fields() -> None:
    assert_type(Company.name, TextField)
    assert_type(Company.founded, DateField)
    assert_type(Company.followers, NumberField)
    assert_type(Person.name, NameField)
    assert_type(Deal.stage, OptionField[Stage])
    assert_type(Deal.company, ReferenceField[Company])
    assert_type(Deal.company.record, type[Company])
    assert_type(Deal.company.record.name, TextField)
    assert_type(Lead.parent.record.name, NameField)


def reading(deal: Deal, company: Company, lead: Lead) -> None:
    assert_type(deal.name, str | None)
    assert_type(deal.stage, Stage | Unlisted | None)
    assert_type(deal.value, Decimal | None)
    assert_type(deal.owner, ActorRef | None)
    assert_type(deal.company, Ref[Company] | None)
    assert_type(company.domains, list[str])
    assert_type(company.founded, dt.date | None)
    assert_type(company.logo_url, str | None)
    assert_type(company.record_id, str)
    assert_type(company.created_at, dt.datetime | None)
    assert_type(lead.parent, Ref[Person])
    assert_type(lead.parent.record.name, PersonalName | None)
    if deal.company:
        assert_type(deal.company.record.name, str | None)


def writing(client: Attio, company: Company) -> None:
    deal = Deal(name="Big", stage="Lead", owner="ada@example.com", value=5, company=company)
    deal.stage = "Won 🎉"
    deal.value = Decimal("2.50")
    deal.owner = member("ada@example.com")
    deal.company = None
    company.domains.append("acme.dev")
    company.size = company.size
    assert_type(deal.save(client, if_unchanged=True, timeout_ms=5_000), Deal)
    assert_type(Company(domains=["acme.com"]).assert_(client, matching=Company.domains), Company)
    assert_type(Company.get(client, "id"), Company)
    assert_type(Company.ref(domains=["acme.com"]), Ref[Company])
    Lead(parent=Person.ref("id")).create(client)


def filtering(client: Attio) -> None:
    acme = Company.name.contains("acme") & ~(Company.size == "1-10") & {"name": "x"}
    assert_type(acme, Filter)
    assert_type(Company.founded >= dt.date(2020, 1, 1), Filter)
    assert_type(Deal.value.between(1, Decimal(5)), Filter)
    assert_type(Deal.company.record.domains.root_domain == "acme.com", Filter)
    assert_type(Deal.owner == member("ada@example.com"), Filter)
    assert_type(F("deals", "associated_company").to("companies", "name") == 1, Filter)
    assert_type(F(Company.name).is_empty(), Filter)
    client.records.query("companies", filter=acme, sorts=[Company.name.asc(), Deal.company.record.name.desc()])
    page = Deal.query(client, filter=all_of(Deal.stage == "Lead", acme), with_=[Deal.company], max_items=5)
    assert_type(page, TypedPage[Deal])
    assert_type(page.data, list[Deal])
    for deal in page:
        assert_type(deal, Deal)


async def twins(client: Attio) -> None:
    async for person in await Person.query_async(client, filter=acme_member()):
        assert_type(person, Person)
        assert_type(await person.save_async(client), Person)
    assert_type(await acme_member().resolve_async(client), Filter)
    assert_type(await client.schema.object_async("people"), ObjectSchema)
    assert_type(await client.schema.snapshot_async(), WorkspaceSchema)


def acme_member() -> Filter:
    return F("owner").is_member("ada@example.com")


def schema(client: Attio) -> None:
    assert_type(client.schema.attribute("people", "name"), AttributeSchema)
    assert_type(client.schema.options("deals", "stage"), tuple[OptionSchema, ...])
    assert_type(client.schema.object("people").attribute("name"), AttributeSchema)


def plain(client: Attio) -> None:
    record = client.records.get("people", "id").data
    assert_type(record.to_plain(client.schema.object("people")), dict[str, object])
    record.to_plain(client.schema.snapshot())
    Company.query(client).to_plain(client.schema.list("sales"))
