# Generated from codegen/spec/activities.yaml by `make generate`; edit that file instead.
"""Models of the parameters and responses of `client.activities`."""

from __future__ import annotations

from typing import Annotated, Literal

from typing_extensions import TypedDict

from attio._paging.page import Page
from attio.models.base import OPEN, Envelope, Model, Timestamp
from attio.models.common import Pagination


class ActivityId(Model):
    """Id of an activity."""

    workspace_id: str
    """Id of the workspace."""
    activity_id: str
    """Id of the activity."""


class ActivitySchema(Model):
    """A schema whose attributes an activity inherits."""

    schema_id: str
    """Id of the schema."""
    schema_slug: str
    """Slug of the schema, such as `calls`."""


class Activity(Model):
    """A type of event that can be logged, such as phone calls."""

    id: ActivityId
    """Id of the activity."""
    api_slug: str
    """Slug of the activity, in snake case."""
    singular_noun: str
    """Singular name, such as `Phone call`."""
    plural_noun: str
    """Plural name, such as `Phone calls`."""
    extends: list[ActivitySchema]
    """Schemas that the activity extends directly."""
    is_system_activity: bool
    """Whether Attio defines the activity."""
    created_at: Timestamp
    """Creation time."""


class ActivityCreate(TypedDict):
    """An activity to create.

    Keys:
        api_slug: str
        singular_noun: str
        plural_noun: str
        extends: Literal['activities', 'interactions', 'calls', 'emails']
    """

    api_slug: str
    """Slug of the activity, in snake case; unique in the workspace."""
    singular_noun: str
    """Singular name of the activity."""
    plural_noun: str
    """Plural name of the activity."""
    extends: Annotated[Literal["activities", "interactions", "calls", "emails"], OPEN]
    """Schema to extend. It cannot be changed later."""


class ActivityUpdate(TypedDict, total=False):
    """Changes to an activity.

    Keys:
        api_slug: str
        singular_noun: str
        plural_noun: str
    """

    api_slug: str
    """Slug of the activity, in snake case; unique in the workspace."""
    singular_noun: str
    """Singular name of the activity."""
    plural_noun: str
    """Plural name of the activity."""


class ActivitiesListResponse(Page[Activity]):
    """Response to `activities.list`."""

    data: list[Activity]
    """The activities of this page."""
    pagination: Pagination
    """Position of the next page."""


class ActivitiesCreateResponse(Envelope):
    """Response to `activities.create`."""

    data: Activity
    """The new activity."""


class ActivitiesGetResponse(Envelope):
    """Response to `activities.get`."""

    data: Activity
    """The activity."""


class ActivitiesUpdateResponse(Envelope):
    """Response to `activities.update`."""

    data: Activity
    """The updated activity."""
