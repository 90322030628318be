"""Stores: remember which events were processed, and which are unfinished after a process dies."""

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
"""Seconds to remember a key; Attio retries a delivery for about three days."""

Claim: TypeAlias = Literal["new", "busy", "done"]
Maybe: TypeAlias = T | Awaitable[T]


class DeliveryStore(Protocol):
    """Protocol of a store, which remembers events by key.

    Each method may be sync or async. On an event loop, sync methods run in a worker thread.

    A key is `{webhook id}:{Idempotency-Key}:{position of the event}`. A message is a JSON text without secrets.
    """

    def claim(self, key: str, message: str, *, lease: float) -> Maybe[Claim]:
        """Claim an event atomically, for `lease` seconds.

        Returns:
            `new` if the key is unknown or its lease has expired, `busy` if another process holds the lease, `done` if
            the event was processed or failed.
        """
        ...

    def done(self, key: str) -> object:
        """Mark an event as processed."""
        ...

    def release(self, key: str) -> object:
        """Forget an event, so that its next delivery is new."""
        ...

    def fail(self, key: str, reason: str) -> object:
        """Mark an event as failed. Keep its message, and treat its next delivery as a duplicate."""
        ...

    def expired(self, *, lease: float) -> Maybe[Sequence[tuple[str, str]]]:
        """Claim all events whose lease has expired, and return them as pairs of key and message."""
        ...

    def failed(self) -> Maybe[Sequence[tuple[str, str, str]]]:
        """Return the failed events, as tuples of key, message and reason."""
        ...


@dataclass(slots=True)
class _Entry:
    message: str | None
    """None for an event that was processed."""
    expires_at: float
    """End of the lease, as `time.monotonic()`."""
    reason: str | None = None
    """Why the event failed."""


class MemoryStore:
    """Remembers events in the memory of this process. Unfinished events are lost when the process ends.

    Args:
        keep: Seconds to remember an event. Defaults to four days.
        most: Maximum number of events to remember. The oldest finished events are forgotten first.
    """

    blocks = False
    """Whether calls may block. If False, they are made on the event loop and not in a thread."""

    def __init__(self, *, keep: float = KEEP, most: int = 100_000) -> None:
        self._keep, self._most = positive("keep", keep), int(positive("most", most))
        self._entries: OrderedDict[str, _Entry] = OrderedDict()
        self._times: dict[str, float] = {}
        self._lock = threading.Lock()
        reset_after_fork(self)

    def forget(self) -> None:
        """Create a new lock in a forked child: a thread of the parent may have held the old one."""
        self._lock = threading.Lock()

    def __repr__(self) -> str:
        return f"<MemoryStore: {len(self._entries)} events>"

    def claim(self, key: str, message: str, *, lease: float) -> Claim:
        """Claim an event; see `DeliveryStore.claim`."""
        now = time.monotonic()
        with self._lock:
            self._prune(now)
            entry = self._entries.get(key)
            if entry is not None:
                if entry.message is None or entry.reason is not None:
                    return "done"
                if entry.expires_at > now:
                    return "busy"
            self._entries[key] = _Entry(message, now + lease)
            self._times[key] = now
            return "new"

    def done(self, key: str) -> None:
        """Mark an event as processed."""
        with self._lock:
            self._entries[key] = _Entry(None, 0)
            self._times.setdefault(key, time.monotonic())

    def release(self, key: str) -> None:
        """Forget an event."""
        with self._lock:
            self._entries.pop(key, None)
            self._times.pop(key, None)

    def fail(self, key: str, reason: str) -> None:
        """Mark an event as failed."""
        with self._lock:
            entry = self._entries.get(key)
            if entry is not None:
                entry.reason = reason

    def expired(self, *, lease: float) -> list[tuple[str, str]]:
        """Claim all events whose lease has expired; see `DeliveryStore.expired`."""
        now, taken = time.monotonic(), list[tuple[str, str]]()
        with self._lock:
            for key, entry in self._entries.items():
                if entry.message is not None and entry.reason is None and entry.expires_at <= now:
                    entry.expires_at = now + lease
                    taken.append((key, entry.message))
        return taken

    def failed(self) -> list[tuple[str, str, str]]:
        """Return the failed events; see `DeliveryStore.failed`."""
        with self._lock:
            return [
                (key, entry.message or "", entry.reason)
                for key, entry in self._entries.items()
                if entry.reason is not None
            ]

    def _prune(self, now: float) -> None:
        """Forget the oldest events, which come first in `_times`. Keep events whose lease is held."""
        while self._times:
            oldest = next(iter(self._times))
            if len(self._times) < self._most and self._times[oldest] > now - self._keep:
                return
            entry = self._entries[oldest]
            claimed_at = self._times.pop(oldest)
            is_finished = entry.message is None or entry.reason is not None
            if is_finished or claimed_at <= now - self._keep:
                del self._entries[oldest]
            else:
                self._times[oldest] = claimed_at  # held: move it to the end
                return


def positive(name: str, value: object) -> float:
    """Return a number above 0; raise `ValueError` for any other value."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= sys.float_info.max:
        message = f"{name} must be a number above 0, not {brief(value)}"
        raise ValueError(message)
    return value
