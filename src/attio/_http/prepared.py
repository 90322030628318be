"""A request ready to be sent, its limits, and what hooks learn about it."""

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
        """Size in bytes; None when it is not known before the end."""
        ...

    @property
    def replayable(self) -> bool:
        """Whether `rewind` can start it over."""
        ...

    @property
    def async_only(self) -> bool:
        """Whether only async calls can read it."""
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
    """A request ready to be sent: no credentials yet, nothing of the HTTP library."""

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
        """Everything but `Authorization`, `Host` and `Content-Length`."""
        self.content = content

    @property
    def is_whole(self) -> bool:
        """Whether the body is there, and not read while it is sent."""
        return self.content is None or isinstance(self.content, bytes)


class CallInfo(PrintableFields):
    """The call that a request belongs to, as `request.extensions["attio"]`."""

    operation: str
    """Name of the operation, such as `records.query`."""
    path: str
    """Template of its path, such as `/v2/objects/{object}/records/query`."""
    attempt: int
    """1 for the first try."""
    client: object
    """The `Attio` that makes the call."""


class Limits(TypedDict):
    """Limits of one attempt, and the information that hooks and logs get about it."""

    timeout: float
    """Longest wait for the network, in seconds."""
    is_bounded: NotRequired[bool]
    """Whether the timeout also bounds the attempt as a whole; not that of a file transfer."""
    deadline: float | None
    """Time of `time.monotonic()` at which the attempt must be finished."""
    max_bytes: int
    """Largest body to read, decompressed; a body that is streamed has no limit here."""
    info: CallInfo
    """The information that hooks get."""
    stream: NotRequired[bool]
    """Leave the body to `iter_body`."""
    debug: NotRequired[DebugLog | None]
    """Where to log."""
