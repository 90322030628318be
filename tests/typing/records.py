from __future__ import annotations

import datetime as dt
from decimal import Decimal

from typing_extensions import assert_type

from attio import Attio, AttioCore
from attio.funcs import (
    records_assert,
    records_assert_async,
    records_create,
    records_create_async,
    records_delete,
    records_delete_async,
    records_get,
    records_get_async,
    records_list_attribute_values,
    records_list_attribute_values_async,
    records_list_entries,
    records_list_entries_async,
    records_merge,
    records_merge_async,
    records_query,
    records_query_async,
    records_search,
    records_search_async,
    records_update,
    records_update_append,
    records_update_append_async,
    records_update_async,
    records_write_attribute_values,
    records_write_attribute_values_async,
)
from attio.models import (
    AttributeValue,
    CompanySearchResult,
    EmptyResponse,
    MergeRecords,
    PersonalNameValue,
    PersonSearchResult,
    Record,
    RecordEntry,
    RecordsAssertResponse,
    RecordsCreateResponse,
    RecordSearchResult,
    RecordsGetResponse,
    RecordsListAttributeValuesResponse,
    RecordsListEntriesResponse,
    RecordsMergeResponse,
    RecordsQueryResponse,
    RecordsSearchResponse,
    RecordsUpdateAppendResponse,
    RecordsUpdateResponse,
    RecordsWriteAttributeValuesResponse,
    RecordWrite,
    SelectValue,
    TextValue,
    ValueHistoryWrite,
    WriteValues,
)

WHO = "293a4b5c-6d7e-4f80-91a2-0304050607c1"
PAIR: MergeRecords = {"primary_record_id": WHO, "secondary_record_id": WHO}
HISTORY: ValueHistoryWrite = {
    "values": [{"value": "Noor", "active_from": dt.datetime(2025, 1, 1, tzinfo=dt.timezone.utc), "active_until": None}]
}
EMPTY: RecordWrite = {"values": {}}


def methods(client: Attio) -> None:
    sub = client.records
    assert_type(sub.query("people", filter={"name": "Noor"}, limit=5), RecordsQueryResponse)
    assert_type(sub.create("people", data={"values": {"name": "Noor"}}), RecordsCreateResponse)
    assert_type(sub.assert_("people", matching_attribute="email_addresses", data=EMPTY), RecordsAssertResponse)
    assert_type(sub.get("people", WHO), RecordsGetResponse)
    assert_type(sub.update("people", WHO, data=EMPTY), RecordsUpdateResponse)
    assert_type(sub.update_append("people", WHO, data=EMPTY), RecordsUpdateAppendResponse)
    assert_type(sub.delete("people", WHO), EmptyResponse)
    assert_type(sub.merge("people", data=PAIR), RecordsMergeResponse)
    assert_type(sub.list_attribute_values("people", WHO, "name"), RecordsListAttributeValuesResponse)
    assert_type(sub.write_attribute_values("people", WHO, "name", data=HISTORY), RecordsWriteAttributeValuesResponse)
    assert_type(sub.list_entries("people", WHO, limit=10), RecordsListEntriesResponse)
    assert_type(sub.search(query="noor", objects=["people"], request_as={"type": "workspace"}), RecordsSearchResponse)


async def async_methods(client: Attio) -> None:
    sub = client.records
    assert_type(await sub.query_async("people"), RecordsQueryResponse)
    assert_type(await sub.create_async("people", data=EMPTY), RecordsCreateResponse)
    assert_type(
        await sub.assert_async("people", matching_attribute="email_addresses", data=EMPTY), RecordsAssertResponse
    )
    assert_type(await sub.get_async("people", WHO), RecordsGetResponse)
    assert_type(await sub.update_async("people", WHO, data=EMPTY), RecordsUpdateResponse)
    assert_type(await sub.update_append_async("people", WHO, data=EMPTY), RecordsUpdateAppendResponse)
    assert_type(await sub.delete_async("people", WHO), EmptyResponse)
    assert_type(await sub.merge_async("people", data=PAIR), RecordsMergeResponse)
    assert_type(await sub.list_attribute_values_async("people", WHO, "name"), RecordsListAttributeValuesResponse)
    assert_type(
        await sub.write_attribute_values_async("people", WHO, "name", data=HISTORY),
        RecordsWriteAttributeValuesResponse,
    )
    assert_type(await sub.list_entries_async("people", WHO), RecordsListEntriesResponse)
    assert_type(
        await sub.search_async(
            query="noor", objects=("people",), request_as={"type": "workspace-member", "workspace_member_id": WHO}
        ),
        RecordsSearchResponse,
    )


def functions(client: AttioCore) -> None:
    assert_type(records_query(client, "people", max_items=10, prefetch=4), RecordsQueryResponse)
    assert_type(records_create(client, "people", data=EMPTY), RecordsCreateResponse)
    assert_type(records_assert(client, "people", matching_attribute="name", data=EMPTY), RecordsAssertResponse)
    assert_type(records_get(client, "people", WHO), RecordsGetResponse)
    assert_type(records_update(client, "people", WHO, data=EMPTY), RecordsUpdateResponse)
    assert_type(records_update_append(client, "people", WHO, data=EMPTY), RecordsUpdateAppendResponse)
    assert_type(records_delete(client, "people", WHO), EmptyResponse)
    assert_type(records_merge(client, "people", data=PAIR), RecordsMergeResponse)
    assert_type(records_list_attribute_values(client, "people", WHO, "name"), RecordsListAttributeValuesResponse)
    assert_type(
        records_write_attribute_values(client, "people", WHO, "name", data=HISTORY),
        RecordsWriteAttributeValuesResponse,
    )
    assert_type(records_list_entries(client, "people", WHO), RecordsListEntriesResponse)
    assert_type(
        records_search(
            client,
            query="",
            objects=["people"],
            request_as={"type": "workspace-member", "email_address": "a@b.c"},
        ),
        RecordsSearchResponse,
    )


async def async_functions(client: AttioCore) -> None:
    assert_type(await records_query_async(client, "people"), RecordsQueryResponse)
    assert_type(await records_create_async(client, "people", data=EMPTY), RecordsCreateResponse)
    assert_type(
        await records_assert_async(client, "people", matching_attribute="name", data=EMPTY), RecordsAssertResponse
    )
    assert_type(await records_get_async(client, "people", WHO), RecordsGetResponse)
    assert_type(await records_update_async(client, "people", WHO, data=EMPTY), RecordsUpdateResponse)
    assert_type(await records_update_append_async(client, "people", WHO, data=EMPTY), RecordsUpdateAppendResponse)
    assert_type(await records_delete_async(client, "people", WHO), EmptyResponse)
    assert_type(await records_merge_async(client, "people", data=PAIR), RecordsMergeResponse)
    assert_type(
        await records_list_attribute_values_async(client, "people", WHO, "name"), RecordsListAttributeValuesResponse
    )
    assert_type(
        await records_write_attribute_values_async(client, "people", WHO, "name", data=HISTORY),
        RecordsWriteAttributeValuesResponse,
    )
    assert_type(await records_list_entries_async(client, "people", WHO), RecordsListEntriesResponse)
    assert_type(
        await records_search_async(client, query="", objects=["people"], request_as={"type": "workspace"}),
        RecordsSearchResponse,
    )


def results(client: Attio) -> None:
    record = client.records.get("people", WHO).data
    assert_type(record, Record)
    assert_type(record.values, dict[str, list[AttributeValue]])
    assert_type(record.first("name", PersonalNameValue), PersonalNameValue | None)
    assert_type(record.first("born", dt.date), dt.date | None)
    assert_type(record.first("revenue", Decimal), Decimal | None)
    assert_type(record.all("domains", str), list[str])
    assert_type(client.records.merge("people", data=PAIR).data.new_record_id, str)
    assert_type(client.records.list_attribute_values("people", WHO, "name").data, list[AttributeValue])
    match record.values["name"][0]:
        case TextValue(value=text):
            assert_type(text, str)
        case SelectValue(option=option):
            assert_type(option.title, str)
        case other:
            assert_type(other.invalid_fields, tuple[str, ...])
    for result in client.records.search(query="", objects=["people"], request_as={"type": "workspace"}).data:
        assert_type(result, PersonSearchResult | CompanySearchResult | RecordSearchResult)
        if isinstance(result, PersonSearchResult):
            assert_type(result.email_addresses, list[str])


def writing(client: Attio) -> None:
    """All types of values can be written without a cast."""
    client.records.create(
        "companies",
        data={
            "values": {
                "name": "Acme",
                "domains": ["acme.example", {"domain": "acme.dev.example"}],
                "employees": 12,
                "revenue": Decimal("12.50"),
                "founded": dt.date(1999, 12, 31),
                "met_at": dt.datetime.now(dt.timezone.utc),
                "owner": {"referenced_actor_type": "workspace-member", "referenced_actor_id": WHO},
                "parent": {"target_object": "companies", "domains": [{"domain": "group.example"}]},
                "is_customer": True,
                "location": None,
                "tags": (),
            }
        },
    )
    values: WriteValues = {"name": "Acme", "employees": 12}
    client.records.update("companies", WHO, data={"values": values})
    client.records.query(
        "people",
        sorts=[
            {"direction": "asc", "attribute": "name", "field": "last_name"},
            {"direction": "desc", "path": [("people", "company"), ("companies", "name")]},
        ],
    )


async def pages(client: Attio) -> None:
    for record in client.records.query("people"):
        assert_type(record, Record)
    async for record in await client.records.query_async("people"):
        assert_type(record, Record)
    for value in client.records.list_attribute_values("people", WHO, "name"):
        assert_type(value, AttributeValue)
    for entry in client.records.list_entries("people", WHO):
        assert_type(entry, RecordEntry)
    page = client.records.query("people")
    assert_type(page.next_page(), RecordsQueryResponse | None)
    assert_type(page.http.query_score, float | None)
