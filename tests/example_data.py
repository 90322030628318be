"""The workspace that examples run on: its content, and the names that examples use."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import attio
from attio import funcs
from attio.sandbox import Sandbox
from attio.sandbox.demo.seed import seed_records
from tests.sandbox.api import Api, attribute, new_list

CONTRACT = "contract.pdf"
"""Name of the file that examples upload."""


@dataclass(frozen=True)
class Creation:
    """A request that creates an object; `{name}` in its path and data is replaced by the id of an earlier one."""

    path: str
    data: Mapping[str, object]
    names: Mapping[str, str] = field(default_factory=dict[str, str])
    """Names that examples use, and the path of their values in the response."""


_ON_RECORD = {"parent_object": "people", "parent_record_id": "{record_id}"}
_HOPPER = {"name": "Grace Hopper"}
_PHONE_CALLS = "/v2/activities/phone_calls"

CREATIONS = (
    Creation("/v2/objects", {"api_slug": "parcels", "singular_noun": "Parcel", "plural_noun": "Parcels"}),
    Creation(
        "/v2/objects/companies/attributes", attribute("spending", "number"), names={"attribute": "id.attribute_id"}
    ),
    Creation("/v2/lists", new_list("customers", "people")),
    Creation("/v2/lists/customers/attributes", attribute("stage", "status")),
    Creation("/v2/lists/customers/attributes", attribute("channels", "select", is_multiselect=True)),
    Creation("/v2/lists/customers/attributes/stage/statuses", {"title": "Onboarding"}),
    Creation("/v2/lists/customers/attributes/stage/statuses", {"title": "Active"}),
    Creation("/v2/lists/customers/attributes/channels/options", {"title": "E-mail"}),
    Creation("/v2/lists/customers/attributes/channels/options", {"title": "Phone"}),
    Creation(
        "/v2/lists/customers/entries",
        {**_ON_RECORD, "entry_values": {"stage": "Onboarding"}},
        names={"entry_id": "id.entry_id"},
    ),
    Creation(
        "/v2/notes",
        {**_ON_RECORD, "title": "Call about the mill", "format": "plaintext", "content": "Prefers letters."},
        names={"note_id": "id.note_id"},
    ),
    Creation(
        "/v2/tasks",
        {
            "content": "Order more brass",
            "format": "plaintext",
            "deadline_at": None,
            "is_completed": False,
            "linked_records": [],
            "assignees": [],
        },
        names={"task_id": "id.task_id"},
    ),
    Creation(
        "/v2/comments",
        {
            "format": "plaintext",
            "content": "She is coming on Thursday.",
            "author": {"type": "workspace-member", "id": "{member_id}"},
            "record": {"object": "people", "record_id": "{record_id}"},
        },
        names={"comment_id": "id.comment_id", "thread_id": "thread_id"},
    ),
    Creation(
        "/v2/meetings",
        {
            "title": "Tour of the mill",
            "description": "",
            "is_all_day": False,
            "start": {"datetime": "2026-03-05T09:00:00Z", "timezone": "UTC"},
            "end": {"datetime": "2026-03-05T10:00:00Z", "timezone": "UTC"},
            "participants": [{"is_organizer": True, "status": "accepted", **_HOPPER}],
            "linked_records": [],
            "external_ref": {"ical_uid": "tour-of-the-mill", "provider": "google", "is_recurring": False},
        },
        names={"meeting_id": "id.meeting_id"},
    ),
    Creation(
        "/v2/meetings/{meeting_id}/call_recordings",
        {"transcript": [{"speech": "Welcome.", "start_time": 0, "end_time": 1, "speaker": _HOPPER}]},
        names={"call_recording_id": "id.call_recording_id"},
    ),
    Creation(
        "/v2/activities",
        {"api_slug": "tours", "singular_noun": "Tour", "plural_noun": "Tours", "extends": "activities"},
    ),
    # The documented API has no endpoint for attributes of activities.
    Creation(f"{_PHONE_CALLS}/attributes", attribute("external_id", "text", is_unique=True)),
    Creation(f"{_PHONE_CALLS}/attributes", attribute("topics", "select", is_multiselect=True)),
    Creation(f"{_PHONE_CALLS}/attributes/topics/options", {"title": "Pricing"}),
    Creation(f"{_PHONE_CALLS}/attributes/topics/options", {"title": "Renewal"}),
    Creation(
        f"{_PHONE_CALLS}/records",
        {"values": {"direction": "Outbound", "topics": ["Pricing"]}},
        names={"activity_record_id": "id.record_id"},
    ),
    Creation(
        "/v2/webhooks",
        {
            "target_url": "https://hooks.example.com/attio",
            "subscriptions": [{"event_type": "task.created", "filter": None}],
        },
        names={"webhook_id": "id.webhook_id"},
    ),
    Creation(
        "/v2/objects/companies/attributes/categories/options", {"title": "Optics"}, names={"option": "id.option_id"}
    ),
)


def fill(sandbox: Sandbox, folder: Path) -> dict[str, object]:
    """Fill a workspace, and return the values of names that examples use without defining them."""
    record_id, other_record_id, *_ = seed_records(sandbox.handle, sandbox.token, few=True)["people"]
    ids = {"record_id": record_id, "other_record_id": other_record_id, "member_id": sandbox.members[0].id}
    api = Api(sandbox)
    for creation in CREATIONS:
        data = json.loads(_filled(json.dumps(creation.data), ids))
        response = api("POST", _filled(creation.path, ids), {"data": data}).data
        ids |= {name: _part(response, place) for name, place in creation.names.items()}
    contract = folder / CONTRACT
    contract.write_bytes(b"%PDF-1.7 signed")
    with sandbox.client() as client:
        file = client.files.upload(file=contract, object="people", record_id=record_id)
        group = client.scim_groups.create(displayName="Sales", members=[{"value": ids["member_id"]}])
    return {
        **{name: getattr(attio, name) for name in attio.__all__},
        **{name: getattr(funcs, name) for name in funcs.__all__},
        **ids,
        "__name__": "__main__",
        "sandbox": sandbox,
        "client": sandbox.client(),
        "file_id": file.data.id.file_id,
        "scim_user_id": sandbox.members[1].id,
        "scim_group_id": group.id,
        "member_email": "grace@sandbox.test",
        "custom_activity": "tours",
        "custom_object": "parcels",
    }


def _filled(text: str, ids: Mapping[str, str]) -> str:
    """Replace `{name}` in a text; JSON has no other braces around a bare word."""
    return re.sub(r"\{(\w+)\}", lambda match: ids[match[1]], text)


def _part(response: Any, place: str) -> str:
    for name in place.split("."):
        response = response[name]
    return str(response)
