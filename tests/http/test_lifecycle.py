"""The life of an HTTPClient: threads, event loops, forks, cancellation, and what is left open."""

from __future__ import annotations

import asyncio
import functools
import gc
import os
import random
import signal
import subprocess
import sys
import threading
import time
import warnings
import weakref
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import anyio
import httpx
import pytest
import trio

from attio import Attio
from attio._http import event_loops
from attio._http.client import HTTPClient
from attio.errors import InvalidRequestError, RequestAbortedError, RequestTimeoutError, ResponseValidationError
from tests.http.sides import SIDES, TOKEN, Side, limits, opener, prepared
from tests.server import PATIENCE, Connection, Received, Reply, Server

FORK = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")

PLAIN = httpx.URL("http://127.0.0.1/")


@pytest.fixture
def echo(server: Server) -> Server:
    """Answers everything with its path."""
    server.always(lambda request: Reply(body=request.target.encode()))
    return server


def call(http: HTTPClient, url: str, **changes: Any) -> bytes:
    return http.send(prepared(url), token=TOKEN, **limits(**changes)).content


async def call_async(http: HTTPClient, url: str, **changes: Any) -> bytes:
    return (await http.send_async(prepared(url), token=TOKEN, **limits(**changes))).content


def in_threads(count: int, work: Callable[[int], None]) -> None:
    """Run something in many threads that all begin at the same moment."""
    barrier = threading.Barrier(count)
    problems: list[BaseException] = []

    def run(number: int) -> None:
        try:
            barrier.wait()
            work(number)
        except BaseException as error:  # noqa: BLE001 - told to the test below
            problems.append(error)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []


def sockets() -> int:
    """How many sockets this process has open, those of the server included; 0 where the system does not tell."""
    gc.collect()
    count = 0
    if not Path("/proc/self/fd").is_dir():
        return count
    for entry in os.listdir("/proc/self/fd"):  # noqa: PTH208
        with suppress(FileNotFoundError):
            count += os.readlink(f"/proc/self/fd/{entry}").startswith("socket:")  # noqa: PTH115
    return count


def settles(before: int) -> bool:
    """Wait until there are as many sockets as before; the server takes a moment to see the end of its own."""
    patience = time.monotonic() + PATIENCE
    while time.monotonic() < patience:
        if sockets() <= before:
            return True
        time.sleep(0.02)
    return False


# Threads


def test_threads_that_race_for_the_first_call_share_one_pool(echo: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[httpx.HTTPTransport] = []
    make = httpx.HTTPTransport.__init__

    def counted(self: httpx.HTTPTransport, *args: Any, **options: Any) -> None:
        time.sleep(0.01)
        made.append(self)
        make(self, *args, **options)

    with HTTPClient() as http:
        call(http, echo.url)
    monkeypatch.setattr(httpx.HTTPTransport, "__init__", counted)
    with HTTPClient() as http:

        def work(number: int) -> None:
            assert call(http, f"{echo.url}/{number}") == f"/{number}".encode()

        in_threads(32, work)
    assert len(made) == 1


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
            time.sleep(0.1)  # so that all of them find none, and wait for the one that reads
            return make(**options)

        monkeypatch.setattr(library, "create_ssl_context", slow)

        def work(number: int) -> None:
            contexts.append(http._connections._trust())
            SIDES[number % 3].send(http, prepared(tls_server.url))

        in_threads(9, work)
    assert len(set(map(id, contexts))) == 1
    assert len(made) == 1


def test_more_threads_than_connections_wait_for_each_other(echo: Server) -> None:
    with HTTPClient(max_connections=3) as http:

        def work(number: int) -> None:
            for _ in range(10):
                assert call(http, f"{echo.url}/{number}") == f"/{number}".encode()

        in_threads(20, work)
    assert echo.connections <= 3


def test_waiting_for_a_connection_ends_with_the_timeout(server: Server) -> None:
    server.hang()
    with HTTPClient(max_connections=1) as http:

        def hang() -> None:
            with pytest.raises(RequestTimeoutError):
                call(http, server.url, timeout=0.6)

        thread = threading.Thread(target=hang)
        thread.start()
        while not server.requests:
            time.sleep(0.01)
        with pytest.raises(RequestTimeoutError, match=r"no connection came free within 0\.2 s") as caught:
            call(http, server.url, timeout=0.2)
        assert caught.value.outcome == "not_sent"
        thread.join()


def test_a_right_that_is_given_back_twice_counts_once() -> None:
    http = HTTPClient(max_connections=1)
    first = http._connections.acquire(PLAIN, within=1)
    first.release()
    first.release()
    http._connections.acquire(PLAIN, within=1)
    with pytest.raises(RequestTimeoutError):
        http._connections.acquire(PLAIN, within=0.01)
    http.close()


@pytest.mark.anyio
async def test_a_right_that_is_given_back_twice_counts_once_on_the_async_side() -> None:
    async with HTTPClient(max_connections=1) as http:
        first = await http._connections.acquire_async(PLAIN, within=1)
        await first.release()
        await first.release()
        await http._connections.acquire_async(PLAIN, within=1)
        with pytest.raises(RequestTimeoutError):
            await http._connections.acquire_async(PLAIN, within=0.01)


@pytest.mark.anyio
async def test_waiting_for_a_connection_ends_with_the_timeout_on_the_async_side(server: Server) -> None:
    server.hang()
    async with HTTPClient(max_connections=1) as http, anyio.create_task_group() as tasks:
        tasks.start_soon(call_async, http, server.url)
        while not server.requests:
            await anyio.sleep(0.01)
        with pytest.raises(RequestTimeoutError, match=r"within 0\.2 s .max_connections=1") as caught:
            await call_async(http, server.url, timeout=0.2)
        assert caught.value.outcome == "not_sent"
        tasks.cancel_scope.cancel()


# Event loops


@pytest.mark.parametrize("side", SIDES[1:], ids=repr)
def test_one_client_serves_one_event_loop_after_the_other(echo: Server, side: Side) -> None:
    http = HTTPClient()
    for number in range(3):
        assert side.send(http, prepared(f"{echo.url}/{number}")).content == f"/{number}".encode()
        echo.wait_for_connections(0)
    assert http._connections._loops._loops == {}
    assert not http._connections.left_open


def test_one_client_serves_asyncio_trio_and_threads_at_once(echo: Server) -> None:
    with HTTPClient() as http:

        def work(number: int) -> None:
            side = SIDES[number % 3]
            for count in range(5):
                assert side.send(http, prepared(f"{echo.url}/{number}/{count}")).status_code == 200

        in_threads(9, work)
        echo.wait_for_connections(len(http._connections._sync) and echo.open_connections)
        assert http._connections._loops._loops == {}
    echo.wait_for_connections(0)


@pytest.mark.anyio
async def test_calls_of_one_loop_share_connections(echo: Server) -> None:
    async with HTTPClient(max_connections=4) as http:
        async with anyio.create_task_group() as tasks:
            for number in range(40):
                tasks.start_soon(call_async, http, f"{echo.url}/{number}")
        await call_async(http, echo.url)
        assert echo.connections <= 4
    echo.wait_for_connections(0)


def test_a_loop_that_was_closed_by_hand_is_swept_with_a_warning(echo: Server) -> None:
    http = HTTPClient()
    loop = asyncio.new_event_loop()
    loop.run_until_complete(call_async(http, echo.url))
    loop.close()
    del loop
    with pytest.warns(ResourceWarning, match="closed without loop.shutdown_asyncgens"):
        assert asyncio.run(call_async(http, f"{echo.url}/2")) == b"/2"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # asyncio's, about the transport
        gc.collect()
    echo.wait_for_connections(0)


@pytest.mark.parametrize("side", SIDES[1:], ids=repr)
def test_a_client_that_is_dropped_while_its_loop_goes_on_is_closed(echo: Server, side: Side) -> None:
    async def main() -> None:
        http = HTTPClient()
        await call_async(http, echo.url)
        del http
        gc.collect()
        await anyio.sleep(0.05)
        echo.wait_for_connections(0)

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        anyio.run(main, backend=side.name)
    assert {warning.category for warning in caught} == {ResourceWarning}  # of the event loop, in its words


@pytest.mark.anyio
async def test_the_loop_goes_on_while_certificates_are_read(
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


# Closing


def test_closing_closes_what_was_opened_and_again_is_harmless(echo: Server) -> None:
    http = HTTPClient()
    with http:
        call(http, echo.url)
        echo.wait_for_connections(1)
    echo.wait_for_connections(0)
    http.close()
    with pytest.raises(RequestAbortedError):
        call(http, echo.url)


@pytest.mark.anyio
async def test_closing_on_the_async_side_closes_both_sides(echo: Server) -> None:
    http = HTTPClient()
    async with http:
        await call_async(http, echo.url)
        call(http, echo.url)
        echo.wait_for_connections(2)
    echo.wait_for_connections(0)
    await http.aclose()
    http.close()
    with pytest.raises(RequestAbortedError):
        await call_async(http, echo.url)


@pytest.mark.anyio
async def test_rights_may_be_given_back_after_closing() -> None:
    async with HTTPClient() as http:
        sync, asynchronous = (
            http._connections.acquire(PLAIN, within=1),
            await http._connections.acquire_async(PLAIN, within=1),
        )
    sync.release()
    await asynchronous.release()
    with pytest.raises(RequestAbortedError):
        http._connections.acquire(PLAIN, within=1)


def test_closing_on_the_sync_side_leaves_loops_to_close_theirs(echo: Server) -> None:
    async def main() -> None:
        http = HTTPClient()
        await call_async(http, echo.url)
        http.close()
        with pytest.raises(RequestAbortedError):
            await call_async(http, echo.url)
        assert echo.open_connections == 1

    asyncio.run(main())
    echo.wait_for_connections(0)


def test_a_sync_client_that_is_dropped_open_warns_and_is_closed(echo: Server) -> None:
    def drop() -> None:
        call(HTTPClient(), echo.url)
        gc.collect()

    with pytest.warns(ResourceWarning, match=r"<attio.HTTPClient open> was not closed"):
        drop()
    echo.wait_for_connections(0)


@pytest.mark.parametrize("side", SIDES[1:], ids=repr)
def test_a_client_that_is_dropped_at_the_end_of_its_loop_is_closed_by_it(echo: Server, side: Side) -> None:
    async def main() -> None:
        await call_async(HTTPClient(), echo.url)

    anyio.run(main, backend=side.name)
    echo.wait_for_connections(0)


def test_what_a_dropped_client_held_is_gone_with_the_first_collection() -> None:
    """A finalizer that makes anything looks as if it had revived what it belongs to."""

    class Marker:
        """Something that the client is in a cycle with."""

    http, marker = HTTPClient(), Marker()
    cycle: list[object] = [http, marker]
    cycle.append(cycle)
    gone = weakref.ref(marker)
    gc.collect()
    del http, marker, cycle
    gc.collect()
    assert gone() is None


def test_the_trust_store_is_read_in_a_thread_while_the_first_request_is_made(
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
def test_what_is_wrong_with_the_trust_store_is_told_by_the_call(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", "/nowhere/ca.pem")
    with Attio(TOKEN) as client, pytest.raises(InvalidRequestError, match=r"SSL_CERT_FILE .* no such file"):
        client.meta.identify()


def test_plain_http_and_what_was_passed_in_need_no_trust_store(echo: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("attio._http.connections.threading", SimpleNamespace(RLock=threading.RLock))
    with Attio(TOKEN, server_url=echo.url) as client, suppress(ResponseValidationError):
        client.meta.identify()
    answer = httpx.Response(200, json={"active": False})
    http = HTTPClient(fetcher=lambda _: answer)
    with Attio(TOKEN, server_url="https://api.example", http_client=http) as client:
        assert client.meta.identify().active is False


def test_a_client_that_was_never_used_does_not_warn() -> None:
    HTTPClient()
    with pytest.raises(ValueError, match="max_connections"):
        HTTPClient(max_connections=0)
    gc.collect()


def test_a_program_that_closes_nothing_ends_quietly(echo: Server) -> None:
    program = f"""
import sys, asyncio
sys.path.insert(0, {str(Path.cwd())!r})
from attio._http.client import HTTPClient
from tests.http.sides import TOKEN, limits, prepared
http = HTTPClient()
http.send(prepared({echo.url!r}), token=TOKEN, **limits())
asyncio.run(http.send_async(prepared({echo.url!r}), token=TOKEN, **limits()))
"""
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert done.stderr == done.stdout == ""


# Forks


def in_child(work: Callable[[], None]) -> None:
    """Run something in a forked process and fail if it fails there."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # Python warns of forks while threads run
        pid = os.fork()
    if pid == 0:
        status = 1
        try:
            signal.alarm(10)
            work()
            status = 0
        finally:
            os._exit(status)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0


@FORK
def test_a_forked_process_opens_connections_of_its_own(echo: Server) -> None:
    with HTTPClient() as http:
        call(http, f"{echo.url}/parent")

        def work() -> None:
            assert call(http, f"{echo.url}/child") == b"/child"
            assert asyncio.run(call_async(http, f"{echo.url}/loop")) == b"/loop"
            http.close()

        in_child(work)
        call(http, f"{echo.url}/parent")
    by_path: dict[str, set[int]] = {}
    for request in echo.requests:
        by_path.setdefault(request.path, set()).add(request.connection)
    assert len(by_path["/parent"]) == 1
    assert not by_path["/parent"] & by_path["/child"]
    assert not by_path["/child"] & by_path["/loop"]


@FORK
def test_a_fork_while_another_thread_holds_the_lock_does_not_hang(echo: Server) -> None:
    with HTTPClient() as http, http._connections._lock, http._lock:

        def work() -> None:
            http.add_hook("before_request", lambda _: None)
            assert call(http, f"{echo.url}/child") == b"/child"

        in_child(work)


@FORK
def test_a_fork_inside_an_event_loop_leaves_the_parents_connections_alone(echo: Server) -> None:
    http = HTTPClient()

    async def main() -> None:
        await call_async(http, f"{echo.url}/parent")
        in_child(lambda: None if call(http, f"{echo.url}/child") == b"/child" else os._exit(2))
        await call_async(http, f"{echo.url}/parent")

    asyncio.run(main())
    assert len({request.connection for request in echo.requests if request.path == "/parent"}) == 1
    echo.wait_for_connections(0)


@FORK
def test_a_forked_process_ends_without_a_word(echo: Server) -> None:
    program = f"""
import sys, os, asyncio, warnings
sys.path.insert(0, {str(Path.cwd())!r})
from attio._http.client import HTTPClient
from tests.http.sides import TOKEN, limits, prepared
http = HTTPClient()
def call(): assert http.send(prepared({echo.url!r}), token=TOKEN, **limits()).status_code == 200
async def call_async(): await http.send_async(prepared({echo.url!r}), token=TOKEN, **limits())
async def main():
    await call_async()
    call()
    pid = os.fork()
    if pid == 0:
        call()
        http.close()
        sys.exit(0)
    assert os.waitpid(pid, 0)[1] == 0
    await call_async()
    call()
    await http.aclose()
try:
    asyncio.run(main())
except RuntimeError as error:  # the child cannot run the parent's loop to its end
    pass
"""
    arguments = [sys.executable, "-W", "ignore::DeprecationWarning", "-c", program]
    done = subprocess.run(arguments, check=True, capture_output=True, text=True)
    assert done.stderr == ""


# Cancellation


def answer_slowly(seed: int) -> Callable[[Received], Reply]:
    dice = random.Random(seed)

    def answer(request: Received) -> Reply:
        time.sleep(dice.random() * 0.004)
        return Reply(body=request.target.encode() * 20)

    return answer


async def cancel_at_random(http: HTTPClient, url: str, *, calls: int, callers: int) -> None:
    """Cancel calls at random moments; anyio's way."""
    dice = random.Random(calls)

    async def caller(number: int) -> None:
        for count in range(calls // callers):
            with anyio.move_on_after(dice.random() * 0.006):
                await call_async(http, f"{url}/{number}/{count}")

    async with anyio.create_task_group() as tasks:
        for number in range(callers):
            tasks.start_soon(caller, number)


@pytest.mark.anyio
@pytest.mark.parametrize(("size", "callers"), [(1, 1), (1, 5), (5, 10)])
async def test_cancellation_costs_no_connection(server: Server, size: int, callers: int) -> None:
    server.always(answer_slowly(size))
    before = sockets()
    async with HTTPClient(max_connections=size) as http:
        await cancel_at_random(http, server.url, calls=400, callers=callers)
        for number in range(size + 2):
            assert await call_async(http, f"{server.url}/{number}", timeout=2.0) == f"/{number}".encode() * 20
        assert server.open_connections <= size
    assert settles(before)


@pytest.mark.parametrize(("size", "callers"), [(1, 1), (1, 5), (5, 10)])
def test_native_cancellation_costs_no_connection(server: Server, size: int, callers: int) -> None:
    server.always(answer_slowly(size))
    before = sockets()
    dice = random.Random(size)

    async def caller(http: HTTPClient) -> None:
        for count in range(400 // callers):
            task = asyncio.create_task(call_async(http, f"{server.url}/{count}"))
            await asyncio.wait([task], timeout=dice.random() * 0.006)
            for _ in range(dice.randrange(1, 3)):  # the second may hit what cleans up after the first
                task.cancel()
                await asyncio.sleep(0)
            await asyncio.wait([task])

    async def main() -> None:
        http = HTTPClient(max_connections=size)
        await asyncio.gather(*(caller(http) for _ in range(callers)))
        for number in range(size + 2):
            assert await call_async(http, f"{server.url}/{number}", timeout=2.0) == f"/{number}".encode() * 20
        assert server.open_connections <= size

    asyncio.run(main())
    assert settles(before)


def test_a_loop_that_ends_in_the_middle_of_cancelled_calls_leaves_nothing_open(server: Server) -> None:
    server.always(answer_slowly(1))
    before = sockets()

    async def main() -> None:
        http = HTTPClient(max_connections=5)
        for _ in range(10):
            tasks = [asyncio.create_task(call_async(http, f"{server.url}/x")) for _ in range(10)]
            await asyncio.sleep(0.003)
            for task in tasks:
                task.cancel()
        # asyncio.run cancels what is left once more

    asyncio.run(main())
    assert settles(before)


@pytest.mark.anyio
async def test_each_connection_has_a_client_and_the_last_used_is_used_first(server: Server) -> None:
    server.always(answer_slowly(2))
    async with HTTPClient(max_connections=5) as http:
        async with anyio.create_task_group() as tasks:
            for number in range(15):
                tasks.start_soon(call_async, http, f"{server.url}/{number}")
        [clients] = http._connections._loops._loops.values()
        idle = clients.idle[False, None]
        assert [len(idle), len(clients.in_use), server.open_connections] == [5, 0, 5]
        last = idle[-1][0]
        await call_async(http, server.url)
        assert [len(idle), idle[-1][0]] == [5, last]


@pytest.mark.anyio
async def test_a_cancelled_call_takes_its_client_with_it_and_no_other(server: Server) -> None:
    server.reply()
    async with HTTPClient() as http:
        await call_async(http, server.url)
        [clients] = http._connections._loops._loops.values()
        [(client, _)] = clients.idle[False, None]
        server.hang()
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(call_async, http, server.url)
            while len(server.requests) < 2:
                await anyio.sleep(0.005)
            tasks.cancel_scope.cancel()
        assert [client.is_closed, list(clients.idle[False, None]), clients.in_use] == [True, [], set()]
        server.reply(body=b"new")
        assert await call_async(http, server.url) == b"new"


@pytest.mark.anyio
async def test_connections_idle_for_too_long_are_closed_by_the_next_call(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(event_loops, "KEEP_ALIVE", 0.05)
    server.always(answer_slowly(3))
    async with HTTPClient() as http:
        async with anyio.create_task_group() as tasks:
            for _ in range(4):
                tasks.start_soon(call_async, http, server.url)
        assert server.open_connections == 4
        await anyio.sleep(0.06)
        await call_async(http, server.url)
        with anyio.fail_after(5):
            while server.open_connections > 1:
                await anyio.sleep(0.005)


@pytest.mark.anyio
async def test_the_deadline_of_a_dripping_answer_counts_as_a_cancel_and_costs_nothing(server: Server) -> None:
    def drip_forever(connection: Connection) -> None:
        connection.receive()
        for byte in b"HTTP/1.1 200 OK\r\nX: " + b"x" * 1000:
            time.sleep(0.01)
            connection.send(bytes([byte]))

    async with HTTPClient(max_connections=1) as http:
        for _ in range(3):
            server.step(drip_forever)
            with pytest.raises(RequestTimeoutError):
                await call_async(http, server.url, deadline=time.monotonic() + 0.1)
        server.reply()
        await call_async(http, server.url)


@pytest.mark.anyio
async def test_two_hundred_calls_at_once_go_back_to_nothing(echo: Server) -> None:
    before, threads = sockets(), threading.active_count()
    async with HTTPClient() as http:
        async with anyio.create_task_group() as tasks:
            for number in range(200):
                tasks.start_soon(functools.partial(call_async, http, f"{echo.url}/{number}"))
        assert echo.connections <= 100
    echo.wait_for_connections(0)
    assert settles(before)
    assert threading.active_count() <= threads + 1


def test_a_thousand_calls_go_back_to_nothing(echo: Server) -> None:
    before = sockets()
    with HTTPClient() as http:
        for number in range(1000):
            call(http, f"{echo.url}/{number}")
        assert echo.connections == 1
    echo.wait_for_connections(0)
    assert settles(before)


def test_a_stream_that_the_loop_takes_down_is_closed(server: Server) -> None:
    server.reply(body=b"x" * (1 << 20))

    async def main() -> None:
        download = opener(HTTPClient())
        response = await download.open_async(server.url, 1)
        async for _piece in download.aiter_body(response):
            break

    trio.run(main)
    server.wait_for_connections(0)
