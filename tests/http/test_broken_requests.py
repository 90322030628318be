"""Failing requests over real sockets: the error, its outcome, and no secret in its text."""

from __future__ import annotations

import socket

import httpx
import pytest

from attio._http.client import HTTPClient
from attio.errors import ConnectionError as ConnectionError_
from attio.errors import (
    InvalidRequestError,
    RequestTimeoutError,
    UnexpectedClientError,
)
from tests.http.pieces import Pieces
from tests.http.sides import Side, prepared
from tests.server import Connection, Reply, Server


def test_a_refused_connection_was_not_sent(http: HTTPClient, side: Side) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(ConnectionError_, match=f"could not connect to 127.0.0.1:{port}: Connection refused") as caught:
        side.send(http, prepared(f"http://127.0.0.1:{port}"))
    assert caught.value.outcome == "not_sent"
    assert isinstance(caught.value, ConnectionError)
    assert isinstance(caught.value.__cause__, httpx.ConnectError)
    assert "ConnectError" in (caught.value.cause or "")


def test_an_unknown_host_was_not_sent(http: HTTPClient, side: Side) -> None:
    with pytest.raises(ConnectionError_, match=r"could not connect to nowhere\.invalid") as caught:
        side.send(http, prepared("http://nowhere.invalid"))
    assert caught.value.outcome == "not_sent"


def test_a_connection_that_times_out_was_not_sent(http: HTTPClient, side: Side) -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=0) as listener:
        address = listener.getsockname()
        fillers = [socket.socket() for _ in range(4)]
        for filler in fillers:
            filler.setblocking(False)
            filler.connect_ex(address)
        with pytest.raises(RequestTimeoutError, match=r"could not connect to .* within 0\.2 s") as caught:
            side.send(http, prepared(f"http://127.0.0.1:{address[1]}"), timeout=0.2)
        for filler in fillers:
            filler.close()
    assert caught.value.outcome == "not_sent"
    assert isinstance(caught.value, TimeoutError)


def test_a_server_that_hangs_up_leaves_the_outcome_unknown(server: Server, http: HTTPClient, side: Side) -> None:
    server.drop()
    with pytest.raises(ConnectionError_, match="broke: Server disconnected") as caught:
        side.send(http, prepared(server.url))
    assert caught.value.outcome == "unknown"
    server.drop(reset=True)
    with pytest.raises(ConnectionError_, match="broke") as caught:
        side.send(http, prepared(server.url))
    assert caught.value.outcome == "unknown"


def test_a_silent_server_leaves_the_outcome_unknown(server: Server, http: HTTPClient, side: Side) -> None:
    server.hang()
    with pytest.raises(RequestTimeoutError, match=r"did not respond within 0\.1 s") as caught:
        side.send(http, prepared(server.url), timeout=0.1)
    assert caught.value.outcome == "unknown"


@pytest.mark.parametrize(
    ("status", "outcome"), [(200, "accepted"), (408, "unknown"), (422, "rejected"), (500, "unknown")]
)
def test_a_body_that_breaks_off_has_the_outcome_of_its_status(
    server: Server, http: HTTPClient, side: Side, status: int, outcome: str
) -> None:
    server.raw(b"HTTP/1.1 %d X\r\nContent-Length: 10\r\n\r\nabc" % status)
    with pytest.raises(ConnectionError_, match=rf"broke: peer closed .*\(status {status}\)") as caught:
        side.send(http, prepared(server.url))
    assert caught.value.outcome == outcome


def test_a_response_that_is_not_http_is_not_repeated_in_the_error(server: Server, http: HTTPClient, side: Side) -> None:
    server.raw(b"Set-Cookie: planted_5ec2e7\r\n\r\n")
    with pytest.raises(ConnectionError_, match="is not valid HTTP") as caught:
        side.send(http, prepared(server.url))
    assert "planted" not in str(caught.value)


def test_a_server_that_does_not_read_leaves_the_outcome_unknown(http: HTTPClient, side: Side) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        with pytest.raises(RequestTimeoutError, match="did not accept the request within") as caught:
            side.send(http, prepared(url, method="POST", content=Pieces(*[b"x" * (1 << 20)] * 32)), timeout=0.2)
    assert caught.value.outcome == "unknown"


def test_an_early_response_to_an_upload_is_returned(server: Server, http: HTTPClient, side: Side) -> None:
    def respond_early(connection: Connection) -> None:
        connection.socket.recv(1000)
        connection.send(Reply(413, b"too large", headers={"Connection": "close"}).encode())
        connection.socket.shutdown(socket.SHUT_WR)
        connection.wait_until_client_leaves()  # otherwise the reset for unread data may arrive before the response
        connection.close()

    server.step(respond_early)
    body = Pieces(*[b"x" * 65536] * 400, content_length=65536 * 400)
    assert side.send(http, prepared(server.url, method="POST", content=body)).status_code == 413


def test_an_illegal_header_is_not_repeated_in_the_error(server: Server, side: Side) -> None:
    def add(request: httpx.Request) -> None:
        request.headers["x-key"] = "planted_5ec2e7\n"

    http = HTTPClient().add_hook("before_request", add)
    with http, pytest.raises(InvalidRequestError, match="a header that a hook") as caught:
        side.send(http, prepared(server.url))
    assert caught.value.outcome == "not_sent"
    assert caught.value.__cause__ is None
    assert "planted" not in f"{caught.value} {caught.value.cause}"
    assert server.requests == []


def test_a_body_shorter_than_its_content_length_is_an_error(server: Server, http: HTTPClient, side: Side) -> None:
    server.always(lambda _: Reply())
    body = Pieces(b"abc", content_length=10)
    with pytest.raises(UnexpectedClientError, match="not valid HTTP: Too little data") as caught:
        side.send(http, prepared(server.url, method="POST", content=body))
    assert caught.value.outcome == "unknown"


def test_an_sdk_error_raised_by_a_body_is_not_wrapped(server: Server, http: HTTPClient, side: Side) -> None:
    server.always(lambda _: Reply())
    problem = InvalidRequestError("the file changed meanwhile", outcome="unknown")
    with pytest.raises(InvalidRequestError) as caught:
        side.send(http, prepared(server.url, method="POST", content=Pieces(b"abc", problem=problem)))
    assert caught.value is problem
