"""Connections that enforce the deadline of a call, and that can be closed while a thread waits on them.

The HTTP libraries apply a timeout to each wait on a socket. Without a deadline for all waits, a server that sends one
byte at a time could make a call last forever.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, MutableMapping
from contextlib import suppress
from functools import cache
from time import monotonic
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing_extensions import Self

SHORTEST_WAIT = 0.001
"""Shortest timeout in seconds; 0 means no wait to some transports, and no limit to others."""
LONGEST_WAIT = 1_000_000.0
"""Longest timeout in seconds; sockets raise an error for timeouts longer than about a month."""
TOLERANCE = 0.02
"""Seconds by which a wait may exceed the deadline on connections that do not check the deadline themselves."""
PIECE = 64 * 1024
"""Most bytes to send between two checks of the deadline."""


class DeadlineTimeout(float):
    """Timeout of one wait in seconds, with the deadline of all waits, as `time.monotonic()` counts."""

    __slots__ = ("deadline",)

    deadline: float

    def __new__(cls, timeout: float, deadline: float) -> Self:
        """Limit the timeout to the time until the deadline."""
        limited = super().__new__(cls, max(min(timeout, deadline - monotonic()), SHORTEST_WAIT))
        limited.deadline = deadline
        return limited


def _next_timeout(timeout: float | None) -> float | None:
    """Return the timeout of the next wait.

    Raises:
        TimeoutError: The deadline has passed.
    """
    if not isinstance(timeout, DeadlineTimeout):
        return timeout
    remaining = timeout.deadline - monotonic()
    if remaining <= 0:
        message = "the deadline has passed"
        raise TimeoutError(message)
    return min(timeout, remaining)


class Timeouts(dict[str, float]):
    """Timeouts of a request in seconds, which a transport reads before it connects, sends or receives.

    A transport reads a timeout once for all waits of a head or body. `watch` makes the connections that are opened for
    the request check the deadline before each wait.
    """

    def __init__(self, timeout: float, deadline: float | None) -> None:
        self._timeout = min(timeout, LONGEST_WAIT)
        self._deadline = deadline
        self._extensions: MutableMapping[str, Any] | None = None
        self._tracer: type[Tracer] = Tracer
        self._usual = self._timeout if deadline is None else DeadlineTimeout(self._timeout, deadline)
        timeout = float(self._usual)
        super().__init__(connect=timeout, read=timeout, write=timeout, pool=timeout)

    def now(self) -> float:
        """Return the timeout of a wait that begins now."""
        # The first value is reused while it is within the tolerance: a call reads it eight times, and connections
        # check the deadline themselves.
        if self._deadline is None or self._usual <= self._deadline - monotonic() + TOLERANCE:
            return self._usual
        return DeadlineTimeout(self._timeout, self._deadline)

    def watch(self, extensions: MutableMapping[str, Any], tracer: type[Tracer]) -> None:
        """Make a connection that is opened for the request with these extensions check the deadline."""
        self._extensions, self._tracer = extensions, tracer

    def unwatch(self) -> None:
        """Drop the extensions when no more connections will be opened; this breaks a reference cycle."""
        self._extensions = None

    # httpcore calls `get` with known keys; the default is never used.
    def get(self, key: str, default: object = None) -> float:  # noqa: ARG002
        """Return the timeout of `connect`, `read`, `write` or `pool`."""
        if key == "connect" and self._extensions is not None:
            # Only here: tracing takes as long as all checks of a call, and most calls open no connection.
            self._extensions["trace"] = self._tracer.around(self._extensions.get("trace"))
        return self.now()


class Tracer:
    """Makes each new connection enforce deadlines, through the documented `trace` extension of the HTTP library."""

    def __init__(self, inner: Callable[[str, Any], Any] | None) -> None:
        """Create a tracer that passes all events on to `inner`."""
        self._inner = inner

    @classmethod
    def around(cls, inner: Any) -> Tracer:
        """Return a tracer that passes events on to the trace function of the request."""
        return inner if isinstance(inner, cls) else cls(inner)

    def __call__(self, event: str, info: Any) -> Any:
        """Handle an event of the HTTP library."""
        _enforce_deadline(event, info, DeadlineStream)
        return None if self._inner is None else self._inner(event, info)


class AsyncTracer(Tracer):
    """A tracer for async requests."""

    async def __call__(self, event: str, info: Any) -> None:
        """Handle an event of the HTTP library."""
        _enforce_deadline(event, info, AsyncDeadlineStream)
        if self._inner is not None:
            await self._inner(event, info)


def _enforce_deadline(event: str, info: Any, mixin: type) -> None:
    """Add a mixin that enforces deadlines to the class of a new connection."""
    stream: Any = info.get("return_value") if event.endswith(".complete") else None
    if hasattr(stream, "start_tls") and not isinstance(stream, mixin):
        with suppress(TypeError):  # a connection class of another library, written in C or with slots
            object.__setattr__(stream, "__class__", _class_with(mixin, stream.__class__))


@cache
def _class_with(mixin: type, base: type) -> type:
    return type(f"{mixin.__name__}{base.__name__}", (mixin, base), {})


if TYPE_CHECKING:

    class _Stream:
        def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
            raise NotImplementedError

        def write(self, buffer: bytes, timeout: float | None = None) -> None:
            raise NotImplementedError

        def close(self) -> None:
            raise NotImplementedError

        def get_extra_info(self, info: str) -> object:
            raise NotImplementedError

    class _AsyncStream:
        async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
            raise NotImplementedError

        async def write(self, buffer: bytes, timeout: float | None = None) -> None:
            raise NotImplementedError

else:
    _Stream = _AsyncStream = object


class DeadlineStream(_Stream):
    """A connection that checks the deadline before each wait, and can be closed while a thread waits on it."""

    _waiting = False

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read the bytes that have arrived, or wait for the next ones."""
        self._waiting = True
        try:
            return super().read(max_bytes, _next_timeout(timeout))
        finally:
            self._waiting = False

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send the whole buffer."""
        self._waiting = True
        try:
            for start in range(0, len(buffer), PIECE):
                super().write(buffer[start : start + PIECE], _next_timeout(timeout))
        finally:
            self._waiting = False

    def close(self) -> None:
        """Shut down the socket, which wakes up a thread that waits on it; that thread then closes the connection."""
        connection = self.get_extra_info("socket")
        if isinstance(connection, socket.socket):
            with suppress(OSError):
                # Not the `shutdown` of the TLS socket, which discards TLS state that the reading thread still uses.
                socket.socket.shutdown(connection, socket.SHUT_RDWR)
        if not self._waiting:
            super().close()


class AsyncDeadlineStream(_AsyncStream):
    """A connection that checks the deadline before each wait."""

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read the bytes that have arrived, or wait for the next ones."""
        return await super().read(max_bytes, _next_timeout(timeout))

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send the whole buffer."""
        for start in range(0, len(buffer), PIECE):
            await super().write(buffer[start : start + PIECE], _next_timeout(timeout))
