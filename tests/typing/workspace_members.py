from __future__ import annotations

import datetime as dt

from typing_extensions import assert_type

from attio import Attio, AttioCore
from attio.funcs import (
    workspace_members_get,
    workspace_members_get_async,
    workspace_members_list,
    workspace_members_list_async,
)
from attio.models import (
    WorkspaceMember,
    WorkspaceMemberId,
    WorkspaceMembersGetResponse,
    WorkspaceMembersListResponse,
)

WHO = "1a2b3c4d-5e6f-4071-8293-a4b5c6d7e805"


def methods(client: Attio) -> None:
    assert_type(client.workspace_members.list(), WorkspaceMembersListResponse)
    assert_type(client.workspace_members.get(workspace_member_id=WHO), WorkspaceMembersGetResponse)


async def async_methods(client: Attio) -> None:
    assert_type(await client.workspace_members.list_async(), WorkspaceMembersListResponse)
    assert_type(await client.workspace_members.get_async(WHO), WorkspaceMembersGetResponse)


def functions(client: AttioCore) -> None:
    assert_type(workspace_members_list(client), WorkspaceMembersListResponse)
    assert_type(workspace_members_get(client, WHO, timeout_ms=500), WorkspaceMembersGetResponse)


async def async_functions(client: AttioCore) -> None:
    assert_type(await workspace_members_list_async(client), WorkspaceMembersListResponse)
    assert_type(await workspace_members_get_async(client, WHO), WorkspaceMembersGetResponse)


def results(client: Attio) -> None:
    member = client.workspace_members.get(WHO).data
    assert_type(member, WorkspaceMember)
    assert_type(member.id, WorkspaceMemberId)
    assert_type(member.first_name, str)
    assert_type(member.avatar_url, str | None)
    assert_type(member.created_at, dt.datetime)
    if member.access_level == "suspended":
        assert_type(member.email_address, str)
    assert_type(client.workspace_members.list().data, list[WorkspaceMember])
