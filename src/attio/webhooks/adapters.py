"""A receiver as an ASGI or WSGI application, and for AWS Lambda; no framework is imported."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Awaitable, Callable, Iterable, Mapping, MutableMapping
from http import HTTPStatus
from typing import Any, Protocol, TypeAlias, cast

from attio.webhooks.intake import WebhookResponse, response, too_large

Message: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]
StartResponse: TypeAlias = Callable[[str, list[tuple[str, str]]], object]
WSGI: TypeAlias = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class Handles(Protocol):
    """What the adapters need of a receiver."""

    @property
    def max_body(self) -> int:
        """Largest body to read, in bytes."""
        ...

    def handle(self, body: bytes, headers: Any, *, method: str = "POST") -> WebhookResponse:
        """Take a request."""
        ...

    async def handle_async(self, body: bytes, headers: Any, *, method: str = "POST") -> WebhookResponse:
        """Take a request on an event loop."""
        ...

    async def __aenter__(self) -> Any: ...

    async def close_async(self) -> None:
        """Wait for what runs."""
        ...


class ASGI:
    """An ASGI application. An instance, not a function: frameworks take it as the endpoint of a route as it is."""

    def __init__(self, hooks: Handles) -> None:
        self._hooks = hooks

    def __repr__(self) -> str:
        return f"<ASGI application of {self._hooks!r}>"

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer one request, or follow the lifespan of the server."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            await _respond(send, await self._answer(scope, receive))
        else:  # a WebSocket
            await receive()
            await send({"type": "websocket.close", "code": 1000})

    async def _answer(self, scope: Message, receive: Receive) -> WebhookResponse:
        headers: list[tuple[bytes, bytes]] = list(scope["headers"])
        length = next((value for name, value in headers if name.lower() == b"content-length"), None)
        refused = _length_problem(None if length is None else length.decode("latin-1"), self._hooks.max_body)
        if refused is not None and scope["method"] == "POST":
            return refused
        body = bytearray()
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                return response(400, "The request was not sent whole.")
            body += message.get("body", b"")
            if len(body) > self._hooks.max_body:
                return too_large()
            if not message.get("more_body", False):
                break
        return await self._hooks.handle_async(bytes(body), headers, method=scope["method"])

    async def _live(self, receive: Receive, send: Send) -> None:
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
    """Make an ASGI application."""
    return ASGI(hooks)


async def _respond(send: Send, answer: WebhookResponse) -> None:
    body = answer.body.encode()
    pairs = [*answer.headers.items(), ("Content-Length", str(len(body)))]
    headers = [(name.lower().encode(), value.encode()) for name, value in pairs]
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _length_problem(length: str | None, most: int) -> WebhookResponse | None:
    if length is None:
        return None
    if not (length.isascii() and length.isdigit()):
        return response(400, "Content-Length is not a number.")
    # Its digits first: a number of any length would take time to read.
    return too_large() if len(length.lstrip("0")) > 15 or int(length) > most else None


def make_wsgi(hooks: Handles) -> WSGI:
    """Make a WSGI application."""

    def application(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        answer = _wsgi_answer(hooks, environ)
        body = answer.body.encode()
        headers = [*answer.headers.items(), ("Content-Length", str(len(body)))]
        start_response(f"{answer.status} {HTTPStatus(answer.status).phrase}", headers)
        return [body]

    return application


def _wsgi_answer(hooks: Handles, environ: Mapping[str, Any]) -> WebhookResponse:
    method = str(environ["REQUEST_METHOD"])
    length: str = environ.get("CONTENT_LENGTH") or "0"
    refused = _length_problem(length, hooks.max_body)
    if refused is not None and method == "POST":
        return refused
    body: bytes = environ["wsgi.input"].read(int(length)) if method == "POST" else b""
    names = ((name[5:].replace("_", "-"), str(value)) for name, value in environ.items() if name.startswith("HTTP_"))
    return hooks.handle(body, list(names), method=method)


def aws_response(hooks: Handles, event: Mapping[str, Any]) -> dict[str, Any]:
    """Handle an event of a gateway and make its response."""
    context: dict[str, Any] = event.get("requestContext") or {}
    http: dict[str, str] = context.get("http") or {}
    method: str = event.get("httpMethod") or http.get("method") or "POST"
    try:
        text = cast("str", event.get("body") or "")
        body = base64.b64decode(text, validate=True) if event.get("isBase64Encoded") else text.encode()
    except (binascii.Error, ValueError):
        answer = response(400, "The body is not base64.")
    else:
        several: Mapping[str, list[str]] = event.get("multiValueHeaders") or {}
        pairs = [(name, value) for name, values in several.items() for value in values]
        pairs = pairs or list(cast("Mapping[str, str]", event.get("headers") or {}).items())
        answer = hooks.handle(body, pairs, method=method)
    made: dict[str, Any] = {"statusCode": answer.status, "body": answer.body, "isBase64Encoded": False}
    if event.get("multiValueHeaders") and "elb" in context:  # such a load balancer reads these alone
        return {**made, "multiValueHeaders": {name: [value] for name, value in answer.headers.items()}}
    return {**made, "headers": answer.headers}
