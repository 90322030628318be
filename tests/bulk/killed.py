"""A program that runs a bulk write until a test kills it: `python -m tests.bulk.killed`."""

from __future__ import annotations

import sys
from collections.abc import Callable

from attio import Attio
from attio.bulk import BulkReport, BulkResult
from tests.bulk.conftest import QUICK, rows_of


def print_row(result: BulkResult) -> None:
    """Print the number of a row that was written."""
    if not result.resumed:
        print(result.number, flush=True)  # noqa: T201


def main(url: str, token: str, checkpoint: str, method: str, count: int) -> None:
    """Write `count` companies, and print each row's number and the totals."""
    with Attio(token, server_url=url, retry_config=QUICK) as client:
        how = {"matching_attribute": "domains"} if method == "assert_records" else {"key": "domains"}
        write: Callable[..., BulkReport] = getattr(client.bulk, method)
        report = write(
            "companies",
            rows_of(count),
            checkpoint=checkpoint,
            on_result=print_row,
            **how,
        )
        print(f"created={report.created} updated={report.updated} total={report.total}", flush=True)  # noqa: T201


if __name__ == "__main__":
    url, token, checkpoint, method, count = sys.argv[1:]
    main(url, token, checkpoint, method, int(count))
