"""Adapters of a receiver for ASGI, WSGI and AWS Lambda, without dependencies on a framework."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Awaitable, Callable, Iterable, Mapping, MutableMapping
from http import HTTPStatus
from typing import Any, Protocol, TypeAlias, cast

from attio._support.digits import is_digits
from attio._support.names import brief
from attio.webhooks.intake import WebhookResponse, response, too_large

Message: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]
StartResponse: TypeAlias = Callable[[str, list[tuple[str, str]]], object]
WSGI: TypeAlias = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class Handles(Protocol):
    """The methods of a receiver that the adapters call."""

    @property
    def max_body(self) -> int:
        """Maximum size of a request body, in bytes."""
        ...

    def handle(self, body: bytes, headers: Any, *, method: str = "POST") -> WebhookResponse:
        """Process a request."""
        ...

    async def handle_async(self, body: bytes, headers: Any, *, method: str = "POST") -> WebhookResponse:
        """Process a request on an event loop."""
        ...

    async def __aenter__(self) -> Any: ...

    async def close_async(self) -> None:
        """Wait for running handlers."""
        ...


class ASGI:
    """The ASGI application of a receiver.

    A class, not a function, because frameworks accept an instance with `__call__` as the endpoint of a route.
    """

    def __init__(self, hooks: Handles) -> None:
        self._hooks = hooks

    def __repr__(self) -> str:
        return f"<ASGI application of {self._hooks!r}>"

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Process one HTTP request, or open and close the receiver with the lifespan of the server."""
        if scope["type"] == "lifespan":
            await self._run_lifespan(receive, send)
        elif scope["type"] == "http":
            await _send_response(send, await self._handle(scope, receive))
        else:  # a WebSocket
            await receive()
            await send({"type": "websocket.close", "code": 1000})

    async def _handle(self, scope: Message, receive: Receive) -> WebhookResponse:
        headers: list[tuple[bytes, bytes]] = list(scope["headers"])
        length: str | None = None
        for name, value in headers:
            if name.lower() == b"content-length":
                length = value.decode("latin-1")
                break
        rejection = _length_rejection(length, self._hooks.max_body)
        if rejection is not None and scope["method"] == "POST":
            return rejection
        body = bytearray()
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                return response(400, "The connection was closed before the whole request was sent.")
            body += message.get("body", b"")
            if len(body) > self._hooks.max_body:
                return too_large()
            if not message.get("more_body", False):
                break
        return await self._hooks.handle_async(bytes(body), headers, method=scope["method"])

    async def _run_lifespan(self, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                await self._hooks.__aenter__()
                await send({"type": "lifespan.startup.complete"})
            else:
                await self._hooks.close_async()
                await send({"type": "lifespan.shutdown.complete"})
                return


def make_asgi(hooks: Handles) -> ASGI:
    """Create an ASGI application."""
    return ASGI(hooks)


async def _send_response(send: Send, result: WebhookResponse) -> None:
    body = result.body.encode()
    pairs = [*result.headers.items(), ("Content-Length", str(len(body)))]
    headers = [(name.lower().encode(), value.encode()) for name, value in pairs]
    await send({"type": "http.response.start", "status": result.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _length_rejection(length: str | None, max_body: int) -> WebhookResponse | None:
    """Return the response to a `Content-Length` that is malformed or too large; None if it is acceptable."""
    if length is None:
        return None
    if not is_digits(length):
        return response(400, "Content-Length is not a number.")
    # Count the digits first: converting a very long number takes long, or raises.
    return too_large() if len(length.lstrip("0")) > 15 or int(length) > max_body else None


def make_wsgi(hooks: Handles) -> WSGI:
    """Create a WSGI application."""

    def application(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        result = _handle_wsgi(hooks, environ)
        body = result.body.encode()
        headers = [*result.headers.items(), ("Content-Length", str(len(body)))]
        start_response(f"{result.status} {HTTPStatus(result.status).phrase}", headers)
        return [body]

    return application


def _handle_wsgi(hooks: Handles, environ: Mapping[str, Any]) -> WebhookResponse:
    method = str(environ["REQUEST_METHOD"])
    length: str = environ.get("CONTENT_LENGTH") or "0"
    rejection = _length_rejection(length, hooks.max_body)
    if rejection is not None and method == "POST":
        return rejection
    body: bytes = environ["wsgi.input"].read(int(length)) if method == "POST" else b""
    names = ((name[5:].replace("_", "-"), str(value)) for name, value in environ.items() if name.startswith("HTTP_"))
    return hooks.handle(body, list(names), method=method)


def aws_response(hooks: Handles, event: Mapping[str, Any]) -> dict[str, Any]:
    """Process an event of AWS Lambda, and return the response in the form that Lambda expects."""
    if not isinstance(cast("object", event), Mapping):
        raise TypeError(f"event must be the event of Lambda as a dict, not {brief(event)}")
    context: dict[str, Any] = event.get("requestContext") or {}
    http: dict[str, str] = context.get("http") or {}
    method: str = event.get("httpMethod") or http.get("method") or "POST"
    try:
        text = cast("str", event.get("body") or "")
        body = base64.b64decode(text, validate=True) if event.get("isBase64Encoded") else text.encode()
    except (binascii.Error, ValueError):
        result = response(400, "The body is not base64.")
    else:
        several: Mapping[str, list[str]] = event.get("multiValueHeaders") or {}
        pairs = [(name, value) for name, values in several.items() for value in values]
        if not pairs:
            pairs = list(cast("Mapping[str, str]", event.get("headers") or {}).items())
        result = hooks.handle(body, pairs, method=method)
    output: dict[str, Any] = {"statusCode": result.status, "body": result.body, "isBase64Encoded": False}
    if event.get("multiValueHeaders") and "elb" in context:  # a load balancer with multi-value headers reads only them
        return {**output, "multiValueHeaders": {name: [value] for name, value in result.headers.items()}}
    return {**output, "headers": result.headers}
