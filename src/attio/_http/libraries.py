"""The types of an HTTP library: httpx or its fork httpx2, whose types must not be mixed."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Callable, Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING, TypeVar, cast

from attio._http.body import AsyncBody, SyncBody
from attio._support.secrets import REDACTED

if TYPE_CHECKING:
    import ssl

    import httpx

    from attio._http.prepared import ByteStream

C = TypeVar("C")

FAMILY = frozenset({"httpx", "httpx2"})
CACHED_URLS = 256


class Library:
    """The types of one HTTP library, and the SDK's subclasses of them."""

    def __init__(self, name: str) -> None:
        """Take the types from a module that is loaded already."""
        module = sys.modules[name]
        self.name = name
        self.Request: type[httpx.Request] = module.Request
        self.BytesBody = cast("type[httpx.ByteStream]", type("BytesBody", (BytesBody, module.ByteStream), {}))
        self.Response: type[httpx.Response] = module.Response
        self.Client: type[httpx.Client] = module.Client
        self.AsyncClient: type[httpx.AsyncClient] = module.AsyncClient
        self.OwnClient: type[httpx.Client] = _without_cookies(self.Client, module.Cookies)
        self.OwnAsyncClient: type[httpx.AsyncClient] = _without_cookies(self.AsyncClient, module.Cookies)
        self.HTTPTransport: type[httpx.HTTPTransport] = module.HTTPTransport
        self.Limits: type[httpx.Limits] = module.Limits
        self.URL: type[httpx.URL] = module.URL
        # Parsing a URL costs as much as making the rest of the request.
        self.url: Callable[[str], httpx.URL] = lru_cache(CACHED_URLS)(module.URL)
        self.host: Callable[[str], str] = lru_cache(CACHED_URLS)(self._host)
        self.create_ssl_context: Callable[..., ssl.SSLContext] = module.create_ssl_context
        # The libraries accept streams by their class, and must not be imported where ours are written.
        sync, asynchronous = module.SyncByteStream, module.AsyncByteStream
        self.SyncBody = cast("type[SyncBody]", type("SyncBody", (SyncBody, sync), {}))
        self.AsyncBody = cast("type[AsyncBody]", type("AsyncBody", (AsyncBody, asynchronous), {}))
        self.StreamedBody = cast("type[StreamedBody]", type("StreamedBody", (StreamedBody, sync, asynchronous), {}))
        shown = {"__str__": _origin, "__repr__": _origin}
        self.SignedURL = cast("type[httpx.URL]", type("SignedURL", (module.URL,), shown))

    def load_the_rest(self) -> None:
        """Load the modules that the library loads with its first transport."""
        import ssl

        self.HTTPTransport(verify=ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT), trust_env=False).close()

    def _host(self, url: str) -> str:
        return self.url(url).netloc.decode("ascii")


@cache
def library(name: str) -> Library:
    """Give the library of a name; its module must be loaded."""
    return Library(name)


def library_of(value: object) -> Library | None:
    """Find the library that a client, a request or a response belongs to, subclasses included; None for others."""
    for cls in type(value).__mro__:
        name = cls.__module__.partition(".")[0]
        if name in FAMILY:
            return library(name)
    return None


def _without_cookies(client: type[C], cookies: type[httpx.Cookies]) -> type[C]:
    """Make a class of clients without cookies: the API sets none, and looking for them takes 15 % of a small call."""
    ignored = type("IgnoredCookies", (IgnoredCookies, cookies), {})()
    return cast("type[C]", type(client.__name__, (client,), {"cookies": property(lambda _: ignored)}))


class IgnoredCookies:
    """The cookies of a client that has none and keeps none."""

    def set_cookie_header(self, request: object) -> None:
        """Add none."""

    def extract_cookies(self, response: object) -> None:
        """Find none."""


class BytesBody:
    """A request body of bytes. Not a generator: trio warns of those that a broken connection leaves."""

    def __init__(self, content: bytes) -> None:
        super().__init__(content)  # type: ignore[call-arg]  # of the library's own stream of bytes
        # Without a body there is no piece to send, not even an empty one.
        self._pieces = (content,) if content else ()

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._pieces)

    def __aiter__(self) -> AsyncIterator[bytes]:
        return Ready(iter(self._pieces))


class Ready:
    """An async iterator over pieces in memory."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces

    def __aiter__(self) -> Ready:
        return self

    async def __anext__(self) -> bytes:
        for piece in self._pieces:
            return piece
        raise StopAsyncIteration


class StreamedBody:
    """A request body that is read while it is sent."""

    def __init__(self, content: ByteStream) -> None:
        self._content = content

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._content)

    def __aiter__(self) -> AsyncIterator[bytes]:
        return aiter(self._content)

    def close(self) -> None:
        """Leave the content open: the call that made it closes it."""

    async def aclose(self) -> None:
        """Leave the content open: the call that made it closes it."""


def _origin(url: httpx.URL) -> str:
    """Text of a signed URL, which HTTP libraries log: it is a credential, and its path may name a file."""
    return f"{url.scheme}://{url.netloc.decode('ascii')}/{REDACTED}"
