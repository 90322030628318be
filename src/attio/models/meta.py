# Generated from codegen/spec/meta.yaml by `make generate`; edit that file instead.
"""What the operations of `client.meta` take and answer."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from attio.models.base import OPEN, Envelope

TokenLevel: TypeAlias = Annotated[Literal["workspace", "user"] | str, OPEN]
"""For whom a token acts."""


class SelfActive(Envelope):
    """A token that works, and the workspace it is for."""

    active: Literal[True]
    """The token works."""
    scope: str
    """What the token may do: scopes, separated by spaces."""
    client_id: str
    """Id of the app the token was issued to; an API key's own id."""
    token_type: str
    """How to send the token: always `Bearer`."""
    exp: int | None
    """When the token expires, in seconds since 1970; null: never."""
    iat: int
    """When the token was issued, in seconds since 1970."""
    sub: str
    """Whom the token speaks for: the workspace, by its id."""
    aud: str
    """Whom the token is meant for; the same as `client_id`."""
    iss: str
    """Who issued the token: always `attio.com`."""
    token_level: TokenLevel | None = None
    """Whether the token acts for the whole workspace or for one member."""
    workspace_id: str
    """Id of the workspace."""
    workspace_name: str
    """Name of the workspace."""
    workspace_slug: str
    """Slug of the workspace, as in its web addresses."""
    workspace_logo_url: str | None
    """Where the workspace's logo is."""
    authorized_by_workspace_member_id: str | None = None
    """Id of the member who had the token issued; absent if the app got it without one."""


class SelfInactive(Envelope):
    """A token that no longer works, or never did."""

    active: Literal[False]
    """The token does not work."""


Identity: TypeAlias = Annotated[SelfActive | SelfInactive, Field(discriminator="active")]
"""What the access token is, told apart by `active`."""
