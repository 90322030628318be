"""The code in guides, reference pages and docstrings runs unchanged."""

from __future__ import annotations

import re
import subprocess
import sys
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from textwrap import indent

import pytest

import attio
from attio import funcs
from attio.sandbox import Sandbox
from tests.snippets import ROOT, Snippet, example, pages
from tests.workspace import FilledWorkspace


@pytest.fixture(scope="module")
def demo() -> FilledWorkspace:
    """The workspace of docs/getting-started.md, in which readers try the examples."""
    sandbox = Sandbox()
    sandbox.seed_demo()
    return FilledWorkspace(sandbox, {}, sandbox.snapshot())


@pytest.mark.parametrize("block", pages("docs/*.md"), ids=str)
def test_a_block_of_a_guide_runs(
    block: Snippet, demo: FilledWorkspace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    with demo.client(monkeypatch, tmp_path) as client:
        if block.reason:
            block.check()
        else:
            # Pages with many small blocks link to the client that they use, instead of creating it.
            block.run({"__name__": "__main__", "client": client})


def test_guides_say_where_their_client_is_from() -> None:
    for block in pages("docs/*.md"):
        code = (block.continues.code if block.continues else "") + block.code
        if re.search(r"\bclient\.", code) and not re.search(r"client = |as client|client: |, client", code):
            text = (ROOT / block.file).read_text("utf-8")
            assert "(getting-started.md#try-the-examples)" in text, f"{block}: what is `client`?"


def test_examples_of_tests_pass(tmp_path: Path) -> None:
    blocks = [block for block in pages("docs/testing.md") if "def test_" in block.code]
    assert len(blocks) == 2
    for block in blocks:
        (tmp_path / f"test_line_{block.line}.py").write_text(block.code, "utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-W", "error", "-p", "no:cacheprovider", str(tmp_path)]
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout


def test_guides_satisfy_a_strict_type_checker(tmp_path: Path) -> None:
    api = pytest.importorskip("mypy.api", reason="comes with the extra `check`")
    for block in pages("docs/*.md"):
        code = (block.continues.code if block.continues else "") + block.code
        (tmp_path / f"{Path(block.file).stem}_{block.line}.py").write_text(as_module(code), "utf-8")
    options = [
        "--strict",
        "--disable-error-code=import-untyped",
        "--scripts-are-modules",
        "--config-file=",
        f"--cache-dir={ROOT / '.mypy_cache' / 'guides'}",  # makes a second run ten times as fast
    ]
    report, _, status = api.run([*options, *map(str, sorted(tmp_path.glob("*.py")))])
    assert status == 0, report


def as_module(code: str) -> str:
    """Turn a block into a module: define the client of its page, and move `await` into functions."""
    if "await" in code and "async def" not in code:
        code = f"async def main() -> None:\n{indent(code, '    ')}"
    head = "" if "from attio import Attio" in code else "from attio import Attio\nclient = Attio()\n"
    return f"from __future__ import annotations\n{head}{code}"


@pytest.mark.parametrize("block", pages("docs/reference/**/*.md", "FUNCTIONS.md"), ids=str)
def test_a_block_of_a_reference_page_runs(block: Snippet, workspace: dict[str, object]) -> None:
    run_example(block, workspace)


@pytest.mark.parametrize("name", [name for name in funcs.__all__ if name[0].islower()])
def test_the_example_of_a_function_runs(name: str, workspace: dict[str, object]) -> None:
    """The example runs as a method and as a function, sync and async."""
    snippet, sandbox = example(getattr(funcs, name), f"<{name}>"), workspace["sandbox"]
    assert snippet, f"{name} has no example"
    assert isinstance(sandbox, Sandbox)
    method = f"client.{method_of(name)}("
    assert method in snippet.code
    before = sandbox.snapshot()
    for code in (snippet.code, snippet.code.replace(method, f"{name}(client, ")):
        sandbox.restore(before)
        run_example(replace(snippet, code=code), workspace)
        called = sandbox.requests.find(operation=operation_of(name))
        later = [entry for entry in called if entry.number > before.requests]
        assert later
        assert all(entry.status is not None and entry.status < 400 for entry in later)


@pytest.mark.parametrize("name", [name for name in attio.__all__ if example(getattr(attio, name), name)])
def test_the_example_of_a_class_runs(name: str, workspace: dict[str, object]) -> None:
    snippet = example(getattr(attio, name), f"<{name}>")
    assert snippet
    run_example(snippet, workspace)


def operation_of(function: str) -> str:
    """Return the operation of a function."""
    name: str = vars(sys.modules[getattr(funcs, function).__module__])[function.removesuffix("_async").upper()].name
    return name


def method_of(function: str) -> str:
    """Return the method of the client for a function."""
    operation, twin = operation_of(function), "_async" * function.endswith("_async")
    return f"{operation}{twin or '_' * operation.endswith('.assert')}"


def run_example(snippet: Snippet, names: dict[str, object]) -> None:
    """Run a snippet with the names of examples; an example of a deprecated operation must warn."""
    deprecated = "get_call_transcript" in snippet.code
    with pytest.deprecated_call() if deprecated else nullcontext():
        snippet.run(dict(names))
