"""State, cookie and return path, which protect an installation."""

from __future__ import annotations

import pytest

from attio import errors
from attio.oauth.state import State, binder_in, hash_of, new_binder, read, safe_next, set_cookie, sign

NOW = 1_000_000.0
BINDER = new_binder()
STATE = State("nonce", NOW + 600, hash_of(BINDER), "/settings")


def problem(
    text: str | None, *, keys: tuple[str, ...] = ("key",), browser: str | None = BINDER, now: float = NOW
) -> str:
    with pytest.raises(errors.OAuthStateError) as caught:
        read(text, keys, browser=browser, now=now)
    assert caught.value.outcome == "not_sent"
    return caught.value.reason


def test_a_state_is_read_as_it_was_signed() -> None:
    assert read(sign(STATE, "key"), ("new", "key"), browser=BINDER, now=NOW) == STATE


@pytest.mark.parametrize("text", [None, ""])
def test_a_missing_state_is_rejected(text: str | None) -> None:
    assert problem(text) == "missing"


@pytest.mark.parametrize(
    "text",
    [
        "x",
        ".",
        "a.b",
        sign(STATE, "other key"),
        sign(STATE, "key")[:-2],
        "é.é",
        "\ud800.a",
        sign(STATE, "key").replace(".", "A."),
    ],
)
def test_a_forged_state_is_rejected(text: str) -> None:
    assert problem(text) == "forged"


def test_an_expired_state_is_rejected() -> None:
    assert problem(sign(STATE, "key"), now=NOW + 600) == "expired"
    assert read(sign(STATE, "key"), ("key",), browser=BINDER, now=NOW + 599.9)


@pytest.mark.parametrize("browser", [None, "another"])
def test_the_state_of_another_browser_is_rejected(browser: str | None) -> None:
    assert problem(sign(STATE, "key"), browser=browser) == "browser"


@pytest.mark.parametrize("path", ["/", "/settings", "/a/b?c=d#e", "/é"])
def test_a_path_on_this_site_is_kept(path: str) -> None:
    assert safe_next(path, "/home") == path


@pytest.mark.parametrize(
    "path",
    [
        None,
        "",
        "settings",
        "//evil.example",
        "/\\evil.example",
        "https://evil.example",
        "javascript:alert(1)",
        "/a b",
        "/a\r\nSet-Cookie: x=y",
        "/a\\b",
        "/\x7f",
        "/" + "a" * 2047,
    ],
)
def test_any_other_path_becomes_the_default(path: str | None) -> None:
    assert safe_next(path, "/home") == "/home"


def test_the_cookie_is_set_and_read_securely() -> None:
    assert set_cookie("value", seconds=599.5, secure=True) == (
        "__Host-attio-oauth=value; Path=/; Max-Age=600; HttpOnly; SameSite=Lax; Secure"
    )
    assert (
        set_cookie("value", seconds=600, secure=False)
        == "attio-oauth=value; Path=/; Max-Age=600; HttpOnly; SameSite=Lax"
    )
    assert binder_in(f"a=b; __Host-attio-oauth={BINDER}; c=d", secure=True) == BINDER
    assert binder_in(f"attio-oauth={BINDER}", secure=True) is None
    assert binder_in(f"attio-oauth={BINDER}", secure=False) == BINDER
    assert binder_in("__Host-attio-oauth=short", secure=True) is None
    assert binder_in(None, secure=True) is None
