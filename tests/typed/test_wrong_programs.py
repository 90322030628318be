"""Wrong declarations and uses of typed records: the errors name the fix."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from attio import Attio
from attio.typed import TypedEntry, TypedRecord, attr, read_only, required
from tests.typed.models import Car, Company, Deal, Lead, Person


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
        ("Company(logo_url='x')", TypeError, r"Company\(\) got 'logo_url', which is set by Attio"),
        ("Company('x')", TypeError, r"Company\(\) takes keyword arguments only"),
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
        ("Company.query(None, filter=Company.name)", TypeError, "filter= takes a filter, but <TextField Company.name>"),
        ("Company.query(None, sorts=[Company.name])", TypeError, r"sorts= takes directions, .* add \.asc\(\)"),
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
def test_a_wrong_program_gets_an_error_with_the_fix(program: str, kind: type[Exception], message: str) -> None:
    with pytest.raises(kind, match=message):
        eval(program, dict(NAMES))


def test_unknown_and_read_only_attributes_cannot_be_assigned() -> None:
    with pytest.raises(AttributeError, match="Company has no attribute 'nmae'; did you mean 'name'"):
        setattr(COMPANY, "nmae", "x")  # noqa: B010
    with pytest.raises(AttributeError, match=r"Company\.logo_url is set by Attio and cannot be assigned"):
        setattr(COMPANY, "logo_url", "x")  # noqa: B010


def test_declarations_can_be_inherited_and_lazy(client: Attio) -> None:
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
    with pytest.raises(TypeError, match=r"Sub\.nobody refers to cannot be found; pass it as to="):
        Sub.__attrs__["nobody"].target()
    with pytest.raises(TypeError, match=r"Base has no object or list"):
        Base(name="x").save(client)

    class NoParent(TypedEntry, list="sales"):
        note: attr.Text = attr.Text()

    with pytest.raises(TypeError, match="NoParent has no parent"):
        NoParent(note="x").save(client)
    assert required(attr.Text()).required
    assert read_only(attr.Text()) is not None
