"""How to send one call: the options every operation takes."""

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
    """Options that all calls share; left open, because a closed TypedDict cannot be extended."""

    retries: _retries.RetryConfig
    """Settings of retries."""
    retry_codes: Sequence[int | str]
    """Statuses to retry instead of the default ones, such as `[429, 503]` or `["5XX"]`."""
    timeout_ms: float
    """Longest time for one attempt, in milliseconds; of file transfers, for each wait for the network."""
    deadline_ms: float | None
    """Longest time for the whole call, in milliseconds, retries and waiting included; None for no limit."""
    server_url: str
    """Another server for this call; the token goes there."""
    oauth2: TokenSource
    """Another token for this call; None for the client's own."""
    http_headers: Mapping[str, str]
    """Headers to add."""
    extra_query: Mapping[str, object]
    """Query parameters to add, such as ones that this version does not know."""
    extra_body: Mapping[str, object]
    """Body fields to add, merged deeply, such as ones that this version does not know."""


class RequestOptions(_Options, total=False, closed=True):
    """How to send one call; every key is optional.

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
    """How to send one call that lists; every key is optional.

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
    """Stop iterating after so many items."""
    prefetch: int
    """Fetch so many pages ahead while iterating, 10 at most; 0, the default, fetches each when it is reached."""


REQUEST_OPTIONS = frozenset(_Options.__annotations__)
PAGE_OPTIONS = REQUEST_OPTIONS | {"max_items", "prefetch"}

MAX_PREFETCH = 10
"""The API allows 100 reads a second, and sums the cost of queries over all programs that use the workspace."""


class CallOptions(FrozenFields):
    """The options of one call, checked, with the client's own filled in."""

    retries: _retries.RetryConfig | None
    """Settings of retries; None for the default, which is created at the first failure."""
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
        """Check the options of one call and fill in the client's own.

        Args:
            given: What the caller passed.
            transfer: Whether it moves a file, which takes as long as it takes unless a deadline is asked for.

        Raises:
            InvalidRequestError: An option cannot work; names it.
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
            # Never the environment's: its token may belong to another workspace than the one meant here.
            changes["oauth2"] = Secret(check_source(given["oauth2"], required=True))
        if given.get("max_items") is not None:
            changes["max_items"] = _count("max_items", given["max_items"])
        if given.get("prefetch") is not None:
            _count("prefetch", given["prefetch"], MAX_PREFETCH)  # pages take it from the options as given
        if given.get("retries") is not None or given.get("retry_codes") is not None:
            changes["retries"] = _chosen_retries(given, self.retry_config)
        return changes


def _wrong(name: str, wanted: str, value: object) -> ValueError:
    from attio._support.names import brief  # for mistakes only

    return ValueError(f"{name} must be {wanted}, not {brief(value)}")


def milliseconds(name: str, value: object) -> float:
    """Check a time limit and turn it into seconds.

    Raises:
        ValueError: It is not a positive number.
    """
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= sys.float_info.max:
        raise _wrong(name, "a positive number of milliseconds", value)
    return value / 1000


def positive(name: str, value: object) -> int:
    """Check a number of bytes or the like.

    Raises:
        ValueError: It is no whole number above 0.
    """
    if isinstance(value, bool) or not isinstance(value, int) or value <= 0:
        raise _wrong(name, "a whole number above 0", value)
    return value


def _count(name: str, value: object, maximum: int | None = None) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0 or (maximum is not None and value > maximum):
        wanted = "of at least 0" if maximum is None else f"from 0 to {maximum}"
        raise _wrong(name, f"a whole number {wanted}", value)
    return value


def mapping(name: str, value: object) -> Mapping[str, object]:
    """Check a mapping with text keys; None means an empty one.

    Raises:
        TypeError: It is something else.
    """
    if value is None:
        return {}
    problem = TypeError(f"{name} must be a mapping with text keys, not {type(value).__name__}")
    if isinstance(value, Mapping):
        given = cast("Mapping[object, object]", value)
        if all(isinstance(key, str) for key in given):
            return cast("Mapping[str, object]", given)
    raise problem


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
