"""Events of a workspace, as webhooks report them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from attio.sandbox.store.rows import Actor


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened; ids only, never values."""

    type: str
    ids: Mapping[str, str]
    """Parts of its id besides that of the workspace."""
    extra: Mapping[str, str | None] = field(default_factory=dict[str, "str | None"])
    """What stands beside the id, such as `parent_record_id`."""

    def wire(self, workspace_id: str, actor: Actor) -> dict[str, object]:
        """Return the event as a delivery carries it."""
        ids = {"workspace_id": workspace_id, **self.ids}
        return {"event_type": self.type, "id": ids, **self.extra, "actor": actor.wire()}
