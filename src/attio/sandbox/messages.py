"""Requests and responses of the sandbox, independent of any HTTP library."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from math import isfinite
from typing import Literal, TypeAlias, TypeGuard

Drop: TypeAlias = Literal["before_sending", "after_applying"]
"""When the connection breaks: before the request is handled, or after its changes are applied."""


def is_mapping(value: object) -> TypeGuard[Mapping[str, object]]:
    """Return whether a parsed JSON value is an object."""
    return isinstance(value, dict)


def is_array(value: object) -> TypeGuard[list[object]]:
    """Return whether a parsed JSON value is an array."""
    return isinstance(value, list)


def _reject_constant(constant: str) -> object:
    raise ValueError(constant)


def _parse_finite(number: str) -> float:
    value = float(number)
    if not isfinite(value):
        raise ValueError(number)
    return value


def load_json(content: bytes) -> object:
    """Parse strict JSON, which can be encoded again: without infinite numbers or lone surrogates.

    Raises:
        ValueError: The content is malformed, has such a value, or is nested too deeply.
    """
    try:
        parsed: object = json.loads(content, parse_constant=_reject_constant, parse_float=_parse_finite)
    except RecursionError as error:
        message = "nested too deeply"
        raise ValueError(message) from error
    if b"\\u" in content:
        json.dumps(parsed, ensure_ascii=False).encode()  # raises a ValueError for lone surrogates
    return parsed


@dataclass(frozen=True)
class Request:
    """An HTTP request to the sandbox."""

    method: str
    path: str
    """Percent-encoded path, without the query."""
    query: Mapping[str, str] = field(default_factory=dict[str, str])
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    body: bytes = b""
    origin: str | None = None
    """Scheme, host and port of the server; None for a request within this process."""

    def header(self, name: str) -> str | None:
        """Return a header, ignoring the case of its name; None if it is missing."""
        lower_name = name.lower()
        for key, value in self.headers.items():
            if key.lower() == lower_name:
                return value
        return None

    @property
    def content_type(self) -> str:
        """The media type of the body in lower case, without parameters."""
        return (self.header("content-type") or "").partition(";")[0].strip().lower()


@dataclass(frozen=True)
class Wire:
    """Faults of the connection, which the server or the in-process client applies when it sends a response."""

    delay: float = 0.0
    """Seconds to wait before the response."""
    drop: Drop | None = None
    """Break the connection instead of sending a response."""
    truncate: int | None = None
    """Number of bytes of the body to send, with an unchanged `Content-Length`."""
    drip: tuple[int, float] | None = None
    """Number of bytes of the body to send at a time, and the seconds between them."""


@dataclass(frozen=True)
class Response:
    """A response of the sandbox."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    body: bytes = b""
    wire: Wire | None = None
    """Faults of the connection, if there are any."""

    def json(self) -> object:
        """Parse the body."""
        return json.loads(self.body)

    def with_headers(self, headers: Mapping[str, str]) -> Response:
        """Return a copy with more headers."""
        return replace(self, headers={**self.headers, **headers})


def json_response(content: object, *, status: int = 200) -> Response:
    """Return a response with a JSON body."""
    body = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
    return Response(status, {"content-type": "application/json; charset=utf-8"}, body)


def data_response(data: object, *, status: int = 200) -> Response:
    """Return a response with its content under `data`, as nearly all responses of the API have it."""
    return json_response({"data": data}, status=status)
