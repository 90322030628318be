"""The base class of models. It uses two private names of pydantic, so CI tests the oldest and the newest version."""

from __future__ import annotations

import copy
import datetime as dt
import inspect
import json
import pickle
from typing import Annotated, Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, TypeAdapter

from attio._support.headers import Headers
from attio.models.base import OPEN, UNSET, EmptyResponse, Envelope, HTTPInfo, Model, Timestamp, Unknown
from tests.programs import run


class Part(Model):
    id: str
    name: str
    note: str | None
    size: int | None = None


class Whole(Model):
    parts: list[Part]
    made_at: Timestamp
    kind: Annotated[Literal["a", "b"] | str, OPEN]


class PartResponse(Envelope):
    data: Part


class PlainPart(BaseModel, extra="allow"):
    id: str
    name: str
    note: str | None
    size: int | None = None


GIVEN = st.fixed_dictionaries(
    {"id": st.text()},
    optional={
        "name": st.text(),
        "note": st.none() | st.text(),
        "size": st.none() | st.integers(-(2**40), 2**40),
        "new_field": st.integers(),
        "another": st.none(),
    },
)


@given(GIVEN)
def test_a_model_dumps_its_input(body: dict[str, Any]) -> None:
    part = Part.model_validate_json(json.dumps(body))
    assert part.model_dump(exclude_unset=True) == body
    assert part.model_fields_set == set(body)
    assert Part.model_validate(part.model_dump(exclude_unset=True)) == part


@given(GIVEN)
def test_lean_models_behave_like_any_other(body: dict[str, Any]) -> None:
    complete = {"name": "n", "note": None, **body}
    lean, plain = Part.model_validate(complete), PlainPart.model_validate(complete)
    assert lean.model_fields_set == plain.model_fields_set
    assert lean.model_extra == plain.model_extra
    assert lean.model_dump() == plain.model_dump()
    assert lean.model_dump_json(exclude_unset=True) == plain.model_dump_json(exclude_unset=True)
    for other in (copy.copy(lean), copy.deepcopy(lean), pickle.loads(pickle.dumps(lean)), lean.model_copy()):
        assert other == lean
        assert other.model_fields_set == lean.model_fields_set
        assert other.model_extra == lean.model_extra


def test_a_model_that_takes_no_unknown_fields_has_no_place_for_them() -> None:
    class Closed(Model, extra="ignore"):
        id: str

    closed = Closed.model_validate({"id": "1", "new": 1})
    assert closed.model_extra is None
    assert closed.model_dump() == {"id": "1"}


def test_slots_of_a_lean_model_can_be_read_on_its_class() -> None:
    name = "__pydantic_fields_set__"
    assert getattr(Part, name) is inspect.getattr_static(Part, name)


def test_unknown_fields_are_distinguished_from_as_many_missing_ones() -> None:
    whole = {"id": "1", **{f"new_{name}": 1 for name in list(Part.model_fields)[1:]}}
    assert len(whole) == len(Part.model_fields)
    assert Part.model_validate(whole).model_fields_set == set(whole)
    assert Part.model_validate(whole).model_dump(exclude_unset=True) == whole


def test_the_set_of_given_fields_is_kept_only_if_some_are_missing() -> None:
    slot: Any = BaseModel.__dict__["__pydantic_fields_set__"]
    whole: dict[str, Any] = {**dict.fromkeys(Part.model_fields), "id": "1"}
    with pytest.raises(AttributeError):
        slot.__get__(Part.model_validate(whole))
    assert slot.__get__(Part.model_validate({"id": "1"})) == {"id"}
    part = Part.model_construct(**whole)
    assert part.model_fields_set == set(whole)


def test_setting_a_field_counts_as_given() -> None:
    part = Part.model_validate({"id": "1", "name": "n", "note": None})
    part.size = 3
    assert "size" in part.model_fields_set
    setattr(part, "brand_new", 1)  # noqa: B010 - no checker knows the field
    assert part.model_dump(exclude_unset=True) == {"id": "1", "name": "n", "note": None, "size": 3, "brand_new": 1}


def test_a_null_or_missing_field_leaves_the_others_readable() -> None:
    part = Part.model_validate({"id": "1", "name": None, "note": None})
    assert part.model_dump()["name"] is None
    assert part.invalid_fields == ("name",)
    assert Part.model_validate({"id": "1", "note": "x"}).invalid_fields == ("name",)
    assert Part.model_validate({"id": "1", "name": "n", "note": None}).invalid_fields == ()


def test_an_id_is_required() -> None:
    for body in ({"name": "n"}, {"id": None, "name": "n"}):
        with pytest.raises(ValueError, match="id"):
            Part.model_validate(body)


def test_an_envelope_must_have_its_data() -> None:
    for body in ({}, {"data": None}):
        with pytest.raises(ValueError, match="data"):
            PartResponse.model_validate(body)


def test_the_http_link_stays_out_of_the_data() -> None:
    response = PartResponse.model_validate({"data": {"id": "1", "name": "n", "note": None}})
    info = HTTPInfo(200, Headers([("x-attio-execution-id", "id-1")]), 0.1, 1, None)
    response.attach_http(info)
    assert response.http is info
    assert (info.request_id, info.query_score) == ("id-1", None)
    for other in (copy.copy(response), copy.deepcopy(response), pickle.loads(pickle.dumps(response))):
        assert other == response
        assert repr(other) == repr(response)
        with pytest.raises(AttributeError, match="is a copy"):
            _ = other.http
    assert PartResponse.model_validate(response.model_dump()) == response


def test_an_odd_query_score_is_none() -> None:
    assert HTTPInfo(200, Headers([("x-attio-record-query-score", "n/a")]), 0, 1, None).query_score is None


def test_an_open_enum_reads_any_text() -> None:
    body: dict[str, object] = {"parts": [], "made_at": "2022-11-21T13:22:49.061281000Z", "kind": "brand-new"}
    whole = Whole.model_validate_json(json.dumps(body))
    assert whole.kind == "brand-new"
    assert json.loads(whole.model_dump_json()) == body


@pytest.mark.parametrize("wire", ["2022-11-21T13:22:49.061281000Z", "0001-01-01T00:00:00.000000000Z"])
def test_times_are_aware_and_dumped_as_the_api_writes_them(wire: str) -> None:
    time: TypeAdapter[dt.datetime] = TypeAdapter(Timestamp)
    moment = time.validate_json(json.dumps(wire))
    assert moment.tzinfo is not None
    assert json.loads(time.dump_json(moment)) == wire


def test_a_time_without_a_zone_is_read_as_utc() -> None:
    time: TypeAdapter[dt.datetime] = TypeAdapter(Timestamp)
    midnight = dt.datetime(2023, 1, 1, tzinfo=dt.timezone.utc)
    assert time.validate_json('"2023-01-01"') == time.validate_json('"2023-01-01T00:00:00"') == midnight
    with pytest.raises(ValueError, match="datetime"):
        time.validate_json('"soon"')


def test_a_time_in_another_zone_is_dumped_in_utc() -> None:
    time: TypeAdapter[dt.datetime] = TypeAdapter(Timestamp)
    elsewhere = dt.datetime(2026, 1, 2, 1, tzinfo=dt.timezone(dt.timedelta(hours=3)))
    assert json.loads(time.dump_json(elsewhere)) == "2026-01-01T22:00:00.000000000Z"


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity"])
def test_invalid_numbers_are_rejected(number: str) -> None:
    class Amount(Model):
        value: float

    with pytest.raises(ValueError, match="finite"):
        Amount.model_validate_json(f'{{"value": {number}}}')


def test_an_unknown_variant_keeps_everything() -> None:
    unknown = Unknown.model_validate({"kind": "x", "deep": {"a": [1]}})
    assert unknown.raw == {"kind": "x", "deep": {"a": [1]}}


def test_the_repr_of_a_model_shows_no_secret() -> None:
    class Hook(Model):
        id: str
        secret: str | None

    hook = Hook.model_validate({"id": "1", "secret": "planted_5c0ffee", "video_url": "https://planted_5c0ffee"})
    assert "planted" not in repr(hook) + str(hook)
    assert hook.secret == "planted_5c0ffee"


def test_empty_responses_and_unset_have_fixed_forms() -> None:
    assert EmptyResponse().model_dump() == {}
    assert not UNSET
    assert repr(UNSET) == "UNSET"
    assert copy.deepcopy(UNSET) is UNSET
    assert pickle.loads(pickle.dumps(UNSET)) is UNSET


class Rack(Model):
    id: str
    shelf: Shelf
    others: list[Rack]


class Shelf(Model):
    id: str
    width: float | None = None


def test_annotations_may_name_later_classes() -> None:
    rack = Rack.model_validate({"id": "1", "shelf": {"id": "2"}, "others": [{"id": "3", "shelf": {"id": "4"}}]})
    assert rack.shelf == Shelf(id="2")
    assert rack.others[0].shelf.id == "4"


def test_models_may_be_defined_anywhere() -> None:
    class Local(Model):
        id: str

    class Around(Model):
        id: str
        local: Local

    assert Around.model_validate({"id": "1", "local": {"id": "2"}}).local == Local(id="2")
    namespace: dict[str, Any] = {"Model": Model, "__name__": "nowhere"}
    source = "class Lost(Model):\n    id: str\n    size: 'int | None' = None"
    exec(compile(source, "nowhere", "exec", dont_inherit=True), namespace)
    assert namespace["Lost"].model_validate({"id": "1"}).size is None


def test_unknown_fields_do_not_count_as_missing_ones() -> None:
    """The number of fields is right, but one is unknown and one is missing."""
    part = Part.model_validate({"id": "1", "name": "n", "note": "x", "color": "red"})
    plain = PlainPart.model_validate({"id": "1", "name": "n", "note": "x", "size": 1})
    assert len(part.model_fields_set) == len(plain.model_fields_set)
    assert part.model_fields_set == {"id", "name", "note", "color"}


def test_complete_models_hold_half_the_memory() -> None:
    """The purpose of lean models, which a change inside pydantic could break."""
    lean, plain = json.loads(
        run("""
import json, tracemalloc
from pydantic import TypeAdapter
from tests.test_models import Part, PlainPart
def held(model):
    body = json.dumps([{"id": "1", "name": "n", "note": None, "size": 1}] * 1_000)
    read = TypeAdapter(list[model])
    read.validate_json(body)
    tracemalloc.start()
    parts = read.validate_json(body)
    size = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return size
print([held(Part), held(PlainPart)])
""")
    )
    assert 10_000 < lean < 0.65 * plain
