"""Arrow data as a Parquet file, a batch at a time."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from itertools import islice
from typing import Any, cast

from attio._support.extras import needs
from attio.cli import exits
from attio.cli.exits import CommandError

BATCHES = 10
"""Batches of 500 that become a row group: smaller groups are slow to read, larger ones take memory."""


def check_installed() -> None:
    """Check that Parquet files can be written, before anything is sent.

    Raises:
        CommandError: pyarrow is not installed.
    """
    try:
        import_module("pyarrow.parquet")
    except ImportError:
        raise CommandError(needs("Parquet", "pyarrow", "parquet"), exits.FAILED) from None


def write_batches(name: str, reader: Any, names: Sequence[str]) -> int:
    """Write a file.

    Args:
        name: Path of the file.
        reader: A `pyarrow.RecordBatchReader`.
        names: Columns to write; none for all of them.

    Returns:
        How many rows were written.
    """
    arrow, parquet = cast("tuple[Any, Any]", (import_module("pyarrow"), import_module("pyarrow.parquet")))
    chosen = list(names) or reader.schema.names
    schema = reader.schema
    for index in reversed([index for index, one in enumerate(schema.names) if one not in chosen]):
        schema = schema.remove(index)
    count = 0
    with parquet.ParquetWriter(name, schema) as writer:
        batches = (batch.select(schema.names) for batch in reader)
        while gathered := list(islice(batches, BATCHES)):
            table: Any = arrow.Table.from_batches(gathered)
            writer.write_table(table)
            count += table.num_rows
    return count
