"""Fixtures for tests of the sandbox."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from attio.sandbox import Request, Response, Sandbox
from attio.sandbox.errors import ApiError
from attio.sandbox.pipeline import Pipeline
from attio.sandbox.routes import Match
from tests.sandbox.api import Api
from tests.sandbox.schemas import problems


class Clock:
    """A clock that advances only when a test moves it."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 3, 4, 5, 6, 7, 89_000, tzinfo=timezone.utc)

    def __call__(self) -> datetime:
        return self.moment

    def move(self, **delta: float) -> None:
        """Advance the clock."""
        self.moment += timedelta(**delta)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def sandbox(clock: Clock) -> Sandbox:
    return Sandbox(clock=clock, seed=7)


@pytest.fixture
def api(sandbox: Sandbox) -> Api:
    return Api(sandbox)


@pytest.fixture(autouse=True)
def checked_responses(monkeypatch: pytest.MonkeyPatch) -> Iterator[set[tuple[str, int]]]:
    """Compare every response in these tests with the description of the API; return those seen."""
    respond = Pipeline._run_operation
    seen: set[tuple[str, int]] = set()
    wrong: list[str] = []

    def checked(self: Pipeline, request: Request, found: Match | None, *rest: Any) -> Response:
        try:
            response = respond(self, request, found, *rest)
        except ApiError as error:
            compare(found, error.response())
            raise
        compare(found, response)
        return response

    def compare(found: Match | None, response: Response) -> None:
        if found is not None and response.status != 501:
            name, body = found.route.operation, response.json() if response.body else None
            seen.add((name, response.status))
            wrong.extend(f"{name} {response.status}: {problem}" for problem in problems(name, response.status, body))

    monkeypatch.setattr(Pipeline, "_run_operation", checked)
    yield seen
    assert not wrong, "\n".join(dict.fromkeys(wrong))
