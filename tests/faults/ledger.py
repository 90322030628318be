"""A server that fails one request in five and records what it did, to compare with the reports of the SDK."""

from __future__ import annotations

import random
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import anyio
import httpx

from attio import Attio, AttioSDKError, HTTPClient
from attio.errors import Outcome
from tests.drivers import Driver
from tests.faults.load import in_threads
from tests.faults.stage import FAST, TOKEN, Call, record, send
from tests.faults.table import FAULTS, MOST_BYTES, Fault, Kind
from tests.server import Connection, Server, Step

PLAYED: Sequence[Fault] = [fault for fault in FAULTS if fault.listens]
CALLERS = 32
TIMEOUT_MS = 500

Verdict: TypeAlias = Outcome | str
"""How a call ended: `done`, or the outcome of its error."""


@dataclass
class Entry:
    """What the server recorded about one key."""

    received: int = 0
    carried_out: int = 0
    unclear: bool = False
    """Whether a response may not have arrived."""
    repeated: int = 0
    """How many requests followed such a response."""


@dataclass
class LedgerServer(Server):
    """Plays a random fault for a share of the requests, and keeps a ledger of all requests."""

    share: float = 0.2
    seed: int = 0
    entries: dict[str, Entry] = field(default_factory=dict[str, Entry])

    def __post_init__(self) -> None:
        super().__post_init__()
        self._dice = random.Random(self.seed)
        self._ledger_lock = threading.Lock()

    def _next_step(self) -> Step:
        return self._respond

    def _respond(self, connection: Connection) -> None:
        with self._ledger_lock:
            fault = self._dice.choice(PLAYED) if self._dice.random() < self.share else None
        if fault is not None and not fault.reads:
            fault.play(connection, record(""))
            return
        body: Any = connection.receive().json()
        key: str = body["data"]["values"]["key"]
        self._note(key, fault)
        if fault is None:
            connection.send(record(key).encode())
        else:
            fault.play(connection, record(key))

    def _note(self, key: str, fault: Fault | None) -> None:
        with self._ledger_lock:
            entry = self.entries.setdefault(key, Entry())
            entry.received += 1
            entry.repeated += entry.unclear
            if fault is None or fault.carried_out == "always":
                entry.carried_out += 1
            elif fault.carried_out == "maybe":
                entry.carried_out += self._dice.random() < 0.5
            if fault is not None and fault.outcome in ("accepted", "unknown"):
                entry.unclear = True


@dataclass(frozen=True)
class Report:
    """What the SDK reported about one call."""

    key: str
    verdict: Verdict
    attempts: int


def false_reports(kind: Kind, reports: Iterable[Report], entries: dict[str, Entry]) -> list[str]:
    """Compare the reports with the ledger, and return the contradictions."""
    problems: list[str] = []
    for report in reports:
        entry = entries.get(report.key, Entry())
        happened = entry.carried_out > 0
        if report.verdict in ("done", "accepted") and not happened:
            problems.append(f"{report} was not carried out")
        if report.verdict in ("rejected", "not_sent") and happened:
            problems.append(f"{report} was carried out")
        if kind == "create" and entry.carried_out > 1:
            problems.append(f"{report} was carried out {entry.carried_out} times")
        if kind == "create" and entry.repeated:
            problems.append(f"{report} was sent again after an uncertain response")
    return problems


@dataclass
class Trial:
    """Many calls of one kind against one ledger."""

    kind: Kind
    server: LedgerServer
    nowhere: int
    """A port without a server, to which some attempts are sent."""
    reports: list[Report] = field(default_factory=list[Report])

    def client(self) -> Attio:
        """Return a client that sends one attempt in a hundred to a port without a server."""
        dice, lock = random.Random(self.server.seed), threading.Lock()

        def mislead(request: httpx.Request) -> None:
            with lock:
                if dice.random() < 0.01:
                    request.url = request.url.copy_with(port=self.nowhere)

        return Attio(
            TOKEN,
            server_url=self.server.url,
            http_client=HTTPClient(max_connections=CALLERS).add_hook("before_request", mislead),
            retry_config=FAST,
            timeout_ms=TIMEOUT_MS,
            max_response_bytes=MOST_BYTES,
        )

    async def call_once(self, call: Call, key: str) -> None:
        """Make one call, and record its outcome."""
        try:
            result = await send(call, self.kind, key)
        except AttioSDKError as error:
            self.reports.append(Report(key, error.outcome, error.attempts))
        else:
            assert result.data.id.record_id == key, "this is the result of another call"
            self.reports.append(Report(key, "done", result.http.attempts))

    def run(self, driver: Driver, count: int) -> None:
        """Make `count` calls, from threads or from tasks."""
        client = self.client()
        with client._http, client:
            if driver.side == "sync":
                in_threads(CALLERS, lambda number: self._sync_share(client, number, count))
            else:
                driver.run(client, lambda call: self._tasks(call, count))

    def _sync_share(self, client: Attio, number: int, count: int) -> None:
        function: dict[Kind, Callable[..., Any]] = {
            "create": client.records.create,
            "upsert": client.records.assert_,
        }

        async def call(_: str, *args: Any, **params: Any) -> Any:
            return function[self.kind](*args, **params)

        for index in range(number, count, CALLERS):
            finish(self.call_once(call, f"{number}-{index}"))

    async def _tasks(self, call: Call, count: int) -> None:
        async def share(number: int) -> None:
            for index in range(number, count, CALLERS):
                await self.call_once(call, f"{number}-{index}")

        async with anyio.create_task_group() as tasks:
            for number in range(CALLERS):
                tasks.start_soon(share, number)

    def summary(self) -> Counter[Verdict]:
        """Count the calls by verdict."""
        return Counter(report.verdict for report in self.reports)


def finish(work: Any) -> None:
    """Run a coroutine that never waits."""
    try:
        work.send(None)
    except StopIteration:
        return
    message = "it waited"
    raise AssertionError(message)


def storm(driver: Driver, calls: int, callers: int = 8, url: str | None = None) -> int:
    """Send reads to a port without a server, or to `url`; return the total number of attempts."""
    attempts: list[object] = []
    if url is None:
        with Server() as gone:
            url = gone.url
    http = HTTPClient().add_hook("before_request", lambda _: attempts.append(None))
    with http, Attio(TOKEN, server_url=url, http_client=http, retry_config=FAST) as client:

        def share(_: int) -> None:
            for _ in range(calls // callers):
                with suppress(AttioSDKError):
                    client.meta.identify()

        async def main(call: Call) -> None:
            for _ in range(calls // callers * callers):
                with suppress(AttioSDKError):
                    await call("meta.identify")

        if driver.side == "sync":
            in_threads(callers, share)
        else:
            driver.run(client, main)
    return len(attempts)
