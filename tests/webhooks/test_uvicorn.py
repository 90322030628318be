"""The receiver behind a real server: slow handlers, and its lifespan."""

from __future__ import annotations

import contextlib
import http.client
import threading
import time
from collections.abc import AsyncGenerator, Generator
from typing import Any

import anyio
import httpx
import pytest

from attio.models import RecordCreatedEvent
from attio.webhooks import Delivery
from tests.waiting import wait_until
from tests.webhooks.sides import SECRET, Make


@contextlib.contextmanager
def serving(app: Any) -> Generator[int]:
    """Run uvicorn on a free port."""
    import uvicorn

    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="critical", lifespan="on"))
    thread = threading.Thread(target=server.run)
    thread.start()
    wait_until(lambda: server.started)
    yield server.servers[0].sockets[0].getsockname()[1]
    server.should_exit = True
    thread.join(30)


def test_uvicorn_responds_within_the_limit_while_handlers_are_slow(make: Make) -> None:
    done: list[float] = []
    hooks = make()

    @hooks.on(RecordCreatedEvent)
    async def slow(event: RecordCreatedEvent) -> None:
        await anyio.sleep(0.5)
        done.append(time.monotonic())

    requests = [
        (delivery.body, delivery.headers(SECRET))
        for delivery in (Delivery.build(RecordCreatedEvent) for _ in range(20))
    ]
    with serving(hooks.asgi()) as port:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        began = time.monotonic()
        for body, headers in requests:
            connection.request("POST", "/attio", body, headers)
            response = connection.getresponse()
            assert (response.status, response.read()) == (200, b"OK\n")
        elapsed = time.monotonic() - began
        connection.close()
    assert elapsed < 5
    assert len(done) == 20  # the lifespan waited for the handlers


def test_async_context_managers_nest_in_the_lifespan_of_an_application(make: Make) -> None:
    applications, routing = pytest.importorskip("starlette.applications"), pytest.importorskip("starlette.routing")
    hooks, delivery = make(), Delivery.build(RecordCreatedEvent)
    seen: list[RecordCreatedEvent] = []

    @hooks.on(RecordCreatedEvent)
    def created(event: RecordCreatedEvent) -> None:
        seen.append(event)

    @contextlib.asynccontextmanager
    async def lifespan(_: Any) -> AsyncGenerator[None]:
        async with hooks:
            yield

    app = applications.Starlette(routes=[routing.Route("/attio", hooks.asgi(), methods=["POST"])], lifespan=lifespan)
    with serving(app) as port:
        url = f"http://127.0.0.1:{port}/attio"
        assert httpx.post(url, content=delivery.body, headers=delivery.headers(SECRET)).status_code == 200
    assert seen == [delivery.event]
