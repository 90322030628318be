# Generated from codegen/spec/activity_records.yaml by `make generate`; edit that file instead.
"""Models of the parameters and responses of `client.activity_records`."""

from __future__ import annotations

from typing_extensions import TypedDict

from attio._paging.page import Page
from attio.models.base import Envelope, Model, Timestamp
from attio.models.reading import HasValues
from attio.models.values import AttributeValue
from attio.models.writing import WriteValues


class ActivityRecordId(Model):
    """Id of an activity record."""

    workspace_id: str
    """Id of the workspace."""
    activity_id: str
    """Id of the activity."""
    record_id: str
    """Id of the activity record."""


class ActivityRecord(HasValues):
    """A logged event, such as one phone call."""

    id: ActivityRecordId
    """Id of the activity record."""
    created_at: Timestamp
    """Time at which the activity was logged."""
    values: dict[str, list[AttributeValue]]
    """Values by attribute slug; an empty list for an attribute without a value."""


class ActivityRecordWrite(TypedDict):
    """Values to write to an activity record.

    Keys:
        values: WriteValues
    """

    values: WriteValues
    """Values by attribute slug or id. A multiselect attribute needs a list, even for one value."""


class ActivityRecordsQueryResponse(Page[ActivityRecord]):
    """Response to `activity_records.query`."""

    data: list[ActivityRecord]
    """The activity records of this page."""


class ActivityRecordsCreateResponse(Envelope):
    """Response to `activity_records.create`."""

    data: ActivityRecord
    """The new activity record."""


class ActivityRecordsAssertResponse(Envelope):
    """Response to `activity_records.assert`."""

    data: ActivityRecord
    """The updated or new activity record."""


class ActivityRecordsGetResponse(Envelope):
    """Response to `activity_records.get`."""

    data: ActivityRecord
    """The activity record."""


class ActivityRecordsUpdateResponse(Envelope):
    """Response to `activity_records.update`."""

    data: ActivityRecord
    """The updated activity record."""


class ActivityRecordsUpdateAppendResponse(Envelope):
    """Response to `activity_records.update_append`."""

    data: ActivityRecord
    """The updated activity record."""
