"""Requests and responses in the types of an HTTP library: made, checked and wrapped; no I/O."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any, cast

from attio._http.body import Decoder
from attio._http.hooks import name_of
from attio._http.libraries import library_of
from attio.errors.base import InvalidRequestError, UnexpectedClientError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import httpx

    from attio._http.attempt import Attempt
    from attio._http.connections import ConnectionSlot
    from attio._http.event_loops import AsyncConnectionSlot
    from attio._http.libraries import Library
    from attio._http.prepared import ByteStream, PreparedRequest

_WITH_BODY = frozenset({"PATCH", "POST", "PUT"})
"""Methods that send `Content-Length: 0` when there is no body."""
_INFLATABLE = frozenset({"deflate", "gzip", "x-gzip"})
_UNBOUNDED = frozenset({"br", "compress", "x-compress", "zstd"})
"""Content codings that cannot be decompressed here piece by piece; they are never asked for."""

# Requests


def make_request(
    prepared: PreparedRequest,
    library: Library,
    attempt: Attempt,
    client: httpx.Client | httpx.AsyncClient | None,
) -> httpx.Request:
    """Make the request; a client that was passed in adds its own headers, cookies and parameters.

    A request without a token goes to a signed URL, and carries nothing of that client.

    Raises:
        InvalidRequestError: The URL or a header cannot be sent.
    """
    try:
        if client is None or attempt.token is None:
            return _made(prepared, library, attempt)
        return _made_by(client, prepared, library, attempt)
    except Exception as error:  # noqa: BLE001 - whatever a library raises; its text may repeat a secret
        message = f"the request cannot be made: its URL or a header is not valid ({type(error).__name__})"
        raise InvalidRequestError(message) from None


def _made(prepared: PreparedRequest, library: Library, attempt: Attempt) -> httpx.Request:
    # A signed URL is used once, and its text must not be logged by the HTTP library.
    url = library.url(prepared.url) if attempt.token is not None else library.SignedURL(prepared.url)
    headers = {"host": library.host(prepared.url), **_headers(prepared, attempt.token)}
    content = prepared.content
    if content is None or isinstance(content, bytes):
        body = library.BytesBody(content or b"")
    else:
        body = _streamed(library, content)
    # Given a stream, the library leaves the headers alone, which halves the time this takes.
    request = library.Request(prepared.method, url, headers=headers, stream=body, extensions=attempt.extensions)
    request.url = url
    if prepared.is_whole:
        request.read()  # so that hooks can look at `content`
    return request


def _made_by(
    client: httpx.Client | httpx.AsyncClient, prepared: PreparedRequest, library: Library, attempt: Attempt
) -> httpx.Request:
    content, url, headers = prepared.content, library.url(prepared.url), _headers(prepared, attempt.token)
    if content is None or isinstance(content, bytes):
        built = client.build_request(
            prepared.method, url, headers=headers, content=content, extensions=attempt.extensions
        )
        built.stream = library.BytesBody(content or b"")
        return built
    built = client.build_request(prepared.method, url, headers=headers, extensions=attempt.extensions)
    stream = _streamed(library, content)
    return library.Request(built.method, built.url, headers=built.headers, stream=stream, extensions=built.extensions)


def _streamed(library: Library, content: ByteStream) -> httpx.ByteStream:
    # Of the classes that the library accepts it is the one that serves both sides.
    return cast("httpx.ByteStream", library.StreamedBody(content))


def _headers(prepared: PreparedRequest, token: str | None) -> dict[str, Any]:
    headers: dict[str, Any] = {"accept-encoding": "gzip, deflate"}
    for name, value in prepared.headers.items():
        # The libraries take text for ASCII; HTTP allows Latin-1.
        headers[name.lower()] = value if value.isascii() else value.encode("latin-1")
    content = prepared.content
    if isinstance(content, bytes):
        headers["content-length"] = str(len(content))
    elif content is not None:
        length = content.content_length
        headers |= {"transfer-encoding": "chunked"} if length is None else {"content-length": str(length)}
    elif prepared.method in _WITH_BODY:
        headers["content-length"] = "0"
    if token is not None:
        headers["authorization"] = f"Bearer {token}"
    return headers


def replacement(request: httpx.Request, given: object, hook: object, library: Library) -> httpx.Request:
    """Return the request that a before_request hook returned, or `request` if it returned None.

    Raises:
        InvalidRequestError: It returned something else.
    """
    if given is None:
        return request
    if not isinstance(given, library.Request):
        wanted = f"an {library.name}.Request or None"
        message = f"the before_request hook {name_of(hook)} must return {wanted}, not {type(given).__name__}"
        raise InvalidRequestError(message)
    return given


def complete_request(request: httpx.Request, prepared: PreparedRequest, library: Library, attempt: Attempt) -> None:
    """Restore headers and extensions that hooks may have dropped; the token goes to the host that hooks have set.

    Without a token, credentials added by hooks are removed as well.
    """
    request.extensions = {**attempt.extensions, **request.extensions}
    meant, host = library.host(prepared.url), request.url.netloc.decode("ascii")
    if host != meant and request.headers.get("host") == meant:
        request.headers["host"] = host
    if attempt.token is not None:
        request.headers.setdefault("authorization", f"Bearer {attempt.token}")
        return
    for name in ("authorization", "cookie"):
        request.headers.pop(name, None)


# Responses


def fetched_response(response: object, request: httpx.Request, library: Library) -> httpx.Response:
    """Check the response of a fetcher, and set the fields that an HTTP client sets.

    Raises:
        UnexpectedClientError: It is not a response.
    """
    own = library_of(response)
    if own is None or not isinstance(response, own.Response):
        if inspect.iscoroutine(response):
            response.close()  # it would warn that it was never awaited
        message = f"the fetcher must return an {library.name}.Response, not {type(response).__name__}"
        raise UnexpectedClientError(message)
    response.request = request
    return response


def wrap_body(response: httpx.Response, library: Library, attempt: Attempt, slot: ConnectionSlot | None) -> None:
    """Wrap the body: decompress it, bound its size, enforce the deadline, release the slot when it is closed."""
    decoder = _decoder(response, attempt)
    if response.is_stream_consumed:
        return
    # A fetcher's response may be of the other library.
    library = library_of(response) or library
    stream = cast("httpx.SyncByteStream", response.stream)
    body = library.SyncBody(stream, decoder, attempt, None if slot is None else slot.release)
    response.stream = cast("httpx.SyncByteStream", body)
    if slot is not None:
        slot.connection = response.extensions.get("network_stream")


def wrap_body_async(
    response: httpx.Response, library: Library, attempt: Attempt, slot: AsyncConnectionSlot | None
) -> None:
    """Wrap the body of an async response; see `wrap_body`."""
    decoder = _decoder(response, attempt)
    if response.is_stream_consumed:
        return
    library = library_of(response) or library
    stream = cast("httpx.AsyncByteStream", response.stream)
    connection = response.extensions.get("network_stream")
    # What a fetcher made may have no end.
    release = None if slot is None else slot.release
    body = library.AsyncBody(stream, decoder, attempt, release, from_network=connection is not None)
    response.stream = cast("httpx.AsyncByteStream", body)
    if slot is not None:
        slot.body, slot.connection = body, connection


def _decoder(response: httpx.Response, attempt: Attempt) -> Decoder:
    attempt.status = response.status_code
    return Decoder(attempt, [coding for coding in _codings(response) if coding in _INFLATABLE])


def _codings(response: httpx.Response) -> Sequence[str]:
    # Not by name: to find one header, the library decodes all of them.
    if not any(name.lower() == b"content-encoding" for name, _ in response.headers.raw):
        return ()
    return [coding.strip().lower() for coding in response.headers["content-encoding"].split(",")]


def is_to_be_read(response: httpx.Response, attempt: Attempt) -> bool:
    """Tell whether the body is to be read now.

    Raises:
        UnexpectedClientError: It is in a coding that was not asked for, or was read elsewhere and is too large.
    """
    if response.is_stream_consumed:
        if attempt.max_bytes is not None and len(response.content) > attempt.max_bytes:
            raise attempt.too_large_error()
        return False
    unbounded = _UNBOUNDED.intersection(_codings(response))
    if unbounded:
        raise attempt.coding_error(min(unbounded))
    return not attempt.is_streamed
