"""Words for writing goldens down: what an operation sends, what it gets, how it fails.

Bodies of responses are JSON literals. Wrappers say in place what the documentation allows there, so that the tests know
which changes a response must survive: `nullable`, `optional`, `open_enum`, `variant`, `mapping`.
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
"""How meetings and SCIM write times, unlike the rest of the API."""

NO_BODY: Final = object()
"""The request has no body; None would be the JSON `null`."""


@dataclass(frozen=True)
class Mark:
    """A JSON value and what the documentation allows in its place."""

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
    """Documented as null sometimes."""
    return replace(_mark(value), nullable=True)


def optional(value: JSON) -> Mark:
    """Documented as missing sometimes."""
    return replace(_mark(value), optional=True)


def open_enum(value: JSON) -> Mark:
    """One of a documented set, which may grow."""
    return replace(_mark(value), enum=True)


def mapping(value: Mapping[str, JSON]) -> Mark:
    """An object whose keys are data: an unknown key in it means nothing special."""
    return Mark(value, keys_are_data=True)


def variant(value: Mapping[str, JSON], *, tag: str, model: str, fallback: str) -> Mark:
    """One variant of a union: `tag` names the field that picks `model`; what is not known becomes `fallback`.

    A fallback whose name begins with `Unknown` takes anything and keeps it raw; any other is an ordinary class.
    """
    return Mark(value, tag=tag, model=model, fallback=fallback)


def lacking(value: Mapping[str, JSON], name: str) -> dict[str, JSON]:
    """An object that lacks one of its fields."""
    return {key: member for key, member in value.items() if key != name}


def unread(value: Mapping[str, JSON], *, model: str) -> Mark:
    """Documented, yet kept as it was sent: the class is the one for what is not known."""
    return Mark(value, opaque=True, model=model)


def constant(value: JSON) -> Mark:
    """Always this value: it says what the object around it is, and nothing is without it."""
    return Mark(value, opaque=True)


def as_dumped(value: JSON) -> JSON:
    """The JSON as models dump it: every time in the form that most of the API has, nine digits of a second in UTC."""
    if isinstance(value, Mapping):
        return {key: as_dumped(member) for key, member in cast("Mapping[str, JSON]", value).items()}
    if isinstance(value, list):
        return [as_dumped(item) for item in cast("list[JSON]", value)]
    if isinstance(value, str) and re.fullmatch(MILLISECONDS, value):
        return f"{_moment(value).astimezone(dt.timezone.utc):%Y-%m-%dT%H:%M:%S.%f}000Z"
    return value


def plain(value: JSON) -> JSON:
    """The JSON itself, without marks."""
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
    """A place in a marked body."""

    path: Path
    mark: Mark
    in_object: bool
    """Whether it is a member of an object with fixed fields: only such a member can go missing."""

    @property
    def value(self) -> JSON:
        """Its JSON."""
        return plain(self.mark.value)

    @property
    def name(self) -> str:
        """Path as text, such as `data.0.id`."""
        return ".".join(str(step) for step in self.path)


def walk(value: JSON, path: Path = (), *, in_object: bool = False) -> Iterator[Node]:
    """Every place of a marked body, from the outside in."""
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
    """A success: what the API sends and what it becomes."""

    name: str
    body: JSON = NO_BODY
    status: int = 200
    model: str | None = None
    """Class of the result, if it differs from the `model` of the golden."""
    nothing: bool = False
    """Whether the result is None."""


@dataclass(frozen=True)
class Case:
    """One way to call an operation, and the request it must cause."""

    name: str
    path: str
    """As on the wire: percent-encoded."""
    args: tuple[object, ...] = ()
    kwargs: Mapping[str, object] = field(default_factory=dict[str, object])
    query: Mapping[str, str | SameTime] = field(default_factory=dict[str, "str | SameTime"])
    json: JSON = NO_BODY


@dataclass(frozen=True)
class Rejected:
    """An input that must not leave the process; it replaces the one of the full case."""

    kwargs: Mapping[str, object]
    names: str
    """The place the error must name."""


@dataclass(frozen=True)
class ErrorCase:
    """A documented failure."""

    status: int
    error: str
    codes: Mapping[str, str]
    """Message by code: every code the documentation names."""
    type: str | None = "invalid_request_error"
    spelling: Literal["status_code", "statusCode"] = "status_code"
    """What the documentation calls the status in the body."""


@dataclass(frozen=True)
class Pages:
    """How an operation that lists goes on."""

    style: Literal["offset", "cursor", "scim"]
    where: Literal["query", "body"] = "query"
    items: str = "data"
    """Dotted path of the items in a response."""
    maximum: int | None = None
    """The largest `limit` the API documents. Offsets only."""
    minimum: int = 1
    """The smallest `limit` the API takes."""
    sized: bool = True
    """Whether the caller can give a page size."""

    @property
    def size_name(self) -> str:
        """The parameter that is the page size."""
        return "count" if self.style == "scim" else "limit"


@dataclass(frozen=True)
class Golden:
    """All that is known of one operation."""

    function: str
    member: str
    """Where it is on a client, such as `records.query`."""
    method: str
    template: str
    cases: tuple[Case, ...]
    responses: tuple[Response, ...]
    model: str
    """Class of its result."""
    errors: tuple[ErrorCase, ...] = ()
    closed: tuple[str, ...] = ()
    """Objects in the full case's body in which an unknown key is rejected."""
    rejected: tuple[Rejected, ...] = ()
    pages: Pages | None = None
    idempotent: bool = False
    """Whether it may be sent again when its outcome is not known."""
    scored: bool = False
    """Whether a 429 may be about the query itself, so that repeating it often is no use."""
    sent_as_null: tuple[str, ...] = ()
    """Optional parameters for which None is a value of its own."""
    special: bool = False
    """Whether it has tests of its own instead of the table's (uploads, downloads)."""
    scim: bool = False
    """Whether it is one of SCIM's: any 4XX is a `ScimError` then, whatever form its body has."""
    deprecated: bool = False
    """Whether it warns when it is called."""
    home: str = ""
    """Its module in `errors` and `funcs`, where that is not the first part of the member."""

    def case(self, name: str) -> Case:
        """The case of a name."""
        return next(case for case in self.cases if case.name == name)

    @property
    def operation(self) -> str:
        """Name in errors and logs, such as `records.assert`."""
        return self.member.removesuffix("_")

    @property
    def resource(self) -> str:
        """Its module in `errors` and `funcs`."""
        return self.home or self.member.partition(".")[0]


DELETED = (
    Response("empty object", {}),
    Response("empty body"),
    Response("no content", status=204),
)
"""Responses to a delete."""


class SameTime:
    """Equals any spelling of one moment: how a `datetime` is written in a request is not part of the contract."""

    def __init__(self, text: str) -> None:
        """Take an ISO 8601 time."""
        self._moment = _moment(text)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, str) and _moment(other) == self._moment

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"SameTime({self._moment.isoformat()!r})"


def _moment(text: str) -> dt.datetime:
    # Not `fromisoformat`: before Python 3.11 it knows neither `Z` nor nine digits.
    return _DATETIME.validate_python(text)


_DATETIME = TypeAdapter(AwareDatetime)
