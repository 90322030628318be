"""The outcomes of the rows of an import, as figures and lines."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from attio.cli import exits

if TYPE_CHECKING:
    from attio.bulk import BulkReport, BulkResult

LISTED = 10
"""Rows that failed and are shown."""


class Summary:
    """The figures of a report, as the command line counts."""

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
        """The counts, for programs."""
        return dict(self._counts)

    @property
    def code(self) -> int:
        """The exit status."""
        if self._report.failed:
            return exits.SOME_FAILED
        return exits.UNKNOWN_OUTCOME if self._report.unknown else exits.DONE

    @property
    def unlisted(self) -> int:
        """Rows that failed and are not shown."""
        return max(0, self._report.failed + self._report.unknown - LISTED)

    def failures(self, unit: str) -> Iterator[str]:
        """Show the first rows that failed.

        Args:
            unit: What the numbers count: `line` or `row`.
        """
        rows = self._report.rows("failed", "unknown")
        for result in islice(rows, LISTED):
            what = "outcome unknown: " if result.outcome == "unknown" else ""
            where, message = f"{unit} {result.number}", str(result.message)
            # What cannot be read names its line, and its column.
            yield f"error: {message}" if message.startswith(where) else f"error: {where}: {what}{message}"
        rows.close()  # and with it the checkpoint

    def __str__(self) -> str:
        words = {"skipped": "already done"}
        return ", ".join(f"{count} {words.get(name, name)}" for name, count in self._counts.items())


class Trouble:
    """Remembers what kind of error ends an import: its exit status."""

    code = exits.FAILED

    def see(self, result: BulkResult) -> None:
        """Look at the error of a row; what concerns this row only does not count."""
        from attio.errors import AttioSDKError

        if isinstance(result.error, AttioSDKError):
            code = exits.code_of(result.error, writes=result.outcome == "unknown")
            self.code = self.code if code in (exits.FAILED, exits.USAGE) else code
