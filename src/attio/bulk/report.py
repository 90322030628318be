"""The report of a bulk write, read from its checkpoint."""

from __future__ import annotations

import json
import os
import weakref
from collections.abc import Generator, Mapping
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from attio._support.argument_types import check_path
from attio._support.names import brief
from attio.bulk.results import OUTCOMES, SUCCESSES, BulkResult, RowOutcome
from attio.errors.base import AttioSDKError, InvalidRequestError

if TYPE_CHECKING:
    import sqlite3

SHOWN = 5
"""Rows that a `BulkError` names."""


class BulkReport:
    """The outcomes of the rows of a bulk write; the rows themselves stay in the checkpoint.

    Example:
        report = client.bulk.assert_records("companies", rows, matching_attribute="domains")
        for result in report.rows("failed"):
            print(result.number, result.message)
    """

    def __init__(self, path: Path, *, is_temporary: bool = False, dry_run: bool = False) -> None:
        """Read the counts of the last run; the file is deleted with the report if it is temporary."""
        from attio.bulk import checkpoint  # only those who write need sqlite3

        self._path = path
        self._delete = weakref.finalize(self, _delete, str(path)) if is_temporary else None
        db = checkpoint.connect_to_read(path)
        try:
            meta: dict[str, Any] = {name: json.loads(text) for name, text in checkpoint.read_meta(db, path).items()}
            self._run = int(meta["run"])
            self._counts = checkpoint.counts(db, self._run)
        finally:
            db.close()
        self.stopped: str | None = meta.get("stopped")
        """Why the run ended before all rows were done; None if it did not."""
        self.dry_run: bool = dry_run or bool(meta["work"].get("dry_run"))
        """Whether nothing was written: outcomes say what would have become of the rows."""

    @classmethod
    def open(cls, path: str | os.PathLike[str]) -> BulkReport:
        """Read the report of the last run with a checkpoint.

        Raises:
            CheckpointError: There is no checkpoint, or a run uses it.
        """
        check_path(path=path)
        return cls(Path(path))

    @property
    def created(self) -> int:
        """Rows that created something."""
        return self._counts["created"]

    @property
    def updated(self) -> int:
        """Rows that updated something."""
        return self._counts["updated"]

    @property
    def unchanged(self) -> int:
        """Rows for which nothing was sent, since `skip_unchanged` saw no difference."""
        return self._counts["unchanged"]

    @property
    def deleted(self) -> int:
        """Rows that deleted something."""
        return self._counts["deleted"]

    @property
    def done(self) -> int:
        """Rows that succeeded, in whatever way."""
        return sum(self._counts[outcome] for outcome in SUCCESSES)

    @property
    def failed(self) -> int:
        """Rows that the API rejected, or that were not sent: they changed nothing."""
        return self._counts["failed"]

    @property
    def unknown(self) -> int:
        """Rows that were sent, and whose effect is not known."""
        return self._counts["unknown"]

    @property
    def total(self) -> int:
        """Rows with an outcome; rows that were not begun are not counted."""
        return sum(self._counts.values())

    @property
    def duplicates(self) -> Mapping[str, tuple[int, ...]]:
        """Keys that several rows have, with the numbers of these rows; after a `dry_run` only."""
        from attio.bulk import checkpoint

        found: dict[str, tuple[int, ...]] = {}
        with _Reading(self._path) as db:
            for key, number in checkpoint.duplicates(db, self._run) if self.dry_run else ():
                found[key] = (*found.get(key, ()), number)
        return found

    def rows(self, *outcomes: RowOutcome) -> Generator[BulkResult, None, None]:
        """Read the results from the checkpoint, in the order of the rows.

        Args:
            *outcomes: Which ones, such as `"failed", "unknown"`; all by default.

        Raises:
            InvalidRequestError: There is no such outcome.
        """
        wanted = _checked(outcomes)
        return self._results(wanted)

    def _results(self, outcomes: tuple[str, ...]) -> Generator[BulkResult, None, None]:
        from attio.bulk import checkpoint

        states = (*outcomes, "sent") if "unknown" in outcomes else outcomes
        with _Reading(self._path) as db:
            yield from checkpoint.results(db, self._run, states)

    def write(self, path: str | os.PathLike[str], *outcomes: RowOutcome) -> int:
        """Write results to a file: the row, and what is wrong with it.

        Args:
            path: A `.csv` or `.jsonl` file; written under a temporary name, then renamed.
            *outcomes: Which ones; those that failed or are unknown by default.

        Returns:
            How many rows were written.

        Raises:
            InvalidRequestError: There is no such outcome, or the name ends differently.
        """
        from attio.bulk.report_files import write_results

        check_path(path=path)
        return write_results(path, lambda: self.rows(*(outcomes or ("failed", "unknown"))))

    def raise_if_failed(self) -> None:
        """Raise unless every row succeeded.

        Raises:
            BulkError: A row failed or is unknown, or the run was stopped.
        """
        if self.failed or self.unknown or self.stopped:
            raise BulkError(report=self)

    def __repr__(self) -> str:
        shown = ", ".join(f"{count} {outcome}" for outcome, count in self._counts.items() if count) or "no rows"
        stopped = f", stopped: {self.stopped}" if self.stopped else ""
        return f"<BulkReport{' of a dry run' if self.dry_run else ''}: {shown}{stopped}>"

    def __reduce__(self) -> tuple[object, ...]:
        return BulkReport.open, (str(self._path),)


class BulkError(AttioSDKError):
    """Rows of a bulk write failed, or are unknown; `report` lists them."""

    def __init__(self, message: str = "", *, report: BulkReport | None = None) -> None:
        """Summarize a report."""
        super().__init__(message if report is None else _summary(report))
        self.report = cast("BulkReport", report)
        """The report of the run."""


def _summary(report: BulkReport) -> str:
    counts = f"{report.failed} failed, {report.unknown} unknown, of {report.total}"
    lines = [f"{counts} rows"]
    if report.stopped:
        lines[0] = f"stopped: {report.stopped}; {lines[0]}"
    lines += [
        ": ".join(filter(None, (f"  row {result.number}", result.outcome, result.code, result.message)))
        for result in _first(report)
    ]
    return "\n".join(lines)


def _first(report: BulkReport) -> list[BulkResult]:
    rows = report.rows("failed", "unknown")
    found = list(islice(rows, SHOWN))
    rows.close()  # and with it the file
    return found


class _Reading:
    """A connection that is closed at the end."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> sqlite3.Connection:
        from attio.bulk import checkpoint

        self._db = checkpoint.connect_to_read(self._path)
        return self._db

    def __exit__(self, *exc_info: object) -> None:
        self._db.close()


def _checked(outcomes: tuple[str, ...]) -> tuple[str, ...]:
    for outcome in outcomes:
        if outcome not in OUTCOMES:
            raise InvalidRequestError(f"there is no outcome {brief(outcome)}; there are {', '.join(OUTCOMES)}")
    return outcomes or OUTCOMES


def _delete(path: str) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        Path(path + suffix).unlink(missing_ok=True)
