"""The budgets of one client, and what it learned about them."""

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
"""Seconds for which a store that failed is not asked."""
LATE, LEAST_LATE = 3, 0.001
"""A response is late if it took longer than usual by so many mean deviations, and so many seconds.

Simulated, 1,800 writes at 25 a second on a machine that stands still for up to 0.1 s every three seconds: none is
refused, and 0.8 % with "twice the usual time and 20 ms". Responses that vary by half cost 1.5 % of the time either way.
"""
SMOOTHING = 1 / 16
"""Weight of the newest response in the usual time and its deviation."""

_log = logging.getLogger("attio")


class Pace:
    """How long responses of one budget usually take, and how many requests this client started."""

    __slots__ = ("deviation", "rate", "refused", "responses", "size", "started", "usual")

    def __init__(self, rate: float) -> None:
        self.rate = rate
        self.size = max(1, int(rate))
        self.started = self.refused = self.responses = 0
        self.usual = self.deviation = 0.0

    def lateness(self, took: float) -> float:
        """Seconds by which a request reached the API later than usual, judging by its response."""
        self.responses += 1
        if self.responses == 1:
            self.usual = took
        more, most = took - self.usual, LATE * self.deviation + LEAST_LATE
        near = min(more, most)  # one that is very late does not make the next late ones usual
        self.usual += near * SMOOTHING
        self.deviation += (abs(near) - self.deviation) * SMOOTHING
        if self.responses <= self.size:
            # Modules load and connections open: the API counts these requests much later than they were sent.
            return took
        return more if more > most else 0.0


class Limiter:
    """Makes the calls of one client wait for their turn."""

    def __init__(self, limit: RateLimit) -> None:
        """Pace calls by `limit`."""
        self.adapt = limit.adapt
        self._limit = limit
        self._own = MemoryStore()
        """Used if no store was given, and while the one that was given does not work."""
        self._store: LimitStore = limit.store or self._own
        self.blocks = not isinstance(self._store, MemoryStore)
        """Whether the store may do I/O, so that async calls must use a worker thread."""
        # One call less for the store that does not fail: 0.5 µs of each call.
        self.ask: Callable[[str, int, float], tuple[float, int]] = self._ask if self.blocks else self._store.ask
        """Ask the store; see `LimitStore.ask`."""
        self._store_rests_until = 0.0
        self._store_failed = False
        self._paces: dict[str, Pace] = {}
        self._last_owner: tuple[str | None, str, str] = (None, "", "")
        self._last_places: tuple[str, dict[tuple[str, ...], list[tuple[str, Pace]]]] = ("", {})

    def owner(self, origin: str, token: str | None) -> str:
        """The first part of the key of a budget: the server, and the scope or a digest of the token."""
        last_token, last_origin, owner = self._last_owner
        if token is not last_token or origin != last_origin:
            whose = self._limit.scope or blake2b((token or "").encode(), digest_size=8).hexdigest()
            owner = f"{origin} {whose} "
            self._last_owner = token, origin, owner
        return owner

    def places(self, owner: str, budgets: tuple[str, ...]) -> list[tuple[str, Pace]]:
        """The keys of budgets, and what this client knows of them; kept for the last owner, who mostly is the only."""
        last_owner, known = self._last_places
        if last_owner != owner:
            known = {}
            self._last_places = owner, known
        found = known.get(budgets)
        if found is None:
            found = known[budgets] = [(key, self._pace(key)) for key in (owner + name for name in budgets)]
        return found

    def _pace(self, key: str) -> Pace:
        pace = self._paces.get(key)
        if pace is None:
            if len(self._paces) >= MAX_BUDGETS:
                self._paces.pop(next(iter(self._paces)), None)
            pace = self._paces.setdefault(key, Pace(self._limit.rate(key.rpartition(" ")[2])))
        return pace

    def _ask(self, key: str, number: int, rate: float) -> tuple[float, int]:
        """Ask a store that may fail. While it does not work, this process numbers calls below zero."""
        if monotonic() >= self._store_rests_until:
            try:
                seconds, given = self._store.ask(key, max(number, 0), rate)
            except Exception as error:  # noqa: BLE001 - whatever a store raises, calls go on
                self._rest(error)
            else:
                self._store_failed = False
                if number < 0:
                    self._own.leave(key, -number)
                return seconds, given
        seconds, given = self._own.ask(key, max(-number, 0), rate)
        return seconds, -given

    def tell(self, method: str, key: str, number: int, *args: float, **facts: float) -> None:
        """Call a method of the store that numbered the call."""
        if number < 0:
            getattr(self._own, method)(key, -number, *args, **facts)
            return
        if monotonic() < self._store_rests_until:
            return
        try:
            getattr(self._store, method)(key, number, *args, **facts)
        except Exception as error:  # noqa: BLE001 - see `_ask`
            self._rest(error)

    def states(self) -> dict[str, LimitState]:
        """The state of each budget, by its name; those of several tokens are added up."""
        found: dict[str, list[LimitState]] = {}
        for key, pace in list(self._paces.items()):
            found.setdefault(key.rpartition(" ")[2], []).append(self._state(key, pace))
        return {name: _joined(states) for name, states in sorted(found.items())}

    def _state(self, key: str, pace: Pace) -> LimitState:
        store = self._own if self.blocks or not isinstance(self._store, MemoryStore) else self._store
        seen = store.peek(key)
        if seen is None:
            speed, waiting, closed_for = 1.0, 0, 0.0
        else:
            budget, closed_for = seen
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
                "the store of rate limits failed (%s); until it works again, this process paces its own calls alone",
                type(error).__name__,
            )


def _joined(states: list[LimitState]) -> LimitState:
    return LimitState(
        rate=sum(state.rate for state in states),
        speed=min(state.speed for state in states),
        waiting=sum(state.waiting for state in states),
        closed_for=max(state.closed_for for state in states),
        started=sum(state.started for state in states),
        refused=sum(state.refused for state in states),
    )
