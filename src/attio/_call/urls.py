"""Checks of server URLs and redirects."""

from __future__ import annotations

import os
from urllib.parse import SplitResult, urljoin, urlsplit

DEFAULT_SERVER_URL = "https://api.attio.com"

_DEFAULT_PORTS = {"http": 80, "https": 443}
_LOOPBACK = frozenset({"localhost", "::1"})


SERVER_URL_VARIABLE = "ATTIO_SERVER_URL"
"""Environment variable for the server URL."""


def server_url_from_environment(*, allow_insecure_http: bool = False) -> str:
    """Return the server URL of clients without `server_url`, from the environment or the default.

    Raises:
        ValueError: The URL in the environment variable is not valid; the message names the variable.
    """
    url = os.environ.get(SERVER_URL_VARIABLE, "").strip() or DEFAULT_SERVER_URL
    name = f"the environment variable {SERVER_URL_VARIABLE}"
    return check_server_url(url, allow_insecure_http=allow_insecure_http, name=name)


def check_server_url(url: object, *, allow_insecure_http: bool = False, name: str = "server_url") -> str:
    """Check a server URL, and return it without a trailing slash.

    Raises:
        ValueError: The URL is not an absolute http or https URL; it contains credentials, a query or a fragment; or it
            is plain http to another machine without `allow_insecure_http=True`.
    """
    if not isinstance(url, str):
        message = f"{name} must be a str such as {DEFAULT_SERVER_URL!r}, not {type(url).__name__}"
        raise ValueError(message)  # noqa: TRY004 - one class for every invalid URL
    problem = _problem(url, allow_insecure_http=allow_insecure_http)
    if problem:
        message = f"{name} {problem}"
        raise ValueError(message)
    return url.rstrip("/")


def _problem(url: str, *, allow_insecure_http: bool) -> str | None:
    """Explain what is wrong with a URL, without repeating it: it may contain a password."""
    if any(character <= " " or character == "\x7f" for character in url) or "\\" in url:
        return "contains a space, a control character or a backslash"
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return f"is not a valid URL such as {DEFAULT_SERVER_URL!r}"
    if parts.scheme not in _DEFAULT_PORTS or not parts.hostname or port == 0:
        return f"must be an absolute URL such as {DEFAULT_SERVER_URL!r}"
    if parts.username is not None or parts.password is not None:
        return "must not contain a user name or password; pass the token as oauth2"
    if "?" in url or "#" in url:
        return "must not contain a query or fragment; use extra_query for parameters"
    if any(segment in (".", "..") for segment in parts.path.split("/")):
        return "must not contain '.' or '..' segments"
    if parts.scheme == "http" and not (allow_insecure_http or is_loopback(parts.hostname)):
        return "must use https, because http would send the token unencrypted; allow_insecure_http=True allows it"
    return None


def is_loopback(host: str) -> bool:
    """Whether a host name belongs to this machine."""
    from attio._support.digits import is_digits  # only servers without https need it

    octets = host.split(".")
    dotted = len(octets) == 4 and all(is_digits(octet) for octet in octets)
    return host in _LOOPBACK or (dotted and octets[0] == "127")


def resolve(source: str, location: str) -> str:
    """Return the absolute URL of a redirect; an invalid location is returned unchanged, for later checks to reject."""
    try:
        return urljoin(source, location)
    except ValueError:
        return location


def origin(url: str) -> tuple[str, str, int | None] | None:
    """Return the scheme, host and port of a URL; None if the URL is not valid."""
    try:
        parts: SplitResult = urlsplit(url)
        return parts.scheme, parts.hostname or "", parts.port or _DEFAULT_PORTS.get(parts.scheme)
    except ValueError:
        return None


def shown_origin(url: str) -> str:
    """Return the origin of a URL for messages, without path and query, which may hold a signature."""
    try:
        parts = urlsplit(url)
        return f"{parts.scheme}://{parts.hostname}" + (f":{parts.port}" if parts.port else "")
    except ValueError:
        return "an invalid URL"
