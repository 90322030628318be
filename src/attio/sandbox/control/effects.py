"""Responses of faults, and changes of faults to a response."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime
from http import HTTPStatus

from attio.sandbox.control.faults import Fault
from attio.sandbox.documented import DocumentedError, enums
from attio.sandbox.errors import ApiError
from attio.sandbox.messages import Response, is_array, is_mapping, json_response
from attio.sandbox.scim.errors import ScimError

UNKNOWN_KEY = "sandbox_unknown_field"
UNKNOWN_MEMBER = "sandbox-unknown-member"


def replacement(fault: Fault, operation: str | None, now: datetime) -> Response | None:
    """Return the response with which a fault replaces the usual one; None if the fault does not replace it."""
    if fault.rate_limit is not None:
        return rate_limited(now, now + timedelta(seconds=fault.rate_limit))
    error = fault.error(operation) if operation is not None else None
    if error is not None:
        return _documented(error)
    return None if fault.status is None else _proxy_page(fault.status)


def rate_limited(now: datetime, retry_at: datetime) -> Response:
    """Return a 429 response with the time of the next attempt in `Retry-After`, as an HTTP date in whole seconds.

    The `Date` header has the time of the sandbox, whose clock may differ from the clock of the caller.
    """
    whole = retry_at.replace(microsecond=0) + timedelta(seconds=1 if retry_at.microsecond else 0)
    headers = {"retry-after": _http_date(whole), "date": _http_date(now)}
    message = "Rate limit exceeded, please try again later"
    return ApiError(429, "rate_limit_exceeded", message, type="rate_limit_error", headers=headers).response()


def _http_date(moment: datetime) -> str:
    return format_datetime(moment.astimezone(timezone.utc), usegmt=True)


def _documented(error: DocumentedError) -> Response:
    if error.type != "scim":
        return ApiError(error.status, error.code, error.message, type=error.type).response()
    # RFC 7644 defines no `scimType` for other statuses.
    return ScimError(error.status, error.message, error.code if error.status in (400, 409) else None).response()


def _proxy_page(status: int) -> Response:
    known = status in HTTPStatus._value2member_map_
    title = f"{status} {HTTPStatus(status).phrase}" if known else str(status)
    page = f"<html>\n<head><title>{title}</title></head>\n<body><center><h1>{title}</h1></center></body>\n</html>\n"
    return Response(status, {"content-type": "text/html; charset=utf-8"}, page.encode())


def with_unknown_fields(response: Response) -> Response:
    """Return a JSON response with an unknown key in each object, and an unknown member as the value of each enum."""
    if not response.headers.get("content-type", "").startswith("application/"):
        return response
    try:
        content = response.json()
    except ValueError:
        return response
    changed = json_response(_extend(content, enums()), status=response.status)
    return Response(response.status, response.headers, changed.body)


def _extend(content: object, members: Mapping[str, frozenset[str]]) -> object:
    if is_array(content):
        return [_extend(item, members) for item in content]
    if not is_mapping(content):
        return content
    changed = {name: _member(name, value, members) for name, value in content.items()}
    return {**changed, UNKNOWN_KEY: {"added": True}}


def _member(name: str, value: object, members: Mapping[str, frozenset[str]]) -> object:
    known = members.get(name)
    if known is not None and isinstance(value, str) and value in known:
        return UNKNOWN_MEMBER
    return _extend(value, members)
