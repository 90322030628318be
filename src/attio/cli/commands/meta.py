# Generated from codegen/spec/meta.yaml by `make generate`; edit that file instead.
"""Commands of `attio-crm meta`."""

from __future__ import annotations

from attio.cli.data import Command

COMMANDS: dict[str, Command] = {
    "identify": Command(
        call="meta.identify",
        name="meta.identify",
        summary="Get the workspace and the scopes of the access token.",
        text=(
            "Accepts every type of token: API keys, OAuth access tokens and tokens of installed apps.",
            "An unknown, revoked or deleted token is not an error: the response contains only `active`, which is `False`. Check `active` before you read other fields.",
        ),
        parameters=(),
    ),
}
