"""`check`, which compares classes with the schema of a workspace, and unknown names of a class."""

from __future__ import annotations

import dataclasses
import pickle
from typing import Any

import anyio
import pytest

from attio import Attio
from attio.sandbox import Sandbox
from attio.schema import WorkspaceSchema
from attio.typed import SchemaProblem, TypedEntry, TypedRecord, attr, read_only, required
from tests.drivers import Driver
from tests.typed.models import Car, Company, Deal, Lead, Person
from tests.typed.watched import Watched
from tests.typed.workspace import furnish
from tests.typing import generated


def check(driver: Driver, kind: type[TypedRecord | TypedEntry], source: Attio | WorkspaceSchema) -> Any:
    """Check a class with the sync or async method."""
    if driver.side == "sync":
        return kind.check(source)
    return anyio.run(kind.check_async, source, backend=driver.side)


@pytest.mark.parametrize("kind", [Person, Company, Deal, Car, Lead], ids=lambda kind: str(kind.__name__))
def test_classes_that_fit_have_no_problems(driver: Driver, kind: type[TypedRecord], client: Attio) -> None:
    assert check(driver, kind, client) == ()
    assert check(driver, kind, client.schema.snapshot(options=False)) == ()


@pytest.mark.parametrize(
    "kind",
    [generated.Person, generated.Company, generated.Deal, generated.Car, generated.SalesEntry],
    ids=lambda kind: str(kind.__name__),
)
def test_generated_classes_have_no_problems(kind: type[TypedRecord], client: Attio) -> None:
    assert kind.check(client) == ()


class Wrong(TypedRecord, object="companies"):
    nmae: attr.Text = attr.Text()
    founded: attr.Timestamp = attr.Timestamp("foundation_date")
    domains: attr.Domain = attr.Domain()
    primary_location: attr.Phones = attr.Phones()
    logo_url: attr.Text = attr.Text()
    size: attr.MultiSelect = attr.MultiSelect("employee_range")
    zzz = read_only(attr.Text())


def test_a_check_lists_every_problem(driver: Driver, client: Attio) -> None:
    found = check(driver, Wrong, client)
    assert [str(problem) for problem in found] == [
        "Wrong.nmae: 'companies' has no attribute 'nmae'; did you mean 'name'?",
        "Wrong.founded: the class declares timestamp, but 'foundation_date' has the type date",
        "Wrong.domains: the class declares a single value, but 'domains' has several values",
        "Wrong.primary_location: the class declares phone-number, but 'primary_location' has the type location",
        "Wrong.logo_url: 'logo_url' cannot be written; declare it with read_only(...)",
        "Wrong.size: the class declares several values, but 'employee_range' has a single value",
        "Wrong.zzz: 'companies' has no attribute 'zzz'",
    ]
    assert found[0] == SchemaProblem("Wrong.nmae", "'companies' has no attribute 'nmae'; did you mean 'name'?")
    assert pickle.loads(pickle.dumps(found)) == found


class Gone(TypedRecord, object="compaines"):
    pass


class GoneList(TypedEntry, list="saels", id="no-such-id"):
    parent: attr.Parent[Person] = required(attr.Parent())


def test_an_unknown_object_or_list_is_named(driver: Driver, client: Attio) -> None:
    assert [str(problem) for problem in check(driver, Gone, client)] == [
        "Gone: there is no object 'compaines'; did you mean 'companies'?"
    ]
    assert [str(problem) for problem in check(driver, GoneList, client.schema.snapshot())] == [
        "GoneList: there is no list 'saels'; did you mean 'sales'?"
    ]
    assert [str(problem) for problem in check(driver, GoneList, client)] == [
        "GoneList: there is no list 'saels'; did you mean 'sales'?"
    ]


def test_a_renamed_attribute_is_found_by_its_id(driver: Driver, client: Attio) -> None:
    car = client.schema.object("cars")

    class Renamed(TypedRecord, object="vehicles", id=car.id):
        doors: attr.Number = attr.Number("gates", id=car.attribute("doors").id)
        color: attr.Text = attr.Text("colour", id=car.attribute("color").id)

    expected = [
        "Renamed: the object 'vehicles' was renamed to 'cars'; the id is the same",
        "Renamed.doors: 'gates' was renamed to 'doors'; the id is the same",
        "Renamed.color: 'colour' was renamed to 'color'; the id is the same",
        "Renamed.color: the class declares text, but 'color' has the type select",
    ]
    assert [str(problem) for problem in check(driver, Renamed, client)] == expected


def test_a_class_without_an_object_cannot_be_checked(client: Attio) -> None:
    class Base(TypedRecord):
        pass

    with pytest.raises(TypeError, match="has no object or list"):
        Base.check(client)


def test_a_check_takes_two_requests(driver: Driver, box: Watched, client: Attio) -> None:
    check(driver, Deal, client)
    assert box.count() == 2  # objects and attributes
    check(driver, Deal, client)
    assert box.count() == 0
    check(driver, Lead, client)
    assert box.count() == 2  # lists and attributes; the objects are cached
    client.schema.use(dataclasses.replace(client.schema.snapshot(options=False), list_schemas=()))
    box.count()
    check(driver, Company, client)
    assert box.count() == 0


def test_unknown_names_of_a_class_are_errors() -> None:
    for name, message in (
        ("nmae", "Company has no attribute 'nmae'; did you mean 'name'?"),
        ("zzz", "Company has no attribute 'zzz'"),
        ("_nmae", "Company has no attribute '_nmae'"),
    ):
        with pytest.raises(AttributeError) as caught:
            getattr(Company, name)
        assert str(caught.value) == message
    assert not hasattr(Company, "__wrapped__")


def test_generated_classes_work_on_the_sandbox() -> None:
    sandbox = Sandbox(seed=7)
    with sandbox.client() as client:
        furnish(client)
        acme = generated.Company(name="Acme", domains=["acme.example"], categories=["B2B"]).assert_(client)
        person = generated.Person(company=acme, email_addresses=["ada@acme.example"]).save(client)
        entry = generated.SalesEntry(parent=person, tags=["hot"]).save(client)
        generated.Car(name="Beetle", color="red", doors=3).save(client)
        owner = sandbox.members[0].email_address
        deal = generated.Deal(name="Big", stage="Lead", owner=owner, associated_company=acme).save(client)
        deal.stage = "Won 🎉"
        assert deal.save(client).stage == "Won 🎉"
        query = generated.Deal.query(client, filter=generated.Deal.associated_company.record.name == "Acme")
        assert [result.name for result in query] == ["Big"]
        found = generated.SalesEntry.query(
            client, filter=generated.SalesEntry.parent.record.company.record.name == "Acme"
        )
        assert found.data == [entry]
        assert generated.Company.get(client, acme.record_id).associated_deals[0].record_id == deal.record_id
