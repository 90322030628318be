"""`OAuthApp`: the whole installation, on the sandbox's own OAuth endpoints."""

from __future__ import annotations

import inspect
import logging
import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import anyio
import httpx
import pytest

from attio import HTTPClient, errors
from attio.oauth import (
    ClientOptions,
    Installation,
    MemoryInstallations,
    OAuthApp,
    OAuthResult,
    OAuthStart,
    SqliteInstallations,
)
from attio.sandbox import Sandbox

Complete = Callable[..., OAuthResult]


@pytest.fixture
def sandbox() -> Sandbox:
    return Sandbox()


@pytest.fixture
def oauth(sandbox: Sandbox) -> Iterator[OAuthApp]:
    with sandbox.oauth_app() as app:
        yield app


@pytest.fixture(params=["sync", "asyncio", "trio"])
def run(request: pytest.FixtureRequest) -> Callable[..., Any]:
    """Call a method by name, or its twin: `run(oauth, "complete", query, cookie=...)`."""

    def run(target: object, name: str, *args: Any, **named: Any) -> Any:
        if request.param == "sync":
            return getattr(target, name)(*args, **named)

        async def main() -> Any:
            return await getattr(target, f"{name}_async")(*args, **named)

        return anyio.run(main, backend=request.param)

    return run


def approve(sandbox: Sandbox, started: OAuthStart) -> tuple[str, str]:
    """What the browser does: the query of the callback, and the cookie."""
    location = sandbox.oauth.approve(started.url)
    return urlsplit(location).query, started.set_cookie.partition(";")[0]


def test_a_workspace_installs_the_app(sandbox: Sandbox, run: Callable[..., Any]) -> None:
    told: list[Installation] = []
    oauth = sandbox.oauth_app(on_install=told.append)
    query, cookie = approve(sandbox, oauth.start(next="/settings"))
    result = run(oauth, "complete", query, cookie=cookie)
    assert result.next == "/settings"
    assert told == [result.installation]
    workspace = result.installation
    assert workspace.token_level == "workspace"
    for name in (workspace.workspace_id, workspace.workspace_slug):
        with run(oauth, "client", name) as client:
            assert client.meta.identify().workspace_id == workspace.workspace_id
            client.records.create("people", data={"values": {"name": "Ada Lovelace"}})
    assert run(oauth, "installation", workspace.workspace_id).reveal() == workspace.reveal()
    assert run(oauth, "check", workspace.workspace_slug)


def test_parameters_may_come_as_a_mapping(sandbox: Sandbox, oauth: OAuthApp) -> None:
    query, cookie = approve(sandbox, oauth.start())
    parameters = parse_qs(query)
    assert oauth.complete({name: value[0] for name, value in parameters.items()}, cookie=cookie).next == "/"


def test_a_token_that_was_revoked_is_forgotten(sandbox: Sandbox, oauth: OAuthApp, run: Callable[..., Any]) -> None:
    query, cookie = approve(sandbox, oauth.start())
    installation = oauth.complete(query, cookie=cookie).installation
    sandbox.revoke_token(installation.reveal())
    assert run(oauth, "check", installation.workspace_slug) is False
    assert run(oauth, "check", installation.workspace_slug) is False
    with pytest.raises(errors.NotInstalledError) as caught:
        run(oauth, "client", installation.workspace_slug)
    assert caught.value.workspace == installation.workspace_slug


def test_without_an_installation_no_other_token_is_used(
    oauth: OAuthApp, run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ATTIO_OAUTH2", "another-workspace")
    with pytest.raises(errors.NotInstalledError, match="'acme' has not installed the app for the member 'ada'"):
        run(oauth, "client", "acme", member="ada")


def test_a_callback_is_handled_once(sandbox: Sandbox, oauth: OAuthApp, run: Callable[..., Any]) -> None:
    query, cookie = approve(sandbox, oauth.start())
    run(oauth, "complete", query, cookie=cookie)
    with pytest.raises(errors.OAuthStateError) as caught:
        run(oauth, "complete", query, cookie=cookie)
    assert caught.value.reason == "used"


def test_two_tabs_share_a_cookie(sandbox: Sandbox, oauth: OAuthApp) -> None:
    first = oauth.start()
    second = oauth.start(cookie=f"x=y; {first.set_cookie.partition(';')[0]}")
    assert second.set_cookie == first.set_cookie
    for started in (first, second):
        query, cookie = approve(sandbox, started)
        assert oauth.complete(query, cookie=cookie).next == "/"


def test_another_browser_cannot_finish_it(sandbox: Sandbox, oauth: OAuthApp, run: Callable[..., Any]) -> None:
    query, _ = approve(sandbox, oauth.start())
    _, cookie = approve(sandbox, oauth.start())
    for header in (cookie, None):
        with pytest.raises(errors.OAuthStateError) as caught:
            run(oauth, "complete", query, cookie=header)
        assert caught.value.reason == "browser"


def test_time_runs_out(sandbox: Sandbox) -> None:
    now = [1_000_000.0]
    oauth = sandbox.oauth_app(clock=lambda: now[0], state_seconds=60)
    query, cookie = approve(sandbox, oauth.start())
    now[0] += 60
    with pytest.raises(errors.OAuthStateError) as caught:
        oauth.complete(query, cookie=cookie)
    assert caught.value.reason == "expired"


def test_keys_are_rotated(sandbox: Sandbox) -> None:
    store = MemoryInstallations()
    before = sandbox.oauth_app(state_key="old", store=store)
    query, cookie = approve(sandbox, before.start())
    after = sandbox.oauth_app(state_key=["new", "old"], store=store)
    with pytest.raises(errors.OAuthExchangeError):  # the state is fine; the code belongs to the other registration
        after.complete(query, cookie=cookie)
    with pytest.raises(errors.OAuthStateError) as caught:
        sandbox.oauth_app(state_key="new").complete(query, cookie=cookie)
    assert caught.value.reason == "forged"


def test_the_user_says_no(sandbox: Sandbox, oauth: OAuthApp, run: Callable[..., Any]) -> None:
    started = oauth.start()
    query = urlsplit(sandbox.oauth.deny(started.url)).query
    with pytest.raises(errors.OAuthDeniedError):
        run(oauth, "complete", query, cookie=started.set_cookie.partition(";")[0])


@pytest.mark.parametrize(
    ("more", "message"),
    [("&code=x", "parameter 'code' more than once"), ("&state=x", "parameter 'state' more than once")],
)
def test_parameters_that_come_twice(sandbox: Sandbox, oauth: OAuthApp, more: str, message: str) -> None:
    query, cookie = approve(sandbox, oauth.start())
    with pytest.raises(errors.OAuthError, match=message):
        oauth.complete(query + more, cookie=cookie)


def test_a_callback_without_a_code(sandbox: Sandbox, oauth: OAuthApp) -> None:
    query, cookie = approve(sandbox, oauth.start())
    state = parse_qs(query)["state"][0]
    with pytest.raises(errors.OAuthError, match="has no code"):
        oauth.complete({"state": state}, cookie=cookie)


# Attio's responses


def answering(
    *responses: httpx.Response | Exception, tokens: list[str | None] | None = None
) -> tuple[OAuthApp, list[httpx.Request]]:
    """An app whose requests get these responses, one after the other."""
    waiting, seen = list(responses), list[httpx.Request]()
    tokens = [] if tokens is None else tokens

    def fetch(request: httpx.Request) -> httpx.Response:
        tokens.append(request.headers.get("authorization"))  # masked once the response is there
        seen.append(request)
        response = waiting.pop(0)
        if isinstance(response, Exception):
            raise response
        return response

    async def fetch_async(request: httpx.Request) -> httpx.Response:
        return fetch(request)

    http_client = HTTPClient(fetcher=fetch, async_fetcher=fetch_async)
    return OAuthApp("id", "client-secret", "https://app.test/callback", http_client=http_client), seen


def finish(oauth: OAuthApp, run: Callable[..., Any]) -> Any:
    started = oauth.start()
    state = parse_qs(urlsplit(started.url).query)["state"][0]
    return run(oauth, "complete", {"state": state, "code": "c0de"}, cookie=started.set_cookie.partition(";")[0])


TOKEN = {"access_token": "granted-token", "token_type": "Bearer"}


def test_the_exchange_is_as_documented(run: Callable[..., Any]) -> None:
    identity = httpx.Response(200, json={"active": False})
    tokens: list[str | None] = []
    oauth, seen = answering(httpx.Response(200, json=TOKEN), identity, tokens=tokens)
    with pytest.raises(errors.OAuthExchangeError, match="token is not active"):
        finish(oauth, run)
    exchange, _ = seen
    assert (exchange.url.host, exchange.url.raw_path) == ("app.attio.com", b"/oauth/token")
    assert parse_qs(exchange.content.decode()) == {
        "grant_type": ["authorization_code"],
        "client_id": ["id"],
        "client_secret": ["client-secret"],
        "code": ["c0de"],
    }
    assert tokens == [None, "Bearer granted-token"]


@pytest.mark.parametrize(
    ("response", "status", "code"),
    [
        (httpx.Response(400, json={"error": "invalid_grant"}), 400, "invalid_grant"),
        (httpx.Response(401, json={"error": "a secret? <script>"}), 401, None),
        (httpx.Response(500, text="<html>"), 500, None),
        (httpx.Response(400, json=["error"]), 400, None),
    ],
)
def test_refused_exchanges(run: Callable[..., Any], response: httpx.Response, status: int, code: str | None) -> None:
    oauth, seen = answering(response)
    with pytest.raises(errors.OAuthExchangeError) as caught:
        finish(oauth, run)
    error = caught.value
    assert (error.status_code, error.code, error.outcome) == (status, code, "rejected")
    assert "script" not in str(error)
    assert len(seen) == 1


@pytest.mark.parametrize("body", [{}, {"access_token": ""}, {"access_token": 7}, {"access_token": "a\nb"}, ["x"]])
def test_a_success_without_a_token(run: Callable[..., Any], body: object) -> None:
    oauth, _ = answering(httpx.Response(200, json=body))
    with pytest.raises(errors.OAuthExchangeError, match="no usable access token") as caught:
        finish(oauth, run)
    assert caught.value.outcome == "accepted"


def test_only_what_was_not_sent_is_sent_again(run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    def wait(_seconds: float) -> None:
        pass

    async def at_once(_seconds: float) -> None:
        pass

    monkeypatch.setattr("time.sleep", wait)
    monkeypatch.setattr("anyio.sleep", at_once)
    refused = httpx.ConnectError("refused")
    oauth, seen = answering(refused, refused, httpx.Response(400))
    with pytest.raises(errors.OAuthExchangeError):
        finish(oauth, run)
    assert len(seen) == 3
    oauth, seen = answering(refused, refused, refused)
    with pytest.raises(errors.ConnectionError):
        finish(oauth, run)
    oauth, seen = answering(httpx.ReadError("broken"))
    with pytest.raises(errors.ConnectionError):
        finish(oauth, run)
    assert len(seen) == 1


# Stores and functions of the caller


class Awaitable:
    """What some clients of databases return in place of a coroutine."""

    def __await__(self) -> Iterator[None]:
        return iter(())


class AsyncStore:
    """A store whose methods are all async."""

    def __init__(self) -> None:
        self._store = MemoryInstallations()

    async def save(self, installation: Installation, /) -> None:
        self._store.save(installation)

    async def find(self, workspace: str, member: str | None = None, /) -> Installation | None:
        return self._store.find(workspace, member)

    async def delete(self, installation: Installation, /) -> None:
        self._store.delete(installation)

    async def all(self) -> list[Installation]:
        return self._store.all()


def test_async_stores(sandbox: Sandbox) -> None:
    oauth = sandbox.oauth_app(store=AsyncStore())

    def wait(_installation: Installation) -> object:
        return Awaitable()

    waiting = sandbox.oauth_app(on_install=wait)
    waiting_query, waiting_cookie = approve(sandbox, waiting.start())
    with pytest.raises(errors.InvalidRequestError, match="is async"):
        waiting.complete(waiting_query, cookie=waiting_cookie)
    query, cookie = approve(sandbox, oauth.start())
    with pytest.raises(errors.InvalidRequestError, match="save is async: use the _async twin"):
        oauth.complete(query, cookie=cookie)
    with pytest.raises(errors.InvalidRequestError, match="find is async: use the _async twin"):
        oauth.client("acme")

    async def main() -> None:
        async with oauth:
            installation = (await oauth.complete_async(query, cookie=cookie)).installation
            client = await oauth.client_async(installation.workspace_slug)
            assert (await client.meta.identify_async()).active is True
            with pytest.raises(errors.OAuthStateError):
                await oauth.complete_async(query, cookie=cookie)

    anyio.run(main)


def test_a_plain_function_may_give_an_awaitable(sandbox: Sandbox) -> None:
    told: list[Installation] = []

    async def later(installation: Installation) -> None:
        told.append(installation)

    def plain(installation: Installation) -> object:
        return later(installation)

    oauth = sandbox.oauth_app(on_install=plain)
    query, cookie = approve(sandbox, oauth.start())
    anyio.run(lambda: oauth.complete_async(query, cookie=cookie))
    assert len(told) == 1
    query, cookie = approve(sandbox, oauth.start())
    with pytest.raises(errors.InvalidRequestError, match="plain is async"):
        oauth.complete(query, cookie=cookie)
    partly = sandbox.oauth_app(on_install=partial(later))
    with pytest.raises(errors.InvalidRequestError, match=r"partial.* is async"):
        partly.complete(*approve(sandbox, partly.start())[:1], cookie=None)


def test_own_connections_are_closed() -> None:
    with OAuthApp("id", "secret", "https://app.test/callback") as oauth:
        client = oauth.client("acme") if oauth.check("acme") else None
    assert client is None

    async def main() -> None:
        async with OAuthApp("id", "secret", "https://app.test/callback"):
            pass

    anyio.run(main)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"client_id": " "}, "client_id is empty"),
        ({"client_secret": ""}, "client_secret is empty"),
        ({"redirect_uri": "http://app.test/callback"}, "redirect_uri"),
        ({"redirect_uri": "/callback"}, "redirect_uri"),
        ({"token_url": "http://attio.example"}, "token_url"),
        ({"authorize_url": "ftp://attio.example"}, "authorize_url"),
        ({"state_key": ""}, "state_key is empty"),
        ({"state_key": []}, "state_key is empty"),
        ({"state_seconds": 0}, "state_seconds is from 1 to 86400"),
        ({"default_next": "https://evil.example"}, "default_next must be a path"),
        ({"timeout_ms": -1}, "timeout_ms"),
    ],
)
def test_arguments_that_cannot_work(changes: dict[str, Any], message: str) -> None:
    arguments: dict[str, Any] = {
        "client_id": "id",
        "client_secret": "secret",
        "redirect_uri": "http://127.0.0.1:8000/callback",
    }
    with pytest.raises(ValueError, match=message):
        OAuthApp(**(arguments | changes))


def test_secrets_show_nowhere(sandbox: Sandbox, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    oauth = sandbox.oauth_app(state_key="planted-key")
    started = oauth.start()
    query, cookie = approve(sandbox, started)
    result = oauth.complete(query, cookie=cookie)
    token = result.installation.reveal()
    binder = cookie.partition("=")[2]
    shown = f"{oauth!r} {started!r} {result!r} {vars(oauth)!r} {caplog.text}"
    for secret in (token, binder, "planted-key", parse_qs(query)["code"][0]):
        assert secret not in shown


# The endpoints


async def get(oauth: OAuthApp, path: str, cookie: str | None = None, method: str = "GET") -> httpx.Response:
    transport = httpx.ASGITransport(app=oauth.asgi())
    async with httpx.AsyncClient(transport=transport, base_url="https://app.test") as browser:
        return await browser.request(method, path, headers={"cookie": cookie} if cookie else {})


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_endpoints(sandbox: Sandbox, oauth: OAuthApp, backend: str) -> None:
    async def main() -> None:
        install = await get(oauth, "/oauth/install?next=/settings")
        assert install.status_code == 302
        cookie = install.headers["set-cookie"].partition(";")[0]
        location = urlsplit(sandbox.oauth.approve(install.headers["location"]))
        callback = await get(oauth, f"/oauth/callback?{location.query}", cookie)
        assert (callback.status_code, callback.headers["location"]) == (302, "/settings")
        again = await get(oauth, f"/oauth/callback?{location.query}", cookie)
        assert (again.status_code, again.text) == (
            400,
            "This link is no longer valid. Begin the installation again.\n",
        )
        denied = await get(
            oauth, f"/oauth/callback?{urlsplit(sandbox.oauth.deny(oauth.start(cookie=cookie).url)).query}", cookie
        )
        assert denied.status_code == 403
        for response in (install, callback, again, denied):
            assert response.headers["cache-control"] == "no-store"
            assert response.headers["referrer-policy"] == "no-referrer"
            assert response.headers["x-content-type-options"] == "nosniff"

    anyio.run(main, backend=backend)


def test_endpoints_refuse(oauth: OAuthApp) -> None:
    async def main() -> None:
        assert (await get(oauth, "/oauth/other")).status_code == 404
        posted = await get(oauth, "/oauth/install", method="POST")
        assert (posted.status_code, posted.headers["allow"]) == (405, "GET")
        failing, _ = answering(httpx.Response(500))
        started = failing.start()
        state = parse_qs(urlsplit(started.url).query)["state"][0]
        cookie = started.set_cookie.partition(";")[0]
        assert (await get(failing, f"/callback?state={state}&code=x", cookie)).status_code == 502

        async def nothing(*_: Any) -> Any: ...

        with pytest.raises(RuntimeError, match="serve HTTP, not websocket"):
            await oauth.asgi()({"type": "websocket"}, nothing, nothing)

    anyio.run(main)


def test_many_tenants_share_connections(sandbox: Sandbox, tmp_path: Any) -> None:
    oauth = sandbox.oauth_app(store=SqliteInstallations(tmp_path / "installs.db"))
    query, cookie = approve(sandbox, oauth.start())
    slug = oauth.complete(query, cookie=cookie).installation.workspace_slug
    clients = [oauth.client(slug) for _ in range(200)]
    clients[0].close()
    assert clients[1].meta.identify().active is True
    assert len({id(client._http) for client in clients}) == 1


def test_the_guide_lists_every_parameter() -> None:
    guide = (Path(__file__).parents[2] / "docs" / "oauth.md").read_text("utf-8")
    section = guide.partition("## Parameters of `OAuthApp`")[2].partition("\n## ")[0]
    listed = {
        name for row in re.findall(r"^\| (`.*?) \|", section, re.MULTILINE) for name in re.findall(r"`(\w+)`", row)
    }
    parameters = inspect.signature(OAuthApp.__init__).parameters.keys() - {"self", "client_options"}
    assert listed == parameters | ClientOptions.__annotations__.keys()


def test_an_unknown_option_is_named() -> None:
    make: Any = OAuthApp
    where = ("id", "secret", "https://me.example/callback")
    with pytest.raises(TypeError, match=r"^OAuthApp\(\) has no argument 'stor'; did you mean 'store'\?$"):
        make(*where, stor=None)
    with pytest.raises(TypeError, match=r"^OAuthApp\(\) has no argument 'timeout'; use timeout_ms, in milliseconds$"):
        make(*where, timeout=5)
