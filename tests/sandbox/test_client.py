"""The sandbox behind the SDK's own client, sync and async."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator

import httpx
import pytest

from attio import errors
from attio.sandbox import Sandbox
from attio.sandbox.serving.adapters import async_fetcher, fetcher

ORIGIN = "https://api.attio.com"


def request(
    sandbox: Sandbox, method: str, path: str, content: Iterator[bytes] | AsyncIterator[bytes] | None = None
) -> httpx.Request:
    headers = {"authorization": f"Bearer {sandbox.token}", "content-type": "application/json"}
    return httpx.Request(method, ORIGIN + path, headers=headers, content=content)


def test_a_request_of_httpx_is_handled(sandbox: Sandbox) -> None:
    sent = request(sandbox, "GET", "/v2/objects/people/attributes?limit=2")
    response = fetcher(sandbox.handle)(sent)
    assert response.status_code == 200
    response.read()
    assert response.request is sent
    assert len(response.json()["data"]) == 2
    assert "x-attio-execution-id" in response.headers


def test_a_streamed_body_is_handled(sandbox: Sandbox) -> None:
    def chunks() -> Iterator[bytes]:
        yield b'{"fil'
        yield b'ter": {"nme": "x"}}'

    response = fetcher(sandbox.handle)(request(sandbox, "POST", "/v2/objects/people/records/query", content=chunks()))
    assert json.loads(response.read())["code"] == "filter_error"


@pytest.mark.anyio
async def test_a_body_of_an_async_iterator_is_handled(sandbox: Sandbox) -> None:
    async def chunks() -> AsyncIterator[bytes]:
        yield b'{"fil'
        yield b'ter": {"nme": "x"}}'

    sent = request(sandbox, "POST", "/v2/objects/people/records/query", content=chunks())
    response = await async_fetcher(sandbox.handle)(sent)
    assert json.loads(await response.aread())["code"] == "filter_error"
    plain = request(sandbox, "POST", "/v2/objects/people/records/query", content=iter([b"{}"]))
    response = await async_fetcher(sandbox.handle)(plain)
    assert json.loads(await response.aread()) == {"data": []}


def test_an_encoded_path_stays_encoded(sandbox: Sandbox) -> None:
    response = fetcher(sandbox.handle)(request(sandbox, "GET", "/v2/objects/a%2Fb"))
    assert json.loads(response.read())["message"] == 'Object with slug/ID "a/b" not found.'


def test_the_client_calls_the_sandbox(sandbox: Sandbox) -> None:
    with sandbox.client(timeout_ms=5_000) as client:
        assert client.meta.identify().active
        created = client.records.create("people", data={"values": {"name": "Lovelace, Ada"}})
        found = client.records.query("people", filter={"name": {"last_name": "Lovelace"}})
        assert [record.id.record_id for record in found] == [created.data.id.record_id]
        with pytest.raises(errors.FilterError) as caught:
            client.records.query("people", filter={"nme": "Ada"})
        assert "nme" in str(caught.value)


def test_a_client_may_use_another_token(sandbox: Sandbox) -> None:
    with sandbox.client("unknown") as client:
        assert not client.meta.identify().active
        with pytest.raises(errors.AuthenticationError):
            client.objects.list()


def test_faults_are_retried(sandbox: Sandbox) -> None:
    sandbox.rate_limit_next(1, seconds=0)
    sandbox.fail_next()
    with sandbox.client() as client:
        assert len(client.objects.list().data) == 3


def test_files_are_uploaded_and_downloaded(sandbox: Sandbox) -> None:
    with sandbox.client() as client:
        record_id = client.records.create("people", data={"values": {}}).data.id.record_id
        uploaded = client.files.upload(file=("a.txt", b"hello", "text/plain"), object="people", record_id=record_id)
        with client.files.download(uploaded.data.id.file_id) as download:
            assert download.read() == b"hello"


@pytest.mark.anyio
async def test_the_async_client_reads_pages(sandbox: Sandbox) -> None:
    sandbox.seed_demo()
    async with sandbox.client() as client:
        page = await client.records.query_async("people", sorts=[{"attribute": "name", "direction": "asc"}], limit=50)
        assert len([record async for record in page]) == 120
