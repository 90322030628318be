"""The embedded workspace that documentation runs against."""

from __future__ import annotations

import ssl
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from time import monotonic
from typing import Literal

import httpx
import pytest

import attio
from attio import Attio, funcs
from attio.sandbox import Sandbox, Snapshot
from attio.sandbox.demo.seed import seed_records
from attio.sandbox.serving.adapters import async_fetcher, fetcher
from tests.sandbox.api import Api
from tests.sandbox.api import attribute as attribute_of

CONTRACT = "contract.pdf"
"""Name of the file that examples upload."""


def replace_network(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the workspace answer whatever any httpx client would send, whoever made the client."""
    fetch, fetch_async = fetcher(sandbox.handle), async_fetcher(sandbox.handle)

    def handle_request(_: httpx.HTTPTransport, request: httpx.Request) -> httpx.Response:
        return fetch(request)

    async def handle_async_request(_: httpx.AsyncHTTPTransport, request: httpx.Request) -> httpx.Response:
        return await fetch_async(request)

    def trust_nobody(*, trust_env: bool) -> ssl.SSLContext:
        assert trust_env
        return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)

    monkeypatch.setattr(httpx.HTTPTransport, "handle_request", handle_request)
    monkeypatch.setattr(httpx.AsyncHTTPTransport, "handle_async_request", handle_async_request)
    # No certificate is looked at, and reading those of the system takes longer than most examples.
    monkeypatch.setattr(httpx, "create_ssl_context", trust_nobody)
    # To clients this is the real API, whose rate limits they would keep to: half a second of waiting in each test.
    looks = count()
    monkeypatch.setattr("attio.limits.store.monotonic", lambda: monotonic() + 10 * next(looks))


@dataclass(frozen=True)
class FilledWorkspace:
    """A workspace filled for examples, and the way back to it."""

    sandbox: Sandbox
    names: Mapping[str, object]
    before: Snapshot

    @contextmanager
    def client(self, monkeypatch: pytest.MonkeyPatch, folder: Path) -> Generator[Attio, None, None]:
        """Put the workspace, as it was filled, in the place of the network; gives a client of it."""
        self.sandbox.reset(controls=True)
        self.sandbox.restore(self.before)
        replace_network(self.sandbox, monkeypatch)
        monkeypatch.setenv("ATTIO_OAUTH2", self.sandbox.token)
        (folder / CONTRACT).write_bytes(b"%PDF-1.7 signed")
        with Attio() as client:
            yield client


def filled(folder: Path) -> FilledWorkspace:
    """Make a workspace and fill it."""
    sandbox = Sandbox(seed=0)
    with sandbox.client() as client:
        names = names_for_examples(client, sandbox, folder)
    return FilledWorkspace(sandbox, names, sandbox.snapshot())


def names_for_examples(client: Attio, sandbox: Sandbox, folder: Path) -> dict[str, object]:
    """Fill the workspace and give the names that examples use without saying where they come from."""
    records = seed_records(sandbox.handle, sandbox.token, few=True)
    record_id, other_record_id, *_ = records["people"]
    contract = folder / CONTRACT
    contract.write_bytes(b"%PDF-1.7 signed")
    file = client.files.upload(file=contract, object="people", record_id=record_id)
    client.objects.create(data={"api_slug": "parcels", "singular_noun": "Parcel", "plural_noun": "Parcels"})
    attribute = client.attributes.create_new(
        "objects",
        "companies",
        data={
            "title": "Spending",
            "description": "",
            "api_slug": "spending",
            "type": "number",
            "is_required": False,
            "is_unique": False,
            "is_multiselect": False,
            "config": {},
        },
    )
    member_id = sandbox.members[0].id
    customers = client.lists.create(
        data={
            "name": "Customers",
            "api_slug": "customers",
            "parent_object": "people",
            "workspace_access": "full-access",
            "workspace_member_access": [],
        }
    )
    kinds: dict[str, Literal["status", "select"]] = {"stage": "status", "channels": "select"}
    for slug, kind in kinds.items():
        client.attributes.create_new(
            "lists",
            customers.data.api_slug,
            data={
                "title": slug.title(),
                "description": None,
                "api_slug": slug,
                "type": kind,
                "is_required": False,
                "is_unique": False,
                "is_multiselect": kind == "select",
                "config": {},
            },
        )
    for title in ("Onboarding", "Active"):
        client.attributes.create_status("lists", "customers", "stage", data={"title": title})
    for title in ("E-mail", "Phone"):
        client.attributes.options.create("lists", "customers", "channels", data={"title": title})
    entry = client.entries.create(
        "customers",
        data={
            "parent_object": "people",
            "parent_record_id": record_id,
            "entry_values": {"stage": "Onboarding"},
        },
    )
    note = client.notes.create(
        data={
            "parent_object": "people",
            "parent_record_id": record_id,
            "title": "Call about the mill",
            "format": "plaintext",
            "content": "Prefers letters.",
        }
    )
    task = client.tasks.create(data={"content": "Order more brass"})
    comment = client.comments.create(
        data={
            "content": "She is coming on Thursday.",
            "author": {"id": member_id},
            "record": {"object": "people", "record_id": record_id},
        }
    )
    meeting = client.meetings.find_or_create(
        data={
            "title": "Tour of the mill",
            "description": "",
            "is_all_day": False,
            "start": {"datetime": "2026-03-05T09:00:00Z"},
            "end": {"datetime": "2026-03-05T10:00:00Z"},
            "participants": [{"is_organizer": True, "status": "accepted", "name": "Grace Hopper"}],
        }
    )
    recording = client.call_recordings.create(
        meeting.data.id.meeting_id,
        data={
            "transcript": [
                {"speech": "Welcome.", "start_time": 0, "end_time": 1, "speaker": {"name": "Grace Hopper"}},
            ]
        },
    )
    client.activities.create(
        data={"api_slug": "tours", "singular_noun": "Tour", "plural_noun": "Tours", "extends": "activities"}
    )
    api = Api(sandbox)  # attributes of activities are no part of the documented surface
    calls = "/v2/activities/phone_calls/attributes"
    api("POST", calls, {"data": attribute_of("external_id", "text", is_unique=True)})
    api("POST", calls, {"data": attribute_of("topics", "select", is_multiselect=True)})
    for title in ("Pricing", "Renewal"):
        api("POST", f"{calls}/topics/options", {"data": {"title": title}})
    call = client.activity_records.create(
        "phone_calls", data={"values": {"direction": "Outbound", "topics": ["Pricing"]}}
    )
    webhook = client.webhooks.create(
        data={
            "target_url": "https://hooks.example.com/attio",
            "subscriptions": [{"event_type": "task.created", "filter": None}],
        }
    )
    option = client.attributes.options.create("objects", "companies", "categories", data={"title": "Optics"})
    group = client.scim_groups.create(displayName="Sales", members=[{"value": member_id}])
    return {
        **{name: getattr(attio, name) for name in attio.__all__},
        **{name: getattr(funcs, name) for name in funcs.__all__},
        "__name__": "__main__",
        "client": client,
        "sandbox": sandbox,
        "record_id": record_id,
        "other_record_id": other_record_id,
        "file_id": file.data.id.file_id,
        "meeting_id": meeting.data.id.meeting_id,
        "call_recording_id": recording.data.id.call_recording_id,
        "custom_activity": "tours",
        "activity_record_id": call.data.id.record_id,
        "webhook_id": webhook.data.id.webhook_id,
        "member_id": member_id,
        "scim_user_id": sandbox.members[1].id,
        "scim_group_id": group.id,
        "entry_id": entry.data.id.entry_id,
        "note_id": note.data.id.note_id,
        "task_id": task.data.id.task_id,
        "comment_id": comment.data.id.comment_id,
        "thread_id": comment.data.thread_id,
        "member_email": "grace@sandbox.test",
        "custom_object": "parcels",
        "attribute": attribute.data.id.attribute_id,
        "option": option.data.id.option_id,
    }
