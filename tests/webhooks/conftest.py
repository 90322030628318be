"""Fixtures: receivers that are closed after each test, stores, and a sandbox."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from attio.sandbox import Sandbox
from attio.webhooks import DeliveryStore, MemoryStore, Receiver, SqliteStore
from tests.webhooks.sides import SECRET, SIDES, Side


@pytest.fixture(params=SIDES, ids=repr)
def side(request: pytest.FixtureRequest) -> Side:
    found: Side = request.param
    return found


@pytest.fixture
def make() -> Iterator[Callable[..., Receiver]]:
    receivers: list[Receiver] = []

    def receiver(secret: Any = SECRET, **options: Any) -> Receiver:
        receivers.append(Receiver(secret, **options))
        return receivers[-1]

    yield receiver
    for hooks in receivers:
        hooks.close(0.5)


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[DeliveryStore]:
    if request.param == "memory":
        yield MemoryStore()
        return
    opened = SqliteStore(tmp_path / "hooks.db")
    yield opened
    opened.close()


@pytest.fixture
def sandbox() -> Sandbox:
    return Sandbox()
