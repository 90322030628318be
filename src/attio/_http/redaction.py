"""Format requests and responses for logs, and redact secrets: values of secret fields, signed URLs and the token."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeAlias

from attio._support.secrets import REDACTED

SHOWN_BODY = 2048
"""Most characters of a body that are logged."""
SHORTEST_SECRET = 4
"""Shortest token to search for in texts; a shorter one would match too often, and real tokens are longer."""

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
                | (?:video|download|upload|signed)_url ) "\s*:\s* )    # a name with this ending
    (?: "(?:[^"\\]|\\.)*(?:"|$)        # a string, complete or cut off
      | [\[{].*                        # a list or object, and everything after it
      | [^\s,}\]]+ )                   # a number, true, false or null
    """,
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
_URL_QUERY = re.compile(r'(https?://[^\s"?#<>\\]*\?)[^\s"<>\\]*', re.IGNORECASE)
_TEXT_TYPE = re.compile(r"text/.*|application/(?:.*\+)?(?:json|xml)")

Pairs: TypeAlias = Sequence[tuple[str, str]]
"""Headers as pairs of name and value."""


def mask_url(url: str) -> str:
    """Return a URL with its user name, password and query values redacted."""
    place, _, query = url.partition("#")[0].partition("?")
    place = re.sub(r"//[^/@]*@", f"//{REDACTED}@", place)
    return f"{place}?{_mask_values(query)}" if query else place


def mask_signed_url(url: str) -> str:
    """Return only the origin of a signed URL, because any other part may contain a secret or a file name."""
    origin = re.match(r"https?://[^/?#@\s]+(?=[/?#]|$)", url)
    return f"{origin.group()}/{REDACTED}" if origin else REDACTED


def mask_header(name: str, value: str) -> str:
    """Return the value of a header that is known to be harmless, or the origin of a redirect; redact other headers."""
    name = name.lower()
    if name == "location":
        return mask_signed_url(value)
    return value if _SHOWN_HEADER.fullmatch(name) else REDACTED


def mask_body(content: bytes, content_type: str, token: str | None = None) -> str:
    """Return the beginning of a body with secret fields redacted; only the size of a binary body."""
    if not content:
        return ""
    kind = content_type.partition(";")[0].strip().lower()
    # Longer than the text that is logged, so that a token at the cut is still found.
    text = content[: SHOWN_BODY + len(token or "")].decode(errors="replace")
    if kind == "application/x-www-form-urlencoded":
        text = _mask_values(text)
    elif _TEXT_TYPE.fullmatch(kind):
        text = _SECRET_FIELD.sub(rf'\1"{REDACTED}"', text)
        text = _URL_QUERY.sub(rf"\1{REDACTED}", text)
    else:
        return f"({len(content)} bytes of {kind or 'unknown type'})"
    text = mask_token(token, text)
    return text if len(content) <= SHOWN_BODY else f"{text[:SHOWN_BODY]}... ({len(content)} bytes)"


def _mask_values(query: str) -> str:
    return "&".join(f"{pair.partition('=')[0]}={REDACTED}" for pair in query.split("&"))


def format_url(url: str, token: str | None) -> str:
    """Return the URL of a request with secrets redacted."""
    # Only signed URLs are requested without a token.
    return mask_signed_url(url) if token is None else mask_token(token, mask_url(url))


def format_headers(headers: Pairs, token: str | None) -> str:
    """Return headers with secrets redacted, each on its own line."""
    return "".join(f"\n  {name}: {mask_token(token, mask_header(name, value))}" for name, value in headers)


def format_body(content: bytes | None, headers: Pairs, token: str | None) -> str:
    """Return the beginning of a body with secrets redacted, on its own lines."""
    if content is None:
        return "\n  (streamed)"
    content_type = next((value for name, value in headers if name.lower() == "content-type"), "")
    body = mask_body(content, content_type, token)
    return f"\n  {body}" if body else ""


def mask_token(token: str | None, text: str) -> str:
    """Return a text with every occurrence of the token redacted."""
    return text.replace(token, REDACTED) if token and len(token) >= SHORTEST_SECRET else text
