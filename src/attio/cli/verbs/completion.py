"""`attio-crm completion`: print the completion script for a shell."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click
from click.shell_completion import BashComplete, FishComplete, ShellComplete, ZshComplete

from attio.cli.app import COMPLETE, root
from attio.cli.command import Command, DescribedArgument

if TYPE_CHECKING:
    from attio.cli.session import Session

PROGRAM = "attio-crm"

SHELLS: dict[str, type[ShellComplete]] = {"bash": BashComplete, "zsh": ZshComplete, "fish": FishComplete}


def make(name: str, summary: str) -> click.Command:
    """Create the command."""
    text = 'Add this line to the startup file of your shell (here: bash): `eval "$(attio-crm completion bash)"`.'
    shell = DescribedArgument(["shell"], "bash, zsh or fish.", type=click.Choice(list(SHELLS)))
    return Command(name, _run, params=[shell], help=f"{summary}\n\n{text}")


def _run(_session: Session, shell: str) -> None:
    sys.stdout.write(f"{SHELLS[shell](root(), {}, PROGRAM, COMPLETE).source()}\n")
