"""The client that belongs to the workspace of an event."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias, cast

from attio.client import Attio
from attio.errors.base import InvalidRequestError
from attio.webhooks.steps import Plan, step

ClientSource: TypeAlias = Attio | Callable[[str], Attio] | Callable[[str], Awaitable[Attio]] | None


class Clients:
    """One client for every workspace, or a function that gives the one of a workspace."""

    def __init__(self, source: ClientSource) -> None:
        self._source = source

    def __bool__(self) -> bool:
        return self._source is not None

    def get(self, workspace_id: str | None) -> Plan[Attio]:
        """Give the client of a workspace.

        Raises:
            InvalidRequestError: There is none.
        """
        if self._source is None:
            message = "the receiver has no client; pass client= to Receiver"
            raise InvalidRequestError(message)
        if not callable(self._source):
            return self._source
        if workspace_id is None:
            message = "the event names no workspace, so there is no client for it"
            raise InvalidRequestError(message)
        return cast("Attio", (yield step(cast("Callable[[str], Any]", self._source), workspace_id)))
