"""`Routes`: the receivers of deliveries. They are functions, ASGI applications and servers on this machine."""

from __future__ import annotations

import inspect
import threading
import time
import weakref
from collections.abc import Awaitable, Callable, Coroutine, Mapping, MutableMapping
from typing import TYPE_CHECKING, Any, TypeAlias, cast
from urllib.parse import SplitResult, urlsplit

from attio._support.names import brief
from attio.sandbox.control.naming import ControlError

if TYPE_CHECKING:
    import asyncio

Receiver: TypeAlias = Callable[[bytes, Mapping[str, str]], "int | None"]
"""Function of the body and the headers of a delivery that returns a status; None means 200."""

Application: TypeAlias = Callable[
    [MutableMapping[str, Any], Callable[[], Awaitable[Any]], Callable[[Any], Awaitable[None]]], Awaitable[None]
]
"""An ASGI application."""

Send: TypeAlias = Callable[[str, bytes, Mapping[str, str], float], int]
"""Function of URL, body, headers and time limit in seconds that sends a delivery and returns the status."""

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class Routes:
    """Receivers by the prefix of target URLs. The longest matching prefix wins."""

    def __init__(self) -> None:
        self._routes: dict[str, tuple[Send, str]] = {}

    def __len__(self) -> int:
        return len(self._routes)

    def add(self, prefix: str, to: Receiver | Application | str) -> None:
        """Register the receiver of a prefix.

        Raises:
            ControlError: `prefix` is not an https URL; or `to` is neither a function of body and headers, nor an ASGI
                application, nor the URL of a server on this machine.
        """
        parts = urlsplit(prefix)
        if parts.scheme != "https" or not parts.hostname:
            raise ControlError(f"{brief(prefix)} must be the start of an https URL: webhooks have no other URLs")
        self._routes[prefix] = (
            _sender(prefix, to),
            to if isinstance(to, str) else getattr(to, "__qualname__", repr(to)),
        )

    def remove(self, prefix: str) -> None:
        """Remove the route of a prefix. Do nothing if there is none."""
        self._routes.pop(prefix, None)

    def clear(self) -> None:
        """Remove all routes."""
        self._routes.clear()

    def find(self, url: str) -> Send | None:
        """Return the function that sends deliveries to a URL; None if there is no route."""
        matching = [prefix for prefix in self._routes if _has_prefix(url, prefix)]
        return self._routes[max(matching, key=len)][0] if matching else None

    def to_json(self) -> dict[str, str]:
        """Return the name or URL of each receiver by prefix."""
        return {prefix: to for prefix, (_, to) in self._routes.items()}


def _has_prefix(url: str, prefix: str) -> bool:
    """Return whether a URL equals a prefix or is below it. `https://a.test` is not a prefix of `https://a.test.evil`."""
    return url.startswith(prefix) and (len(url) == len(prefix) or prefix[-1] in "/?" or url[len(prefix)] in "/?#")


def _sender(prefix: str, to: object) -> Send:
    if isinstance(to, str):
        return _to_server(prefix, to)
    if not callable(to):
        raise ControlError(
            f"to={brief(to)} must be a function of body and headers, an ASGI application or a loopback URL"
        )
    try:
        parameter_count = len(inspect.signature(to).parameters)
    except ValueError:
        parameter_count = 2
    if parameter_count == 3:
        return _to_application(cast("Application", to))
    if inspect.iscoroutinefunction(to):
        raise ControlError(f"to={brief(to)} is async; use a sync function of body and headers, or an ASGI application")
    return _to_receiver(cast("Receiver", to))


def _to_receiver(receiver: Receiver) -> Send:
    def send(url: str, body: bytes, headers: Mapping[str, str], limit: float) -> int:  # noqa: ARG001 - a `Send`
        started = time.perf_counter()
        status = receiver(body, headers)
        if time.perf_counter() - started > limit:
            raise TimeoutError
        return 200 if status is None else status

    return send


def _to_server(prefix: str, to: str) -> Send:
    parts = urlsplit(to)
    if parts.scheme != "http" or parts.hostname not in _LOOPBACK:
        message = f"to={brief(to)} is not a server on this machine, and the sandbox sends nothing to others"
        raise ControlError(f"{message}; use http:// and one of {', '.join(sorted(_LOOPBACK))}")

    def send(url: str, body: bytes, headers: Mapping[str, str], limit: float) -> int:
        import http.client

        place = urlsplit(to.rstrip("/") + url[len(prefix.rstrip("/")) :])
        connection = http.client.HTTPConnection(str(parts.hostname), parts.port, timeout=limit)
        try:
            connection.request("POST", _path(place), body, dict(headers))
            return connection.getresponse().status
        finally:
            connection.close()

    return send


def _path(parts: SplitResult) -> str:
    return f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"


def _to_application(application: Application) -> Send:
    loop = _Loop()

    def send(url: str, body: bytes, headers: Mapping[str, str], limit: float) -> int:
        return loop.run(_call(application, url, body, headers), limit)

    return send


class _Loop:
    """An event loop in a separate thread, so that an application can continue to work after its response.

    The thread starts with the first delivery, and ends when this object is garbage-collected.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None

    def run(self, work: Coroutine[Any, Any, int], limit: float) -> int:
        """Run a coroutine for at most `limit` seconds, and return its result."""
        import asyncio

        with self._lock:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                threading.Thread(
                    target=_serve, args=(self._loop,), name="attio-sandbox-deliveries", daemon=True
                ).start()
                weakref.finalize(self, self._loop.call_soon_threadsafe, self._loop.stop).atexit = False
        try:
            return asyncio.run_coroutine_threadsafe(asyncio.wait_for(work, limit), self._loop).result()
        except asyncio.TimeoutError:
            raise TimeoutError from None


def _serve(loop: asyncio.AbstractEventLoop) -> None:
    import asyncio

    asyncio.set_event_loop(loop)
    try:
        loop.run_forever()
        tasks = asyncio.all_tasks(loop)
        for task in tasks:
            task.cancel()
        loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))
    finally:
        loop.close()


async def _call(application: Application, url: str, body: bytes, headers: Mapping[str, str]) -> int:
    parts = urlsplit(url)
    statuses: list[int] = []
    messages: list[dict[str, object]] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> dict[str, object]:
        return messages.pop() if messages else {"type": "http.disconnect"}

    async def send(message: Mapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            statuses.append(int(message["status"]))

    sent = {"Host": parts.netloc, "Content-Length": str(len(body)), **headers}
    scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": parts.scheme,
        "path": parts.path or "/",
        "raw_path": (parts.path or "/").encode("ascii"),
        "query_string": parts.query.encode("ascii"),
        "root_path": "",
        "headers": [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in sent.items()],
        "client": ("127.0.0.1", 0),
        "server": (parts.hostname, parts.port or 443),
        "state": {},
    }
    await application(scope, receive, send)
    if not statuses:
        message = "the application sent no response"
        raise RuntimeError(message)
    return statuses[0]
