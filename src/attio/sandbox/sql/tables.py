"""What SQL sees of a workspace, and how a statement is refused."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol, TypeAlias

Kind: TypeAlias = Literal["text", "number", "boolean", "date", "timestamp", "struct", "array"]
"""What a column holds. Structs and arrays are given as mappings and lists."""


class SqlError(Exception):
    """The statement cannot be run: its syntax is wrong, or a table or column does not exist.

    Args:
        message: What is wrong.
        why: What helps to mend it, such as the nearest name.
    """

    def __init__(self, message: str, why: str | None = None) -> None:
        """Make an error."""
        super().__init__(message)
        self.message = message
        self.why = why


class NotTranslatedError(Exception):
    """PostgreSQL that the sandbox does not translate.

    Args:
        what: Its name, such as `LATERAL` or `function to_char`.
    """

    def __init__(self, what: str) -> None:
        """Make an error."""
        super().__init__(f"the sandbox does not translate {what} of PostgreSQL")
        self.what = what


@dataclass(frozen=True)
class Column:
    """A column of a table."""

    name: str
    kind: Kind
    fields: Mapping[str, Kind] = field(default_factory=dict[str, Kind])
    """The fields of a struct, or of the structs in an array."""


class Table(Protocol):
    """A table: an object or a list."""

    @property
    def columns(self) -> Sequence[Column]:
        """The columns, in order."""
        ...

    @property
    def version(self) -> object:
        """Something that is equal as long as columns and rows are the same."""
        ...

    def rows(self) -> Iterable[Sequence[object]]:
        """Return the rows, with a value for each column."""
        ...


class Tables(Protocol):
    """The tables of a workspace."""

    def names(self, schema: str) -> Collection[str]:
        """Return the names of the tables of a schema."""
        ...

    def find(self, schema: str, name: str) -> Table | None:
        """Return a table, or None if there is none."""
        ...


SCHEMAS = ("objects", "lists")
"""The schemas; tables of the first need not name it."""
