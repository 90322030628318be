"""Exchange of a code for a token: the request, and every response and failure."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs

import httpx
import pytest

from attio import errors
from tests.oauth.flows import app_with_responses, finish

TOKEN = {"access_token": "granted-token", "token_type": "Bearer"}


def test_the_exchange_is_as_documented(run: Callable[..., Any]) -> None:
    identity = httpx.Response(200, json={"active": False})
    tokens: list[str | None] = []
    oauth, seen = app_with_responses(httpx.Response(200, json=TOKEN), identity, tokens=tokens)
    with pytest.raises(errors.OAuthExchangeError, match="token is not active"):
        finish(oauth, run)
    exchange, _ = seen
    assert (exchange.url.host, exchange.url.raw_path) == ("app.attio.com", b"/oauth/token")
    assert parse_qs(exchange.content.decode()) == {
        "grant_type": ["authorization_code"],
        "client_id": ["id"],
        "client_secret": ["client-secret"],
        "code": ["c0de"],
    }
    assert tokens == [None, "Bearer granted-token"]


@pytest.mark.parametrize(
    ("response", "status", "code"),
    [
        (httpx.Response(400, json={"error": "invalid_grant"}), 400, "invalid_grant"),
        (httpx.Response(401, json={"error": "a secret? <script>"}), 401, None),
        (httpx.Response(500, text="<html>"), 500, None),
        (httpx.Response(400, json=["error"]), 400, None),
    ],
)
def test_an_exchange_that_attio_rejects_raises(
    run: Callable[..., Any], response: httpx.Response, status: int, code: str | None
) -> None:
    oauth, seen = app_with_responses(response)
    with pytest.raises(errors.OAuthExchangeError) as caught:
        finish(oauth, run)
    error = caught.value
    assert (error.status_code, error.code, error.outcome) == (status, code, "rejected")
    assert "script" not in str(error)
    assert len(seen) == 1


@pytest.mark.parametrize("body", [{}, {"access_token": ""}, {"access_token": 7}, {"access_token": "a\nb"}, ["x"]])
def test_an_exchange_without_a_usable_token_raises(run: Callable[..., Any], body: object) -> None:
    oauth, _ = app_with_responses(httpx.Response(200, json=body))
    with pytest.raises(errors.OAuthExchangeError, match="no valid access token") as caught:
        finish(oauth, run)
    assert caught.value.outcome == "accepted"


def test_an_exchange_is_retried_only_if_it_was_not_sent(
    run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def wait(_seconds: float) -> None:
        pass

    async def at_once(_seconds: float) -> None:
        pass

    monkeypatch.setattr("time.sleep", wait)
    monkeypatch.setattr("anyio.sleep", at_once)
    no_connection = httpx.ConnectError("refused")
    oauth, seen = app_with_responses(no_connection, no_connection, httpx.Response(400))
    with pytest.raises(errors.OAuthExchangeError):
        finish(oauth, run)
    assert len(seen) == 3
    oauth, seen = app_with_responses(no_connection, no_connection, no_connection)
    with pytest.raises(errors.ConnectionError):
        finish(oauth, run)
    oauth, seen = app_with_responses(httpx.ReadError("broken"))
    with pytest.raises(errors.ConnectionError):
        finish(oauth, run)
    assert len(seen) == 1
