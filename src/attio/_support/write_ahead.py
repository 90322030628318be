"""Switch an SQLite file to write-ahead logging, even if another process does the same."""

from __future__ import annotations

import sqlite3
import time


def use_write_ahead_log(database: sqlite3.Connection, timeout: float) -> None:
    """Turn on write-ahead logging; wait up to `timeout` seconds for other processes.

    SQLite itself waits for other processes in every statement except this one.

    Raises:
        sqlite3.OperationalError: The file is still locked, or cannot be read.
    """
    end = time.monotonic() + timeout
    while not _is_switched(database, is_last=time.monotonic() >= end):
        time.sleep(0.01)


def _is_switched(database: sqlite3.Connection, *, is_last: bool) -> bool:
    try:
        database.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError as error:
        if is_last or "locked" not in str(error):
            raise
        return False
    return True
