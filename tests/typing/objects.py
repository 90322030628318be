from __future__ import annotations

import datetime as dt

from typing_extensions import assert_type

from attio import Attio, AttioCore
from attio.funcs import (
    objects_create,
    objects_create_async,
    objects_delete,
    objects_delete_async,
    objects_get,
    objects_get_async,
    objects_get_views,
    objects_get_views_async,
    objects_list,
    objects_list_async,
    objects_update,
    objects_update_async,
)
from attio.models import (
    EmptyResponse,
    Object,
    ObjectCreate,
    ObjectId,
    ObjectsCreateResponse,
    ObjectsGetResponse,
    ObjectsGetViewsResponse,
    ObjectsListResponse,
    ObjectsUpdateResponse,
    ObjectUpdate,
    ObjectView,
)


def methods(client: Attio) -> None:
    new: ObjectCreate = {"api_slug": "projects", "singular_noun": "Project", "plural_noun": "Projects"}
    assert_type(client.objects.list(), ObjectsListResponse)
    assert_type(client.objects.create(data=new), ObjectsCreateResponse)
    assert_type(client.objects.get("projects"), ObjectsGetResponse)
    assert_type(client.objects.update("projects", data={"plural_noun": "Ventures"}), ObjectsUpdateResponse)
    assert_type(client.objects.delete(object="projects"), EmptyResponse)
    assert_type(client.objects.get_views("projects", show_archived=True, limit=10), ObjectsGetViewsResponse)


async def async_methods(client: Attio) -> None:
    new = ObjectCreate(api_slug="projects", singular_noun="Project", plural_noun="Projects")
    assert_type(await client.objects.list_async(), ObjectsListResponse)
    assert_type(await client.objects.create_async(data=new), ObjectsCreateResponse)
    assert_type(await client.objects.get_async("projects"), ObjectsGetResponse)
    assert_type(await client.objects.update_async("projects", data=ObjectUpdate()), ObjectsUpdateResponse)
    assert_type(await client.objects.delete_async("projects"), EmptyResponse)
    assert_type(await client.objects.get_views_async("projects", cursor="next"), ObjectsGetViewsResponse)


def functions(client: AttioCore) -> None:
    new: ObjectCreate = {"api_slug": "projects", "singular_noun": "Project", "plural_noun": "Projects"}
    assert_type(objects_list(client, timeout_ms=500), ObjectsListResponse)
    assert_type(objects_create(client, data=new), ObjectsCreateResponse)
    assert_type(objects_get(client, "projects", http_headers={"X-Mine": "1"}), ObjectsGetResponse)
    assert_type(objects_update(client, "projects", data={}), ObjectsUpdateResponse)
    assert_type(objects_delete(client, "projects"), EmptyResponse)
    assert_type(objects_get_views(client, "projects", max_items=5), ObjectsGetViewsResponse)


async def async_functions(client: AttioCore) -> None:
    new: ObjectCreate = {"api_slug": "projects", "singular_noun": "Project", "plural_noun": "Projects"}
    assert_type(await objects_list_async(client), ObjectsListResponse)
    assert_type(await objects_create_async(client, data=new), ObjectsCreateResponse)
    assert_type(await objects_get_async(client, "projects"), ObjectsGetResponse)
    assert_type(await objects_update_async(client, "projects", data={"api_slug": "ventures"}), ObjectsUpdateResponse)
    assert_type(await objects_delete_async(client, "projects"), EmptyResponse)
    assert_type(await objects_get_views_async(client, "projects"), ObjectsGetViewsResponse)


def results(client: Attio) -> None:
    found = client.objects.get("projects").data
    assert_type(found, Object)
    assert_type(found.id, ObjectId)
    assert_type(found.id.object_id, str)
    assert_type(found.api_slug, str | None)
    assert_type(found.created_at, dt.datetime)
    assert_type(client.objects.list().data, list[Object])
    assert_type(client.objects.get_views("projects").pagination.next_cursor, str | None)


async def pages(client: Attio) -> None:
    for view in client.objects.get_views("projects"):
        assert_type(view, ObjectView)
    for page in client.objects.get_views("projects").pages():
        assert_type(page, ObjectsGetViewsResponse)
    async for view in await client.objects.get_views_async("projects"):
        assert_type(view, ObjectView)
    async for page in (await client.objects.get_views_async("projects")).pages_async():
        assert_type(page, ObjectsGetViewsResponse)
