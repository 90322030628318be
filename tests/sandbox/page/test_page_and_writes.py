"""The page during writes: it shows the tables before or after a write, never in between."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from attio.sandbox import Request, Sandbox

VIEWS = ["objects", "lists", "record", "requests", "deliveries", "faults", "clock", "coverage"]


@pytest.fixture
def sandbox() -> Sandbox:
    return Sandbox()


def while_writing(sandbox: Sandbox, read: Callable[[], object]) -> object:
    """Return what a reader gets that begins during a write, and must wait for its end."""
    results: list[object] = []
    thread = threading.Thread(target=lambda: results.append(read()))
    with sandbox._pipeline.write(sandbox.workspace()):
        thread.start()
        thread.join(0.05)
        assert results == []
    thread.join(10)
    return results[0]


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_waits_for_a_write(sandbox: Sandbox, view: str) -> None:
    headers = {"host": "localhost:8765", "accept": "text/html"}
    door = sandbox.door()
    assert while_writing(sandbox, lambda: door(Request("GET", "/", {"view": view}, headers)).status) == 200


def test_a_repr_waits_for_a_write(sandbox: Sandbox) -> None:
    assert while_writing(sandbox, lambda: repr(sandbox)) == "<Sandbox 'Sandbox': 0 people, 0 companies, 0 deals>"
