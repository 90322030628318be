"""Convert the values of a response to values to write, and to rows of plain values; no I/O."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol, cast

from attio.models.markers import LOCATION, nanoseconds
from attio.models.schema_protocols import AttributeLike, OwnerLike, SchemaLike, WorkspaceLike
from attio.models.values import UnknownValue
from attio.models.write_forms import kind_of, problem, write_form

if TYPE_CHECKING:
    from attio.models.values import AttributeValue
    from attio.models.writing import MutableWriteValues


class HasReadValues(Protocol):
    """A record, an entry or an activity record."""

    @property
    def read_values(self) -> Mapping[str, Sequence[AttributeValue]]:
        """Values by the slug of their attribute."""
        ...


_COMMON = frozenset({"active_from", "active_until", "created_by_actor", "attribute_type"})
_NOT_WRITTEN = frozenset({"record_id", "created_at", "created_by"})
_MULTI_VALUE_TYPES = frozenset(
    {"select", "record-reference", "actor-reference", "domain", "email-address", "phone-number"}
)
"""Types whose attributes may have several values."""
_PARTS: Mapping[str, tuple[str, ...]] = {
    "currency": ("currency_code",),
    "personal-name": ("first_name", "last_name"),
    "location": LOCATION,
    "record-reference": ("target_object",),
    "actor-reference": ("referenced_actor_type",),
    "domain": ("root_domain",),
    "email-address": ("email_domain", "email_root_domain", "email_local_specifier"),
    "phone-number": ("country_code",),
    "interaction": ("interaction_type",),
}


def is_open(value: AttributeValue) -> bool:
    """Whether a value is current, rather than a former one."""
    if isinstance(value, UnknownValue):
        return (value.model_extra or {}).get("active_until") is None
    return value.active_until is None


def to_write(record: HasReadValues, schema: SchemaLike | None) -> MutableWriteValues:
    """Return the values of a record in the form in which they are written."""
    attributes = {} if schema is None else _attributes_of(record, schema)
    write_values: dict[str, Any] = {}
    for slug, values in record.read_values.items():
        attribute = attributes.get(slug)
        if slug in _NOT_WRITTEN or (attribute and (attribute.is_archived or not attribute.is_writable)):
            continue
        forms = [write_form(value) for value in values if is_open(value) and _is_writable(value)]
        if forms:
            write_values[slug] = forms
    return write_values


def _is_writable(value: AttributeValue) -> bool:
    if problem(value):
        return False
    return kind_of(value) == "location" or cast("Any", value).plain is not None


def to_plain(record: HasReadValues, schema: SchemaLike | None, *, expand: bool, json: bool) -> dict[str, object]:
    """Convert a record to a row of plain values."""
    attributes = {} if schema is None else _attributes_of(record, schema)
    row: dict[str, object] = dict(_identity(record))
    known = [slug for slug, attribute in attributes.items() if slug in record.read_values or not attribute.is_archived]
    for slug in dict.fromkeys([*known, *record.read_values]):
        if slug not in row:
            values = [value for value in record.read_values.get(slug, ()) if is_open(value)]
            row.update(_cells(slug, values, attributes.get(slug), expand=expand))
    row.setdefault("created_at", getattr(record, "created_at", None))
    if "web_url" in _fields(record):
        row["web_url"] = row.pop("web_url", None) or cast("Any", record).web_url
    return {key: _as_json(value) for key, value in row.items()} if json else row


def rows(items: Sequence[object], schema: SchemaLike | None, *, expand: bool, json: bool) -> list[dict[str, object]]:
    """Convert each item to a row; all rows have the same keys in the same order.

    Raises:
        TypeError: An item is not a record, an entry or an activity record.
    """
    plain = [cast("Any", item).to_plain(schema, expand=expand, json=json) for item in items if _has_values(item)]
    if len(plain) != len(items):
        message = "only records, entries and activity records can become rows; use `model_dump()` for other items"
        raise TypeError(message)
    columns: dict[str, dict[str, None]] = {}
    for row in plain:
        for key in row:
            columns.setdefault(key.partition(".")[0], {})[key] = None
    for last in ("created_at", "web_url"):
        if last in columns and last not in (plain[0] if schema else {}):
            columns[last] = columns.pop(last)
    if "web_url" in columns:
        columns["web_url"] = columns.pop("web_url")
    keys = [key for group in columns.values() for key in group]
    return [{key: row.get(key) for key in keys} for row in plain]


def _fields(record: object) -> Mapping[str, object]:
    return cast("Mapping[str, object]", cast("Any", type(record)).model_fields)


def _has_values(item: object) -> bool:
    return hasattr(type(item), "read_values")


def _attributes_of(record: HasReadValues, schema: SchemaLike) -> dict[str, AttributeLike]:
    """Return the attributes of the object or list that a record belongs to, by slug.

    Raises:
        KeyError: The schema of the workspace does not contain the object or list.
        TypeError: The schema is of another class.
    """
    owner: OwnerLike | None = cast("OwnerLike", schema) if hasattr(schema, "attributes") else None
    if owner is None:
        ids = getattr(record, "id", None)
        id = getattr(ids, "list_id" if "entry_values" in _fields(record) else "object_id", None)
        if not hasattr(schema, "object_schemas"):
            message = "schema must be the schema of an object, a list or a workspace, such as "
            message += f"client.schema.object('companies'), not {type(schema).__name__}"
            raise TypeError(message)
        workspace = cast("WorkspaceLike", schema)
        owners: dict[object, OwnerLike] = {
            owner.id: owner for owner in (*workspace.object_schemas, *workspace.list_schemas)
        }
        owner = owners.get(id)
        if owner is None:
            message = f"the schema does not contain the object or list {id!r} of this {type(record).__name__}"
            raise KeyError(message)
    return {attribute.api_slug: attribute for attribute in owner.attributes}


def _identity(record: HasReadValues) -> Iterable[tuple[str, object]]:
    ids, fields = getattr(record, "id", None), _fields(record)
    if "entry_values" not in fields:
        yield "record_id", getattr(ids, "record_id", None)
        return
    yield "entry_id", getattr(ids, "entry_id", None)
    for name in ("parent_object", "parent_record_id"):
        yield name, getattr(record, name)


def _cells(
    slug: str, values: Sequence[AttributeValue], attribute: AttributeLike | None, *, expand: bool
) -> Iterable[tuple[str, object]]:
    """Yield the key and the plain value of an attribute, and of the parts of its values."""
    if attribute:
        kind, is_list = attribute.type, attribute.is_multiselect
    else:
        kind = kind_of(values[0]) if values else ""
        is_list = bool(values) and kind in _MULTI_VALUE_TYPES and slug != "created_by"
    yield slug, _cell([_plain(value) for value in values], is_list=is_list)
    if expand:
        for part in _PARTS.get(kind, ()):
            yield f"{slug}.{part}", _cell([getattr(value, part, None) for value in values], is_list=is_list)


def _cell(values: list[object], *, is_list: bool) -> object:
    if is_list:
        return values
    return values[0] if values else None


def _plain(value: AttributeValue) -> object:
    if not isinstance(value, UnknownValue):
        return value.plain
    raw: object = value.raw
    if not isinstance(raw, dict):
        return raw
    return {name: part for name, part in cast("dict[str, object]", raw).items() if name not in _COMMON}


def _as_json(value: object) -> object:
    if isinstance(value, list):
        return [_as_json(item) for item in cast("list[object]", value)]
    if isinstance(value, dt.datetime):
        return nanoseconds(value)
    return value.isoformat() if isinstance(value, dt.date) else value


__all__: list[str] = []
