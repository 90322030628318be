# Generated from codegen/spec/lists.yaml by `make generate`; edit that file instead.
"""Models of the parameters and responses of `client.lists`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal, TypeAlias

from typing_extensions import TypedDict

from attio._paging.items import ItemList
from attio._paging.page import Page
from attio.models.base import OPEN, Envelope, Model, Timestamp
from attio.models.common import Pagination
from attio.models.values import Actor

ListAccessInput: TypeAlias = Annotated[Literal["full-access", "read-and-write", "read-only"], OPEN]
"""Access level for a list."""


ListAccess: TypeAlias = Annotated[ListAccessInput | str, OPEN]
"""Access level for a list. The API may add values."""


class ListId(Model):
    """Id of a list."""

    workspace_id: str
    """Id of the workspace."""
    list_id: str
    """Id of the list."""


class ListMemberAccess(Model):
    """Access level of one member for a list."""

    workspace_member_id: str
    """Id of the member."""
    level: ListAccess
    """Access level of the member."""


class List(Model):
    """A list of records, such as a pipeline."""

    id: ListId
    """Id of the list."""
    api_slug: str
    """Slug of the list."""
    name: str
    """Name of the list."""
    parent_object: list[str]
    """Slugs or ids of the objects whose records the list can contain; only some old lists have more than one."""
    workspace_access: ListAccess | None
    """Access level of every member; `None` if only the members in `workspace_member_access` have access."""
    workspace_member_access: list[ListMemberAccess]
    """Access levels of individual members."""
    created_by_actor: Actor
    """Actor that created the list."""
    created_at: Timestamp
    """Creation time."""


class ListViewId(Model):
    """Id of a saved view of a list."""

    workspace_id: str
    """Id of the workspace."""
    list_id: str
    """Id of the list."""
    view_id: str
    """Id of the view, for `filter_view_id`."""


class ListView(Model):
    """A saved view of a list."""

    id: ListViewId
    """Id of the view."""
    title: str
    """Title of the view."""
    created_at: Timestamp
    """Creation time."""


class ListMemberAccessInput(TypedDict):
    """Access level to grant to one member.

    Keys:
        workspace_member_id: str
        level: ListAccessInput
    """

    workspace_member_id: str
    """Id of the member."""
    level: ListAccessInput
    """Access level of the member."""


class ListCreate(TypedDict):
    """A list to create.

    Keys:
        name: str
        api_slug: str
        parent_object: str
        workspace_access: ListAccessInput | None
        workspace_member_access: Sequence[ListMemberAccessInput]
    """

    name: str
    """Name of the list."""
    api_slug: str
    """Slug of the list, in snake case; unique in the workspace."""
    parent_object: str
    """Slug or id of the object whose records the list contains; it can be changed later only in the app."""
    workspace_access: ListAccessInput | None
    """Access level of every member; with `None`, only the members in `workspace_member_access` have access."""
    workspace_member_access: Sequence[ListMemberAccessInput]
    """Access levels of individual members; may be empty."""


class ListUpdate(TypedDict, total=False):
    """Changes to a list.

    Keys:
        name: str
        api_slug: str
        workspace_access: ListAccessInput | None
        workspace_member_access: Sequence[ListMemberAccessInput]
    """

    name: str
    """Name of the list."""
    api_slug: str
    """Slug of the list, in snake case; unique in the workspace."""
    workspace_access: ListAccessInput | None
    """Access level of every member; with `None`, only the members in `workspace_member_access` have access."""
    workspace_member_access: Sequence[ListMemberAccessInput]
    """Access levels of individual members; may be empty."""


class ListsListResponse(ItemList[List]):
    """Response to `lists.list`."""

    data: list[List]
    """All lists."""


class ListsCreateResponse(Envelope):
    """Response to `lists.create`."""

    data: List
    """The new list."""


class ListsGetResponse(Envelope):
    """Response to `lists.get`."""

    data: List
    """The list."""


class ListsUpdateResponse(Envelope):
    """Response to `lists.update`."""

    data: List
    """The updated list."""


class ListsGetViewsResponse(Page[ListView]):
    """Response to `lists.get_views`."""

    data: list[ListView]
    """The views of this page."""
    pagination: Pagination
    """Position of the next page."""
