"""Runs `listen` in this process, and a server that records its requests."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.cli.running import Result, Shell
from tests.waiting import wait_until

LOOK_FOR = 15.0


class Heard:
    """A server that records its requests."""

    def __init__(self, status: int) -> None:
        self.status = status
        self.requests: list[tuple[str, bytes, dict[str, str]]] = []
        self.url = ""
        self.is_open = threading.Event()
        self.is_open.set()
        self.waiting = 0


@contextmanager
def heard(status: int = 204) -> Generator[Heard]:
    """Run a recording server on a local port."""
    made = Heard(status)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            made.waiting += 1
            assert made.is_open.wait(LOOK_FOR)
            body = self.rfile.read(int(self.headers["Content-Length"]))
            made.requests.append((self.path, body, dict(self.headers.items())))
            self.send_response(made.status)
            self.end_headers()

        def log_message(self, format: str, *arguments: object) -> None: ...  # noqa: A002 - its name in the library

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        made.url = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield made
        finally:
            server.shutdown()
            thread.join()


def webhooks(crm: Shell) -> list[Any]:
    with crm.sandbox.client() as client:
        return list(client.webhooks.list().data)


def create(crm: Shell, name: str = "Acme") -> str:
    with crm.sandbox.client() as client:
        return client.records.create("companies", data={"values": {"name": name}}).data.id.record_id


def listen(crm: Shell, *words: str, then: Callable[[], object]) -> Result:
    """Run `listen`, and call `then` once it listens."""
    before, begun = len(webhooks(crm)), len(crm.sandbox.requests.find("webhooks.get"))
    failures: list[BaseException] = []
    ended = threading.Event()

    def act() -> None:
        try:
            wait_until(lambda: len(crm.sandbox.requests.find("webhooks.get")) > begun)
            then()
        except BaseException as error:  # noqa: BLE001 - the test shows it
            failures.append(error)
            if not ended.is_set():
                os.kill(os.getpid(), signal.SIGTERM)

    thread = threading.Thread(target=act)
    thread.start()
    result = crm("listen", *words)
    ended.set()
    thread.join()
    assert failures == [], result.err
    assert len(webhooks(crm)) == before, "the webhook is left"
    return result
