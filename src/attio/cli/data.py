"""The shape of the generated commands."""

from __future__ import annotations

from typing import NamedTuple


class Parameter(NamedTuple):
    """A parameter of an operation, as the command line takes it."""

    name: str
    """Name of the parameter in Python."""
    place: str
    """`path`, `query` or `body`."""
    kind: str
    """`text`, `texts`, `integer`, `number`, `flag`, `choice`, `file` or `json`."""
    needed: bool
    """Whether it must be given."""
    text: str
    """Description."""
    choices: tuple[str, ...] = ()
    """What it may be; empty unless the kind is `choice`."""


class Command(NamedTuple):
    """An operation, as the command line shows it."""

    call: str
    """The method of the client, such as `records.assert_`."""
    name: str
    """Name of the operation, such as `records.assert`."""
    summary: str
    """First line of its help."""
    text: tuple[str, ...]
    """Further paragraphs of its help."""
    parameters: tuple[Parameter, ...]
    """Parameters, those of the path first."""
    paged: bool = False
    """Whether it has pages."""
    writes: bool = False
    """Whether it changes data."""
    final: bool = False
    """Whether what it does cannot be undone."""
    values: str | None = None
    """The field of `data` that holds values of attributes, for `--set`."""
    downloads: bool = False
    """Whether the result is a file."""


class Noun(NamedTuple):
    """A command that groups others."""

    module: str
    """Its module in `attio.cli.commands`."""
    summary: str
    """First line of its help."""
    nested: dict[str, str]
    """Groups within it, with their summaries."""
