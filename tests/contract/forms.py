"""Scripts that run in all four forms of an operation."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Generator, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import TypeAlias, cast

import pytest

import attio.funcs
from attio import Attio
from tests.contract.table import Case, Form, Golden

SYNC_FORMS: tuple[Form, ...] = ("method", "function")
ASYNC_FORMS: tuple[Form, ...] = ("method_async", "function_async")


@dataclass(frozen=True)
class Call:
    """A call that a script requests."""

    args: tuple[object, ...]
    kwargs: Mapping[str, object]

    @classmethod
    def of(cls, case: Case, **changes: object) -> Call:
        """Build the call of a case, with some keywords replaced."""
        return cls(case.args, {**case.kwargs, **changes})


@dataclass(frozen=True)
class Ended:
    """The result or the error of a call."""

    result: object = None
    error: Exception | None = None


Script: TypeAlias = Generator[Call, Ended, None]
"""Yields calls, receives their outcomes, and makes assertions. Each script runs in every form."""


def find(golden: Golden, client: Attio, form: Form) -> Callable[..., object]:
    """Return the operation in one form, bound to a client. A deprecated operation must warn at every call."""
    operation = _find(golden, client, form)
    return _warned_about(operation) if golden.deprecated else operation


def _warned_about(operation: Callable[..., object]) -> Callable[..., object]:
    def call(*args: object, **kwargs: object) -> object:
        with pytest.warns(DeprecationWarning, match="use `"):
            return operation(*args, **kwargs)

    return call


def _find(golden: Golden, client: Attio, form: Form) -> Callable[..., object]:
    if form == "method":
        return cast("Callable[..., object]", attrgetter(golden.member)(client))
    if form == "method_async":
        return cast("Callable[..., object]", attrgetter(f"{golden.operation}_async")(client))
    name = golden.function if form == "function" else f"{golden.function}_async"
    function = cast("Callable[..., object]", getattr(attio.funcs, name))
    return lambda *args, **kwargs: function(client, *args, **kwargs)


def run(script: Script, operation: Callable[..., object]) -> None:
    """Run a script with a sync form."""
    call = next(script, None)
    while call is not None:
        try:
            ended = Ended(operation(*call.args, **call.kwargs))
        except Exception as error:  # noqa: BLE001 - the script says what it expected
            ended = Ended(error=error)
        call = _send(script, ended)


async def run_async(script: Script, operation: Callable[..., object]) -> None:
    """Run a script with an async form."""
    call = next(script, None)
    while call is not None:
        try:
            ended = Ended(await cast("Awaitable[object]", operation(*call.args, **call.kwargs)))
        except Exception as error:  # noqa: BLE001 - the script says what it expected
            ended = Ended(error=error)
        call = _send(script, ended)


def _send(script: Script, ended: Ended) -> Call | None:
    try:
        return script.send(ended)
    except StopIteration:
        return None
