"""The fault matrix: every fault, for a read, an upsert and a create, on every driver, with every HTTP client."""

from __future__ import annotations

import pytest

from tests.faults.matrix import LONG_MS, SHORT_MS, send_each_kind
from tests.faults.stage import STAGES, Call, Stage
from tests.faults.table import FAULTS, Fault
from tests.server import Server


@pytest.mark.parametrize("fault", FAULTS, ids=str)
@pytest.mark.parametrize("stage", STAGES, ids=str)
def test_every_fault_has_its_documented_effect(server: Server, stage: Stage, fault: Fault) -> None:
    with Server() as gone:
        nowhere = gone.url

    async def work(call: Call) -> None:
        await send_each_kind(call, server, fault)

    url = server.url if fault.listens else nowhere
    stage.run(url, work, timeout_ms=SHORT_MS if fault.slow else LONG_MS)
    server.wait_for_connections(0)
