"""The guides, the reference pages and the examples in docstrings run as they stand."""

from __future__ import annotations

import pytest

import attio
from attio import AttioBaseError, funcs
from tests.snippets import Snippet, example, pages


@pytest.mark.usefixtures("workspace")
@pytest.mark.parametrize("block", pages("docs/*.md", "docs/guides/**/*.md"), ids=str)
def test_guide(block: Snippet) -> None:
    block.check()


@pytest.mark.parametrize("block", pages("docs/reference/**/*.md", "FUNCTIONS.md"), ids=str)
def test_reference(block: Snippet, workspace: dict[str, object]) -> None:
    run_example(block, workspace)


@pytest.mark.parametrize("name", [name for name in funcs.__all__ if name[0].islower()])
def test_example_of_function(name: str, workspace: dict[str, object]) -> None:
    snippet = example(getattr(funcs, name), f"<{name}>")
    assert snippet, f"{name} has no example"
    assert f"{name}(" in snippet.code
    run_example(snippet, workspace)


@pytest.mark.parametrize("name", [name for name in attio.__all__ if example(getattr(attio, name), name)])
def test_example_of_class(name: str, workspace: dict[str, object]) -> None:
    snippet = example(getattr(attio, name), f"<{name}>")
    assert snippet
    run_example(snippet, workspace)


def run_example(snippet: Snippet, names: dict[str, object]) -> None:
    """Run it with the names an example may use; what the embedded workspace cannot do yet is skipped by name."""
    try:
        snippet.run(dict(names))
    except AttioBaseError as error:
        if error.status_code != 501:
            raise
        pytest.skip(error.message)
