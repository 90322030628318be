"""Wrong programs: both checkers must report each wrong line; otherwise they report its ignore."""

from __future__ import annotations

import asyncio
import datetime as dt

import attio
from attio import Attio, errors
from attio.funcs import records_get_async, records_query
from attio.models import Record, TextValue


def names(client: Attio) -> None:
    client.records.query("people", limt=5)  # type: ignore[call-arg]
    client.records.query("people", timeout=5)  # type: ignore[call-arg]
    client.records.qeury("people")  # type: ignore[attr-defined]
    client.record.query("people")  # type: ignore[attr-defined]
    client.records.get("people", "id", max_items=1)  # type: ignore[call-arg]
    client.lists.list(max_items=1)  # type: ignore[call-arg]
    client.records.get("people", "id", prefetch=1)  # type: ignore[call-arg]
    client.records.query("people", prefetch="4")  # type: ignore[arg-type]
    client.activity_records.query("calls", filter_view_id="id")  # type: ignore[call-arg]
    client.sequences.unsubscribe(data={"email_addresses": []})  # type: ignore[attr-defined]
    client.scim.users.create(user_name="piet@brightside.example")  # type: ignore[call-arg]
    client.scim.users.delete("id", max_items=1)  # type: ignore[call-arg]
    records_query(client, "people", filters={})  # type: ignore[call-arg]
    attio.Atio()  # type: ignore[attr-defined]
    _ = errors.NotFondError  # type: ignore[attr-defined]
    client.objects.create(data={"api_slug": "a", "singular_noun": "A", "plural_nuon": "As"})  # type: ignore[typeddict-item, typeddict-unknown-key]
    client.objects.update("a", data={"plural": "As"})  # type: ignore[typeddict-unknown-key]


def shapes(client: Attio) -> None:
    client.records.query()  # type: ignore[call-arg]
    client.records.query("people", {"name": "Noor"})  # type: ignore[call-arg]
    client.records.create("people", values={})  # type: ignore[call-arg]
    client.records.create("people", data={})  # type: ignore[typeddict-item]
    client.records.create("people", data={"values": {"tags": {"a", "b"}}})  # type: ignore[dict-item]
    client.records.query("people", limit="5")  # type: ignore[arg-type]
    client.records.query("people", sorts=[{"direction": "up", "attribute": "name"}])  # type: ignore[typeddict-item]
    client.objects.update("a", data={"plural_noun": None})  # type: ignore[typeddict-item]
    client.attributes.get("people", "name", "text")  # type: ignore[arg-type]
    client.entries.create("hiring", data={"entry_values": {}})  # type: ignore[typeddict-item]
    client.entries.assert_("hiring", matching_attribute="stage", data={})  # type: ignore[call-arg, typeddict-item]
    client.tasks.list(assignee=7)  # type: ignore[arg-type]
    client.tasks.list(is_completed=None, sort="deadline_at:asc")  # type: ignore[arg-type]
    client.tasks.create(data={"content": "Call", "assignees": ["asa@brightside.example"]})  # type: ignore[list-item]
    client.tasks.update("id", data={"content": "Call"})  # type: ignore[typeddict-unknown-key]
    client.notes.update("id", data={"title": None})  # type: ignore[typeddict-item]
    client.activities.update("calls", data={"extends": "calls"})  # type: ignore[typeddict-unknown-key]
    client.comments.create(data={"content": "Hi", "author": {"id": "id"}})  # type: ignore[arg-type]
    client.meetings.list(sort="newest")  # type: ignore[arg-type]
    client.meetings.update("id", data={"title": "Fair"})  # type: ignore[typeddict-item, typeddict-unknown-key]
    client.webhooks.create(data={"target_url": "https://a.b", "subscriptions": [{"event_type": "task.created"}]})  # type: ignore[typeddict-item]
    client.sql.query("SELECT 1")  # type: ignore[call-arg]
    client.scim.groups.update("id", displayName="Joiners")  # type: ignore[call-arg]
    client.scim.groups.create(displayName="Joiners", members=[{"$ref": "/scim/v2/Users/1"}])  # type: ignore[typeddict-item]
    client.files.list(object="people", record_id="id", storage_provider="tape")  # type: ignore[arg-type]
    client.files.upload(file="report.pdf", object="people", record_id="id")  # type: ignore[arg-type]
    client.files.create(body={"object": "people", "record_id": "id", "file_type": "file", "name": "a"})  # type: ignore[typeddict-item]


def results(client: Attio, record: Record) -> None:
    _ = client.objects.get("people").data.slug  # type: ignore[attr-defined]
    _ = client.objects.get("people").api_slug  # type: ignore[attr-defined]
    _ = record.values["name"][0].full_name  # type: ignore[union-attr]
    _ = client.entries.get("hiring", "id").data.values  # type: ignore[attr-defined]
    _ = client.tasks.get("id").data.content  # type: ignore[attr-defined]
    _ = client.notes.get("id").data.tags[0].record_id  # type: ignore[union-attr]
    _ = client.comments.get("id").data.entry.list_id  # type: ignore[union-attr]
    _ = client.meetings.get("id").data.start.date.year  # type: ignore[union-attr]
    _ = client.webhooks.get("id").data.secret  # type: ignore[attr-defined]
    _ = client.scim.users.patch("id", Operations=[]).active  # type: ignore[union-attr]
    _ = client.scim.users.get("id").data  # type: ignore[attr-defined]
    _ = record.first("name", TextValue).value  # type: ignore[union-attr]
    record.first("born", dt.date).isoformat()  # type: ignore[union-attr]
    len(client.records.query("people"))  # type: ignore[arg-type]


async def sides(client: Attio) -> None:
    _ = client.records.get_async("people", "id").data  # type: ignore[attr-defined]
    for _ in client.records.query_async("people"):  # type: ignore[attr-defined]
        pass
    async for _ in client.records.query_async("people"):  # type: ignore[attr-defined]
        pass
    client.records.get_async("people", "id")  # type: ignore[unused-coroutine]
    asyncio.run(records_get_async(client, "people"))  # type: ignore[call-arg]
