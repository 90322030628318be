"""Options of a call, which every operation accepts, and settings of a client."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from typing_extensions import TypedDict

from attio._call.tokens import check_source
from attio._call.urls import check_server_url
from attio._support.fields import FrozenFields
from attio._support.lazy import lazy_module
from attio._support.secrets import Secret, TokenSource
from attio.errors.base import InvalidRequestError

if TYPE_CHECKING:
    from attio._call import retries as _retries
else:
    _retries = lazy_module("attio._call.retries")


class _Options(TypedDict, total=False):
    """Options of all calls; not `closed`, because a closed TypedDict cannot be extended."""

    retries: _retries.RetryConfig
    """When and how often to retry."""
    retry_codes: Sequence[int | str]
    """Statuses to retry instead of the default ones, such as `[429, 503]` or `["5XX"]`."""
    timeout_ms: float
    """Timeout of each attempt, in milliseconds; for file transfers, of each read and write."""
    deadline_ms: float | None
    """Time limit of the whole call, in milliseconds, with all retries and waits; None for no limit."""
    server_url: str
    """Another server for this call; it receives the token."""
    oauth2: TokenSource
    """Another token for this call; None for the token of the client."""
    http_headers: Mapping[str, str]
    """Headers to add."""
    extra_query: Mapping[str, object]
    """Query parameters to add, such as ones that this version does not know."""
    extra_body: Mapping[str, object]
    """Body fields to add, merged deeply, such as ones that this version does not know."""


class RequestOptions(_Options, total=False, closed=True):
    """Options of a call; every key is optional.

    Keys:
        retries: RetryConfig
        retry_codes: Sequence[int | str]
        timeout_ms: float
        deadline_ms: float | None
        server_url: str
        oauth2: TokenSource
        http_headers: Mapping[str, str]
        extra_query: Mapping[str, object]
        extra_body: Mapping[str, object]
    """


class PageOptions(_Options, total=False, closed=True):
    """Options of a call that returns pages; every key is optional.

    Keys:
        retries: RetryConfig
        retry_codes: Sequence[int | str]
        timeout_ms: float
        deadline_ms: float | None
        server_url: str
        oauth2: TokenSource
        http_headers: Mapping[str, str]
        extra_query: Mapping[str, object]
        extra_body: Mapping[str, object]
        max_items: int
        prefetch: int
    """

    max_items: int
    """Most items to iterate over; the pages after them are not requested."""
    prefetch: int
    """Number of pages to fetch ahead during iteration, at most 10; with 0, the default, pages are fetched on demand."""


REQUEST_OPTIONS = frozenset(_Options.__annotations__)
PAGE_OPTIONS = REQUEST_OPTIONS | {"max_items", "prefetch"}

MAX_PREFETCH = 10
"""Bounded because all programs that use a workspace share its limits on reads and on the cost of queries."""


class CallOptions(FrozenFields):
    """Checked options of one call; the settings of the client fill in those that were not given."""

    retries: _retries.RetryConfig | None
    """When and how often to retry; None for the default, which is created at the first failure."""
    timeout: float
    """Seconds."""
    deadline: float | None
    """Seconds; None for no limit."""
    server_url: str
    oauth2: Secret
    http_headers: Mapping[str, object]
    extra_query: Mapping[str, object]
    extra_body: Mapping[str, object]
    max_items: int | None
    max_response_bytes: int


class Settings(FrozenFields):
    """The checked arguments of a client."""

    server_url: str
    retry_config: _retries.RetryConfig | None
    timeout: float
    deadline: float | None
    oauth2: Secret
    user_agent: str | None
    allow_insecure_http: bool
    max_response_bytes: int

    def combine(self, given: Mapping[str, object], *, transfer: bool) -> CallOptions:
        """Check the options of one call, and take the others from the client.

        Args:
            given: The options that the caller passed.
            transfer: Whether the call transfers a file, and has no deadline by default.

        Raises:
            InvalidRequestError: An option is not valid; the message names it.
        """
        defaults = self._for_files if transfer else self._for_data
        if not given:
            return defaults
        try:
            return defaults.replaced(**self._changes(given))
        except (TypeError, ValueError) as error:
            raise InvalidRequestError(str(error)) from error

    @cached_property
    def _for_files(self) -> CallOptions:
        return self._for_data.replaced(deadline=None)

    @cached_property
    def _for_data(self) -> CallOptions:
        return CallOptions(
            retries=self.retry_config,
            timeout=self.timeout,
            deadline=self.deadline,
            server_url=self.server_url,
            oauth2=self.oauth2,
            http_headers={},
            extra_query={},
            extra_body={},
            max_items=None,
            max_response_bytes=self.max_response_bytes,
        )

    def _changes(self, given: Mapping[str, object]) -> dict[str, Any]:
        changes: dict[str, Any] = {
            name: mapping(name, given[name]) for name in ("http_headers", "extra_query", "extra_body") if name in given
        }
        if "timeout_ms" in given:
            changes["timeout"] = milliseconds("timeout_ms", given["timeout_ms"])
        if "deadline_ms" in given:
            limit = given["deadline_ms"]
            changes["deadline"] = None if limit is None else milliseconds("deadline_ms", limit)
        if "server_url" in given:
            url = check_server_url(given["server_url"], allow_insecure_http=self.allow_insecure_http)
            changes["server_url"] = url
        if given.get("oauth2") is not None:
            # No fallback to the environment, whose token may belong to another workspace.
            changes["oauth2"] = Secret(check_source(given["oauth2"], required=True))
        if given.get("max_items") is not None:
            changes["max_items"] = _count("max_items", given["max_items"])
        if given.get("prefetch") is not None:
            _count("prefetch", given["prefetch"], MAX_PREFETCH)  # pages read it from the options
        if given.get("retries") is not None or given.get("retry_codes") is not None:
            changes["retries"] = _chosen_retries(given, self.retry_config)
        return changes


def _value_error(name: str, wanted: str, value: object) -> ValueError:
    from attio._support.names import brief  # only errors need it

    return ValueError(f"{name} must be {wanted}, not {brief(value)}")


def milliseconds(name: str, value: object) -> float:
    """Check a time limit and convert it to seconds.

    Raises:
        ValueError: The value is not a positive number.
    """
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= sys.float_info.max:
        raise _value_error(name, "a positive number of milliseconds", value)
    return value / 1000


def positive(name: str, value: object) -> int:
    """Check that a value is a positive whole number.

    Raises:
        ValueError: The value is not a whole number above 0.
    """
    if isinstance(value, bool) or not isinstance(value, int) or value <= 0:
        raise _value_error(name, "a whole number above 0", value)
    return value


def _count(name: str, value: object, maximum: int | None = None) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0 or (maximum is not None and value > maximum):
        wanted = "of at least 0" if maximum is None else f"from 0 to {maximum}"
        raise _value_error(name, f"a whole number {wanted}", value)
    return value


def mapping(name: str, value: object) -> Mapping[str, object]:
    """Check that a value is a mapping with text keys; return an empty one for None.

    Raises:
        TypeError: The value is not a mapping, or a key is not a str.
    """
    if value is None:
        return {}
    message = f"{name} must be a mapping with text keys, not {type(value).__name__}"
    if isinstance(value, Mapping):
        given = cast("Mapping[object, object]", value)
        if all(isinstance(key, str) for key in given):
            return cast("Mapping[str, object]", given)
    raise TypeError(message)


def _chosen_retries(given: Mapping[str, object], default: _retries.RetryConfig | None) -> _retries.RetryConfig:
    from dataclasses import replace

    from attio._call.retries import RETRIES_OFF, RetryConfig

    config = given.get("retries")
    if config is None:
        config = default or RetryConfig()
    if not isinstance(config, RetryConfig):
        message = f"retries must be an attio.RetryConfig, not {type(config).__name__}; {RETRIES_OFF}"
        raise TypeError(message)
    codes = given.get("retry_codes")
    return config if codes is None else replace(config, retry_codes=cast("Sequence[int | str]", codes))
