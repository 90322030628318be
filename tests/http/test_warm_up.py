"""`warm_up` loads the modules of a first call; without it, a thread beside the event loop loads them."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import cast

import anyio
import pytest

from attio import Attio, OperationName, errors
from attio._support.async_loop import in_event_loop
from attio.sandbox import Sandbox

PROGRAM = """
import json, sys, threading

class Recorder:
    names = []
    def find_spec(self, name, path=None, target=None):
        if threading.current_thread() is threading.main_thread():
            self.names.append(name)

import anyio, httpx
from attio import Attio, HTTPClient, RetryConfig
from attio.resources import Records

once = RetryConfig(strategy="none")

def fetch(request):
    return httpx.Response(200, json={"data": []})

async def main():
    client = Attio("0" * 64, http_client=HTTPClient(async_fetcher=fetch) if FETCHER else None, retry_config=once)
    if WARM:
        await client.warm_up_async("records.query")
    records = client.records
    sys.meta_path.insert(0, Recorder())
    try:
        await records.query_async("people")
    except Exception:
        pass  # there is no network: only the modules loaded until the connection fails are counted
    await client.close_async()

anyio.run(main, backend=BACKEND)
print(json.dumps(Recorder.names))
"""


def loaded_on_the_loop(backend: str, *, warm: bool, fetcher: bool) -> set[str]:
    program = f"WARM, FETCHER, BACKEND = {warm}, {fetcher}, {backend!r}\n{PROGRAM}"
    environment = {"ATTIO_SERVER_URL": "http://127.0.0.1:9", "PATH": ""}
    result = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, env=environment, timeout=60, check=False
    )
    assert result.returncode == 0, result.stderr
    return set(json.loads(result.stdout))


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
@pytest.mark.parametrize("fetcher", [False, True])
def test_the_loop_loads_few_modules_for_a_first_call(backend: str, *, fetcher: bool) -> None:
    names = loaded_on_the_loop(backend, warm=False, fetcher=fetcher)
    aside = {"attio._call.request", "attio._call.call", "attio._call.response", "httpcore", "h11"}
    assert not names & aside


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_after_warm_up_the_loop_loads_nothing_for_a_success(backend: str) -> None:
    names = loaded_on_the_loop(backend, warm=True, fetcher=True)
    assert not {name for name in names if name.partition(".")[0] in {"attio", "httpcore", "httpx", "pydantic"}}


def test_models_are_built_before_the_first_call() -> None:
    program = """
from attio import Attio
with Attio("0" * 64) as client:
    client.warm_up("records.query", "attributes.options.list", "meta.identify")
    from attio.funcs.records import RECORDS_QUERY
    assert RECORDS_QUERY.response.__pydantic_complete__
    assert RECORDS_QUERY.params.as_model().__pydantic_complete__
"""
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("records.qurey", "there is no operation 'records.qurey'; did you mean 'records.query'?"),
        ("call_recordings.lst", "there is no operation 'call_recordings.lst'; did you mean 'call_recordings.list'?"),
        ("record.query", "did you mean 'records.query'?"),
        ("query_async", "there is no operation 'query_async'"),
    ],
)
def test_warm_up_names_unknown_operations(name: str, message: str) -> None:
    with Attio("0" * 64) as client, pytest.raises(errors.InvalidRequestError) as caught:
        client.warm_up(cast("OperationName", name))
    assert message in str(caught.value)


def test_warm_up_sends_nothing() -> None:
    sandbox = Sandbox()
    with sandbox.client() as client:
        client.warm_up("records.query")
    assert not sandbox.requests


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_a_running_event_loop_is_noticed(backend: str) -> None:
    async def main() -> bool:
        return in_event_loop()

    assert anyio.run(main, backend=backend)
    assert not in_event_loop()


EARLY = """
import asyncio, sys
from attio import Attio

client = Attio("0" * 64)
async def touch():
    client.records

if IN_LOOP:
    asyncio.run(touch())
else:
    client.records
assert ("httpx" in sys.modules) is not IN_LOOP
assert (client._http._connections._reading is not None) is not IN_LOOP
"""


@pytest.mark.parametrize("in_loop", [False, True])
def test_a_sub_client_starts_to_read_the_trust_store_unless_an_event_loop_would_wait(*, in_loop: bool) -> None:
    program = f"IN_LOOP = {in_loop}\n{EARLY}"
    environment = {"ATTIO_SERVER_URL": "https://127.0.0.1:9", "PATH": ""}
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60, env=environment)


def test_the_first_call_builds_its_models_before_it_waits_for_a_response() -> None:
    program = """
import httpx
from attio import Attio, HTTPClient
from attio.funcs.records import RECORDS_QUERY

complete = []
def fetch(request):
    complete.append(RECORDS_QUERY.response.__pydantic_complete__)
    return httpx.Response(200, json={"data": []})

client = Attio("0" * 64, http_client=HTTPClient(fetcher=fetch))
assert not RECORDS_QUERY.response.__pydantic_complete__
client.records.query("people")
client.records.query("people")
assert complete == [True, True]
assert not client._warm_up.is_cold
"""
    environment = {"ATTIO_SERVER_URL": "https://127.0.0.1:9", "PATH": ""}
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60, env=environment)
