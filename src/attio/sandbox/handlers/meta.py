"""The token itself: `/v2/self`, the one operation that any token, and none, may call."""

from __future__ import annotations

from attio.sandbox.messages import Response, json_response
from attio.sandbox.store import Store, Token

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
)
"""What a token that was not restricted may read and write."""


def identify(store: Store, token: Token | None) -> Response:
    """Describe a token; one that is unknown is no error but inactive, and the content is not wrapped in `data`."""
    if token is None:
        return json_response({"active": False})
    scopes = sorted(token.scopes) if token.scopes is not None else [f"{scope}:read-write" for scope in SCOPES]
    content: dict[str, object] = {
        "active": True,
        "scope": " ".join(scopes),
        "client_id": token.id,
        "token_type": "Bearer",
        "exp": None,
        "iat": token.issued_at,
        "sub": store.workspace_id,
        "aud": token.id,
        "iss": "attio.com",
        "token_level": "user" if token.member else "workspace",
        "workspace_id": store.workspace_id,
        "workspace_name": store.workspace_name,
        "workspace_slug": store.workspace_slug,
        "workspace_logo_url": None,
        "authorized_by_workspace_member_id": (token.member or next(iter(store.members.values()))).id,
    }
    return json_response(content)
