"""`/v2/self`, which describes a token. The only operation that does not need a valid token."""

from __future__ import annotations

from attio.sandbox.messages import Response, json_response
from attio.sandbox.provenance import documented
from attio.sandbox.store.rows import Member, Token
from attio.sandbox.workspace import Workspace

RULES = (
    documented("self.fields", "The response is not wrapped in data", "reference: Identify", "meta.identify"),
    documented("self.level", "token_level is user for a token of a member, and workspace for a token of the workspace",
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
"""Resources of scopes, each with `:read` and `:read-write`. An unrestricted token has all of them."""


def identify(workspace: Workspace, token: Token | None) -> Response:
    """Return the description of a token. A missing or unknown token is not an error, but inactive."""
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
