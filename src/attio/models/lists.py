# Generated from codegen/spec/lists.yaml by `make generate`; edit that file instead.
"""What the operations of `client.lists` take and answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal, TypeAlias

from typing_extensions import TypedDict

from attio._paging.page import Page
from attio.models.base import OPEN, Envelope, Model, Timestamp
from attio.models.common import Pagination
from attio.models.values import Actor

ListAccessInput: TypeAlias = Annotated[Literal["full-access", "read-and-write", "read-only"], OPEN]
"""How much somebody may do with a list."""


ListAccess: TypeAlias = Annotated[ListAccessInput | str, OPEN]
"""How much somebody may do with a list. The API may add to these."""


class ListId(Model):
    """Identifies a list."""

    workspace_id: str
    """Id of the workspace."""
    list_id: str
    """Id of the list."""


class ListMemberAccess(Model):
    """What one member may do with a list."""

    workspace_member_id: str
    """Id of the member."""
    level: ListAccess
    """What the member may do."""


class List(Model):
    """A list that records are put in, such as a pipeline."""

    id: ListId
    """Identifies the list."""
    api_slug: str
    """Slug of the list."""
    name: str
    """What the app calls the list."""
    parent_object: list[str]
    """Slugs or ids of the objects whose records it can hold; one, but some old lists have more."""
    workspace_access: ListAccess | None
    """What every member may do; null if only those named in `workspace_member_access` have access."""
    workspace_member_access: list[ListMemberAccess]
    """What single members may do."""
    created_by_actor: Actor
    """Who or what created it."""
    created_at: Timestamp
    """When it was created."""


class ListViewId(Model):
    """Identifies a saved view of a list."""

    workspace_id: str
    """Id of the workspace."""
    list_id: str
    """Id of the list."""
    view_id: str
    """Id of the view, for `filter_view_id`."""


class ListView(Model):
    """A view of a list that someone saved."""

    id: ListViewId
    """Identifies the view."""
    title: str
    """What the app calls the view."""
    created_at: Timestamp
    """When it was saved."""


class ListMemberAccessInput(TypedDict):
    """What one member shall be able to do with a list."""

    workspace_member_id: str
    """Id of the member."""
    level: ListAccessInput
    """What the member may do."""


class ListCreate(TypedDict):
    """A list to create."""

    name: str
    """What the app calls the list."""
    api_slug: str
    """Slug of the list, in snake case; no other list may have it."""
    parent_object: str
    """Slug or id of the object whose records it will hold; only the app can change this later."""
    workspace_access: ListAccessInput | None
    """What every member may do; `None` gives access only to those in `workspace_member_access`."""
    workspace_member_access: Sequence[ListMemberAccessInput]
    """What single members may do; an empty list names none."""


class ListUpdate(TypedDict, total=False):
    """What to change about a list."""

    name: str
    """What the app calls the list."""
    api_slug: str
    """Slug of the list, in snake case; no other list may have it."""
    workspace_access: ListAccessInput | None
    """What every member may do; `None` gives access only to those in `workspace_member_access`."""
    workspace_member_access: Sequence[ListMemberAccessInput]
    """What single members may do; an empty list names none."""


class ListsListResponse(Envelope):
    """Answer to `lists.list`."""

    data: list[List]
    """The lists."""


class ListsCreateResponse(Envelope):
    """Answer to `lists.create`."""

    data: List
    """The new list."""


class ListsGetResponse(Envelope):
    """Answer to `lists.get`."""

    data: List
    """The list."""


class ListsUpdateResponse(Envelope):
    """Answer to `lists.update`."""

    data: List
    """The list as it is now."""


class ListsGetViewsResponse(Page[ListView]):
    """Answer to `lists.get_views`."""

    data: list[ListView]
    """The views of this page."""
    pagination: Pagination
    """Where the next page begins."""
