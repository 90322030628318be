"""What the HTTP libraries leave undone on a connection: to see that it is out of step."""

from __future__ import annotations

from typing import Protocol, cast

_TO_THE_PARSER = ("_httpcore_stream", "_stream", "_connection", "_h11_state")
"""From the stream of a transport to the parser of its HTTP/1.1 connection, in httpx and httpx2 alike."""


class _Parser(Protocol):
    def send_failed(self) -> None: ...


def end_if_out_of_step(stream: object) -> None:
    """End a connection on which more has arrived than the answer: libraries take that for the beginning of the next.

    Args:
        stream: The stream of the answer, read to its end but not closed.
    """
    parser: object = getattr(stream, "_stream", stream)  # clients put a stream of theirs around the transport's
    for name in _TO_THE_PARSER:
        parser = getattr(parser, name, None)
    data, _ = cast("tuple[bytes, bool]", getattr(parser, "trailing_data", (b"", False)))
    if data:
        # Of h11's public methods the one after which the library closes the connection, with what is left in it.
        cast("_Parser", parser).send_failed()
