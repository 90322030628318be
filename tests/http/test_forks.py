"""An HTTPClient in forked processes."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest

from attio._http.client import HTTPClient
from tests.http.counting import call, call_async
from tests.server import Server

FORK = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")


def in_child(work: Callable[[], None]) -> None:
    """Run a function in a forked process, and fail if it fails there."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # Python warns about forks while threads run
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
def test_a_forked_process_ends_without_warnings(echo: Server) -> None:
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
except RuntimeError as error:  # the child cannot finish the parent's loop
    pass
"""
    arguments = [sys.executable, "-W", "ignore::DeprecationWarning", "-c", program]
    done = subprocess.run(arguments, check=True, capture_output=True, text=True)
    assert done.stderr == ""
