"""The control verbs over HTTP."""

from __future__ import annotations

import json
from typing import Any

import pytest

from attio.sandbox import ControlError, Request, Response, Sandbox
from attio.sandbox.serving.server import running
from tests.sandbox.api import Api
from tests.sandbox.control.deliveries.receiving import ORIGIN, subscribe

LOCAL = {"host": "127.0.0.1:8765", "content-type": "application/json"}


class Verbs:
    """Calls control verbs over HTTP."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.door = sandbox.door()

    def raw(self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None) -> Response:
        path, _, query = path.partition("?")
        pairs = dict(pair.split("=", 1) for pair in query.split("&") if pair)
        return self.door(Request(method, f"/_sandbox/{path}", pairs, LOCAL if headers is None else headers, body))

    def __call__(self, method: str, path: str, content: object = None) -> Any:
        response = self.raw(method, path, b"" if content is None else json.dumps(content).encode())
        assert response.status in (200, 204), response.body
        return response.json() if response.body else None

    def error(self, method: str, path: str, content: object = None) -> tuple[int, str]:
        response = self.raw(method, path, b"" if content is None else json.dumps(content).encode())
        body: Any = response.json()
        return response.status, body["error"]


@pytest.fixture
def verbs(sandbox: Sandbox) -> Verbs:
    return Verbs(sandbox)


def test_the_door_also_serves_the_api(verbs: Verbs, sandbox: Sandbox) -> None:
    headers = {"authorization": f"Bearer {sandbox.token}"}
    assert verbs.door(Request("GET", "/v2/objects", headers=headers)).status == 200


def test_snapshots_are_taken_and_restored(verbs: Verbs, api: Api) -> None:
    assert verbs("POST", "snapshots", {"name": "empty"}) == {"id": "empty"}
    api.create("people", name="Ada")
    assert verbs("POST", "snapshots") == {"id": "2"}
    assert verbs("GET", "snapshots") == ["empty", "2"]
    assert verbs("POST", "snapshots/empty/restore") is None
    assert api.find("people") == []
    verbs("POST", "snapshots/2/restore")
    assert len(api.find("people")) == 1
    verbs("POST", "reset")
    assert api.find("people") == []
    assert verbs.error("POST", "snapshots/emtpy/restore") == (400, "there is no snapshot 'emtpy'; nearest: 'empty'")


def test_the_clock_is_read_and_moved(verbs: Verbs, sandbox: Sandbox) -> None:
    frozen = verbs("PUT", "clock", {"frozen": True, "at": "2030-01-01"})
    assert frozen == {"now": "2030-01-01T00:00:00+00:00", "frozen": True, "next_due": None, "happened": []}
    sandbox.clock.schedule(sandbox.clock.now, "work", lambda: None)
    assert verbs("GET", "clock")["next_due"] == "2030-01-01T00:00:00+00:00"
    advanced = verbs("POST", "clock/advance", {"by": "30d"})
    assert advanced["now"] == "2030-01-31T00:00:00+00:00"
    assert advanced["happened"] == [{"at": "2030-01-01T00:00:00+00:00", "what": "work"}]
    assert verbs("PUT", "clock", {"frozen": False})["frozen"] is False
    assert verbs.error("POST", "clock/advance", {"by": "soon"})[0] == 400
    assert verbs.error("POST", "clock/advance", {}) == (400, "by is missing: seconds, or a text such as '30d'")
    assert verbs.error("PUT", "clock", {"at": 5}) == (400, "at=5 must be a text in ISO 8601")
    assert verbs.error("PUT", "clock", {"att": "2030"}) == (400, "there is no 'att'; nearest: 'at'")


def test_a_clock_freezes_at_a_valid_moment_only() -> None:
    sandbox = Sandbox()  # this clock runs
    verbs = Verbs(sandbox)
    assert verbs.error("PUT", "clock", {"frozen": True, "at": "soon"})[0] == 400
    with pytest.raises(ControlError, match="soon"):
        sandbox.clock.freeze("soon")
    assert sandbox.clock.frozen is False
    frozen = verbs("PUT", "clock", {"frozen": True, "at": "2030-01-01"})
    assert frozen["now"] == verbs("GET", "clock")["now"] == "2030-01-01T00:00:00+00:00"


def test_faults_are_added_listed_and_removed(verbs: Verbs, api: Api) -> None:
    added = verbs("POST", "faults", {"operation": "tasks.list", "status": 502, "times": None})
    assert added["id"] == "1"
    assert api.raw("GET", "/v2/tasks").status == 502
    assert verbs("GET", "faults")[0]["fired"] == verbs("GET", "faults/1")["fired"] == 1
    assert verbs("DELETE", "faults/1") is None
    assert verbs("GET", "faults") == []
    verbs("POST", "faults", {"drip": [1, 0]})
    verbs("DELETE", "faults")
    assert verbs("GET", "faults") == []
    assert verbs.error("GET", "faults/9") == (400, "there is no fault '9'")
    assert verbs.error("POST", "faults", {"statsu": 1}) == (400, "a fault has no 'statsu'; nearest: 'status'")


def test_limits_are_set_and_removed(verbs: Verbs, api: Api) -> None:
    assert verbs("GET", "limits") == {"on": False}
    assert verbs("PUT", "limits", {"reads": 1})["reads"] == 1
    assert [api.raw("GET", "/v2/objects").status for _ in range(2)] == [200, 429]
    assert verbs("PUT", "limits", {"on": False}) == {"on": False}
    assert verbs.error("PUT", "limits", {"reads": -1}) == (400, "reads=-1 must be a positive number")


def test_the_request_log_is_listed_and_cleared(verbs: Verbs, api: Api) -> None:
    api("GET", "/v2/objects")
    api("POST", "/v2/objects/people/records/query", {"filter": {"emails": "x"}})
    one, other = verbs("GET", "requests")
    assert (one["operation"], one["status"], one["headers"]["authorization"]) == ("objects.list", 200, "[redacted]")
    assert other["json"] == {"filter": {"emails": "x"}}
    assert verbs("GET", f"requests?after={one['number']}") == [other]
    assert verbs("DELETE", "requests") is None
    assert verbs("GET", "requests") == []
    assert verbs.error("GET", "requests?after=x") == (400, "after='x' must be the number of a request")


def test_changes_return_the_position_of_the_log(verbs: Verbs, api: Api) -> None:
    position = verbs("GET", "changes?after=-1")["position"]
    assert verbs("GET", f"changes?after={position}") is None
    api("GET", "/v2/objects")
    assert verbs("GET", f"changes?after={position}")["position"] == position + 1
    verbs("DELETE", "faults")
    assert verbs("GET", f"changes?after={position + 1}")["position"] == position + 2


def test_coverage_lists_every_operation(verbs: Verbs) -> None:
    found = verbs("GET", "coverage")
    assert len(found) == 110
    assert all(row["rules"] for row in found if row["offered"])


def test_verbs_of_the_app_are_called(verbs: Verbs, sandbox: Sandbox) -> None:
    created = verbs("POST", "app/add_view", {"object": "people", "title": "All", "filter": {"name": "Ada"}})
    assert len(created) == 36
    assert verbs("POST", "app/plan", {"billing": False}) is None
    arguments = {"first_name": "Eve", "last_name": "P", "email_address": "eve@x.test"}
    verbs("POST", "app/add_member", arguments)
    assert len(sandbox.members) == 3
    assert verbs.error("POST", "app/add_veiw", {}) == (
        400,
        "there is no verb of the app 'add_veiw'; nearest: 'add_view'",
    )
    assert verbs.error("POST", "app/add_view", {"object": "people"}) == (400, "add_view needs 'title'")
    assert verbs.error("POST", "app/add_view", {"titel": "x"}) == (400, "there is no 'titel'; nearest: 'title'")


def test_unknown_verbs_and_bodies_that_are_not_json_are_rejected(verbs: Verbs) -> None:
    assert verbs.error("GET", "fautls") == (404, "there is no verb 'GET fautls'; nearest: 'GET faults'")
    assert verbs.raw("POST", "reset", b"{").status == 400
    assert verbs.raw("POST", "reset", b"[]").status == 400


@pytest.mark.parametrize("host", ["evil.test", "127.0.0.1.evil.test", "", "10.0.0.1:8765"])
def test_only_this_machine_may_use_control_verbs(verbs: Verbs, host: str) -> None:
    assert verbs.raw("GET", "clock", headers={"host": host}).status == 403


def test_pages_of_other_origins_cannot_write(verbs: Verbs) -> None:
    for content_type in ("text/plain", "application/x-www-form-urlencoded", ""):
        assert verbs.raw("POST", "reset", headers={"host": "localhost", "content-type": content_type}).status == 415
    assert verbs.raw("GET", "clock", headers={"host": "[::1]:8765"}).status == 200


def test_a_control_token_is_required(sandbox: Sandbox) -> None:
    door = sandbox.door(control_token="secret")
    for headers, status in (({"host": "localhost"}, 401), ({"authorization": "Bearer secret", "host": "sandbox"}, 200)):
        assert door(Request("GET", "/_sandbox/clock", headers=headers)).status == status


def test_deliveries_are_listed_routed_and_resent(verbs: Verbs, api: Api, sandbox: Sandbox) -> None:
    subscribe(api, "task.created", url=ORIGIN)
    (created,) = verbs("POST", "emit", {"event_type": "task.created", "task_id": "t1"})
    assert created["state"] == "no_route"
    assert created["event"]["id"]["task_id"] == "t1"
    with running(lambda _: Response(204)) as target:
        assert verbs("POST", "deliveries/routes", {"prefix": ORIGIN, "to": target}) == {ORIGIN: target}
        assert verbs("GET", "deliveries/routes") == {ORIGIN: target}
        assert verbs("POST", f"deliveries/{created['id']}/resend")["state"] == "delivered"
    verbs("POST", "deliveries/routes", {"prefix": "https://other.test", "to": "http://127.0.0.1:9"})
    verbs("DELETE", "deliveries/routes", {"prefix": ORIGIN})
    assert verbs("GET", "deliveries/routes") == {"https://other.test": "http://127.0.0.1:9"}
    verbs("DELETE", "deliveries/routes")
    assert verbs("GET", f"deliveries/{created['id']}")["attempts"][0]["status"] == 204
    assert [delivery["id"] for delivery in verbs("GET", "deliveries?state=delivered")] == [created["id"]]
    assert verbs("GET", f"deliveries?after={created['id']}") == []
    assert verbs("PUT", "deliveries", {"echo": True}) == {"echo": True, "time_limit": 5.0}
    assert verbs("PUT", "deliveries", {"time_limit": 2}) == {"echo": True, "time_limit": 2}
    assert sandbox.deliveries.echo
    for path, content, message in (
        ("emit", {}, "event_type is missing"),
        ("emit", {"event_type": "task.creatd"}, "nearest: 'task.created'"),
        ("emit", {"event_type": "task.created", "taskid": "x"}, "nearest: 'task_id'"),
        ("emit", {"event_type": "task.created", "workspace": "sandbx"}, "nearest: 'sandbox'"),
        ("deliveries/routes", {"prefix": ORIGIN, "to": 5}, "must be the URL of a server on this machine"),
        ("deliveries/routes", {"prefix": ORIGIN, "to": "https://evil.test"}, "evil.test"),
        ("deliveries/routes", {"prefix": ORIGIN}, "route needs 'to'"),
        ("deliveries/99/resend", {}, "there is no delivery '99'"),
    ):
        status, error = verbs.error("POST", path, content)
        assert status == 400
        assert message in error
    for setting, message in (
        ({"echo": "x"}, "must be true or false"),
        ({"time_limit": 0}, "above 0"),
        ({"ecko": True}, "nearest: 'echo'"),
    ):
        assert message in verbs.error("PUT", "deliveries", setting)[1]
    assert "nearest: 'delivered'" in verbs.error("GET", "deliveries?state=deliverd")[1]
    assert "nearest: 'task.created'" in verbs.error("GET", "deliveries?event_type=task.creatd")[1]
    assert "number of a delivery" in verbs.error("GET", "deliveries?after=x")[1]
    assert "there is no delivery" in verbs.error("GET", "deliveries/none")[1]


def test_states_are_read_and_set(verbs: Verbs) -> None:
    assert verbs("GET", "states")["merge"] == {"seconds": 0, "reads": 0}
    assert verbs("PUT", "states/merge", {"seconds": 3}) == {"seconds": 3, "reads": 0}
    assert verbs("GET", "states/merge") == {"seconds": 3, "reads": 0}
    assert verbs.error("PUT", "states/merg", {"off": True})[1] == "there is no state 'merg'; nearest: 'merge'"
    assert "nearest: 'reads'" in verbs.error("PUT", "states/merge", {"read": 1})[1]
    assert "must be a number" in verbs.error("PUT", "states/merge", {"seconds": "x"})[1]


def test_workspaces_and_tokens_are_added_and_revoked(verbs: Verbs, sandbox: Sandbox) -> None:
    created = verbs("POST", "workspaces", {"name": "Second One"})
    assert created["slug"] == "second-one"
    assert [workspace["slug"] for workspace in verbs("GET", "workspaces")] == ["sandbox", "second-one"]
    token = verbs("POST", "tokens", {"workspace": "second-one", "member": "alan@sandbox.test"})["token"]
    described: Any = verbs.door(Request("GET", "/v2/self", headers={"authorization": f"Bearer {token}"})).json()
    assert (described["workspace_id"], described["token_level"]) == (created["id"], "user")
    verbs("POST", "app/add_member", {"email_address": "eve@x.test", "workspace": "second-one"})
    assert len(sandbox.members) == 2
    verbs("DELETE", f"tokens/{token}")
    assert verbs.error("DELETE", f"tokens/{token}") == (400, "there is no such token")
    assert "nearest: 'second-one'" in verbs.error("POST", "tokens", {"workspace": "second-on"})[1]
    assert "nearest: 'task:read'" in verbs.error("POST", "tokens", {"scopes": ["task:reed"]})[1]
    assert "nearest: 'second-one'" in verbs.error("POST", "app/add_view", {"workspace": "secondone"})[1]
    assert "has invalid arguments" in verbs.error("POST", "app/add_member", {"email_address": 5})[1]


def test_the_state_is_saved_and_loaded_as_a_file(verbs: Verbs, api: Api, sandbox: Sandbox) -> None:
    api.create("people", name="Ada")
    content = verbs.raw("GET", "state").body
    verbs("POST", "reset")
    binary = {"host": "localhost", "content-type": "application/octet-stream"}
    assert verbs.raw("PUT", "state", content, binary).status == 204
    assert len(api.find("people")) == 1
    rejected = verbs.raw("PUT", "state", b"no file at all", binary)
    assert (rejected.status, b"not a state file" in rejected.body) == (400, True)
    assert len(api.find("people")) == 1
    assert verbs.raw("POST", "reset", b"", binary).status == 415
    assert verbs.raw("PUT", "state", content, {"host": "localhost", "content-type": "text/plain"}).status == 415
    assert verbs.raw("PUT", "state", content, {**binary, "host": "evil.test"}).status == 403
    assert len(sandbox.workspaces) == 1
