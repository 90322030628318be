"""The modules that `import attio` loads, and the time it takes."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from statistics import median

from benchmarks.harness import ENVIRONMENT, Row, main

SCRIPT = """
import json, sys, time
before, start = set(sys.modules), time.perf_counter()
import attio
taken = time.perf_counter() - start
print(json.dumps([taken * 1000, sorted(set(sys.modules) - before)]))
"""


def rows(factor: float) -> Iterator[Row]:
    """Import the package in fresh processes."""
    _import()  # Compiles the modules.
    runs = [_import() for _ in range(max(1, round(20 * factor)))]
    modules = runs[0][1]
    heavy = {"httpx", "pydantic"}.intersection(modules)
    yield Row("import attio", median(taken for taken, _ in runs), target=15)
    yield Row("import attio: modules loaded", len(modules), target=60, unit="")
    yield Row("import attio: httpx and pydantic loaded", len(heavy), target=0, unit="")


def _import() -> tuple[float, list[str]]:
    taken, modules = json.loads(subprocess.check_output([sys.executable, "-c", SCRIPT], env=ENVIRONMENT))
    return taken, modules


if __name__ == "__main__":
    main(rows)
