"""Entries: records as they stand in lists, with values of their own."""

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
HIRING = "8f90a1b2-c3d4-45e6-b708-696a6b6c3d17"
ENTRY = "90a1b2c3-d4e5-46f7-8819-7a7b7c7d4e18"
NOOR = "293a4b5c-6d7e-4f80-91a2-0304050607c1"
ILSE = "3a4b5c6d-7e8f-4091-a2b3-1415161718c2"
MEMBER = "1a2b3c4d-5e6f-4071-8293-a4b5c6d7e805"
VIEW = "c7a90b1e-5d3f-4c2a-8e61-7f8091a2b303"

PATH = f"/v2/lists/hiring/entries/{ENTRY}"
NO_LIST = {"not_found": 'List with slug/ID "hiring" not found.'}
NO_ENTRY = {"not_found": f'List entry with ID "{ENTRY}" not found.'}
NO_PERMISSION = {"unauthorized": "You do not have the necessary permissions to do this."}
MERGING = {"merge_in_progress": "This record is being merged."}
IMMUTABLE = {"immutable_value": "An entry cannot move to another record.", **MERGING}


def value(attribute_type: str, model: str, **fields: JSON) -> Mark:
    """A value of an entry. One class also reads values without history, so the three common fields may be missing."""
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


def stage(title: str, **fields: JSON) -> Mark:
    """A status value. Its attribute belongs to the list, so `object_id` holds the id of the list."""
    status = {
        "id": {
            "workspace_id": WORKSPACE,
            "object_id": HIRING,
            "attribute_id": "4b5c6d7e-a8b9-4cad-bebf-353637e8f9a3",
            "status_id": "5c6d7e8f-b9ca-4dbe-8fc0-464748f90ab4",
        },
        "title": title,
        "is_archived": False,
        "celebration_enabled": False,
        "target_time_in_status": nullable("P7D"),
    }
    return value("status", "StatusValue", status=status, **fields)


APPLICANT = {
    "id": {"workspace_id": WORKSPACE, "list_id": HIRING, "entry_id": ENTRY},
    "parent_record_id": NOOR,
    "parent_object": "people",
    "created_at": "2025-02-03T09:15:30.250000000Z",
    "entry_values": mapping(
        {
            "stage": [stage("Interview")],
            "salary": [
                value(
                    "currency",
                    "CurrencyValue",
                    currency_value=4100,
                    currency_code=optional(nullable(open_enum("EUR"))),
                )
            ],
            "created_by": [
                value(
                    "actor-reference",
                    "ActorReferenceValue",
                    referenced_actor_type=open_enum("system"),
                    referenced_actor_id=nullable(None),
                )
            ],
            "tags": [],
        }
    ),
}
EVERYTHING = {**APPLICANT, "entry_values": mapping(VALUES)}
BARE_ENTRY = {**APPLICANT, "parent_record_id": ILSE, "entry_values": mapping({})}
HISTORY = [
    stage("Applied", active_until=optional(nullable("2025-03-01T00:00:00.000000000Z"))),
    stage("Interview"),
]

QUERY = Golden(
    function="entries_query",
    member="entries.query",
    method="POST",
    template="/v2/lists/{list}/entries/query",
    model="EntriesQueryResponse",
    idempotent=True,
    pages=Pages("offset", where="body", maximum=500),
    scored=True,
    cases=(
        Case(
            "full",
            "/v2/lists/hiring/entries/query",
            kwargs={
                "list": "hiring",
                "filter": {
                    "$or": [
                        {"stage": "Interview"},
                        {
                            "path": [["hiring", "parent_record"], ["people", "name"]],
                            "constraints": {"last_name": {"$eq": "de Wit"}},
                        },
                    ]
                },
                "filter_view_id": VIEW,
                "sorts": [
                    {"direction": "desc", "attribute": "salary", "field": "currency_value"},
                    {"direction": "asc", "path": [["hiring", "parent_record"], ["people", "name"]]},
                ],
                "limit": 500,
                "offset": 1000,
            },
            json={
                "filter": {
                    "$or": [
                        {"stage": "Interview"},
                        {
                            "path": [["hiring", "parent_record"], ["people", "name"]],
                            "constraints": {"last_name": {"$eq": "de Wit"}},
                        },
                    ]
                },
                "filter_view_id": VIEW,
                "sorts": [
                    {"direction": "desc", "attribute": "salary", "field": "currency_value"},
                    {"direction": "asc", "path": [["hiring", "parent_record"], ["people", "name"]]},
                ],
                "limit": 500,
                "offset": 1000,
            },
        ),
        Case("minimal", "/v2/lists/hiring/entries/query", ("hiring",), json={}),
        Case(
            "filters of every shape",
            f"/v2/lists/{HIRING}/entries/query",
            (HIRING,),
            {
                "filter": {
                    "$not": {"remote": False},
                    "stage": {"active_from": {"$gte": dt.date(2025, 2, 1)}},
                    "created_at": {"$gte": dt.datetime(2025, 1, 1, 12, 30, tzinfo=dt.timezone.utc)},
                    "salary": {"$lt": Decimal("4100.25")},
                },
                "sorts": [],
                "offset": 0,
            },
            json={
                "filter": {
                    "$not": {"remote": False},
                    "stage": {"active_from": {"$gte": "2025-02-01"}},
                    "created_at": {"$gte": SameTime("2025-01-01T12:30:00Z")},
                    "salary": {"$lt": 4100.25},
                },
                "sorts": [],
                "offset": 0,
            },
        ),
    ),
    closed=("sorts.0", "sorts.1"),
    rejected=(
        Rejected({"sorts": [{"attribute": "stage"}]}, "sorts.0"),
        Rejected({"sorts": {"direction": "asc", "attribute": "stage"}}, "sorts"),
        Rejected({"limit": "10"}, "limit"),
        Rejected({"filter": "Interview"}, "filter"),
        Rejected({"filter": {"salary": float("inf")}}, "filter.salary"),
        Rejected({"list": ".."}, "list"),
    ),
    responses=(
        Response("two entries", {"data": [APPLICANT, BARE_ENTRY]}),
        Response("every type of value", {"data": [EVERYTHING]}),
        Response("none", {"data": []}),
    ),
    errors=(ErrorCase(404, "QueryEntriesNotFoundError", NO_LIST),),
)

CREATE = Golden(
    function="entries_create",
    member="entries.create",
    method="POST",
    template="/v2/lists/{list}/entries",
    model="EntriesCreateResponse",
    cases=(
        Case(
            "full",
            "/v2/lists/hiring/entries",
            kwargs={
                "list": "hiring",
                "data": {
                    "parent_record_id": NOOR,
                    "parent_object": "people",
                    "entry_values": {
                        "stage": {"status": "Interview"},
                        "salary": Decimal("4100.00"),
                        "remote": True,
                        "starts_on": dt.date(2025, 9, 1),
                        "called_at": dt.datetime(2025, 5, 6, 9, 8, 9, tzinfo=dt.timezone(dt.timedelta(hours=2))),
                        "owner": [{"workspace_member_email_address": "asa@brightside.example"}],
                        "referred_by": {"target_object": "people", "target_record_id": ILSE},
                        "remark": None,
                        "tags": [],
                    },
                },
            },
            json={
                "data": {
                    "parent_record_id": NOOR,
                    "parent_object": "people",
                    "entry_values": {
                        "stage": {"status": "Interview"},
                        "salary": 4100,
                        "remote": True,
                        "starts_on": "2025-09-01",
                        "called_at": SameTime("2025-05-06T07:08:09Z"),
                        "owner": [{"workspace_member_email_address": "asa@brightside.example"}],
                        "referred_by": {"target_object": "people", "target_record_id": ILSE},
                        "remark": None,
                        "tags": [],
                    },
                }
            },
        ),
        Case(
            "minimal",
            f"/v2/lists/{HIRING}/entries",
            (HIRING,),
            {"data": {"parent_record_id": NOOR, "parent_object": "people", "entry_values": {}}},
            json={"data": {"parent_record_id": NOOR, "parent_object": "people", "entry_values": {}}},
        ),
    ),
    closed=("data",),
    rejected=(
        Rejected({"data": {"parent_record_id": NOOR, "parent_object": "people"}}, "data.entry_values"),
        Rejected({"data": {"parent_object": "people", "entry_values": {}}}, "data.parent_record_id"),
        Rejected({"data": {"parent_record_id": NOOR, "entry_values": {}}}, "data.parent_object"),
        Rejected(
            {"data": {"parent_record_id": None, "parent_object": "people", "entry_values": {}}}, "parent_record_id"
        ),
        Rejected({"data": {"parent_record_id": NOOR, "parent_object": None, "entry_values": {}}}, "data.parent_object"),
        Rejected({"data": {"parent_record_id": NOOR, "parent_object": "people", "entry_values": None}}, "entry_values"),
        # Responses about old lists may have a list of objects; here there is one.
        Rejected(
            {"data": {"parent_record_id": NOOR, "parent_object": ["people"], "entry_values": {}}},
            "data.parent_object",
        ),
        # Records call it `values`.
        Rejected({"data": {"parent_record_id": NOOR, "parent_object": "people", "values": {}}}, "values"),
        Rejected(
            {"data": {"parent_record_id": NOOR, "parent_object": "people", "entry_values": {"cv": b"%PDF"}}},
            "data.entry_values.cv",
        ),
    ),
    responses=(Response("entry", {"data": APPLICANT}), Response("entry without values", {"data": BARE_ENTRY})),
    errors=(
        ErrorCase(
            400,
            "CreateEntryValueNotFoundError",
            {
                "value_not_found": f'Parent record with slug/ID "{NOOR}" not found.',
                "validation_type": "The body is not valid.",
            },
        ),
        ErrorCase(403, "CreateEntryUnauthorizedError", NO_PERMISSION, type="auth_error"),
        ErrorCase(404, "CreateEntryNotFoundError", NO_LIST),
    ),
)

ASSERT = Golden(
    function="entries_assert",
    member="entries.assert_",
    method="PUT",
    template="/v2/lists/{list}/entries",
    model="EntriesAssertResponse",
    idempotent=True,
    # Entries can only be matched by their record.
    cases=(
        Case(
            "full",
            "/v2/lists/hiring/entries",
            kwargs={
                "list": "hiring",
                "data": {"parent_record_id": NOOR, "parent_object": "people", "entry_values": {"stage": "Interview"}},
            },
            json={
                "data": {"parent_record_id": NOOR, "parent_object": "people", "entry_values": {"stage": "Interview"}}
            },
        ),
        Case(
            "minimal",
            "/v2/lists/hiring/entries",
            ("hiring",),
            {"data": {"parent_record_id": NOOR, "parent_object": "people", "entry_values": {}}},
            json={"data": {"parent_record_id": NOOR, "parent_object": "people", "entry_values": {}}},
        ),
    ),
    closed=("data",),
    rejected=(
        Rejected({"data": {"parent_record_id": NOOR, "parent_object": "people"}}, "data.entry_values"),
        Rejected({"data": {"entry_values": {}}}, "data.parent_record_id"),
        Rejected({"matching_attribute": "stage"}, "matching_attribute"),
    ),
    responses=(Response("entry", {"data": APPLICANT}),),
    errors=(
        ErrorCase(
            400,
            "MultipleMatchResultsError",
            {"multiple_match_results": "This record is in the list twice.", **MERGING},
        ),
        ErrorCase(403, "AssertEntryUnauthorizedError", NO_PERMISSION, type="auth_error"),
        ErrorCase(404, "AssertEntryNotFoundError", NO_LIST),
    ),
)

GET = Golden(
    function="entries_get",
    member="entries.get",
    method="GET",
    template="/v2/lists/{list}/entries/{entry_id}",
    model="EntriesGetResponse",
    idempotent=True,
    cases=(
        Case("full", PATH, kwargs={"list": "hiring", "entry_id": ENTRY}),
        Case("minimal", PATH, ("hiring", ENTRY)),
        Case("reserved characters", "/v2/lists/a%2Fb/entries/c%3Fd", ("a/b", "c?d")),
    ),
    rejected=(Rejected({"list": ""}, "list"), Rejected({"entry_id": "."}, "entry_id")),
    responses=(Response("entry", {"data": APPLICANT}), Response("without values", {"data": BARE_ENTRY})),
    errors=(ErrorCase(404, "GetEntryNotFoundError", NO_ENTRY),),
)

UPDATE = Golden(
    function="entries_update",
    member="entries.update",
    method="PUT",
    template="/v2/lists/{list}/entries/{entry_id}",
    model="EntriesUpdateResponse",
    idempotent=True,
    cases=(
        Case(
            "full",
            PATH,
            kwargs={"list": "hiring", "entry_id": ENTRY, "data": {"entry_values": {"tags": ["Oak"], "remark": None}}},
            json={"data": {"entry_values": {"tags": ["Oak"], "remark": None}}},
        ),
        Case("minimal", PATH, ("hiring", ENTRY), {"data": {"entry_values": {}}}, json={"data": {"entry_values": {}}}),
    ),
    closed=("data",),
    rejected=(
        Rejected({"data": {}}, "data.entry_values"),
        Rejected({"data": {"entry_values": None}}, "data.entry_values"),
        Rejected({"data": {"entry_values": {}, "parent_record_id": ILSE}}, "parent_record_id"),
        Rejected({"entry_id": ""}, "entry_id"),
    ),
    responses=(Response("entry", {"data": APPLICANT}),),
    errors=(
        ErrorCase(400, "UpdateEntryImmutableValueError", IMMUTABLE),
        ErrorCase(403, "UpdateEntryUnauthorizedError", NO_PERMISSION, type="auth_error"),
        ErrorCase(404, "UpdateEntryNotFoundError", NO_ENTRY),
    ),
)

UPDATE_APPENDING = Golden(
    function="entries_update_appending",
    member="entries.update_appending",
    method="PATCH",
    template="/v2/lists/{list}/entries/{entry_id}",
    model="EntriesUpdateAppendingResponse",
    cases=(
        Case(
            "full",
            PATH,
            kwargs={"list": "hiring", "entry_id": ENTRY, "data": {"entry_values": {"tags": ("Oak", "Pine")}}},
            json={"data": {"entry_values": {"tags": ["Oak", "Pine"]}}},
        ),
        Case("minimal", PATH, ("hiring", ENTRY), {"data": {"entry_values": {}}}, json={"data": {"entry_values": {}}}),
    ),
    closed=("data",),
    rejected=(
        Rejected({"data": {}}, "data.entry_values"),
        Rejected({"data": {"entry_values": {}, "parent_object": "people"}}, "parent_object"),
        Rejected({"entry_id": "a\nb"}, "entry_id"),
    ),
    responses=(Response("entry", {"data": APPLICANT}),),
    errors=(
        ErrorCase(400, "UpdateAppendingEntryImmutableValueError", IMMUTABLE),
        ErrorCase(403, "UpdateAppendingEntryUnauthorizedError", NO_PERMISSION, type="auth_error"),
        ErrorCase(404, "UpdateAppendingEntryNotFoundError", NO_ENTRY),
    ),
)

DELETE = Golden(
    function="entries_delete",
    member="entries.delete",
    method="DELETE",
    template="/v2/lists/{list}/entries/{entry_id}",
    model="EmptyResponse",
    idempotent=True,
    cases=(
        Case("full", PATH, kwargs={"list": "hiring", "entry_id": ENTRY}),
        Case("minimal", PATH, ("hiring", ENTRY)),
    ),
    responses=DELETED,
    errors=(
        ErrorCase(403, "DeleteEntryUnauthorizedError", NO_PERMISSION, type="auth_error"),
        ErrorCase(404, "DeleteEntryNotFoundError", NO_ENTRY),
    ),
)

LIST_ATTRIBUTE_VALUES = Golden(
    function="entries_list_attribute_values",
    member="entries.list_attribute_values",
    method="GET",
    template="/v2/lists/{list}/entries/{entry_id}/attributes/{attribute}/values",
    model="EntriesListAttributeValuesResponse",
    idempotent=True,
    pages=Pages("offset"),
    cases=(
        Case(
            "full",
            f"{PATH}/attributes/stage/values",
            kwargs={
                "list": "hiring",
                "entry_id": ENTRY,
                "attribute": "stage",
                "show_historic": True,
                "limit": 10,
                "offset": 20,
            },
            query={"show_historic": "true", "limit": "10", "offset": "20"},
        ),
        Case("minimal", f"{PATH}/attributes/stage/values", ("hiring", ENTRY, "stage")),
        Case(
            "falsy values",
            f"{PATH}/attributes/stage/values",
            ("hiring", ENTRY, "stage"),
            {"show_historic": False, "offset": 0},
            query={"show_historic": "false", "offset": "0"},
        ),
    ),
    rejected=(
        Rejected({"show_historic": "true"}, "show_historic"),
        Rejected({"limit": 1.5}, "limit"),
        Rejected({"attribute": ""}, "attribute"),
    ),
    responses=(Response("history", {"data": HISTORY}), Response("none", {"data": []})),
    errors=(ErrorCase(404, "ListEntryAttributeValuesNotFoundError", NO_ENTRY),),
)

WRITE_ATTRIBUTE_VALUES = Golden(
    function="entries_write_attribute_values",
    member="entries.write_attribute_values",
    method="PUT",
    template="/v2/lists/{list}/entries/{entry_id}/attributes/{attribute}/values",
    model="EntriesWriteAttributeValuesResponse",
    idempotent=True,
    cases=(
        Case(
            "full",
            f"{PATH}/attributes/stage/values",
            kwargs={
                "list": "hiring",
                "entry_id": ENTRY,
                "attribute": "stage",
                "data": {
                    "values": [
                        {
                            "value": {"status": "Applied"},
                            "active_from": dt.datetime(2025, 2, 1, 9, 30, tzinfo=dt.timezone.utc),
                            "active_until": "2025-03-01T00:00:00Z",
                        },
                        {"value": "Interview", "active_from": "2025-03-01T00:00:00Z", "active_until": None},
                        {"value": 0, "active_from": "2025-03-01T00:00:00Z", "active_until": None},
                        {"value": True, "active_from": "2025-03-01T00:00:00Z", "active_until": None},
                    ],
                    "replace_history": True,
                },
            },
            json={
                "data": {
                    "values": [
                        {
                            "value": {"status": "Applied"},
                            "active_from": SameTime("2025-02-01T09:30:00Z"),
                            "active_until": "2025-03-01T00:00:00Z",
                        },
                        {"value": "Interview", "active_from": "2025-03-01T00:00:00Z", "active_until": None},
                        {"value": 0, "active_from": "2025-03-01T00:00:00Z", "active_until": None},
                        {"value": True, "active_from": "2025-03-01T00:00:00Z", "active_until": None},
                    ],
                    "replace_history": True,
                }
            },
        ),
        Case(
            "minimal",
            f"{PATH}/attributes/stage/values",
            ("hiring", ENTRY, "stage"),
            # `replace_history` has only one valid value, so the SDK fills it in.
            {"data": {"values": [{"value": "Applied", "active_from": "2025-02-01T00:00:00Z", "active_until": None}]}},
            json={
                "data": {
                    "values": [{"value": "Applied", "active_from": "2025-02-01T00:00:00Z", "active_until": None}],
                    "replace_history": True,
                }
            },
        ),
    ),
    closed=("data", "data.values.0"),
    rejected=(
        Rejected({"data": {"values": []}}, "data.values"),
        Rejected({"data": {"values": [{"active_from": "2025-02-01T00:00:00Z", "active_until": None}]}}, "value"),
        Rejected({"data": {"values": [{"value": "Applied", "active_until": None}]}}, "data.values.0.active_from"),
        Rejected(
            {"data": {"values": [{"value": "Applied", "active_from": "2025-02-01T00:00:00Z"}]}},
            "data.values.0.active_until",
        ),
        Rejected(
            {
                "data": {
                    "values": [{"value": "x", "active_from": "2025-02-01T00:00:00Z", "active_until": None}] * 401,
                }
            },
            "data.values",
        ),
        Rejected(
            {
                "data": {
                    "values": [{"value": "x", "active_from": "2025-02-01T00:00:00Z", "active_until": None}],
                    "replace_history": False,
                }
            },
            "data.replace_history",
        ),
    ),
    responses=(Response("history", {"data": HISTORY}), Response("none", {"data": []})),
    errors=(
        ErrorCase(
            400,
            "WriteEntryAttributeValuesValidationTypeError",
            {
                "validation_type": "The body is not valid.",
                "missing_value": "A required value was not given.",
                "value_not_found": 'There is no status "Aplied".',
                "duplicate_values": "A value is there twice.",
                "uniqueness_conflict": "Another entry has this value.",
                "multiple_values_for_single_value_attribute": "Two values overlap.",
                "system_edit_unauthorized": "This attribute is kept by the system.",
                "formula_edit_unauthorized": "This attribute is computed.",
                "particle_gate_violation": "This write is not possible.",
            },
        ),
        ErrorCase(403, "WriteEntryAttributeValuesUnauthorizedError", NO_PERMISSION, type="auth_error"),
        ErrorCase(
            404,
            "WriteEntryAttributeValuesNotFoundError",
            {**NO_ENTRY, "value_not_found": "There is no such attribute."},
        ),
    ),
)

GOLDENS = (
    QUERY,
    CREATE,
    ASSERT,
    GET,
    UPDATE,
    UPDATE_APPENDING,
    DELETE,
    LIST_ATTRIBUTE_VALUES,
    WRITE_ATTRIBUTE_VALUES,
)
