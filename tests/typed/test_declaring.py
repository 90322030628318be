"""Declarations of attributes, and values that each attribute accepts or rejects."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Literal

import pytest

from attio import Attio
from attio.sandbox import Sandbox
from attio.schema import AttributeSchema
from attio.typed import Attr, TypedRecord, attr, read_only, required
from attio.values import ActorRef, Phone, Unlisted, member
from tests.typed.models import Car, Company, Deal, Lead, Person
from tests.typed.workspace import furnish
from tests.typing import generated


@pytest.fixture
def client() -> Attio:
    made = Sandbox(seed=7).client()
    furnish(made)
    return made


def test_declared_attributes_have_slug_type_and_flags() -> None:
    team = Company.__attrs__["team"]
    assert isinstance(team, Attr)
    assert (team.slug, team.id, team.name, team.type, team.multi) == ("team", None, "team", "record-reference", True)
    assert (team.unique, team.required, team.read_only, team.target()) == (False, False, False, Person)
    assert Company.__attrs__["name"].target() is None
    assert Company.__attrs__["domains"].unique
    assert Company.__attrs__["logo_url"].read_only
    assert Deal.__attrs__["name"].required
    assert Lead.__attrs__["parent"].slug == "parent_record"
    assert attr.Parent[Person]().slug == "parent_record"
    assert generated.Company.__attrs__["name"].id
    assert (Company.__source__, Lead.__source__) == ("companies", "sales")


def test_titles_are_found_without_an_annotation() -> None:
    strength: Any = generated.Company.__attrs__["strongest_connection_strength"]
    assert strength.read_only
    assert strength.titles() == ("Very strong", "Strong", "Good", "Weak", "Very weak")
    plain: Any = attr.Select()
    plain.owner, plain.name = Company, "nothing"
    assert plain.argument() is None
    assert plain.titles() == ()


def test_annotations_may_be_evaluated() -> None:
    made: Any = type(TypedRecord).__call__(
        type(TypedRecord),
        "Made",
        (TypedRecord,),
        {"size": attr.Select("employee_range"), "__annotations__": {"size": attr.Select[Literal["a", "b"]]}},
        object="companies",
    )
    assert made.__attrs__["size"].titles() == ("a", "b")


@pytest.mark.parametrize(
    ("kind", "name", "value", "message"),
    [
        (Car, "stars", "4", r"Car\.stars takes a number or None, not str '4'"),
        (Deal, "value", "4", r"Deal\.value takes a number or None, not str '4'"),
        (Person, "phones", [4], r"Person\.phones takes phone numbers, not int 4"),
        (Person, "phones", "4", r"Person\.phones takes phone numbers in a list, not str '4'"),
        (Deal, "owner", 4, r"Deal\.owner takes an attio\.values\.ActorRef, .*, not int 4"),
        (Deal, "people", "id", r"Deal\.people takes references, typed records or ids in a list"),
        (Deal, "company", Car.__attrs__["name"], r"Deal\.company takes an attio\.values\.Ref"),
        (Company, "categories", [None], r"Company\.categories takes str, not NoneType None"),
    ],
)
def test_values_of_other_types_are_rejected(kind: type[TypedRecord], name: str, value: object, message: str) -> None:
    record = Deal(name="x", stage="Lead") if kind is Deal else kind()
    with pytest.raises(TypeError, match=message):
        setattr(record, name, value)


def test_valid_values_are_accepted() -> None:
    car = Car(drivers=[member("a@b.c"), ActorRef("workspace-member", "id")], phone=Phone("+49"))
    assert car.drivers == [member("a@b.c"), ActorRef("workspace-member", "id")]
    car.phone = "+491"
    assert car.changes["phone"] == Phone("+491")
    setattr(car, "drivers", None)  # noqa: B010 - type checkers reject None, but it clears the value
    assert car.drivers == []
    assert Company().domains == []
    assert Company(domains=[]).changes == {"domains": []}
    deal = Deal(name="x", stage="Lead", company="an-id")
    assert deal.company is not None
    assert (deal.company.object, deal.company.record_id) == ("companies", "an-id")
    assert deal.raw is None
    assert deal.values_of(Deal.name) == ()


def test_a_single_phone_is_read_and_written(client: Attio) -> None:
    car = Car(phone="+4930901820", doors=Decimal(4), color="red").save(client)
    assert car.phone == Phone("+4930901820", "DE")
    car.phone = "+4930901820"
    assert car.changes == {}
    car.color = Unlisted("green")
    assert car.save(client).color == "green"
    assert isinstance(car.color, Unlisted)
    assert car.values_of(Car.doors)[0].plain == 4


def test_specifiers_return_the_attribute() -> None:
    text = attr.Text()
    assert required(text) is text
    assert read_only(text) is not None
    assert text.read_only


def test_attributes_of_a_schema_are_found_by_title_of_option() -> None:
    stage = AttributeSchema("a", "stage", "Stage", "status", options=())
    with pytest.raises(KeyError, match="'stage' has no option 'x'"):
        stage.option("x")
