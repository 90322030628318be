"""Time and memory from the start of a process to its first result over TLS, compared with httpx and pydantic."""

from __future__ import annotations

import time
from collections.abc import Iterator
from statistics import median

from benchmarks import fresh
from benchmarks.harness import TOKEN, Row, main
from benchmarks.server import serving

IDENTITY = """
from attio import Attio
with Attio(server_url=URL) as client:
    assert client.meta.identify().workspace_slug
"""
IDENTITY_BY_HAND = """
import httpx
from pydantic import BaseModel
class Identity(BaseModel):
    active: bool
    scope: str
    workspace_id: str
    workspace_name: str
    workspace_slug: str
with httpx.Client(base_url=URL, headers={"Authorization": f"Bearer {TOKEN}"}) as client:
    response = client.get("/v2/self").raise_for_status()
    assert Identity.model_validate_json(response.content).workspace_slug
"""
RECORD = """
from attio import Attio
with Attio(server_url=URL) as client:
    page = client.records.query("companies", limit=1)
    assert page.data[0].first("name", str)
"""
RECORD_BY_HAND = """
import datetime as dt
from typing import Any
import httpx
from pydantic import BaseModel
class Id(BaseModel):
    workspace_id: str
    object_id: str
    record_id: str
class Record(BaseModel):
    id: Id
    created_at: dt.datetime
    web_url: str
    values: dict[str, list[dict[str, Any]]]
class Page(BaseModel):
    data: list[Record]
with httpx.Client(base_url=URL, headers={"Authorization": f"Bearer {TOKEN}"}) as client:
    response = client.post("/v2/objects/companies/records/query", json={"limit": 1}).raise_for_status()
    assert Page.model_validate_json(response.content).data[0].values["name"][0]["value"]
"""
END = """
import time
result_at = time.monotonic()
from benchmarks.memory import peak
print([result_at, peak()])
"""


def rows(factor: float) -> Iterator[Row]:
    """Run both programs alternately, each time in a new process."""
    with serving() as address:
        environment = {"SSL_CERT_FILE": address.ca_file, "ATTIO_OAUTH2": TOKEN}
        for name, target, programs in (
            ("first record from a fresh process", 1.12, (RECORD, RECORD_BY_HAND)),
            ("first identity from a fresh process", None, (IDENTITY, IDENTITY_BY_HAND)),
        ):
            texts = [f"URL, TOKEN = {address.https!r}, {TOKEN!r}\n{program}{END}" for program in programs]
            runs: list[list[tuple[float, float, float]]] = [[], []]
            for turn in range(max(1, round(40 * factor)) + 1):
                for which in (0, 1) if turn % 2 else (1, 0):
                    runs[which].append(_measure(texts[which], environment))
            # The first run of each compiles its modules.
            (first, whole, memory), (first_by_hand, whole_by_hand, memory_by_hand) = (
                map(median, zip(*taken[1:], strict=True)) for taken in runs
            )
            yield Row(name, first * 1000, first_by_hand * 1000, target)
            yield Row(f"{name}: until the process ends", whole * 1000, whole_by_hand * 1000)
            yield Row(f"{name}: peak memory", memory, memory_by_hand, target, unit="MB")


def _measure(program: str, environment: dict[str, str]) -> tuple[float, float, float]:
    """Return the seconds until the first result, the seconds until the process ended, and its peak memory."""
    start = time.monotonic()  # All processes share this clock.
    result_at, memory = fresh.run(program, **environment)
    return result_at - start, time.monotonic() - start, memory


if __name__ == "__main__":
    main(rows)
