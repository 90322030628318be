"""The options of a receiver, and checks of its arguments."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from attio._support.argument_types import check_flags, check_functions, check_iterable, check_path, check_text
from attio._support.names import brief
from attio.errors.base import InvalidRequestError
from attio.webhooks.stores import positive

if TYPE_CHECKING:
    from attio.webhooks.delivery import Delivery

SHUTDOWN = 25.0
"""Seconds to wait for running handlers on close; most hosts kill a process after 30."""

_STORE = ("claim", "done", "release", "fail", "expired", "failed")
"""The methods of a `DeliveryStore`."""


@dataclass(frozen=True, slots=True)
class Options:
    """The options of a receiver."""

    inline: bool
    enqueue: Callable[[str], object] | None
    workers: int
    attempts: int
    backoff: tuple[float, ...]
    ignore_own: bool
    ignore_system: bool
    me: Collection[str]
    max_body: int
    max_pending: int
    lease: float
    on_error: Callable[[Exception, Delivery[Any]], object] | None
    record: str | os.PathLike[str] | Callable[[str], object] | None

    def __post_init__(self) -> None:
        """Raise for numbers out of range, and for options that exclude each other."""
        for name in ("workers", "attempts", "max_body", "max_pending", "lease"):
            positive(name, getattr(self, name))
        if isinstance(self.me, str) or not isinstance(cast("object", self.me), Collection):
            message = f"me must be a list or another collection of ids, not {brief(self.me)}"
            raise InvalidRequestError(message)
        check_flags(inline=self.inline, ignore_own=self.ignore_own, ignore_system=self.ignore_system)
        check_functions(enqueue=self.enqueue, on_error=self.on_error)
        if self.record is not None and not callable(self.record):
            check_path(record=self.record)
        if self.inline and self.enqueue is not None:
            message = "inline=True and enqueue= exclude each other: pass one of them"
            raise InvalidRequestError(message)


def checked_backoff(backoff: object) -> tuple[float, ...]:
    """Return the seconds between attempts.

    Raises:
        TypeError: `backoff` is not iterable.
        ValueError: An item is not a number of at least 0.
    """
    check_iterable("seconds", backoff=backoff)
    seconds = tuple(cast("Collection[object]", backoff))
    for each in seconds:
        if isinstance(each, bool) or not isinstance(each, int | float) or not 0 <= each < float("inf"):
            raise ValueError(f"backoff must be numbers of at least 0, not {brief(backoff)}")
    return cast("tuple[float, ...]", seconds)


def check_store_and_client(store: object, client: object) -> None:
    """Check that a store has the methods of `DeliveryStore`, and that a client is a client or a function.

    Raises:
        TypeError: `store` or `client` has another type.
    """
    missing = [name for name in _STORE if not callable(getattr(store, name, None))]
    if store is not None and missing:
        raise TypeError(f"store has no method {missing[0]!r}: pass a store such as SqliteStore('hooks.db')")
    if client is not None and not callable(client) and not hasattr(client, "schema"):
        raise TypeError(f"client must be a client or a function of a workspace id, not {brief(client)}")


def check_request(headers: object, method: object) -> None:
    """Check the types of the headers and the method of a request.

    Raises:
        TypeError: `headers` or `method` has another type.
    """
    check_text("POST", method=method)
    if not hasattr(headers, "items") and not hasattr(headers, "__iter__"):
        raise TypeError(f"headers must be a mapping or (name, value) pairs, not {brief(headers)}")


def check_timeout(timeout: object) -> None:
    """Check that a timeout is a number of seconds, or None.

    Raises:
        TypeError: The timeout has another type.
    """
    if timeout is not None and (isinstance(timeout, bool) or not isinstance(timeout, int | float)):
        raise TypeError(f"timeout must be a number of seconds or None, not {brief(timeout)}")
