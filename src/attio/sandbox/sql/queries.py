"""Translate queries: WITH, set operations, SELECT and its clauses."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from attio.sandbox.control.naming import suggestion
from attio.sandbox.sql.clauses import (
    JOINS,
    after_by,
    common_table,
    condition_end,
    item_at,
    relation_alias,
    split_alias,
    split_clauses,
    star_of,
)
from attio.sandbox.sql.expressions import MARK, Expressions
from attio.sandbox.sql.scope import Expression, Relation, Scope, identifier, literal
from attio.sandbox.sql.tables import SCHEMAS, NotTranslatedError, SqlError, Table, Tables
from attio.sandbox.sql.tokens import Group, Node, Token, is_query, is_token, parse, split

Outputs: TypeAlias = "list[tuple[str, Expression]] | None"
"""The columns of a result; None if they are not known."""


@dataclass
class Statement:
    """A translated statement."""

    sql: str
    booleans: Collection[int]
    """Positions of boolean columns, which are numbers in SQLite."""
    tables: Mapping[tuple[str, str], Table] = field(default_factory=dict[tuple[str, str], Table])
    """The tables that the statement reads, by schema and name."""


def translate(sql: str, tables: Tables) -> Statement:
    """Translate a SELECT statement.

    Raises:
        SqlError: The statement is invalid.
        NotTranslatedError: The statement has a feature that is not translated.
    """
    items = parse(sql)
    if not is_token(items[0], "select", "with", "values") and not is_query(items[0]):
        first = items[0].raw if isinstance(items[0], Token) else "("
        raise SqlError(f"only SELECT statements can be run, not {first.upper()}")
    queries = _Queries(tables)
    text, outputs = queries.query(items, Scope())
    booleans = [position for position, (_, value) in enumerate(outputs or ()) if value.kind == "boolean"]
    return Statement(text, booleans, queries.used)


class _Queries:
    """Translates the queries of a statement, and collects the tables that they read."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self.used: dict[tuple[str, str], Table] = {}
        self._with: list[dict[str, Outputs]] = []
        self._unnested = 0

    def query(self, items: Sequence[Node], scope: Scope) -> tuple[str, Outputs]:
        """Translate a query with its WITH clause."""
        self._with.append({})
        prefix = ""
        if is_token(items[0] if items else None, "with"):
            prefix, items = self._common(items[1:], scope)
        text, outputs = self._set_operations(items, scope)
        self._with.pop()
        return prefix + text, outputs

    def _subquery(self, group: Group, scope: Scope) -> str:
        return f"({self.query(group.items, Scope(scope))[0]})"

    def _expression(self, items: Sequence[Node], scope: Scope) -> Expression:
        return Expressions(items, scope, self._subquery).read()

    def _common(self, items: Sequence[Node], scope: Scope) -> tuple[str, Sequence[Node]]:
        """Translate `name [(columns)] AS (query), …`."""
        recursive = is_token(items[0] if items else None, "recursive")
        items = items[1:] if recursive else items
        texts: list[str] = []
        while True:
            name, names, group, items = common_table(items)
            known = self._with[-1]
            if recursive:
                known[name] = None
            text, outputs = self.query(group.items, scope)
            known[name] = _renamed(outputs, names)
            columns = f"({', '.join(map(identifier, names))})" if names else ""
            texts.append(f"{identifier(name)}{columns} AS ({text})")
            if not is_token(items[0] if items else None, ","):
                break
            items = items[1:]
        return f"WITH {'RECURSIVE ' if recursive else ''}{', '.join(texts)} ", items

    def _set_operations(self, items: Sequence[Node], scope: Scope) -> tuple[str, Outputs]:
        texts: list[str] = []
        outputs: Outputs = None
        first, pending = True, list[Node]()
        for item in (*items, None):
            if item is not None and not is_token(item, "union", "intersect", "except"):
                pending.append(item)
                continue
            if pending and is_token(pending[0], "all", "distinct"):
                texts += ["ALL"] if is_token(pending.pop(0), "all") else []
            text, found = self._core(pending, scope, outputs if texts else None)
            texts.append(text)
            outputs, first, pending = (found if first else outputs), False, []
            texts += [item.text.upper()] if isinstance(item, Token) else []
        return " ".join(texts), outputs

    def _core(self, items: Sequence[Node], scope: Scope, named: Outputs = None) -> tuple[str, Outputs]:
        if is_query(items[0] if items else None) and isinstance(items[0], Group):
            if len(items) > 1:
                raise NotTranslatedError("clauses after a query in parentheses")
            text, outputs = self.query(items[0].items, scope)
            return f"SELECT * FROM ({text})", outputs  # noqa: S608 - translated
        if is_token(items[0] if items else None, "values"):
            rows = ", ".join(self._expression([row], scope).sql for part in split(items[1:], ",") for row in part)
            return f"VALUES {rows}", None
        if not is_token(items[0] if items else None, "select"):
            first = getattr(items[0], "raw", "(") if items else "the end"
            raise SqlError(f'syntax error at or near "{first}"')
        clauses = split_clauses(items)
        return self._select(clauses, scope, named)

    def _select(self, clauses: Mapping[str, Sequence[Node]], outer: Scope, named: Outputs) -> tuple[str, Outputs]:
        """Translate a SELECT. After a set operation, ORDER BY uses the column names of the first SELECT."""
        scope = Scope(outer)
        source = self._from(clauses["from"], scope) if "from" in clauses else ""
        selected, outputs = self._columns(clauses["select"], scope)
        if scope.unnested is not None:
            if not source:
                raise NotTranslatedError("unnest without FROM")
            source += f" CROSS JOIN json_each({scope.unnested}) AS _unnest"
        scope.outputs = dict(outputs or ())
        parts = [selected, source]
        for word, text in (("where", "WHERE"), ("having", "HAVING")):
            if word == "having" and "group" in clauses:
                parts.append(f"GROUP BY {self._group_by(clauses['group'], scope)}")
            if word in clauses:
                parts.append(f"{text} {self._expression(clauses[word], scope).sql}")
        if "window" in clauses:
            parts.append(f"WINDOW {self._windows(clauses['window'], scope)}")
        if "order" in clauses:
            seen = scope if named is None else Scope(outputs=dict(named))
            order = Expressions((), seen, self._subquery).order(after_by(clauses["order"]))
            parts.append(f"ORDER BY {order}")
        parts.append(self._limit(clauses, scope))
        return " ".join(filter(None, parts)), outputs

    def _group_by(self, items: Sequence[Node], scope: Scope) -> str:
        items = after_by(items)
        first = items[0] if items else None
        if isinstance(first, Token) and first.text in ("rollup", "cube", "grouping"):
            raise NotTranslatedError(f"GROUP BY {first.text.upper()}")
        return ", ".join(self._expression(part, scope).sql for part in split(items, ","))

    def _windows(self, items: Sequence[Node], scope: Scope) -> str:
        texts: list[str] = []
        for part in split(items, ","):
            match part:
                case (Token() as name, Token(text="as"), Group() as group):
                    window = Expressions((), scope, self._subquery).window(group.items)
                    texts.append(f"{identifier(name.text)} AS {window}")
                case _:
                    raise SqlError("syntax error in WINDOW")
        return ", ".join(texts)

    def _limit(self, clauses: Mapping[str, Sequence[Node]], scope: Scope) -> str:
        """Translate LIMIT and OFFSET. SQLite has no OFFSET without LIMIT, so use `LIMIT -1` then."""
        limit = clauses.get("limit")
        offset = clauses.get("offset")
        if limit is None and offset is None:
            return ""
        if limit is None or is_token(limit[0] if limit else None, "all"):
            limit_sql = "-1"
        else:
            limit_sql = self._expression(limit, scope).sql
        if offset is None:
            return f"LIMIT {limit_sql}"
        rows = offset[:-1] if is_token(offset[-1] if offset else None, "row", "rows") else offset
        return f"LIMIT {limit_sql} OFFSET {self._expression(rows, scope).sql}"

    def _columns(self, items: Sequence[Node], scope: Scope) -> tuple[str, Outputs]:
        distinct = is_token(items[0] if items else None, "distinct")
        items = items[1:] if distinct or is_token(items[0] if items else None, "all") else items
        if distinct and is_token(items[0] if items else None, "on"):
            raise NotTranslatedError("DISTINCT ON")
        texts: list[str] = []
        outputs: Outputs = []
        for part in split(items, ","):
            star = star_of(part)
            if star is not None:
                columns = scope.columns_of(star or None)
                texts.append(f"{identifier(star)}.*" if star else "*")
                outputs = None if columns is None or outputs is None else [*outputs, *columns]
                continue
            value, name = self._column(part, scope)
            texts.append(f"{value.sql} AS {identifier(name)}")
            outputs = None if outputs is None else [*outputs, (name, value)]
        return f"SELECT {'DISTINCT ' if distinct else ''}{', '.join(texts)}", outputs

    def _column(self, items: Sequence[Node], scope: Scope) -> tuple[Expression, str]:
        items, alias = split_alias(items)
        match items:
            case (Token(kind="name", text="unnest"), Group(opening="(", items=inner)):
                value = self._unnest(inner, scope)
            case _:
                value = self._expression(items, scope)
        return value, alias or value.name or "?column?"

    def _unnest(self, items: Sequence[Node], scope: Scope) -> Expression:
        if scope.unnested is not None:
            raise NotTranslatedError("more than one unnest in a select list")
        array = self._expression(items, scope)
        scope.unnested = array.sql
        return _element("_unnest", array, "unnest")

    def _from(self, items: Sequence[Node], scope: Scope) -> str:
        """Translate relations and joins. Translate their conditions last, when all relations are known."""
        texts: list[str] = []
        conditions: list[tuple[int, Sequence[Node]]] = []
        position, expected = 0, True
        while position < len(items):
            item = items[position]
            if is_token(item, "lateral") and expected and is_token(item_at(items, position + 1), "unnest"):
                position += 1
            elif expected and not is_token(item, *JOINS):
                text, position = self._relation(items, position, scope)
                texts.append(text)
                expected = False
            elif is_token(item, "on"):
                end = condition_end(items, position + 1)
                conditions.append((len(texts), items[position + 1 : end]))
                texts.append("")
                position = end
            elif is_token(item, "using") and isinstance(columns := item_at(items, position + 1), Group):
                names = [identifier(part[0].text) for part in split(columns.items, ",") if isinstance(part[0], Token)]
                texts.append(f"USING ({', '.join(names)})")
                position += 2
            elif is_token(item, *JOINS):
                texts.append(str(getattr(item, "text", "")).upper())
                expected = expected or is_token(item, "join", ",")
                position += 1
            else:
                raise SqlError(f'syntax error at or near "{getattr(item, "raw", "(")}"')
        for place, condition in conditions:
            texts[place] = f"ON {self._expression(condition, scope).sql}"
        return f"FROM {' '.join(texts)}"

    def _relation(self, items: Sequence[Node], position: int, scope: Scope) -> tuple[str, int]:
        item = items[position]
        following = item_at(items, position + 1)
        if isinstance(item, Group):
            if not item.is_query:
                raise NotTranslatedError("joins in parentheses")
            text, outputs = self.query(item.items, scope)
            alias, names, end = relation_alias(items, position + 1)
            if alias is None:
                raise SqlError("subquery in FROM must have an alias")
            if names:
                raise NotTranslatedError("column names after the alias of a subquery")
            scope.add(_derived(alias, outputs))
            return f"({text}) AS {identifier(alias)}", end
        if isinstance(following, Group) and item.is_("unnest"):
            return self._unnest_relation(following, items, position + 2, scope)
        if isinstance(following, Group) and following.opening == "(" and item.is_identifier:
            raise NotTranslatedError(f"function {item.text} in FROM")
        return self._table(items, position, scope)

    def _unnest_relation(self, group: Group, items: Sequence[Node], position: int, scope: Scope) -> tuple[str, int]:
        array = self._expression(group.items, scope)
        alias, names, end = relation_alias(items, position)
        self._unnested += 1
        internal_alias = f"_unnest{self._unnested}"
        visible_alias = alias or "unnest"
        element = replace(_element(internal_alias, array, None), name=names[0] if names else visible_alias)
        scope.add(Relation(visible_alias, {str(element.name): element}))
        return f"json_each({array.sql}) AS {internal_alias}", end

    def _table(self, items: Sequence[Node], position: int, scope: Scope) -> tuple[str, int]:
        token = items[position]
        if not isinstance(token, Token) or not token.is_identifier:
            if is_token(token, "lateral", "only", "table"):
                raise NotTranslatedError(str(getattr(token, "text", "")).upper())
            raise SqlError(f'syntax error at or near "{getattr(token, "raw", "(")}"')
        names = [token.text]
        while is_token(item_at(items, position + 1), ".") and isinstance(part := item_at(items, position + 2), Token):
            names.append(part.text)
            position += 2
        alias, renamed, end = relation_alias(items, position + 1)
        if renamed:
            raise NotTranslatedError("column names after the alias of a table")
        visible_name = alias or names[-1]
        for known in reversed(self._with):
            if len(names) == 1 and names[0] in known:
                scope.add(_derived(visible_name, known[names[0]]))
                return f"{identifier(names[0])} AS {identifier(visible_name)}", end
        schema, name = (SCHEMAS[0], names[0]) if len(names) == 1 else (names[-2], names[-1])
        table = self._find(schema, name, ".".join(names))
        columns = {
            column.name: Expression(
                f"{identifier(visible_name)}.{identifier(column.name)}", column.kind, column.name, column.fields
            )
            for column in table.columns
        }
        scope.add(Relation(visible_name, columns))
        return f"{schema}.{identifier(name)} AS {identifier(visible_name)}", end

    def _find(self, schema: str, name: str, written: str) -> Table:
        if schema in ("information_schema", "pg_catalog"):
            raise NotTranslatedError(f"schema {schema}")
        result = self._tables.find(schema, name) if schema in SCHEMAS else None
        if result is None:
            known: list[str] = []
            for each in SCHEMAS:
                prefix = "" if each == SCHEMAS[0] else f"{each}."
                known += [f"{prefix}{table}" for table in self._tables.names(each)]
            hint = suggestion(written, known).lstrip("; ")
            raise SqlError(f'There is no table "{written}".', f"`{written}` is not a table; {hint}" if hint else None)
        self.used[schema, name] = result
        return result


def _element(relation: str, array: Expression, name: str | None) -> Expression:
    """Return the expression of an element of `json_each`. A struct gets the prefix `MARK`, as in columns."""
    value = f"{relation}.value"
    if not array.fields:
        return Expression(value, name=name)
    sql = f"CASE {relation}.type WHEN 'object' THEN {literal(MARK)} || {value} ELSE {value} END"
    return Expression(sql, "struct", name, array.fields)


def _derived(alias: str, outputs: Outputs) -> Relation:
    known = {
        name: Expression(f"{identifier(alias)}.{identifier(name)}", value.kind, name, value.fields)
        for name, value in outputs or ()
    }
    return Relation(alias, known, is_known=outputs is not None)


def _renamed(outputs: Outputs, names: Sequence[str]) -> Outputs:
    if not names:
        return outputs
    if outputs is None:
        return [(name, Expression(identifier(name), name=name)) for name in names]
    if len(names) > len(outputs):
        raise SqlError("a WITH query has fewer columns than names")
    return [*zip(names, (value for _, value in outputs), strict=False), *outputs[len(names) :]]
