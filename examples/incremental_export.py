"""An incremental export to Parquet: the first run writes everything, later ones only what changed.

Runs on an embedded workspace: `python examples/incremental_export.py`.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path

from attio import Attio
from attio.bulk import read_rows, write_rows
from attio.sandbox import Sandbox


def export(client: Attio, folder: Path) -> int:
    """Write the companies that changed since the last run to a file of its own; returns how many."""
    saved = folder / "watermark"
    since = dt.datetime.fromisoformat(saved.read_text()) if saved.exists() else None
    schema = client.schema.object("companies")
    walk = client.bulk.export_records("companies", changed_since=since)
    rows = [company.to_plain(schema) for company in walk]
    if rows:
        write_rows(folder / f"companies-{len(list(folder.glob('*.parquet')))}.parquet", rows)
    saved.write_text(walk.watermark.isoformat())  # only now: a run that fails is done again
    return len(rows)


sandbox = Sandbox()
with tempfile.TemporaryDirectory() as name, sandbox.client() as client:
    folder = Path(name)
    for number in range(30):
        client.records.create("companies", data={"values": {"name": f"Company {number}"}})

    sandbox.clock.advance(dt.timedelta(days=1))
    print("first night: ", export(client, folder), "companies")

    sandbox.clock.advance(dt.timedelta(days=1))
    print("second night:", export(client, folder), "companies")

    client.records.create("companies", data={"values": {"name": "A new one"}})
    sandbox.clock.advance(dt.timedelta(days=1))
    print("third night: ", export(client, folder), "company")
    print("in the files:", sum(1 for file in folder.glob("*.parquet") for _ in read_rows(file)), "rows")
