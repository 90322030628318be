"""The scripted server itself, on which other tests rely."""

from __future__ import annotations

import ssl
import time

import httpx
import pytest

from tests.server import Connection, Received, Reply, Server


def test_responds_in_the_order_of_the_script_and_records_requests(server: Server) -> None:
    server.reply(503, headers=[("Retry-After", "0")])
    server.reply(json={"data": []}, times=2)
    with httpx.Client(base_url=server.url) as client:
        assert client.get("/a?x=1&x=").headers["retry-after"] == "0"
        assert client.post("/b", json={"k": "v"}).json() == {"data": []}
        client.put("/c", content=iter([b"one", b"two"]))
    assert [(request.method, request.path) for request in server.requests] == [
        ("GET", "/a"),
        ("POST", "/b"),
        ("PUT", "/c"),
    ]
    assert server.requests[0].query == [("x", "1"), ("x", "")]
    assert server.requests[1].json() == {"k": "v"}
    assert server.requests[2].body == b"onetwo"
    assert server.requests[1].header("CONTENT-TYPE") == "application/json"
    assert server.requests[1].header("absent") is None
    assert server.connections == 1


def test_misbehaves_on_request(server: Server) -> None:
    server.drop()
    server.drop(read=False, reset=True)
    server.raw(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort")
    server.hang()
    with httpx.Client(base_url=server.url, timeout=0.1) as client:
        for error in (httpx.RemoteProtocolError, httpx.ReadError, httpx.RemoteProtocolError, httpx.ReadTimeout):
            with pytest.raises(error):
                client.get("/")
    assert len(server.requests) == 3
    assert server.connections == 4
    server.wait_for_connections(0)


def test_drips_a_body(server: Server) -> None:
    server.drip(Reply(body=b"abcd"), size=2, pause=0.02)
    start = time.monotonic()
    assert httpx.get(server.url).content == b"abcd"
    assert time.monotonic() - start >= 0.04


def test_responds_with_functions(server: Server) -> None:
    def echo(request: Received) -> Reply:
        return Reply(status=299, body=request.method.encode())

    def upside_down(connection: Connection) -> None:
        connection.receive()
        connection.send(b"HTTP/1.1 204 No Content\r\n\r\n")

    server.step(upside_down)
    server.always(echo)
    with httpx.Client(base_url=server.url) as client:
        assert client.get("/").status_code == 204
        assert client.delete("/").content == b"DELETE"
        assert client.head("/").headers["content-length"] == "4"


def test_speaks_tls(tls_server: Server, tls_context: ssl.SSLContext) -> None:
    tls_server.reply(json=1)
    with pytest.raises(httpx.ConnectError):
        httpx.get(tls_server.url)
    assert httpx.get(tls_server.url, verify=tls_context).json() == 1


def test_fails_the_test_that_leaves_the_script() -> None:
    server = Server()
    server.start()
    assert httpx.get(f"{server.url}/surplus").status_code == 500
    with pytest.raises(AssertionError, match="no step for GET /surplus"):
        server.close()
    server = Server()
    server.start()
    server.reply()
    with pytest.raises(AssertionError, match="1 steps"):
        server.close()


def test_raises_exceptions_of_a_step() -> None:
    def wrong(request: Received) -> Reply:
        pytest.fail(f"unexpected body {request.body!r}")

    server = Server()
    server.start()
    server.respond(wrong)
    with pytest.raises(httpx.RemoteProtocolError):
        httpx.get(server.url)
    with pytest.raises(pytest.fail.Exception, match="unexpected body"):
        server.close()
