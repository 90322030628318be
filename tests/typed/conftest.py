"""Fixtures: a sandbox with cars and a sales list, and a client for it."""

from __future__ import annotations

import pytest

from attio import Attio
from tests.typed.watched import Watched
from tests.typed.workspace import furnish


@pytest.fixture
def box() -> Watched:
    return Watched()


@pytest.fixture
def client(box: Watched) -> Attio:
    made = box.client()
    furnish(made)
    box.seen.clear()
    return made
