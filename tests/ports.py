"""A port that many tests share, because starting and stopping uvicorn takes longer than most tests."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from attio.sandbox import Request, Response
from attio.sandbox.serving.adapters import Handle
from attio.sandbox.serving.server import running


class Port:
    """A port whose requests are handled by one test at a time."""

    def __init__(self) -> None:
        self.url = ""
        self.handle: Handle = lambda _request: Response(503)

    def _handle(self, request: Request) -> Response:
        return self.handle(request)


@contextmanager
def open_port() -> Generator[Port]:
    """Serve on a free port; a test sets `handle` before it sends requests to `url`."""
    port = Port()
    with running(port._handle) as port.url:
        yield port
