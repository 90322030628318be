"""Current and peak memory of the process in MB, as reported by the system."""

from __future__ import annotations

import sys
from contextlib import suppress

# Not a `Path`: programs whose imports are measured import this module.
STATUS = "/proc/self/status"


def peak() -> float:
    """Return the peak memory of this process.

    Uses `ru_maxrss` only where necessary: on Linux, a new process starts with the value of its parent.
    """
    with suppress(FileNotFoundError):
        return _status("VmHWM")
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / (1024 * 1024 if sys.platform == "darwin" else 1024)


def held() -> float:
    """Return the current memory of this process; Linux only."""
    return _status("VmRSS")


def _status(name: str) -> float:
    with open(STATUS, encoding="ascii") as lines:  # noqa: PTH123 - see above
        [line] = (line for line in lines if line.startswith(f"{name}:"))
    return int(line.split()[1]) / 1024
