"""README.md as a newcomer follows it: every Python block runs, every command exists."""

from __future__ import annotations

import re

import pytest

from tests.snippets import ROOT, Snippet, pages

MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
SHELL_PAGES = ["README.md", "CONTRIBUTING.md", "docs/**/*.md"]


@pytest.mark.usefixtures("workspace")
@pytest.mark.parametrize("block", pages("README.md"), ids=str)
def test_block(block: Snippet) -> None:
    block.check()


@pytest.mark.parametrize("block", pages(*SHELL_PAGES, language="bash"), ids=str)
def test_commands_exist(block: Snippet) -> None:
    for line in block.code.splitlines():
        for target in re.findall(r"\bmake (?!-)(\w+)", line):
            assert re.search(rf"^{target}:", MAKEFILE, re.MULTILINE), f"there is no make target {target}"
        for module in re.findall(r"python\S* -m (codegen|benchmarks|attio\.\w+)", line):
            assert any((ROOT / base / module.replace(".", "/")).exists() for base in (".", "src"))
        for extra in re.findall(r"attio-sdk\[(\w+)\]", line):
            assert f"\n{extra} = [" in (ROOT / "pyproject.toml").read_text("utf-8")


def test_there_is_something_to_test() -> None:
    assert len(pages("README.md")) >= 10
    assert any("make quickstart" in block.code for block in pages("README.md", language="bash"))


def test_links_into_the_project_lead_somewhere() -> None:
    for page in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"):
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"
