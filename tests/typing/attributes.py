from __future__ import annotations

from typing_extensions import assert_type

from attio import Attio, AttioCore
from attio.funcs import (
    attributes_create_new,
    attributes_create_new_async,
    attributes_create_status,
    attributes_create_status_async,
    attributes_get,
    attributes_get_async,
    attributes_list_all,
    attributes_list_all_async,
    attributes_list_statuses,
    attributes_list_statuses_async,
    attributes_options_create,
    attributes_options_create_async,
    attributes_options_list,
    attributes_options_list_async,
    attributes_update,
    attributes_update_async,
    attributes_update_select_option,
    attributes_update_select_option_async,
    attributes_update_status,
    attributes_update_status_async,
)
from attio.models import (
    Attribute,
    AttributeCreate,
    AttributeRelationship,
    AttributesCreateNewResponse,
    AttributesCreateStatusResponse,
    AttributesGetResponse,
    AttributesListAllResponse,
    AttributesListStatusesResponse,
    AttributesOptionsCreateResponse,
    AttributesOptionsListResponse,
    AttributesUpdateResponse,
    AttributesUpdateSelectOptionResponse,
    AttributesUpdateStatusResponse,
    AttributeValue,
    DynamicDefaultValue,
    SelectOption,
    StaticDefaultValue,
    Status,
    UnknownDefaultValue,
)

NEW: AttributeCreate = {
    "title": "Budget",
    "description": None,
    "api_slug": "budget",
    "type": "currency",
    "is_required": False,
    "is_unique": False,
    "is_multiselect": False,
    "config": {"currency": {"default_currency_code": "EUR", "display_type": "symbol"}},
    "default_value": {"type": "static", "template": [{"currency_value": 5}]},
}


def methods(client: Attio) -> None:
    sub = client.attributes
    assert_type(sub.list_all("objects", "projects", show_archived=True), AttributesListAllResponse)
    assert_type(sub.create_new("lists", "hiring", data=NEW), AttributesCreateNewResponse)
    assert_type(sub.get("objects", "projects", "budget"), AttributesGetResponse)
    assert_type(sub.update("objects", "projects", "budget", data={"default_value": None}), AttributesUpdateResponse)
    assert_type(sub.options.list("objects", "projects", "tags"), AttributesOptionsListResponse)
    assert_type(
        sub.options.create("objects", "projects", "tags", data={"title": "New"}), AttributesOptionsCreateResponse
    )
    assert_type(
        sub.update_select_option("objects", "projects", "tags", "New", data={"is_archived": True}),
        AttributesUpdateSelectOptionResponse,
    )
    assert_type(sub.list_statuses("objects", "projects", "phase"), AttributesListStatusesResponse)
    assert_type(
        sub.create_status("objects", "projects", "phase", data={"title": "Won", "target_time_in_status": None}),
        AttributesCreateStatusResponse,
    )
    assert_type(
        sub.update_status("objects", "projects", "phase", "Won", data={"celebration_enabled": True}),
        AttributesUpdateStatusResponse,
    )


async def async_methods(client: Attio) -> None:
    sub = client.attributes
    assert_type(await sub.list_all_async("objects", "projects"), AttributesListAllResponse)
    assert_type(await sub.create_new_async("lists", "hiring", data=NEW), AttributesCreateNewResponse)
    assert_type(await sub.get_async("objects", "projects", "budget"), AttributesGetResponse)
    assert_type(await sub.update_async("objects", "projects", "budget", data={}), AttributesUpdateResponse)
    assert_type(await sub.options.list_async("objects", "projects", "tags"), AttributesOptionsListResponse)
    assert_type(
        await sub.options.create_async("objects", "projects", "tags", data={"title": "New"}),
        AttributesOptionsCreateResponse,
    )
    assert_type(
        await sub.update_select_option_async("objects", "projects", "tags", "New", data={"title": "Old"}),
        AttributesUpdateSelectOptionResponse,
    )
    assert_type(await sub.list_statuses_async("objects", "projects", "phase"), AttributesListStatusesResponse)
    assert_type(
        await sub.create_status_async("objects", "projects", "phase", data={"title": "Won"}),
        AttributesCreateStatusResponse,
    )
    assert_type(
        await sub.update_status_async("objects", "projects", "phase", "Won", data={"title": "Lost"}),
        AttributesUpdateStatusResponse,
    )


def functions(client: AttioCore) -> None:
    assert_type(attributes_list_all(client, "objects", "projects", max_items=10), AttributesListAllResponse)
    assert_type(attributes_create_new(client, "lists", "hiring", data=NEW), AttributesCreateNewResponse)
    assert_type(attributes_get(client, "objects", "projects", "budget"), AttributesGetResponse)
    assert_type(attributes_update(client, "objects", "projects", "budget", data={}), AttributesUpdateResponse)
    assert_type(attributes_options_list(client, "objects", "projects", "tags"), AttributesOptionsListResponse)
    assert_type(
        attributes_options_create(client, "objects", "projects", "tags", data={"title": "New"}),
        AttributesOptionsCreateResponse,
    )
    assert_type(
        attributes_update_select_option(client, "objects", "projects", "tags", "New", data={"title": "Old"}),
        AttributesUpdateSelectOptionResponse,
    )
    assert_type(attributes_list_statuses(client, "objects", "projects", "phase"), AttributesListStatusesResponse)
    assert_type(
        attributes_create_status(client, "objects", "projects", "phase", data={"title": "Won"}),
        AttributesCreateStatusResponse,
    )
    assert_type(
        attributes_update_status(client, "objects", "projects", "phase", "Won", data={"title": "Lost"}),
        AttributesUpdateStatusResponse,
    )


async def async_functions(client: AttioCore) -> None:
    assert_type(await attributes_list_all_async(client, "objects", "projects"), AttributesListAllResponse)
    assert_type(await attributes_create_new_async(client, "lists", "hiring", data=NEW), AttributesCreateNewResponse)
    assert_type(await attributes_get_async(client, "objects", "projects", "budget"), AttributesGetResponse)
    assert_type(
        await attributes_update_async(client, "objects", "projects", "budget", data={}), AttributesUpdateResponse
    )
    assert_type(
        await attributes_options_list_async(client, "objects", "projects", "tags"), AttributesOptionsListResponse
    )
    assert_type(
        await attributes_options_create_async(client, "objects", "projects", "tags", data={"title": "New"}),
        AttributesOptionsCreateResponse,
    )
    assert_type(
        await attributes_update_select_option_async(
            client, "objects", "projects", "tags", "New", data={"title": "Old"}
        ),
        AttributesUpdateSelectOptionResponse,
    )
    assert_type(
        await attributes_list_statuses_async(client, "objects", "projects", "phase"), AttributesListStatusesResponse
    )
    assert_type(
        await attributes_create_status_async(client, "objects", "projects", "phase", data={"title": "Won"}),
        AttributesCreateStatusResponse,
    )
    assert_type(
        await attributes_update_status_async(client, "objects", "projects", "phase", "Won", data={"title": "Lost"}),
        AttributesUpdateStatusResponse,
    )


def results(client: Attio) -> None:
    found = client.attributes.get("objects", "projects", "budget").data
    assert_type(found, Attribute)
    assert_type(found.relationship, AttributeRelationship | None)
    assert_type(found.config.record_reference.allowed_object_ids, list[str] | None)
    match found.default_value:
        case StaticDefaultValue(template=template):
            assert_type(template, list[AttributeValue])
        case DynamicDefaultValue(template=template):
            assert_type(template, str)
        case UnknownDefaultValue() | None:
            pass
    assert_type(client.attributes.options.list("objects", "projects", "tags").data, list[SelectOption])
    assert_type(client.attributes.list_statuses("objects", "projects", "phase").data, list[Status])


async def pages(client: Attio) -> None:
    for attribute in client.attributes.list_all("objects", "projects"):
        assert_type(attribute, Attribute)
    async for attribute in await client.attributes.list_all_async("objects", "projects"):
        assert_type(attribute, Attribute)
