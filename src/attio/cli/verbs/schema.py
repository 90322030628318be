"""`attio-crm schema`: save the schema of a workspace, compare it, and generate typed records."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

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
    if name == "check":
        return Command(
            name, _check, params=[DescribedArgument(["file"], "File with a saved schema.")], help=SUMMARIES[name]
        )
    from attio.schema.__main__ import MEMBERS, NO_OPTIONS

    params: list[click.Parameter] = [
        DescribedArgument(["file"], "File to write; - for stdout."),
        click.Option(["--members"], is_flag=True, help=f"{MEMBERS.capitalize()}."),
        click.Option(["--no-options"], is_flag=True, help=f"{NO_OPTIONS.capitalize()}."),
    ]
    return Command(name, _pull, params=params, help=SUMMARIES[name])


def _delegate(name: str, words: list[str]) -> int:
    from attio.schema.__main__ import main

    return main([name, *words])


def _pull(session: Session, file: str, *, members: bool, no_options: bool) -> None:
    from attio.schema.__main__ import pull, summary

    with _file_errors():
        workspace = pull(session.client, file, options=not no_options, members=members)
    if not no_options:
        schemas.save(session.schema_path, workspace)
    if file != "-":
        session.note(summary(file, workspace))


def _check(session: Session, file: str) -> int:
    from attio.schema.__main__ import check

    with _file_errors():
        changes = check(session.client, file)
    session.write_line(str(changes))
    return exits.FAILED if changes else exits.DONE


@contextmanager
def _file_errors() -> Generator[None]:
    """Exit with 2 if the file cannot be used, because 1 means that schemas differ."""
    from attio.errors.base import AttioSDKError

    try:
        yield
    except AttioSDKError:
        raise
    except (OSError, ValueError) as error:
        raise exits.CommandError(str(error), exits.USAGE) from None
