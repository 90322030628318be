"""The generated parts of docs/reliability.md: the table of faults, and the figures of the last torture run."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from attio import AttioError, errors
from tests.faults.table import FAULTS, Fault

PAGE = Path(__file__).parents[2] / "docs" / "reliability.md"


class Line(Protocol):
    """One row of a torture run."""

    @property
    def name(self) -> str: ...
    @property
    def figures(self) -> str: ...
    @property
    def passed(self) -> bool: ...
    @property
    def runs(self) -> int: ...


def faults() -> str:
    """Return the table of faults."""
    rows = ["| What happens | What a call raises | `outcome` | Sent again |", "| --- | --- | --- | --- |"]
    rows += [f"| {fault.name} | {_raised(fault)} | {_outcome(fault)} | {_repeats(fault)} |" for fault in FAULTS]
    return "\n".join(rows)


def _raised(fault: Fault) -> str:
    if fault.error is None:
        return "nothing: it succeeds"
    public = "AttioError" if fault.error is AttioError else f"errors.{fault.error.__name__}"
    assert fault.error is AttioError or getattr(errors, fault.error.__name__) is fault.error
    return f"`{public}`"


def _outcome(fault: Fault) -> str:
    return f"`{fault.outcome}`" if fault.outcome else ""


def _repeats(fault: Fault) -> str:
    return {"never": "no", "harmless": "reads and upserts", "always": "every call"}[fault.repeats]


def figures(environment: str, rows: Sequence[Line]) -> str:
    """Return the table of figures, with the tests in one row."""
    tests, others = [row for row in rows if row.runs], [row for row in rows if not row.runs]
    lines = [f"{environment}.", "", "| Row | Figures |", "| --- | --- |"]
    if tests:
        failed = sum(not row.passed for row in tests)
        lines.append(
            f"| faults and tests | {len(tests)}, run {sum(row.runs for row in tests):,} times, {failed} failed |"
        )
    lines += [f"| {row.name} | {row.figures}{'' if row.passed else ' **failed**'} |" for row in others]
    return "\n".join(lines)


def part(text: str, name: str) -> str:
    """Return the part of a page between the comments with its name."""
    found = _pattern(name).search(text)
    assert found, f"the page has no part called {name}"
    return found["part"]


def put(text: str, name: str, content: str) -> str:
    """Return the page with the content of a part replaced."""
    return _pattern(name).sub(lambda match: f"{match['begin']}{content}{match['end']}", text)


def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?P<begin><!-- {name} -->\n\n)(?P<part>.*?)(?P<end>\n\n<!-- end of {name} -->)", re.DOTALL)


def write(environment: str, rows: Sequence[Line]) -> None:
    """Write both tables into the page."""
    text = put(PAGE.read_text("utf-8"), "faults", faults())
    PAGE.write_text(put(text, "figures", figures(environment, rows)), "utf-8")


if __name__ == "__main__":
    PAGE.write_text(put(PAGE.read_text("utf-8"), "faults", faults()), "utf-8")
