"""Functions that run in other processes, in a module that they can import."""

from __future__ import annotations

import asyncio
import os

from attio import Attio
from tests.faults.stage import FAST, TOKEN

client: Attio | None = None
"""A client of the parent, which forked children inherit."""


def begin(url: str) -> Attio:
    """Create the client of this process."""
    global client  # noqa: PLW0603 - this is how programs share one with a pool of processes
    client = Attio(TOKEN, server_url=url, retry_config=FAST)
    return client


def work(url: str) -> tuple[int, bool, bool]:
    """Make sync and async calls with the existing client or a new one; return the process id and the results."""
    mine = client or begin(url)
    sync = mine.meta.identify().active
    loop = asyncio.run(mine.meta.identify_async()).active
    return os.getpid(), sync, loop


def fail(url: str) -> None:
    """Raise an API error, which must reach the parent."""
    (client or begin(url)).records.get("people", "r")
