"""A full page of records, typed, beside the same request through httpx and `json`."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator

import httpx

from attio import Attio
from benchmarks.harness import TOKEN, Row, compare, main
from benchmarks.server import serving

COUNT = 500
LIMIT = 3.0


def rows(factor: float) -> Iterator[Row]:
    """Time the query alone, then with the garbage collection that its result makes necessary."""
    with (
        serving(COUNT) as address,
        Attio(TOKEN, server_url=address.http) as client,
        httpx.Client(headers={"Authorization": f"Bearer {TOKEN}"}) as raw,
    ):
        url = f"{address.http}/v2/objects/companies/records/query"

        def typed() -> object:
            return client.records.query("companies", limit=COUNT)

        def untyped() -> object:
            return raw.post(url, json={"limit": COUNT}).json()

        for name, wrap in ((f"{COUNT} records", _as_it_is), (f"{COUNT} records, then a collection", _collected)):
            medians = compare({"ours": wrap(typed), "raw": wrap(untyped)}, rounds=round(40 * factor))
            yield Row(name, medians["ours"], LIMIT, medians["raw"])


def _as_it_is(call: Callable[[], object]) -> Callable[[], object]:
    return call


def _collected(call: Callable[[], object]) -> Callable[[], object]:
    def run() -> object:
        result = call()
        gc.collect(1)  # the young objects only: those that the call made
        return result

    return run


if __name__ == "__main__":
    main(rows)
