"""An incremental export to Parquet, read by duckdb: the first run writes everything, later ones only what changed.

Runs on an embedded workspace: `pip install 'attio-sdk[parquet,sandbox]' duckdb; python examples/incremental_export.py`.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path

import duckdb

from attio import Attio
from attio.bulk import to_arrow
from attio.sandbox import Sandbox


def export(client: Attio, folder: Path) -> int:
    """Write the companies that changed since the last run to a file of its own; returns how many."""
    saved = folder / "watermark"
    since = dt.datetime.fromisoformat(saved.read_text()) if saved.exists() else None
    walk = client.bulk.export_records("companies", changed_since=since)
    # A page is in memory at a time. All files have the types of the schema, also where a column is empty.
    batches = to_arrow(walk, client.schema.object("companies"))
    path = str(folder / f"companies-{len(list(folder.glob('*.parquet')))}.parquet")
    duckdb.from_arrow(batches).write_parquet(path)
    saved.write_text(walk.watermark.isoformat())  # only now: a run that fails is done again
    return len(duckdb.read_parquet(path))


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

    files = str(folder / "*.parquet")
    query = "SELECT count(*), count(DISTINCT record_id) FROM read_parquet($files)"
    print("in the files:", *duckdb.execute(query, {"files": files}).fetchall(), "rows and companies")
