"""Tools that trace HTTP by wrapping `send` of httpx see each request once, even if they are set up late."""

from __future__ import annotations

import http.client
import logging
import sys
import threading
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import sentry_sdk
from sentry_sdk.envelope import Envelope
from sentry_sdk.integrations.httpx import HttpxIntegration
from sentry_sdk.transport import Transport

from attio import Attio
from tests.drivers import Driver
from tests.server import Reply, Server

TOKEN = "0" * 64


class Nowhere(Transport):
    """Sends nothing."""

    def capture_envelope(self, envelope: Envelope) -> None:
        pass


def patched_by_sentry() -> list[object]:
    """Return the functions that Sentry replaces, with this integration and with the default ones."""
    return [
        httpx.Client.send,
        httpx.AsyncClient.send,
        http.client.HTTPConnection.putrequest,
        logging.Logger.callHandlers,
        sys.excepthook,
        threading.Thread.start,
    ]


@pytest.fixture
def events() -> Iterator[list[Any]]:
    """Set Sentry up for one test; return the events that it would send."""
    before = patched_by_sentry()
    found: list[Any] = []

    def keep(event: Any, _: Any) -> None:
        found.append(event)

    with pytest.MonkeyPatch.context() as patch:
        # The integration does not restore these functions.
        patch.setattr(httpx.Client, "send", httpx.Client.send)
        patch.setattr(httpx.AsyncClient, "send", httpx.AsyncClient.send)
        sentry_sdk.init(
            dsn="http://key@127.0.0.1:9/1",
            traces_sample_rate=1.0,
            default_integrations=False,
            auto_enabling_integrations=False,
            integrations=[HttpxIntegration()],
            before_send_transaction=keep,
            transport=Nowhere,
        )
        if httpx.Client.send is before[0]:  # Sentry wraps `send` once per process
            HttpxIntegration.setup_once()
        assert httpx.Client.send is not before[0]
        yield found
        sentry_sdk.get_client().close()
        sentry_sdk.get_global_scope().set_client(None)
    assert patched_by_sentry() == before
    assert not sentry_sdk.get_client().is_active()


@pytest.fixture(params=["direct", "proxies"])
def network(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run the test without a proxy, and with a proxy that must not be used."""
    if request.param == "proxies":
        monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.mark.usefixtures("network")
@pytest.mark.parametrize("is_late", [False, True], ids=["early", "late"])
def test_sentry_sees_each_request_once(
    server: Server, driver: Driver, request: pytest.FixtureRequest, *, is_late: bool
) -> None:
    server.always(lambda _: Reply(json={"active": False}))
    if not is_late:
        request.getfixturevalue("events")
    client = Attio(TOKEN, server_url=server.url)
    driver.call(client, "meta.identify")
    events = request.getfixturevalue("events")
    with sentry_sdk.start_transaction(name="job"):
        driver.call(client, "meta.identify")
        driver.call(client, "meta.identify")
    client.close()
    [transaction] = events
    spans = [span for span in transaction["spans"] if span["op"] == "http.client"]
    assert [span["description"] for span in spans] == [f"GET {server.url}/v2/self"] * 2
    assert [sent.header("sentry-trace") is not None for sent in server.requests][1:] == [True, True]
    assert TOKEN not in str(events)
