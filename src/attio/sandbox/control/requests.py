"""`RequestLog`: the last 1,000 requests with the reasons of errors, and assertions for tests."""

from __future__ import annotations

import contextlib
import json
import threading
from collections import deque
from collections.abc import Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from difflib import SequenceMatcher
from typing import TypeAlias, cast, overload

from attio._support.names import brief
from attio.sandbox.control.naming import ControlError, is_number, matches, select
from attio.sandbox.messages import is_array, is_mapping

KEPT = 1_000
"""Maximum number of requests in the log."""

_SHOWN = 5
"""Number of requests in the message of a failed assertion."""

Body: TypeAlias = Mapping[str, object]
"""Part of a JSON body to search for. Mappings may have fewer keys than the request; everything else must be equal."""


@dataclass(frozen=True, kw_only=True)
class LoggedRequest:
    """A request that the sandbox handled."""

    number: int
    """Number of the request, counted from 1."""
    at: datetime
    """Time of arrival, by the clock of the sandbox."""
    operation: str | None
    """Name of the operation; None if the path is not an endpoint."""
    method: str
    path: str
    query: Mapping[str, str] = field(default_factory=dict[str, str])
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    """Headers with names in lower case. The token is masked."""
    json: object = None
    """The JSON body, or the fields of an OAuth form with secrets masked; None for any other body."""
    status: int | None = None
    """Status of the response; None if a fault broke the connection."""
    code: str | None = None
    """Code of the error, if the response is an error."""
    why: str | None = None
    """Message of the error with details: the closest valid slug, the conflicting attribute, the invalid fields."""
    response: object = None
    """The JSON body of the response; None for any other body."""
    seconds: float = 0.0
    """Time that the sandbox took, in seconds."""
    fault: str | None = None
    """Id of the fault that applied, if any."""
    workspace: str | None = None
    """Slug of the workspace of the token."""

    def __str__(self) -> str:
        parts = [self.operation or f"{self.method} {self.path}", "→", str(self.status or "no response")]
        if self.code:
            parts.append(self.code)
        if self.json is not None:
            parts.append(_brief(self.json))
        return " ".join(parts)

    def to_json(self) -> dict[str, object]:
        """Return the entry as JSON values."""
        content = {each.name: getattr(self, each.name) for each in fields(self)}
        return {**content, "at": self.at.isoformat(), "query": dict(self.query), "headers": dict(self.headers)}


class RequestLog(Sequence[LoggedRequest]):
    """The last 1,000 requests, oldest first. Thread-safe.

    Args:
        operations: Names of all operations, to check names and globs against.
    """

    def __init__(self, operations: Iterable[str]) -> None:
        """Start empty."""
        self._operations = tuple(operations)
        self._entries: deque[LoggedRequest] = deque(maxlen=KEPT)
        self._position = 0
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._entries)

    @overload
    def __getitem__(self, index: int) -> LoggedRequest: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[LoggedRequest, ...]: ...
    def __getitem__(self, index: int | slice) -> LoggedRequest | tuple[LoggedRequest, ...]:
        """Return a request by position in the log, or a slice of them."""
        return self._all()[index]

    def __repr__(self) -> str:
        return f"<RequestLog of {len(self)}: {', '.join(str(entry) for entry in self._all()[-3:])}>"

    @property
    def last(self) -> LoggedRequest | None:
        """The latest request; None if there is none."""
        entries = self._all()
        return entries[-1] if entries else None

    @property
    def position(self) -> int:
        """The number of the latest request."""
        return self._position

    def next_number(self) -> int:
        """Return the number for the next request."""
        with self._lock:
            self._position += 1
            return self._position

    def add(self, entry: LoggedRequest) -> None:
        """Add a request to the log. Its number is from `next_number`."""
        with self._lock:
            self._entries.append(entry)

    def clear(self) -> None:
        """Remove all requests from the log. Their numbers are not used again."""
        with self._lock:
            self._entries.clear()

    def restore(self, position: int) -> None:
        """Restore the position of a snapshot: remove all later requests."""
        with self._lock:
            self._position = position
            remaining = [entry for entry in self._entries if entry.number <= position]
            self._entries.clear()
            self._entries.extend(remaining)

    def after(self, number: int) -> tuple[LoggedRequest, ...]:
        """Return the requests with a higher number, oldest first."""
        return tuple(entry for entry in self._all() if entry.number > number)

    def find(
        self,
        operation: str | None = None,
        *,
        status: int | None = None,
        code: str | None = None,
        method: str | None = None,
        path: str | None = None,
        body: Body | None = None,
        workspace: str | None = None,
    ) -> tuple[LoggedRequest, ...]:
        """Return the requests that match all arguments, oldest first.

        Args:
            operation: Name of an operation, or a glob such as `records.*`.
            status: Status of the response.
            code: Code of the error.
            method: HTTP method.
            path: Percent-encoded path.
            body: Part of the JSON body. Mappings may have fewer keys than the request; everything else must be equal.
            workspace: Slug of the workspace.

        Raises:
            ControlError: No operation has that name or matches the glob.
        """
        if operation is not None:
            select(operation, self._operations)
        expected = {"status": status, "code": code, "method": method, "path": path, "workspace": workspace}
        conditions = {name: value for name, value in expected.items() if value is not None}
        return tuple(
            entry
            for entry in self._all()
            if matches(entry.operation, operation)
            and all(getattr(entry, name) == value for name, value in conditions.items())
            and (body is None or is_part(body, entry.json))
        )

    def assert_called(self, operation: str, *, times: int | None = None, body: Body | None = None) -> None:
        """Check that an operation was called.

        Args:
            operation: Name of an operation, or a glob such as `records.*`.
            times: Expected number of calls. Defaults to one or more.
            body: Part of the JSON body. Mappings may have fewer keys than the request; everything else must be equal.

        Raises:
            AssertionError: The number of calls differs. The message lists the calls, the most similar first.
            ControlError: No operation has that name, or `times` is not a whole number.
        """
        if times is not None and not is_number(times, whole=True):
            raise ControlError(f"times={brief(times)} must be a whole number, 0 or more")
        self._assert(self.find(operation, body=body), self._all(), operation, times, body)

    def assert_not_called(self, operation: str, *, body: Body | None = None) -> None:
        """Check that an operation was not called.

        Args:
            operation: Name of an operation, or a glob such as `records.*`.
            body: Part of the JSON body. Calls without it do not count.

        Raises:
            AssertionError: The operation was called.
            ControlError: No operation has that name.
        """
        self.assert_called(operation, times=0, body=body)

    @contextlib.contextmanager
    def expect(
        self, operation: str, *, times: int | None = None, body: Body | None = None
    ) -> Generator[list[LoggedRequest]]:
        """Check that an operation is called in a `with` block.

        Args:
            operation: Name of an operation, or a glob such as `records.*`.
            times: Expected number of calls. Defaults to one or more.
            body: Part of the JSON body. Mappings may have fewer keys than the request; everything else must be equal.

        Yields:
            A list, which contains the matching requests after the block.

        Raises:
            AssertionError: The number of calls differs. An exception of the block is raised instead, if there is one.
            ControlError: No operation has that name.
        """
        start = self._position
        self.find(operation)
        matching: list[LoggedRequest] = []
        yield matching
        matching += [entry for entry in self.find(operation, body=body) if entry.number > start]
        self._assert(matching, self.after(start), operation, times, body)

    def _all(self) -> tuple[LoggedRequest, ...]:
        with self._lock:
            return tuple(self._entries)

    def _assert(
        self,
        matching: Sequence[LoggedRequest],
        among: Sequence[LoggedRequest],
        operation: str,
        times: int | None,
        body: Body | None,
    ) -> None:
        if len(matching) == times or (times is None and matching):
            return
        call = operation if body is None else f"{operation} with {_brief(body)}"
        problem = "was not called" if times is None else f"was called {_times(len(matching))}, not {_times(times)}"
        calls = sorted(among, key=lambda entry: _similarity(entry, operation, body), reverse=True)
        lines = [f"  {entry.number}. {entry}" for entry in calls[:_SHOWN]]
        if len(calls) > _SHOWN:
            lines.append(f"  … and {len(calls) - _SHOWN} more")
        listing = "\n".join(["Requests, nearest first:", *lines]) if calls else "There were no requests."
        raise AssertionError(f"{call} {problem}. {listing}")


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def _brief(content: object) -> str:
    text = json.dumps(content, ensure_ascii=False, default=str)
    return text if len(text) <= 160 else f"{text[:159]}…"


def _similarity(entry: LoggedRequest, operation: str, body: Body | None) -> tuple[float, float, int]:
    """Return a sort key for the similarity of a request to the expected call: by name, then by body, then by time."""
    by_name, by_body = 1.0, 0.0
    if not matches(entry.operation, operation):
        by_name = SequenceMatcher(None, entry.operation or "", operation).ratio()
    if body is not None:
        by_body = SequenceMatcher(None, _brief(entry.json), _brief(body)).ratio()
    return by_name, by_body, entry.number


def is_part(expected: object, actual: object) -> bool:
    """Return whether a JSON value contains another one.

    An object may have more keys than expected, also within an array. Everything else must be equal.
    """
    if isinstance(expected, Mapping):
        expected_object = cast("Mapping[str, object]", expected)
        return is_mapping(actual) and all(
            name in actual and is_part(item, actual[name]) for name, item in expected_object.items()
        )
    if isinstance(expected, (list, tuple)):
        items = cast("Sequence[object]", expected)
        return is_array(actual) and len(actual) == len(items) and all(map(is_part, items, actual))
    # In Python `True == 1`, in JSON it is not.
    return isinstance(expected, bool) == isinstance(actual, bool) and expected == actual
