"""The `repr` of records, pages and values, which are read-only."""

from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Callable
from typing import Any

import pytest

from attio import models
from attio.models import ActivityRecord, Entry, HasValues, Record, RecordsQueryResponse, UnknownValue, WebhookWithSecret
from benchmarks import payload
from tests.attribute_values import read, wire
from tests.made_records import KINDS, record_with


def test_a_page_of_500_fits_a_terminal() -> None:
    page = RecordsQueryResponse.model_validate_json(payload.records(500))
    assert len(repr(page)) <= 2_000
    assert repr(page).startswith("RecordsQueryResponse(500 items: [Record(record_id=")
    assert repr(page).endswith("… 497 more])")
    assert str(page) == repr(page)
    assert all(len(repr(record)) <= 2_000 for record in page.data)
    assert repr(RecordsQueryResponse(data=[])) == "RecordsQueryResponse([])"


def test_a_record_shows_its_id_and_filled_values() -> None:
    record = record_with(
        name=[wire("personal-name")], domains=[wire("domain"), wire("domain", domain="b.example")], no=[], odd=5
    )
    assert repr(record) == (
        "Record(record_id='r-1', created_at='2025-01-01T00:00:00+00:00', "
        "web_url='https://app.attio.com/r', name='Noor de Wit', "
        "domains=['shop.acme.example', 'b.example'], odd=UnknownValue(5))"
    )
    assert repr(record_with(Entry, stage=[wire("status")])).endswith("stage='Under way')")
    assert repr(record_with(ActivityRecord, at=[wire("date")])).endswith("at='1988-11-30')")


def test_values_show_their_content() -> None:
    assert repr(read(wire("text"))) == "TextValue(value='Hello')"
    assert repr(read(wire("text", value="x" * 500))) == f"TextValue(value={'x' * 80!r}…)"
    assert repr(read({"attribute_type": "hologram"})) == "UnknownValue({'attribute_type': 'hologram'})"
    assert repr(UnknownValue.of(None)) == "UnknownValue(None)"
    assert repr([read(wire("checkbox"))]) == "[CheckboxValue(value=True)]"


def test_hostile_responses_stay_short() -> None:
    deep: Any = "x"
    for _ in range(50):
        deep = {"k": [deep]}
    for odd in (deep, "x" * 10**6, [1] * 10**5, {str(number): number for number in range(10**4)}):
        record = record_with(odd=[{"attribute_type": "new", "it": odd}])
        assert len(repr(record)) <= 2_000
        assert len(repr(record.values["odd"][0])) <= 2_000
        assert len(repr(RecordsQueryResponse(data=[record] * 3))) <= 2_000


def test_models_inside_models_end() -> None:
    class Link(models.Model):
        id: str
        next: Any = None

    link = Link(id="0")
    for number in range(20):
        link = Link(id=str(number), next=link)
    assert repr(link).endswith("next=Link(…))))))")


def test_secrets_are_not_shown() -> None:
    hook = WebhookWithSecret.model_validate({"id": {"webhook_id": "w"}, "secret": "planted_5c0ffee"})
    assert repr(hook) == "WebhookWithSecret(webhook_id='w', secret='[redacted]')"
    assert "planted" not in f"{hook} {list(hook.__repr_args__())}"


ASSIGNMENTS: list[tuple[str, Callable[[Any], object]]] = [
    ("setting", lambda values: values.__setitem__("name", [])),
    ("deleting", lambda values: values.__delitem__("name")),
    ("pop", lambda values: values.pop("name")),
    ("popitem", lambda values: values.popitem()),
    ("clear", lambda values: values.clear()),
    ("update", lambda values: values.update(name=[])),
    ("setdefault", lambda values: values.setdefault("name", [])),
    ("merging", lambda values: values.__ior__({"name": []})),
    ("appending", lambda values: values["name"].append("x")),
    ("extending", lambda values: values.get("name").extend([])),
    ("adding", lambda values: values["name"].__iadd__([])),
    ("repeating", lambda values: values["name"].__imul__(2)),
    ("inserting", lambda values: values["name"].insert(0, "x")),
    ("replacing", lambda values: values["name"].__setitem__(0, "x")),
    ("deleting one", lambda values: values["name"].__delitem__(0)),
    ("removing", lambda values: values["name"].remove(values["name"][0])),
    ("popping", lambda values: next(iter(values.values())).pop()),
    ("clearing", lambda values: dict(values.items())["name"].clear()),
    ("sorting", lambda values: values["name"].sort()),
    ("reversing", lambda values: values["name"].reverse()),
]
WRITES: dict[type, str] = {Record: "records.update(object, record_id", Entry: "entries.update(list, entry_id"}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("name", "change"), ASSIGNMENTS)
def test_values_that_were_read_cannot_be_set(kind: type[HasValues], name: str, change: Callable[[Any], object]) -> None:
    record = record_with(kind, name=[wire("text")])
    before = copy.deepcopy(record)
    for twin in (record, copy.deepcopy(record), pickle.loads(pickle.dumps(record)), record.model_copy()):
        with pytest.raises(TypeError, match="are read-only; write with client") as caught:
            change(twin.read_values)
        how = WRITES.get(kind, "activity_records.update(activity, record_id")
        assert how in str(caught.value), name
        assert twin == before
    assert record.read_values == dict(record.read_values)


@pytest.mark.parametrize("kind", KINDS)
def test_lists_of_values_are_lists(kind: type[HasValues]) -> None:
    values: Any = record_with(kind, name=[wire("text")]).read_values
    assert isinstance(values["name"], list)
    assert values["name"] is values["name"]
    assert values.get("none") is None
    assert values.get("none", 5) == 5
    for copied in (
        copy.copy(values["name"]),
        copy.deepcopy(values["name"]),
        pickle.loads(pickle.dumps(values["name"])),
    ):
        assert copied == values["name"]
        copied.append("x")
    assert len(values["name"]) == 1
    assert json.loads(json.dumps(values, default=str)).keys() == {"name"}


@pytest.mark.parametrize("kind", KINDS)
def test_attributes_of_records_cannot_be_set(kind: type[HasValues]) -> None:
    record = record_with(kind, name=[wire("text")])
    for name in ("description", "values", "created_at"):
        with pytest.raises(AttributeError, match=rf"read-only: setting or removing '{name}' would not save it; write"):
            setattr(record, name, "x")
    with pytest.raises(AttributeError, match="read-only"):
        del record.created_at


@pytest.mark.parametrize("kind", KINDS)
def test_an_attribute_with_the_slug_of_a_value_says_how_to_read_it(kind: type[HasValues]) -> None:
    record = record_with(kind, name=[wire("text")])
    with pytest.raises(AttributeError, match=r"has no attribute 'name'; read its value with first\('name', str\)"):
        _ = record.name
    with pytest.raises(AttributeError, match="no attribute 'nmae'"):
        _ = record.nmae
    assert not hasattr(record, "name")
    assert json.loads(record.model_dump_json(exclude_unset=True))["created_at"] == "2025-01-01T00:00:00.000000000Z"
