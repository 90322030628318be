"""Fixtures that run bulk writes with sync and async calls, on a sandbox."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import anyio
import pytest

from attio import Attio, BackoffStrategy, RetryConfig
from attio.bulk import BulkReport
from attio.sandbox import Sandbox
from tests.sandbox.api import attribute, new_list

Write = Callable[..., BulkReport]
DOMAINS: dict[str, Any] = {"matching_attribute": "domains"}
"""Arguments of `assert_records` that match companies by their domains."""
QUICK = RetryConfig(backoff=BackoffStrategy(initial_interval=1, max_interval=5))


@pytest.fixture
def workspace() -> Sandbox:
    return Sandbox(seed=5)


@pytest.fixture
def crm(workspace: Sandbox) -> Iterator[Attio]:
    with workspace.client(retry_config=QUICK) as client:
        yield client


@pytest.fixture(params=["sync", "asyncio", "trio"])
def write(request: pytest.FixtureRequest) -> Write:
    """Call a method of `client.bulk`: `write(client, "assert_records", "companies", rows, …)`."""

    def write(client: Attio, method: str, *args: Any, **how: Any) -> Any:
        if request.param == "sync":
            return getattr(client.bulk, method)(*args, **how)

        async def main() -> Any:
            return await getattr(client.bulk, f"{method}_async")(*args, **how)

        return anyio.run(main, backend=request.param)

    return write


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The path of the checkpoint file."""
    return tmp_path / "run.sqlite"


@pytest.fixture
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shorten the pauses of a run."""
    monkeypatch.setattr("attio.bulk.flow.FIRST_PAUSE", 0.01)
    monkeypatch.setattr("attio.bulk.flow.LONGEST_PAUSE", 0.05)
    monkeypatch.setattr("attio.bulk.plans.SETTLING", 0.02)


def companies(client: Attio, *, limit: int = 500) -> dict[str, Any]:
    """Return the companies in the sandbox, keyed by domain."""
    found: dict[str, Any] = {}
    for record in client.records.query("companies", limit=limit):
        for domain in record.all("domains", str):
            assert domain not in found
            found[domain] = record
    return found


def rows_of(count: int, **more: object) -> list[dict[str, Any]]:
    """Return rows for `count` companies."""
    return [{"name": f"C{n}", "domains": [f"c{n}.com"], **more} for n in range(count)]


def sales(client: Attio) -> None:
    client.lists.create(data=new_list("sales", "companies"))
    for slug, kind in (("note", "text"), ("size", "number")):
        client.attributes.create_new(
            "lists",
            "sales",
            data=attribute(slug, kind),
        )


def ids_of(report: BulkReport) -> list[str]:
    return [str(result.record_id) for result in report.rows()]
