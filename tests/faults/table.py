"""The table of faults: what the server does wrong, and how the SDK must react.

The fault matrix, the ledger and the table of docs/reliability.md all come from `FAULTS`.
"""

from __future__ import annotations

import gzip
import json
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from attio import AttioError, AttioSDKError, errors
from attio.errors import Outcome
from tests.server import Connection, Reply

Play: TypeAlias = Callable[[Connection, Reply], None]
Kind: TypeAlias = Literal["read", "upsert", "create"]
KINDS: Sequence[Kind] = ("read", "upsert", "create")

ATTEMPTS = 2
"""Number of attempts of a retried call in the fault matrix."""
MOST_BYTES = 100_000
"""The `max_response_bytes` of the clients."""


@dataclass(frozen=True)
class Fault:
    """A fault, played after the server has read the request."""

    name: str
    """The name in the documentation."""
    play: Play
    """Plays the fault, given the connection and the correct response."""
    error: type[AttioSDKError] | None = None
    """The class of the error; None if the call succeeds anyway."""
    outcome: Outcome | None = None
    """The outcome of the error."""
    repeats: Literal["never", "harmless", "always"] = "never"
    """Which calls are retried: none, those that may be repeated, or all."""
    carried_out: Literal["never", "maybe", "always"] = "maybe"
    """Whether a server with this fault carries out a write."""
    listens: bool = True
    """Whether a server listens."""
    reads: bool = True
    """Whether the server reads the request first."""
    slow: bool = False
    """Whether the fault lasts until the client's timeout."""

    def __str__(self) -> str:
        return self.name.replace(" ", "-")

    def attempts(self, kind: Kind) -> int:
        """Return the number of attempts of a call in the fault matrix."""
        again = self.repeats == "always" or (self.repeats == "harmless" and kind != "create")
        return ATTEMPTS if again else 1


# Faults of the server


def _nothing(_connection: Connection, _reply: Reply) -> None:
    """Do nothing, for faults without a server."""


def _reset(connection: Connection, _reply: Reply) -> None:
    connection.reset()


def _close(connection: Connection, _reply: Reply) -> None:
    connection.close()


def _half_close(connection: Connection, _reply: Reply) -> None:
    connection.socket.shutdown(socket.SHUT_WR)
    connection.wait_until_client_leaves()


def _part(*, body: bool) -> Callable[[Reply], bytes]:
    """Return the response up to the middle of its head or body."""

    def cut(reply: Reply) -> bytes:
        data = reply.encode()
        head = data.index(b"\r\n\r\n") + 4
        return data[: (head + len(data)) // 2 if body else head // 2]

    return cut


def _send(what: Callable[[Reply], bytes] | bytes, then: Play | None = None) -> Play:
    def play(connection: Connection, reply: Reply) -> None:
        connection.send(what if isinstance(what, bytes) else what(reply))
        if then is not None:
            then(connection, reply)

    return play


def _stall(connection: Connection, _reply: Reply) -> None:
    connection.wait_until_client_leaves()


def _whole(reply: Reply) -> bytes:
    return reply.encode()


def _body(reply: Reply) -> bytes:
    return json.dumps(reply.json).encode()


def _respond(status: int, body: bytes = b"", **headers: str) -> Play:
    """Send another response instead of the correct one."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return _send(Reply(status, body, headers=named).encode())


def _with_changed_body(change: Callable[[bytes], bytes], **headers: str) -> Play:
    """Send the correct response with a changed body."""
    named = {"Content-Type": "application/json"} | {key.replace("_", "-"): value for key, value in headers.items()}
    return _send(lambda reply: Reply(reply.status, change(_body(reply)), headers=named).encode())


def _with_wrong_length(by: int, then: Play | None = None) -> Play:
    """Send the correct response with a Content-Length that is wrong by some bytes."""

    def make(reply: Reply) -> bytes:
        body = _body(reply)
        return Reply(reply.status, body, headers={"Content-Length": str(len(body) + by)}).encode()

    return _send(make, then)


def _error_body(status: int, code: str) -> bytes:
    body = {"status_code": status, "type": "invalid_request_error", "code": code, "message": "No."}
    return json.dumps(body).encode()


def _of_zeros(size: int) -> bytes:
    return gzip.compress(b'{"data": "' + bytes(size) + b'"}')


HTML = b"<!doctype html><title>Maintenance</title>"
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
DEEP = b'{"data": %s%s}' % (b"[" * 20_000, b"]" * 20_000)


# The table


def _lost(name: str, play: Play) -> Fault:
    """A fault in which the connection fails before the status arrives."""
    return Fault(name, play, errors.ConnectionError, "unknown", "harmless")


def _cut_off(name: str, play: Play) -> Fault:
    """A fault in which the connection fails after a 200."""
    return Fault(name, play, errors.ConnectionError, "accepted", "harmless", "always")


def _odd(name: str, play: Play, error: type[AttioSDKError] = errors.ResponseValidationError) -> Fault:
    """A fault in which the status is 200 and the body is invalid."""
    return Fault(name, play, error, "accepted", "never", "always")


def _failed(name: str, play: Play, error: type[AttioSDKError] = errors.ServerError) -> Fault:
    """A fault in which the server reports a failure."""
    return Fault(name, play, error, "unknown", "harmless")


def _fine(name: str, play: Play) -> Fault:
    """An unusual response that is not an error."""
    return Fault(name, play, carried_out="always")


_NO_CONNECTION = Fault(
    "connection refused", _nothing, errors.ConnectionError, "not_sent", "always", "never", listens=False
)
_UNREAD = Fault(
    "reset before the request is read", _reset, errors.ConnectionError, "unknown", "harmless", "never", reads=False
)
_SILENT = Fault("silence", _stall, errors.RequestTimeoutError, "unknown", "harmless", slow=True)

FAULTS: Sequence[Fault] = (
    _NO_CONNECTION,
    _UNREAD,
    _lost("reset before the response", _reset),
    _lost("closed before the response", _close),
    _lost("half-closed before the response", _half_close),
    _lost("reset within the headers", _send(_part(body=False), _reset)),
    _lost("closed within the headers", _send(_part(body=False), _close)),
    _lost("not HTTP at all", _send(b"220 mail.example ESMTP\r\n", _close)),
    _SILENT,
    replace(_SILENT, name="headers that stop halfway", play=_send(_part(body=False), _stall)),
    Fault(
        "body that stops halfway",
        _send(_part(body=True), _stall),
        errors.RequestTimeoutError,
        "accepted",
        "harmless",
        "always",
        slow=True,
    ),
    _cut_off("reset within the body", _send(_part(body=True), _reset)),
    _cut_off("closed within the body", _send(_part(body=True), _close)),
    _cut_off("longer Content-Length than the body", _with_wrong_length(+10, _close)),
    _cut_off("chunked body without its end", _send(CHUNKED + b'9\r\n{"data": \r\n', _close)),
    _cut_off("chunk of an impossible size", _send(CHUNKED + b"-1\r\n", _close)),
    _odd("shorter Content-Length than the body", _with_wrong_length(-10)),
    _fine("two responses to one request", _send(lambda reply: reply.encode() * 2)),
    _fine("reset after the response", _send(_whole, _reset)),
    _fine("closed after the response", _send(_whole, _close)),
    _fine("wrong Content-Type, right body", _with_changed_body(lambda body: body, Content_Type="text/html")),
    _odd("HTML with status 200", _respond(200, HTML, Content_Type="text/html")),
    _odd("empty body with status 200", _respond(200)),
    _odd("status 204 where a body is expected", _respond(204)),
    _odd("`{}`", _respond(200, b"{}", Content_Type="application/json")),
    _odd("truncated JSON", _with_changed_body(lambda body: body[:-10])),
    _odd("JSON nested 20,000 deep", _with_changed_body(lambda _: DEEP)),
    _odd("invalid UTF-8", _with_changed_body(lambda body: body.replace(b"{", b'{"\xff\xfe": 1, ', 1))),
    _odd("NaN where an object is expected", _with_changed_body(lambda _: b'{"data": NaN}')),
    _odd(
        "body larger than allowed", _with_changed_body(lambda _: b" " * (MOST_BYTES + 1)), errors.UnexpectedClientError
    ),
    _odd(
        "gzip bomb",
        _with_changed_body(lambda _: _of_zeros(10_000_000), Content_Encoding="gzip"),
        errors.UnexpectedClientError,
    ),
    _odd(
        "body that is not gzip, despite its `Content-Encoding`",
        _with_changed_body(bytes, Content_Encoding="gzip"),
        errors.UnexpectedClientError,
    ),
    _odd(
        "compression that was not requested",
        _with_changed_body(bytes, Content_Encoding="br"),
        errors.UnexpectedClientError,
    ),
    _failed("status 500", _respond(500, _error_body(500, "internal_error"))),
    _failed("status 502 with HTML", _respond(502, HTML, Content_Type="text/html")),
    _failed("status 503", _respond(503)),
    _failed("status 504", _respond(504)),
    _failed("status 408", _respond(408), AttioError),
    Fault("status 429", _respond(429, Retry_After="0"), errors.RateLimitError, "rejected", "always", "never"),
    Fault("status 400", _respond(400, _error_body(400, "x")), errors.BadRequestError, "rejected", carried_out="never"),
    Fault("status 404 with HTML", _respond(404, HTML), errors.NotFoundError, "rejected", carried_out="never"),
    Fault(
        "write conflict (409)",
        _respond(409, _error_body(409, "concurrent_write_conflict")),
        errors.ConflictError,
        "rejected",
        "always",
        "never",
    ),
    Fault(
        "redirect to another origin",
        _respond(307, Location="http://127.0.0.1:9/v2/objects"),
        AttioError,
        "unknown",
        carried_out="never",
    ),
)
