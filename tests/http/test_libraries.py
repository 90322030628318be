"""TLS and proxies with clients of both HTTP libraries that are passed in, over real sockets."""

from __future__ import annotations

import base64
import socket
import ssl
from pathlib import Path
from typing import Any

import pytest

from attio import errors
from tests.http.pieces import Pieces
from tests.http.sides import TOKEN, Side, limits, prepared, send_with_own
from tests.proxy import Proxy
from tests.server import Connection, Server

# TLS


def test_an_authority_of_your_own_is_trusted(
    tls_server: Server, tls_context: ssl.SSLContext, side: Side, family: Any
) -> None:
    tls_server.reply(json={"ok": True})
    assert send_with_own(side, family, prepared(tls_server.url), verify=tls_context).json() == {"ok": True}
    assert tls_server.requests[0].header("authorization") == f"Bearer {TOKEN}"


def test_an_unknown_certificate_authority_is_not_trusted(tls_server: Server, side: Side, family: Any) -> None:
    with pytest.raises(errors.ConnectionError, match="could not connect to localhost:") as caught:
        send_with_own(side, family, prepared(tls_server.url))
    assert caught.value.outcome == "not_sent"
    assert isinstance(caught.value.__cause__, family.ConnectError)
    assert tls_server.requests == []


def test_the_environment_names_certificates(
    tls_server: Server, ca_file: Path, monkeypatch: pytest.MonkeyPatch, side: Side, family: Any
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(ca_file))
    tls_server.reply()
    assert send_with_own(side, family, prepared(tls_server.url)).status_code == 200


def test_an_upload_is_streamed_over_tls(
    tls_server: Server, tls_context: ssl.SSLContext, side: Side, family: Any
) -> None:
    tls_server.reply(times=2)
    for content in (Pieces(b"ab" * 50_000, b"c", content_length=100_001), Pieces(b"ab" * 50_000, b"c")):
        send_with_own(side, family, prepared(tls_server.url, method="POST", content=content), verify=tls_context)
    assert [request.body for request in tls_server.requests] == [b"ab" * 50_000 + b"c"] * 2


def test_a_connection_closed_without_tls_shutdown_leaves_the_outcome_unknown(
    tls_server: Server, tls_context: ssl.SSLContext, side: Side, family: Any
) -> None:
    def leave(connection: Connection) -> None:
        connection.receive()
        connection.send(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{")
        connection.reset()

    tls_server.drop()
    with pytest.raises(errors.ConnectionError) as caught:
        send_with_own(side, family, prepared(tls_server.url), verify=tls_context)
    assert caught.value.outcome == "unknown"
    tls_server.step(leave)
    with pytest.raises(errors.ConnectionError) as caught:
        send_with_own(side, family, prepared(tls_server.url), verify=tls_context)
    assert caught.value.outcome == "accepted"


def test_a_handshake_that_never_ends_was_not_sent(
    server: Server, tls_context: ssl.SSLContext, side: Side, family: Any
) -> None:
    server.step(lambda connection: connection.wait_until_client_leaves())
    with pytest.raises(errors.RequestTimeoutError) as caught:
        send_with_own(
            side,
            family,
            prepared(server.url.replace("http:", "https:")),
            within=limits(timeout=0.1),
            verify=tls_context,
        )
    assert caught.value.outcome == "not_sent"


# Proxies


def test_a_proxy_tunnels_https_and_sees_nothing(
    tls_server: Server, tls_context: ssl.SSLContext, proxy: Proxy, side: Side, family: Any
) -> None:
    tls_server.reply(json={"ok": True})
    url = f"http://user:pass@{proxy.address}"
    response = send_with_own(side, family, prepared(tls_server.url), proxy=url, verify=tls_context)
    assert response.json() == {"ok": True}
    [lines] = proxy.asked
    assert lines[0] == f"CONNECT {tls_server.url.removeprefix('https://')} HTTP/1.1"
    assert f"Proxy-Authorization: Basic {base64.b64encode(b'user:pass').decode()}" in lines
    assert TOKEN not in str(lines)
    assert tls_server.requests[0].header("proxy-authorization") is None
    assert tls_server.requests[0].header("authorization") == f"Bearer {TOKEN}"


def test_a_proxy_forwards_http(server: Server, proxy: Proxy, side: Side, family: Any) -> None:
    given = family.Proxy(f"http://{proxy.address}")
    assert send_with_own(side, family, prepared(server.url), proxy=given).content == b"proxied"
    assert proxy.asked[0][0] == f"GET {server.url}/v2/self HTTP/1.1"
    assert server.requests == []


def test_the_environment_names_proxies_and_exceptions(
    tls_server: Server, proxy: Proxy, monkeypatch: pytest.MonkeyPatch, side: Side, family: Any
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", f"http://{proxy.address}")
    tls_server.reply(times=3)
    send_with_own(side, family, prepared(tls_server.url), verify=False)
    assert len(proxy.asked) == 1
    send_with_own(side, family, prepared(tls_server.url), verify=False, trust_env=False)
    monkeypatch.setenv("NO_PROXY", "example.com,localhost")
    send_with_own(side, family, prepared(tls_server.url), verify=False)
    assert len(proxy.asked) == 1


@pytest.mark.parametrize("status", [b"407 Proxy Authentication Required", b"403 Forbidden", b"502 Bad Gateway"])
def test_a_proxy_that_rejects_sent_nothing(side: Side, family: Any, status: bytes) -> None:
    with Proxy(status) as proxy, pytest.raises(errors.ConnectionError) as caught:
        send_with_own(side, family, prepared("https://api.example"), proxy=f"http://user:planted@{proxy.address}")
    assert f"proxy did not connect to api.example: {status.decode()}" in str(caught.value)
    assert caught.value.outcome == "not_sent"
    assert "planted" not in f"{caught.value} {caught.value.cause}"


def test_an_unreachable_proxy_sent_nothing(side: Side, family: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = f"127.0.0.1:{listener.getsockname()[1]}"
    with pytest.raises(errors.ConnectionError) as caught:
        send_with_own(side, family, prepared("https://api.example"), proxy=f"http://{address}")
    assert caught.value.outcome == "not_sent"
