"""Commands that run another command line of the package."""

from __future__ import annotations

from collections.abc import Callable

import click


def delegating_command(name: str, summary: str, main: Callable[[list[str]], int]) -> click.Command:
    """Create a command that passes its arguments to another command line.

    Args:
        name: Name of the command.
        summary: First line of the help.
        main: Runs the arguments, and returns the exit status.
    """

    def run(words: tuple[str, ...]) -> int:
        return main(list(words))

    words = click.Argument(["words"], nargs=-1, type=click.UNPROCESSED)
    settings = {"ignore_unknown_options": True, "allow_interspersed_args": False}
    return click.Command(
        name, params=[words], callback=run, short_help=summary, add_help_option=False, context_settings=settings
    )
