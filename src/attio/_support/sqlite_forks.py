"""Fork only while no thread is inside SQLite: a child would inherit its locks as they are, and wait for them forever.

Of 150 forks right after an event was handled in the background, nine left a child that hung in `sqlite3.connect`.
"""

from __future__ import annotations

import os
import threading

PATIENCE = 2.0
"""Seconds to wait for calls of SQLite before a fork. A call that waits for another process may take longer."""


class ForkGate:
    """Counts the calls of SQLite in this process: `with gate:` around each. A fork waits until there is none."""

    def __init__(self) -> None:
        self.reset()

    def __enter__(self) -> None:
        with self._entrance, self._changed:
            self._calls += 1

    def __exit__(self, *exc_info: object) -> None:
        with self._changed:
            self._calls -= 1
            self._changed.notify_all()

    def close(self) -> None:
        """Wait for the calls, and let no other call begin until `open`."""
        # Without the entrance, threads that call without a pause would keep the count above 0 until the patience ends.
        self._entrance.acquire()
        self._changed.acquire()
        self._changed.wait_for(lambda: self._calls <= 0, PATIENCE)

    def open(self) -> None:
        """Let calls begin again, in the process that has forked."""
        self._changed.release()
        self._entrance.release()

    def reset(self) -> None:
        """Start again in a forked child, where no other thread exists."""
        self._entrance = threading.Lock()
        self._changed = threading.Condition()
        self._calls = 0


sqlite_calls = ForkGate()

if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=sqlite_calls.close, after_in_parent=sqlite_calls.open, after_in_child=sqlite_calls.reset)
