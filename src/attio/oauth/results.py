"""Options and results of `OAuthApp`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import TypedDict

from attio._support.fields import PrintableFields
from attio._support.lazy import lazy_module
from attio._support.secrets import REDACTED
from attio.oauth.installations import Installation

if TYPE_CHECKING:
    from attio._call import retries
    from attio._http import debug_log
else:
    retries, debug_log = lazy_module("attio._call.retries"), lazy_module("attio._http.debug_log")


class ClientOptions(TypedDict, total=False):
    """Options of the clients of an app, with the same meaning as for `Attio`.

    Keys:
        retry_config: RetryConfig
        timeout_ms: float
        deadline_ms: float | None
        user_agent: str
        debug_logger: DebugLogger
        max_response_bytes: int
        schema_ttl_ms: float
    """

    retry_config: retries.RetryConfig
    """Which failures to retry, and how often."""
    timeout_ms: float
    """Timeout of one attempt, in milliseconds."""
    deadline_ms: float | None
    """Deadline of a whole call, in milliseconds."""
    user_agent: str
    """Replaces the `User-Agent` header."""
    debug_logger: debug_log.DebugLogger
    """Receives requests and responses, with secrets redacted."""
    max_response_bytes: int
    """Maximum size of a response, in bytes after decompression."""
    schema_ttl_ms: float
    """Time for which `client.schema` caches schemas, in milliseconds."""


class OAuthStart(PrintableFields):
    """The redirect that starts an installation, and the cookie to set."""

    url: str
    """URL to redirect the browser to, with status 302 or 303."""
    set_cookie: str
    """Value of the `Set-Cookie` header of the redirect."""

    def __repr__(self) -> str:
        return f"OAuthStart(url={self.url!r}, set_cookie={REDACTED!r})"


class OAuthResult(PrintableFields):
    """The result of an installation."""

    installation: Installation
    """The new installation, with its token."""
    next: str
    """Path on this site to redirect the browser to."""
