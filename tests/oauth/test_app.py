"""`OAuthApp`: installations from the start to the callback, its arguments, and the clients of installed workspaces."""

from __future__ import annotations

import inspect
import logging
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import anyio
import pytest

from attio import HTTPClient, errors
from attio.oauth import ClientOptions, Installation, MemoryInstallations, OAuthApp, OAuthResult, SqliteInstallations
from attio.sandbox import Sandbox
from tests.oauth.flows import approve

Complete = Callable[..., OAuthResult]


def test_a_workspace_installs_the_app(sandbox: Sandbox, run: Callable[..., Any]) -> None:
    installed: list[Installation] = []
    oauth = sandbox.oauth_app(on_install=installed.append)
    query, cookie = approve(sandbox, oauth.start(next="/settings"))
    result = run(oauth, "complete", query, cookie=cookie)
    assert result.next == "/settings"
    assert installed == [result.installation]
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


def test_another_browser_cannot_finish_an_installation(
    sandbox: Sandbox, oauth: OAuthApp, run: Callable[..., Any]
) -> None:
    query, _ = approve(sandbox, oauth.start())
    _, cookie = approve(sandbox, oauth.start())
    for header in (cookie, None):
        with pytest.raises(errors.OAuthStateError) as caught:
            run(oauth, "complete", query, cookie=header)
        assert caught.value.reason == "browser"


def test_a_state_expires(sandbox: Sandbox) -> None:
    now = [1_000_000.0]
    oauth = sandbox.oauth_app(clock=lambda: now[0], state_seconds=60)
    query, cookie = approve(sandbox, oauth.start())
    now[0] += 60
    with pytest.raises(errors.OAuthStateError) as caught:
        oauth.complete(query, cookie=cookie)
    assert caught.value.reason == "expired"


def test_a_slow_installation_is_finished_in_time(sandbox: Sandbox) -> None:
    now = [1_000_000.0]
    oauth = sandbox.oauth_app(clock=lambda: now[0], state_seconds=3600)
    started = oauth.start()
    assert "; Max-Age=3600;" in started.set_cookie  # the default is shorter
    query, cookie = approve(sandbox, started)
    now[0] += 3599
    assert oauth.complete(query, cookie=cookie).installation.workspace_id


def test_keys_are_rotated(sandbox: Sandbox) -> None:
    store = MemoryInstallations()
    before = sandbox.oauth_app(state_key="old", store=store)
    query, cookie = approve(sandbox, before.start())
    after = sandbox.oauth_app(state_key=["new", "old"], store=store)
    with pytest.raises(errors.OAuthExchangeError):  # the state is valid, but the code belongs to the other registration
        after.complete(query, cookie=cookie)
    with pytest.raises(errors.OAuthStateError) as caught:
        sandbox.oauth_app(state_key="new").complete(query, cookie=cookie)
    assert caught.value.reason == "forged"


def test_a_denied_installation_raises(sandbox: Sandbox, oauth: OAuthApp, run: Callable[..., Any]) -> None:
    started = oauth.start()
    query = urlsplit(sandbox.oauth.deny(started.url)).query
    with pytest.raises(errors.OAuthDeniedError):
        run(oauth, "complete", query, cookie=started.set_cookie.partition(";")[0])


@pytest.mark.parametrize(
    ("more", "message"),
    [("&code=x", "parameter 'code' more than once"), ("&state=x", "parameter 'state' more than once")],
)
def test_repeated_parameters_are_rejected(sandbox: Sandbox, oauth: OAuthApp, more: str, message: str) -> None:
    query, cookie = approve(sandbox, oauth.start())
    with pytest.raises(errors.OAuthError, match=message):
        oauth.complete(query + more, cookie=cookie)


def test_a_callback_without_a_code_is_rejected(sandbox: Sandbox, oauth: OAuthApp) -> None:
    query, cookie = approve(sandbox, oauth.start())
    state = parse_qs(query)["state"][0]
    with pytest.raises(errors.OAuthError, match="has no code"):
        oauth.complete({"state": state}, cookie=cookie)


def test_an_app_closes_its_own_connections() -> None:
    with OAuthApp("id", "secret", "https://app.test/callback") as oauth:
        was_closed = oauth._http._closed
    assert (was_closed, oauth._http._closed) == (False, True)

    async def main() -> tuple[bool, bool]:
        async with OAuthApp("id", "secret", "https://app.test/callback") as oauth:
            was_closed = oauth._http._closed
        return was_closed, oauth._http._closed

    assert anyio.run(main) == (False, True)


def test_an_app_leaves_a_client_that_is_passed_in_open() -> None:
    with HTTPClient() as http:
        with OAuthApp("id", "secret", "https://app.test/callback", http_client=http):
            pass
        assert not http._closed


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
        (
            {"state_key": b"secret"},
            "state_key must be a str or a list of str, not bytes",
        ),
        ({"state_key": ["new", b"old"]}, "state_key must be a str or a list of str"),
        ({"state_seconds": 0}, "state_seconds must be from 1 to 86400"),
        ({"state_seconds": "600"}, "state_seconds must be from 1 to 86400, not '600'"),
        ({"store": {}}, "store has no method 'save': pass a store such as MemoryInstallations"),
        ({"on_install": "x"}, "on_install must be a function, not 'x'"),
        ({"default_next": "https://evil.example"}, "default_next must be a path"),
        ({"timeout_ms": -1}, "timeout_ms"),
    ],
)
def test_invalid_arguments_of_an_app_are_rejected(changes: dict[str, Any], message: str) -> None:
    arguments: dict[str, Any] = {
        "client_id": "id",
        "client_secret": "secret",
        "redirect_uri": "http://127.0.0.1:8000/callback",
    }
    with pytest.raises((TypeError, ValueError), match=message):
        OAuthApp(**(arguments | changes))


def test_secrets_of_an_installation_are_not_shown(sandbox: Sandbox, caplog: pytest.LogCaptureFixture) -> None:
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


def test_an_unknown_option_of_an_app_is_named() -> None:
    make: Any = OAuthApp
    where = ("id", "secret", "https://me.example/callback")
    with pytest.raises(TypeError, match=r"^OAuthApp\(\) has no argument 'stor'; did you mean 'store'\?$"):
        make(*where, stor=None)
    with pytest.raises(TypeError, match=r"^OAuthApp\(\) has no argument 'timeout'; use timeout_ms, in milliseconds$"):
        make(*where, timeout=5)
