"""Requests and responses of an `HTTPClient` over real sockets."""

from __future__ import annotations

import gzip
import subprocess
import sys
import zlib

import pytest

from attio._http.client import HTTPClient
from attio.errors import InvalidRequestError, UnexpectedClientError
from tests.http.pieces import Pieces
from tests.http.sides import CLIENT, INFO, SIGNED, TOKEN, Side, limits, prepared
from tests.server import Received, Reply, Server

# Requests


def test_a_request_is_sent_as_prepared(server: Server, http: HTTPClient, side: Side) -> None:
    server.reply(201, json={"ok": True}, headers={"X-Attio-Execution-Id": "id-1"})
    request = prepared(
        f"{server.url}/v2/objects/a%2Fb?limit=5",
        method="PATCH",
        content=b'{"x":1}',
        headers={"content-type": "application/json"},
    )
    response = side.send(http, request)
    assert (response.status_code, response.json()) == (201, {"ok": True})
    assert response.headers["x-attio-execution-id"] == "id-1"
    assert response.elapsed.total_seconds() < 5
    [received] = server.requests
    assert (received.method, received.target, received.body) == ("PATCH", "/v2/objects/a%2Fb?limit=5", b'{"x":1}')
    assert {name.lower(): value for name, value in received.headers} == {
        "host": server.url.removeprefix("http://"),
        "accept": "application/json",
        "accept-encoding": "gzip, deflate",
        "authorization": f"Bearer {TOKEN}",
        "content-length": "7",
        "content-type": "application/json",
        "user-agent": "tests",
    }


def test_a_body_of_known_size_is_streamed_with_its_length(server: Server, http: HTTPClient, side: Side) -> None:
    server.reply()
    body = Pieces(b"ab", b"cde", content_length=5)
    side.send(http, prepared(server.url, method="POST", content=body))
    [received] = server.requests
    assert received.body == b"abcde"
    assert (received.header("content-length"), received.header("transfer-encoding")) == ("5", None)
    assert received.header("host") == server.url.removeprefix("http://")


def test_a_body_of_unknown_size_is_chunked(server: Server, http: HTTPClient, side: Side) -> None:
    server.reply()
    side.send(http, prepared(server.url, method="POST", content=Pieces(b"ab", b"cde")))
    [received] = server.requests
    assert received.body == b"abcde"
    assert (received.header("content-length"), received.header("transfer-encoding")) == (None, "chunked")


def test_an_empty_body_has_a_length(server: Server, http: HTTPClient, side: Side) -> None:
    server.reply()
    server.reply()
    side.send(http, prepared(server.url, method="POST", content=b""))
    side.send(http, prepared(server.url, method="POST", content=Pieces(content_length=0)))
    server.reply()
    side.send(http, prepared(server.url, method="PUT"))
    server.reply()
    side.send(http, prepared(server.url, method="DELETE"))
    assert [request.header("content-length") for request in server.requests] == ["0", "0", "0", None]


def test_headers_may_hold_latin_1(server: Server, http: HTTPClient, side: Side) -> None:
    server.reply()
    side.send(http, prepared(server.url, headers={"x-name": "Zoë"}))
    assert server.requests[0].header("x-name") == "Zoë"


@pytest.mark.parametrize("url", ["http://[::1", "http://host:port/", "http://\ud800/", "http://a\nb/"])
def test_a_url_that_cannot_be_parsed_is_rejected_before_anything_is_sent(
    http: HTTPClient, side: Side, url: str
) -> None:
    with pytest.raises(InvalidRequestError, match="URL or a header") as caught:
        side.send(http, prepared(f"{url}?token=planted_5ec2e7"))
    assert caught.value.outcome == "not_sent"
    assert caught.value.__cause__ is None
    assert "planted" not in str(caught.value)


def test_another_scheme_is_rejected(http: HTTPClient, side: Side) -> None:
    with pytest.raises(InvalidRequestError, match="neither http nor https") as caught:
        side.send(http, prepared("ftp://localhost/x"))
    assert caught.value.outcome == "not_sent"


def test_redirects_are_not_followed(server: Server, http: HTTPClient, side: Side) -> None:
    server.reply(302, headers={"Location": f"{server.url}/elsewhere"})
    response = side.send(http, prepared(server.url))
    assert (response.status_code, response.headers["location"]) == (302, f"{server.url}/elsewhere")
    assert response.next_request is None
    assert len(server.requests) == 1


def test_cookies_are_not_kept(server: Server, http: HTTPClient, side: Side) -> None:
    server.reply(302, headers={"Location": "/elsewhere", "Set-Cookie": "session=1"})
    server.reply()
    for _ in range(2):
        side.send(http, prepared(server.url))
    assert server.requests[1].header("cookie") is None


# The token


def test_the_response_does_not_keep_the_token(server: Server, http: HTTPClient, side: Side) -> None:
    server.reply(302, headers={"Location": "/elsewhere"})
    response = side.send(http, prepared(server.url))
    assert server.requests[0].header("authorization") == f"Bearer {TOKEN}"
    assert TOKEN not in str(response.request.headers.raw)
    assert TOKEN not in repr(vars(response))


def test_without_a_token_none_is_sent_and_the_query_stays_out_of_texts(
    server: Server, http: HTTPClient, side: Side, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    server.reply()
    response = side.send(http, prepared(f"{server.url}{SIGNED}"), token=None)
    [received] = server.requests
    assert received.target == SIGNED
    assert received.header("authorization") is None
    assert "planted" not in caplog.text + repr(response.request) + str(response.url) + repr(response.url)
    assert b"planted" in response.url.query


# Responses


def test_a_compressed_response_is_decompressed(server: Server, http: HTTPClient, side: Side) -> None:
    plain = b'{"data": "%s"}' % (b"x" * 600_000)
    raw_deflate = zlib.compressobj(wbits=-15)
    bodies = {
        "gzip": gzip.compress(plain),
        "X-GZIP": gzip.compress(plain),
        "deflate": zlib.compress(plain),
        "Deflate": raw_deflate.compress(plain) + raw_deflate.flush(),
        "deflate, gzip": gzip.compress(zlib.compress(plain)),
        "identity": plain,
        "UTF-8": plain,  # sent by servers that confuse it with the charset
    }
    for coding, body in bodies.items():
        server.reply(body=body, headers={"Content-Encoding": coding, "Content-Type": "application/json"})
        response = side.send(http, prepared(server.url))
        assert response.content == plain, coding
        assert response.json() == {"data": "x" * 600_000}
        assert response.headers["content-encoding"] == coding


def test_a_response_without_a_body_may_name_a_coding(server: Server, http: HTTPClient, side: Side) -> None:
    server.reply(204, headers={"Content-Encoding": "gzip"})
    assert side.send(http, prepared(server.url)).content == b""


def test_broken_compression_is_an_error(server: Server, http: HTTPClient, side: Side) -> None:
    whole = gzip.compress(b"x" * 100_000)
    for body, expected in ((b"no gzip", "header"), (whole[:-20], "too early"), (b"\x78\x9c" + b"\xff" * 50, "")):
        coding = "deflate" if body.startswith(b"\x78") else "gzip"
        server.reply(body=body, headers={"Content-Encoding": coding})
        with pytest.raises(UnexpectedClientError, match=f"cannot be decompressed.*{expected}") as caught:
            side.send(http, prepared(server.url))
        assert caught.value.outcome == "accepted"


@pytest.mark.parametrize("coding", ["br", "zstd", "gzip, br"])
def test_a_coding_that_was_not_requested_is_an_error(server: Server, http: HTTPClient, side: Side, coding: str) -> None:
    server.reply(500, body=b"?", headers={"Content-Encoding": coding})
    with pytest.raises(UnexpectedClientError, match="was not requested") as caught:
        side.send(http, prepared(server.url))
    assert caught.value.outcome == "unknown"


def test_a_response_larger_than_max_bytes_is_an_error(server: Server, http: HTTPClient, side: Side) -> None:
    for status, outcome in ((200, "accepted"), (404, "rejected"), (500, "unknown")):
        server.reply(200, body=b"x" * 1000)
        assert len(side.send(http, prepared(server.url), max_bytes=1000).content) == 1000
        server.reply(status, body=b"x" * 1001)
        with pytest.raises(UnexpectedClientError, match="max_response_bytes=1,000") as caught:
            side.send(http, prepared(server.url), max_bytes=1000)
        assert caught.value.outcome == outcome
        assert f"status {status}" in str(caught.value)


def test_a_small_response_cannot_decompress_into_a_huge_one(server: Server, http: HTTPClient, side: Side) -> None:
    bomb = gzip.compress(gzip.compress(b"\0" * (64 << 20)))
    assert len(bomb) < 1000
    server.reply(body=bomb, headers={"Content-Encoding": "gzip, gzip"})
    with pytest.raises(UnexpectedClientError, match="larger than max_response_bytes"):
        side.send(http, prepared(server.url), max_bytes=1 << 20)


def test_a_connection_is_kept_unless_its_body_was_not_read(server: Server, http: HTTPClient) -> None:
    for size in (10, 10, 2000, 10):
        server.reply(body=b"x" * size)
        if size > 1000:
            with pytest.raises(UnexpectedClientError):
                http.send(prepared(server.url), token=TOKEN, **limits(max_bytes=1000))
        else:
            http.send(prepared(server.url), token=TOKEN, **limits(max_bytes=1000))
    assert [request.connection for request in server.requests] == [1, 1, 1, 2]


# Costs


def test_making_a_client_does_no_io_and_loads_no_http_library() -> None:
    program = """
import sys
seen = []
sys.addaudithook(lambda event, args: seen.append(event))
import attio
http = attio.HTTPClient()
del seen[:]
http = attio.HTTPClient(max_connections=5)
http.close()
forbidden = ("open", "socket.", "os.", "subprocess.", "ssl.")
assert not [event for event in seen if event.startswith(forbidden)], seen
loaded = {"httpx", "httpcore", "anyio", "ssl", "asyncio", "pydantic"} & set(sys.modules)
assert not loaded, loaded
"""
    subprocess.run([sys.executable, "-W", "error", "-c", program], check=True)


def test_many_calls_share_one_connection(server: Server, http: HTTPClient) -> None:
    def respond(request: Received) -> Reply:
        return Reply(json={"target": request.target})

    server.always(respond)
    for number in range(50):
        response = http.send(prepared(f"{server.url}/{number}"), token=TOKEN, **limits())
        assert response.json() == {"target": f"/{number}"}
    assert server.connections == 1


def test_a_hook_sees_the_call_of_a_request(server: Server, side: Side) -> None:
    seen: list[object] = []
    http = HTTPClient().add_hook("before_request", lambda request: seen.append(request.extensions["attio"]))
    with http:
        server.reply()
        side.send(http, prepared(server.url))
    assert seen == [INFO]
    assert INFO.client is CLIENT
    assert "object" not in repr(INFO).partition("path")[0]
