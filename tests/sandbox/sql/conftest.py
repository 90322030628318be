"""Fixtures for the tests of SQL: a small workspace of tables."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timezone

import pytest

from attio.sandbox.sql.run import Database
from attio.sandbox.sql.tables import Column, Kind, Table

NOW = datetime(2026, 3, 15, 12, 30, tzinfo=timezone.utc)
REFERENCE: dict[str, Kind] = {"entity_definition_id": "text", "entity_instance_id": "text"}


@dataclass
class FixedTable:
    """A table of fixed rows."""

    columns: Sequence[Column]
    content: list[Sequence[object]]
    version: object = 1
    read: int = 0

    def rows(self) -> Iterable[Sequence[object]]:
        self.read += 1
        return self.content


@dataclass
class FixedTables:
    """The tables of a made-up workspace."""

    tables: dict[tuple[str, str], FixedTable] = field(default_factory=dict[tuple[str, str], FixedTable])

    def names(self, schema: str) -> Collection[str]:
        return [name for table_schema, name in self.tables if table_schema == schema]

    def find(self, schema: str, name: str) -> Table | None:
        return self.tables.get((schema, name))


def company(id_: str) -> dict[str, str]:
    return {"entity_definition_id": "companies", "entity_instance_id": id_}


COMPANIES = FixedTable(
    [
        Column("record_id", "text"),
        Column("name", "text"),
        Column("domains", "array"),
        Column("employees", "number"),
        Column("is_customer", "boolean"),
        Column("founded", "date"),
        Column("created_at", "timestamp"),
        Column("location", "struct", {"locality": "text", "country_code": "text"}),
    ],
    [
        ("c1", "Acme", ["acme.com", "acme.org"], 120, True, "2019-12-10", "2026-01-05T10:00:00.000000000Z",
         {"locality": "Berlin", "country_code": "DE"}),
        ("c2", "Bolt", ["bolt.io"], 7.5, False, "2024-02-29", "2026-02-20T23:59:59.123456789Z",
         {"locality": "Oslo", "country_code": "NO"}),
        ("c3", "acorn", None, None, None, None, "2026-03-15T00:00:00.000000000Z", None),
    ],
)  # fmt: skip
PEOPLE = FixedTable(
    [
        Column("record_id", "text"),
        Column("name", "struct", {"first_name": "text", "last_name": "text"}),
        Column("company", "struct", REFERENCE),
        Column("friends", "array", REFERENCE),
        Column("note", "text"),
    ],
    [
        (
            "p1",
            {"first_name": "Ada", "last_name": "Lovelace"},
            company("c1"),
            [company("c2"), company("c3")],
            '{"a": 1}',
        ),
        ("p2", {"first_name": "Alan", "last_name": "Turing"}, company("c1"), [], "it's"),
        ("p3", {"first_name": "Grace", "last_name": "Hopper"}, None, None, None),
    ],
)
SALES = FixedTable(
    [Column("entry_id", "text"), Column("parent_record", "struct", REFERENCE), Column("stage", "text")],
    [("e1", company("c1"), "Won"), ("e2", company("c2"), "Lost"), ("e3", company("c1"), "Lead")],
)


@pytest.fixture
def tables() -> FixedTables:
    return FixedTables({("objects", "companies"): COMPANIES, ("objects", "people"): PEOPLE, ("lists", "sales"): SALES})


class Runner:
    """Runs statements."""

    def __init__(self, tables: FixedTables) -> None:
        self.tables = tables
        self.database = Database()

    def __call__(self, sql: str) -> list[dict[str, object]]:
        return self.database.run(sql, self.tables, NOW)

    def column(self, sql: str) -> list[object]:
        """Run a statement, and return the only column of its result."""
        rows = self(sql)
        assert all(len(row) == 1 for row in rows)
        return [value for row in rows for value in row.values()]

    def value(self, expression: str) -> object:
        """Evaluate an expression without a table."""
        (value,) = self.column(f"SELECT {expression}")
        return value


@pytest.fixture
def run(tables: FixedTables) -> Runner:
    return Runner(tables)
