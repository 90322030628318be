"""A page of 500 records: the whole call, decoding alone, and memory."""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import httpx

from attio import Attio
from attio._call.response import decode
from attio._support.headers import Headers
from attio.funcs.records import RECORDS_QUERY
from benchmarks import fresh, payload, peer
from benchmarks.harness import HEADERS, TOKEN, Row, compare, main
from benchmarks.server import serving

COUNT = 500
URL = "/v2/objects/companies/records/query"

QUERY = """
from attio import Attio
client = Attio(sys.argv[2], server_url=sys.argv[1])
def query():
    return client.records.query("companies", limit=int(sys.argv[3]))
"""

# Prints the memory of a result. tracemalloc counts the allocations of Python exactly and reproducibly, and the models
# allocate nothing else. The figure of the system is the one that users see, but is less exact.
HELD = """
import gc, json, sys, tracemalloc
from attio._support.headers import Headers
from attio.funcs.records import RECORDS_QUERY
from attio._call.response import decode
from benchmarks.memory import held
contender, traced, path = sys.argv[1:]
def ours(content):
    return decode(RECORDS_QUERY, 200, Headers(), content)
read = ours if contender == "ours" else json.loads
small = b'{"data": []}'
read(small)
content = open(path, "rb").read()
gc.collect()
if traced == "traced":
    tracemalloc.start()
    page = read(content)
    gc.collect()
    print(tracemalloc.get_traced_memory()[0] / 1e6)
else:
    before = held()
    page = read(content)
    gc.collect()
    print(held() - before)
"""


def rows(factor: float) -> Iterator[Row]:
    """Time the query, then decoding alone, and measure the memory of the result."""
    with serving(COUNT) as address:
        yield from _whole_calls(address.http, factor)
    content = payload.records(COUNT)
    yield from _decoding(content, factor)
    yield from _memory(content)


def _whole_calls(address: str, factor: float) -> Iterator[Row]:
    rounds = round(40 * factor)
    with Attio(TOKEN, server_url=address) as client, httpx.Client(headers=HEADERS) as raw:

        def typed() -> object:
            return client.records.query("companies", limit=COUNT)

        def untyped() -> object:
            return raw.post(f"{address}{URL}", json={"limit": COUNT}).json()

        medians = compare({"ours": typed, "raw": untyped}, rounds=rounds)
        yield Row(f"{COUNT} records, whole call", medians["ours"], medians["raw"], 2.0)
        name = f"{COUNT} records, whole call, against attio {peer.VERSION}"
        try:
            yield Row(name, *_against_peer(address, max(1, rounds // 2)), 4.5, at_least=True)
        except peer.NotInstalledError as problem:
            yield Row(name, None, None, 4.5, at_least=True, note=str(problem))


def _against_peer(address: str, rounds: int) -> tuple[float, float]:
    """Time both in new processes, which earlier benchmarks do not slow down."""
    theirs = fresh.querying(peer.python(), peer.QUERY, address, COUNT)
    ours = fresh.querying(sys.executable, QUERY, address, COUNT)
    with theirs as query_theirs, ours as query_ours:
        query_theirs()
        query_ours()
        pairs = [(query_ours(), query_theirs()) for _ in range(rounds)]
    return median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)


def _decoding(content: bytes, factor: float) -> Iterator[Row]:
    def typed() -> object:
        return decode(RECORDS_QUERY, 200, Headers(), content)

    def untyped() -> object:
        return json.loads(content)

    rounds = round(40 * factor)
    medians = compare({"ours": typed, "raw": untyped}, rounds=rounds)
    yield Row(f"{COUNT} records, decoding alone", medians["ours"], medians["raw"], 2.2)
    medians = compare({"ours": _collected(typed), "raw": _collected(untyped)}, rounds=rounds)
    yield Row(f"{COUNT} records, decoding and garbage collection", medians["ours"], medians["raw"], 2.5)


def _collected(call: Callable[[], object]) -> Callable[[], object]:
    def run() -> object:
        result = call()
        gc.collect(1)  # Only young objects, which the call created.
        return result

    return run


def _memory(content: bytes) -> Iterator[Row]:
    with TemporaryDirectory() as folder:
        path = Path(folder, "records.json")
        path.write_bytes(content)
        for name, how, target, times in (
            (f"{COUNT} records, memory held", "traced", 1.0, 1),
            (f"{COUNT} records, memory held, as reported by the system", "reported", None, 5),
        ):
            ours = median(fresh.run(HELD, "ours", how, str(path)) for _ in range(times))
            raw = median(fresh.run(HELD, "raw", how, str(path)) for _ in range(times))
            yield Row(name, ours, raw, target, unit="MB")


if __name__ == "__main__":
    main(rows)
