"""The commands of the guide print what the guide shows."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from attio.cli import exits, sandboxes
from attio.cli.app import VERBS
from attio.cli.deliveries import DeliveryLog
from attio.sandbox.serving.server import running
from tests.cli import recording
from tests.cli.receiving import Heard, create, heard, listen
from tests.cli.running import Shell

GUIDE = Path(__file__).parents[2] / "docs" / "cli.md"
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


BLOCKS = [
    [
        (command, shown)
        for command, _, shown in (part.partition("\n") for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:])
    ]
    for block in BLOCK.findall(GUIDE.read_text("utf-8"))
]
"""Commands of each block of the guide, with the output that the guide shows."""


SERVER = "http://127.0.0.1:8000"
"""The user's server in the guide."""
DELIVERY = "9f1c2ab0"
"""The delivery that `listen` receives in the guide."""


def received() -> str:
    """Return the id of the delivery that `listen` received."""
    return next((message.id for message, _ in DeliveryLog().all()), DELIVERY)


@pytest.mark.parametrize("block", BLOCKS, ids=[block[0][0].partition(" ")[2] for block in BLOCKS])
def test_commands_print_what_the_guide_shows(crm: Shell, tmp_path: Path, block: list[tuple[str, str]]) -> None:
    crm.patch.chdir(tmp_path)
    crm.patch.setenv("ATTIO_WEBHOOK_SECRET", "test-secret")
    with heard(200) as server:
        _run(crm, server, block)


def _run(crm: Shell, server: Heard, block: list[tuple[str, str]]) -> None:
    for command, shown in block:
        program, *words = shlex.split(command.replace(SERVER, server.url).replace(DELIVERY, received()))
        if program == "cat":  # shows the content to write to the file
            Path(words[0]).write_text(shown, "utf-8")
            continue
        result = listen(crm, *words[1:], then=lambda: create(crm)) if words[0] == "listen" else crm(*words)
        printed = (result.out + result.err).replace(crm.url, "https://api.attio.com")
        printed = printed.replace(server.url, SERVER).replace(received(), DELIVERY)
        assert (program, printed) == ("attio-crm", shown)


def test_the_guide_lists_every_exit_status_and_verb() -> None:
    text = GUIDE.read_text("utf-8")
    listed = {int(number) for number in re.findall(r"^\| (\d+) \|", text, re.MULTILINE)}
    assert listed == {value for name, value in vars(exits).items() if name.isupper() and isinstance(value, int)}
    for verb in VERBS:
        assert f"`{verb}" in text or f"attio-crm {verb}" in text


@pytest.mark.usefixtures("crm")
def test_the_session_of_the_guide_equals_the_output_on_a_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ATTIO_SERVER_URL")
    monkeypatch.delenv("ATTIO_API_KEY")
    monkeypatch.chdir(tmp_path)
    workspace = recording.sandbox()
    with running(workspace.door()) as url:
        sandboxes.remember(sandboxes.ServedSandbox(url, workspace.token))
        shown = recording.record(workspace, tmp_path)
    for session in (shown, recording.recorded()):
        first, second, third = recording.counts(session)
        # The moment of Ctrl-C varies, and so does the number of rows written before it.
        assert second[:2] == (recording.ROWS - second[2] - first[0], first[0])
        assert third[::2] == (0, 0)
    assert _without_chance(shown) == _without_chance(recording.recorded())


def _without_chance(session: str) -> list[str]:
    """Return the lines without the counts and rows that depend on the moment of Ctrl-C."""
    before, interrupted, after = session.partition("error: interrupted: ")
    return [line for line in before.splitlines() if line.startswith(("$", '"'))] + [
        re.sub(r"\d+ written, \d+ already done", "N written, N already done", line)
        for line in f"{interrupted}{after}".splitlines()[1:]
    ]
