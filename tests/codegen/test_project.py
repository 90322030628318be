"""The project's own spec: what is checked in is what it renders to."""

from __future__ import annotations

import time
from pathlib import Path

from codegen.output import compare, render
from codegen.read.reader import read

ROOT = Path(__file__).parents[2]


def test_generated_files_are_current() -> None:
    assert compare(ROOT / "codegen/spec", ROOT) == []


def test_generation_is_fast() -> None:
    start = time.monotonic()
    render(ROOT / "codegen/spec", ROOT)
    assert time.monotonic() - start < 10


def test_files_stay_short_enough_to_read() -> None:
    files = [file for pattern in ("*.py", "render/*.py") for file in (ROOT / "codegen").glob(pattern)]
    assert files
    for file in files:
        assert len(file.read_text("utf-8").splitlines()) < 400, file


def test_summaries_of_updates_say_what_they_do_to_the_rest() -> None:
    """Whether an update replaces, adds or edits is its first line, because a wrong guess destroys data."""
    for operation in read(ROOT / "codegen/spec").operations:
        if operation.verb in {"PUT", "PATCH"} and "update" in operation.method:
            words = ("replac", "add", "chang", "edit")
            assert any(word in operation.summary.lower() for word in words), operation.id
