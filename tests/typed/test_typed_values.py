"""Values of typed records: each type, copies, and values of another type than declared."""

from __future__ import annotations

import copy
import datetime as dt
import pickle
import warnings
from decimal import Decimal

import pytest

from attio import Attio
from attio.typed import SchemaMismatchWarning, TypedRecord, attr
from attio.values import ActorRef, Location, PersonalName, Phone, Unlisted, member, reference
from tests.typed.models import Car, Company, Deal, Lead, Person
from tests.typed.watched import Watched


def test_every_type_is_written_and_read_back(box: Watched, client: Attio) -> None:
    moment = dt.datetime(2026, 11, 1, 8, 30, tzinfo=dt.timezone.utc)
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


def test_an_unknown_slug_reads_as_empty_with_one_warning(client: Attio) -> None:
    class Odd(TypedRecord, object="companies"):
        nme: attr.Text = attr.Text()
        tags: attr.MultiSelect = attr.MultiSelect()

    odd = Odd.from_record(client.records.create("companies", data={"values": {"name": "x"}}).data)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        found = [odd.nme, odd.nme]
    assert found == [None, None]
    assert [str(warning.message) for warning in caught] == [
        "Odd.nme: companies has no attribute 'nme'; did you mean 'name'?",
    ]
    with pytest.warns(SchemaMismatchWarning):
        assert odd.tags == []


def test_a_value_of_another_type_is_rejected_on_access(client: Attio) -> None:
    class Odd(TypedRecord, object="companies"):
        name: attr.Number = attr.Number()

    odd = Odd.from_record(client.records.create("companies", data={"values": {"name": "x"}}).data)
    with pytest.raises(TypeError, match=r"Odd\.name is declared as number, but 'name' has the type text"):
        _ = odd.name


def test_copies_and_pickles_are_equal_and_independent(client: Attio) -> None:
    company = Company(name="Acme", domains=["acme.com"]).save(client)
    company.domains.append("acme.dev")
    for again in (copy.copy(company), copy.deepcopy(company), pickle.loads(pickle.dumps(company))):
        assert again == company
        again.domains.append("acme.org")
        assert again != company
    assert company != "x"
    assert company.domains == ["acme.com", "acme.dev"]
    assert repr(company) == f"<Company {company.record_id}, 'Acme', 1 unsaved>"
    assert repr(Company(domains=["nameless.example"]).save(client)).count(",") == 0
    assert repr(Deal(name="x", stage="Lead")) == "<Deal not saved, 'x', 2 unsaved>"
    assert repr(Lead(parent=reference("people", "id"))) == "<Lead not saved, 1 unsaved>"
    with pytest.raises(TypeError, match="unhashable"):
        hash(company)
