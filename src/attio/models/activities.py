# Generated from codegen/spec/activities.yaml by `make generate`; edit that file instead.
"""Models of the parameters and responses of `client.activities`."""

from __future__ import annotations

from typing import Annotated, Literal

from typing_extensions import TypedDict

from attio._paging.page import Page
from attio.models.base import OPEN, Envelope, Model, Timestamp
from attio.models.common import Pagination


class ActivityId(Model):
    """Identifies an activity."""

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
    """Identifies the activity."""
    api_slug: str
    """Slug of the activity, in snake case."""
    singular_noun: str
    """Name of one of its records, such as `Phone call`."""
    plural_noun: str
    """Name of several of its records, such as `Phone calls`."""
    extends: list[ActivitySchema]
    """The schemas that it extends directly."""
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
    """Name of one of its records."""
    plural_noun: str
    """Name of several of its records."""
    extends: Annotated[Literal["activities", "interactions", "calls", "emails"], OPEN]
    """The schema to extend; it cannot be changed later."""


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
    """Name of one of its records."""
    plural_noun: str
    """Name of several of its records."""


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
