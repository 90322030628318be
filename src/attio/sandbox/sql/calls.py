"""Translate function calls and casts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from attio.sandbox.sql.scope import Expression, literal
from attio.sandbox.sql.tables import Kind, NotTranslatedError, SqlError


class _Function(NamedTuple):
    sqlite: str
    kind: Kind | None
    least: int
    most: int | None
    """Minimum and maximum number of arguments; None for no maximum."""


def _all(kind: Kind | None, least: int, most: int | None, names: str) -> dict[str, _Function]:
    return {name: _Function(name, kind, least, most) for name in names.split()}


_FUNCTIONS: Mapping[str, _Function] = {
    **_all("number", 1, 1, "count sum avg length abs ntile"),
    **_all("number", 0, 0, "row_number rank dense_rank percent_rank cume_dist"),
    **_all("number", 1, 2, "round"),
    **_all("text", 1, 1, "lower upper"),
    **_all("text", 1, 2, "trim ltrim rtrim"),
    **_all("text", 3, 3, "replace"),
    **_all(None, 1, 1, "min max first_value last_value"),
    **_all(None, 1, 3, "lag lead"),
    **_all(None, 2, 2, "nth_value nullif"),
    "coalesce": _Function("coalesce", None, 2, None),
    "char_length": _Function("length", "number", 1, 1),
    "substr": _Function("substr", "text", 2, 3),
    "substring": _Function("substr", "text", 2, 3),
    "string_agg": _Function("group_concat", "text", 2, 2),
    "bool_and": _Function("min", "boolean", 1, 1),
    "every": _Function("min", "boolean", 1, 1),
    "bool_or": _Function("max", "boolean", 1, 1),
    "cardinality": _Function("json_array_length", "number", 1, 1),
    "concat": _Function("attio_concat", "text", 1, None),
    "concat_ws": _Function("attio_concat_ws", "text", 2, None),
    "greatest": _Function("attio_greatest", None, 1, None),
    "least": _Function("attio_least", None, 1, None),
    "split_part": _Function("attio_split_part", "text", 3, 3),
    "left": _Function("attio_left", "text", 2, 2),
    "right": _Function("attio_right", "text", 2, 2),
    "ceil": _Function("attio_ceil", "number", 1, 1),
    "ceiling": _Function("attio_ceil", "number", 1, 1),
    "floor": _Function("attio_floor", "number", 1, 1),
    "date_trunc": _Function("attio_trunc", "timestamp", 2, 2),
    "date_part": _Function("attio_extract", "number", 2, 2),
}

_SAME_TYPE = frozenset(
    {"min", "max", "first_value", "last_value", "lag", "lead", "nth_value", "nullif", "coalesce", "greatest", "least"}
)
"""Functions whose result has the type of their arguments."""

_CASTS: Mapping[str, tuple[str, Kind]] = {
    **dict.fromkeys(("text", "varchar", "uuid", "character varying"), ("attio_text", "text")),
    **dict.fromkeys(("int", "integer", "bigint", "smallint", "int2", "int4", "int8"), ("attio_integer", "number")),
    **dict.fromkeys(
        ("numeric", "decimal", "real", "float", "float4", "float8", "double precision"), ("attio_number", "number")
    ),
    **dict.fromkeys(("bool", "boolean"), ("attio_boolean", "boolean")),
    **dict.fromkeys(
        ("timestamp", "timestamptz", "timestamp with time zone", "timestamp without time zone"),
        ("attio_timestamp", "timestamp"),
    ),
    "date": ("attio_date", "date"),
}
CAST_WORDS = frozenset(word for name in _CASTS for word in name.split())
"""All words in names of types."""


def cast(value: Expression, type_: str) -> Expression:
    """Translate `value::type`."""
    target = _CASTS.get(type_)
    if target is None or (value.kind in ("struct", "array")):
        raise NotTranslatedError(f"cast of {value.kind} to {type_}" if target else f"type {type_}")
    function, kind = target
    return Expression(f"{function}({value.sql})", kind, value.name or type_.partition(" ")[0])


def now(kind: Kind = "timestamp") -> Expression:
    """Translate `now()` and `current_date`. The current time is a parameter of the statement."""
    return Expression(":now", kind, "now") if kind == "timestamp" else Expression("substr(:now, 1, 10)", kind, "date")


def call(name: str, arguments: Sequence[Expression], *, distinct: bool = False, star: bool = False) -> Expression:
    """Translate a function call."""
    if name == "now" and not arguments:
        return now()
    if name == "array_length" and len(arguments) == 2 and arguments[1].sql == "1":
        return Expression(f"nullif(json_array_length({arguments[0].sql}), 0)", "number", name)
    if name == "mod" and len(arguments) == 2:
        return Expression(f"({arguments[0].sql} % {arguments[1].sql})", "number", name)
    function = _FUNCTIONS.get(name)
    if function is None:
        raise NotTranslatedError(f"function {name}")
    if star and name != "count":
        raise SqlError(f"function {name}(*) does not exist")
    count = 1 if star else len(arguments)
    if count < function.least or (function.most is not None and count > function.most):
        raise SqlError(f"function {name} does not take {count} argument{'' if count == 1 else 's'}")
    if distinct and name == "string_agg":
        raise NotTranslatedError("string_agg(DISTINCT …)")
    inner = "*" if star else ", ".join(argument.sql for argument in arguments)
    typed = [argument for argument in arguments if not argument.is_literal]
    result = typed[0] if name in _SAME_TYPE and typed else Expression("", function.kind)
    return Expression(f"{function.sqlite}({'DISTINCT ' if distinct else ''}{inner})", result.kind, name, result.fields)


def typed_literal(type_: str, text: str) -> Expression:
    """Translate `DATE '…'` and `TIMESTAMP '…'`."""
    return cast(Expression(literal(text), name=type_), type_)
