"""Whole calls over TLS and through a proxy, on every driver, with every HTTP client."""

from __future__ import annotations

import ssl
from collections.abc import Sequence

import pytest

from tests.faults.matrix import LONG_MS, send_each_kind
from tests.faults.stage import STAGES, TOKEN, Call, Stage, record, send
from tests.faults.table import FAULTS, KINDS, Fault, Kind
from tests.proxy import Proxy
from tests.server import Reply, Server

OF_THE_CONNECTION = [
    fault
    for fault in FAULTS
    if fault.listens and fault.name.startswith(("reset", "closed", "silence", "body that", "chunked", "longer"))
]
"""Faults that differ under TLS, because they close the connection without a TLS shutdown."""
SHORT_MS = 300
"""Timeout for a server that stops responding. It leaves enough time for a TLS handshake on a busy machine."""


@pytest.mark.parametrize("fault", OF_THE_CONNECTION, ids=str)
@pytest.mark.parametrize("stage", STAGES, ids=str)
def test_a_fault_is_the_same_under_tls(
    tls_server: Server, tls_context: ssl.SSLContext, stage: Stage, fault: Fault
) -> None:
    # A slow fault takes a timeout per attempt. Which kinds are retried does not depend on TLS, so one kind is enough.
    kinds: Sequence[Kind] = ("create",) if fault.slow else KINDS

    async def work(call: Call) -> None:
        await send_each_kind(call, tls_server, fault, kinds)

    stage.run(tls_server.url, work, tls=tls_context, timeout_ms=SHORT_MS if fault.slow else LONG_MS)
    tls_server.wait_for_connections(0)


@pytest.mark.parametrize("stage", STAGES, ids=str)
def test_calls_share_a_tunnel_through_a_proxy(
    tls_server: Server, tls_context: ssl.SSLContext, proxy: Proxy, stage: Stage
) -> None:
    tls_server.always(lambda _: record("r"))

    async def work(call: Call) -> None:
        for kind in ("read", "upsert", "create"):
            assert (await send(call, kind)).data.id.record_id == "r"

    stage.run(tls_server.url, work, tls=tls_context, proxy=f"http://{proxy.address}")
    assert [request.header("authorization") for request in tls_server.requests] == [f"Bearer {TOKEN}"] * 3
    assert [lines[0].partition(" ")[0] for lines in proxy.asked] == ["CONNECT"]
    assert TOKEN not in str(proxy.asked)


@pytest.mark.parametrize("stage", STAGES, ids=str)
def test_a_create_that_breaks_off_in_a_tunnel_is_sent_once_and_a_read_again(
    tls_server: Server, tls_context: ssl.SSLContext, proxy: Proxy, stage: Stage
) -> None:
    [fault] = (fault for fault in FAULTS if fault.name == "reset before the response")

    async def work(call: Call) -> None:
        await send_each_kind(call, tls_server, fault)

    stage.run(tls_server.url, work, tls=tls_context, proxy=f"http://{proxy.address}", timeout_ms=LONG_MS)


@pytest.mark.parametrize("stage", STAGES, ids=str)
def test_files_go_through_a_proxy(tls_server: Server, tls_context: ssl.SSLContext, proxy: Proxy, stage: Stage) -> None:
    size = 300_000
    with Server(tls_server.context) as storage:
        tls_server.reply(302, headers={"Location": f"{storage.url}/file?signature=x"})
        storage.respond(lambda _: Reply(body=b"x" * size))

        async def work(call: Call) -> None:
            file = await call("files.download", "f")
            content = file.read() if stage.driver.side == "sync" else await file.read_async()
            assert content == b"x" * size

        stage.run(tls_server.url, work, tls=tls_context, proxy=f"http://{proxy.address}")
        assert storage.requests[0].header("authorization") is None
    assert len(proxy.asked) == 2
