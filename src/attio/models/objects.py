# Generated from codegen/spec/objects.yaml by `make generate`; edit that file instead.
"""Models of the parameters and responses of `client.objects`."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field
from typing_extensions import TypedDict

from attio._paging.items import ItemList
from attio._paging.page import Page
from attio.models.base import Envelope, Model, Timestamp
from attio.models.common import Pagination


class ObjectId(Model):
    """Id of an object."""

    workspace_id: str
    """Id of the workspace."""
    object_id: str
    """Id of the object."""


class Object(Model):
    """A type of records, such as people, companies or a custom object."""

    id: ObjectId
    """Id of the object."""
    api_slug: str | None
    """Slug of the object, in snake case."""
    singular_noun: str | None
    """Singular name, such as `Person`."""
    plural_noun: str | None
    """Plural name, such as `People`."""
    created_at: Timestamp
    """Creation time."""


class ObjectViewId(Model):
    """Id of a saved view of an object."""

    workspace_id: str
    """Id of the workspace."""
    object_id: str
    """Id of the object."""
    view_id: str
    """Id of the view, for `filter_view_id`."""


class ObjectView(Model):
    """A saved view of an object."""

    id: ObjectViewId
    """Id of the view."""
    title: str
    """Title of the view."""
    created_at: Timestamp
    """Creation time."""


class ObjectCreate(TypedDict):
    """An object to create.

    Keys:
        api_slug: str
        singular_noun: str
        plural_noun: str
    """

    api_slug: str
    """Slug of the object, in snake case; unique in the workspace."""
    singular_noun: Annotated[str, Field(min_length=1)]
    """Singular name of the object."""
    plural_noun: Annotated[str, Field(min_length=1)]
    """Plural name of the object."""


class ObjectUpdate(TypedDict, total=False):
    """Changes to an object.

    Keys:
        api_slug: str
        singular_noun: str
        plural_noun: str
    """

    api_slug: str
    """Slug of the object, in snake case; unique in the workspace."""
    singular_noun: Annotated[str, Field(min_length=1)]
    """Singular name of the object."""
    plural_noun: Annotated[str, Field(min_length=1)]
    """Plural name of the object."""


class ObjectsListResponse(ItemList[Object]):
    """Response to `objects.list`."""

    data: list[Object]
    """The objects."""


class ObjectsCreateResponse(Envelope):
    """Response to `objects.create`."""

    data: Object
    """The new object."""


class ObjectsGetResponse(Envelope):
    """Response to `objects.get`."""

    data: Object
    """The object."""


class ObjectsUpdateResponse(Envelope):
    """Response to `objects.update`."""

    data: Object
    """The updated object."""


class ObjectsGetViewsResponse(Page[ObjectView]):
    """Response to `objects.get_views`."""

    data: list[ObjectView]
    """The views of this page."""
    pagination: Pagination
    """Position of the next page."""
