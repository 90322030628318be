"""What a row of a bulk write can be: a mapping, a model, a dataclass, a typed record, or an id."""

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
    """Values, and where they come from.

    Example:
        Row({"name": "Acme", "domains": ["acme.com"]}, number=17)
    """

    values: Mapping[str, object]
    """Values by slug or id of the attribute, and the ids that the method asks for."""
    number: int | None = None
    """Line that it comes from; by default its position, from 1."""
    empty: tuple[str, ...] = ()
    """Names of the columns that have no value here; `missing` says whether they are cleared."""
    problem: str | None = None
    """Why the row cannot be read, with line and column; it fails with this message, and nothing is sent."""


class InvalidRowError(ValueError):
    """A row that cannot be sent, with the code to report."""

    def __init__(self, message: str, code: str = "invalid_row", attribute: str | None = None) -> None:
        """Create an error."""
        super().__init__(message)
        self.code, self.attribute = code, attribute


def values_of(
    row: object, *, missing: Missing = "leave", matching: str | None = None, with_ids: bool = True
) -> dict[str, object]:
    """Read the values of a row, by name.

    Args:
        row: What the caller gave.
        missing: Whether empty cells of a file or a frame are left as they are, or cleared.
        matching: Attribute that a saved typed record is found by.
        with_ids: Whether records that were read are wanted with their ids.

    Raises:
        InvalidRowError: It is no row.
    """
    if isinstance(row, Row):
        if row.problem is not None:
            raise InvalidRowError(row.problem, "unreadable_row")
        if not isinstance(row.values, Mapping):  # pyright: ignore[reportUnnecessaryIsInstance] - callers may
            raise InvalidRowError(f"the values of a Row are a mapping, not {type(row.values).__name__}")
        cleared = dict.fromkeys(row.empty, None) if missing == "clear" else {}
        return {**_names_checked(row.values), **cleared}
    if isinstance(row, Mapping):
        return _names_checked(cast("Mapping[object, object]", row))
    try:
        found = _from_object(row, matching)
    except Exception as error:  # noqa: BLE001 - the attributes of objects may raise anything
        raise InvalidRowError(printable(f"the row cannot be read: {type(error).__name__}: {error}")) from None
    if found is None:
        known = "a mapping, a pydantic model, a dataclass, a typed record or a Row"
        raise InvalidRowError(f"a row is {known}, not {type(row).__name__}")
    return found if with_ids else {name: value for name, value in found.items() if name not in IDS}


def _from_object(row: object, matching: str | None) -> dict[str, object] | None:
    found = _from_typed(row, matching)
    if found is None:
        found = _from_model(row)
    if found is None and is_dataclass(row) and not isinstance(row, type):
        found = {one.name: getattr(row, one.name) for one in fields(row)}
    return found


def as_read(row: Any) -> Any:
    """Return the record that a typed record was read from; other rows, and typed records that are new, stay."""
    return getattr(row, "_raw", None) or row


def id_of(row: object, name: str) -> str:
    """Read the id of a row: the row itself, a record, or what has one.

    Raises:
        InvalidRowError: There is none.
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
            raise InvalidRowError(f"names of attributes are text, not {brief(name)}")
    return dict(values)


def _from_typed(row: Any, matching: str | None) -> dict[str, object] | None:
    """What would be saved of a typed record or entry."""
    module = sys.modules.get("attio.typed.records")  # rows cannot hold one unless it is loaded
    if module is None or not isinstance(row, module.Typed):
        return None
    if row._raw is None:
        if getattr(row, "_KEY", "") != "entry_values":
            return dict(row._new_values())
        body = row._body()
        return {**body.pop("entry_values"), **body}
    found: dict[str, object] = dict(row._values_to_write()[0])
    found.update({name: value for name in IDS if (value := getattr(row._raw.id, name, None))})
    for one in row.__attrs__.values():
        if matching == one.slug and matching not in found:
            found[one.slug] = module._to_json(one, row._read(one))
    if hasattr(row._raw, "parent_record_id"):
        found.update(parent_record_id=row._raw.parent_record_id, parent_object=row._raw.parent_object)
    return found


def _from_model(row: object) -> dict[str, object] | None:
    from pydantic import BaseModel

    if not isinstance(row, BaseModel):
        return None
    to_write: Any = getattr(row, "to_write", None)
    if to_write is None:
        return row.model_dump(exclude_unset=True, by_alias=True)
    found: dict[str, object] = dict(to_write())
    one: Any = row
    found.update({name: value for name in IDS if (value := getattr(one.id, name, None))})
    if hasattr(row, "parent_record_id"):
        found.update(parent_record_id=one.parent_record_id, parent_object=one.parent_object)
    return found


def plain(value: object) -> object:
    """Convert a value to types that JSON has."""
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
    item: object = getattr(value, "item", None)  # numpy's numbers
    return item() if callable(item) else str(value)


def canonical(values: Mapping[str, object]) -> str:
    """Write values as JSON; equal values are equal text.

    Raises:
        InvalidRowError: It cannot be written; names the attribute.
    """
    try:
        return _json(values)
    except Exception as error:  # noqa: BLE001 - values of any class are asked for their text
        for name, value in values.items():
            if problem := _problem(name, value):
                raise InvalidRowError(printable(problem), attribute=printable(name)) from None
        raise InvalidRowError(printable(f"the row cannot be written as JSON: {error}")) from None


def _problem(name: str, value: object) -> str | None:
    """Why a value cannot be written, as calls say it."""
    try:
        _json({name: value})
    except Exception as error:  # noqa: BLE001 - as in `canonical`
        from attio._call.encoding import to_json

        try:
            to_json({name: value})
        except InvalidRequestError as own:
            return str(own)
        except Exception:  # noqa: BLE001, S110 - as in `canonical`
            pass
        return f"{name}: it cannot be written as JSON: {type(error).__name__}: {error}"
    return None


def _json(values: Mapping[str, object]) -> str:
    text = json.dumps(values, sort_keys=True, default=plain, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    if not text.isascii():
        text.encode()  # fails at a lone surrogate
    return text


def printable(text: str) -> str:
    """Replace lone surrogates, which neither a file nor a terminal takes."""
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode()


def digest(text: str) -> bytes:
    """Shorten the canonical form of a row to what a checkpoint knows it by."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def key_texts(value: object) -> tuple[str, ...]:
    """Make the keys of a value: each of its texts, without spaces around it, in one case."""
    if value is None or value == "":
        return ()
    if isinstance(value, Mapping):
        given = cast("Mapping[str, object]", value)
        inner = next((given[name] for name in _KEY_FIELDS if name in given), None)
        return key_texts(inner) if inner is not None else (canonical(given),)
    if isinstance(value, list | tuple | set | frozenset):
        parts = cast("Sequence[object]", value)
        return tuple(dict.fromkeys(text for part in parts for text in key_texts(part)))
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value).strip().casefold()
    return (text,) if text else ()


_KEY_FIELDS = ("domain", "email_address", "original_phone_number", "value", "option", "status", "target_record_id")
