"""Run all of it: `python -m torture`; it takes some minutes, ends by itself and fails when a row fails."""

from __future__ import annotations

import sys

from tests.faults import page
from torture.harness import run
from torture.runs import RUNS
from torture.suite import tests

if __name__ == "__main__":
    sys.exit(run([tests, *RUNS], page.write))
