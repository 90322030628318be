"""Run the fault tests at full size: `python -m torture`. Takes at most 15 minutes; fails if a row fails."""

from __future__ import annotations

import sys

from tests.faults import page
from torture.bulk import BULK_RUNS
from torture.harness import run
from torture.limits import LIMIT_RUNS
from torture.runs import RUNS
from torture.suite import tests

if __name__ == "__main__":
    sys.exit(run([tests, *RUNS, *LIMIT_RUNS, *BULK_RUNS], page.write))
