"""A wrong method, path or field in a spec file fails the contract tests, whose goldens are written by hand."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from codegen.output import generate

ROOT = Path(__file__).parents[2]

PYTEST = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:pytest_cov"]
CONTRACT = ["tests/contract/test_operations.py", "tests/contract/test_calls.py"]
"""Modules that check the request of each operation. Collecting the others takes longer than running these."""

MUTATIONS = {
    "verb": (r"(/records/query:\n +)post:", r"\1put:"),
    "path": (r"/records/query:", "/records/find:"),
    "parameter": (r" filter_view_id:", " view_id:"),
    "paging": (r"x-pagination: {[^}]*in: body[^}]*}", "x-pagination: none"),
    "class of an error": (r"x-error: FilterError", "x-error: QueryRecordsFilterError"),
}
"""Changes to `records.query` in `records.yaml`: a pattern that occurs once, and its replacement."""


def contract_tests_pass(tree: Path) -> bool:
    """Run the contract tests of `records.query` against another source tree."""
    done = subprocess.run(
        [*PYTEST, *CONTRACT, "-k", "records_query"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(tree / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    # Exit status 1 means that tests failed; any other failure means that they did not run.
    assert done.returncode in {0, 1}, done.stdout + done.stderr
    return done.returncode == 0


def mutated(directory: Path, pattern: str, new: str) -> Path:
    """Copy the package, generated from a spec with one change, and return its path."""
    shutil.copytree(ROOT / "codegen/spec", directory / "spec")
    shutil.copytree(ROOT / "src", directory / "src", ignore=shutil.ignore_patterns("__pycache__"))
    file = directory / "spec/records.yaml"
    text, times = re.subn(pattern, new, file.read_text("utf-8"))
    assert times == 1
    file.write_text(text, encoding="utf-8")
    generate(directory / "spec", directory)
    return directory


def test_the_unchanged_spec_passes(tmp_path: Path) -> None:
    assert contract_tests_pass(mutated(tmp_path, r"\Z", "# harmless\n"))


@pytest.mark.slow
@pytest.mark.parametrize("name", MUTATIONS)
def test_a_changed_spec_fails(name: str, tmp_path: Path) -> None:
    assert not contract_tests_pass(mutated(tmp_path, *MUTATIONS[name]))
