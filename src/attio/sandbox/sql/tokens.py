"""Split a statement into tokens, and parse parentheses, brackets and CASE expressions to a tree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from attio.sandbox.sql.tables import NotTranslatedError, SqlError

TokenKind: TypeAlias = Literal["name", "quoted", "string", "number", "operator"]


@dataclass(frozen=True)
class Token:
    """A token. `text` is a name in lower case, a quoted name or a string without quotes, a number or an operator."""

    kind: TokenKind
    text: str
    raw: str

    def is_(self, *texts: str) -> bool:
        """Return whether the token is one of these keywords or operators."""
        return self.kind in ("name", "operator") and self.text in texts

    @property
    def is_identifier(self) -> bool:
        """Whether the token can be the name of a table or a column."""
        return self.kind == "quoted" or (self.kind == "name" and self.text not in KEYWORDS)


@dataclass(frozen=True)
class Group:
    """The nodes in parentheses, in brackets, or between CASE and END."""

    opening: Literal["(", "[", "case"]
    items: tuple[Node, ...]

    @property
    def is_query(self) -> bool:
        """Whether the group is a subquery."""
        first = self.items[0] if self.items else None
        return self.opening == "(" and (is_token(first, "select", "with", "values") or is_query(first))


Node: TypeAlias = Token | Group

# Reserved words, which need quotes as names of tables, columns or functions.
KEYWORDS = frozenset({
    "all", "and", "any", "array", "as", "asc", "between", "both", "by", "case", "cast", "collate", "cross", "desc",
    "distinct", "else", "end", "escape", "except", "exists", "extract", "false", "fetch", "filter", "following",
    "for", "from", "full", "group", "having", "ilike", "in", "inner", "intersect", "interval", "into", "is",
    "isnull", "join", "lateral", "leading", "left", "like", "limit", "natural", "not", "notnull", "null", "nulls",
    "offset", "on", "or", "order", "outer", "over", "partition", "preceding", "right", "select", "similar", "some",
    "table", "then", "trailing", "true", "unbounded", "union", "using", "values", "when", "where", "window", "with",
    "within",
})  # fmt: skip

_SPACE = re.compile(r"(?:\s+|--[^\n]*)+")
_NAME = re.compile(r"[^\W\d][\w$]*")
_NUMBER = re.compile(r"(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_STRING = re.compile(r"'((?:[^']|'')*)'")
_ESCAPED = re.compile(r"[eE]'((?:[^'\\]|''|\\.)*)'", re.DOTALL)
_DOLLAR = re.compile(r"\$(\w*)\$(.*?)\$\1\$", re.DOTALL)
_QUOTED = re.compile(r'"((?:[^"]|"")+)"')
_OPERATOR = re.compile(r"::|<=|>=|<>|!=|\|\||[-+*/%=<>(),.;\[\]]")
_OTHER = re.compile(r"[!@#&|^~?`:\\{}<>=+*/%-]+")

_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}


def is_token(node: Node | None, *texts: str) -> bool:
    """Return whether a node is one of these keywords or operators."""
    return isinstance(node, Token) and node.is_(*texts)


def is_query(node: Node | None) -> bool:
    """Return whether a node is a subquery in parentheses."""
    return isinstance(node, Group) and node.is_query


def _comment_end(sql: str, start: int) -> int:
    depth, position = 1, start + 2
    while depth:
        delimiter = re.compile(r"/\*|\*/").search(sql, position)
        if delimiter is None:
            raise SqlError("unterminated /* comment")
        depth += 1 if delimiter[0] == "/*" else -1
        position = delimiter.end()
    return position


def tokenize(sql: str) -> Iterator[Token]:
    """Split a statement into tokens, without spaces and comments.

    Raises:
        SqlError: A string or a comment is not terminated, or a character is invalid.
        NotTranslatedError: An operator or a parameter is not translated.
    """
    position = 0
    while position < len(sql):
        if space := _SPACE.match(sql, position):
            position = space.end()
        elif sql.startswith("/*", position):
            position = _comment_end(sql, position)
        else:
            token, position = _token(sql, position)
            yield token


def _token(sql: str, at: int) -> tuple[Token, int]:
    if found := _ESCAPED.match(sql, at):
        return Token("string", _unescape(found[1]), found[0]), found.end()
    if found := _STRING.match(sql, at):
        return Token("string", found[1].replace("''", "'"), found[0]), found.end()
    if found := _DOLLAR.match(sql, at):
        return Token("string", found[2], found[0]), found.end()
    if found := _QUOTED.match(sql, at):
        return Token("quoted", found[1].replace('""', '"'), found[0]), found.end()
    if found := _NUMBER.match(sql, at):
        return Token("number", found[0], found[0]), found.end()
    if found := _NAME.match(sql, at):
        return Token("name", found[0].lower(), found[0]), found.end()
    return _operator(sql, at)


def _operator(sql: str, at: int) -> tuple[Token, int]:
    supported, other = _OPERATOR.match(sql, at), _OTHER.match(sql, at)
    # `@>` is one operator, but `=-` is two operators.
    if other is not None and (
        supported is None or (other.end() > supported.end() and re.search(r"[@#&^~?!]", other[0]))
    ):
        raise NotTranslatedError(f"operator {other[0]}")
    if supported is not None:
        return Token("operator", supported[0], supported[0]), supported.end()
    if sql[at] in "'\"":
        raise SqlError(
            f"unterminated quoted {'string' if sql[at] == chr(39) else 'identifier'} at {sql[at : at + 20]!r}"
        )
    if sql[at] == "$":
        raise NotTranslatedError("parameter $")
    raise SqlError(f"syntax error at or near {sql[at]!r}")


def _unescape(text: str) -> str:
    def character(found: re.Match[str]) -> str:
        return "'" if found[0] == "''" else _ESCAPES.get(found[1], found[1])

    if re.search(r"\\[0-7xuU]", text):
        raise NotTranslatedError("numeric escapes in strings")
    return re.sub(r"''|\\(.)", character, text, flags=re.DOTALL)


def parse(sql: str) -> tuple[Node, ...]:
    """Parse a statement to a tree of groups. It may end with a semicolon.

    Raises:
        SqlError: There is no statement or more than one, or parentheses do not match.
        NotTranslatedError: An operator is not translated.
    """
    tokens = list(tokenize(sql))
    while tokens and tokens[-1].is_(";"):
        tokens.pop()
    if not tokens:
        raise SqlError("the statement is empty")
    if any(token.is_(";") for token in tokens):
        raise SqlError("only one statement is allowed")
    items, rest = _group(tokens, 0, None)
    if rest < len(tokens):
        raise SqlError(f'syntax error at or near "{tokens[rest].raw}"')
    return items


_CLOSING = {"(": ")", "[": "]", "case": "end"}
_MOST_NESTED = 50
"""Maximum nesting of a statement. PostgreSQL has no such limit, but Python's stack has one."""


def _group(tokens: Sequence[Token], at: int, closing: str | None, depth: int = 0) -> tuple[tuple[Node, ...], int]:
    if depth > _MOST_NESTED:
        raise NotTranslatedError(f"nesting deeper than {_MOST_NESTED}")
    items: list[Node] = []
    while at < len(tokens):
        token = tokens[at]
        if token.is_(")", "]") or (token.is_("end") and closing == "end"):
            break
        at += 1
        if token.is_("(", "[", "case"):
            expected = _CLOSING[token.text]
            inner, at = _group(tokens, at, expected, depth + 1)
            if at >= len(tokens) or not tokens[at].is_(expected):
                actual = f'"{tokens[at].raw}"' if at < len(tokens) else "the end of the statement"
                raise SqlError(f"syntax error at {actual}: there must be {expected.upper()!r} first")
            items.append(Group(token.text, inner))  # type: ignore[arg-type]
            at += 1
        else:
            items.append(token)
    return tuple(items), at


def split(items: Sequence[Node], separator: str) -> list[tuple[Node, ...]]:
    """Split nodes at a keyword or an operator."""
    parts: list[list[Node]] = [[]]
    for item in items:
        if is_token(item, separator):
            parts.append([])
        else:
            parts[-1].append(item)
    return [tuple(part) for part in parts]
