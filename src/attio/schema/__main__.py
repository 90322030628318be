"""Save and compare the schema of a workspace, and generate typed records from it."""

from __future__ import annotations

import argparse
import difflib
import sys
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from attio._support.new_files import new_text_file
from attio.schema.snapshot import WorkspaceSchema

if TYPE_CHECKING:
    from attio.core import AttioCore
    from attio.schema.diff import SchemaDiff

DIFFERENT, FAILED = 1, 2
"""Exit statuses. `argparse` exits with 2 as well."""
MEMBERS = "also save the members of the workspace"
NO_OPTIONS = "do not save the options of selects and statuses"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command.

    Args:
        arguments: The words of the command line; those of this process by default.

    Returns:
        The exit status: 1 if `check`, `diff` or `types --check` found a difference, 2 for an error, otherwise 0.
    """
    chosen = _parser().parse_args(arguments)
    try:
        return int(_COMMANDS[chosen.command](chosen))
    except KeyError as error:
        message = str(error.args[0])
    except (OSError, ValueError) as error:
        message = str(error)
    sys.stderr.write(f"error: {message}\n")
    return FAILED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m attio.schema", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    pull = commands.add_parser(
        "pull",
        help="save the schema of a workspace",
        description="Save the schema of a workspace. Uses the token in ATTIO_OAUTH2 or else in ATTIO_API_KEY.",
    )
    pull.add_argument("file", metavar="FILE", help="file to write; - for stdout")
    pull.add_argument("--members", action="store_true", help=MEMBERS)
    pull.add_argument("--no-options", action="store_true", help=NO_OPTIONS)
    check = commands.add_parser(
        "check",
        help="compare the workspace with a saved schema",
        description="Exit with 1 if they differ. Uses the token in ATTIO_OAUTH2 or else in ATTIO_API_KEY.",
    )
    check.add_argument("file", metavar="FILE", help="file with a saved schema")
    for command in (pull, check):
        url = "URL of the API (default: ATTIO_SERVER_URL, else Attio)"
        command.add_argument("--server-url", metavar="URL", help=url)
    types = commands.add_parser(
        "types",
        help="generate typed records from a saved schema",
        description="Generate a Python module of typed records. Classes and attributes in OUT keep their names.",
    )
    types.add_argument("file", metavar="FILE", help="file with a saved schema")
    types.add_argument("-o", "--output", metavar="OUT", required=True, help="Python file to write; - for stdout")
    types.add_argument("--only", metavar="A,B", default="", help="slugs of the objects and lists to generate")
    types.add_argument("--check", action="store_true", help="do not write OUT; exit with 1 if it is out of date")
    diff = commands.add_parser("diff", help="compare two saved schemas", description="Exit with 1 if they differ.")
    diff.add_argument("old", metavar="OLD")
    diff.add_argument("new", metavar="NEW")
    return parser


def pull(client: AttioCore, file: str, *, options: bool, members: bool) -> WorkspaceSchema:
    """Save the schema of a workspace.

    Args:
        client: Client of the workspace.
        file: Path of the file to write; `-` for stdout.
        options: Whether to save the options of selects and statuses.
        members: Whether to save the members.

    Returns:
        The schema.

    Raises:
        ValueError: There is no such folder. Nothing was sent.
        AttioSDKError: The schema could not be fetched.
    """
    path = None if file == "-" else Path(file)
    if path is not None and not path.parent.is_dir():
        message = f"{path}: there is no folder {path.parent}"
        raise ValueError(message)
    schema = client.schema.snapshot(options=options, members=members)
    if path is None:
        sys.stdout.write(schema.to_json())
    else:
        schema.save(path)
    return schema


def summary(file: str, schema: WorkspaceSchema) -> str:
    """Return the message about a schema that was saved."""
    return f"saved {file}: {len(schema.object_schemas)} objects, {len(schema.list_schemas)} lists"


def check(client: AttioCore, file: str) -> SchemaDiff:
    """Compare a saved schema with the workspace.

    Raises:
        ValueError: The file is not a snapshot. Nothing was sent.
        AttioSDKError: The schema could not be fetched.
    """
    return WorkspaceSchema.load(file).diff(client.schema.snapshot())


def _pull(chosen: argparse.Namespace) -> int:
    with _client(chosen) as client:
        schema = pull(client, chosen.file, options=not chosen.no_options, members=chosen.members)
    if chosen.file != "-":
        sys.stderr.write(f"{summary(chosen.file, schema)}\n")
    return 0


def _check(chosen: argparse.Namespace) -> int:
    with _client(chosen) as client:
        changes = check(client, chosen.file)
    sys.stdout.write(f"{changes}\n")
    return DIFFERENT if changes else 0


@contextmanager
def _client(chosen: argparse.Namespace) -> Generator[AttioCore]:
    from attio import Attio, errors

    try:
        with Attio(server_url=chosen.server_url) as client:
            yield client
    except errors.AttioSDKError as error:
        raise ValueError(str(error)) from None


def _types(chosen: argparse.Namespace) -> int:
    from attio.schema.generator import generate, meaning

    schema = WorkspaceSchema.load(chosen.file)
    only = [name for name in chosen.only.split(",") if name]
    if chosen.output == "-":
        if chosen.check:
            raise ValueError("--check needs a file to compare with, not -")
        sys.stdout.write(generate(schema, only))
        return 0
    path = Path(chosen.output)
    previous = _previous(path)
    text = generate(schema, only, previous)
    before, after = meaning(previous), meaning(text)
    if before == after:
        return 0
    if chosen.check:
        sys.stdout.writelines(_difference(before, after, str(path)))
        return DIFFERENT
    with new_text_file(path) as file:
        file.write(text)
    return 0


def _previous(path: Path) -> str:
    """Read the existing output file. Reject a file that was not generated, because it must not be overwritten."""
    from attio.schema.generator import MARK

    try:
        text = path.read_text("utf-8") if path.exists() else ""
        compile(text, str(path), "exec", dont_inherit=True)
    except (SyntaxError, ValueError) as error:
        message = f"{path}: not valid Python ({error}); fix or delete it"
        raise ValueError(message) from None
    if text.strip() and MARK not in text:
        message = f"{path}: not overwritten, because `{MARK}` did not generate it; delete it or use another file"
        raise ValueError(message)
    return text


def _difference(before: str, after: str, path: str) -> Iterator[str]:
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), path, f"{path} (generated)", lineterm="")
    return (f"{line}\n" for line in lines)


def _diff(chosen: argparse.Namespace) -> int:
    changes = WorkspaceSchema.load(chosen.old).diff(WorkspaceSchema.load(chosen.new))
    sys.stdout.write(f"{changes}\n")
    return DIFFERENT if changes else 0


_COMMANDS = {"pull": _pull, "check": _check, "types": _types, "diff": _diff}


if __name__ == "__main__":
    sys.exit(main())
