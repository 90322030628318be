"""Which event loop is running."""

from __future__ import annotations

import sys


def in_trio() -> bool:
    """Tell whether this runs in trio; if not, it runs in asyncio."""
    # A module that another thread is still importing stands in `sys.modules` half made. Nothing runs in trio by then.
    lowlevel = getattr(sys.modules.get("trio"), "lowlevel", None)
    return getattr(lowlevel, "in_trio_task", bool)()


def running_loop() -> object:
    """Give the running event loop; of trio its token, which lives as long."""
    if in_trio():  # asked first: in trio's guest mode there is an asyncio loop as well
        return sys.modules["trio"].lowlevel.current_trio_token()
    import asyncio

    return asyncio.get_running_loop()
