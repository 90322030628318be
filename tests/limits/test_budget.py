"""The budget without I/O: fixed vectors, and properties that hold for random calls."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from attio.limits.budget import Budget
from tests.limits.vectors import VECTORS, Vector

RATES = st.sampled_from([0.3, 1, 2, 5, 10, 25, 100])


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector.name)
def test_a_budget_decides_as_in_the_vectors(vector: Vector) -> None:
    budget = Budget(vector.rate, 0.0)
    for step in vector.steps:
        action, number, *numbers = step
        assert isinstance(number, int)
        rest = [float(value) for value in numbers]
        if action == "ask":
            now, seconds = rest
            found = budget.ask(number, now)
            assert found == pytest.approx(seconds, abs=1e-9), step
            assert (found == 0) == (seconds == 0), step
        elif action == "leave":
            budget.leave(number)
        elif action == "late":
            budget.late(number, rest[0])
        else:
            now, ago, after, adapt = rest
            budget.refused(number, now, sent=now - ago, after=after, adapt=bool(adapt))


class Crowd:
    """Simulated calls that wait for one budget."""

    def __init__(self, rate: float) -> None:
        self.budget = Budget(rate, 0.0)
        self.now = 0.0
        self.due: dict[int, float] = {}
        """When each waiting call asks again."""
        self.started: list[tuple[float, int]] = []
        self.count = 0

    def arrive(self) -> None:
        self.count += 1
        self.ask(self.count)

    def ask(self, number: int) -> None:
        wait = self.budget.ask(number, self.now)
        if wait > 0:
            self.due[number] = self.now + max(min(wait, 1.0), 1e-6)
        else:
            self.due.pop(number, None)
            self.started.append((self.now, number))

    def leave(self, number: int) -> None:
        del self.due[number]
        self.budget.leave(number)

    def run(self, until: float, late: float = 0.0) -> None:
        """Advance the time: each call asks again when its wait is over, or `late` seconds later."""
        while self.due and min(self.due.values()) + late <= until:
            number = min(self.due, key=lambda call: (self.due[call], call))
            self.now = max(self.now, self.due[number] + late)
            self.ask(number)
        self.now = max(self.now, until)


ACTIONS = st.lists(
    st.one_of(
        st.tuples(st.just("arrive"), st.integers(1, 40)),
        st.tuples(st.just("pass"), st.floats(0.001, 3)),
        st.tuples(st.just("sleep late"), st.floats(0.001, 0.4)),
        st.tuples(st.just("leave"), st.integers(0, 40)),
        st.tuples(st.just("refused"), st.floats(0, 3)),
    ),
    max_size=30,
)


def _run_actions(rate: float, actions: list[tuple[str, float]], *, with_rejections: bool) -> Crowd:
    crowd = Crowd(rate)
    for action, amount in actions:
        if action == "arrive":
            for _ in range(int(amount)):
                crowd.arrive()
        elif action == "pass":
            crowd.run(crowd.now + amount)
        elif action == "sleep late":
            crowd.run(crowd.now + 2 * amount, late=amount)
        elif action == "leave" and crowd.due:
            crowd.leave(sorted(crowd.due)[int(amount) % len(crowd.due)])
        elif action == "refused" and with_rejections and crowd.started:
            at, number = crowd.started[-1]
            crowd.budget.refused(number, crowd.now, sent=at, after=amount, adapt=True)
    return crowd


@given(rate=RATES, actions=ACTIONS)
@settings(max_examples=80, deadline=None)
def test_never_more_starts_in_a_window_than_the_rate_allows(rate: float, actions: list[tuple[str, float]]) -> None:
    crowd = _run_actions(rate, actions, with_rejections=False)
    crowd.run(crowd.now + 30)
    size = max(1, int(rate))
    starts = [at for at, _ in crowd.started]
    for first, last in zip(starts, starts[size:], strict=False):
        assert last - first >= size / rate * 1.01 - 1e-6


@given(rate=RATES, actions=ACTIONS)
@settings(max_examples=80, deadline=None)
def test_every_call_starts_or_leaves_and_speed_stays_in_its_bounds(
    rate: float, actions: list[tuple[str, float]]
) -> None:
    crowd = _run_actions(rate, actions, with_rejections=True)
    assert 0.04 <= crowd.budget.speed <= 1
    assume(len(crowd.due) < 200)
    crowd.run(crowd.now + 10 + len(crowd.due) / rate * 30)
    assert not crowd.due
    assert not crowd.budget.waiting
    assert crowd.budget.started == len(crowd.started)


@given(rate=RATES, count=st.integers(1, 80), closed=st.floats(0, 4))
@settings(max_examples=60, deadline=None)
def test_calls_that_ask_in_time_start_in_their_order(rate: float, count: int, closed: float) -> None:
    crowd = Crowd(rate)
    crowd.arrive()
    crowd.budget.refused(1, 0.0, sent=0.0, after=closed, adapt=True)
    for _ in range(count):
        crowd.arrive()
    crowd.run(10 + 30 * count / rate)
    numbers = [number for _, number in crowd.started]
    assert numbers == sorted(numbers)
    assert len(numbers) == count + 1


@given(rate=RATES, count=st.integers(1, 60), data=st.data())
@settings(max_examples=60, deadline=None)
def test_a_call_that_leaves_the_queue_leaves_no_gap(rate: float, count: int, data: st.DataObject) -> None:
    crowd, other = Crowd(rate), Crowd(rate)
    for _ in range(count):
        crowd.arrive()
    waiting = sorted(crowd.due)
    assume(waiting)
    gone = data.draw(st.sets(st.sampled_from(waiting)))
    for number in gone:
        crowd.leave(number)
    for _ in range(count - len(gone)):
        other.arrive()
    rest = [crowd.budget.ask(number, 0.0) for number in sorted(crowd.due)]
    assert rest == [other.budget.ask(number, 0.0) for number in sorted(other.due)]


def test_leaving_300_calls_does_not_delay_the_next() -> None:
    budget = Budget(25, 0.0)
    for number in range(1, 307):
        budget.ask(number, 0.0)
    for number in range(6, 306):
        budget.leave(number)
    assert budget.ask(306, 0.0) == pytest.approx(1 / 24.5)


def test_a_lower_rate_counts_only_as_many_starts_as_it_allows() -> None:
    budget = Budget(100, 0.0)
    for number in range(20):
        budget.ask(number, 0.0)
    budget.set_rate(2)
    assert budget.ask(20, 0.5) == pytest.approx(0.51)
    assert budget.ask(20, 1.01) == 0.0


def test_a_budget_is_idle_once_its_limit_has_recovered() -> None:
    budget = Budget(25, 0.0)
    budget.ask(1, 0.0)
    assert not budget.is_idle(0.5)
    assert budget.is_idle(2.0)
    assert budget.closed_for(0.5) == 0.0
    budget.refused(1, 2.0, sent=1.9, after=10, adapt=True)
    assert budget.closed_for(4.0) == 8.0
    budget.ask(2, 4.0)
    assert not budget.is_idle(60.0)
