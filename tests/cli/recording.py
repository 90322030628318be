"""Records a session on a terminal for docs/cli.md: `python -m tests.cli.recording` writes it there."""

from __future__ import annotations

import os
import re
import shlex
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from attio.cli import sandboxes
from attio.sandbox import Sandbox
from attio.sandbox.serving.server import running
from tests.cli.terminal import on_terminal

GUIDE = Path(__file__).parents[2] / "docs" / "cli.md"
BEGIN, END = "<!-- recorded: python -m tests.cli.recording -->\n```text\n", "```\n<!-- end of the recording -->\n"
IMPORT = (
    "attio-crm import companies leads.csv --sandbox --match domains --map Website=domains --errors wrong.csv --rate 100"
)
ROWS, WRITTEN_FIRST = 300, 90


def messy() -> str:
    """Return realistic rows: some have no website, an invalid website, or the wrong number of cells."""
    lines = ["name,Website,description"]
    for number in range(1, ROWS + 1):
        website = "" if number % 10 == 3 else "n/a" if number % 25 == 6 else f"lead-{number}.example"
        lines.append(f'"Lead {number}, Inc.",{website},"Met at the fair' + ('"' if number % 15 else '",call back'))
    return "\n".join((*lines, ""))


def sandbox() -> Sandbox:
    """The workspace of the session; its ids are always the same."""
    made = Sandbox(seed=0)
    made.seed_demo()
    return made


def record(workspace: Sandbox, folder: Path) -> str:
    """Record the session; `folder` must be the current directory."""
    (folder / "leads.csv").write_text(messy(), "utf-8")
    company = shown("attio-crm query companies 'name=Harbor Lines' --sandbox --ids").strip()
    steps = [
        _head("leads.csv", 4),
        _run(IMPORT, lambda process: _interrupt(workspace, process)),
        _run(IMPORT),
        _head("wrong.csv", 3),
        _run("attio-crm export companies --sandbox --to companies.csv -f name,domains"),
        _head("companies.csv", 3),
        _run("attio-crm import companies companies.csv --sandbox --match domains --skip-unchanged"),
        _run(f"attio-crm records delete companies {company} --sandbox --workspace acme --yes"),
    ]
    return "".join(steps)


def shown(command: str, meanwhile: Callable[[subprocess.Popen[bytes]], None] | None = None) -> str:
    """Run a command, and return the text that stays on the terminal."""
    _, *words = shlex.split(command)
    code, text = on_terminal(*words, meanwhile=meanwhile)
    # The text after the last carriage return of a line stays.
    lines = [line.rpartition("\r")[2] for line in text.removesuffix("\n").split("\n")]
    return "".join(f"{line}\n" for line in lines) + (f"[exit {code}]\n" if code else "")


def _run(command: str, meanwhile: Callable[[subprocess.Popen[bytes]], None] | None = None) -> str:
    return f"$ {command}\n{shown(command, meanwhile)}"


def _head(file: str, count: int) -> str:
    lines = Path(file).read_text("utf-8").splitlines()[:count]
    return "".join(f"{line}\n" for line in (f"$ head -{count} {file}", *lines))


def _interrupt(workspace: Sandbox, process: subprocess.Popen[bytes]) -> None:
    """Send Ctrl-C once some rows were written."""
    writes, end = 0, time.monotonic() + 20
    while writes < WRITTEN_FIRST and time.monotonic() < end:
        time.sleep(0.01)
        writes = sum(request.method == "PUT" for request in workspace.requests)
    process.send_signal(signal.SIGINT)


def recorded() -> str:
    """Return the session that the guide contains."""
    return GUIDE.read_text("utf-8").partition(BEGIN)[2].partition(END)[0]


def counts(text: str) -> list[tuple[int, int, int]]:
    """Read from the output of each import how many rows were written, already done, and failed."""
    found = re.findall(r"(\d+) written, (\d+) already done, (\d+) failed", text)
    return [(int(written), int(done), int(failed)) for written, done, failed in found]


def main() -> None:
    """Record the session, and write it into the guide."""
    with TemporaryDirectory() as name, running((made := sandbox()).door()) as url:
        os.environ.update(ATTIO_CRM_HOME=str(Path(name, "home")))
        os.chdir(name)
        sandboxes.remember(sandboxes.ServedSandbox(url, made.token))
        text = GUIDE.read_text("utf-8")
        GUIDE.write_text(text.replace(f"{BEGIN}{recorded()}{END}", f"{BEGIN}{record(made, Path(name))}{END}"), "utf-8")


if __name__ == "__main__":
    main()
