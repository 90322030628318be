"""`States`: background work that Attio does some time after a request, and how long it takes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Literal, TypeAlias, cast

from attio._support.names import brief
from attio.sandbox.control.clock import Clock
from attio.sandbox.control.naming import ControlError, is_number, unknown
from attio.sandbox.provenance import different
from attio.sandbox.store.changes import Change, Changes
from attio.sandbox.store.rows import Record
from attio.sandbox.workspace import Workspace

Name: TypeAlias = Literal["search", "merge", "call_recording", "company_from_email", "meeting_links", "email_gaps"]

NAMES: Mapping[Name, str] = {
    "search": "the search index contains a write",
    "merge": "a merged record can be read and written; until then, the response to a merge is 202",
    "call_recording": "a recording with a video is `completed`",
    "company_from_email": "a person without a company gets the company of the e-mail domain, created if missing",
    "meeting_links": "a meeting is linked to the people and companies of its participants",
    "email_gaps": "pages of e-mails have content; until then, they are empty and have a cursor",
}
"""The states by name, each with the effect of its end."""

RULES = (
    different("states.search",
        'A search finds a write at once; Attio\'s index lags behind, as it does with `states.set("search", seconds=5)`',
        "records.search", source="reference: Search records"),
    different("states.merge",
        'A merge is finished when the response is sent; `states.set("merge", seconds=5)` makes it take 5 seconds',
        "records.merge", source="reference: Merge records"),
    different("states.background",
        "Records are not enriched, and no company is created from an e-mail address; use `app.enrich` and the state "
        "`company_from_email`",
        "records.create", "records.assert", "records.update", "records.update_append", source="guide: People"),
)  # fmt: skip

_OFF_AT_FIRST = ("company_from_email", "meeting_links", "email_gaps")

Done: TypeAlias = Callable[[Changes], None]


@dataclass(frozen=True, slots=True)
class Setting:
    """How long the work of a state takes. With neither `seconds` nor `reads`, it takes no time."""

    off: bool = False
    """Whether the work is never done."""
    seconds: float = 0.0
    """Duration in seconds, by the clock of the sandbox."""
    reads: int = 0
    """Duration as a number of reads of the object that the work changes."""

    @property
    def at_once(self) -> bool:
        """Whether the work takes no time."""
        return not self.seconds and not self.reads

    def to_json(self) -> dict[str, object]:
        """Return the setting as JSON values."""
        return {"off": True} if self.off else {"seconds": self.seconds, "reads": self.reads}


@dataclass(frozen=True, slots=True)
class _Pending:
    """Work in progress."""

    workspace: Workspace | None
    reads: int
    """Number of reads until it ends; 0 if it ends with time."""
    number: int
    """Distinguishes it from later work on the same object."""
    done: Done | None = None
    """Writes the result of the work."""
    before: Record | None = None
    """The record in the search index; None if the index does not contain it yet."""
    owner_id: str = ""


@dataclass(frozen=True, slots=True)
class StatesState:
    """The state in a snapshot: work in progress, and the number of e-mail pages that are still empty."""

    pending: Mapping[tuple[Name, str], _Pending]
    gaps: int


class States:
    """Settings for Attio's background work, and the work in progress. Thread-safe.

    Args:
        clock: The clock of the sandbox.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._write: Callable[[Workspace], AbstractContextManager[Changes]] | None = None
        self._settings = _defaults()
        self._pending: dict[tuple[Name, str], _Pending] = {}
        self._ended: list[tuple[Name, str]] = []
        self._gaps = 0
        self._number = 0
        self._lock = threading.RLock()

    def __getitem__(self, name: str) -> Setting:
        """Return the setting of a state.

        Raises:
            ControlError: There is no such state.
        """
        return self._settings[_known(name)]

    def __iter__(self) -> Iterator[Name]:
        return iter(NAMES)

    def __len__(self) -> int:
        return len(NAMES)

    def __repr__(self) -> str:
        return f"<States {self._settings!r}>"

    def set(
        self, name: str, *, off: bool | None = None, seconds: float | None = None, reads: int | None = None
    ) -> Setting:
        """Set how long background work of Attio takes. Pass exactly one of `off`, `seconds` and `reads`.

        Args:
            name: `search`, `merge`, `call_recording`, `company_from_email`, `meeting_links` or `email_gaps`.
            off: True turns the work off. Searches, merges and recordings then have no delay.
            seconds: Duration in seconds, by the clock of the sandbox; 0 for no delay.
            reads: Duration as a number of reads; 0 for no delay.

        Raises:
            ControlError: There is no such state, not exactly one of the three is given, or it is invalid.
        """
        known = _known(name)
        given = [word for word, value in (("off", off), ("seconds", seconds), ("reads", reads)) if value is not None]
        if len(given) != 1:
            raise ControlError(
                f"{name} needs exactly one of off, seconds and reads, not {' and '.join(given) or 'none'}"
            )
        if off not in (None, True, False):
            raise ControlError(f"off={brief(off)} must be true or false")
        if seconds is not None and not is_number(seconds):
            raise ControlError(f"seconds={brief(seconds)} must be a number, 0 or more")
        if reads is not None and not is_number(reads, whole=True):
            raise ControlError(f"reads={brief(reads)} must be a whole number, 0 or more")
        with self._lock:
            setting = self._settings[known] = Setting(bool(off), seconds or 0.0, reads or 0)
            if known == "email_gaps":
                self._gaps = setting.reads
                self._pending.pop(("email_gaps", ""), None)
                if setting.seconds:
                    self._start(("email_gaps", ""), _Pending(None, 0, self._next_number()), setting.seconds)
        return setting

    def reset(self) -> None:
        """Restore the default settings, and drop all work in progress."""
        with self._lock:
            self._settings = _defaults()
            self._gaps = 0
            self._pending.clear()

    def bind(self, write: Callable[[Workspace], AbstractContextManager[Changes]]) -> None:
        """Set the function that opens a write, for the results of work."""
        self._write = write

    def begin(self, name: Name, key: str, workspace: Workspace, done: Done | None = None) -> bool:
        """Start work. Return False, without starting it, if the work is off or takes no time.

        Args:
            name: The state.
            key: Id of the object of the work.
            workspace: Workspace of the object.
            done: Writes the result when the work ends. It is not called if the work is off or takes no time.
        """
        setting = self._settings[name]
        if setting.off or setting.at_once:
            return False
        self._start((name, key), _Pending(workspace, setting.reads, self._next_number(), done), setting.seconds)
        return True

    def follow(self, name: Name, key: str, workspace: Workspace, done: Done) -> None:
        """Start work whose result is always written in the background: if it takes no time, after the request."""
        if not self._settings[name].off and not self.begin(name, key, workspace, done):
            with self._lock:
                self._pending[name, key] = _Pending(workspace, 0, self._next_number(), done)
                self._ended.append((name, key))

    def _next_number(self) -> int:
        with self._lock:
            self._number += 1
            return self._number

    def _start(self, place: tuple[Name, str], pending: _Pending, seconds: float) -> None:
        with self._lock:
            self._pending[place] = pending
        if seconds:
            due = self._clock.now + timedelta(seconds=seconds)
            self._clock.schedule(due, " ".join(place).strip(), lambda: self._end(place, pending.number))

    def under_way(self, name: Name, key: str) -> bool:
        """Return whether work is in progress, and count this as a read."""
        with self._lock:
            pending = self._pending.get((name, key))
            if pending is None:
                return False
            if pending.reads:
                self._count_read((name, key), pending)
            return True

    def _count_read(self, place: tuple[Name, str], pending: _Pending) -> None:
        self._pending[place] = replace(pending, reads=pending.reads - 1)
        if pending.reads == 1:
            self._ended.append(place)

    def is_gap(self) -> bool:
        """Return whether the next page of e-mails is empty, and count the page."""
        with self._lock:
            if self._gaps:
                self._gaps -= 1
                return True
            return ("email_gaps", "") in self._pending

    def note(self, workspace: Workspace, changes: Iterable[Change]) -> None:
        """Record which written records the search index does not contain yet."""
        setting = self._settings["search"]
        if setting.off or setting.at_once:
            return
        for change in changes:
            if isinstance(change.row, Record) and ("search", change.row.id) not in self._pending:
                before = change.before if isinstance(change.before, Record) else None
                pending = _Pending(workspace, setting.reads, self._next_number(), None, before, change.row.owner_id)
                self._start(("search", change.row.id), pending, setting.seconds)

    def indexed(self, workspace: Workspace, owner_id: str) -> list[Record]:
        """Return the records of an object in the search index, and count this as a read."""
        records = {record.id: record for record in workspace.records(owner_id)}
        with self._lock:
            for place, pending in list(self._pending.items()):
                if place[0] != "search" or pending.workspace is not workspace or pending.owner_id != owner_id:
                    continue
                records.pop(place[1], None)
                if pending.before is not None:
                    records[place[1]] = pending.before
                if pending.reads:
                    self._count_read(place, pending)
        return list(records.values())

    def settle(self) -> None:
        """Write the results of work that ended with the last request."""
        with self._lock:
            ended, self._ended = self._ended, []
        for place in ended:
            pending = self._pending.get(place)
            if pending is not None:
                self._end(place, pending.number)

    def _end(self, place: tuple[Name, str], number: int) -> None:
        with self._lock:
            pending = self._pending.get(place)
            if pending is None or pending.number != number:
                return
            del self._pending[place]
        if pending.done is not None and pending.workspace is not None and self._write is not None:
            with self._write(pending.workspace) as changes:
                pending.done(changes)

    def state(self) -> StatesState:
        """Return the state for a snapshot. Settings are not part of it."""
        with self._lock:
            return StatesState(dict(self._pending), self._gaps)

    def restore(self, state: StatesState) -> None:
        """Restore the state of a snapshot."""
        with self._lock:
            self._pending, self._gaps = dict(state.pending), state.gaps
            self._ended.clear()


def _defaults() -> dict[Name, Setting]:
    return {name: Setting(off=name in _OFF_AT_FIRST) for name in NAMES}


def _known(name: str) -> Name:
    if name not in NAMES:
        raise unknown("state", name, NAMES)
    return cast("Name", name)
