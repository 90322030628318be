"""Connections that hold a deadline, however slowly a server drips, and that can be closed while they are waited on.

The HTTP libraries bound every single wait, and look up how long it may take once for a whole head or body. So a server
that sends a byte now and then could keep a call for as long as it likes.
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
"""Seconds; 0 would mean not to wait at all, and some transports take it for no limit."""
LONGEST_WAIT = 1_000_000.0
"""Seconds; more than a month is more than sockets can count."""
TOLERANCE = 0.02
"""Seconds by which a wait may end after its deadline where the connection cannot look at the deadline itself."""
PIECE = 64 * 1024
"""Bytes to send before the clock is looked at again."""


class DeadlineTimeout(float):
    """Seconds that one wait may take, and the point of `time.monotonic()` at which all of them end."""

    __slots__ = ("deadline",)

    deadline: float

    def __new__(cls, timeout: float, deadline: float) -> Self:
        """Take what is left until the deadline, if that is less than the timeout."""
        until = super().__new__(cls, max(min(timeout, deadline - monotonic()), SHORTEST_WAIT))
        until.deadline = deadline
        return until


def _left(timeout: float | None) -> float | None:
    """What is left of a timeout that was looked up some waits ago."""
    if not isinstance(timeout, DeadlineTimeout):
        return timeout
    left = timeout.deadline - monotonic()
    if left <= 0:
        message = "the deadline has passed"
        raise TimeoutError(message)
    return min(timeout, left)


class Timeouts(dict[str, float]):
    """What a transport may wait for, in seconds: it looks that up as it begins to connect, to send, to receive.

    One look has to do for a whole head or body, and so for any number of waits. It is therefore the connection that
    looks at the deadline before each: `watch` has those do so that are made for the request.
    """

    def __init__(self, timeout: float, deadline: float | None) -> None:
        self._timeout = min(timeout, LONGEST_WAIT)
        self._deadline = deadline
        self._extensions: MutableMapping[str, Any] | None = None
        self._tracer: type[Tracer] = Tracer
        self._usual = self._timeout if deadline is None else DeadlineTimeout(self._timeout, deadline)
        left = float(self._usual)
        super().__init__(connect=left, read=left, write=left, pool=left)

    def now(self) -> float:
        """How long one wait may take that begins now."""
        # Made once, and used as long as it is about right: it is asked for eight times in a call, and connections
        # look at the deadline themselves.
        if self._deadline is None or self._usual <= self._deadline - monotonic() + TOLERANCE:
            return self._usual
        return DeadlineTimeout(self._timeout, self._deadline)

    def watch(self, extensions: MutableMapping[str, Any], tracer: type[Tracer]) -> None:
        """Watch over the connection if one is made for the request with these extensions."""
        self._extensions, self._tracer = extensions, tracer

    def let_go(self) -> None:
        """Watch no longer: no connection is made any more. Otherwise each would hold the other."""
        self._extensions = None

    # httpcore calls `get`; what else `dict.get` can do is not needed.
    def get(self, key: str, default: object = None) -> float:  # noqa: ARG002
        """How long the wait `key` may take."""
        if key == "connect" and self._extensions is not None:
            # Only now: tracing costs as much as all the checks of a call, and most calls make no connection.
            self._extensions["trace"] = self._tracer.around(self._extensions.get("trace"))
        return self.now()


class Tracer:
    """Wraps each connection when the HTTP library makes it, through its documented extension `trace`."""

    def __init__(self, inner: Callable[[str, Any], Any] | None) -> None:
        """Wrap connections, and pass events on to `inner`."""
        self._inner = inner

    @classmethod
    def around(cls, inner: Any) -> Tracer:
        """Return a tracer that passes events on to the trace function of the request."""
        return inner if isinstance(inner, cls) else cls(inner)

    def __call__(self, event: str, info: Any) -> Any:
        """Handle an event of the HTTP library."""
        _take_over(event, info, DeadlineStream)
        return None if self._inner is None else self._inner(event, info)


class AsyncTracer(Tracer):
    """A tracer for async requests."""

    async def __call__(self, event: str, info: Any) -> None:
        """Handle an event of the HTTP library."""
        _take_over(event, info, AsyncDeadlineStream)
        if self._inner is not None:
            await self._inner(event, info)


def _take_over(event: str, info: Any, kind: type) -> None:
    """Make a connection enforce deadlines."""
    stream: Any = info.get("return_value") if event.endswith(".complete") else None
    if hasattr(stream, "start_tls") and not isinstance(stream, kind):
        with suppress(TypeError):  # a connection of somebody's own, in C or with slots
            object.__setattr__(stream, "__class__", _mixed(kind, stream.__class__))


@cache
def _mixed(kind: type, other: type) -> type:
    return type(f"{kind.__name__}{other.__name__}", (kind, other), {})


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
    """A connection that looks at the deadline before each wait, and can be closed while a thread waits on it."""

    _waiting = False

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read what has arrived."""
        self._waiting = True
        try:
            return super().read(max_bytes, _left(timeout))
        finally:
            self._waiting = False

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send all of it."""
        self._waiting = True
        try:
            for start in range(0, len(buffer), PIECE):
                super().write(buffer[start : start + PIECE], _left(timeout))
        finally:
            self._waiting = False

    def close(self) -> None:
        """Close it; a thread that waits on it wakes up, and closes it itself."""
        connection = self.get_extra_info("socket")
        if isinstance(connection, socket.socket):
            with suppress(OSError):
                # Not the method of a TLS socket, which pulls its state away from under the thread that reads.
                socket.socket.shutdown(connection, socket.SHUT_RDWR)
        if not self._waiting:
            super().close()


class AsyncDeadlineStream(_AsyncStream):
    """A connection that looks at the deadline before each wait."""

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read what has arrived."""
        return await super().read(max_bytes, _left(timeout))

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send all of it."""
        for start in range(0, len(buffer), PIECE):
            await super().write(buffer[start : start + PIECE], _left(timeout))
