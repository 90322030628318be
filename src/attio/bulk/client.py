"""`client.bulk`: writes of many rows, and exports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attio._call.operation import Caller
from attio.bulk.export_methods import Exports
from attio.bulk.write_methods import Writes


class Bulk(Writes, Exports):
    """Bulk jobs: writes of many rows, and exports of all records. Each method has an `_async` variant."""

    def __init__(self, client: Caller) -> None:
        """Create the bulk methods of a client."""
        self._client = client

    if not TYPE_CHECKING:  # hidden from type checkers, which report unknown names themselves

        def __getattr__(self, name: str) -> object:
            from attio._support.wrong_names import unknown_method

            return unknown_method(self, name)

    def __repr__(self) -> str:
        return f"<Bulk of {self._client!r}>"
