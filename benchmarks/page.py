"""Write the figures into docs/performance.md."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from benchmarks.harness import Row

PAGE = Path(__file__).parents[1] / "docs" / "performance.md"
BEGIN, END = "<!-- figures -->\n", "<!-- end of figures -->"


def write(environment: dict[str, str], rows: list[Row]) -> None:
    """Replace the table, and the line with date and environment above it."""
    text = PAGE.read_text("utf-8")
    before, rest = text.split(BEGIN)
    _, after = rest.split(END)
    PAGE.write_text(f"{before}{BEGIN}\n{_table(environment, rows)}\n{END}{after}", "utf-8")


def _table(environment: dict[str, str], rows: list[Row]) -> str:
    today = dt.datetime.now(dt.timezone.utc).date()
    where = ", ".join(f"{name} {value}" for name, value in environment.items())
    lines = [f"Measured on {today}: {where}.", ""]
    lines += ["| | SDK | Without it | Ratio | Target | |", "| --- | --- | --- | --- | --- | --- |"]
    for row in rows:
        *cells, note = row.cells()
        cells[-1] = "; ".join(filter(None, (cells[-1], note)))
        lines.append(f"| {' | '.join(cells)} |".replace("|  |", "| |").replace("|  |", "| |"))
    return "\n".join([*lines, ""])
