"""Measure in interleaved rounds; print medians, ratios and targets."""

from __future__ import annotations

import argparse
import gc
import importlib.metadata
import json
import os
import platform
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from statistics import median
from typing import TypeAlias

TOKEN = "0" * 64
HEADERS = {"Authorization": f"Bearer {TOKEN}"}

# Lets Python write bytecode, so that the SDK is compiled after its first run, like an installed package.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


@dataclass(frozen=True)
class Row:
    """One measured line of the table."""

    name: str
    ours: float | None
    """Time or memory of the SDK; None if it could not be measured, with the reason in `note`."""
    baseline: float | None = None
    """Time or memory without the SDK; if None, the target applies to `ours`, not to a ratio."""
    target: float | None = None
    """Largest accepted ratio; None for a row without a target."""
    unit: str = "ms"
    at_least: bool = False
    """Whether larger is better: the ratio is then `baseline / ours`, and the target is the smallest accepted value."""
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """`ours / baseline`, or with `at_least` the reverse; None if one of them is missing."""
        if self.ours is None or self.baseline is None:
            return None
        return self.baseline / self.ours if self.at_least else self.ours / self.baseline

    @property
    def verdict(self) -> str:
        """`met`, `MISSED` or `NOT MEASURED`; empty without a target."""
        score = self.ours if self.baseline is None else self.ratio
        if self.target is None:
            return ""
        if score is None:
            return "NOT MEASURED"
        is_met = score >= self.target if self.at_least else score <= self.target
        return "met" if is_met else "MISSED"

    def cells(self) -> tuple[str, ...]:
        """Return the cells of the row as text."""
        sign, times = "≥" if self.at_least else "≤", "" if self.baseline is None else "x"
        return (
            self.name,
            _text(self.ours, f" {self.unit}".rstrip()),
            _text(self.baseline, f" {self.unit}".rstrip()),
            "" if self.ratio is None else f"{self.ratio:.2f}x",
            "" if self.target is None else f"{sign} {self.target:g}{times}",
            self.verdict,
            self.note,
        )


HEAD = ("", "SDK", "without", "ratio", "target", "", "")

Rows: TypeAlias = Callable[[float], Iterator[Row]]
"""A benchmark: takes a factor for the number of rounds, and yields the measured rows."""


def _text(value: float | None, unit: str) -> str:
    if value is None:
        return ""
    return f"{value:.0f}{unit}" if value >= 100 or value == int(value) else f"{value:.3g}{unit}"


def compare(contenders: Mapping[str, Callable[[], object]], *, rounds: int, calls: int = 1) -> dict[str, float]:
    """Time each contender in turn, round by round, and return the median milliseconds of one call.

    The order rotates from round to round, so that no contender always runs after the same other one. Each run starts
    after a garbage collection, and the last result is freed after the clock has stopped.
    """
    for function in contenders.values():
        function()
    times: dict[str, list[float]] = {name: [] for name in contenders}
    order = list(contenders)
    for _ in range(max(rounds, 1)):
        for name in order:
            function, result = contenders[name], None
            gc.collect()
            start = time.perf_counter()
            for _ in range(calls):
                result = function()
            times[name].append((time.perf_counter() - start) / calls * 1000)
            del result
        order.append(order.pop(0))
    return {name: median(taken) for name, taken in times.items()}


def environment() -> dict[str, str]:
    """Return the versions and the machine that the figures depend on."""
    versions = {name: importlib.metadata.version(name) for name in ("attio-sdk", "httpx", "pydantic")}
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return {"Python": python, "system": platform.platform(), "cores": str(os.cpu_count()), **versions}


def main(*benchmarks: Rows, write: Callable[[dict[str, str], list[Row]], None] | None = None) -> None:
    """Run benchmarks and print their rows; a missed target fails the program only with `--check`.

    Args:
        *benchmarks: The benchmarks to run.
        write: Writes the figures to a page, for `--write`; if None, the option does not exist.
    """
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument(
        "--rounds", type=float, default=1, metavar="FACTOR", help="multiply the number of rounds (0: one round each)"
    )
    parser.add_argument("--check", action="store_true", help="exit with status 1 if a target is missed")
    if write is not None:
        parser.add_argument("--write", action="store_true", help="write the figures to docs/performance.md")
    arguments = parser.parse_args()
    versions, rows = environment(), list[Row]()
    if not arguments.json:
        print(" · ".join(f"{name} {value}" for name, value in versions.items()))
        _print(*HEAD)
    for row in (row for benchmark in benchmarks for row in benchmark(arguments.rounds)):
        rows.append(row)
        if not arguments.json:
            _print(*row.cells())
    if arguments.json:
        measured = [{**asdict(row), "ratio": row.ratio, "verdict": row.verdict} for row in rows]
        print(json.dumps({"environment": versions, "rows": measured}, indent=2))
    if write is not None and arguments.write:
        write(versions, rows)
    if arguments.check and any(row.verdict not in {"", "met"} for row in rows):
        sys.exit(1)


def _print(name: str, *cells: str) -> None:
    """Print a row of the table."""
    *figures, note = cells
    print(f"{name:48}" + "".join(f"{cell:>12}" for cell in figures) + f"  {note}".rstrip(), flush=True)
