"""Delay Ctrl-C while a bulk write records the outcome of a request."""

from __future__ import annotations

import signal
import threading
from collections.abc import Generator
from contextlib import contextmanager
from types import FrameType, TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing_extensions import Self


@contextmanager
def delayed() -> Generator[None, None, None]:
    """Delay Ctrl-C until the end of a block, then call the handler of the signal. The block must not wait.

    trio raises `KeyboardInterrupt` between any two steps of a task. asyncio cancels the main task at the first Ctrl-C,
    and raises `KeyboardInterrupt` at the second; before Python 3.11, at the first.
    """
    handler = signal.getsignal(signal.SIGINT)
    if threading.current_thread() is not threading.main_thread() or not callable(handler):
        yield
        return
    pending: list[int] = []
    signal.signal(signal.SIGINT, lambda number, _frame: pending.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, handler)
        if pending:
            signal.raise_signal(signal.SIGINT)


class Interrupts:
    """Delays Ctrl-C in a `with` block, except within `allowed()`.

    Python raises `KeyboardInterrupt` between any two steps of the main thread. Between a response and its recording,
    this would make the outcome of a written row unknown. The context manager has no effect in other threads, or if the
    program handles the signal itself.
    """

    def __init__(self) -> None:
        """Create the context manager."""
        self._installed = False
        self._allowed = False
        self._pending = False

    def __enter__(self) -> Self:
        """Start to delay Ctrl-C."""
        in_main = threading.current_thread() is threading.main_thread()
        if in_main and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
            self._installed = True
            signal.signal(signal.SIGINT, self._handle)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Raise a delayed `KeyboardInterrupt`, unless the block raised another exception."""
        # Do not restore the handler if a callback has replaced it.
        if self._installed and signal.getsignal(signal.SIGINT) == self._handle:
            signal.signal(signal.SIGINT, signal.default_int_handler)
        if kind is None:
            self._raise_pending()

    @contextmanager
    def allowed(self) -> Generator[None, None, None]:
        """Do not delay Ctrl-C in this block, because it waits or runs code of the caller."""
        self._raise_pending()
        self._allowed = True
        try:
            yield
        finally:
            self._allowed = False

    def _handle(self, number: int, frame: FrameType | None) -> None:
        if self._allowed:
            signal.default_int_handler(number, frame)
        self._pending = True

    def _raise_pending(self) -> None:
        if self._pending:
            self._pending = False
            raise KeyboardInterrupt
