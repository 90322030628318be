"""`History`, the iterator of `client.bulk.export_history`: after it was closed, and after an error."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import anyio
import pytest

from attio import Attio, errors
from attio.bulk.history import AsyncHistory, AsyncReads, AttributeRead, History, Reads
from attio.sandbox import Sandbox

CLOSED = r"the export is closed; call `client\.bulk\.export_history` again"
PEOPLE = 5


@pytest.fixture
def sandbox() -> Sandbox:
    return Sandbox()


@pytest.fixture
def client(sandbox: Sandbox) -> Iterator[Attio]:
    with sandbox.client() as client:
        yield client


@pytest.fixture
def people(client: Attio) -> list[str]:
    created = [client.records.create("people", data={"values": {"name": f"P{n} Q"}}) for n in range(PEOPLE)]
    return [response.data.id.record_id for response in created]


@pytest.fixture(params=["export", "ids"])
def how(request: pytest.FixtureRequest, people: list[str]) -> dict[str, Any]:
    """Arguments to export all records, or records by id."""
    return {"concurrency": 2, "record_ids": None if request.param == "export" else people}


def test_a_closed_history_ends(client: Attio, how: dict[str, Any]) -> None:
    with client.bulk.export_history("people", ["name", "job_title"], **how) as rows:
        next(rows)
    for _ in range(2):
        with pytest.raises(RuntimeError, match=CLOSED):
            next(rows)


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_a_closed_async_history_ends(client: Attio, how: dict[str, Any], backend: str) -> None:
    async def main() -> None:
        async with await client.bulk.export_history_async("people", ["name", "job_title"], **how) as rows:
            await anext(rows)
        for _ in range(2):
            with pytest.raises(RuntimeError, match=CLOSED):
                await anext(rows)
        dropped = await client.bulk.export_history_async("people", ["name"], **how)
        await anext(dropped)
        del dropped

    anyio.run(main, backend=backend)


@pytest.mark.parametrize("operation", ["records.list_attribute_values", "records.query"])
def test_a_history_continues_where_it_failed(
    sandbox: Sandbox, client: Attio, people: list[str], operation: str
) -> None:
    def reads_of(record_id: str) -> list[AttributeRead]:
        return [AttributeRead(client, "people", record_id, "name", {})]

    def fail() -> None:
        sandbox.faults.add(operation, code="validation_type", status=400)

    rows = History(Reads(client.bulk.export_records("people", page_size=2), (), reads_of), 1)
    seen = [next(rows).record_id]
    fail()
    with pytest.raises(errors.BadRequestError):
        seen.extend(row.record_id for row in rows)  # it keeps those before the error
    seen += [row.record_id for row in rows]
    assert seen == people

    async def main() -> None:
        export = await client.bulk.export_records_async("people", page_size=2)
        rows = await AsyncHistory(AsyncReads(export, (), reads_of), 1).begin()
        found = [(await anext(rows)).record_id]
        fail()
        with suppress(errors.BadRequestError):
            async for row in rows:
                found.append(row.record_id)  # noqa: PERF401 - keeps those before the error
            pytest.fail("no error")
        found += [row.record_id async for row in rows]
        assert found == people

    anyio.run(main)


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_a_timeout_loses_no_row(sandbox: Sandbox, people: list[str], backend: str) -> None:
    async def main() -> None:
        async with sandbox.client() as client:
            sandbox.faults.add("records.list_attribute_values", delay=0.3)
            rows = await client.bulk.export_history_async("people", ["name"], concurrency=1)
            with anyio.move_on_after(0.05) as scope:
                await anext(rows)
            assert scope.cancelled_caught
            assert [row.record_id async for row in rows] == people

    anyio.run(main, backend=backend)
