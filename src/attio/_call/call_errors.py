"""Errors of calls whose arguments do not fit the operation, with the fix; loaded for mistakes only."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import get_type_hints

from attio._call.input_types import forms, spelled
from attio._call.options import PAGE_OPTIONS, REQUEST_OPTIONS
from attio._support.names import brief
from attio.errors.base import UnknownParameterError

_VALUES = ("values", "entry_values")
"""Fields of a body that hold values by attribute."""


def call_error(
    function: Callable[..., object], args: Sequence[object], named: Mapping[str, object]
) -> TypeError | None:
    """Make the error for arguments that do not fit; None where Python's own message says all."""
    client, *parameters = inspect.signature(function).parameters.values()
    parameters = [one for one in parameters if one.kind is not one.VAR_KEYWORD]
    by_position = [one.name for one in parameters if one.kind is one.POSITIONAL_OR_KEYWORD]
    keywords = [one.name for one in parameters if one.kind is one.KEYWORD_ONLY]
    hints = get_type_hints(function)
    options = PAGE_OPTIONS if "PageOptions" in str(hints["options"]) else REQUEST_OPTIONS
    known = [*by_position, *keywords, *sorted(options)]
    name = function.__name__.removesuffix("_async")
    if not args or not hasattr(args[0], "_call"):
        if client.name in named:
            return None
        return TypeError(f"{name}() takes a client first: {name}({', '.join((client.name, *by_position))}, ...)")
    placed = by_position[: len(args) - 1]
    missing = [one.name for one in parameters if one.default is one.empty and one.name not in (*placed, *named)]
    unknown = [one for one in named if one not in known]
    if unknown:
        return unknown_parameter(name, unknown, [*missing, *known], hints.get("data"))
    if len(args) - 1 > len(by_position):
        surplus = args[1 + len(by_position)]
        wanted = _for_value(surplus, [one for one in missing if one in keywords] or keywords)
        return TypeError(f"{name}() takes {_positions(by_position)}; give {_as_keyword(wanted, hints)}")
    if missing:
        return TypeError(f"{name}() is missing {_listed(_as_keyword([one], hints) for one in missing)}")
    return None


def unknown_parameter(
    function: str, unknown: Sequence[str], known: Sequence[str], data: object = None, operation: str | None = None
) -> UnknownParameterError:
    """Make the error for parameters that an operation does not have.

    Args:
        function: Name of the function.
        unknown: The unknown names.
        known: The names it has.
        data: Type of its parameter `data`; None without one.
        operation: Name of the operation, where the message is to begin with it.
    """
    name = unknown[0]
    message = f"{function}() has no parameter {brief(name)}{_hint(unknown, known, forms(data))}"
    return UnknownParameterError(message, operation=operation)


def _hint(unknown: Sequence[str], known: Sequence[str], bodies: list[dict[str, bool]]) -> str:
    name = unknown[0]
    body = next((body for body in bodies if name in body), None)
    if body is not None:
        return f"; give data={spelled(body, [one for one in unknown if one in body])}"
    ending = next((one for one in known if one.endswith(f"_{name}")), None)
    near = [ending] if ending else get_close_matches(name, known, n=1)
    if near:
        return f"; did you mean {near[0]!r}?"
    values = next((field for body in bodies for field in _VALUES if field in body), None)
    if values is not None:
        inner = ", ".join(f"{one!r}: ..." for one in unknown)
        return f"; values of attributes are given as data={{{values!r}: {{{inner}}}}}"
    return f"; it has {', '.join(dict.fromkeys(known))}"


def _for_value(value: object, keywords: list[str]) -> list[str]:
    """The parameters that a value without a name may have been meant for."""
    kinds: dict[type, str] = {Mapping: "filter", int: "limit", list: "sorts"}
    meant = [name for kind, name in kinds.items() if isinstance(value, kind) and name in keywords]
    return meant or keywords[:3]


def _positions(names: list[str]) -> str:
    return f"only {_listed(names)} by position" if names else "no arguments by position"


def _as_keyword(names: Iterable[str], hints: Mapping[str, object]) -> str:
    """How parameters are given by name, with the keys of those that take a dict."""
    texts: list[str] = []
    for name in names:
        found = forms(hints.get(name))
        texts.append(f"{name}={spelled(found[0]) if found else '...'}")
    return " or ".join(texts) or "options by name"


def _listed(names: Iterable[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last
