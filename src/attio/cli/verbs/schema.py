"""`attio-crm schema`: save the schema of a workspace, compare it, and generate typed records."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from attio.cli import exits, schemas
from attio.cli.app import Group
from attio.cli.command import Command, DescribedArgument
from attio.cli.verbs.delegating import delegating_command

if TYPE_CHECKING:
    from attio.cli.session import Session

SUMMARIES = {
    "pull": "Save the schema of the workspace.",
    "check": "Compare the workspace with a saved schema. Exits with 1 if they differ.",
    "types": "Generate typed records from a saved schema.",
    "diff": "Compare two saved schemas. Exits with 1 if they differ.",
}


def make(name: str, summary: str) -> click.Command:
    """Create the group."""
    return Group(name, SUMMARIES, _load, help=summary)


def _load(name: str) -> click.Command:
    if name in {"types", "diff"}:
        return delegating_command(name, SUMMARIES[name], partial(_delegate, name))
    run: Callable[..., int | None] = _pull if name == "pull" else _check
    text = "File to write; - for stdout." if name == "pull" else "File with a saved schema."
    return Command(name, run, params=[DescribedArgument(["file"], text)], help=SUMMARIES[name])


def _delegate(name: str, words: list[str]) -> int:
    from attio.schema.__main__ import main

    return main([name, *words])


def _pull(session: Session, file: str) -> None:
    workspace: Any = session.client.schema.snapshot()
    schemas.save(session.schema_path, workspace)
    if file == "-":
        sys.stdout.write(workspace.to_json())
        return
    workspace.save(file)
    session.note(f"saved {file}: {len(workspace.object_schemas)} objects, {len(workspace.list_schemas)} lists")


def _check(session: Session, file: str) -> int:
    from attio.schema import WorkspaceSchema

    changes = WorkspaceSchema.load(Path(file)).diff(session.client.schema.snapshot())
    session.write_line(str(changes))
    return exits.FAILED if changes else exits.DONE
