"""Commands that another command line of the package carries out."""

from __future__ import annotations

from collections.abc import Callable

import click


def passed_on(name: str, summary: str, main: Callable[[list[str]], int]) -> click.Command:
    """Make a command that passes its words on.

    Args:
        name: Its name.
        summary: First line of its help.
        main: Takes the words, and returns the exit status.
    """

    def run(words: tuple[str, ...]) -> int:
        return main(list(words))

    words = click.Argument(["words"], nargs=-1, type=click.UNPROCESSED)
    settings = {"ignore_unknown_options": True, "allow_interspersed_args": False}
    return click.Command(
        name, params=[words], callback=run, short_help=summary, add_help_option=False, context_settings=settings
    )
