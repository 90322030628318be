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
"""Most characters of the cause's message to repeat."""
CHAIN_LENGTH = 20
"""Most exceptions in a chain of causes to inspect."""

_FAMILY = frozenset({"builtins", "h11", "httpcore", "httpcore2", "httpx", "httpx2", "socket"})


class _Rule(NamedTuple):
    """The SDK's error for a class of exceptions."""

    error: type[HTTPClientError]
    text: str
    """With `{place}` for the server and `{limit}` for the time allowed."""
    sent: bool = True
    """Whether the request may have left."""
    detail: bool = False
    """Whether the exception's own message adds details, and cannot contain a secret."""


_BROKE = _Rule(ConnectionError, "the connection to {place} broke", detail=True)
_SLOW = _Rule(RequestTimeoutError, "{place} did not respond within {limit}")
_OTHER = _Rule(UnexpectedClientError, "the HTTP client failed")
_MOCKED = _Rule(UnexpectedClientError, "the test's replacement of the HTTP client failed", detail=True)

# By name: these classes exist once in each library, and a subclass of one means the same.
_RULES = {
    "PoolTimeout": _Rule(RequestTimeoutError, "no connection came free within {limit}", sent=False),
    "ConnectTimeout": _Rule(RequestTimeoutError, "could not connect to {place} within {limit}", sent=False),
    "WriteTimeout": _Rule(RequestTimeoutError, "{place} did not take the request within {limit}"),
    "TimeoutException": _SLOW,
    "TimeoutError": _SLOW,
    "ConnectError": _Rule(ConnectionError, "could not connect to {place}", sent=False, detail=True),
    "ConnectionRefusedError": _Rule(ConnectionError, "could not connect to {place}", sent=False, detail=True),
    "gaierror": _Rule(ConnectionError, "could not find {place}", sent=False, detail=True),
    "ProxyError": _Rule(ConnectionError, "the proxy did not connect to {place}", sent=False, detail=True),
    "NetworkError": _BROKE,
    "OSError": _BROKE,
    "RemoteProtocolError": _Rule(ConnectionError, "{place} did not respond as HTTP demands"),
    "TransportError": _Rule(ConnectionError, "the request to {place} failed"),
    "LocalProtocolError": _Rule(UnexpectedClientError, "the request did not keep the rules of HTTP", detail=True),
    "UnsupportedProtocol": _Rule(InvalidRequestError, "the URL is neither http nor https", sent=False),
    "InvalidURL": _Rule(InvalidRequestError, "the URL is not valid", sent=False),
    "DecodingError": _Rule(UnexpectedClientError, "the response of {place} is not compressed as it says"),
    "HTTPStatusError": _Rule(UnexpectedClientError, "an event hook of the HTTP client raised on the status"),
    "TooManyRedirects": _Rule(UnexpectedClientError, "the HTTP client followed redirects, which it must not"),
}


def failure_of(error: Exception, *, place: str, limit: str, status: int | None, secret: str | None) -> HTTPClientError:
    """Make our error for an exception and chain it.

    Args:
        error: What was raised.
        place: Host of the server.
        limit: How long one wait may take, in words.
        status: Status of the response whose body was being read; None before there was one.
        secret: What must not show in the text.
    """
    rule = _rule(error)
    text = rule.text.format(place=place, limit=limit)
    name = type(error).__name__
    if name == "HTTPStatusError":
        status = _status_of(error)
    elif name == "LocalProtocolError" and str(error).startswith("Illegal"):
        # Checked before a byte leaves. The text repeats the header, and so it is not chained.
        message = "a header, added by a hook or by the HTTP client, holds what HTTP does not allow"
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
    # Test tools raise these for a request that the test did not prepare: respx an AssertionError, and pytest-httpx a
    # bare TimeoutException, which would be retried.
    if isinstance(error, AssertionError) or str(error).startswith("No response can be found"):
        return _MOCKED
    for cls in type(error).__mro__:
        if cls.__name__ in _RULES and cls.__module__.partition(".")[0] in _FAMILY:
            return _RULES[cls.__name__]
    return _OTHER


def _detail(error: BaseException) -> str:
    """Find the message of the operating system, which libraries and event loops wrap in their own exceptions."""
    found = str(error)
    cause: BaseException | None = error
    for _ in range(CHAIN_LENGTH):
        if cause is None:
            break
        if isinstance(cause, OSError) and cause.errno is not None:
            special = type(cause).__module__ in {"socket", "ssl"}  # with numbers of their own
            found = str(cause) if special else os.strerror(cause.errno)
        group: tuple[BaseException, ...] = getattr(cause, "exceptions", ())
        cause = group[-1] if group else cause.__cause__ or cause.__context__
    return found


def _status_of(error: Exception) -> int | None:
    status: object = getattr(getattr(error, "response", None), "status_code", None)
    return status if isinstance(status, int) else None
