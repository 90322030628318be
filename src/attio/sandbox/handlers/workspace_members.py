"""Handlers for workspace members."""

from __future__ import annotations

from collections.abc import Iterator

from attio.sandbox.call import Call, Operations
from attio.sandbox.events import Event
from attio.sandbox.messages import Response, data_response
from attio.sandbox.provenance import assumed, documented
from attio.sandbox.store.changes import Change
from attio.sandbox.store.rows import Member
from attio.sandbox.workspace import Workspace

operations = Operations()

_BOTH = ("workspace_members.list", "workspace_members.get")
RULES = (
    documented("members.stay", "Members are never deleted; members who left are suspended",
        "reference: List workspace members", *_BOTH),
    assumed("members.avatar", "avatar_url is null", *_BOTH),
)  # fmt: skip

READ = "user_management:read"


def member_wire(member: Member, workspace: Workspace) -> dict[str, object]:
    """Return a member as JSON values."""
    return {
        "id": {"workspace_id": workspace.id, "workspace_member_id": member.id},
        "first_name": member.first_name,
        "last_name": member.last_name,
        "avatar_url": member.avatar_url,
        "email_address": member.email_address,
        "created_at": member.created_at,
        "access_level": member.access_level,
    }


@operations("workspace_members.list", READ)
def list_members(call: Call) -> Response:
    """List all members, suspended members included."""
    return data_response([member_wire(member, call.workspace) for member in call.workspace.table(Member)])


@operations("workspace_members.get", READ)
def get_member(call: Call) -> Response:
    """Return a member."""
    member = call.row(Member, "workspace_member_id", 'Workspace member with ID "{}" not found.')
    return data_response(member_wire(member, call.workspace))


def _events(change: Change, workspace: Workspace) -> Iterator[Event]:  # noqa: ARG001 - all functions of `EVENTS` have it
    if change.before is None:
        yield Event("workspace-member.created", {"workspace_member_id": change.row.id})


EVENTS = {Member.kind: _events}
