"""Typed records and entries on the sandbox: created, read, changed, saved, queried and refused."""

from __future__ import annotations

import copy
import datetime as dt
import json
import pickle
import warnings
from decimal import Decimal
from typing import Any

import anyio
import pytest

from attio import Attio, errors
from attio.sandbox import Request, Response, Sandbox
from attio.typed import SchemaMismatchWarning, TypedEntry, TypedPage, TypedRecord, attr, read_only, required
from attio.values import ActorRef, Location, PersonalName, Phone, Unlisted, member, reference
from tests.drivers import DRIVERS, Driver
from tests.typed.models import Car, Company, Deal, Lead, Person
from tests.typed.workspace import furnish

UTC = dt.timezone.utc
every_side = pytest.mark.parametrize("driver", DRIVERS, ids=str)


class Watched(Sandbox):
    """Keeps what it is asked."""

    def __init__(self) -> None:
        super().__init__(seed=7)
        self.seen: list[tuple[str, str, Any]] = []

    def handle(self, request: Request) -> Response:
        self.seen.append((request.method, request.path, json.loads(request.body) if request.body else None))
        return super().handle(request)

    def last(self) -> tuple[str, Any]:
        """Method and values of the only request since it was last asked."""
        ((method, _, body),) = self.seen
        self.seen.clear()
        data = body["data"]
        return method, data.get("values", data)


@pytest.fixture
def box() -> Watched:
    return Watched()


@pytest.fixture
def client(box: Watched) -> Attio:
    made = box.client()
    furnish(made)
    box.seen.clear()
    return made


def on(driver: Driver, client: Attio, target: Any, method: str, **options: Any) -> Any:
    """Call a method of a typed record or class with its client."""
    if driver.side == "sync":
        return getattr(target, method)(client, **options)

    async def work() -> Any:
        return await getattr(target, f"{method.rstrip('_')}_async")(client, **options)

    return anyio.run(work, backend=driver.side)


# Requests


@every_side
def test_the_life_of_a_record(driver: Driver, box: Watched, client: Attio) -> None:
    company = Company(name="Acme", domains=["acme.com", "acme.com"], founded=dt.date(2020, 1, 2))
    with pytest.raises(LookupError, match="not saved yet"):
        _ = company.record_id
    assert Company().created_at is None
    assert on(driver, client, company, "save") is company
    assert box.last() == ("POST", {"name": "Acme", "domains": ["acme.com"], "foundation_date": "2020-01-02"})
    assert (company.name, company.domains, company.founded) == ("Acme", ["acme.com"], dt.date(2020, 1, 2))
    assert company.changes == {}
    assert company.created_at is not None
    assert isinstance(company.created_by, ActorRef)
    on(driver, client, company, "save")
    assert box.seen == []
    company.name, company.founded = "Acme Inc.", company.founded
    company.domains.append("acme.dev")
    assert company.changes == {"name": "Acme Inc.", "domains": ["acme.com", "acme.dev"]}
    on(driver, client, company, "save")
    assert box.last() == ("PATCH", {"name": "Acme Inc.", "domains": ["acme.dev"]})
    company.domains = list(reversed(company.domains))
    assert company.changes == {}
    company.domains.remove("acme.com")
    company.name = "Acme"
    on(driver, client, company, "save")
    assert box.last() == ("PUT", {"name": "Acme", "domains": ["acme.dev"]})
    company.founded = None
    on(driver, client, company, "save")
    assert box.last() == ("PUT", {"foundation_date": []})
    assert company.founded is None
    company.name = "lost"
    on(driver, client, company, "refresh")
    assert company.name == "Acme"
    again = on(driver, client, Company, "get", id=company.record_id)
    assert again == company
    on(driver, client, company, "delete")
    with pytest.raises(errors.NotFoundError):
        on(driver, client, again, "refresh")


class Part(TypedRecord, object="parts"):
    code: attr.Text = attr.Text(unique=True)
    number: attr.Text = attr.Text(unique=True)


class Tool(TypedRecord, object="tools"):
    name: attr.Text = attr.Text()


class Bare(TypedRecord, object="bare"):
    size: attr.Number
    kind: attr.Select[str]
    title: str


def test_an_annotation_without_a_value_declares_nothing() -> None:
    made: Any = Bare
    with pytest.raises(
        TypeError, match=r"its attributes: its annotation needs .* `size: attr.Number = attr.Number\(\)`"
    ):
        made(size=1)
    with pytest.raises(
        AttributeError, match=r"'kind': its annotation needs a value, such as `kind: attr.Select = attr"
    ):
        _ = Bare.kind
    with pytest.raises(AttributeError, match=r"'title': .* such as `title: attr.Text = attr.Text\(\)`"):
        _ = Bare.title


@every_side
def test_asserting(driver: Driver, box: Watched, client: Attio) -> None:
    first = on(driver, client, Company(name="Acme", domains=["acme.com"]), "assert_")
    assert box.seen[-1][0] == "PUT"
    second = on(driver, client, Company(name="Other", domains=["acme.com"]), "assert_", matching=Company.domains)
    assert second.record_id == first.record_id
    with pytest.raises(ValueError, match=r"Company\.assert_\(\) matches by one unique attribute: give domains"):
        on(driver, client, Company(name="x"), "assert_")
    with pytest.raises(ValueError, match=r"code and number have values; choose one, as in matching=Part\.code"):
        on(driver, client, Part(code="a", number="b"), "assert_")
    with pytest.raises(ValueError, match=r"give an attribute that is declared with unique=True a value, or pass match"):
        on(driver, client, Tool(name="x"), "assert_")
    with pytest.raises(ValueError, match=r"saved already; assert_\(\) is for new ones"):
        on(driver, client, first, "assert_")
    with pytest.raises(ValueError, match=r"saved already; create\(\) is for new ones, and save\(\)"):
        on(driver, client, first, "create")


@every_side
def test_queries_paths_and_fetched_references(driver: Driver, box: Watched, client: Attio) -> None:
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
    page: TypedPage[Deal] = on(driver, client, Deal, "query", **options)
    # The members, the deals, the companies and the people.
    assert [path for _, path, _ in box.seen] == [
        "/v2/workspace_members",
        "/v2/objects/deals/records/query",
        "/v2/objects/companies/records/query",
        "/v2/objects/people/records/query",
    ]
    assert box.seen[2][2] == {"filter": {"record_id": {"$in": [acme.record_id]}}, "limit": 250}
    assert [deal.name for deal in page.data] == ["Deal 2", "Deal 1"]
    for deal in page.data:
        assert deal.company is not None
        assert deal.company.is_loaded
        assert deal.company.record.name == "Acme"
        deal.name = f"{deal.name}"
        deal.value = 5
        on(driver, client, deal, "save")
        assert deal.company is not None
        assert deal.company.record.name == "Acme"
        assert {person.record.emails[0] for person in deal.people} == {"ada@acme.com", "eve@acme.com"}
    assert page.http.status_code == 200
    assert page.to_plain()[0]["name"] == "Deal 2"
    assert repr(page) == "<TypedPage of 2 Deal>"

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


@every_side
def test_a_stale_record_is_not_saved(driver: Driver, box: Watched, client: Attio) -> None:
    company = Company(name="Acme", domains=["acme.com"]).save(client)
    other = Company.get(client, company.record_id)
    other.name = "Theirs"
    other.save(client)
    company.name = "Ours"
    box.seen.clear()
    with pytest.raises(errors.StaleRecordError, match="changed by somebody else since it was read: name") as caught:
        on(driver, client, company, "save", if_unchanged=True)
    assert caught.value.attributes == ("name",)
    assert caught.value.outcome == "not_sent"
    assert pickle.loads(pickle.dumps(caught.value)).attributes == ("name",)
    assert [method for method, _, _ in box.seen] == ["GET"]
    assert company.changes == {"name": "Ours"}
    on(driver, client, company, "refresh")
    company.founded = dt.date(2020, 1, 1)
    other.name = "Theirs again"
    other.save(client)
    on(driver, client, company, "save", if_unchanged=True)
    assert company.founded == dt.date(2020, 1, 1)


@every_side
def test_entries(driver: Driver, box: Watched, client: Attio) -> None:
    person = Person(name=PersonalName("Ada", "Lovelace")).save(client)
    box.seen.clear()
    lead = on(driver, client, Lead(parent=person, note="Call", tags=["hot"]), "save")
    body = {"parent_object": "people", "parent_record_id": person.record_id}
    assert box.last() == ("POST", {**body, "entry_values": {"note": "Call", "tags": ["hot"]}})
    assert lead.parent.record_id == person.record_id
    assert lead.entry_id
    lead.tags.append("cold")
    on(driver, client, lead, "save")
    assert box.last() == ("PATCH", {"entry_values": {"tags": ["cold"]}})
    lead.tags = []
    on(driver, client, lead, "save")
    assert box.last() == ("PUT", {"entry_values": {"tags": []}})
    found = on(driver, client, Lead, "query", filter=Lead.parent.record.name.last_name == "Lovelace")
    assert [one.entry_id for one in found.data] == [lead.entry_id]
    found = on(driver, client, Lead, "query", filter=Lead.parent.is_in([person.record_id]), with_=[Lead.parent])
    assert found.data == [lead]
    assert found.data[0].parent.record.name.last_name == "Lovelace"
    again = on(driver, client, Lead(parent=Person.ref(person.record_id), note="Again"), "assert_")
    assert again.entry_id == lead.entry_id
    assert Lead.from_entry(client.entries.get("sales", lead.entry_id).data).note == "Again"
    on(driver, client, lead, "delete")


# Values


def test_every_type(box: Watched, client: Attio) -> None:
    moment = dt.datetime(2026, 11, 1, 8, 30, tzinfo=UTC)
    address = box.members[0].email_address
    car = Car(
        name="T", doors=Decimal(4), stars=5, is_new=True, sold_at=moment, site="a.com", mail="a@b.com",
        phone="+15558675309", drivers=[address], color="red",
    )  # fmt: skip
    assert car.drivers == [member(address)]
    car.save(client)
    assert (car.doors, car.stars, car.is_new, car.sold_at, car.site, car.mail) == (
        4,
        5,
        True,
        moment,
        "a.com",
        "a@b.com",
    )
    assert car.phone is not None
    assert car.phone.number == "+15558675309"
    assert car.drivers == [ActorRef("workspace-member", box.members[0].id)]
    assert car.color == "red"
    assert not isinstance(car.color, Unlisted)
    client.records.update("cars", car.record_id, data={"values": {"color": "green"}})
    car.refresh(client)
    assert isinstance(car.color, Unlisted)
    car.color = car.color
    assert car.changes == {}
    person = Person(name=PersonalName("Ada", "Lovelace"), phones=["+15558675309", Phone("+15558675310")])
    person.location = Location(locality="London", country_code="GB")
    person.save(client)
    assert [phone.number for phone in person.phones] == ["+15558675309", "+15558675310"]
    assert person.location is not None
    assert person.location.locality == "London"
    assert person.followers is None
    deal = Deal(name="x", stage="Won 🎉", owner=member(address), value=2.5).save(client)
    assert deal.value == Decimal("2.5")
    assert deal.stage == "Won 🎉"
    assert len(Company.values_of(Company(name="x").save(client), Company.name)) == 1
    assert Company(name="x").values_of(Company.name) == ()


def test_a_slug_that_is_not_there_gives_nothing_and_one_warning(client: Attio) -> None:
    class Odd(TypedRecord, object="companies"):
        nme: attr.Text = attr.Text()
        tags: attr.MultiSelect = attr.MultiSelect()

    odd = Odd.from_record(client.records.create("companies", data={"values": {"name": "x"}}).data)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        found = [odd.nme, odd.nme]
    assert found == [None, None]
    assert [str(one.message) for one in caught] == [
        "Odd.nme: companies has no attribute 'nme'; did you mean 'name'?",
    ]
    with pytest.warns(SchemaMismatchWarning):
        assert odd.tags == []


def test_a_value_of_another_type_is_refused_on_access(client: Attio) -> None:
    class Odd(TypedRecord, object="companies"):
        name: attr.Number = attr.Number()

    odd = Odd.from_record(client.records.create("companies", data={"values": {"name": "x"}}).data)
    with pytest.raises(TypeError, match=r"Odd\.name is declared as number, and 'name' holds text"):
        _ = odd.name


def test_equal_copies_and_pickles(client: Attio) -> None:
    company = Company(name="Acme", domains=["acme.com"]).save(client)
    company.domains.append("acme.dev")
    for again in (copy.copy(company), copy.deepcopy(company), pickle.loads(pickle.dumps(company))):
        assert again == company
        again.domains.append("acme.org")
        assert again != company
    assert company != "x"
    assert company.domains == ["acme.com", "acme.dev"]
    assert repr(company) == f"<Company {company.record_id}, 'Acme', 1 unsaved>"
    assert repr(Deal(name="x", stage="Lead")) == "<Deal not saved, 'x', 2 unsaved>"
    assert repr(Lead(parent=reference("people", "id"))) == "<Lead not saved, 1 unsaved>"
    with pytest.raises(TypeError, match="unhashable"):
        hash(company)


# Wrong programs

COMPANY = Company(name="x")
NAMES = {"Company": Company, "Deal": Deal, "Lead": Lead, "Person": Person, "Car": Car, "COMPANY": COMPANY, "dt": dt}


@pytest.mark.parametrize(
    ("program", "kind", "message"),
    [
        (
            "Company(nam=1)",
            TypeError,
            r"Company\(\) got 'nam', which is not one of its attributes; did you mean 'name'",
        ),
        ("Company(logo_url='x')", TypeError, r"Company\(\) got 'logo_url', which is kept by Attio"),
        ("Company('x')", TypeError, r"Company\(\) takes its values by name"),
        ("Company(name=1)", TypeError, r"Company\.name takes str or None, not int 1"),
        ("Deal(stage='Lead')", TypeError, r"Deal\(\) needs name"),
        ("COMPANY.nmae", AttributeError, "Company has no attribute 'nmae'; did you mean 'name'"),
        ("Company(domains='a.b')", TypeError, r"Company\.domains takes str in a list, not str 'a\.b'"),
        ("Company(domains=[1])", TypeError, r"Company\.domains takes str, not int 1"),
        ("Company(founded=dt.datetime.now())", TypeError, r"Company\.founded takes datetime\.date or None"),
        ("Car(sold_at=dt.datetime(2020, 1, 1))", TypeError, r"Car\.sold_at takes an aware datetime"),
        ("Car(doors=True)", TypeError, r"Car\.doors takes a number or None, not bool True"),
        ("Car(is_new=1)", TypeError, r"Car\.is_new takes bool or None"),
        ("Car(phone=1)", TypeError, r"Car\.phone takes an attio\.values\.Phone"),
        ("Car(drivers=[1])", TypeError, r"Car\.drivers takes actors"),
        ("Person(name='Ada')", TypeError, r"Person\.name takes an attio\.values\.PersonalName"),
        ("Person(location='London')", TypeError, r"Person\.location takes an attio\.values\.Location"),
        ("Deal(name='x', stage='Lead', company=3)", TypeError, r"Deal\.company takes an attio\.values\.Ref"),
        ("Deal.company.name", AttributeError, r"Deal\.company\.record\.name"),
        ("Deal.company.record.nmae", AttributeError, r"Deal\.company\.record has no 'nmae'; did you mean 'name'"),
        ("Deal.company.record.__wrapped__", AttributeError, "__wrapped__"),
        ("Company.nmae", AttributeError, "Company has no attribute 'nmae'; did you mean 'name'"),
        ("Company.query(None, filter=Company.name)", TypeError, "filter= takes a filter, and <TextField Company.name>"),
        ("Company.query(None, sorts=[Company.name])", TypeError, r"sorts= takes directions, .* write \.asc\(\)"),
        (
            "Company.query(None, filter=Company.founded == '2020')",
            TypeError,
            r"Company\.founded takes a datetime\.date",
        ),
        ("Deal.query(None, with_=[Deal.owner])", TypeError, r"with_ takes references of Deal"),
        ("Deal.query(None, with_=[Deal.name])", TypeError, r"with_ takes references of Deal, such as Deal\.company"),
        ("Deal.query(None, with_=[Deal.company.record.team])", TypeError, "with_ takes references of Deal"),
    ],
)
def test_wrong_program(program: str, kind: type[Exception], message: str) -> None:
    with pytest.raises(kind, match=message):
        eval(program, dict(NAMES))


def test_assigning_what_is_not_there() -> None:
    with pytest.raises(AttributeError, match="Company has no attribute 'nmae'; did you mean 'name'"):
        setattr(COMPANY, "nmae", "x")  # noqa: B010
    with pytest.raises(AttributeError, match=r"Company\.logo_url is kept by Attio and cannot be assigned"):
        setattr(COMPANY, "logo_url", "x")  # noqa: B010


def test_declarations(client: Attio) -> None:
    class Base(TypedRecord):
        name: attr.Text = attr.Text()

    class Sub(Base, object="companies"):
        boss: attr.Reference[Any] = attr.Reference(to=lambda: Person)
        nobody: attr.Reference[Missing] = attr.Reference()  # type: ignore[name-defined]  # noqa: F821

    assert list(Sub.__attrs__)[-3:] == ["name", "boss", "nobody"]
    assert Sub.__source__ == "companies"
    assert Sub.__attrs__["boss"].target() is Person
    assert repr(Sub.__attrs__["name"]) == "<Text Base.name>"
    assert repr(attr.Text()) == "<Text>"
    assert repr(Deal.company.record).startswith("<fields of Company by Deal.company")
    with pytest.raises(TypeError, match=r"Sub\.nobody refers to cannot be found; name it by to="):
        Sub.__attrs__["nobody"].target()
    with pytest.raises(TypeError, match=r"Base belongs to no object or list"):
        Base(name="x").save(client)

    class NoParent(TypedEntry, list="sales"):
        note: attr.Text = attr.Text()

    with pytest.raises(TypeError, match="NoParent declares no parent"):
        NoParent(note="x").save(client)
    assert required(attr.Text()).required
    assert read_only(attr.Text()) is not None
