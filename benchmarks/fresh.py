"""Run programs in new processes, without loaded modules and warm caches."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any

from benchmarks.harness import ENVIRONMENT, TOKEN

# httpcore imports trio where it is installed, which takes as long as everything else together; users have no trio.
# For imports, None in `sys.modules` is the same as a missing package.
WITHOUT_TRIO = "import sys; sys.modules['trio'] = None\n"


def run(program: str, *arguments: str, **variables: str) -> Any:
    """Run a program, without trio, and read the JSON it prints."""
    command = [sys.executable, "-c", WITHOUT_TRIO + program, *arguments]
    done = subprocess.run(command, env={**ENVIRONMENT, **variables}, check=True, stdout=subprocess.PIPE)
    return json.loads(done.stdout)


# Runs one query for each line of its input, and prints the milliseconds it took.
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
    """Start a process that queries `limit` records; gives a function that runs the query and times it.

    Args:
        interpreter: The Python to start; it finds nothing but what is installed for it.
        program: Defines `query()`, from the address, the token and the limit among the arguments.
        url: Address of the server.
        limit: How many records to ask for.
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
