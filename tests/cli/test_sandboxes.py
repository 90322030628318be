"""`sandbox serve`, and commands with `--sandbox`, which find the served sandbox."""

from __future__ import annotations

import json
import signal
import socket
import sys
from collections.abc import Callable

import pytest

from attio.cli import sandboxes, session
from tests.cli.running import Shell
from tests.programs import started

NOTE = "note: this workspace is in memory only and is lost when the command ends\n"


@pytest.fixture
def bare(crm: Shell) -> Shell:
    """A shell without a server URL and a token in the environment."""
    crm.patch.delenv("ATTIO_SERVER_URL")
    crm.patch.delenv("ATTIO_API_KEY")
    return crm


def test_commands_use_the_sandbox_that_is_served_until_it_ends(bare: Shell) -> None:
    with started([sys.executable, "-m", "attio", "sandbox", "serve", "--port", "0", "--json"]) as process:
        printed = json.loads(process.stdout.readline())
        assert sandboxes.path().stat().st_mode & 0o777 == 0o600
        created = bare("records", "create", "companies", "--set", "name=Acme", "--sandbox")
        assert (created.code, created.err) == (0, "")
        assert bare("query", "companies", "--sandbox").rows[0]["name"] == "Acme"
        assert bare("whoami", "--sandbox").rows[0]["token"] == f"sandbox at {printed['url']}"
        assert bare("query", "companies").code == 4  # a served sandbox is used only with --sandbox
        bare.patch.setenv("ATTIO_SERVER_URL", f"{printed['url']}/")
        assert bare("query", "companies", "--sandbox").code == 0
        assert bare("listen", "--sandbox", "--limit", "0").code == 0
        bare.patch.delenv("ATTIO_SERVER_URL")
        process.send_signal(signal.SIGTERM)
        assert (process.wait(10), process.stderr.read()) == (0, "")
    assert not sandboxes.path().exists()
    assert bare("query", "companies", "--sandbox", "--limit", "1").err == NOTE


def test_a_sandbox_that_has_ended_is_not_used(bare: Shell) -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        sandboxes.remember(sandboxes.ServedSandbox(f"http://127.0.0.1:{gone.getsockname()[1]}", "token"))
    assert bare("objects", "list", "--sandbox").err == NOTE
    for text in ("", "[]", '{"url": 1}'):
        sandboxes.path().write_text(text)
        assert bare("objects", "list", "--sandbox").err == NOTE
    rejected = bare("listen", "--sandbox")
    assert (rejected.code, rejected.err) == (2, f"error: {sandboxes.NO_SANDBOX}\n")


def test_a_named_sandbox_must_respond(bare: Shell) -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        url = f"http://127.0.0.1:{gone.getsockname()[1]}"
    bare.patch.setenv("ATTIO_SERVER_URL", url)
    rejected = bare("listen", "--sandbox")
    assert (rejected.code, rejected.err.startswith(f"error: no sandbox responds at {url}: ")) == (7, True)
    no_token = bare("objects", "list", "--sandbox")
    assert (no_token.code, no_token.err) == (4, f"error: {session.NO_SANDBOX_TOKEN}\n")


def test_a_later_sandbox_is_not_forgotten_with_an_earlier_one(bare: Shell) -> None:
    def serve(_handle: object, _token: str, *, on_start: Callable[[str], object], **_: object) -> None:
        on_start("http://127.0.0.1:1")
        sandboxes.remember(later)

    later = sandboxes.ServedSandbox("http://127.0.0.1:2", "token")
    bare.patch.setattr("attio.sandbox.serving.server.serve", serve)
    assert bare("sandbox", "--port", "0").code == 0
    assert json.loads(sandboxes.path().read_text())["url"] == later.url


def test_the_control_token_is_sent(crm: Shell) -> None:
    crm.patch.delenv("ATTIO_SERVER_URL")
    from attio.sandbox.serving.server import running

    with running(crm.sandbox.door(control_token="secret")) as url:
        sandboxes.remember(sandboxes.ServedSandbox(url, crm.sandbox.token, "secret"))
        assert crm("listen", "--sandbox", "--limit", "0").code == 0
        sandboxes.remember(sandboxes.ServedSandbox(url, crm.sandbox.token, "wrong"))
        rejected = crm("listen", "--sandbox", "--limit", "0")
    assert (rejected.code, rejected.err) == (
        1,
        "error: the control token is missing or wrong; send it as a bearer token\n",
    )
