"""An incremental export to Parquet files for duckdb: the first run writes all companies, later runs only changes.

Runs on a workspace in memory, with the extra `parquet` and duckdb: `python examples/incremental_export.py`.
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
    """Write the companies that changed since the last run to a new file, and return their number."""
    saved = folder / "watermark"
    since = dt.datetime.fromisoformat(saved.read_text()) if saved.exists() else None
    companies = client.bulk.export_records("companies", changed_since=since)
    # One page is in memory at a time. The columns have the types of the schema, even if they are empty.
    batches = to_arrow(companies, client.schema.object("companies"))
    number = len(list(folder.glob("*.parquet")))
    path = str(folder / f"companies-{number}.parquet")
    duckdb.from_arrow(batches).write_parquet(path)
    saved.write_text(companies.watermark.isoformat())  # saved last, so that a failed run is repeated
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

    client.records.create("companies", data={"values": {"name": "Company 30"}})
    sandbox.clock.advance(dt.timedelta(days=1))
    print("third night: ", export(client, folder), "company")

    files = str(folder / "*.parquet")
    query = "SELECT count(*), count(DISTINCT record_id) FROM read_parquet($files)"
    [(rows, companies)] = duckdb.execute(query, {"files": files}).fetchall()
    print("in the files:", rows, "rows of", companies, "companies")
