"""The in-memory workspace that documentation runs against."""

from __future__ import annotations

import ssl
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from time import monotonic

import httpx
import pytest

from attio import Attio
from attio.sandbox import Sandbox, Snapshot
from attio.sandbox.serving.adapters import async_fetcher, fetcher
from tests.example_data import CONTRACT, fill


def replace_network(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    """Send the requests of all httpx clients to the sandbox."""
    fetch, fetch_async = fetcher(sandbox.handle), async_fetcher(sandbox.handle)

    def handle_request(_: httpx.HTTPTransport, request: httpx.Request) -> httpx.Response:
        return fetch(request)

    async def handle_async_request(_: httpx.AsyncHTTPTransport, request: httpx.Request) -> httpx.Response:
        return await fetch_async(request)

    def empty_context(*, trust_env: bool) -> ssl.SSLContext:
        assert trust_env
        return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)

    monkeypatch.setattr(httpx.HTTPTransport, "handle_request", handle_request)
    monkeypatch.setattr(httpx.AsyncHTTPTransport, "handle_async_request", handle_async_request)
    # No certificate is verified, and reading the trust store takes longer than most examples.
    monkeypatch.setattr(httpx, "create_ssl_context", empty_context)
    # Clients would pace themselves as for the real API, which adds half a second to each test.
    looks = count()
    monkeypatch.setattr("attio.limits.store.monotonic", lambda: monotonic() + 10 * next(looks))


@dataclass(frozen=True)
class FilledWorkspace:
    """A workspace filled for examples, which can be restored."""

    sandbox: Sandbox
    names: Mapping[str, object]
    before: Snapshot

    @contextmanager
    def client(self, monkeypatch: pytest.MonkeyPatch, folder: Path) -> Generator[Attio, None, None]:
        """Restore the workspace, replace the network by it, and yield a client."""
        self.sandbox.reset(controls=True)
        self.sandbox.restore(self.before)
        replace_network(self.sandbox, monkeypatch)
        monkeypatch.setenv("ATTIO_OAUTH2", self.sandbox.token)
        (folder / CONTRACT).write_bytes(b"%PDF-1.7 signed")
        with Attio() as client:
            yield client


def filled(folder: Path) -> FilledWorkspace:
    """Create a workspace and fill it."""
    sandbox = Sandbox(seed=0)
    names = fill(sandbox, folder)
    return FilledWorkspace(sandbox, names, sandbox.snapshot())
