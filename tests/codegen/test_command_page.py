"""The reference page of the command line."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from attio.cli.app import VERBS
from attio.cli.tree import TREE

PAGE = (Path(__file__).parents[2] / "docs/reference/commands.md").read_text("utf-8")


def test_every_command_is_listed_with_its_options() -> None:
    for verb in VERBS:
        assert f"\n## `{verb}" in PAGE
    for noun in TREE.values():
        for words, row in import_module(f"attio.cli.commands.{noun.module}").COMMANDS.items():
            assert f"- [`{words}" in PAGE
            assert row.summary in PAGE
    assert "| `--map COLUMN=FIELD` | Write a column to this attribute;" in PAGE
    assert "\n### `schema pull FILE`\n" in PAGE
    assert "| `-n, --dry-run` |" in PAGE
    assert "- [`create OBJECT`](records.md#create): Create a record.\n" in PAGE
