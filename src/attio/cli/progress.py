"""How far a long command is, in one line of the terminal that is written over."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing_extensions import Self

    from attio.bulk import BulkProgress, ExportProgress
    from attio.cli.session import Session

WIDTH = 20
"""Columns of the bar."""


class Progress:
    """A line on stderr, if that is a terminal; gone at the end."""

    def __init__(self, name: str, session: Session) -> None:
        """Prepare a line.

        Args:
            name: What is done.
            session: The run; with --quiet there is no line.
        """
        self._name = name
        self._shown = 0
        self.is_shown = sys.stderr.isatty() and not session.choices.quiet

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self._show("")

    def rows(self, progress: BulkProgress) -> None:
        """Show how far a bulk write is."""
        whole = progress.total
        parts = [f"{progress.done:,} rows" if whole is None else f"{_bar(progress.done, whole)} of {whole:,} rows"]
        bad = progress.failed + progress.unknown
        parts += [f"{bad:,} failed"] if bad else []
        parts += [f"{progress.rate:.0f} a second"] if progress.rate >= 1 else []
        parts += [f"{_duration(progress.eta)} left"] if progress.eta is not None and whole != progress.done else []
        self._show(f"{self._name} {', '.join(parts)}")

    def items(self, progress: ExportProgress) -> None:
        """Show how far an export is."""
        self._show(f"{self._name} {progress.scanned:,} read")

    def _show(self, text: str) -> None:
        if not self.is_shown or not (text or self._shown):
            return
        text = text[: shutil.get_terminal_size().columns - 1]
        sys.stderr.write(f"\r{text.ljust(self._shown)}" if text else f"\r{' ' * self._shown}\r")
        sys.stderr.flush()
        self._shown = len(text)


def _bar(done: int, whole: int) -> str:
    filled = WIDTH if done >= whole else done * WIDTH // whole
    return f"[{'#' * filled}{'.' * (WIDTH - filled)}] {done:,}"


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
