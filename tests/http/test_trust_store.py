"""The trust store is read once, in a thread, while the first request is prepared."""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import anyio
import httpx
import pytest

from attio import Attio
from attio._http.client import HTTPClient
from attio.errors import InvalidRequestError, ResponseValidationError
from tests.faults.load import in_threads
from tests.http.counting import call_async
from tests.http.sides import SIDES, TOKEN, prepared
from tests.server import Reply, Server


def test_threads_that_race_for_the_first_https_call_read_the_trust_store_once(
    tls_server: Server, ca_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(ca_file))
    tls_server.always(lambda _: Reply())
    contexts: list[object] = []
    made: list[object] = []
    with HTTPClient() as http:
        library = http._connections._load()
        make = library.create_ssl_context

        def slow(**options: Any) -> Any:
            made.append(options)
            time.sleep(0.1)  # so that all threads wait for the one that reads
            return make(**options)

        monkeypatch.setattr(library, "create_ssl_context", slow)

        def work(number: int) -> None:
            contexts.append(http._connections._trust())
            SIDES[number % 3].send(http, prepared(tls_server.url))

        in_threads(9, work)
    assert len(set(map(id, contexts))) == 1
    assert len(made) == 1


@pytest.mark.anyio
async def test_the_loop_runs_while_certificates_are_read(
    tls_server: Server, monkeypatch: pytest.MonkeyPatch, ca_file: Path
) -> None:
    tls_server.reply()
    monkeypatch.setenv("SSL_CERT_FILE", str(ca_file))
    threads: list[str] = []
    make = httpx.create_ssl_context

    def slow(**options: Any) -> Any:
        threads.append(threading.current_thread().name)
        time.sleep(0.2)
        return make(**options)

    async with HTTPClient() as http:
        http._connections._load().create_ssl_context = slow
        try:
            ticks = 0
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(call_async, http, tls_server.url)
                while not tls_server.requests:
                    ticks += 1
                    await anyio.sleep(0.01)
        finally:
            http._connections._load().create_ssl_context = make
    assert ticks > 10
    assert len(threads) == 1
    assert threads[0] != threading.main_thread().name


def test_the_trust_store_is_read_in_a_thread_during_the_first_request(
    tls_server: Server, ca_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(ca_file))
    tls_server.always(lambda _: Reply(json={"active": False}))
    threads: list[str] = []
    make = httpx.create_ssl_context

    def note(**options: Any) -> Any:
        threads.append(threading.current_thread().name)
        return make(**options)

    with Attio(TOKEN, server_url=tls_server.url) as client:
        monkeypatch.setattr(client._http._connections._load(), "create_ssl_context", note)

        def work(number: int) -> None:
            assert client.meta.identify(timeout_ms=60_000 + number).active is False

        in_threads(8, work)
    assert threads == ["attio-trust-store"]


def test_without_threads_the_trust_store_is_read_when_it_is_needed(
    tls_server: Server, ca_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class NoThread(threading.Thread):
        def start(self) -> None:
            raise RuntimeError("can't start new thread")

    monkeypatch.setenv("SSL_CERT_FILE", str(ca_file))
    tls_server.reply(json={"active": False})
    monkeypatch.setattr("attio._http.connections.threading", SimpleNamespace(Thread=NoThread, RLock=threading.RLock))
    with Attio(TOKEN, server_url=tls_server.url) as client:
        assert client.meta.identify().active is False


@pytest.mark.skipif(httpx.__version__ < "0.28", reason="httpx takes no notice of a file that is not there")
def test_a_broken_trust_store_is_an_error_of_the_call(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", "/nowhere/ca.pem")
    with Attio(TOKEN) as client, pytest.raises(InvalidRequestError, match=r"SSL_CERT_FILE .* which does not exist"):
        client.meta.identify()


def test_plain_http_and_a_passed_in_context_need_no_trust_store(echo: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("attio._http.connections.threading", SimpleNamespace(RLock=threading.RLock))
    with Attio(TOKEN, server_url=echo.url) as client, suppress(ResponseValidationError):
        client.meta.identify()
    response = httpx.Response(200, json={"active": False})
    http = HTTPClient(fetcher=lambda _: response)
    with Attio(TOKEN, server_url="https://api.example", http_client=http) as client:
        assert client.meta.identify().active is False
