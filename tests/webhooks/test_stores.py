"""Stores of deliveries: common rules, concurrency of threads and processes, and `kill -9`."""

from __future__ import annotations

import os
import signal
import sqlite3
import stat
import sys
import textwrap
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from functools import partial
from pathlib import Path
from typing import Any, cast

import pytest

from attio.models import RecordCreatedEvent
from attio.webhooks import Delivery, DeliveryStore, MemoryStore, Receiver, RedisStore, SqliteStore, sqlite_store
from tests.programs import Program, started
from tests.redis_server import redis_server
from tests.webhooks.sides import SECRET

HERE = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def redis() -> Iterator[Any]:
    library: Any = pytest.importorskip("redis")

    with redis_server() as url:
        client = library.Redis.from_url(url)
        yield client
        client.close()


@pytest.fixture(params=["memory", "sqlite", "redis"])
def any_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[..., DeliveryStore]]:
    stores: list[Any] = []

    def make(**options: Any) -> DeliveryStore:
        kinds: dict[str, Callable[[], Any]] = {
            "memory": lambda: MemoryStore(**options),
            "sqlite": lambda: SqliteStore(tmp_path / "hooks.db", **options),
            "redis": lambda: RedisStore(request.getfixturevalue("redis"), prefix=f"{tmp_path}:", **options),
        }
        stores.append(kinds[request.param]())
        found: DeliveryStore = stores[-1]
        return found

    yield make
    for opened in stores:
        getattr(opened, "close", int)()


def test_a_key_is_claimed_released_and_finished(any_store: Callable[..., DeliveryStore]) -> None:
    store = any_store()
    assert store.claim("k", "message", lease=60) == "new"
    assert store.claim("k", "message", lease=60) == "busy"
    assert store.claim("other", "message", lease=60) == "new"
    store.done("k")
    assert store.claim("k", "message", lease=60) == "done"
    store.release("other")
    assert store.claim("other", "again", lease=60) == "new"
    store.fail("other", "no use")
    assert store.claim("other", "message", lease=60) == "done"
    assert store.failed() == [("other", "again", "no use")]
    store.release("other")
    assert store.failed() == []
    assert store.expired(lease=60) == []
    assert "message" not in repr(store)


def test_an_expired_lease_can_be_claimed_again(any_store: Callable[..., DeliveryStore]) -> None:
    store = any_store()
    for key in "abc":
        assert store.claim(key, f"message {key}", lease=0.02) == "new"
    store.done("c")
    time.sleep(0.03)
    assert store.claim("a", "message a", lease=60) == "new"
    assert store.expired(lease=0.02) == [("b", "message b")]
    assert store.expired(lease=60) == []
    time.sleep(0.03)
    assert store.expired(lease=60) == [("b", "message b")]
    assert store.claim("b", "message b", lease=60) == "busy"


def test_keys_are_forgotten_after_keep(any_store: Callable[..., DeliveryStore]) -> None:
    store = any_store(keep=0.05)
    store.claim("a", "message", lease=60)
    store.done("a")
    time.sleep(0.06)
    for index in range(501):
        store.claim(f"other {index}", "message", lease=60)
    assert store.claim("a", "message", lease=60) == "new"


def test_of_many_threads_one_gets_a_key(any_store: Callable[..., DeliveryStore]) -> None:
    store = any_store()
    for key in map(str, range(10)):
        claims: list[Any] = []
        start = threading.Barrier(8)

        def claim(key: str = key, claims: list[Any] = claims, start: threading.Barrier = start) -> None:
            start.wait(10)
            claims.append(store.claim(key, "message", lease=60))

        threads = [threading.Thread(target=claim) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(claims) == ["busy"] * 7 + ["new"]


def test_memory_keeps_held_keys_and_at_most_so_many_others() -> None:
    store = MemoryStore(most=3)
    store.claim("held", "message", lease=60)
    for key in "abcd":
        store.claim(key, "message", lease=60)
        store.done(key)
    assert store.claim("held", "message", lease=60) == "busy"
    assert store.claim("d", "message", lease=60) == "done"
    assert store.claim("a", "message", lease=60) == "new"
    assert "events" in repr(store)
    store.fail("unknown", "no use")
    assert store.failed() == []


@pytest.mark.parametrize("options", [{"keep": 0}, {"keep": "1"}])
def test_options_that_cannot_work_are_named(options: dict[str, Any], tmp_path: Path) -> None:
    makers: list[Callable[..., Any]] = [MemoryStore, partial(SqliteStore, tmp_path / "x")]
    for maker in makers:
        with pytest.raises(ValueError, match="keep must be a number above 0"):
            maker(**options)
    with pytest.raises(ValueError, match="use MemoryStore"):
        SqliteStore(":memory:")


def test_the_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "hooks.db"
    store = SqliteStore(path)
    store.claim("k", "message", lease=60)
    for file in tmp_path.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    store.close()
    assert store.claim("k", "message", lease=60) == "busy"  # the store opens again
    store.done("k")
    store.close()
    assert b"message" not in path.read_bytes() or SqliteStore(path).failed() == []


def test_a_transaction_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "hooks.db")
    with pytest.raises(Exception, match=r"type 'list' is not supported|unsupported"):
        store.claim("k", [], lease=60)  # type: ignore[arg-type]
    assert store.claim("k", "message", lease=60) == "new"
    store.close()


def test_redis_without_scan_resumes_nothing(redis: Any) -> None:
    class Bare:
        set, get, delete = redis.set, redis.get, redis.delete

    store = RedisStore(Bare(), prefix="bare:")
    assert store.claim("k", "message", lease=0.01) == "new"
    time.sleep(0.02)
    assert store.expired(lease=60) == []
    assert store.failed() == []


def test_redis_may_change_while_an_expired_event_is_claimed(redis: Any) -> None:
    """Another process finishes an event after its lease has expired, while this process claims it."""

    class Late:
        get, delete, scan_iter = redis.get, redis.delete, redis.scan_iter

        def set(self, name: str, value: str, **options: Any) -> Any:
            if options.get("nx"):
                other.done("k")
            return redis.set(name, value, **options)

    other = RedisStore(redis, prefix="late:")
    other.claim("k", "message", lease=0.01)
    time.sleep(0.02)
    assert RedisStore(Late(), prefix="late:").expired(lease=60) == []
    assert RedisStore(Late(), prefix="late:").claim("k", "message", lease=60) == "done"


def program(code: str, *arguments: str) -> AbstractContextManager[Program]:
    """Start code in another process."""
    return started([sys.executable, "-c", textwrap.dedent(code), *arguments], cwd=HERE)


RACE = """
    import sys
    from attio.webhooks import SqliteStore
    store = SqliteStore(sys.argv[1])
    store.claim("ready", "", lease=60)
    print("ready", flush=True)
    sys.stdin.readline()
    print(" ".join(store.claim(str(key), "message", lease=60) for key in range(200)))
    store.close()
"""


def test_a_file_that_another_process_creates_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "hooks.db"
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN EXCLUSIVE")
    threading.Timer(0.2, other.rollback).start()
    store = SqliteStore(path)
    assert store.claim("k", "", lease=60) == "new"
    store.close()

    monkeypatch.setattr(sqlite_store, "TIMEOUT", 0.05)
    late = sqlite3.connect(tmp_path / "other.db", isolation_level=None)
    late.execute("BEGIN EXCLUSIVE")
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        SqliteStore(tmp_path / "other.db").claim("k", "", lease=60)
    late.close()
    other.close()


def test_of_two_processes_one_gets_each_key(tmp_path: Path) -> None:
    with ExitStack() as stack:
        racers = [stack.enter_context(program(RACE, str(tmp_path / "hooks.db"))) for _ in range(2)]
        for racer in racers:
            assert racer.stdout.readline() == "ready\n"
        for racer in racers:
            racer.stdin.write("\n")
            racer.stdin.flush()
        results = [racer.communicate(timeout=60)[0].split() for racer in racers]
    assert [sorted(pair) for pair in zip(*results, strict=True)] == [["busy", "new"]] * 200


KILLED = """
    import os, sys, time
    from attio.models import RecordCreatedEvent
    from attio.webhooks import Receiver, SqliteStore
    hooks = Receiver(sys.argv[2], store=SqliteStore(sys.argv[1]), lease=1.0)

    @hooks.on(RecordCreatedEvent)
    def slow(event):
        os.write(1, b"begun\\n")  # not buffered, unlike print
        time.sleep(60)

    body, signature, key = sys.stdin.readline().split("\\t")
    response = hooks.handle(body.encode(), {"Attio-Signature": signature, "Idempotency-Key": key.strip()})
    os.write(1, b"%d\\n" % response.status)
    time.sleep(60)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")
def test_a_process_killed_between_claim_and_done_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "hooks.db"
    delivery = Delivery.build(RecordCreatedEvent)
    headers = delivery.headers(SECRET)
    with program(KILLED, str(path), SECRET) as process:
        process.stdin.write(f"{delivery.body.decode()}\t{headers['Attio-Signature']}\t{headers['Idempotency-Key']}\n")
        process.stdin.flush()
        assert sorted([process.stdout.readline(), process.stdout.readline()]) == ["200\n", "begun\n"]
        os.kill(process.pid, signal.SIGKILL)

    seen: list[Any] = []
    store = SqliteStore(path)
    hooks = Receiver(SECRET, store=store)
    hooks.on(RecordCreatedEvent)(seen.append)
    until = time.monotonic() + 20
    while not seen and time.monotonic() < until:
        time.sleep(0.05)
        hooks.resume()
        hooks.drain(10)
    assert hooks.handle(delivery.body, headers).status == 200
    assert hooks.drain(10)
    assert seen == [delivery.event]
    hooks.close()
    store.close()
    assert SECRET.encode() not in b"".join(file.read_bytes() for file in tmp_path.iterdir())


FORKED = """
    import os, sys, warnings
    from attio.models import RecordCreatedEvent
    from attio.webhooks import Delivery, MemoryStore, Receiver, SqliteStore
    store, memory = SqliteStore(sys.argv[1]), MemoryStore()
    hooks = Receiver("s", store=store)
    seen = []
    hooks.on(RecordCreatedEvent)(seen.append)

    def deliver():
        delivery = Delivery.build(RecordCreatedEvent)
        assert hooks.handle(delivery.body, delivery.headers("s")).status == 200
        assert hooks.drain(10)

    deliver()
    warnings.simplefilter("ignore", DeprecationWarning)  # Python 3.12 and newer warn of any fork with threads
    pid = os.fork()
    memory.claim("k", "", lease=1)
    deliver()
    assert len(seen) == 2, seen
    hooks.close()
    store.close()
    if pid:
        assert os.waitpid(pid, 0)[1] == 0
        print("both")
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_a_forked_child_has_threads_and_connections_of_its_own(tmp_path: Path) -> None:
    with program(FORKED, str(tmp_path / "hooks.db")) as process:
        assert process.communicate(timeout=60) == ("both\n", "")


def test_redis_without_the_package_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "redis", None)
    with pytest.raises(ImportError, match=r"RedisStore needs the package redis: pip install 'attio-sdk\[redis\]'"):
        RedisStore("redis://localhost")


def test_redis_takes_a_url_or_a_sync_client() -> None:
    from redis.asyncio import Redis

    assert repr(RedisStore("redis://127.0.0.1:1", prefix="acme:")) == "<RedisStore 'acme:'>"
    with pytest.raises(TypeError, match="redis must be a sync client"):
        RedisStore(cast("Any", Redis()))
    for given in (None, 5, {"url": "redis://localhost"}):
        with pytest.raises(TypeError, match=r"redis must be a URL or a client such as redis\.Redis, not "):
            RedisStore(cast("Any", given))
    with pytest.raises(ValueError, match="URL"):
        RedisStore("localhost:6379")
