"""Effects of faults on the SDK's client: sync, asyncio and trio, in process and on a port."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeAlias

import anyio
import pytest

from attio import Attio, RetryConfig, errors
from attio.sandbox import Sandbox
from attio.sandbox.control.effects import UNKNOWN_KEY
from tests.drivers import Driver
from tests.ports import Port

Work: TypeAlias = Callable[[Callable[..., Awaitable[Any]]], Awaitable[None]]
"""An async function that receives a function to call methods by name."""

ONCE = RetryConfig(strategy="none")
TASK = {"content": "Call Ada"}

FAILURES: Mapping[str, tuple[dict[str, Any], type[Exception], str | None, int]] = {
    "documented error": ({"code": "validation_type"}, errors.ValidationTypeError, "rejected", 0),
    "page of a proxy": ({"status": 502}, errors.ServerError, "unknown", 0),
    "rate limit": ({"rate_limit": 30.0}, errors.RateLimitError, "rejected", 0),
    "dropped before": ({"drop": "before_sending"}, errors.HTTPClientError, None, 0),
    "dropped after": ({"drop": "after_applying"}, errors.HTTPClientError, "unknown", 1),
    "delayed and dropped": ({"drop": "after_applying", "delay": 0.01}, errors.HTTPClientError, "unknown", 1),
    "cut off": ({"truncate": 40}, errors.HTTPClientError, "accepted", 1),
}
"""Effect, error class, outcome if it is the same everywhere, and the number of tasks afterwards."""


@pytest.fixture(params=["in process", "on a port"])
def client(request: pytest.FixtureRequest, sandbox: Sandbox, port: Port) -> Attio:
    port.handle = sandbox.handle
    if request.param == "in process":
        return sandbox.client(retry_config=ONCE)
    return Attio(sandbox.token, server_url=port.url, retry_config=ONCE)


@pytest.fixture(params=["sync", "asyncio", "trio"])
def run(request: pytest.FixtureRequest, client: Attio) -> Callable[[Work], None]:
    """Return a function that runs a test's work with the client, and closes it."""
    driver = Driver(request.param)

    def run(work: Work) -> None:
        async def within(call: Callable[..., Awaitable[Any]]) -> None:
            async with client:
                await work(call)

        if driver.side == "sync":
            with client:
                driver.run(client, work)
        else:
            driver.run(client, within)

    return run


@pytest.mark.parametrize("name", FAILURES)
def test_a_failed_write_raises_with_its_outcome(name: str, run: Callable[[Work], None], sandbox: Sandbox) -> None:
    effect, raised, outcome, written = FAILURES[name]
    fault = sandbox.faults.add("tasks.create", **effect)

    async def work(call: Callable[..., Awaitable[Any]]) -> None:
        with pytest.raises(raised) as caught:
            await call("tasks.create", data=TASK)
        assert isinstance(caught.value, errors.AttioError | errors.HTTPClientError)
        assert outcome in (None, caught.value.outcome)
        assert fault.fired == 1
        assert len((await call("tasks.list")).data) == written

    run(work)


@pytest.mark.parametrize("effect", [{"delay": 0.05}, {"drip": (64, 0.001)}, {"delay": 0.05, "drip": (512, 0.001)}])
def test_a_slow_write_succeeds(effect: dict[str, Any], run: Callable[[Work], None], sandbox: Sandbox) -> None:
    fault = sandbox.faults.add("tasks.create", **effect)

    async def work(call: Callable[..., Awaitable[Any]]) -> None:
        start = time.monotonic()
        created = await call("tasks.create", data=TASK)
        assert time.monotonic() - start >= effect.get("delay", 0.0)
        assert created.data.content_plaintext == "Call Ada"
        assert fault.fired == 1

    run(work)


def test_unknown_fields_are_kept(run: Callable[[Work], None], sandbox: Sandbox) -> None:
    sandbox.faults.add("tasks.create", unknown_fields=True)

    async def work(call: Callable[..., Awaitable[Any]]) -> None:
        created = await call("tasks.create", data=TASK)
        assert created.data.model_extra == {UNKNOWN_KEY: {"added": True}}
        assert created.data.content_plaintext == "Call Ada"

    run(work)


@pytest.mark.anyio
async def test_a_delay_ends_with_the_call(sandbox: Sandbox) -> None:
    sandbox.faults.add("tasks.list", delay=60, times=None)
    with anyio.fail_after(10):
        async with sandbox.client(retry_config=ONCE) as client:
            with pytest.raises(errors.RequestTimeoutError):
                await client.tasks.list_async(deadline_ms=50)
            with anyio.move_on_after(0.05) as scope:
                await client.tasks.list_async()
            assert scope.cancelled_caught
