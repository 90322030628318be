"""Redact secrets in logs: by name, by place, and wherever the token in use occurs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeAlias

from attio._support.secrets import REDACTED

SHOWN_BODY = 2048
"""Most characters of a body that are logged."""
SHORTEST_SECRET = 4
"""Shortest token to search for in texts: shorter ones would match everywhere, and no real token is that short."""

_SHOWN_HEADER = re.compile(
    r"""
    accept(-encoding|-language)? | age | allow | cache-control | connection | content-(encoding|language|length|type)
    | date | etag | expires | host | last-modified | retry-after | server | transfer-encoding | user-agent | vary | via
    | www-authenticate | x-attio-(client|execution-id|platform) | x-ratelimit-(limit|remaining|reset) | x-request-id
    """,
    re.VERBOSE,
)
"""Headers whose values are shown; an unknown header may contain a secret."""

_SECRET_FIELD = re.compile(
    r"""
    ( "[^"\\]*(?: secret | token | password | authorization | api_?key | private_key | signature
                | (?:video|download|upload|signed)_url ) "\s*:\s* )    # the name ends so
    (?: "(?:[^"\\]|\\.)*(?:"|$)        # a text, cut off or not
      | [\[{].*                        # a structure: where it ends is not worth finding out
      | [^\s,}\]]+ )                   # a number or the like
    """,
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
_URL_QUERY = re.compile(r'(https?://[^\s"?#<>\\]*\?)[^\s"<>\\]*', re.IGNORECASE)
_TEXT_TYPE = re.compile(r"text/.*|application/(?:.*\+)?(?:json|xml)")

Pairs: TypeAlias = Sequence[tuple[str, str]]
"""Headers by name and value."""


def mask_url(url: str) -> str:
    """Show a URL without its user name, password and the values of its query."""
    place, _, query = url.partition("#")[0].partition("?")
    place = re.sub(r"//[^/@]*@", f"//{REDACTED}@", place)
    return f"{place}?{_mask_values(query)}" if query else place


def mask_signed_url(url: str) -> str:
    """Show only the origin of a signed URL, which may contain a secret or a file name anywhere."""
    origin = re.match(r"https?://[^/?#@\s]+(?=[/?#]|$)", url)
    return f"{origin.group()}/{REDACTED}" if origin else REDACTED


def mask_header(name: str, value: str) -> str:
    """Show the value of a header that is known to be harmless, and the origin of a redirect."""
    name = name.lower()
    if name == "location":
        return mask_signed_url(value)
    return value if _SHOWN_HEADER.fullmatch(name) else REDACTED


def mask_body(content: bytes, content_type: str, token: str | None = None) -> str:
    """Show the beginning of a body with its secret fields masked; show only the size of a binary body."""
    if not content:
        return ""
    kind = content_type.partition(";")[0].strip().lower()
    # A secret that the cut would halve must be found before it, so a little more is looked at than is shown.
    text = content[: SHOWN_BODY + len(token or "")].decode(errors="replace")
    if kind == "application/x-www-form-urlencoded":
        text = _mask_values(text)
    elif _TEXT_TYPE.fullmatch(kind):
        text = _SECRET_FIELD.sub(rf'\1"{REDACTED}"', text)
        text = _URL_QUERY.sub(rf"\1{REDACTED}", text)
    else:
        return f"({len(content)} bytes of {kind or 'unknown type'})"
    text = without(token, text)
    return text if len(content) <= SHOWN_BODY else f"{text[:SHOWN_BODY]}... ({len(content)} bytes)"


def _mask_values(query: str) -> str:
    return "&".join(f"{pair.partition('=')[0]}={REDACTED}" for pair in query.split("&"))


def shown_url(url: str, token: str | None) -> str:
    """Show where a request goes."""
    # What is sent without a token is a file's signed URL.
    return mask_signed_url(url) if token is None else without(token, mask_url(url))


def shown_headers(headers: Pairs, token: str | None) -> str:
    """Show headers, each on a line of its own."""
    return "".join(f"\n  {name}: {without(token, mask_header(name, value))}" for name, value in headers)


def shown_body(content: bytes | None, headers: Pairs, token: str | None) -> str:
    """Show the beginning of a body, on lines of its own."""
    if content is None:
        return "\n  (streamed)"
    content_type = next((value for name, value in headers if name.lower() == "content-type"), "")
    body = mask_body(content, content_type, token)
    return f"\n  {body}" if body else ""


def without(token: str | None, text: str) -> str:
    """Mask the token wherever it stands."""
    return text.replace(token, REDACTED) if token and len(token) >= SHORTEST_SECRET else text
