"""Parse responses that are not as documented: an odd part of an item costs only itself; no I/O.

Loaded when a response does not validate as a whole, so it adds nothing to the common case.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar, cast, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError

from attio.models.base import Envelope

T = TypeVar("T", bound=BaseModel)

ROUNDS = 5
"""How often to validate a field again without its invalid parts; a list fails with its first invalid item."""
MOST = 1_000
"""Odd items that a list may have; a list with more is an error, which takes less memory than so many models."""


def read_parts(model: type[T], body: object) -> T | None:
    """Parse the valid parts of a response; None if it is wrong outside of its items, or no item has an id.

    An item keeps its valid fields. A field that does not validate is None, or what is left of it without its invalid
    parts; `invalid_fields` names it if it is None, and `model_extra` has what was sent.
    """
    if not issubclass(model, Envelope) or not isinstance(body, dict):
        return None
    sent = cast("dict[str, object]", body)
    name = next((name for name in ("data", "Resources") if name in model.model_fields), None)
    if name is None:
        return cast("T | None", _read_single(model, sent))
    annotation, value = model.model_fields[name].annotation, sent.get(name)
    if get_origin(annotation) is list:
        [inner] = get_args(annotation)
        items = _read_items(inner, cast("list[object]", value)) if isinstance(value, list) else None
        return None if items is None else _with(model, sent, name, [], items)
    kind = _model_of(annotation)
    single = None if kind is None else _read_single(kind, value)
    if kind is None or single is None:
        return None
    return _with(model, sent, name, kind.model_construct(_fields_set=set()), single)


def _read_single(kind: type[BaseModel], value: object) -> BaseModel | None:
    """Parse an item that stands alone; None if it has no valid field, or lacks its id."""
    if not isinstance(value, dict):
        return None
    made = _read_item(kind, cast("object", value))
    is_odd = not _is_named(kind, made) or all(vars(made).get(name) is None for name in kind.model_fields)
    return None if is_odd else made


def _is_named(kind: type[BaseModel], made: BaseModel) -> bool:
    return _must_be_there(kind) <= made.__dict__.keys()


def _with(model: type[T], body: Mapping[str, object], name: str, placeholder: object, found: object) -> T | None:
    """Parse the rest of a response, and put what was found into one of its fields."""
    try:
        response = model.model_validate({**body, name: placeholder})
    except ValidationError:
        return None
    vars(response)[name] = found
    return response


def _read_items(annotation: object, items: list[object]) -> list[object] | None:
    kind = _model_of(annotation)
    if kind is None:
        return None
    adapter: TypeAdapter[object] = TypeAdapter(cast("Any", annotation))
    read: list[object] = []
    odd = nameless = 0
    for item in items:
        try:
            read.append(adapter.validate_python(item))
        except ValidationError:  # noqa: PERF203 - of each item
            made = _read_item(kind, item)
            odd += 1
            nameless += not isinstance(item, dict) or not _is_named(kind, made)
            read.append(made)
            if odd > MOST:
                return None
    return None if nameless == len(items) else read


def _model_of(annotation: object) -> type[BaseModel] | None:
    """The class of the items; of a union the last, which is the one with the fewest demands."""
    if isinstance(annotation, type):
        return annotation if issubclass(annotation, BaseModel) else None
    kinds = [_model_of(argument) for argument in get_args(annotation)]
    return next((kind for kind in reversed(kinds) if kind), None)


def _must_be_there(kind: type[BaseModel]) -> frozenset[str]:
    names: frozenset[str] = getattr(kind, "__must_be_there__", frozenset())
    return names & kind.model_fields.keys()


def _read_item(kind: type[BaseModel], item: object) -> BaseModel:
    """Read the valid fields of an item."""
    if not isinstance(item, dict):
        return kind.model_construct(_fields_set=set(), raw=item)
    sent = cast("dict[str, object]", item)
    made = kind.model_construct(_fields_set=set())
    names = {field.alias or name: name for name, field in kind.model_fields.items()}
    # What has to be there and is not stays away: reading it is an error, rather than a None that no type mentions.
    vars(made).update({name: None for name in names.values() if name not in _must_be_there(kind)})
    aside: dict[str, object] = {}
    for key, value in sent.items():
        name = names.get(key)
        if name is None or not _set_field(made, name, value):
            aside[key] = value
    cast("dict[str, object]", made.__pydantic_extra__).update(aside)
    return made


def _set_field(made: BaseModel, name: str, value: object) -> bool:
    """Set a field, without its invalid parts if need be; False unless that is everything that was sent."""
    validator = type(made).__pydantic_validator__
    valid = value
    for _ in range(ROUNDS):
        try:
            validator.validate_assignment(made, name, valid)
        except ValidationError as error:  # noqa: PERF203 - a few times at most
            valid = _without(valid, error)
        else:
            return valid is value
    return False


def _without(value: object, error: ValidationError) -> object:
    """A copy without the parts that are invalid."""
    details = error.errors(include_url=False, include_context=False, include_input=False)
    return _pruned(value, [detail["loc"][1:] for detail in details])


def _pruned(value: object, paths: list[tuple[int | str, ...]]) -> object:
    """Copy a value without the parts at these paths; a path ends at a step that names no part of the value."""
    if isinstance(value, dict):
        pairs = iter(cast("dict[int | str, object]", value).items())
        return dict(_left(pairs, paths))
    if isinstance(value, list):
        return [item for _, item in _left(enumerate(cast("list[object]", value)), paths)]
    return value


def _left(
    pairs: Iterator[tuple[int | str, object]], paths: list[tuple[int | str, ...]]
) -> Iterator[tuple[int | str, object]]:
    for key, item in pairs:
        below = [path[1:] for path in paths if path[:1] == (key,)]
        if not below:
            yield key, item
        elif all(below) and isinstance(item, dict | list):
            yield key, _pruned(cast("object", item), below)
