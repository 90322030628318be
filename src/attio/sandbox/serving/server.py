"""Serve a sandbox over HTTP with uvicorn, from the extra `attio-sdk[sandbox]`."""

from __future__ import annotations

import contextlib
import errno
import importlib.util
import json
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Generator
from types import FrameType
from typing import TYPE_CHECKING, NoReturn

from attio._support.extras import needs
from attio.sandbox.serving.adapters import Handle
from attio.sandbox.serving.asgi import make_app

if TYPE_CHECKING:
    import uvicorn

INSTALL = needs("serving the sandbox", "uvicorn", "sandbox")


def _bind(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio disables Nagle's algorithm only if the protocol is given. With the algorithm, a call takes 40 ms longer.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        if error.errno != errno.EADDRINUSE:
            raise
        message = f"port {port} of {host} is in use; choose another port, or 0 for a free one"
        raise OSError(error.errno, message) from error
    # From here on, connections wait in the queue, so the URL can be printed before the server runs.
    listener.listen(128)
    return listener


def _url(host: str, listener: socket.socket) -> str:
    port = int(listener.getsockname()[1])
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _check_installed() -> None:
    if importlib.util.find_spec("uvicorn") is None:
        raise ImportError(INSTALL)


def _server(handle: Handle) -> uvicorn.Server:
    _check_installed()
    import uvicorn

    config = uvicorn.Config(make_app(handle), log_level="warning", lifespan="off", timeout_graceful_shutdown=5)
    return uvicorn.Server(config)


def serve(
    handle: Handle,
    token: str,
    *,
    host: str = "127.0.0.1",
    port: int = 0,
    as_json: bool = False,
    on_start: Callable[[str], object] = lambda _: None,
    prepare: Callable[[], object] = lambda: None,
) -> None:
    """Print the URL and the token, and serve a sandbox until SIGINT or SIGTERM. Requests in progress are completed.

    Args:
        handle: Function that handles the requests.
        token: The token to print.
        host: Address to listen on.
        port: Port to listen on; 0 for a free port.
        as_json: Whether to print one JSON line instead of text.
        on_start: Called with the URL when connections are accepted.
        prepare: Called after the URL and the token are printed. Requests wait for it.

    Raises:
        ImportError: uvicorn is not installed.
        OSError: The address cannot be used.
    """
    _check_installed()

    def stop(signum: int, frame: FrameType | None) -> NoReturn:  # noqa: ARG001 - a signal handler's signature
        # uvicorn raises the signal again after it has shut down. Nothing is left to do then.
        raise SystemExit(0)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    with _bind(host, port) as listener:
        url = _url(host, listener)
        on_start(url)
        if as_json:
            sys.stdout.write(f"{json.dumps({'url': url, 'token': token})}\n")
        else:
            curl = f'curl -H "Authorization: Bearer {token}" {url}/v2/objects'
            sys.stdout.write(f"Attio sandbox at {url}\nToken: {token}\nTry: {curl}\n")
        sys.stdout.flush()
        # Loading uvicorn and the demo is slow. Requests wait in the queue.
        prepare()
        _server(handle).run(sockets=[listener])


@contextlib.contextmanager
def running(handle: Handle, *, host: str = "127.0.0.1", port: int = 0) -> Generator[str]:
    """Serve a sandbox in a thread while a `with` block runs, and yield its URL."""
    server = _server(handle)
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
