"""Types of an HTTP library, httpx or its fork httpx2. The types of the two libraries must not be mixed."""

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
        """Read the types from a module that is already imported."""
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
        # Cached, because parsing a URL takes as long as building the rest of the request.
        self.url: Callable[[str], httpx.URL] = lru_cache(CACHED_URLS)(module.URL)
        self.host: Callable[[str], str] = lru_cache(CACHED_URLS)(self._host)
        self.create_ssl_context: Callable[..., ssl.SSLContext] = module.create_ssl_context
        # Subclasses are created here because the libraries check the class of a stream, and the modules that define
        # the streams must not import a library.
        sync, asynchronous = module.SyncByteStream, module.AsyncByteStream
        self.SyncBody = cast("type[SyncBody]", type("SyncBody", (SyncBody, sync), {}))
        self.AsyncBody = cast("type[AsyncBody]", type("AsyncBody", (AsyncBody, asynchronous), {}))
        self.StreamedBody = cast("type[StreamedBody]", type("StreamedBody", (StreamedBody, sync, asynchronous), {}))
        redacted = {"__str__": _redacted_url, "__repr__": _redacted_url}
        self.SignedURL = cast("type[httpx.URL]", type("SignedURL", (module.URL,), redacted))

    def load_transport(self) -> None:
        """Import the modules that the library imports with its first transport."""
        import ssl

        self.HTTPTransport(verify=ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT), trust_env=False).close()

    def _host(self, url: str) -> str:
        return self.url(url).netloc.decode("ascii")


@cache
def library(name: str) -> Library:
    """Return the library of a name; its module must already be imported."""
    return Library(name)


def library_of(value: object) -> Library | None:
    """Return the library of a client, request or response, or of an instance of a subclass; None for other objects."""
    for cls in type(value).__mro__:
        name = cls.__module__.partition(".")[0]
        if name in FAMILY:
            return library(name)
    return None


def _without_cookies(client: type[C], cookies: type[httpx.Cookies]) -> type[C]:
    """Create a subclass that ignores cookies: the API sets none, and handling them takes 15 % of a small call."""
    ignored = type("IgnoredCookies", (IgnoredCookies, cookies), {})()
    return cast("type[C]", type(client.__name__, (client,), {"cookies": property(lambda _: ignored)}))


class IgnoredCookies:
    """Cookie jar that sends and stores no cookies."""

    def set_cookie_header(self, request: object) -> None:
        """Do nothing."""

    def extract_cookies(self, response: object) -> None:
        """Do nothing."""


class BytesBody:
    """A request body in memory. Not a generator, because trio warns of generators that a broken connection leaves."""

    def __init__(self, content: bytes) -> None:
        super().__init__(content)  # type: ignore[call-arg]  # the base class is the library's own stream of bytes
        # An empty body has no pieces.
        self._pieces = (content,) if content else ()

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._pieces)

    def __aiter__(self) -> AsyncIterator[bytes]:
        return AsyncBytes(iter(self._pieces))


class AsyncBytes:
    """An async iterator over bytes in memory."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces

    def __aiter__(self) -> AsyncBytes:
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
        """Do nothing: the call closes the content after its last attempt."""

    async def aclose(self) -> None:
        """Do nothing: the call closes the content after its last attempt."""


def _redacted_url(url: httpx.URL) -> str:
    """Return a signed URL for logs of the library, without its path and query, which are secret."""
    return f"{url.scheme}://{url.netloc.decode('ascii')}/{REDACTED}"
