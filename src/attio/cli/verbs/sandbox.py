"""`attio-crm sandbox`: serve a workspace in memory, and control it; see `python -m attio.sandbox`."""

from __future__ import annotations

import click

from attio.cli import sandboxes
from attio.cli.verbs.passed import passed_on


def make(name: str, summary: str) -> click.Command:
    """Make the command."""
    return passed_on(name, summary, _run)


def _run(words: list[str]) -> int:
    """Carry the words out; later commands with --sandbox find the sandbox that is served."""
    from attio.sandbox.__main__ import main

    told: list[sandboxes.Served] = []

    def remember(url: str, token: str, control_token: str | None) -> None:
        told.append(sandboxes.Served(url, token, control_token))
        sandboxes.remember(told[0])

    try:
        return main(words, on_start=remember)
    finally:
        for served in told:
            sandboxes.forget(served)
