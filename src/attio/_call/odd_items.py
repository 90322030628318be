"""Parse responses that are not as documented, and leave out only the parts that do not validate; no I/O.

Imported only when a response does not validate as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar, cast, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError

from attio.models.base import Envelope

T = TypeVar("T", bound=BaseModel)

MAX_ROUNDS = 5
"""How often a field is validated, each time without the parts that were invalid."""
MAX_INVALID_ITEMS = 1_000
"""Most invalid items of a list; a list with more raises an error, which takes less memory than so many models."""


def read_parts(model: type[T], body: object) -> T | None:
    """Parse the valid parts of a response; None if it is invalid outside of its items, or no item has an id.

    An item keeps its valid fields. A field that does not validate loses its invalid parts, or is None if nothing valid
    remains. `invalid_fields` lists the fields that are None, and `model_extra` holds the values that were sent.
    """
    if not issubclass(model, Envelope) or not isinstance(body, dict):
        return None
    sent = cast("dict[str, object]", body)
    name = _items_field(model)
    if name is None:
        return cast("T | None", _read_single(model, sent))
    annotation, value = model.model_fields[name].annotation, sent.get(name)
    if get_origin(annotation) is list:
        [inner] = get_args(annotation)
        items = _read_items(inner, cast("list[object]", value)) if isinstance(value, list) else None
        return None if items is None else _read_rest(model, sent, name, [], items)
    item_model = _model_of(annotation)
    single = None if item_model is None else _read_single(item_model, value)
    if item_model is None or single is None:
        return None
    return _read_rest(model, sent, name, item_model.model_construct(_fields_set=set()), single)


def _items_field(model: type[BaseModel]) -> str | None:
    """Return the name of the field that holds the items; None if the response is itself an item."""
    for name in ("data", "Resources"):
        if name in model.model_fields:
            return name
    return None


def _read_single(model: type[BaseModel], value: object) -> BaseModel | None:
    """Parse an item that is not in a list; None if it has no valid field, or no id."""
    if not isinstance(value, dict):
        return None
    item = _read_item(model, cast("object", value))
    if not _has_id(item) or all(vars(item).get(name) is None for name in model.model_fields):
        return None
    return item


def _has_id(item: BaseModel) -> bool:
    return _required_fields(type(item)) <= item.__dict__.keys()


def _read_rest(model: type[T], body: Mapping[str, object], name: str, placeholder: object, items: object) -> T | None:
    """Parse a response with a placeholder in one field, then set that field to the items."""
    try:
        response = model.model_validate({**body, name: placeholder})
    except ValidationError:
        return None
    vars(response)[name] = items
    return response


def _read_items(annotation: object, values: list[object]) -> list[object] | None:
    """Parse the items of a list; None if no item has an id, or too many are invalid."""
    model = _model_of(annotation)
    if model is None:
        return None
    adapter: TypeAdapter[object] = TypeAdapter(cast("Any", annotation))
    items: list[object] = []
    invalid = without_id = 0
    for value in values:
        try:
            items.append(adapter.validate_python(value))
        except ValidationError:  # noqa: PERF203 - each item is validated on its own
            item = _read_item(model, value)
            items.append(item)
            invalid += 1
            without_id += not isinstance(value, dict) or not _has_id(item)
            if invalid > MAX_INVALID_ITEMS:
                return None
    return None if without_id == len(values) else items


def _model_of(annotation: object) -> type[BaseModel] | None:
    """Return the class of the items; for a union the last class, which requires the fewest fields."""
    if isinstance(annotation, type):
        return annotation if issubclass(annotation, BaseModel) else None
    for argument in reversed(get_args(annotation)):
        model = _model_of(argument)
        if model:
            return model
    return None


def _required_fields(model: type[BaseModel]) -> frozenset[str]:
    names: frozenset[str] = getattr(model, "__must_be_there__", frozenset())
    return names & model.model_fields.keys()


def _read_item(model: type[BaseModel], value: object) -> BaseModel:
    """Parse the valid fields of an item."""
    if not isinstance(value, dict):
        return model.model_construct(_fields_set=set(), raw=value)
    sent = cast("dict[str, object]", value)
    item = model.model_construct(_fields_set=set())
    names = {field.alias or name: name for name, field in model.model_fields.items()}
    # A missing id is not set to None, which its type does not allow: reading the attribute raises AttributeError.
    vars(item).update({name: None for name in names.values() if name not in _required_fields(model)})
    extra: dict[str, object] = {}
    for key, field_value in sent.items():
        name = names.get(key)
        if name is None or not _set_field(item, name, field_value):
            extra[key] = field_value
    cast("dict[str, object]", item.__pydantic_extra__).update(extra)
    return item


def _set_field(item: BaseModel, name: str, value: object) -> bool:
    """Set a field to the valid parts of a value; return whether the whole value is valid."""
    validator = type(item).__pydantic_validator__
    valid = value
    for _ in range(MAX_ROUNDS):
        try:
            validator.validate_assignment(item, name, valid)
        except ValidationError as error:  # noqa: PERF203 - a few times at most
            valid = _without_invalid_parts(valid, error)
        else:
            return valid is value
    return False


def _without_invalid_parts(value: object, error: ValidationError) -> object:
    """Return a copy of a value without the parts that an error names."""
    details = error.errors(include_url=False, include_context=False, include_input=False)
    return _prune(value, [detail["loc"][1:] for detail in details])


def _prune(value: object, paths: list[tuple[int | str, ...]]) -> object:
    """Copy a value without the parts at these paths; steps that name no part of the value are ignored."""
    if isinstance(value, dict):
        pairs = iter(cast("dict[int | str, object]", value).items())
        return dict(_remaining(pairs, paths))
    if isinstance(value, list):
        return [item for _, item in _remaining(enumerate(cast("list[object]", value)), paths)]
    return value


def _remaining(
    pairs: Iterator[tuple[int | str, object]], paths: list[tuple[int | str, ...]]
) -> Iterator[tuple[int | str, object]]:
    for key, item in pairs:
        below = [path[1:] for path in paths if path[:1] == (key,)]
        if not below:
            yield key, item
        elif all(below) and isinstance(item, dict | list):
            yield key, _prune(cast("object", item), below)
