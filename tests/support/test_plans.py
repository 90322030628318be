"""Plans, run sync, on asyncio and on trio."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import Any, TypeAlias, TypeVar

import anyio
import pytest

from attio._support import plans

T = TypeVar("T")
Steps: TypeAlias = Generator[int, Any, T]
Drive: TypeAlias = Callable[[Steps[Any], Callable[[int], object]], Any]


def drive_sync(plan: Steps[Any], do: Callable[[int], object]) -> Any:
    return plans.run(plan, do)


def drive_on(backend: str) -> Drive:
    def drive(plan: Steps[Any], do: Callable[[int], object]) -> Any:
        async def do_async(step: int) -> object:
            await anyio.lowlevel.checkpoint()
            return do(step)

        async def main() -> Any:
            return await plans.run_async(plan, do_async)

        return anyio.run(main, backend=backend)

    return drive


@pytest.fixture(params=["sync", "asyncio", "trio"])
def drive(request: pytest.FixtureRequest) -> Drive:
    return drive_sync if request.param == "sync" else drive_on(request.param)


def test_a_plan_gets_the_result_of_each_step(drive: Drive) -> None:
    def plan() -> Steps[list[str]]:
        first = yield 1
        second = yield 2
        return [first, second]

    assert drive(plan(), lambda step: f"did {step}") == ["did 1", "did 2"]


def test_a_plan_without_steps_returns_at_once(drive: Drive) -> None:
    def plan() -> Steps[str]:
        yield from ()
        return "done"

    assert drive(plan(), lambda _: pytest.fail("there is no step")) == "done"


def test_a_plan_may_handle_the_error_of_a_step_and_continue(drive: Drive) -> None:
    def plan() -> Steps[str]:
        try:
            yield 0
        except ZeroDivisionError:
            return f"recovered with {(yield 4)}"
        return "no error"

    assert drive(plan(), lambda step: 8 / step) == "recovered with 2.0"


def test_an_error_that_the_plan_does_not_handle_is_raised(drive: Drive) -> None:
    left: list[int] = []

    def plan() -> Steps[None]:
        try:
            yield 0
        finally:
            left.append(0)

    with pytest.raises(ZeroDivisionError):
        drive(plan(), lambda step: 8 / step)
    assert left == [0]


def test_a_step_that_raises_stop_iteration_does_not_end_the_plan_with_a_result(drive: Drive) -> None:
    def plan() -> Steps[str]:
        yield 1
        return "done"

    # As in any generator, a StopIteration raised by a step is an error, not the end. Coroutines behave the same.
    with pytest.raises(RuntimeError, match="raised StopIteration"):
        drive(plan(), lambda _: next(iter(())))


def test_an_interrupted_plan_is_closed_at_once(drive: Drive) -> None:
    seen: list[type[BaseException]] = []

    def plan() -> Steps[None]:
        try:
            yield 1
        except BaseException as error:
            seen.append(type(error))
            raise

    def interrupt(_step: int) -> object:
        raise SystemExit

    kept = plan()  # a reference, so that only the driver closes the plan
    with pytest.raises(SystemExit):
        drive(kept, interrupt)
    assert seen == [GeneratorExit]
