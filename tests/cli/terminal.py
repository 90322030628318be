"""Runs commands on a pseudo-terminal."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator

import pytest

pytest.importorskip("pty")  # not on Windows


def on_terminal(
    *words: str, typed: str = "", meanwhile: Callable[[subprocess.Popen[bytes]], None] | None = None, **environment: str
) -> tuple[int, str]:
    """Run a command on a pseudo-terminal of 80 columns; return its exit status and the text on the terminal.

    Args:
        *words: The command.
        typed: Text to type at the beginning.
        meanwhile: Called with the process, in a thread of its own.
        **environment: Further environment variables.
    """
    controller, terminal = os.openpty()
    program = [sys.executable, "-m", "attio", *words]
    variables = {**os.environ, "COLUMNS": "80", "TERM": "xterm", **environment}
    with subprocess.Popen(program, stdin=terminal, stdout=terminal, stderr=terminal, env=variables) as process:
        os.close(terminal)
        try:
            if meanwhile is not None:
                threading.Thread(target=meanwhile, args=(process,), daemon=True).start()
            if typed:
                os.write(controller, typed.encode())
            output = b"".join(_pieces(controller))
            code = process.wait(20)
        finally:
            process.kill()
    os.close(controller)
    return code, output.decode().replace("\r\n", "\n")


def _pieces(controller: int) -> Iterator[bytes]:
    while True:
        try:
            piece = os.read(controller, 4096)
        except OSError:  # raised by Linux once the other side is closed
            return
        if not piece:
            return
        yield piece
