"""Detect asyncio or trio, and return the running event loop."""

from __future__ import annotations

import sys


def in_trio() -> bool:
    """Whether the caller runs in trio; if not, it runs in asyncio."""
    # While another thread imports trio, the module in `sys.modules` is incomplete; nothing runs in trio yet.
    lowlevel = getattr(sys.modules.get("trio"), "lowlevel", None)
    return getattr(lowlevel, "in_trio_task", bool)()


def in_event_loop() -> bool:
    """Tell whether this runs in an event loop; loads none."""
    if in_trio():
        return True
    asyncio = sys.modules.get("asyncio")
    try:
        return asyncio is not None and bool(asyncio.get_running_loop())
    except RuntimeError:
        return False


def running_loop() -> object:
    """Return the running event loop of asyncio, or the token of trio's, which lives as long as the loop."""
    if in_trio():  # checked first, because in trio's guest mode an asyncio loop runs as well
        return sys.modules["trio"].lowlevel.current_trio_token()
    import asyncio

    return asyncio.get_running_loop()
