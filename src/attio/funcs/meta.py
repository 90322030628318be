# Generated from codegen/spec/meta.yaml by `make generate`; edit that file instead.
"""Standalone functions of `client.meta`."""

from __future__ import annotations

from pydantic import ConfigDict, TypeAdapter
from typing_extensions import Unpack

from attio._call.operation import Caller, Operation, explained
from attio._call.options import RequestOptions
from attio.models.base import Params
from attio.models.meta import Identity


class MetaIdentifyParams(Params):
    """Parameters of `meta.identify`."""


META_IDENTIFY_ADAPTER: TypeAdapter[Identity] = TypeAdapter(Identity, config=ConfigDict(defer_build=True))

META_IDENTIFY = Operation(
    name="meta.identify",
    method="GET",
    path="/v2/self",
    params=MetaIdentifyParams,
    response=META_IDENTIFY_ADAPTER,
    idempotent=True,
    budgets=("read",),
)


@explained
def meta_identify(client: Caller, **options: Unpack[RequestOptions]) -> Identity:
    """Get the workspace and the scopes of the access token.

    Accepts every type of token: API keys, OAuth access tokens and tokens of installed apps.

    An unknown, revoked or deleted token is not an error: the response contains only `active`, which is `False`.
    Check `active` before you read other fields.

    Args:
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The workspace and the scopes of the token. An inactive token has only `active`, which is `False`.

    Raises:
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        identity = client.meta.identify()
        if identity.active is True:
            print(identity.workspace_name, identity.scope)
    """
    return client._call(META_IDENTIFY, {}, options)


@explained
async def meta_identify_async(client: Caller, **options: Unpack[RequestOptions]) -> Identity:
    """Get the workspace and the scopes of the access token.

    Accepts every type of token: API keys, OAuth access tokens and tokens of installed apps.

    An unknown, revoked or deleted token is not an error: the response contains only `active`, which is `False`.
    Check `active` before you read other fields.

    Args:
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The workspace and the scopes of the token. An inactive token has only `active`, which is `False`.

    Raises:
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        identity = await client.meta.identify_async()
        if identity.active is True:
            print(identity.workspace_name, identity.scope)
    """
    return await client._call_async(META_IDENTIFY, {}, options)
