"""Reset registered objects in a forked child.

A module of its own: the interpreter holds what it calls after a fork to its very end, with everything that can be
reached from the module it stands in. From the one that sends requests this is the whole HTTP library, and ending a
program then took longer by a fifth.
"""

from __future__ import annotations

import os
import weakref

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Protocol

    class Forgetful(Protocol):
        """An object that holds sockets or locks."""

        def forget(self) -> None:
            """Drop what belongs to the parent of this process."""
            ...


_told: weakref.WeakSet[Forgetful] = weakref.WeakSet()


def reset_after_fork(one: Forgetful) -> None:
    """Call `forget` of an object in each forked child, as long as the object lives."""
    _told.add(one)


def _tell() -> None:
    for one in list(_told):
        one.forget()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_tell)
