"""A local HTTP server that receives deliveries and queues their events."""

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
"""Read timeout of a request, in seconds."""
POLL_INTERVAL = 0.5
"""Maximum seconds of one wait for a message: on Windows, Ctrl-C cannot interrupt a wait without a timeout."""


class Listener:
    """Verifies deliveries, and queues the message of each event.

    Attributes:
        secrets: The secrets of the accepted webhooks, by id.
    """

    def __init__(self, record: str | None, on_rejected: Callable[[str], object]) -> None:
        """Create a listener.

        Args:
            record: Path of a file to append each message to as a line; None for no file.
            on_rejected: Called with the reason when a request is rejected. It may run in any thread.
        """
        from attio.webhooks import MemoryStore, Receiver

        self.secrets: dict[str, str] = {}
        self._is_stopped = False
        # A signal handler may interrupt any code and call `put`, which is safe only with `SimpleQueue`.
        self._queue: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._store: MemoryStore = MemoryStore()
        self._on_rejected = on_rejected
        self.hooks: Receiver = Receiver(self.secrets.get, enqueue=self._queue.put, store=self._store, record=record)

    def handle(self, body: bytes, headers: list[tuple[str, str]], method: str) -> tuple[int, bytes, dict[str, str]]:
        """Handle a request, and return the status, body and headers of the response."""
        text, status, response_headers = self.hooks.handle(body, headers, method=method)
        if status >= 400:
            self._on_rejected(f"rejected a request with status {status}: {text.strip()}")
        return status, text.encode(), response_headers

    def messages(self) -> Iterator[str]:
        """Yield the messages as they arrive, until `stop` is called."""
        while True:
            try:
                message = self._queue.get(timeout=POLL_INTERVAL)
            except queue.Empty:
                continue
            if message is None:
                return
            yield message
            if self._is_stopped:
                return

    def left(self) -> Iterator[str]:
        """Yield the messages that have arrived, but that `messages` did not yield."""
        with suppress(queue.Empty):
            while True:
                message = self._queue.get_nowait()
                if message is not None:
                    yield message

    def forget(self, key: str) -> None:
        """Forget an event, so that it is accepted again if the user resends it."""
        self._store.release(key)

    def stop(self, *_: object) -> None:
        """End `messages` after the current message. Safe to call from a signal handler."""
        self._is_stopped = True
        self._queue.put(None)

    @contextmanager
    def serve(self, port: int) -> Generator[int]:
        """Serve on a port of this machine, and yield the port. Port 0 chooses a free port.

        Raises:
            CommandError: The port is in use.
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
        # `HTTPServer.server_bind` looks up the name of this machine, which can take seconds.
        socketserver.TCPServer.server_bind(self)

    def handle_error(self, request: Any, client_address: Any) -> None:
        # Ignore clients that close the connection early; the base class would print a traceback.
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

        do_GET = do_PUT = do_POST  # noqa: N815 - the names that the base class uses

        def _body(self) -> bytes:
            limit = listener.hooks.max_body + 1  # one byte too many, so that the receiver rejects the body
            if "chunked" not in self.headers.get("Transfer-Encoding", ""):
                length = max(int(self.headers.get("Content-Length", 0)), 0)
                return self.rfile.read(min(length, limit))
            # Tunnels may send a chunked body, which `BaseHTTPRequestHandler` does not decode.
            body = b""
            while len(body) < limit:
                size = int(self.rfile.readline(20).split(b";")[0], 16)
                if size == 0:
                    break
                body += self.rfile.read(min(size, limit))
                self.rfile.readline(3)  # the end of the line after the chunk
            return body

        def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the name in the base class
            """Do not log requests."""

    return Handler
