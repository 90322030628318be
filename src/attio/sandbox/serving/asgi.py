"""The ASGI application of a sandbox, written without a framework."""

from __future__ import annotations

import string
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Protocol, TypeAlias, cast
from urllib.parse import parse_qsl, quote

from attio.sandbox.messages import Request, Response
from attio.sandbox.serving.adapters import Handle

Message: TypeAlias = MutableMapping[str, object]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]
ASGIApp: TypeAlias = Callable[[Message, Receive, Send], Awaitable[None]]
"""An application as ASGI defines it."""

_MOST_BYTES = 64 * 1024 * 1024
"""Maximum size of a request body: more than the largest upload with its form."""


def make_app(handle: Handle) -> ASGIApp:
    """Create an ASGI application from a function that handles requests."""

    async def app(scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            message = f"the sandbox does not support {scope['type']}"
            raise NotImplementedError(message)
        body = await _read(receive)
        if body is None:
            response = Response(413, {"content-type": "text/plain", "connection": "close"}, b"Payload Too Large")
        else:
            response = await _respond(handle, _request(scope, body))
        await _send(response, send)

    return app


async def _respond(handle: Handle, request: Request) -> Response:
    # The API does not block. A control verb may send deliveries to a receiver that calls the API before it responds.
    if not request.path.startswith("/_"):
        return handle(request)
    import anyio.to_thread

    return await anyio.to_thread.run_sync(handle, request)


async def _read(receive: Receive) -> bytes | None:
    """Read the body; return None if it is too large."""
    body = bytearray()
    while True:
        message = await receive()
        body += cast("bytes", message.get("body", b""))
        if len(body) > _MOST_BYTES:
            return None
        if not message.get("more_body"):
            return bytes(body)


def _request(scope: Message, body: bytes) -> Request:
    headers: dict[str, str] = {}
    for name, value in cast("Iterable[tuple[bytes, bytes]]", scope["headers"]):
        headers[name.decode("latin-1").lower()] = value.decode("latin-1")
    raw_path = cast("bytes", scope.get("raw_path") or quote(cast("str", scope["path"])).encode())
    query = cast("bytes", scope.get("query_string", b"")).decode("latin-1")
    origin = f"{scope.get('scheme', 'http')}://{headers.get('host', 'localhost')}"
    return Request(
        cast("str", scope["method"]),
        quote(raw_path.partition(b"?")[0], safe=string.punctuation),
        dict(parse_qsl(query, keep_blank_values=True)),
        headers,
        body,
        origin,
    )


async def _send(response: Response, send: Send) -> None:
    wire = response.wire
    if wire is not None and wire.delay:
        await _sleep(wire.delay)
    if wire is not None and wire.drop is not None:
        _transport(send).abort()
        return
    headers = {"content-length": str(len(response.body)), **response.headers}
    encoded = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": response.status, "headers": encoded})
    if wire is None or (wire.truncate is None and wire.drip is None):
        await send({"type": "http.response.body", "body": response.body})
        return
    body = response.body if wire.truncate is None else response.body[: wire.truncate]
    size, pause = wire.drip or (max(len(body), 1), 0.0)
    for start in range(0, len(body), size):
        if start and pause:
            await _sleep(pause)
        await send({"type": "http.response.body", "body": body[start : start + size], "more_body": True})
    if len(body) < len(response.body):
        _transport(send).close()
        return
    await send({"type": "http.response.body", "body": b""})


async def _sleep(seconds: float) -> None:
    import anyio

    await anyio.sleep(seconds)


class _Transport(Protocol):
    def abort(self) -> None: ...
    def close(self) -> None: ...


def _transport(send: Send) -> _Transport:
    """Return the connection of a request. In uvicorn, `send` is a method of an object with the transport."""
    transport: _Transport | None = getattr(getattr(send, "__self__", None), "transport", None)
    if transport is None:
        message = "this ASGI server offers no way to break a connection"
        raise ConnectionAbortedError(message)
    return transport
