"""A request that is ready to be sent, the limits of an attempt, and the information for hooks."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import TYPE_CHECKING, Protocol, TypedDict

from attio._support.fields import PrintableFields

if TYPE_CHECKING:
    from typing_extensions import NotRequired

    from attio._http.debug_log import DebugLog


class ByteStream(Protocol):
    """A request body that is read while it is sent, sync or async."""

    @property
    def content_length(self) -> int | None:
        """Size in bytes; None if it is unknown before the end."""
        ...

    @property
    def replayable(self) -> bool:
        """Whether the body can be sent again after `rewind`."""
        ...

    @property
    def async_only(self) -> bool:
        """Whether only async calls can read the body."""
        ...

    def __iter__(self) -> Iterator[bytes]: ...

    def __aiter__(self) -> AsyncIterator[bytes]: ...

    def rewind(self) -> None:
        """Go back to the first byte, for another attempt."""
        ...

    def close(self) -> None:
        """Close files that were opened for the body."""
        ...


class PreparedRequest:
    """A request that is ready to be sent, without credentials and independent of the HTTP library."""

    def __init__(
        self,
        method: str,
        url: str,
        headers: dict[str, str],
        content: bytes | ByteStream | None,
    ) -> None:
        self.method = method
        self.url = url
        """Absolute URL with its query."""
        self.headers = headers
        """All headers except `Authorization`, `Host` and those that describe the length of the body."""
        self.content = content

    @property
    def is_whole(self) -> bool:
        """Whether the body is in memory, rather than read while it is sent."""
        return self.content is None or isinstance(self.content, bytes)


class CallInfo(PrintableFields):
    """The call that a request belongs to, as `request.extensions["attio"]`."""

    operation: str
    """Name of the operation, such as `records.query`."""
    path: str
    """Path template of the operation, such as `/v2/objects/{object}/records/query`."""
    attempt: int
    """Number of the attempt, from 1."""
    client: object
    """The `Attio` that makes the call."""


class Limits(TypedDict):
    """Limits of one attempt, and the information for hooks and logs."""

    timeout: float
    """Timeout of each wait for the network, in seconds."""
    is_bounded: NotRequired[bool]
    """Whether the timeout also applies to the attempt as a whole, as it does except for file transfers."""
    deadline: float | None
    """Time by which the attempt must be done, as `time.monotonic()` counts; None for no limit."""
    max_bytes: int
    """Most bytes of the decompressed body; a streamed body has no limit."""
    info: CallInfo
    """The information for hooks."""
    stream: NotRequired[bool]
    """Whether the body is read later, with `iter_body`."""
    debug: NotRequired[DebugLog | None]
    """The debug log; None if it is off."""
