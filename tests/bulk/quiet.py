"""Bulk writes without a network: `python -m tests.bulk.quiet 100000 1000000` prints rows a second and memory."""

from __future__ import annotations

import datetime as dt
import json
import sys
import time
from collections.abc import Mapping
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import Any, ClassVar, cast

from attio import Attio
from attio._call.operation import Operation


class Ids:
    """Ids of a record, as a response has them."""

    model_fields: ClassVar[dict[str, None]] = {"record_id": None}

    def __init__(self, record_id: str) -> None:
        self.record_id = record_id


class Quiet(Attio):
    """A client that answers by itself, at once."""

    numbers = count()

    def _call(self, operation: Operation[Any], params: Mapping[str, object], options: Mapping[str, object]) -> Any:
        del operation, params, options
        data = SimpleNamespace(id=Ids(f"r{next(self.numbers)}"), created_at=dt.datetime.now(dt.timezone.utc))
        return SimpleNamespace(data=data, http=SimpleNamespace(attempts=1, waited=0.0, headers=cast("Any", {})))


def run(rows: int, checkpoint: Path) -> float:
    """Write so many rows with a checkpoint, and return how many a second."""
    given = ({"name": f"C{n}", "domains": [f"c{n}.com"]} for n in range(rows))
    began = time.perf_counter()
    report = Quiet("token").bulk.assert_records(
        "companies", given, matching_attribute="domains", check=False, checkpoint=checkpoint
    )
    if report.created != rows:
        message = f"{report} of {rows}"
        raise RuntimeError(message)
    return rows / (time.perf_counter() - began)


def resident() -> int:
    """Kilobytes of this process that are in memory."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1])


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        figures = [(run(int(rows), Path(folder, rows)), resident()) for rows in sys.argv[1:]]
    print(json.dumps(figures))  # noqa: T201
