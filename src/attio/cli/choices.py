"""The common options, which every command accepts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

import click

from attio.cli.completing import attributes, profile_names


@dataclass(frozen=True)
class Choices:
    """The values of the common options."""

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
        """The fields to show; empty for all fields."""
        return [name.strip() for name in (self.fields or "").split(",") if name.strip()]


NAMES = frozenset(field.name for field in fields(Choices))
FORMATS = {
    "json": "Print one JSON object, or an array.",
    "jsonl": "Print one JSON object per line.",
    "csv": "Print CSV.",
    "table": "Print a table.",
    "ids": "Print ids only.",
    "raw": "Print the responses of the API unchanged.",
}


class CommonOption(click.Option):
    """An option of every command. The help shows these options in their own section."""


def common_options() -> list[click.Parameter]:
    """Create the common options."""
    request_options = [
        CommonOption(
            ["--profile"], metavar="NAME", shell_complete=profile_names, help="Use the token of this profile."
        ),
        CommonOption(["--workspace"], metavar="SLUG", help="Write only if the token belongs to this workspace."),
        _flag("--sandbox", "Use an in-memory workspace instead of the API."),
        _flag("-n", "--dry-run", help="Show the request without sending it."),
        _flag("-y", "--yes", help="Do not ask before an action that cannot be undone."),
        _flag("--read-only", "Do not write: stop before any request that changes data."),
    ]
    formats = [
        CommonOption([f"--{name}", "format"], flag_value=name, type=str, default=None, help=text)
        for name, text in FORMATS.items()
    ]
    output_options = [
        _flag("--excel", "Print CSV that is safe to open in Excel."),
        CommonOption(["-f", "--fields"], metavar="A,B", shell_complete=attributes, help="Show only these fields."),
        CommonOption(["--limit"], type=click.IntRange(min=0), metavar="N", help="Show at most N items."),
        _flag("--all", "Show all items, even on a terminal."),
        _flag("--fail-empty", "Exit with 3 if there are no items."),
        _flag("-q", "--quiet", help="Show errors only, no notes."),
        _flag("--no-color", "Do not use colors."),
    ]
    return [*request_options, *formats, *output_options]


def _flag(*names: str, help: str | None = None) -> CommonOption:  # noqa: A002 - the name that click uses
    *spellings, text = names if help is None else (*names, help)
    return CommonOption(spellings, is_flag=True, default=None, help=text)


def pop_common(values: dict[str, object]) -> dict[str, object]:
    """Remove the common options from the parameters of a command, and return those with a value."""
    common = {name: values.pop(name) for name in list(values) if name in NAMES}
    return {name: value for name, value in common.items() if value is not None}


def combine(*options: Mapping[str, object]) -> Choices:
    """Combine the common options before and after the command. Later mappings override earlier ones.

    Raises:
        click.UsageError: `--excel` is combined with a format other than CSV.
    """
    merged: dict[str, object] = {}
    for values in options:
        merged |= values
    if merged.get("excel"):
        chosen = merged.setdefault("format", "csv")
        if chosen != "csv":
            message = f"--excel prints CSV: remove --{chosen}"
            raise click.UsageError(message)
    return Choices(**merged)  # type: ignore[arg-type]  # click has checked the types
