"""The rows of a bulk write: mappings, models, dataclasses, typed records and ids, and their conversion to JSON."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from enum import Enum
from hashlib import blake2b
from typing import Any, Literal, cast
from uuid import UUID

from attio._support.names import brief
from attio.errors.base import InvalidRequestError

Missing = Literal["leave", "clear"]
IDS = ("record_id", "entry_id")


@dataclass(frozen=True)
class Row:
    """A row with its line number and its empty columns.

    Example:
        Row({"name": "Acme", "domains": ["acme.com"]}, number=17)
    """

    values: Mapping[str, object]
    """Values by slug or id of the attribute, and the ids that the method needs."""
    number: int | None = None
    """Line of the row in its file; by default its position, from 1."""
    empty: tuple[str, ...] = ()
    """Names of the empty columns. The option `missing` decides whether they are cleared."""
    problem: str | None = None
    """Reason why the row cannot be parsed, with line and column. The row fails with this message and is not sent."""


class InvalidRowError(ValueError):
    """A row is invalid and cannot be sent."""

    def __init__(self, message: str, code: str = "invalid_row", attribute: str | None = None) -> None:
        """Create an error with the code and the attribute for the report."""
        super().__init__(message)
        self.code, self.attribute = code, attribute


def values_of(
    row: object, *, missing: Missing = "leave", matching: str | None = None, with_ids: bool = True
) -> dict[str, object]:
    """Return the values of a row by name.

    Args:
        row: The row of the caller.
        missing: Whether empty cells of a file or frame leave the attribute unchanged or clear it.
        matching: Attribute that saved typed records are matched by.
        with_ids: Whether to include the ids of records and entries.

    Raises:
        InvalidRowError: The argument is not a valid row.
    """
    if isinstance(row, Row):
        if row.problem is not None:
            raise InvalidRowError(row.problem, "unreadable_row")
        if not isinstance(row.values, Mapping):  # pyright: ignore[reportUnnecessaryIsInstance] - callers may
            raise InvalidRowError(f"the values of a Row must be a mapping, not {type(row.values).__name__}")
        cleared = dict.fromkeys(row.empty, None) if missing == "clear" else {}
        return {**_names_checked(row.values), **cleared}
    if isinstance(row, Mapping):
        return _names_checked(cast("Mapping[object, object]", row))
    try:
        values = _from_object(row, matching)
    except Exception as error:  # noqa: BLE001 - attributes of objects may raise anything
        raise InvalidRowError(printable(f"the row cannot be read: {type(error).__name__}: {error}")) from None
    if values is None:
        known = "a mapping, a pydantic model, a dataclass, a typed record or a Row"
        raise InvalidRowError(f"a row must be {known}, not {type(row).__name__}")
    return values if with_ids else {name: value for name, value in values.items() if name not in IDS}


def _from_object(row: object, matching: str | None) -> dict[str, object] | None:
    values = _from_typed(row, matching)
    if values is None:
        values = _from_model(row)
    if values is None and is_dataclass(row) and not isinstance(row, type):
        values = {one.name: getattr(row, one.name) for one in fields(row)}
    return values


def as_read(row: Any) -> Any:
    """Return the untyped record of a saved typed record. Other rows are returned unchanged."""
    return getattr(row, "_raw", None) or row


def id_of(row: object, name: str) -> str:
    """Return the id of a row: the row itself if it is an id, or an id of a record or a mapping.

    Raises:
        InvalidRowError: The row has no id.
    """
    if isinstance(row, str | UUID):
        return str(row)
    known: object = getattr(getattr(as_read(row), "id", None), name, None)
    if known is None:
        known = values_of(row).get(name)
    if not isinstance(known, str | UUID) or not str(known):
        raise InvalidRowError(f"the row has no {name}", "missing_id", name)
    return str(known)


def _names_checked(values: Mapping[Any, object]) -> dict[str, object]:
    for name in values:
        if not isinstance(name, str):
            raise InvalidRowError(f"names of attributes must be text, not {brief(name)}")
    return dict(values)


def _from_typed(row: Any, matching: str | None) -> dict[str, object] | None:
    """Return the unsaved values of a typed record or entry; None for other rows."""
    module = sys.modules.get("attio.typed.records")  # without this module, no row is a typed record
    if module is None or not isinstance(row, module.Typed):
        return None
    if row._raw is None:
        if getattr(row, "_KEY", "") != "entry_values":
            return dict(row._new_values())
        body = row._body()
        return {**body.pop("entry_values"), **body}
    values: dict[str, object] = dict(row._values_to_write()[0])
    values.update(_ids_of(row._raw))
    for attribute in row.__attrs__.values():
        if matching == attribute.slug and matching not in values:
            values[attribute.slug] = module._to_json(attribute, row._read(attribute))
    return values


def _ids_of(record: Any) -> dict[str, object]:
    """Return the ids of a record or entry, and the parent of an entry."""
    ids: dict[str, object] = {}
    for name in IDS:
        value = getattr(record.id, name, None)
        if value:
            ids[name] = value
    if hasattr(record, "parent_record_id"):
        ids.update(parent_record_id=record.parent_record_id, parent_object=record.parent_object)
    return ids


def _from_model(row: object) -> dict[str, object] | None:
    from pydantic import BaseModel

    if not isinstance(row, BaseModel):
        return None
    to_write: Any = getattr(row, "to_write", None)
    if to_write is None:
        return row.model_dump(exclude_unset=True, by_alias=True)
    return {**to_write(), **_ids_of(row)}


def plain(value: object) -> object:
    """Convert a value to JSON types."""
    if isinstance(value, Mapping):
        return dict(cast("Mapping[str, object]", value))
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, set | frozenset):
        return sorted(cast("set[Any]", value), key=repr)
    if isinstance(value, Sequence):
        return list(cast("Sequence[object]", value))
    dump: Any = getattr(value, "model_dump", None)
    if dump is not None:
        return cast("object", dump())
    item: object = getattr(value, "item", None)  # numpy numbers
    return item() if callable(item) else str(value)


def canonical(values: Mapping[str, object]) -> str:
    """Return values as JSON in a canonical form: equal values have equal text.

    Raises:
        InvalidRowError: A value cannot be converted to JSON. The message names the attribute.
    """
    try:
        return _json(values)
    except Exception as error:  # noqa: BLE001 - `plain` calls methods of any class, which may raise anything
        for name, value in values.items():
            problem = _problem(name, value)
            if problem:
                raise InvalidRowError(printable(problem), attribute=printable(name)) from None
        raise InvalidRowError(printable(f"the row cannot be converted to JSON: {error}")) from None


def _problem(name: str, value: object) -> str | None:
    """Return why a value cannot be converted to JSON, with the message of a call; None if it can."""
    try:
        _json({name: value})
    except Exception as error:  # noqa: BLE001 - as in `canonical`
        from attio._call.encoding import to_json

        try:
            to_json({name: value})
        except InvalidRequestError as call_error:
            return str(call_error)
        except Exception:  # noqa: BLE001, S110 - as in `canonical`
            pass
        return f"{name}: cannot be converted to JSON: {type(error).__name__}: {error}"
    return None


def _json(values: Mapping[str, object]) -> str:
    text = json.dumps(values, sort_keys=True, default=plain, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    if not text.isascii():
        text.encode()  # raises an error for a lone surrogate
    return text


def printable(text: str) -> str:
    """Escape lone surrogates, which cannot be encoded as UTF-8."""
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode()


def digest(text: str) -> bytes:
    """Return the hash that identifies a row in a checkpoint."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def key_texts(value: object) -> tuple[str, ...]:
    """Return the keys of a value: each of its texts, stripped and case-folded."""
    if value is None or value == "":
        return ()
    if isinstance(value, Mapping):
        mapping = cast("Mapping[str, object]", value)
        for name in _KEY_FIELDS:
            if mapping.get(name) is not None:
                return key_texts(mapping[name])
        return (canonical(mapping),)
    if isinstance(value, list | tuple | set | frozenset):
        parts = cast("Sequence[object]", value)
        return tuple(dict.fromkeys(text for part in parts for text in key_texts(part)))
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value).strip().casefold()
    return (text,) if text else ()


_KEY_FIELDS = ("domain", "email_address", "original_phone_number", "value", "option", "status", "target_record_id")
