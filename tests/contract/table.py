"""Classes and functions to write goldens: the requests, responses and errors of an operation.

Bodies of responses are JSON literals. Wrappers mark which variations the documentation allows, so that the tests know
which changes the SDK must accept: `nullable`, `optional`, `open_enum`, `variant`, `mapping`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Literal, TypeAlias, cast

from pydantic import AwareDatetime, TypeAdapter

JSON: TypeAlias = object
Path: TypeAlias = tuple[str | int, ...]
Form: TypeAlias = Literal["method", "method_async", "function", "function_async"]

MILLISECONDS: Final = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}(Z|[+-]\d\d:\d\d)"
"""Times of meetings and SCIM, which differ from the rest of the API."""

NO_BODY: Final = object()
"""Marks a request without a body; None would be the JSON `null`."""


@dataclass(frozen=True)
class Mark:
    """A JSON value, and the variations that the documentation allows."""

    value: JSON
    nullable: bool = False
    optional: bool = False
    enum: bool = False
    keys_are_data: bool = False
    opaque: bool = False
    tag: str | None = None
    model: str | None = None
    fallback: str | None = None


def _mark(value: JSON) -> Mark:
    return value if isinstance(value, Mark) else Mark(value)


def nullable(value: JSON) -> Mark:
    """Mark a value that may be null."""
    return replace(_mark(value), nullable=True)


def optional(value: JSON) -> Mark:
    """Mark a field that may be missing."""
    return replace(_mark(value), optional=True)


def open_enum(value: JSON) -> Mark:
    """Mark a member of a documented set that may grow."""
    return replace(_mark(value), enum=True)


def mapping(value: Mapping[str, JSON]) -> Mark:
    """Mark an object whose keys are data, not field names."""
    return Mark(value, keys_are_data=True)


def variant(value: Mapping[str, JSON], *, tag: str, model: str, fallback: str) -> Mark:
    """Mark a variant of a union: the field `tag` selects `model`; unknown variants become `fallback`.

    A fallback whose name begins with `Unknown` accepts anything and keeps it raw; any other is an ordinary class.
    """
    return Mark(value, tag=tag, model=model, fallback=fallback)


def lacking(value: Mapping[str, JSON], name: str) -> dict[str, JSON]:
    """Return the object without one of its fields."""
    return {key: member for key, member in value.items() if key != name}


def unread(value: Mapping[str, JSON], *, model: str) -> Mark:
    """Mark an object that is documented but kept raw, in the class for unknown variants."""
    return Mark(value, opaque=True, model=model)


def constant(value: JSON) -> Mark:
    """Mark a value that never changes, because it identifies the kind of object."""
    return Mark(value, opaque=True)


def as_dumped(value: JSON) -> JSON:
    """Return the JSON in the form that models dump: every time in UTC with nine digits."""
    if isinstance(value, Mapping):
        return {key: as_dumped(member) for key, member in cast("Mapping[str, JSON]", value).items()}
    if isinstance(value, list):
        return [as_dumped(item) for item in cast("list[JSON]", value)]
    if isinstance(value, str) and re.fullmatch(MILLISECONDS, value):
        return f"{_moment(value).astimezone(dt.timezone.utc):%Y-%m-%dT%H:%M:%S.%f}000Z"
    return value


def plain(value: JSON) -> JSON:
    """Return the JSON without marks."""
    if isinstance(value, Mark):
        return plain(value.value)
    if isinstance(value, Mapping):
        members = cast("Mapping[str, JSON]", value)
        return {key: plain(member) for key, member in members.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in cast("Sequence[JSON]", value)]
    return value


@dataclass(frozen=True)
class Node:
    """A node of a marked body."""

    path: Path
    mark: Mark
    in_object: bool
    """Whether the node is a field of an object with fixed fields; only fields can be missing."""

    @property
    def value(self) -> JSON:
        """The JSON of the node."""
        return plain(self.mark.value)

    @property
    def name(self) -> str:
        """The path as text, such as `data.0.id`."""
        return ".".join(str(step) for step in self.path)


def walk(value: JSON, path: Path = (), *, in_object: bool = False) -> Iterator[Node]:
    """Yield every node of a marked body, parents first."""
    mark = _mark(value)
    inner: JSON = mark.value
    yield Node(path, mark, in_object)
    if mark.opaque:
        return
    if isinstance(inner, Mapping):
        members = cast("Mapping[str, JSON]", inner)
        for key, member in members.items():
            yield from walk(member, (*path, key), in_object=not mark.keys_are_data)
    elif isinstance(inner, list):
        for index, item in enumerate(cast("list[JSON]", inner)):
            yield from walk(item, (*path, index))


@dataclass(frozen=True)
class Response:
    """A successful response, and the class of its result."""

    name: str
    body: JSON = NO_BODY
    status: int = 200
    model: str | None = None
    """Class of the result, if it differs from the `model` of the golden."""
    nothing: bool = False
    """Whether the result is None."""


@dataclass(frozen=True)
class Case:
    """Arguments of a call, and the request that it must send."""

    name: str
    path: str
    """The path as sent, percent-encoded."""
    args: tuple[object, ...] = ()
    kwargs: Mapping[str, object] = field(default_factory=dict[str, object])
    query: Mapping[str, str | SameTime] = field(default_factory=dict[str, "str | SameTime"])
    json: JSON = NO_BODY


@dataclass(frozen=True)
class Rejected:
    """Invalid arguments, which replace those of the full case and must not be sent."""

    kwargs: Mapping[str, object]
    names: str
    """The place that the error must name."""


@dataclass(frozen=True)
class ErrorCase:
    """A documented error."""

    status: int
    error: str
    codes: Mapping[str, str]
    """The documented codes, and a message for each."""
    type: str | None = "invalid_request_error"
    spelling: Literal["status_code", "statusCode"] = "status_code"
    """The name of the status in the documented body."""


@dataclass(frozen=True)
class Pages:
    """How an operation pages."""

    style: Literal["offset", "cursor", "scim"]
    where: Literal["query", "body"] = "query"
    items: str = "data"
    """Dotted path of the items in a response."""
    maximum: int | None = None
    """The largest documented `limit`. Offsets only."""
    minimum: int = 1
    """The smallest `limit` that the API accepts."""
    sized: bool = True
    """Whether the caller can set the page size."""

    @property
    def size_name(self) -> str:
        """The parameter for the page size."""
        return "count" if self.style == "scim" else "limit"


@dataclass(frozen=True)
class Golden:
    """The contract of one operation."""

    function: str
    member: str
    """The method of the client, such as `records.query`."""
    method: str
    template: str
    cases: tuple[Case, ...]
    responses: tuple[Response, ...]
    model: str
    """The class of the result."""
    errors: tuple[ErrorCase, ...] = ()
    closed: tuple[str, ...] = ()
    """Objects in the full case's body in which an unknown key is rejected."""
    rejected: tuple[Rejected, ...] = ()
    pages: Pages | None = None
    idempotent: bool = False
    """Whether the request may be repeated after an unknown outcome."""
    scored: bool = False
    """Whether a 429 may mean that the query is too complex, so that it is retried less often."""
    sent_as_null: tuple[str, ...] = ()
    """Optional parameters whose None is sent as null."""
    special: bool = False
    """Whether the operation has separate tests (uploads and downloads)."""
    scim: bool = False
    """Whether the operation belongs to SCIM. Any 4XX is then a `ScimError`, whatever its body."""
    deprecated: bool = False
    """Whether a call emits a deprecation warning."""
    home: str = ""
    """The module in `errors` and `funcs`, if it is not the first part of `member`."""

    def case(self, name: str) -> Case:
        """Return the case with this name."""
        return next(case for case in self.cases if case.name == name)

    @property
    def operation(self) -> str:
        """The name in errors and logs, such as `records.assert`."""
        return self.member.removesuffix("_")

    @property
    def resource(self) -> str:
        """The module in `errors` and `funcs`."""
        return self.home or self.member.partition(".")[0]


DELETED = (
    Response("empty object", {}),
    Response("empty body"),
    Response("no content", status=204),
)
"""Responses of most deletes."""


class SameTime:
    """Equals every ISO 8601 text of one moment: the exact format of times in requests is not part of the contract."""

    def __init__(self, text: str) -> None:
        """Parse an ISO 8601 time."""
        self._moment = _moment(text)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, str) and _moment(other) == self._moment

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"SameTime({self._moment.isoformat()!r})"


def _moment(text: str) -> dt.datetime:
    # Not `fromisoformat`: before Python 3.11 it supports neither `Z` nor nine digits.
    return _DATETIME.validate_python(text)


_DATETIME = TypeAdapter(AwareDatetime)
