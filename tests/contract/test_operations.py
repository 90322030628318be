"""Every operation in its four forms over real sockets: requests, responses, errors and invalid parameters."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.contract import scripts
from tests.contract.api import StandIn
from tests.contract.forms import ASYNC_FORMS, SYNC_FORMS, Script, find, run, run_async
from tests.contract.golden import load
from tests.contract.table import Form, Golden

GOLDENS = [golden for golden in load() if not golden.special]
SCRIPTS: tuple[Callable[[Golden, StandIn], Script], ...] = (
    scripts.requests,
    scripts.responses,
    scripts.failures,
    scripts.scim_failures,
    scripts.rejected_inputs,
)

every_operation = pytest.mark.parametrize("golden", GOLDENS, ids=lambda golden: golden.function)


@every_operation
@pytest.mark.parametrize("form", SYNC_FORMS)
def test_sync_forms_pass_every_script(golden: Golden, form: Form, api: StandIn) -> None:
    with api.client() as client:
        operation = find(golden, client, form)
        for script in SCRIPTS:
            run(script(golden, api), operation)


@every_operation
@pytest.mark.parametrize("form", ASYNC_FORMS)
@pytest.mark.anyio
async def test_async_forms_pass_every_script(golden: Golden, form: Form, api: StandIn) -> None:
    async with api.client() as client:
        operation = find(golden, client, form)
        for script in SCRIPTS:
            await run_async(script(golden, api), operation)
