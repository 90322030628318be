"""How everything here is measured and shown: interleaved rounds, medians, ratios."""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import os
import platform
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from statistics import median
from typing import TypeAlias

TOKEN = "0" * 64

# An installed package is compiled, and so is ours after its first run, if Python may write.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


@dataclass(frozen=True)
class Row:
    """One measured line of the table."""

    name: str
    ours: float
    """What the SDK takes."""
    limit: float
    """Most that the ratio may be, or the SDK's own figure when there is nothing to compare with."""
    baseline: float | None = None
    """What the same takes without the SDK."""
    unit: str = "ms"

    @property
    def score(self) -> float:
        """What the limit is compared with."""
        return self.ours if self.baseline is None else self.ours / self.baseline

    @property
    def is_met(self) -> bool:
        """Whether the target is met."""
        return self.score <= self.limit

    def cells(self) -> tuple[str, ...]:
        """The row as text."""
        ratio, limit = ("", f"{self.limit:g}") if self.baseline is None else (f"{self.score:.2f}x", f"{self.limit:g}x")
        baseline = "" if self.baseline is None else f"{self.baseline:.4g}"
        return self.name, self.unit, f"{self.ours:.4g}", baseline, ratio, limit, "met" if self.is_met else "MISSED"


Rows: TypeAlias = Callable[[float], Iterator[Row]]
"""A benchmark: takes a factor for the number of rounds, gives the rows it measured."""


def compare(contenders: Mapping[str, Callable[[], object]], *, rounds: int, calls: int = 1) -> dict[str, float]:
    """Time each contender in turn, round by round, and give the median milliseconds of one call.

    The order turns from round to round, so that no contender always runs on what another left behind.
    """
    for function in contenders.values():
        function()
    times: dict[str, list[float]] = {name: [] for name in contenders}
    order = list(contenders)
    for _ in range(max(rounds, 3)):
        for name in order:
            function = contenders[name]
            start = time.perf_counter()
            for _ in range(calls):
                function()
            times[name].append((time.perf_counter() - start) / calls * 1000)
        order.append(order.pop(0))
    return {name: median(taken) for name, taken in times.items()}


def environment() -> dict[str, str]:
    """What the figures depend on."""
    versions = {name: importlib.metadata.version(name) for name in ("attio-sdk", "httpx", "pydantic")}
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return {"python": python, "system": platform.platform(), "cores": str(os.cpu_count()), **versions}


def main(*benchmarks: Rows) -> None:
    """Run benchmarks and print what they measured; a missed target is told, and is no failure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--rounds", type=float, default=1, metavar="FACTOR", help="more rounds, or fewer (0.1: a try)")
    arguments = parser.parse_args()
    rows = (row for benchmark in benchmarks for row in benchmark(arguments.rounds))
    if arguments.json:
        measured = [{**asdict(row), "score": row.score, "is_met": row.is_met} for row in rows]
        print(json.dumps({"environment": environment(), "rows": measured}, indent=2))
        return
    print(" · ".join(f"{name} {value}" for name, value in environment().items()))
    print_row("", "unit", "SDK", "without", "ratio", "target", "")
    for row in rows:
        print_row(*row.cells())


def print_row(name: str, *cells: str) -> None:
    """Print a line of the table as soon as it is known."""
    print(f"{name:46}" + "".join(f"{cell:>9}" for cell in cells), flush=True)
