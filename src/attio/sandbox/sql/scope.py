"""`Scope`: the tables, aliases and columns that names in an expression refer to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from attio.sandbox.control.naming import suggestion
from attio.sandbox.sql.tables import SCHEMAS, Kind, SqlError


@dataclass(frozen=True)
class Expression:
    """A translated expression."""

    sql: str
    kind: Kind | None = None
    """Type of the value, if it is known. A string literal has no type."""
    name: str | None = None
    """Name of the expression as a column of the result, as in PostgreSQL."""
    fields: Mapping[str, Kind] = field(default_factory=dict[str, Kind])
    is_literal: bool = False
    operator: str | None = None
    """The operator or keyword, if the expression is not a value."""


@dataclass(frozen=True)
class Relation:
    """A table, a subquery or an unnested array in FROM."""

    alias: str
    columns: Mapping[str, Expression]
    """Columns by name. Their SQL is the qualified name."""
    is_known: bool = True
    """Whether all columns are known."""


@dataclass
class Scope:
    """The relations that an expression can refer to."""

    parent: Scope | None = None
    relations: dict[str, Relation] = field(default_factory=dict[str, Relation])
    outputs: dict[str, Expression] = field(default_factory=dict[str, Expression])
    """Columns of the result, for ORDER BY and GROUP BY."""
    unnested: str | None = None
    """SQL of the array that the select list unnests."""

    def add(self, relation: Relation) -> None:
        """Add a relation.

        Raises:
            SqlError: Another relation has the name.
        """
        if relation.alias in self.relations:
            raise SqlError(f'table name "{relation.alias}" specified more than once')
        self.relations[relation.alias] = relation

    def columns_of(self, alias: str | None) -> list[tuple[str, Expression]] | None:
        """Return the columns of `*` or `alias.*`; None if they are not known."""
        if alias is not None:
            chosen: Sequence[Relation] = [self._relation(alias)]
        else:
            chosen = list(self.relations.values())
        if not all(relation.is_known for relation in chosen):
            return None
        return [entry for relation in chosen for entry in relation.columns.items()]

    def resolve(self, names: Sequence[str]) -> Expression:
        """Return the column of a dotted name, or the field of a struct.

        Raises:
            SqlError: There is no such column, or the name is ambiguous.
        """
        if len(names) > 2 and names[0] in SCHEMAS and self._find(names[1]) is not None:
            names = names[1:]
        relation = self._find(names[0]) if len(names) > 1 else None
        if relation is not None:
            column = self._column(relation, names[1])
            return self._field(column, names[2:])
        return self._field(self._unqualified(names[0]), names[1:])

    def field_of(self, value: Expression, name: str) -> Expression:
        """Return a field of a struct."""
        return self._field(value, [name])

    def _chain(self) -> Iterator[Scope]:
        scope: Scope | None = self
        while scope is not None:
            yield scope
            scope = scope.parent

    def _find(self, alias: str) -> Relation | None:
        return next((scope.relations[alias] for scope in self._chain() if alias in scope.relations), None)

    def _relation(self, alias: str) -> Relation:
        relation = self._find(alias)
        if relation is None:
            known = [name for scope in self._chain() for name in scope.relations]
            raise SqlError(
                f'missing FROM-clause entry for table "{alias}"', suggestion(alias, known).lstrip("; ") or None
            )
        return relation

    def _column(self, relation: Relation, name: str) -> Expression:
        column = relation.columns.get(name)
        if column is not None:
            return column
        if not relation.is_known:
            return Expression(f"{identifier(relation.alias)}.{identifier(name)}", name=name)
        raise _no_column(name, relation.alias, relation.columns)

    def _unqualified(self, name: str) -> Expression:
        for scope in self._chain():
            matches = [relation for relation in scope.relations.values() if name in relation.columns]
            if len(matches) > 1:
                raise SqlError(f'column reference "{name}" is ambiguous')
            if matches:
                return matches[0].columns[name]
            if name in scope.outputs:
                output = scope.outputs[name]
                return Expression(identifier(name), output.kind, name, output.fields)
            if not all(relation.is_known for relation in scope.relations.values()):
                return Expression(identifier(name), name=name)
        known: dict[str, object] = {}
        for scope in self._chain():
            for relation in scope.relations.values():
                known.update(relation.columns)
        tables = [relation.alias for relation in self.relations.values()]
        raise _no_column(name, tables[0] if len(tables) == 1 else None, known)

    @staticmethod
    def _field(value: Expression, path: Sequence[str]) -> Expression:
        for name in path:
            if value.kind not in (None, "struct") or (value.fields and name not in value.fields):
                raise _no_column(name, value.name, value.fields)
            sql = f"json_extract({value.sql}, {literal('$.' + _quoted(name))})"
            value = Expression(sql, value.fields.get(name), name)
        return value


def _no_column(name: str, owner: str | None, known: Mapping[str, object]) -> SqlError:
    where = f" in {owner}" if owner else ""
    hint = suggestion(name, known).lstrip("; ")
    return SqlError(
        f'There is no column "{name}"{where}.', f"`{name}` is not a column{where}; {hint}" if hint else None
    )


def _quoted(name: str) -> str:
    return '"' + name.replace('"', "") + '"'


def identifier(name: str) -> str:
    """Quote a name. Backticks are used because SQLite can treat a name in double quotes as a string."""
    return "`" + name.replace("`", "``") + "`"


def literal(text: str) -> str:
    """Quote a string."""
    return "'" + text.replace("'", "''") + "'"
