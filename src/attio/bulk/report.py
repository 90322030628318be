"""`BulkReport`, the report of a bulk write, which is read from its checkpoint."""

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
"""Maximum number of rows in the message of a `BulkError`."""


class BulkReport:
    """The outcomes of the rows of a bulk write. The rows themselves are read from the checkpoint.

    Example:
        report = client.bulk.assert_records("companies", rows, matching_attribute="domains")
        for result in report.rows("failed"):
            print(result.number, result.message)
    """

    def __init__(self, path: Path, *, is_temporary: bool = False, dry_run: bool = False) -> None:
        """Read the counts of the last run. A temporary file is deleted together with the report."""
        from attio.bulk import checkpoint  # imported here because it loads sqlite3

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
        """Reason why the run ended early; None if all rows were processed."""
        self.dry_run: bool = dry_run or bool(meta["work"].get("dry_run"))
        """Whether this is the report of a dry run: nothing was written, and the outcomes are predictions."""

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
        """Number of rows that created an item."""
        return self._counts["created"]

    @property
    def updated(self) -> int:
        """Number of rows that updated an item."""
        return self._counts["updated"]

    @property
    def unchanged(self) -> int:
        """Number of rows that were not sent, because `skip_unchanged` found no difference."""
        return self._counts["unchanged"]

    @property
    def deleted(self) -> int:
        """Number of rows that deleted an item."""
        return self._counts["deleted"]

    @property
    def done(self) -> int:
        """Number of rows that succeeded."""
        return sum(self._counts[outcome] for outcome in SUCCESSES)

    @property
    def failed(self) -> int:
        """Number of rows that failed. The API rejected them, or they were not sent; they changed nothing."""
        return self._counts["failed"]

    @property
    def unknown(self) -> int:
        """Number of rows that were sent, but whose effect is not known."""
        return self._counts["unknown"]

    @property
    def total(self) -> int:
        """Number of rows with an outcome. Rows that were not started are not counted."""
        return sum(self._counts.values())

    @property
    def duplicates(self) -> Mapping[str, tuple[int, ...]]:
        """Keys that several rows share, with the numbers of these rows. Empty unless this is a dry run."""
        from attio.bulk import checkpoint

        numbers: dict[str, tuple[int, ...]] = {}
        with _Connection(self._path) as db:
            if self.dry_run:
                for key, number in checkpoint.duplicates(db, self._run):
                    numbers[key] = (*numbers.get(key, ()), number)
        return numbers

    def rows(self, *outcomes: RowOutcome) -> Generator[BulkResult, None, None]:
        """Yield the results in the order of the rows, read from the checkpoint.

        Args:
            *outcomes: The outcomes to include, such as `"failed", "unknown"`; all by default.

        Raises:
            InvalidRequestError: There is no such outcome.
        """
        return self._results(_checked(outcomes))

    def _results(self, outcomes: tuple[str, ...]) -> Generator[BulkResult, None, None]:
        from attio.bulk import checkpoint

        states = (*outcomes, "sent") if "unknown" in outcomes else outcomes
        with _Connection(self._path) as db:
            yield from checkpoint.results(db, self._run, states)

    def write(self, path: str | os.PathLike[str], *outcomes: RowOutcome) -> int:
        """Write results to a file, each with its row and its error.

        Args:
            path: Path of a `.csv` or `.jsonl` file. The file is replaced only when all results are written.
            *outcomes: The outcomes to include; `failed` and `unknown` by default.

        Returns:
            The number of rows.

        Raises:
            InvalidRequestError: There is no such outcome, or the path has another suffix.
        """
        from attio.bulk.report_files import write_results

        check_path(path=path)
        return write_results(path, lambda: self.rows(*(outcomes or ("failed", "unknown"))))

    def raise_if_failed(self) -> None:
        """Raise an error unless all rows succeeded.

        Raises:
            BulkError: A row failed or is unknown, or the run ended early.
        """
        if self.failed or self.unknown or self.stopped:
            raise BulkError(report=self)

    def __repr__(self) -> str:
        counts = ", ".join(f"{count} {outcome}" for outcome, count in self._counts.items() if count) or "no rows"
        stopped = f", stopped: {self.stopped}" if self.stopped else ""
        return f"<BulkReport{' of a dry run' if self.dry_run else ''}: {counts}{stopped}>"

    def __reduce__(self) -> tuple[object, ...]:
        return BulkReport.open, (str(self._path),)


class BulkError(AttioSDKError):
    """Rows of a bulk write failed or are unknown. `report` lists them."""

    def __init__(self, message: str = "", *, report: BulkReport | None = None) -> None:
        """Create an error with a summary of the report."""
        super().__init__(message if report is None else _summary(report))
        self.report = cast("BulkReport", report)
        """The report of the run."""


def _summary(report: BulkReport) -> str:
    counts = f"{report.failed} failed, {report.unknown} unknown, of {report.total}"
    lines = [f"{counts} rows"]
    if report.stopped:
        lines[0] = f"stopped: {report.stopped}; {lines[0]}"
    for result in _first(report):
        parts = (f"  row {result.number}", result.outcome, result.code, result.message)
        lines.append(": ".join(part for part in parts if part))
    return "\n".join(lines)


def _first(report: BulkReport) -> list[BulkResult]:
    rows = report.rows("failed", "unknown")
    first = list(islice(rows, SHOWN))
    rows.close()  # also closes the file
    return first


class _Connection:
    """A connection to a checkpoint that is closed at the end of a `with` block."""

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
            raise InvalidRequestError(f"there is no outcome {brief(outcome)}; the outcomes are {', '.join(OUTCOMES)}")
    return outcomes or OUTCOMES


def _delete(path: str) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        Path(path + suffix).unlink(missing_ok=True)
