"""A server on this machine that notes down what it is sent."""

from __future__ import annotations

import threading
from collections.abc import Generator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Heard:
    """A server that notes down what it is sent."""

    def __init__(self, status: int) -> None:
        self.status = status
        self.requests: list[tuple[str, bytes, dict[str, str]]] = []
        self.url = ""


@contextmanager
def heard(status: int = 204) -> Generator[Heard]:
    """Serve on a port of this machine."""
    made = Heard(status)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
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
