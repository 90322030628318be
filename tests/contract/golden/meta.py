"""Meta: the owner and the scopes of the token."""

from __future__ import annotations

from tests.contract.table import Case, Golden, Response, nullable, open_enum, optional

ACTIVE = {
    "active": True,
    "scope": "object_configuration:read record_permission:read-write",
    "client_id": "5e9d2c61-70a4-4b8e-9f13-a2b4c6d8e004",
    "token_type": open_enum("Bearer"),
    "exp": nullable(None),
    "iat": 1764000000,
    "sub": "1a2b3c4d-5e6f-4071-8293-a4b5c6d7e805",
    "aud": "5e9d2c61-70a4-4b8e-9f13-a2b4c6d8e004",
    "iss": open_enum("attio.com"),
    "token_level": optional(open_enum("workspace")),
    "workspace_id": "6f3c1f0a-9b7e-4a55-8f0d-2f4d7a1b9c01",
    "workspace_name": "Brightside",
    "workspace_slug": "brightside",
    "workspace_logo_url": nullable(None),
    "authorized_by_workspace_member_id": optional("1a2b3c4d-5e6f-4071-8293-a4b5c6d7e805"),
}
USER_LEVEL = {
    **ACTIVE,
    "exp": nullable(1795536000),
    "token_level": optional(open_enum("user")),
    "workspace_logo_url": nullable("https://assets.example.com/brightside/logo.png"),
}
WITHOUT_MEMBER = {key: value for key, value in ACTIVE.items() if key != "authorized_by_workspace_member_id"}

IDENTIFY = Golden(
    function="meta_identify",
    member="meta.identify",
    method="GET",
    template="/v2/self",
    model="SelfActive",
    idempotent=True,
    cases=(Case("minimal", "/v2/self"),),
    responses=(
        Response("workspace token", ACTIVE),
        Response("user token", USER_LEVEL),
        Response("token of an app", WITHOUT_MEMBER),
        Response("unknown token", {"active": False}, model="SelfInactive"),
    ),
)

GOLDENS = (IDENTIFY,)
