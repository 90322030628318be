"""Filters as values: immutable mappings that combine and pickle, and errors for invalid programs."""

from __future__ import annotations

import copy
import datetime as dt
import pickle
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attio import errors, filters
from attio.filters import F, Filter, TextField, all_of, any_of, raw
from attio.sandbox import Sandbox
from tests.filters.table import (
    DAY,
    TABLE,
    active,
    contact,
    domains,
    founded,
    last_email,
    location,
    name,
    owner,
    seen,
    size,
    stage,
)
from tests.programs import modules_after

# Values


def test_every_name_is_public_and_resolves() -> None:
    assert {getattr(filters, each).__name__ for each in filters.__all__} == set(filters.__all__)
    assert set(filters.__all__) <= set(dir(filters))


def test_a_filter_is_an_immutable_mapping() -> None:
    expression = name.is_in(["a"]) & {"x": ["y"]}
    assert isinstance(expression, Filter)
    assert list(expression) == ["$and"]
    assert len(expression) == 1
    inner: Any = expression["$and"]
    inner.clear()
    copied: Any = expression.to_dict()
    copied["$and"][1]["x"].append("z")
    assert expression == {"$and": [{"name": {"$in": ["a"]}}, {"x": ["y"]}]}
    with pytest.raises(AttributeError):
        expression.more = 1  # type: ignore[attr-defined]
    with pytest.raises(TypeError, match="unhashable"):
        hash(expression)


def test_content_given_by_a_caller_is_copied() -> None:
    content = {"$or": [{"x": "y"}]}
    expression, beside = raw(content), (name == "a") & content
    content["$or"].clear()
    assert expression == {"$or": [{"x": "y"}]}
    assert beside["$and"] == [{"name": {"$eq": "a"}}, {"$or": [{"x": "y"}]}]


def test_filters_with_equal_content_are_equal() -> None:
    assert (name == "a") == raw({"name": {"$eq": "a"}})
    assert {"name": {"$eq": "a"}} == (name == "a")  # noqa: SIM300
    assert (name == "a") != (name == "b")
    assert (name == "a") != "a"


@pytest.mark.parametrize("expression", [row[0] for row in TABLE[:8]] + [row[0] for row in TABLE[-20:]])
@pytest.mark.parametrize("again", ["copy.copy(made)", "copy.deepcopy(made)", "pickle.loads(pickle.dumps(made))"])
def test_copies_and_pickles_are_equal(expression: Filter, again: str) -> None:
    other: Filter = eval(again, {"copy": copy, "pickle": pickle, "made": expression})
    assert other == expression
    assert str(other) == str(expression)
    assert ~other == ~expression


def test_all_of_and_any_of_combine_filters() -> None:
    one, two, three = name == "a", size > 1, {"x": "y"}
    assert all_of(one, two, three) == one & two & three
    assert any_of([one, two, three]) == one | two | three
    assert all_of(part for part in (one, two)) == one & two
    assert all_of(one) is one
    assert any_of([one]) is one
    assert all_of({"x": "y"}) == {"x": "y"}
    assert all_of(one & two, two & one) == {"$and": [one, two, two, one]}


def test_all_of_and_any_of_need_a_filter() -> None:
    for combine in (all_of, any_of):
        with pytest.raises(ValueError, match=r"needs at least one filter; omit filter="):
            combine()
        with pytest.raises(ValueError, match="needs at least one filter"):
            combine([])


# The algebra

conditions = st.sampled_from([name == "a", size > 1, active.is_true(), domains.is_empty(), raw({"x": {"y": 1}})])
trees = st.recursive(
    conditions,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda pair: pair[0] & pair[1]),
        st.tuples(inner, inner).map(lambda pair: pair[0] | pair[1]),
        inner.map(lambda one: ~one),
    ),
    max_leaves=12,
)
KNOWN = {"name": True, "employees": False, "is_active": True, "domains": False, "x": True}


def holds(filter: Any, known: dict[str, bool]) -> bool:  # noqa: A002
    """Evaluate a filter, given which conditions hold."""
    ((key, content),) = filter.items()
    if key == "$and":
        return all(holds(part, known) for part in content)
    if key == "$or":
        return any(holds(part, known) for part in content)
    return not holds(content, known) if key == "$not" else known[key]


@given(trees, trees, trees)
def test_and_or_and_not_obey_the_laws_of_logic(one: Filter, two: Filter, three: Filter) -> None:
    assert (one & two) & three == one & (two & three)
    assert (one | two) | three == one | (two | three)
    assert ~~one == one
    assert str(~~one) == str(one)
    assert pickle.loads(pickle.dumps(one | ~two)) == one | ~two


@given(trees, trees, st.fixed_dictionaries({key: st.booleans() for key in KNOWN}))
def test_and_or_and_not_evaluate_like_their_operands(one: Filter, two: Filter, known: dict[str, bool]) -> None:
    left, right = holds(one.to_dict(), known), holds(two.to_dict(), known)
    assert holds((one & two).to_dict(), known) == (left and right)
    assert holds((one | two).to_dict(), known) == (left or right)
    assert holds((~one).to_dict(), known) == (not left)


@given(trees)
def test_str_returns_the_code_of_the_expression(expression: Filter) -> None:
    names = {"name": name, "size": size, "is_active": active, "domains": domains, "raw": raw}
    assert eval(str(expression), dict(names)) == expression


# Wrong programs

a, f, g = name == "a", name, size
NAMES: dict[str, object] = {
    "a": a,
    "f": f,
    "g": g,
    "name": name,
    "size": size,
    "founded": founded,
    "seen": seen,
    "stage": stage,
    "active": active,
    "domains": domains,
    "location": location,
    "contact": contact,
    "owner": owner,
    "DAY": DAY,
    "last_email": last_email,
    "F": F,
    "Filter": Filter,
    "TextField": TextField,
    "raw": raw,
    "all_of": all_of,
    "dt": dt,
    "Decimal": Decimal,
    "NAIVE": dt.datetime(2020, 1, 1),  # noqa: DTZ001
}
WRONG: list[tuple[str, type[Exception], str | None]] = [
    ("bool(a)", TypeError, "combine filters with & | ~"),
    ("not a", TypeError, "combine filters with & | ~"),
    ("a and a", TypeError, "combine filters with & | ~"),
    ("a or a", TypeError, "combine filters with & | ~"),
    ("1 if a else 2", TypeError, "combine filters with & | ~"),
    ("1 < g < 5", TypeError, r"\.between\("),
    ('f in ("1", "2")', TypeError, r"\.is_in\("),
    ("bool(f)", TypeError, "^name is a field: compare it with a value"),
    ('"x" in f', TypeError, r"name is a field: write \.contains\('x'\) or \.is_in"),
    ("f & g", TypeError, "^name is a field, not a filter: .*with parentheses"),
    ("a & f", TypeError, "<TextField name> is a field: compare it with a value, with parentheses"),
    ("f | a", TypeError, "^name is a field, not a filter"),
    ("~f", TypeError, "^name is a field, not a filter"),
    ("f == 1 & g == 2", TypeError, "^size is a field, not a filter"),
    ("a & 3", TypeError, "& takes filters and dicts, not int"),
    ("3 | a", TypeError, r"\| takes filters and dicts, not int"),
    ('all_of(a, "b")', TypeError, "all_of takes filters and dicts, not str"),
    ('all_of("ab")', TypeError, "all_of takes filters and dicts, not str"),
    ('f.contians("L")', AttributeError, r"name has no 'contians'; did you mean 'contains'\? it has "),
    ('F("x").contians("L")', AttributeError, r"x has no 'contians'; did you mean 'contains'\?"),
    ('location == "Bonn"', TypeError, "location cannot be compared; compare one of its parts: country_code, "),
    ("stage.active_from == DAY", TypeError, "cannot be compared with ==; it has asc, between, desc"),
    ("location.localty", AttributeError, "did you mean 'locality'"),
    ("contact.name", AttributeError, r"contact has no 'name'.* write contact\.record\.name"),
    ("f._missing", AttributeError, "_missing"),
    # Operands.
    ('founded == "2020"', TypeError, r"founded takes a datetime\.date, not str '2020'"),
    ("founded == dt.datetime(2020, 1, 1, tzinfo=dt.timezone.utc)", TypeError, "founded takes .*, not datetime"),
    ("seen == DAY", TypeError, r"seen_at takes an aware datetime\.datetime, not date"),
    ("seen == NAIVE", ValueError, r"seen_at: 2020-01-01 00:00:00 has no time zone"),
    ("size == True", TypeError, "size takes a number, not bool True"),
    ('size > "5"', TypeError, "size takes a number, not str '5'"),
    ('size > float("nan")', ValueError, "size: nan is not a finite number"),
    ('size > Decimal("0.12345678901234567890")', ValueError, "size: .*more digits"),
    ('F("n") == float("inf")', ValueError, "n: inf is not a finite number"),
    ("stage.eq(3)", TypeError, "stage takes the title of an option, not int 3"),
    ("active.eq(1)", TypeError, "is_active takes True or False, not int 1"),
    ("name == None", TypeError, "name takes a text, not None"),
    ("domains == None", TypeError, r"domains takes a text, not None; .* is_empty\(\)"),
    ("name == domains", TypeError, r"name must be compared with a value, not with another field \(domains\)"),
    ('stage.active_from > "x"', TypeError, "active_from takes"),
    ("name.is_in([])", ValueError, r"name\.is_in\(\) needs at least one value"),
    ('name.is_in("abc")', TypeError, r"name\.is_in\(\) takes a list of values, not str 'abc'"),
    ('F("n").is_in({"a": 1})', TypeError, r"n\.is_in\(\) takes a list of values, not dict"),
    ("size.is_in(5)", TypeError, r"size\.is_in\(\) takes a list of values, not int 5"),
    ("contact == 5", TypeError, "contact takes a record, a reference to one, or its id, not int 5"),
    ('owner == "ada"', TypeError, r"owner takes a member: .*not str 'ada'"),
    ('owner.is_member("")', TypeError, r"owner: is_member\(\) takes the id or e-mail address of a member"),
    ("owner.is_member(7)", TypeError, r"is_member\(\) takes .*not int 7"),
    ('owner.is_actor("app", None)', TypeError, r"is_actor\(\) takes the type and the id .*not None"),
    ('owner.is_actor(None, "x")', TypeError, r"is_actor\(\) takes .*not None"),
    ("last_email.interacted_at > 5", TypeError, r"last_email\.interacted_at takes"),
    ('F("n") == object()', TypeError, "n takes .*, not object"),
    ("F(1)", TypeError, "F takes the slug or id of an attribute, not 1"),
    ('F("")', TypeError, "F takes the slug or id of an attribute, not ''"),
    ('F(name, "x")', TypeError, r"F\(field\) takes no other argument"),
    ('F("people", 5)', TypeError, "F takes the slug or id of an attribute, not 5"),
    ('F("company").to("companies", "name") == 1', ValueError, r'as in F\("people", "company"\)'),
    ('F(TextField("x", owner="Company")).to("a", "b")', ValueError, r"^Company\.x: a path must start with an object"),
    # Raw.
    ('raw({"a": [{"b": {1}}]})', TypeError, r"filter\.a\.0\.b: set is not JSON"),
    ('raw({"a": {1: 2}})', TypeError, r"filter\.a: keys must be texts, not 1"),
    ('raw({"a": NAIVE})', ValueError, r"filter\.a: .*no time zone"),
    ('raw({"a": b"x"})', TypeError, r"filter\.a: bytes is not JSON"),
    ('Filter("a")', TypeError, "a filter is a mapping, not str"),
    ('a & {"x": {1}}', TypeError, r"filter\.x: set is not JSON"),
]


@pytest.mark.parametrize(("program", "kind", "message"), WRONG, ids=[str(number) for number in range(len(WRONG))])
def test_wrong_programs_get_an_error_that_names_the_fix(
    program: str, kind: type[Exception], message: str | None
) -> None:
    """The programs are strings, because type checkers would reject them."""
    with pytest.raises(kind, match=message):
        eval(program, dict(NAMES))


# Members by e-mail


def test_a_member_by_address_is_rejected_before_anything_is_sent() -> None:
    unresolved = owner.is_member("ada@example.com") & {"name": "x"}
    client = Sandbox().client()
    assert str(unresolved) == "owner.is_member('ada@example.com') & {'name': 'x'}"
    with pytest.raises(errors.InvalidRequestError, match=r"'ada@example\.com'.*filter\.resolve\(client\)"):
        client.records.query("deals", filter=unresolved)
    assert pickle.loads(pickle.dumps(unresolved)) == unresolved
    assert "'referenced_actor_id': <member ada@example.com>" in str(dict(unresolved))
    assert unresolved != owner.is_member("eve@example.com") & {"name": "x"}


# Imports


def test_comparing_texts_loads_neither_httpx_nor_pydantic() -> None:
    program = "from attio.filters import F\n(F('name') == 'a') & (F('n') > 5) & F('o').is_member('a@b.c')"
    assert not modules_after(program) & {"httpx", "pydantic", "anyio"}


def test_decimals_and_times_load_the_encoder() -> None:
    program = "import datetime\nfrom attio.filters import F\nF('n') > datetime.datetime.now(datetime.timezone.utc)"
    assert "httpx" not in modules_after(program)
