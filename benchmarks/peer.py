"""The other SDK of this API, `attio` on PyPI, in an environment of its own: both are imported by the same name."""

from __future__ import annotations

import importlib.metadata
import subprocess
import sys
import venv
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.harness import TOKEN

VERSION = "0.26.1"
FOLDER = Path(".cache", f"peer-{VERSION}-{sys.version_info.major}.{sys.version_info.minor}")

# One query for each line it is sent; tells how many milliseconds it took.
PROGRAM = """
import gc, sys, time
from attio import SDK
with SDK(oauth2=sys.argv[2], server_url=sys.argv[1]) as client:
    for line in sys.stdin:
        gc.collect()
        start = time.perf_counter()
        page = client.records.post_v2_objects_object_records_query(object="companies", limit=int(sys.argv[3]))
        taken = time.perf_counter() - start
        assert len(page.data) == int(sys.argv[3])
        del page
        print(taken * 1000, flush=True)
"""


class NotInstalledError(Exception):
    """It could not be installed; the message says why."""


def python() -> str:
    """Give the interpreter of the environment, made if there is none, with the same httpx and pydantic as here.

    Raises:
        NotInstalledError: It could not be made.
    """
    interpreter = FOLDER / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    done = FOLDER / "installed"
    if not done.exists():
        same = (f"{name}=={importlib.metadata.version(name)}" for name in ("httpx", "pydantic"))
        pip = [sys.executable, "-m", "pip", "--python", str(interpreter), "--quiet", "--disable-pip-version-check"]
        try:
            venv.create(FOLDER, clear=True)
            subprocess.run([*pip, "install", f"attio=={VERSION}", *same], check=True, capture_output=True, timeout=300)
        except (OSError, subprocess.SubprocessError) as error:
            reason = f"attio {VERSION} could not be installed ({type(error).__name__})"
            raise NotInstalledError(reason) from error
        done.touch()
    return str(interpreter.absolute())


@contextmanager
def querying(url: str, limit: int) -> Generator[Callable[[], float], None, None]:
    """Start a process that uses it; gives a function that makes one query there and tells its milliseconds.

    Raises:
        NotInstalledError: It could not be installed.
    """
    # Isolated, so that nothing leads to the `attio` of this folder.
    command = [python(), "-I", "-c", PROGRAM, url, TOKEN, str(limit)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        stdin, stdout = process.stdin, process.stdout
        assert stdin
        assert stdout

        def query() -> float:
            stdin.write("\n")
            stdin.flush()
            return float(stdout.readline())

        yield query
