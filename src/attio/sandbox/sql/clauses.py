"""Split queries into clauses, and parse aliases and the conditions of joins."""

from __future__ import annotations

from collections.abc import Sequence

from attio.sandbox.sql.tables import NotTranslatedError, SqlError
from attio.sandbox.sql.tokens import Group, Node, Token, is_query, is_token, split

_CLAUSES = ("select", "from", "where", "group", "having", "window", "order", "limit", "offset", "fetch", "for")
JOINS = frozenset({"join", "inner", "left", "right", "full", "outer", "cross", "natural", "on", "using", ","})


def condition_end(items: Sequence[Node], start: int) -> int:
    """Return the position after the condition of a join: the next join. A call such as `left(…)` is not a join."""
    for position in range(start, len(items)):
        if is_token(items[position], *JOINS) and not isinstance(item_at(items, position + 1), Group):
            return position
    return len(items)


def item_at(items: Sequence[Node], position: int) -> Node | None:
    """Return the node at a position; None after the end."""
    return items[position] if position < len(items) else None


def after_by(items: Sequence[Node]) -> Sequence[Node]:
    """Return the nodes after BY."""
    if not is_token(items[0] if items else None, "by"):
        raise SqlError("syntax error: BY is missing")
    return items[1:]


def split_clauses(items: Sequence[Node]) -> dict[str, Sequence[Node]]:
    """Split a SELECT at the keywords of its clauses."""
    clauses: dict[str, list[Node]] = {}
    current: list[Node] = []
    order = -1
    previous: Node | None = None
    for item in items:
        # FROM in `IS DISTINCT FROM` and GROUP in `WITHIN GROUP` do not start a clause.
        word = item.text if isinstance(item, Token) and is_token(item, *_CLAUSES) else None
        if (
            word is not None
            and not (word == "from" and is_token(previous, "distinct"))
            and not is_token(previous, "within")
        ):
            if word in ("fetch", "for"):
                raise NotTranslatedError(word.upper())
            place = _CLAUSES.index(word)
            late = {"limit", "offset"}
            if word in clauses or (place < order and not (word in late and _CLAUSES[order] in late)):
                raise SqlError(f'syntax error at or near "{word.upper()}"')
            order = max(order, place)
            current = clauses[word] = []
        else:
            current.append(item)
        previous = item
    return {word: tuple(clause) for word, clause in clauses.items()}


def common_table(items: Sequence[Node]) -> tuple[str, list[str], Group, Sequence[Node]]:
    """Parse a table of a WITH clause: its name, the names of its columns, its query, and the remaining nodes."""
    match items:
        case (Token() as name, Group(opening="(", items=columns), Token(text="as"), *rest) if name.is_identifier:
            names = [part[0].text for part in split(columns, ",") if part and isinstance(part[0], Token)]
        case (Token() as name, Token(text="as"), *rest) if name.is_identifier:
            names = []
        case _:
            raise SqlError("syntax error in WITH")
    while is_token(rest[0] if rest else None, "not", "materialized"):
        rest = rest[1:]
    if not is_query(rest[0] if rest else None) or not isinstance(rest[0], Group):
        raise SqlError("syntax error in WITH: a query in parentheses is missing")
    return name.text, names, rest[0], rest[1:]


def relation_alias(items: Sequence[Node], position: int) -> tuple[str | None, list[str], int]:
    """Parse `[AS] alias [(columns)]`: the alias, the names of columns, and the position after them."""
    explicit = is_token(item_at(items, position), "as")
    position += 1 if explicit else 0
    token = item_at(items, position)
    if not isinstance(token, Token) or not token.is_identifier:
        if explicit:
            raise SqlError("syntax error: an alias is missing after AS")
        return None, [], position
    following = item_at(items, position + 1)
    if isinstance(following, Group) and following.opening == "(":
        names = [part[0].text for part in split(following.items, ",") if part and isinstance(part[0], Token)]
        return token.text, names, position + 2
    return token.text, [], position + 1


def star_of(items: Sequence[Node]) -> str | None:
    """Return the alias of `alias.*`, an empty text for `*`, and None for anything else."""
    match items:
        case (Token(kind="operator", text="*"),):
            return ""
        case (Token() as alias, Token(text="."), Token(kind="operator", text="*")) if alias.is_identifier:
            return alias.text
        case _:
            return None


def split_alias(items: Sequence[Node]) -> tuple[Sequence[Node], str | None]:
    """Split a column of the result, `value AS alias` or `value alias`, into its value and its alias."""
    if len(items) < 2:
        return items, None
    before, last = items[-2:]
    if not isinstance(last, Token) or last.kind not in ("name", "quoted"):
        return items, None
    if is_token(before, "as"):
        return items[:-2], last.text
    value_before = isinstance(before, Group) or before.kind != "operator"
    keyword_before = isinstance(before, Token) and before.kind == "name" and not before.is_identifier
    constant = is_token(before, "null", "true", "false")
    if last.is_identifier and value_before and (constant or not keyword_before) and not _is_over(items):
        return items[:-1], last.text
    return items, None


def _is_over(items: Sequence[Node]) -> bool:
    """Return whether the last name is the name of a window, or the last word of a type."""
    return is_token(items[-2], "over", "double", "character", "time") or is_token(items[-1], "varying", "precision")
