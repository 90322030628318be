"""Base classes of all errors, and the errors without a response of the API."""

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

# Facts that are not pickled: they hold a connection, or the data of the caller.
_STAYS_HERE = frozenset({"_raw_response", "_given"})

_EFFECTS: dict[Outcome, str] = {"unknown": "the write may have happened", "accepted": "the write happened"}
_NEWLINE = "\n"
_REPR_LENGTH = 160
_MESSAGE_LENGTH = 1000
_DETAIL_LENGTH = 300
_SHOWN_DETAILS = 10


class AttioSDKError(Exception):
    """Base class of every error the SDK raises."""

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
        """Operation that failed, such as `records.create`; None outside a call."""
        return self._operation

    @property
    def attempts(self) -> int:
        """Number of attempts, the failed ones included."""
        return self._attempts

    @property
    def retry_after(self) -> float | None:
        """Seconds the API asked to wait before the next attempt; None when it did not ask."""
        return self._retry_after

    @property
    def outcome(self) -> Outcome:
        """Whether the request may have had an effect.

        `not_sent`: the request did not reach the API. `rejected`: the API refused it. `accepted`: the API carried it
        out, but its response is not usable. `unknown`: it may have been carried out.
        """
        return self._outcome

    @property
    def cause(self) -> str | None:
        """Type and text of `__cause__`, kept by pickling; None without a cause."""
        if self.__cause__ is None:
            return self._cause
        return f"{type(self.__cause__).__name__}: {self.__cause__}"

    def __str__(self) -> str:
        message = super().__str__()
        return "\n".join((f"{self._operation}: {message}" if self._operation else message, *self._effects()))

    def _effects(self) -> Iterator[str]:
        """The last lines of the text: the outcome of a write, and the number of attempts."""
        effect = _EFFECTS.get(self._outcome) if self._writes else None
        if effect:
            yield f"  outcome: {self._outcome}; {effect}"
        if self._attempts > 1:
            yield f"  attempts: {self._attempts}"

    def __repr__(self) -> str:
        return f"{type(self).__name__}({_shortened(str(self).partition(_NEWLINE)[0], _REPR_LENGTH)!r})"

    def __reduce__(self) -> tuple[object, ...]:
        facts = {name: value for name, value in self.__dict__.items() if name not in _STAYS_HERE}
        facts["_cause"] = self.cause
        return rebuild, (type(self), self.args, facts)


def outcome_of(status: int | None) -> Outcome:
    """The outcome of a request by the status of its response; None means no response."""
    if status is None:
        return "unknown"
    if 200 <= status < 300:
        return "accepted"
    # 408: the server, or the API behind a proxy, did not receive the whole request.
    return "rejected" if 400 <= status < 500 and status != 408 else "unknown"


def add_facts(error: AttioSDKError, **facts: object) -> None:
    """Set facts of an error; they are stored in `__dict__`, so that one `__reduce__` works for every class."""
    for name, value in facts.items():
        error.__dict__[f"_{name}"] = value


def _shortened(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[: length - 1]}…"


def rebuild(cls: type[_E], args: tuple[object, ...], facts: dict[str, object]) -> _E:
    """Make an error from its pickled parts."""
    # Not through __init__, whose signature may differ in the version that pickled it.
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
        """HTTP headers of the response, by name in any case."""
        return self._headers

    @property
    def body(self) -> str:
        """Body of the response as text; empty when it has none."""
        return self._body

    @property
    def raw_response(self) -> httpx.Response | None:
        """The HTTP response; None in a copy that was pickled."""
        return self._raw_response

    @property
    def data(self) -> error_data.ErrorData | None:
        """The parsed body; None when it is not a JSON object."""
        return self._data

    @property
    def code(self) -> str | None:
        """Error code of the API, such as `not_found`; None without one."""
        return self._data.code if self._data else None

    @property
    def validation_errors(self) -> tuple[error_data.ValidationErrorDetail, ...]:
        """Problems of a `validation_type` error, each with its path in the request."""
        return self._data.validation_errors if self._data else ()

    @property
    def path(self) -> tuple[str | int, ...]:
        """Path of the problem in a filter or sort, such as `("$or", "1", "email")`; empty without one."""
        return self._data.path if self._data else ()

    @property
    def attribute(self) -> str | None:
        """Slug of the attribute the error is about, or its id if the API names only that; None if it names none.

        Read from `validation_errors`, `path` and `message`, in this order.
        """
        from attio.errors.attribute import attribute_of  # few programs ask for it

        return attribute_of(self._data) if self._data else None

    @property
    def request_id(self) -> str | None:
        """Id of the request (`x-attio-execution-id`), to quote to Attio's support."""
        return self._headers.get("x-attio-execution-id")

    @property
    def hint(self) -> str | None:
        """Advice where the API's message is ambiguous, or the nearest name where the schema is cached; else None."""
        return self._hint

    def __str__(self) -> str:
        place = f"{self._operation}: " if self._operation else ""
        facts = " ".join(str(fact) for fact in (self._status_code or None, self.code) if fact)
        message = _shortened(self.message, _MESSAGE_LENGTH)
        lines = [f"{place}{facts}: {message}" if facts else f"{place}{message}"]
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
    """A client, or a snapshot of its schema: the sources for `AttioError.explain`."""

    def _explain(self, error: AttioBaseError, given: Mapping[str, object]) -> explanation.Explanation: ...

    async def _explain_async(self, error: AttioBaseError, given: Mapping[str, object]) -> explanation.Explanation: ...


class AttioError(AttioBaseError):
    """Error status of the API; raised itself for statuses without a class of their own."""

    _given: Mapping[str, object] = MappingProxyType({})
    """Parameters of the call, for `explain`."""

    family: ClassVar[int] = 0
    """HTTP status of this class and its subclasses; 500 means every 5XX, 0 for any status."""

    def explain(self, source: ExplanationSource) -> explanation.Explanation:
        """Look up why the API rejected the request: the nearest names, the conflicting record, the missing scopes.

        Reads only, at most four requests, through the cache of `client.schema`. Never raises: what cannot be looked up
        is listed in `unknown`. An error that was pickled has lost the parameters of its call, and explains less.

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
    """A successful response whose body is not as documented."""

    _raw_value: object = None
    _problems: tuple[str, ...] = ()

    @property
    def raw_value(self) -> object:
        """The body as received: parsed JSON, or text when it is not JSON."""
        return self._raw_value

    def pretty(self) -> str:
        """Return the message and each mismatch on a line of its own."""
        return "\n".join((self.message, *(f"  {problem}" for problem in self._problems)))


class HTTPClientError(AttioSDKError):
    """Base class of failures without an HTTP response."""


class ConnectionError(HTTPClientError, builtins.ConnectionError):
    """The connection could not be established, or broke; `outcome` says whether the request was sent."""


class RequestTimeoutError(HTTPClientError, builtins.TimeoutError):
    """An attempt took longer than `timeout_ms`, or the whole call longer than `deadline_ms`."""


class ThrottledError(RequestTimeoutError):
    """The call would have waited for its rate limit past `deadline_ms`; `retry_after` is how long. Nothing was sent."""

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
    """A typed record changed since it was read, and `save(if_unchanged=True)` was used; nothing was sent."""

    _outcome = "not_sent"

    def __init__(self, message: str = "", *, attributes: tuple[str, ...] = ()) -> None:
        """Name the attributes."""
        names = ", ".join(attributes)
        text = f"changed by another program or user since it was read: {names}; refresh, and change it again"
        super().__init__(message or text, outcome="not_sent")
        self._attributes = attributes

    @property
    def attributes(self) -> tuple[str, ...]:
        """Python names of the attributes that changed meanwhile and were about to be written."""
        return self._attributes


class InvalidRequestError(HTTPClientError, ValueError):
    """The input is not valid; nothing was sent."""

    _outcome = "not_sent"

    def __init__(self, message: str = "", *, operation: str | None = None, outcome: Outcome = "not_sent") -> None:
        """Create an error; its outcome is `not_sent` unless a stream fails while it is sent."""
        super().__init__(message, operation=operation, outcome=outcome)


class UnknownParameterError(InvalidRequestError, TypeError):
    """The operation has no parameter or option of this name; nothing was sent."""


class UnexpectedClientError(HTTPClientError, RuntimeError):
    """Any other failure; `__cause__` is its exception."""
