"""A nightly sync of a CSV file. The first run is interrupted and resumed; the second night writes only what differs.

Runs on a workspace in memory: `python examples/csv_sync.py`.
"""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from attio import Attio
from attio.bulk import BulkReport, Row, read_rows
from attio.sandbox import Sandbox

COLUMNS = {"Website": "domains", "Company": "name", "About": "description", "Internal id": None}


class InterruptedRunError(Exception):
    pass


def write_csv(path: Path, *, about: str) -> None:
    """Write 300 customers, six of them with the text `about`, and one customer without a website."""
    with path.open("w", newline="", encoding="utf-8-sig") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for number in range(300):
            text = about if number % 50 == 0 else "A customer"
            writer.writerow([f"customer-{number}.com", f"Customer {number}", text, number])
        writer.writerow(["", "Customer without a website", "", 301])


def sync(client: Attio, path: Path, checkpoint: Path, *, interrupt_after: int | None = None) -> BulkReport:
    """Write the rows of a file; raise an error after some rows if `interrupt_after` is set."""
    rows = read_rows(path, columns=COLUMNS, schema=client.schema.object("companies"))

    def interrupted_rows() -> Iterator[Row]:
        yield from islice(rows, interrupt_after)
        if interrupt_after is not None:
            raise InterruptedRunError

    return client.bulk.assert_records(
        "companies",
        interrupted_rows(),
        matching_attribute="domains",
        checkpoint=checkpoint,
        skip_unchanged=True,
    )


with tempfile.TemporaryDirectory() as folder, Sandbox().client() as client:
    file = Path(folder, "customers.csv")

    write_csv(file, about="A customer")
    try:
        sync(client, file, Path(folder, "monday.sqlite"), interrupt_after=200)
    except InterruptedRunError:
        print("interrupted:", BulkReport.open(Path(folder, "monday.sqlite")))

    report = sync(client, file, Path(folder, "monday.sqlite"))
    print("resumed:    ", report)
    for result in report.rows("failed"):
        print(f"  line {result.number}: {result.message}")
    report.write(Path(folder, "rejected.csv"))

    write_csv(file, about="A good customer")
    report = sync(client, file, Path(folder, "tuesday.sqlite"))
    print("next night: ", report)
