"""The operation of `client.bulk.run`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from attio._call.lookup import find_operation
from attio.bulk.work import KeyOf, Work
from attio.errors.base import InvalidRequestError

Named = str | Callable[..., Any]


def work_of(operation: Named, key: KeyOf) -> Work:
    """Return the work for an operation, given by its name or by a method of a client.

    Raises:
        InvalidRequestError: There is no such operation, or it returns a list or transfers a file.
    """
    function = getattr(operation, "__func__", operation)
    name = operation if isinstance(operation, str) else str(getattr(function, "__name__", function))
    described = find_operation(name.removesuffix("_async"))
    if described.paging is not None:
        raise InvalidRequestError(f"{described.name} returns a list: iterate over it, or use client.bulk.export_…")
    if described.transfer:
        raise InvalidRequestError(f"{described.name} transfers a file: call it for each file")
    return Work("run", "run", described.name, key=key, function=described.function, is_repeatable=described.idempotent)
