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
from attio.cli.command import Command, Described
from attio.cli.verbs.passed import passed_on

if TYPE_CHECKING:
    from attio.cli.session import Session

SUMMARIES = {
    "pull": "Save the schema of the workspace.",
    "check": "Compare the workspace with a saved schema; exits with 1 if they differ.",
    "types": "Generate typed records from a saved schema.",
    "diff": "Compare two saved schemas; exits with 1 if they differ.",
}


def make(name: str, summary: str) -> click.Command:
    """Make the group."""
    return Group(name, SUMMARIES, _load, help=summary)


def _load(name: str) -> click.Command:
    if name in {"types", "diff"}:
        return passed_on(name, SUMMARIES[name], partial(_passed, name))
    run: Callable[..., int | None] = _pull if name == "pull" else _check
    text = "Where to save it; - for stdout." if name == "pull" else "A saved schema."
    return Command(name, run, params=[Described(["file"], text)], help=SUMMARIES[name])


def _passed(name: str, words: list[str]) -> int:
    from attio.schema.__main__ import main

    return main([name, *words])


def _pull(session: Session, file: str) -> None:
    found: Any = session.client.schema.snapshot()
    schemas.save(session.schema_path, found)
    if file == "-":
        sys.stdout.write(found.to_json())
        return
    found.save(file)
    session.note(f"saved {file}: {len(found.object_schemas)} objects, {len(found.list_schemas)} lists")


def _check(session: Session, file: str) -> int:
    from attio.schema import WorkspaceSchema

    changes = WorkspaceSchema.load(Path(file)).diff(session.client.schema.snapshot())
    session.line(str(changes))
    return exits.FAILED if changes else exits.DONE
