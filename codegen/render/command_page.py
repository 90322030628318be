"""`docs/reference/commands.md`: every command of the command line, its arguments and its options."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast

import click

from attio.cli.app import VERBS, root
from attio.cli.choices import CommonOption, common_options
from attio.cli.command import DescribedArgument
from codegen.read.api import Api, Resource
from codegen.read.operations import Operation
from codegen.render.commands import kebab, words
from codegen.render.reference import by_importance, method_link
from codegen.render.text import header

_HEAD = """\
# Commands

Every command of `attio-crm`. Guide: [Command line](../cli.md). `--help` after a command shows the same. For operations
of the API, it also shows the parameters and scopes.
"""
_OPERATIONS = """\
## Operations of the API

Each command links to the method that it calls. Parameters of the path are arguments; all others are options.
"""


def render_command_page(api: Api) -> str:
    """Render the page."""
    ctx = click.Context(root(), info_name="attio-crm")
    verbs = [text for name in sorted(VERBS) for text in _verb(ctx, name)]
    common = [
        "## Common options",
        "These options can follow any command, or `attio-crm` itself.",
        _table(_options(common_options())),
    ]
    operations = [text for resource in by_importance(api) for text in _resource(resource)]
    return (
        "\n\n".join(
            (header("", markdown=True).strip(), _HEAD.strip(), *verbs, *common, _OPERATIONS.strip(), *operations)
        )
        + "\n"
    )


def _verb(above: click.Context, name: str, level: int = 2) -> Iterator[str]:
    """Render the section of a command, and those of its subcommands."""
    command = cast("click.Command", cast("click.Group", above.command).get_command(above, name))
    ctx = click.Context(command, parent=above, info_name=name)
    arguments = [f" {_placeholder(param)}" for param in command.params if isinstance(param, DescribedArgument)]
    yield f"{'#' * level} `{ctx.command_path.removeprefix('attio-crm ')}{''.join(arguments)}`"
    yield _paragraphs(command.help or command.short_help or "")
    params = [param for param in command.params if not isinstance(param, CommonOption)]
    rows = [*_arguments(params), *_options(params)]
    if rows:
        yield _table(rows)
    if isinstance(command, click.Group):
        for below in command.list_commands(ctx):
            yield from _verb(ctx, below, level + 1)


def _placeholder(argument: DescribedArgument) -> str:
    name = str(argument.name).upper()
    return f"{name}…" if argument.nargs == -1 else name


def _arguments(params: Iterable[click.Parameter]) -> Iterator[tuple[str, str]]:
    return ((_placeholder(param), param.text) for param in params if isinstance(param, DescribedArgument))


def _options(params: Iterable[click.Parameter]) -> Iterator[tuple[str, str]]:
    for param in params:
        if isinstance(param, click.Option):
            value = "" if param.is_flag else f" {_value(param)}"
            yield f"{', '.join((*param.opts, *param.secondary_opts))}{value}", param.help or ""


def _value(option: click.Option) -> str:
    if isinstance(option.type, click.Choice):
        return "|".join(map(str, option.type.choices))
    return option.metavar or option.type.name.upper().partition(" ")[0]


def _table(rows: Iterable[tuple[str, str]]) -> str:
    lines = [f"| `{_cell(name)}` | {_cell(text)} |" for name, text in rows]
    return "\n".join(("| | |", "| --- | --- |", *lines))


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _paragraphs(text: str) -> str:
    return "\n\n".join(" ".join(part.split()) for part in text.split("\n\n"))


def _resource(resource: Resource) -> Iterator[str]:
    yield f"### `{kebab(resource.name)}`"
    yield _paragraphs(resource.summary)
    yield "\n".join(
        f"- [`{_command(operation)}`]({method_link(operation)}): {operation.summary}"
        for operation in resource.operations
    )


def _command(operation: Operation) -> str:
    path = [parameter.name.upper() for parameter in operation.parameters if parameter.place == "path"]
    return " ".join((words(operation.method), *path))
