"""Behavior in cases in which clients of other APIs fail: one test for each row of docs/reliability.md."""

from __future__ import annotations

import asyncio
import copy
import gc
import inspect
import io
import logging
import pickle
import time
from collections.abc import Callable, Iterator
from operator import attrgetter
from typing import Any

import anyio
import httpx
import pytest
import trio

from attio import Attio, AttioSDKError, HTTPClient, errors
from attio.resources.base import Resource
from tests.faults.load import in_threads
from tests.faults.stage import FAST, OWN, TOKEN, Call, Stage, record, send
from tests.faults.table import HTML, Kind
from tests.server import Reply, Server

ME = {"active": False}
THREADS = 32


@pytest.fixture(params=OWN, ids=str)
def stage(request: pytest.FixtureRequest) -> Stage:
    chosen: Stage = request.param
    return chosen


async def failure(call: Call, kind: Kind, key: str = "r") -> AttioSDKError:
    """Make a call that must fail, and return its error."""
    with pytest.raises(AttioSDKError) as caught:
        await send(call, kind, key)
    return caught.value


# Retries


@pytest.mark.parametrize("fault", ["500", "dropped"])
def test_a_create_with_an_unknown_outcome_is_sent_once(server: Server, stage: Stage, fault: str) -> None:
    if fault == "500":
        server.reply(500)
    else:
        server.drop()

    async def work(call: Call) -> None:
        error = await failure(call, "create")
        assert isinstance(error, errors.ServerError if fault == "500" else errors.ConnectionError)
        assert (error.outcome, error.attempts) == ("unknown", 1)

    stage.run(server.url, work)
    assert len(server.requests) == 1


def test_a_read_is_retried_until_it_gets_a_response(server: Server, stage: Stage) -> None:
    server.reply(500)
    server.drop()
    server.reply(json=record("r").json)

    async def work(call: Call) -> None:
        assert (await send(call, "read")).http.attempts == 3

    stage.run(server.url, work, retry_config=FAST)


def test_an_hour_of_retry_after_raises_at_once(server: Server, stage: Stage) -> None:
    server.reply(429, headers={"Retry-After": "3600"})

    async def work(call: Call) -> None:
        began = time.monotonic()
        error = await failure(call, "read")
        assert time.monotonic() - began < 2
        assert isinstance(error, errors.RateLimitError)
        assert (error.retry_after, error.attempts) == (3600, 1)

    stage.run(server.url, work)


# Results and errors


@pytest.mark.parametrize("body", [HTML, b"{}"], ids=["html", "empty object"])
@pytest.mark.parametrize("kind", ["read", "create"])
def test_a_success_without_a_valid_body_raises(server: Server, stage: Stage, body: bytes, kind: Kind) -> None:
    server.reply(200, body=body, headers={"Content-Type": "text/html"})

    async def work(call: Call) -> None:
        error = await failure(call, kind)
        assert type(error) is errors.ResponseValidationError
        assert (error.status_code, error.outcome) == (200, "accepted")

    stage.run(server.url, work)


@pytest.mark.parametrize("location", ["http://[", "//[::1", "http://a:b/", "http://a:99999999/", "data:,x"])
@pytest.mark.parametrize("method", ["meta.identify", "files.download"])
def test_a_redirect_to_an_invalid_location_is_an_error(stage: Stage, location: str, method: str) -> None:
    response = httpx.Response(302, headers=[(b"location", location.encode("latin-1"))])
    http = HTTPClient(fetcher=lambda _: response, async_fetcher=lambda _: response)
    client = Attio(TOKEN, http_client=http)
    with pytest.raises(errors.AttioError, match="not followed") as caught:
        stage.driver.call(client, method, *["f"][: method == "files.download"])
    assert location not in str(caught.value)


@pytest.mark.parametrize("charset", ["utf-16", "utf-7", "idna", "no-such-charset"])
@pytest.mark.parametrize("method", ["meta.identify", "files.download"])
def test_a_redirect_may_claim_any_charset(stage: Stage, charset: str, method: str) -> None:
    """Found by the fuzz test: decoding the body with the named charset may fail."""
    named = {"location": "//[::1", "content-type": f"text/html; charset={charset}"}
    response = httpx.Response(302, headers=named, content=b"\xff+x")
    http = HTTPClient(fetcher=lambda _: response, async_fetcher=lambda _: response)
    with pytest.raises(errors.AttioError, match="not followed"):
        stage.driver.call(Attio(TOKEN, http_client=http), method, *["f"][: method == "files.download"])


def _classes() -> Iterator[type[AttioSDKError]]:
    for name in errors.__all__:
        cls: object = getattr(errors, name)
        if inspect.isclass(cls) and issubclass(cls, AttioSDKError):
            yield cls


def test_every_error_pickles_and_copies() -> None:
    classes = list(_classes())
    assert len(classes) > 100
    for cls in classes:
        error = cls("gone")
        for twin in (pickle.loads(pickle.dumps(error)), copy.copy(error), copy.deepcopy(error)):
            assert (type(twin), twin.args, twin.outcome) == (cls, ("gone",), error.outcome)


# Routes and redirects


@pytest.mark.parametrize("id_", ["../../v1/x", "..", "."])
def test_an_id_never_reaches_another_route(server: Server, stage: Stage, id_: str) -> None:
    server.always(lambda _: record("r"))

    async def work(call: Call) -> None:
        if id_.strip("."):
            await send(call, "read", id_)
        else:
            error = await failure(call, "read", id_)
            assert isinstance(error, errors.InvalidRequestError)

    stage.run(server.url, work)
    assert [request.target for request in server.requests] == (
        ["/v2/objects/people/records/..%2F..%2Fv1%2Fx"] if id_.strip(".") else []
    )


def test_an_empty_id_is_not_sent(server: Server, stage: Stage) -> None:
    async def work(call: Call) -> None:
        error = await failure(call, "read", "")
        assert isinstance(error, errors.InvalidRequestError)
        assert (error.outcome, error.operation) == ("not_sent", "records.get")

    stage.run(server.url, work)
    assert server.requests == []


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("kind", ["read", "create"])
def test_a_redirect_to_another_origin_is_not_followed(server: Server, stage: Stage, status: int, kind: Kind) -> None:
    with Server() as other:
        server.reply(status, headers={"Location": f"{other.url}/v2/objects"})

        async def work(call: Call) -> None:
            error = await failure(call, kind)
            assert isinstance(error, errors.AttioError)
            assert error.status_code == status

        stage.run(server.url, work)
        assert other.connections == 0


# Secrets


def test_debug_output_never_holds_the_token(server: Server, stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    server.reply(json=record("r").json, headers={"X-Echo": TOKEN, "Set-Cookie": TOKEN})
    server.reply(401, json={"status_code": 401, "code": "unauthorized", "message": f"Bearer {TOKEN} is not valid."})
    server.drop()
    output = io.StringIO()
    handler = logging.StreamHandler(output)
    for name in ("attio", "tests.faults"):
        monkeypatch.setattr(logging.getLogger(name), "handlers", [handler])
        monkeypatch.setattr(logging.getLogger(name), "level", logging.DEBUG)

    async def work(call: Call) -> None:
        await send(call, "create")
        await failure(call, "create")
        await failure(call, "create", TOKEN)

    stage.run(server.url, work, debug_logger=logging.getLogger("tests.faults"))
    assert output.getvalue().count("-> POST") == 3
    assert TOKEN not in output.getvalue()


# Life cycle


@pytest.mark.parametrize("run", [asyncio.run, trio.run], ids=["asyncio", "trio"])
def test_one_client_serves_three_event_loops_in_a_row(server: Server, run: Callable[..., None]) -> None:
    server.always(lambda _: Reply(json=ME))
    with Attio(TOKEN, server_url=server.url) as client:

        async def main() -> None:
            assert (await client.meta.identify_async()).active is False

        for _ in range(3):
            run(main() if run is asyncio.run else main)
            server.wait_for_connections(0)


SUB_CLIENTS = ("records", "attributes.options", "scim.users", "scim_groups")


def slow_down(monkeypatch: pytest.MonkeyPatch, cls: type) -> list[object]:
    """Make a class slow to instantiate, so that threads race; return a list of its instances."""
    instances: list[object] = []
    make: Callable[..., None] = vars(cls)["__init__"]

    def slowly(self: object, *args: Any, **options: Any) -> None:
        time.sleep(0.01)
        instances.append(self)
        make(self, *args, **options)

    monkeypatch.setattr(cls, "__init__", slowly)
    return instances


def test_racing_threads_share_sub_clients_and_transports(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    server.always(lambda _: Reply(json=ME))
    slow_down(monkeypatch, Resource)
    transports = slow_down(monkeypatch, httpx.HTTPTransport)
    touched: list[tuple[object, ...]] = []
    with Attio(TOKEN, server_url=server.url) as client:

        def work(_: int) -> None:
            touched.append(attrgetter(*SUB_CLIENTS)(client))
            client.meta.identify()

        in_threads(THREADS, work)
    assert (len(touched), len(transports)) == (THREADS, 1)
    assert [len({id(sub_client) for sub_client in each}) for each in zip(*touched, strict=True)] == [1] * len(
        SUB_CLIENTS
    )


@pytest.mark.parametrize("run", [asyncio.run, trio.run], ids=["asyncio", "trio"])
def test_racing_tasks_get_a_connection_each_and_reuse_it(
    server: Server, monkeypatch: pytest.MonkeyPatch, run: Callable[..., None]
) -> None:
    server.always(lambda _: Reply(json=ME))
    transports = slow_down(monkeypatch, httpx.AsyncHTTPTransport)

    async def main() -> None:
        async with Attio(TOKEN, server_url=server.url) as client:
            for _ in range(2):
                async with anyio.create_task_group() as tasks:
                    for _ in range(THREADS):
                        tasks.start_soon(client.meta.identify_async)

    run(main() if run is asyncio.run else main)
    assert (len(server.requests), len(transports)) == (2 * THREADS, THREADS)


def test_a_sub_client_outlives_the_name_of_its_client(server: Server) -> None:
    server.reply(json=ME)
    http = HTTPClient()
    meta = Attio(TOKEN, server_url=server.url, http_client=http).meta
    gc.collect()
    assert meta.identify().active is False
    http.close()


def test_a_client_that_shares_a_transport_leaves_it_open(server: Server) -> None:
    server.reply(json=ME, times=2)
    with HTTPClient() as http, Attio(TOKEN, server_url=server.url, http_client=http) as client:
        with Attio("another", server_url=server.url, http_client=http) as other:
            other.meta.identify()
        assert client.meta.identify().active is False
    assert server.connections == 1
