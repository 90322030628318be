"""Transports of an `HTTPClient`: clients of either HTTP library that are passed in, and fetchers."""

from __future__ import annotations

import functools
import ssl
from collections.abc import Callable
from typing import Any

import anyio
import httpx
import httpx2
import pytest

from attio import errors
from attio._http.client import HTTPClient
from attio._http.libraries import library_of
from attio.errors import InvalidRequestError, RequestAbortedError, UnexpectedClientError
from tests.http.pieces import Pieces
from tests.http.sides import FAMILIES, INFO, PLAIN, SIDES, TOKEN, Side, limits, prepared, send_with_own
from tests.server import Reply, Server

# Clients that are passed in


def test_a_client_that_is_passed_in_keeps_its_own_settings(server: Server, side: Side, family: Any) -> None:
    """The client's headers, cookies, parameters and event hooks apply; headers of the SDK override its headers."""
    seen: list[str] = []

    def sync_hook(request: Any) -> None:
        seen.append(type(request).__module__)

    async def async_hook(request: Any) -> None:
        seen.append(type(request).__module__)

    server.reply(json={"a": 1})
    response = send_with_own(
        side,
        family,
        prepared(server.url, method="POST", content=b"{}"),
        headers={"x-team": "blue", "accept": "text/html"},
        cookies={"session": "1"},
        params={"tenant": "t"},
        event_hooks={"request": [async_hook if side.is_async else sync_hook]},
    )
    assert response.json() == {"a": 1}
    [received] = server.requests
    assert received.target == "/v2/self?tenant=t"
    assert (received.header("x-team"), received.header("cookie")) == ("blue", "session=1")
    assert (received.header("accept"), received.header("user-agent")) == ("application/json", "tests")
    assert received.header("authorization") == f"Bearer {TOKEN}"
    assert received.body == b"{}"
    assert seen == [family.__name__]
    assert TOKEN not in repr(response.__dict__) + str(response.request.headers.raw)


def test_a_client_that_is_passed_in_may_sign_requests(server: Server, side: Side, family: Any) -> None:
    def sign(request: Any) -> Any:
        request.headers["x-signature"] = request.headers["authorization"][::-1]
        return request

    server.reply()
    send_with_own(side, family, prepared(server.url), auth=sign)
    assert server.requests[0].header("x-signature") == f"Bearer {TOKEN}"[::-1]


def test_settings_of_a_client_that_is_passed_in_are_not_sent_to_a_signed_url(
    server: Server, side: Side, family: Any
) -> None:
    server.reply()
    send_with_own(
        side,
        family,
        prepared(f"{server.url}/file?sig=planted_5ec2e7"),
        token=None,
        headers={"x-api-key": "planted"},
        cookies={"session": "planted"},
        params={"key": "planted"},
        auth=("user", "planted"),
    )
    [received] = server.requests
    assert received.target == "/file?sig=planted_5ec2e7"
    assert "planted" not in str(received.headers)


def test_a_client_that_is_passed_in_does_not_follow_redirects(server: Server, side: Side, family: Any) -> None:
    server.reply(307, headers={"Location": "https://elsewhere.example/"})
    response = send_with_own(side, family, prepared(server.url, method="POST", content=b"{}"), follow_redirects=True)
    assert response.status_code == 307
    assert response.next_request is None


def test_a_client_that_is_passed_in_streams_uploads(server: Server, side: Side, family: Any) -> None:
    server.reply(times=2)
    sized = prepared(server.url, method="POST", content=Pieces(b"ab", b"cde", content_length=5))
    send_with_own(side, family, sized, headers={"x-team": "blue"})
    send_with_own(side, family, prepared(server.url, method="POST", content=Pieces(b"ab", b"cde")))
    first, second = server.requests
    assert (first.body, first.header("content-length"), first.header("x-team")) == (b"abcde", "5", "blue")
    assert (second.body, second.header("transfer-encoding")) == (b"abcde", "chunked")
    assert second.header("content-length") is None


def test_errors_of_a_client_that_is_passed_in_become_sdk_errors(server: Server, side: Side, family: Any) -> None:
    server.drop()
    with pytest.raises(errors.ConnectionError) as caught:
        send_with_own(side, family, prepared(server.url))
    assert isinstance(caught.value.__cause__, family.RemoteProtocolError)
    server.hang()
    with pytest.raises(errors.RequestTimeoutError):
        send_with_own(side, family, prepared(server.url), within=limits(timeout=0.1))


def test_an_event_hook_that_raises_on_the_status_keeps_the_outcome(server: Server, side: Side, family: Any) -> None:
    def check(response: Any) -> None:
        response.raise_for_status()

    async def check_async(response: Any) -> None:
        response.raise_for_status()

    server.reply(422)
    with pytest.raises(UnexpectedClientError, match=r"raised an error for the status \(status 422\)") as caught:
        send_with_own(
            side,
            family,
            prepared(server.url),
            event_hooks={"response": [check_async if side.is_async else check]},
        )
    assert caught.value.outcome == "rejected"


def test_an_event_hook_may_read_the_response(server: Server, side: Side, family: Any) -> None:
    def read(response: Any) -> None:
        response.read()

    async def read_async(response: Any) -> None:
        await response.aread()

    hook = read_async if side.is_async else read
    server.reply(body=b"x" * 100)
    assert send_with_own(side, family, prepared(server.url), event_hooks={"response": [hook]}).content == b"x" * 100


def test_hooks_get_the_types_of_the_client(server: Server, side: Side, family: Any) -> None:
    def replace(request: Any) -> Any:
        assert type(request) is family.Request
        return family.Request("GET", f"{request.url}/more")

    server.reply()
    send_with_own(side, family, prepared(server.url), hooks=[("before_request", replace)])
    assert server.requests[0].target == "/v2/self/more"


def test_a_client_that_is_passed_in_is_never_closed(server: Server, family: Any) -> None:
    server.reply(times=2)
    with family.Client(verify=PLAIN) as client:
        http = HTTPClient(client=client)
        http.send(prepared(server.url), token=TOKEN, **limits())
        twin = http.clone()
        http.close()
        assert not client.is_closed
        with pytest.raises(RequestAbortedError):
            http.send(prepared(server.url), token=TOKEN, **limits())
        twin.send(prepared(server.url), token=TOKEN, **limits())
    with pytest.raises(RequestAbortedError, match="is closed") as caught:
        twin.send(prepared(server.url), token=TOKEN, **limits())
    assert caught.value.outcome == "not_sent"


@pytest.mark.anyio
async def test_an_async_client_that_is_passed_in_is_never_closed(server: Server, family: Any) -> None:
    server.reply()
    async with family.AsyncClient(verify=PLAIN) as client:
        async with HTTPClient(async_client=client) as http:
            await http.send_async(prepared(server.url), token=TOKEN, **limits())
        assert not client.is_closed


def test_a_subclass_of_a_client_can_be_passed_in(server: Server, family: Any) -> None:
    subclass: Any = type("Mine", (family.Client,), {"__module__": __name__})
    server.reply()
    with subclass() as client:
        assert HTTPClient(client=client).send(prepared(server.url), token=TOKEN, **limits()).status_code == 200


def test_the_library_of_an_object_is_found_by_its_class() -> None:
    first, second = library_of(httpx.Request("GET", "https://x/")), library_of(httpx2.Response(200))
    assert first is not None
    assert second is not None
    assert (first.name, second.name) == ("httpx", "httpx2")
    assert library_of(object()) is None


# Fetchers


def test_a_fetcher_takes_the_place_of_the_network(side: Side) -> None:
    def fetch(request: httpx.Request) -> httpx.Response:
        return httpx.Response(201, json={"url": str(request.url), "token": request.headers["authorization"]})

    response = side.send(HTTPClient(fetcher=fetch, async_fetcher=fetch), prepared("https://api.example/v2/self"))
    assert response.json() == {"url": "https://api.example/v2/self", "token": f"Bearer {TOKEN}"}
    assert response.request.extensions["attio"] is INFO
    assert response.elapsed.total_seconds() < 5


def test_an_async_fetcher_is_awaited() -> None:
    async def fetch(_: httpx.Request) -> httpx.Response:
        await anyio.lowlevel.checkpoint()
        return httpx.Response(200, text="hello")

    for side in SIDES[1:]:
        assert side.send(HTTPClient(async_fetcher=fetch), prepared("https://api.example")).text == "hello"


def test_a_fetcher_may_return_a_response_of_the_other_library_or_a_stream(side: Side) -> None:
    def pieces() -> Any:
        yield b"a"
        yield b"b"

    async def pieces_async() -> Any:
        yield b"a"
        yield b"b"

    for family in FAMILIES:

        def fetch(_: httpx.Request, family: Any = family) -> Any:
            return family.Response(200, content=pieces())

        def fetch_async(_: httpx.Request, family: Any = family) -> Any:
            return family.Response(200, content=pieces_async())

        http = HTTPClient(fetcher=fetch, async_fetcher=fetch_async)
        assert side.send(http, prepared("https://api.example")).content == b"ab"
        with pytest.raises(UnexpectedClientError, match="max_response_bytes=1"):
            side.send(http, prepared("https://api.example"), max_bytes=1)


def test_a_fetcher_may_be_a_whole_transport(server: Server) -> None:
    server.always(lambda _: Reply(body=b"x"))
    with httpx.HTTPTransport() as transport:
        http = HTTPClient(fetcher=transport.handle_request)
        assert http.send(prepared(server.url), token=TOKEN, **limits()).content == b"x"


async def give_late(_: httpx.Request) -> httpx.Response:
    return httpx.Response(200)


@pytest.mark.parametrize("given", [None, {"status": 200}, httpx.Request("GET", "/")], ids=["none", "dict", "request"])
def test_a_fetcher_that_returns_no_response_is_an_error(side: Side, given: object) -> None:
    def give(_: httpx.Request) -> Any:
        return given

    with pytest.raises(UnexpectedClientError, match=r"must return an httpx.Response, not \w+"):
        side.send(HTTPClient(fetcher=give, async_fetcher=give), prepared("https://api.example"))


def _late(_: int, request: httpx.Request) -> Any:
    return give_late(request)


def test_a_fetcher_that_returns_an_awaitable_is_an_error() -> None:
    fetch: Any = functools.partial(_late, 1)
    http = HTTPClient(fetcher=fetch)
    with pytest.raises(UnexpectedClientError, match="not coroutine"):
        http.send(prepared("https://api.example"), token=TOKEN, **limits())


def test_the_response_of_a_fetcher_has_a_size_limit(side: Side) -> None:
    def fetch(_: httpx.Request) -> httpx.Response:
        return httpx.Response(200, content=b"x" * 1001)

    with pytest.raises(UnexpectedClientError, match="max_response_bytes=1,000"):
        side.send(HTTPClient(fetcher=fetch, async_fetcher=fetch), prepared("https://x.example"), max_bytes=1000)


# Invalid arguments


def test_a_missing_sync_or_async_client_is_named() -> None:
    request = prepared("https://api.example")
    with httpx.Client() as client:
        for only in (HTTPClient(client=client), HTTPClient(fetcher=client.send)):
            with pytest.raises(InvalidRequestError, match="also pass async_client or async_fetcher") as caught:
                SIDES[1].send(only, request)
            assert caught.value.outcome == "not_sent"
    for only in (HTTPClient(async_client=httpx.AsyncClient()), HTTPClient(async_fetcher=give_late)):
        with pytest.raises(InvalidRequestError, match="also pass client or fetcher"):
            SIDES[0].send(only, request)


IMPOSSIBLE: list[tuple[Callable[[], dict[str, Any]], type[Exception], str]] = [
    (lambda: {"client": httpx.AsyncClient()}, TypeError, "an AsyncClient is passed as async_client"),
    (lambda: {"async_client": httpx2.Client()}, TypeError, "an httpx2.AsyncClient; a Client is passed as client"),
    (
        lambda: {"client": httpx.Client},
        TypeError,
        "client must be an httpx.Client or httpx2.Client, not the class Client",
    ),
    (lambda: {"async_client": "x"}, TypeError, "async_client must be .*, not str; async_fetcher accepts a function"),
    (lambda: {"client": httpx.URL("https://x")}, TypeError, "not URL"),
    (lambda: {"fetcher": "x"}, TypeError, "fetcher must be a function"),
    (lambda: {"async_fetcher": 1}, TypeError, "async_fetcher must be a function"),
    (lambda: {"fetcher": give_late}, TypeError, "an async one is passed as async_fetcher"),
    (lambda: {"client": httpx.Client(), "fetcher": print}, ValueError, "client and fetcher both send requests"),
    (
        lambda: {"async_client": httpx.AsyncClient(), "async_fetcher": print},
        ValueError,
        "async_client and async_fetcher",
    ),
    (lambda: {"client": httpx.Client(), "proxy": "http://p:1"}, ValueError, "set them on that client instead"),
    (lambda: {"fetcher": print, "trust_env": False}, ValueError, "have no effect|set them on"),
    (lambda: {"fetcher": print, "max_connections": 5}, ValueError, "set them on"),
    (lambda: {"proxy": "user:planted@proxy:1"}, ValueError, "proxy must be a URL that begins with http://"),
    (lambda: {"proxy": 1}, TypeError, "proxy must be a str or an httpx.Proxy, not int"),
    (lambda: {"ssl_context": True}, TypeError, "ssl_context must be an ssl.SSLContext, not bool"),
    (lambda: {"max_connections": 0}, ValueError, "max_connections must be a whole number above 0"),
    (lambda: {"max_connections": True}, ValueError, "max_connections"),
    (lambda: {"max_connections": "5"}, ValueError, "max_connections"),
]


@pytest.mark.parametrize(("make", "error", "text"), IMPOSSIBLE, ids=[str(number) for number in range(len(IMPOSSIBLE))])
def test_invalid_arguments_are_rejected_with_the_fix(
    make: Callable[[], dict[str, Any]], error: type[Exception], text: str
) -> None:
    with pytest.raises(error, match=text) as caught:
        HTTPClient(**make())
    assert "planted" not in str(caught.value)


def test_valid_arguments_are_accepted() -> None:
    HTTPClient(proxy="socks5h://localhost:1", trust_env=False, ssl_context=ssl.create_default_context())
    HTTPClient(proxy=httpx.Proxy("http://localhost:1"), max_connections=1)


def test_a_proxy_that_cannot_be_used_is_an_sdk_error(side: Side) -> None:
    http = HTTPClient(proxy="socks5://user:planted@localhost:1")
    with pytest.raises(InvalidRequestError, match="socksio") as caught:
        side.send(http, prepared("http://api.example"))
    assert caught.value.outcome == "not_sent"
    assert "planted" not in str(caught.value)


def test_the_repr_of_a_client_shows_no_secret() -> None:
    http = HTTPClient(proxy="http://user:planted@localhost:1")
    assert repr(http) == "<attio.HTTPClient open>"
    assert "planted" not in repr(vars(http))
