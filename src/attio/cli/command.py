"""The base class of commands: help text, common options and session."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import click

from attio.cli.choices import CommonOption, combine, common_options, pop_common

SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class Command(click.Command):
    """A command that runs in a `Session` and accepts the common options."""

    def __init__(self, name: str, run: Callable[..., int | None], **options: Any) -> None:
        """Create a command.

        Args:
            name: Name of the command.
            run: Called with a `Session` and the parameters. Returns the exit status, or None for 0.
            **options: Options of `click.Command`.
        """
        params: list[click.Parameter] = options.pop("params", [])
        super().__init__(name, params=[*params, *common_options()], context_settings=dict(SETTINGS), **options)
        self._run = run

    def invoke(self, ctx: click.Context) -> int:
        """Run the command with the common options given before and after its name."""
        from attio.cli.session import DryRun, Session

        common = pop_common(ctx.params)
        session = Session(combine(ctx.find_root().obj or {}, common))
        with session:
            try:
                return self._run(session, **ctx.params) or session.code
            except DryRun:
                session.note("dry run: nothing was sent")
                return session.code

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the arguments. To complete the value of an option, parse only the arguments before it."""
        if ctx.resilient_parsing and args and self._takes_value(args[-1]):
            # click fails at an option without a value, and completion would not know the other arguments.
            args = args[:-1]
        return super().parse_args(ctx, args)

    def _takes_value(self, word: str) -> bool:
        options = [param for param in self.params if isinstance(param, click.Option)]
        return any(word in option.opts and not option.is_flag for option in options)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write arguments, options and common options."""
        write_options(self, ctx, formatter)


def write_options(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    """Write arguments, options and common options in sections."""
    sections: dict[str, list[tuple[str, str]]] = {"Arguments": [], "Options": [], "Common options": []}
    for param in command.get_params(ctx):
        if isinstance(param, DescribedArgument):
            sections["Arguments"].append((param.get_usage_pieces(ctx)[0], param.text))
            continue
        title = "Common options" if isinstance(param, CommonOption) else "Options"
        record = param.get_help_record(ctx)
        if record is not None:
            sections[title].append(record)
    for title, records in sections.items():
        if records:
            with formatter.section(title):
                formatter.write_dl(records)


class DescribedArgument(click.Argument):
    """An argument with a description in the help."""

    def __init__(self, names: Sequence[str], text: str, **options: Any) -> None:
        super().__init__(names, **options)
        self.text = text
