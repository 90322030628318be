"""Base classes of all errors, and errors without a response of the API."""

from __future__ import annotations

import builtins
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar, Literal, Protocol, TypeAlias, TypeVar

from attio._support.headers import Headers
from attio._support.lazy import lazy_module

if TYPE_CHECKING:
    import httpx

    from attio.errors import data as error_data
    from attio.errors import explanation
else:
    httpx, error_data = lazy_module("httpx"), lazy_module("attio.errors.data")
    explanation = lazy_module("attio.errors.explanation")

Outcome: TypeAlias = Literal["not_sent", "rejected", "accepted", "unknown"]
"""Effect of the request: not sent, rejected by the API, accepted, or unknown."""

_E = TypeVar("_E", bound="AttioSDKError")

# Attributes that are not pickled: they contain a connection, or data of the caller.
_NOT_PICKLED = frozenset({"_raw_response", "_given"})

_EFFECTS: dict[Outcome, str] = {"unknown": "the write may have happened", "accepted": "the write happened"}
_NEWLINE = "\n"
_REPR_LENGTH = 160
_MESSAGE_LENGTH = 1000
_DETAIL_LENGTH = 300
_SHOWN_DETAILS = 10


class AttioSDKError(Exception):
    """Base class of every error that the SDK raises."""

    _operation: str | None = None
    _attempts: int = 0
    _retry_after: float | None = None
    _outcome: Outcome = "unknown"
    _cause: str | None = None
    _writes: bool = False
    """Whether the operation changes data."""

    def __init__(self, message: str = "", *, operation: str | None = None, outcome: Outcome = "unknown") -> None:
        """Create an error."""
        super().__init__(message)
        add_facts(self, operation=operation, outcome=outcome)

    @property
    def operation(self) -> str | None:
        """Name of the operation, such as `records.create`; None outside of a call."""
        return self._operation

    @property
    def attempts(self) -> int:
        """Number of attempts, including retries."""
        return self._attempts

    @property
    def retry_after(self) -> float | None:
        """Seconds to wait before the next attempt, from the response; None if the response has no such header."""
        return self._retry_after

    @property
    def outcome(self) -> Outcome:
        """Whether the request may have had an effect.

        - `not_sent`: the request did not reach the API.
        - `rejected`: the API rejected the request.
        - `accepted`: the API carried out the request, but its response is not usable.
        - `unknown`: the API may have carried out the request.
        """
        return self._outcome

    @property
    def cause(self) -> str | None:
        """Type and text of `__cause__`; None without a cause. Unlike `__cause__`, it is pickled."""
        if self.__cause__ is None:
            return self._cause
        return f"{type(self.__cause__).__name__}: {self.__cause__}"

    def __str__(self) -> str:
        message = super().__str__()
        return "\n".join((f"{self._operation}: {message}" if self._operation else message, *self._effects()))

    def _effects(self) -> Iterator[str]:
        """Yield the last lines of the text: the outcome of a write, and the number of attempts."""
        effect = _EFFECTS.get(self._outcome) if self._writes else None
        if effect:
            yield f"  outcome: {self._outcome}; {effect}"
        if self._attempts > 1:
            yield f"  attempts: {self._attempts}"

    def __repr__(self) -> str:
        return f"{type(self).__name__}({_shortened(str(self).partition(_NEWLINE)[0], _REPR_LENGTH)!r})"

    def __reduce__(self) -> tuple[object, ...]:
        facts = {name: value for name, value in self.__dict__.items() if name not in _NOT_PICKLED}
        facts["_cause"] = self.cause
        return rebuild, (type(self), self.args, facts)


def outcome_of(status: int | None) -> Outcome:
    """Return the outcome of a request from the status of its response; None means that there is no response."""
    if status is None:
        return "unknown"
    if 200 <= status < 300:
        return "accepted"
    # With 408, it is unknown whether a proxy or the API did not receive the whole request.
    return "rejected" if 400 <= status < 500 and status != 408 else "unknown"


def add_facts(error: AttioSDKError, **facts: object) -> None:
    """Set attributes of an error; they are stored in `__dict__`, so that one `__reduce__` works for all classes."""
    for name, value in facts.items():
        error.__dict__[f"_{name}"] = value


def _shortened(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[: length - 1]}…"


def rebuild(cls: type[_E], args: tuple[object, ...], facts: dict[str, object]) -> _E:
    """Create an error from its pickled parts."""
    # Without `__init__`, whose signature may differ in the version that pickled the error.
    error = cls.__new__(cls, *args)
    error.args = args
    error.__dict__.update(facts)
    return error


class AttioBaseError(AttioSDKError):
    """Base class of errors with an HTTP response."""

    _status_code: int = 0
    _headers: Headers = Headers()
    _body: str = ""
    _raw_response: httpx.Response | None = None
    _data: error_data.ErrorData | None = None
    _hint: str | None = None

    def __init__(
        self,
        message: str = "",
        *,
        status_code: int = 0,
        headers: Headers | None = None,
        body: str = "",
        data: error_data.ErrorData | None = None,
        hint: str | None = None,
        operation: str | None = None,
        outcome: Outcome = "unknown",
        retry_after: float | None = None,
        raw_response: httpx.Response | None = None,
    ) -> None:
        """Create an error from the parts of an HTTP response."""
        super().__init__(message, operation=operation, outcome=outcome)
        add_facts(self, status_code=status_code, headers=headers or Headers(), body=body, data=data, hint=hint)
        add_facts(self, retry_after=retry_after, raw_response=raw_response)

    @property
    def message(self) -> str:
        """Message of the API, or the problem with its response."""
        return str(self.args[0]) if self.args else ""

    @property
    def status_code(self) -> int:
        """HTTP status, such as 404."""
        return self._status_code

    @property
    def headers(self) -> Mapping[str, str]:
        """HTTP headers of the response; names are case-insensitive."""
        return self._headers

    @property
    def body(self) -> str:
        """Body of the response as text; empty if there is none."""
        return self._body

    @property
    def raw_response(self) -> httpx.Response | None:
        """The HTTP response; None in an error that was pickled."""
        return self._raw_response

    @property
    def data(self) -> error_data.ErrorData | None:
        """The parsed body; None if the body is not a JSON object."""
        return self._data

    @property
    def code(self) -> str | None:
        """Error code of the API, such as `not_found`; None if the response has none."""
        return self._data.code if self._data else None

    @property
    def validation_errors(self) -> tuple[error_data.ValidationErrorDetail, ...]:
        """Problems of a `validation_type` error, each with its path in the request."""
        return self._data.validation_errors if self._data else ()

    @property
    def path(self) -> tuple[str | int, ...]:
        """Path of the problem in a filter or sort, such as `("$or", "1", "email")`; empty if the response has none."""
        return self._data.path if self._data else ()

    @property
    def attribute(self) -> str | None:
        """Slug or id of the attribute that the error is about, as the API names it; None if it names none.

        Read from `validation_errors`, `path` and `message`, in this order.
        """
        from attio.errors.attribute import attribute_of  # few programs use it

        return attribute_of(self._data) if self._data else None

    @property
    def request_id(self) -> str | None:
        """Id of the request (`x-attio-execution-id`); quote it to Attio's support."""
        return self._headers.get("x-attio-execution-id")

    @property
    def hint(self) -> str | None:
        """Advice if the message of the API is ambiguous, or a similar name if the schema is cached; else None."""
        return self._hint

    def __str__(self) -> str:
        prefix = f"{self._operation}: " if self._operation else ""
        status_and_code = " ".join(str(part) for part in (self._status_code, self.code) if part)
        message = _shortened(self.message, _MESSAGE_LENGTH)
        lines = [f"{prefix}{status_and_code}: {message}" if status_and_code else f"{prefix}{message}"]
        details = self.validation_errors
        lines += [f"  {_shortened(str(detail), _DETAIL_LENGTH)}" for detail in details[:_SHOWN_DETAILS]]
        if len(details) > _SHOWN_DETAILS:
            lines.append(f"  … and {len(details) - _SHOWN_DETAILS} more in `validation_errors`")
        if self.path:
            lines.append(f"  path: {'.'.join(str(step) for step in self.path)}")
        if self._hint:
            lines.append(f"  hint: {self._hint}")
        if self.retry_after is not None:
            lines.append(f"  retry after: {self.retry_after:g} s")
        if self.request_id:
            lines.append(f"  request id: {self.request_id}")
        return "\n".join((*lines, *self._effects()))


class ExplanationSource(Protocol):
    """A client or a snapshot of its schema, which `AttioError.explain` accepts."""

    def _explain(self, error: AttioBaseError, given: Mapping[str, object]) -> explanation.Explanation: ...

    async def _explain_async(self, error: AttioBaseError, given: Mapping[str, object]) -> explanation.Explanation: ...


class AttioError(AttioBaseError):
    """Error response of the API; raised itself for statuses without their own class."""

    _given: Mapping[str, object] = MappingProxyType({})
    """Parameters of the call, for `explain`."""

    family: ClassVar[int] = 0
    """HTTP status of this class and its subclasses; 500 means every 5XX, 0 for any status."""

    def explain(self, source: ExplanationSource) -> explanation.Explanation:
        """Look up why the API rejected the request: similar names, the conflicting record, or missing scopes.

        Sends at most four requests, all of which only read, and uses the cache of `client.schema`. Never raises:
        `unknown` lists what could not be looked up. An error that was pickled has lost the parameters of its call, and
        its explanation is shorter.

        Args:
            source: The client, or a snapshot of the schema for an explanation without requests.

        Example:
            print(error.explain(client))
        """
        return source._explain(self, self._given)  # pyright: ignore[reportPrivateUsage]

    async def explain_async(self, source: ExplanationSource) -> explanation.Explanation:
        """Look up why the API rejected the request, on asyncio or trio; see `explain`."""
        return await source._explain_async(self, self._given)  # pyright: ignore[reportPrivateUsage]


class ResponseValidationError(AttioBaseError, ValueError):
    """The body of a successful response does not match its documentation."""

    _raw_value: object = None
    _problems: tuple[str, ...] = ()

    @property
    def raw_value(self) -> object:
        """The body as received: parsed JSON, or text if it is not JSON."""
        return self._raw_value

    def pretty(self) -> str:
        """Return the message, and each mismatch on its own line."""
        return "\n".join((self.message, *(f"  {problem}" for problem in self._problems)))


class HTTPClientError(AttioSDKError):
    """Base class of failures without an HTTP response."""


class ConnectionError(HTTPClientError, builtins.ConnectionError):
    """The connection could not be opened, or broke; `outcome` says whether the request may have been sent."""


class RequestTimeoutError(HTTPClientError, builtins.TimeoutError):
    """An attempt took longer than `timeout_ms`, or the whole call longer than `deadline_ms`."""


class ThrottledError(RequestTimeoutError):
    """The call would wait for its rate limit until after its deadline; nothing was sent. See `retry_after`."""

    _outcome = "not_sent"

    def __init__(
        self,
        message: str = "",
        *,
        operation: str | None = None,
        outcome: Outcome = "not_sent",
        retry_after: float | None = None,
    ) -> None:
        """Create an error."""
        super().__init__(message, operation=operation, outcome=outcome)
        add_facts(self, retry_after=retry_after)


class RequestAbortedError(HTTPClientError):
    """The client was closed before or during the call."""


class StaleRecordError(AttioSDKError):
    """`save(if_unchanged=True)` found that a typed record has changed since it was read; nothing was sent."""

    _outcome = "not_sent"

    def __init__(self, message: str = "", *, attributes: tuple[str, ...] = ()) -> None:
        """Create an error for the attributes that have changed."""
        names = ", ".join(attributes)
        text = f"changed by another program or user since it was read: {names}; refresh, and change it again"
        super().__init__(message or text, outcome="not_sent")
        self._attributes = attributes

    @property
    def attributes(self) -> tuple[str, ...]:
        """Python names of the attributes that have changed and were to be written."""
        return self._attributes


class InvalidRequestError(HTTPClientError, ValueError):
    """The input is not valid; nothing was sent."""

    _outcome = "not_sent"

    def __init__(self, message: str = "", *, operation: str | None = None, outcome: Outcome = "not_sent") -> None:
        """Create an error; its outcome is `not_sent`, unless a streamed body fails while it is sent."""
        super().__init__(message, operation=operation, outcome=outcome)


class UnknownParameterError(InvalidRequestError, TypeError):
    """The operation has no such parameter or option; nothing was sent."""


class UnexpectedClientError(HTTPClientError, RuntimeError):
    """Any other failure of the HTTP client; `__cause__` is the original exception."""
