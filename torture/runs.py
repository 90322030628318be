"""The long runs: threads, processes, cancellations, leaks and fuzzing."""

from __future__ import annotations

import gc
import multiprocessing
import warnings
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from itertools import product

import anyio

from attio import Attio
from attio._call.quota import Quota
from tests.drivers import DRIVERS, Driver
from tests.faults import cancel, drips, floods, hostile, ledger, processes, random_calls
from tests.faults.closing import close_under_load
from tests.faults.load import HAS_PROC, Footprint, in_threads
from tests.faults.stage import OWN, TOKEN, Stage, record
from tests.faults.table import Kind
from tests.server import Received, Reply, Server
from torture.harness import Row

LEDGER_CALLS = 3_400
STORM_CALLS = 1_000
THREADS, THREAD_CALLS = 32, 1_000
PROCESS_CALLS = 200
CANCELS = 1_000
SEQUENTIAL, CONCURRENT = 1_000, 200
DECODED, CALLED = 160_000, 40_000
FUZZERS = 2
MOST_KILOBYTES = 8_000
"""Accepted growth of the process: allocators keep memory that was freed."""
MOST_OVERRUN = 0.5
"""Accepted delay of a deadline on a busy machine, in seconds."""


def _some(count: int, share: float, least: int = 10) -> int:
    return max(least, int(count * share))


def echo(request: Received) -> Reply:
    """Respond with the id from the path."""
    return Reply(json={"active": False}) if request.path == "/v2/self" else record(request.path.rsplit("/", 1)[-1])


class Echo(Server):
    """Responds to every request, and records the largest number of open connections."""

    def start(self) -> None:
        """Start the server."""
        super().start()
        self.peak = 0

        def respond(request: Received) -> Reply:
            self.requests.clear()
            self.peak = max(self.peak, self.open_connections)
            return echo(request)

        self.always(respond)


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count:,} {name}" for name, count in sorted(counts.items(), key=lambda item: -item[1]))


def never_twice_never_lost(share: float) -> Iterator[Row]:
    """Send creates and upserts to a server that fails one in five; compare the reports with its ledger."""
    kinds: tuple[Kind, ...] = ("create", "upsert")
    with Server() as stopped:
        closed_port = stopped.port
    for kind, driver in product(kinds, DRIVERS):
        with ledger.LedgerServer(seed=len(kind)) as server:
            trial = ledger.Trial(kind, server, closed_port)
            trial.run(driver, _some(LEDGER_CALLS, share, 100))
            problems = ledger.false_reports(kind, trial.reports, server.entries)
            received = sum(entry.received for entry in server.entries.values())
        figures = (
            f"{_counts(trial.summary())}; {received:,} requests; {len(problems)} reports that contradict the ledger"
        )
        yield Row(f"ledger, {len(trial.reports):,} {kind}s, {_crowd(driver)}", figures, not problems)


def _crowd(driver: Driver) -> str:
    return f"{ledger.CALLERS} {'threads' if driver.side == 'sync' else f'tasks on {driver.side}'}"


def dead_server(share: float) -> Iterator[Row]:
    """Read from a closed port, and from a server that always fails: the quota ends the retries."""
    retries = Quota.capacity // Quota.cost
    calls = _some(STORM_CALLS, share) // 8 * 8
    with Server() as failing:
        failing.always(lambda _: Reply(503))
        for name, driver in product(("dead", "failing"), DRIVERS):
            attempts = ledger.storm(driver, calls, url=failing.url if name == "failing" else None)
            figures = f"{attempts - calls:,} retries (quota: {retries})"
            crowd = "8 threads" if driver.side == "sync" else driver.side
            # Each of eight threads that race for the quota may count one retry too many.
            yield Row(f"{name} server, {calls:,} reads, {crowd}", figures, attempts <= calls + retries + 8)


def threads(share: float) -> Iterator[Row]:
    """Call from many threads with one client: each thread gets the responses to its own calls."""
    count = _some(THREAD_CALLS, share)
    mixed_up: list[str] = []
    with Echo() as server, Attio(TOKEN, server_url=server.url) as client:

        def work(number: int) -> None:
            for index in range(count):
                id_ = f"{number}-{index}"
                if client.records.get("people", id_).data.id.record_id != id_:
                    mixed_up.append(id_)

        in_threads(THREADS, work)
    # An idle connection is replaced after some seconds, and the server notices its end a moment later.
    passed = not mixed_up and server.peak <= 2 * THREADS
    figures = f"{len(mixed_up)} responses to another call, at most {server.peak} connections at once"
    yield Row(f"{THREADS} threads x {count:,} calls", figures, passed)


def pools_of_processes(share: float) -> Iterator[Row]:
    """Call from pools of processes that inherit a client in use, or create their own."""
    for method in multiprocessing.get_all_start_methods():
        calls = _some(PROCESS_CALLS, share)
        with Echo() as server, processes.begin(server.url) as client, warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # Python warns about forks while threads run.
            client.meta.identify()
            with ProcessPoolExecutor(4, mp_context=multiprocessing.get_context(method)) as pool:
                results = list(pool.map(processes.work, [server.url] * calls))
            parent = client.meta.identify().active
        processes.client = None
        succeeded = sum(result[1:] == (False, False) for result in results)
        figures = f"{succeeded:,} succeeded in {len({result[0] for result in results})} processes; the parent works"
        yield Row(
            f"processes by {method}, {calls:,} calls on each side", figures, succeeded == calls and parent is False
        )


def cancellation(share: float) -> Iterator[Row]:
    """Cancel calls at all points where they wait, in a pool of one connection."""
    calls = _some(CANCELS, share)
    for name, backend, native in (
        ("asyncio, scopes", "asyncio", False),
        ("asyncio, tasks", "asyncio", True),
        ("trio", "trio", False),
    ):
        with Echo() as server:
            cancel.respond_late(server)
            before = Footprint.now() if HAS_PROC else None
            cancelled = _cancel(server, backend, calls, native=native)
            server.wait_for_connections(0)
            left = Footprint.settled(before).sockets - before.sockets if before else 0
        figures = f"{cancelled:,} calls cancelled, next call succeeded, {max(left, 0)} sockets left"
        yield Row(f"{calls:,} cancels, pool of one, {name}", figures, cancelled > calls // 4 and left <= 0)


def _cancel(server: Server, backend: str, calls: int, *, native: bool) -> int:
    async def main() -> int:
        return await cancel.cancel_often(server, calls=calls, native=native)

    return anyio.run(main, backend=backend)


def leftovers(share: float) -> Iterator[Row]:
    """Count sockets, threads and memory after many calls, sequential and concurrent."""
    if not HAS_PROC:
        return
    for driver in DRIVERS:
        for name, count, at_once in (
            (f"{_some(SEQUENTIAL, share):,} calls one by one", _some(SEQUENTIAL, share), 1),
            (f"{CONCURRENT} calls at once", CONCURRENT, CONCURRENT),
        ):
            with Echo() as server:
                _calls(driver, server.url, count, at_once)  # Loads modules and fills caches.
                before = Footprint.now()
                for _ in range(3):
                    _calls(driver, server.url, count, at_once)
                    server.wait_for_connections(0)
                after = Footprint.settled(before)
            sockets, threads_ = after.sockets - before.sockets, after.threads - before.threads
            kilobytes = after.kilobytes - before.kilobytes
            figures = f"{sockets:+d} sockets, {threads_:+d} threads, {kilobytes:+,} kB after three rounds"
            passed = sockets <= 0 and threads_ <= 0 and kilobytes < MOST_KILOBYTES
            yield Row(f"{name}, {driver.side}", figures, passed)


def _calls(driver: Driver, url: str, count: int, at_once: int) -> None:
    if driver.side == "sync":
        with Attio(TOKEN, server_url=url) as client:

            def work(_: int) -> None:
                for _ in range(count // at_once):
                    client.meta.identify()

            in_threads(at_once, work)
        return

    async def main() -> None:
        async with Attio(TOKEN, server_url=url) as client, anyio.create_task_group() as tasks:
            for _ in range(at_once):
                tasks.start_soon(work_async, client)

    async def work_async(client: Attio) -> None:
        for _ in range(count // at_once):
            await client.meta.identify_async()

    anyio.run(main, backend=driver.side)
    gc.collect()


def deadlines(share: float) -> Iterator[Row]:
    """Call with a deadline of three seconds a server that sends one byte per second."""
    pause = min(1.0, max(0.05, share))
    cases = list(product(drips.DRIPS, OWN))
    late: dict[tuple[str, str], float] = {}
    problems: dict[tuple[str, str], str] = {}

    def work(number: int) -> None:
        drip, stage = cases[number]
        key = drip, stage.driver.side
        try:
            late[key] = _overrun(stage, drip, pause)
        except AssertionError as error:
            problems[key] = str(error)[:200]

    in_threads(len(cases), work)
    for drip in drips.DRIPS:
        delays = {side: late.get((drip, side)) for side in ("sync", "asyncio", "trio")}
        figures = ", ".join(
            f"{side} {problems[drip, side] if seconds is None else f'{seconds * 1000:+.0f} ms'}"
            for side, seconds in delays.items()
        )
        passed = all(seconds is not None and seconds < MOST_OVERRUN for seconds in delays.values())
        yield Row(f"deadline of {3 * pause:g} s, {drip} in pieces, one every {pause:g} s", figures, passed)


def _overrun(stage: Stage, drip: str, pause: float) -> float:
    with Server() as server:
        return drips.overrun(server, stage, drips.DRIPS[drip], pause=pause, deadline=3 * pause)


def fuzzing(share: float) -> Iterator[Row]:
    """Read randomly changed responses with the decoder and with whole calls."""
    with ProcessPoolExecutor(FUZZERS, mp_context=multiprocessing.get_context("spawn")) as pool:
        for name, count in (("decoder", _some(DECODED, share, 500)), ("whole calls", _some(CALLED, share, 200))):
            each = count // FUZZERS
            results = list(pool.map(_fuzz, [name] * FUZZERS, [each] * FUZZERS, range(1, FUZZERS + 1)))
            outcomes = sum((counts for counts, _ in results), Counter[str]())
            growth = max(kilobytes for _, kilobytes in results)
            figures = f"{_counts(dict(outcomes.most_common(6)))}; only our errors; {growth:+,} kB"
            yield Row(f"fuzz of {name}, {outcomes.total():,} responses", figures, growth < MOST_KILOBYTES)


def _fuzz(name: str, count: int, seed: int) -> tuple[Counter[str], int]:
    """Read `count` responses in this process; return the outcomes, and the growth of the process in kB."""
    function = hostile.fuzz if name == "decoder" else random_calls.call_at_random
    function(500, 0)  # Loads modules and fills caches.
    before = Footprint.now() if HAS_PROC else None
    outcomes = Counter(function(count, seed))
    return outcomes, Footprint.now().kilobytes - before.kilobytes if before else 0


def memory(share: float) -> Iterator[Row]:
    """Read responses that are small on the wire and large in memory; always at full size."""
    del share
    for name in floods.FLOODS:
        flood = floods.measure(name)
        figures = f"{flood.sent:,} bytes, {flood.grown / 1e6:.0f} MB of memory, {flood.seconds:.2f} s, {flood.became}"
        yield Row(f"flood: {name}", figures, flood.is_bounded)


def closing(share: float) -> Iterator[Row]:
    """Close a client during calls: every call ends, and no connection stays open."""
    rounds = _some(50, share, 3)
    for driver in DRIVERS:
        outcomes: Counter[str] = Counter()
        with Echo() as server:
            for _ in range(rounds):
                outcomes.update(close_under_load(driver, server.url))
                server.wait_for_connections(0)
        stuck = outcomes.pop("stuck")
        yield Row(f"closed under load, {rounds} times, {driver.side}", f"{_counts(outcomes)}; {stuck} stuck", not stuck)


RUNS = (
    never_twice_never_lost,
    dead_server,
    threads,
    pools_of_processes,
    cancellation,
    leftovers,
    closing,
    deadlines,
    fuzzing,
    memory,
)
