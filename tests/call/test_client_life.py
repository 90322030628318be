"""Life cycle of a client: event loops, threads, closing, and its `repr`."""

from __future__ import annotations

import asyncio
import gc
import logging
import pickle
import threading
import tracemalloc
from typing import Any

import pytest

from attio import Attio, AttioCore, HTTPClient, errors
from attio.funcs import meta_identify, records_query
from tests.call.calls import ME, RECORD, TOKEN
from tests.drivers import Driver
from tests.server import Reply, Server


def test_one_client_serves_many_event_loops(server: Server, client: Attio) -> None:
    server.always(lambda _: Reply(json=ME))
    for _ in range(3):
        assert asyncio.run(client.meta.identify_async()).active is False


def test_one_client_serves_many_threads(server: Server, client: Attio) -> None:
    server.always(lambda _: Reply(json=ME))
    barrier = threading.Barrier(32)
    seen: list[object] = []

    def work() -> None:
        barrier.wait()
        seen.append(client.records)
        client.meta.identify()

    threads = [threading.Thread(target=work) for _ in range(32)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(seen) == 32
    assert len({id(sub_client) for sub_client in seen}) == 1


def test_a_closed_client_rejects_calls(server: Server, driver: Driver) -> None:
    client = Attio(TOKEN, server_url=server.url)
    client.close()
    client.close()
    with pytest.raises(errors.RequestAbortedError, match="closed") as caught:
        driver.call(client, "meta.identify")
    assert caught.value.outcome == "not_sent"


@pytest.mark.anyio
async def test_a_client_closes_on_the_async_side(server: Server) -> None:
    server.always(lambda _: Reply(json=ME))
    async with Attio(TOKEN, server_url=server.url) as client:
        await client.meta.identify_async()
    await client.close_async()
    with pytest.raises(errors.RequestAbortedError):
        await client.meta.identify_async()
    server.wait_for_connections(0)


def test_a_passed_http_client_stays_open(server: Server) -> None:
    server.always(lambda _: Reply(json=ME))
    http_client = HTTPClient()
    for _ in range(2):
        with Attio(TOKEN, server_url=server.url, http_client=http_client) as client:
            client.meta.identify()
    assert server.connections == 1
    http_client.close()


def test_a_client_without_sub_clients_serves_functions(server: Server) -> None:
    server.reply(json=ME)
    server.reply(json={"data": []})
    with AttioCore(TOKEN, server_url=server.url) as core:
        assert meta_identify(core).active is False
        assert records_query(core, "people").data == []


def test_a_client_shows_no_token_and_does_not_pickle() -> None:
    client = Attio(TOKEN)
    assert TOKEN not in repr(client) + str(client) + repr(vars(client)) + repr(client.records)
    with pytest.raises(TypeError, match="cannot be pickled"):
        pickle.dumps(client)


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        ({"oauth2": "a b"}, "oauth2"),
        ({"oauth2": 5}, "oauth2"),
        ({"server_url": "http://api.attio.com"}, "server_url"),
        ({"timeout_ms": 0}, "timeout_ms"),
        ({"deadline_ms": "1"}, "deadline_ms"),
        ({"retry_config": {"strategy": "none"}}, "retry_config"),
        ({"http_client": object()}, "http_client"),
        ({"debug_logger": object()}, "debug_logger"),
        ({"user_agent": "a\nb"}, "user-agent"),
        ({"max_response_bytes": 0}, "max_response_bytes"),
    ],
)
def test_options_of_a_client_are_checked(options: dict[str, Any], problem: str) -> None:
    with pytest.raises((ValueError, TypeError), match=problem):
        Attio(**options)


def test_the_library_logs_one_line_a_call(
    server: Server, client: Attio, driver: Driver, caplog: pytest.LogCaptureFixture
) -> None:
    server.reply(json={"data": RECORD}, headers={"x-attio-execution-id": "id-1"})
    with caplog.at_level(logging.DEBUG, "attio"):
        driver.call(client, "records.get", "people", "secret-id")
    [line] = [record.getMessage() for record in caplog.records if record.name == "attio"]
    assert "GET /v2/objects/{object}/records/{record_id}: 200" in line
    assert "id-1" in line
    assert "secret-id" not in line + TOKEN


def test_many_calls_leave_no_memory_behind(server: Server, client: Attio) -> None:
    server.always(lambda _: Reply(json=ME))
    for _ in range(20):
        client.meta.identify()
    gc.collect()
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    for _ in range(200):
        client.meta.identify()
        server.requests.clear()
    gc.collect()
    grown = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    assert grown < 200_000
    assert server.connections == 1
