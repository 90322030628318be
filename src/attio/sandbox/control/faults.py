"""Faults as data: which requests they match, how often, and what the caller sees instead of the usual response."""

from __future__ import annotations

import dataclasses
import itertools
import random
import threading
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias, cast

from typing_extensions import TypedDict

from attio._support.names import brief
from attio.sandbox.control.naming import ControlError, is_number, matches, nearest, select, suggestion
from attio.sandbox.documented import Documented, DocumentedError
from attio.sandbox.messages import Drop, Wire

if TYPE_CHECKING:
    from typing_extensions import Unpack

Content: TypeAlias = "dict[str, object]"

MASK = "[redacted]"
"""The mask that replaces a token in every text."""

DROPS: tuple[Drop, ...] = ("before_sending", "after_applying")


class Effect(TypedDict, total=False):
    """What a fault does; see `Faults.add`."""

    code: str | None
    status: int | None
    rate_limit: float | None
    delay: float | None
    drop: Drop | None
    truncate: int | None
    drip: tuple[int, float] | None
    unknown_fields: bool


ANYWHERE = (
    DocumentedError(400, "validation_type", "invalid_request_error", "Body payload validation error."),
    DocumentedError(401, "unauthorized", "auth_error", "The access token is missing, malformed, or does not exist."),
    DocumentedError(403, "unauthorized", "auth_error", "This access token lacks a required scope."),
)
"""Errors that any operation of the API may respond with, although not every one documents them."""


@dataclass(frozen=True, kw_only=True)
class Fault:
    """Something that goes wrong with requests; made by `faults.add`."""

    id: str
    operation: str | None = None
    object: str | None = None
    token: str | None = None
    after: int = 0
    times: int | None = 1
    probability: float = 1.0
    code: str | None = None
    status: int | None = None
    rate_limit: float | None = None
    delay: float | None = None
    drop: Drop | None = None
    truncate: int | None = None
    drip: tuple[int, float] | None = None
    unknown_fields: bool = False
    _owner: Faults = field(repr=False, compare=False)

    @property
    def fired(self) -> int:
        """How often it has applied."""
        return self._owner.fired(self)

    @property
    def wire(self) -> Wire | None:
        """What the transport does to the response; None if nothing."""
        wire = Wire(self.delay or 0.0, self.drop, self.truncate, self.drip)
        return None if wire == Wire() else wire

    def remove(self) -> None:
        """Take the fault away; nothing happens if it is gone."""
        self._owner.remove(self.id)

    def error(self, operation: str) -> DocumentedError | None:
        """Return the documented error that the caller of an operation sees instead of the usual response, if any."""
        found = self._owner.errors(operation, self.code, self.status) if self.code is not None else ()
        return found[0] if found else None

    def to_json(self) -> Content:
        """Return what is set, with how often it has applied; the token is masked."""
        names = [one.name for one in dataclasses.fields(self) if not one.name.startswith("_")]
        content: Content = {name: getattr(self, name) for name in names}
        shown = {name: value for name, value in content.items() if value is not None and value is not False}
        if self.token is not None:
            shown["token"] = MASK
        return {**shown, "times": self.times, "fired": self.fired}


@dataclass
class _Count:
    seen: int = 0
    fired: int = 0


@dataclass(frozen=True)
class FaultsState:
    """What a snapshot keeps of the faults: the generator that probabilities draw from."""

    generator: tuple[object, ...]


class Faults:
    """The faults of a sandbox, in the order they were added. Safe to share between threads.

    Args:
        documented: Errors that each operation documents.
        seed: Makes what `probability` draws the same in every run.
    """

    def __init__(self, documented: Documented, *, seed: int | None = None) -> None:
        """Start without faults."""
        self._documented = documented
        self._random = random.Random(seed)  # noqa: S311 - chance, not secrecy
        self._faults: dict[str, Fault] = {}
        self._counts: dict[str, _Count] = {}
        self._numbers = itertools.count(1)
        self._lock = threading.Lock()

    def __iter__(self) -> Iterator[Fault]:
        return iter(tuple(self._faults.values()))

    def __len__(self) -> int:
        return len(self._faults)

    def __getitem__(self, id: str) -> Fault:
        """Return a fault by id.

        Raises:
            ControlError: There is none.
        """
        fault = self._faults.get(id)
        if fault is None:
            known = f"; there are {', '.join(self._faults)}" if self._faults else ""
            raise ControlError(f"there is no fault {brief(id)}{known}")
        return fault

    def __repr__(self) -> str:
        return f"<Faults {list(self._faults.values())!r}>"

    def add(
        self,
        operation: str | None = None,
        *,
        object: str | None = None,
        token: str | None = None,
        after: int = 0,
        times: int | None = 1,
        probability: float = 1.0,
        **effect: Unpack[Effect],
    ) -> Fault:
        """Add a fault. Of those that match a request, the first that is not used up applies.

        Args:
            operation: Name of an operation or a glob, such as `records.create` or `records.*`; all by default.
            object: Slug or id of an object, list or activity that the path must name.
            token: The token that the request must come with.
            after: How many matching requests to let pass first.
            times: How often it applies; None for ever.
            probability: The chance that it applies to a request, from 0 to 1.
            **effect: What the caller sees:
                `code` (str): an error the operation documents, with `status` (int) if the code has several statuses;
                `status` (int) alone: an HTML page with that status, as from a proxy;
                `rate_limit` (float): 429, with a date so many seconds ahead in `Retry-After`;
                `delay` (float): wait so many seconds first; combines with any other;
                `drop`: the connection breaks, `before_sending` or `after_applying` the request;
                `truncate` (int): the body ends after so many bytes, `Content-Length` unchanged;
                `drip` (int, float): so many bytes of the body at a time, so many seconds apart;
                `unknown_fields` (bool): a new key in each object of the response, a new member in each enum.

        Returns:
            The fault, which `remove()` takes away again.

        Raises:
            ControlError: A name, number or combination cannot be used; the message says which and what to give.
        """
        _check_names(effect)
        _check_texts(operation=operation, object=object, token=token, code=effect.get("code"))
        _check_matching(after, times, probability)
        _check_effect(effect)
        self._check_documented(operation, effect.get("code"), effect.get("status"))
        with self._lock:
            fault = Fault(
                id=str(next(self._numbers)),
                operation=operation,
                object=object,
                token=token,
                after=after,
                times=times,
                probability=probability,
                **effect,
                _owner=self,
            )
            self._faults[fault.id] = fault
            self._counts[fault.id] = _Count()
        return fault

    def _check_documented(self, operation: str | None, code: str | None, status: int | None) -> None:
        chosen = select(operation, self._documented)
        if code is not None and not any(self.errors(name, code, status) for name in chosen):
            raise self._undocumented(operation, chosen, code, status)

    def remove(self, id: str) -> None:
        """Take a fault away by id; nothing happens if it is gone."""
        with self._lock:
            self._faults.pop(id, None)
            self._counts.pop(id, None)

    def clear(self) -> None:
        """Take all faults away."""
        with self._lock:
            self._faults.clear()
            self._counts.clear()

    @property
    def unused(self) -> tuple[Fault, ...]:
        """The faults that have never applied."""
        return tuple(fault for fault in self if not fault.fired)

    def fired(self, fault: Fault) -> int:
        """Return how often a fault has applied; 0 once it is removed."""
        count = self._counts.get(fault.id)
        return count.fired if count else 0

    def take(self, operation: str | None, *, objects: Collection[str] = (), token: str | None = None) -> Fault | None:
        """Return the fault that applies to a request, and count that it does.

        Args:
            operation: The operation, or None for a path that is no endpoint.
            objects: Slug and id of the object, list or activity that the path names.
            token: The token of the request.
        """
        if not self._faults:
            return None
        with self._lock:
            for fault in self._faults.values():
                if self._concerns(fault, operation, objects, token) and self._applies(fault):
                    return fault
        return None

    def errors(self, operation: str, code: str, status: int | None = None) -> list[DocumentedError]:
        """Return the errors with a code, and a status if one is given, that an operation may respond with."""
        found = errors_of(operation, self._documented.get(operation, ()))
        return [one for one in found if _is(one, code, status)]

    def state(self) -> FaultsState:
        """Return what a snapshot keeps; faults themselves outlive `restore`."""
        return FaultsState(self._random.getstate())

    def restore(self, state: FaultsState) -> None:
        """Go back to what a snapshot kept."""
        self._random.setstate(state.generator)

    def _concerns(self, fault: Fault, operation: str | None, objects: Collection[str], token: str | None) -> bool:
        return (
            matches(operation, fault.operation)
            and (fault.object is None or fault.object in objects)
            and (fault.token is None or fault.token == token)
            # Of the operations that a glob means, some do not document the error.
            and (fault.code is None or (operation is not None and fault.error(operation) is not None))
        )

    def _applies(self, fault: Fault) -> bool:
        count = self._counts[fault.id]
        if fault.times is not None and count.fired >= fault.times:
            return False
        count.seen += 1
        if count.seen <= fault.after or (fault.probability < 1 and self._random.random() >= fault.probability):
            return False
        count.fired += 1
        return True

    def _undocumented(
        self, pattern: str | None, operations: Iterable[str], code: str, status: int | None
    ) -> ControlError:
        pairs = {(one.code, one.status) for name in operations for one in (*self._documented[name], *ANYWHERE)}
        what = f"{brief(code)}" if status is None else f"{brief(code)} with status {status}"
        close = nearest(code, {known for known, _ in pairs})
        offered = sorted(pair for pair in pairs if pair[0] == close) if close else sorted(pairs)
        texts = ", ".join(f"{known!r} ({number})" for known, number in offered)
        return ControlError(f"{pattern or 'no operation'} documents no error {what}; use {texts}")


def errors_of(operation: str, documented: Iterable[DocumentedError]) -> list[DocumentedError]:
    """Return the errors an operation may respond with: its own, and those of any operation; lowest status first."""
    general = () if operation == "meta.identify" or operation.startswith(("scim.", "oauth.")) else ANYWHERE
    pairs = {(one.status, one.code): one for one in (*general, *documented)}
    return sorted(pairs.values(), key=lambda one: one.status)


def _is(error: DocumentedError, code: str, status: int | None) -> bool:
    return error.code == code and status in (None, error.status)


def _check_names(effect: Effect) -> None:
    for name in effect:
        if name not in Effect.__annotations__:
            known = [*Effect.__annotations__, "object", "token", "after", "times", "probability"]
            raise ControlError(f"a fault has no {brief(name)}{suggestion(name, known)}")


def _check_texts(**given: object) -> None:
    for name, value in given.items():
        if value is not None and not isinstance(value, str):
            # A token is not shown, whatever it is.
            shown = MASK if name == "token" else brief(value)
            raise ControlError(f"{name}={shown} must be a text")


def _check_matching(after: object, times: object, probability: object) -> None:
    if not is_number(after, whole=True):
        raise ControlError(f"after={brief(after)} must be a whole number of requests, 0 or more")
    if times is not None and (not times or not is_number(times, whole=True)):
        raise ControlError(f"times={brief(times)} must be a whole number, 1 or more, or None for ever")
    if not is_number(probability) or cast("float", probability) > 1:
        raise ControlError(f"probability={brief(probability)} must be a number from 0 to 1")


def _check_effect(effect: Effect) -> None:
    given = [name for name, value in effect.items() if value is not None and value is not False]
    replacing = [name for name in ("code", "status", "rate_limit", "drop") if name in given]
    if not given:
        raise ControlError(f"a fault needs an effect: one of {', '.join(Effect.__annotations__)}")
    if len(replacing) > 1 and replacing != ["code", "status"]:
        raise ControlError(f"{' and '.join(replacing)} exclude each other; only delay combines with any other effect")
    if "drop" in given and set(given) - {"delay", "drop"}:
        raise ControlError("drop sends no response, so only delay combines with it")
    _check_numbers(effect)
    drop = cast("object", effect.get("drop"))
    if drop is not None and drop not in DROPS:
        raise ControlError(f"drop={brief(drop)} must be {' or '.join(map(repr, DROPS))}{suggestion(str(drop), DROPS)}")


def _check_numbers(effect: Effect) -> None:
    status = cast("object", effect.get("status"))
    if status is not None and not (is_number(status, whole=True) and 400 <= cast("int", status) <= 599):
        raise ControlError(f"status={brief(status)} must be an HTTP status from 400 to 599")
    for name in ("delay", "rate_limit"):
        seconds = effect.get(name)
        if seconds is not None and not is_number(seconds):
            raise ControlError(f"{name}={brief(seconds)} must be a number of seconds, 0 or more")
    truncate = cast("object", effect.get("truncate"))
    if truncate is not None and not is_number(truncate, whole=True):
        raise ControlError(f"truncate={brief(truncate)} must be a whole number of bytes, 0 or more")
    drip = cast("object", effect.get("drip"))
    if drip is not None:
        pair = cast("tuple[object, ...]", drip) if isinstance(drip, (list, tuple)) else ()
        if len(pair) != 2 or not pair[0] or not is_number(pair[0], whole=True) or not is_number(pair[1]):
            shown = brief(drip)
            raise ControlError(f"drip={shown} must be a pair: bytes at a time, 1 or more, and seconds between them")
        effect["drip"] = cast("tuple[int, float]", tuple(pair))
