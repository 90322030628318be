"""Responses that differ from the documentation: changes that the SDK accepts, and changes that are errors."""

from __future__ import annotations

import copy
import datetime as dt
import hashlib
import hmac
import importlib
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal, cast

import pytest
from pydantic import BaseModel

import attio.funcs
from attio import errors
from attio._call.operation import Operation
from attio._call.response import decode
from attio._support.headers import Headers
from attio.models.base import EmptyResponse, Model, Unknown
from attio.webhooks import WebhookPayloadError, read_payload
from tests.contract.deliveries import DELIVERIES
from tests.contract.golden import load
from tests.contract.table import JSON, MILLISECONDS, NO_BODY, Golden, Mark, Node, Path, as_dumped, plain, walk

SECRET = "secret-of-the-contract-tests"

# Times of the API become datetimes; any other text stays text.
TIMES = {
    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z": dt.datetime,
    MILLISECONDS: dt.datetime,
    r"\d{4}-\d\d-\d\d": dt.date,
}


# Lists of unions, and the class of an item that fits no variant.
ITEMS_OF_ANY_KIND = {"events": "UnknownEvent", "template": "UnknownValue"}


@dataclass(frozen=True)
class Sample:
    """A marked body that the API sends, and the function that reads it."""

    name: str
    body: JSON
    model: str
    read: Callable[[JSON], Model]


@dataclass(frozen=True)
class Effect:
    """The expected effect of a change at a node."""

    kind: Literal["fails", "falls back", "is none", "is kept", "is unknown"]
    place: Path = ()
    """The affected place: a variant that falls back, a field that is None, or an odd item of a list."""


def read(golden: Golden, body: JSON) -> Model:
    """Decode a body like the operation does."""
    return decode(operation_of(golden), 200, Headers(), json.dumps(body).encode())


def read_delivery(body: JSON) -> Model:
    """Read a body like the receiver of a webhook does."""
    content = json.dumps(body).encode()
    signature = hmac.new(SECRET.encode(), content, hashlib.sha256).hexdigest()
    return read_payload(content, {"Attio-Signature": signature}, SECRET)


def samples() -> Iterator[Sample]:
    """Yield every response with a body, and every delivery of a webhook."""
    for golden in load():
        for response in golden.responses:
            if response.body is not NO_BODY:
                name = f"{golden.function}-{response.name}"
                yield Sample(name, response.body, response.model or golden.model, partial(read, golden))
    for name, body in DELIVERIES.items():
        yield Sample(f"webhook-{name}", body, "WebhookPayload", read_delivery)


every_sample = pytest.mark.parametrize("sample", list(samples()), ids=lambda sample: sample.name)


def operation_of(golden: Golden) -> Operation[Model]:
    """Return the `Operation` of a golden."""
    module = importlib.import_module(getattr(attio.funcs, golden.function).__module__)
    return cast("Operation[Model]", getattr(module, golden.function.upper()))


def dump(model: BaseModel) -> JSON:
    """Dump the fields of a model that the API sent."""
    return model.model_dump(mode="json", by_alias=True, exclude_unset=True)


def value_at(model: object, path: Path) -> object:
    """Return the value at a path of wire names."""
    for step in path:
        if isinstance(step, int):
            model = cast("Sequence[object]", model)[step]
        elif isinstance(model, BaseModel):
            model = getattr(model, attribute(model, step))
        else:
            model = cast("Mapping[str, object]", model)[step]
    return model


def attribute(model: BaseModel, wire_name: str) -> str:
    """Return the Python name of a field."""
    fields = type(model).model_fields.items()
    return next((name for name, field in fields if (field.alias or name) == wire_name), wire_name)


def models(value: object, path: Path = ()) -> Iterator[tuple[Path, Model]]:
    """Yield every model in a value, with its path."""
    if isinstance(value, Model):
        yield path, value
        for name in value.model_fields_set:
            yield from models(getattr(value, name), (*path, name))
    elif isinstance(value, Mapping):
        for key, member in cast("Mapping[str, object]", value).items():
            yield from models(member, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(cast("list[object]", value)):
            yield from models(item, (*path, index))


def changed(body: JSON, path: Path, value: JSON) -> JSON:
    """Return a copy of a body with another value at a path."""
    copied = copy.deepcopy(body)
    cast("dict[str | int, JSON]", _parent(copied, path))[path[-1]] = value
    return copied


def without(body: JSON, path: Path) -> JSON:
    """Return a copy of a body without a path."""
    copied = copy.deepcopy(body)
    del cast("dict[str | int, JSON]", _parent(copied, path))[path[-1]]
    return copied


def _parent(body: JSON, path: Path) -> JSON:
    for step in path[:-1]:
        body = cast("dict[str | int, JSON]", body)[step]
    return body


@every_sample
def test_a_response_survives_a_round_trip(sample: Sample) -> None:
    """A body that is decoded, dumped and decoded again loses nothing, and has no unknown or invalid part."""
    body = plain(sample.body)
    model = sample.read(body)
    assert type(model).__name__ == sample.model
    assert dump(model) == as_dumped(body)
    assert sample.read(dump(model)) == model
    unread = {node.path for node in walk(sample.body) if node.mark.opaque}
    read_models = [(path, found) for path, found in models(model) if path not in unread]
    assert [(path, found) for path, found in read_models if isinstance(found, Unknown)] == []
    assert [(path, found.invalid_fields) for path, found in read_models if found.invalid_fields] == []
    assert [(path, found.model_extra) for path, found in read_models if found.model_extra] == []
    for node in walk(sample.body):
        if node.mark.model and node.value is not None:
            assert (node.name, type(value_at(model, node.path)).__name__) == (node.name, node.mark.model)
        if isinstance(node.value, str) and not node.mark.opaque:
            kind = next((kind for pattern, kind in TIMES.items() if re.fullmatch(pattern, node.value)), str)
            assert (node.name, type(value_at(model, node.path))) == (node.name, kind)


@every_sample
def test_new_fields_are_kept(sample: Sample) -> None:
    body = copy.deepcopy(plain(sample.body))
    objects = [node for node in walk(sample.body) if isinstance(node.value, dict)]
    places = [node.path for node in objects if not node.mark.keys_are_data and not node.mark.opaque]
    for place in places:
        cast("dict[str, JSON]", _parent(body, (*place, "")))["field_of_tomorrow"] = {"deep": [1, None]}
    model = sample.read(body)
    assert dump(model) == as_dumped(body)
    for place in places:
        found = value_at(model, place)
        assert isinstance(found, Model), place
        assert not isinstance(found, Unknown), place
        assert found.field_of_tomorrow == {"deep": [1, None]}, place  # type: ignore[attr-defined]


@every_sample
def test_new_enum_members_are_read_as_text(sample: Sample) -> None:
    for node in walk(sample.body):
        if not node.mark.enum:
            continue
        body = changed(plain(sample.body), node.path, "member_of_tomorrow")
        model = sample.read(body)
        assert (node.name, value_at(model, node.path)) == (node.name, "member_of_tomorrow")
        assert not isinstance(value_at(model, node.path[:-1]), Unknown), node.name
        assert dump(model) == as_dumped(body), node.name


@every_sample
def test_new_variants_keep_their_content(sample: Sample) -> None:
    for node in walk(sample.body):
        tag = node.mark.tag
        if tag is None:
            continue
        sent = cast("dict[str, JSON]", node.value)
        variants: list[dict[str, JSON]] = [
            {**sent, tag: "variant_of_tomorrow"},
            {**sent, tag: None},
            {key: value for key, value in sent.items() if key != tag},
        ]
        if _takes_anything(node.mark):
            variants.append({tag: "variant_of_tomorrow", "payload": {"deep": [1, None]}})
            variants += [{**sent, name: {"other": "shape"}} for name in _required_scalars(node)]
        for variant in variants:
            body = changed(plain(sample.body), node.path, variant)
            model = sample.read(body)
            _expect_fallback(model, node.path, node.mark, variant)
            assert dump(model) == as_dumped(body), (node.name, variant)


def _takes_anything(mark: Mark) -> bool:
    return mark.fallback is not None and mark.fallback.startswith("Unknown")


def _required_scalars(node: Node) -> list[str]:
    """Return the names of required scalar fields; an invalid one makes the variant unknown."""
    members = cast("Mapping[str, JSON]", node.mark.value)
    return [
        name
        for name, value in members.items()
        if isinstance(value, str | int | float) and name != node.mark.tag and not isinstance(value, Mark)
    ]


@every_sample
def test_null_and_missing_fields_become_none(sample: Sample) -> None:
    """A missing field is None; if it is documented as required, `invalid_fields` contains it."""
    canonical = sample.read(plain(sample.body))
    variants = variants_of(sample)
    for node in nodes_to_take_away(sample, variants):
        effect = effect_of(node, variants, canonical)
        for label, change in ways_to_take_away(sample, node):
            if (
                node.path[:1] == ("events",)
                and len(node.path) > 2
                and label.endswith("missing")
                and not node.mark.optional
            ):
                effect = Effect("falls back", node.path[:2])  # an event with an invalid field becomes unknown
            if effect.kind == "fails":
                with pytest.raises((errors.ResponseValidationError, WebhookPayloadError)):
                    pytest.fail(f"{label}: {sample.read(change)!r}")
                continue
            model = sample.read(change)
            if effect.kind == "is kept":
                _expect_kept(model, canonical, effect.place, value_at(change, effect.place))
                continue
            if effect.kind == "is unknown":
                values = cast("list[object]", value_at(model, effect.place))
                assert [type(value).__name__ for value in values] == ["UnknownValue"], label
                continue
            if effect.kind == "falls back":
                mark = variants.get(effect.place) or Mark(None, fallback=ITEMS_OF_ANY_KIND[str(effect.place[-2:][0])])
                _expect_fallback(model, effect.place, mark, value_at(change, effect.place))
            else:
                _expect_none(model, canonical, node, label)
            assert dump(model) == as_dumped(change), label
            assert sample.read(dump(model)) == model, label


def variants_of(sample: Sample) -> dict[Path, Mark]:
    """Return the unions of a sample by path."""
    return {node.path: node.mark for node in walk(sample.body) if node.mark.fallback}


def nodes_to_take_away(sample: Sample, variants: Mapping[Path, Mark]) -> Iterator[Node]:
    """Yield every node except those that select the class."""
    tags = {(*place, mark.tag) for place, mark in variants.items()} | {("active",)}
    for node in walk(sample.body):
        says_what_it_is = node.path in tags or (node.mark.opaque and node.in_object)
        if node.path and not says_what_it_is:
            yield node


def ways_to_take_away(sample: Sample, node: Node) -> Iterator[tuple[str, JSON]]:
    """Yield the body with null in place of the node, and without the node if possible."""
    yield f"{node.name} null", changed(plain(sample.body), node.path, None)
    if node.in_object:
        yield f"{node.name} missing", without(plain(sample.body), node.path)


def effect_of(node: Node, variants: Mapping[Path, Mark], canonical: Model) -> Effect:
    """Return the expected effect of a null or missing node; `canonical` is the complete response."""
    # Only the id of an actor may be missing.
    is_id = node.path[-1:] == ("id",) and not (node.mark.nullable or node.mark.optional)
    if node.path in {("data",), ("Resources",), ("events",)}:
        return Effect("fails")
    if node.path[:1] == ("events",) and len(node.path[1:]) > 1 and not (node.mark.nullable or node.mark.optional):
        return Effect("falls back", node.path[:2])
    if node.in_object and not is_id:
        return Effect("is none", node.path)
    if set(node.path[-2:-1]) & {"values", "entry_values"} and isinstance(node.path[-1], str):
        return Effect("is unknown", node.path)
    if (node.path in variants and _takes_anything(variants[node.path])) or set(
        node.path[-2:-1]
    ) & ITEMS_OF_ANY_KIND.keys():
        return Effect("falls back", node.path)
    # A missing id, or null as an item of a list, makes the variant fall back. An ordinary fallback needs
    # the id as well.
    around = [place for place in variants if node.path[: len(place)] == place != node.path]
    around = [place for place in around if not is_id or _takes_anything(variants[place])]
    if around:
        return Effect("falls back", max(around, key=len))
    about = next((name for name in ("data", "Resources", "events") if hasattr(canonical, name)), None)
    items = value_at(canonical, (about,)) if about else None
    if not isinstance(items, list) and node.path[:1] == ((about,) if about else node.path[:1]):
        # A response with a single object: everything except its own id may be odd.
        place = (about,) if about else ()
        return Effect("fails") if is_id and len(node.path) == len(place) + 1 else Effect("is kept", place)
    # In a list, only the item that contains the node is affected; an item without an id is kept.
    is_whole_item = len(node.path) == 2 or (is_id and len(node.path) == 3)
    is_kept = (
        isinstance(items, list) and len(node.path) > 1 and not (is_whole_item and len(cast("list[object]", items)) == 1)
    )
    return (
        Effect("is kept", node.path[:2])
        if is_kept and node.path[:1] in {("data",), ("Resources",)}
        else Effect("fails")
    )


def _expect_kept(model: Model, canonical: Model, place: Path, sent: JSON) -> None:
    found = value_at(model, place)
    assert isinstance(found, Model)
    if isinstance(sent, dict):
        assert dump(found) == as_dumped(cast("JSON", sent))
    else:
        assert found.model_extra == {"raw": sent}
    *_, index = place or ("",)
    if not isinstance(index, int):
        return
    rest = [cast("list[object]", value_at(whole, place[:1])) for whole in (model, canonical)]
    assert [item for item in rest[0] if item is not found] == [*rest[1][:index], *rest[1][index + 1 :]]


def _expect_fallback(model: Model, place: Path, mark: Mark, sent: object) -> None:
    found = value_at(model, place)
    assert (place, type(found).__name__) == (place, mark.fallback)
    if _takes_anything(mark):
        assert isinstance(found, Unknown)
        assert found.raw == sent, place


def _expect_none(model: Model, canonical: Model, node: Node, label: str) -> None:
    parent = value_at(model, node.path[:-1])
    assert isinstance(parent, Model), label
    assert (label, type(parent)) == (label, type(value_at(canonical, node.path[:-1])))
    name = attribute(parent, cast("str", node.path[-1]))
    assert getattr(parent, name) is None, label
    if not node.mark.nullable and not node.mark.optional:
        assert name in parent.invalid_fields, label
    elif label.endswith("null" if node.mark.nullable else "missing"):
        assert name not in parent.invalid_fields, label


@pytest.mark.parametrize(
    "golden",
    [golden for golden in load() if golden.model not in {"EmptyResponse", "FileDownload"}],
    ids=lambda golden: golden.function,
)
def test_an_invalid_response_is_an_error(golden: Golden) -> None:
    """The body is not JSON, or JSON without its required part."""
    good = json.dumps(plain(golden.responses[0].body)).encode()
    broken = [b"", b" ", b"<html></html>", b"{", good[:-1], good + b"}", b"null", b"[]", b'"data"', b"{}", b"\xff\xfe"]
    for name in ("data", "Resources"):
        if name in cast("Mapping[str, JSON]", golden.responses[0].body):
            broken += [b'{"%s": null}' % name.encode(), b'{"%s": "text"}' % name.encode(), b'{"daten": []}']
    if any(response.nothing for response in golden.responses):
        assert decode(operation_of(golden), 204, Headers(), b"") is None
        broken = [body for body in broken if body.strip()]
    operation = operation_of(golden)
    for body in broken:
        with pytest.raises(errors.ResponseValidationError) as caught:
            pytest.fail(f"{body!r}: {decode(operation, 200, Headers([('content-type', 'text/html')]), body)!r}")
        assert (caught.value.outcome, caught.value.status_code) == ("accepted", 200), body
        assert caught.value.operation == golden.operation


@pytest.mark.parametrize(
    "golden", [golden for golden in load() if golden.model == "EmptyResponse"], ids=lambda golden: golden.function
)
def test_deletes_accept_any_success(golden: Golden) -> None:
    operation = operation_of(golden)
    for body in (b"", b" \n", b"{}", b'{"deleted": true}'):
        assert isinstance(decode(operation, 200, Headers(), body), EmptyResponse), body
