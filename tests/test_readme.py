"""README.md: every Python block runs, and every command exists."""

from __future__ import annotations

import re

import pytest

from codegen.read.reader import read
from tests.snippets import FENCE, ROOT, Snippet, pages

README = (ROOT / "README.md").read_text("utf-8")
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
SHELL_PAGES = ["README.md", "CONTRIBUTING.md", "docs/**/*.md"]


@pytest.mark.usefixtures("workspace")
@pytest.mark.parametrize("block", pages("README.md"), ids=str)
def test_a_block_runs(block: Snippet) -> None:
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


def test_the_readme_has_blocks() -> None:
    assert len(pages("README.md")) >= 10
    assert any("make quickstart" in block.code for block in pages("README.md", language="bash"))


def test_a_newcomer_can_read_it_in_five_minutes() -> None:
    prose = re.sub(r"<!-- generated:\w+ -->.*?<!-- /generated -->", "", FENCE.sub("", README), flags=re.DOTALL)
    assert len(prose.encode()) <= 16_000
    assert len(README.encode()) <= 32_000


def test_sections_are_in_order() -> None:
    titles = re.findall(r"^## (.+)$", FENCE.sub("", README), re.MULTILINE)
    assert titles == [
        "Install",
        "Ten lines",
        "Try it without a token",
        "Authentication",
        "Records and values",
        "Imports and exports",
        "Webhooks",
        "Errors",
        "Retries and limits",
        "Testing with the sandbox",
        "Command line",
        "Async",
        "Files",
        "Custom HTTP client",
        "Debugging",
        "Methods",
        "Guides",
        "Versions and support",
    ]


def test_every_guide_is_linked() -> None:
    for guide in (ROOT / "docs").glob("*.md"):
        assert guide.name == "index.md" or f"(docs/{guide.name})" in README, f"README.md does not link {guide.name}"


def test_every_method_is_named() -> None:
    for operation in read(ROOT / "codegen" / "spec").operations:
        assert f"`{operation.method.replace('assert', 'assert_')}`" in README


def test_links_into_the_project_have_a_target() -> None:
    for page in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"):
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"
