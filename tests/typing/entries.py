from __future__ import annotations

import datetime as dt
from decimal import Decimal

from typing_extensions import assert_type

from attio import Attio, AttioCore
from attio.funcs import (
    entries_assert,
    entries_assert_async,
    entries_create,
    entries_create_async,
    entries_delete,
    entries_delete_async,
    entries_get,
    entries_get_async,
    entries_list_attribute_values,
    entries_list_attribute_values_async,
    entries_query,
    entries_query_async,
    entries_update,
    entries_update_appending,
    entries_update_appending_async,
    entries_update_async,
    entries_write_attribute_values,
    entries_write_attribute_values_async,
)
from attio.models import (
    AttributeValue,
    EmptyResponse,
    EntriesAssertResponse,
    EntriesCreateResponse,
    EntriesGetResponse,
    EntriesListAttributeValuesResponse,
    EntriesQueryResponse,
    EntriesUpdateAppendingResponse,
    EntriesUpdateResponse,
    EntriesWriteAttributeValuesResponse,
    Entry,
    EntryId,
    EntryUpdate,
    EntryWrite,
    StatusValue,
    ValueHistoryWrite,
)

WHO = "293a4b5c-6d7e-4f80-91a2-0304050607c1"
ENTRY = "90a1b2c3-d4e5-46f7-8819-7a7b7c7d4e18"
NEW: EntryWrite = {"parent_record_id": WHO, "parent_object": "people", "entry_values": {}}
EMPTY: EntryUpdate = {"entry_values": {}}
HISTORY: ValueHistoryWrite = {
    "values": [
        {"value": {"status": "Applied"}, "active_from": "2025-02-01T00:00:00Z", "active_until": None},
    ]
}


def methods(client: Attio) -> None:
    sub = client.entries
    assert_type(sub.query("hiring", filter={"stage": "Interview"}, limit=5), EntriesQueryResponse)
    assert_type(sub.create("hiring", data=NEW), EntriesCreateResponse)
    assert_type(sub.assert_("hiring", data=NEW), EntriesAssertResponse)
    assert_type(sub.get(list="hiring", entry_id=ENTRY), EntriesGetResponse)
    assert_type(sub.update("hiring", ENTRY, data=EMPTY), EntriesUpdateResponse)
    assert_type(sub.update_appending("hiring", ENTRY, data=EMPTY), EntriesUpdateAppendingResponse)
    assert_type(sub.delete("hiring", ENTRY), EmptyResponse)
    assert_type(sub.list_attribute_values("hiring", ENTRY, "stage"), EntriesListAttributeValuesResponse)
    assert_type(sub.write_attribute_values("hiring", ENTRY, "stage", data=HISTORY), EntriesWriteAttributeValuesResponse)


async def async_methods(client: Attio) -> None:
    sub = client.entries
    assert_type(await sub.query_async("hiring"), EntriesQueryResponse)
    assert_type(await sub.create_async("hiring", data=NEW), EntriesCreateResponse)
    assert_type(await sub.assert_async("hiring", data=NEW), EntriesAssertResponse)
    assert_type(await sub.get_async("hiring", ENTRY), EntriesGetResponse)
    assert_type(await sub.update_async("hiring", ENTRY, data=EMPTY), EntriesUpdateResponse)
    assert_type(await sub.update_appending_async("hiring", ENTRY, data=EMPTY), EntriesUpdateAppendingResponse)
    assert_type(await sub.delete_async("hiring", ENTRY), EmptyResponse)
    assert_type(
        await sub.list_attribute_values_async("hiring", ENTRY, "stage", show_historic=True),
        EntriesListAttributeValuesResponse,
    )
    assert_type(
        await sub.write_attribute_values_async("hiring", ENTRY, "stage", data=HISTORY),
        EntriesWriteAttributeValuesResponse,
    )


def functions(client: AttioCore) -> None:
    assert_type(entries_query(client, "hiring", max_items=10), EntriesQueryResponse)
    assert_type(entries_create(client, "hiring", data=NEW), EntriesCreateResponse)
    assert_type(entries_assert(client, "hiring", data=NEW), EntriesAssertResponse)
    assert_type(entries_get(client, "hiring", ENTRY), EntriesGetResponse)
    assert_type(entries_update(client, "hiring", ENTRY, data=EMPTY), EntriesUpdateResponse)
    assert_type(entries_update_appending(client, "hiring", ENTRY, data=EMPTY), EntriesUpdateAppendingResponse)
    assert_type(entries_delete(client, "hiring", ENTRY), EmptyResponse)
    assert_type(
        entries_list_attribute_values(client, "hiring", ENTRY, "stage", max_items=1),
        EntriesListAttributeValuesResponse,
    )
    assert_type(
        entries_write_attribute_values(client, "hiring", ENTRY, "stage", data=HISTORY),
        EntriesWriteAttributeValuesResponse,
    )


async def async_functions(client: AttioCore) -> None:
    assert_type(await entries_query_async(client, "hiring"), EntriesQueryResponse)
    assert_type(await entries_create_async(client, "hiring", data=NEW), EntriesCreateResponse)
    assert_type(await entries_assert_async(client, "hiring", data=NEW), EntriesAssertResponse)
    assert_type(await entries_get_async(client, "hiring", ENTRY), EntriesGetResponse)
    assert_type(await entries_update_async(client, "hiring", ENTRY, data=EMPTY), EntriesUpdateResponse)
    assert_type(
        await entries_update_appending_async(client, "hiring", ENTRY, data=EMPTY), EntriesUpdateAppendingResponse
    )
    assert_type(await entries_delete_async(client, "hiring", ENTRY), EmptyResponse)
    assert_type(
        await entries_list_attribute_values_async(client, "hiring", ENTRY, "stage"),
        EntriesListAttributeValuesResponse,
    )
    assert_type(
        await entries_write_attribute_values_async(client, "hiring", ENTRY, "stage", data=HISTORY),
        EntriesWriteAttributeValuesResponse,
    )


def results(client: Attio) -> None:
    entry = client.entries.get("hiring", ENTRY).data
    assert_type(entry, Entry)
    assert_type(entry.id, EntryId)
    assert_type(entry.id.list_id, str)
    assert_type(entry.parent_record_id, str)
    assert_type(entry.created_at, dt.datetime)
    assert_type(entry.entry_values, dict[str, list[AttributeValue]])
    assert_type(entry.first("stage", StatusValue), StatusValue | None)
    assert_type(entry.first("salary", Decimal), Decimal | None)
    assert_type(entry.all("tags", str), list[str])
    match client.entries.list_attribute_values("hiring", ENTRY, "stage").data[0]:
        case StatusValue(status=status):
            assert_type(status.title, str)
        case other:
            assert_type(other.invalid_fields, tuple[str, ...])


def writing(client: Attio) -> None:
    client.entries.create(
        "hiring",
        data={
            "parent_record_id": WHO,
            "parent_object": "people",
            "entry_values": {
                "stage": "Interview",
                "salary": Decimal(4100),
                "starts_on": dt.date(2025, 9, 1),
                "owner": {"workspace_member_email_address": "asa@brightside.example"},
                "tags": ["Oak", "Pine"],
                "remark": None,
            },
        },
    )
    client.entries.query(
        "hiring", sorts=[{"direction": "asc", "path": [("hiring", "parent_record"), ("people", "name")]}]
    )


async def pages(client: Attio) -> None:
    for entry in client.entries.query("hiring"):
        assert_type(entry, Entry)
    async for entry in await client.entries.query_async("hiring"):
        assert_type(entry, Entry)
    for value in client.entries.list_attribute_values("hiring", ENTRY, "stage"):
        assert_type(value, AttributeValue)
    page = client.entries.query("hiring")
    assert_type(page.next_page(), EntriesQueryResponse | None)
    assert_type(page.http.query_score, float | None)
