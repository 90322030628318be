"""Each expression of the table in `docs/filters.md`, on every type of attribute: compiled, sent and run."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

import pytest

from attio.filters import F, Filter, all_of, any_of, raw
from attio.sandbox import Sandbox
from attio.typed import TypedEntry, TypedRecord, attr, read_only
from attio.values import Location, PersonalName, Phone, member
from tests.typed import models
from tests.typed.models import Car, Company, Deal, Lead
from tests.typed.workspace import furnish

UTC = dt.timezone.utc
DAY, NEXT = dt.date(2026, 11, 1), dt.date(2026, 12, 1)
NOON, LATER = dt.datetime(2026, 11, 1, 12, tzinfo=UTC), dt.datetime(2026, 11, 2, 12, tzinfo=UTC)
LONG_AGO, FAR = dt.date(2000, 1, 1), dt.date(2100, 1, 1)
ADDRESS = "ada@analytical-engines.com"


class Person(models.Person, object="people"):
    last_email = read_only(attr.Interaction("last_email_interaction"))


def id_of(one: TypedRecord | TypedEntry) -> str:
    """Return the id of a record or entry."""
    return one.entry_id if isinstance(one, TypedEntry) else one.record_id


class World:
    """A workspace with two records of each kind: the first has every value, the second almost none."""

    def __init__(self) -> None:
        self.sandbox = Sandbox(seed=7)
        self.client = client = self.sandbox.client()
        furnish(client)
        self.member = self.sandbox.members[0]
        self.acme = Company(
            name="Acme", domains=["acme.com", "shop.acme.dev"], categories=["B2B", "Media"], founded=DAY
        ).save(client)
        self.zed = Company(name="Zed").save(client)
        self.ada = Person(
            name=PersonalName("Ada", "Lovelace"),
            emails=[ADDRESS],
            phones=[Phone("+4930901820", "DE")],
            location=Location(
                line_1="1 Main St", line_2="Flat 2", line_3="Yard", line_4="Gate", locality="Bonn", region="NRW",
                postcode="53111", country_code="DE",
            ),
            company=self.acme,
        ).save(client)  # fmt: skip
        self.bob = Person(emails=["bob@example.org"]).save(client)
        self.big = Deal(
            name="Big", stage="Won 🎉", owner=self.member.email_address, value=Decimal("10.5"), company=self.acme,
            people=[self.ada, self.bob],
        ).save(client)  # fmt: skip
        self.low = Deal(name="Low", stage="Lead", owner=self.sandbox.members[0].id).save(client)
        self.car = Car(
            name="Beetle", doors=3, stars=4, is_new=True, sold_at=NOON, site="vw.de", mail="a@vw.de",
            phone=Phone("+4930901821", "DE"), drivers=[self.member.email_address], color="red",
        ).save(client)  # fmt: skip
        self.bare = Car(name="Bare", is_new=False).save(client)
        self.lead = Lead(parent=self.ada, note="Call", tags=["hot"]).save(client)
        self.other = Lead(parent=self.bob).save(client)
        mine: Any = vars(self).items()
        self.names = {id_of(record): name for name, record in mine if isinstance(record, TypedRecord | TypedEntry)}

    def found(self, kind: type[TypedRecord | TypedEntry], **query: Any) -> list[str]:
        """Run a query typed and untyped, assert equal results, and return their names."""
        ids = [id_of(record) for record in kind.query(self.client, **query)]
        call: Any = self.client.entries.query if issubclass(kind, TypedEntry) else self.client.records.query
        if isinstance(query.get("filter"), Filter):
            query["filter"] = query["filter"].resolve(self.client)
        assert [id_of(kind._wrap(record)) for record in call(kind.__source__, **query).data] == ids
        return [self.names[id_] for id_ in ids]


@pytest.fixture(scope="module")
def world() -> World:
    return World()


def rows() -> Iterator[tuple[type[Any], str, str]]:
    """Yield the class to query, the expression as code, and the names of the expected results."""
    for kind, table in TABLE.items():
        for line in table.strip().splitlines():
            code, _, names = line.strip().rpartition("->")
            yield kind, code.strip(), names.strip()


TABLE: dict[type[Any], str] = {
    Car: """
        Car.name == "Beetle" -> car
        Car.name.eq("Beetle") -> car
        Car.name != "Beetle" -> bare
        Car.name.contains("eet") -> car
        Car.name.starts_with("Be") -> car
        Car.name.ends_with("re") -> bare
        Car.name.is_in(["Beetle", "Bare"]) -> car bare
        Car.record_id == world.car.record_id -> car
        Car.record_id != world.car.record_id -> bare
        Car.record_id.is_in([world.car.record_id]) -> car
        Car.record_id.contains(world.car.record_id) -> car
        Car.record_id.starts_with(world.car.record_id[:30]) -> car
        Car.record_id.ends_with(world.car.record_id[9:]) -> car
        Car.doors == 3 -> car
        Car.doors != 3 -> bare
        Car.doors < 4 -> car
        Car.doors <= 3 -> car
        Car.doors > Decimal("2.5") -> car
        Car.doors >= 3.5 ->
        Car.doors.between(3, 4) -> car
        Car.doors.between(2, 3) ->
        Car.doors.is_in([1, 3]) -> car
        Car.doors.is_in([3]) -> car
        Car.stars == 4 -> car
        Car.stars != 4 -> bare
        Car.stars < 5 -> car
        Car.stars <= 4 -> car
        Car.stars > 4 ->
        Car.stars >= 4 -> car
        Car.stars.between(1, 5) -> car
        Car.stars.is_in([4, 5]) -> car
        Car.is_new == True -> car
        Car.is_new != True -> bare
        Car.is_new.eq(False) -> bare
        Car.is_new.is_true() -> car
        Car.is_new.is_false() -> bare
        Car.is_new.is_in([True, False]) -> car bare
        Car.sold_at == NOON -> car
        Car.sold_at != NOON -> bare
        Car.sold_at < LATER -> car
        Car.sold_at <= NOON -> car
        Car.sold_at > NOON ->
        Car.sold_at >= NOON -> car
        Car.sold_at.between(NOON, LATER) -> car
        Car.sold_at.is_in([NOON, LATER]) -> car
        Car.created_at > dt.datetime(2000, 1, 1, tzinfo=UTC) -> car bare
        Car.site == "vw.de" -> car
        Car.site != "vw.de" -> bare
        Car.site.contains("vw") -> car
        Car.site.is_empty() -> bare
        Car.mail == "a@vw.de" -> car
        Car.mail.email_domain == "vw.de" -> car
        Car.phone.starts_with("+49") -> car
        Car.phone.country_code == "DE" -> car
        Car.drivers.is_member(world.member.id) -> car
        Car.drivers.is_member(world.member.email_address) -> car
        Car.drivers == member(world.member.email_address) -> car
        Car.drivers != member(world.member.id) -> bare
        Car.drivers.is_actor("workspace-member", world.member.id) -> car
        Car.color == "red" -> car
        Car.color != "red" -> bare
        Car.color.is_in(["red", "blue"]) -> car
        Car.color.active_from > LONG_AGO -> car
        Car.color.active_from.between(LONG_AGO, FAR) -> car
        Car.site.is_not_empty() -> car
    """,
    Company: """
        Company.founded == DAY -> acme
        Company.founded != DAY -> zed
        Company.founded < NEXT -> acme
        Company.founded <= DAY -> acme
        Company.founded > DAY ->
        Company.founded >= DAY -> acme
        Company.founded.between(DAY, NEXT) -> acme
        Company.founded.is_in([DAY, NEXT]) -> acme
        Company.categories == "B2B" -> acme
        Company.categories.is_in(["B2B", "Media"]) -> acme
        Company.categories.active_from <= FAR -> acme
        Company.domains == "acme.com" -> acme
        Company.domains != "acme.com" -> zed
        Company.domains.contains("acme") -> acme
        Company.domains.starts_with("shop") -> acme
        Company.domains.ends_with(".dev") -> acme
        Company.domains.is_in(["acme.com", "b.c"]) -> acme
        Company.domains.is_empty() -> zed
        Company.domains.is_not_empty() -> acme
        Company.domains.root_domain == "acme.dev" -> acme
        Company.domains.root_domain.is_empty() -> zed
        Company.domains.root_domain.is_not_empty() -> acme
        Company.domains.root_domain.ends_with("dev") -> acme
        Company.team == world.ada -> acme
        Company.team.record.name.last_name == "Lovelace" -> acme
    """,
    Person: """
        Person.emails == ADDRESS -> ada
        Person.emails != ADDRESS -> bob
        Person.emails.contains("analytical") -> ada
        Person.emails.starts_with("bob") -> bob
        Person.emails.ends_with(".org") -> bob
        Person.emails.is_in([ADDRESS, "bob@example.org"]) -> ada bob
        Person.emails.email_domain == "example.org" -> bob
        Person.emails.email_domain.is_in(["example.org"]) -> bob
        Person.emails.email_root_domain.contains("engines") -> ada
        Person.emails.email_local_specifier == "ada" -> ada
        Person.phones == "+4930901820" -> ada
        Person.phones.starts_with("+49") -> ada
        Person.phones.ends_with("20") -> ada
        Person.phones.contains("3090") -> ada
        Person.phones.is_in(["+4930901820"]) -> ada
        Person.phones.country_code == "DE" -> ada
        Person.phones.country_code.is_in(["DE", "AT"]) -> ada
        Person.phones.country_code.is_empty() -> bob
        Person.phones.country_code.is_not_empty() -> ada
        Person.name == "Ada Lovelace" -> ada
        Person.name != "Ada Lovelace" -> bob
        Person.name.contains("love") -> ada
        Person.name.starts_with("Ada") -> ada
        Person.name.ends_with("lace") -> ada
        Person.name.is_in(["Ada Lovelace", "Bob"]) -> ada
        Person.name.is_empty() -> bob
        Person.name.is_not_empty() -> ada
        Person.name.first_name == "Ada" -> ada
        Person.name.first_name.is_empty() -> bob
        Person.name.last_name.starts_with("Lo") -> ada
        Person.name.full_name.ends_with("lace") -> ada
        Person.name.full_name.is_in(["Ada Lovelace"]) -> ada
        Person.location.line_1.contains("Main") -> ada
        Person.location.line_2 == "Flat 2" -> ada
        Person.location.line_3.starts_with("Ya") -> ada
        Person.location.line_4.ends_with("te") -> ada
        Person.location.locality == "Bonn" -> ada
        Person.location.locality != "Bonn" -> bob
        Person.location.region.is_in(["NRW"]) -> ada
        Person.location.postcode.starts_with("53") -> ada
        Person.location.country_code == "DE" -> ada
        Person.location.country_code.is_in(["DE"]) -> ada
        Person.location.country_code.starts_with("D") -> ada
        Person.last_email.interacted_at < NOON ->
        ~(Person.last_email.interacted_at >= NOON) -> ada bob
        Person.last_email.interaction_type == "email" ->
        Person.last_email.interaction_type.is_in(["email", "calendar-event"]) ->
        Person.last_email.interaction_type.is_empty() -> ada bob
        Person.last_email.owner_member_id == world.member.id ->
        Person.last_email.owner_member_id.is_not_empty() ->
        Person.company == world.acme -> ada
        Person.company.record.domains.root_domain == "acme.dev" -> ada
        F("people", "company").to("companies", "team").to("people", "name").last_name == "Lovelace" -> ada
        F(Person.name).is_empty() -> bob
        F("job_title").is_in(["x", "y"]) ->
    """,
    Deal: """
        Deal.value == Decimal("10.5") -> big
        Deal.value != 10.5 -> low
        Deal.value < 11 -> big
        Deal.value <= 10.5 -> big
        Deal.value > 10.5 ->
        Deal.value >= Decimal(10) -> big
        Deal.value.between(10, 11) -> big
        Deal.value.is_in([10.5, 1]) -> big
        Deal.stage == "Lead" -> low
        Deal.stage != "Lead" -> big
        Deal.stage.eq("Won 🎉") -> big
        Deal.stage.is_in(["Lead", "Won 🎉"]) -> big low
        Deal.stage.active_from < FAR -> big low
        Deal.stage.active_from <= LONG_AGO ->
        Deal.stage.active_from > LONG_AGO -> big low
        Deal.stage.active_from >= dt.datetime(2000, 1, 1, tzinfo=UTC) -> big low
        Deal.stage.active_from.between(LONG_AGO, FAR) -> big low
        Deal.owner.is_member(world.member.email_address) -> big low
        Deal.created_by.is_actor("workspace-member", world.member.id) ->
        Deal.company == world.acme -> big
        Deal.company == world.acme.record_id -> big
        Deal.company == world.big.company -> big
        Deal.company != world.acme -> low
        Deal.company.is_in([world.acme, world.zed.record_id]) -> big
        Deal.company.target_object == "companies" -> big
        Deal.company.target_record_id.is_in([world.acme.record_id]) -> big
        Deal.people == world.bob -> big
        Deal.company.record.name == "Acme" -> big
        Deal.company.record.name.is_in(["Acme", "Zed"]) -> big
        Deal.company.record.domains.root_domain == "acme.com" -> big
        Deal.company.record.founded.between(DAY, NEXT) -> big
        Deal.people.record.location.locality == "Bonn" -> big
        (Deal.stage == "Lead") & (Deal.value > 1) ->
        (Deal.stage == "Lead") | (Deal.value > 1) -> big low
        ~(Deal.stage == "Lead") -> big
        ~~(Deal.stage == "Lead") -> low
        ~(Deal.stage != "Lead") -> low
        all_of(Deal.name.contains("o"), {"stage": "Lead"}) -> low
        any_of([Deal.name == "Big", raw({"name": "Low"})]) -> big low
        {"name": "Big"} | (Deal.name == "Low") -> big low
        F("deals", "associated_company").to("companies", "name") == "Acme" -> big
        F("value").between(10, 11) -> big
        F("owner").is_member(world.member.id) -> big low
    """,
    Lead: """
        Lead.parent == world.ada -> lead
        Lead.parent == world.ada.record_id -> lead
        Lead.parent != world.ada -> other
        Lead.parent.is_in([world.ada, world.bob]) -> lead other
        Lead.parent.record.name == "Ada Lovelace" -> lead
        Lead.parent.record.emails.email_domain == "example.org" -> other
        Lead.parent.record.company.record.name == "Acme" -> lead
        Lead.note == "Call" -> lead
        Lead.note != "Call" -> other
        Lead.tags == "hot" -> lead
        Lead.tags.is_in(["hot", "cold"]) -> lead
        Lead.created_at > dt.datetime(2000, 1, 1, tzinfo=UTC) -> lead other
    """,
}


NAMES: dict[str, object] = {
    **{kind.__name__: kind for kind in TABLE},
    **{function.__name__: function for function in (F, Decimal, member, all_of, any_of, raw)},
    "dt": dt,
    "UTC": UTC,
    "DAY": DAY,
    "NEXT": NEXT,
    "NOON": NOON,
    "LATER": LATER,
    "LONG_AGO": LONG_AGO,
    "FAR": FAR,
    "ADDRESS": ADDRESS,
}


@pytest.mark.parametrize(("kind", "code", "names"), list(rows()), ids=lambda one: one if isinstance(one, str) else "")
def test_filters_find_the_expected_records(kind: type[Any], code: str, names: str, world: World) -> None:
    condition: Mapping[str, object] = eval(code, {**NAMES, "world": world})
    assert set(world.found(kind, filter=condition)) == set(names.split()), condition


@pytest.mark.parametrize(
    ("kind", "sort", "names"),
    [
        (Car, Car.name.asc(), ["bare", "car"]),
        (Car, Car.name.desc(), ["car", "bare"]),
        (Deal, Deal.company.record.name.desc(), ["big", "low"]),
        (Deal, Deal.value.desc(), ["big", "low"]),
        (Person, Person.emails.email_domain.asc(), ["ada", "bob"]),
        (Person, Person.name.last_name.desc(), ["ada", "bob"]),
        (Lead, Lead.note.desc(), ["lead", "other"]),
    ],
)
def test_sorts_return_the_expected_order(kind: type[Any], sort: Any, names: list[str], world: World) -> None:
    assert world.found(kind, sorts=[sort]) == names


def test_every_operator_of_every_class_of_fields_is_tested() -> None:
    """The table uses every operator and property of every field class."""
    codes = [code for _, code, _ in rows()]
    used: dict[type[Any], set[str]] = {}
    for kind in TABLE:
        for name, attribute in kind.__attrs__.items():
            for code in codes:
                found = re.search(rf"\b{kind.__name__}\.{name}\.(\w+)", code)
                used.setdefault(attribute.field_kind(), set()).update(found.groups() if found else ())
    for field, names in used.items():
        known = {name for name in dir(field) if not name.startswith("_")} - {"asc", "desc", "eq", "convert", "takes"}
        assert known - names == set(), field
