"""Hooks of an attempt: their order, their changes, and hooks that raise."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import httpx2
import pytest

from attio import errors
from attio._http.client import HTTPClient
from attio.errors import InvalidRequestError
from tests.http.sides import INFO, TOKEN, Side, limits, prepared
from tests.server import Server


def test_hooks_run_in_the_order_of_adding_once_an_attempt(server: Server, http: HTTPClient, side: Side) -> None:
    seen: list[str] = []
    http.add_hook("response", lambda response, _: seen.append(f"a{response.status_code}"))
    http.add_hook("before_request", lambda _: seen.append("first"))
    http.add_hook("request_error", lambda error, _: seen.append(type(error).__name__))
    http.add_hook("before_request", lambda _: seen.append("second"))
    http.add_hook("response", lambda response, _: seen.append(f"b{response.status_code}"))
    server.reply(404)
    side.send(http, prepared(server.url))
    assert seen == ["first", "second", "a404", "b404"]
    seen.clear()
    server.drop()
    with pytest.raises(errors.ConnectionError):
        side.send(http, prepared(server.url))
    assert seen == ["first", "second", "ConnectionError"]


def test_hooks_see_the_request_the_response_and_the_error(server: Server, http: HTTPClient, side: Side) -> None:
    def before(request: httpx.Request) -> None:
        assert request.headers["authorization"] == f"Bearer {TOKEN}"
        assert request.extensions["attio"] is INFO
        assert request.content == b"{}"

    def after(response: httpx.Response, request: httpx.Request) -> None:
        assert response.content == b'{"a": 1}'
        assert response.request is request
        assert request.extensions["attio"].attempt == 1
        assert TOKEN not in str(request.headers.raw)

    def failed(error: Exception, request: httpx.Request) -> None:
        assert isinstance(error, errors.RequestTimeoutError)
        assert request.method == "POST"
        assert TOKEN not in str(request.headers.raw)

    http.add_hook("before_request", before).add_hook("response", after).add_hook("request_error", failed)
    server.reply(json={"a": 1})
    side.send(http, prepared(server.url, method="POST", content=b"{}"))
    server.hang()
    with pytest.raises(errors.RequestTimeoutError):
        side.send(http, prepared(server.url, method="POST", content=b"{}"), timeout=0.1)


# Changing the request


def test_a_hook_may_change_the_request(server: Server, http: HTTPClient, side: Side) -> None:
    def add(request: httpx.Request) -> None:
        request.headers["traceparent"] = "00-1"
        request.headers["authorization"] = "Bearer other"

    server.reply()
    side.send(http.add_hook("before_request", add), prepared(server.url))
    assert server.requests[0].header("traceparent") == "00-1"
    assert server.requests[0].header("authorization") == "Bearer other"


def test_a_hook_may_return_another_request_for_the_next_hook(server: Server, http: HTTPClient, side: Side) -> None:
    """The token, the deadline and the call information are kept."""
    later: list[httpx.Request] = []

    def replace(request: httpx.Request) -> httpx.Request:
        return httpx.Request("POST", f"{request.url}?page=2", content=b"other")

    server.reply()
    http.add_hook("before_request", replace).add_hook("before_request", later.append)
    side.send(http, prepared(server.url))
    [received] = server.requests
    assert (received.method, received.target, received.body) == ("POST", "/v2/self?page=2", b"other")
    assert received.header("authorization") == f"Bearer {TOKEN}"
    assert later[0].method == "POST"
    assert later[0].extensions["attio"] is INFO
    assert later[0].extensions["timeout"]["read"] == 5.0


def test_a_hook_that_changes_the_host_sends_the_token_there(server: Server, side: Side) -> None:
    with Server() as other:

        def move(request: httpx.Request) -> None:
            request.url = request.url.copy_with(port=other.port)

        def rebuild(request: httpx.Request) -> httpx.Request:
            return httpx.Request(request.method, request.url.copy_with(port=other.port), headers=request.headers)

        hooks: list[Any] = [move, rebuild]
        for hook in hooks:
            other.reply()
            with HTTPClient().add_hook("before_request", hook) as http:
                side.send(http, prepared(server.url))
        for received in other.requests:
            assert received.header("authorization") == f"Bearer {TOKEN}"
            assert received.header("host") == other.url.removeprefix("http://")
        assert len(other.requests) == 2
    assert server.requests == []


def test_a_host_header_set_by_a_hook_is_kept(server: Server, http: HTTPClient, side: Side) -> None:
    def move(request: httpx.Request) -> None:
        request.url = request.url.copy_with(host="localhost")
        request.headers["host"] = "api.attio.com"

    server.reply()
    side.send(http.add_hook("before_request", move), prepared(server.url))
    assert server.requests[0].header("host") == "api.attio.com"


def test_credentials_of_a_hook_are_not_sent_to_a_signed_url(server: Server, http: HTTPClient, side: Side) -> None:
    def add(request: httpx.Request) -> None:
        request.headers["authorization"] = "Bearer planted"
        request.headers["cookie"] = "session=planted"

    server.reply()
    side.send(http.add_hook("before_request", add), prepared(f"{server.url}/file?sig=1"), token=None)
    assert server.requests[0].header("authorization") is None
    assert server.requests[0].header("cookie") is None


@pytest.mark.parametrize(
    "given", ["https://x/", httpx.Response(200), httpx2.Request("GET", "https://x/")], ids=["str", "response", "httpx2"]
)
def test_a_hook_that_returns_no_request_is_rejected(
    server: Server, http: HTTPClient, side: Side, given: object
) -> None:
    def replace(_: httpx.Request) -> Any:
        return given

    http.add_hook("before_request", replace)
    with pytest.raises(
        InvalidRequestError, match=r"replace\(\) must return an httpx.Request or None, not \w+"
    ) as caught:
        side.send(http, prepared(server.url))
    assert caught.value.outcome == "not_sent"
    assert server.requests == []


# Hooks that raise


class HookError(Exception):
    """An exception of a hook."""


def raising(problem: Exception) -> Callable[..., None]:
    def hook(*_: object) -> None:
        raise problem

    return hook


def test_a_before_request_hook_that_raises_stops_the_request(server: Server, http: HTTPClient, side: Side) -> None:
    seen: list[object] = []

    def note(*args: object) -> None:
        seen.append(args)

    problem = HookError()
    http.add_hook("before_request", raising(problem)).add_hook("before_request", note)
    http.add_hook("request_error", note)
    with pytest.raises(HookError) as caught:
        side.send(http, prepared(server.url))
    assert caught.value is problem
    assert seen == []
    assert server.requests == []


def test_a_response_hook_that_raises_frees_the_connection(server: Server, side: Side) -> None:
    seen: list[object] = []

    def note(*args: object) -> None:
        seen.append(args)

    problem = HookError()
    with HTTPClient(max_connections=1) as http:
        http.add_hook("response", raising(problem)).add_hook("response", note)
        for stream in (False, True):
            server.reply(body=b"x" * 1_000_000)
            with pytest.raises(HookError) as caught:
                side.send(http, prepared(server.url), stream=stream)
            assert caught.value is problem
        http.remove_hook("response", raising)  # removing an unknown function is harmless
        assert seen == []


def test_a_request_error_hook_that_raises_replaces_the_error(server: Server, http: HTTPClient, side: Side) -> None:
    server.drop()
    with pytest.raises(HookError) as caught:
        side.send(http.add_hook("request_error", raising(HookError())), prepared(server.url))
    assert isinstance(caught.value.__context__, Exception)


# Async functions


class AsyncHook:
    async def __call__(self, *_: object) -> None: ...


async def hook(*_: object) -> None: ...


@pytest.mark.parametrize(
    ("function", "name"),
    [(hook, "hook"), (functools.partial(hook), "hook"), (AsyncHook(), "AsyncHook")],
    ids=["function", "partial", "object"],
)
@pytest.mark.parametrize("event", ["before_request", "response", "request_error"])
def test_a_sync_call_rejects_async_hooks_by_name(
    server: Server, http: HTTPClient, event: Any, function: Any, name: str
) -> None:
    http.add_hook(event, function)
    with pytest.raises(InvalidRequestError, match=rf"the hook {name}\(\) is async") as caught:
        http.send(prepared(server.url), token=TOKEN, **limits())
    assert caught.value.outcome == "not_sent"
    assert server.requests == []
    http.remove_hook(event, function)
    server.reply()
    http.send(prepared(server.url), token=TOKEN, **limits())


class Later:
    """An awaitable that is not a coroutine."""

    def __await__(self) -> Iterator[None]:
        return iter(())


@pytest.mark.parametrize("later", [False, True])
@pytest.mark.parametrize(
    ("event", "outcome"), [("before_request", "not_sent"), ("response", "rejected"), ("request_error", "unknown")]
)
def test_a_sync_call_rejects_a_hook_that_returns_an_awaitable(
    server: Server, http: HTTPClient, event: Any, outcome: str, later: bool
) -> None:
    def sneaky(*args: object) -> object:
        return Later() if later else hook(*args)

    http.add_hook(event, sneaky)
    if event == "response":
        server.reply(404)
    elif event == "request_error":
        server.drop()
    with pytest.raises(InvalidRequestError, match="returned an awaitable") as caught:
        http.send(prepared(server.url), token=TOKEN, **limits())
    assert caught.value.outcome == outcome


@pytest.mark.anyio
async def test_an_async_call_awaits_hooks(server: Server) -> None:
    seen: list[str] = []

    async def before(request: httpx.Request) -> httpx.Request:
        seen.append("before")
        return httpx.Request("GET", f"{request.url}/other")

    async def after(response: httpx.Response, _: httpx.Request) -> None:
        seen.append(f"after {response.status_code}")

    async def failed(error: Exception, _: httpx.Request) -> None:
        seen.append(f"failed {type(error).__name__}")

    http = HTTPClient().add_hook("before_request", before).add_hook("response", after)
    async with http.add_hook("request_error", failed):
        server.reply()
        server.drop()
        await http.send_async(prepared(server.url), token=TOKEN, **limits())
        with pytest.raises(errors.ConnectionError):
            await http.send_async(prepared(server.url), token=TOKEN, **limits())
    assert seen == ["before", "after 200", "before", "failed ConnectionError"]
    assert server.requests[0].target == "/v2/self/other"


def test_a_hook_may_make_calls_and_is_called_for_them(server: Server) -> None:
    """A hook can make calls with a single connection, because a response that was read has released it."""
    seen: list[str] = []
    http = HTTPClient(max_connections=1)

    def again(_: httpx.Response, request: httpx.Request) -> None:
        seen.append(request.url.path)
        if len(seen) < 3:
            http.send(prepared(f"{server.url}/{len(seen)}"), token=TOKEN, **limits(timeout=1))

    with http.add_hook("response", again):
        server.reply(times=3)
        http.send(prepared(f"{server.url}/0"), token=TOKEN, **limits(timeout=1))
    assert seen == ["/0", "/1", "/2"]


@pytest.mark.anyio
async def test_a_hook_may_make_async_calls(server: Server) -> None:
    seen: list[str] = []
    http = HTTPClient(max_connections=1)

    async def again(_: httpx.Response, request: httpx.Request) -> None:
        seen.append(request.url.path)
        if len(seen) < 3:
            await http.send_async(prepared(f"{server.url}/{len(seen)}"), token=TOKEN, **limits(timeout=1))

    async with http.add_hook("response", again):
        server.reply(times=3)
        await http.send_async(prepared(f"{server.url}/0"), token=TOKEN, **limits(timeout=1))
    assert seen == ["/0", "/1", "/2"]
