"""What runs in other processes; it stands in a module that they can import."""

from __future__ import annotations

import asyncio
import os

from attio import Attio
from tests.faults.stage import FAST, TOKEN

client: Attio | None = None
"""A client of the parent that children find there after a fork."""


def begin(url: str) -> Attio:
    """Make the client of this process."""
    global client  # noqa: PLW0603 - this is how programs share one with a pool of processes
    client = Attio(TOKEN, server_url=url, retry_config=FAST)
    return client


def work(url: str) -> tuple[int, bool, bool]:
    """Make calls on both sides, with the existing client or a new one; returns the id of this process."""
    mine = client or begin(url)
    sync = mine.meta.identify().active
    loop = asyncio.run(mine.meta.identify_async()).active
    return os.getpid(), sync, loop


def fail(url: str) -> None:
    """Raise an error of the API, which must find its way to the parent."""
    (client or begin(url)).records.get("people", "r")
