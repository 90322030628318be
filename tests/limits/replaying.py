"""Replays the vectors on a store, with a simulated clock."""

from __future__ import annotations

import pytest

from attio.limits import LimitStore
from tests.limits.vectors import Vector


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def replay(store: LimitStore, clock: Clock, vector: Vector, start: float = 0.0) -> None:
    """Replay a vector on a store with a simulated clock."""
    known: set[int] = set()
    for step in vector.steps:
        what, number, *numbers = step
        assert isinstance(number, int)
        rest = [float(value) for value in numbers]
        if what == "ask":
            now, seconds = rest
            clock.now = start + now
            found, given = store.ask("key", number if number in known else 0, vector.rate)
            assert given == number, step
            known.add(number)
            assert found == pytest.approx(seconds, abs=1e-5), step
            assert (found == 0) == (seconds == 0), step
        elif what == "leave":
            store.leave("key", number)
        elif what == "late":
            store.late("key", number, rest[0])
        else:
            now, ago, after, adapt = rest
            clock.now = start + now
            store.refused("key", number, vector.rate, ago=ago, after=after, adapt=bool(adapt))
