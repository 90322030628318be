"""Proxies of the environment: which host is reached through which proxy, and errors about invalid entries."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attio import errors
from attio._http.proxies import ProxyRules, check_certificates

PROXY = "http://proxy.test:3128"


def rules(no_proxy: str) -> ProxyRules:
    return ProxyRules({"http": PROXY, "https": PROXY, "no": no_proxy})


@pytest.mark.parametrize(
    ("no_proxy", "direct", "through"),
    [
        ("example.com", ["example.com", "api.example.com", "EXAMPLE.com", "example.com."], ["notexample.com", "com"]),
        (".example.com", ["example.com", "api.example.com"], ["notexample.com"]),
        ("*.example.com", ["api.example.com"], ["other.com"]),
        ("localhost", ["localhost"], ["127.0.0.1"]),
        ("127.0.0.1", ["127.0.0.1"], ["127.0.0.2", "localhost"]),
        ("127.0.0.0/8", ["127.0.0.1", "127.9.9.9"], ["128.0.0.1"]),
        ("10.1.2.3/8", ["10.9.9.9"], ["11.0.0.1"]),  # host bits may be set
        ("::1", ["::1", "[::1]"], ["::2"]),
        ("[::1]", ["::1", "[::1]"], ["127.0.0.1"]),
        ("fe80::/10", ["fe80::1", "fe80::1%eth0"], ["::1"]),
        ("[fe80::]/10", ["fe80::1"], ["::1"]),
        (" a.test , b.test,, ", ["a.test", "b.test"], ["c.test"]),
        ("*", ["example.com", "127.0.0.1"], []),
        ("a.test,*", ["example.com"], []),
        ("", [], ["example.com", "127.0.0.1"]),
    ],
)
def test_no_proxy_excludes_hosts(no_proxy: str, direct: list[str], through: list[str]) -> None:
    found = rules(no_proxy)
    assert [host for host in direct if found.proxy_for("https", host, None) is not None] == []
    assert [host for host in through if found.proxy_for("https", host, None) != PROXY] == []


@pytest.mark.parametrize("entry", ["a.test:8443", "127.0.0.1:8443", "[::1]:8443"])
def test_an_entry_with_a_port_applies_to_that_port(entry: str) -> None:
    host = entry.rpartition(":")[0].strip("[]")
    assert rules(entry).proxy_for("https", host, 8443) is None
    assert rules(entry).proxy_for("https", host, None) == PROXY


def test_an_entry_may_name_the_default_port() -> None:
    assert rules("a.test:443").proxy_for("https", "a.test", None) is None
    assert rules("a.test:80").proxy_for("http", "a.test", None) is None
    assert rules("a.test:80").proxy_for("https", "a.test", None) == PROXY


def test_an_entry_with_a_scheme_applies_to_that_scheme() -> None:
    assert rules("http://a.test").proxy_for("http", "a.test", None) is None
    assert rules("http://a.test").proxy_for("https", "a.test", None) == PROXY
    assert rules("all://a.test").proxy_for("https", "a.test", None) is None


def test_a_proxy_for_the_scheme_overrides_all_proxy() -> None:
    found = ProxyRules({"all": "socks5://all.test:1080", "https": "secure.test:3128"})
    assert found.proxy_for("https", "a.test", None) == "http://secure.test:3128"
    assert found.proxy_for("http", "a.test", None) == "socks5://all.test:1080"
    assert ProxyRules({"https": PROXY}).proxy_for("http", "a.test", None) is None


@pytest.mark.parametrize("entry", ["10.0.0.0/99", "a.test/8", "fe80:::1", "[::1"])
def test_an_invalid_entry_of_no_proxy_is_named(entry: str) -> None:
    if entry == "[::1":  # a missing bracket is accepted
        assert rules(entry).proxy_for("https", "::1", None) is None
        return
    with pytest.raises(errors.InvalidRequestError) as caught:
        rules(f"a.test,{entry}")
    assert "NO_PROXY" in str(caught.value)
    assert repr(entry) in str(caught.value)


@pytest.mark.parametrize(
    "url", ["socks4://user:hunter2@a.test", "ftp://user:hunter2@a.test", "http://", "http://[::1", "http://a.test:x"]
)
@pytest.mark.parametrize("variable", ["ALL_PROXY", "https_proxy"])
def test_a_proxy_that_cannot_be_used_is_named_by_its_variable(
    monkeypatch: pytest.MonkeyPatch, variable: str, url: str
) -> None:
    clear(monkeypatch)
    monkeypatch.setenv(variable, url)
    with pytest.raises(errors.InvalidRequestError) as caught:
        ProxyRules.from_environment()
    assert variable in str(caught.value)
    assert "socks5://" in str(caught.value)
    assert "hunter2" not in str(caught.value)


def test_a_proxy_of_the_system_has_no_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    clear(monkeypatch)
    with pytest.raises(errors.InvalidRequestError, match="the proxy for http in the settings of the system "):
        ProxyRules({"http": "gopher://a.test"})


def test_an_environment_without_proxies_has_no_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    clear(monkeypatch)
    monkeypatch.setenv("NO_PROXY", "10.0.0.0/99")  # ignored without a proxy
    assert ProxyRules.from_environment() is None
    monkeypatch.setenv("HTTPS_PROXY", PROXY)
    monkeypatch.setenv("NO_PROXY", "*")
    assert ProxyRules.from_environment() is None
    monkeypatch.setenv("NO_PROXY", "a.test")
    found = ProxyRules.from_environment()
    assert found is not None
    assert found.proxy_for("https", "b.test", None) == PROXY


@given(st.lists(st.text(alphabet="abc.:/[]*%1 ", max_size=12)))
def test_any_text_is_read_or_rejected_by_name(entries: list[str]) -> None:
    with suppress(errors.InvalidRequestError):
        assert rules(",".join(entries)).proxy_for("https", "api.attio.com", None) in (None, PROXY)


def test_missing_certificate_files_are_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("SSL_CERT_FILE", "SSL_CERT_DIR"):
        monkeypatch.delenv(name, raising=False)
    check_certificates()
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path / "nowhere"))
    with pytest.raises(
        errors.InvalidRequestError, match=r"SSL_CERT_DIR names the directory '.*nowhere', which does not exist"
    ):
        check_certificates()
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path))
    with pytest.raises(errors.InvalidRequestError, match=r"SSL_CERT_FILE names .* which does not exist"):
        check_certificates()
    file = tmp_path / "ca.pem"
    file.touch()
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    check_certificates()  # the file is used, and the directory is ignored


def clear(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
