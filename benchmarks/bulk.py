"""Bulk writes and exports without a network: rows per second, requests, and memory, which must not grow."""

from __future__ import annotations

import datetime as dt
import json
import time
from collections.abc import Mapping
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, ClassVar, cast

import httpx

from attio import Attio, HTTPClient
from benchmarks import fresh, payload
from benchmarks.harness import TOKEN, Row, compare, main

if TYPE_CHECKING:
    from collections.abc import Iterator

    from attio._call.operation import Operation

ROWS, MORE_ROWS = 20_000, 100_000
RECORDS, MORE_RECORDS = 20_000, 200_000
PAGE = 500
MARGIN = 2
"""Requests of an export in addition to those for full pages: the last one returns no new records."""

WRITING = """
import json, sys
from benchmarks.bulk import write
from benchmarks.memory import held
figures = [(write(int(rows)), held()) for rows in sys.argv[1:]]
print(json.dumps(figures))
"""

READING = """
import json, sys
from benchmarks.bulk import Records
from benchmarks.memory import held
records = Records(int(sys.argv[1]))
memory = []
for number, record in enumerate(records.client().bulk.export_records("walk"), start=1):
    if number % 5000 == 0:
        memory.append(held())
assert number == records.count
print(json.dumps(memory))
"""


class Ids:
    """Id of a record, like in a response."""

    model_fields: ClassVar[dict[str, None]] = {"record_id": None}

    def __init__(self, record_id: str) -> None:
        self.record_id = record_id


class InstantClient(Attio):
    """A client whose calls return at once, without requests."""

    numbers = count()

    def _call(self, operation: Operation[Any], params: Mapping[str, object], options: Mapping[str, object]) -> Any:
        del operation, params, options
        data = SimpleNamespace(id=Ids(f"r{next(self.numbers)}"), created_at=dt.datetime.now(dt.timezone.utc))
        return SimpleNamespace(data=data, http=SimpleNamespace(attempts=1, waited=0.0, headers=cast("Any", {})))


def write(rows: int) -> float:
    """Write rows with a checkpoint, and return the rows per second."""
    source = ({"name": f"C{n}", "domains": [f"c{n}.com"]} for n in range(rows))
    with TemporaryDirectory() as folder:
        start = time.perf_counter()
        report = InstantClient(TOKEN).bulk.assert_records(
            "companies", source, matching_attribute="domains", check=False, checkpoint=Path(folder, "run.sqlite")
        )
        seconds = time.perf_counter() - start
        if report.created != rows:
            raise RuntimeError(f"{report} of {rows}")
    return rows / seconds


class Records:
    """Serves records that were created a microsecond apart, by offset and by creation time."""

    def __init__(self, total: int) -> None:
        """Serve this number of records."""
        self.count, self.requests = total, 0
        self._first = dt.datetime(2026, 1, 1, tzinfo=dt.timezone.utc)
        self._pages: dict[int, bytes] = {}

    def client(self) -> Attio:
        """Return a client that reads the records without a network."""
        return Attio(TOKEN, http_client=HTTPClient(fetcher=self._respond), rate_limit=None)

    def _respond(self, request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, content=self.page(request.content), headers={"Content-Type": "application/json"})

    def page(self, body: bytes) -> bytes:
        """Return the page for the body of a query."""
        self.requests += 1
        query = json.loads(body)
        start = query.get("offset") or 0
        condition = query.get("filter")
        if condition:
            since = dt.datetime.fromisoformat(condition["created_at"]["$gte"].replace("Z", "+00:00"))
            start = (since - self._first) // dt.timedelta(microseconds=1)
        return self._page(start)

    def _page(self, start: int) -> bytes:
        end = min(start + PAGE, self.count)
        if self.count > RECORDS:  # Too many to cache.
            return self._rendered(start, end)
        return self._pages.get(start) or self._pages.setdefault(start, self._rendered(start, end))

    def _rendered(self, start: int, end: int) -> bytes:
        page = json.loads(payload.small_records(start, end))
        for number, record in enumerate(page["data"], start=start):
            created = self._first + dt.timedelta(microseconds=number)
            record["created_at"] = created.isoformat(timespec="microseconds").replace("+00:00", "Z")
        return json.dumps(page).encode()


def rows(factor: float) -> Iterator[Row]:
    """Measure writes and exports; memory is measured in separate processes."""
    yield from _writes(factor)
    yield from _exports(factor)


def _writes(factor: float) -> Iterator[Row]:
    few, many = (max(2_000, round(number * factor)) for number in (ROWS, MORE_ROWS))
    (rate, before), (_, after) = fresh.run(WRITING, str(few), str(many))
    yield Row("bulk write, rows per second without a network", rate, target=2_000, unit="rows/s", at_least=True)
    grown, note = max(0.0, after - before), f"{after - before:+.1f} MB on {before:.0f}"
    yield Row(f"bulk write, memory of {many:,} more rows", grown, target=2, unit="MB", note=note)


def _exports(factor: float) -> Iterator[Row]:
    total = max(5 * PAGE, round(RECORDS * factor) // PAGE * PAGE)
    records = Records(total)
    client = records.client()
    assert sum(1 for _ in client.bulk.export_records("walk")) == total
    name = f"bulk export, requests for {total:,} records"
    yield Row(name, records.requests, target=total // PAGE + MARGIN, unit="")
    medians = compare(
        {
            "export": lambda: sum(1 for _ in client.bulk.export_records("walk")),
            "query": lambda: sum(1 for _ in client.records.query("walk", limit=PAGE)),
        },
        rounds=round(5 * factor),
    )
    yield Row(f"bulk export of {total:,} records, against pages by offset", medians["export"], medians["query"], 1.25)
    more = max(10_000, round(MORE_RECORDS * factor))
    first, *rest = fresh.run(READING, str(more))
    grown, note = max(rest) - first, f"{max(rest) - first:+.1f} MB on {first:.0f}"
    yield Row(f"bulk export, memory of {more:,} records", max(0.0, grown), target=5, unit="MB", note=note)


if __name__ == "__main__":
    main(rows)
