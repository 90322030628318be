"""Values with named fields, which are read-only, and compared and copied like dataclasses."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import pytest

from attio._support.fields import FrozenFields, PrintableFields


class Place(PrintableFields):
    street: str
    number: int = 1


class Secret(FrozenFields):
    word: str
    hint: str | None = None


def test_fields_are_set_in_order_or_by_name() -> None:
    assert Place("Main Street", 3) == Place(street="Main Street", number=3) == Place("Main Street", number=3)
    assert (Place("Main Street").street, Place("Main Street").number) == ("Main Street", 1)


def test_fields_are_read_only() -> None:
    place = Place("Main Street")
    with pytest.raises(AttributeError, match="number cannot be set: Place is read-only"):
        place.number = 2  # type: ignore[misc]
    with pytest.raises(AttributeError, match="street cannot be deleted: Place is read-only"):
        del place.street  # pyright: ignore[reportAttributeAccessIssue]
    assert place == Place("Main Street", 1)


def test_a_copy_with_changes_leaves_the_original_alone() -> None:
    place = Place("Main Street", 3)
    assert place.replaced(number=4) == Place("Main Street", 4)
    assert place.number == 3


def test_equality_and_hash_follow_the_fields() -> None:
    assert Place("Main Street") == Place("Main Street", 1)
    assert hash(Place("Main Street")) == hash(Place("Main Street", 1))
    assert Place("Main Street") != Place("Side Street")
    assert Secret("x") != Place("x", 1)
    assert Place("x") != "x"
    assert {Place("x"), Place("x")} == {Place("x")}


class Options(FrozenFields):
    headers: dict[str, str]
    limit: int | None = None


def test_fields_without_a_hash_do_no_harm() -> None:
    assert hash(Options({"a": "b"}, 1)) == hash(Options({"a": "b"}, 1))
    assert len({Options({"a": "b"}), Options({"a": "b"}), Options({"a": "c"})}) == 2


@pytest.mark.parametrize(
    ("positional", "named", "problem"),
    [
        ((), {}, "Place() lacks 'street'"),
        ((), {"number": 1}, "Place() lacks 'street'"),
        (("x", 1, 2), {}, "Place() takes 2 arguments, not 3"),
        (("x",), {"numbr": 1}, "Place() has no field 'numbr'; it has street, number"),
        (("x",), {"street": "y"}, "Place() got 'street' twice"),
    ],
)
def test_wrong_fields_are_rejected(positional: tuple[Any, ...], named: dict[str, Any], problem: str) -> None:
    with pytest.raises(TypeError) as caught:
        Place(*positional, **named)
    assert str(caught.value) == problem
    if named:
        with pytest.raises(TypeError):
            Place("x").replaced(street="y", other=1)


def test_a_base_class_without_fields_takes_none() -> None:
    assert FrozenFields() == FrozenFields()
    with pytest.raises(TypeError):
        FrozenFields(1)


def test_facts_are_shown_and_other_fields_are_not() -> None:
    assert repr(Place("Main Street")) == "Place(street='Main Street', number=1)"
    assert "sesame" not in repr(Secret("sesame"))


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_copies_and_pickles_are_equal(protocol: int) -> None:
    place = Place("Main Street", 3)
    for again in (copy.copy(place), copy.deepcopy(place), pickle.loads(pickle.dumps(place, protocol))):
        assert again is not place
        assert again == place
