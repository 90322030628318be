"""The token itself: `/v2/self`, the one operation that any token, and none, may call."""

from __future__ import annotations

from attio.sandbox.messages import Response, json_response
from attio.sandbox.provenance import documented
from attio.sandbox.store.rows import Member, Token
from attio.sandbox.workspace import Workspace

RULES = (
    documented("self.fields", "The response is not wrapped in data", "reference: Identify", "meta.identify"),
    documented("self.level", "token_level tells whether a token is a member's or the workspace's",
        "reference: Identify", "meta.identify"),
)  # fmt: skip

SCOPES = (
    "user_management",
    "record_permission",
    "object_configuration",
    "list_entry",
    "list_configuration",
    "public_collection",
    "private_collection",
    "comment",
    "task",
    "note",
    "meeting",
    "call_recording",
    "webhook",
    "file",
    "email",
    "activity_configuration",
    "activity_record",
    "sequence_unsubscribe",
    "scim_management",
)
"""What a token that was not restricted may read and write."""


def identify(workspace: Workspace, token: Token | None) -> Response:
    """Describe a token; one that is unknown is no error but inactive, and the content is not wrapped in `data`."""
    if token is None:
        return json_response({"active": False})
    client_id = token.client_id or token.id
    scopes = sorted(token.scopes) if token.scopes is not None else [f"{scope}:read-write" for scope in SCOPES]
    content: dict[str, object] = {
        "active": True,
        "scope": " ".join(scopes),
        "client_id": client_id,
        "token_type": "Bearer",
        "exp": None,
        "iat": token.issued_at,
        "sub": workspace.id,
        "aud": client_id,
        "iss": "attio.com",
        "token_level": "user" if token.member_id else "workspace",
        "workspace_id": workspace.id,
        "workspace_name": workspace.name,
        "workspace_slug": workspace.slug,
        "workspace_logo_url": None,
        "authorized_by_workspace_member_id": token.authorized_by
        or token.member_id
        or next(iter(workspace.table(Member))).id,
    }
    return json_response(content)
