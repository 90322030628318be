"""Current and peak memory of the process, as the system reports it, in MB."""

from __future__ import annotations

import sys
from contextlib import suppress

# Not pathlib: this is run at the end of programs whose every import is measured.
STATUS = "/proc/self/status"


def peak() -> float:
    """Peak memory of this process.

    Not `ru_maxrss` if there is another way: on Linux a new process begins with the value of its parent.
    """
    with suppress(FileNotFoundError):
        return _status("VmHWM")
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / (1024 * 1024 if sys.platform == "darwin" else 1024)


def held() -> float:
    """Memory of this process now; known on Linux only."""
    return _status("VmRSS")


def _status(name: str) -> float:
    with open(STATUS, encoding="ascii") as lines:  # noqa: PTH123 - see above
        [line] = (line for line in lines if line.startswith(f"{name}:"))
    return int(line.split()[1]) / 1024
