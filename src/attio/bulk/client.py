"""`client.bulk`: jobs that take many calls."""

from __future__ import annotations

from attio._call.operation import Caller
from attio.bulk.export_methods import Exports
from attio.bulk.write_methods import Writes


class Bulk(Writes, Exports):
    """Jobs that take many calls: writes of many rows, and exports. Every method has an `_async` twin."""

    def __init__(self, client: Caller) -> None:
        """Belong to a client."""
        self._client = client

    def __repr__(self) -> str:
        return f"<Bulk of {self._client!r}>"
