"""Deadlines hold however slowly a server sends any part of its response."""

from __future__ import annotations

import time

import pytest

from attio import RetryConfig, errors
from tests.faults.drips import DRIPS, dripping, overrun
from tests.faults.stage import FAST, OWN, STAGES, Call, Stage, send
from tests.server import Connection, Server

PAUSE = 0.03
DEADLINE = 0.15
SLACK = 1.0
"""Seconds by which a busy machine may react late."""


CASES = [(stage, drip) for stage in STAGES for drip in DRIPS if stage in OWN or drip in {"headers", "chunk size"}]
"""A client that is passed in reads responses the same way, so two parts of the response are enough for it."""


@pytest.mark.parametrize(("stage", "drip"), CASES, ids=str)
def test_a_deadline_holds_while_a_response_drips(server: Server, stage: Stage, drip: str) -> None:
    assert -0.01 < overrun(server, stage, DRIPS[drip], pause=PAUSE, deadline=DEADLINE) < SLACK


@pytest.mark.parametrize("stage", OWN, ids=str)
def test_a_deadline_covers_attempts_and_the_pauses_between(server: Server, stage: Stage) -> None:
    for _ in range(2):
        server.step(_fail_late)
    server.step(dripping(DRIPS["headers"], pause=PAUSE, lasting=3))

    async def work(call: Call) -> None:
        began = time.monotonic()
        with pytest.raises(errors.RequestTimeoutError) as caught:
            await send(call, "read", deadline_ms=500)
        assert 0.45 < time.monotonic() - began < 0.5 + SLACK
        assert (caught.value.attempts, caught.value.outcome) == (3, "unknown")

    stage.run(server.url, work, retry_config=FAST)


def _fail_late(connection: Connection) -> None:
    connection.receive()
    time.sleep(0.1)
    connection.close()


@pytest.mark.parametrize("stage", OWN, ids=str)
def test_a_deadline_holds_while_a_server_reads_slowly(server: Server, stage: Stage) -> None:
    """An upload has no default deadline; an explicit one covers sending, too."""
    server.step(_read_slowly)

    async def work(call: Call) -> None:
        began = time.monotonic()
        with pytest.raises(errors.RequestTimeoutError) as caught:
            await call("files.upload", file=("a", bytes(1 << 25)), object="people", record_id="r", deadline_ms=400)
        assert 0.35 < time.monotonic() - began < 0.4 + SLACK
        assert (caught.value.attempts, caught.value.outcome) == (1, "unknown")

    stage.run(server.url, work)


def _read_slowly(connection: Connection) -> None:
    enough = time.monotonic() + 3
    while time.monotonic() < enough and connection.socket.recv(1 << 18):
        time.sleep(0.05)
    connection.close()


@pytest.mark.parametrize("drip", DRIPS)
@pytest.mark.parametrize("stage", OWN, ids=str)
def test_a_timeout_bounds_a_whole_attempt(server: Server, stage: Stage, drip: str) -> None:
    server.step(dripping(DRIPS[drip], pause=PAUSE, lasting=3))

    async def work(call: Call) -> None:
        began = time.monotonic()
        with pytest.raises(errors.RequestTimeoutError, match=r"did not respond within 0\.3 s") as caught:
            await send(call, "read", timeout_ms=300, retries=RetryConfig(strategy="none"))
        assert 0.25 < time.monotonic() - began < 0.3 + SLACK
        assert (caught.value.attempts, caught.value.operation) == (1, "records.get")

    stage.run(server.url, work)
