"""Calls and responses that the tests in this folder share."""

from __future__ import annotations

from typing import Any

from attio import Attio, BackoffStrategy, RetryConfig
from tests.drivers import Driver

TOKEN = "sk_planted_5c0ffee"
ME = {"active": False}
FAST = RetryConfig(backoff=BackoffStrategy(initial_interval=1, max_interval=5, max_elapsed_time=5_000))
ID = {"workspace_id": "w", "object_id": "o", "record_id": "r"}
RECORD: dict[str, object] = {
    "id": ID,
    "created_at": "2022-11-21T13:22:49.061281000Z",
    "web_url": "https://app.attio.com/x",
    "values": {},
}
VALUES: dict[str, object] = {"values": {"name": "Ada"}}


def api_error(status: int, code: str, message: str = "No.") -> dict[str, object]:
    return {"status_code": status, "type": "invalid_request_error", "code": code, "message": message}


def create(driver: Driver, client: Attio, **options: Any) -> Any:
    return driver.call(client, "records.create", "people", data=VALUES, **options)
