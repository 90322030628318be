"""Requests and responses of every operation as literals, one module per resource, independent of the SDK.

To add a resource, add a module with a tuple `GOLDENS`.
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
