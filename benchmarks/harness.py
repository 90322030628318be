"""Measure and show: interleaved rounds, medians, ratios, targets."""

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

# An installed package is compiled, and so is this one after its first run, if Python may write.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


@dataclass(frozen=True)
class Row:
    """One measured line of the table."""

    name: str
    ours: float | None
    """Time or memory of the SDK; None if it could not be measured, and `note` says why."""
    baseline: float | None = None
    """Time or memory without the SDK; if None, the target is for the SDK alone."""
    target: float | None = None
    """The largest ratio that is accepted; None for a line without a target."""
    unit: str = "ms"
    at_least: bool = False
    """Whether the ratio says how many times faster the SDK is; the target is then the smallest that is accepted."""
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """The SDK's figure divided by the baseline's, or the other way round."""
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
        return "met" if (score >= self.target if self.at_least else score <= self.target) else "MISSED"

    def cells(self) -> tuple[str, ...]:
        """The row as text."""
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
"""A benchmark: takes a factor for the number of rounds, returns the rows it measured."""


def _text(value: float | None, unit: str) -> str:
    if value is None:
        return ""
    return f"{value:.0f}{unit}" if value >= 100 or value == int(value) else f"{value:.3g}{unit}"


def compare(contenders: Mapping[str, Callable[[], object]], *, rounds: int, calls: int = 1) -> dict[str, float]:
    """Time each contender in turn, round by round, and return the median milliseconds of one call.

    The order turns from round to round, so that no contender always runs after the same other. Each begins after a
    garbage collection, and the result of its last call is freed after the clock has stopped.
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
    """What the figures depend on."""
    versions = {name: importlib.metadata.version(name) for name in ("attio-sdk", "httpx", "pydantic")}
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return {"Python": python, "system": platform.platform(), "cores": str(os.cpu_count()), **versions}


def main(*benchmarks: Rows, write: Callable[[dict[str, str], list[Row]], None] | None = None) -> None:
    """Run benchmarks and print what they measured; a missed target fails the program only with `--check`.

    Args:
        *benchmarks: What to run.
        write: Writes the figures, for `--write`; if None, there is no such option.
    """
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument(
        "--rounds", type=float, default=1, metavar="FACTOR", help="more rounds, or fewer (0.1: a try; 0: one of each)"
    )
    parser.add_argument("--check", action="store_true", help="fail when a target is missed")
    if write is not None:
        parser.add_argument("--write", action="store_true", help="put the figures into docs/performance.md")
    arguments = parser.parse_args()
    where, rows = environment(), list[Row]()
    if not arguments.json:
        print(" · ".join(f"{name} {value}" for name, value in where.items()))
        _print(*HEAD)
    for row in (row for benchmark in benchmarks for row in benchmark(arguments.rounds)):
        rows.append(row)
        if not arguments.json:
            _print(*row.cells())
    if arguments.json:
        measured = [{**asdict(row), "ratio": row.ratio, "verdict": row.verdict} for row in rows]
        print(json.dumps({"environment": where, "rows": measured}, indent=2))
    if write is not None and arguments.write:
        write(where, rows)
    if arguments.check and any(row.verdict not in {"", "met"} for row in rows):
        sys.exit(1)


def _print(name: str, *cells: str) -> None:
    """Print a line of the table."""
    *figures, note = cells
    print(f"{name:48}" + "".join(f"{cell:>12}" for cell in figures) + f"  {note}".rstrip(), flush=True)
