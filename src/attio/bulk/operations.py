"""Which operation `client.bulk.run` is asked for."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any, cast

from attio._call.operation import Operation
from attio._support.names import brief, did_you_mean
from attio.bulk.work import KeyOf, Work
from attio.errors.base import InvalidRequestError

Named = str | Callable[..., Any]


def work_of(operation: Named, key: KeyOf) -> Work:
    """Look an operation up by its name, or by a method of a client.

    Raises:
        InvalidRequestError: There is no such operation, or it lists or moves a file.
    """
    import attio.funcs

    if isinstance(operation, str):
        name = operation.replace(".", "_").rstrip("_")
    else:
        function = getattr(operation, "__func__", operation)
        name = str(getattr(function, "__name__", function))
    name = name.removesuffix("_async")
    known = [one for one in dir(attio.funcs) if not one.startswith("_") and not one.endswith("_async")]
    if name not in known:
        dotted = [one.replace("_", ".", 1) for one in known]
        raise InvalidRequestError(
            f"there is no operation {brief(operation)}{did_you_mean(str(operation).replace('_', '.', 1), dotted)}"
        )
    module = importlib.import_module(getattr(attio.funcs, name).__module__)
    found = cast("Operation[Any]", getattr(module, name.upper()))
    if found.paging is not None:
        raise InvalidRequestError(f"{found.name} lists; iterate over it instead, or use client.bulk.export_…")
    if found.transfer:
        raise InvalidRequestError(f"{found.name} moves a file; call it for each file")
    return Work("run", "run", found.name, key=key, function=name, is_repeatable=found.idempotent)
