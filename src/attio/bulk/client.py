"""`client.bulk`: jobs that take many calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attio._call.operation import Caller
from attio.bulk.export_methods import Exports
from attio.bulk.write_methods import Writes


class Bulk(Writes, Exports):
    """Jobs that take many calls: writes of many rows, and exports. Every method has an `_async` twin."""

    def __init__(self, client: Caller) -> None:
        """Belong to a client."""
        self._client = client

    if not TYPE_CHECKING:  # checkers report unknown names themselves

        def __getattr__(self, name: str) -> object:
            from attio._support.wrong_names import unknown_method

            return unknown_method(self, name)

    def __repr__(self) -> str:
        return f"<Bulk of {self._client!r}>"
