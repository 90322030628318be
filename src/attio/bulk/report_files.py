"""Writing the results of a bulk write to a file."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import IO

from attio._support.cells import cell
from attio._support.new_files import new_text_file
from attio.bulk.results import BulkResult
from attio.errors.base import InvalidRequestError

FACTS = ("number", "outcome", "record_id", "code", "attribute", "message")


def write_results(path: str | os.PathLike[str], read: Callable[[], Iterable[BulkResult]]) -> int:
    """Write results to a file. For CSV, they are read twice, first to determine the columns.

    Raises:
        InvalidRequestError: The suffix of the path is not `.csv` or `.jsonl`.
    """
    target = Path(path)
    if target.suffix.lower() not in {".csv", ".jsonl"}:
        raise InvalidRequestError(f"the report must be a .csv or .jsonl file, not {target.suffix or target.name!r}")
    with new_text_file(target) as file:
        return _write_csv(file, read) if target.suffix.lower() == ".csv" else _write_jsonl(file, read())


def _write_jsonl(file: IO[str], results: Iterable[BulkResult]) -> int:
    count = 0
    for result in results:
        facts = {name: getattr(result, name) for name in FACTS}
        file.write(json.dumps({**facts, "row": result.row}, ensure_ascii=False) + "\n")
        count += 1
    return count


def _write_csv(file: IO[str], read: Callable[[], Iterable[BulkResult]]) -> int:
    columns = dict.fromkeys(name for result in read() for name in result.row or ())
    names = {name: f"row.{name}" if name in FACTS else name for name in columns}
    writer = csv.writer(file)
    writer.writerow([*names.values(), *FACTS])
    count = 0
    for result in read():
        row = result.row or {}
        writer.writerow([*(cell(row.get(name)) for name in names), *(getattr(result, name) for name in FACTS)])
        count += 1
    return count
