"""Check and convert the operands of operators: unlike SQLite, PostgreSQL does not accept operands of any type."""

from __future__ import annotations

from collections.abc import Sequence

from attio.sandbox.sql.scope import Expression
from attio.sandbox.sql.tables import Kind, NotTranslatedError, SqlError

COMPARISONS = frozenset({"=", "<", ">", "<=", ">=", "<>", "!="})
ARITHMETIC = frozenset({"+", "-", "*", "/", "%"})
LOGIC = frozenset({"and", "or", "not", "is", "in", "between", "like", "regexp", "exists", "isnull", "notnull"})

_CONVERTED: dict[Kind, str] = {
    "number": "attio_number",
    "boolean": "attio_boolean",
    "date": "attio_date",
    "timestamp": "attio_timestamp",
}
_NAMES: dict[Kind, str] = {"number": "numeric", "struct": "record"}


def combine(parts: Sequence[Expression]) -> Expression:
    """Combine values and operators to an expression."""
    parts = _dates(list(parts))
    _check_arithmetic(parts)
    parts = _comparisons(parts)
    if len(parts) == 1:
        return parts[0]
    operators = {part.operator for part in parts if part.operator}
    kind: Kind | None = None
    if operators & (COMPARISONS | LOGIC):
        kind = "boolean"
    elif "||" in operators:
        kind = "text"
    elif operators and operators <= ARITHMETIC:
        kind = "number"
    return Expression(" ".join(part.sql for part in parts), kind)


def _dates(parts: list[Expression]) -> list[Expression]:
    """Translate `date - date`, `date + 7` and `date - 7`."""
    position = 1
    while position < len(parts) - 1:
        left, middle, right = parts[position - 1 : position + 2]
        if middle.operator in ("+", "-") and left.kind in ("date", "timestamp") and right.operator is None:
            parts[position - 1 : position + 2] = [_add(left, middle.operator, right)]
        else:
            position += 1
    return parts


def _add(left: Expression, operator: str, right: Expression) -> Expression:
    if left.kind == right.kind == "date" and operator == "-":
        return Expression(f"attio_days({left.sql}, {right.sql})", "number")
    if left.kind == "date" and right.kind == "number":
        sign = 1 if operator == "+" else -1
        return Expression(f"attio_date(attio_add({left.sql}, {sign}, {right.sql} || ' days'))", "date")
    if right.kind in ("date", "timestamp") and operator == "-":
        raise NotTranslatedError("subtraction of timestamps")
    if right.kind is None:
        raise NotTranslatedError(f"{left.kind} {operator} a value of unknown type")
    raise _no_operator(left, operator, right)


def _check_arithmetic(parts: Sequence[Expression]) -> None:
    for left, middle, right in zip(parts, parts[1:], parts[2:], strict=False):
        if middle.operator in ARITHMETIC:
            for side in (left, right):
                if side.operator is None and not side.is_literal and side.kind not in (None, "number"):
                    raise _no_operator(left, str(middle.operator), right)


def _comparisons(parts: list[Expression]) -> list[Expression]:
    """Convert both sides of comparisons to the same type. String literals get the type of the other side."""
    changed = list(parts)
    for position in range(len(parts)):
        for other in _compared(parts, position):
            operator = parts[other - 1].operator or ""
            changed[position], changed[other] = _align(changed[position], operator, changed[other])
    return changed


def _compared(parts: Sequence[Expression], position: int) -> list[int]:
    """Return the positions of the values that the value at a position is compared with."""
    following = parts[position + 1].operator if position + 1 < len(parts) else None
    if parts[position].operator is not None:
        return []
    if following in COMPARISONS and position + 2 < len(parts) and parts[position + 2].operator is None:
        # `a + b = c` compares a sum, not b.
        return [position + 2] if _stands_alone(parts, position, position + 2) else []
    start = position + 2 if following == "not" and len(parts) > position + 2 else position + 1
    if len(parts) > start + 3 and parts[start].operator == "between" and parts[start + 2].operator == "and":
        return [start + 1, start + 3]
    return []


def _stands_alone(parts: Sequence[Expression], left: int, right: int) -> bool:
    before = parts[left - 1].operator if left else None
    after = parts[right + 1].operator if right + 1 < len(parts) else None
    others = ARITHMETIC | {"||"}
    return before not in others and after not in others


def _align(left: Expression, operator: str, right: Expression) -> tuple[Expression, Expression]:
    if left.is_literal != right.is_literal:
        literal, other = (left, right) if left.is_literal else (right, left)
        if other.kind in ("struct", "array"):
            raise _no_operator(left, operator, right)
        function = _CONVERTED.get(other.kind) if other.kind else None
        typed = Expression(f"{function}({literal.sql})", other.kind) if function else literal
        return (typed, right) if left.is_literal else (left, typed)
    if left.kind is None or right.kind is None or left.kind == right.kind:
        return left, right
    if {left.kind, right.kind} == {"date", "timestamp"}:
        return _as_timestamp(left), _as_timestamp(right)
    raise _no_operator(left, operator, right)


def _as_timestamp(value: Expression) -> Expression:
    return value if value.kind == "timestamp" else Expression(f"attio_timestamp({value.sql})", "timestamp")


def _no_operator(left: Expression, operator: str, right: Expression) -> SqlError:
    return SqlError(f"operator does not exist: {_type(left)} {operator} {_type(right)}")


def _type(value: Expression) -> str:
    return _NAMES.get(value.kind, value.kind) if value.kind else "unknown"
