"""Validation and encoding of a request body, compared with `json.dumps`."""

from __future__ import annotations

import json
from collections.abc import Iterator

from attio import RetryConfig
from attio._call.options import Settings
from attio._call.request import build
from attio._support.secrets import Secret
from attio.funcs.records import RECORDS_CREATE
from benchmarks import payload
from benchmarks.harness import TOKEN, Row, compare, main

COUNT = 500


def rows(factor: float) -> Iterator[Row]:
    """Time both on 500 values, written as one record."""
    data = {"values": payload.values_to_write(COUNT)}
    settings = Settings(
        server_url="https://api.attio.com",
        retry_config=RetryConfig(),
        timeout=60,
        deadline=120,
        oauth2=Secret(TOKEN),
        user_agent=None,
        allow_insecure_http=False,
        max_response_bytes=1,
    )

    def ours() -> object:
        params = {"object": "companies", "data": data}
        return build(RECORDS_CREATE, params, settings.combine({}, transfer=False)).content

    def raw() -> object:
        return json.dumps({"data": data}).encode()

    body = ours()
    assert isinstance(body, bytes)
    assert json.loads(body) == {"data": data}
    medians = compare({"ours": ours, "raw": raw}, rounds=round(30 * factor), calls=50)
    yield Row(f"body of a request, {COUNT} values of all types", medians["ours"], medians["raw"], 2.0)


if __name__ == "__main__":
    main(rows)
