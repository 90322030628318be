"""The setup of a test: a driver, its HTTP client, and the three kinds of calls."""

from __future__ import annotations

import ssl
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import httpx
import httpx2

from attio import Attio, BackoffStrategy, HTTPClient, RetryConfig
from tests.drivers import DRIVERS, Driver
from tests.faults.table import ATTEMPTS, MOST_BYTES, Kind
from tests.server import Reply

TOKEN = "sk_planted_5c0ffee"
FAST = RetryConfig(backoff=BackoffStrategy(initial_interval=1, max_interval=5, max_elapsed_time=10_000))
TWICE = RetryConfig(backoff=FAST.backoff, max_attempts=ATTEMPTS)

Call: TypeAlias = Callable[..., Awaitable[Any]]
"""Calls a method by its dotted name, with arguments and options."""

METHODS: dict[Kind, str] = {"read": "records.get", "upsert": "records.assert_", "create": "records.create"}


def arguments(kind: Kind, key: str = "r") -> tuple[tuple[str, ...], dict[str, object]]:
    """Return the arguments of a call of a kind."""
    values: dict[str, object] = {"data": {"values": {"key": key}}}
    if kind == "read":
        return ("people", key), {}
    return ("people",), values | ({"matching_attribute": "key"} if kind == "upsert" else {})


def send(call: Call, kind: Kind, key: str = "r", **options: object) -> Awaitable[Any]:
    """Send a call of a kind."""
    args, params = arguments(kind, key)
    return call(METHODS[kind], *args, **params, **options)


def record(key: str) -> Reply:
    """Return the correct response to each kind of call."""
    data = {
        "id": {"workspace_id": "w", "object_id": "o", "record_id": key},
        "created_at": "2022-11-21T13:22:49.061281000Z",
        "web_url": "https://app.attio.com/x",
        "values": {},
    }
    return Reply(json={"data": data})


@dataclass(frozen=True)
class Stage:
    """A driver, and the HTTP client that it uses."""

    driver: Driver
    family: str | None = None
    """The library of a client that is passed in; None for the SDK's own client."""

    def __str__(self) -> str:
        return f"{self.driver.side}-{self.family or 'own'}"

    def run(
        self,
        url: str,
        work: Callable[[Call], Awaitable[None]],
        *,
        tls: ssl.SSLContext | None = None,
        proxy: str | None = None,
        **options: Any,
    ) -> None:
        """Run a function with a client whose pool has one connection; see `Driver.run`."""
        http, given = self._http(tls, proxy)
        settings: dict[str, Any] = {"retry_config": TWICE, "max_response_bytes": MOST_BYTES} | options

        async def main(call: Call) -> None:
            try:
                await work(call)
            finally:
                if isinstance(given, httpx.Client | httpx2.Client):
                    given.close()
                elif given is not None:
                    await given.aclose()

        with http, Attio(TOKEN, server_url=url, http_client=http, **settings) as client:
            self.driver.run(client, main)

    def _http(self, tls: ssl.SSLContext | None, proxy: str | None) -> tuple[HTTPClient, Any]:
        if self.family is None:
            return HTTPClient(max_connections=1, ssl_context=tls, proxy=proxy), None
        library: Any = {"httpx": httpx, "httpx2": httpx2}[self.family]
        # A context without certificates is quick to create, and is enough without TLS.
        verify = tls or ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        given: dict[str, Any] = {"limits": library.Limits(max_connections=1), "verify": verify, "proxy": proxy}
        if self.driver.side == "sync":
            client = library.Client(**given)
            return HTTPClient(client=client), client
        async_client = library.AsyncClient(**given)
        return HTTPClient(async_client=async_client), async_client


OWN: Sequence[Stage] = [Stage(driver) for driver in DRIVERS]
STAGES: Sequence[Stage] = [Stage(driver, family) for family in (None, "httpx", "httpx2") for driver in DRIVERS]
