"""Check the arguments of `HTTPClient`."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Protocol, cast

from attio._http.libraries import library_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    import httpx

    from attio._http.connections import TransportOptions

PROXY_SCHEMES = ("http://", "https://", "socks5://", "socks5h://")


class SyncClient(Protocol):
    """An `httpx.Client` or `httpx2.Client`."""

    @property
    def is_closed(self) -> bool: ...
    def close(self) -> None: ...


class AsyncClient(Protocol):
    """An `httpx.AsyncClient` or `httpx2.AsyncClient`."""

    @property
    def is_closed(self) -> bool: ...
    async def aclose(self) -> None: ...


def check_client(value: object) -> httpx.Client | None:
    """Check `client`.

    Raises:
        TypeError: The value is not a sync client of httpx or httpx2.
    """
    library = library_of(value)
    if value is None or (library is not None and isinstance(value, library.Client)):
        return value
    if library is not None and isinstance(value, library.AsyncClient):
        message = f"client must be an {library.name}.Client; an AsyncClient is passed as async_client"
        raise TypeError(message)
    raise _client_error("client", "Client", "fetcher", value)


def check_async_client(value: object) -> httpx.AsyncClient | None:
    """Check `async_client`.

    Raises:
        TypeError: The value is not an async client of httpx or httpx2.
    """
    library = library_of(value)
    if value is None or (library is not None and isinstance(value, library.AsyncClient)):
        return value
    if library is not None and isinstance(value, library.Client):
        message = f"async_client must be an {library.name}.AsyncClient; a Client is passed as client"
        raise TypeError(message)
    raise _client_error("async_client", "AsyncClient", "async_fetcher", value)


def _client_error(name: str, kind: str, alternative: str, value: object) -> TypeError:
    given = f"the class {value.__name__}" if isinstance(value, type) else type(value).__name__
    return TypeError(
        f"{name} must be an httpx.{kind} or httpx2.{kind}, not {given}; {alternative} accepts a function instead"
    )


def check_combination(given: Mapping[str, object], options: TransportOptions) -> bool:
    """Check the combination of arguments; return whether the HTTPClient creates its own clients.

    Args:
        given: `client`, `async_client`, `fetcher` and `async_fetcher`.
        options: Settings of the clients that the HTTPClient creates.

    Raises:
        TypeError: An argument has the wrong type.
        ValueError: An argument is not valid, or contradicts another one.
    """
    _check_fetchers(given["fetcher"], given["async_fetcher"])
    _check_options(options)
    for client, fetcher in (("client", "fetcher"), ("async_client", "async_fetcher")):
        if given[client] is not None and given[fetcher] is not None:
            message = f"{client} and {fetcher} both send requests; pass only one of them"
            raise ValueError(message)
    creates_clients = all(value is None for value in given.values())
    if not creates_clients and options != type(options)():
        message = (
            "proxy, trust_env, ssl_context and max_connections do not apply to a client or fetcher that is passed in; "
            "set them on that client instead"
        )
        raise ValueError(message)
    return creates_clients


def _check_fetchers(fetcher: object, async_fetcher: object) -> None:
    for name, value in (("fetcher", fetcher), ("async_fetcher", async_fetcher)):
        if value is not None and not callable(value):
            message = f"{name} must be a function from a request to a response, not {type(value).__name__}"
            raise TypeError(message)
    if inspect.iscoroutinefunction(fetcher):
        message = "fetcher must be a plain function; an async one is passed as async_fetcher"
        raise TypeError(message)


def _check_options(options: TransportOptions) -> None:
    proxy, count, context = options.proxy, options.max_connections, options.ssl_context
    if isinstance(proxy, str):
        if not proxy.lower().startswith(PROXY_SCHEMES):
            # The message leaves out the URL, which may contain a password.
            message = f"proxy must be a URL that begins with {', '.join(PROXY_SCHEMES)}"
            raise ValueError(message)
    elif proxy is not None and library_of(proxy) is None:
        message = f"proxy must be a str or an httpx.Proxy, not {type(proxy).__name__}"
        raise TypeError(message)
    if isinstance(count, bool) or not isinstance(cast("object", count), int) or count < 1:
        from attio._support.names import brief  # only errors need it

        message = f"max_connections must be a whole number above 0, not {brief(count)}"
        raise ValueError(message)
    if context is not None:
        import ssl

        if not isinstance(cast("object", context), ssl.SSLContext):
            message = f"ssl_context must be an ssl.SSLContext, not {type(context).__name__}"
            raise TypeError(message)
