"""The samples in this folder: complete, and accepted by mypy and pyright with exactly the marked errors."""

from __future__ import annotations

import ast
import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from tests.contract.golden import load
from tests.contract.table import Golden

HERE = Path(__file__).parent
ROOT = HERE.parent.parent


@pytest.mark.parametrize("golden", load(), ids=lambda golden: golden.function)
def test_every_operation_has_a_sample_in_each_form(golden: Golden) -> None:
    called = asserted_calls(HERE / f"{golden.resource}.py")
    method = golden.member.rpartition(".")[2]
    wanted = {golden.function, f"{golden.function}_async", f".{method}", f".{method.removesuffix('_')}_async"}
    assert wanted - called == set()


def asserted_calls(path: Path) -> set[str]:
    """Return the functions and `.methods` that are called in the first argument of `assert_type`."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "assert_type"):
            continue
        call = node.args[0].value if isinstance(node.args[0], ast.Await) else node.args[0]
        if isinstance(call, ast.Call):
            names.add(f".{call.func.attr}" if isinstance(call.func, ast.Attribute) else ast.unparse(call.func))
    return names


@pytest.mark.slow
@pytest.mark.parametrize("checker", ["mypy", "pyright"])
def test_checkers_agree(checker: str) -> None:
    """Both checkers are strict and report unnecessary ignores, so exactly the marked lines are errors."""
    if importlib.util.find_spec(checker) is None:
        pytest.skip(f"{checker} is not installed")
    command = [sys.executable, "-m", checker, "tests/typing"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
