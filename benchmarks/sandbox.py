"""The sandbox with many records: queries, memory, snapshots, state files and calls of its server."""

from __future__ import annotations

import http.client
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

from attio.sandbox import Request, Sandbox
from attio.sandbox.serving.server import running
from benchmarks.harness import ENVIRONMENT, Row, main
from benchmarks.memory import held

RECORDS = 10_000
HEADERS = {"authorization": "Bearer sandbox-token", "content-type": "application/json"}
QUERY = {
    "filter": {"$and": [{"name": {"$contains": "9"}}, {"domains": {"domain": {"$ends_with": ".com"}}}]},
    "sorts": [{"attribute": "name", "direction": "desc"}, {"attribute": "foundation_date", "direction": "asc"}],
    "limit": 50,
}


def company(number: int) -> dict[str, object]:
    """Return nine values of a company."""
    return {
        "name": f"Company {number}",
        "domains": [f"company-{number}.com"],
        "description": f"Makes thing number {number} and sells it.",
        "categories": ["B2B"],
        "primary_location": "1 Main Street, Berlin, Germany",
        "employee_range": "11-50",
        "foundation_date": "2019-01-02",
        "twitter": f"@company{number}",
        "estimated_arr_usd": "$1M-$10M",
    }


def call(sandbox: Sandbox, path: str, content: object) -> None:
    """Send one request without a network."""
    response = sandbox.handle(Request("POST", path, headers=HEADERS, body=json.dumps(content).encode()))
    assert response.status == 200, response.body


def create(sandbox: Sandbox, number: int) -> None:
    """Create one company."""
    call(sandbox, "/v2/objects/companies/records", {"data": {"values": company(number)}})


def timed(work: Callable[[], object]) -> float:
    """Return the milliseconds that a function takes."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def rows(factor: float) -> Iterator[Row]:
    """Measure a sandbox with many records."""
    rounds = max(1, round(10 * factor))
    before = held()
    sandbox = Sandbox(seed=1)
    for number in range(RECORDS):
        create(sandbox, number)
    each = (held() - before) * 1024 / RECORDS
    first = timed(lambda: call(sandbox, "/v2/objects/companies/records/query", QUERY))
    queries = [timed(lambda: call(sandbox, "/v2/objects/companies/records/query", QUERY)) for _ in range(rounds)]
    note = f"first query {first:.0f} ms"
    yield Row(f"filtered and sorted query over {RECORDS:,} records", median(queries), target=100, note=note)
    yield Row("memory of a record with nine values", each, target=10, unit="kB", note="100,000 records: at most 1 GB")
    snapshots: list[float] = []
    for number in range(rounds):
        start = time.perf_counter()
        snapshot = sandbox.snapshot()
        create(sandbox, RECORDS + number)
        sandbox.restore(snapshot)
        snapshots.append((time.perf_counter() - start) * 1000)
    yield Row("snapshot, first write, restore", median(snapshots), target=2)
    yield Row("Sandbox()", median([timed(Sandbox) for _ in range(rounds)]), target=5)
    yield _state_row(rounds * 20)
    yield _served_row(rounds * 20)
    yield _start_row(rounds)
    yield _start_row(rounds, "--demo")
    yield _references_row(rounds)


def _state_row(rounds: int) -> Row:
    with tempfile.TemporaryDirectory() as folder:
        persistent, plain = Sandbox(seed=1, state=Path(folder) / "state.sqlite"), Sandbox(seed=1)
        with_file = [timed(partial(create, persistent, number)) for number in range(rounds)]
        without = [timed(partial(create, plain, number)) for number in range(rounds)]
        persistent.close()
    return Row("extra time of a write to a state file", median(with_file) - median(without), target=0.3)


def _served_row(rounds: int) -> Row:
    with running(Sandbox().handle) as url:
        connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=10)

        def get() -> None:
            connection.request("GET", "/v2/self", headers=HEADERS)
            connection.getresponse().read()

        get()
        elapsed = median([timed(get) for _ in range(rounds)])
        connection.close()
    return Row("a call to the server on an open connection", elapsed, target=2)


def _start_row(rounds: int, *options: str) -> Row:
    def start() -> None:
        command = [sys.executable, "-m", "attio.sandbox", "--port", "0", *options]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=ENVIRONMENT) as process:
            try:
                assert process.stdout
                process.stdout.readline()
            finally:
                process.kill()

    start()
    name = " ".join(("python -m attio.sandbox", *options))
    return Row(f"{name}, until its first line of output", median([timed(start) for _ in range(rounds)]), target=150)


def _references_row(rounds: int) -> Row:
    def employ(people: int) -> None:
        sandbox = Sandbox(seed=1)
        create(sandbox, 0)
        values = {"values": {"company": company(0)["domains"]}}
        for _ in range(people):
            call(sandbox, "/v2/objects/people/records", {"data": values})

    runs = range(min(rounds, 3))
    few = median(timed(partial(employ, 1000)) for _ in runs)
    many = median(timed(partial(employ, 4000)) for _ in runs)
    name = "creating 4,000 people of one company, against 1,000"
    return Row(name, many, few, target=5)


if __name__ == "__main__":
    main(rows)
