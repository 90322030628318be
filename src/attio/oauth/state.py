"""The state of an installation: signed, bound to a browser, and good for one callback; no I/O."""

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
    """What a state says, once its signature was checked."""

    nonce: str
    expires: float
    """Seconds since 1970."""
    browser: str
    """Hash of the cookie of the browser that began the installation."""
    next: str
    """Path to go to after the installation."""


def sign(state: State, key: str) -> str:
    """Write a state as text that only the owner of the key can make."""
    content = _encode(json.dumps(list(state), separators=(",", ":")).encode())
    return f"{content}.{_encode(_signature(content, key))}"


def read(text: str | None, keys: Sequence[str], *, browser: str | None, now: float) -> State:
    """Check a state: signature, expiry, browser.

    Args:
        text: The parameter `state` of the callback; None if it is absent.
        keys: Keys that may have signed it.
        browser: The value of the cookie; None if there is none.
        now: Seconds since 1970.

    Raises:
        OAuthStateError: It is missing, forged, expired, or was begun in another browser.
    """
    if not text:
        raise OAuthStateError(reason="missing")
    content, _, signature = text.partition(".")
    given = _decode(signature)
    if not text.isascii() or not any(hmac.compare_digest(_signature(content, key), given) for key in keys):
        raise OAuthStateError(reason="forged")
    fields: list[Any] = json.loads(_decode(content))
    state = State(*fields)
    if now >= state.expires:
        raise OAuthStateError(reason="expired")
    if browser is None or not hmac.compare_digest(hash_of(browser), state.browser):
        raise OAuthStateError(reason="browser")
    return state


def safe_next(path: str | None, default: str) -> str:
    """Return a path on this site to go to; anything else becomes the default, so that redirects stay here."""
    if path and len(path) < LONGEST_NEXT and _LOCAL_PATH.fullmatch(path):
        return path
    return default


def new_binder() -> str:
    """Make the value of a cookie."""
    return secrets.token_urlsafe(32)


def hash_of(binder: str) -> str:
    """Hash the value of a cookie, for the state."""
    return _encode(hashlib.sha256(binder.encode()).digest()[:16])


def cookie_name(*, secure: bool) -> str:
    """Name of the cookie; browsers accept the prefix only from https, for the whole host."""
    return f"__Host-{COOKIE}" if secure else COOKIE


def binder_in(header: str | None, *, secure: bool) -> str | None:
    """Find the cookie in a `Cookie` header; None if it is absent or not one of ours."""
    name = cookie_name(secure=secure)
    for part in (header or "").split(";"):
        key, _, value = part.strip().partition("=")
        if key == name and _BINDER.fullmatch(value):
            return value
    return None


def set_cookie(binder: str, *, seconds: float, secure: bool) -> str:
    """Return the `Set-Cookie` header. Lax, because a strict cookie is not sent on the way back from Attio."""
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
