"""Calls that cause each documented error by a rule of the sandbox, without injected faults."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from tests.contract.brightside import GONE, World
from tests.sandbox.api import Api, attribute

Key: TypeAlias = tuple[int, str]
"""Status and code of an error."""
Prepare: TypeAlias = Callable[[World, Api], object]


@dataclass(frozen=True)
class Wrong:
    """A call that the sandbox rejects: an accepted case with some arguments replaced."""

    kwargs: Mapping[str, object] = field(default_factory=dict[str, object])
    prepare: Prepare | None = None
    """Prepares the workspace before the call."""


def named(data: object) -> dict[str, object]:
    """Return the argument `data`."""
    return {"data": data}


def history(value: object, *, until: str | None = None) -> dict[str, object]:
    """Return a history of one value."""
    return named({"values": [{"value": value, "active_from": "2020-01-01T00:00:00Z", "active_until": until}]})


def at_once(*values: object) -> dict[str, object]:
    """Return a history of values that are active at the same time."""
    times = {"active_from": "2020-01-01T00:00:00Z", "active_until": None}
    return named({"values": [{"value": value, **times} for value in values]})


def without_billing(world: World, _: Api) -> None:
    """Remove the paid features of the workspace."""
    world.sandbox.app.plan(billing=False)


def required(owner: str) -> Prepare:
    """Add a required attribute to an object or list."""
    needed = attribute("needed", "text", is_required=True)
    return lambda _, api: api("POST", f"/v2/{owner}/attributes", {"data": needed}).data


def merging(world: World, api: Api) -> None:
    """Begin a merge of Noor and Ilse; calls that name Noor use the new record."""
    world.sandbox.states.set("merge", seconds=60)
    data = {"primary_record_id": world.names[NOOR], "secondary_record_id": world.names[ILSE]}
    merged = api("POST", "/v2/objects/people/records/merge", {"data": data})
    assert merged.status == 202
    world.moved[NOOR] = merged.body["data"]["new_record_id"]


def second_entry(world: World, api: Api, **values: object) -> None:
    """Add a second entry for Noor to the list of applicants."""
    data = {**PERSON, "parent_record_id": world.names[NOOR], "entry_values": values}
    assert api("POST", "/v2/lists/hiring/entries", {"data": data}).status == 200


def taken_handle(world: World, api: Api) -> None:
    """Give another entry the value of a unique attribute."""
    handle = attribute("handle", "text", is_unique=True)
    assert api("POST", "/v2/lists/hiring/attributes", {"data": handle}).status == 200
    second_entry(world, api, handle="taken")


def second_option(_: World, api: Api) -> None:
    """Add an option."""
    options = "/v2/lists/hiring/attributes/priority/options"
    assert api("POST", options, {"data": {"title": "Second"}}).status == 200


def synced_meeting(world: World, _: Api) -> None:
    """Replace the meeting by one that is synced from a calendar."""
    world.moved["d4e5f607-3142-4536-8748-bebfc0c1823c"] = world.sandbox.app.add_meeting("Stand-up")


def same_webhook(_: World, api: Api) -> None:
    """Add a webhook for new tasks."""
    assert api("POST", "/v2/webhooks", {"data": TASKS}).status == 200


ASA = "1a2b3c4d-5e6f-4071-8293-a4b5c6d7e805"
NOOR = "293a4b5c-6d7e-4f80-91a2-0304050607c1"
ILSE = "3a4b5c6d-7e8f-4091-a2b3-1415161718c2"
LATER = "2021-01-01T00:00:00Z"
FULL = "x" * 10_500_000
"""A text that is too large for a note."""

NOBODY: list[object] = []
NOUN = {"singular_noun": "A", "plural_noun": "B"}
PROJECTS = {"target": "objects", "identifier": "projects"}
IN_A_MONTH = {"type": "dynamic", "template": "P1M"}
ENRICHED = {"attribute": "strongest_connection_strength", "show_historic": True}
NO_MEMBER = {"op": "remove", "path": f'members[value eq "{GONE}"]'}
STRANGER = {"target_object": "people", "target_record_id": GONE}
PERSON: dict[str, object] = {"parent_object": "people", "parent_record_id": NOOR}
NOTE = {"title": "", "format": "plaintext", "content": ""}
COMMENT: dict[str, object] = {"content": "x", "author": {"id": ASA}, "thread_id": GONE}
LIST = {"name": "New", "api_slug": "new", "parent_object": "people", "workspace_access": "full-access",
        "workspace_member_access": NOBODY}  # fmt: skip
FOR_ASA = {"workspace_access": None, "workspace_member_access": [{"workspace_member_id": ASA, "level": "full-access"}]}
FOR_NOBODY = {"workspace_access": None, "workspace_member_access": NOBODY}
GUEST = [{"workspace_member_id": GONE, "level": "full-access"}]
MEETING = {"title": "x", "description": "", "start": {"date": "2025-06-03"}, "end": {"date": "2025-06-05"},
           "is_all_day": True, "participants": NOBODY}  # fmt: skip
TASKS = {"target_url": "https://hooks.brightside.example/tasks",
         "subscriptions": [{"event_type": "task.created", "filter": None}]}  # fmt: skip
OF_NO_LIST = [
    {"event_type": "list-entry.created",
     "filter": {"$and": [{"field": "id.list_id", "operator": "equals", "value": GONE}]}}
]  # fmt: skip

BY_RULE: Mapping[str, Mapping[Key, Wrong]] = {
    "activities.create": {
        (403, "billing_error"): Wrong(prepare=without_billing),
        (409, "slug_conflict"): Wrong(named({**NOUN, "api_slug": "phone_calls", "extends": "calls"})),
    },
    "activities.update": {
        (400, "validation_type"): Wrong(named({})),
        (409, "slug_conflict"): Wrong(named({"api_slug": "phone_calls"})),
    },
    "activities.delete": {(400, "system_edit_unauthorized"): Wrong({"activity": "phone_calls"})},
    "activity_records.query": {(400, "filter_error"): Wrong({"filter": {"outcome": "x"}})},
    "activity_records.create": {
        (400, "value_not_found"): Wrong(named({"values": {"topics": ["Weather"]}})),
        (403, "billing_error"): Wrong({"activity": "showroom_visits", **named({"values": {}})}, without_billing),
    },
    "activity_records.assert": {
        (400, "value_not_found"): Wrong({"matching_attribute": "call_id"}),
        (400, "matching_attribute_definition_not_unique"): Wrong({"matching_attribute": "minutes"}),
        (403, "billing_error"): Wrong({"activity": "showroom_visits"}, without_billing),
    },
    **{
        f"activity_records.{name}": {
            (400, "missing_value"): Wrong(named({"values": {"needed": []}}), required("activities/phone_calls"))
        }
        for name in ("update", "update_append")
    },
    "attributes.create_new": {
        (400, "validation_type"): Wrong(named({**attribute("cap", "number"), "default_value": IN_A_MONTH})),
        (409, "slug_conflict"): Wrong({**PROJECTS, **named(attribute("priority", "text"))}),
    },
    "attributes.update": {
        (400, "system_edit_unauthorized"): Wrong({**PROJECTS, "attribute": "created_at", **named({"title": "X"})})
    },
    "attributes.options.create": {
        (400, "validation_type"): Wrong({"attribute": "stage"}),
        (409, "slug_conflict"): Wrong(named({"title": "Second"}), second_option),
    },
    "attributes.update_select_option": {
        (400, "value_not_found"): Wrong({"option": GONE}),
        (400, "validation_type"): Wrong({"attribute": "stage"}),
        (409, "slug_conflict"): Wrong(named({"title": "Second"}), second_option),
    },
    "attributes.create_status": {
        (400, "validation_type"): Wrong({"attribute": "priority"}),
        (409, "slug_conflict"): Wrong(named({"title": "Applied"})),
    },
    "attributes.update_status": {
        (400, "value_not_found"): Wrong({"status": GONE}),
        (400, "validation_type"): Wrong({"attribute": "priority"}),
        (409, "slug_conflict"): Wrong(named({"title": "Applied"})),
    },
    "call_recordings.create": {
        (400, "validation_type"): Wrong(named({"video_url": "https://x.test/a.avi"})),
        (403, "billing_error"): Wrong(prepare=without_billing),
    },
    "comments.create": {
        (400, "value_not_found"): Wrong(named(COMMENT)),
        (400, "validation_type"): Wrong(named({**COMMENT, "created_at": "x"})),
    },
    "entries.create": {
        (400, "value_not_found"): Wrong(named({**PERSON, "parent_record_id": GONE, "entry_values": {}})),
        (400, "validation_type"): Wrong(named({**PERSON, "entry_values": {"salary": "x"}})),
    },
    "entries.assert": {
        (400, "multiple_match_results"): Wrong(prepare=second_entry),
        (400, "merge_in_progress"): Wrong(prepare=merging),
    },
    **{
        f"entries.{name}": {
            (400, "immutable_value"): Wrong(named({"entry_values": {"parent_record": ILSE}})),
            (400, "merge_in_progress"): Wrong(prepare=merging),
        }
        for name in ("update", "update_appending")
    },
    "entries.write_attribute_values": {
        (400, "validation_type"): Wrong({"attribute": "salary", **history("x")}),
        (400, "missing_value"): Wrong({"attribute": "needed", **history("x", until=LATER)}, required("lists/hiring")),
        (400, "value_not_found"): Wrong(history("Weather")),
        (400, "duplicate_values"): Wrong({"attribute": "tags", **at_once("Oak", "Oak")}),
        (400, "uniqueness_conflict"): Wrong({"attribute": "handle", **history("taken")}, taken_handle),
        (400, "multiple_values_for_single_value_attribute"): Wrong(at_once("Applied", "Interview")),
        (400, "system_edit_unauthorized"): Wrong({"attribute": "created_at", **history("2020-01-01T00:00:00Z")}),
    },
    "files.upload": {(403, "billing_error"): Wrong(prepare=without_billing)},
    "lists.create": {
        (400, "value_not_found"): Wrong(named({**LIST, **FOR_NOBODY, "workspace_member_access": GUEST})),
        (400, "validation_type"): Wrong(named({**LIST, "workspace_access": "read-only"})),
        (403, "billing_error"): Wrong(named({**LIST, **FOR_ASA}), without_billing),
        (404, "not_found"): Wrong(named({**LIST, "parent_object": "persons"})),
        (409, "slug_conflict"): Wrong(named({**LIST, "api_slug": "customers"})),
    },
    "lists.update": {
        (400, "value_not_found"): Wrong(named({"workspace_member_access": GUEST})),
        (400, "validation_type"): Wrong(named(FOR_NOBODY)),
    },
    "meetings.find_or_create": {(400, "validation_type"): Wrong(named(MEETING))},
    **{
        f"meetings.{name}": {
            (400, "value_not_found"): Wrong(named({"linked_records": [{"object": "people", "record_id": GONE}]})),
            (400, "validation_type"): Wrong(named({"linked_records": [{"object": "people", "record_id": "x"}]})),
        }
        for name in ("update", "update_append")
    },
    "meetings.delete": {(400, "system_edit_unauthorized"): Wrong(prepare=synced_meeting)},
    "notes.list": {(404, "not_found"): Wrong({"parent_object": "persons", "parent_record_id": NOOR})},
    "notes.create": {
        (404, "not_found"): Wrong(named({**PERSON, **NOTE, "parent_object": "persons"})),
        (413, "validation_type"): Wrong(named({**PERSON, **NOTE, "content": FULL})),
    },
    "notes.update": {(413, "validation_type"): Wrong(named({"format": "plaintext", "content": FULL}))},
    "objects.create": {
        (400, "quota_exceeded"): Wrong(prepare=lambda world, _: world.sandbox.app.plan(quota=1)),
        (409, "slug_conflict"): Wrong(named({**NOUN, "api_slug": "people"})),
    },
    "objects.update": {
        (400, "validation_type"): Wrong(named({})),
        (409, "slug_conflict"): Wrong(named({"api_slug": "people"})),
    },
    "objects.delete": {(400, "system_edit_unauthorized"): Wrong({"object": "people"})},
    "records.query": {(400, "filter_error"): Wrong({"filter": {"outcome": "x"}})},
    "records.create": {
        (400, "value_not_found"): Wrong({"object": "people", **named({"values": {"tags": ["Weather"]}})}),
        (400, "validation_type"): Wrong({"object": "people", **named({"values": {"headcount": "x"}})}),
    },
    "records.assert": {
        (400, "value_not_found"): Wrong({"matching_attribute": "email"}),
        (400, "merge_in_progress"): Wrong(prepare=merging),
        (400, "validation_type"): Wrong(named({"values": {"email_addresses": ["x@y.test"], "headcount": "x"}})),
    },
    "records.get": {(404, "merge_in_progress"): Wrong(prepare=merging)},
    **{
        f"records.{name}": {
            (400, "missing_value"): Wrong(named({"values": {"needed": []}}), required("objects/people")),
            (400, "merge_in_progress"): Wrong(prepare=merging),
        }
        for name in ("update", "update_append")
    },
    "records.merge": {
        (400, "self_merge"): Wrong(named({"primary_record_id": NOOR, "secondary_record_id": NOOR})),
        (404, "not_found"): Wrong({"object": "persons"}),
        (404, "value_not_found"): Wrong(named({"primary_record_id": NOOR, "secondary_record_id": GONE})),
    },
    "records.list_attribute_values": {(400, "validation_type"): Wrong(ENRICHED)},
    "records.write_attribute_values": {
        (400, "validation_type"): Wrong({"attribute": "headcount", **history("x")}),
        (400, "missing_value"): Wrong({"attribute": "needed", **history("x", until=LATER)}, required("objects/people")),
        (400, "value_not_found"): Wrong({"attribute": "tags", **history("Weather")}),
        (400, "duplicate_values"): Wrong({"attribute": "tags", **at_once("Oak", "Oak")}),
        (400, "uniqueness_conflict"): Wrong({"attribute": "email_addresses", **history("ilse@brightside.example")}),
        (400, "multiple_values_for_single_value_attribute"): Wrong(at_once("A", "B")),
        (400, "system_edit_unauthorized"): Wrong({"attribute": "created_at", **history("2020-01-01T00:00:00Z")}),
        (400, "standard_object_disabled"): Wrong({"object": "users", **history("x")}),
    },
    "records.search": {
        (400, "value_not_found"): Wrong({"request_as": {"type": "workspace-member", "workspace_member_id": GONE}}),
    },
    "scim.users.list": {(400, "invalidFilter"): Wrong({"filter": "x"})},
    "scim.users.create": {(409, "uniqueness"): Wrong({"userName": "asa@brightside.example"})},
    "scim.users.patch": {(400, "invalidPath"): Wrong({"Operations": [{"op": "add", "path": "x", "value": 1}]})},
    "scim.groups.list": {(400, "invalidFilter"): Wrong({"filter": "x"})},
    "scim.groups.create": {(409, "uniqueness"): Wrong({"displayName": "Sales"})},
    "scim.groups.patch": {(400, "noTarget"): Wrong({"Operations": [NO_MEMBER]})},
    "sequences.unsubscribe_emails": {(400, "validation_type"): Wrong(named({"email_addresses": ["x"]}))},
    "sql.query": {(400, "filter_error"): Wrong({"sql": "DELETE FROM objects.people"})},
    "tasks.create": {
        (400, "validation_type"): Wrong(named({"content": "x", "deadline_at": "x"})),
        (404, "not_found"): Wrong(named({"content": "x", "linked_records": [STRANGER]})),
    },
    "tasks.update": {
        (400, "validation_type"): Wrong(named({"deadline_at": "x"})),
    },
    "webhooks.create": {
        (400, "validation_type"): Wrong(named({"target_url": "https://x.test", "subscriptions": OF_NO_LIST})),
        (409, "uniqueness_conflict"): Wrong(named(TASKS), same_webhook),
    },
    "webhooks.update": {(409, "uniqueness_conflict"): Wrong(named(TASKS), same_webhook)},
}
