"""Errors for missing, unknown and misplaced arguments, with the fix; imported only to report one."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import get_close_matches
from inspect import Parameter
from typing import get_type_hints

from attio._call.input_types import forms, spelled
from attio._call.options import PAGE_OPTIONS, REQUEST_OPTIONS
from attio._support.names import brief
from attio.errors.base import UnknownParameterError

_VALUES = ("values", "entry_values")
"""Body fields that hold the values of attributes."""


def call_error(
    function: Callable[..., object], args: Sequence[object], named: Mapping[str, object]
) -> TypeError | None:
    """Build the error for arguments that do not match a signature; None if Python's own message is enough."""
    client, *parameters = inspect.signature(function).parameters.values()
    parameters = [parameter for parameter in parameters if parameter.kind is not Parameter.VAR_KEYWORD]
    by_position = [parameter.name for parameter in parameters if parameter.kind is Parameter.POSITIONAL_OR_KEYWORD]
    keywords = [parameter.name for parameter in parameters if parameter.kind is Parameter.KEYWORD_ONLY]
    hints = get_type_hints(function)
    options = PAGE_OPTIONS if "PageOptions" in str(hints["options"]) else REQUEST_OPTIONS
    known = [*by_position, *keywords, *sorted(options)]
    name = function.__name__.removesuffix("_async")
    if not args or not hasattr(args[0], "_call"):
        if client.name in named:
            return None
        return TypeError(f"{name}() takes a client first: {name}({', '.join((client.name, *by_position))}, ...)")
    given = {*by_position[: len(args) - 1], *named}
    required = [parameter.name for parameter in parameters if parameter.default is Parameter.empty]
    missing = [parameter for parameter in required if parameter not in given]
    unknown = [parameter for parameter in named if parameter not in known]
    if unknown:
        return unknown_parameter(name, unknown, [*missing, *known], hints.get("data"))
    if len(args) - 1 > len(by_position):
        surplus = args[1 + len(by_position)]
        likely = _parameters_for(surplus, [parameter for parameter in missing if parameter in keywords] or keywords)
        return TypeError(f"{name}() takes {_positions(by_position)}; give {_as_keywords(likely, hints)}")
    if missing:
        return TypeError(f"{name}() is missing {_join(_as_keywords([parameter], hints) for parameter in missing)}")
    return None


def unknown_parameter(
    function: str, unknown: Sequence[str], known: Sequence[str], data: object = None, operation: str | None = None
) -> UnknownParameterError:
    """Build the error for parameters that an operation does not have.

    Args:
        function: Name of the function.
        unknown: The unknown names.
        known: The names of the parameters that the function has.
        data: Type of the parameter `data`; None if the function has none.
        operation: Name of the operation, if the message should begin with it.
    """
    name = unknown[0]
    message = f"{function}() has no parameter {brief(name)}{_hint(unknown, known, forms(data))}"
    return UnknownParameterError(message, operation=operation)


def _hint(unknown: Sequence[str], known: Sequence[str], bodies: list[dict[str, bool]]) -> str:
    """Suggest where the first unknown parameter belongs; the ending of a message."""
    name = unknown[0]
    for body in bodies:
        if name in body:
            return f"; give data={spelled(body, [parameter for parameter in unknown if parameter in body])}"
    similar = [parameter for parameter in known if parameter.endswith(f"_{name}")]
    similar = similar or get_close_matches(name, known, n=1)
    if similar:
        return f"; did you mean {similar[0]!r}?"
    for body in bodies:
        for field in _VALUES:
            if field in body:
                values = ", ".join(f"{parameter!r}: ..." for parameter in unknown)
                return f"; values of attributes are given as data={{{field!r}: {{{values}}}}}"
    return f"; it has {', '.join(dict.fromkeys(known))}"


def _parameters_for(value: object, keywords: list[str]) -> list[str]:
    """Guess the parameters that a value without a name was meant for."""
    kinds: dict[type, str] = {Mapping: "filter", int: "limit", list: "sorts"}
    likely = [name for kind, name in kinds.items() if isinstance(value, kind) and name in keywords]
    return likely or keywords[:3]


def _positions(names: list[str]) -> str:
    return f"only {_join(names)} by position" if names else "no arguments by position"


def _as_keywords(names: Iterable[str], hints: Mapping[str, object]) -> str:
    """Return parameters as keyword arguments, with the keys of each dict."""
    texts: list[str] = []
    for name in names:
        dicts = forms(hints.get(name))
        texts.append(f"{name}={spelled(dicts[0]) if dicts else '...'}")
    return " or ".join(texts) or "options by name"


def _join(names: Iterable[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last
