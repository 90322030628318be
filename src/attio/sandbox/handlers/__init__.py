"""The operations that the sandbox offers, one module a resource."""

from __future__ import annotations

from attio.sandbox.call import Operation
from attio.sandbox.handlers import attributes, files, history, objects, options, records, search

OPERATIONS: dict[str, Operation] = {
    name: operation
    for module in (objects, attributes, options, records, history, search, files)
    for name, operation in module.operations.items()
}

__all__ = ["OPERATIONS"]
