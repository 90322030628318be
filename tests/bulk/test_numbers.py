"""Cost of bulk writes and exports: a small share of the benchmark, with targets for a busy machine."""

from __future__ import annotations

import pytest

from benchmarks import bulk
from tests.faults.load import HAS_PROC

LEAST_ROWS = 1_000


@pytest.mark.skipif(not HAS_PROC, reason="needs /proc")
def test_rate_requests_and_memory_meet_their_targets() -> None:
    rate, write_memory, requests, _, export_memory = bulk.rows(0.1)
    assert rate.ours is not None
    assert rate.ours >= LEAST_ROWS
    assert [row.verdict for row in (write_memory, requests, export_memory)] == ["met"] * 3
