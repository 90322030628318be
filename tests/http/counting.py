"""Sends requests with an `HTTPClient`, and counts open sockets."""

from __future__ import annotations

import gc
import os
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from attio._http.client import HTTPClient
from tests.http.sides import TOKEN, limits, prepared
from tests.server import PATIENCE


def call(http: HTTPClient, url: str, **changes: Any) -> bytes:
    return http.send(prepared(url), token=TOKEN, **limits(**changes)).content


async def call_async(http: HTTPClient, url: str, **changes: Any) -> bytes:
    return (await http.send_async(prepared(url), token=TOKEN, **limits(**changes))).content


def sockets() -> int:
    """Count the open sockets of this process, including those of the server; 0 without /proc."""
    gc.collect()
    count = 0
    if not Path("/proc/self/fd").is_dir():
        return count
    for entry in os.listdir("/proc/self/fd"):  # noqa: PTH208
        with suppress(FileNotFoundError):
            count += os.readlink(f"/proc/self/fd/{entry}").startswith("socket:")  # noqa: PTH115
    return count


def sockets_are_back_to(before: int) -> bool:
    """Wait until there are as many sockets as before; the server needs a moment to close its own."""
    patience = time.monotonic() + PATIENCE
    while time.monotonic() < patience:
        if sockets() <= before:
            return True
        time.sleep(0.02)
    return False
