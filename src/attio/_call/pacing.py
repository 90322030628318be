"""Pace the calls of a client; the first paced call loads `attio.limits`."""

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
            limit: What was given as `rate_limit`.
            is_faked: Whether a fetcher function takes the place of the network, so that there is no API to pace for.

        Raises:
            ValueError: It is some other text than "documented".
            TypeError: It is something else.
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
        """Make the turn of one call; None for a call that is not paced.

        Args:
            operation: Name of the operation.
            budgets: The budgets it counts against.
            server_url: Where it goes.
            deadline: Point of `time.monotonic()` at which it must be done.
            is_closed: Whether the client was closed.
        """
        if self._is_off or not budgets or (self._is_documented and server_url != DEFAULT_SERVER_URL):
            return None
        from attio.limits.turn import Turn

        last_url, origin = self._last_origin
        if last_url != server_url:
            origin = shown_origin(server_url)
            self._last_origin = server_url, origin
        limiter = self._limiter or self._first()
        return Turn(limiter, operation, budgets, origin, deadline=deadline, is_closed=is_closed)

    def states(self) -> Mapping[str, limits.LimitState]:
        """The state of each budget that was used, by its name."""
        return {} if self._limiter is None else self._limiter.states()

    def _first(self) -> Limiter:
        from attio.limits.limiter import Limiter
        from attio.limits.rate_limit import RateLimit

        limiter = Limiter(self._limit or RateLimit())
        # `setdefault` is atomic: threads that race get the same one.
        self._limiter = cast("Limiter", vars(self).setdefault("_first_limiter", limiter))
        return self._limiter


def _checked(limit: object) -> limits.RateLimit:
    from attio.limits.rate_limit import RateLimit

    if isinstance(limit, RateLimit):
        return limit
    hint = "an attio.limits.RateLimit, None for no limit, or 'documented'"
    if isinstance(limit, str):
        from attio._support.names import brief  # for mistakes only

        message = f"rate_limit must be {hint}, not {brief(limit)}"
        raise ValueError(message)  # noqa: TRY004 - a text is the right type; this one is unknown
    given = "the class RateLimit; RateLimit() makes one" if limit is RateLimit else type(limit).__name__
    message = f"rate_limit must be {hint}, not {given}"
    raise TypeError(message)
