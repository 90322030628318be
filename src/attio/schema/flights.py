"""A cache whose concurrent look-ups share one fetch: those of threads, and those of the tasks of an event loop."""

from __future__ import annotations

import threading
import time
from collections.abc import Awaitable, Callable, Hashable
from typing import Any

from attio._support.async_loop import running_loop
from attio._support.forks import reset_after_fork


class _Flight:
    """A fetch in progress, which other callers wait for."""

    def __init__(self, ended: Any, generation: int) -> None:
        self.ended = ended  # a `threading.Event` or `anyio.Event`
        self.generation = generation
        self.value: object = None
        self.error: Exception | None = None
        self.is_cancelled = True


class Cache:
    """Values by key, each with a time to live.

    The lock is held only briefly, never during a fetch.
    """

    def __init__(self, ttl: float) -> None:
        """Create a cache; `ttl` is the time to live in seconds."""
        self._ttl = ttl
        self._values: dict[Hashable, tuple[object, float]] = {}
        """Values and the times at which they expire."""
        self._generation = 0
        self.forget()
        reset_after_fork(self)

    def forget(self) -> None:
        """Reset in a forked child, where the fetches of the parent never end."""
        self._lock = threading.Lock()
        self._flights: dict[Hashable, _Flight] = {}

    def peek(self, key: Hashable) -> object | None:
        """Return a cached value; None if there is none, or it has expired."""
        value, expires = self._values.get(key, (None, 0.0))
        return value if time.monotonic() < expires else None

    def drop(self, matches: Callable[[Any], bool]) -> None:
        """Remove the values whose keys match. The results of current fetches are not cached."""
        with self._lock:
            self._generation += 1
            self._flights = {}
            self._values = {key: entry for key, entry in self._values.items() if not matches(key)}

    def get(self, key: Hashable, fetch: Callable[[], object]) -> object:
        """Return the cached value, or fetch it. Concurrent threads share one fetch."""
        while True:
            value, flight, is_new = self._join_or_start(key, None, threading.Event)
            if flight is None:
                return value
            if is_new:
                try:
                    return self._succeeded(flight, fetch())
                except Exception as error:
                    self._failed(flight, error)
                    raise
                finally:
                    self._end(key, None, flight)
            flight.ended.wait()
            if not flight.is_cancelled:
                return _result(flight)

    async def get_async(self, key: Hashable, fetch: Callable[[], Awaitable[object]]) -> object:
        """Return the cached value, or fetch it. Concurrent tasks of one event loop share one fetch."""
        import anyio

        loop = running_loop()
        while True:
            value, flight, is_new = self._join_or_start(key, loop, anyio.Event)
            if flight is None:
                return value
            if is_new:
                try:
                    return self._succeeded(flight, await fetch())
                except Exception as error:
                    self._failed(flight, error)
                    raise
                finally:
                    self._end(key, loop, flight)
            await flight.ended.wait()
            if not flight.is_cancelled:
                return _result(flight)

    def _join_or_start(
        self, key: Hashable, loop: object, event: Callable[[], Any]
    ) -> tuple[object, _Flight | None, bool]:
        """Return the cached value, or else the current fetch or a new one, and whether the fetch is new."""
        with self._lock:
            value = self.peek(key)
            if value is not None:
                return value, None, False
            flight = self._flights.get((key, loop))
            if flight is not None:
                return None, flight, False
            flight = self._flights[key, loop] = _Flight(event(), self._generation)
            return None, flight, True

    def _succeeded(self, flight: _Flight, value: object) -> object:
        flight.value, flight.is_cancelled = value, False
        return value

    def _failed(self, flight: _Flight, error: Exception) -> None:
        flight.error, flight.is_cancelled = error, False

    def _end(self, key: Hashable, loop: object, flight: _Flight) -> None:
        """Cache the value, unless `drop` was called meanwhile, and wake the waiting callers."""
        with self._lock:
            if self._flights.get((key, loop)) is flight:
                del self._flights[key, loop]
            if not flight.is_cancelled and flight.error is None and flight.generation == self._generation:
                self._values[key] = (flight.value, time.monotonic() + self._ttl)
        flight.ended.set()


def _result(flight: _Flight) -> object:
    if flight.error is not None:
        raise flight.error
    return flight.value
