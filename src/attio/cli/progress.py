"""The progress of a long command, on one line of the terminal."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing_extensions import Self

    from attio.bulk import BulkProgress, ExportProgress
    from attio.cli.session import Session

WIDTH = 20
"""Width of the bar, in characters."""


class Progress:
    """A progress line on stderr, if stderr is a terminal. The line is removed at the end."""

    def __init__(self, name: str, session: Session) -> None:
        """Prepare the progress line.

        Args:
            name: Name of the command.
            session: The session of the command; with --quiet there is no progress line.
        """
        self._name = name
        self._length = 0
        """Length of the text on the terminal."""
        self.is_shown = sys.stderr.isatty() and not session.choices.quiet

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self._show("")

    def rows(self, progress: BulkProgress) -> None:
        """Show the progress of a bulk write."""
        done, total = progress.done, progress.total
        parts = [f"{done:,} rows" if total is None else f"{_bar(done, total)} of {total:,} rows"]
        failed = progress.failed + progress.unknown
        if failed:
            parts.append(f"{failed:,} failed")
        if progress.rate >= 1:
            parts.append(f"{progress.rate:.0f} a second")
        if progress.eta is not None and done != total:
            parts.append(f"{_duration(progress.eta)} left")
        self._show(f"{self._name} {', '.join(parts)}")

    def items(self, progress: ExportProgress) -> None:
        """Show the progress of an export."""
        self._show(f"{self._name} {progress.scanned:,} read")

    def _show(self, text: str) -> None:
        if not self.is_shown or not (text or self._length):
            return
        text = text[: shutil.get_terminal_size().columns - 1]
        sys.stderr.write(f"\r{text.ljust(self._length)}" if text else f"\r{' ' * self._length}\r")
        sys.stderr.flush()
        self._length = len(text)


def _bar(done: int, total: int) -> str:
    filled = WIDTH if done >= total else done * WIDTH // total
    return f"[{'#' * filled}{'.' * (WIDTH - filled)}] {done:,}"


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
