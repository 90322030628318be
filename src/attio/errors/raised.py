"""Combine the class of an operation or status with the class of an error code."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, cast

import attio.errors
from attio.errors.base import AttioError, rebuild
from attio.errors.codes import CLASS_NAMES, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Hashable

# Modules of classes that belong to a status rather than an operation: their names do not change with the code.
_GENERAL = frozenset({"attio.errors.base", "attio.errors.scim", "attio.errors.statuses"})
_CODE = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
_LONGEST_CODE = 64


def raised_class(documented: type[AttioError], status: int, code: str | None) -> type[AttioError]:
    """Return the class to raise for a response.

    The class extends `documented` and the class of the code, and its name contains the code. If `documented` already
    fits, it is returned itself.

    Args:
        documented: The class that the operation documents for the status, else the class of the status.
        status: The status of the response.
        code: The code in the body of the response; None if there is none.
    """
    if code is None or len(code) > _LONGEST_CODE or not _CODE.fullmatch(code):
        return documented
    # mypy does not accept that classes are hashable.
    return _combined_class(cast("Hashable", documented), status, code)


# The cache is bounded because codes come from the server.
@lru_cache(maxsize=256)
def _combined_class(documented: type[AttioError], status: int, code: str) -> type[AttioError]:
    bases, name = _bases(documented, status, _class_of(code)), _name_with_code(documented, code)
    if len(bases) == 1 and name in (None, bases[0].__name__):
        return bases[0]

    def reduce(error: AttioError) -> tuple[object, tuple[object, ...]]:
        _, (_, args, facts) = cast("tuple[object, tuple[object, ...]]", documented.__reduce__(error))
        return _rebuild_raised, (documented, status, code, args, facts)

    doc = f"`{documented.__name__}` with the code `{code}`."
    space = {"__doc__": doc, "__module__": documented.__module__, "__reduce__": reduce}
    return type(name or documented.__name__, bases, space)


def _bases(documented: type[AttioError], status: int, of_code: type[AttioError] | None) -> tuple[type[AttioError], ...]:
    # The class of the code is left out if it belongs to another status.
    if of_code is None or of_code.family not in (0, status) or issubclass(documented, of_code):
        return (documented,)
    return (of_code,) if issubclass(of_code, documented) else (documented, of_code)


def _class_of(code: str) -> type[AttioError] | None:
    name = CLASS_NAMES.get(code)
    return cast("type[AttioError]", getattr(attio.errors, name)) if name else None


def _name_with_code(documented: type[AttioError], code: str) -> str | None:
    """Return the name of the class for a code, in the style of its operation; None for a class of a status."""
    if documented.__module__ in _GENERAL:
        return None
    suffix = CLASS_NAMES.get(code) or _class_name(code)
    name = suffix if documented.__name__ == suffix else f"{_prefix(documented.__name__)}{suffix}"
    # The operation may have a class of this name for another status; this error is not an instance of it.
    return documented.__name__ if name in attio.errors.__all__ else name


def _class_name(code: str) -> str:
    name = "".join(word.capitalize() for word in code.split("_"))
    return name if name.endswith("Error") else f"{name}Error"


def _prefix(name: str) -> str:
    if name in PREFIXES:
        return PREFIXES[name]
    # The longest suffix: `ValueNotFoundError` ends with `NotFoundError`, too.
    suffixes = [class_name for class_name in CLASS_NAMES.values() if name.endswith(class_name)]
    suffix = max(suffixes, key=len, default="Error")
    return name.removesuffix(suffix)


def _rebuild_raised(
    documented: type[AttioError], status: int, code: str, args: tuple[object, ...], facts: dict[str, object]
) -> AttioError:
    return rebuild(raised_class(documented, status, code), args, facts)
