"""Conversion of records to Arrow data, for pandas, polars and duckdb."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from importlib import import_module
from itertools import islice
from typing import Any, cast

from attio._support.extras import needs
from attio._support.names import brief
from attio.bulk.file_checks import check_schema
from attio.bulk.row_sources import iterate
from attio.bulk.rows import as_read
from attio.bulk.writers import PROBLEMS, conversion_error
from attio.schema.records import AttributeSchema, ListSchema, ObjectSchema

BATCH = 500
"""Number of records in a batch; the size of a page of an export."""


def to_arrow(records: Iterable[Any], schema: ObjectSchema | ListSchema) -> Any:
    """Convert records or entries to a stream of Arrow data. Requires pyarrow.

    Args:
        records: Records or entries, such as an export. Only one batch of 500 is in memory at a time.
        schema: Schema of the object or list, from `client.schema`. It determines the columns and types.

    Returns:
        A `pyarrow.RecordBatchReader`, for `reader.read_pandas()`, `polars.from_arrow(reader)` or a duckdb relation.

    Raises:
        InvalidRequestError: An argument is invalid.
        ValueError: A value does not fit the type of its attribute. Raised while the stream is read. The message
            contains the row and the column.
        ImportError: pyarrow is not installed.

    Example:
        reader = to_arrow(client.bulk.export_records("people"), client.schema.object("people"))
    """
    check_schema(schema)
    source = iterate(records, "records")
    try:
        arrow: Any = import_module("pyarrow")
    except ImportError as error:
        raise ImportError(needs("to_arrow", "pyarrow", "parquet")) from error
    is_list = isinstance(schema, ListSchema)
    names = ["entry_id", "parent_object", "parent_record_id"] if is_list else ["record_id"]
    fields: dict[str, Any] = {name: arrow.string() for name in names}
    for one in schema.attributes:
        if one.api_slug not in fields and not one.is_archived:
            kind = _type_of(arrow, one)
            fields[one.api_slug] = arrow.list_(kind) if one.is_multiselect else kind
    fields.setdefault("created_at", arrow.timestamp("us", "UTC"))
    if not is_list:
        fields.setdefault("web_url", arrow.string())
    kinds = {one.api_slug: one for one in schema.attributes}
    target = arrow.schema(list(fields.items()))

    def batches() -> Iterator[Any]:
        rows: Iterator[Any] = source
        first = 1
        while part := list(islice(rows, BATCH)):
            plain = [as_read(record).to_plain(schema) for record in part]
            converted = [_converted(row, fields, kinds, number) for number, row in enumerate(plain, first)]
            try:
                batch: Any = arrow.RecordBatch.from_pylist(converted, schema=target)
            except PROBLEMS as error:
                raise conversion_error(converted, [*fields], target, first=first, error=error) from error
            yield batch
            first += len(part)

    return arrow.RecordBatchReader.from_batches(target, batches())


def _type_of(arrow: Any, attribute: AttributeSchema) -> Any:
    types: Mapping[str, Any] = {
        "number": arrow.float64(),
        "rating": arrow.float64(),
        "currency": arrow.decimal128(18, 4),
        "checkbox": arrow.bool_(),
        "date": arrow.date32(),
        "timestamp": arrow.timestamp("us", "UTC"),
        "interaction": arrow.timestamp("us", "UTC"),
    }
    return types.get(attribute.type, arrow.string())


def _converted(
    row: Mapping[str, object], names: Iterable[str], kinds: Mapping[str, AttributeSchema], number: int
) -> dict[str, object]:
    values: dict[str, object] = {}
    for name in names:
        value = row.get(name)
        try:
            values[name] = _value(kinds.get(name), value)
        except InvalidOperation as error:
            message = f"row {number}, column {name!r}: {brief(value)} cannot be written: it is too large for a currency"
            raise ValueError(message) from error
    return values


def _value(attribute: AttributeSchema | None, value: object) -> object:
    if isinstance(value, list):
        return [_value(attribute, one) for one in cast("list[object]", value)]
    if value is None:
        return None
    kind = attribute.type if attribute else ""
    if kind == "currency":
        return round(Decimal(repr(value)), 4)
    if kind in {"number", "rating", "checkbox", "date", "timestamp", "interaction"} or isinstance(value, dt.datetime):
        return value
    return str(value)
