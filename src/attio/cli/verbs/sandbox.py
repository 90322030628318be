"""`attio-crm sandbox`: serve an in-memory workspace, and control it. Same as `python -m attio.sandbox`."""

from __future__ import annotations

import click

from attio.cli import sandboxes
from attio.cli.verbs.delegating import delegating_command


def make(name: str, summary: str) -> click.Command:
    """Create the command."""
    return delegating_command(name, summary, _run)


def _run(words: list[str]) -> int:
    """Run the command. While a sandbox is served, other commands find it with --sandbox."""
    from attio.sandbox.__main__ import main

    served: list[sandboxes.ServedSandbox] = []

    def remember(url: str, token: str, control_token: str | None) -> None:
        served.append(sandboxes.ServedSandbox(url, token, control_token))
        sandboxes.remember(served[0])

    try:
        return main(words, on_start=remember)
    finally:
        for sandbox in served:
            sandboxes.forget(sandbox)
