"""Rows of the long runs: a name, the measured figures, and whether they are right."""

from __future__ import annotations

import argparse
import faulthandler
import importlib.metadata
import os
import platform
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timezone
from typing import TypeAlias

LIMIT = 15 * 60
"""Seconds after which a run that hangs is ended, with the traceback of every thread."""


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    name: str
    figures: str
    """The figures that were counted or measured."""
    passed: bool
    seconds: float = 0.0
    """Seconds that the run took."""
    runs: int = 0
    """How often a test of the suite ran; 0 for the other runs."""


Rows: TypeAlias = Callable[[float], Iterator[Row]]
"""A long run: takes a share of its full size, returns its rows."""


def timed(runs: Sequence[Rows], share: float) -> Iterator[Row]:
    """Do the runs, one after the other; one that raises is a row that fails."""
    for run in runs:
        began = time.monotonic()
        rows = run(share)
        while True:
            try:
                row = next(rows)
            except StopIteration:
                break
            except Exception as error:  # noqa: BLE001 - the others are to be done all the same
                name = run.__name__.replace("_", " ")
                cause = f" from {error.__cause__!r}" if error.__cause__ else ""
                yield Row(name, f"{type(error).__name__}: {error}{cause}"[:500], passed=False)
                break
            now = time.monotonic()
            yield replace(row, seconds=now - began)
            began = now


def environment() -> str:
    """The machine and the versions that the figures depend on."""
    names = ("attio-sdk", "httpx", "httpcore", "httpx2", "pydantic", "anyio", "trio")
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in names)
    today = datetime.now(tz=timezone.utc).date()
    return (
        f"{today}, {platform.python_implementation()} {platform.python_version()}, {platform.system()}, "
        f"{os.cpu_count()} cores; {versions}"
    )


def run(
    runs: Sequence[Rows], write: Callable[[str, Sequence[Row]], None], arguments: Sequence[str] | None = None
) -> int:
    """Do the selected runs and print their rows; returns the exit status.

    Args:
        runs: All runs.
        write: Writes the environment and the rows to the page, for `--write`.
        arguments: The arguments of the program; by default those of the command line.
    """
    asked = _read(runs, arguments)
    faulthandler.dump_traceback_later(LIMIT, exit=True, file=sys.__stderr__ or sys.stderr)
    chosen = [run for run in runs if not asked.only or run.__name__ in asked.only]
    print(environment())
    rows: list[Row] = []
    for row in timed(chosen, asked.share):
        rows.append(row)
        print(f"{'ok  ' if row.passed else 'FAIL'} {row.seconds:6.1f} s  {row.name}: {row.figures}", flush=True)
    failed = sum(not row.passed for row in rows)
    print(f"{len(rows)} rows, {failed} failed, {sum(row.seconds for row in rows):.0f} s")
    if asked.write:
        write(environment(), rows)
    faulthandler.cancel_dump_traceback_later()
    sys.stdout.flush()
    return 1 if failed or not rows else 0


def _read(runs: Sequence[Rows], arguments: Sequence[str] | None) -> argparse.Namespace:
    names = [run.__name__ for run in runs]
    parser = argparse.ArgumentParser(prog="python -m torture", description=__doc__)
    parser.add_argument("--share", type=float, default=1.0, help="do less of everything (0.1: a tenth)")
    parser.add_argument("--only", action="append", choices=names, metavar="RUN", help=f"one of {', '.join(names)}")
    parser.add_argument("--write", action="store_true", help="put the figures into docs/reliability.md")
    asked = parser.parse_args(arguments)
    if asked.write and (asked.only or asked.share != 1):
        parser.error("the page holds the figures of a whole run: --write goes with neither --share nor --only")
    return asked
