"""Long runs of bulk writes and exports with the sandbox; the reports are compared with the workspace."""

from __future__ import annotations

import random
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import anyio

from attio import Attio, RetryConfig
from attio.bulk import BulkReport
from attio.limits import MemoryStore, RateLimit
from attio.sandbox import Sandbox
from attio.sandbox.serving.server import running
from tests.bulk.conftest import QUICK, companies, rows_of
from tests.bulk.faulty import fail
from tests.bulk.keyset_server import Server, ids, make, walk
from tests.bulk.moving import Mover
from torture.harness import Row

SIDES = ("sync", "asyncio", "trio")
FAULTY_ROWS, KILLS, KILLED_ROWS = 300, 8, 250
PACED_ROWS, PACE = 500, 25
SYNCED, DIFFERENT, MOST_READS = 805, 13, 24
EQUAL, UNEQUAL = 3_000, 1_500
MOVED, MOVES = 2_000, 3
NO_RETRIES = RetryConfig(strategy="none")


def _some(count: int, share: float, least: int) -> int:
    return max(least, round(count * share))


def _write(client: Attio, side: str, method: str, rows: list[dict[str, Any]], **how: Any) -> BulkReport:
    if side == "sync":
        report: BulkReport = getattr(client.bulk, method)("companies", rows, **how)
        return report

    async def main() -> BulkReport:
        written: BulkReport = await getattr(client.bulk, f"{method}_async")("companies", rows, **how)
        return written

    return anyio.run(main, backend=side)


def bulk_ledger(share: float) -> Iterator[Row]:
    """Write while one request in five fails, in six ways; compare the report with the workspace."""
    kinds = (("assert_records", {"matching_attribute": "domains"}), ("create_records", {"key": "domains"}))
    for (method, how), side in product(kinds, SIDES):
        sandbox, rows = Sandbox(seed=5), rows_of(_some(FAULTY_ROWS, share, 15))
        with sandbox.client(retry_config=QUICK) as client:
            fail(sandbox, "records.*")
            report = _write(client, side, method, rows, **how)
            sandbox.faults.clear()
            wrong = _wrong(client, report, rows)
        figures = f"{report.created} created, {report.failed} failed, {report.unknown} unknown; {wrong} wrong reports"
        yield Row(
            f"bulk, {len(rows)} {method} with faults, {side}", figures, wrong == 0 and report.created == len(rows)
        )


def _wrong(client: Attio, report: BulkReport, rows: list[dict[str, Any]]) -> int:
    """Return the number of results that differ from the workspace."""
    records = companies(client)  # Fails if a company exists twice.
    wrong = len(records.keys() ^ {row["domains"][0] for row in rows})
    for result in report.rows():
        record = records.get(str(result.key))
        wrong += (
            (record is None) if result.outcome == "created" else (result.outcome == "failed" and record is not None)
        )
        wrong += record is not None and result.record_id not in (None, record.id.record_id)
    return wrong + abs(report.total - len(rows))


def bulk_killed(share: float) -> Iterator[Row]:
    """Kill a writing process at random moments, several times; then let it finish."""
    moments = random.Random(14)
    kills, count = _some(KILLS, share, 1), _some(KILLED_ROWS, share, 40)
    for method in ("create_records", "assert_records"):
        sandbox = Sandbox(seed=5)
        with TemporaryDirectory() as folder, running(sandbox.handle) as url, sandbox.client() as client:
            path = Path(folder, "run.sqlite")
            command = [sys.executable, "-m", "tests.bulk.killed", url, sandbox.token, str(path), method, str(count)]
            for _ in range(kills):
                with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
                    assert process.stdout is not None
                    for _ in zip(range(moments.randrange(1, count // kills)), process.stdout, strict=False):
                        pass
                    time.sleep(moments.random() * 0.02)
                    process.kill()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, timeout=120)
            report = BulkReport.open(path)
            records = client.records.query("companies", limit=500).data
            names = Counter(str(one.first("name", str)) for one in records)
            duplicated, lost = sum(names.values()) - len(names), count - len(names)
        figures = f"{lost} lost, {duplicated} duplicated, {report.failed + report.unknown} failed or unknown"
        passed = not lost and not duplicated and report.total == count and not report.failed and not report.unknown
        yield Row(f"bulk, {count} {method} killed {kills} times", figures, passed)


def bulk_paced(share: float) -> Iterator[Row]:
    """Write with two clients that share a budget to a workspace that enforces it; measure time and share of 429."""
    count = _some(PACED_ROWS, share, 20)
    sandbox = Sandbox(seed=5)
    sandbox.limits.on(reads=100, writes=PACE)
    shared = RateLimit(writes=PACE, scope="one", store=MemoryStore())
    reports: list[BulkReport] = []

    def work(rows: list[dict[str, Any]]) -> None:
        with sandbox.client(rate_limit=shared) as client:
            reports.append(client.bulk.assert_records("companies", rows, matching_attribute="domains"))

    rows = rows_of(count)
    threads = [threading.Thread(target=work, args=(part,)) for part in (rows[::2], rows[1::2])]
    start = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    times = (time.monotonic() - start) / (count / PACE)
    limited = sum(request.status == 429 for request in sandbox.requests)
    created = sum(report.created for report in reports)
    figures = f"time ÷ ideal {times:.3f} (at most 1.1); {count - created} lost; 429 {limited / count:.1%} (at most 1%)"
    passed = created == count and limited <= count / 100 and (times <= 1.1 or share < 1)
    yield Row(f"bulk, {count} upserts by two clients with one budget, {PACE}/s", figures, passed)


def bulk_unchanged(share: float) -> Iterator[Row]:
    """Sync 805 rows, of which 13 differ; count the writes and the reads."""
    count = _some(SYNCED, share, 2 * DIFFERENT)
    sandbox, rows = Sandbox(seed=5), rows_of(count)
    with sandbox.client() as client:
        client.bulk.assert_records("companies", rows, matching_attribute="domains")
        for number in range(DIFFERENT):
            rows[number * count // DIFFERENT]["name"] = "other"
        sandbox.requests.clear()
        report = client.bulk.assert_records("companies", rows, matching_attribute="domains", skip_unchanged=True)
    writes = sum(request.method in {"PUT", "PATCH"} for request in sandbox.requests)
    reads = len(sandbox.requests) - writes
    figures = (
        f"{writes} writes (exactly {DIFFERENT}), {reads} reads (at most {MOST_READS}); {report.unchanged} unchanged"
    )
    passed = writes == report.updated == DIFFERENT and reads <= MOST_READS and report.unchanged == count - DIFFERENT
    yield Row(f"bulk, skip_unchanged, {count} rows of which {DIFFERENT} differ", figures, passed)


def export_queries(share: float) -> Iterator[Row]:
    """Export records, many of which were created at one moment; count the queries."""
    equal, unequal = _some(EQUAL, share, 600), _some(UNEQUAL, share, 20)
    expected, moment = ids(equal + unequal), unequal // 2
    server = Server({one: n if n < moment else max(moment, n - equal + 1) for n, one in enumerate(expected)})
    exported = walk(server, make())
    most = len(expected) // 500 + 2 + 20
    missed, repeated = len(set(expected) - set(exported)), len(exported) - len(set(exported))
    figures = f"{server.queries} queries (at most {most}); {missed} missed, {repeated} repeated"
    passed = server.queries <= most and not missed and not repeated
    yield Row(f"export of {len(expected):,} records, {equal:,} created at one moment", figures, passed)


def export_of_changing_records(share: float) -> Iterator[Row]:
    """Export while records are created, changed and deleted; each record that is not deleted is exported once."""
    for parallel in (1, 4):
        sandbox = Sandbox(seed=3)
        with sandbox.client() as client:
            mover = Mover(client, _some(MOVED, share, 60))
            exported: list[str] = []
            for number, record in enumerate(client.bulk.export_records("people", page_size=50, parallel=parallel)):
                exported.append(record.id.record_id)
                if number % 20 == 0:
                    mover.move(MOVES)
            missed, repeated = len(mover.stayed - set(exported)), len(exported) - len(set(exported))
        figures = f"{missed} missed, {repeated} repeated; {mover.made} created, {mover.deleted} deleted in the meantime"
        yield Row(
            f"export of {len(exported):,} changing records, parallel={parallel}", figures, not missed and not repeated
        )


BULK_RUNS = (bulk_ledger, bulk_killed, bulk_paced, bulk_unchanged, export_queries, export_of_changing_records)
