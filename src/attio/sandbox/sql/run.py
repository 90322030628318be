"""Run statements. A table is copied to SQLite when a statement reads it, and again after it has changed."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from attio.sandbox.sql.expressions import MARK
from attio.sandbox.sql.functions import CUSTOM, Plain, like
from attio.sandbox.sql.queries import Statement, translate
from attio.sandbox.sql.scope import identifier
from attio.sandbox.sql.tables import SCHEMAS, Column, Kind, NotTranslatedError, SqlError, Table, Tables
from attio.sandbox.timestamps import timestamp

if TYPE_CHECKING:
    import sqlite3

TIME_LIMIT = 30.0
"""Seconds that a statement may run."""

_AFFINITY: Mapping[Kind, str] = {"number": "NUMERIC", "boolean": "INTEGER"}
_STEPS = 1_000
"""Number of SQLite instructions between two checks of the time limit."""


class Database:
    """A SQLite database with the tables of a workspace. Thread-safe.

    Args:
        time_limit: Seconds that a statement may run.
    """

    def __init__(self, *, time_limit: float = TIME_LIMIT) -> None:
        """Store the time limit. The first statement opens an empty database in memory."""
        self._time_limit = time_limit
        self._connection: sqlite3.Connection | None = None
        self._versions: dict[tuple[str, str], object] = {}
        self._lock = threading.Lock()
        self._guarded = False
        self._deadline = 0.0
        self._error: SqlError | NotTranslatedError | None = None

    def run(self, sql: str, tables: Tables, now: datetime) -> list[dict[str, object]]:
        """Run a SELECT statement.

        Args:
            sql: The statement, in SQL of PostgreSQL.
            tables: The tables of the workspace.
            now: The current time, for `now()`.

        Returns:
            The rows, each as values by column name.

        Raises:
            SqlError: The statement is invalid, or exceeds the time limit.
            NotTranslatedError: The statement has a feature that is not translated.
        """
        statement = translate(sql, tables)
        with self._lock:
            connection = self._connection or self._open()
            for (schema, name), table in statement.tables.items():
                self._fill(connection, schema, name, table)
            return self._execute(connection, statement, timestamp(now))

    def close(self) -> None:
        """Close the database. The next statement opens it again."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
            self._connection = None
            self._versions.clear()

    def _open(self) -> sqlite3.Connection:
        import sqlite3

        connection = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
        for schema in SCHEMAS:
            connection.execute(f"ATTACH ':memory:' AS {schema}")
        for count in (2, 3):
            connection.create_function("like", count, self._reporting(like), deterministic=True)
        for name, (count, function) in CUSTOM.items():
            connection.create_function(name, count, self._reporting(function), deterministic=True)
        # The first use of `json_each` runs statements that the authorizer would reject later.
        connection.execute("SELECT 1 FROM json_each('[]')")
        allowed = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE}

        def authorize(action: int, *_: str | None) -> int:
            return sqlite3.SQLITE_OK if not self._guarded or action in allowed else sqlite3.SQLITE_DENY

        connection.set_authorizer(authorize)
        connection.set_progress_handler(lambda: self._guarded and time.monotonic() > self._deadline, _STEPS)
        self._connection = connection
        return connection

    def _fill(self, connection: sqlite3.Connection, schema: str, name: str, table: Table) -> None:
        if (schema, name) in self._versions and self._versions[schema, name] == table.version:
            return
        target = f"{schema}.{identifier(name)}"
        columns = list(table.columns)
        self._versions.pop((schema, name), None)
        connection.execute(f"DROP TABLE IF EXISTS {target}")
        definitions = [f"{identifier(column.name)} {_AFFINITY.get(column.kind, 'TEXT')}" for column in columns]
        connection.execute(f"CREATE TABLE {target} ({', '.join(definitions)})")
        connection.execute("BEGIN")
        marks = ", ".join("?" * len(columns))
        connection.executemany(f"INSERT INTO {target} VALUES ({marks})", _encoded(columns, table.rows()))  # noqa: S608
        connection.execute("COMMIT")
        self._versions[schema, name] = table.version

    def _execute(self, connection: sqlite3.Connection, statement: Statement, now: str) -> list[dict[str, object]]:
        import sqlite3

        self._error = None
        self._deadline = time.monotonic() + self._time_limit
        self._guarded = True
        try:
            cursor = connection.execute(statement.sql, {"now": now} if ":now" in statement.sql else ())
            names = [str(column[0]) for column in cursor.description]
            return [_decoded(names, statement.booleans, row) for row in cursor]
        except sqlite3.Error as error:
            raise self._translated_error(error) from error
        finally:
            self._guarded = False

    def _reporting(self, function: Callable[..., Plain]) -> Callable[..., Plain]:
        """Wrap a function to store its exception, because the error of SQLite does not contain it."""

        def call(*arguments: Plain) -> Plain:
            try:
                return function(*arguments)
            except (SqlError, NotTranslatedError) as error:
                self._error = error
                raise
            except (ArithmeticError, ValueError) as error:
                self._error = SqlError(f"value out of range: {', '.join(map(repr, arguments))}")
                raise self._error from error

        return call

    def _translated_error(self, error: sqlite3.Error) -> SqlError | NotTranslatedError:
        if self._error is not None:
            return self._error
        message = str(error)
        if message == "interrupted":
            return SqlError(f"The statement ran longer than {self._time_limit:g} seconds.")
        return SqlError(message)


def _encoded(columns: Sequence[Column], rows: Iterable[Sequence[object]]) -> Iterable[list[object]]:
    nested = [position for position, column in enumerate(columns) if column.kind in ("struct", "array")]
    for row in rows:
        values = list(row)
        for position in nested:
            if values[position] is not None:
                values[position] = MARK + json.dumps(values[position], ensure_ascii=False)
        yield values


def _decoded(names: Sequence[str], booleans: Iterable[int], row: Sequence[object]) -> dict[str, object]:
    values = [json.loads(value) if isinstance(value, str) and value.startswith(MARK) else value for value in row]
    for position in booleans:
        if values[position] is not None:
            values[position] = bool(values[position])
    return dict(zip(names, values, strict=True))
