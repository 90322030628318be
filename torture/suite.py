"""The rows that are tests: each test of `tests/fire`, with how often it ran."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree as ET

from tests.fire.faults import FAULTS
from torture.harness import Row

ROOT = Path(__file__).parents[1]
MODULES = ("behavior", "faults", "deadlines", "lifecycle", "network", "secrets", "hostile")
AT_ONCE: Sequence[str] = ("-n", "2", "--dist", "worksteal")
TIMEOUT = 300
"""Seconds after which the tests hang."""


def tests(share: float) -> Iterator[Row]:
    """Run the tests; one row for each test, and for each fault."""
    del share
    with TemporaryDirectory() as folder:
        report = Path(folder, "report.xml")
        files = [f"tests/fire/test_{name}.py" for name in MODULES]
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *AT_ONCE, f"--junit-xml={report}"]
        done = subprocess.run([*command, *files], cwd=ROOT, check=False, stdout=subprocess.DEVNULL, timeout=TIMEOUT)
        if done.returncode not in {0, 1}:  # passed or failed; anything else is not about the tests
            raise RuntimeError(f"pytest ended with status {done.returncode}")
        results = _results(report)
    for name, (ran, failed, skipped) in results.items():
        figures = (
            f"{ran} times" + (f", {skipped} skipped" if skipped else "") + (f", {failed} failed" if failed else "")
        )
        yield Row(name, figures, not failed, runs=ran)


def _results(report: Path) -> dict[str, tuple[int, int, int]]:
    """How often each test ran, failed and was skipped."""
    results: dict[str, tuple[int, int, int]] = {}
    for case in ET.parse(report).getroot().iter("testcase"):
        name = _name(case.get("classname", ""), case.get("name", ""))
        ran, failed, skipped = results.get(name, (0, 0, 0))
        bad = case.find("failure") is not None or case.find("error") is not None
        results[name] = ran + 1, failed + bad, skipped + (case.find("skipped") is not None)
    return results


def _name(module: str, test: str) -> str:
    title, _, parameters = test.partition("[")
    if title == "test_fault":
        played = parameters.rstrip("]").split("-", 2)[2]  # after the driver and the HTTP client
        return next(f"fault: {fault.name}" for fault in FAULTS if str(fault) == played)
    topic = module.rsplit("test_", 1)[-1]
    return f"{topic}: {re.sub('^test_', '', title).replace('_', ' ')}"
