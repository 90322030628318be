"""Calls of a process that cannot open another file: no module can be imported, and the true error is still raised."""

from __future__ import annotations

import errno
import json
import subprocess
import sys

import pytest

from attio import Attio, errors
from tests.call.calls import TOKEN, api_error
from tests.drivers import Driver
from tests.server import Server

PROGRAM = """
import json, os, resource, sys, threading
from contextlib import suppress

import anyio
from attio import Attio, errors

backend, token, url = sys.argv[1:]

async def call(client):
    if backend == "sync":
        return client.records.query("people")
    return await client.records.query_async("people")

async def failure(client):
    try:
        await call(client)
    except errors.AttioSDKError as error:
        facts = [error.outcome, error.attempts, error.operation]
        return [type(error).__name__, str(error), getattr(error, "status_code", None), *facts]

async def main():
    async with Attio(token, server_url=url) as connected, Attio(token, server_url=url) as other:
        await call(connected)
        await other.warm_up_async("records.query")
        for thread in threading.enumerate():
            if thread.name == "attio-trust-store":  # it has a file open
                thread.join()
        resource.setrlimit(resource.RLIMIT_NOFILE, (60, 60))
        files = []
        with suppress(OSError):
            while True:
                files.append(os.open(os.devnull, os.O_RDONLY))
        failures = [await failure(connected), await failure(other)]
        for file in files:
            os.close(file)
        print(json.dumps(failures))

anyio.run(main, backend="trio" if backend == "trio" else "asyncio")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit of open files to lower")
@pytest.mark.parametrize("backend", ["sync", "asyncio", "trio"])
def test_with_too_many_open_files_the_true_error_is_raised(server: Server, backend: str) -> None:
    server.reply(json={"data": []})
    server.reply(404, json=api_error(404, "not_found"))
    command = [sys.executable, "-c", PROGRAM, backend, TOKEN, server.url]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    [[response, response_text, *response_facts], [connection, connection_text, *connection_facts]] = json.loads(
        done.stdout
    )
    assert response == "AttioError"
    assert "the API responded with status 404" in response_text
    assert response_facts == [404, "rejected", 1, "records.query"]
    assert connection == "ConnectionError"
    assert "Too many open files" in connection_text
    assert connection_facts == [None, "not_sent", 1, "records.query"]


class NoMoreFiles:
    """An import hook that cannot open a file."""

    def find_spec(self, name: str, *_: object) -> None:
        raise OSError(errno.EMFILE, "Too many open files", name)


def forbid_import(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.setattr(sys, "meta_path", [NoMoreFiles()])


def test_without_the_code_for_retries_a_failed_attempt_is_the_last(
    server: Server, client: Attio, driver: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.reply(json={"data": []})
    driver.call(client, "records.query", "people")
    server.drop()
    forbid_import(monkeypatch, "attio._call.retries")
    with pytest.raises(errors.ConnectionError) as caught:
        driver.call(client, "records.query", "people")
    assert (caught.value.attempts, caught.value.operation) == (1, "records.query")


def test_without_the_code_for_errors_a_response_keeps_its_status_and_body(
    server: Server, client: Attio, driver: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.reply(json={"data": []})
    driver.call(client, "records.query", "people")
    server.reply(503, body=b"busy")
    forbid_import(monkeypatch, "attio._call.error_responses")
    with pytest.raises(errors.AttioError) as caught:
        driver.call(client, "records.query", "people")
    assert (caught.value.status_code, caught.value.body, caught.value.outcome) == (503, "busy", "unknown")
