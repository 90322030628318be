"""Base class of the sub-clients."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeVar, cast

from attio._call.operation import Caller, Operation

T = TypeVar("T")
R = TypeVar("R", bound="Resource")


class Resource:
    """A sub-client, whose methods are the standalone functions of its resource."""

    def __init__(self, client: Caller) -> None:
        """Create a sub-client that makes its calls with `client`."""
        self._client = client

    def _call(self, operation: Operation[T], params: Mapping[str, object], options: Mapping[str, object]) -> T:
        return self._client._call(operation, params, options)

    async def _call_async(
        self, operation: Operation[T], params: Mapping[str, object], options: Mapping[str, object]
    ) -> T:
        return await self._client._call_async(operation, params, options)

    if not TYPE_CHECKING:  # type checkers report unknown names themselves

        def __getattr__(self, name: str) -> object:
            from attio._support.wrong_names import unknown_method

            return unknown_method(self, name)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {self._client!r}>"


def sub_client(parent: Caller, kind: type[R]) -> R:
    """Return the sub-client of a class, which is created on first use."""
    attributes, name = vars(parent), f"_{kind.__name__}"
    # Without a lock, which a fork could leave locked. `setdefault` is atomic: all threads get the same sub-client.
    return cast("R", attributes.get(name) or attributes.setdefault(name, kind(parent)))
