"""The events that each change of a workspace sends to webhooks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from attio.sandbox import Sandbox
from attio.sandbox.events import EVENT_TYPES, Event
from attio.sandbox.pipeline import Commit
from tests.sandbox.api import Api, attribute, new_list

NONE: dict[str, object] = {}
SCIM_USER = "urn:ietf:params:scim:schemas:core:2.0:User"


class Watched:
    """A workspace, and the events of changes to it."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.app, self.api = sandbox.app, Api(sandbox)
        self.events: list[Event] = []
        self.member = sandbox.members[0].id
        self.acme = self.api.record_id("companies", domains=["acme.com"])
        sandbox._pipeline.on_commit.append(self._keep)

    def _keep(self, commit: Commit) -> None:
        self.events += commit.events

    def send(self, method: str, path: str, **data: object) -> Any:
        """Send a request, and return the data of its response."""
        response = self.api(method, f"/v2/{path}", {"data": data} if data else None)
        assert response.status in (200, 204), response.body
        return response.body and response.body.get("data")

    def id(self, path: str, **data: object) -> str:
        """Create an object, and return its id."""
        ids = self.send("POST", path, **data)["id"]
        return str(next(reversed(ids.values())))

    def reported(self) -> list[str]:
        """Return the types of the events since the last call."""
        types = [event.type for event in self.events]
        self.events.clear()
        return types


def records(watched: Watched) -> Iterator[list[str]]:
    ada = watched.id("objects/people/records", values={"company": "acme.com"})
    yield ["record.created", "record.updated"]  # events of the company, whose team changed
    watched.send("PATCH", f"objects/people/records/{ada}", values={"job_title": "x", "description": "y"})
    yield ["record.updated", "record.updated"]
    watched.send("PATCH", f"objects/people/records/{ada}", values={"job_title": "x"})
    yield []
    bob = watched.id("objects/people/records", values=NONE)
    yield ["record.created"]
    merged = watched.send("POST", "objects/people/records/merge", primary_record_id=ada, secondary_record_id=bob)
    assert [event.extra["duplicate_record_id"] for event in watched.events] == [ada, bob]
    assert {event.ids["record_id"] for event in watched.events} == {merged["new_record_id"]}
    yield ["record.merged", "record.merged"]
    watched.send("DELETE", f"objects/people/records/{merged['new_record_id']}")
    yield ["record.deleted", "record.updated"]


def lists(watched: Watched) -> Iterator[list[str]]:
    watched.send("POST", "lists", **new_list("l", "companies"))
    yield ["list.created"]
    watched.send("PATCH", "lists/l", name="M")
    yield ["list.updated"]
    watched.send("POST", "lists/l/attributes", **attribute("stage", "status"))
    yield ["list-attribute.created"]
    watched.send("POST", "lists/l/attributes/stage/statuses", title="Lead")
    yield ["list-attribute.updated"]
    parent = {"parent_object": "companies", "parent_record_id": watched.acme}
    entry = watched.id("lists/l/entries", **parent, entry_values=NONE)
    yield ["list-entry.created"]
    watched.send("PATCH", f"lists/l/entries/{entry}", entry_values={"stage": "Lead"})
    yield ["list-entry.updated"]
    watched.send("DELETE", f"lists/l/entries/{entry}")
    yield ["list-entry.deleted"]
    watched.app.delete_list("l")
    yield ["list.deleted"]


def notes_and_tasks(watched: Watched) -> Iterator[list[str]]:
    parent = {"parent_object": "companies", "parent_record_id": watched.acme}
    note = watched.id("notes", **parent, title="t", format="plaintext", content="c")
    yield ["note.created"]
    watched.send("PATCH", f"notes/{note}", title="u")
    yield ["note.updated"]
    watched.send("PATCH", f"notes/{note}", content="d", format="plaintext")
    yield ["note-content.updated"]
    watched.send("DELETE", f"notes/{note}")
    yield ["note.deleted"]
    task: dict[str, object] = {"content": "c", "format": "plaintext", "deadline_at": None, "is_completed": False}
    created = watched.id("tasks", **task, linked_records=[], assignees=[])
    yield ["task.created"]
    watched.send("PATCH", f"tasks/{created}", is_completed=True)
    yield ["task.updated"]
    watched.send("DELETE", f"tasks/{created}")
    yield ["task.deleted"]


def comments(watched: Watched) -> Iterator[list[str]]:
    author = {"type": "workspace-member", "id": watched.member}
    record = {"object": "companies", "record_id": watched.acme}
    thread = watched.id("comments", format="plaintext", content="c", author=author, record=record)
    yield ["comment.created"]
    watched.app.resolve_thread(thread)
    yield ["comment.resolved"]
    watched.app.unresolve_thread(thread)
    yield ["comment.unresolved"]
    watched.send("DELETE", f"comments/{thread}")
    yield ["comment.deleted"]


def activities(watched: Watched) -> Iterator[list[str]]:
    watched.send("POST", "activities", api_slug="demos", singular_noun="D", plural_noun="Ds", extends="activities")
    yield ["activity.created"]
    watched.send("PATCH", "activities/demos", singular_noun="E")
    yield ["activity.updated"]
    watched.send("POST", "activities/demos/attributes", **attribute("kind", "text"))
    yield ["activity-attribute.created"]
    watched.send("PATCH", "activities/demos/attributes/kind", title="Sort")
    yield ["activity-attribute.updated"]
    record = watched.id("activities/demos/records", values=NONE)
    yield ["activity-record.created"]
    watched.send("DELETE", f"activities/demos/records/{record}")
    yield ["activity-record.deleted"]
    watched.send("DELETE", "activities/demos")
    yield ["activity.deleted"]


def the_rest(watched: Watched) -> Iterator[list[str]]:
    watched.send("POST", "objects/people/attributes", **attribute("size", "select"))
    yield ["object-attribute.created"]
    watched.send("POST", "objects/people/attributes/size/options", title="Small")
    yield ["object-attribute.updated"]
    watched.api("POST", "/scim/v2/Users", {"schemas": [SCIM_USER], "userName": "new@sandbox.test"})
    yield ["workspace-member.created"]
    meeting = watched.app.add_meeting("Standup")
    yield []
    words = {"speech": "Hi", "start_time": 0, "end_time": 1, "speaker": {"name": "Ada"}}
    watched.send("POST", f"meetings/{meeting}/call_recordings", transcript=[words])
    yield ["call-recording.created"]


CAUSES = (records, lists, notes_and_tasks, comments, activities, the_rest)


@pytest.mark.parametrize("cause", CAUSES)
def test_each_change_causes_its_events(cause: Any, sandbox: Sandbox) -> None:
    watched = Watched(sandbox)
    for expected in cause(watched):
        assert watched.reported() == expected


def test_every_type_of_event_has_a_cause() -> None:
    found: set[str] = set()
    for cause in CAUSES:
        watched = Watched(Sandbox(seed=7))
        for _ in cause(watched):
            found |= set(watched.reported())
    assert found == EVENT_TYPES.keys()
