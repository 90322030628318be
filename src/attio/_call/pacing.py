"""Pace the calls of a client; the first paced call imports `attio.limits`."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from attio._call.urls import DEFAULT_SERVER_URL, shown_origin
from attio._support.lazy import lazy_module

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from attio.limits import rate_limit as limits
    from attio.limits.limiter import Limiter
    from attio.limits.turn import Turn
else:
    limits = lazy_module("attio.limits.rate_limit")


class Pacing:
    """The rate limit of one client."""

    def __init__(self, limit: object, *, is_faked: bool) -> None:
        """Check the limit.

        Args:
            limit: The `rate_limit` of the client.
            is_faked: Whether a fetcher function replaces the network. The documented limits do not apply then.

        Raises:
            ValueError: The limit is a text other than "documented".
            TypeError: The limit is of another type.
        """
        self._is_documented = limit == "documented"
        self._limit: limits.RateLimit | None = None
        if not self._is_documented and limit is not None:
            self._limit = _checked(limit)
        self._is_off = limit is None or (self._is_documented and is_faked)
        self._limiter: Limiter | None = None
        self._last_origin = ("", "")

    def turn(
        self,
        operation: str,
        budgets: tuple[str, ...],
        server_url: str,
        *,
        deadline: float | None,
        is_closed: Callable[[], bool],
    ) -> Turn | None:
        """Return the place of one call in the queues of its rate limits; None if the call is not paced.

        Args:
            operation: Name of the operation.
            budgets: Names of the rate limits that the call counts against.
            server_url: URL of the server that receives the call.
            deadline: Time by which the call must be done, as `time.monotonic()` counts; None for no limit.
            is_closed: Function that returns whether the client was closed.
        """
        if self._is_off or not budgets or (self._is_documented and server_url != DEFAULT_SERVER_URL):
            return None
        from attio.limits.turn import Turn

        last_url, origin = self._last_origin
        if last_url != server_url:
            origin = shown_origin(server_url)
            self._last_origin = server_url, origin
        limiter = self._limiter or self._create_limiter()
        return Turn(limiter, operation, budgets, origin, deadline=deadline, is_closed=is_closed)

    def states(self) -> Mapping[str, limits.LimitState]:
        """Return the state of each rate limit that was used, by its name."""
        return {} if self._limiter is None else self._limiter.states()

    def _create_limiter(self) -> Limiter:
        from attio.limits.limiter import Limiter
        from attio.limits.rate_limit import RateLimit

        limiter = Limiter(self._limit or RateLimit())
        # `setdefault` is atomic: all threads get the same limiter.
        self._limiter = cast("Limiter", vars(self).setdefault("_first_limiter", limiter))
        return self._limiter


def _checked(limit: object) -> limits.RateLimit:
    from attio.limits.rate_limit import RateLimit

    if isinstance(limit, RateLimit):
        return limit
    hint = "an attio.limits.RateLimit, None for no limit, or 'documented'"
    if isinstance(limit, str):
        from attio._support.names import brief  # only errors need it

        message = f"rate_limit must be {hint}, not {brief(limit)}"
        raise ValueError(message)  # noqa: TRY004 - a text is the right type; this one is unknown
    given = "the class RateLimit; RateLimit() makes one" if limit is RateLimit else type(limit).__name__
    message = f"rate_limit must be {hint}, not {given}"
    raise TypeError(message)
