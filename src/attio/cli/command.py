"""A command of the command line: its help text, and how it is run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import click

from attio.cli.choices import CommonOption, combined, common_options, pop_common

SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class Command(click.Command):
    """A command with the common options in a section of their own."""

    def __init__(self, name: str, run: Callable[..., int | None], **options: Any) -> None:
        """Make a command.

        Args:
            name: Its name.
            run: Function of a `Session` and the parameters; returns the exit status, None for 0.
            **options: What `click.Command` takes.
        """
        own: list[click.Parameter] = options.pop("params", [])
        super().__init__(name, params=[*own, *common_options()], context_settings=dict(SETTINGS), **options)
        self._run = run

    def invoke(self, ctx: click.Context) -> int:
        """Run the command with the common options, those of the root included."""
        from attio.cli.session import DryRun, Session

        given = pop_common(ctx.params)
        session = Session(combined(ctx.find_root().obj or {}, given))
        with session:
            try:
                return self._run(session, **ctx.params) or session.code
            except DryRun:
                session.note("dry run: nothing was sent")
                return session.code

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the words; for the completion of the value of an option, those before it."""
        if ctx.resilient_parsing and args and self._takes_value(args[-1]):
            # click would lose the arguments, since the option lacks its value.
            args = args[:-1]
        return super().parse_args(ctx, args)

    def _takes_value(self, word: str) -> bool:
        return any(isinstance(one, click.Option) and word in one.opts and not one.is_flag for one in self.params)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write arguments, options and common options."""
        write_options(self, ctx, formatter)


def write_options(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    """Write arguments, options and common options in sections."""
    sections: dict[str, list[tuple[str, str]]] = {"Arguments": [], "Options": [], "Common options": []}
    for one in command.get_params(ctx):
        if isinstance(one, Described):
            sections["Arguments"].append((one.get_usage_pieces(ctx)[0], one.text))
            continue
        title = "Common options" if isinstance(one, CommonOption) else "Options"
        sections[title] += filter(None, [one.get_help_record(ctx)])
    for title, records in sections.items():
        if records:
            with formatter.section(title):
                formatter.write_dl(records)


class Described(click.Argument):
    """An argument with a description."""

    def __init__(self, names: Sequence[str], text: str, **options: Any) -> None:
        super().__init__(names, **options)
        self.text = text
