"""Reset registered objects in a forked child.

This is a separate module because the interpreter keeps a registered function, and everything its module refers to,
until the program ends. In the module of the HTTP client, that would be the whole HTTP library, and programs would take
a fifth longer to end.
"""

from __future__ import annotations

import os
import weakref

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Protocol

    class Forgetful(Protocol):
        """An object with sockets or locks."""

        def forget(self) -> None:
            """Drop everything that belongs to the parent process."""
            ...


_registered: weakref.WeakSet[Forgetful] = weakref.WeakSet()


def reset_after_fork(resource: Forgetful) -> None:
    """Call `forget` of an object in each forked child, as long as the object lives."""
    _registered.add(resource)


def _reset_all() -> None:
    for resource in list(_registered):
        resource.forget()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_reset_all)
