"""Create the demo workspace with requests to the API, dated within the last 60 days."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import cast

from attio.sandbox.demo import data
from attio.sandbox.messages import Request, is_mapping
from attio.sandbox.serving.adapters import Handle

RECEIVER = "https://hooks.demo.example/attio"
"""Target of the first webhook of the demo, which has a route. The target of the second webhook has none."""

_ACCESS = {"workspace_access": "full-access", "workspace_member_access": list[object]()}


class _Writer:
    """Sends requests with a token."""

    def __init__(self, handle: Handle, token: str) -> None:
        self._handle = handle
        self._headers = {"authorization": f"Bearer {token}", "content-type": "application/json"}

    def __call__(self, method: str, path: str, content: Mapping[str, object]) -> Mapping[str, object]:
        body = json.dumps({"data": content}).encode()
        response = self._handle(Request(method, f"/v2/{path}", headers=self._headers, body=body))
        response_json = response.json()
        result = response_json.get("data") if is_mapping(response_json) else None
        if response.status >= 400 or not is_mapping(result):
            message = f"the demo cannot be created: {method} {path}: {response.body.decode()}"
            raise RuntimeError(message)
        return result

    def id(self, name: str, path: str, content: Mapping[str, object]) -> str:
        """Send a POST request, and return an id of the created object."""
        created = self("POST", path, content)
        return str(cast("Mapping[str, object]", created["id"])[name])

    def records(self, slug: str, records: Iterable[data.Values]) -> list[str]:
        """Create records and return their ids."""
        return [self.id("record_id", f"objects/{slug}/records", {"values": values}) for values in records]


def seed_records(handle: Handle, token: str, *, few: bool = False) -> dict[str, list[str]]:
    """Create the records of the demo, or the first few of each object. Return their ids by object."""
    write = _Writer(handle, token)
    contents: Mapping[str, Iterable[data.Values]] = {
        "companies": data.FIRST_COMPANIES if few else data.companies(),
        "people": data.FIRST_PEOPLE if few else data.people(),
        "deals": data.FIRST_DEALS if few else data.deals(),
    }
    return {slug: write.records(slug, records) for slug, records in contents.items()}


def seed_demo(
    handle: Handle, token: str, *, members: Sequence[str], now: datetime, move_to: Callable[[datetime], object]
) -> dict[str, list[str]]:
    """Create the whole demo. Return the ids of its records by object.

    Args:
        handle: Function that handles a request.
        token: A token with all scopes.
        members: Ids of the members who write comments.
        now: The current time.
        move_to: Function that sets the clock, for objects of the past.
    """
    write = _Writer(handle, token)
    move_to(now - timedelta(days=60))
    ids = seed_records(handle, token)
    _lists(write, ids, lambda days: move_to(now - timedelta(days=days)))
    move_to(now - timedelta(days=2))
    _activity(write, ids, members, now)
    move_to(now - timedelta(hours=1))
    _webhooks(write, ids)
    return ids


def _list(write: _Writer, name: str, parent: str, stages: Iterable[str]) -> str:
    slug = name.lower().replace(" ", "_")
    write("POST", "lists", {"name": name, "api_slug": slug, "parent_object": parent, **_ACCESS})
    _attribute(write, slug, "stage", "status")
    for title in stages:
        write("POST", f"lists/{slug}/attributes/stage/statuses", {"title": title})
    return slug


def _attribute(write: _Writer, owner: str, slug: str, kind: str, **config: object) -> None:
    flags = {"is_required": False, "is_unique": False, "is_multiselect": False}
    title = slug.replace("_", " ").capitalize()
    content = {"title": title, "api_slug": slug, "description": None, "type": kind, **flags, "config": config}
    write("POST", f"lists/{owner}/attributes", content)


def _lists(write: _Writer, ids: Mapping[str, list[str]], days_ago: Callable[[int], object]) -> None:
    """Create two lists with entries that moved through stages."""
    sales = _list(write, "Sales pipeline", "companies", data.PIPELINE)
    _attribute(write, sales, "value", "currency", currency={"default_currency_code": "EUR", "display_type": "symbol"})
    onboarding = _list(write, "Onboarding", "people", data.ONBOARDING)

    def enter(slug: str, parent: str, record_id: str, values: data.Values) -> str:
        content = {"parent_object": parent, "parent_record_id": record_id, "entry_values": values}
        return write.id("entry_id", f"lists/{slug}/entries", content)

    days_ago(45)
    entered = [
        enter(sales, "companies", record_id, {"stage": "Lead", "value": 6_000 + 2_500 * number})
        for number, record_id in enumerate(ids["companies"][:18])
    ]
    starters = [enter(onboarding, "people", record_id, {"stage": "Invited"}) for record_id in ids["people"][:9]]
    for days, stage in ((30, 1), (15, 2), (6, 3)):
        days_ago(days)
        for number, entry in enumerate(entered):
            if number % 4 >= stage:
                title = "Lost" if stage == 3 and number % 8 == 7 else data.PIPELINE[stage]
                write("PATCH", f"lists/{sales}/entries/{entry}", {"entry_values": {"stage": title}})
        for entry in starters[: 9 - 3 * stage]:
            write("PATCH", f"lists/{onboarding}/entries/{entry}", {"entry_values": {"stage": data.ONBOARDING[stage]}})


def _activity(write: _Writer, ids: Mapping[str, list[str]], members: Sequence[str], now: datetime) -> None:
    """Create notes, tasks, comments and meetings."""
    companies, people = ids["companies"], ids["people"]
    for number, (title, content) in enumerate(data.NOTES * 2):
        parent = {"parent_object": "companies", "parent_record_id": companies[number % 7]}
        write("POST", "notes", {**parent, "title": title, "format": "markdown", "content": content})
    for number, (content, days, done) in enumerate(data.TASKS):
        link = {"target_object": "companies", "target_record_id": companies[number % 5]}
        member = {"workspace_member_email_address": ("grace", "alan")[number % 2] + "@sandbox.test"}
        deadline = (now + timedelta(days=days)).date().isoformat() + "T00:00:00.000000000Z"
        task = {"content": content, "format": "plaintext", "deadline_at": deadline, "is_completed": done}
        write("POST", "tasks", {**task, "linked_records": [link], "assignees": [member]})
    for number, texts in enumerate(data.COMMENTS):
        place: Mapping[str, object] = {"record": {"object": "companies", "record_id": companies[number]}}
        for text, member_id in zip(texts, members, strict=False):
            author = {"type": "workspace-member", "id": member_id}
            comment = write("POST", "comments", {"format": "plaintext", "author": author, "content": text, **place})
            place = {"thread_id": comment["thread_id"]}
    for number, (title, days) in enumerate(data.MEETINGS):
        start = (now + timedelta(days=days)).replace(hour=9, minute=0, second=0, microsecond=0)
        times = {
            "start": {"datetime": start.isoformat()},
            "end": {"datetime": (start + timedelta(hours=1)).isoformat()},
        }
        attendee = {"email_address": "grace@sandbox.test", "is_organizer": True, "status": "accepted"}
        linked = [{"object": "people", "record_id": people[number]}, {"object": "companies", "record_id": companies[0]}]
        meeting = {"title": title, "description": "", "is_all_day": False, "participants": [attendee]}
        write("POST", "meetings", {**meeting, **times, "linked_records": linked})


def _webhooks(write: _Writer, ids: Mapping[str, list[str]]) -> None:
    """Create webhooks, and events for them."""
    events = [{"event_type": name, "filter": None} for name in ("record.updated", "task.created", "note.created")]
    write("POST", "webhooks", {"target_url": RECEIVER, "subscriptions": events})
    unrouted = [{"event_type": "task.created", "filter": None}]
    write("POST", "webhooks", {"target_url": "https://hooks.elsewhere.example/attio", "subscriptions": unrouted})
    write("PATCH", f"objects/companies/records/{ids['companies'][0]}", {"values": {"employee_range": "51-250"}})
    company = {"parent_object": "companies", "parent_record_id": ids["companies"][1]}
    write("POST", "notes", {**company, "title": "Signed", "format": "plaintext", "content": "The contract is signed."})
    task = {"content": "Plan the kickoff", "format": "plaintext", "deadline_at": None, "is_completed": False}
    write("POST", "tasks", {**task, "linked_records": [], "assignees": []})
    person = {"values": {"job_title": "Chief Scientist"}}
    write("PATCH", f"objects/people/records/{ids['people'][0]}", person)
