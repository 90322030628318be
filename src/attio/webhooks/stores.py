"""Stores: which events were taken, and what is left to do when a process dies."""

from __future__ import annotations

import sys
import threading
import time
from collections import OrderedDict
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias, TypeVar

from attio._support.forks import reset_after_fork
from attio._support.names import brief

T = TypeVar("T")

KEEP = 4 * 86_400.0
"""Seconds for which a key is remembered; Attio tries a delivery again for about three days."""

Claim: TypeAlias = Literal["new", "busy", "done"]
Maybe: TypeAlias = T | Awaitable[T]


class DeliveryStore(Protocol):
    """Remembers events by key. Each method may be async; plain ones run in a thread on the async side.

    A key is `{webhook id}:{Idempotency-Key}:{position of the event}`, a message is a JSON text without secrets.
    """

    def claim(self, key: str, message: str, *, lease: float) -> Maybe[Claim]:
        """Take an event, atomically; `lease` is how long to hold it, in seconds.

        Returns:
            `new` for a key that is not known or whose lease is over, `busy` if it is held, `done` if it was done or
            given up.
        """
        ...

    def done(self, key: str) -> object:
        """Remember that an event was handled."""
        ...

    def release(self, key: str) -> object:
        """Forget an event: its next delivery is new."""
        ...

    def fail(self, key: str, reason: str) -> object:
        """Give an event up; its message is kept, and its next delivery is a duplicate."""
        ...

    def expired(self, *, lease: float) -> Maybe[Sequence[tuple[str, str]]]:
        """Take over the events whose lease is over, as pairs of key and message."""
        ...

    def failed(self) -> Maybe[Sequence[tuple[str, str, str]]]:
        """Return what was given up, as triples of key, message and reason."""
        ...


@dataclass(slots=True)
class _Entry:
    message: str | None
    until: float
    """When the lease is over."""
    reason: str | None = None


class MemoryStore:
    """Remembers events in this process; what is not done is lost with it.

    Args:
        keep: How long to remember an event, in seconds; four days by default.
        most: How many events to remember; the oldest that are not held are forgotten first.
    """

    blocks = False
    """Whether calls wait for something; this one is called on the event loop."""

    def __init__(self, *, keep: float = KEEP, most: int = 100_000) -> None:
        self._keep, self._most = positive("keep", keep), int(positive("most", most))
        self._entries: OrderedDict[str, _Entry] = OrderedDict()
        self._times: dict[str, float] = {}
        self._lock = threading.Lock()
        reset_after_fork(self)

    def forget(self) -> None:
        """Make a new lock in a forked child: another thread may have held the one of its parent."""
        self._lock = threading.Lock()

    def __repr__(self) -> str:
        return f"<MemoryStore: {len(self._entries)} events>"

    def claim(self, key: str, message: str, *, lease: float) -> Claim:
        """Take an event; see `DeliveryStore.claim`."""
        now = time.monotonic()
        with self._lock:
            self._prune(now)
            entry = self._entries.get(key)
            if entry is not None:
                if entry.message is None or entry.reason is not None:
                    return "done"
                if entry.until > now:
                    return "busy"
            self._entries[key] = _Entry(message, now + lease)
            self._times[key] = now
            return "new"

    def done(self, key: str) -> None:
        """Remember that an event was handled."""
        with self._lock:
            self._entries[key] = _Entry(None, 0)
            self._times.setdefault(key, time.monotonic())

    def release(self, key: str) -> None:
        """Forget an event."""
        with self._lock:
            self._entries.pop(key, None)
            self._times.pop(key, None)

    def fail(self, key: str, reason: str) -> None:
        """Give an event up."""
        with self._lock:
            entry = self._entries.get(key)
            if entry is not None:
                entry.reason = reason

    def expired(self, *, lease: float) -> list[tuple[str, str]]:
        """Take over the events whose lease is over."""
        now, taken = time.monotonic(), list[tuple[str, str]]()
        with self._lock:
            for key, entry in self._entries.items():
                if entry.message is not None and entry.reason is None and entry.until <= now:
                    entry.until = now + lease
                    taken.append((key, entry.message))
        return taken

    def failed(self) -> list[tuple[str, str, str]]:
        """Return what was given up."""
        with self._lock:
            return [
                (key, entry.message or "", entry.reason)
                for key, entry in self._entries.items()
                if entry.reason is not None
            ]

    def _prune(self, now: float) -> None:
        """Forget the oldest, which stand first; what is held stays."""
        while self._times:
            oldest = next(iter(self._times))
            if len(self._times) < self._most and self._times[oldest] > now - self._keep:
                return
            entry = self._entries[oldest]
            at = self._times.pop(oldest)
            if entry.message is None or entry.reason is not None or at <= now - self._keep:
                del self._entries[oldest]
            else:
                self._times[oldest] = at  # held: behind the others
                return


def positive(name: str, value: object) -> float:
    """Refuse a number that cannot work."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= sys.float_info.max:
        message = f"{name} must be a number above 0, not {brief(value)}"
        raise ValueError(message)
    return value
