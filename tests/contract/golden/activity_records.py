"""Activity records: logged events, such as single phone calls."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from tests.contract.golden.records import VALUES
from tests.contract.table import (
    DELETED,
    JSON,
    Case,
    ErrorCase,
    Golden,
    Mark,
    Pages,
    Rejected,
    Response,
    SameTime,
    mapping,
    nullable,
    open_enum,
    optional,
    variant,
)

WORKSPACE = "6f3c1f0a-9b7e-4a55-8f0d-2f4d7a1b9c01"
CALLS = "293a4b5c-8697-4a8b-9c9d-131415c6d781"
CALL = "3a4b5c6d-97a8-4b9c-adae-242526d7e892"
NOOR = "293a4b5c-6d7e-4f80-91a2-0304050607c1"
MEMBER = "1a2b3c4d-5e6f-4071-8293-a4b5c6d7e805"

PATH = f"/v2/activities/phone_calls/records/{CALL}"
NO_CALL = {"not_found": f'Record with ID "{CALL}" not found.'}
NO_ACTIVITY = {"not_found": 'Activity with slug/ID "phone_calls" not found.'}
NO_PERMISSION = {"unauthorized": "You do not have the necessary permissions to do this."}
NO_PLAN = {"billing_error": "Your plan has no activities of your own."}
CONFLICT = {"concurrent_write_conflict": "Somebody else changed this record meanwhile."}
NOT_POSSIBLE = {"particle_gate_violation": "This write is not possible."}


def value(attribute_type: str, model: str, **fields: JSON) -> Mark:
    """A value of a record. One class also reads values without history, so the three common fields may be missing."""
    body: dict[str, JSON] = {
        "active_from": optional(nullable("2025-02-03T09:15:30.250000000Z")),
        "active_until": optional(nullable(None)),
        "created_by_actor": optional(
            nullable(
                {
                    "type": optional(nullable(open_enum("workspace-member"))),
                    "id": optional(nullable(MEMBER)),
                }
            )
        ),
        **fields,
        "attribute_type": attribute_type,
    }
    return variant(body, tag="attribute_type", model=model, fallback="UnknownValue")


CALL_RECORD = {
    "id": {"workspace_id": WORKSPACE, "activity_id": CALLS, "record_id": CALL},
    "created_at": "2025-02-03T09:15:30.250000000Z",
    "values": mapping(
        {
            "direction": [value("text", "TextValue", value="Outbound")],
            "minutes": [value("number", "NumberValue", value=12.5)],
            "with": [
                value("record-reference", "RecordReferenceValue", target_object="people", target_record_id=NOOR),
            ],
            "topics": [],
        }
    ),
}
EVERYTHING = {**CALL_RECORD, "values": mapping(VALUES)}
BARE_RECORD = {**CALL_RECORD, "values": mapping({})}

QUERY = Golden(
    function="activity_records_query",
    member="activity_records.query",
    method="POST",
    template="/v2/activities/{activity}/records/query",
    model="ActivityRecordsQueryResponse",
    idempotent=True,
    pages=Pages("offset", where="body", maximum=500),
    scored=True,
    cases=(
        Case(
            "full",
            "/v2/activities/phone_calls/records/query",
            kwargs={
                "activity": "phone_calls",
                "filter": {"$and": [{"direction": "Outbound"}, {"minutes": {"$gte": 5}}]},
                "sorts": [
                    {"direction": "desc", "attribute": "created_at"},
                    {"direction": "asc", "path": [["phone_calls", "with"], ["people", "name"]], "field": "last_name"},
                ],
                "limit": 500,
                "offset": 1000,
            },
            json={
                "filter": {"$and": [{"direction": "Outbound"}, {"minutes": {"$gte": 5}}]},
                "sorts": [
                    {"direction": "desc", "attribute": "created_at"},
                    {"direction": "asc", "path": [["phone_calls", "with"], ["people", "name"]], "field": "last_name"},
                ],
                "limit": 500,
                "offset": 1000,
            },
        ),
        Case("minimal", "/v2/activities/phone_calls/records/query", ("phone_calls",), json={}),
        Case(
            "by times and numbers",
            f"/v2/activities/{CALLS}/records/query",
            (CALLS,),
            {
                "filter": {
                    "created_at": {"$lt": dt.datetime(2025, 1, 1, 12, 30, tzinfo=dt.timezone.utc)},
                    "minutes": {"$lte": Decimal("12.5")},
                    "$not": {"topics": "Prices"},
                },
                "offset": 0,
            },
            json={
                "filter": {
                    "created_at": {"$lt": SameTime("2025-01-01T12:30:00Z")},
                    "minutes": {"$lte": 12.5},
                    "$not": {"topics": "Prices"},
                },
                "offset": 0,
            },
        ),
    ),
    closed=("sorts.0", "sorts.1"),
    rejected=(
        Rejected({"sorts": [{"attribute": "created_at"}]}, "sorts.0"),
        Rejected({"limit": "10"}, "limit"),
        Rejected({"filter": [{"minutes": 5}]}, "filter"),
        Rejected({"filter": {"minutes": float("nan")}}, "filter.minutes"),
        # Activities have no views.
        Rejected({"filter_view_id": "c7a90b1e-5d3f-4c2a-8e61-7f8091a2b303"}, "filter_view_id"),
    ),
    responses=(
        Response("a call", {"data": [CALL_RECORD, BARE_RECORD]}),
        Response("every type of value", {"data": [EVERYTHING]}),
        Response("none", {"data": []}),
    ),
    errors=(
        ErrorCase(400, "QueryActivityRecordsFilterError", {"filter_error": "The filter names no attribute."}),
        ErrorCase(404, "QueryActivityRecordsNotFoundError", NO_ACTIVITY),
    ),
)

CREATE = Golden(
    function="activity_records_create",
    member="activity_records.create",
    method="POST",
    template="/v2/activities/{activity}/records",
    model="ActivityRecordsCreateResponse",
    cases=(
        Case(
            "full",
            "/v2/activities/phone_calls/records",
            kwargs={
                "activity": "phone_calls",
                "data": {
                    "values": {
                        "direction": "Outbound",
                        "minutes": Decimal("12.50"),
                        "urgent": False,
                        "day": dt.date(2025, 5, 6),
                        "started_at": dt.datetime(2025, 5, 6, 9, 8, 9, tzinfo=dt.timezone(dt.timedelta(hours=2))),
                        "with": {"target_object": "people", "target_record_id": NOOR},
                        "topics": ["Prices", {"option": "Delivery"}],
                        "remark": None,
                        "tags": [],
                    }
                },
            },
            json={
                "data": {
                    "values": {
                        "direction": "Outbound",
                        "minutes": 12.5,
                        "urgent": False,
                        "day": "2025-05-06",
                        "started_at": SameTime("2025-05-06T07:08:09Z"),
                        "with": {"target_object": "people", "target_record_id": NOOR},
                        "topics": ["Prices", {"option": "Delivery"}],
                        "remark": None,
                        "tags": [],
                    }
                }
            },
        ),
        Case(
            "minimal",
            f"/v2/activities/{CALLS}/records",
            (CALLS,),
            {"data": {"values": {}}},
            json={"data": {"values": {}}},
        ),
    ),
    closed=("data",),
    rejected=(
        Rejected({"data": {}}, "data.values"),
        Rejected({"data": {"values": None}}, "data.values"),
        Rejected({"data": {"values": {"photo": b"\x89PNG"}}}, "data.values.photo"),
        Rejected({"data": {"values": {"topics": {"a", "b"}}}}, "data.values.topics"),
    ),
    responses=(Response("record", {"data": CALL_RECORD}), Response("record without values", {"data": BARE_RECORD})),
    errors=(
        ErrorCase(
            400,
            "CreateActivityRecordValueNotFoundError",
            {"value_not_found": 'There is no option "Prises".', **NOT_POSSIBLE},
        ),
        ErrorCase(403, "CreateActivityRecordUnauthorizedError", {**NO_PERMISSION, **NO_PLAN}, type="auth_error"),
        ErrorCase(404, "CreateActivityRecordNotFoundError", NO_ACTIVITY),
        ErrorCase(409, "CreateActivityRecordConcurrentWriteConflictError", CONFLICT),
    ),
)

ASSERT = Golden(
    function="activity_records_assert",
    member="activity_records.assert_",
    method="PUT",
    template="/v2/activities/{activity}/records",
    model="ActivityRecordsAssertResponse",
    idempotent=True,
    cases=(
        Case(
            "full",
            "/v2/activities/phone_calls/records",
            kwargs={
                "activity": "phone_calls",
                "matching_attribute": "call_number",
                "data": {"values": {"call_number": "A-77", "minutes": 3}},
            },
            query={"matching_attribute": "call_number"},
            json={"data": {"values": {"call_number": "A-77", "minutes": 3}}},
        ),
        Case(
            "minimal",
            "/v2/activities/phone_calls/records",
            ("phone_calls",),
            {"matching_attribute": "a&b=c d+é", "data": {"values": {}}},
            query={"matching_attribute": "a&b=c d+é"},
            json={"data": {"values": {}}},
        ),
    ),
    closed=("data",),
    rejected=(Rejected({"data": {}}, "data.values"), Rejected({"matching_attribute": 7}, "matching_attribute")),
    responses=(Response("record", {"data": CALL_RECORD}),),
    errors=(
        ErrorCase(
            400,
            "AssertActivityRecordValueNotFoundError",
            {
                "value_not_found": 'There is no attribute "call_no".',
                "matching_attribute_definition_not_unique": "This attribute is not unique.",
                "multiple_match_results": "Several records have this value.",
                **NOT_POSSIBLE,
            },
        ),
        ErrorCase(403, "AssertActivityRecordUnauthorizedError", {**NO_PERMISSION, **NO_PLAN}, type="auth_error"),
        ErrorCase(404, "AssertActivityRecordNotFoundError", NO_ACTIVITY),
        ErrorCase(409, "AssertActivityRecordConcurrentWriteConflictError", CONFLICT),
    ),
)

GET = Golden(
    function="activity_records_get",
    member="activity_records.get",
    method="GET",
    template="/v2/activities/{activity}/records/{record_id}",
    model="ActivityRecordsGetResponse",
    idempotent=True,
    cases=(
        Case("full", PATH, kwargs={"activity": "phone_calls", "record_id": CALL}),
        Case("minimal", PATH, ("phone_calls", CALL)),
    ),
    rejected=(Rejected({"activity": ""}, "activity"), Rejected({"record_id": ""}, "record_id")),
    responses=(Response("record", {"data": CALL_RECORD}), Response("without values", {"data": BARE_RECORD})),
    errors=(ErrorCase(404, "GetActivityRecordNotFoundError", NO_CALL),),
)

UPDATE = Golden(
    function="activity_records_update",
    member="activity_records.update",
    method="PUT",
    template="/v2/activities/{activity}/records/{record_id}",
    model="ActivityRecordsUpdateResponse",
    idempotent=True,
    cases=(
        Case(
            "full",
            PATH,
            kwargs={"activity": "phone_calls", "record_id": CALL, "data": {"values": {"topics": ["Prices"]}}},
            json={"data": {"values": {"topics": ["Prices"]}}},
        ),
        Case("minimal", PATH, ("phone_calls", CALL), {"data": {"values": {}}}, json={"data": {"values": {}}}),
    ),
    closed=("data",),
    rejected=(Rejected({"data": {}}, "data.values"), Rejected({"record_id": ".."}, "record_id")),
    responses=(Response("record", {"data": CALL_RECORD}),),
    errors=(
        ErrorCase(
            400,
            "UpdateActivityRecordMissingValueError",
            {"missing_value": "A required value was not given.", **NOT_POSSIBLE},
        ),
        ErrorCase(403, "UpdateActivityRecordUnauthorizedError", NO_PERMISSION, type="auth_error"),
        ErrorCase(404, "UpdateActivityRecordNotFoundError", NO_CALL),
        ErrorCase(409, "UpdateActivityRecordConcurrentWriteConflictError", CONFLICT),
    ),
)

UPDATE_APPEND = Golden(
    function="activity_records_update_append",
    member="activity_records.update_append",
    method="PATCH",
    template="/v2/activities/{activity}/records/{record_id}",
    model="ActivityRecordsUpdateAppendResponse",
    cases=(
        Case(
            "full",
            PATH,
            kwargs={"activity": "phone_calls", "record_id": CALL, "data": {"values": {"topics": ("Prices", "Oak")}}},
            json={"data": {"values": {"topics": ["Prices", "Oak"]}}},
        ),
        Case("minimal", PATH, ("phone_calls", CALL), {"data": {"values": {}}}, json={"data": {"values": {}}}),
    ),
    closed=("data",),
    rejected=(Rejected({"data": {}}, "data.values"), Rejected({"activity": "a\nb"}, "activity")),
    responses=(Response("record", {"data": CALL_RECORD}),),
    errors=(
        ErrorCase(
            400,
            "UpdateAppendActivityRecordMissingValueError",
            {"missing_value": "A required value was not given.", **NOT_POSSIBLE},
        ),
        ErrorCase(403, "UpdateAppendActivityRecordUnauthorizedError", NO_PERMISSION, type="auth_error"),
        ErrorCase(404, "UpdateAppendActivityRecordNotFoundError", NO_CALL),
        ErrorCase(409, "UpdateAppendActivityRecordConcurrentWriteConflictError", CONFLICT),
    ),
)

DELETE = Golden(
    function="activity_records_delete",
    member="activity_records.delete",
    method="DELETE",
    template="/v2/activities/{activity}/records/{record_id}",
    model="EmptyResponse",
    idempotent=True,
    cases=(
        Case("full", PATH, kwargs={"activity": "phone_calls", "record_id": CALL}),
        Case("minimal", PATH, ("phone_calls", CALL)),
    ),
    responses=DELETED,
    errors=(
        ErrorCase(403, "DeleteActivityRecordUnauthorizedError", NO_PERMISSION, type="auth_error"),
        ErrorCase(404, "DeleteActivityRecordNotFoundError", NO_CALL),
    ),
)

GOLDENS = (QUERY, CREATE, ASSERT, GET, UPDATE, UPDATE_APPEND, DELETE)
