"""Faults: which requests they match, how often they apply, and how they change the response."""

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
"""The mask that replaces tokens and other secrets."""

DROPS: tuple[Drop, ...] = ("before_sending", "after_applying")


class Effect(TypedDict, total=False):
    """The effect of a fault; see `Faults.add`."""

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
"""Errors that any operation of the API may return, although not every operation documents them."""


@dataclass(frozen=True, kw_only=True)
class Fault:
    """A fault; see `faults.add` for its fields."""

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
        """Number of requests that the fault has applied to."""
        return self._owner.fired(self)

    @property
    def wire(self) -> Wire | None:
        """Faults of the connection; None if the fault has none."""
        wire = Wire(self.delay or 0.0, self.drop, self.truncate, self.drip)
        return None if wire == Wire() else wire

    def remove(self) -> None:
        """Remove the fault. Do nothing if it was removed before."""
        self._owner.remove(self.id)

    def error(self, operation: str) -> DocumentedError | None:
        """Return the documented error that the fault causes in an operation; None if it causes none."""
        if self.code is None:
            return None
        errors = self._owner.errors(operation, self.code, self.status)
        return errors[0] if errors else None

    def to_json(self) -> Content:
        """Return the fields that are set and `fired`, as JSON values. The token is masked."""
        names = [each.name for each in dataclasses.fields(self) if not each.name.startswith("_")]
        fields: Content = {name: getattr(self, name) for name in names}
        content = {name: value for name, value in fields.items() if value is not None and value is not False}
        if self.token is not None:
            content["token"] = MASK
        return {**content, "times": self.times, "fired": self.fired}


@dataclass
class _Count:
    seen: int = 0
    fired: int = 0


@dataclass(frozen=True)
class FaultsState:
    """The state of the faults in a snapshot: the random generator for `probability`."""

    generator: tuple[object, ...]


class Faults:
    """The faults of a sandbox, in the order in which they were added. Thread-safe.

    Args:
        documented: Documented errors of each operation.
        seed: Seed for `probability`. With the same seed, results are the same in every run.
    """

    def __init__(self, documented: Documented, *, seed: int | None = None) -> None:
        """Start without faults."""
        self._documented = documented
        self._random = random.Random(seed)  # noqa: S311 - not for security
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
            ControlError: There is no such fault.
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
        """Add a fault. If several faults match a request, the first one that is not used up applies.

        Args:
            operation: Name of an operation or a glob, such as `records.create` or `records.*`. Defaults to all.
            object: Match only paths with this object, list or activity, by slug or id.
            token: Match only requests with this token.
            after: Number of matching requests that pass before the fault applies.
            times: Maximum number of requests that the fault applies to; None for no limit.
            probability: Probability that the fault applies to a matching request, from 0 to 1.
            **effect: The effect of the fault:
                `code` (str): a documented error of the operation, with `status` (int) if the code has several statuses;
                `status` (int) alone: an HTML page with this status, as from a proxy;
                `rate_limit` (float): 429, with a date this number of seconds ahead in `Retry-After`;
                `delay` (float): seconds to wait before the response; combines with all other effects;
                `drop`: break the connection, `before_sending` or `after_applying` the request;
                `truncate` (int): number of bytes after which the body ends, with `Content-Length` unchanged;
                `drip` (int, float): number of bytes of the body to send at a time, and the seconds between them;
                `unknown_fields` (bool): add a new key to each object of the response and a new member to each enum.

        Returns:
            The fault. Its `remove()` removes it.

        Raises:
            ControlError: A name, number or combination is invalid. The message suggests a valid one.
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
        """Remove a fault by id. Do nothing if there is no such fault."""
        with self._lock:
            self._faults.pop(id, None)
            self._counts.pop(id, None)

    def clear(self) -> None:
        """Remove all faults."""
        with self._lock:
            self._faults.clear()
            self._counts.clear()

    @property
    def unused(self) -> tuple[Fault, ...]:
        """The faults that have not applied to any request."""
        return tuple(fault for fault in self if not fault.fired)

    def fired(self, fault: Fault) -> int:
        """Return the number of requests that a fault has applied to; 0 after it is removed."""
        count = self._counts.get(fault.id)
        return count.fired if count else 0

    def take(self, operation: str | None, *, objects: Collection[str] = (), token: str | None = None) -> Fault | None:
        """Return the fault that applies to a request, and count the request; None if no fault applies.

        Args:
            operation: The operation; None for a path that is not an endpoint.
            objects: Slug and id of the object, list or activity in the path.
            token: The token of the request.
        """
        if not self._faults:
            return None
        with self._lock:
            for fault in self._faults.values():
                if self._is_match(fault, operation, objects, token) and self._count_and_decide(fault):
                    return fault
        return None

    def errors(self, operation: str, code: str, status: int | None = None) -> list[DocumentedError]:
        """Return the errors of an operation with a code, and with a status if it is not None."""
        errors = errors_of(operation, self._documented.get(operation, ()))
        return [error for error in errors if error.code == code and status in (None, error.status)]

    def state(self) -> FaultsState:
        """Return the state for a snapshot. The faults themselves are not part of it."""
        return FaultsState(self._random.getstate())

    def restore(self, state: FaultsState) -> None:
        """Restore the state of a snapshot."""
        self._random.setstate(state.generator)

    def _is_match(self, fault: Fault, operation: str | None, objects: Collection[str], token: str | None) -> bool:
        return (
            matches(operation, fault.operation)
            and (fault.object is None or fault.object in objects)
            and (fault.token is None or fault.token == token)
            # Not every operation that a glob matches documents the error.
            and (fault.code is None or (operation is not None and fault.error(operation) is not None))
        )

    def _count_and_decide(self, fault: Fault) -> bool:
        """Count a matching request, and return whether the fault applies to it."""
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
        pairs: set[tuple[str, int]] = set()
        for name in operations:
            pairs.update((error.code, error.status) for error in (*self._documented[name], *ANYWHERE))
        description = brief(code) if status is None else f"{brief(code)} with status {status}"
        closest = nearest(code, {known for known, _ in pairs})
        suggested = sorted(pair for pair in pairs if closest is None or pair[0] == closest)
        texts = ", ".join(f"{known!r} ({number})" for known, number in suggested)
        return ControlError(f"{pattern or 'no operation'} documents no error {description}; use {texts}")


def errors_of(operation: str, documented: Iterable[DocumentedError]) -> list[DocumentedError]:
    """Return the errors that an operation may return, documented and general ones, lowest status first."""
    general = () if operation == "meta.identify" or operation.startswith(("scim.", "oauth.")) else ANYWHERE
    errors = {(error.status, error.code): error for error in (*general, *documented)}
    return sorted(errors.values(), key=lambda error: error.status)


def _check_names(effect: Effect) -> None:
    for name in effect:
        if name not in Effect.__annotations__:
            known = [*Effect.__annotations__, "object", "token", "after", "times", "probability"]
            raise ControlError(f"a fault has no {brief(name)}{suggestion(name, known)}")


def _check_texts(**given: object) -> None:
    for name, value in given.items():
        if value is not None and not isinstance(value, str):
            text = MASK if name == "token" else brief(value)
            raise ControlError(f"{name}={text} must be a str")


def _check_matching(after: object, times: object, probability: object) -> None:
    if not is_number(after, whole=True):
        raise ControlError(f"after={brief(after)} must be a whole number of requests, 0 or more")
    if times is not None and (not times or not is_number(times, whole=True)):
        raise ControlError(f"times={brief(times)} must be a whole number, 1 or more, or None for no limit")
    if not is_number(probability) or cast("float", probability) > 1:
        raise ControlError(f"probability={brief(probability)} must be a number from 0 to 1")


def _check_effect(effect: Effect) -> None:
    effects = [name for name, value in effect.items() if value is not None and value is not False]
    replacing = [name for name in ("code", "status", "rate_limit", "drop") if name in effects]
    if not effects:
        raise ControlError(f"a fault needs an effect: one of {', '.join(Effect.__annotations__)}")
    if len(replacing) > 1 and replacing != ["code", "status"]:
        raise ControlError(f"{' and '.join(replacing)} cannot be combined; only delay combines with all other effects")
    if "drop" in effects and set(effects) - {"delay", "drop"}:
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
            text = brief(drip)
            raise ControlError(f"drip={text} must be a pair: bytes at a time, 1 or more, and seconds between them")
        effect["drip"] = cast("tuple[int, float]", tuple(pair))
