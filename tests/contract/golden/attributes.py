"""Attributes: the fields of objects and lists, their select options and their statuses."""

from __future__ import annotations

from tests.contract.table import (
    JSON,
    Case,
    ErrorCase,
    Golden,
    Mark,
    Pages,
    Rejected,
    Response,
    nullable,
    open_enum,
    optional,
    unread,
    variant,
)

WORKSPACE = "6f3c1f0a-9b7e-4a55-8f0d-2f4d7a1b9c01"
PROJECTS = "b8d1a2c3-44e5-4f60-9a7b-0c1d2e3f4a02"
ATTRIBUTE = "d4e5f607-1829-4a3b-8c4d-5e6f70819206"
COUNTERPART = "18293a4b-5c6d-4e7f-8091-92030405060a"
PEOPLE = "e5f60718-293a-4b4c-9d5e-6f7081920307"

NO_ATTRIBUTE = {"not_found": 'Attribute with slug/ID "phase" not found.'}
NO_PERMISSION = {"unauthorized": "You do not have the necessary permissions to do this."}


def bare(attribute_type: str, model: str, **fields: JSON) -> Mark:
    """A value of a static default, which has no history."""
    body: dict[str, JSON] = {**fields, "attribute_type": attribute_type}
    return variant(body, tag="attribute_type", model=model, fallback="UnknownValue")


OPTION = {
    "id": {
        "workspace_id": WORKSPACE,
        "object_id": PROJECTS,
        "attribute_id": ATTRIBUTE,
        "option_id": "f6071829-3a4b-4c5d-8e6f-708192030408",
    },
    "title": "High",
    "is_archived": False,
}
STATUS = {
    "id": {
        "workspace_id": WORKSPACE,
        "object_id": PROJECTS,
        "attribute_id": ATTRIBUTE,
        "status_id": "0718293a-4b5c-4d6e-8f70-819203040509",
    },
    "title": "Under way",
    "is_archived": False,
    "celebration_enabled": True,
    "target_time_in_status": nullable("P14D"),
}
UNTIMED_STATUS = {**STATUS, "celebration_enabled": False, "target_time_in_status": nullable(None)}

TEXT_ATTRIBUTE = {
    "id": {"workspace_id": WORKSPACE, "object_id": PROJECTS, "attribute_id": ATTRIBUTE},
    "title": "Codename",
    "description": nullable(None),
    "api_slug": "codename",
    "type": open_enum("text"),
    "is_system_attribute": False,
    "is_writable": True,
    "is_required": False,
    "is_unique": True,
    "is_multiselect": False,
    "is_default_value_enabled": False,
    "is_archived": False,
    "default_value": nullable(None),
    "relationship": nullable(None),
    "created_at": "2025-02-03T09:15:30.250000000Z",
    "config": {
        "currency": {"default_currency_code": nullable(None), "display_type": nullable(None)},
        "record_reference": {"allowed_object_ids": nullable(None)},
    },
}
CURRENCY_ATTRIBUTE = {
    **TEXT_ATTRIBUTE,
    "title": "Budget",
    "description": nullable("What it may cost."),
    "api_slug": "budget",
    "type": open_enum("currency"),
    "is_unique": False,
    "is_required": True,
    "is_default_value_enabled": True,
    "default_value": nullable(
        variant(
            {
                "type": "static",
                "template": [
                    bare("currency", "CurrencyValue", currency_value=1500.5, currency_code=optional(nullable("EUR")))
                ],
            },
            tag="type",
            model="StaticDefaultValue",
            fallback="UnknownDefaultValue",
        )
    ),
    "config": {
        "currency": {
            "default_currency_code": nullable(open_enum("EUR")),
            "display_type": nullable(open_enum("symbol")),
        },
        "record_reference": {"allowed_object_ids": nullable(None)},
    },
}
REFERENCE_ATTRIBUTE = {
    **TEXT_ATTRIBUTE,
    "title": "Members",
    "api_slug": "members",
    "type": open_enum("record-reference"),
    "is_multiselect": True,
    "is_unique": False,
    "relationship": nullable(
        {
            "id": {
                "workspace_id": WORKSPACE,
                "object_id": PEOPLE,
                "attribute_id": COUNTERPART,
            },
            "object_slug": "people",
            "title": "Projects",
            "api_slug": "projects",
            "is_multiselect": True,
        }
    ),
    "config": {
        "currency": {"default_currency_code": nullable(None), "display_type": nullable(None)},
        "record_reference": {"allowed_object_ids": nullable([PEOPLE])},
    },
}
OWNER_ATTRIBUTE = {
    **TEXT_ATTRIBUTE,
    "title": "Lead",
    "api_slug": "lead",
    "type": open_enum("actor-reference"),
    "is_unique": False,
    "is_default_value_enabled": True,
    "default_value": nullable(
        variant(
            {"type": "dynamic", "template": "current-user"},
            tag="type",
            model="DynamicDefaultValue",
            fallback="UnknownDefaultValue",
        )
    ),
}
EVERY_BARE_VALUE: list[JSON] = [
    bare(
        "actor-reference",
        "ActorReferenceValue",
        referenced_actor_type=open_enum("workspace-member"),
        referenced_actor_id=nullable("1a2b3c4d-5e6f-4071-8293-a4b5c6d7e805"),
    ),
    bare("checkbox", "CheckboxValue", value=True),
    bare("currency", "CurrencyValue", currency_value=99),
    bare("date", "DateValue", value="2025-05-06"),
    bare("domain", "DomainValue", domain="shop.brightside.example", root_domain="brightside.example"),
    bare(
        "email-address",
        "EmailAddressValue",
        original_email_address="Noor@shop.brightside.example",
        email_address="noor@shop.brightside.example",
        email_domain="shop.brightside.example",
        email_root_domain="brightside.example",
        email_local_specifier="noor",
    ),
    bare(
        "interaction",
        "InteractionValue",
        interaction_type=open_enum("meeting"),
        interacted_at="2025-05-06T07:08:09.000000000Z",
        owner_actor={"type": optional(nullable(open_enum("system"))), "id": optional(nullable(None))},
    ),
    bare(
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
    ),
    bare("number", "NumberValue", value=12.75),
    bare("personal-name", "PersonalNameValue", first_name="Noor", last_name="de Wit", full_name="Noor de Wit"),
    bare(
        "phone-number",
        "PhoneNumberValue",
        original_phone_number="030 1234567",
        country_code=open_enum("NL"),
        phone_number="+31301234567",
    ),
    bare("rating", "RatingValue", value=4),
    bare("record-reference", "RecordReferenceValue", target_object="people", target_record_id=PEOPLE),
    bare("select", "SelectValue", option=OPTION),
    bare("status", "StatusValue", status=STATUS),
    bare("text", "TextValue", value="none yet"),
    bare("timestamp", "TimestampValue", value="2025-05-06T07:08:09.123456000Z"),
]
# The API may also send only the id of an option or status. A class for both forms would complicate reading records.
IDS_ALONE: list[JSON] = [
    unread({"option": "f6071829-3a4b-4c5d-8e6f-708192030408", "attribute_type": "select"}, model="UnknownValue"),
    unread({"status": "0718293a-4b5c-4d6e-8f70-819203040509", "attribute_type": "status"}, model="UnknownValue"),
]
EVERYTHING_ATTRIBUTE = {
    **TEXT_ATTRIBUTE,
    "default_value": nullable(
        variant(
            {"type": "static", "template": [*EVERY_BARE_VALUE, *IDS_ALONE]},
            tag="type",
            model="StaticDefaultValue",
            fallback="UnknownDefaultValue",
        )
    ),
}

LIST_ALL = Golden(
    function="attributes_list_all",
    member="attributes.list_all",
    method="GET",
    template="/v2/{target}/{identifier}/attributes",
    model="AttributesListAllResponse",
    idempotent=True,
    pages=Pages("offset"),
    cases=(
        Case(
            "full",
            "/v2/lists/hiring/attributes",
            kwargs={"target": "lists", "identifier": "hiring", "limit": 20, "offset": 40, "show_archived": True},
            query={"limit": "20", "offset": "40", "show_archived": "true"},
        ),
        Case("minimal", "/v2/objects/projects/attributes", ("objects", "projects")),
        Case(
            "falsy values",
            "/v2/objects/projects/attributes",
            ("objects", "projects"),
            {"offset": 0, "show_archived": False},
            query={"offset": "0", "show_archived": "false"},
        ),
        Case("target of a later version", "/v2/activities/calls/attributes", ("activities", "calls")),
    ),
    rejected=(Rejected({"limit": 2.5}, "limit"), Rejected({"offset": "0"}, "offset")),
    responses=(
        Response(
            "every kind",
            {"data": [TEXT_ATTRIBUTE, CURRENCY_ATTRIBUTE, REFERENCE_ATTRIBUTE, OWNER_ATTRIBUTE]},
        ),
        Response("none", {"data": []}),
    ),
)

CREATE_NEW = Golden(
    function="attributes_create_new",
    member="attributes.create_new",
    method="POST",
    template="/v2/{target}/{identifier}/attributes",
    model="AttributesCreateNewResponse",
    cases=(
        Case(
            "full",
            "/v2/objects/projects/attributes",
            kwargs={
                "target": "objects",
                "identifier": "projects",
                "data": {
                    "title": "Budget",
                    "description": "What it may cost.",
                    "api_slug": "budget",
                    "type": "currency",
                    "is_required": True,
                    "is_unique": False,
                    "is_multiselect": False,
                    "config": {
                        "currency": {"default_currency_code": "EUR", "display_type": "narrowSymbol"},
                        "record_reference": {"allowed_objects": ["people", "companies"]},
                    },
                    "default_value": {"type": "static", "template": [{"currency_value": 1500.5}]},
                    "relationship": {
                        "object": "companies",
                        "title": "Budgets",
                        "api_slug": "budgets",
                        "is_multiselect": True,
                    },
                },
            },
            json={
                "data": {
                    "title": "Budget",
                    "description": "What it may cost.",
                    "api_slug": "budget",
                    "type": "currency",
                    "is_required": True,
                    "is_unique": False,
                    "is_multiselect": False,
                    "config": {
                        "currency": {"default_currency_code": "EUR", "display_type": "narrowSymbol"},
                        "record_reference": {"allowed_objects": ["people", "companies"]},
                    },
                    "default_value": {"type": "static", "template": [{"currency_value": 1500.5}]},
                    "relationship": {
                        "object": "companies",
                        "title": "Budgets",
                        "api_slug": "budgets",
                        "is_multiselect": True,
                    },
                }
            },
        ),
        Case(
            "minimal",
            "/v2/lists/hiring/attributes",
            ("lists", "hiring"),
            {
                "data": {
                    "title": "Codename",
                    "description": None,
                    "api_slug": "codename",
                    "type": "text",
                    "is_required": False,
                    "is_unique": True,
                    "is_multiselect": False,
                    "config": {},
                }
            },
            json={
                "data": {
                    "title": "Codename",
                    "description": None,
                    "api_slug": "codename",
                    "type": "text",
                    "is_required": False,
                    "is_unique": True,
                    "is_multiselect": False,
                    "config": {},
                }
            },
        ),
        Case(
            "neutral fields are filled in",
            "/v2/lists/hiring/attributes",
            ("lists", "hiring"),
            {"data": {"title": "Codename", "api_slug": "codename", "type": "text"}},
            json={
                "data": {
                    "title": "Codename",
                    "description": None,
                    "api_slug": "codename",
                    "type": "text",
                    "is_required": False,
                    "is_unique": False,
                    "is_multiselect": False,
                    "config": {},
                }
            },
        ),
        Case(
            "dynamic default, explicit nulls, a type of a later version",
            "/v2/lists/hiring/attributes",
            ("lists", "hiring"),
            {
                "data": {
                    "title": "Since",
                    "description": None,
                    "api_slug": "since",
                    "type": "duration",
                    "is_required": False,
                    "is_unique": False,
                    "is_multiselect": False,
                    "config": {},
                    "default_value": {"type": "dynamic", "template": "P1M"},
                    "relationship": None,
                }
            },
            json={
                "data": {
                    "title": "Since",
                    "description": None,
                    "api_slug": "since",
                    "type": "duration",
                    "is_required": False,
                    "is_unique": False,
                    "is_multiselect": False,
                    "config": {},
                    "default_value": {"type": "dynamic", "template": "P1M"},
                    "relationship": None,
                }
            },
        ),
    ),
    closed=("data", "data.config", "data.config.currency", "data.config.record_reference", "data.relationship"),
    rejected=(
        Rejected(
            {
                "data": {
                    "title": "Members",
                    "description": None,
                    "api_slug": "members",
                    "type": "record-reference",
                    "is_required": False,
                    "is_unique": False,
                    "is_multiselect": True,
                    "config": {"record_reference": {"allowed_objects": []}},
                }
            },
            "data.config.record_reference.allowed_objects",
        ),
        Rejected({"target": ""}, "target"),
        Rejected({"identifier": "."}, "identifier"),
    ),
    responses=(
        Response("currency attribute", {"data": CURRENCY_ATTRIBUTE}),
        Response("relationship attribute", {"data": REFERENCE_ATTRIBUTE}),
    ),
    errors=(
        ErrorCase(400, "CreateNewAttributeValidationTypeError", {"validation_type": "The default is not possible."}),
        ErrorCase(403, "CreateNewAttributeUnauthorizedError", NO_PERMISSION, type="auth_error"),
        ErrorCase(404, "CreateNewAttributeNotFoundError", {"not_found": 'List with slug/ID "hiring" not found.'}),
        ErrorCase(409, "CreateNewAttributeSlugConflictError", {"slug_conflict": "This api_slug is taken."}),
    ),
)

GET = Golden(
    function="attributes_get",
    member="attributes.get",
    method="GET",
    template="/v2/{target}/{identifier}/attributes/{attribute}",
    model="AttributesGetResponse",
    idempotent=True,
    cases=(
        Case(
            "full",
            f"/v2/lists/hiring/attributes/{ATTRIBUTE}",
            kwargs={"target": "lists", "identifier": "hiring", "attribute": ATTRIBUTE},
        ),
        Case("minimal", "/v2/objects/projects/attributes/codename", ("objects", "projects", "codename")),
        Case("reserved characters", "/v2/objects/a%2Fb/attributes/c%3Fd%3De%26f", ("objects", "a/b", "c?d=e&f")),
    ),
    responses=(
        Response("text attribute", {"data": TEXT_ATTRIBUTE}),
        Response("static default", {"data": CURRENCY_ATTRIBUTE}),
        Response("dynamic default", {"data": OWNER_ATTRIBUTE}),
        Response("relationship", {"data": REFERENCE_ATTRIBUTE}),
        Response("a default of every type", {"data": EVERYTHING_ATTRIBUTE}),
    ),
    errors=(ErrorCase(404, "GetAttributeNotFoundError", NO_ATTRIBUTE),),
)

UPDATE = Golden(
    function="attributes_update",
    member="attributes.update",
    method="PATCH",
    template="/v2/{target}/{identifier}/attributes/{attribute}",
    model="AttributesUpdateResponse",
    cases=(
        Case(
            "full",
            "/v2/objects/projects/attributes/budget",
            kwargs={
                "target": "objects",
                "identifier": "projects",
                "attribute": "budget",
                "data": {
                    "title": "Cost",
                    "description": None,
                    "api_slug": "cost",
                    "is_required": False,
                    "is_unique": False,
                    "default_value": None,
                    "config": {
                        "currency": {"default_currency_code": "JPY", "display_type": "code"},
                        "record_reference": {"allowed_objects": ["people"]},
                    },
                    "is_archived": True,
                },
            },
            json={
                "data": {
                    "title": "Cost",
                    "description": None,
                    "api_slug": "cost",
                    "is_required": False,
                    "is_unique": False,
                    "default_value": None,
                    "config": {
                        "currency": {"default_currency_code": "JPY", "display_type": "code"},
                        "record_reference": {"allowed_objects": ["people"]},
                    },
                    "is_archived": True,
                }
            },
        ),
        Case(
            "minimal",
            "/v2/lists/hiring/attributes/stage",
            ("lists", "hiring", "stage"),
            {"data": {"is_archived": True}},
            json={"data": {"is_archived": True}},
        ),
        Case(
            "static default",
            "/v2/lists/hiring/attributes/stage",
            ("lists", "hiring", "stage"),
            {"data": {"default_value": {"type": "static", "template": [{"status": "Under way"}]}}},
            json={"data": {"default_value": {"type": "static", "template": [{"status": "Under way"}]}}},
        ),
    ),
    closed=("data", "data.config", "data.config.currency", "data.config.record_reference"),
    rejected=(
        Rejected({"data": {"type": "text"}}, "data.type"),
        Rejected({"data": {"title": None}}, "data.title"),
        Rejected({"data": {"config": {"currency": {"default_currency_code": "EUR"}}}}, "data.config.currency"),
    ),
    responses=(
        Response("text attribute", {"data": TEXT_ATTRIBUTE}),
        Response("static default", {"data": CURRENCY_ATTRIBUTE}),
    ),
    errors=(
        ErrorCase(400, "SystemEditUnauthorizedError", {"system_edit_unauthorized": "System attributes stay."}),
        ErrorCase(403, "UpdateAttributeUnauthorizedError", NO_PERMISSION, type="auth_error"),
        ErrorCase(404, "UpdateAttributeNotFoundError", NO_ATTRIBUTE),
    ),
)

OPTIONS_LIST = Golden(
    function="attributes_options_list",
    member="attributes.options.list",
    method="GET",
    template="/v2/{target}/{identifier}/attributes/{attribute}/options",
    model="AttributesOptionsListResponse",
    idempotent=True,
    cases=(
        Case(
            "full",
            "/v2/lists/hiring/attributes/priority/options",
            kwargs={"target": "lists", "identifier": "hiring", "attribute": "priority", "show_archived": True},
            query={"show_archived": "true"},
        ),
        Case("minimal", "/v2/objects/projects/attributes/priority/options", ("objects", "projects", "priority")),
    ),
    rejected=(Rejected({"show_archived": "yes"}, "show_archived"),),
    responses=(Response("options", {"data": [OPTION]}), Response("none", {"data": []})),
    errors=(ErrorCase(404, "ListAttributeOptionsNotFoundError", NO_ATTRIBUTE),),
)

OPTIONS_CREATE = Golden(
    function="attributes_options_create",
    member="attributes.options.create",
    method="POST",
    template="/v2/{target}/{identifier}/attributes/{attribute}/options",
    model="AttributesOptionsCreateResponse",
    cases=(
        Case(
            "full",
            "/v2/lists/hiring/attributes/priority/options",
            kwargs={"target": "lists", "identifier": "hiring", "attribute": "priority", "data": {"title": "High"}},
            json={"data": {"title": "High"}},
        ),
        Case(
            "minimal",
            "/v2/objects/projects/attributes/priority/options",
            ("objects", "projects", "priority"),
            {"data": {"title": "Très haute ⚡"}},
            json={"data": {"title": "Très haute ⚡"}},
        ),
    ),
    closed=("data",),
    rejected=(
        Rejected({"data": {}}, "data.title"),
        Rejected({"data": {"title": ""}}, "data.title"),
        Rejected({"data": {"title": None}}, "data.title"),
    ),
    responses=(Response("option", {"data": OPTION}),),
    errors=(
        ErrorCase(400, "CreateAttributeOptionValidationTypeError", {"validation_type": "Not a select attribute."}),
        ErrorCase(403, "CreateAttributeOptionUnauthorizedError", NO_PERMISSION, type="auth_error"),
        ErrorCase(404, "CreateAttributeOptionNotFoundError", NO_ATTRIBUTE),
        ErrorCase(409, "CreateAttributeOptionSlugConflictError", {"slug_conflict": 'There is an option "High".'}),
    ),
)

UPDATE_SELECT_OPTION = Golden(
    function="attributes_update_select_option",
    member="attributes.update_select_option",
    method="PATCH",
    template="/v2/{target}/{identifier}/attributes/{attribute}/options/{option}",
    model="AttributesUpdateSelectOptionResponse",
    cases=(
        Case(
            "full",
            "/v2/lists/hiring/attributes/priority/options/High",
            kwargs={
                "target": "lists",
                "identifier": "hiring",
                "attribute": "priority",
                "option": "High",
                "data": {"title": "Highest", "is_archived": False},
            },
            json={"data": {"title": "Highest", "is_archived": False}},
        ),
        Case(
            "minimal",
            "/v2/objects/projects/attributes/priority/options/Tr%C3%A8s%20haute%20%2F%2050%25",
            ("objects", "projects", "priority", "Très haute / 50%"),
            {"data": {"is_archived": True}},
            json={"data": {"is_archived": True}},
        ),
    ),
    closed=("data",),
    rejected=(Rejected({"data": {"title": ""}}, "data.title"), Rejected({"option": ""}, "option")),
    responses=(Response("option", {"data": {**OPTION, "is_archived": True}}),),
    errors=(
        ErrorCase(
            400,
            "UpdateAttributeSelectOptionValueNotFoundError",
            {"value_not_found": 'There is no option "High".', "validation_type": "Not a select attribute."},
        ),
        ErrorCase(403, "UpdateAttributeSelectOptionUnauthorizedError", NO_PERMISSION, type="auth_error"),
        ErrorCase(404, "UpdateAttributeSelectOptionNotFoundError", NO_ATTRIBUTE),
        ErrorCase(
            409,
            "UpdateAttributeSelectOptionSlugConflictError",
            {"slug_conflict": 'There is an option "Highest" already.'},
        ),
    ),
)

LIST_STATUSES = Golden(
    function="attributes_list_statuses",
    member="attributes.list_statuses",
    method="GET",
    template="/v2/{target}/{identifier}/attributes/{attribute}/statuses",
    model="AttributesListStatusesResponse",
    idempotent=True,
    cases=(
        Case(
            "full",
            "/v2/lists/hiring/attributes/stage/statuses",
            kwargs={"target": "lists", "identifier": "hiring", "attribute": "stage", "show_archived": False},
            query={"show_archived": "false"},
        ),
        Case("minimal", "/v2/objects/projects/attributes/phase/statuses", ("objects", "projects", "phase")),
    ),
    rejected=(Rejected({"show_archived": 0}, "show_archived"),),
    responses=(Response("statuses", {"data": [STATUS, UNTIMED_STATUS]}), Response("none", {"data": []})),
    errors=(ErrorCase(404, "ListAttributeStatusesNotFoundError", NO_ATTRIBUTE),),
)

CREATE_STATUS = Golden(
    function="attributes_create_status",
    member="attributes.create_status",
    method="POST",
    template="/v2/{target}/{identifier}/attributes/{attribute}/statuses",
    model="AttributesCreateStatusResponse",
    cases=(
        Case(
            "full",
            "/v2/lists/hiring/attributes/stage/statuses",
            kwargs={
                "target": "lists",
                "identifier": "hiring",
                "attribute": "stage",
                "data": {"title": "Under way", "celebration_enabled": True, "target_time_in_status": "P14D"},
            },
            json={"data": {"title": "Under way", "celebration_enabled": True, "target_time_in_status": "P14D"}},
        ),
        Case(
            "minimal",
            "/v2/objects/projects/attributes/phase/statuses",
            ("objects", "projects", "phase"),
            {"data": {"title": "Under way"}},
            json={"data": {"title": "Under way"}},
        ),
        Case(
            "explicit null",
            "/v2/objects/projects/attributes/phase/statuses",
            ("objects", "projects", "phase"),
            {"data": {"title": "Under way", "celebration_enabled": False, "target_time_in_status": None}},
            json={"data": {"title": "Under way", "celebration_enabled": False, "target_time_in_status": None}},
        ),
    ),
    closed=("data",),
    rejected=(
        Rejected({"data": {"celebration_enabled": True}}, "data.title"),
        Rejected({"data": {"title": ""}}, "data.title"),
        Rejected({"data": {"title": "Done", "celebration_enabled": None}}, "data.celebration_enabled"),
    ),
    responses=(Response("status", {"data": STATUS}), Response("untimed status", {"data": UNTIMED_STATUS})),
    errors=(
        ErrorCase(400, "CreateAttributeStatusValidationTypeError", {"validation_type": "Not a status attribute."}),
        ErrorCase(403, "CreateAttributeStatusUnauthorizedError", NO_PERMISSION, type="auth_error"),
        ErrorCase(404, "CreateAttributeStatusNotFoundError", NO_ATTRIBUTE),
        ErrorCase(
            409,
            "CreateAttributeStatusSlugConflictError",
            {"slug_conflict": 'There is a status "Under way" already.'},
        ),
    ),
)

UPDATE_STATUS = Golden(
    function="attributes_update_status",
    member="attributes.update_status",
    method="PATCH",
    template="/v2/{target}/{identifier}/attributes/{attribute}/statuses/{status}",
    model="AttributesUpdateStatusResponse",
    cases=(
        Case(
            "full",
            "/v2/lists/hiring/attributes/stage/statuses/Under%20way",
            kwargs={
                "target": "lists",
                "identifier": "hiring",
                "attribute": "stage",
                "status": "Under way",
                "data": {
                    "title": "Running",
                    "celebration_enabled": False,
                    "target_time_in_status": None,
                    "is_archived": True,
                },
            },
            json={
                "data": {
                    "title": "Running",
                    "celebration_enabled": False,
                    "target_time_in_status": None,
                    "is_archived": True,
                }
            },
        ),
        Case(
            "minimal",
            "/v2/objects/projects/attributes/phase/statuses/Won%20%F0%9F%8E%89",
            ("objects", "projects", "phase", "Won 🎉"),
            {"data": {"target_time_in_status": "P0Y0M1DT0H0M0S"}},
            json={"data": {"target_time_in_status": "P0Y0M1DT0H0M0S"}},
        ),
    ),
    closed=("data",),
    rejected=(
        Rejected({"data": {"title": ""}}, "data.title"),
        Rejected({"data": {"is_archived": None}}, "data.is_archived"),
        Rejected({"status": "..\x00"}, "status"),
    ),
    responses=(Response("status", {"data": STATUS}), Response("untimed status", {"data": UNTIMED_STATUS})),
    errors=(
        ErrorCase(
            400,
            "UpdateAttributeStatusValueNotFoundError",
            {"value_not_found": 'There is no status "Under way".', "validation_type": "Not a status attribute."},
        ),
        ErrorCase(403, "UpdateAttributeStatusUnauthorizedError", NO_PERMISSION, type="auth_error"),
        ErrorCase(404, "UpdateAttributeStatusNotFoundError", NO_ATTRIBUTE),
        ErrorCase(
            409,
            "UpdateAttributeStatusSlugConflictError",
            {"slug_conflict": 'There is a status "Running" already.'},
        ),
    ),
)

GOLDENS = (
    LIST_ALL,
    CREATE_NEW,
    GET,
    UPDATE,
    OPTIONS_LIST,
    OPTIONS_CREATE,
    UPDATE_SELECT_OPTION,
    LIST_STATUSES,
    CREATE_STATUS,
    UPDATE_STATUS,
)
