"""Types of the generated command data in `attio.cli.commands`."""

from __future__ import annotations

from typing import NamedTuple


class Parameter(NamedTuple):
    """A parameter of an operation on the command line."""

    name: str
    """Name of the parameter in Python."""
    place: str
    """`path`, `query` or `body`."""
    kind: str
    """`text`, `texts`, `integer`, `number`, `flag`, `choice`, `file` or `json`."""
    required: bool
    """Whether the parameter is required."""
    text: str
    """Description."""
    choices: tuple[str, ...] = ()
    """The allowed values; empty unless the kind is `choice`."""


class Command(NamedTuple):
    """The command of an operation."""

    call: str
    """The method of the client, such as `records.assert_`."""
    name: str
    """Name of the operation, such as `records.assert`."""
    summary: str
    """First line of the help."""
    text: tuple[str, ...]
    """Further paragraphs of the help."""
    parameters: tuple[Parameter, ...]
    """The parameters; those of the path come first."""
    paged: bool = False
    """Whether the operation has pages."""
    writes: bool = False
    """Whether the operation changes data."""
    irreversible: bool = False
    """Whether the change cannot be undone."""
    values: str | None = None
    """The field of `data` with the attribute values, for `--set`; None if there is none."""
    downloads: bool = False
    """Whether the result is a file."""


class Noun(NamedTuple):
    """A group of commands for one resource."""

    module: str
    """Name of the module in `attio.cli.commands`."""
    summary: str
    """First line of the help."""
    nested: dict[str, str]
    """Summaries of the groups within this group, by name."""
