"""The sandbox on a port, by Starlette and uvicorn: `pip install "attio-sdk[sandbox]"`."""

from __future__ import annotations

import contextlib
import signal
import socket
import sys
import threading
import time
from collections.abc import Generator
from types import FrameType
from typing import TYPE_CHECKING, NoReturn

from attio.sandbox.messages import Request

if TYPE_CHECKING:
    import uvicorn
    from starlette.requests import Request as StarletteRequest
    from starlette.responses import Response as StarletteResponse

    from attio.sandbox.adapters import ASGIApp
    from attio.sandbox.app import Sandbox

_METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]
_MOST_BYTES = 64 * 1024 * 1024
"""Largest body to hold in memory: the largest upload, its form, and some room."""

INSTALL = 'serving the sandbox needs Starlette and uvicorn: pip install "attio-sdk[sandbox]"'


def make_app(sandbox: Sandbox) -> ASGIApp:
    """Make an ASGI application of a sandbox.

    Raises:
        ImportError: Starlette is not installed; the message tells how to.
    """
    try:
        from starlette.applications import Starlette
        from starlette.responses import Response as StarletteResponse
        from starlette.routing import Route
    except ImportError as error:
        raise ImportError(INSTALL) from error

    async def answer(request: StarletteRequest) -> StarletteResponse:
        body = bytearray()
        async for chunk in request.stream():
            body += chunk
            if len(body) > _MOST_BYTES:
                return StarletteResponse("Payload Too Large", 413, {"connection": "close"})
        origin = f"{request.url.scheme}://{request.url.netloc}"
        path = request.scope.get("raw_path", request.url.path.encode()).decode("ascii").partition("?")[0]
        query, headers = dict(request.query_params), dict(request.headers)
        result = sandbox.handle(Request(request.method, path, query, headers, bytes(body), origin))
        return StarletteResponse(result.body, result.status, dict(result.headers))

    return Starlette(routes=[Route("/{path:path}", answer, methods=_METHODS)])


def _bind(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError:
        listener.close()
        raise
    # From here on connections wait in the queue, so the address can be told before the server runs.
    listener.listen(128)
    return listener


def _url(host: str, listener: socket.socket) -> str:
    port = int(listener.getsockname()[1])
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _server(sandbox: Sandbox) -> uvicorn.Server:
    try:
        import uvicorn
    except ImportError as error:
        raise ImportError(INSTALL) from error
    config = uvicorn.Config(make_app(sandbox), log_level="warning", lifespan="off", timeout_graceful_shutdown=5)
    return uvicorn.Server(config)


def serve(sandbox: Sandbox, *, host: str = "127.0.0.1", port: int = 0) -> None:
    """Serve a sandbox until the process is told to stop, finishing what is under way; tells URL and token first."""
    server = _server(sandbox)

    def stop(signum: int, frame: FrameType | None) -> NoReturn:  # noqa: ARG001 - a signal handler's signature
        # uvicorn raises the signal again once it has shut down; by then there is nothing left to do.
        raise SystemExit(0)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    with _bind(host, port) as listener:
        sys.stdout.write(
            f"Attio sandbox at {_url(host, listener)}\n"
            f"Token: {sandbox.token}\n"
            f'Try: curl -H "Authorization: Bearer {sandbox.token}" {_url(host, listener)}/v2/objects\n'
        )
        sys.stdout.flush()
        server.run(sockets=[listener])


@contextlib.contextmanager
def running(sandbox: Sandbox, *, host: str = "127.0.0.1", port: int = 0) -> Generator[str]:
    """Serve a sandbox from a thread of its own, and give its URL."""
    server = _server(sandbox)
    with _bind(host, port) as listener:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, name="attio-sandbox", daemon=True)
        thread.start()
        try:
            while not server.started and thread.is_alive():
                time.sleep(0.005)
            yield _url(host, listener)
        finally:
            server.should_exit = True
            thread.join()
