"""Which operation `client.bulk.run` is asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from attio._call.lookup import find_operation
from attio.bulk.work import KeyOf, Work
from attio.errors.base import InvalidRequestError

Named = str | Callable[..., Any]


def work_of(operation: Named, key: KeyOf) -> Work:
    """Look an operation up by its name, or by a method of a client.

    Raises:
        InvalidRequestError: There is no such operation, or it lists or moves a file.
    """
    function = getattr(operation, "__func__", operation)
    name = operation if isinstance(operation, str) else str(getattr(function, "__name__", function))
    found = find_operation(name.removesuffix("_async"))
    if found.paging is not None:
        raise InvalidRequestError(f"{found.name} lists; iterate over it instead, or use client.bulk.export_…")
    if found.transfer:
        raise InvalidRequestError(f"{found.name} moves a file; call it for each file")
    return Work("run", "run", found.name, key=key, function=found.function, is_repeatable=found.idempotent)
