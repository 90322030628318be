"""What the engine of bulk writes costs."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.faults.load import HAS_PROC
from tests.snippets import ROOT

LEAST_ROWS = 2_000
MOST_KILOBYTES = 2_000


@pytest.mark.skipif(not HAS_PROC, reason="needs /proc")
def test_rows_a_second_and_memory() -> None:
    command = [sys.executable, "-m", "tests.bulk.quiet", "5000", "30000"]
    (_, before), (rate, after) = json.loads(subprocess.check_output(command, cwd=ROOT, timeout=120))
    assert rate >= LEAST_ROWS
    assert after - before <= MOST_KILOBYTES
