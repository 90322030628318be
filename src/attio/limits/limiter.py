"""`Limiter`: the rate limits of one client, and the response times that it measures."""

from __future__ import annotations

import logging
from hashlib import blake2b
from time import monotonic
from typing import TYPE_CHECKING

from attio.limits.rate_limit import LimitState
from attio.limits.store import MAX_BUDGETS, MemoryStore

if TYPE_CHECKING:
    from collections.abc import Callable

    from attio.limits.rate_limit import RateLimit
    from attio.limits.store import LimitStore

STORE_REST = 5.0
"""Seconds during which a store that failed is not used."""
LATE, LEAST_LATE = 3, 0.001
"""A response is late if it took longer than usual by `LATE` mean deviations plus `LEAST_LATE` seconds.

In a simulation of 1,800 writes at 25 a second on a machine that stalls for up to 0.1 s every three seconds, no request
is rejected; with the rule "twice the usual time plus 20 ms", 0.8 % are. Response times that vary by half cost 1.5 % of
the time with either rule.
"""
SMOOTHING = 1 / 16
"""Weight of the newest response in the averages."""

_log = logging.getLogger("attio")


class Pace:
    """Usual response time of one budget, and the counts of the requests and responses of this client."""

    __slots__ = ("deviation", "rate", "refused", "responses", "size", "started", "usual")

    def __init__(self, rate: float) -> None:
        self.rate = rate
        self.size = max(1, int(rate))
        self.started = self.refused = self.responses = 0
        self.usual = self.deviation = 0.0

    def lateness(self, took: float) -> float:
        """Return by how many seconds a request reached the API later than usual, judged by its response time."""
        self.responses += 1
        if self.responses == 1:
            self.usual = took
        excess, threshold = took - self.usual, LATE * self.deviation + LEAST_LATE
        bounded = min(excess, threshold)  # a very late response must not raise the averages much
        self.usual += bounded * SMOOTHING
        self.deviation += (abs(bounded) - self.deviation) * SMOOTHING
        if self.responses <= self.size:
            # The first requests load modules and open connections: the API counts them much later than they were sent.
            return took
        return excess if excess > threshold else 0.0


class Limiter:
    """The rate limits of one client, in its store."""

    def __init__(self, limit: RateLimit) -> None:
        """Limit calls to the rates of `limit`."""
        self.adapt = limit.adapt
        self._limit = limit
        self._fallback = MemoryStore()
        """Used without a configured store, and while the configured store fails."""
        self._store: LimitStore = limit.store or self._fallback
        self.blocks = not isinstance(self._store, MemoryStore)
        """Whether the store may do I/O, so that async calls must use a worker thread."""
        # A `MemoryStore` cannot fail: calling it directly saves 0.5 µs a call.
        self.ask: Callable[[str, int, float], tuple[float, int]] = self._ask if self.blocks else self._store.ask
        """Ask the store whether a call may start; see `LimitStore.ask`."""
        self._store_rests_until = 0.0
        self._store_failed = False
        self._paces: dict[str, Pace] = {}
        self._last_owner: tuple[str | None, str, str] = (None, "", "")
        self._last_places: tuple[str, dict[tuple[str, ...], list[tuple[str, Pace]]]] = ("", {})

    def owner(self, origin: str, token: str | None) -> str:
        """Return the first part of the key of a budget: the origin, then the scope or a digest of the token."""
        last_token, last_origin, owner = self._last_owner
        if token is not last_token or origin != last_origin:
            scope = self._limit.scope or blake2b((token or "").encode(), digest_size=8).hexdigest()
            owner = f"{origin} {scope} "
            self._last_owner = token, origin, owner
        return owner

    def places(self, owner: str, budgets: tuple[str, ...]) -> list[tuple[str, Pace]]:
        """Return the keys and paces of budgets. The result is cached for the last owner: most clients have one only."""
        last_owner, cache = self._last_places
        if last_owner != owner:
            cache = {}
            self._last_places = owner, cache
        places = cache.get(budgets)
        if places is None:
            places = cache[budgets] = [(key, self._pace(key)) for key in (owner + name for name in budgets)]
        return places

    def _pace(self, key: str) -> Pace:
        pace = self._paces.get(key)
        if pace is None:
            if len(self._paces) >= MAX_BUDGETS:
                self._paces.pop(next(iter(self._paces)), None)
            pace = self._paces.setdefault(key, Pace(self._limit.rate(key.rpartition(" ")[2])))
        return pace

    def _ask(self, key: str, number: int, rate: float) -> tuple[float, int]:
        """Ask a store that may fail. While it fails, the fallback store numbers the calls, with negative numbers."""
        if monotonic() >= self._store_rests_until:
            try:
                seconds, new_number = self._store.ask(key, max(number, 0), rate)
            except Exception as error:  # noqa: BLE001 - a store may raise anything, and no call fails because of it
                self._rest(error)
            else:
                self._store_failed = False
                if number < 0:
                    self._fallback.leave(key, -number)
                return seconds, new_number
        seconds, new_number = self._fallback.ask(key, max(-number, 0), rate)
        return seconds, -new_number

    def tell(self, method: str, key: str, number: int, *args: float, **kwargs: float) -> None:
        """Call a method of the store that numbered the call."""
        if number < 0:
            getattr(self._fallback, method)(key, -number, *args, **kwargs)
            return
        if monotonic() < self._store_rests_until:
            return
        try:
            getattr(self._store, method)(key, number, *args, **kwargs)
        except Exception as error:  # noqa: BLE001 - see `_ask`
            self._rest(error)

    def states(self) -> dict[str, LimitState]:
        """Return the state of each budget by name. The budgets of several tokens are combined."""
        states: dict[str, list[LimitState]] = {}
        for key, pace in list(self._paces.items()):
            states.setdefault(key.rpartition(" ")[2], []).append(self._state(key, pace))
        return {name: _combined(group) for name, group in sorted(states.items())}

    def _state(self, key: str, pace: Pace) -> LimitState:
        store = self._store if isinstance(self._store, MemoryStore) else self._fallback
        budget_state = store.peek(key)
        if budget_state is None:
            speed, waiting, closed_for = 1.0, 0, 0.0
        else:
            budget, closed_for = budget_state
            speed, waiting = budget.speed, len(budget.waiting)
        return LimitState(
            rate=pace.rate,
            speed=speed,
            waiting=waiting,
            closed_for=closed_for,
            started=pace.started,
            refused=pace.refused,
        )

    def _rest(self, error: Exception) -> None:
        self._store_rests_until = monotonic() + STORE_REST
        if not self._store_failed:
            self._store_failed = True
            _log.warning(
                "the store of rate limits failed (%s); until it works again, this client limits its own calls alone",
                type(error).__name__,
            )


def _combined(states: list[LimitState]) -> LimitState:
    return LimitState(
        rate=sum(state.rate for state in states),
        speed=min(state.speed for state in states),
        waiting=sum(state.waiting for state in states),
        closed_for=max(state.closed_for for state in states),
        started=sum(state.started for state in states),
        refused=sum(state.refused for state in states),
    )
