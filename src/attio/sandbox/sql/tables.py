"""Tables for SQL, and the errors of statements."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol, TypeAlias

Kind: TypeAlias = Literal["text", "number", "boolean", "date", "timestamp", "struct", "array"]
"""Type of a column. Values of structs and arrays are mappings and lists."""


class SqlError(Exception):
    """The statement is invalid: its syntax is wrong, or a table or column does not exist.

    Args:
        message: Message of the error.
        why: A hint, such as the closest valid name.
    """

    def __init__(self, message: str, why: str | None = None) -> None:
        """Create an error."""
        super().__init__(message)
        self.message = message
        self.why = why


class NotTranslatedError(Exception):
    """The statement has a feature of PostgreSQL that the sandbox does not translate.

    Args:
        what: Name of the feature, such as `LATERAL` or `function to_char`.
    """

    def __init__(self, what: str) -> None:
        """Create an error."""
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
    """A table with the records of an object or the entries of a list."""

    @property
    def columns(self) -> Sequence[Column]:
        """The columns, in order."""
        ...

    @property
    def version(self) -> object:
        """A value that changes with the columns or the rows."""
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
        """Return a table; None if there is none."""
        ...


SCHEMAS = ("objects", "lists")
"""The schemas. The first one is the default schema."""
