from __future__ import annotations

import datetime as dt
from decimal import Decimal

from typing_extensions import assert_type

from attio import Attio, AttioCore
from attio.funcs import (
    activity_records_assert,
    activity_records_assert_async,
    activity_records_create,
    activity_records_create_async,
    activity_records_delete,
    activity_records_delete_async,
    activity_records_get,
    activity_records_get_async,
    activity_records_query,
    activity_records_query_async,
    activity_records_update,
    activity_records_update_append,
    activity_records_update_append_async,
    activity_records_update_async,
)
from attio.models import (
    ActivityRecord,
    ActivityRecordId,
    ActivityRecordsAssertResponse,
    ActivityRecordsCreateResponse,
    ActivityRecordsGetResponse,
    ActivityRecordsQueryResponse,
    ActivityRecordsUpdateAppendResponse,
    ActivityRecordsUpdateResponse,
    ActivityRecordWrite,
    AttributeValue,
    EmptyResponse,
    RecordReferenceValue,
)

CALL = "3a4b5c6d-97a8-4b9c-adae-242526d7e892"
CALLS = "phone_calls"
EMPTY: ActivityRecordWrite = {"values": {}}


def methods(client: Attio) -> None:
    sub = client.activity_records
    assert_type(sub.query(CALLS, filter={"minutes": {"$gte": 5}}, limit=5), ActivityRecordsQueryResponse)
    assert_type(sub.create(CALLS, data={"values": {"minutes": 5}}), ActivityRecordsCreateResponse)
    assert_type(sub.assert_(CALLS, matching_attribute="number", data=EMPTY), ActivityRecordsAssertResponse)
    assert_type(sub.get(activity=CALLS, record_id=CALL), ActivityRecordsGetResponse)
    assert_type(sub.update(CALLS, CALL, data=EMPTY), ActivityRecordsUpdateResponse)
    assert_type(sub.update_append(CALLS, CALL, data=EMPTY), ActivityRecordsUpdateAppendResponse)
    assert_type(sub.delete(CALLS, CALL), EmptyResponse)


async def async_methods(client: Attio) -> None:
    sub = client.activity_records
    assert_type(await sub.query_async(CALLS), ActivityRecordsQueryResponse)
    assert_type(await sub.create_async(CALLS, data=EMPTY), ActivityRecordsCreateResponse)
    assert_type(await sub.assert_async(CALLS, matching_attribute="number", data=EMPTY), ActivityRecordsAssertResponse)
    assert_type(await sub.get_async(CALLS, CALL), ActivityRecordsGetResponse)
    assert_type(await sub.update_async(CALLS, CALL, data=EMPTY), ActivityRecordsUpdateResponse)
    assert_type(await sub.update_append_async(CALLS, CALL, data=EMPTY), ActivityRecordsUpdateAppendResponse)
    assert_type(await sub.delete_async(CALLS, CALL), EmptyResponse)


def functions(client: AttioCore) -> None:
    assert_type(activity_records_query(client, CALLS, max_items=10), ActivityRecordsQueryResponse)
    assert_type(activity_records_create(client, CALLS, data=EMPTY), ActivityRecordsCreateResponse)
    assert_type(
        activity_records_assert(client, CALLS, matching_attribute="number", data=EMPTY),
        ActivityRecordsAssertResponse,
    )
    assert_type(activity_records_get(client, CALLS, CALL), ActivityRecordsGetResponse)
    assert_type(activity_records_update(client, CALLS, CALL, data=EMPTY), ActivityRecordsUpdateResponse)
    assert_type(activity_records_update_append(client, CALLS, CALL, data=EMPTY), ActivityRecordsUpdateAppendResponse)
    assert_type(activity_records_delete(client, CALLS, CALL), EmptyResponse)


async def async_functions(client: AttioCore) -> None:
    assert_type(await activity_records_query_async(client, CALLS), ActivityRecordsQueryResponse)
    assert_type(await activity_records_create_async(client, CALLS, data=EMPTY), ActivityRecordsCreateResponse)
    assert_type(
        await activity_records_assert_async(client, CALLS, matching_attribute="number", data=EMPTY),
        ActivityRecordsAssertResponse,
    )
    assert_type(await activity_records_get_async(client, CALLS, CALL), ActivityRecordsGetResponse)
    assert_type(await activity_records_update_async(client, CALLS, CALL, data=EMPTY), ActivityRecordsUpdateResponse)
    assert_type(
        await activity_records_update_append_async(client, CALLS, CALL, data=EMPTY),
        ActivityRecordsUpdateAppendResponse,
    )
    assert_type(await activity_records_delete_async(client, CALLS, CALL), EmptyResponse)


def results(client: Attio) -> None:
    call = client.activity_records.get(CALLS, CALL).data
    assert_type(call, ActivityRecord)
    assert_type(call.id, ActivityRecordId)
    assert_type(call.id.activity_id, str)
    assert_type(call.created_at, dt.datetime)
    assert_type(call.values, dict[str, list[AttributeValue]])
    assert_type(call.first("minutes", Decimal), Decimal | None)
    assert_type(call.first("with", RecordReferenceValue), RecordReferenceValue | None)
    assert_type(call.all("topics", str), list[str])


def writing(client: Attio) -> None:
    client.activity_records.create(
        CALLS,
        data={
            "values": {
                "minutes": Decimal("12.5"),
                "started_at": dt.datetime.now(dt.timezone.utc),
                "with": {"target_object": "people", "email_addresses": [{"email_address": "noor@shop.example"}]},
                "topics": ["Prices", "Delivery"],
                "remark": None,
            }
        },
    )
    client.activity_records.query(CALLS, sorts=[{"direction": "desc", "attribute": "created_at"}])


async def pages(client: Attio) -> None:
    for call in client.activity_records.query(CALLS):
        assert_type(call, ActivityRecord)
    async for call in await client.activity_records.query_async(CALLS):
        assert_type(call, ActivityRecord)
    page = client.activity_records.query(CALLS)
    assert_type(page.next_page(), ActivityRecordsQueryResponse | None)
    assert_type(page.http.query_score, float | None)
