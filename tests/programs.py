"""Programs that a test starts in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO


class Program(subprocess.Popen[str]):
    """A running program with text pipes for input and output."""

    # Never None, because `started` opens all three pipes.
    stdin: IO[str]  # pyright: ignore[reportIncompatibleVariableOverride]
    stdout: IO[str]  # pyright: ignore[reportIncompatibleVariableOverride]
    stderr: IO[str]  # pyright: ignore[reportIncompatibleVariableOverride]


@contextmanager
def started(
    command: Sequence[str], *, env: Mapping[str, str] | None = None, cwd: Path | None = None
) -> Generator[Program, None, None]:
    """Start a program, and kill it at the end, so that a failing test does not wait for it."""
    pipe = subprocess.PIPE
    with Program(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True, env=env, cwd=cwd) as program:
        try:
            yield program
        finally:
            program.kill()


def modules_after(program: str) -> set[str]:
    """Return the modules that a program loads, without those of an idle interpreter."""
    script = (
        f"import json, sys\nbefore = set(sys.modules)\n{program}\nprint(json.dumps(list(set(sys.modules) - before)))"
    )
    return set(json.loads(run(script)))


def run(script: str) -> str:
    """Run a program that must neither fail nor warn; return its output."""
    # Coverage measurement would load modules and create objects in the program.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    command = [sys.executable, "-W", "error", "-c", script]
    done = subprocess.run(command, check=False, capture_output=True, text=True, env=environment)
    assert done.returncode == 0, done.stderr
    return done.stdout
