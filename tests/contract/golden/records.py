"""Records: people, companies and all other objects of a workspace."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

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
PEOPLE = "e5f60718-293a-4b4c-9d5e-6f7081920307"
NOOR = "293a4b5c-6d7e-4f80-91a2-0304050607c1"
ILSE = "3a4b5c6d-7e8f-4091-a2b3-1415161718c2"
VIEW = "c7a90b1e-5d3f-4c2a-8e61-7f8091a2b303"
MEMBER = "1a2b3c4d-5e6f-4071-8293-a4b5c6d7e805"

NO_RECORD = {"not_found": f'Record with ID "{NOOR}" not found.'}
NO_OBJECT = {"not_found": 'Object with slug/ID "people" not found.'}
NO_PERMISSION = {"unauthorized": "You do not have the necessary permissions to do this."}
CONFLICT = {"concurrent_write_conflict": "Somebody else changed this record meanwhile."}


def actor(kind: str | None, id: str | None) -> dict[str, JSON]:  # noqa: A002 - the name on the wire
    """An actor, whose fields may be null or missing."""
    marked_kind = nullable(open_enum(kind)) if kind else nullable(None)
    return {"type": optional(marked_kind), "id": optional(nullable(id))}


def value(attribute_type: str, model: str, **fields: JSON) -> Mark:
    """A value of a record. One class also reads values without history, so the three common fields may be missing."""
    body: dict[str, JSON] = {
        "active_from": optional(nullable("2025-02-03T09:15:30.250000000Z")),
        "active_until": optional(nullable(None)),
        "created_by_actor": optional(nullable(actor("workspace-member", MEMBER))),
        **fields,
        "attribute_type": attribute_type,
    }
    return variant(body, tag="attribute_type", model=model, fallback="UnknownValue")


OPTION = {
    "id": {
        "workspace_id": WORKSPACE,
        "object_id": PEOPLE,
        "attribute_id": "4b5c6d7e-8f90-41a2-b3c4-25262728f1c3",
        "option_id": "5c6d7e8f-90a1-42b3-84d5-363738390a14",
    },
    "title": "Customer",
    "is_archived": False,
}
STATUS = {
    "id": {
        "workspace_id": WORKSPACE,
        "object_id": PEOPLE,
        "attribute_id": "6d7e8f90-a1b2-43c4-95e6-4748494a1b15",
        "status_id": "7e8f90a1-b2c3-44d5-a6f7-58595a5b2c16",
    },
    "title": "Won",
    "is_archived": True,
    "celebration_enabled": True,
    "target_time_in_status": nullable("P3DT12H"),
}
VALUES: dict[str, list[JSON]] = {
    "lead": [
        value(
            "actor-reference",
            "ActorReferenceValue",
            referenced_actor_type=open_enum("workspace-member"),
            referenced_actor_id=nullable(MEMBER),
        )
    ],
    "subscribed": [value("checkbox", "CheckboxValue", value=False)],
    "revenue": [
        value(
            "currency",
            "CurrencyValue",
            currency_value=1249.5,
            currency_code=optional(nullable(open_enum("EUR"))),
        )
    ],
    "birthday": [value("date", "DateValue", value="1988-11-30")],
    "website": [
        value("domain", "DomainValue", domain="shop.brightside.example", root_domain="brightside.example"),
        value("domain", "DomainValue", domain="brightside.example", root_domain="brightside.example"),
    ],
    "email_addresses": [
        value(
            "email-address",
            "EmailAddressValue",
            original_email_address="Noor@shop.brightside.example",
            email_address="noor@shop.brightside.example",
            email_domain="shop.brightside.example",
            email_root_domain="brightside.example",
            email_local_specifier="noor",
        )
    ],
    "last_interaction": [
        value(
            "interaction",
            "InteractionValue",
            interaction_type=open_enum("email"),
            interacted_at="2025-05-06T07:08:09.000000000Z",
            owner_actor=actor("system", None),
        )
    ],
    "location": [
        value(
            "location",
            "LocationValue",
            line_1=nullable("Kade 7"),
            line_2=nullable(None),
            line_3=nullable(None),
            line_4=nullable(None),
            locality=nullable("Utrecht"),
            region=nullable("UT"),
            postcode=nullable("3511 AB"),
            country_code=nullable(open_enum("NL")),
            latitude=nullable("52.0907"),
            longitude=nullable("5.1214"),
        )
    ],
    "headcount": [value("number", "NumberValue", value=41)],
    "name": [
        value("personal-name", "PersonalNameValue", first_name="Noor", last_name="de Wit", full_name="Noor de Wit")
    ],
    "phone_numbers": [
        value(
            "phone-number",
            "PhoneNumberValue",
            original_phone_number="030 1234567",
            country_code=open_enum("NL"),
            phone_number="+31301234567",
        )
    ],
    "score": [value("rating", "RatingValue", value=5)],
    "company": [value("record-reference", "RecordReferenceValue", target_object="companies", target_record_id=ILSE)],
    "segment": [value("select", "SelectValue", option=OPTION)],
    "phase": [value("status", "StatusValue", status=STATUS)],
    "description": [value("text", "TextValue", value="Met at the fair — “really keen”. 👋")],
    "met_at": [value("timestamp", "TimestampValue", value="2025-05-06T07:08:09.123456000Z")],
    "nickname": [],
}
RECORD = {
    "id": {"workspace_id": WORKSPACE, "object_id": PEOPLE, "record_id": NOOR},
    "created_at": "2025-02-03T09:15:30.250000000Z",
    "web_url": f"https://app.example.com/brightside/person/{NOOR}",
    "values": mapping(VALUES),
}
BARE_RECORD = {
    "id": {"workspace_id": WORKSPACE, "object_id": PEOPLE, "record_id": ILSE},
    "created_at": "2025-02-04T09:15:30.000000000Z",
    "web_url": f"https://app.example.com/brightside/person/{ILSE}",
    "values": mapping({}),
}
FORMER_VALUE = value(
    "actor-reference",
    "ActorReferenceValue",
    active_until=optional(nullable("2025-06-01T00:00:00.000000000Z")),
    created_by_actor=optional(nullable(actor("app", "5e9d2c61-70a4-4b8e-9f13-a2b4c6d8e004"))),
    referenced_actor_type=open_enum("system"),
    referenced_actor_id=nullable(None),
)

PERSON_FOUND = variant(
    {
        "id": {"workspace_id": WORKSPACE, "object_id": PEOPLE, "record_id": NOOR},
        "record_text": "Noor de Wit",
        "record_image": nullable("https://assets.example.com/noor.png"),
        "object_slug": "people",
        "email_addresses": ["noor@brightside.example"],
        "phone_numbers": ["+31301234567"],
    },
    tag="object_slug",
    model="PersonSearchResult",
    fallback="RecordSearchResult",
)
COMPANY_FOUND = variant(
    {
        "id": {"workspace_id": WORKSPACE, "object_id": PEOPLE, "record_id": ILSE},
        "record_text": "Brightside",
        "record_image": nullable(None),
        "object_slug": "companies",
        "domains": ["brightside.example"],
    },
    tag="object_slug",
    model="CompanySearchResult",
    fallback="RecordSearchResult",
)

QUERY = Golden(
    function="records_query",
    member="records.query",
    method="POST",
    template="/v2/objects/{object}/records/query",
    model="RecordsQueryResponse",
    idempotent=True,
    pages=Pages("offset", where="body", maximum=500),
    scored=True,
    cases=(
        Case(
            "full",
            "/v2/objects/people/records/query",
            kwargs={
                "object": "people",
                "filter": {"$or": [{"name": {"last_name": {"$eq": "de Wit"}}}, {"headcount": {"$gte": 5, "$lt": 50}}]},
                "filter_view_id": VIEW,
                "sorts": [
                    {"direction": "asc", "attribute": "name", "field": "last_name"},
                    {"direction": "desc", "path": [["people", "company"], ["companies", "name"]], "field": "value"},
                ],
                "limit": 250,
                "offset": 500,
            },
            json={
                "filter": {"$or": [{"name": {"last_name": {"$eq": "de Wit"}}}, {"headcount": {"$gte": 5, "$lt": 50}}]},
                "filter_view_id": VIEW,
                "sorts": [
                    {"direction": "asc", "attribute": "name", "field": "last_name"},
                    {"direction": "desc", "path": [["people", "company"], ["companies", "name"]], "field": "value"},
                ],
                "limit": 250,
                "offset": 500,
            },
        ),
        Case("minimal", "/v2/objects/people/records/query", ("people",), json={}),
        Case(
            "filters of every shape",
            "/v2/objects/people/records/query",
            ("people",),
            {
                "filter": {
                    "$not": {"subscribed": False},
                    "path": [["people", "company"], ["companies", "name"]],
                    "constraints": {"value": {"$contains": "bright & “side”"}},
                    "created_at": {"$gte": dt.datetime(2025, 1, 1, 12, 30, tzinfo=dt.timezone.utc)},
                    "birthday": dt.date(1988, 11, 30),
                    "revenue": {"$gt": Decimal("1000.25")},
                },
                "sorts": [],
                "offset": 0,
            },
            json={
                "filter": {
                    "$not": {"subscribed": False},
                    "path": [["people", "company"], ["companies", "name"]],
                    "constraints": {"value": {"$contains": "bright & “side”"}},
                    "created_at": {"$gte": SameTime("2025-01-01T12:30:00Z")},
                    "birthday": "1988-11-30",
                    "revenue": {"$gt": 1000.25},
                },
                "sorts": [],
                "offset": 0,
            },
        ),
    ),
    closed=("sorts.0", "sorts.1"),
    rejected=(
        Rejected({"sorts": [{"attribute": "name"}]}, "sorts.0"),
        Rejected({"limit": "10"}, "limit"),
        Rejected({"filter": {"headcount": float("nan")}}, "filter.headcount"),
        Rejected({"filter": {"name": "\ud800"}}, "filter.name"),
        Rejected({"object": ".."}, "object"),
    ),
    responses=(
        Response("every type of value", {"data": [RECORD, BARE_RECORD]}),
        Response("none", {"data": []}),
    ),
    errors=(
        ErrorCase(400, "FilterError", {"filter_error": "The filter names no attribute."}),
        ErrorCase(404, "QueryRecordsNotFoundError", NO_OBJECT),
    ),
)

CREATE = Golden(
    function="records_create",
    member="records.create",
    method="POST",
    template="/v2/objects/{object}/records",
    model="RecordsCreateResponse",
    cases=(
        Case(
            "full",
            "/v2/objects/people/records",
            kwargs={
                "object": "people",
                "data": {
                    "values": {
                        "name": {"first_name": "Noor", "last_name": "de Wit", "full_name": "Noor de Wit"},
                        "email_addresses": ["noor@brightside.example", {"email_address": "n@brightside.example"}],
                        "subscribed": True,
                        "headcount": 41,
                        "revenue": Decimal("1249.50"),
                        "birthday": dt.date(1988, 11, 30),
                        "met_at": dt.datetime(2025, 5, 6, 9, 8, 9, tzinfo=dt.timezone(dt.timedelta(hours=2))),
                        "lead": {"referenced_actor_type": "workspace-member", "referenced_actor_id": MEMBER},
                        "company": {"target_object": "companies", "domains": [{"domain": "brightside.example"}]},
                        "nickname": None,
                        "tags": [],
                    }
                },
            },
            json={
                "data": {
                    "values": {
                        "name": {"first_name": "Noor", "last_name": "de Wit", "full_name": "Noor de Wit"},
                        "email_addresses": ["noor@brightside.example", {"email_address": "n@brightside.example"}],
                        "subscribed": True,
                        "headcount": 41,
                        "revenue": 1249.5,
                        "birthday": "1988-11-30",
                        "met_at": SameTime("2025-05-06T07:08:09Z"),
                        "lead": {"referenced_actor_type": "workspace-member", "referenced_actor_id": MEMBER},
                        "company": {"target_object": "companies", "domains": [{"domain": "brightside.example"}]},
                        "nickname": None,
                        "tags": [],
                    }
                }
            },
        ),
        Case(
            "minimal",
            f"/v2/objects/{PEOPLE}/records",
            (PEOPLE,),
            {"data": {"values": {}}},
            json={"data": {"values": {}}},
        ),
    ),
    closed=("data",),
    rejected=(
        Rejected({"data": {}}, "data.values"),
        Rejected({"data": {"values": None}}, "data.values"),
        Rejected({"data": {"values": {"photo": b"\x89PNG"}}}, "data.values.photo"),
        Rejected({"data": {"values": {"tags": {"a", "b"}}}}, "data.values.tags"),
        Rejected({"data": {"values": {"headcount": float("inf")}}}, "data.values.headcount"),
    ),
    responses=(Response("record", {"data": RECORD}), Response("record without values", {"data": BARE_RECORD})),
    errors=(
        ErrorCase(
            400,
            "CreateRecordValueNotFoundError",
            {
                "value_not_found": 'There is no option "Custoner".',
                "particle_gate_violation": "This write is not possible.",
                "validation_type": "The body is not valid.",
            },
        ),
        ErrorCase(403, "CreateRecordUnauthorizedError", NO_PERMISSION, type="auth_error"),
        ErrorCase(404, "CreateRecordNotFoundError", NO_OBJECT),
        ErrorCase(409, "CreateRecordConcurrentWriteConflictError", CONFLICT),
    ),
)

ASSERT = Golden(
    function="records_assert",
    member="records.assert_",
    method="PUT",
    template="/v2/objects/{object}/records",
    model="RecordsAssertResponse",
    idempotent=True,
    cases=(
        Case(
            "full",
            "/v2/objects/people/records",
            kwargs={
                "object": "people",
                "matching_attribute": "email_addresses",
                "data": {"values": {"email_addresses": ["noor@brightside.example"], "score": 5}},
            },
            query={"matching_attribute": "email_addresses"},
            json={"data": {"values": {"email_addresses": ["noor@brightside.example"], "score": 5}}},
        ),
        Case(
            "minimal",
            "/v2/objects/people/records",
            ("people",),
            {"matching_attribute": "a&b=c d+é", "data": {"values": {}}},
            query={"matching_attribute": "a&b=c d+é"},
            json={"data": {"values": {}}},
        ),
    ),
    closed=("data",),
    rejected=(Rejected({"data": {}}, "data.values"), Rejected({"matching_attribute": 7}, "matching_attribute")),
    responses=(Response("record", {"data": RECORD}),),
    errors=(
        ErrorCase(
            400,
            "AssertRecordValueNotFoundError",
            {
                "value_not_found": 'There is no attribute "emails".',
                "merge_in_progress": "This record is being merged.",
                "particle_gate_violation": "This write is not possible.",
                "validation_type": "The body is not valid.",
            },
        ),
        ErrorCase(403, "AssertRecordUnauthorizedError", NO_PERMISSION, type="auth_error"),
        ErrorCase(404, "AssertRecordNotFoundError", NO_OBJECT),
        ErrorCase(409, "AssertRecordConcurrentWriteConflictError", CONFLICT),
    ),
)

GET = Golden(
    function="records_get",
    member="records.get",
    method="GET",
    template="/v2/objects/{object}/records/{record_id}",
    model="RecordsGetResponse",
    idempotent=True,
    cases=(
        Case("full", f"/v2/objects/people/records/{NOOR}", kwargs={"object": "people", "record_id": NOOR}),
        Case("minimal", f"/v2/objects/people/records/{NOOR}", ("people", NOOR)),
        Case("an id of another form", "/v2/objects/people/records/not%3Aa%3Auuid", ("people", "not:a:uuid")),
    ),
    responses=(Response("every type of value", {"data": RECORD}), Response("without values", {"data": BARE_RECORD})),
    errors=(
        ErrorCase(404, "GetRecordNotFoundError", {**NO_RECORD, "merge_in_progress": "This record is being merged."}),
    ),
)

UPDATE = Golden(
    function="records_update",
    member="records.update",
    method="PUT",
    template="/v2/objects/{object}/records/{record_id}",
    model="RecordsUpdateResponse",
    idempotent=True,
    cases=(
        Case(
            "full",
            f"/v2/objects/people/records/{NOOR}",
            kwargs={"object": "people", "record_id": NOOR, "data": {"values": {"website": ["brightside.example"]}}},
            json={"data": {"values": {"website": ["brightside.example"]}}},
        ),
        Case(
            "minimal",
            f"/v2/objects/people/records/{NOOR}",
            ("people", NOOR),
            {"data": {"values": {}}},
            json={"data": {"values": {}}},
        ),
    ),
    closed=("data",),
    rejected=(Rejected({"data": {}}, "data.values"), Rejected({"record_id": ""}, "record_id")),
    responses=(Response("record", {"data": RECORD}),),
    errors=(
        ErrorCase(
            400,
            "UpdateRecordMissingValueError",
            {
                "missing_value": "A required value was not given.",
                "merge_in_progress": "This record is being merged.",
                "particle_gate_violation": "This write is not possible.",
            },
        ),
        ErrorCase(403, "UpdateRecordUnauthorizedError", NO_PERMISSION, type="auth_error"),
        ErrorCase(404, "UpdateRecordNotFoundError", NO_RECORD),
        ErrorCase(409, "UpdateRecordConcurrentWriteConflictError", CONFLICT),
    ),
)

UPDATE_APPEND = Golden(
    function="records_update_append",
    member="records.update_append",
    method="PATCH",
    template="/v2/objects/{object}/records/{record_id}",
    model="RecordsUpdateAppendResponse",
    cases=(
        Case(
            "full",
            f"/v2/objects/people/records/{NOOR}",
            kwargs={"object": "people", "record_id": NOOR, "data": {"values": {"segment": ["Customer", "Partner"]}}},
            json={"data": {"values": {"segment": ["Customer", "Partner"]}}},
        ),
        Case(
            "minimal",
            f"/v2/objects/people/records/{NOOR}",
            ("people", NOOR),
            {"data": {"values": {}}},
            json={"data": {"values": {}}},
        ),
    ),
    closed=("data",),
    rejected=(Rejected({"data": {}}, "data.values"), Rejected({"record_id": "a\nb"}, "record_id")),
    responses=(Response("record", {"data": RECORD}),),
    errors=(
        ErrorCase(
            400,
            "UpdateAppendRecordMissingValueError",
            {
                "missing_value": "A required value was not given.",
                "merge_in_progress": "This record is being merged.",
                "particle_gate_violation": "This write is not possible.",
            },
        ),
        ErrorCase(403, "UpdateAppendRecordUnauthorizedError", NO_PERMISSION, type="auth_error"),
        ErrorCase(404, "UpdateAppendRecordNotFoundError", NO_RECORD),
        ErrorCase(409, "UpdateAppendRecordConcurrentWriteConflictError", CONFLICT),
    ),
)

DELETE = Golden(
    function="records_delete",
    member="records.delete",
    method="DELETE",
    template="/v2/objects/{object}/records/{record_id}",
    model="EmptyResponse",
    idempotent=True,
    cases=(
        Case("full", f"/v2/objects/people/records/{NOOR}", kwargs={"object": "people", "record_id": NOOR}),
        Case("minimal", f"/v2/objects/people/records/{NOOR}", ("people", NOOR)),
    ),
    responses=DELETED,
    errors=(
        ErrorCase(403, "DeleteRecordUnauthorizedError", NO_PERMISSION, type="auth_error"),
        ErrorCase(404, "DeleteRecordNotFoundError", NO_RECORD),
    ),
)

MERGE = Golden(
    function="records_merge",
    member="records.merge",
    method="POST",
    template="/v2/objects/{object}/records/merge",
    model="RecordsMergeResponse",
    cases=(
        Case(
            "full",
            "/v2/objects/people/records/merge",
            kwargs={"object": "people", "data": {"primary_record_id": NOOR, "secondary_record_id": ILSE}},
            json={"data": {"primary_record_id": NOOR, "secondary_record_id": ILSE}},
        ),
        Case(
            "minimal",
            "/v2/objects/people/records/merge",
            ("people",),
            {"data": {"primary_record_id": ILSE, "secondary_record_id": NOOR}},
            json={"data": {"primary_record_id": ILSE, "secondary_record_id": NOOR}},
        ),
    ),
    closed=("data",),
    rejected=(Rejected({"data": {"primary_record_id": NOOR}}, "data.secondary_record_id"),),
    responses=(
        Response("merged", {"data": {"new_record_id": "4d5e6f70-8192-43a4-b5c6-d7e8f9a0b1c9"}}),
        Response("being merged", {"data": {"new_record_id": "4d5e6f70-8192-43a4-b5c6-d7e8f9a0b1c9"}}, status=202),
    ),
    errors=(
        ErrorCase(400, "MergeRecordsSelfMergeError", {"self_merge": "A record cannot be merged with itself."}),
        ErrorCase(403, "MergeRecordsUnauthorizedError", NO_PERMISSION, type="auth_error"),
        ErrorCase(
            404,
            "MergeRecordsNotFoundError",
            {**NO_OBJECT, "value_not_found": "One of the two records does not exist."},
        ),
    ),
)

LIST_ATTRIBUTE_VALUES = Golden(
    function="records_list_attribute_values",
    member="records.list_attribute_values",
    method="GET",
    template="/v2/objects/{object}/records/{record_id}/attributes/{attribute}/values",
    model="RecordsListAttributeValuesResponse",
    idempotent=True,
    pages=Pages("offset"),
    cases=(
        Case(
            "full",
            f"/v2/objects/people/records/{NOOR}/attributes/lead/values",
            kwargs={
                "object": "people",
                "record_id": NOOR,
                "attribute": "lead",
                "show_historic": True,
                "limit": 10,
                "offset": 20,
            },
            query={"show_historic": "true", "limit": "10", "offset": "20"},
        ),
        Case("minimal", f"/v2/objects/people/records/{NOOR}/attributes/lead/values", ("people", NOOR, "lead")),
        Case(
            "falsy values",
            f"/v2/objects/people/records/{NOOR}/attributes/lead/values",
            ("people", NOOR, "lead"),
            {"show_historic": False, "offset": 0},
            query={"show_historic": "false", "offset": "0"},
        ),
    ),
    rejected=(Rejected({"show_historic": "true"}, "show_historic"), Rejected({"attribute": ""}, "attribute")),
    responses=(
        Response("history", {"data": [FORMER_VALUE, *VALUES["lead"]]}),
        Response("several values", {"data": VALUES["website"]}),
        Response("none", {"data": []}),
    ),
    errors=(
        ErrorCase(
            400,
            "ListRecordAttributeValuesValidationTypeError",
            {"validation_type": "This attribute keeps no history."},
        ),
        ErrorCase(404, "ListRecordAttributeValuesNotFoundError", NO_RECORD),
    ),
)

WRITE_ATTRIBUTE_VALUES = Golden(
    function="records_write_attribute_values",
    member="records.write_attribute_values",
    method="PUT",
    template="/v2/objects/{object}/records/{record_id}/attributes/{attribute}/values",
    model="RecordsWriteAttributeValuesResponse",
    idempotent=True,
    cases=(
        Case(
            "full",
            f"/v2/objects/people/records/{NOOR}/attributes/nickname/values",
            kwargs={
                "object": "people",
                "record_id": NOOR,
                "attribute": "nickname",
                "data": {
                    "values": [
                        {
                            "value": "Noortje",
                            "active_from": "2020-01-01T00:00:00Z",
                            "active_until": dt.datetime(2021, 6, 15, 9, 30, tzinfo=dt.timezone.utc),
                        },
                        {"value": {"option": "Customer"}, "active_from": "2021-06-15T09:30:00Z", "active_until": None},
                        {"value": 7.5, "active_from": "2021-06-15T09:30:00Z", "active_until": None},
                        {"value": False, "active_from": "2021-06-15T09:30:00Z", "active_until": None},
                    ],
                    "replace_history": True,
                },
            },
            json={
                "data": {
                    "values": [
                        {
                            "value": "Noortje",
                            "active_from": "2020-01-01T00:00:00Z",
                            "active_until": SameTime("2021-06-15T09:30:00Z"),
                        },
                        {"value": {"option": "Customer"}, "active_from": "2021-06-15T09:30:00Z", "active_until": None},
                        {"value": 7.5, "active_from": "2021-06-15T09:30:00Z", "active_until": None},
                        {"value": False, "active_from": "2021-06-15T09:30:00Z", "active_until": None},
                    ],
                    "replace_history": True,
                }
            },
        ),
        Case(
            "minimal",
            f"/v2/objects/people/records/{NOOR}/attributes/nickname/values",
            ("people", NOOR, "nickname"),
            # `replace_history` has only one valid value, so the SDK fills it in.
            {"data": {"values": [{"value": "No", "active_from": "2020-01-01T00:00:00Z", "active_until": None}]}},
            json={
                "data": {
                    "values": [{"value": "No", "active_from": "2020-01-01T00:00:00Z", "active_until": None}],
                    "replace_history": True,
                }
            },
        ),
    ),
    closed=("data", "data.values.0"),
    rejected=(
        Rejected({"data": {"values": [], "replace_history": True}}, "data.values"),
        Rejected(
            {"data": {"values": [{"value": "x", "active_from": "2020-01-01T00:00:00Z"}], "replace_history": True}},
            "data.values.0.active_until",
        ),
        Rejected(
            {
                "data": {
                    "values": [{"value": "x", "active_from": "2020-01-01T00:00:00Z", "active_until": None}] * 401,
                    "replace_history": True,
                }
            },
            "data.values",
        ),
    ),
    responses=(
        Response("history", {"data": [FORMER_VALUE, *VALUES["lead"]]}),
        Response("none", {"data": []}),
    ),
    errors=(
        ErrorCase(
            400,
            "WriteRecordAttributeValuesValidationTypeError",
            {
                "validation_type": "The body is not valid.",
                "missing_value": "A required value was not given.",
                "value_not_found": 'There is no option "Custoner".',
                "duplicate_values": "A value is there twice.",
                "uniqueness_conflict": "Another record has this value.",
                "multiple_values_for_single_value_attribute": "Two values overlap.",
                "system_edit_unauthorized": "This attribute is kept by the system.",
                "formula_edit_unauthorized": "This attribute is computed.",
                "standard_object_disabled": "This object is switched off.",
                "particle_gate_violation": "This write is not possible.",
            },
        ),
        ErrorCase(403, "WriteRecordAttributeValuesUnauthorizedError", NO_PERMISSION, type="auth_error"),
        ErrorCase(
            404,
            "WriteRecordAttributeValuesNotFoundError",
            {**NO_RECORD, "value_not_found": "There is no such attribute."},
        ),
    ),
)

LIST_ENTRIES = Golden(
    function="records_list_entries",
    member="records.list_entries",
    method="GET",
    template="/v2/objects/{object}/records/{record_id}/entries",
    model="RecordsListEntriesResponse",
    idempotent=True,
    pages=Pages("offset", maximum=1000),
    cases=(
        Case(
            "full",
            f"/v2/objects/people/records/{NOOR}/entries",
            kwargs={"object": "people", "record_id": NOOR, "limit": 1000, "offset": 2000},
            query={"limit": "1000", "offset": "2000"},
        ),
        Case("minimal", f"/v2/objects/people/records/{NOOR}/entries", ("people", NOOR)),
    ),
    rejected=(Rejected({"limit": 1001}, "limit"), Rejected({"limit": True}, "limit")),
    responses=(
        Response(
            "entries",
            {
                "data": [
                    {
                        "list_id": "8f90a1b2-c3d4-45e6-b708-696a6b6c3d17",
                        "list_api_slug": "hiring",
                        "entry_id": "90a1b2c3-d4e5-46f7-8819-7a7b7c7d4e18",
                        "created_at": "2025-02-03T09:15:30.250000000Z",
                    }
                ]
            },
        ),
        Response("none", {"data": []}),
    ),
)

SEARCH = Golden(
    function="records_search",
    member="records.search",
    method="POST",
    template="/v2/objects/records/search",
    model="RecordsSearchResponse",
    idempotent=True,
    cases=(
        Case(
            "full",
            "/v2/objects/records/search",
            kwargs={
                "query": "noor de wit",
                "objects": ["people", "companies", PEOPLE],
                "request_as": {"type": "workspace-member", "workspace_member_id": MEMBER},
                "limit": 25,
            },
            json={
                "query": "noor de wit",
                "objects": ["people", "companies", PEOPLE],
                "request_as": {"type": "workspace-member", "workspace_member_id": MEMBER},
                "limit": 25,
            },
        ),
        Case(
            "minimal",
            "/v2/objects/records/search",
            kwargs={"query": "", "objects": ["people"], "request_as": {"type": "workspace"}},
            json={"query": "", "objects": ["people"], "request_as": {"type": "workspace"}},
        ),
        Case(
            "as a member, by e-mail",
            "/v2/objects/records/search",
            kwargs={
                "query": "x" * 256,
                "objects": ("people",),
                "request_as": {"type": "workspace-member", "email_address": "ilse@brightside.example"},
                "limit": 1,
            },
            json={
                "query": "x" * 256,
                "objects": ["people"],
                "request_as": {"type": "workspace-member", "email_address": "ilse@brightside.example"},
                "limit": 1,
            },
        ),
    ),
    closed=("request_as",),
    rejected=(
        Rejected({"query": "x" * 257}, "query"),
        Rejected({"objects": []}, "objects"),
        Rejected({"objects": "people"}, "objects"),
        Rejected({"limit": 0}, "limit"),
        Rejected({"limit": 26}, "limit"),
        Rejected({"request_as": {"type": "workspace-member"}}, "request_as"),
    ),
    responses=(
        Response(
            "every kind of result",
            {
                "data": [
                    PERSON_FOUND,
                    COMPANY_FOUND,
                    {
                        "id": {"workspace_id": WORKSPACE, "object_id": PEOPLE, "record_id": ILSE},
                        "record_text": "Kitchen renovation",
                        "record_image": nullable(None),
                        "object_slug": "projects",
                    },
                ]
            },
        ),
        Response("none", {"data": []}),
    ),
    errors=(
        ErrorCase(
            400,
            "SearchRecordsValueNotFoundError",
            {"value_not_found": 'There is no object "peeple".', "validation_type": "The body is not valid."},
        ),
    ),
)

GOLDENS = (
    QUERY,
    CREATE,
    ASSERT,
    GET,
    UPDATE,
    UPDATE_APPEND,
    DELETE,
    MERGE,
    LIST_ATTRIBUTE_VALUES,
    WRITE_ATTRIBUTE_VALUES,
    LIST_ENTRIES,
    SEARCH,
)
