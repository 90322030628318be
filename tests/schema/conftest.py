"""Fixtures: a sandbox that counts its requests, and clients of it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest

from attio import Attio
from attio.sandbox import Request, Response, Sandbox
from attio.sandbox.workspace import WorkspaceState
from tests.sandbox.api import new_list


class Watched(Sandbox):
    """A sandbox that records the paths of its requests; a test may delay them."""

    def __init__(self) -> None:
        super().__init__(seed=7)
        self.seen: list[str] = []
        self.delay = 0.0
        self.before: Callable[[str], None] = lambda _path: None
        self._writing = threading.Lock()

    def handle(self, request: Request) -> Response:
        with self._writing:
            self.seen.append(request.path)
        if self.delay:
            time.sleep(self.delay)
        self.before(request.path)
        return super().handle(request)

    def count(self) -> int:
        """Return the number of requests since the last call."""
        found, self.seen = len(self.seen), []
        return found


@pytest.fixture
def watched() -> Watched:
    return Watched()


@pytest.fixture
def client(watched: Watched) -> Attio:
    made = watched.client()
    made.lists.create(data=new_list("sales", "people"))
    watched.count()
    return made


@pytest.fixture(scope="session")
def demo() -> WorkspaceState:
    """The state of a sandbox after `seed_demo`, made once because it takes 90 ms."""
    filled = Watched()
    filled.seed_demo()
    return filled._workspace.snapshot()


@pytest.fixture
def filled(watched: Watched, demo: WorkspaceState) -> Attio:
    """A client of the sandbox, which has the demo workspace."""
    watched._workspace.restore(demo)
    return watched.client()
