"""Iteration over a million records: memory must not grow, and the last page must take as long as the first."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import quantiles

from benchmarks import fresh
from benchmarks.harness import TOKEN, Row, main
from benchmarks.server import Walk, serving

TOTAL = 1_000_000
PAGE = 500

PROGRAM = """
import json, sys, time
from attio import Attio
from benchmarks.memory import held
url, token, page = *sys.argv[1:3], int(sys.argv[3])
seconds, memory, count = [], [], 0
with Attio(token, server_url=url) as client:
    start = time.perf_counter()
    for record in client.records.query("walk", limit=page):
        count += 1
        if count % page == 0:
            memory.append(held())
            now = time.perf_counter()
            seconds.append(now - start)
            start = now
assert int(record.id.record_id) == count - 1
print(json.dumps([count, seconds, memory]))
"""


def rows(factor: float) -> Iterator[Row]:
    """Iterate once, in a separate process."""
    total = min(TOTAL, max(20 * PAGE, round(TOTAL * factor) // PAGE * PAGE))
    with serving(walk=Walk(total)) as address:
        count, seconds, memory = fresh.run(PROGRAM, address.http, TOKEN, str(PAGE))
    assert count == total
    # The first page is left out, since it includes the start. Other programs slow down some pages, and not equally many
    # in both halves, so compare the first deciles.
    half = len(seconds) // 2
    early, late = (quantiles(pages, n=10)[0] * 1000 for pages in (seconds[1:half], seconds[half:]))
    first = memory[0]
    drift = max((value - first for value in memory), key=abs)
    name = f"iterating over {total:,} records"
    yield Row(f"{name}: memory drift", abs(drift), target=5, unit="MB", note=f"{drift:+.1f} MB on {first:.0f}")
    yield Row(
        f"{name}: time per page, second half against first", late, early, 1.1, note=f"{sum(seconds):.0f} s in total"
    )


if __name__ == "__main__":
    main(rows)
