"""One attempt: its request, its limits, what became of it; everything the two drivers share, without I/O."""

from __future__ import annotations

import inspect
from datetime import timedelta
from time import monotonic, perf_counter
from typing import TYPE_CHECKING, Any, cast

from attio._http.body import Intake
from attio._http.deadlines import SHORTEST_WAIT, Timeouts
from attio._http.exceptions import failure_of, outcome_of
from attio._http.hooks import name_of
from attio._http.libraries import library_of
from attio._support.secrets import REDACTED
from attio.errors.base import (
    AttioSDKError,
    InvalidRequestError,
    RequestAbortedError,
    RequestTimeoutError,
    UnexpectedClientError,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import httpx
    from typing_extensions import Unpack

    from attio._http.connections import ConnectionSlot
    from attio._http.deadlines import Tracer
    from attio._http.event_loops import AsyncConnectionSlot
    from attio._http.libraries import Library
    from attio._http.prepared import Limits, PreparedRequest
    from attio.errors.base import HTTPClientError, Outcome

_WITH_BODY = frozenset({"PATCH", "POST", "PUT"})
"""Methods that say so when they come without a body."""
_INFLATABLE = frozenset({"deflate", "gzip", "x-gzip"})
_UNBOUNDED = frozenset({"br", "compress", "x-compress", "zstd"})
"""Content codings that cannot be decompressed here piece by piece; they are never asked for."""


class Attempt:
    """One attempt to send a request and to have its answer."""

    def __init__(
        self,
        prepared: PreparedRequest,
        library: Library,
        *,
        token: str | None,
        is_closed: Callable[[], bool],
        **limits: Unpack[Limits],
    ) -> None:
        """Begin; the clock starts here.

        Raises:
            RequestTimeoutError: The deadline has passed already.
        """
        self.library = library
        self.deadline = limits["deadline"]
        self.timeouts = Timeouts(limits["timeout"], self.deadline)
        self._prepared = prepared
        self._token = token
        self._timeout = limits["timeout"]
        self._max_bytes = limits["max_bytes"]
        self._info = limits["info"]
        self._stream = limits.get("stream", False)
        debug = limits.get("debug")
        self._debug = debug if debug is not None and debug.enabled else None
        self._is_closed = is_closed
        self._started = perf_counter()
        self._status: int | None = None
        self._codings: Sequence[str] = ()
        self._coding: str | None = None
        if self.deadline is not None and monotonic() >= self.deadline:
            message = "the deadline of the call passed before the request was sent"
            raise RequestTimeoutError(message, outcome="not_sent")

    @property
    def outcome(self) -> Outcome:
        """What became of the request, as far as it is known."""
        return outcome_of(self._status)

    @property
    def auth(self) -> dict[str, None]:
        """Keyword arguments for `send` of an HTTP client: without a token its own auth is not to be used either."""
        return {} if self._token is not None else {"auth": None}

    @property
    def waits_on_network_only(self) -> bool:
        """Whether nothing but connections is waited for: a body that is read while it is sent may let one wait."""
        content = self._prepared.content
        return content is None or isinstance(content, bytes)

    @property
    def secure(self) -> bool:
        """Whether the request goes over TLS."""
        return self._request.url.scheme == "https"

    # The request

    def request(self, client: httpx.Client | httpx.AsyncClient | None) -> httpx.Request:
        """Make the request; a client that was passed in adds its own headers, cookies and parameters.

        What is sent without a token goes where a server pointed, and carries nothing of the client's either.

        Raises:
            InvalidRequestError: The URL or a header cannot be sent.
        """
        try:
            request = self._made() if client is None or self._token is None else self._made_by(client)
        except Exception as error:  # noqa: BLE001 - whatever a library makes of it; its text repeats what may be secret
            message = f"the request cannot be made: its URL or a header is not valid ({type(error).__name__})"
            raise InvalidRequestError(message) from None
        self._request = request
        self._extensions = request.extensions
        return request

    def _made(self) -> httpx.Request:
        library, prepared, content = self.library, self._prepared, self._prepared.content
        # A signed URL is used once, and its text must not be logged by the HTTP library.
        url = library.url(prepared.url) if self._token is not None else library.SignedURL(prepared.url)
        headers = {"host": library.host(prepared.url), **self._headers()}
        # Given a stream, the library leaves the headers alone, which halves the time this takes.
        if content is None or isinstance(content, bytes):
            kind, stream = library.WholeRequest, library.ByteStream(content or b"")
        else:
            kind, stream = library.Request, cast("httpx.ByteStream", library.Upload(content))
        request = kind(prepared.method, url, headers=headers, stream=stream, extensions=self._told())
        request.url = url
        return request

    def _made_by(self, client: httpx.Client | httpx.AsyncClient) -> httpx.Request:
        prepared, content = self._prepared, self._prepared.content
        url, headers, told = self.library.url(prepared.url), self._headers(), self._told()
        if content is None or isinstance(content, bytes):
            built = client.build_request(prepared.method, url, headers=headers, content=content, extensions=told)
            built.stream = self.library.ByteStream(content or b"")
            return built
        built = client.build_request(prepared.method, url, headers=headers, extensions=told)
        stream = cast("httpx.ByteStream", self.library.Upload(content))
        return self.library.Request(
            built.method, built.url, headers=built.headers, stream=stream, extensions=built.extensions
        )

    def _told(self) -> dict[str, Any]:
        return {"timeout": self.timeouts, "attio": self._info}

    def _headers(self) -> dict[str, Any]:
        headers: dict[str, Any] = {"accept-encoding": "gzip, deflate"}
        for name, value in self._prepared.headers.items():
            # The libraries take text for ASCII; HTTP allows Latin-1.
            headers[name.lower()] = value if value.isascii() else value.encode("latin-1")
        content = self._prepared.content
        if isinstance(content, bytes):
            headers["content-length"] = str(len(content))
        elif content is not None:
            length = content.content_length
            headers |= {"transfer-encoding": "chunked"} if length is None else {"content-length": str(length)}
        elif self._prepared.method in _WITH_BODY:
            headers["content-length"] = "0"
        if self._token is not None:
            headers["authorization"] = f"Bearer {self._token}"
        return headers

    def replaced(self, request: httpx.Request, given: object, hook: object) -> httpx.Request:
        """Take what a before_request hook gave: another request, or None to keep this one.

        Raises:
            InvalidRequestError: It is neither.
        """
        if given is None:
            return request
        if not isinstance(given, self.library.Request):
            wanted = f"an {self.library.name}.Request or None"
            message = f"the before_request hook {name_of(hook)} must give {wanted}, not {type(given).__name__}"
            raise InvalidRequestError(message)
        return given

    def settle(self, request: httpx.Request) -> None:
        """Take the request as hooks left it: it goes where they point it, token included.

        What they may have lost is put back; without a token, none of theirs is sent either.
        """
        self._request = request
        request.extensions = {**self._extensions, **request.extensions}
        meant, host = self.library.host(self._prepared.url), request.url.netloc.decode("ascii")
        if host != meant and request.headers.get("host") == meant:
            request.headers["host"] = host
        if self._token is not None:
            request.headers.setdefault("authorization", f"Bearer {self._token}")
            return
        for name in ("authorization", "cookie"):
            request.headers.pop(name, None)

    def sending(self, tracer: type[Tracer]) -> None:
        """Note that the request is about to be sent."""
        self.timeouts.watch(self._request.extensions, tracer)
        if self._debug is not None:
            request = self._request
            self._debug.request(request.method, self._shown_url, _pairs(request), _content(request), token=self._token)

    # The answer

    def fetched(self, response: object) -> httpx.Response:
        """Check what a fetcher gave, and fill in what an HTTP client would have.

        Raises:
            UnexpectedClientError: It is no response.
        """
        library = library_of(response)
        if library is None or not isinstance(response, library.Response):
            if inspect.iscoroutine(response):
                response.close()  # it would warn that it was never awaited
            message = f"the fetcher must give an {self.library.name}.Response, not {type(response).__name__}"
            raise UnexpectedClientError(message)
        self.library = library  # a fetcher may answer in the terms of the other one
        response.request = self._request
        return response

    def watch(self, response: httpx.Response, slot: ConnectionSlot | None) -> None:
        """Put ourselves between an answer and whoever reads its body, which also holds the right to its connection."""
        intake = self._intake(response)
        if response.is_stream_consumed:
            return
        stream = cast("httpx.SyncByteStream", response.stream)
        response.stream = cast("httpx.SyncByteStream", self.library.SyncBody(stream, intake, self, slot))
        if slot is not None:
            slot.connection = response.extensions.get("network_stream")

    def watch_async(self, response: httpx.Response, slot: AsyncConnectionSlot | None) -> None:
        """Do the same on the async side."""
        intake = self._intake(response)
        if response.is_stream_consumed:
            return
        stream = cast("httpx.AsyncByteStream", response.stream)
        connection = response.extensions.get("network_stream")
        # What a fetcher made may have no end.
        body = self.library.AsyncBody(stream, intake, self, slot, from_network=connection is not None)
        response.stream = cast("httpx.AsyncByteStream", body)
        if slot is not None:
            slot.body, slot.connection = body, connection

    def _intake(self, response: httpx.Response) -> Intake:
        self._status = response.status_code
        # Not by name: to find one header, the library decodes all of them.
        if any(name.lower() == b"content-encoding" for name, _ in response.headers.raw):
            header = response.headers["content-encoding"]
            self._codings = [coding.strip().lower() for coding in header.split(",")]
        inflatable = [coding for coding in self._codings if coding in _INFLATABLE]
        return Intake(self, inflatable, None if self._stream else self._max_bytes)

    def begin_reading(self, response: httpx.Response) -> bool:
        """Tell whether the body is to be read now.

        Raises:
            UnexpectedClientError: It is in a coding that was not asked for, or was read elsewhere and is too large.
        """
        if response.is_stream_consumed:
            if not self._stream and len(response.content) > self._max_bytes:
                raise self.too_large_error()
            return False
        unbounded = _UNBOUNDED.intersection(self._codings)
        if unbounded:
            message = f"{self._place} answered in the content coding {min(unbounded)!r}, which was not asked for"
            raise UnexpectedClientError(message, outcome=self.outcome)
        if self._stream:
            return False
        if self._codings:
            # Our own stream decompresses; the library must not do it again.
            self._coding = response.headers.pop("content-encoding")
        return True

    def finished(self, response: httpx.Response) -> None:
        """Note that the answer is there, but for a body that is streamed."""
        if self._coding is not None:
            response.headers["content-encoding"] = self._coding
        self.timeouts.let_go()
        response.next_request = None  # of a redirect, with the token in it
        response.elapsed = timedelta(seconds=self._seconds)
        self._conceal()
        if self._debug is not None:
            content = None if self._stream else response.content
            self._debug.response(
                response.status_code,
                _pairs(response),
                content,
                url=self._shown_url,
                token=self._token,
                seconds=self._seconds,
            )

    # What can go wrong

    def failed(self, error: Exception) -> Exception:
        """Turn what was raised into our error; ours stay as they are."""
        if isinstance(error, AttioSDKError):
            return error
        over = self.deadline is not None and monotonic() >= self.deadline - SHORTEST_WAIT
        failure = failure_of(
            error,
            place=self._place,
            limit="the deadline of the call" if over else f"{self._timeout:g} s",
            status=self._status,
            secret=self._token,
        )
        if self._is_closed():
            aborted = RequestAbortedError("the client was closed during the call", outcome=failure.outcome)
            aborted.__cause__ = error
            return aborted
        return failure

    def gave_up(self, error: Exception) -> Exception:
        """Turn what was raised into our error, and note that there will be no answer."""
        failure = self.failed(error)
        self.timeouts.let_go()
        self._conceal()
        if self._debug is not None:
            self._debug.error(failure, url=self._shown_url, token=self._token, seconds=self._seconds)
        return failure

    def check_time(self) -> None:
        """See whether there is time left for the rest of the body.

        Raises:
            RequestTimeoutError: The deadline has passed.
        """
        if self.deadline is not None and monotonic() >= self.deadline:
            raise self.deadline_error()

    def deadline_error(self) -> RequestTimeoutError:
        """Make the error of a call that was not done at its deadline."""
        status = "" if self._status is None else f" (status {self._status})"
        message = f"{self._place} did not answer within the deadline of the call{status}"
        return RequestTimeoutError(message, outcome=self.outcome)

    def too_large_error(self) -> HTTPClientError:
        """Make the error of a body that is larger than allowed."""
        message = f"the answer is larger than max_response_bytes={self._max_bytes:,} (status {self._status})"
        return UnexpectedClientError(message, outcome=self.outcome)

    def decompression_error(self, what: str) -> HTTPClientError:
        """Make the error of a body that is not compressed the way it says."""
        message = f"the answer of {self._place} cannot be decompressed: {what} (status {self._status})"
        return UnexpectedClientError(message, outcome=self.outcome)

    # Helpers

    @property
    def _place(self) -> str:
        return self._request.url.netloc.decode("ascii", "replace")

    @property
    def _shown_url(self) -> str:
        return str(self._request.url)

    @property
    def _seconds(self) -> float:
        return perf_counter() - self._started

    def _conceal(self) -> None:
        """Take the token out of the request, which answers and errors keep."""
        if self._token is not None:
            self._request.headers["authorization"] = REDACTED


def _content(request: httpx.Request) -> bytes | None:
    try:
        return request.content
    except RuntimeError:  # it is read while it is sent
        return None


def _pairs(message: httpx.Request | httpx.Response) -> list[tuple[str, str]]:
    return message.headers.multi_items()
