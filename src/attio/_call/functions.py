"""Calls of standalone functions by name, for code that is shared by sync and async."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Any, NamedTuple, cast

from attio._call.operation import Caller


class FunctionCall(NamedTuple):
    """A standalone function and its arguments, without the client."""

    function: str
    """Name of the sync function, such as `records_query`."""
    arguments: tuple[Any, ...] = ()
    """Arguments after the client."""
    options: Mapping[str, Any] = MappingProxyType({})

    def make(self, client: Caller) -> Any:
        """Make the call."""
        return find_function(self.function)(client, *self.arguments, **self.options)

    async def make_async(self, client: Caller) -> Any:
        """Make the call with the `_async` version of the function."""
        return await find_function(f"{self.function}_async")(client, *self.arguments, **self.options)


def find_function(name: str) -> Callable[..., Any]:
    """Return a standalone function by its name."""
    return cast("Callable[..., Any]", getattr(import_module("attio.funcs"), name))
