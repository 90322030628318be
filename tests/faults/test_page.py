"""The generated parts of docs/reliability.md are current."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import attio
from tests.faults import page
from tests.faults.table import FAULTS
from torture.harness import Row

TEXT = page.PAGE.read_text("utf-8")


def test_the_table_of_faults_is_current() -> None:
    assert page.part(TEXT, "faults") == page.faults(), "run: python -m tests.faults.page"
    assert page.faults().count("\n") == len(FAULTS) + 1


def test_the_figures_are_from_a_run_that_passed() -> None:
    figures = page.part(TEXT, "figures")
    assert re.match(r"20\d\d-\d\d-\d\d, CPython 3\.\d+\.\d+, ", figures)
    assert f"attio-sdk {attio.__version__}, httpx " in figures
    assert "failed**" not in figures
    assert ", 0 failed |" in figures
    for wanted in ("ledger, 3,400 creates", "ledger, 3,400 upserts", "32 threads x 1,000", "1,000 cancels", "fuzz of"):
        assert wanted in figures


def test_both_parts_are_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = tmp_path / "page.md"
    copy.write_text(page.put(TEXT, "faults", "old"), "utf-8")
    monkeypatch.setattr(page, "PAGE", copy)
    rows = [
        Row("tests: one", "9 times", passed=True, runs=9),
        Row("tests: two", "1 times", passed=False, runs=1),
        Row("calls", "1,000", passed=True),
        Row("cancels", "7 lost", passed=False),
    ]
    page.write("today", rows)
    written = copy.read_text("utf-8")
    assert page.part(written, "faults") == page.faults()
    assert page.part(written, "figures").splitlines() == [
        "today.",
        "",
        "| Row | Figures |",
        "| --- | --- |",
        "| faults and tests | 2, run 10 times, 1 failed |",
        "| calls | 1,000 |",
        "| cancels | 7 lost **failed** |",
    ]
    assert page.put(written, "figures", page.part(TEXT, "figures")) == TEXT


def test_a_page_that_lacks_a_part_is_an_error() -> None:
    with pytest.raises(AssertionError, match="no part called figures"):
        page.part("# Reliability", "figures")
