"""From a fresh process to its first result over TLS, beside httpx and pydantic used by hand."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial

from benchmarks.harness import ENVIRONMENT, TOKEN, Row, compare, main
from benchmarks.server import Address, serving

# httpcore imports trio where it is installed, which takes as long as everything else together; users have no trio.
WITHOUT_TRIO = "import sys; sys.modules['trio'] = None\n"

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


def rows(factor: float) -> Iterator[Row]:
    """Run both in fresh processes, in turn."""
    with serving() as address:
        for name, ours, by_hand in (
            ("first identity from a fresh process", IDENTITY, IDENTITY_BY_HAND),
            ("first record from a fresh process", RECORD, RECORD_BY_HAND),
        ):
            contenders = {"ours": _program(ours, address), "by hand": _program(by_hand, address)}
            medians = compare(contenders, rounds=round(20 * factor))
            yield Row(name, medians["ours"], 1.3, medians["by hand"])


def _program(text: str, address: Address) -> Callable[[], object]:
    script = f"{WITHOUT_TRIO}URL, TOKEN = {address.https!r}, {TOKEN!r}\n{text}"
    environment = {**ENVIRONMENT, "SSL_CERT_FILE": address.ca_file, "ATTIO_OAUTH2": TOKEN}
    return partial(subprocess.run, [sys.executable, "-c", script], env=environment, check=True)


if __name__ == "__main__":
    main(rows)
