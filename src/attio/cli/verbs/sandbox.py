"""`attio-crm sandbox`: serve a workspace in memory, and control it; see `python -m attio.sandbox`."""

from __future__ import annotations

import click

from attio.cli.verbs.passed import passed_on


def make(name: str, summary: str) -> click.Command:
    """Make the command."""
    return passed_on(name, summary, "attio.sandbox.__main__")
