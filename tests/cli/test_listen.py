"""`listen`: showing, recording and forwarding deliveries, and the webhook that it creates."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import struct
import sys
import threading
import time
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
import pytest

from attio.cli import listening
from attio.models import RecordCreatedEvent
from attio.sandbox.handlers.webhooks import Webhook
from attio.webhooks import Delivery, is_valid_signature, read_payload, sign
from tests.cli.receiving import create, heard, listen, webhooks
from tests.cli.running import Shell
from tests.programs import Program, started
from tests.waiting import wait_until


def test_deliveries_of_a_sandbox_are_shown_and_the_webhook_is_deleted(crm: Shell) -> None:
    created: list[str] = []
    result = listen(
        crm, "--sandbox", "--events", "record.created", "--limit", "1", then=lambda: created.append(create(crm))
    )
    assert result.code == 0
    [row] = result.rows
    assert (row["event_type"], row["event"]["id"]["record_id"]) == ("record.created", created[0])
    assert "status" not in row
    assert "for 1 event type at https://attio-crm.test/; press Ctrl-C to stop\n" in result.err
    assert result.err.endswith("the webhook was deleted\n")
    assert crm.sandbox.deliveries.routes.to_json() == {}


def test_deliveries_are_forwarded_and_signed_with_the_secret_of_the_server(crm: Shell) -> None:
    crm.patch.setenv("ATTIO_WEBHOOK_SECRET", "mine")
    with heard() as server:
        words = ("--forward-to", f"{server.url}/attio?a=b", "--events", "record.created,task.created", "--limit", "1")
        result = listen(crm, "--sandbox", *words, then=lambda: create(crm))
    [(path, body, headers)] = server.requests
    assert path == "/attio?a=b"
    payload = read_payload(body, headers, "mine")
    assert isinstance(payload.events[0], RecordCreatedEvent)
    assert headers["Idempotency-Key"] == crm.sandbox.deliveries.find("record.created")[-1].headers["Idempotency-Key"]
    [row] = result.rows
    assert (row["to"], row["status"], row["error"]) == (f"{server.url}/attio?a=b", 204, None)
    assert "note: deliveries are signed" not in result.err


def test_without_a_secret_of_the_server_the_webhook_secret_signs(crm: Shell) -> None:
    crm.patch.delenv("ATTIO_WEBHOOK_SECRET", raising=False)
    secrets: list[str] = []

    def act() -> None:
        secrets.extend(webhook.secret for webhook in crm.sandbox.workspace().table(Webhook))
        create(crm)

    with heard(500) as server:
        result = listen(crm, "--sandbox", "--forward-to", server.url, "--limit", "1", "--table", then=act)
    [(path, body, headers)] = server.requests
    assert path == "/"
    assert is_valid_signature(body, headers, secrets)
    assert "set the environment variable ATTIO_WEBHOOK_SECRET" in result.err
    assert secrets[0] not in result.out + result.err
    assert "record.created  object_id=" in result.out
    assert "  -> 500 in " in result.out


def test_a_server_that_does_not_respond_loses_nothing(crm: Shell) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    result = listen(
        crm, "--sandbox", "--forward-to", f"http://localhost:{port}", "--limit", "1", then=lambda: create(crm)
    )
    [row] = result.rows
    assert (result.code, row["status"], row["error"]) == (0, None, "Connection refused")


def test_a_slow_server_is_cut_off(crm: Shell) -> None:
    crm.patch.setattr("attio.cli.targets.SECONDS", 0.2)
    crm.patch.setattr("attio.cli.targets.ATTIO_WAITS", 0.1)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        shown = listen(crm, "--sandbox", "--forward-to", url, "--limit", "1", "--table", then=lambda: create(crm)).out
    assert "-> no response in 2" in shown
    assert shown.endswith("ms, but Attio waits only 0 s\n")


def test_a_resent_delivery_is_shown_again(crm: Shell) -> None:
    def act() -> None:
        create(crm)
        wait_until(kept)
        crm.sandbox.deliveries.resend(crm.sandbox.deliveries.find("record.created", state="delivered")[-1].id)

    rows = listen(crm, "--sandbox", "--events", "record.created", "--limit", "2", then=act).rows
    assert rows[0]["id"] == rows[1]["id"]


def kept() -> list[str]:
    file = Path(os.environ["ATTIO_CRM_HOME"]) / "deliveries.jsonl"
    return file.read_text().splitlines() if file.exists() else []


def test_deliveries_that_were_not_forwarded_are_kept(crm: Shell) -> None:
    with heard() as server:

        def act() -> None:
            server.is_open.clear()
            for name in "abc":
                create(crm, name)
            wait_until(lambda: server.waiting)
            os.kill(os.getpid(), signal.SIGTERM)
            server.is_open.set()

        words = ("--events", "record.created", "--forward-to", server.url)
        result = listen(crm, "--sandbox", *words, then=act)
    assert (result.code, len(result.rows), len(server.requests)) == (0, 1, 1)
    assert "2 more were received, but not forwarded; see deliveries list\n" in result.err
    assert [row.get("status") for row in crm("deliveries").rows] == [None, None, 204]


def test_a_recording_that_cannot_be_written_creates_no_webhook(crm: Shell, tmp_path: Path) -> None:
    rejected = crm("listen", "--sandbox", "--record", str(tmp_path / "no" / "events.jsonl"))
    assert (rejected.code, rejected.err.endswith("events.jsonl': No such file or directory\n")) == (1, True)
    assert not crm.sandbox.requests.find("webhooks.create")


def test_events_are_recorded_for_replay(crm: Shell, tmp_path: Path) -> None:
    file = tmp_path / "events.jsonl"
    listen(crm, "--sandbox", "--record", str(file), "--limit", "1", "-q", then=lambda: create(crm))
    assert file.stat().st_mode & 0o777 == 0o600
    assert json.loads(file.read_text())["event"]["event_type"] == "record.created"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def test_a_tunnel_leads_to_the_port(crm: Shell) -> None:
    port, seen = free_port(), list[str]()
    crm.sandbox.deliveries.route("https://tunnel.test/in", f"http://127.0.0.1:{port}")

    def act() -> None:
        seen.append(webhooks(crm)[0].target_url)
        create(crm)

    words = ("--public-url", "https://tunnel.test/in?x=1", "--port", str(port), "--limit", "1")
    result = listen(crm, *words, "--events", "record.created", then=act)
    assert (result.code, len(result.rows)) == (0, 1)
    assert seen[0].startswith("https://tunnel.test/in?x=1&attio-crm-listen=")


def post(port: int, body: bytes | Iterator[bytes], headers: dict[str, str], method: str = "POST") -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request(method, "/", body, headers, encode_chunked="Transfer-Encoding" in headers)
    response = connection.getresponse()
    found = response.status, response.read()
    connection.close()
    return found


def test_unsigned_requests_are_rejected(crm: Shell) -> None:
    port = free_port()
    statuses: list[int] = []

    def act() -> None:
        secret = crm.sandbox.deliveries[-1].headers  # signed with the secret of another webhook
        for body, headers, method in [
            (b"{}", {}, "POST"),
            (json.dumps({"webhook_id": webhooks(crm)[0].id.webhook_id, "events": []}).encode(), secret, "POST"),
            (b"", {}, "GET"),
            (b"x" * 10, {"Content-Length": "-1"}, "POST"),
            (b"x" * 10, {"Content-Length": "ten"}, "POST"),
            (b"", {"Content-Length": "1048577"}, "POST"),
            (b"nothing\r\n", {"Transfer-Encoding": "chunked", "X": "raw"}, "POST"),
            (b"100001\r\n" + b"x" * 0x100001 + b"\r\n", {"Transfer-Encoding": "chunked"}, "POST"),
        ]:
            statuses.append(raw(port, body, headers, method))
        create(crm)

    crm.sandbox.deliveries.route("https://tunnel.test", f"http://127.0.0.1:{port}")
    create(crm)
    result = listen(crm, "--public-url", "https://tunnel.test", "--port", str(port), "--limit", "1", then=act)
    assert statuses == [401, 401, 405, 401, 400, 413, 400, 413]
    assert "rejected a request with status 401: The signature does not match.\n" in result.err
    assert len(result.rows) == 1


def test_a_client_that_disconnects_is_not_an_error(capfd: pytest.CaptureFixture[str]) -> None:
    listener = listening.Listener(None, print)
    with listener.serve(0) as port:
        for _ in range(2):
            connection = socket.create_connection(("127.0.0.1", port), 10)
            connection.sendall(b"POST / HTTP/1.1\r\nContent-Length: 100\r\n\r\nabc")
            # Closing resets the connection.
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            connection.close()
        assert raw(port, b"", {}, "GET") == 405
        while any("process_request" in thread.name for thread in threading.enumerate()):
            time.sleep(0.01)
    assert capfd.readouterr().err == ""


def test_a_fault_of_the_server_is_shown(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise KeyError

    listener = listening.Listener(None, print)
    monkeypatch.setattr(listener, "handle", fail)
    with listener.serve(0) as port, pytest.raises((IndexError, ConnectionError)):
        raw(port, b"", {}, "GET")
    assert "KeyError" in capfd.readouterr().err


def raw(port: int, body: bytes, headers: Mapping[str, str], method: str) -> int:
    """Send a request unchanged, and return the status."""
    given = {"Content-Length": str(len(body)), **headers} if "Transfer-Encoding" not in headers else headers
    head = "".join(f"{name}: {value}\r\n" for name, value in given.items())
    with socket.create_connection(("127.0.0.1", port), 10) as connection:
        connection.sendall(f"{method} / HTTP/1.1\r\nHost: x\r\n{head}\r\n".encode() + body)
        if given.get("Content-Length") == "1048577":
            connection.sendall(b"x" * 1_048_577)
        return int(connection.makefile("rb").readline().split()[1])


def test_a_chunked_body_is_read_and_verified() -> None:
    rejected: list[str] = []
    listener = listening.Listener(None, rejected.append)
    delivery = Delivery.build(RecordCreatedEvent)
    listener.secrets[delivery.webhook_id] = "mine"
    headers = {**delivery.headers("mine"), "Transfer-Encoding": "chunked"}
    with listener.serve(0) as port:
        parts = iter([delivery.body[:10], delivery.body[10:]])
        assert post(port, parts, headers) == (200, b"OK\n")
        assert post(port, iter([delivery.body[:10]]), {**headers, "Attio-Signature": sign(b"x", "mine")})[0] == 401
    assert json.loads(next(listener.messages()))["key"] == delivery.key
    assert rejected == ["rejected a request with status 401: The signature does not match."]
    threading.Timer(0.05, listener.stop).start()
    assert list(listener.messages()) == []


def test_waiting_ends_when_the_listener_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listening, "POLL_INTERVAL", 0.01)
    listener = listening.Listener(None, print)
    threading.Timer(0.1, listener.stop).start()
    assert list(listener.messages()) == []


REJECTED: list[tuple[tuple[str, ...], int, str]] = [
    ((), 2, "add --public-url, the https URL of a tunnel to this machine, and --port; or use --sandbox"),
    (("--public-url", "http://tunnel.test", "--port", "1"), 2, "'http://tunnel.test' must be an https URL"),
    (("--public-url", "https://tunnel.test"), 2, "add --port"),
    (("--sandbox", "--public-url", "https://tunnel.test", "--port", "1"), 2, "either --public-url or --sandbox"),
    (("--sandbox", "--events", "record.create"), 2, "'record.create'; did you mean 'record.created'?"),
    (("--sandbox", "--forward-to", "localhost:8000"), 2, "must be the URL of a server"),
    (("--sandbox", "--forward-to", "http://a:b@localhost"), 2, "not contain a user name or password"),
    (("--sandbox", "--forward-to", "http://localhost:x"), 2, "is not a URL"),
    (("--sandbox", "--forward-to", "http://10.0.0.1/"), 9, "10.0.0.1 is another machine: add --allow-remote"),
    (("--sandbox", "--forward-to", "https://hooks.acme.com"), 9, "hooks.acme.com is another machine"),
    (("--sandbox", "--read-only"), 9, "listen changes data"),
    (("--sandbox", "--workspace", "acme"), 9, "belongs to the workspace 'sandbox', not 'acme'"),
]


def test_bad_arguments_create_no_webhook(crm: Shell) -> None:
    for words, code, problem in REJECTED:
        result = crm("listen", *words)
        assert (result.code, problem in result.err) == (code, True), result.err
    assert not crm.sandbox.requests.find("webhooks.create")


def test_another_machine_can_be_allowed(crm: Shell) -> None:
    dry = crm("listen", "--sandbox", "--forward-to", "https://hooks.acme.com", "--allow-remote", "-n")
    assert (dry.code, dry.err) == (0, "dry run: nothing was sent\n")
    assert dry.rows[0]["url"].endswith("/v2/webhooks")
    assert len(dry.rows[0]["body"]["data"]["subscriptions"]) == 34
    assert webhooks(crm) == []


def test_a_port_in_use_creates_no_webhook(crm: Shell) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        result = crm("listen", "--public-url", "https://tunnel.test", "--port", port)
    assert (result.code, result.err) == (1, f"error: cannot listen on port {port}: Address already in use\n")
    assert webhooks(crm) == []


def left_over(crm: Shell) -> str:
    with crm.sandbox.client() as client:
        subscription: Any = {"event_type": "task.created", "filter": None}
        for url in ("https://production.test/", "https://old.test/?attio-crm-listen=1"):
            created = client.webhooks.create(data={"target_url": url, "subscriptions": [subscription]})
        return created.data.id.webhook_id


def test_webhooks_of_earlier_runs_are_offered_for_deletion(crm: Shell) -> None:
    webhook_id = left_over(crm)
    noted = crm("listen", "--sandbox", "--limit", "0")
    assert "note: another listen is running or was killed: https://old.test/?attio-crm-listen=1" in noted.err
    assert f"to delete its webhook: attio-crm webhooks delete {webhook_id}\n" in noted.err
    assert len(webhooks(crm)) == 2
    choices = [False, True]
    prompts: list[str] = []

    def confirm(text: str, **_: object) -> bool:
        prompts.append(text)
        return choices.pop(0)

    crm.patch.setattr(click, "confirm", confirm)
    for stream in ("stdin", "stderr"):
        crm.patch.setattr(getattr(sys, stream), "isatty", lambda: True, raising=False)
    crm("listen", "--sandbox", "--limit", "0")
    assert len(webhooks(crm)) == 2
    crm("listen", "--sandbox", "--limit", "0")
    assert [webhook.target_url for webhook in webhooks(crm)] == ["https://production.test/"]
    assert prompts[0].endswith("https://old.test/?attio-crm-listen=1. Delete its webhook?")


def test_a_webhook_that_cannot_be_deleted_is_named(crm: Shell) -> None:
    crm.patch.setattr("attio.cli.session.PATIENCE_MS", 1)

    def act() -> None:
        wait_until(lambda: crm.sandbox.requests.find("webhooks.get"))
        crm.sandbox.fail_next(9, status=503)
        os.kill(os.getpid(), signal.SIGTERM)

    thread = threading.Thread(target=act)
    thread.start()
    result = crm("listen", "--sandbox", "--events", "record.created")
    thread.join()
    assert result.code == 1
    assert "warning: the webhook was not deleted; " in result.err
    assert "delete it with: attio-crm webhooks delete " in result.err


def test_a_webhook_that_was_deleted_meanwhile_is_ignored(crm: Shell) -> None:
    def act() -> None:
        with crm.sandbox.client() as client:
            client.webhooks.delete(webhooks(crm)[0].id.webhook_id)
        os.kill(os.getpid(), signal.SIGTERM)

    result = listen(crm, "--sandbox", "--json", then=act)
    assert (result.code, result.out) == (0, "[]\n")
    assert "still there" not in result.err
    assert result.err.endswith("nothing found\n")


@contextmanager
def listening_program() -> Generator[Program]:
    """Start `listen` in a process of its own, and wait until it listens."""
    with started([sys.executable, "-m", "attio", "listen", "--sandbox"]) as process:
        assert process.stderr.readline().startswith("listening on port ")
        yield process


@pytest.mark.parametrize(
    ("number", "code", "last"), [("SIGTERM", 0, "the webhook was deleted"), ("SIGINT", 130, "error: interrupted")]
)
def test_a_signal_ends_listening_and_deletes_the_webhook(crm: Shell, number: str, code: int, last: str) -> None:
    with listening_program() as process:
        assert len(webhooks(crm)) == 1
        process.send_signal(getattr(signal, number))
        lines = process.stderr.read().splitlines()
        assert (process.wait(10), lines[-1], "the webhook was deleted" in lines) == (code, last, True)
    assert webhooks(crm) == []


def test_a_signal_that_is_ignored_stays_so(crm: Shell) -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:

        def act() -> None:
            os.kill(os.getpid(), signal.SIGHUP)
            create(crm)

        result = listen(crm, "--sandbox", "--limit", "1", then=act)
    finally:
        signal.signal(signal.SIGHUP, before)
    assert (result.code, len(result.rows)) == (0, 1)


def test_a_closed_output_ends_listening(crm: Shell) -> None:
    with listening_program() as process:
        process.stdout.close()
        create(crm)
        assert (process.wait(10), process.stderr.read()) == (141, "the webhook was deleted\n")
    assert webhooks(crm) == []
