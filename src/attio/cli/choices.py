"""The options that every command takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

import click

from attio.cli.completing import attributes, profile_names


@dataclass(frozen=True)
class Choices:
    """What was chosen with the common options."""

    profile: str | None = None
    workspace: str | None = None
    sandbox: bool = False
    dry_run: bool = False
    yes: bool = False
    read_only: bool = False
    format: str | None = None
    excel: bool = False
    fields: str | None = None
    limit: int | None = None
    all: bool = False
    fail_empty: bool = False
    quiet: bool = False
    no_color: bool = False

    @property
    def field_names(self) -> list[str]:
        """The fields to show; none for all of them."""
        return [name.strip() for name in (self.fields or "").split(",") if name.strip()]


NAMES = frozenset(field.name for field in fields(Choices))
FORMATS = {
    "json": "Print one JSON object, or an array.",
    "jsonl": "Print one JSON object a line.",
    "csv": "Print CSV.",
    "table": "Print a table.",
    "ids": "Print ids only.",
    "raw": "Print what the API sent.",
}


class CommonOption(click.Option):
    """An option of every command; shown in a section of its own."""


def common_options() -> list[click.Parameter]:
    """Make the common options."""
    flags = [
        CommonOption(
            ["--profile"], metavar="NAME", shell_complete=profile_names, help="Use the token of this profile."
        ),
        CommonOption(["--workspace"], metavar="SLUG", help="Write only if the token is of this workspace."),
        _flag("--sandbox", "Use a workspace in memory instead of the API."),
        _flag("-n", "--dry-run", help="Show the request; send nothing."),
        _flag("-y", "--yes", help="Do what cannot be undone without asking."),
        _flag("--read-only", "Refuse to write."),
    ]
    formats = [
        CommonOption([f"--{name}", "format"], flag_value=name, type=str, default=None, help=text)
        for name, text in FORMATS.items()
    ]
    shown = [
        _flag("--excel", "Print CSV that Excel reads safely."),
        CommonOption(["-f", "--fields"], metavar="A,B", shell_complete=attributes, help="Show these fields only."),
        CommonOption(["--limit"], type=click.IntRange(min=0), metavar="N", help="Show so many items at most."),
        _flag("--all", "Show all items, on a terminal too."),
        _flag("--fail-empty", "Exit with 3 if there is nothing."),
        _flag("-q", "--quiet", help="Show no notes, errors only."),
        _flag("--no-color", "Show no colors."),
    ]
    return [*flags, *formats, *shown]


def _flag(*names: str, help: str | None = None) -> CommonOption:  # noqa: A002 - as click names it
    *spelled, text = names if help is None else (*names, help)
    return CommonOption(spelled, is_flag=True, default=None, help=text)


def pop_common(values: dict[str, object]) -> dict[str, object]:
    """Remove the common options from the parameters of a command, and return those that were given."""
    found = {name: values.pop(name) for name in list(values) if name in NAMES}
    return {name: value for name, value in found.items() if value is not None}


def combined(*given: Mapping[str, object]) -> Choices:
    """Combine the options before the command with those after it, which count more.

    Raises:
        click.UsageError: `--excel` is combined with a format other than CSV.
    """
    merged: dict[str, object] = {}
    for one in given:
        merged |= one
    if merged.get("excel"):
        chosen = merged.setdefault("format", "csv")
        if chosen != "csv":
            message = f"--excel makes CSV files; give it without --{chosen}"
            raise click.UsageError(message)
    return Choices(**merged)  # type: ignore[arg-type]  # click has checked the types
