"""Arrow data as a Parquet file, a batch at a time."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Any

from attio.cli import exits
from attio.cli.exits import CommandError


def check_installed() -> None:
    """Check that Parquet files can be written, before anything is sent.

    Raises:
        CommandError: pyarrow is not installed.
    """
    try:
        import_module("pyarrow.parquet")
    except ImportError:
        raise CommandError("Parquet needs pyarrow: pip install 'attio-sdk[parquet]'", exits.FAILED) from None


def write_batches(name: str, reader: Any, names: Sequence[str]) -> int:
    """Write a file.

    Args:
        name: Path of the file.
        reader: A `pyarrow.RecordBatchReader`.
        names: Columns to write; none for all of them.

    Returns:
        How many rows were written.
    """
    parquet: Any = import_module("pyarrow.parquet")
    chosen = list(names) or reader.schema.names
    schema = reader.schema
    for index in reversed([index for index, one in enumerate(schema.names) if one not in chosen]):
        schema = schema.remove(index)
    count = 0
    with parquet.ParquetWriter(name, schema) as writer:
        for batch in reader:
            writer.write_batch(batch.select(schema.names))
            count += batch.num_rows
    return count
