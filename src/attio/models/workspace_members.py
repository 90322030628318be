# Generated from codegen/spec/workspace_members.yaml by `make generate`; edit that file instead.
"""Models of the parameters and responses of `client.workspace_members`."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from attio._paging.items import ItemList
from attio.models.base import OPEN, Envelope, Model, Timestamp


class WorkspaceMemberId(Model):
    """Id of a workspace member."""

    workspace_id: str
    """Id of the workspace."""
    workspace_member_id: str
    """Id of the member."""


WorkspaceAccessLevel: TypeAlias = Annotated[Literal["admin", "member", "suspended"] | str, OPEN]
"""Access level of a member in the workspace."""


class WorkspaceMember(Model):
    """A current or former user of the workspace."""

    id: WorkspaceMemberId
    """Id of the member."""
    first_name: str
    """First name."""
    last_name: str
    """Last name."""
    avatar_url: str | None
    """URL of a picture of the member."""
    email_address: str
    """E-mail address."""
    created_at: Timestamp
    """Time at which the member was added."""
    access_level: WorkspaceAccessLevel
    """Access level; a member who leaves becomes `suspended` and stays in the list."""


class WorkspaceMembersListResponse(ItemList[WorkspaceMember]):
    """Response to `workspace_members.list`."""

    data: list[WorkspaceMember]
    """The members."""


class WorkspaceMembersGetResponse(Envelope):
    """Response to `workspace_members.get`."""

    data: WorkspaceMember
    """The member."""
