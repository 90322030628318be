"""Sends calls of each kind into a fault, each followed by a successful call."""

from __future__ import annotations

import copy
import pickle
import threading
from collections.abc import Sequence
from typing import Any

from attio import AttioSDKError
from tests.faults.stage import Call, record, send
from tests.faults.table import KINDS, Fault, Kind
from tests.server import PATIENCE, Connection, Server

SHORT_MS = 150
"""Timeout for faults in which the server stops responding."""
LONG_MS = 10_000


async def send_each_kind(call: Call, server: Server, fault: Fault, kinds: Sequence[Kind] = KINDS) -> None:
    """Send a call of each kind into a fault, and a successful call after each."""
    for kind in kinds:
        await send_into(call, server, fault, kind)
        # A create is not retried, so a broken connection that the fault left in the pool would make it fail.
        server.step(lambda connection: respond_correctly(connection, "after"))
        options: dict[str, Any] = {"server_url": server.url, "timeout_ms": LONG_MS}
        after = await send(call, "create", **options)
        assert (after.data.id.record_id, after.http.attempts) == ("after", 1)


async def send_into(call: Call, server: Server, fault: Fault, kind: Kind) -> None:
    """Send a call into a fault, and check its outcome and the number of requests."""
    attempts = fault.attempts(kind)
    played = threading.Semaphore(0)
    for _ in range(attempts if fault.listens else 0):
        server.step(lambda connection: play(connection, fault, played))
    try:
        result = await send(call, kind, "met")
    except AttioSDKError as error:
        check_error(error, fault, attempts)
    else:
        assert fault.error is None
        assert result.data.id.record_id == "met"
        assert result.http.attempts == 1
    for _ in range(attempts if fault.listens else 0):
        assert played.acquire(timeout=PATIENCE)


def play(connection: Connection, fault: Fault, played: threading.Semaphore) -> None:
    try:
        if fault.reads:
            connection.receive()
        fault.play(connection, record("met"))
    finally:
        played.release()


def respond_correctly(connection: Connection, key: str) -> None:
    connection.receive()
    connection.send(record(key).encode())


def check_error(error: AttioSDKError, fault: Fault, attempts: int) -> None:
    assert fault.error is not None, error
    # Errors of the API have subclasses for single operations; errors of the transport do not.
    assert isinstance(error, fault.error)
    assert (error.outcome, error.attempts) == (fault.outcome, attempts), error
    assert error.operation in {"records.get", "records.assert", "records.create"}
    for twin in (pickle.loads(pickle.dumps(error)), copy.copy(error), copy.deepcopy(error)):
        assert (type(twin), str(twin), twin.outcome) == (type(error), str(error), error.outcome)
