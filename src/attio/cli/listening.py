"""A server on this machine that takes deliveries and queues their events."""

from __future__ import annotations

import queue
import socketserver
import sys
import threading
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

from attio.cli import exits
from attio.cli.exits import CommandError

if TYPE_CHECKING:
    from attio.webhooks import MemoryStore, Receiver

LOOPBACK = "127.0.0.1"
SECONDS = 10
"""Longest time that a request may pause."""
LOOK_EVERY = 0.5
"""Seconds; on Windows, Ctrl-C has no effect on a thread that waits without a limit."""


class Listener:
    """Checks the deliveries of requests, and queues the message of each event.

    Attributes:
        secrets: The secrets of the webhooks whose deliveries are taken, by id.
    """

    def __init__(self, record: str | None, on_refused: Callable[[str], object]) -> None:
        """Make a listener.

        Args:
            record: Path of a file that gets each message as a line; None for none.
            on_refused: Called with the reason when a request is refused; from any thread.
        """
        from attio.webhooks import MemoryStore, Receiver

        self.secrets: dict[str, str] = {}
        self._is_stopped = False
        # `put` of a simple queue may be called by a signal handler, whatever it interrupts.
        self._queue: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._store: MemoryStore = MemoryStore()
        self._on_refused = on_refused
        self.hooks: Receiver = Receiver(self.secrets.get, enqueue=self._queue.put, store=self._store, record=record)

    def handle(self, body: bytes, headers: list[tuple[str, str]], method: str) -> tuple[int, bytes, dict[str, str]]:
        """Take a request; returns status, body and headers of the response."""
        body_text, status, named = self.hooks.handle(body, headers, method=method)
        if status >= 400:
            self._on_refused(f"refused a request with {status}: {body_text.strip()}")
        return status, body_text.encode(), named

    def messages(self) -> Iterator[str]:
        """Yield the messages as they arrive, until `stop` is called."""
        while True:
            try:
                message = self._queue.get(timeout=LOOK_EVERY)
            except queue.Empty:
                continue
            if message is None:
                return
            yield message
            if self._is_stopped:
                return

    def left(self) -> Iterator[str]:
        """Yield the messages that arrived and were not yielded by `messages`."""
        with suppress(queue.Empty):
            while True:
                message = self._queue.get_nowait()
                if message is not None:
                    yield message

    def forget(self, key: str) -> None:
        """Take an event again if it is delivered again: it was sent once more on purpose."""
        self._store.release(key)

    def stop(self, *_: object) -> None:
        """End `messages` after the current one; may be called by a signal handler."""
        self._is_stopped = True
        self._queue.put(None)

    @contextmanager
    def served(self, port: int) -> Generator[int]:
        """Serve on a port of this machine, 0 for any free one; gives the port.

        Raises:
            CommandError: The port is taken.
        """
        try:
            server = _Server((LOOPBACK, port), _handler(self))
        except OSError as error:
            raise CommandError(f"cannot listen on port {port}: {error.strerror}", exits.FAILED) from None
        with server:
            thread = threading.Thread(
                target=server.serve_forever, kwargs={"poll_interval": 0.05}, name="attio-crm-listen", daemon=True
            )
            thread.start()
            try:
                yield int(server.server_address[1])
            finally:
                server.shutdown()
                thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def server_bind(self) -> None:
        # That of `HTTPServer` looks the name of this machine up, which can take seconds.
        socketserver.TCPServer.server_bind(self)

    def handle_error(self, request: Any, client_address: Any) -> None:
        # A client that closes its connection early is no error of ours; the library would print a traceback.
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


def _handler(listener: Listener) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        timeout = SECONDS

        def do_POST(self) -> None:
            try:
                status, content, headers = listener.handle(self._body(), self.headers.items(), self.command)
            except ValueError:
                self.send_error(400, "The body cannot be read.")
                return
            self.send_response_only(status)
            for name, value in {**headers, "Content-Length": str(len(content))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_PUT = do_POST  # noqa: N815 - names of the library

        def _body(self) -> bytes:
            most = listener.hooks.max_body + 1  # one byte more is refused
            if "chunked" not in self.headers.get("Transfer-Encoding", ""):
                return self.rfile.read(min(max(int(self.headers.get("Content-Length", 0)), 0), most))
            body = b""
            # Tunnels may pass a body on in chunks, which the library leaves to us.
            while len(body) < most and (size := int(self.rfile.readline(20).split(b";")[0], 16)):
                body += self.rfile.read(min(size, most))
                self.rfile.readline(3)
            return body

        def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - its name in the library
            """Print nothing."""

    return Handler
