"""The harness of the benchmarks: verdicts, fairness, and the page with the figures."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import page
from benchmarks.harness import Row, compare


@pytest.mark.parametrize(
    ("row", "ratio", "verdict"),
    [
        (Row("a", 92, 100, 0.92), 0.92, "met"),
        (Row("a", 93, 100, 0.92), 0.93, "MISSED"),
        (Row("a", 100, 450, 4.5, at_least=True), 4.5, "met"),
        (Row("a", 100, 449, 4.5, at_least=True), 4.49, "MISSED"),
        (Row("a", 15, target=15), None, "met"),
        (Row("a", 16, target=15), None, "MISSED"),
        (Row("a", 100, 50), 2, ""),
        (Row("a", None, target=2, note="no network"), None, "NOT MEASURED"),
    ],
)
def test_the_ratio_decides_the_verdict(row: Row, ratio: float | None, verdict: str) -> None:
    assert row.ratio == ratio
    assert row.verdict == verdict


def test_contenders_alternate_and_neither_always_starts() -> None:
    order: list[str] = []
    compare({"a": lambda: order.append("a"), "b": lambda: order.append("b")}, rounds=4)
    assert "".join(order) == "ab" + "abbaabba"


def test_figures_replace_the_ones_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "performance.md"
    target.write_text(page.PAGE.read_text("utf-8"), "utf-8")
    monkeypatch.setattr(page, "PAGE", target)
    for value in (50, 92):
        page.write({"Python": "3"}, [Row("small call", value, 100, 0.92, note="quiet")])
    text = target.read_text("utf-8")
    assert "| small call | 92 ms | 100 ms | 0.92x | ≤ 0.92x | met; quiet |" in text
    assert "50 ms" not in text
    assert text.startswith("# Performance")
    assert "## What you can do" in text
