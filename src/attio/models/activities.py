# Generated from codegen/spec/activities.yaml by `make generate`; edit that file instead.
"""What the operations of `client.activities` take and answer."""

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
    """A schema that gives its attributes to the activities that extend it."""

    schema_id: str
    """Id of the schema."""
    schema_slug: str
    """Slug of the schema, such as `calls`."""


class Activity(Model):
    """A kind of event that can be logged, such as phone calls."""

    id: ActivityId
    """Identifies the activity."""
    api_slug: str
    """Slug of the activity, in snake case."""
    singular_noun: str
    """What one of its records is called, such as `Phone call`."""
    plural_noun: str
    """What several of its records are called, such as `Phone calls`."""
    extends: list[ActivitySchema]
    """The schemas it directly has attributes from."""
    is_system_activity: bool
    """Whether Attio defines it."""
    created_at: Timestamp
    """When it was created."""


class ActivityCreate(TypedDict):
    """An activity to create."""

    api_slug: str
    """Slug of the activity, in snake case; no other activity may have it."""
    singular_noun: str
    """What one of its records is called."""
    plural_noun: str
    """What several of its records are called."""
    extends: Annotated[Literal["activities", "interactions", "calls", "emails"], OPEN]
    """The schema to get attributes from; this cannot change later."""


class ActivityUpdate(TypedDict, total=False):
    """What to change about an activity."""

    api_slug: str
    """Slug of the activity, in snake case; no other activity may have it."""
    singular_noun: str
    """What one of its records is called."""
    plural_noun: str
    """What several of its records are called."""


class ActivitiesListResponse(Page[Activity]):
    """Answer to `activities.list`."""

    data: list[Activity]
    """The activities of this page."""
    pagination: Pagination
    """Where the next page begins."""


class ActivitiesCreateResponse(Envelope):
    """Answer to `activities.create`."""

    data: Activity
    """The new activity."""


class ActivitiesGetResponse(Envelope):
    """Answer to `activities.get`."""

    data: Activity
    """The activity."""


class ActivitiesUpdateResponse(Envelope):
    """Answer to `activities.update`."""

    data: Activity
    """The activity as it is now."""
