"""Threads, event loops, processes, cancellation and closing, and that nothing stays open."""

from __future__ import annotations

import asyncio
import gc
import multiprocessing
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor

import anyio
import pytest

from attio import Attio, errors
from tests.drivers import Driver
from tests.faults import processes
from tests.faults.cancel import cancel_often, respond_late
from tests.faults.closing import CALLERS, close_under_load
from tests.faults.load import HAS_PROC, Footprint, in_threads
from tests.faults.stage import FAST, TOKEN, record
from tests.server import Received, Reply, Server

ME = {"active": False}
COUNTED = pytest.mark.skipif(not HAS_PROC, reason="this system does not tell what a process holds")


@pytest.fixture
def echo(server: Server) -> Server:
    """A server that responds with the id in the path."""
    server.always(_echo)
    return server


def _echo(request: Received) -> Reply:
    return Reply(json=ME) if request.path == "/v2/self" else record(request.path.rsplit("/", 1)[-1])


# Threads and tasks


def test_many_threads_get_their_own_responses(echo: Server) -> None:
    with Attio(TOKEN, server_url=echo.url) as client:

        def work(number: int) -> None:
            for count in range(25):
                id_ = f"{number}-{count}"
                assert client.records.get("people", id_).data.id.record_id == id_

        in_threads(32, work)
    assert len(echo.requests) == 32 * 25


@COUNTED
@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_two_hundred_tasks_leave_nothing_behind(echo: Server, backend: str) -> None:
    async def main() -> None:
        async with Attio(TOKEN, server_url=echo.url) as client, anyio.create_task_group() as tasks:
            for number in range(200):
                tasks.start_soon(work, client, number)

    async def work(client: Attio, number: int) -> None:
        result = await client.records.get_async("people", str(number))
        assert result.data.id.record_id == str(number)

    anyio.run(main, backend=backend)
    before = Footprint.now()
    anyio.run(main, backend=backend)
    after = Footprint.settled(before)
    assert after.sockets <= before.sockets
    assert after.threads <= before.threads


# Processes


@pytest.fixture
def shared(echo: Server) -> Iterator[Attio]:
    """A client in use that forked processes inherit."""
    with processes.begin(echo.url) as client:
        client.meta.identify()
        yield client
    processes.client = None


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_processes_of_a_pool_have_connections_of_their_own(echo: Server, shared: Attio, method: str) -> None:
    if method not in multiprocessing.get_all_start_methods():
        pytest.skip(f"this system cannot {method}")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # Python warns about forks while threads run
        with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context(method)) as pool:
            results = list(pool.map(processes.work, [echo.url] * 4))
            echo.reply(404, json={"status_code": 404, "code": "not_found", "message": "No."})
            failed = pool.submit(processes.fail, echo.url).exception(timeout=30)
    assert {result[1:] for result in results} == {(False, False)}
    assert isinstance(failed, errors.GetRecordNotFoundError)
    assert (failed.code, failed.attempts, failed.operation) == ("not_found", 1, "records.get")
    assert shared.meta.identify().active is False
    # Only the parent has used its connection.
    assert [request.connection for request in echo.requests[:-1]].count(echo.requests[0].connection) == 1


# Cancellation


@pytest.mark.anyio
async def test_cancelled_calls_free_the_only_connection(server: Server, anyio_backend: str) -> None:
    respond_late(server)
    cut = await cancel_often(server, calls=100, seed=len(anyio_backend))
    assert cut > 20


def test_cancelled_tasks_free_the_only_connection(server: Server) -> None:
    respond_late(server)
    assert asyncio.run(cancel_often(server, calls=100, native=True)) > 20
    server.wait_for_connections(0)


# Closing


def test_nothing_is_sent_after_closing(echo: Server, driver: Driver) -> None:
    echo.reply(json={"data": [{"id": {"workspace_id": "w", "object_id": "o", "record_id": "r"}, "values": {}}]})
    echo.reply(302, headers={"Location": f"{echo.url}/file"})
    client = Attio(TOKEN, server_url=echo.url, retry_config=FAST)
    page = driver.call(client, "records.query", "people")
    file = driver.call(client, "files.download", "f")
    for _ in range(2):
        client.close()
        asyncio.run(client.close_async())
    sent = len(echo.requests)
    is_async = driver.side != "sync"
    calls: list[Callable[[], object]] = [
        lambda: driver.call(client, "meta.identify"),
        lambda: anyio.run(page.next_page_async, backend=driver.side) if is_async else page.next_page(),
        lambda: anyio.run(file.read_async, backend=driver.side) if is_async else file.read(),
    ]
    for call in calls:
        with pytest.raises(errors.RequestAbortedError, match="closed") as caught:
            call()
        assert caught.value.outcome == "not_sent"
    assert len(echo.requests) == sent


def test_closing_while_others_call_ends_every_call_and_leaves_nothing_open(echo: Server, driver: Driver) -> None:
    for _ in range(10):
        outcomes = close_under_load(driver, echo.url)
        assert outcomes["stuck"] == 0
        assert sum(outcomes.values()) - outcomes["done"] == CALLERS
        echo.wait_for_connections(0)


def test_a_client_that_is_dropped_open_warns(echo: Server) -> None:
    client = Attio(TOKEN, server_url=echo.url)
    client.meta.identify()
    with pytest.warns(ResourceWarning, match="was not closed") as caught:  # noqa: PT031
        del client
        gc.collect()
    assert TOKEN not in str(caught[0].message)
    echo.wait_for_connections(0)
