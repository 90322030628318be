"""The debug log of requests and responses, and the log lines of calls and retries."""

from __future__ import annotations

import logging
import os
import threading
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from attio._http.redaction import Pairs

LOGGER = logging.getLogger("attio")
"""Logger of the SDK: a line per retry at INFO, a line per call at DEBUG, requests and responses with `ATTIO_DEBUG`."""
LOGGER.addHandler(logging.NullHandler())

_setup_lock = threading.Lock()


class DebugLogger(Protocol):
    """An object with a method `debug`, such as a `logging.Logger`; messages have %-style placeholders."""

    def debug(self, msg: str, /, *args: object) -> object:
        """Log a message."""
        ...


class DebugLog:
    """Logs requests and responses; secrets are redacted and long bodies are truncated."""

    def __init__(self, logger: DebugLogger) -> None:
        """Log to `logger`."""
        from attio._http import redaction  # compiling its patterns takes time, and few programs log

        self._logger = logger
        self._redaction = redaction

    @classmethod
    def make(cls, logger: DebugLogger | None) -> DebugLog | None:
        """Return a log for `logger`, or with `ATTIO_DEBUG=true` for the logger of the SDK; None otherwise.

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
        """Whether the logger accepts debug messages; if not, nothing is formatted."""
        return not isinstance(self._logger, logging.Logger) or self._logger.isEnabledFor(logging.DEBUG)

    def request(self, method: str, url: str, headers: Pairs, content: bytes | None, *, token: str | None) -> None:
        """Log a request before it is sent; `content` is None for a body that is streamed."""
        self._logger.debug("-> %s %s%s", method, *self._format(url, headers, content, token))

    def response(
        self, status: int, headers: Pairs, content: bytes | None, *, url: str, token: str | None, seconds: float
    ) -> None:
        """Log a response; `content` is None for a body that is not read yet."""
        texts = self._format(url, headers, content, token)
        self._logger.debug("<- %d in %.0f ms from %s%s", status, seconds * 1000, *texts)

    def error(self, error: Exception, *, url: str, token: str | None, seconds: float) -> None:
        """Log that an attempt ended without a response."""
        text = self._redaction.mask_token(token, f"{type(error).__name__}: {error}")
        place = self._redaction.format_url(url, token)
        self._logger.debug("<- no response after %.0f ms from %s\n  %s", seconds * 1000, place, text)

    def _format(self, url: str, headers: Pairs, content: bytes | None, token: str | None) -> tuple[str, str]:
        """Return the URL, and the lines of the headers and body."""
        redaction = self._redaction
        lines = f"{redaction.format_headers(headers, token)}{redaction.format_body(content, headers, token)}"
        return redaction.format_url(url, token), lines


def is_logged() -> bool:
    """Whether the SDK's logger logs a line for each call (level DEBUG)."""
    return LOGGER.isEnabledFor(logging.DEBUG)


def log_call(
    *, method: str, path: str, status: int | None, attempts: int, duration: float, request_id: str | None
) -> None:
    """Log one line at DEBUG about a finished call.

    Args:
        method: HTTP method.
        path: Template of the path, without ids.
        status: HTTP status; None if there is no response.
        attempts: Number of attempts.
        duration: Seconds from the start of the call to its end.
        request_id: The request id of the response; None if there is none.
    """
    text = "%s %s: %s, %d attempts, %.0f ms, request id %s"
    LOGGER.debug(text, method, path, status or "no response", attempts, duration * 1000, request_id or "unknown")


def log_retry(operation: str, error: Exception, *, attempt: int, delay: float) -> None:
    """Log one line at INFO about a failed attempt that will be retried, without ids, URLs and text of the API.

    Args:
        operation: Name of the operation.
        error: The error of the attempt; its class and status are logged.
        attempt: The number of the attempt that failed, from 1.
        delay: Seconds until the next attempt.
    """
    status = getattr(error, "status_code", None)
    reason = type(error).__name__ if status is None else f"{type(error).__name__}, status {status}"
    LOGGER.info("%s: attempt %d failed (%s); next attempt in %.2f s", operation, attempt, reason, delay)


def _log_to_stderr() -> None:
    """Add a handler that writes to stderr, unless the program has set up logging."""
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
