"""Keeps the garbage collector from starting while a large answer is read, where that pays."""

from __future__ import annotations

import gc
import os
import sys
import threading
from contextlib import nullcontext
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from types import TracebackType

PAYS = sys.version_info < (3, 12)
"""A page of records is a hundred thousand new objects, none of them garbage. Up to Python 3.11 the collector walks over
them again and again while they are made, and with many other objects around may begin a full collection. From 3.12 on
it only starts between instructions of Python, of which there are none while a page is made."""
LARGE = 64 * 1024
"""Size of an answer, in bytes, from which on a pause is felt."""


class Pause:
    """Keeps the collector from starting by itself while any thread is inside.

    It is the threshold that is changed, not whether the collector is enabled: so `gc.disable()` and `gc.enable()`
    mean what they mean, also to a thread that calls them meanwhile, and what the program had set before is put back.
    """

    def __init__(self) -> None:
        """Begin with nobody inside."""
        self._lock = threading.Lock()
        self._inside = 0
        self._threshold = gc.get_threshold()

    def __enter__(self) -> None:
        with self._lock:
            if self._inside == 0:
                self._threshold = gc.get_threshold()
                gc.set_threshold(0, *self._threshold[1:])
            self._inside += 1

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._lock:
            self._inside -= 1
            if self._inside == 0:
                self._put_back()

    def forget(self) -> None:
        """Begin anew in a forked process: the threads that were inside do not exist here."""
        self._lock = threading.Lock()
        if self._inside:
            self._inside = 0
            self._put_back()

    def _put_back(self) -> None:
        if gc.get_threshold() == (0, *self._threshold[1:]):  # otherwise the program has set another meanwhile
            gc.set_threshold(*self._threshold)


_pause = Pause()
_no_pause = nullcontext()

if PAYS and hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_pause.forget)


def paused(size: int) -> AbstractContextManager[None]:
    """Give what an answer of so many bytes is read in."""
    return _pause if PAYS and size >= LARGE else _no_pause
