"""Rate limits of calls over real sockets: which calls are paced, deadlines, pauses and cancellation."""

from __future__ import annotations

import pickle
import re
import subprocess
import sys
import threading
import time
from typing import Any

import anyio
import httpx
import pytest

from attio import Attio, BackoffStrategy, HTTPClient, RetryConfig, errors
from attio.limits import LimitState, MemoryStore, RateLimit
from attio.limits import limiter as limiters
from attio.limits.limiter import Limiter, Pace
from attio.sandbox import Sandbox
from tests.drivers import Driver
from tests.limits.limited import LimitedServer
from tests.limits.paced import ONE, empty_page, limited_client
from tests.server import Server


def respond(_: httpx.Request) -> httpx.Response:
    return httpx.Response(200, json={"data": []})


# Which calls are paced


def test_the_api_itself_is_paced_as_documented() -> None:
    transport = httpx.Client(transport=httpx.MockTransport(respond))
    with transport, Attio("token", http_client=HTTPClient(client=transport)) as client:
        assert client.limits() == {}
        page = client.objects.list()
        assert page.http.waited == 0
        client.records.query("people")
        client.notes.list()
        client.webhooks.delete("id")
        assert {name: (state.rate, state.started) for name, state in client.limits().items()} == {
            "note_list": (10, 1),
            "query": (100, 1),
            "read": (100, 3),
            "write": (25, 1),
        }


def test_other_servers_fetchers_sandboxes_and_unlimited_clients_are_not_paced(server: Server) -> None:
    server.always(empty_page)
    with httpx.Client(transport=httpx.MockTransport(respond)) as transport:
        clients = [
            Attio("token", server_url=server.url),
            Attio("token", http_client=HTTPClient(fetcher=respond)),
            Sandbox().client(),
            Attio("token", http_client=HTTPClient(client=transport), rate_limit=None),
        ]
        for client in clients:
            with client:
                client.objects.list()
                assert client.limits() == {}


def test_an_explicit_limit_holds_for_every_server() -> None:
    with Sandbox().client(rate_limit=RateLimit()) as client:
        client.objects.list()
        assert client.limits()["read"] == LimitState(
            rate=100, speed=1.0, waiting=0, closed_for=0.0, started=1, refused=0
        )


def test_calls_of_other_servers_do_not_load_the_limits_package() -> None:
    program = """
import sys
from attio import Attio
from attio.sandbox import Sandbox
with Sandbox().client() as client:
    client.objects.list()
assert not [name for name in sys.modules if name.startswith("attio.limits")]
"""
    subprocess.run([sys.executable, "-c", program], check=True)


@pytest.mark.parametrize(
    ("value", "error", "text"),
    [
        ("none", ValueError, "rate_limit must be an attio.limits.RateLimit, None for no limit, or 'documented'"),
        (10, TypeError, "not int"),
        (RateLimit, TypeError, r"RateLimit\(\) makes one"),
    ],
)
def test_invalid_rate_limits_are_rejected(value: Any, error: type[Exception], text: str) -> None:
    with pytest.raises(error, match=text):
        Attio("token", rate_limit=value)


# Waiting


def test_calls_wait_for_their_turn_and_report_how_long(driver: Driver, server: Server) -> None:
    server.always(empty_page)
    with limited_client(server, RateLimit(reads=3)) as client:

        async def work(call: Any) -> list[Any]:
            return [await call("objects.list") for _ in range(3)]

        began = time.monotonic()
        pages = driver.run(client, work)
        took = time.monotonic() - began
        assert pages[0].http.waited == 0
        assert pages[2].http.waited > 0.05
        assert all(page.http.waited <= page.http.elapsed for page in pages)
        assert took >= 2 / (3 * 0.98) - 0.01
        assert client.limits()["read"].started == 3


def test_a_wait_past_the_deadline_fails_at_once(driver: Driver, server: Server) -> None:
    server.always(empty_page)
    with limited_client(server, RateLimit(reads=0.1)) as client:

        async def work(call: Any) -> errors.ThrottledError:
            await call("objects.list")
            with pytest.raises(errors.ThrottledError) as caught:
                await call("objects.list", deadline_ms=300)
            return caught.value

        began = time.monotonic()
        error: errors.ThrottledError = driver.run(client, work)
        assert time.monotonic() - began < 5
        assert isinstance(error, errors.RequestTimeoutError)
        assert isinstance(error, TimeoutError)
        assert error.outcome == "not_sent"
        assert error.attempts == 0
        assert error.retry_after == pytest.approx(10, abs=4)
        assert "objects.list: the rate limit (read) would make the call wait" in str(error)
        assert re.search(r"longer than the 0\.\d+ s that deadline_ms leaves$", str(error))
        again = pickle.loads(pickle.dumps(error))
        assert (again.retry_after, again.outcome) == (error.retry_after, "not_sent")
        assert client.limits()["read"].waiting == 0
    assert len(server.requests) == 1


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_a_cancelled_call_frees_its_place(backend: str, server: Server) -> None:
    server.always(empty_page)
    with limited_client(server) as client:

        async def main() -> None:
            await client.objects.list_async()
            with anyio.move_on_after(0.1) as scope:
                await client.objects.list_async()
            assert scope.cancelled_caught
            assert client.limits()["read"].waiting == 0
            await client.close_async()

        anyio.run(main, backend=backend)
    assert len(server.requests) == 1


def test_closing_the_client_ends_the_waiting_within_a_second(driver: Driver, server: Server) -> None:
    server.always(empty_page)
    client = limited_client(server, RateLimit(reads=0.1))
    closing = threading.Timer(0.1, client.close)

    async def work(call: Any) -> errors.RequestAbortedError:
        await call("objects.list")
        closing.start()
        with pytest.raises(errors.RequestAbortedError, match="closed while the call waited") as caught:
            await call("objects.list")
        return caught.value

    began = time.monotonic()
    error: errors.RequestAbortedError = driver.run(client, work)
    assert time.monotonic() - began < 4
    assert error.outcome == "not_sent"
    assert len(server.requests) == 1


def test_another_token_has_budgets_of_its_own_unless_there_is_a_scope(server: Server) -> None:
    server.always(empty_page)
    for scope, waits in ((None, False), ("acme", True)):
        with limited_client(server, RateLimit(reads=1, scope=scope)) as client:
            client.objects.list()
            page = client.objects.list(oauth2="other")
            assert (page.http.waited > 0) == waits
            assert client.limits()["read"].started == 2


def test_a_retry_with_another_token_waits_in_the_queue_of_that_token(server: Server) -> None:
    server.reply(503)
    server.reply(200, json={"data": []})
    tokens = iter(["first", "second"])
    with Attio(lambda: next(tokens), server_url=server.url, rate_limit=ONE) as client:
        page = client.objects.list()
        assert page.http.attempts == 2
        assert page.http.waited == 0
        assert client.limits()["read"].rate == 2  # two budgets


def test_clients_share_a_store(server: Server) -> None:
    server.always(empty_page)
    limit = RateLimit(reads=0.5, store=MemoryStore())
    with limited_client(server, limit) as first, limited_client(server, limit) as second:
        first.objects.list()
        assert second.objects.list().http.waited > 0.3


# Responses with status 429


def test_a_rejected_call_waits_in_the_queue_and_keeps_its_place(driver: Driver, server: Server) -> None:
    server.reply(429, headers={"Retry-After": "0.3"})
    server.reply(200, json={"data": []})
    with limited_client(server, RateLimit(reads=50)) as client:
        began = time.monotonic()
        page = driver.call(client, "objects.list")
        assert time.monotonic() - began >= 0.3
        assert 0.28 <= page.http.waited <= page.http.elapsed
        assert page.http.attempts == 2
        state = client.limits()["read"]
        assert (state.refused, state.started) == (1, 2)
        assert state.speed < 1


def test_retry_after_pauses_all_calls(server: Server) -> None:
    server.reply(429, headers={"Retry-After": "40"})
    with limited_client(server, RateLimit(reads=50)) as client:
        with pytest.raises(errors.RateLimitError):
            client.objects.list(deadline_ms=5_000)
        with pytest.raises(errors.ThrottledError) as caught:
            client.objects.list(deadline_ms=5_000)
        assert caught.value.retry_after == pytest.approx(40, abs=3)
        assert client.limits()["read"].closed_for == pytest.approx(40, abs=3)
    assert len(server.requests) == 1


def test_queries_that_are_too_complex_slow_no_other_reads(server: Server) -> None:
    for _ in range(3):
        server.reply(429, headers={"Retry-After": "0.05"})
    server.reply(200, json={"data": []})
    with limited_client(server, RateLimit()) as client:
        with pytest.raises(errors.RateLimitError):
            client.records.query("people")
        assert client.limits()["query"].refused == 3
        assert client.limits()["read"].refused == 0
        assert client.limits()["read"].speed == 1
        assert client.objects.list().http.waited < 1


def test_retry_settings_hold_with_a_rate_limit(server: Server) -> None:
    server.reply(429, headers={"Retry-After": "0"})
    with limited_client(server, RateLimit(), retry_config=RetryConfig(strategy="none")) as client:
        with pytest.raises(errors.RateLimitError) as caught:
            client.objects.list()
        assert caught.value.attempts == 1
    server.reply(429)
    server.reply(429)
    with limited_client(server, RateLimit(), retry_config=RetryConfig(max_attempts=2)) as client:
        with pytest.raises(errors.RateLimitError) as caught:
            client.objects.list()
        assert caught.value.attempts == 2


def test_waiting_does_not_count_against_the_time_for_retries(server: Server) -> None:
    server.reply(200, json={"data": []})
    server.reply(503)
    server.reply(200, json={"data": []})
    backoff = BackoffStrategy(initial_interval=1, max_interval=1, max_elapsed_time=500)
    with limited_client(server, ONE, retry_config=RetryConfig(backoff=backoff)) as client:
        client.objects.list()
        assert client.objects.list().http.attempts == 2


# Late responses


def test_the_lateness_of_a_response_is_relative_to_the_usual_time() -> None:
    pace = Pace(2)
    assert [pace.lateness(0.3), pace.lateness(0.1)] == [0.3, 0.1]  # while connections are opened
    for _ in range(100):
        pace.lateness(0.1)
    assert [pace.lateness(0.1), pace.lateness(0.1009)] == [0, 0]  # less than a millisecond
    assert pace.lateness(0.12) == pytest.approx(0.02, abs=0.002)
    for _ in range(20):  # a stalled machine: every response is late
        assert pace.lateness(0.4) > 0.1


def test_responses_that_vary_are_late_only_if_far_from_usual() -> None:
    pace = Pace(1)
    for _ in range(100):
        pace.lateness(0.1)
        pace.lateness(0.2)
    assert pace.usual == pytest.approx(0.15, abs=0.01)
    assert pace.lateness(0.28) == 0
    assert pace.lateness(0.33) == pytest.approx(0.18, abs=0.01)


def test_a_server_that_became_slower_is_usual_again_soon() -> None:
    pace = Pace(1)
    for _ in range(100):
        pace.lateness(0.1)
    late = sum(pace.lateness(0.5) > 0 for _ in range(200))
    assert late <= 60
    assert pace.lateness(0.5) == 0


def test_a_response_that_is_late_counts_later() -> None:
    with LimitedServer(1000) as server, limited_client(server, RateLimit(reads=2)) as client:
        for _ in range(3):
            client.objects.list()
        server.latency = 0.4
        client.objects.list()
        server.latency = 0.0
        client.objects.list()
        assert client.objects.list().http.waited > 0.6  # otherwise 0.5


def test_a_client_keeps_a_bounded_number_of_budgets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limiters, "MAX_BUDGETS", 2)
    limiter = Limiter(RateLimit())
    for token in ("a", "b", "c"):
        limiter.places(limiter.owner("https://api.attio.com", token), ("read",))
    assert len(limiter._paces) == 2
