"""Calls of a process that cannot open another file: no module can be loaded, and the true error is still raised."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.call.calls import TOKEN, api_error
from tests.server import Server

PROGRAM = """
import json, os, resource, sys, threading
from contextlib import suppress

import anyio
from attio import Attio, errors

backend, token, url, path_is_open = *sys.argv[1:4], sys.argv[4] == "True"
caught = []

async def call(client):
    if backend == "sync":
        return client.records.query("people")
    return await client.records.query_async("people")

async def main():
    async with Attio(token, server_url=url) as client:
        await call(client)
        if not path_is_open:
            client = Attio(token, server_url=url)
            await client.warm_up_async("records.query")
        for thread in threading.enumerate():
            if thread.name == "attio-trust-store":  # it has a file open
                thread.join()
        resource.setrlimit(resource.RLIMIT_NOFILE, (60, 60))
        files = []
        with suppress(OSError):
            while True:
                files.append(os.open(os.devnull, os.O_RDONLY))
        try:
            await call(client)
        except Exception as error:
            caught.append(error)
        for file in files:
            os.close(file)
        await client.close_async()

anyio.run(main, backend="trio" if backend == "trio" else "asyncio")
[error] = caught
assert not isinstance(error, OSError) or isinstance(error, errors.ConnectionError), repr(error)
status = getattr(error, "status_code", None)
print(json.dumps([type(error).__name__, str(error), status, error.outcome, error.attempts, error.operation]))
"""


def fail(backend: str, url: str, *, path_is_open: bool) -> list[object]:
    """Call again without files; returns the class, text and facts of the error."""
    command = [sys.executable, "-c", PROGRAM, backend, TOKEN, url, str(path_is_open)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    [name, text, *facts] = json.loads(done.stdout)
    return [name, text, facts]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit of open files to lower")
@pytest.mark.parametrize("backend", ["sync", "asyncio", "trio"])
def test_a_connection_that_cannot_be_opened(server: Server, backend: str) -> None:
    server.reply(json={"data": []})
    name, text, facts = fail(backend, server.url, path_is_open=False)
    assert name == "ConnectionError"
    assert "Too many open files" in str(text)
    assert facts == [None, "not_sent", 1, "records.query"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit of open files to lower")
@pytest.mark.parametrize("backend", ["sync", "asyncio", "trio"])
def test_an_error_response_whose_code_cannot_be_looked_up(server: Server, backend: str) -> None:
    server.reply(json={"data": []})
    server.reply(404, json=api_error(404, "not_found"))
    name, text, facts = fail(backend, server.url, path_is_open=True)
    assert name == "AttioError"
    assert "the API responded with status 404" in str(text)
    assert facts == [404, "rejected", 1, "records.query"]
