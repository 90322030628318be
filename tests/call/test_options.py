"""Options of a call: None means the default, other falsy values do not; each retry is logged."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

import anyio
import pytest

from attio import Attio, BackoffStrategy, RetryConfig, errors
from tests.drivers import Driver
from tests.server import Server

TOKEN = "sk_planted_5c0ffee"
FAST = RetryConfig(backoff=BackoffStrategy(initial_interval=1, max_interval=5, max_elapsed_time=5_000))


@pytest.fixture
def client(server: Server) -> Iterator[Attio]:
    with Attio(TOKEN, server_url=server.url, retry_config=FAST) as client:
        yield client


@pytest.mark.parametrize("wrong", [False, True, 0, {}, "none", 3], ids=repr)
def test_retries_of_another_type_are_rejected(driver: Driver, wrong: object, server: Server, client: Attio) -> None:
    expected = r"retries must be an attio.RetryConfig, not \w+; RetryConfig\(strategy='none'\) turns retries off"
    with pytest.raises(errors.InvalidRequestError, match=expected):
        driver.call(client, "objects.list", retries=wrong)
    assert server.requests == []


def test_none_selects_the_option_of_the_client(driver: Driver, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment may hold the token of another workspace."""
    monkeypatch.setenv("ATTIO_API_KEY", "of-another-workspace")
    server.reply(json={"data": []})
    with Attio(TOKEN, server_url=server.url) as client:
        driver.call(client, "lists.list", oauth2=None, retries=None)
        with pytest.raises(errors.InvalidRequestError, match="oauth2 is empty"):
            driver.call(client, "lists.list", oauth2="")
    assert [request.header("authorization") for request in server.requests] == [f"Bearer {TOKEN}"]


def retries(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.levelno == logging.INFO]


def test_each_retry_is_logged(driver: Driver, server: Server, client: Attio, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "attio")
    server.reply(503, json={"message": "secret-of-the-server"})
    server.drop()
    server.reply(json={"data": {}})
    with pytest.raises(errors.ResponseValidationError):
        driver.call(client, "records.get", "people", "id-of-a-person")
    first, second = retries(caplog)
    assert first.startswith("records.get: attempt 1 failed (ServerError, status 503); next attempt in 0.0")
    assert second.startswith("records.get: attempt 2 failed (ConnectionError); next attempt in 0.0")
    assert not any(secret in caplog.text for secret in (TOKEN, "id-of-a-person", "secret-of-the-server"))


@pytest.mark.parametrize("side", ["sync", "asyncio", "trio"])
def test_retries_of_downloads_are_logged(
    side: str, server: Server, client: Attio, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "attio")
    server.reply(302, headers={"Location": f"{server.url}/storage?signature=planted-signature"})
    server.reply(503)
    server.reply(200, body=b"text")

    async def main() -> bytes:
        download: Any = await client.files.download_async("f")
        content: bytes = await download.read_async()
        return content

    content = client.files.download("f").read() if side == "sync" else anyio.run(main, backend=side)
    assert content == b"text"
    (line,) = retries(caplog)
    assert line.startswith("files.download: attempt 1 failed (ServerError, status 503); next attempt in 0.0")
    assert "planted-signature" not in caplog.text
