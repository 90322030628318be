"""Controls of a sandbox: clock, faults, limits, request log, tokens, workspaces and the app."""

from __future__ import annotations

import http.client
import threading
from urllib.parse import urlsplit

import anyio
import httpx
import pytest

from attio import Attio, HTTPClient, RetryConfig, errors
from attio._http.default import overrides
from attio.sandbox import ControlError, Request, Sandbox, active
from attio.sandbox.serving.server import running
from tests.sandbox.api import Api, plain

NONE: dict[str, object] = {}
ONCE = RetryConfig("none")


def test_records_have_the_time_of_the_clock(sandbox: Sandbox, api: Api) -> None:
    sandbox.clock.freeze("2030-01-01T00:00:00Z")
    first, second = api.create("people"), api.create("people")
    assert first["created_at"] == "2030-01-01T00:00:00.000000000Z"
    assert second["created_at"] == "2030-01-01T00:00:00.000000001Z"
    before = sandbox.snapshot()
    happened: list[str] = []
    sandbox.clock.schedule(sandbox.clock.now, "nothing", lambda: happened.append("ran"))
    sandbox.clock.advance("30d")
    assert api.create("people")["created_at"] == "2030-01-31T00:00:00.000000000Z"
    assert happened == ["ran"]
    sandbox.restore(before)
    assert api.create("people")["created_at"] == "2030-01-01T00:00:00.000000002Z"


def test_a_fault_of_an_object_applies_once(sandbox: Sandbox, api: Api) -> None:
    fault = sandbox.faults.add("records.*", object="people", code="concurrent_write_conflict")
    api.create("companies")
    assert api.create_error("people").code == (409, "concurrent_write_conflict")
    api.create("people")
    assert fault.fired == 1
    assert [entry.fault for entry in sandbox.requests.find("records.create")] == [None, fault.id, None]


def test_faults_add_unknown_fields(sandbox: Sandbox, api: Api) -> None:
    sandbox.faults.add("objects.list", unknown_fields=True)
    assert api("GET", "/v2/objects").body["sandbox_unknown_field"] == {"added": True}
    sandbox.faults.add(status=502)
    assert api.raw("GET", "/v2/nowhere").status == 502


def test_a_dropped_write_is_applied_or_not_as_configured(sandbox: Sandbox) -> None:
    with sandbox.client(retry_config=ONCE) as client:
        sandbox.faults.add("records.create", drop="before_sending")
        with pytest.raises(errors.ConnectionError):
            client.records.create("people", data={"values": {}})
        assert list(client.records.query("people")) == []
        sandbox.faults.add("records.create", drop="after_applying")
        with pytest.raises(errors.HTTPClientError):
            client.records.create("people", data={"values": {}})
        assert len(list(client.records.query("people"))) == 1
    assert [entry.status for entry in sandbox.requests.find("records.create")] == [None, None]


def test_bodies_are_truncated_or_dripped(sandbox: Sandbox) -> None:
    with sandbox.client(retry_config=ONCE) as client:
        sandbox.faults.add("objects.list", truncate=40)
        with pytest.raises(errors.HTTPClientError):
            client.objects.list()
        sandbox.faults.add("objects.list", drip=(64, 0.001), delay=0.001)
        assert len(client.objects.list().data) == 3


@pytest.mark.anyio
async def test_bodies_are_truncated_or_dripped_for_async_clients(sandbox: Sandbox) -> None:
    async with sandbox.client(retry_config=ONCE) as client:
        sandbox.faults.add("objects.list", truncate=40)
        with pytest.raises(errors.HTTPClientError):
            await client.objects.list_async()
        sandbox.faults.add("objects.list", drip=(64, 0.001), delay=0.001)
        assert len((await client.objects.list_async()).data) == 3
        sandbox.faults.add("objects.list", drop="after_applying")
        with pytest.raises(errors.HTTPClientError):
            await client.objects.list_async()


def fetch(url: str) -> bytes:
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=10)
    try:
        connection.request("GET", "/v2/objects", headers={"Authorization": "Bearer sandbox-token"})
        return connection.getresponse().read()
    finally:
        connection.close()


def test_faults_apply_on_a_port(sandbox: Sandbox) -> None:
    with running(sandbox.handle) as url:
        whole = fetch(url)
        sandbox.faults.add(drip=(200, 0.001), delay=0.001)
        assert fetch(url) == whole
        sandbox.faults.add(truncate=100)
        with pytest.raises(http.client.IncompleteRead) as caught:
            fetch(url)
        assert caught.value.partial == whole[:100]
        sandbox.faults.add(drop="after_applying")
        with pytest.raises(ConnectionError):
            fetch(url)
        assert fetch(url) == whole


def test_without_control_of_the_connection_the_request_is_aborted(sandbox: Sandbox) -> None:
    sandbox.faults.add(drop="after_applying")

    async def call() -> None:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(sandbox.asgi()), base_url="http://x") as client:
            await client.get("/v2/objects")

    with pytest.raises(ConnectionAbortedError):
        anyio.run(call)


def test_limits_are_enforced_and_reset(sandbox: Sandbox, api: Api) -> None:
    sandbox.clock.freeze()
    sandbox.limits.on(writes=2, score=5)
    assert [api("POST", "/v2/objects/people/records", {"data": {"values": {}}}).status for _ in range(3)] == [
        200,
        200,
        429,
    ]
    sandbox.clock.advance(1)
    api.create("people")
    body = {"filter": {"$or": [{"name": "a"}, {"name": "b"}, {"name": "c"}]}}
    statuses = [api("POST", "/v2/objects/people/records/query", body).status for _ in range(2)]
    assert statuses == [200, 429]
    sandbox.reset(controls=True)
    assert api("POST", "/v2/objects/people/records/query", body).status == 200


def test_the_log_has_the_reason_of_an_error(sandbox: Sandbox, api: Api) -> None:
    api.record_id("people", email_addresses=["a@b.co"])

    def why() -> str:
        last = sandbox.requests.last
        assert last
        return str(last.why)

    api.create_error("people", emails=["a@b.co"])
    assert why() == "Cannot find attribute with slug/ID \"emails\". Nearest: 'email_addresses'."
    api.create_error("people", email_addresses=["a@b.co"])
    assert "The attribute is 'email_addresses'" in why()
    api.create_error("person")
    assert why().endswith("Nearest: 'people'.") or why().startswith("Object with")
    api("POST", "/v2/objects/people/records/query", {"filter": {"nme": "x"}})
    assert why().endswith("Nearest: 'name'.")
    api("GET", "/v2/lists/x")
    assert why() == 'List with slug/ID "x" not found.'
    api.create_error("deals", name="x", stage="Leed", owner="grace@sandbox.test")
    assert why().endswith("Nearest: 'Lead'.")
    api("POST", "/v2/objects", {"data": {}})
    assert "data.api_slug: Required" in why()
    api("GET", "/v2/nothing")
    assert why().startswith("Could not find endpoint")
    headers = sandbox.requests[0].headers
    assert headers["authorization"] == "[redacted]"
    assert sandbox.requests[0].operation == "records.create"
    api.raw("POST", "/v2/objects", b"{", token=None)
    assert why().startswith("The access token")


def test_scopes_are_checked(sandbox: Sandbox) -> None:
    with pytest.raises(ControlError, match=r"is a single string; pass a list"):
        sandbox.add_token("x", scopes="object_configuration:read")
    with pytest.raises(ControlError, match=r"'note:red'; nearest: 'note:read'"):
        sandbox.add_token("x", scopes=["note:red"])
    with pytest.raises(ControlError, match="object_configuration:view"):
        Sandbox(tokens={"x": ["object_configuration:view"]})
    assert sandbox.add_token().startswith("sandbox-")
    for scopes in ([], ["note:read"]):
        sandbox.add_token("again", scopes=scopes)
    assert Api(sandbox)("GET", "/v2/self", token="again").body["scope"] == "note:read"
    with pytest.raises(ControlError, match="no such token"):
        sandbox.revoke_token("x")
    with pytest.raises(ControlError, match=r"no member 'alan@sandbox.tst'; nearest: 'alan@sandbox.test'"):
        sandbox.add_token(member="alan@sandbox.tst")


def test_workspaces_are_separate(sandbox: Sandbox, api: Api) -> None:
    other = sandbox.add_workspace("Other Co")
    token = sandbox.add_token("others", workspace=other)
    api.create("people")
    assert api("GET", "/v2/self", token=token).body["workspace_slug"] == "other-co"
    assert api("POST", "/v2/objects/people/records/query", {}, token=token).data == []
    first, second = (api("GET", "/v2/workspace_members", token=used).data for used in ("sandbox-token", token))
    assert not {str(member["id"]) for member in first} & {str(member["id"]) for member in second}
    with pytest.raises(ControlError, match="other-co"):
        sandbox.add_workspace("Other Co")
    sandbox.revoke_token(token)
    assert api("GET", "/v2/objects", token=token).status == 401
    sandbox.reset()
    sandbox.add_workspace("Other Co")


def test_the_active_sandbox_serves_every_client() -> None:
    with active() as outer:
        Attio(outer.token).objects.list()
        Attio("whatever").records.create("people", data={"values": {}})
        with active() as inner:
            assert list(Attio("x").records.query("people")) == []
        assert inner is not outer
        assert len(list(Attio("x").records.query("people"))) == 1
        outer.requests.assert_called("records.create", times=1)

        @active(inner)
        def work() -> int:
            return len(inner.requests.find("objects.list")) + len(Attio("x").objects.list().data)

        assert work() == 3
    assert overrides == []


def test_active_needs_no_token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ATTIO_OAUTH2", raising=False)
    monkeypatch.delenv("ATTIO_API_KEY", raising=False)
    with active(Sandbox(tokens={"all": None, "reader": ["object_configuration:read"]})) as sandbox:
        assert len(Attio().objects.list().data) == 3
        with pytest.raises(errors.InvalidRequestError, match="no token"):
            Attio(http_client=HTTPClient()).objects.list()
        monkeypatch.setenv("ATTIO_API_KEY", "reader")
        with pytest.raises(errors.PermissionDeniedError):
            Attio().records.query("people")
        assert sandbox.requests.last is not None


def test_active_sends_no_token_to_signed_links() -> None:
    with active() as sandbox:
        client = Attio("unknown")
        record_id = client.records.create("people", data={"values": {}}).data.id.record_id
        file = client.files.upload(file=("a.txt", b"text"), object="people", record_id=record_id)
        assert client.files.download(file.data.id.file_id).read() == b"text"
        assert len(sandbox.requests) > 0


def test_the_environment_names_a_server(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    with running(sandbox.handle) as url:
        monkeypatch.setenv("ATTIO_SERVER_URL", url)
        with Attio("sandbox-token") as client:
            assert len(client.objects.list().data) == 3


def test_enrich_writes_values_of_the_system(sandbox: Sandbox, api: Api) -> None:
    record_id = api.record_id("people")
    interaction = {
        "interaction_type": "email",
        "interacted_at": "2026-03-01T10:00:00Z",
        "owner_actor": {"type": "workspace-member", "id": sandbox.members[0].id},
    }
    sandbox.app.enrich("people", record_id, {"avatar_url": "https://x.test", "last_email_interaction": interaction})
    values = api.get("people", record_id)
    assert plain(values["avatar_url"], "value") == ["https://x.test"]
    assert values["avatar_url"][0]["created_by_actor"] == {"type": "system", "id": None}
    assert values["last_email_interaction"][0]["owner_actor"] == interaction["owner_actor"]
    for owner, record, content in (
        ("people", record_id, {"x": 1}),
        ("people", record_id, {"record_id": "x"}),
        ("people", record_id, {"last_email_interaction": {"interacted_at": "soon"}}),
        ("people", "x", {}),
        ("x", record_id, {}),
    ):
        with pytest.raises(ControlError):
            sandbox.app.enrich(owner, record, content)


def test_actions_in_the_app_change_the_workspace(sandbox: Sandbox, api: Api) -> None:
    app = sandbox.app
    member_id = app.add_member("New@acme.com", first_name="New")
    assert api("GET", f"/v2/workspace_members/{member_id}").data["email_address"] == "new@acme.com"
    view = app.add_view("people", "Mine")
    assert len(api("GET", "/v2/objects/people/views").data) == 2
    app.archive_view(view)
    assert len(api("GET", "/v2/objects/people/views").data) == 1
    assert len(api("GET", "/v2/objects/people/views?show_archived=true").data) == 2
    app.reorder_options("deals", "stage", ["Lost", "Lead", "Won 🎉", "In Progress"])
    titles = [status["title"] for status in api("GET", "/v2/objects/deals/attributes/stage/statuses").data]
    assert titles[0] == "Lost"
    content = {
        "name": "L",
        "api_slug": "l",
        "parent_object": "people",
        "workspace_access": "read-only",
        "workspace_member_access": [{"workspace_member_id": member_id, "level": "full-access"}],
    }
    app.plan(billing=False, quota=0)
    assert api("POST", "/v2/lists", {"data": content}).code == (403, "billing_error")
    noun = {"api_slug": "ships", "singular_noun": "Ship", "plural_noun": "Ships"}
    assert api("POST", "/v2/objects", {"data": noun}).code == (400, "quota_exceeded")
    app.plan()
    assert api("POST", "/v2/lists", {"data": content}).status == 200
    app.delete_list("l")
    assert api("GET", "/v2/lists").data == []
    record = {"object": "people", "record_id": api.record_id("people")}
    author = {"type": "workspace-member", "id": member_id}
    body = {"data": {"format": "plaintext", "content": "x", "author": author, "record": record}}
    thread = api("POST", "/v2/comments", body).data["thread_id"]
    app.resolve_thread(thread)
    resolved = api("GET", f"/v2/comments/{thread}").data
    assert resolved["resolved_by"] == {"type": "workspace-member", "id": sandbox.members[0].id}
    app.unresolve_thread(thread)
    assert api("GET", f"/v2/comments/{thread}").data["resolved_at"] is None


def test_verbs_reject_names_that_do_not_exist(sandbox: Sandbox) -> None:
    app = sandbox.app
    for work in (
        lambda: app.add_member("grace@sandbox.test"),
        lambda: app.add_member("x@y.z", access_level="boss"),
        lambda: app.archive_view("x"),
        lambda: app.resolve_thread("x"),
        lambda: app.delete_list("x"),
        lambda: app.reorder_options("deals", "x", []),
        lambda: app.reorder_options("deals", "stage", ["Lost"]),
    ):
        with pytest.raises(ControlError):
            work()


def test_eight_threads_lose_nothing(sandbox: Sandbox) -> None:
    def work(number: int) -> None:
        with sandbox.client() as client:
            for index in range(10):
                client.records.create("companies", data={"values": {"domains": [f"a{number}-{index}.com"]}})

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(Api(sandbox).find("companies")) == 80


@pytest.mark.parametrize("target", ["objects/people/attributes", "objects/people/attributes/name/options"])
def test_a_fault_of_an_object_applies_to_its_attributes(api: Api, sandbox: Sandbox, target: str) -> None:
    sandbox.faults.add(status=503, object="people")
    assert api("GET", "/v2/objects/companies/attributes").status == 200
    assert api.raw("GET", f"/v2/{target}").status == 503


def test_the_nearest_name_is_of_the_kind_in_the_path(api: Api, sandbox: Sandbox) -> None:
    fields = {"name": "People", "api_slug": "people", "parent_object": "people", "workspace_access": "full-access"}
    api("POST", "/v2/lists", {"data": {**fields, "workspace_member_access": []}})
    parent = {"parent_object": "people", "parent_record_id": api.record_id("people", name="Ada")}
    entry = {"data": {**parent, "entry_values": {"entry_idd": "x"}}}
    assert api("POST", "/v2/lists/people/entries", entry).code == (400, "value_not_found")
    assert sandbox.requests.last is not None
    assert "Nearest: 'entry_id'" in str(sandbox.requests.last.why)


def test_a_position_that_is_not_a_number_is_rejected(sandbox: Sandbox) -> None:
    request = Request("GET", "/_sandbox/requests", {"after": "\u00b2"}, {"host": "localhost"})
    assert sandbox.door()(request).status == 400
