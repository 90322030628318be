"""A store in Redis or Valkey, shared by processes on several machines."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any, Protocol, cast

from attio._support.argument_types import check_text
from attio.webhooks.stores import KEEP, Claim, positive


class RedisClient(Protocol):
    """The methods of a client that `RedisStore` needs; `redis.Redis` and `valkey.Valkey` have them."""

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
    """Remembers events in Redis.

    An event is claimed with `SET NX PX`, so that only one of several machines gets it. After a process dies,
    `Receiver.resume` finds its unfinished events if the client has `scan_iter`. Without it, an event is processed when
    Attio delivers it again.

    Args:
        redis: URL such as `redis://localhost:6379/0`, which needs the extra `attio-sdk[redis]`, or a sync client.
        prefix: Prefix of the keys.
        keep: Seconds to remember an event. Defaults to four days.

    Raises:
        TypeError: `redis` is neither a URL nor a sync client.
        ValueError: The URL is not a Redis URL, or `keep` is not above 0.
        ImportError: `redis` is a URL, and the package `redis` is not installed.
    """

    def __init__(self, redis: RedisClient | str, *, prefix: str = "attio:", keep: float = KEEP) -> None:
        check_text("attio:", prefix=prefix)
        self._redis, self._prefix = _client(redis), prefix
        self._keep_ms = int(positive("keep", keep) * 1000)

    def __repr__(self) -> str:
        return f"<RedisStore {self._prefix!r}>"

    def claim(self, key: str, message: str, *, lease: float) -> Claim:
        """Claim an event; see `DeliveryStore.claim`."""
        if not self._redis.set(self._lease(key), "1", nx=True, px=int(lease * 1000)):
            return "done" if self._state(key) in ("done", "failed") else "busy"
        # This process holds the lease, so no other process writes the event.
        if self._state(key) in ("done", "failed"):
            self._redis.delete(self._lease(key))
            return "done"
        self._write(key, {"state": "held", "message": message})
        return "new"

    def done(self, key: str) -> None:
        """Mark an event as processed, and delete its message."""
        self._write(key, {"state": "done"})
        self._redis.delete(self._lease(key))

    def release(self, key: str) -> None:
        """Forget an event."""
        self._redis.delete(self._item(key))
        self._redis.delete(self._lease(key))

    def fail(self, key: str, reason: str) -> None:
        """Mark an event as failed."""
        entry = self._read(self._item(key))
        self._write(key, {"state": "failed", "message": entry.get("message", ""), "reason": reason})
        self._redis.delete(self._lease(key))

    def expired(self, *, lease: float) -> list[tuple[str, str]]:
        """Claim all events whose lease has expired; return none if the client has no `scan_iter`."""
        taken: list[tuple[str, str]] = []
        for key, entry in self._entries():
            if entry.get("state") != "held":
                continue
            if not self._redis.set(self._lease(key), "1", nx=True, px=int(lease * 1000)):
                continue
            if self._state(key) == "held":  # not finished since `_entries` read it
                taken.append((key, entry["message"]))
            else:
                self._redis.delete(self._lease(key))
        return taken

    def failed(self) -> list[tuple[str, str, str]]:
        """Return the failed events; return none if the client has no `scan_iter`."""
        return [
            (key, entry["message"], entry["reason"]) for key, entry in self._entries() if entry.get("state") == "failed"
        ]

    def _entries(self) -> Iterator[tuple[str, dict[str, str]]]:
        scan = cast("Callable[..., Iterator[bytes | str]] | None", getattr(self._redis, "scan_iter", None))
        if scan is None:
            return
        for name in scan(match=f"{self._prefix}event:*"):
            text = name.decode() if isinstance(name, bytes) else name
            yield text.removeprefix(f"{self._prefix}event:"), self._read(text)

    def _state(self, key: str) -> str | None:
        return self._read(self._item(key)).get("state")

    def _read(self, item: str) -> dict[str, str]:
        text: bytes | str | None = self._redis.get(item)
        return cast("dict[str, str]", json.loads(text)) if text else {}

    def _write(self, key: str, entry: dict[str, str]) -> None:
        self._redis.set(self._item(key), json.dumps(entry), px=self._keep_ms)

    def _item(self, key: str) -> str:
        return f"{self._prefix}event:{key}"

    def _lease(self, key: str) -> str:
        return f"{self._prefix}lease:{key}"


def _client(url_or_client: object) -> RedisClient:
    if isinstance(url_or_client, str):
        from attio.limits.redis import connect

        client: object = connect(url_or_client)
    else:
        client = url_or_client
    kind = type(client)
    if ".asyncio." in f".{kind.__module__}.":
        raise TypeError("redis must be a sync client, which works with async handlers too")
    if not all(callable(getattr(client, name, None)) for name in ("set", "get", "delete")):
        raise TypeError(f"redis must be a URL or a client such as redis.Redis, not {kind.__name__}")
    return cast("RedisClient", client)
