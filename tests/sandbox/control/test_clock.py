"""The clock of a sandbox: freezing, moving, and running scheduled work."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from functools import partial

import pytest

from attio.sandbox.control.clock import Clock, parse_duration, parse_moment
from attio.sandbox.control.naming import ControlError

START = datetime(2026, 3, 4, 5, 6, 7, 89_000, tzinfo=timezone.utc)


class Source:
    """The system time, which tests move."""

    def __init__(self) -> None:
        self.moment = START

    def __call__(self) -> datetime:
        return self.moment

    def advance(self, **delta: float) -> None:
        self.moment += timedelta(**delta)


@pytest.fixture
def source() -> Source:
    return Source()


@pytest.fixture
def clock(source: Source) -> Clock:
    return Clock(source)


@pytest.mark.parametrize(
    ("duration", "seconds"),
    [
        ("30d", 30 * 86_400),
        ("1h30m", 5_400),
        (" 2w 1d ", 15 * 86_400),
        ("1.5H", 5_400),
        ("500ms", 0.5),
        ("91", 91),
        ("0.25", 0.25),
        (90, 90),
        (0, 0),
        (1.5, 1.5),
        (timedelta(hours=1), 3_600),
    ],
)
def test_durations_are_parsed(duration: timedelta | float | str, seconds: float) -> None:
    assert parse_duration(duration) == timedelta(seconds=seconds)


@pytest.mark.parametrize(
    "duration", ["", "  ", "soon", "1h30", "d", "1y", "nan", "inf", "1e400", "9" * 400 + "w", None, []]
)
def test_invalid_durations_are_rejected(duration: str) -> None:
    with pytest.raises(ControlError, match=r"is not a duration; use seconds, a timedelta, or a text such as '30d'"):
        parse_duration(duration)


@pytest.mark.parametrize("duration", [-1, "-2", timedelta(days=-1)])
def test_time_does_not_advance_backwards(clock: Clock, duration: timedelta | float | str) -> None:
    with pytest.raises(ControlError, match=r"negative; use `clock.set` to move the clock backwards"):
        clock.advance(duration)


def test_moments_are_parsed_in_utc() -> None:
    assert parse_moment("2026-03-04T05:06:07.089Z") == START
    assert parse_moment("2026-03-04") == datetime(2026, 3, 4, tzinfo=timezone.utc)
    elsewhere = START.astimezone(timezone(timedelta(hours=2)))
    assert parse_moment(elsewhere) == START
    assert parse_moment(elsewhere).tzinfo is timezone.utc


def test_invalid_moments_are_rejected() -> None:
    with pytest.raises(ControlError, match=r"'tomorrow' is not a moment; use ISO 8601"):
        parse_moment("tomorrow")
    with pytest.raises(ControlError, match="no time zone"):
        parse_moment(START.replace(tzinfo=None))


def test_the_clock_follows_the_system_by_default() -> None:
    clock = Clock()
    assert abs(clock() - datetime.now(timezone.utc)) < timedelta(seconds=5)
    assert not clock.frozen


def test_a_frozen_clock_stands_still_until_resumed(clock: Clock, source: Source) -> None:
    assert clock.freeze() == START
    source.advance(hours=1)
    assert clock.now == START
    assert clock.frozen
    assert repr(clock) == "<Clock 2026-03-04T05:06:07.089000+00:00 frozen>"
    assert clock.resume() == START
    source.advance(minutes=1)
    assert clock.now == START + timedelta(minutes=1)
    assert repr(clock).endswith("running>")


def test_the_clock_can_be_frozen_at_any_moment(clock: Clock) -> None:
    assert clock.freeze("2030-01-01") == datetime(2030, 1, 1, tzinfo=timezone.utc)
    assert clock.freeze("2020-01-01") == datetime(2020, 1, 1, tzinfo=timezone.utc)
    assert clock.frozen


def test_a_frozen_clock_stays_frozen_when_it_is_moved(clock: Clock, source: Source) -> None:
    clock.freeze()
    assert clock.advance("30d") == []
    source.advance(hours=1)
    assert clock.now == START + timedelta(days=30)
    clock.set("2026-01-01")
    assert clock.now == datetime(2026, 1, 1, tzinfo=timezone.utc)


def test_a_running_clock_keeps_running_when_it_is_moved(clock: Clock, source: Source) -> None:
    clock.advance("30d")
    source.advance(hours=1)
    assert clock.now == START + timedelta(days=30, hours=1)
    clock.set(START)
    source.advance(hours=1)
    assert clock.now == START + timedelta(hours=1)
    assert not clock.frozen


def test_the_clock_cannot_pass_the_year_9999(clock: Clock) -> None:
    clock.freeze()
    with pytest.raises(ControlError, match="beyond the year 9999"):
        clock.advance("9999999d")
    assert clock.now == START


def test_work_runs_in_order_at_its_own_moment(clock: Clock) -> None:
    seen: list[tuple[str, datetime]] = []

    def work(name: str) -> None:
        seen.append((name, clock.now))

    clock.freeze()
    for hours, name in ((3, "later"), (1, "first"), (1, "second"), (100, "beyond")):
        clock.schedule(START + timedelta(hours=hours), name, partial(work, name))
    assert clock.next_due == START + timedelta(hours=1)
    happened = clock.advance("1d")
    expected = [
        ("first", START + timedelta(hours=1)),
        ("second", START + timedelta(hours=1)),
        ("later", START + timedelta(hours=3)),
    ]
    assert seen == expected
    assert [(done.what, done.at) for done in happened] == expected
    assert clock.now == START + timedelta(days=1)
    assert clock.next_due == START + timedelta(hours=100)
    assert [done.what for done in clock.set(START + timedelta(hours=100))] == ["beyond"]
    assert clock.next_due is None


def test_work_may_schedule_more(clock: Clock) -> None:
    waits = [253.0 * 2**number for number in range(10)]
    seen: list[float] = []

    def attempt(number: int) -> None:
        seen.append((clock.now - START).total_seconds())
        if number < len(waits):
            clock.schedule(clock.now + timedelta(seconds=waits[number]), "attempt", lambda: attempt(number + 1))

    clock.freeze()
    attempt(0)
    assert len(clock.advance("3d")) == 10
    assert seen == [sum(waits[:number]) for number in range(11)]


def test_late_work_runs_now(clock: Clock) -> None:
    seen: list[datetime] = []
    clock.freeze()
    clock.schedule(START - timedelta(days=1), "late", lambda: seen.append(clock.now))
    clock.advance(0)
    assert seen == [START]


def test_cancelled_work_does_not_run(clock: Clock) -> None:
    seen: list[str] = []
    due = clock.schedule(START + timedelta(hours=1), "one", lambda: seen.append("one"))
    clock.schedule(START + timedelta(hours=2), "other", lambda: seen.append("other"))
    clock.cancel(due)
    clock.cancel(due)
    clock.advance("1d")
    assert seen == ["other"]


def test_a_running_clock_runs_due_work(clock: Clock, source: Source) -> None:
    seen: list[datetime] = []
    clock.schedule(START + timedelta(hours=1), "work", lambda: seen.append(clock.now))
    assert clock.run_due() == []
    source.advance(hours=2)
    assert [done.what for done in clock.run_due()] == ["work"]
    assert seen == [START + timedelta(hours=2)]
    assert clock.run_due() == []
    assert not clock.frozen


def test_work_that_fails_leaves_the_rest_scheduled(clock: Clock) -> None:
    def fail() -> None:
        raise RuntimeError("no")

    clock.schedule(START + timedelta(hours=1), "failing", fail)
    clock.schedule(START + timedelta(hours=2), "rest", lambda: None)
    with pytest.raises(RuntimeError, match="no"):
        clock.advance("1d")
    assert clock.now == START + timedelta(hours=1)
    assert not clock.frozen
    assert [done.what for done in clock.advance("1d")] == ["rest"]


def test_a_restored_clock_repeats_its_work(clock: Clock, source: Source) -> None:
    seen: list[str] = []
    clock.freeze()
    clock.schedule(START + timedelta(hours=1), "work", lambda: seen.append("work"))
    state = clock.state()
    clock.advance("1d")
    clock.resume()
    source.advance(hours=5)
    clock.restore(state)
    assert clock.now == START
    assert clock.frozen
    clock.advance("1d")
    assert seen == ["work", "work"]
