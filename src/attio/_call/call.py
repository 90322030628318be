"""State and decisions of one call, from its first attempt to its result, for sync and async; no I/O."""

from __future__ import annotations

from math import inf
from time import monotonic
from typing import TYPE_CHECKING, Generic, NoReturn, TypeVar, cast
from urllib.parse import unquote

from attio._call.operation import Operation
from attio._call.response import decode
from attio._call.urls import origin, resolve, shown_origin
from attio._http.debug_log import is_logged, log_call, log_retry
from attio._http.prepared import CallInfo, Limits, PreparedRequest
from attio._support.headers import Headers
from attio.errors.base import (
    AttioError,
    ConnectionError,  # noqa: A004 - ours is a subclass of the builtin
    HTTPClientError,
    InvalidRequestError,
    RequestTimeoutError,
    ResponseValidationError,
    ThrottledError,
    add_facts,
    outcome_of,
)
from attio.models.base import EmptyResponse, Envelope, HTTPInfo

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import httpx

    from attio._call.operation import Caller
    from attio._call.options import CallOptions
    from attio._call.pacing import Pacing
    from attio._call.quota import Quota
    from attio._call.retries import RetryState
    from attio._http.client import HTTPClient
    from attio._http.debug_log import DebugLog
    from attio._support.secrets import Secret
    from attio.errors.base import Outcome
    from attio.limits.turn import Turn

T = TypeVar("T")

MAX_REDIRECTS = 5


class Call(Generic[T]):
    """The state of one call."""

    result: T
    http: HTTPInfo
    """Metadata of the last response; set, as `result` is, when the call has succeeded."""

    def __init__(
        self,
        operation: Operation[T],
        request: PreparedRequest,
        options: CallOptions,
        *,
        client: Caller,
        http: HTTPClient,
        quota: Quota,
        debug: DebugLog | None,
    ) -> None:
        """Start the call and the clock of its deadline."""
        self.operation = operation
        self.options = options
        self._request = request
        self._client = client
        self._http = http
        self._debug = debug
        self._started = monotonic()
        self._deadline = None if options.deadline is None else self._started + options.deadline
        self._redirects = 0
        self._attempts = 0
        self._earlier_outcome: Outcome | None = None
        """The worst outcome of the attempts before this one."""
        self._quota = quota
        self.turn: Turn | None = None
        """Place of the call in the queues of its rate limits; None when the call is not paced."""
        self._retries: RetryState | None = None
        """Created when the first attempt fails; most calls never need it."""

    @property
    def token(self) -> Secret:
        """Source of the token of the next attempt."""
        return self.options.oauth2

    def pace(self, pacing: Pacing, is_closed: Callable[[], bool]) -> None:
        """Make each attempt wait for its turn under the rate limits."""
        self.turn = pacing.turn(
            self.operation.name,
            self.operation.budgets,
            self.options.server_url,
            deadline=self._deadline,
            is_closed=is_closed,
        )

    def require_sync(self) -> None:
        """Reject a body that only async calls can read, before a connection is opened."""
        content = self._request.content
        if content is not None and not isinstance(content, bytes) and content.async_only:
            message = "file: an async source can only be sent by an async call; use the _async method"
            raise InvalidRequestError(message, operation=self.operation.name)

    def limits(self) -> Limits:
        """Limits of the next attempt, with the information for hooks and logs."""
        return Limits(
            timeout=max(min(self.options.timeout, self._seconds_left()), 0.001),
            is_bounded=not self.operation.transfer,
            deadline=self._deadline,
            max_bytes=self.options.max_response_bytes,
            info=CallInfo(self.operation.name, self.operation.path, self._attempts, self._client),
            debug=self._debug,
        )

    def next_request(self) -> PreparedRequest:
        """Return the request of the next attempt: always the same one, with its body rewound."""
        self._attempts += 1
        content = self._request.content
        if self._attempts > 1 and content is not None and not isinstance(content, bytes):
            content.rewind()
        return self._request

    def handle_error(self, error: HTTPClientError) -> float:
        """Return the seconds to wait before the next attempt after one without a response; raise to give up."""
        if not isinstance(error, ConnectionError | RequestTimeoutError) or isinstance(error, ThrottledError):
            self._raise(error)  # another attempt would fail in the same way
        return self._retry(error)

    def handle_response(self, response: httpx.Response) -> float | None:
        """Set `result` and return None, or return the seconds to wait before the next attempt; raise to give up."""
        status = response.status_code
        headers = Headers(response.headers.multi_items)  # parsed on first use; most calls never read them
        if 200 <= status < 300:
            self._handle_success(response, headers)
            return None
        if 300 <= status < 400 and "location" in headers:
            return self._handle_redirect(response, headers)
        try:
            from attio._call.error_responses import read_error  # for failures only
        except OSError:  # too many open files, so that no module can be read
            self._raise(self._unread_error(f"the API responded with status {status}", response, headers))
        error = read_error(self.operation, status, headers, response.content, raw_response=response)
        if self._already_deleted(error):
            self._finish(cast("T", EmptyResponse()), response, headers)
            return None
        return self._retry(error)

    def close(self) -> None:
        """Close the files of the request body."""
        content = self._request.content
        if content is not None and not isinstance(content, bytes):
            content.close()

    def _seconds_left(self) -> float:
        return inf if self._deadline is None else self._deadline - monotonic()

    def _retry(self, error: AttioError | HTTPClientError) -> float:
        try:
            from attio._call.retries import RATE_LIMITED, Failure  # for failures only
        except OSError:  # too many open files, which may be why the attempt failed
            self._raise(error)
        status, code = (error.status_code, error.code) if isinstance(error, AttioError) else (None, None)
        failure = Failure(error.outcome, status, code, error.retry_after)
        elapsed = monotonic() - self._started
        if self.turn is not None:
            elapsed -= self.turn.waited  # time in the queue does not count against `max_elapsed_time`
        delay = self._retry_state().decide(failure, attempt=self._attempts, elapsed=elapsed, left=self._seconds_left())
        if delay is None:
            self._raise(error)
        if failure.outcome in ("accepted", "unknown") and self._earlier_outcome != "accepted":
            self._earlier_outcome = failure.outcome
        log_retry(self.operation.name, error, attempt=self._attempts, delay=delay)
        if self.turn is not None and status == RATE_LIMITED:
            # The call keeps its place in the queue, and the queue pauses for all calls.
            self.turn.pause(delay if error.retry_after is None else error.retry_after)
            return 0.0
        return delay

    def _retry_state(self) -> RetryState:
        from attio._call.retries import RetryConfig, RetryState

        if self._retries is None:
            content = self._request.content
            self._retries = RetryState(
                self.options.retries or RetryConfig(),
                self._quota,
                idempotent=self.operation.idempotent,
                query_cost=self.operation.query_cost,
                replayable=content is None or isinstance(content, bytes) or content.replayable,
            )
        return self._retries

    def _raise(self, error: AttioError | HTTPClientError) -> NoReturn:
        # An earlier attempt may have been carried out, whatever the outcome of the last one.
        outcome = error.outcome if error.outcome == "accepted" else self._earlier_outcome or error.outcome
        facts = {"operation": self.operation.name, "writes": self.operation.writes}
        add_facts(error, **facts, attempts=self._attempts, outcome=outcome)
        if isinstance(error, AttioError):
            self._log(error.status_code, error.headers)
        else:
            self._log(None, {})
        raise error

    def _handle_success(self, response: httpx.Response, headers: Headers) -> None:
        try:
            result = decode(self.operation, response.status_code, headers, response.content)
        except ResponseValidationError as error:
            facts = {"attempts": self._attempts, "writes": self.operation.writes, "raw_response": response}
            add_facts(error, **facts)
            self._log(response.status_code, headers)
            raise
        self._finish(result, response, headers)

    def _finish(self, result: T, response: httpx.Response, headers: Headers) -> None:
        self._quota.refill(self._retries.paid if self._retries else 0)
        elapsed = monotonic() - self._started
        waited = 0.0 if self.turn is None else self.turn.waited
        self.http = HTTPInfo(response.status_code, headers, elapsed, self._attempts, response, waited)
        if isinstance(result, Envelope):
            result.attach_http(self.http)
        self._log(response.status_code, headers)
        self.result = result

    def _handle_redirect(self, response: httpx.Response, headers: Headers) -> float | None:
        """Follow a redirect of a read within the origin; a redirect to the signed URL of a file is the result."""
        target = resolve(self._request.url, headers["location"])
        if self.operation.transfer and self._request.method == "GET":
            self._create_download(response, headers, target)
            return None
        problem = self._redirect_problem(target)
        if problem:
            self._raise(self._redirect_error(response, headers, target, problem))
        self._redirects += 1
        self._request.url = target
        self._attempts -= 1  # the same attempt continues at another URL
        return 0.0

    def _create_download(self, response: httpx.Response, headers: Headers, url: str) -> None:
        """Set `result` to the download of a signed URL; nothing is requested from that URL yet."""
        # Imported here because most programs never transfer a file.
        from attio._files.download import FileDownload
        from attio._files.transfer import DownloadOpener, link_problem

        problem = link_problem(self._request.url, url)
        if problem:
            self._raise(self._redirect_error(response, headers, url, problem))
        opener = DownloadOpener(
            self._http, self._client, timeout=self.options.timeout, deadline=self._deadline, debug=self._debug
        )
        download = FileDownload(
            url, opener=opener, retry_config=self.options.retries, quota=self._quota, deadline=self._deadline
        )
        self._finish(cast("T", download), response, headers)

    def _redirect_problem(self, target: str) -> str | None:
        """Explain why a redirect must not be followed; None if it is allowed."""
        if origin(target) != origin(self._request.url):
            return "it leads to another origin, which must not get the token"
        if self._request.method != "GET":
            return "it redirects a write"
        return f"more than {MAX_REDIRECTS} redirects" if self._redirects == MAX_REDIRECTS else None

    def _redirect_error(self, response: httpx.Response, headers: Headers, target: str, problem: str) -> AttioError:
        message = f"the API redirects to {shown_origin(target)}, which is not followed: {problem}"
        return self._unread_error(message, response, headers)

    @staticmethod
    def _unread_error(message: str, response: httpx.Response, headers: Headers) -> AttioError:
        """Make an error without looking for a code in the body."""
        return AttioError(
            message,
            status_code=response.status_code,
            headers=headers,
            body=response.content.decode("utf-8", "replace"),  # whatever charset the headers name
            outcome=outcome_of(response.status_code),
            raw_response=response,
        )

    def _already_deleted(self, error: AttioError) -> bool:
        """Whether a 404 means that an earlier attempt of this delete was carried out."""
        if self._request.method != "DELETE" or error.status_code != 404 or not self._earlier_outcome:
            return False
        last_id = unquote(self._request.url.split("?")[0].rsplit("/", 1)[-1])
        return last_id in error.message

    def _log(self, status: int | None, headers: Mapping[str, str]) -> None:
        if not is_logged():
            return
        log_call(
            method=self.operation.method,
            path=self.operation.path,
            status=status,
            attempts=self._attempts,
            duration=monotonic() - self._started,
            request_id=headers.get("x-attio-execution-id"),
        )
