"""Run programs in new processes, without loaded modules or warm caches."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any

from benchmarks.harness import ENVIRONMENT, TOKEN

# httpcore imports trio if it is installed, which takes as long as all other imports together; most users do not have
# trio. A package that is None in `sys.modules` cannot be imported.
WITHOUT_TRIO = "import sys; sys.modules['trio'] = None\n"


def run(program: str, *arguments: str, **variables: str) -> Any:
    """Run a program without trio, and return the JSON that it prints."""
    command = [sys.executable, "-c", WITHOUT_TRIO + program, *arguments]
    completed = subprocess.run(command, env={**ENVIRONMENT, **variables}, check=True, stdout=subprocess.PIPE)
    return json.loads(completed.stdout)


# Runs a query for each line of its input, and prints its time in milliseconds.
QUERYING = """
import gc, sys, time
{program}
for line in sys.stdin:
    gc.collect()
    start = time.perf_counter()
    page = query()
    taken = time.perf_counter() - start
    assert len(page.data) == int(sys.argv[3])
    del page
    print(taken * 1000, flush=True)
"""


@contextmanager
def querying(interpreter: str, program: str, url: str, limit: int) -> Generator[Callable[[], float], None, None]:
    """Start a process that queries `limit` records; yield a function that runs the query and returns its milliseconds.

    Args:
        interpreter: The Python to start, in isolated mode.
        program: Code that defines `query()`; URL, token and limit are in `sys.argv`.
        url: URL of the server.
        limit: Number of records to query.
    """
    command = [interpreter, "-I", "-c", QUERYING.format(program=program), url, TOKEN, str(limit)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        stdin, stdout = process.stdin, process.stdout
        assert stdin
        assert stdout

        def query() -> float:
            stdin.write("\n")
            stdin.flush()
            return float(stdout.readline())

        yield query
