"""Programs that a test starts in a process of its own."""

from __future__ import annotations

import subprocess
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO


class Program(subprocess.Popen[str]):
    """A running program whose input and output are pipes of text."""

    # Never None, because `started` asks for all three.
    stdin: IO[str]  # pyright: ignore[reportIncompatibleVariableOverride]
    stdout: IO[str]  # pyright: ignore[reportIncompatibleVariableOverride]
    stderr: IO[str]  # pyright: ignore[reportIncompatibleVariableOverride]


@contextmanager
def started(
    command: Sequence[str], *, env: Mapping[str, str] | None = None, cwd: Path | None = None
) -> Generator[Program, None, None]:
    """Start a program, and kill it at the end: a test that fails half-way waits for nothing."""
    pipe = subprocess.PIPE
    with Program(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True, env=env, cwd=cwd) as program:
        try:
            yield program
        finally:
            program.kill()
