"""A nightly sync of a CSV file that is killed and resumed; the next night writes only what differs.

Runs on an embedded workspace: `python examples/csv_sync.py`.
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


class PowerCutError(Exception):
    pass


def export_of_the_erp(path: Path, *, about: str) -> None:
    with path.open("w", newline="", encoding="utf-8-sig") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for number in range(300):
            text = about if number % 50 == 0 else "A customer"
            writer.writerow([f"customer-{number}.com", f"Customer {number}", text, number])
        writer.writerow(["", "Nobody knows the website of this one", "", 301])


def sync(client: Attio, path: Path, checkpoint: Path, *, cut_after: int | None = None) -> BulkReport:
    rows = read_rows(path, columns=COLUMNS, schema=client.schema.object("companies"))

    def until_the_cut() -> Iterator[Row]:
        yield from islice(rows, cut_after)
        if cut_after is not None:
            raise PowerCutError

    return client.bulk.assert_records(
        "companies",
        until_the_cut(),
        matching_attribute="domains",
        checkpoint=checkpoint,
        skip_unchanged=True,
    )


with tempfile.TemporaryDirectory() as folder, Sandbox().client() as client:
    file = Path(folder, "customers.csv")

    export_of_the_erp(file, about="A customer")
    try:
        sync(client, file, Path(folder, "monday.sqlite"), cut_after=200)
    except PowerCutError:
        print("cut off: ", BulkReport.open(Path(folder, "monday.sqlite")))

    report = sync(client, file, Path(folder, "monday.sqlite"))
    print("resumed: ", report)
    for result in report.rows("failed"):
        print(f"  line {result.number}: {result.message}")
    report.write(Path(folder, "rejected.csv"))

    export_of_the_erp(file, about="A good customer")
    report = sync(client, file, Path(folder, "tuesday.sqlite"))
    print("tuesday: ", report)
