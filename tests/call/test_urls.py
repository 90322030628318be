"""Server URLs: valid and invalid ones, and their origins."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attio import Attio
from attio._call.urls import check_server_url, origin, resolve, shown_origin


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://api.attio.com", "https://api.attio.com"),
        ("https://api.attio.com/", "https://api.attio.com"),
        ("https://proxy.test:8443/attio/", "https://proxy.test:8443/attio"),
        ("http://localhost:8000", "http://localhost:8000"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("http://127.8.8.8", "http://127.8.8.8"),
        ("http://[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_valid_urls_keep_their_path_prefix(url: str, kept: str) -> None:
    assert check_server_url(url) == kept


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("http://api.attio.com", "must use https"),
        ("http://127.0.0.1.evil.test", "must use https"),
        ("http://localhost.evil.test", "must use https"),
        ("https://user:pass@api.attio.com", "user name or password"),
        ("https://api.attio.com?x=1", "query or fragment"),
        ("https://api.attio.com#x", "query or fragment"),
        ("https://api.attio.com/../x", "segments"),
        ("api.attio.com", "absolute URL"),
        ("ftp://api.attio.com", "absolute URL"),
        ("https://", "absolute URL"),
        ("https://api.attio.com:99999", "not a valid URL"),
        ("https://api .attio.com", "a space"),
        ("https://api.attio.com\n", "a space"),
        ("https://api.attio.com\\@evil.test", "backslash"),
        (7, "must be a str"),
    ],
)
def test_unusable_urls_are_rejected_without_being_repeated(url: object, problem: str) -> None:
    with pytest.raises(ValueError, match=problem) as caught:
        check_server_url(url)
    assert "pass@" not in str(caught.value)


def test_plain_http_must_be_allowed_explicitly() -> None:
    assert check_server_url("http://attio.internal", allow_insecure_http=True) == "http://attio.internal"


@given(st.text())
def test_any_other_text_raises_a_value_error(url: str) -> None:
    try:
        check_server_url(url)
    except ValueError:
        return
    assert (origin(url) or ("",))[0] in ("http", "https")


def test_origins_know_their_default_ports() -> None:
    assert origin("https://a.test/x") == origin("https://a.test:443/y")
    assert origin("https://a.test") != origin("http://a.test")
    assert shown_origin("https://files.test:8443/x?signature=secret") == "https://files.test:8443"


def test_without_an_argument_the_environment_names_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATTIO_SERVER_URL", "http://127.0.0.1:1/")
    assert repr(Attio("token")) == "<Attio http://127.0.0.1:1>"
    assert repr(Attio("token", server_url="https://other.example")) == "<Attio https://other.example>"
    monkeypatch.setenv("ATTIO_SERVER_URL", " ")
    assert repr(Attio("token")) == "<Attio https://api.attio.com>"
    monkeypatch.setenv("ATTIO_SERVER_URL", "http://attio.example")
    with pytest.raises(ValueError, match="the environment variable ATTIO_SERVER_URL must use https"):
        Attio("token")
    assert repr(Attio("token", allow_insecure_http=True)) == "<Attio http://attio.example>"


def test_an_invalid_redirect_is_returned_unchanged() -> None:
    assert resolve("https://api.attio.com/v2/self", "/v2/me") == "https://api.attio.com/v2/me"
    assert resolve("https://api.attio.com/v2/self", "https://[::1/x") == "https://[::1/x"
