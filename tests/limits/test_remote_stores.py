"""Rate limits in a store that does I/O and may fail."""

from __future__ import annotations

import threading
import time

import anyio
import pytest

from attio import errors
from attio.limits import MemoryStore, RateLimit
from attio.limits import limiter as limiters
from attio.limits.limiter import Limiter
from tests.drivers import Driver
from tests.limits.paced import empty_page, limited_client
from tests.server import Server


class Remote:
    """A store that counts as remote, and can be made to fail."""

    def __init__(self) -> None:
        self.inner = MemoryStore()
        self.broken = False
        self.calls: list[str] = []
        self.threads: set[int] = set()

    def _work(self, what: str) -> None:
        self.calls.append(what)
        self.threads.add(threading.get_ident())
        if self.broken:
            raise OSError

    def ask(self, key: str, number: int, rate: float) -> tuple[float, int]:
        self._work("ask")
        return self.inner.ask(key, number, rate)

    def leave(self, key: str, number: int) -> None:
        self._work("leave")
        self.inner.leave(key, number)

    def late(self, key: str, number: int, by: float) -> None:
        self._work("late")
        self.inner.late(key, number, by)

    def refused(self, key: str, number: int, rate: float, *, ago: float, after: float, adapt: bool) -> None:
        self._work("refused")
        self.inner.refused(key, number, rate, ago=ago, after=after, adapt=adapt)


def test_async_calls_use_a_store_that_does_io_in_a_worker_thread(driver: Driver, server: Server) -> None:
    server.reply(429, headers={"Retry-After": "0.01"})
    server.always(empty_page)
    store = Remote()
    with limited_client(server, RateLimit(reads=2, store=store)) as client:
        assert driver.call(client, "objects.list").http.attempts == 2
        with pytest.raises(errors.ThrottledError):
            driver.call(client, "objects.list", deadline_ms=20)
        assert {"ask", "late", "refused", "leave"} <= set(store.calls)
        assert (threading.get_ident() in store.threads) == (driver.side == "sync")
        state = client.limits()["read"]
        assert (state.started, state.refused, state.waiting) == (2, 1, 0)
        limiter = client._pacing._limiter
        assert limiter is not None
        (pace,) = limiter._paces.values()
        pace.responses, pace.usual = 5, 10.0
        store.calls.clear()
        driver.call(client, "objects.list")
        assert set(store.calls) == {"ask"}  # a response in time is not reported


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_a_cancelled_call_leaves_a_store_that_does_io(backend: str, server: Server) -> None:
    server.always(empty_page)
    store = Remote()
    with limited_client(server, RateLimit(reads=1, store=store)) as client:

        async def main() -> None:
            await client.objects.list_async()
            with anyio.move_on_after(0.1):
                await client.objects.list_async()
            await client.close_async()

        anyio.run(main, backend=backend)
    assert store.calls[-1] == "leave"


def test_a_store_that_fails_is_not_used_for_a_while(
    server: Server, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(limiters, "STORE_REST", 0.2)
    server.always(empty_page)
    store = Remote()
    store.broken = True
    with limited_client(server, RateLimit(reads=2, store=store)) as client:
        client.objects.list()
        assert client.objects.list().http.waited > 0.1
        time.sleep(0.2)
        client.objects.list()
        assert len(caplog.records) == 1
        assert "the store of rate limits failed (OSError)" in caplog.text
        store.broken = False
        time.sleep(0.2)
        client.objects.list()
        assert store.inner.peek(next(iter(store.inner._budgets))) is not None
        assert client.limits()["read"].waiting == 0
        store.broken = True
        client.objects.list()
        assert len(caplog.records) == 2


def test_a_waiting_call_returns_to_the_store_once_it_works_again() -> None:
    store = Remote()
    limiter = Limiter(RateLimit(store=store))
    store.broken = True
    assert limiter.ask("key", 0, 1) == (0, -1)
    seconds, number = limiter.ask("key", 0, 1)
    assert (seconds > 0, number) == (True, -2)
    store.broken = False
    limiter._store_rests_until = 0
    assert limiter.ask("key", number, 1) == (0, 1)
    found = limiter._fallback.peek("key")
    assert found is not None
    assert found[0].waiting == []
    store.broken = True
    seconds, number = limiter.ask("key", 1, 1)
    assert number == -3
    limiter.tell("leave", "key", 1)  # the store rests
    limiter.tell("leave", "key", number)
    assert found[0].waiting == []
    limiter._store_rests_until = 0
    limiter.tell("leave", "key", 1)  # fails
    assert limiter._store_rests_until > 0
