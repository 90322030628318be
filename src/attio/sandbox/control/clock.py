"""The time of a sandbox: it runs with the system's, stands still, or is moved, and starts work that falls due."""

from __future__ import annotations

import heapq
import itertools
import re
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import TypeAlias, cast

from attio._support.names import brief
from attio.sandbox.control.naming import ControlError
from attio.sandbox.timestamps import parse_timestamp

Moment: TypeAlias = "datetime | str"
"""An aware datetime, or an ISO 8601 text; a text without a zone is UTC."""

Duration: TypeAlias = "timedelta | float | str"
"""A timedelta, a number of seconds, or a text such as `30d`, `1h30m` or `500ms`."""

_UNITS = {"w": 604_800, "d": 86_400, "h": 3_600, "m": 60, "s": 1, "ms": 0.001}
_PART = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(ms|[wdhms])", re.IGNORECASE)


def parse_duration(duration: Duration) -> timedelta:
    """Read a duration.

    Raises:
        ControlError: It is negative, or no duration.
    """
    if isinstance(duration, str):
        duration = _read_duration(duration)
    try:
        delta = duration if isinstance(duration, timedelta) else timedelta(seconds=duration)
    except (OverflowError, TypeError, ValueError) as error:
        raise _not_a_duration(duration) from error
    if delta < timedelta():
        raise ControlError(f"{brief(duration)} is negative; `clock.set` moves the clock backwards")
    return delta


def _read_duration(text: str) -> timedelta | float:
    try:
        return float(text)
    except ValueError:
        pass
    parts, position = timedelta(), 0
    try:
        while position < len(text.rstrip()):
            found = _PART.match(text, position)
            if found is None:
                raise _not_a_duration(text)
            parts += timedelta(seconds=float(found[1]) * _UNITS[found[2].lower()])
            position = found.end()
    except OverflowError as error:
        raise _not_a_duration(text) from error
    if not position:
        raise _not_a_duration(text)
    return parts


def _not_a_duration(value: object) -> ControlError:
    return ControlError(f"{brief(value)} is no duration; give seconds, a timedelta, or a text such as '30d' or '1h30m'")


def parse_moment(moment: Moment) -> datetime:
    """Read a moment.

    Raises:
        ControlError: It has no time zone, or is no moment.
    """
    if isinstance(moment, str):
        try:
            text = parse_timestamp(moment)
        except ValueError as error:
            raise ControlError(
                f"{brief(moment)} is no moment; give ISO 8601, such as '2026-03-01T09:00:00Z'"
            ) from error
        return datetime.fromisoformat(f"{text[:26]}+00:00")
    if not isinstance(moment, datetime):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise ControlError(f"{brief(moment)} is no moment; give a datetime with a time zone, or a text in ISO 8601")
    if moment.tzinfo is None:
        raise ControlError(f"{brief(moment)} has no time zone; give one, such as tzinfo=timezone.utc")
    return moment.astimezone(timezone.utc)


@dataclass(frozen=True, order=True)
class Due:
    """Work to do at a moment; of two at one moment, the one scheduled first comes first."""

    at: datetime
    number: int
    what: str = field(compare=False)
    run: Callable[[], object] = field(compare=False, repr=False)


@dataclass(frozen=True)
class Happened:
    """Something that fell due and was done."""

    at: datetime
    what: str


@dataclass(frozen=True)
class ClockState:
    """What a snapshot keeps of a clock."""

    offset: timedelta
    frozen: datetime | None
    due: tuple[Due, ...]


class Clock:
    """The time of a sandbox.

    It runs with the system's clock until it is frozen or moved. Work that falls due while it is moved is done in order,
    each at its own moment, before the call returns. Safe to share between threads.

    Args:
        source: Gives the real moment, aware; the system's by default.
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
        """Held while the clock is moved. What is done meanwhile writes, so it is taken before the lock of writes."""
        self.on_move: list[Callable[[], None]] = []
        """Called when the clock was frozen, moved or resumed."""

    def __call__(self) -> datetime:
        """Return the present moment."""
        return self.now

    def __repr__(self) -> str:
        return f"<Clock {self.now.isoformat()} {'frozen' if self.frozen else 'running'}>"

    @property
    def now(self) -> datetime:
        """The present moment, in UTC."""
        frozen = self._frozen
        return self._source().astimezone(timezone.utc) + self._offset if frozen is None else frozen

    @property
    def frozen(self) -> bool:
        """Whether the clock stands still."""
        return self._frozen is not None

    @property
    def next_due(self) -> datetime | None:
        """When the next work falls due; None if nothing is scheduled."""
        with self._lock:
            return self._due[0].at if self._due else None

    def freeze(self, at: Moment | None = None) -> datetime:
        """Stop the clock, at a moment or now, and return the moment."""
        moment = None if at is None else parse_moment(at)
        with self.moving:
            self._frozen = self.now
            if moment is not None:
                self.set(moment)
            self._moved()
            return self.now

    def resume(self) -> datetime:
        """Let the clock run on from where it is, and return the moment."""
        with self.moving:
            now = self.now
            self._offset = now - self._source()
            self._frozen = None
            self._moved()
            return now

    def set(self, at: Moment) -> list[Happened]:
        """Move the clock to a moment, forwards or backwards; it stays frozen or running.

        Returns:
            The work that fell due on the way, oldest first.

        Raises:
            ControlError: `at` is no moment, or has no time zone.
        """
        return self._move_to(parse_moment(at))

    def advance(self, by: Duration) -> list[Happened]:
        """Move the clock forwards; it stays frozen or running.

        Args:
            by: A timedelta, seconds, or a text such as `30d` or `1h30m`.

        Returns:
            The work that fell due on the way, oldest first.

        Raises:
            ControlError: `by` is negative, or no duration.
        """
        with self.moving:
            try:
                moment = self.now + parse_duration(by)
            except OverflowError as error:
                raise ControlError(f"{brief(by)} leads beyond the year 9999") from error
            return self._move_to(moment)

    def schedule(self, at: datetime, what: str, run: Callable[[], object]) -> Due:
        """Have work done at a moment.

        Args:
            at: When; work of the past is done at the next occasion.
            what: What is done, for the list that `advance` returns.
            run: Does it; may schedule more.
        """
        due = Due(at, next(self._numbers), what, run)
        with self._lock:
            heapq.heappush(self._due, due)
        return due

    def cancel(self, due: Due) -> None:
        """Forget scheduled work; nothing happens if it is done already."""
        with self._lock:
            if due in self._due:
                self._due.remove(due)
                heapq.heapify(self._due)

    def run_due(self) -> list[Happened]:
        """Do what has fallen due by now, while the clock runs by itself; nothing if another thread is at it."""
        # Most calls find nothing to do, and none of them should wait for a clock that is being moved: what is done
        # meanwhile may depend on this very call.
        if not self._due or self._due[0].at > self.now or not self.moving.acquire(blocking=False):
            return []
        try:
            return self._run_until(self.now, at_once=True)
        finally:
            self.moving.release()

    def to_json(self) -> dict[str, object]:
        """Return how far the clock is moved, and where it stands still, as JSON values."""
        frozen = self._frozen
        return {"offset": self._offset.total_seconds(), "frozen": frozen.isoformat() if frozen else None}

    def from_json(self, content: Mapping[str, object]) -> None:
        """Go back to what `to_json` returned."""
        frozen = content["frozen"]
        with self.moving:
            self._offset = timedelta(seconds=cast("float", content["offset"]))
            self._frozen = None if frozen is None else datetime.fromisoformat(str(frozen))

    def state(self) -> ClockState:
        """Return what a snapshot keeps."""
        with self._lock:
            return ClockState(self._offset, self._frozen, tuple(self._due))

    def restore(self, state: ClockState) -> None:
        """Go back to what a snapshot kept: whether the clock is frozen, how far it is moved, and what falls due."""
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
            self._moved()
            return happened

    def _moved(self) -> None:
        for call in self.on_move:
            call()

    def _run_until(self, moment: datetime, *, at_once: bool = False) -> list[Happened]:
        happened: list[Happened] = []
        while (due := self._pop(moment)) is not None:
            if not at_once:
                # Work that was late before the clock moved is done now, not in the past.
                self._frozen = max(due.at, self.now)
            happened.append(Happened(self.now, due.what))
            due.run()
        return happened

    def _pop(self, moment: datetime) -> Due | None:
        with self._lock:
            return heapq.heappop(self._due) if self._due and self._due[0].at <= moment else None
