"""What every sub-client is: a client that forwards to the one it belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeVar

from attio.core import AttioCore

if TYPE_CHECKING:
    from attio._call.operation import Operation

T = TypeVar("T")


class Resource(AttioCore):
    """A sub-client; its methods are the standalone functions of its resource."""

    def __init__(self, client: AttioCore) -> None:
        """Belong to a client; there is nothing of its own to set up or to close."""
        self._client = client
        self._sub_clients = {}

    def call(self, operation: Operation[T], params: Mapping[str, object], options: Mapping[str, object]) -> T:
        """Send one call through the client this belongs to."""
        return self._client.call(operation, params, options)

    async def call_async(
        self, operation: Operation[T], params: Mapping[str, object], options: Mapping[str, object]
    ) -> T:
        """Send one call through the client this belongs to."""
        return await self._client.call_async(operation, params, options)

    def close(self) -> None:
        """Do nothing: connections are the client's."""

    async def close_async(self) -> None:
        """Do nothing: connections are the client's."""

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {self._client!r}>"
