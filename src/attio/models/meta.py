# Generated from codegen/spec/meta.yaml by `make generate`; edit that file instead.
"""Models of the parameters and responses of `client.meta`."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from attio.models.base import OPEN, Envelope

TokenLevel: TypeAlias = Annotated[Literal["workspace", "user"] | str, OPEN]
"""Whether a token acts for a workspace or a member."""


class SelfActive(Envelope):
    """An active token and its workspace."""

    active: Literal[True]
    """Always `True`."""
    scope: str
    """Scopes of the token, separated by spaces."""
    client_id: str
    """Id of the app that the token was issued to; for an API key, the id of the key."""
    token_type: str
    """Type of the token: always `Bearer`."""
    exp: int | None
    """Expiry time in seconds since 1970; `None` if the token does not expire."""
    iat: int
    """Issue time in seconds since 1970."""
    sub: str
    """Subject of the token: the id of the workspace."""
    aud: str
    """Audience of the token; equals `client_id`."""
    iss: str
    """Issuer of the token: always `attio.com`."""
    token_level: TokenLevel | None = None
    """Whether the token acts for the whole workspace or for one member."""
    workspace_id: str
    """Id of the workspace."""
    workspace_name: str
    """Name of the workspace."""
    workspace_slug: str
    """Slug of the workspace, as in its URLs."""
    workspace_logo_url: str | None
    """URL of the workspace's logo."""
    authorized_by_workspace_member_id: str | None = None
    """Id of the member who authorized the token; `None` if no member did."""


class SelfInactive(Envelope):
    """An unknown, revoked or deleted token."""

    active: Literal[False]
    """Always `False`."""


Identity: TypeAlias = Annotated[SelfActive | SelfInactive, Field(discriminator="active")]
"""Information about the access token; `active` distinguishes the variants."""
