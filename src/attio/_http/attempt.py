"""State of one attempt: its limits, outcome, errors and debug log. It does no I/O."""

from __future__ import annotations

from datetime import timedelta
from time import monotonic, perf_counter
from typing import TYPE_CHECKING

from attio._http.deadlines import SHORTEST_WAIT, Timeouts
from attio._http.exceptions import failure_of
from attio._support.secrets import REDACTED
from attio.errors.base import (
    AttioSDKError,
    HTTPClientError,
    RequestAbortedError,
    RequestTimeoutError,
    UnexpectedClientError,
    outcome_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx
    from typing_extensions import Unpack

    from attio._http.deadlines import Tracer
    from attio._http.prepared import Limits
    from attio.errors.base import Outcome


class Attempt:
    """One attempt to send a request and to read its response."""

    request: httpx.Request
    """The request; set by `record_request`."""

    def __init__(self, *, token: str | None, is_closed: Callable[[], bool], **limits: Unpack[Limits]) -> None:
        """Start the attempt and its clock.

        Args:
            token: The credential; None for a signed URL.
            is_closed: Function that returns whether the client has been closed.
            **limits: Limits of the attempt, and the information for hooks and logs.

        Raises:
            RequestTimeoutError: The deadline has passed already.
        """
        self.token = token
        self._timeout = limits["timeout"]
        self._call_deadline = limits["deadline"]
        if self._call_deadline is not None and monotonic() >= self._call_deadline:
            message = "the deadline of the call passed before the request was sent"
            raise RequestTimeoutError(message, outcome="not_sent")
        self.deadline = self._call_deadline
        """Deadline of the attempt, as a value of `time.monotonic()`; None for no limit."""
        if limits.get("is_bounded", False):
            end = monotonic() + self._timeout
            self.deadline = end if self.deadline is None else min(end, self.deadline)
        self.timeouts = Timeouts(self._timeout, self.deadline)
        self.extensions = {"timeout": self.timeouts, "attio": limits["info"]}
        self.is_streamed = limits.get("stream", False)
        """Whether the body is read later, with `iter_body`."""
        self.max_bytes = None if self.is_streamed else limits["max_bytes"]
        self.status: int | None = None
        """Status of the response; None before there is one."""
        debug = limits.get("debug")
        self._debug = debug if debug is not None and debug.enabled else None
        self._is_closed = is_closed
        self._started = perf_counter()

    @property
    def outcome(self) -> Outcome:
        """The outcome of the request so far."""
        return outcome_of(self.status)

    def record_request(self, request: httpx.Request, tracer: type[Tracer]) -> None:
        """Record the request before it is sent, and enforce the deadline on a connection that is opened for it."""
        self.request = request
        self.timeouts.watch(request.extensions, tracer)
        if self._debug is not None:
            self._debug.request(request.method, str(request.url), _pairs(request), _content(request), token=self.token)

    def record_response(self, response: httpx.Response) -> None:
        """Record the response, after its body was read or before it is streamed."""
        self._end()
        seconds = perf_counter() - self._started
        response.elapsed = timedelta(seconds=seconds)
        if self._debug is not None:
            content = None if self.is_streamed else response.content
            self._debug.response(
                response.status_code,
                _pairs(response),
                content,
                url=str(self.request.url),
                token=self.token,
                seconds=seconds,
            )

    def record_error(self, error: Exception) -> Exception:
        """Record that the attempt failed, and return the SDK's error for an exception."""
        failure = self.error_from(error)
        self._end()
        if self._debug is not None:
            seconds = perf_counter() - self._started
            self._debug.error(failure, url=str(self.request.url), token=self.token, seconds=seconds)
        return failure

    def _end(self) -> None:
        self.timeouts.unwatch()
        if self.token is not None:  # responses and errors keep the request, which must not show the token
            self.request.headers["authorization"] = REDACTED

    # Errors

    def error_from(self, error: Exception) -> Exception:
        """Convert an exception of an HTTP library to an error of the SDK. Return errors of the SDK unchanged."""
        if isinstance(error, AttioSDKError):
            return error
        failure = failure_of(error, place=self._place, limit=self._limit, status=self.status, secret=self.token)
        if self._is_closed():
            aborted = RequestAbortedError("the client was closed during the call", outcome=failure.outcome)
            aborted.__cause__ = error
            return aborted
        return failure

    def check_deadline(self) -> None:
        """Check that the deadline has not passed.

        Raises:
            RequestTimeoutError: The deadline has passed.
        """
        if self.deadline is not None and monotonic() >= self.deadline:
            raise self.deadline_error()

    def deadline_error(self) -> RequestTimeoutError:
        """Build the error for an attempt that did not finish before its deadline."""
        status = "" if self.status is None else f" (status {self.status})"
        message = f"{self._place} did not respond within {self._limit}{status}"
        return RequestTimeoutError(message, outcome=self.outcome)

    def too_large_error(self) -> HTTPClientError:
        """Build the error for a body that is larger than `max_response_bytes`."""
        message = f"the response is larger than max_response_bytes={self.max_bytes:,} (status {self.status})"
        return UnexpectedClientError(message, outcome=self.outcome)

    def decompression_error(self, reason: str) -> HTTPClientError:
        """Build the error for a body that cannot be decompressed."""
        message = f"the response of {self._place} cannot be decompressed: {reason} (status {self.status})"
        return UnexpectedClientError(message, outcome=self.outcome)

    def coding_error(self, coding: str) -> HTTPClientError:
        """Build the error for a body in a content coding that was not requested."""
        message = f"{self._place} responded in the content coding {coding!r}, which was not requested"
        return UnexpectedClientError(message, outcome=self.outcome)

    @property
    def _limit(self) -> str:
        """The time limit that was exceeded, as text."""
        is_past_deadline = self._call_deadline is not None and monotonic() >= self._call_deadline - SHORTEST_WAIT
        return "the deadline of the call" if is_past_deadline else f"{self._timeout:g} s"

    @property
    def _place(self) -> str:
        """Host and port of the server, for messages."""
        return self.request.url.netloc.decode("ascii", "replace")


def _content(request: httpx.Request) -> bytes | None:
    try:
        return request.content
    except RuntimeError:  # a streamed body
        return None


def _pairs(message: httpx.Request | httpx.Response) -> list[tuple[str, str]]:
    return message.headers.multi_items()
