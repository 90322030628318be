"""Cached values that are fetched once for all who wait for them: threads, or the tasks of one event loop."""

from __future__ import annotations

import threading
import time
from collections.abc import Awaitable, Callable, Hashable
from typing import Any

from attio._support.async_loop import running_loop
from attio._support.forks import reset_after_fork


class _Flight:
    """One fetch; other callers wait for it."""

    def __init__(self, ended: Any, generation: int) -> None:
        self.ended = ended  # an Event of threading or of anyio
        self.generation = generation
        self.value: object = None
        self.error: Exception | None = None
        self.is_cancelled = True


class Cache:
    """Values by key, each kept for a time.

    The lock is held for moments only, never while something is fetched or awaited.
    """

    def __init__(self, ttl: float) -> None:
        """Keep values for so many seconds."""
        self._ttl = ttl
        self._kept: dict[Hashable, tuple[object, float]] = {}
        self._generation = 0
        self.forget()
        reset_after_fork(self)

    def forget(self) -> None:
        """Reset in a forked child, where no fetch of the parent ends."""
        self._lock = threading.Lock()
        self._flights: dict[Hashable, _Flight] = {}

    def peek(self, key: Hashable) -> object | None:
        """Return what is kept; None if it is not, or too old."""
        value, expires = self._kept.get(key, (None, 0.0))
        return value if time.monotonic() < expires else None

    def drop(self, matches: Callable[[Any], bool]) -> None:
        """Drop what matches; what is being fetched is not kept."""
        with self._lock:
            self._generation += 1
            self._flights = {}
            self._kept = {key: held for key, held in self._kept.items() if not matches(key)}

    def get(self, key: Hashable, fetch: Callable[[], object]) -> object:
        """Return what is kept, or fetch it; threads that ask at once share one fetch."""
        while True:
            found, flight, leads = self._join_or_begin(key, None, threading.Event)
            if flight is None:
                return found
            if leads:
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
        """Return what is kept, or fetch it; tasks of one event loop that ask at once share one fetch."""
        import anyio

        loop = running_loop()
        while True:
            found, flight, leads = self._join_or_begin(key, loop, anyio.Event)
            if flight is None:
                return found
            if leads:
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

    def _join_or_begin(
        self, key: Hashable, loop: object, event: Callable[[], Any]
    ) -> tuple[object, _Flight | None, bool]:
        """Return the kept value, the fetch to wait for, or a new fetch to make."""
        with self._lock:
            found = self.peek(key)
            if found is not None:
                return found, None, False
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
        """Keep the value, unless it was invalidated meanwhile, and wake the callers that wait."""
        with self._lock:
            if self._flights.get((key, loop)) is flight:
                del self._flights[key, loop]
            if not flight.is_cancelled and flight.error is None and flight.generation == self._generation:
                self._kept[key] = (flight.value, time.monotonic() + self._ttl)
        flight.ended.set()


def _result(flight: _Flight) -> object:
    if flight.error is not None:
        raise flight.error
    return flight.value
