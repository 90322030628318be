from __future__ import annotations

import datetime as dt

from typing_extensions import assert_type

from attio import Attio, AttioCore
from attio.funcs import (
    lists_create,
    lists_create_async,
    lists_get,
    lists_get_async,
    lists_get_views,
    lists_get_views_async,
    lists_list,
    lists_list_async,
    lists_update,
    lists_update_async,
)
from attio.models import (
    List,
    ListCreate,
    ListId,
    ListMemberAccess,
    ListsCreateResponse,
    ListsGetResponse,
    ListsGetViewsResponse,
    ListsListResponse,
    ListsUpdateResponse,
    ListUpdate,
    ListView,
)

WHO = "1a2b3c4d-5e6f-4071-8293-a4b5c6d7e805"
NEW: ListCreate = {
    "name": "Hiring",
    "api_slug": "hiring",
    "parent_object": "people",
    "workspace_access": None,
    "workspace_member_access": [{"workspace_member_id": WHO, "level": "full-access"}],
}


def methods(client: Attio) -> None:
    assert_type(client.lists.list(), ListsListResponse)
    assert_type(client.lists.create(data=NEW), ListsCreateResponse)
    assert_type(client.lists.get("hiring"), ListsGetResponse)
    assert_type(client.lists.update("hiring", data={"workspace_access": "read-only"}), ListsUpdateResponse)
    assert_type(client.lists.get_views(list="hiring", show_archived=True, limit=10), ListsGetViewsResponse)


async def async_methods(client: Attio) -> None:
    assert_type(await client.lists.list_async(), ListsListResponse)
    assert_type(await client.lists.create_async(data=NEW), ListsCreateResponse)
    assert_type(await client.lists.get_async("hiring"), ListsGetResponse)
    assert_type(await client.lists.update_async("hiring", data=ListUpdate()), ListsUpdateResponse)
    assert_type(await client.lists.get_views_async("hiring", cursor="next"), ListsGetViewsResponse)


def functions(client: AttioCore) -> None:
    assert_type(lists_list(client, timeout_ms=500), ListsListResponse)
    assert_type(lists_create(client, data=NEW), ListsCreateResponse)
    assert_type(lists_get(client, "hiring"), ListsGetResponse)
    assert_type(lists_update(client, "hiring", data={"workspace_member_access": ()}), ListsUpdateResponse)
    assert_type(lists_get_views(client, "hiring", max_items=5), ListsGetViewsResponse)


async def async_functions(client: AttioCore) -> None:
    assert_type(await lists_list_async(client), ListsListResponse)
    assert_type(await lists_create_async(client, data=NEW), ListsCreateResponse)
    assert_type(await lists_get_async(client, "hiring"), ListsGetResponse)
    assert_type(await lists_update_async(client, "hiring", data={"name": "Applicants"}), ListsUpdateResponse)
    assert_type(await lists_get_views_async(client, "hiring"), ListsGetViewsResponse)


def results(client: Attio) -> None:
    found = client.lists.get("hiring").data
    assert_type(found, List)
    assert_type(found.id, ListId)
    assert_type(found.parent_object, list[str])
    if found.workspace_access is None or found.workspace_access == "read-only":
        assert_type(found.workspace_member_access[0].workspace_member_id, str)
    assert_type(found.workspace_member_access, list[ListMemberAccess])
    assert_type(found.created_by_actor.id, str | None)
    assert_type(found.created_at, dt.datetime)
    assert_type(client.lists.list().data, list[List])


async def pages(client: Attio) -> None:
    for view in client.lists.get_views("hiring"):
        assert_type(view, ListView)
        assert_type(view.id.list_id, str)
    async for view in await client.lists.get_views_async("hiring"):
        assert_type(view, ListView)
    assert_type(client.lists.get_views("hiring").next_page(), ListsGetViewsResponse | None)
