"""The summary of an import: its counts, and the rows that failed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from attio.cli import exits

if TYPE_CHECKING:
    from attio.bulk import BulkReport, BulkResult

LISTED = 10
"""Maximum number of failed rows to show."""


class Summary:
    """The counts of a report for the command line."""

    def __init__(self, report: BulkReport) -> None:
        """Count the rows of a report."""
        self._report = report
        earlier = sum(result.resumed for result in report.rows("created", "updated"))
        skipped = report.unchanged + earlier
        self._counts = {"written": report.done - skipped, "skipped": skipped, "failed": report.failed}
        if report.unknown:
            self._counts["unknown"] = report.unknown

    @property
    def row(self) -> dict[str, object]:
        """The counts as a row of output."""
        return dict(self._counts)

    @property
    def code(self) -> int:
        """The exit status."""
        if self._report.failed:
            return exits.SOME_FAILED
        return exits.UNKNOWN_OUTCOME if self._report.unknown else exits.DONE

    @property
    def unlisted(self) -> int:
        """Number of failed rows that are not shown."""
        return max(0, self._report.failed + self._report.unknown - LISTED)

    def failures(self, unit: str) -> Iterator[str]:
        """Yield an error message for each of the first rows that failed.

        Args:
            unit: The unit of the row numbers: `line` or `row`.
        """
        rows = self._report.rows("failed", "unknown")
        for result in islice(rows, LISTED):
            prefix = "outcome unknown: " if result.outcome == "unknown" else ""
            place, message = f"{unit} {result.number}", str(result.message)
            # The message of a row that cannot be parsed already starts with its line.
            yield f"error: {message}" if message.startswith(place) else f"error: {place}: {prefix}{message}"
        rows.close()  # also closes the checkpoint

    def __str__(self) -> str:
        labels = {"skipped": "already done"}
        return ", ".join(f"{count} {labels.get(name, name)}" for name, count in self._counts.items())


class ErrorStatus:
    """The exit status of an import that stops early, from the errors of its rows."""

    code = exits.FAILED

    def record(self, result: BulkResult) -> None:
        """Record the error of a row, unless it concerns this row only."""
        from attio.errors import AttioSDKError

        if isinstance(result.error, AttioSDKError):
            code = exits.code_of(result.error, writes=result.outcome == "unknown")
            if code not in (exits.FAILED, exits.USAGE):
                self.code = code
