"""Runs a small share of each torture run of bulk writes and exports."""

from __future__ import annotations

import pytest

from torture.bulk import BULK_RUNS

COVERED_ELSEWHERE = {"bulk_ledger", "bulk_killed"}
"""Runs that `test_bulk_faults` and `test_interrupts` already cover."""


@pytest.mark.parametrize("name", [run.__name__ for run in BULK_RUNS if run.__name__ not in COVERED_ELSEWHERE])
def test_a_small_share_of_a_run_passes(name: str) -> None:
    [run] = (run for run in BULK_RUNS if run.__name__ == name)
    rows = list(run(0.02))
    assert rows
    assert [row for row in rows if not row.passed] == []
