"""Requests and responses of the sandbox, free of any HTTP library."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from math import isfinite
from typing import Literal, TypeAlias, TypeGuard

Drop: TypeAlias = Literal["before_sending", "after_applying"]
"""When the connection breaks off: before the request is handled, or after its write has happened."""


def is_mapping(value: object) -> TypeGuard[Mapping[str, object]]:
    """Tell whether a parsed JSON value is an object."""
    return isinstance(value, dict)


def is_array(value: object) -> TypeGuard[list[object]]:
    """Tell whether a parsed JSON value is an array."""
    return isinstance(value, list)


def _refuse(number: str) -> object:
    raise ValueError(number)


def _finite(number: str) -> float:
    found = float(number)
    if not isfinite(found):
        raise ValueError(number)
    return found


def load_json(content: bytes) -> object:
    """Parse JSON that can be written again: without infinite numbers and lone surrogates.

    Raises:
        ValueError: It is something else.
    """
    try:
        parsed: object = json.loads(content, parse_constant=_refuse, parse_float=_finite)
    except RecursionError as error:
        message = "nested too deeply"
        raise ValueError(message) from error
    if b"\\u" in content:
        json.dumps(parsed, ensure_ascii=False).encode()
    return parsed


@dataclass(frozen=True)
class Request:
    """A request as the sandbox sees it."""

    method: str
    path: str
    """Path as sent, still percent-encoded, without the query."""
    query: Mapping[str, str] = field(default_factory=dict[str, str])
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    body: bytes = b""
    origin: str | None = None
    """Scheme, host and port the sandbox is served on; None when it is not behind a socket."""

    def header(self, name: str) -> str | None:
        """Return a header, whatever the case of its name."""
        wanted = name.lower()
        return next((value for key, value in self.headers.items() if key.lower() == wanted), None)

    @property
    def content_type(self) -> str:
        """The media type of the body in lower case, without parameters."""
        return (self.header("content-type") or "").partition(";")[0].strip().lower()


@dataclass(frozen=True)
class Wire:
    """What happens to a response on its way to the caller; carried out by what transports it."""

    delay: float = 0.0
    """Seconds to wait first."""
    drop: Drop | None = None
    """Break the connection instead of sending a response."""
    truncate: int | None = None
    """How many bytes of the body to send, with an unchanged `Content-Length`."""
    drip: tuple[int, float] | None = None
    """How many bytes of the body to send at a time, and the seconds between."""


@dataclass(frozen=True)
class Response:
    """A response of the sandbox."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    body: bytes = b""
    wire: Wire | None = None
    """What happens to it on its way to the caller, if a fault says so."""

    def json(self) -> object:
        """Parse the body."""
        return json.loads(self.body)

    def with_headers(self, headers: Mapping[str, str]) -> Response:
        """Return a copy with more headers."""
        return replace(self, headers={**self.headers, **headers})


def json_response(content: object, *, status: int = 200) -> Response:
    """Make a response with a JSON body."""
    body = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
    return Response(status, {"content-type": "application/json; charset=utf-8"}, body)


def data_response(data: object, *, status: int = 200) -> Response:
    """Make a response whose content stands under `data`, as nearly all of the API's do."""
    return json_response({"data": data}, status=status)
