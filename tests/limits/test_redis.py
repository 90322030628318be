"""Budgets in Redis: the same decisions as in memory, shared by processes; calls continue if Redis fails."""

from __future__ import annotations

import asyncio
import logging
import sys
import time
from collections.abc import Iterator
from typing import Any, cast

import pytest

from attio import Attio
from attio.limits import RateLimit, RedisStore
from tests.limits.limited import LimitedServer
from tests.limits.replaying import Clock, replay
from tests.limits.vectors import VECTORS, Vector
from tests.redis_server import redis_server

redis: Any = pytest.importorskip("redis", reason="the package redis is not installed")


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with redis_server() as found:
        yield found


@pytest.fixture
def store(url: str) -> Iterator[RedisStore]:
    client = redis.Redis.from_url(url)
    client.flushall()
    yield RedisStore(client)
    client.close()


@pytest.mark.parametrize("start", [0.0, 1_790_000_000.0], ids=["from zero", "as the server counts"])
@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector.name)
def test_redis_decides_as_in_the_vectors(store: RedisStore, vector: Vector, start: float) -> None:
    clock = Clock()
    store._clock = lambda: clock.now
    replay(store, clock, vector, start)


def test_the_clock_of_the_server_is_used(store: RedisStore) -> None:
    assert store.ask("key", 0, 2) == (0, 1)
    seconds, number = store.ask("key", 0, 2)
    assert number == 2
    assert seconds == pytest.approx(0.51, abs=0.1)
    time.sleep(seconds)
    assert store.ask("key", 2, 2) == (0, 2)


def test_calls_that_stop_asking_leave_the_queue(store: RedisStore) -> None:
    clock = Clock()
    store._clock = lambda: clock.now
    for _ in range(4):
        store.ask("key", 0, 1)
    clock.now = 4.0
    store.ask("key", 4, 1)
    clock.now = 5.5
    assert store.ask("key", 0, 1) == (0, 5)  # 2 and 3 were last seen at 0


def test_budgets_expire_and_stay_on_one_node(url: str, store: RedisStore) -> None:
    client = redis.Redis.from_url(url)
    store.ask("https://api.attio.com acme write", 0, 25)
    store.ask("https://api.attio.com acme write", 0, 0.001)
    keys = sorted(key.decode() for key in client.scan_iter())
    name = "attio:{https://api.attio.com acme write}"
    assert keys == [name, f"{name}:seen", f"{name}:starts", f"{name}:waiting"]
    assert all(500_000 < client.pttl(key) <= 600_000 for key in keys)
    store.refused("https://api.attio.com acme write", 1, 25, ago=0, after=3_600, adapt=True)
    assert client.pttl(name) > 3_600_000  # the key outlives the pause of the Retry-After
    client.close()


def test_prefixes_keep_programs_apart(url: str, store: RedisStore) -> None:
    other = RedisStore(url, prefix="billing")
    assert store.ask("key", 0, 1) == (0, 1)
    assert other.ask("key", 0, 1) == (0, 1)
    assert repr(other) == "<attio.limits.RedisStore 'billing'>"


@pytest.mark.parametrize("bad", [5, None, object()])
def test_only_a_url_or_a_client_is_accepted(bad: object) -> None:
    with pytest.raises(TypeError, match=r"url_or_client must be a URL or a redis\.Redis, not"):
        RedisStore(bad)


def test_invalid_arguments_are_named() -> None:
    with pytest.raises(ValueError, match="prefix must not be empty"):
        RedisStore("redis://localhost", prefix="")
    with pytest.raises(ValueError, match="URL"):
        RedisStore("localhost:6379")
    from redis.asyncio import Redis

    client = Redis()
    with pytest.raises(TypeError, match="must be a sync redis"):
        RedisStore(client)
    asyncio.run(cast("Any", client).aclose())


def test_without_the_package_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "redis", None)
    with pytest.raises(ImportError, match=r"RedisStore needs the package redis: pip install 'attio-sdk\[redis\]'"):
        RedisStore("redis://localhost")


def test_calls_continue_without_the_server(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING, "attio")
    with LimitedServer(100) as server:
        limit = RateLimit(reads=20, store=RedisStore("redis://127.0.0.1:1"))
        with Attio("token", server_url=server.url, rate_limit=limit) as client:
            for _ in range(8):
                client.objects.list()
            assert client.limits()["read"].started == 8
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert "the store of rate limits failed (ConnectionError)" in caplog.text
