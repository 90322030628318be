"""What every operation must send and read, as literals: one module a resource, none of it taken from the SDK.

Add a module with a tuple `GOLDENS` to put a resource under contract; nothing else needs to know about it.
"""

from __future__ import annotations

import importlib
import pkgutil

from tests.contract.table import Golden


def load() -> tuple[Golden, ...]:
    """Collect the goldens of every module in this folder."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    modules = [importlib.import_module(f"{__name__}.{name}") for name in names]
    return tuple(golden for module in modules for golden in module.GOLDENS)
