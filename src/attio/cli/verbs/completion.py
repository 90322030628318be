"""`attio-crm completion`: the script that completes commands in a shell."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click
from click.shell_completion import BashComplete, FishComplete, ShellComplete, ZshComplete

from attio.cli.app import COMPLETE, root
from attio.cli.command import Command, Described

if TYPE_CHECKING:
    from attio.cli.session import Session

PROGRAM = "attio-crm"

SHELLS: dict[str, type[ShellComplete]] = {"bash": BashComplete, "zsh": ZshComplete, "fish": FishComplete}


def make(name: str, summary: str) -> click.Command:
    """Make the command."""
    text = 'Put the output where the shell reads it: `eval "$(attio-crm completion bash)"`.'
    shell = Described(["shell"], "bash, zsh or fish.", type=click.Choice(list(SHELLS)))
    return Command(name, _run, params=[shell], help=f"{summary}\n\n{text}")


def _run(_session: Session, shell: str) -> None:
    sys.stdout.write(f"{SHELLS[shell](root(), {}, PROGRAM, COMPLETE).source()}\n")
