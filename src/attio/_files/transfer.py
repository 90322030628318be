"""Requests, redirects, retries and checks of a download, shared by sync and async."""

from __future__ import annotations

from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import replace
from math import inf
from time import monotonic
from typing import TYPE_CHECKING
from urllib.parse import unquote_plus, urlsplit

from attio._call.error_responses import FAMILIES
from attio._call.headers import USER_AGENT
from attio._call.quota import Quota
from attio._call.retries import Failure, RetryConfig, RetryState, retry_after
from attio._call.urls import resolve, shown_origin
from attio._http.body import AsyncPieces, close_body, iter_body
from attio._http.debug_log import log_retry
from attio._http.prepared import CallInfo, Limits, PreparedRequest
from attio._support.digits import whole_number
from attio._support.headers import Headers
from attio._support.secrets import REDACTED
from attio.errors.base import (
    AttioError,
    ConnectionError,  # noqa: A004 - ours is a subclass of the builtin
    HTTPClientError,
    InvalidRequestError,
    RequestAbortedError,
    ResponseValidationError,
    add_facts,
)
from attio.errors.statuses import ServerError

if TYPE_CHECKING:
    import httpx
    from typing_extensions import Self

    from attio._http.client import HTTPClient
    from attio._http.debug_log import DebugLog

OPERATION = "files.download"
PATH = "/v2/files/{file_id}/download"
MAX_REDIRECTS = 3
MAX_ATTEMPTS = 3

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_MASKED_LENGTH = 8
"""Shortest query value to redact; shorter values are not secret, and occur in other places of a text."""


class DownloadOpener:
    """Sends the requests of a download to signed URLs, without the token and headers of the caller."""

    def __init__(
        self, http: HTTPClient, client: object, *, timeout: float, deadline: float | None, debug: DebugLog | None = None
    ) -> None:
        """Store the HTTP client and the limits of the requests.

        Args:
            http: The HTTP client.
            client: The client that hooks see in `CallInfo`.
            timeout: Timeout of each wait for the network, in seconds.
            deadline: Time by which the download must be done, as `time.monotonic()` counts; None for no limit.
            debug: The debug log; None if it is off.
        """
        self._http = http
        self._client = client
        self._timeout = timeout
        self._deadline = deadline
        self._debug = debug

    def open(self, url: str, attempt: int) -> httpx.Response:
        """Send a GET without credentials, and do not follow redirects; read the body with `iter_body`."""
        return self._http.send(_get(url), token=None, **self._limits(attempt))

    async def open_async(self, url: str, attempt: int) -> httpx.Response:
        """Send a GET without credentials, on asyncio or trio; see `open`."""
        return await self._http.send_async(_get(url), token=None, **self._limits(attempt))

    def iter_body(self, response: httpx.Response) -> Iterator[bytes]:
        """Iterate over the body; see `_http.body.iter_body`."""
        return iter_body(response)

    def aiter_body(self, response: httpx.Response) -> AsyncIterator[bytes]:
        """Iterate over the body, on asyncio or trio; see `_http.body.AsyncPieces`."""
        return AsyncPieces(response)

    def close(self, response: httpx.Response) -> None:
        """Close a response; safe to call again."""
        response.close()

    async def close_async(self, response: httpx.Response) -> None:
        """Close a response, even in a cancelled task; safe to call again."""
        await close_body(response)

    def _limits(self, attempt: int) -> Limits:
        return Limits(
            timeout=self._timeout,
            deadline=self._deadline,
            max_bytes=0,
            info=CallInfo(OPERATION, PATH, attempt, self._client),
            stream=True,
            debug=self._debug,
        )


def _get(url: str) -> PreparedRequest:
    # Uncompressed, so that Content-Length is the size of the file.
    headers = {"accept": "*/*", "accept-encoding": "identity", "user-agent": USER_AGENT}
    return PreparedRequest("GET", url, headers, None)


def link_problem(source: str, target: str) -> str | None:
    """Explain why a redirect must not be followed; None if it is allowed.

    Args:
        source: URL of the response that redirects.
        target: Absolute URL of the redirect.
    """
    try:
        parts = urlsplit(target)
        is_valid = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:
        return "it is not a URL"
    if not is_valid:
        return "it is not an http or https URL"
    if parts.scheme == "http" and urlsplit(source).scheme != "http":
        return "it leads from https to http"
    if parts.username is not None or parts.password is not None:
        return "it contains a user name or password"
    return None


class DownloadAttempts:
    """Redirects and retries of one download."""

    def __init__(self, url: str, retry_config: RetryConfig, quota: Quota, deadline: float | None) -> None:
        self.url = url
        """URL of the next request."""
        max_attempts = min(retry_config.max_attempts or MAX_ATTEMPTS, MAX_ATTEMPTS)
        self._retries = RetryState(replace(retry_config, max_attempts=max_attempts), quota, idempotent=True)
        self._quota = quota
        self._deadline = deadline
        self._started = monotonic()
        self.attempt = 1
        """Number of the current attempt, from 1."""
        self._redirects = 0

    def follow_redirect(self, response: httpx.Response, body: bytes) -> None:
        """Set `url` to the target of a redirect.

        Raises:
            AttioError: The response is an error, or a redirect that must not be followed.
        """
        headers = Headers(response.headers.multi_items())
        if response.status_code not in _REDIRECTS or "location" not in headers:
            raise self._status_error(response.status_code, headers, body)
        target = resolve(self.url, headers["location"])
        problem = link_problem(self.url, target)
        if self._redirects == MAX_REDIRECTS:
            problem = f"more than {MAX_REDIRECTS} redirects"
        if problem:
            message = f"the URL of the file redirects to {shown_origin(target)}, which is not followed: {problem}"
            raise AttioError(message, status_code=response.status_code, operation=OPERATION, outcome="rejected")
        self._redirects += 1
        self.url = target

    def retry(self, error: AttioError | HTTPClientError) -> float:
        """Return the seconds to wait before the next attempt, or raise the error."""
        status, pause = (error.status_code, error.retry_after) if isinstance(error, AttioError) else (None, None)
        left = inf if self._deadline is None else self._deadline - monotonic()
        delay = None
        if not isinstance(error, InvalidRequestError | RequestAbortedError):
            delay = self._retries.decide(
                Failure(error.outcome, status, retry_after=pause),
                attempt=self.attempt,
                elapsed=monotonic() - self._started,
                left=left,
            )
        if delay is None:
            add_facts(error, operation=OPERATION, attempts=self.attempt)
            raise error
        log_retry(OPERATION, error, attempt=self.attempt, delay=delay)
        self.attempt += 1
        return delay

    def record_success(self) -> None:
        """Return the cost of the retries to the quota of the client."""
        self._quota.refill(self._retries.paid)

    def _status_error(self, status: int, headers: Headers, body: bytes) -> AttioError:
        """Build the error for a status, without `raw_response`, which contains the signed URL."""
        family = ServerError if status >= 500 else FAMILIES.get(status, AttioError)
        return family(
            f"{shown_origin(self.url)} rejected the download",
            status_code=status,
            headers=headers,
            body=_masked(body.decode("utf-8", "replace"), self.url),
            hint="the URL of a download expires after a few minutes; call files.download for a new one"
            if 400 <= status < 500
            else None,
            operation=OPERATION,
            outcome="rejected",
            retry_after=retry_after(headers),
        )


def _masked(text: str, url: str) -> str:
    """Redact the signature of a URL, which storage services repeat in their errors."""
    for pair in urlsplit(url).query.split("&"):
        value = pair.partition("=")[2]
        for form in {value, unquote_plus(value)}:
            if len(form) >= _MASKED_LENGTH:
                text = text.replace(form, REDACTED)
    return text


class Body:
    """The received bytes of a file, counted and split into chunks of one size."""

    def __init__(self, size: int | None, *, chunk_size: int, max_bytes: int | None = None) -> None:
        self.ready: deque[bytes] = deque()
        """Complete chunks."""
        self.done = False
        self._size = size
        self._max_bytes = max_bytes
        self._chunk_size = chunk_size
        self._received = 0
        self._rest = bytearray()

    def add(self, piece: bytes) -> None:
        """Add received bytes.

        Raises:
            ResponseValidationError: The file is larger than `max_bytes`.
        """
        self._received += len(piece)
        if self._max_bytes is not None and self._received > self._max_bytes:
            raise too_large_error(self._max_bytes)
        self._rest += piece
        whole = len(self._rest) // self._chunk_size * self._chunk_size
        for start in range(0, whole, self._chunk_size):
            self.ready.append(bytes(self._rest[start : start + self._chunk_size]))
        del self._rest[:whole]

    def finish(self) -> None:
        """Check the size at the end of the body, and add the last chunk.

        Raises:
            ConnectionError: The size differs from Content-Length.
        """
        if self._size is not None and self._received != self._size:
            # A ConnectionError, because the connection broke before the end of the file.
            message = f"received {self._received:,} bytes of the file, but Content-Length is {self._size:,}"
            raise ConnectionError(message, operation=OPERATION, outcome="accepted")
        if self._rest:
            self.ready.append(bytes(self._rest))
        self.done = True


def too_large_error(max_bytes: int) -> ResponseValidationError:
    """Build the error for a file that is larger than `max_bytes`."""
    message = f"the file is larger than max_bytes={max_bytes:,}; use save() or iter_bytes(), or raise max_bytes"
    return ResponseValidationError(message, status_code=200, operation=OPERATION, outcome="accepted")


def announced_size(headers: Headers) -> int | None:
    """Return the size of a file from the headers; None without Content-Length, or if the body is compressed."""
    length = headers.get("content-length", "")
    is_compressed = headers.get("content-encoding", "identity").lower() != "identity"
    return None if is_compressed else whole_number(length)


class AsyncChunks:
    """Async iterator over the chunks of a download.

    This is not a generator. An event loop closes an unfinished generator at some later time, and trio warns.
    """

    def __init__(
        self,
        begin: Callable[[object], Awaitable[tuple[Body, AsyncIterator[bytes]]]],
        end: Callable[[object], Awaitable[None]],
    ) -> None:
        self._begin = begin
        self._end = end
        self._state: tuple[Body, AsyncIterator[bytes]] | None = None

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> bytes:
        try:
            self._state = self._state or await self._begin(self)
            body, pieces = self._state
            while not body.ready:
                if body.done:
                    raise StopAsyncIteration
                piece = await anext(pieces, None)
                if piece is None:
                    body.finish()
                else:
                    body.add(piece)
            return body.ready.popleft()
        except BaseException:
            await self._end(self)
            raise
