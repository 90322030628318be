"""Many writes in simulated time: the figures do not depend on the machine."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from itertools import count
from random import Random
from typing import Any, NamedTuple

from attio.limits.budget import Budget
from attio.limits.limiter import Pace
from attio.limits.turn import LONGEST_NAP
from tests.limits.crowds import Outcome
from tests.limits.limited import Rule, Window

SHORTEST_NAP = 1e-6
"""Shortest sleep in seconds; a shorter one would not advance the simulated clock."""
STALL_EVERY = 3.0
"""Seconds in which the machine stalls once."""


class Write(NamedTuple):
    """One write of a client."""

    budget: Budget
    pace: Pace
    number: int
    began: float


class Simulation:
    """Clients that write as fast as their budgets allow, and a server with a limit."""

    def __init__(
        self,
        rate: float,
        *,
        clients: int = 1,
        allowed: float = 0.0,
        foreign: float = 0.0,
        latency: float = 0.18,
        jitter: float = 0.001,
        stall: float = 0.0,
        rule: Rule = "sliding",
        seed: int = 1,
    ) -> None:
        """Set up a server.

        Args:
            rate: Writes per second that the clients assume to be allowed.
            clients: Number of clients, each with its own budget.
            allowed: Writes per second that the server allows; by default `rate`.
            foreign: Writes per second of another program that shares the limit.
            latency: Seconds from request to response.
            jitter: Mean of a random delay of each request, in seconds.
            stall: Longest stall in seconds, once in three seconds, as on a busy machine.
            rule: How the server counts requests.
            seed: Seed of the jitter.
        """
        self._rate, self._latency, self._jitter, self._stall = rate, latency, jitter, stall
        self._clients = [(Budget(rate, 0.0), Pace(rate)) for _ in range(clients)]
        self._window, self._random = Window(allowed or rate, rule), Random(seed)
        self._now, self._order = 0.0, count()
        self._events: list[tuple[float, int, Callable[..., None], tuple[Any, ...]]] = []
        self._numbers = count(1)
        self._left = self._under_way = self._rejected = 0
        self._worst = self._ended = 0.0
        if foreign:
            self._at(0.0, self._other_program, 1 / foreign)

    def write(self, total: int, at_once: int) -> Outcome:
        """Write `total` rows, `at_once` concurrently per client."""
        self._left, self._under_way = total, 0
        for client in self._clients:
            for _ in range(at_once):
                self._begin(*client)
        while self._under_way:
            self._now, _, action, arguments = heapq.heappop(self._events)
            action(*arguments)
        return Outcome(total, 0, self._rejected, self._ended, self._worst)

    def _at(self, moment: float, action: Callable[..., None], *arguments: Any) -> None:
        heapq.heappush(self._events, (moment, next(self._order), action, arguments))

    def _begin(self, budget: Budget, pace: Pace) -> None:
        if self._left:
            self._left -= 1
            self._under_way += 1
            self._ask(Write(budget, pace, next(self._numbers), self._now))

    def _ask(self, write: Write) -> None:
        wait = write.budget.ask(write.number, self._now)
        if wait > 0:
            self._at(self._now + max(SHORTEST_NAP, min(wait, LONGEST_NAP)), self._ask, write)
            return
        way = self._latency / 2 + self._random.expovariate(1 / self._jitter)
        self._at(self._after_stall(self._now + way), self._arrive, write, self._now)

    def _after_stall(self, moment: float) -> float:
        period, chance = moment // STALL_EVERY, Random(moment // STALL_EVERY)
        began = (period + chance.random()) * STALL_EVERY
        ended = began + self._stall * chance.random()
        return ended if began < moment < ended else moment

    def _arrive(self, write: Write, sent: float) -> None:
        pause = self._window.take(self._now)
        self._at(self._now + self._latency / 2, self._respond, write, sent, pause)

    def _respond(self, write: Write, sent: float, pause: float) -> None:
        if pause:
            self._rejected += 1
            write.budget.refused(write.number, self._now, sent=sent, after=pause, adapt=True)
            self._at(self._now + pause, self._ask, write)
            return
        if late := write.pace.lateness(self._now - sent):
            write.budget.late(write.number, late)
        self._worst = max(self._worst, self._now - write.began)
        self._ended = self._now
        self._under_way -= 1
        self._begin(write.budget, write.pace)

    def _other_program(self, every: float) -> None:
        self._window.take(self._now)
        self._at(self._now + every, self._other_program, every)
