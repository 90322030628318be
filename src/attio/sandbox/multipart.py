"""A strict parser of `multipart/form-data` bodies (RFC 7578)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from attio.sandbox.errors import ApiError
from attio.sandbox.messages import Request

_BOUNDARY = re.compile(r';\s*boundary=(?:"([^"]+)"|([^\s;"]+))', re.IGNORECASE)
_PARAMETER = re.compile(r';\s*([\w*]+)=(?:"((?:[^"\\]|\\.)*)"|([^\s;]+))')


@dataclass(frozen=True)
class Part:
    """One part of a form."""

    name: str
    filename: str | None
    content_type: str | None
    content: bytes


def _malformed(reason: str) -> ApiError:
    return ApiError(400, "validation_type", f"The multipart body is malformed: {reason}.")


def parse_form(request: Request) -> list[Part]:
    """Parse a form into its parts.

    Raises:
        ApiError: The body is not a form, or is malformed.
    """
    boundary = _BOUNDARY.search(request.header("content-type") or "")
    if request.content_type != "multipart/form-data" or boundary is None:
        raise ApiError(400, "validation_type", "The request body must be multipart/form-data with a boundary.")
    delimiter = b"\r\n--" + (boundary[1] or boundary[2]).encode("latin-1")
    # Add the line break that the first delimiter lacks.
    preamble, *sections = (b"\r\n" + request.body).split(delimiter)
    if preamble or not sections or sections.pop().strip() != b"--":
        raise _malformed("it does not begin or end with its boundary")
    return [_part(section) for section in sections]


def _part(section: bytes) -> Part:
    head, separator, content = section.removeprefix(b"\r\n").partition(b"\r\n\r\n")
    if not section.startswith(b"\r\n") or not separator:
        raise _malformed("a part has no header block")
    try:
        lines = head.decode("utf-8").split("\r\n")
    except UnicodeDecodeError as error:
        raise _malformed("a part has a header that is not UTF-8") from error
    headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    disposition = headers.get("content-disposition", "")
    parameters = {name.lower(): _unescape(quoted or bare) for name, quoted, bare in _PARAMETER.findall(disposition)}
    if not disposition.lower().startswith("form-data") or "name" not in parameters:
        raise _malformed("a part has no name")
    return Part(parameters["name"], parameters.get("filename"), headers.get("content-type"), content)


def _unescape(text: str) -> str:
    """Undo the escapes of browsers and HTTP clients for quotes and line breaks in names."""
    text = re.sub(r"\\(.)", r"\1", text)
    return text.replace("%22", '"').replace("%5C", "\\").replace("%0D", "\r").replace("%0A", "\n")
