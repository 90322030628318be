"""The state of an installation: signed, bound to a browser, and valid for one callback. Does no I/O."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import math
import re
import secrets
from collections.abc import Sequence
from typing import Any, NamedTuple

from attio.errors.oauth import OAuthStateError

COOKIE = "attio-oauth"
LONGEST_NEXT = 2048
_BINDER = re.compile(r"[A-Za-z0-9_-]{43}")
_LOCAL_PATH = re.compile(r"/(?![/\\])[^\x00-\x20\x7f\\]*")


class State(NamedTuple):
    """The content of a state."""

    nonce: str
    expires: float
    """Seconds since 1970."""
    browser: str
    """Hash of the cookie of the browser that started the installation."""
    next: str
    """Path to redirect to after the installation."""


def sign(state: State, key: str) -> str:
    """Return a state as signed text."""
    content = _encode(json.dumps(list(state), separators=(",", ":")).encode())
    return f"{content}.{_encode(_signature(content, key))}"


def read(text: str | None, keys: Sequence[str], *, browser: str | None, now: float) -> State:
    """Parse a state, and check its signature, its expiry and its browser.

    Args:
        text: The parameter `state` of the callback; None if it is absent.
        keys: The accepted keys.
        browser: The value of the cookie; None if there is none.
        now: The current time, in seconds since 1970.

    Raises:
        OAuthStateError: The state is missing, forged, expired, or belongs to another browser.
    """
    if not text:
        raise OAuthStateError(reason="missing")
    content, _, signature = text.partition(".")
    received = _decode(signature)
    if not text.isascii() or not any(hmac.compare_digest(_signature(content, key), received) for key in keys):
        raise OAuthStateError(reason="forged")
    fields: list[Any] = json.loads(_decode(content))
    state = State(*fields)
    if now >= state.expires:
        raise OAuthStateError(reason="expired")
    if browser is None or not hmac.compare_digest(hash_of(browser), state.browser):
        raise OAuthStateError(reason="browser")
    return state


def safe_next(path: str | None, default: str) -> str:
    """Return the path if it is a path on this site, else the default. Prevents redirects to other sites."""
    if path and len(path) < LONGEST_NEXT and _LOCAL_PATH.fullmatch(path):
        return path
    return default


def new_binder() -> str:
    """Return a new random value for a cookie."""
    return secrets.token_urlsafe(32)


def hash_of(binder: str) -> str:
    """Return the hash of the value of a cookie, for the state."""
    return _encode(hashlib.sha256(binder.encode()).digest()[:16])


def cookie_name(*, secure: bool) -> str:
    """Return the name of the cookie. Browsers accept the prefix `__Host-` only over https and for the whole host."""
    return f"__Host-{COOKIE}" if secure else COOKIE


def binder_in(header: str | None, *, secure: bool) -> str | None:
    """Return the value of the cookie in a `Cookie` header; None if it is absent or malformed."""
    name = cookie_name(secure=secure)
    for part in (header or "").split(";"):
        key, _, value = part.strip().partition("=")
        if key == name and _BINDER.fullmatch(value):
            return value
    return None


def set_cookie(binder: str, *, seconds: float, secure: bool) -> str:
    """Return the `Set-Cookie` header. Lax, because browsers send no strict cookie after the redirect from Attio."""
    flags = "; Secure" if secure else ""
    return f"{cookie_name(secure=secure)}={binder}; Path=/; Max-Age={math.ceil(seconds)}; HttpOnly; SameSite=Lax{flags}"


def _signature(content: str, key: str) -> bytes:
    return hmac.new(key.encode(), content.encode(), hashlib.sha256).digest()


def _encode(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _decode(text: str) -> bytes:
    try:
        return base64.urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
    except (binascii.Error, UnicodeError, ValueError):
        return b""
