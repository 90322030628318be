"""The workspace that the goldens use, as a sandbox in which everything they name exists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from attio.sandbox import Sandbox
from tests.contract.table import Case, Golden
from tests.sandbox.api import Api, attribute

SEED = 11
GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group"
GONE = "00000000-0000-4000-8000-000000000000"
"""An id that does not exist."""

CURSOR = "bmV4dA==.cGFnZQ+/"

PEOPLE = {
    "subscribed": "checkbox",
    "headcount": "number",
    "revenue": "number",
    "birthday": "date",
    "met_at": "timestamp",
    "lead": "actor-reference",
    "nickname": "text",
    "score": "rating",
    "website": "text",
}
HIRING = {
    "salary": "currency",
    "remote": "checkbox",
    "starts_on": "date",
    "called_at": "timestamp",
    "remark": "text",
}
CALLS = {"minutes": "number", "urgent": "checkbox", "day": "date", "started_at": "timestamp", "remark": "text"}
CHOICES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "objects/people": {"tags": ("Oak", "Pine"), "segment": ("Customer", "Partner")},
    "objects/projects": {"priority": ("High", "Très haute / 50%")},
    "lists/hiring": {"tags": ("Oak", "Pine"), "priority": ("High",)},
    "activities/phone_calls": {"tags": ("Oak",), "topics": ("Prices", "Delivery", "Oak")},
}
STATUSES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "objects/projects": ("phase", ("Won 🎉",)),
    "lists/hiring": ("stage", ("Applied", "Interview", "Under way")),
}

# Replacements: for objects that a golden creates, which must not exist yet, and for objects named differently here.
NEW: Mapping[str, Mapping[str, str]] = {
    "activities.create": {"showroom_visits": "fair_visits", "Showroom visit": "Fair visit",
                          "Showroom visits": "Fair visits", "Besuch 🏠": "Besuch"},
    "attributes.create_new": {"budget": "cap", "codename": "alias"},
    "attributes.options.create": {"High": "Low"},
    "attributes.create_status": {"Under way": "Begun"},
    "emails.list": {"brightside.example": "shop.example"},  # a filter by the domain of a member is ignored
    "lists.create": {"hiring": "hires"},
    "notes.create": {"2024-06-01T10:30:00.123456789Z": "2024-06-01T10:30:00.123456Z"},
    "objects.create": {"projects": "ventures", "Project": "Venture", "Projects": "Ventures"},
    "records.create": {"noor@brightside.example": "new@brightside.example"},
    "scim.groups.create": {"Schreiner & Söhne": "Schreiner", "Joiners": "Painters"},
    "scim.users.create": {"piet@brightside.example": "new@brightside.example"},
    "sql.query": {"": "SELECT name, record_id FROM objects.companies"},
}  # fmt: skip


@dataclass(frozen=True)
class World:
    """The workspace, and its ids for the ids of the goldens."""

    sandbox: Sandbox
    names: Mapping[str, str]
    company: str
    moved: dict[str, str] = field(default_factory=dict[str, str])
    """Replacements of golden ids in one test only."""

    def case(self, golden: Golden, case: Case) -> tuple[tuple[object, ...], dict[str, object]]:
        """Return the arguments of a case, with ids of this workspace."""
        names = {**self.names, **NEW.get(golden.operation, {}), **self.moved}
        if golden.resource == "meetings":
            names["3a4b5c6d-7e8f-4091-a2b3-1415161718c2"] = self.company
        args = cast("tuple[object, ...]", translated(case.args, names))
        kwargs = cast("dict[str, object]", translated(case.kwargs, names))
        if kwargs.get("cursor") == CURSOR:
            del kwargs["cursor"]  # the cursor belongs to another workspace
        return args, kwargs


def translated(value: object, names: Mapping[str, str]) -> object:
    """Replace whole strings, and ids inside of strings."""
    if isinstance(value, str):
        if value in names:
            return names[value]
        for name, new in names.items():
            if len(name) == len(GONE):
                value = value.replace(name, new)
        return value
    if isinstance(value, Mapping):
        members = cast("Mapping[str, object]", value)
        return {key: translated(member, names) for key, member in members.items()}
    if isinstance(value, list | tuple):
        items = [translated(item, names) for item in cast("list[object]", value)]
        return items if isinstance(value, list) else tuple(items)
    return value


def make_world() -> World:
    """Create the workspace."""
    sandbox = Sandbox(seed=SEED, workspace_name="Brightside")
    api = Api(sandbox)
    names = {"6f3c1f0a-9b7e-4a55-8f0d-2f4d7a1b9c01": sandbox.workspace_id}
    names |= _members(sandbox)
    _structure(api)
    names |= _records(api)
    names |= _around(api, sandbox, names)
    for known, path, key in (
        ("e5f60718-293a-4b4c-9d5e-6f7081920307", "objects/people", "object_id"),
        ("f6071829-3a4b-4c5d-8e6f-708192a3b418", "objects/companies", "object_id"),
        ("b8d1a2c3-44e5-4f60-9a7b-0c1d2e3f4a02", "objects/projects", "object_id"),
        ("8f90a1b2-c3d4-45e6-b708-696a6b6c3d17", "lists/hiring", "list_id"),
        ("07182930-4152-4d63-a475-1a2b3c4d5e31", "lists/customers", "list_id"),
        ("d4e5f607-1829-4a3b-8c4d-5e6f70819206", "lists/hiring/attributes/stage", "attribute_id"),
        ("293a4b5c-8697-4a8b-9c9d-131415c6d781", "activities/phone_calls", "activity_id"),
        ("f6071829-5364-4758-a96a-e0e1e2e3a45e", "activities/showroom_visits", "activity_id"),
    ):
        names[known] = api("GET", f"/v2/{path}").data["id"][key]
    company = api.find("companies", filter={"domains": "brightside.example"})[0]
    sandbox.requests.clear()
    return World(sandbox, names, company)


def _members(sandbox: Sandbox) -> dict[str, str]:
    return {
        "1a2b3c4d-5e6f-4071-8293-a4b5c6d7e805": sandbox.app.add_member("asa@brightside.example", first_name="Åsa"),
        "2b3c4d5e-6f70-4182-93a4-b5c6d7e8f91a": sandbox.app.add_member("asa+tasks@brightside.example"),
        "5c6d7e8f-b9ca-4db4-8ac0-36473a4b3c04": sandbox.app.add_member("piet@brightside.example", first_name="Piet"),
    }


def _structure(api: Api) -> None:
    """Create objects, lists and activities with their attributes."""
    noun = {"api_slug": "projects", "singular_noun": "Project", "plural_noun": "Projects"}
    _post(api, "objects", noun)
    visits = {"api_slug": "showroom_visits", "singular_noun": "Showroom visit", "plural_noun": "Showroom visits"}
    _post(api, "activities", {**visits, "extends": "activities"})
    for slug in ("hiring", "customers"):
        access: dict[str, object] = {"workspace_access": "full-access", "workspace_member_access": []}
        _post(api, "lists", {"name": slug.title(), "api_slug": slug, "parent_object": "people", **access})
    kinds = {"objects/people": PEOPLE, "lists/hiring": HIRING, "activities/phone_calls": CALLS}
    for owner, attributes in kinds.items():
        for slug, kind in attributes.items():
            config = (
                {"currency": {"default_currency_code": "EUR", "display_type": "code"}} if kind == "currency" else {}
            )
            _post(api, f"{owner}/attributes", attribute(slug, kind, config=config))
    people = {"record_reference": {"allowed_objects": ["people"]}}
    budget = {"currency": {"default_currency_code": "EUR", "display_type": "code"}}
    for owner, data in (
        ("objects/projects", attribute("codename", "text", is_unique=True)),
        ("objects/projects", attribute("budget", "currency", config=budget)),
        ("lists/hiring", attribute("owner", "actor-reference", is_multiselect=True)),
        ("lists/hiring", attribute("referred_by", "record-reference", config=people)),
        ("activities/phone_calls", attribute("call_number", "text", is_unique=True)),
        ("activities/phone_calls", attribute("with", "record-reference", config=people)),
    ):
        _post(api, f"{owner}/attributes", data)
    for owner, selects in CHOICES.items():
        for slug, titles in selects.items():
            _post(api, f"{owner}/attributes", attribute(slug, "select", is_multiselect=True))
            for title in titles:
                _post(api, f"{owner}/attributes/{slug}/options", {"title": title})
    for owner, (slug, titles) in STATUSES.items():
        _post(api, f"{owner}/attributes", attribute(slug, "status"))
        for title in titles:
            _post(api, f"{owner}/attributes/{slug}/statuses", {"title": title})


def _records(api: Api) -> dict[str, str]:
    """Create records and entries."""
    api.create("companies", name="Brightside", domains=["brightside.example"])
    api.create("companies", name="Shop", domains=["shop.example"])
    noor = api.record_id("people", name="Noor de Wit", email_addresses=["noor@brightside.example"], nickname="No")
    ilse = api.record_id("people", name="Ilse de Boer", email_addresses=["ilse@brightside.example"])
    person: dict[str, object] = {"parent_object": "people", "parent_record_id": noor}
    hired = _post(api, "lists/hiring/entries", {**person, "entry_values": {"stage": "Applied"}})
    entry = _post(api, "lists/customers/entries", {**person, "entry_values": {}})
    values = {"call_number": "A-77", "topics": ["Oak"]}
    call = _post(api, "activities/phone_calls/records", {"values": values})
    return {
        "293a4b5c-6d7e-4f80-91a2-0304050607c1": noor,
        "3a4b5c6d-7e8f-4091-a2b3-1415161718c2": ilse,
        "90a1b2c3-d4e5-46f7-8819-7a7b7c7d4e18": hired["id"]["entry_id"],
        "18293a41-5263-4e74-b586-2b3c4d5e6f42": entry["id"]["entry_id"],
        "3a4b5c6d-97a8-4b9c-adae-242526d7e892": call["id"]["record_id"],
    }


def _around(api: Api, sandbox: Sandbox, names: Mapping[str, str]) -> dict[str, str]:
    """Create notes, tasks and everything else that is not a record."""
    noor = names["293a4b5c-6d7e-4f80-91a2-0304050607c1"]
    author = {"type": "workspace-member", "id": names["1a2b3c4d-5e6f-4071-8293-a4b5c6d7e805"]}
    place = {"object": "people", "record_id": noor}
    parent = {"parent_object": "people", "parent_record_id": noor}
    note = _post(api, "notes", {**parent, "title": "Offer", "format": "plaintext", "content": "Oak."})
    task = {"content": "Call", "format": "plaintext", "deadline_at": None, "is_completed": False}
    task = _post(api, "tasks", {**task, "linked_records": [], "assignees": []})
    comment = {"format": "plaintext", "content": "Who calls?", "author": author, "record": place}
    thread = _post(api, "comments", comment)["thread_id"]
    reply = _post(api, "comments", {"format": "plaintext", "content": "I do", "author": author, "thread_id": thread})
    meeting = sandbox.app.add_meeting("Tour", synced=False, participants=["noor@brightside.example"])
    speech = {"speech": "Welcome.", "start_time": 0, "end_time": 1, "speaker": {"name": "Noor"}}
    recording = _post(api, f"meetings/{meeting}/call_recordings", {"transcript": [speech]})
    hook: dict[str, object] = {"target_url": "https://hooks.brightside.example/first", "subscriptions": []}
    webhook = _post(api, "webhooks", hook)
    folder = api("POST", "/v2/files", {**place, "file_type": "folder", "name": "Letters"}).data
    group = api("POST", "/scim/v2/Groups", {"schemas": [GROUP], "displayName": "Sales"}).body
    with sandbox.client() as client:
        file = client.files.upload(file=("offer.pdf", b"%PDF-1.7"), object="people", record_id=noor)
    return {
        "c3d4e5f6-2031-4425-b637-adaeafb0712b": note["id"]["note_id"],
        "e5f60718-4253-4647-9859-cfd0d1d2934d": task["id"]["task_id"],
        "e5f60718-4253-4647-9859-cfd0d2934d3d": thread,
        "f6071829-5364-4758-a96a-d0e1e3a45e4e": reply["id"]["comment_id"],
        "d4e5f607-3142-4536-8748-bebfc0c1823c": meeting,
        "18293a4b-7586-4970-8c8c-f203f5c67060": recording["id"]["call_recording_id"],
        "4b5c6d7e-a8b9-4ca3-bfbf-253628392af3": webhook["id"]["webhook_id"],
        "b2c3d4e5-1f20-4314-a526-9c9d9e9f601a": folder["id"]["file_id"],
        "a1b2c3d4-0e1f-4203-9415-8b8c8d8e5f19": file.data.id.file_id,
        "6d7e8f90-cadb-4ec5-9bd1-47584b5c4d15": group["id"],
        "c7a90b1e-5d3f-4c2a-8e61-7f8091a2b303": sandbox.app.add_view("people", "All of them"),
    }


def add_more(world: World) -> None:
    """Add items to every list, so that it fills several pages."""
    api, app, names = Api(world.sandbox), world.sandbox.app, world.names
    noor, asa = names["293a4b5c-6d7e-4f80-91a2-0304050607c1"], names["1a2b3c4d-5e6f-4071-8293-a4b5c6d7e805"]
    meeting = names["d4e5f607-3142-4536-8748-bebfc0c1823c"]
    entry: dict[str, object] = {"parent_object": "people", "parent_record_id": noor}
    speech = {"speech": "Well.", "start_time": 0, "end_time": 1, "speaker": {"name": "Noor"}}
    note = {"parent_object": "people", "parent_record_id": noor, "title": "", "format": "plaintext", "content": ""}
    task = {"content": "Call", "format": "plaintext", "deadline_at": None, "is_completed": False}
    comment = {"format": "plaintext", "content": "So.", "author": {"type": "workspace-member", "id": asa}}
    place = {"entry": {"list": "customers", "entry_id": names["18293a41-5263-4e74-b586-2b3c4d5e6f42"]}}
    for number in range(12):
        hook: dict[str, object] = {"target_url": f"https://hooks.brightside.example/{number}", "subscriptions": []}
        _post(api, "webhooks", hook)
    for number in range(3):
        _post(api, "activities/phone_calls/records", {"values": {}})
        _post(api, "lists/hiring/entries", {**entry, "entry_values": {}})
        _post(api, f"meetings/{meeting}/call_recordings", {"transcript": [speech]})
        _post(api, "notes", note)
        _post(api, "tasks", {**task, "linked_records": [], "assignees": []})
        _post(api, "comments", {**comment, **place})
        app.add_meeting("Tour")
        app.add_email("Offer", participants=[{"role": "from", "email_address": "owner@shop.example"}],
                      sent_at=f"2025-03-0{number + 2}T09:00:00Z")  # fmt: skip
        app.add_view("projects", f"View {number}")
        app.add_view("hiring", f"View {number}")
        api("POST", "/scim/v2/Groups", {"schemas": [GROUP], "displayName": f"Group {number}"})


def _post(api: Api, path: str, data: object) -> Any:
    return api("POST", f"/v2/{path}", {"data": data}).data
