"""Options of select attributes and statuses of status attributes."""

from __future__ import annotations

from attio.models.base import Model


class StatusId(Model):
    """Id of a status."""

    workspace_id: str
    """Workspace it is in."""
    object_id: str
    """Object or list its attribute belongs to."""
    attribute_id: str
    """Attribute it belongs to."""
    status_id: str
    """Id of the status."""


class Status(Model):
    """A status of a status attribute."""

    id: StatusId
    """Its id."""
    title: str
    """Its title, such as `In Progress`."""
    is_archived: bool
    """Whether it is archived, and so no longer offered."""
    celebration_enabled: bool
    """Whether Attio celebrates when a record reaches it."""
    target_time_in_status: str | None
    """How long a record should stay in it, an ISO 8601 duration such as `P1D`."""


class SelectOptionId(Model):
    """Id of a select option."""

    workspace_id: str
    """Workspace it is in."""
    object_id: str
    """Object or list its attribute belongs to."""
    attribute_id: str
    """Attribute it belongs to."""
    option_id: str
    """Id of the option."""


class SelectOption(Model):
    """An option of a select attribute."""

    id: SelectOptionId
    """Its id."""
    title: str
    """Its title."""
    is_archived: bool
    """Whether it is archived, and so no longer offered."""
