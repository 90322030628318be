"""A workspace whose records change while a test reads them."""

from __future__ import annotations

import random

from attio import Attio


class Mover:
    """Creates, changes and deletes people; `stayed` holds the ids that existed all the time."""

    def __init__(self, client: Attio, count: int) -> None:
        self._client, self._random = client, random.Random(14)
        report = client.bulk.create_records("people", ({"name": f"P{n} Q"} for n in range(count)), check=False)
        self.stayed = {str(result.record_id) for result in report.rows("created")}
        self.made = self.deleted = 0

    def move(self, times: int) -> None:
        """Create, change and delete `times` people each."""
        records = self._client.records
        for _ in range(times):
            gone, changed = self._random.sample(sorted(self.stayed), 2)
            self.stayed.discard(gone)
            records.delete("people", gone)
            records.update("people", changed, data={"values": {"name": "X Y"}})
            records.create("people", data={"values": {"name": "New One"}})
            self.made, self.deleted = self.made + 1, self.deleted + 1
