from __future__ import annotations

from typing_extensions import assert_never, assert_type

from attio import Attio, AttioCore
from attio.funcs import meta_identify, meta_identify_async
from attio.models import Identity, SelfActive, SelfInactive


def methods(client: Attio) -> None:
    assert_type(client.meta.identify(), Identity)


async def async_methods(client: Attio) -> None:
    assert_type(await client.meta.identify_async(), Identity)


def functions(client: AttioCore) -> None:
    assert_type(meta_identify(client), Identity)


async def async_functions(client: AttioCore) -> None:
    assert_type(await meta_identify_async(client), Identity)


def results(client: Attio) -> None:
    identity = client.meta.identify()
    if identity.active is True:
        assert_type(identity, SelfActive)
        assert_type(identity.workspace_name, str)
        assert_type(identity.exp, int | None)
    else:
        assert_type(identity, SelfInactive)
    match identity:
        case SelfActive(scope=scope):
            assert_type(scope, str)
        case SelfInactive():
            pass
        case _:
            assert_never(identity)
