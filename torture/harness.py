"""Run the long tests, and print a row for each: a name, the measured figures, and whether they pass."""

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
"""Seconds after which a hanging run is ended, with the tracebacks of all threads."""


@dataclass(frozen=True)
class Row:
    """One row of the table."""

    name: str
    figures: str
    """The measured figures."""
    passed: bool
    seconds: float = 0.0
    """Seconds that the run took."""
    runs: int = 0
    """Number of runs of a test of the suite; 0 for long runs."""


Rows: TypeAlias = Callable[[float], Iterator[Row]]
"""A long run: takes a share of its full size, and yields its rows."""


def timed(runs: Sequence[Rows], share: float) -> Iterator[Row]:
    """Execute the runs one after the other; yield a failed row for a run that raises an exception."""
    for run in runs:
        start = time.monotonic()
        rows = run(share)
        while True:
            try:
                row = next(rows)
            except StopIteration:
                break
            except Exception as error:  # noqa: BLE001 - the other runs continue
                name = run.__name__.replace("_", " ")
                cause = f" from {error.__cause__!r}" if error.__cause__ else ""
                yield Row(name, f"{type(error).__name__}: {error}{cause}"[:500], passed=False)
                break
            now = time.monotonic()
            yield replace(row, seconds=now - start)
            start = now


def environment() -> str:
    """Return the machine and the versions that the figures depend on."""
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
    """Execute the selected runs and print their rows; return the exit status.

    Args:
        runs: All runs.
        write: Writes the environment and the rows to the page, for `--write`.
        arguments: Arguments of the program; by default those of the command line.
    """
    options = _options(runs, arguments)
    faulthandler.dump_traceback_later(LIMIT, exit=True, file=sys.__stderr__ or sys.stderr)
    chosen = [run for run in runs if not options.only or run.__name__ in options.only]
    print(environment())
    rows: list[Row] = []
    for row in timed(chosen, options.share):
        rows.append(row)
        print(f"{'ok  ' if row.passed else 'FAIL'} {row.seconds:6.1f} s  {row.name}: {row.figures}", flush=True)
    failed = sum(not row.passed for row in rows)
    print(f"{len(rows)} rows, {failed} failed, {sum(row.seconds for row in rows):.0f} s")
    if options.write:
        write(environment(), rows)
    faulthandler.cancel_dump_traceback_later()
    sys.stdout.flush()
    return 1 if failed or not rows else 0


def _options(runs: Sequence[Rows], arguments: Sequence[str] | None) -> argparse.Namespace:
    names = [run.__name__ for run in runs]
    parser = argparse.ArgumentParser(prog="python -m torture", description=__doc__)
    parser.add_argument("--share", type=float, default=1.0, help="share of the full size (0.1: a tenth)")
    parser.add_argument(
        "--only",
        action="append",
        choices=names,
        metavar="RUN",
        help=f"execute only this run; may be repeated; one of {', '.join(names)}",
    )
    parser.add_argument("--write", action="store_true", help="write the figures to docs/reliability.md")
    options = parser.parse_args(arguments)
    if options.write and (options.only or options.share != 1):
        parser.error("--write needs the figures of all runs at full size: leave out --share and --only")
    return options
