"""The client for the workspace of an event."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias, cast

from attio.client import Attio
from attio.errors.base import InvalidRequestError
from attio.webhooks.steps import Plan, step

ClientSource: TypeAlias = Attio | Callable[[str], Attio] | Callable[[str], Awaitable[Attio]] | None


class Clients:
    """One client for all workspaces, or a function that returns the client of a workspace."""

    def __init__(self, source: ClientSource) -> None:
        self._source = source

    def __bool__(self) -> bool:
        return self._source is not None

    def get(self, workspace_id: str | None) -> Plan[Attio]:
        """Return the client of a workspace.

        Raises:
            InvalidRequestError: There is no client for the workspace.
        """
        if self._source is None:
            message = "the receiver has no client; pass client= to Receiver"
            raise InvalidRequestError(message)
        if not callable(self._source):
            return self._source
        if workspace_id is None:
            message = "the event has no workspace id, so no client can be chosen for it"
            raise InvalidRequestError(message)
        return cast("Attio", (yield step(cast("Callable[[str], Any]", self._source), workspace_id)))
