"""Translate expressions."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attio._support.digits import is_digits
from attio.sandbox.sql.calls import CAST_WORDS, call, cast, now, typed_literal
from attio.sandbox.sql.operators import ARITHMETIC, COMPARISONS, combine
from attio.sandbox.sql.scope import Expression, Scope, identifier, literal
from attio.sandbox.sql.tables import NotTranslatedError, SqlError
from attio.sandbox.sql.tokens import Group, Node, Token, is_query, is_token, split

MARK = "\t \t"
"""Prefix of JSON values in SQLite, to distinguish them from text that looks like JSON. It is valid in JSON."""

_PLAIN = frozenset({"and", "or", "not", "in", "is", "between", "like", "ilike", "escape", "isnull", "notnull"})
_FRAME = frozenset(
    [
        "rows",
        "range",
        "groups",
        "unbounded",
        "preceding",
        "following",
        "current",
        "row",
        "between",
        "and",
        "exclude",
        "ties",
        "no",
        "others",
    ]
)


class Expressions:
    """Translates a list of nodes as an expression.

    Args:
        items: The nodes.
        scope: Tables and columns that names refer to.
        subquery: Function that translates a query in parentheses.
    """

    def __init__(self, items: Sequence[Node], scope: Scope, subquery: Callable[[Group, Scope], str]) -> None:
        """Start at the first node."""
        self._items = items
        self._at = 0
        self._scope = scope
        self._subquery = subquery
        self._parts: list[Expression] = []

    def read(self) -> Expression:
        """Translate all nodes.

        Raises:
            SqlError: The expression is invalid.
            NotTranslatedError: The expression has a feature that is not translated.
        """
        while self._at < len(self._items):
            self._step(self._next())
        if not self._parts:
            raise SqlError("syntax error: an expression is missing")
        if self._parts[-1].operator not in (None, "isnull", "notnull"):
            raise SqlError(f"syntax error: nothing follows {self._parts[-1].sql}")
        return combine(self._parts)

    def _peek(self, offset: int = 0) -> Node | None:
        return self._items[self._at + offset] if self._at + offset < len(self._items) else None

    def _next(self) -> Node:
        self._at += 1
        return self._items[self._at - 1]

    def _inner(self, items: Sequence[Node]) -> Expression:
        return Expressions(items, self._scope, self._subquery).read()

    def _list(self, items: Sequence[Node]) -> list[Expression]:
        return [self._inner(part) for part in split(items, ",")]

    def _pop(self, what: str) -> Expression:
        if not self._parts or self._parts[-1].operator is not None:
            raise SqlError(f'syntax error at or near "{what}"')
        return self._parts.pop()

    def _step(self, node: Node) -> None:
        if isinstance(node, Group):
            self._group(node)
        elif node.kind == "string":
            self._value(Expression(literal(node.text), is_literal=True))
        elif node.kind == "number":
            self._value(Expression(node.text, "number"))
        elif node.kind == "operator":
            self._operator(node)
        elif node.is_identifier:
            self._name(node)
        else:
            self._keyword(node)

    def _value(self, value: Expression) -> None:
        self._parts.append(value)

    def _put(self, operator: str, sql: str | None = None) -> None:
        self._parts.append(Expression(sql or operator.upper(), operator=operator))

    def _group(self, group: Group) -> None:
        if group.opening == "case":
            self._value(self._case(group))
        elif group.opening == "[":
            self._element(group)
        elif group.is_query:
            self._value(Expression(self._subquery(group, self._scope)))
        else:
            values = self._list(group.items)
            single = values[0] if len(values) == 1 else Expression("")
            sql = f"({', '.join(value.sql for value in values)})"
            self._value(Expression(sql, single.kind, single.name, single.fields, single.is_literal))

    def _element(self, group: Group) -> None:
        index = group.items[0] if len(group.items) == 1 else None
        if not isinstance(index, Token) or not is_digits(index.text):
            raise NotTranslatedError("array subscripts other than numbers")
        array = self._pop("[")
        sql = f"json_extract({array.sql}, '$[{int(index.text) - 1}]')"
        self._value(Expression(sql, "struct" if array.fields else None, array.name, array.fields))

    def _case(self, group: Group) -> Expression:
        parts, results, words = ["CASE"], list[Expression](), "case"
        pending: list[Node] = []
        for item in (*group.items, Token("name", "end", "END")):
            if not is_token(item, "when", "then", "else", "end"):
                pending.append(item)
                continue
            if pending:
                value = self._inner(pending)
                parts.append(value.sql)
                results += [value] if words in ("then", "else") else []
            elif words != "case":
                raise SqlError(f"syntax error in CASE after {words.upper()}")
            words, pending = str(getattr(item, "text", "")), []
            parts.append(words.upper())
        typed = next((result for result in results if not result.is_literal), None)
        return Expression(" ".join(parts), typed.kind if typed else None, "case", typed.fields if typed else {})

    def _operator(self, token: Token) -> None:
        if token.text == "::":
            self._cast()
        elif token.text == ".":
            field = self._peek()
            if not isinstance(field, Token) or field.kind not in ("name", "quoted"):
                raise SqlError('syntax error at or near "."')
            self._at += 1
            self._value(self._scope.field_of(self._pop("."), field.text))
        elif token.text in COMPARISONS and is_token(self._peek(), "any", "some", "all"):
            self._any(token.text)
        elif token.text in COMPARISONS or token.text in ARITHMETIC or token.text == "||":
            self._put(token.text)
        else:
            raise SqlError(f'syntax error at or near "{token.raw}"')

    def _cast(self) -> None:
        value, type_ = self._pop("::"), self._type()
        if type_ != "interval":
            self._value(cast(value, type_))
        elif value.is_literal:
            self._interval(value)
        else:
            raise NotTranslatedError("cast to interval")

    def _type(self) -> str:
        words: list[str] = []
        while isinstance(token := self._peek(), Token) and token.kind in ("name", "quoted"):
            if words and (token.text not in CAST_WORDS or not _is_continuation(words, token.text)):
                break
            words.append(token.text)
            self._at += 1
        if not words:
            raise SqlError("syntax error: a type is missing")
        following = self._peek()
        if isinstance(following, Group) and following.opening == "[":
            raise NotTranslatedError(f"type {' '.join(words)}[]")
        if isinstance(following, Group) and following.opening == "(":
            raise NotTranslatedError(f"type {' '.join(words)}(…)")
        return " ".join(words)

    def _interval(self, text: Expression) -> None:
        """Translate the addition or subtraction of an interval, which follows a timestamp and an operator."""
        if len(self._parts) < 2 or self._parts[-1].operator not in ("+", "-"):
            raise NotTranslatedError("interval other than after + or -")
        sign = 1 if self._parts.pop().operator == "+" else -1
        moment = self._pop("interval")
        self._value(Expression(f"attio_add({moment.sql}, {sign}, {text.sql})", "timestamp"))

    def _any(self, operator: str) -> None:
        """Translate `value = ANY(array)`, and ANY and ALL of a subquery if they are equivalent to IN or NOT IN."""
        quantifier, operand = self._next(), self._peek()
        word = "all" if is_token(quantifier, "all") else "any"
        if is_query(operand) and (operator, word) in (("=", "any"), ("<>", "all"), ("!=", "all")):
            self._put("in", "IN" if word == "any" else "NOT IN")
            return
        if operator != "=" or word != "any" or not isinstance(operand, Group) or operand.is_query:
            raise NotTranslatedError(f"{operator} {word.upper()}")
        self._at += 1
        array, value = self._inner(operand.items), self._pop("any")
        if self._parts and self._parts[-1].operator in {*ARITHMETIC, "||"}:
            raise NotTranslatedError("ANY after a compound expression")
        exists = f"EXISTS (SELECT 1 FROM json_each({array.sql}) AS _any WHERE _any.value = {value.sql})"  # noqa: S608
        self._value(Expression(f"CASE WHEN {array.sql} IS NOT NULL THEN {exists} END", "boolean"))

    def _name(self, token: Token) -> None:
        following = self._peek()
        if token.kind == "name" and isinstance(following, Token) and following.kind == "string":
            if token.text not in ("date", "timestamp", "timestamptz"):
                raise SqlError(f'syntax error at or near "{following.raw}"')
            self._at += 1
            self._value(typed_literal(token.text, following.text))
        elif token.kind == "name" and token.text in ("current_date", "current_timestamp"):
            self._value(now("date" if token.text == "current_date" else "timestamp"))
        elif isinstance(following, Group) and following.opening == "(":
            self._call(token.text)
        else:
            self._column(token)

    def _column(self, token: Token) -> None:
        names = [token.text]
        while is_token(self._peek(), "."):
            part = self._peek(1)
            if is_token(part, "*"):
                raise SqlError('syntax error at or near "*"')
            if not isinstance(part, Token) or part.kind not in ("name", "quoted"):
                raise SqlError('syntax error at or near "."')
            names.append(part.text)
            self._at += 2
        if isinstance(self._peek(), Group) and len(names) > 1:
            raise NotTranslatedError(f"function {'.'.join(names)}")
        self._value(self._scope.resolve(names))

    def _call(self, name: str) -> None:
        group = self._next()
        items = group.items if isinstance(group, Group) else ()
        distinct = is_token(items[0] if items else None, "distinct")
        items = items[1:] if distinct else items
        if any(is_token(item, "order", "from", "for", "leading", "trailing", "both") for item in items):
            raise NotTranslatedError(f"keywords within {name}(…)")
        if name == "unnest":
            raise NotTranslatedError("unnest other than in FROM or as a column of the result")
        star = len(items) == 1 and is_token(items[0], "*")
        arguments = self._list(items) if items and not star else []
        value = call(name, arguments, distinct=distinct, star=star)
        self._value(self._window(value))

    def _window(self, value: Expression) -> Expression:
        sql = value.sql
        if is_token(self._peek(), "filter") and isinstance(condition := self._peek(1), Group):
            if not is_token(condition.items[0] if condition.items else None, "where"):
                raise SqlError("syntax error in FILTER: WHERE is missing")
            self._at += 2
            sql += f" FILTER (WHERE {self._inner(condition.items[1:]).sql})"
        if is_token(self._peek(), "within"):
            raise NotTranslatedError("WITHIN GROUP")
        if is_token(self._peek(), "over"):
            window = self._peek(1)
            self._at += 2
            if isinstance(window, Token):
                sql += f" OVER {identifier(window.text)}"
            else:
                sql += f" OVER {self.window(window.items if window else ())}"
        return Expression(sql, value.kind, value.name, value.fields)

    def window(self, items: Sequence[Node]) -> str:
        """Translate the definition of a window."""
        parts: list[str] = []
        clause: list[Node] = []
        for position, item in enumerate(items):
            if is_token(item, "rows", "range", "groups"):
                parts += [self._window_clause(clause), self._frame(items[position:])]
                return f"({' '.join(filter(None, parts))})"
            if is_token(item, "partition", "order"):
                parts.append(self._window_clause(clause))
                clause = []
            clause.append(item)
        parts.append(self._window_clause(clause))
        return f"({' '.join(filter(None, parts))})"

    def _window_clause(self, items: Sequence[Node]) -> str:
        if not items:
            return ""
        if len(items) < 2 or not is_token(items[1], "by"):
            raise NotTranslatedError("windows that extend others")
        if is_token(items[0], "order"):
            return f"ORDER BY {self.order(items[2:])}"
        return f"PARTITION BY {', '.join(value.sql for value in self._list(items[2:]))}"

    @staticmethod
    def _frame(items: Sequence[Node]) -> str:
        if not all(isinstance(item, Token) and (item.text in _FRAME or item.kind == "number") for item in items):
            raise NotTranslatedError("this frame of a window")
        return " ".join(item.raw for item in items if isinstance(item, Token))

    def order(self, items: Sequence[Node]) -> str:
        """Translate the list of ORDER BY. Null is the largest value in PostgreSQL, and the smallest in SQLite."""
        parts: list[str] = []
        for part in split(items, ","):
            nulls = ""
            if len(part) > 2 and is_token(part[-2], "nulls") and is_token(part[-1], "first", "last"):
                nulls, part = str(getattr(part[-1], "text", "")).upper(), part[:-2]  # noqa: PLW2901
            descending = is_token(part[-1] if part else None, "desc")
            if is_token(part[-1] if part else None, "asc", "desc"):
                part = part[:-1]  # noqa: PLW2901
            nulls = nulls or ("FIRST" if descending else "LAST")
            parts.append(f"{self._inner(part).sql} {'DESC' if descending else 'ASC'} NULLS {nulls}")
        return ", ".join(parts)

    def _keyword(self, token: Token) -> None:
        word, following = token.text, self._peek()
        if word in ("null", "true", "false"):
            self._value(Expression(word.upper(), "boolean" if word != "null" else None))
        elif word in _PLAIN:
            self._plain(word)
        elif word in ("left", "right") and isinstance(following, Group):
            self._call(word)
        elif word in ("cast", "extract") and isinstance(following, Group):
            self._at += 1
            self._value(self._cast_call(following) if word == "cast" else self._extract(following))
        elif word == "exists" and is_query(following):
            self._put("exists")
        elif word == "interval" and isinstance(following, Token) and following.kind == "string":
            self._at += 1
            self._interval(Expression(literal(following.text), is_literal=True))
        elif word in ("array", "similar", "collate", "interval", "using", "union", "intersect", "except", "table"):
            raise NotTranslatedError(word.upper())
        else:
            raise SqlError(f'syntax error at or near "{token.raw}"')

    def _plain(self, word: str) -> None:
        if word == "is":
            self._is()
        elif word == "escape" and any(part.operator == "regexp" for part in self._parts):
            raise NotTranslatedError("ILIKE … ESCAPE")
        else:
            self._put("regexp" if word == "ilike" else word)

    def _is(self) -> None:
        """Translate IS. `IS DISTINCT FROM` is `IS NOT` in SQLite, and `IS NOT DISTINCT FROM` is `IS`."""
        negative = is_token(self._peek(), "not")
        self._at += 1 if negative else 0
        if is_token(self._peek(), "distinct") and is_token(self._peek(1), "from"):
            self._at += 2
            negative = not negative
        self._put("is", "IS NOT" if negative else "IS")

    def _cast_call(self, group: Group) -> Expression:
        halves = split(group.items, "as")
        if len(halves) != 2:
            raise SqlError("syntax error in CAST: AS is missing")
        type_ = Expressions(halves[1], self._scope, self._subquery)._type()
        if type_ == "interval":
            raise NotTranslatedError("cast to interval")
        return cast(self._inner(halves[0]), type_)

    def _extract(self, group: Group) -> Expression:
        halves = split(group.items, "from")
        if len(halves) != 2 or len(halves[0]) != 1 or not isinstance(halves[0][0], Token):
            raise SqlError("syntax error in EXTRACT")
        unit = Expression(literal(halves[0][0].text), is_literal=True)
        value = call("date_part", [unit, self._inner(halves[1])])
        return Expression(value.sql, value.kind, "extract")


def _is_continuation(words: Sequence[str], word: str) -> bool:
    """Return whether a word continues the name of a type."""
    name = " ".join([*words, word])
    return any(type_ == name or type_.startswith(f"{name} ") for type_ in _LONG_TYPES)


_LONG_TYPES = ("character varying", "double precision", "timestamp with time zone", "timestamp without time zone")
