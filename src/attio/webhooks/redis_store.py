"""A store in Redis or Valkey, for processes on several machines."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any, Protocol, cast

from attio.webhooks.stores import KEEP, Claim, positive


class RedisClient(Protocol):
    """What `RedisStore` needs of a client; `redis.Redis` and `valkey.Valkey` have it."""

    @property
    def set(self) -> Callable[..., Any]:
        """Set a key, with `nx=` and `px=`."""
        ...

    @property
    def get(self) -> Callable[..., Any]:
        """Get a key."""
        ...

    @property
    def delete(self) -> Callable[..., Any]:
        """Delete a key."""
        ...


class RedisStore:
    """Remembers events in Redis; an event whose lease is over is taken by its next delivery.

    Each event is one key, taken with `SET NX PX`, so that of two machines one gets it. What is held when a process
    dies is found again by `resume` if the client has `scan_iter`.

    Args:
        redis: URL such as `redis://localhost:6379/0`, which needs the extra `attio-sdk[redis]`; or a client of your
            own, not an async one.
        prefix: First part of the names of the keys.
        keep: How long to remember an event, in seconds; four days by default.

    Raises:
        TypeError: `redis` is neither, or an async client.
        ValueError: The URL is not one of Redis.
        ImportError: A URL was given, and the package `redis` is not installed.
    """

    def __init__(self, redis: RedisClient | str, *, prefix: str = "attio:", keep: float = KEEP) -> None:
        self._redis, self._prefix = _client(redis), prefix
        self._keep_ms = int(positive("keep", keep) * 1000)

    def __repr__(self) -> str:
        return f"<RedisStore {self._prefix!r}>"

    def claim(self, key: str, message: str, *, lease: float) -> Claim:
        """Take an event; see `DeliveryStore.claim`."""
        if not self._redis.set(self._lease(key), "1", nx=True, px=int(lease * 1000)):
            return "done" if self._state(key) in ("done", "failed") else "busy"
        # The lease is ours, so nothing else writes this key now.
        if self._state(key) in ("done", "failed"):
            self._redis.delete(self._lease(key))
            return "done"
        self._write(key, {"state": "held", "message": message})
        return "new"

    def done(self, key: str) -> None:
        """Remember that an event was handled; its message is deleted."""
        self._write(key, {"state": "done"})
        self._redis.delete(self._lease(key))

    def release(self, key: str) -> None:
        """Forget an event."""
        self._redis.delete(self._item(key))
        self._redis.delete(self._lease(key))

    def fail(self, key: str, reason: str) -> None:
        """Give an event up."""
        found = self._read(self._item(key))
        self._write(key, {"state": "failed", "message": found.get("message", ""), "reason": reason})
        self._redis.delete(self._lease(key))

    def expired(self, *, lease: float) -> list[tuple[str, str]]:
        """Take over the events whose lease is over; none if the client cannot scan."""
        taken: list[tuple[str, str]] = []
        for key, found in self._all():
            free = found.get("state") == "held" and self._redis.set(
                self._lease(key), "1", nx=True, px=int(lease * 1000)
            )
            if not free:
                continue
            if self._state(key) == "held":  # not done since it was read
                taken.append((key, found["message"]))
            else:
                self._redis.delete(self._lease(key))
        return taken

    def failed(self) -> list[tuple[str, str, str]]:
        """Return what was given up; nothing if the client cannot scan."""
        return [
            (key, found["message"], found["reason"]) for key, found in self._all() if found.get("state") == "failed"
        ]

    def _all(self) -> Iterator[tuple[str, dict[str, str]]]:
        scan = cast("Callable[..., Iterator[bytes | str]] | None", getattr(self._redis, "scan_iter", None))
        for name in scan(match=f"{self._prefix}event:*") if scan else ():
            text = name.decode() if isinstance(name, bytes) else name
            yield text.removeprefix(f"{self._prefix}event:"), self._read(text)

    def _state(self, key: str) -> str | None:
        return self._read(self._item(key)).get("state")

    def _read(self, item: str) -> dict[str, str]:
        found: bytes | str | None = self._redis.get(item)
        return cast("dict[str, str]", json.loads(found)) if found else {}

    def _write(self, key: str, entry: dict[str, str]) -> None:
        self._redis.set(self._item(key), json.dumps(entry), px=self._keep_ms)

    def _item(self, key: str) -> str:
        return f"{self._prefix}event:{key}"

    def _lease(self, key: str) -> str:
        return f"{self._prefix}lease:{key}"


def _client(given: object) -> RedisClient:
    if isinstance(given, str):
        from attio.limits.redis import connect

        given = connect(given)
    kind = type(given)
    if ".asyncio." in f".{kind.__module__}.":
        raise TypeError("redis must be a sync client, which serves async handlers as well")
    if not all(callable(getattr(given, name, None)) for name in ("set", "get", "delete")):
        raise TypeError(f"redis must be a URL or a client such as redis.Redis, not {kind.__name__}")
    return cast("RedisClient", given)
