"""The examples and the benchmarks run, and import only public modules."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys

import pytest

from tests.public_modules import PUBLIC_MODULES
from tests.snippets import ROOT, pages

PUBLIC = {"attio"} | {f"attio.{name}" for name in PUBLIC_MODULES}
EXAMPLES = sorted((ROOT / "examples").glob("*.py"))
CODE = {str(path.relative_to(ROOT)): path.read_text("utf-8") for path in EXAMPLES} | {
    str(block): block.code for block in pages("README.md", "docs/**/*.md")
}


@pytest.mark.parametrize("where", CODE)
def test_only_public_modules_are_imported(where: str) -> None:
    nodes = list(ast.walk(ast.parse(CODE[where])))
    imported = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}
    assert {name for name in imported if name.partition(".")[0] == "attio"} <= PUBLIC


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_an_example_runs(path: os.PathLike[str]) -> None:
    command = [sys.executable, "-W", "error", str(path)]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert done.stdout
    assert not done.stderr


@pytest.mark.slow
def test_the_benchmarks_run() -> None:
    command = [sys.executable, "-m", "benchmarks", "--json", "--rounds", "0"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PIP_NO_INDEX": "1"}  # installs nothing
    rows = json.loads(subprocess.check_output(command, cwd=ROOT, env=environment))["rows"]
    kinds = {
        "import",
        "first",
        "small",
        "query",
        "500",
        "1,000",
        "iterating",
        "body",
        "filtered",
        "snapshot,",
        "Sandbox()",
        "handle",
        "acknowledge",
        "creating",
        "connections",
        "reading",
        "defining",
        "building",
    }
    assert kinds <= {row["name"].partition(" ")[0] for row in rows}
    assert all(row["verdict"] == "met" for row in rows if not row["unit"])  # only counts: times depend on the machine
    assert all(row["ours"] is not None or "could not be installed" in row["note"] for row in rows)
