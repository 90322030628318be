"""Convert exceptions of HTTP libraries, event loops and the system to errors of the SDK."""

from __future__ import annotations

import os
from typing import NamedTuple

from attio._support.secrets import REDACTED
from attio.errors.base import (
    ConnectionError,  # noqa: A004 - ours is a subclass of the builtin
    HTTPClientError,
    InvalidRequestError,
    RequestTimeoutError,
    UnexpectedClientError,
    outcome_of,
)

SHOWN_DETAIL = 200
"""Most characters of the cause's message in the error message."""
CHAIN_LENGTH = 20
"""Most exceptions in a chain of causes to inspect."""

_FAMILY = frozenset({"builtins", "h11", "httpcore", "httpcore2", "httpx", "httpx2", "socket"})


class _Rule(NamedTuple):
    """The SDK's error for a class of exceptions."""

    error: type[HTTPClientError]
    text: str
    """Error message, with the placeholders `{place}` for the server and `{limit}` for the time limit."""
    sent: bool = True
    """Whether the request may have been sent."""
    detail: bool = False
    """Whether to add the exception's own message, which cannot contain a secret."""


_BROKE = _Rule(ConnectionError, "the connection to {place} broke", detail=True)
_SLOW = _Rule(RequestTimeoutError, "{place} did not respond within {limit}")
_OTHER = _Rule(UnexpectedClientError, "the HTTP client failed")
_MOCKED = _Rule(UnexpectedClientError, "the mock of the HTTP client failed", detail=True)

# By name, because each library has its own classes with these names. A rule also applies to subclasses.
_RULES = {
    "PoolTimeout": _Rule(RequestTimeoutError, "no connection became free within {limit}", sent=False),
    "ConnectTimeout": _Rule(RequestTimeoutError, "could not connect to {place} within {limit}", sent=False),
    "WriteTimeout": _Rule(RequestTimeoutError, "{place} did not accept the request within {limit}"),
    "TimeoutException": _SLOW,
    "TimeoutError": _SLOW,
    "ConnectError": _Rule(ConnectionError, "could not connect to {place}", sent=False, detail=True),
    "ConnectionRefusedError": _Rule(ConnectionError, "could not connect to {place}", sent=False, detail=True),
    "gaierror": _Rule(ConnectionError, "could not find {place}", sent=False, detail=True),
    "ProxyError": _Rule(ConnectionError, "the proxy did not connect to {place}", sent=False, detail=True),
    "NetworkError": _BROKE,
    "OSError": _BROKE,
    "RemoteProtocolError": _Rule(ConnectionError, "the response of {place} is not valid HTTP"),
    "TransportError": _Rule(ConnectionError, "the request to {place} failed"),
    "LocalProtocolError": _Rule(UnexpectedClientError, "the request is not valid HTTP", detail=True),
    "UnsupportedProtocol": _Rule(InvalidRequestError, "the URL is neither http nor https", sent=False),
    "InvalidURL": _Rule(InvalidRequestError, "the URL is not valid", sent=False),
    "DecodingError": _Rule(UnexpectedClientError, "the response of {place} cannot be decompressed"),
    "HTTPStatusError": _Rule(UnexpectedClientError, "an event hook of the HTTP client raised an error for the status"),
    "TooManyRedirects": _Rule(UnexpectedClientError, "the HTTP client must not follow redirects, but did"),
}


def failure_of(error: Exception, *, place: str, limit: str, status: int | None, secret: str | None) -> HTTPClientError:
    """Build the SDK's error for an exception, with the exception as its cause.

    Args:
        error: The exception.
        place: Host of the server.
        limit: The time limit, as text.
        status: Status of the response whose body was being read; None if there was no response yet.
        secret: Text to redact in the message, such as the token.
    """
    rule = _rule(error)
    text = rule.text.format(place=place, limit=limit)
    name = type(error).__name__
    if name == "HTTPStatusError":
        status = _status_of(error)
    elif name == "LocalProtocolError" and str(error).startswith("Illegal"):
        # Raised before a byte is sent. Not chained, because the text of the exception contains the header.
        message = "a header that a hook or the HTTP client has added contains characters that HTTP does not allow"
        return InvalidRequestError(message)
    elif name == "RemoteProtocolError" and str(error).startswith(("Server disconnected", "peer closed")):
        rule, text = _BROKE, _BROKE.text.format(place=place)
    if rule is _OTHER:
        text = f"{text}: {name}"
    detail = _detail(error) if rule.detail else ""
    if detail:
        text = f"{text}: {detail.replace(secret, REDACTED)[:SHOWN_DETAIL] if secret else detail[:SHOWN_DETAIL]}"
    if status is not None:
        text = f"{text} (status {status})"
    failure = rule.error(text, outcome=outcome_of(status) if rule.sent or status else "not_sent")
    failure.__cause__ = error
    return failure


def _rule(error: Exception) -> _Rule:
    # Mocks raise these for a request that the test did not expect: respx an AssertionError, pytest-httpx a
    # TimeoutException, which would be retried.
    if isinstance(error, AssertionError) or str(error).startswith("No response can be found"):
        return _MOCKED
    for cls in type(error).__mro__:
        if cls.__name__ in _RULES and cls.__module__.partition(".")[0] in _FAMILY:
            return _RULES[cls.__name__]
    return _OTHER


def _detail(error: BaseException) -> str:
    """Return the message of the operating system, which libraries and event loops wrap in their own exceptions."""
    message = str(error)
    cause: BaseException | None = error
    for _ in range(CHAIN_LENGTH):
        if cause is None:
            break
        if isinstance(cause, OSError) and cause.errno is not None:
            has_own_numbers = type(cause).__module__ in {"socket", "ssl"}
            message = str(cause) if has_own_numbers else os.strerror(cause.errno)
        group: tuple[BaseException, ...] = getattr(cause, "exceptions", ())
        cause = group[-1] if group else cause.__cause__ or cause.__context__
    return message


def _status_of(error: Exception) -> int | None:
    status: object = getattr(getattr(error, "response", None), "status_code", None)
    return status if isinstance(status, int) else None
