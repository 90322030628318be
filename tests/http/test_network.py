"""TLS and proxies, over real sockets."""

from __future__ import annotations

import base64
import socket
import ssl
import threading
from pathlib import Path
from typing import Any

import httpx
import pytest

from attio import errors
from attio._http.client import HTTPClient
from attio.errors import InvalidRequestError
from tests.http.sides import SIDES, TOKEN, Side, prepared
from tests.proxy import Proxy
from tests.server import PATIENCE, Connection, Reply, Server

# TLS


def test_a_context_that_is_passed_in_is_used(tls_server: Server, tls_context: ssl.SSLContext, side: Side) -> None:
    tls_server.reply(json={"ok": True}, times=2)
    with HTTPClient(ssl_context=tls_context) as http:
        assert side.send(http, prepared(tls_server.url)).json() == {"ok": True}
        with http.clone() as twin:
            side.send(twin, prepared(tls_server.url))


def test_an_unknown_certificate_authority_is_not_trusted(tls_server: Server, side: Side) -> None:
    text = r"could not connect to localhost:.*CERTIFICATE_VERIFY"
    with HTTPClient() as http, pytest.raises(errors.ConnectionError, match=text) as caught:
        side.send(http, prepared(tls_server.url))
    assert caught.value.outcome == "not_sent"
    assert tls_server.requests == []


def test_a_host_name_must_match_its_certificate(tls_server: Server, tls_context: ssl.SSLContext, side: Side) -> None:
    with HTTPClient(ssl_context=tls_context) as http:
        side_step = tls_server.url.replace("localhost", "127.0.0.2")
        with pytest.raises(errors.ConnectionError, match="could not connect") as caught:
            side.send(http, prepared(side_step))
    assert caught.value.outcome == "not_sent"


def test_the_environment_names_certificates(
    tls_server: Server, ca_file: Path, monkeypatch: pytest.MonkeyPatch, side: Side
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(ca_file))
    tls_server.reply()
    with HTTPClient() as http:
        side.send(http, prepared(tls_server.url))
    with HTTPClient(trust_env=False) as http, pytest.raises(errors.ConnectionError):
        side.send(http, prepared(tls_server.url))


def test_certificates_that_cannot_be_read_are_an_sdk_error(
    tls_server: Server, monkeypatch: pytest.MonkeyPatch, side: Side
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", "/nowhere/ca.pem")
    with (
        HTTPClient() as http,
        pytest.raises(InvalidRequestError, match=r"SSL_CERT_FILE .* which does not exist") as caught,
    ):
        side.send(http, prepared(tls_server.url))
    assert caught.value.outcome == "not_sent"


def test_the_trust_store_is_read_once_and_only_for_https(
    server: Server, tls_server: Server, ca_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(ca_file))
    read: list[object] = []
    load = ssl.SSLContext.load_verify_locations

    def note(context: ssl.SSLContext, *args: Any, **options: Any) -> None:
        read.append(args)
        load(context, *args, **options)

    monkeypatch.setattr(ssl.SSLContext, "load_verify_locations", note)
    server.reply(times=3)
    tls_server.reply(times=5)
    http = HTTPClient()
    for side in SIDES:
        side.send(http, prepared(server.url))
    assert read == []
    for side in (*SIDES, SIDES[0], SIDES[1]):
        side.send(http, prepared(tls_server.url))
    assert len(read) == 1
    http.close()


def test_plain_text_where_tls_is_expected_was_not_sent(server: Server, side: Side) -> None:
    def respond_in_plain_text(connection: Connection) -> None:
        connection.send(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        connection.close()

    server.step(respond_in_plain_text)
    with HTTPClient() as http, pytest.raises(errors.ConnectionError) as caught:
        side.send(http, prepared(server.url.replace("http://", "https://")))
    assert caught.value.outcome == "not_sent"


# Proxies


def test_a_proxy_tunnels_https_and_sees_nothing(
    tls_server: Server, tls_context: ssl.SSLContext, proxy: Proxy, side: Side
) -> None:
    tls_server.reply(json={"ok": True})
    with HTTPClient(proxy=f"http://user:pass@{proxy.address}", ssl_context=tls_context) as http:
        assert side.send(http, prepared(tls_server.url)).json() == {"ok": True}
    [lines] = proxy.asked
    assert lines[0] == f"CONNECT {tls_server.url.removeprefix('https://')} HTTP/1.1"
    credentials = base64.b64encode(b"user:pass").decode()
    assert f"Proxy-Authorization: Basic {credentials}" in lines
    assert TOKEN not in str(lines)
    assert tls_server.requests[0].header("proxy-authorization") is None
    assert tls_server.requests[0].header("authorization") == f"Bearer {TOKEN}"


def test_a_proxy_forwards_http(server: Server, proxy: Proxy, side: Side) -> None:
    with HTTPClient(proxy=httpx.Proxy(f"http://{proxy.address}")) as http:
        assert side.send(http, prepared(server.url)).content == b"proxied"
    assert proxy.asked[0][0] == f"GET {server.url}/v2/self HTTP/1.1"
    assert server.requests == []


def test_the_environment_names_proxies_and_exceptions(
    tls_server: Server, ca_file: Path, proxy: Proxy, monkeypatch: pytest.MonkeyPatch, side: Side
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(ca_file))
    monkeypatch.setenv("HTTPS_PROXY", f"http://{proxy.address}")
    tls_server.reply(times=3)
    with HTTPClient() as http:
        side.send(http, prepared(tls_server.url))
    assert len(proxy.asked) == 1
    with HTTPClient(trust_env=False, ssl_context=ssl.create_default_context(cafile=str(ca_file))) as http:
        side.send(http, prepared(tls_server.url))
    monkeypatch.setenv("NO_PROXY", "example.com,localhost")
    with HTTPClient() as http:
        side.send(http, prepared(tls_server.url))
    assert len(proxy.asked) == 1


@pytest.mark.parametrize("status", [b"407 Proxy Authentication Required", b"403 Forbidden"])
def test_a_proxy_that_rejects_sent_nothing(side: Side, status: bytes) -> None:
    text = f"proxy did not connect to api.example: {status.decode()}"
    with (
        Proxy(status) as proxy,
        HTTPClient(proxy=f"http://user:planted@{proxy.address}") as http,
        pytest.raises(errors.ConnectionError, match=text) as caught,
    ):
        side.send(http, prepared("https://api.example"))
    assert caught.value.outcome == "not_sent"
    assert "planted" not in f"{caught.value} {caught.value.cause}"


def test_an_unreachable_proxy_sent_nothing(side: Side) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = f"127.0.0.1:{listener.getsockname()[1]}"
    with HTTPClient(proxy=f"http://{address}") as http, pytest.raises(errors.ConnectionError) as caught:
        side.send(http, prepared("https://api.example"))
    assert caught.value.outcome == "not_sent"


def test_an_ipv6_address_is_sent_in_brackets(side: Side) -> None:
    try:
        listener = socket.create_server(("::1", 0), family=socket.AF_INET6)
    except OSError:
        pytest.skip("this machine has no IPv6")
    seen: list[bytes] = []

    def serve() -> None:
        client, _ = listener.accept()
        with client:
            seen.append(client.recv(10_000))
            client.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")

    thread = threading.Thread(target=serve)
    thread.start()
    port = listener.getsockname()[1]
    with listener, HTTPClient() as http:
        side.send(http, prepared(f"http://[::1]:{port}"))
        thread.join(PATIENCE)
    assert f"host: [::1]:{port}\r\n".encode() in seen[0]


def test_no_proxy_accepts_networks_and_addresses(monkeypatch: pytest.MonkeyPatch, side: Side) -> None:
    with Server() as server:
        server.always(lambda _: Reply())
        monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
        for no_proxy in ("127.0.0.0/8,[::1]", "fe80::/10,127.0.0.1", "*"):
            monkeypatch.setenv("NO_PROXY", no_proxy)
            with HTTPClient() as http:
                assert side.send(http, prepared(server.url)).status_code == 200


def test_an_entry_of_the_environment_that_cannot_be_used_is_named(
    server: Server, monkeypatch: pytest.MonkeyPatch, side: Side
) -> None:
    monkeypatch.setenv("ALL_PROXY", "socks4://user:hunter2@proxy.test")
    with HTTPClient() as http, pytest.raises(InvalidRequestError, match="ALL_PROXY") as caught:
        side.send(http, prepared(server.url))
    assert caught.value.outcome == "not_sent"
    assert "hunter2" not in str(caught.value)
