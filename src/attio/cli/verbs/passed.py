"""Commands that another command line of the package carries out."""

from __future__ import annotations

from importlib import import_module

import click


def passed_on(name: str, summary: str, module: str, *first: str) -> click.Command:
    """Make a command that passes its words on.

    Args:
        name: Its name.
        summary: First line of its help.
        module: Module with the `main` that takes the words.
        *first: Words to put before those that were given.
    """

    def run(words: tuple[str, ...]) -> int:
        code: int = import_module(module).main([*first, *words])
        return code

    words = click.Argument(["words"], nargs=-1, type=click.UNPROCESSED)
    settings = {"ignore_unknown_options": True, "allow_interspersed_args": False}
    return click.Command(
        name, params=[words], callback=run, short_help=summary, add_help_option=False, context_settings=settings
    )
