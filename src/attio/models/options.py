"""Options of select attributes and statuses of status attributes."""

from __future__ import annotations

from attio.models.base import Model


class StatusId(Model):
    """Id of a status."""

    workspace_id: str
    """Id of the workspace."""
    object_id: str
    """Id of the object or list that the attribute belongs to."""
    attribute_id: str
    """Id of the attribute."""
    status_id: str
    """Id of the status."""


class Status(Model):
    """A status of a status attribute."""

    id: StatusId
    """Id of the status."""
    title: str
    """Title of the status, such as `In Progress`."""
    is_archived: bool
    """Whether the status is archived, and cannot be chosen."""
    celebration_enabled: bool
    """Whether Attio shows a celebration when a record reaches the status."""
    target_time_in_status: str | None
    """Target for the time in this status, as an ISO 8601 duration such as `P1D`; None if there is no target."""


class SelectOptionId(Model):
    """Id of a select option."""

    workspace_id: str
    """Id of the workspace."""
    object_id: str
    """Id of the object or list that the attribute belongs to."""
    attribute_id: str
    """Id of the attribute."""
    option_id: str
    """Id of the option."""


class SelectOption(Model):
    """An option of a select attribute."""

    id: SelectOptionId
    """Id of the option."""
    title: str
    """Title of the option."""
    is_archived: bool
    """Whether the option is archived, and cannot be chosen."""
