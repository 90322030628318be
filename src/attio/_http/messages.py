"""Build requests and check responses in the types of an HTTP library; no I/O."""

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
"""Methods that send `Content-Length: 0` if there is no body."""
_INFLATABLE = frozenset({"deflate", "gzip", "x-gzip"})
_UNBOUNDED = frozenset({"br", "compress", "x-compress", "zstd"})
"""Content codings that cannot be decompressed in pieces of bounded size; they are never requested."""

# Requests


def build_request(
    prepared: PreparedRequest,
    library: Library,
    attempt: Attempt,
    client: httpx.Client | httpx.AsyncClient | None,
) -> httpx.Request:
    """Build the request; a client that was passed in adds its own headers, cookies and parameters.

    A request without a token goes to a signed URL, and contains nothing of that client.

    Raises:
        InvalidRequestError: The URL or a header is not valid.
    """
    try:
        if client is None or attempt.token is None:
            return _build(prepared, library, attempt)
        return _build_with(client, prepared, library, attempt)
    except Exception as error:  # noqa: BLE001 - a library may raise anything; its text may contain a secret
        message = f"the request cannot be built: its URL or a header is not valid ({type(error).__name__})"
        raise InvalidRequestError(message) from None


def _build(prepared: PreparedRequest, library: Library, attempt: Attempt) -> httpx.Request:
    # A signed URL is not cached, and the HTTP library must not log it.
    url = library.url(prepared.url) if attempt.token is not None else library.SignedURL(prepared.url)
    headers = {"host": library.host(prepared.url), **_headers(prepared, attempt.token)}
    content = prepared.content
    if content is None or isinstance(content, bytes):
        body = library.BytesBody(content or b"")
    else:
        body = _streamed_body(library, content)
    # With a stream, the library does not compute headers, which halves the time that this takes.
    request = library.Request(prepared.method, url, headers=headers, stream=body, extensions=attempt.extensions)
    request.url = url
    if prepared.is_whole:
        request.read()  # makes `content` available to hooks
    return request


def _build_with(
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
    stream = _streamed_body(library, content)
    return library.Request(built.method, built.url, headers=built.headers, stream=stream, extensions=built.extensions)


def _streamed_body(library: Library, content: ByteStream) -> httpx.ByteStream:
    # The cast satisfies sync and async clients, as `StreamedBody` does.
    return cast("httpx.ByteStream", library.StreamedBody(content))


def _headers(prepared: PreparedRequest, token: str | None) -> dict[str, Any]:
    headers: dict[str, Any] = {"accept-encoding": "gzip, deflate"}
    for name, value in prepared.headers.items():
        # The libraries encode text as ASCII, but HTTP allows Latin-1.
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


def replacement(request: httpx.Request, returned: object, hook: object, library: Library) -> httpx.Request:
    """Return the request that a before_request hook returned, or `request` if the hook returned None.

    Raises:
        InvalidRequestError: The hook returned something else.
    """
    if returned is None:
        return request
    if not isinstance(returned, library.Request):
        wanted = f"an {library.name}.Request or None"
        message = f"the before_request hook {name_of(hook)} must return {wanted}, not {type(returned).__name__}"
        raise InvalidRequestError(message)
    return returned


def complete_request(request: httpx.Request, prepared: PreparedRequest, library: Library, attempt: Attempt) -> None:
    """Restore headers and extensions that hooks may have dropped, and set the `Host` header to a new host.

    Without a token, remove credentials that hooks have added.
    """
    request.extensions = {**attempt.extensions, **request.extensions}
    original_host, host = library.host(prepared.url), request.url.netloc.decode("ascii")
    if host != original_host and request.headers.get("host") == original_host:
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
        UnexpectedClientError: The fetcher did not return a response.
    """
    response_library = library_of(response)
    if response_library is None or not isinstance(response, response_library.Response):
        if inspect.iscoroutine(response):
            response.close()  # avoids the warning that it was never awaited
        message = f"the fetcher must return an {library.name}.Response, not {type(response).__name__}"
        raise UnexpectedClientError(message)
    response.request = request
    return response


def wrap_body(response: httpx.Response, library: Library, attempt: Attempt, slot: ConnectionSlot | None) -> None:
    """Wrap the body so that it is decompressed, limited in size and time, and releases its slot when it is closed."""
    decoder = _decoder(response, attempt)
    if response.is_stream_consumed:
        return
    # The response of a fetcher may belong to the other library.
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
    release = None if slot is None else slot.release
    body = library.AsyncBody(stream, decoder, attempt, release, from_network=connection is not None)
    response.stream = cast("httpx.AsyncByteStream", body)
    if slot is not None:
        slot.body, slot.connection = body, connection


def _decoder(response: httpx.Response, attempt: Attempt) -> Decoder:
    attempt.status = response.status_code
    return Decoder(attempt, [coding for coding in _codings(response) if coding in _INFLATABLE])


def _codings(response: httpx.Response) -> Sequence[str]:
    # Reads the raw headers, because a lookup by name decodes all of them.
    if not any(name.lower() == b"content-encoding" for name, _ in response.headers.raw):
        return ()
    return [coding.strip().lower() for coding in response.headers["content-encoding"].split(",")]


def is_to_be_read(response: httpx.Response, attempt: Attempt) -> bool:
    """Return whether the body is to be read now: not if it is in memory or will be streamed.

    Raises:
        UnexpectedClientError: The body has a content coding that was not requested, or is in memory and too large.
    """
    if response.is_stream_consumed:
        if attempt.max_bytes is not None and len(response.content) > attempt.max_bytes:
            raise attempt.too_large_error()
        return False
    unbounded = _UNBOUNDED.intersection(_codings(response))
    if unbounded:
        raise attempt.coding_error(min(unbounded))
    return not attempt.is_streamed
