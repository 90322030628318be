"""A tiny share of each long run about bulk writes and exports."""

from __future__ import annotations

import pytest

from torture.bulk import BULK_RUNS

ELSEWHERE = {"bulk_ledger", "bulk_killed"}
"""What other tests do as often: `test_bulk_faults` and `test_interrupts`."""


@pytest.mark.parametrize("name", [run.__name__ for run in BULK_RUNS if run.__name__ not in ELSEWHERE])
def test_a_tiny_share_of_a_run_passes(name: str) -> None:
    [run] = (run for run in BULK_RUNS if run.__name__ == name)
    rows = list(run(0.02))
    assert rows
    assert [row for row in rows if not row.passed] == []
