"""`Clock`: the clock of a sandbox. It can be frozen, set and advanced, and runs scheduled work."""

from __future__ import annotations

import heapq
import itertools
import re
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import TypeAlias, cast

from attio._support.names import brief
from attio.sandbox.control.naming import ControlError
from attio.sandbox.timestamps import parse_timestamp

Moment: TypeAlias = "datetime | str"
"""An aware datetime or an ISO 8601 text. A text without a zone is in UTC."""

Duration: TypeAlias = "timedelta | float | str"
"""A timedelta, a number of seconds or a text such as `30d`, `1h30m` or `500ms`."""

_UNITS = {"w": 604_800, "d": 86_400, "h": 3_600, "m": 60, "s": 1, "ms": 0.001}
_PART = re.compile(r"\s*([0-9]+(?:\.[0-9]+)?)\s*(ms|[wdhms])", re.IGNORECASE)


def parse_duration(duration: Duration) -> timedelta:
    """Parse a duration.

    Raises:
        ControlError: The duration is negative or malformed.
    """
    if isinstance(duration, str):
        duration = _parse_text(duration)
    try:
        delta = duration if isinstance(duration, timedelta) else timedelta(seconds=duration)
    except (OverflowError, TypeError, ValueError) as error:
        raise _not_a_duration(duration) from error
    if delta < timedelta():
        raise ControlError(f"{brief(duration)} is negative; use `clock.set` to move the clock backwards")
    return delta


def _parse_text(text: str) -> timedelta | float:
    with suppress(ValueError):
        if text.isascii() and "_" not in text:  # `float` accepts digits of all scripts, and `1_000`
            return float(text)
    total, position = timedelta(), 0
    try:
        while position < len(text.rstrip()):
            part = _PART.match(text, position)
            if part is None:
                raise _not_a_duration(text)
            total += timedelta(seconds=float(part[1]) * _UNITS[part[2].lower()])
            position = part.end()
    except OverflowError as error:
        raise _not_a_duration(text) from error
    if not position:
        raise _not_a_duration(text)
    return total


def _not_a_duration(value: object) -> ControlError:
    return ControlError(
        f"{brief(value)} is not a duration; use seconds, a timedelta, or a text such as '30d' or '1h30m'"
    )


def parse_moment(moment: Moment) -> datetime:
    """Parse a moment.

    Raises:
        ControlError: The moment is malformed, or has no time zone.
    """
    if isinstance(moment, str):
        try:
            text = parse_timestamp(moment)
        except ValueError as error:
            raise ControlError(
                f"{brief(moment)} is not a moment; use ISO 8601, such as '2026-03-01T09:00:00Z'"
            ) from error
        return datetime.fromisoformat(f"{text[:26]}+00:00")
    if not isinstance(moment, datetime):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise ControlError(f"{brief(moment)} is not a moment; use a datetime with a time zone, or an ISO 8601 text")
    if moment.tzinfo is None:
        raise ControlError(f"{brief(moment)} has no time zone; add one, such as tzinfo=timezone.utc")
    return moment.astimezone(timezone.utc)


@dataclass(frozen=True, order=True)
class Due:
    """Scheduled work. Work for the same moment runs in the order of scheduling."""

    at: datetime
    number: int
    what: str = field(compare=False)
    run: Callable[[], object] = field(compare=False, repr=False)


@dataclass(frozen=True)
class Happened:
    """Scheduled work that was run."""

    at: datetime
    what: str


@dataclass(frozen=True)
class ClockState:
    """The state of a clock in a snapshot."""

    offset: timedelta
    frozen: datetime | None
    due: tuple[Due, ...]


class Clock:
    """The clock of a sandbox.

    It follows the system clock until it is frozen or moved. Moving it forwards runs the scheduled work on the way, in
    order and each at its own moment, before the call returns. Thread-safe.

    Args:
        source: Function that returns the real time as an aware datetime. Defaults to the system clock.
    """

    def __init__(self, source: Callable[[], datetime] | None = None) -> None:
        """Start with the time of the source."""
        self._source = source or (lambda: datetime.now(timezone.utc))
        self._offset = timedelta()
        self._frozen: datetime | None = None
        self._due: list[Due] = []
        self._numbers = itertools.count()
        self._lock = threading.Lock()
        self.moving = threading.RLock()
        """Held while the clock is moved. Scheduled work writes, so acquire it before the lock of the pipeline."""
        self.on_move: list[Callable[[], None]] = []
        """Called after the clock is frozen, moved or resumed."""

    def __call__(self) -> datetime:
        """Return the current time."""
        return self.now

    def __repr__(self) -> str:
        return f"<Clock {self.now.isoformat()} {'frozen' if self.frozen else 'running'}>"

    @property
    def now(self) -> datetime:
        """The current time, in UTC."""
        frozen = self._frozen
        return self._source().astimezone(timezone.utc) + self._offset if frozen is None else frozen

    @property
    def frozen(self) -> bool:
        """Whether the clock is frozen."""
        return self._frozen is not None

    @property
    def next_due(self) -> datetime | None:
        """When the next scheduled work is due; None if nothing is scheduled."""
        with self._lock:
            return self._due[0].at if self._due else None

    def freeze(self, at: Moment | None = None) -> datetime:
        """Freeze the clock at a moment, or now, and return that moment."""
        moment = None if at is None else parse_moment(at)
        with self.moving:
            self._frozen = self.now
            if moment is not None:
                self.set(moment)
            self._notify()
            return self.now

    def resume(self) -> datetime:
        """Let the clock run again from its current time, and return that time."""
        with self.moving:
            now = self.now
            self._offset = now - self._source()
            self._frozen = None
            self._notify()
            return now

    def set(self, at: Moment) -> list[Happened]:
        """Move the clock to a moment, forwards or backwards. A frozen clock stays frozen, a running clock runs on.

        Returns:
            The scheduled work that was run, oldest first.

        Raises:
            ControlError: `at` is malformed, or has no time zone.
        """
        return self._move_to(parse_moment(at))

    def advance(self, by: Duration) -> list[Happened]:
        """Move the clock forwards. A frozen clock stays frozen, a running clock runs on.

        Args:
            by: A timedelta, seconds, or a text such as `30d` or `1h30m`.

        Returns:
            The scheduled work that was run, oldest first.

        Raises:
            ControlError: `by` is negative or malformed, or the result is after the year 9999.
        """
        with self.moving:
            try:
                moment = self.now + parse_duration(by)
            except OverflowError as error:
                raise ControlError(f"{brief(by)} moves the clock beyond the year 9999") from error
            return self._move_to(moment)

    def schedule(self, at: datetime, what: str, run: Callable[[], object]) -> Due:
        """Schedule work.

        Args:
            at: When to run it. A moment in the past means the next time that due work runs.
            what: Description of the work, for the list that `advance` returns.
            run: Function that does the work. It may schedule more work.
        """
        due = Due(at, next(self._numbers), what, run)
        with self._lock:
            heapq.heappush(self._due, due)
        return due

    def cancel(self, due: Due) -> None:
        """Cancel scheduled work. Do nothing if it has already run."""
        with self._lock:
            if due in self._due:
                self._due.remove(due)
                heapq.heapify(self._due)

    def run_due(self) -> list[Happened]:
        """Run the work that is due now. Do nothing while another thread moves the clock."""
        # Never wait for a thread that moves the clock: the work that it runs may wait for this request.
        if not self._due or self._due[0].at > self.now or not self.moving.acquire(blocking=False):
            return []
        try:
            return self._run_until(self.now, moves_clock=False)
        finally:
            self.moving.release()

    def to_json(self) -> dict[str, object]:
        """Return the offset and the frozen moment as JSON values."""
        frozen = self._frozen
        return {"offset": self._offset.total_seconds(), "frozen": frozen.isoformat() if frozen else None}

    def from_json(self, content: Mapping[str, object]) -> None:
        """Restore the result of `to_json`."""
        frozen = content["frozen"]
        with self.moving:
            self._offset = timedelta(seconds=cast("float", content["offset"]))
            self._frozen = None if frozen is None else datetime.fromisoformat(str(frozen))

    def state(self) -> ClockState:
        """Return the state for a snapshot."""
        with self._lock:
            return ClockState(self._offset, self._frozen, tuple(self._due))

    def restore(self, state: ClockState) -> None:
        """Restore the state of a snapshot: offset, frozen moment and scheduled work."""
        with self.moving, self._lock:
            self._offset, self._frozen = state.offset, state.frozen
            self._due = list(state.due)

    def _move_to(self, moment: datetime) -> list[Happened]:
        with self.moving:
            was_frozen = self.frozen
            if not was_frozen:
                self._frozen = self.now
            try:
                happened = self._run_until(moment)
                self._frozen = moment
            finally:
                if not was_frozen:
                    self.resume()
            self._notify()
            return happened

    def _notify(self) -> None:
        for call in self.on_move:
            call()

    def _run_until(self, moment: datetime, *, moves_clock: bool = True) -> list[Happened]:
        happened: list[Happened] = []
        while (due := self._pop_due(moment)) is not None:
            if moves_clock:
                # Work that was already late runs at the current time, not in the past.
                self._frozen = max(due.at, self.now)
            happened.append(Happened(self.now, due.what))
            due.run()
        return happened

    def _pop_due(self, moment: datetime) -> Due | None:
        with self._lock:
            return heapq.heappop(self._due) if self._due and self._due[0].at <= moment else None
