"""The parsed body of an error response, which can be pickled and compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import cast


@dataclass(frozen=True)
class ValidationErrorDetail:
    """One item of `validation_errors`: a problem in the request."""

    path: tuple[str | int, ...] = ()
    """Path to the invalid value in the request, such as `("data", "values", "name")`."""
    message: str = ""
    """Description of the problem."""
    code: str | None = None
    """Kind of problem, such as `invalid_type`."""
    expected: str | None = None
    """Type that the API expects."""
    received: str | None = None
    """Type that the API received."""

    def __str__(self) -> str:
        place = ".".join(str(step) for step in self.path) or "request"
        text = self.message or self.code or "not valid"
        # Most messages contain the types.
        if not self.expected or not self.received or self.expected in text:
            return f"{place}: {text}"
        return f"{place}: {text} (expected {self.expected}, received {self.received})"


@dataclass(frozen=True)
class ErrorData:
    """The JSON body of an error response, in the format of Attio or of SCIM; fields of unexpected types are None."""

    status_code: int | None = None
    """HTTP status in the body; `error.status_code` is the status of the response itself."""
    type: str | None = None
    """Kind of error: `invalid_request_error`, `auth_error` or `rate_limit_error`."""
    code: str | None = None
    """Error code, such as `not_found`; the API may add codes."""
    message: str | None = None
    """Error message."""
    validation_errors: tuple[ValidationErrorDetail, ...] = ()
    """Problems of a `validation_type` error."""
    raw: Mapping[str, object] = field(default_factory=dict[str, object])
    """The whole body, with unknown fields."""
    path: tuple[str | int, ...] = ()
    """Path to the problem in a filter or sort, such as `("$or", "1", "email")`."""

    @classmethod
    def parse(cls, body: object) -> ErrorData | None:
        """Read the fields of a decoded body; return None if the body is not an object."""
        if not isinstance(body, dict):
            return None
        raw = cast("dict[str, object]", body)
        return cls(
            status_code=_number(_first(raw, "status_code", "statusCode", "status")),
            type=_text(raw.get("type")),
            code=_text(_first(raw, "code", "scimType")),
            message=_text(_first(raw, "message", "detail")),
            validation_errors=tuple(_details(raw.get("validation_errors"))),
            raw=raw,
            path=_steps(raw.get("path")),
        )


def _first(raw: Mapping[str, object], *keys: str) -> object:
    """Return the value of the first key whose value is not None; None if there is none."""
    for key in keys:
        if raw.get(key) is not None:
            return raw[key]
    return None


def _number(value: object) -> int | None:
    try:
        return int(value) if isinstance(value, int | float | str) else None
    except (ValueError, OverflowError):
        return None


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _steps(path: object) -> tuple[str | int, ...]:
    steps = cast("list[object]", path) if isinstance(path, list) else ()
    return tuple(step if isinstance(step, int) else str(step) for step in steps)


def _details(value: object) -> Iterator[ValidationErrorDetail]:
    if not isinstance(value, list):
        return
    for entry in cast("list[object]", value):
        if not isinstance(entry, dict):
            yield ValidationErrorDetail(message=str(entry))
            continue
        detail = cast("dict[str, object]", entry)
        yield ValidationErrorDetail(
            path=_steps(detail.get("path")),
            message=_text(detail.get("message")) or "",
            code=_text(detail.get("code")),
            expected=_text(detail.get("expected")),
            received=_text(detail.get("received")),
        )
