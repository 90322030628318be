from __future__ import annotations

import datetime as dt

from typing_extensions import assert_type

from attio import Attio, AttioCore
from attio.funcs import (
    activities_create,
    activities_create_async,
    activities_delete,
    activities_delete_async,
    activities_get,
    activities_get_async,
    activities_list,
    activities_list_async,
    activities_update,
    activities_update_async,
)
from attio.models import (
    ActivitiesCreateResponse,
    ActivitiesGetResponse,
    ActivitiesListResponse,
    ActivitiesUpdateResponse,
    Activity,
    ActivityCreate,
    ActivityId,
    ActivitySchema,
    ActivityUpdate,
    EmptyResponse,
)

NEW: ActivityCreate = {
    "api_slug": "showroom_visits",
    "singular_noun": "Showroom visit",
    "plural_noun": "Showroom visits",
    "extends": "interactions",
}


def methods(client: Attio) -> None:
    assert_type(client.activities.list(limit=10, cursor="next"), ActivitiesListResponse)
    assert_type(client.activities.create(data=NEW), ActivitiesCreateResponse)
    assert_type(client.activities.get(activity="phone_calls"), ActivitiesGetResponse)
    assert_type(client.activities.update("visits", data={"plural_noun": "Visits"}), ActivitiesUpdateResponse)
    assert_type(client.activities.delete("visits"), EmptyResponse)


async def async_methods(client: Attio) -> None:
    assert_type(await client.activities.list_async(), ActivitiesListResponse)
    assert_type(await client.activities.create_async(data=NEW), ActivitiesCreateResponse)
    assert_type(await client.activities.get_async("phone_calls"), ActivitiesGetResponse)
    assert_type(await client.activities.update_async("visits", data=ActivityUpdate()), ActivitiesUpdateResponse)
    assert_type(await client.activities.delete_async("visits"), EmptyResponse)


def functions(client: AttioCore) -> None:
    assert_type(activities_list(client, max_items=5), ActivitiesListResponse)
    assert_type(activities_create(client, data=NEW), ActivitiesCreateResponse)
    assert_type(activities_get(client, "phone_calls"), ActivitiesGetResponse)
    assert_type(activities_update(client, "visits", data={}), ActivitiesUpdateResponse)
    assert_type(activities_delete(client, "visits"), EmptyResponse)


async def async_functions(client: AttioCore) -> None:
    assert_type(await activities_list_async(client), ActivitiesListResponse)
    assert_type(await activities_create_async(client, data=NEW), ActivitiesCreateResponse)
    assert_type(await activities_get_async(client, "phone_calls"), ActivitiesGetResponse)
    assert_type(await activities_update_async(client, "visits", data={"api_slug": "tours"}), ActivitiesUpdateResponse)
    assert_type(await activities_delete_async(client, "visits"), EmptyResponse)


def results(client: Attio) -> None:
    found = client.activities.get("phone_calls").data
    assert_type(found, Activity)
    assert_type(found.id, ActivityId)
    assert_type(found.extends, list[ActivitySchema])
    assert_type(found.extends[0].schema_slug, str)
    assert_type(found.is_system_activity, bool)
    assert_type(found.created_at, dt.datetime)
    assert_type(client.activities.list().pagination.next_cursor, str | None)


async def pages(client: Attio) -> None:
    for activity in client.activities.list():
        assert_type(activity, Activity)
    async for activity in await client.activities.list_async():
        assert_type(activity, Activity)
