"""Writing Arrow data to a Parquet file, batch by batch."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from itertools import islice
from typing import Any, cast

from attio._support.extras import needs
from attio.cli import exits
from attio.cli.exits import CommandError

BATCHES = 10
"""Batches of 500 rows in a row group: smaller groups are slow to read, larger groups need more memory."""


def check_installed() -> None:
    """Check that Parquet files can be written, before any request is sent.

    Raises:
        CommandError: pyarrow is not installed.
    """
    try:
        import_module("pyarrow.parquet")
    except ImportError:
        raise CommandError(needs("Parquet", "pyarrow", "parquet"), exits.FAILED) from None


def write_batches(name: str, reader: Any, names: Sequence[str]) -> int:
    """Write a Parquet file.

    Args:
        name: Path of the file.
        reader: A `pyarrow.RecordBatchReader`.
        names: Columns to write; empty for all columns.

    Returns:
        The number of rows.
    """
    arrow, parquet = cast("tuple[Any, Any]", (import_module("pyarrow"), import_module("pyarrow.parquet")))
    chosen = list(names) or reader.schema.names
    schema = reader.schema
    unwanted = [index for index, column in enumerate(schema.names) if column not in chosen]
    for index in reversed(unwanted):
        schema = schema.remove(index)
    count = 0
    with parquet.ParquetWriter(name, schema) as writer:
        batches = (batch.select(schema.names) for batch in reader)
        while group := list(islice(batches, BATCHES)):
            table: Any = arrow.Table.from_batches(group)
            writer.write_table(table)
            count += table.num_rows
    return count
