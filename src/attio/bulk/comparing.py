"""Comparison of a row with the existing record, for `skip_unchanged`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple, cast

from attio.bulk.rows import key_texts
from attio.bulk.work import Prepared
from attio.schema.records import AttributeSchema


class LookupResult(NamedTuple):
    """The existing record or entry that matches a row."""

    item: Any = None
    """The record or entry; None if there is none."""
    matching: str | None = None
    """Slug of the matching attribute of the record; None for entries."""

    @property
    def item_id(self) -> str:
        """Id of the record or entry."""
        ids = self.item.id
        return cast("str", getattr(ids, "record_id", None) or ids.entry_id)


def changed_values(
    row: Prepared, found: LookupResult, attributes: Mapping[str, AttributeSchema]
) -> dict[str, object] | None:
    """Return the values of a row that differ or may differ; None to send the whole row as an upsert."""
    changes: dict[str, object] = {}
    for name, value in row.values.items():
        attribute = attributes.get(name)
        if attribute is None:
            return None
        current = [each for each in found.item.read_values.get(attribute.api_slug, ()) if _is_current(each)]
        if found.matching == attribute.api_slug:
            # An upsert adds to the values of the matching attribute; an update would replace them.
            if not _has_all(attribute, value, current):
                return None
        elif not is_equal(attribute, value, current):
            changes[name] = value
    return changes


def _is_current(value: Any) -> bool:
    return getattr(value, "active_until", None) is None


def _has_all(attribute: AttributeSchema, value: object, current: Sequence[Any]) -> bool:
    if attribute.type in _NORMALIZERS:
        normalize = _NORMALIZERS[attribute.type]
        new = _normalized(normalize, _as_list(value))
        old = _normalized(normalize, [each.plain for each in current])
        return new is not None and old is not None and new <= old
    return set(key_texts(value)) <= {text for each in current for text in key_texts(getattr(each, "plain", None))}


def is_equal(attribute: AttributeSchema, value: object, current: Sequence[Any]) -> bool:
    """Return whether writing a value would change nothing. False if that is uncertain."""
    values = _as_list(value)
    if not values or not current:
        return not values and not current
    normalize = _NORMALIZERS.get(attribute.type)
    if normalize is None:
        return False
    new = _normalized(normalize, values)
    old = _normalized(normalize, [getattr(each, "plain", None) for each in current])
    return new is not None and old is not None and new == old


def _as_list(value: object) -> list[object]:
    if value is None or value in ([], ()):
        return []
    return list(cast("Sequence[object]", value)) if isinstance(value, list | tuple) else [value]


def _normalized(normalize: Callable[[Any], object], values: Sequence[object]) -> frozenset[object] | None:
    """Normalize values for comparison; None if a value cannot be normalized."""
    try:
        return frozenset(normalize(_unwrapped(value)) for value in values)
    except (TypeError, ValueError, InvalidOperation, ArithmeticError):
        return None


def _unwrapped(value: object) -> object:
    if isinstance(value, Mapping):
        mapping = cast("Mapping[str, object]", value)
        if len(mapping) != 1:
            raise TypeError("a mapping with several values")
        return next(iter(mapping.values()))
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def _number(value: Any) -> Decimal:
    if isinstance(value, bool):
        raise TypeError("not a number")
    return round(Decimal(str(value)), 4)


def _day(value: Any) -> str:
    if isinstance(value, dt.datetime):
        raise TypeError("a time, whose date depends on the time zone")
    return value.isoformat() if isinstance(value, dt.date) else dt.date.fromisoformat(value).isoformat()


def _bool(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError("not a boolean")
    return value


_NORMALIZERS: Mapping[str, Callable[[Any], object]] = {
    "text": _text,
    "number": _number,
    "currency": _number,
    "rating": _number,
    "date": _day,
    "checkbox": _bool,
    "domain": lambda value: _text(value).strip().lower(),
    "email-address": lambda value: _text(value).strip().lower(),
    "select": _text,
    "status": _text,
}
