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
    """Slug of the attribute that the record is matched by; None for entries."""

    @property
    def item_id(self) -> str:
        """Id of the record or entry."""
        ids = self.item.id
        return cast("str", getattr(ids, "record_id", None) or ids.entry_id)


def changed_values(
    row: Prepared, found: LookupResult, attributes: Mapping[str, AttributeSchema]
) -> dict[str, object] | None:
    """Return the values of a row that differ or may differ; None if the whole row must be sent as an upsert."""
    changes: dict[str, object] = {}
    for name, value in row.values.items():
        attribute = attributes.get(name)
        if attribute is None:
            return None
        held = [one for one in found.item.read_values.get(attribute.api_slug, ()) if _is_open(one)]
        if found.matching == attribute.api_slug:
            # An upsert adds to the values of the matching attribute; an update would replace them.
            if not _has_all(attribute, value, held):
                return None
        elif not is_equal(attribute, value, held):
            changes[name] = value
    return changes


def _is_open(value: Any) -> bool:
    return getattr(value, "active_until", None) is None


def _has_all(attribute: AttributeSchema, value: object, held: Sequence[Any]) -> bool:
    if attribute.type in _FORMS:
        form = _FORMS[attribute.type]
        wanted, have = _forms(form, _listed(value)), _forms(form, [one.plain for one in held])
        return wanted is not None and have is not None and wanted <= have
    return set(key_texts(value)) <= {text for one in held for text in key_texts(getattr(one, "plain", None))}


def is_equal(attribute: AttributeSchema, value: object, held: Sequence[Any]) -> bool:
    """Whether writing a value would change nothing. False if that is not certain."""
    wanted = _listed(value)
    if not wanted or not held:
        return not wanted and not held
    form = _FORMS.get(attribute.type)
    if form is None:
        return False
    ours, theirs = _forms(form, wanted), _forms(form, [getattr(one, "plain", None) for one in held])
    return ours is not None and theirs is not None and ours == theirs


def _listed(value: object) -> list[object]:
    if value is None or value in ([], ()):
        return []
    return list(cast("Sequence[object]", value)) if isinstance(value, list | tuple) else [value]


def _forms(form: Callable[[Any], object], values: Sequence[object]) -> frozenset[object] | None:
    """Normalize values for comparison; None if a value cannot be normalized."""
    try:
        return frozenset(form(_inner(value)) for value in values)
    except (TypeError, ValueError, InvalidOperation, ArithmeticError):
        return None


def _inner(value: object) -> object:
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


_FORMS: Mapping[str, Callable[[Any], object]] = {
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
