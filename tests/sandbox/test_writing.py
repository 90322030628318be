"""Notes, tasks, comments and members."""

from __future__ import annotations

import pytest

from attio.sandbox import Sandbox
from attio.sandbox.handlers import notes
from attio.sandbox.pipeline import Commit
from tests.sandbox.api import Api, ApiResponse, new_list

NONE: dict[str, object] = {}
NOWHERE = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
def ada(api: Api) -> str:
    return api.record_id("people", name="Ada", email_addresses=["ada@acme.com"])


@pytest.fixture
def events(sandbox: Sandbox) -> list[str]:
    """Collect the types of all further events."""
    found: list[str] = []

    def collect(commit: Commit) -> None:
        found.extend(event.type for event in commit.events)

    sandbox._pipeline.on_commit.append(collect)
    return found


def write_note(api: Api, record_id: str, **more: object) -> ApiResponse:
    data = {
        "parent_object": "people",
        "parent_record_id": record_id,
        "title": "Call",
        "format": "plaintext",
        "content": "Hello",
        **more,
    }
    return api("POST", "/v2/notes", {"data": data})


def test_members_are_listed(api: Api, sandbox: Sandbox) -> None:
    members = api("GET", "/v2/workspace_members").data
    assert [member["access_level"] for member in members] == ["admin", "member"]
    assert members[0] == {
        "id": {"workspace_id": sandbox.workspace_id, "workspace_member_id": sandbox.members[0].id},
        "first_name": "Grace",
        "last_name": "Hopper",
        "avatar_url": None,
        "email_address": "grace@sandbox.test",
        "created_at": "2026-03-04T05:06:07.089000000Z",
        "access_level": "admin",
    }
    assert api("GET", f"/v2/workspace_members/{sandbox.members[1].id}").data == members[1]
    assert api("GET", f"/v2/workspace_members/{NOWHERE}").code == (404, "not_found")


def test_a_note_is_created(api: Api, sandbox: Sandbox, ada: str) -> None:
    created = write_note(api, ada).data
    assert created == {
        "id": {"workspace_id": sandbox.workspace_id, "note_id": created["id"]["note_id"]},
        "parent_object": "people",
        "parent_record_id": ada,
        "title": "Call",
        "meeting_id": None,
        "content_plaintext": "Hello",
        "content_markdown": "Hello",
        "tags": [],
        "created_by_actor": {"type": "api-token", "id": api("GET", "/v2/self").body["client_id"]},
        "created_at": "2026-03-04T05:06:07.089000001Z",
    }
    assert api("GET", f"/v2/notes/{created['id']['note_id']}").data == created


def test_markdown_becomes_plain_text_and_tags(api: Api, sandbox: Sandbox, ada: str) -> None:
    content = (
        "## Next *steps*\n- **Send** ==it== to @grace@sandbox.test.\n1. ~~No~~ [here](https://x.test/a_b_c)\n"
        f"![img](x.png)See https://app.attio.com/sandbox/person/{ada} snake_case"
    )
    created = write_note(api, ada, format="markdown", content=content).data
    assert created["content_plaintext"] == (
        "Next steps\nSend it to @grace@sandbox.test.\nNo here\n"
        f"See https://app.attio.com/sandbox/person/{ada} snake_case"
    )
    assert "![" not in created["content_markdown"]
    assert created["tags"] == [
        {"type": "workspace-member", "workspace_member_id": sandbox.members[0].id},
        {"type": "record", "object": "people", "record_id": ada},
    ]


@pytest.mark.parametrize(
    ("more", "error"),
    [
        ({"parent_object": "x"}, (404, "not_found")),
        ({"parent_record_id": NOWHERE}, (404, "not_found")),
        ({"meeting_id": NOWHERE}, (404, "not_found")),
        ({"created_at": "1969-12-31"}, (400, "validation_type")),
        ({"created_at": "2027-01-01"}, (400, "validation_type")),
        ({"created_at": "soon"}, (400, "validation_type")),
        ({"format": "html"}, (400, "validation_type")),
    ],
)
def test_invalid_notes_are_rejected(api: Api, ada: str, more: dict[str, object], error: tuple[int, str]) -> None:
    assert write_note(api, ada, **more).code == error
    assert api("GET", "/v2/notes").data == []


def test_a_note_that_is_too_large_is_rejected(api: Api, ada: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notes, "MOST_BYTES", 3)
    assert write_note(api, ada).code == (413, "validation_type")


def test_a_note_is_updated_and_deleted(api: Api, ada: str, events: list[str]) -> None:
    path = f"/v2/notes/{write_note(api, ada).data['id']['note_id']}"
    assert api("PATCH", path, {"data": {"content": "x"}}).paths == [["data", "format"]]
    changed = api("PATCH", path, {"data": {"content": "*x*", "format": "markdown"}}).data
    assert (changed["title"], changed["content_plaintext"]) == ("Call", "x")
    assert api("PATCH", path, {"data": {"title": "New"}}).data["title"] == "New"
    assert api("PATCH", path, {"data": {"title": "New"}}).status == 200
    assert api("DELETE", path).body == {}
    assert api("GET", path).code == (404, "not_found")
    assert events == ["note.created", "note-content.updated", "note.updated", "note.deleted"]


def test_notes_are_listed_and_filtered(api: Api, ada: str) -> None:
    eve = api.record_id("people")
    acme = api.record_id("companies")
    for record_id in (ada, eve):
        write_note(api, record_id)
    write_note(api, acme, parent_object="companies", created_at="2020-01-01")

    def listed(query: str) -> list[str]:
        return [note["parent_record_id"] for note in api("GET", f"/v2/notes{query}").data]

    assert listed("") == [acme, ada, eve]
    assert listed("?limit=1&offset=1") == [ada]
    assert listed("?parent_object=people") == [ada, eve]
    assert listed(f"?parent_object=people&parent_record_id={eve}") == [eve]
    assert api("GET", f"/v2/notes?parent_record_id={eve}").code == (400, "validation_type")
    assert api("GET", "/v2/notes?parent_object=x").code == (404, "not_found")
    assert api("GET", "/v2/notes?limit=51").code == (400, "validation_type")
    for _ in range(10):
        write_note(api, ada)
    assert len(listed("")) == 10


def task(**more: object) -> dict[str, object]:
    content = {"content": "Call", "format": "plaintext", "deadline_at": None, "is_completed": False}
    return {"data": {**content, "linked_records": [], "assignees": [], **more}}


def test_a_task_is_created(api: Api, sandbox: Sandbox, ada: str, events: list[str]) -> None:
    api.record_id("companies", domains=["acme.com"])
    links = [
        {"target_object": "people", "target_record_id": ada},
        {"target_object": "people", "email_addresses": ["ada@acme.com"]},
        {"target_object": "companies", "domains": [{"domain": "acme.com"}]},
        "ada@acme.com",
        "acme.com",
    ]
    grace, alan = sandbox.members
    people: list[object] = [
        {"referenced_actor_type": "workspace-member", "referenced_actor_id": grace.id},
        {"workspace_member_email_address": alan.email_address},
        alan.email_address,
    ]
    created = api("POST", "/v2/tasks", task(deadline_at="2026-04-01", linked_records=links, assignees=people)).data
    assert created["deadline_at"] == "2026-04-01T00:00:00.000000000Z"
    assert [link["target_record_id"] for link in created["linked_records"]] == [ada, api.find("companies")[0]]
    assert [assignee["referenced_actor_id"] for assignee in created["assignees"]] == [grace.id, alan.id]
    assert (created["is_completed"], created["completed_at"]) == (False, None)
    path = f"/v2/tasks/{created['id']['task_id']}"
    assert api("GET", path).data == created
    done = api("PATCH", path, {"data": {"is_completed": True, "content": "ignored"}}).data
    assert done["content_plaintext"] == "Call"
    assert done["completed_at"] is not None
    updated = api("PATCH", path, {"data": {"is_completed": True, "deadline_at": None, "assignees": []}}).data
    assert (updated["completed_at"], updated["deadline_at"], updated["assignees"]) == (done["completed_at"], None, [])
    assert api("PATCH", path, {"data": {"is_completed": False}}).data["completed_at"] is None
    assert api("PATCH", path, {"data": {}}).status == 200
    assert api("PATCH", path, {"data": {"linked_records": []}}).data["linked_records"] == []
    assert api("DELETE", path).body == {}
    assert api("GET", path).code == (404, "not_found")
    names = [event for event in events if event.startswith("task.")]
    assert names == ["task.created", *["task.updated"] * 4, "task.deleted"]


@pytest.mark.parametrize(
    ("more", "error"),
    [
        ({"content": "x" * 2001}, (400, "validation_type")),
        ({"deadline_at": "soon"}, (400, "validation_type")),
        ({"linked_records": [{"target_object": "x", "target_record_id": NOWHERE}]}, (404, "not_found")),
        ({"linked_records": [{"target_object": "people", "target_record_id": NOWHERE}]}, (404, "not_found")),
        ({"linked_records": [{"target_object": "people", "name": "Ada"}]}, (400, "validation_type")),
        ({"linked_records": [{"target_object": "people"}]}, (400, "validation_type")),
        ({"linked_records": ["no@body.com"]}, (404, "not_found")),
        ({"assignees": ["no@body.com"]}, (404, "not_found")),
        (
            {"assignees": [{"referenced_actor_type": "workspace-member", "referenced_actor_id": NOWHERE}]},
            (404, "not_found"),
        ),
    ],
)
def test_invalid_tasks_are_rejected(api: Api, more: dict[str, object], error: tuple[int, str]) -> None:
    assert api("POST", "/v2/tasks", task(**more)).code == error
    assert api("GET", "/v2/tasks").data == []


def test_all_fields_of_a_task_are_required(api: Api) -> None:
    response = api("POST", "/v2/tasks", {"data": {"content": "x"}})
    missing = {path[1] for path in response.paths}
    assert missing == {"format", "deadline_at", "is_completed", "linked_records", "assignees"}


def test_tasks_are_listed_and_filtered(api: Api, sandbox: Sandbox, ada: str) -> None:
    grace = sandbox.members[0]
    link = [{"target_object": "people", "target_record_id": ada}]
    for content, more in (
        ("a", {"linked_records": link}),
        ("b", {"assignees": [grace.email_address]}),
        ("c", {"is_completed": True}),
        ("d", {"is_completed": True}),
    ):
        api("POST", "/v2/tasks", task(content=content, **more))

    def listed(query: str) -> str:
        return "".join(row["content_plaintext"] for row in api("GET", f"/v2/tasks{query}").data)

    assert listed("") == "abcd"
    assert listed("?sort=created_at:desc&limit=2&offset=1") == "cb"
    assert listed("?sort=completed_at:asc") == "cdab"
    assert listed("?sort=completed_at:desc") == "dcab"
    assert listed("?is_completed=true") == "cd"
    assert listed("?is_completed=false") == "ab"
    assert listed(f"?assignee={grace.id}") == "b"
    assert listed(f"?assignee={grace.email_address}") == "b"
    assert listed("?assignee=null") == "acd"
    assert listed("?assignee=no@body.com") == ""
    assert listed(f"?linked_object=people&linked_record_id={ada}") == "a"
    assert api("GET", "/v2/tasks?linked_object=people").code == (400, "validation_type")
    assert api("GET", f"/v2/tasks?linked_record_id={ada}").code == (400, "validation_type")
    assert api("GET", f"/v2/tasks?linked_object=x&linked_record_id={ada}").code == (404, "not_found")


def test_notes_tasks_and_comments_follow_a_merge(api: Api, sandbox: Sandbox, ada: str) -> None:
    eve = api.record_id("people", name="Eve")
    links = [{"target_object": "people", "target_record_id": record_id} for record_id in (ada, eve)]
    api("POST", "/v2/tasks", task(linked_records=links))
    write_note(api, ada)
    comment(api, sandbox, record={"object": "people", "record_id": ada})
    merge = {"data": {"primary_record_id": ada, "secondary_record_id": eve}}
    merged = api("POST", "/v2/objects/people/records/merge", merge).data["new_record_id"]
    assert [note["parent_record_id"] for note in api("GET", "/v2/notes").data] == [merged]
    (linked,) = api("GET", "/v2/tasks").data
    assert [link["target_record_id"] for link in linked["linked_records"]] == [merged]
    (thread,) = api("GET", f"/v2/threads?object=people&record_id={merged}").data
    assert thread["comments"][0]["record"]["record_id"] == merged
    api("DELETE", f"/v2/objects/people/records/{merged}")
    assert api("GET", "/v2/notes").data == []
    (linked,) = api("GET", "/v2/tasks").data
    assert linked["linked_records"] == []
    assert api("GET", f"/v2/comments/{thread['id']['thread_id']}").status == 404


def comment(api: Api, sandbox: Sandbox, member: int = 0, /, **more: object) -> ApiResponse:
    author = {"type": "workspace-member", "id": sandbox.members[member].id}
    data = {"format": "plaintext", "content": "Hi", "author": author, **more}
    return api("POST", "/v2/comments", {"data": data})


def test_a_comment_starts_a_thread_on_a_record(api: Api, sandbox: Sandbox, ada: str, events: list[str]) -> None:
    head = comment(api, sandbox, record={"object": "people", "record_id": ada}).data
    thread_id = head["thread_id"]
    assert head["id"]["comment_id"] == thread_id
    assert head == {
        "id": {"workspace_id": sandbox.workspace_id, "comment_id": thread_id},
        "thread_id": thread_id,
        "content_plaintext": "Hi",
        "entry": None,
        "record": {"record_id": ada, "object_id": api("GET", "/v2/objects/people").data["id"]["object_id"]},
        "resolved_at": None,
        "resolved_by": None,
        "created_at": head["created_at"],
        "author": {"type": "workspace-member", "id": sandbox.members[0].id},
    }
    reply = comment(api, sandbox, 1, thread_id=thread_id, created_at="2026-03-05").data
    (thread,) = api("GET", f"/v2/threads?object=people&record_id={ada}").data
    assert thread["comments"] == [head, reply]
    assert thread["has_more_comments"] is False
    assert api("GET", f"/v2/threads/{thread_id}").data["comments"] == [head, reply]
    assert api("GET", f"/v2/threads/{thread_id}?created_after=2026-03-04T12:00").data["comments"] == [reply]
    page = api("GET", f"/v2/threads/{thread_id}?limit=1")
    assert page.data["comments"] == [head]
    following = api("GET", f"/v2/threads/{thread_id}?limit=1&cursor={page.body['pagination']['next_cursor']}")
    assert following.data["comments"] == [reply]
    assert following.body["pagination"]["next_cursor"] is None
    assert api("GET", f"/v2/comments/{reply['id']['comment_id']}").data == reply
    assert api("DELETE", f"/v2/comments/{reply['id']['comment_id']}").body == {}
    assert api("DELETE", f"/v2/comments/{thread_id}").body == {}
    assert api("GET", f"/v2/threads/{thread_id}").code == (404, "not_found")
    assert events == ["comment.created", "comment.created", "comment.deleted", "comment.deleted"]


def test_a_comment_starts_a_thread_on_an_entry(api: Api, sandbox: Sandbox, ada: str) -> None:
    api("POST", "/v2/lists", {"data": new_list("l", "people")})
    body = {"data": {"parent_object": "people", "parent_record_id": ada, "entry_values": NONE}}
    ids = api("POST", "/v2/lists/l/entries", body).data["id"]
    head = comment(api, sandbox, entry={"list": "l", "entry_id": ids["entry_id"]}).data
    assert head["entry"] == {"entry_id": ids["entry_id"], "list_id": ids["list_id"]}
    assert head["record"]["record_id"] == ada
    assert len(api("GET", f"/v2/threads?list=l&entry_id={ids['entry_id']}").data) == 1
    assert api("GET", f"/v2/threads?object=people&record_id={ada}").data == []
    token = sandbox.add_token("records", scopes=["comment:read", "object_configuration:read", "record_permission:read"])
    assert api("GET", f"/v2/comments/{head['thread_id']}", token=token).code == (403, "unauthorized")
    assert api("GET", f"/v2/threads?object=people&record_id={ada}", token=token).data == []
    entries = f"/v2/threads?list=l&entry_id={ids['entry_id']}"
    api("DELETE", f"/v2/comments/{head['thread_id']}")
    assert api("GET", entries, token=token).code == (403, "unauthorized")
    head = comment(api, sandbox, entry={"list": "l", "entry_id": ids["entry_id"]}).data
    api("DELETE", f"/v2/lists/l/entries/{ids['entry_id']}")
    assert api("GET", f"/v2/comments/{head['thread_id']}").status == 404


def test_invalid_comments_are_rejected(api: Api, sandbox: Sandbox, ada: str) -> None:
    record = {"object": "people", "record_id": ada}
    for more, code in (
        ({}, "validation_type"),
        ({"record": record, "thread_id": NOWHERE}, "validation_type"),
        ({"thread_id": NOWHERE}, "value_not_found"),
        ({"record": {"object": "x", "record_id": ada}}, "value_not_found"),
        ({"record": {"object": "people", "record_id": NOWHERE}}, "value_not_found"),
        ({"entry": {"list": "x", "entry_id": NOWHERE}}, "value_not_found"),
        ({"record": record, "author": {"type": "workspace-member", "id": NOWHERE}}, "value_not_found"),
        ({"record": record, "created_at": "soon"}, "validation_type"),
    ):
        assert comment(api, sandbox, **more).code == (400, code)
    assert api("GET", "/v2/threads").code == (400, "validation_type")
    assert api("GET", f"/v2/threads?object=people&record_id={NOWHERE}").code == (404, "not_found")
    head = comment(api, sandbox, record=record).data
    assert api("GET", f"/v2/threads/{head['thread_id']}?created_after=soon").code == (400, "validation_type")


def test_a_member_deletes_comments_of_its_own_only(api: Api, sandbox: Sandbox, ada: str) -> None:
    token = sandbox.add_token("alans", member=sandbox.members[1])
    record = {"object": "people", "record_id": ada}
    graces, alans = (comment(api, sandbox, number, record=record).data["thread_id"] for number in (0, 1))
    assert api("DELETE", f"/v2/comments/{graces}", token=token).code == (403, "unauthorized")
    assert api("DELETE", f"/v2/comments/{alans}", token=token).status == 200


def test_a_long_thread_is_shortened(api: Api, sandbox: Sandbox, ada: str) -> None:
    head = comment(api, sandbox, record={"object": "people", "record_id": ada}).data
    for _ in range(81):
        comment(api, sandbox, thread_id=head["thread_id"])
    (thread,) = api("GET", f"/v2/threads?object=people&record_id={ada}").data
    assert (len(thread["comments"]), thread["has_more_comments"]) == (81, True)
