"""A program that writes and is killed; it stands in a module that another process can run."""

from __future__ import annotations

import sys
from collections.abc import Callable

from attio import Attio
from attio.bulk import BulkReport, BulkResult
from tests.bulk.conftest import QUICK, rows_of


def tell(result: BulkResult) -> None:
    """Say which row is done."""
    if not result.resumed:
        print(result.number, flush=True)  # noqa: T201


def main(url: str, token: str, checkpoint: str, method: str, count: int) -> None:
    """Write so many companies, and say when it has begun, and how it ended."""
    with Attio(token, server_url=url, retry_config=QUICK) as client:
        how = {"matching_attribute": "domains"} if method == "assert_records" else {"key": "domains"}
        write: Callable[..., BulkReport] = getattr(client.bulk, method)
        report = write(
            "companies",
            rows_of(count),
            checkpoint=checkpoint,
            on_result=tell,
            **how,
        )
        print(f"created={report.created} updated={report.updated} total={report.total}", flush=True)  # noqa: T201


if __name__ == "__main__":
    url, token, checkpoint, method, count = sys.argv[1:]
    main(url, token, checkpoint, method, int(count))
