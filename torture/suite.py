"""Rows for the tests of `tests/faults`, with the number of runs of each."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree as ET

from tests.faults.table import FAULTS
from torture.harness import Row

ROOT = Path(__file__).parents[1]
MODULES = ("behavior", "faults", "first_use", "deadlines", "lifecycle", "network", "secrets", "hostile")
AT_ONCE: Sequence[str] = ("-n", "2", "--dist", "worksteal")
TIMEOUT = 300
"""Seconds until the test run is aborted."""


def tests(share: float) -> Iterator[Row]:
    """Run the tests; one row for each test, and for each fault."""
    del share
    with TemporaryDirectory() as folder:
        report = Path(folder, "report.xml")
        files = [f"tests/faults/test_{name}.py" for name in MODULES]
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *AT_ONCE, f"--junit-xml={report}"]
        completed = subprocess.run(
            [*command, *files], cwd=ROOT, check=False, stdout=subprocess.DEVNULL, timeout=TIMEOUT
        )
        if completed.returncode not in {0, 1}:  # Neither all passed nor some failed: pytest itself failed.
            raise RuntimeError(f"pytest ended with status {completed.returncode}")
        results = _results(report)
    for name, result in results.items():
        yield Row(name, result.figures, not result.failed, runs=result.ran)


@dataclass
class Result:
    """How often a test ran, was skipped and failed."""

    ran: int = 0
    skipped: int = 0
    failed: int = 0
    why: str = ""
    """The message of the last failure."""

    @property
    def figures(self) -> str:
        """The counts that are not zero, as text."""
        skipped = f", {self.skipped} skipped" if self.skipped else ""
        return f"{self.ran} times{skipped}" + (f", {self.failed} failed: {self.why[:300]}" if self.failed else "")


def _results(report: Path) -> dict[str, Result]:
    results: dict[str, Result] = {}
    for case in ET.parse(report).getroot().iter("testcase"):
        result = results.setdefault(_name(case.get("classname", ""), case.get("name", "")), Result())
        result.ran += 1
        result.skipped += case.find("skipped") is not None
        for problem in (*case.iter("failure"), *case.iter("error")):
            result.failed += 1
            result.why = problem.get("message", "").partition("\n")[0]
    return results


def _name(module: str, test: str) -> str:
    title, _, parameters = test.partition("[")
    if title == "test_every_fault_has_its_documented_effect":
        fault_name = parameters.rstrip("]").split("-", 2)[2]  # After the driver and the HTTP client.
        return next(f"fault: {fault.name}" for fault in FAULTS if str(fault) == fault_name)
    topic = module.rsplit("test_", 1)[-1]
    return f"{topic}: {re.sub('^test_', '', title).replace('_', ' ')}"
