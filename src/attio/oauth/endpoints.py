"""An ASGI app with the two endpoints of an installation."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, Protocol, TypeAlias
from urllib.parse import parse_qs

from attio.errors.base import AttioSDKError
from attio.errors.oauth import OAuthDeniedError, OAuthError, OAuthExchangeError, OAuthStateError
from attio.oauth.results import OAuthResult, OAuthStart

Scope: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send: TypeAlias = Callable[[MutableMapping[str, Any]], Awaitable[None]]

_HEADERS = (
    (b"content-type", b"text/plain; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
)


class Installer(Protocol):
    """The methods of an `OAuthApp` that the endpoints need."""

    def start(self, *, next: str | None = None, cookie: str | None = None) -> OAuthStart:
        """Start an installation."""
        ...

    async def complete_async(self, query: bytes, *, cookie: str | None) -> OAuthResult:
        """Complete an installation."""
        ...


class OAuthEndpoints:
    """ASGI app with `GET /install?next=/settings` and `GET /callback`, created by `OAuthApp.asgi`.

    Responses are redirects, or one line of text without any part of the query.
    """

    def __init__(self, oauth: Installer) -> None:
        """Create the endpoints of an app."""
        self._oauth = oauth

    async def __call__(self, scope: Scope, _receive: Receive, send: Send) -> None:
        """Handle a request of the ASGI server."""
        if scope["type"] != "http":
            raise RuntimeError(f"these endpoints serve HTTP, not {scope['type']}")
        path = str(scope["path"]).rstrip("/").rpartition("/")[2]
        if path not in {"install", "callback"}:
            await _respond(send, 404, "Not found.")
        elif scope["method"] != "GET":
            await _respond(send, 405, "Use GET.", (b"allow", b"GET"))
        elif path == "install":
            await self._install(scope, send)
        else:
            await self._callback(scope, send)

    async def _install(self, scope: Scope, send: Send) -> None:
        next_path = parse_qs(scope["query_string"].decode("latin-1")).get("next", [None])[0]
        started = self._oauth.start(next=next_path, cookie=_cookie(scope))
        cookie = (b"set-cookie", started.set_cookie.encode("latin-1"))
        await _respond(send, 302, "See Attio.", (b"location", started.url.encode("latin-1")), cookie)

    async def _callback(self, scope: Scope, send: Send) -> None:
        try:
            result = await self._oauth.complete_async(scope["query_string"], cookie=_cookie(scope))
        except AttioSDKError as error:
            await _respond(send, *_failure(error))
        else:
            await _respond(send, 302, "Installed.", (b"location", result.next.encode("utf-8")))


def _failure(error: AttioSDKError) -> tuple[int, str]:
    """Return the status and the text of the response to a failed callback."""
    if isinstance(error, OAuthDeniedError):
        return 403, "The installation was not approved."
    if isinstance(error, OAuthStateError):
        return 400, "This link is no longer valid. Start the installation again."
    if isinstance(error, OAuthError) and not isinstance(error, OAuthExchangeError):
        return 400, "This is not a valid callback from Attio. Start the installation again."
    return 502, "Attio did not complete the installation. Start it again."


def _cookie(scope: Scope) -> str:
    return "; ".join(value.decode("latin-1") for name, value in scope["headers"] if name.lower() == b"cookie")


async def _respond(send: Send, status: int, text: str, *headers: tuple[bytes, bytes]) -> None:
    body = f"{text}\n".encode()
    all_headers = [*_HEADERS, (b"content-length", str(len(body)).encode()), *headers]
    await send({"type": "http.response.start", "status": status, "headers": all_headers})
    await send({"type": "http.response.body", "body": body})
