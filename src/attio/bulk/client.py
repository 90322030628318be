"""`client.bulk`: jobs that take many calls."""

from __future__ import annotations

from attio._call.operation import Caller
from attio.bulk.export_methods import Exports


class Bulk(Exports):
    """Jobs that take many calls: exports that miss nothing and can be resumed. Every method has an `_async` twin."""

    def __init__(self, client: Caller) -> None:
        """Belong to a client."""
        self._client = client

    def __repr__(self) -> str:
        return f"<Bulk of {self._client!r}>"
