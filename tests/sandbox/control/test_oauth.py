"""OAuth of the sandbox: decisions of members, codes and their exchange, in process, on a port and by control verbs."""

from __future__ import annotations

import json
import re
import threading
from typing import Any, cast
from urllib.parse import parse_qs, parse_qsl, quote, urlencode, urlsplit

import httpx
import pytest

from attio.sandbox import ControlError, Request, Response, Sandbox
from attio.sandbox.__main__ import main
from attio.sandbox.control.faults import MASK
from attio.sandbox.serving.server import running
from tests.sandbox.conftest import Clock

BACK = "https://me.example/callback"
FORM = {"content-type": "application/x-www-form-urlencoded"}


def url_of(client: str, **changes: str) -> str:
    query = {"client_id": client, "redirect_uri": BACK, "response_type": "code", "state": "s 1", **changes}
    return f"https://app.attio.com/authorize?{urlencode(query)}"


def callback_of(location: str) -> dict[str, str]:
    return {name: value for name, (value,) in parse_qs(urlsplit(location).query).items()}


def post(sandbox: Sandbox, path: str, *, content_type: str = FORM["content-type"], **form: str) -> Response:
    return sandbox.handle(Request("POST", path, {}, {"content-type": content_type}, urlencode(form).encode()))


def exchange(sandbox: Sandbox, **changes: str) -> Any:
    form = {"client_id": "app", "client_secret": "hush", "grant_type": "authorization_code", **changes}
    response = post(sandbox, "/oauth/token", **form)
    assert response.headers["cache-control"] == "no-store"
    return response.status, response.json()


def self_of(sandbox: Sandbox, token: str) -> Any:
    return sandbox.handle(Request("GET", "/v2/self", headers={"authorization": f"Bearer {token}"})).json()


@pytest.fixture
def app(sandbox: Sandbox) -> str:
    return sandbox.oauth.add_app(BACK, client_id="app", client_secret="hush", scopes=["task:read"]).client_id


def code_for(sandbox: Sandbox, **changes: str) -> str:
    return callback_of(sandbox.oauth.approve(url_of("app", **changes)))["code"]


def test_an_app_is_connected(sandbox: Sandbox, app: str) -> None:
    location = sandbox.oauth.approve(url_of(app), member="alan@sandbox.test")
    assert location.startswith(f"{BACK}?")
    assert callback_of(location)["state"] == "s 1"
    status, token = exchange(sandbox, code=callback_of(location)["code"])
    assert status == 200
    assert token.keys() == {"access_token", "token_type"}
    described = self_of(sandbox, token["access_token"])
    assert (described["client_id"], described["aud"], described["scope"]) == ("app", "app", "task:read")
    assert described["token_level"] == "workspace"
    assert described["authorized_by_workspace_member_id"] == sandbox.members[1].id
    assert post(sandbox, "/oauth/introspect", token=token["access_token"]).json() == described
    assert post(sandbox, "/oauth/introspect", token="unknown").json() == {"active": False}


def test_writes_have_the_app_or_the_member_as_actor(sandbox: Sandbox) -> None:
    for level, actor in (
        ("workspace", {"type": "app", "id": "app"}),
        ("user", {"type": "workspace-member", "id": sandbox.members[0].id}),
    ):
        sandbox.oauth.add_app([BACK], client_id="app", client_secret="hush", token_level=level)  # type: ignore[arg-type]
        token = exchange(sandbox, code=code_for(sandbox))[1]["access_token"]
        headers = {"authorization": f"Bearer {token}", "content-type": "application/json"}
        created: Any = sandbox.handle(
            Request("POST", "/v2/objects/people/records", {}, headers, b'{"data": {"values": {"name": "Ada"}}}')
        ).json()
        assert created["data"]["values"]["name"][0]["created_by_actor"] == actor


@pytest.mark.usefixtures("app")
def test_requests_are_logged_without_secrets(sandbox: Sandbox) -> None:
    sandbox.oauth.set_auto("approve")
    query = dict(parse_qsl(urlsplit(url_of("app")).query))
    location = sandbox.handle(Request("GET", "/authorize", query)).headers["location"]
    with sandbox.requests.expect(
        "oauth.token", body={"grant_type": "authorization_code", "client_secret": MASK}
    ) as found:
        token = exchange(sandbox, code=callback_of(location)["code"])[1]["access_token"]
    assert found[0].response == {"access_token": MASK, "token_type": "Bearer"}
    post(sandbox, "/oauth/introspect", token=token)
    exchange(sandbox, code="x")
    assert [(entry.operation, entry.status) for entry in sandbox.requests.find("oauth.*")] == [
        ("oauth.authorize", 302),
        ("oauth.token", 200),
        ("oauth.introspect", 200),
        ("oauth.token", 400),
    ]
    first, *_, last = sandbox.requests
    assert (first.method, first.query["state"], first.json, first.response) == ("GET", "s 1", None, None)
    assert last.code == "invalid_grant"
    assert last.why == "the code is unknown, was used before, or is for another app"
    log = json.dumps([entry.to_json() for entry in sandbox.requests])
    assert token not in log
    assert "hush" not in log
    page = sandbox.door()(Request("GET", "/", {"view": "requests"}, {"accept": "text/html", "host": "localhost"}))
    assert b"oauth.token" in page.body
    assert b"Send again" not in page.body


@pytest.mark.usefixtures("app")
def test_faults_apply_to_the_token_endpoint(sandbox: Sandbox) -> None:
    code = code_for(sandbox)
    sandbox.faults.add("oauth.token", status=503)
    form = {"client_id": "app", "client_secret": "hush", "grant_type": "authorization_code", "code": code}
    assert post(sandbox, "/oauth/token", **form).status == 503
    sandbox.faults.add("oauth.*", drop="before_sending")
    dropped = post(sandbox, "/oauth/token", **form)
    assert dropped.wire
    assert dropped.wire.drop == "before_sending"
    sandbox.faults.add("oauth.token", unknown_fields=True, delay=0.5)
    response = post(sandbox, "/oauth/token", **form)
    assert response.wire
    assert response.wire.delay == 0.5
    assert "sandbox_unknown_field" in cast("dict[str, object]", response.json())
    sandbox.faults.add("oauth.token", drop="after_applying")
    post(sandbox, "/oauth/token", **{**form, "code": code_for(sandbox)})
    logged = sandbox.requests.find("oauth.token")
    assert [entry.status for entry in logged] == [503, None, 200, None]
    assert all(entry.fault for entry in logged)
    for code in ("not_found", "unauthorized"):
        with pytest.raises(ControlError, match=f"oauth.token documents no error '{code}'"):
            sandbox.faults.add("oauth.token", code=code)


@pytest.mark.usefixtures("app")
def test_a_code_works_once_for_ten_minutes(sandbox: Sandbox, clock: Clock) -> None:
    code = code_for(sandbox)
    clock.move(minutes=9)
    assert exchange(sandbox, code=code)[0] == 200
    assert exchange(sandbox, code=code)[1]["error"] == "invalid_grant"
    code = code_for(sandbox)
    clock.move(minutes=10)
    status, error = exchange(sandbox, code=code)
    assert (status, error) == (400, {"error": "invalid_grant", "error_description": "the code has expired"})


@pytest.mark.usefixtures("app")
def test_one_of_many_exchanges_succeeds(sandbox: Sandbox) -> None:
    code, statuses = code_for(sandbox), list[int]()
    threads = [threading.Thread(target=lambda: statuses.append(exchange(sandbox, code=code)[0])) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [200, *[400] * 7]


@pytest.mark.usefixtures("app")
def test_a_code_belongs_to_one_app(sandbox: Sandbox) -> None:
    other = sandbox.oauth.add_app(BACK)
    code = code_for(sandbox)
    rejected = exchange(sandbox, code=code, client_id=other.client_id, client_secret=other.client_secret)
    assert rejected[1]["error"] == "invalid_grant"
    assert exchange(sandbox, code=code)[0] == 200


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize(
    ("changes", "status", "error"),
    [
        ({"client_secret": "wrong"}, 401, "invalid_client"),
        ({"client_id": "nobody"}, 401, "invalid_client"),
        ({"grant_type": "refresh_token"}, 400, "unsupported_grant_type"),
        ({"code": ""}, 400, "invalid_request"),
        ({"code": "unknown"}, 400, "invalid_grant"),
    ],
)
def test_exchanges_that_are_rejected(sandbox: Sandbox, changes: dict[str, str], status: int, error: str) -> None:
    response = exchange(sandbox, **{"code": code_for(sandbox), **changes})
    assert (response[0], response[1]["error"]) == (status, error)


@pytest.mark.usefixtures("app")
def test_invalid_exchanges_are_rejected(sandbox: Sandbox) -> None:
    assert post(sandbox, "/oauth/token", content_type="application/json").status == 400
    twice = Request("POST", "/oauth/token", {}, FORM, b"code=1&code=2")
    assert sandbox.handle(twice).json() == {"error": "invalid_request", "error_description": "a field is given twice"}
    assert sandbox.handle(Request("POST", "/oauth/token", {}, FORM, b"\xff")).status == 400
    assert sandbox.handle(Request("GET", "/oauth/token")).status == 405
    assert post(sandbox, "/oauth/introspect").status == 400


def test_a_denied_installation_redirects_with_an_error(sandbox: Sandbox, app: str) -> None:
    assert callback_of(sandbox.oauth.deny(url_of(app))) == {"error": "access_denied", "state": "s 1"}
    wrong = sandbox.oauth.approve(url_of(app, response_type="token"))
    assert callback_of(wrong)["error"] == "unsupported_response_type"
    plain = url_of(app).replace("state", "stat")
    assert callback_of(sandbox.oauth.deny(plain)) == {"error": "access_denied"}


def test_a_redirect_uri_with_a_query_keeps_it(sandbox: Sandbox) -> None:
    app = sandbox.oauth.add_app(f"{BACK}?tenant=7")
    location = sandbox.oauth.deny(url_of(app.client_id, redirect_uri=f"{BACK}?tenant=7"))
    assert callback_of(location) == {"tenant": "7", "error": "access_denied", "state": "s 1"}


@pytest.mark.parametrize("changes", [{"client_id": "other"}, {"redirect_uri": f"{BACK}/"}])
def test_an_unregistered_uri_is_never_redirected_to(sandbox: Sandbox, app: str, changes: dict[str, str]) -> None:
    url = url_of(app, **changes)
    with pytest.raises(ControlError, match="registered"):
        sandbox.oauth.approve(url)
    sandbox.oauth.set_auto("approve")
    response = sandbox.handle(Request("GET", "/authorize", {k: v[0] for k, v in parse_qs(urlsplit(url).query).items()}))
    assert response.status == 400
    assert "location" not in response.headers


def test_other_workspaces_can_be_connected(sandbox: Sandbox, app: str) -> None:
    second = sandbox.add_workspace("Second")
    code = callback_of(sandbox.oauth.approve(url_of(app), workspace="second"))["code"]
    token = exchange(sandbox, code=code)[1]["access_token"]
    assert self_of(sandbox, token)["workspace_id"] == second.id
    with pytest.raises(ControlError, match="no workspace 'secnd'; nearest: 'second'"):
        sandbox.oauth.approve(url_of(app), workspace="secnd")
    with pytest.raises(ControlError, match=r"no member 'alan@sandbox\.tst'; nearest: 'alan@sandbox\.test'"):
        sandbox.oauth.approve(url_of(app), member="alan@sandbox.tst")


def test_invalid_registrations_are_rejected(sandbox: Sandbox) -> None:
    for uris in ("me.example/callback", "ftp://me.example", "https://me.example/#a", ()):
        with pytest.raises(ControlError, match="redirect"):
            sandbox.oauth.add_app(uris)
    with pytest.raises(ControlError, match="nearest: 'task:read'"):
        sandbox.oauth.add_app(BACK, scopes=["task:reed"])
    with pytest.raises(ControlError, match="no token level 'usr'; nearest: 'user'"):
        sandbox.oauth.add_app(BACK, token_level="usr")  # type: ignore[arg-type]
    with pytest.raises(ControlError, match="no decision 'aprove'; nearest: 'approve'"):
        sandbox.oauth.set_auto("aprove")  # type: ignore[arg-type]


@pytest.mark.usefixtures("app")
def test_apps_go_back_with_the_state(sandbox: Sandbox) -> None:
    before = sandbox.snapshot()
    created = sandbox.oauth.add_app(BACK)
    assert "hush" not in repr(list(sandbox.oauth))
    assert [registered.client_id for registered in sandbox.oauth] == ["app", created.client_id]
    sandbox.oauth.set_auto("deny")
    sandbox.restore(before)
    assert [registered.client_id for registered in sandbox.oauth] == ["app"]
    assert sandbox.oauth.auto == "deny"
    sandbox.reset(controls=True)
    assert list(sandbox.oauth) == []
    assert str(sandbox.oauth.auto) == "None"


def test_the_page_approves_and_denies_on_a_port(sandbox: Sandbox) -> None:
    sandbox.oauth.add_app(BACK, client_id="app", client_secret="hush", name="<b>App</b>")
    with running(sandbox.door()) as url, httpx.Client(base_url=url) as browser:
        target = f"/authorize?{urlsplit(url_of('app')).query}"
        page = browser.get(target)
        assert "Connect &lt;b&gt;App&lt;/b&gt;?" in page.text
        assert "alan@sandbox.test in Sandbox" in page.text
        found = re.search(r'name="proof" value="(.+?)"', page.text)
        assert found is not None
        assert browser.post(target, data={"decision": "approve", "proof": "guessed"}).status_code == 403
        form = {"decision": "approve", "proof": found[1], "as": f"sandbox/{sandbox.members[1].id}"}
        response = browser.post(target, data=form)
        assert response.status_code == 303
        body = {"client_id": "app", "client_secret": "hush", "grant_type": "authorization_code"}
        token = browser.post("/oauth/token", data={**body, "code": callback_of(response.headers["location"])["code"]})
        bearer = {"authorization": f"Bearer {token.json()['access_token']}"}
        described = browser.get("/v2/self", headers=bearer).json()
        assert described["authorized_by_workspace_member_id"] == sandbox.members[1].id
        denied = browser.post(target, data={**form, "decision": "deny"})
        assert callback_of(denied.headers["location"])["error"] == "access_denied"
        wrong = browser.get(target.replace("response_type=code", "response_type=token"))
        assert callback_of(wrong.headers["location"])["error"] == "unsupported_response_type"


def test_the_verbs_work_over_http_and_on_the_command_line(sandbox: Sandbox, capsys: pytest.CaptureFixture[str]) -> None:
    with running(sandbox.door()) as url:

        def run(*words: str) -> Any:
            status = main(["oauth", *words, "--url", url])
            out, err = capsys.readouterr()
            assert status == 0, err
            return json.loads(out) if out else None

        created = run("add", f"redirect_uris={BACK}", "client_id=app")
        assert created["client_secret"]
        assert run("list") == [created]
        assert "code" in callback_of(run("approve", url_of("app"), "member=alan@sandbox.test")["url"])
        assert callback_of(run("deny", url_of("app"))["url"])["error"] == "access_denied"
        run("auto", "approve")
        page = httpx.get(f"{url}/authorize?{urlsplit(url_of('app')).query}")
        assert "code" in callback_of(page.headers["location"])
        assert httpx.get(f"{url}/_sandbox/oauth/auto").json() == {"decision": "approve"}
        run("auto", "off")
        assert sandbox.oauth.auto is None
        for words, message in (
            (["auto"], "needs approve, deny or off"),
            (["approve"], "needs an authorization URL"),
            (["deny", quote("x")], "client_id is not the id of a registered app"),
            (["auto", "aprove"], "nearest: 'approve'"),
        ):
            assert main(["oauth", *words, "--url", url]) == 1
            assert message in capsys.readouterr().err
