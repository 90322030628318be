"""The project itself: generated files are current, and hand-written files stay short."""

from __future__ import annotations

import ast
import time
from pathlib import Path

from codegen.output import compare, render
from codegen.read.reader import read

ROOT = Path(__file__).parents[2]
FOLDERS = ("benchmarks", "codegen", "examples", "src", "tests", "torture")


def test_generated_files_are_current() -> None:
    assert compare(ROOT / "codegen/spec", ROOT) == []


def test_generation_is_fast() -> None:
    start = time.monotonic()
    render(ROOT / "codegen/spec", ROOT)
    assert time.monotonic() - start < 10


def handwritten() -> dict[str, str]:
    """Return the hand-written Python files by path, without the data of the contract."""
    files = [file for folder in FOLDERS for file in (ROOT / folder).rglob("*.py") if file.parent.name != "golden"]
    texts = {str(file.relative_to(ROOT)): file.read_text("utf-8") for file in files}
    return {path: text for path, text in texts.items() if not text.startswith("# Generated from")}


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count the lines of a function without its docstring."""
    first, *_ = function.body
    is_text = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    docstring = (first.end_lineno or 0) - first.lineno + 1 if is_text else 0
    return (function.end_lineno or 0) - function.lineno + 1 - docstring


def test_files_and_functions_stay_short_enough_to_read() -> None:
    texts = handwritten()
    assert len(texts) > 700
    assert [path for path, text in texts.items() if len(text.splitlines()) > 400] == []
    functions = (
        (path, node)
        for path, text in texts.items()
        for node in ast.walk(ast.parse(text))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    )
    assert [(path, node.name) for path, node in functions if length(node) > 50] == []


def test_summaries_of_updates_say_what_happens_to_other_values() -> None:
    """The first line says whether an update replaces, adds or edits values: a wrong guess destroys data."""
    for operation in read(ROOT / "codegen/spec").operations:
        if operation.verb in {"PUT", "PATCH"} and "update" in operation.method:
            words = ("replac", "add", "chang", "edit")
            assert any(word in operation.summary.lower() for word in words), operation.id
