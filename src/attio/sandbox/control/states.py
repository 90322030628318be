"""What Attio does some time after a request: how long it takes, and what is under way."""

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
    "search": "the search index catches up with a write",
    "merge": "a merged record can be read and written; until then a merge responds with 202",
    "call_recording": "a recording with a video is `completed`",
    "company_from_email": "a person without a company gets the one of the e-mail domain, made if there is none",
    "meeting_links": "a meeting is linked to the people and companies of its participants",
    "email_gaps": "pages of e-mails have content; until then they are empty, with a cursor",
}
"""The states, each with what happens when it ends."""

RULES = (
    different("states.search",
        'A search finds what was just written; Attio\'s index lags, as `states.set("search", seconds=5)` makes it here',
        "records.search", source="reference: Search records"),
    different("states.merge",
        'A merge is finished when the response is sent; `states.set("merge", seconds=5)` makes it take as long',
        "records.merge", source="reference: Merge records"),
    different("states.background",
        "Nothing is enriched, and no company is made from an e-mail address; `app.enrich` and the state "
        "`company_from_email` do that",
        "records.create", "records.assert", "records.update", "records.update_append", source="guide: People"),
)  # fmt: skip

_OFF_AT_FIRST = ("company_from_email", "meeting_links", "email_gaps")

Done: TypeAlias = Callable[[Changes], None]


@dataclass(frozen=True, slots=True)
class Setting:
    """How long one state takes: no time at all where neither is set."""

    off: bool = False
    """Whether the change that the state delays never happens."""
    seconds: float = 0.0
    """So many seconds of the sandbox's clock."""
    reads: int = 0
    """So many reads of what is waited for."""

    @property
    def at_once(self) -> bool:
        """Whether it takes no time."""
        return not self.seconds and not self.reads

    def to_json(self) -> dict[str, object]:
        """Return the setting as JSON values."""
        return {"off": True} if self.off else {"seconds": self.seconds, "reads": self.reads}


@dataclass(frozen=True, slots=True)
class _Pending:
    """Something that is under way."""

    workspace: Workspace | None
    reads: int
    """How many more reads find it so; 0 where it ends with time."""
    number: int
    done: Done | None = None
    before: Record | None = None
    """A record as the search index has it."""
    owner_id: str = ""


@dataclass(frozen=True, slots=True)
class StatesState:
    """What a snapshot keeps: what is under way, and how many pages of e-mails are still empty."""

    pending: Mapping[tuple[Name, str], _Pending]
    gaps: int


class States:
    """What Attio does later, by name. Safe to share between threads.

    Args:
        clock: Says when time is over.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._write: Callable[[Workspace], AbstractContextManager[Changes]] | None = None
        self._settings = _defaults()
        self._pending: dict[tuple[Name, str], _Pending] = {}
        self._over: list[tuple[Name, str]] = []
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
        """Say how long something takes that Attio does after a request: one of the three.

        Args:
            name: `search`, `merge`, `call_recording`, `company_from_email`, `meeting_links` or `email_gaps`.
            off: True: it does not happen; what is searched, merged or recorded is there at once.
            seconds: It takes so long by the clock of the sandbox; 0 for no time.
            reads: It takes so many reads; 0 for no time.

        Raises:
            ControlError: There is no such state, or not one of the three is given, or it is no time.
        """
        known = _known(name)
        given = [word for word, value in (("off", off), ("seconds", seconds), ("reads", reads)) if value is not None]
        if len(given) != 1:
            raise ControlError(f"{name} needs one of off, seconds and reads, not {' and '.join(given) or 'none'}")
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
                    self._start(("email_gaps", ""), _Pending(None, 0, self._next()), setting.seconds)
        return setting

    def reset(self) -> None:
        """Go back to how long everything takes at first."""
        with self._lock:
            self._settings = _defaults()
            self._gaps = 0
            self._pending.clear()

    def bind(self, write: Callable[[Workspace], AbstractContextManager[Changes]]) -> None:
        """Say how to write when something is over."""
        self._write = write

    def begin(self, name: Name, key: str, workspace: Workspace, done: Done | None = None) -> bool:
        """Begin something, and return whether it is under way now: not if it is off or takes no time.

        Args:
            name: The state.
            key: Id of what is waited for.
            workspace: Where it happens.
            done: Writes what follows when it is over; not called if it takes no time.
        """
        setting = self._settings[name]
        if setting.off or setting.at_once:
            return False
        self._start((name, key), _Pending(workspace, setting.reads, self._next(), done), setting.seconds)
        return True

    def follow(self, name: Name, key: str, workspace: Workspace, done: Done) -> None:
        """Have something written in the background: after the request if it takes no time, never if it is off."""
        if not self._settings[name].off and not self.begin(name, key, workspace, done):
            with self._lock:
                self._pending[name, key] = _Pending(workspace, 0, self._next(), done)
                self._over.append((name, key))

    def _next(self) -> int:
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
        """Whether something is under way; asking counts as a read of it."""
        with self._lock:
            found = self._pending.get((name, key))
            if found is None:
                return False
            if found.reads:
                self._count((name, key), found)
            return True

    def _count(self, place: tuple[Name, str], found: _Pending) -> None:
        self._pending[place] = replace(found, reads=found.reads - 1)
        if found.reads == 1:
            self._over.append(place)

    def is_gap(self) -> bool:
        """Whether the next page of e-mails is empty; asking uses it up."""
        with self._lock:
            if self._gaps:
                self._gaps -= 1
                return True
            return ("email_gaps", "") in self._pending

    def note(self, workspace: Workspace, changes: Iterable[Change]) -> None:
        """Note down which records the search index does not have yet as they are."""
        setting = self._settings["search"]
        if setting.off or setting.at_once:
            return
        for change in changes:
            if isinstance(change.row, Record) and ("search", change.row.id) not in self._pending:
                before = change.before if isinstance(change.before, Record) else None
                pending = _Pending(workspace, setting.reads, self._next(), None, before, change.row.owner_id)
                self._start(("search", change.row.id), pending, setting.seconds)

    def indexed(self, workspace: Workspace, owner_id: str) -> list[Record]:
        """Return the records of an object as the search index has them; counts as a read of it."""
        records = {record.id: record for record in workspace.records(owner_id)}
        with self._lock:
            for place, found in list(self._pending.items()):
                if place[0] != "search" or found.workspace is not workspace or found.owner_id != owner_id:
                    continue
                records.pop(place[1], None)
                if found.before is not None:
                    records[place[1]] = found.before
                if found.reads:
                    self._count(place, found)
        return list(records.values())

    def settle(self) -> None:
        """Do what is over after the last read of it."""
        with self._lock:
            over, self._over = self._over, []
        for place in over:
            found = self._pending.get(place)
            if found is not None:
                self._end(place, found.number)

    def _end(self, place: tuple[Name, str], number: int) -> None:
        with self._lock:
            found = self._pending.get(place)
            if found is None or found.number != number:
                return
            del self._pending[place]
        if found.done is not None and found.workspace is not None and self._write is not None:
            with self._write(found.workspace) as changes:
                found.done(changes)

    def state(self) -> StatesState:
        """Return what a snapshot keeps; settings outlive `restore`."""
        with self._lock:
            return StatesState(dict(self._pending), self._gaps)

    def restore(self, state: StatesState) -> None:
        """Go back to what a snapshot kept."""
        with self._lock:
            self._pending, self._gaps = dict(state.pending), state.gaps
            self._over.clear()


def _defaults() -> dict[Name, Setting]:
    return {name: Setting(off=name in _OFF_AT_FIRST) for name in NAMES}


def _known(name: str) -> Name:
    if name not in NAMES:
        raise unknown("state", name, NAMES)
    return cast("Name", name)
