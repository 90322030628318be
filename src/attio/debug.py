"""What is logged, and what never is: secrets are masked by name, by place and by being equal to the token in use."""

from __future__ import annotations

import logging
import os
import re
import threading
from collections.abc import Sequence
from typing import Protocol, TypeAlias

from attio.security import REDACTED

LOGGER = logging.getLogger("attio")
"""The library's own logger: one line a call at level DEBUG, and everything when `ATTIO_DEBUG` is set."""
LOGGER.addHandler(logging.NullHandler())

SHOWN_BODY = 2048
"""How much of a body is logged, in characters."""
SHORTEST_SECRET = 4
"""Shorter tokens are not looked for in texts: they would match everywhere, and no real one is that short."""

_SHOWN_HEADER = re.compile(
    r"""
    accept(-encoding|-language)? | age | allow | cache-control | connection | content-(encoding|language|length|type)
    | date | etag | expires | host | last-modified | retry-after | server | transfer-encoding | user-agent | vary | via
    | www-authenticate | x-attio-(client|execution-id|platform) | x-ratelimit-(limit|remaining|reset) | x-request-id
    """,
    re.VERBOSE,
)
"""Headers whose values may be read; an unknown one may hold anything."""

_SECRET_FIELD = re.compile(
    r"""
    ( "[^"\\]*(?: secret | token | password | authorization | api_?key | private_key | signature
                | (?:video|download|upload|signed)_url ) "\s*:\s* )    # the name ends so
    (?: "(?:[^"\\]|\\.)*(?:"|$)        # a text, cut off or not
      | [\[{].*                        # a structure: where it ends is not worth finding out
      | [^\s,}\]]+ )                   # a number or the like
    """,
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
_URL_QUERY = re.compile(r'(https?://[^\s"?#<>\\]*\?)[^\s"<>\\]*', re.IGNORECASE)
_TEXT_TYPE = re.compile(r"text/.*|application/(?:.*\+)?(?:json|xml)")

Pairs: TypeAlias = Sequence[tuple[str, str]]
"""Headers by name and value."""

_setup_lock = threading.Lock()


class DebugLogger(Protocol):
    """Anything to log to, such as a `logging.Logger`; messages have %-style placeholders."""

    def debug(self, msg: str, /, *args: object) -> object:
        """Log a message."""
        ...


class DebugLog:
    """Logs requests and answers, with secrets masked and bodies cut."""

    def __init__(self, logger: DebugLogger) -> None:
        """Log to `logger`."""
        self._logger = logger

    @classmethod
    def make(cls, logger: DebugLogger | None) -> DebugLog | None:
        """Log to `logger`, else where `ATTIO_DEBUG=true` says; None when nothing is to be logged.

        Raises:
            TypeError: `logger` has no method `debug`.
        """
        if logger is not None:
            if not callable(getattr(logger, "debug", None)):
                message = f"debug_logger must have a method debug(message, *args); {type(logger).__name__} has none"
                raise TypeError(message)
            return cls(logger)
        if os.environ.get("ATTIO_DEBUG", "").strip().lower() not in {"1", "true", "yes", "on"}:
            return None
        _log_to_stderr()
        return cls(LOGGER)

    @property
    def enabled(self) -> bool:
        """Whether anybody listens; if not, nothing is to be formatted."""
        return not isinstance(self._logger, logging.Logger) or self._logger.isEnabledFor(logging.DEBUG)

    def request(self, method: str, url: str, headers: Pairs, content: bytes | None, *, token: str | None) -> None:
        """Log a request that is about to be sent; `content` None is a body that is read while it is sent."""
        text = f"{_headers(headers, token)}{_body(content, headers, token)}"
        self._logger.debug("-> %s %s%s", method, _url(url, token), text)

    def response(
        self, status: int, headers: Pairs, content: bytes | None, *, url: str, token: str | None, seconds: float
    ) -> None:
        """Log an answer; `content` None is a body that is not read yet."""
        text = f"{_headers(headers, token)}{_body(content, headers, token)}"
        self._logger.debug("<- %d in %.0f ms from %s%s", status, seconds * 1000, _url(url, token), text)

    def error(self, error: Exception, *, url: str, token: str | None, seconds: float) -> None:
        """Log that an attempt had no answer."""
        text = _without(token, f"{type(error).__name__}: {error}")
        self._logger.debug("<- no answer after %.0f ms from %s\n  %s", seconds * 1000, _url(url, token), text)


def is_logged() -> bool:
    """Whether calls get a line: level DEBUG is on."""
    return LOGGER.isEnabledFor(logging.DEBUG)


def log_call(
    *, method: str, path: str, status: int | None, attempts: int, duration: float, request_id: str | None
) -> None:
    """Log one line about a call that ended.

    Args:
        method: HTTP method.
        path: Template of the path: it holds no ids.
        status: HTTP status; None without an answer.
        attempts: How many times it was sent.
        duration: Seconds from beginning to end.
        request_id: The API's name for the call.
    """
    text = "%s %s: %s, %d attempts, %.0f ms, request id %s"
    LOGGER.debug(text, method, path, status or "no answer", attempts, duration * 1000, request_id or "unknown")


def mask_url(url: str) -> str:
    """Show a URL without its user name, password and the values of its query."""
    place, _, query = url.partition("#")[0].partition("?")
    place = re.sub(r"//[^/@]*@", f"//{REDACTED}@", place)
    return f"{place}?{_mask_values(query)}" if query else place


def mask_signed_url(url: str) -> str:
    """Show where a URL leads, and no more: one that is a credential may hold its secret, or a file's name, anywhere."""
    origin = re.match(r"https?://[^/?#@\s]+(?=[/?#]|$)", url)
    return f"{origin.group()}/{REDACTED}" if origin else REDACTED


def mask_header(name: str, value: str) -> str:
    """Show the value of a header that is known to be harmless, and where a redirect leads."""
    name = name.lower()
    if name == "location":
        return mask_signed_url(value)
    return value if _SHOWN_HEADER.fullmatch(name) else REDACTED


def mask_body(content: bytes, content_type: str, token: str | None = None) -> str:
    """Show the beginning of a body with its secret fields masked; of what is no text, its size."""
    if not content:
        return ""
    kind = content_type.partition(";")[0].strip().lower()
    # A secret that the cut would halve must be found before it, so a little more is looked at than is shown.
    text = content[: SHOWN_BODY + len(token or "")].decode(errors="replace")
    if kind == "application/x-www-form-urlencoded":
        text = _mask_values(text)
    elif _TEXT_TYPE.fullmatch(kind):
        text = _SECRET_FIELD.sub(rf'\1"{REDACTED}"', text)
        text = _URL_QUERY.sub(rf"\1{REDACTED}", text)
    else:
        return f"({len(content)} bytes of {kind or 'unknown type'})"
    text = _without(token, text)
    return text if len(content) <= SHOWN_BODY else f"{text[:SHOWN_BODY]}... ({len(content)} bytes)"


def _mask_values(query: str) -> str:
    return "&".join(f"{pair.partition('=')[0]}={REDACTED}" for pair in query.split("&"))


def _url(url: str, token: str | None) -> str:
    # What is sent without a token is a file's signed URL.
    return mask_signed_url(url) if token is None else _without(token, mask_url(url))


def _headers(headers: Pairs, token: str | None) -> str:
    return "".join(f"\n  {name}: {_without(token, mask_header(name, value))}" for name, value in headers)


def _body(content: bytes | None, headers: Pairs, token: str | None) -> str:
    if content is None:
        return "\n  (streamed)"
    content_type = next((value for name, value in headers if name.lower() == "content-type"), "")
    body = mask_body(content, content_type, token)
    return f"\n  {body}" if body else ""


def _without(token: str | None, text: str) -> str:
    return text.replace(token, REDACTED) if token and len(token) >= SHORTEST_SECRET else text


def _log_to_stderr() -> None:
    """Make the library's logger heard: `ATTIO_DEBUG` is for programs that set up no logging, too."""
    with _setup_lock:
        if not LOGGER.isEnabledFor(logging.DEBUG):
            LOGGER.setLevel(logging.DEBUG)
        logger: logging.Logger | None = LOGGER
        while logger is not None:
            if any(not isinstance(handler, logging.NullHandler) for handler in logger.handlers):
                return
            logger = logger.parent if logger.propagate else None
        handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter("%(asctime)s %(name)s %(message)s"))
        LOGGER.addHandler(handler)
