"""Values with named fields: what dataclasses are, without the time they take to make.

The module `dataclasses` writes and compiles the methods of each class while it is imported: for a dozen classes a fifth
of what the SDK added to the start of a program.
"""

from __future__ import annotations

from typing import Any, NoReturn

from typing_extensions import Self, dataclass_transform


@dataclass_transform(frozen_default=True)
class FrozenFields:
    """Base of read-only classes whose fields are their annotations; type checkers check their construction."""

    def __init__(self, *given: Any, **named: Any) -> None:
        """Set the fields; what is not given keeps the default that the class has."""
        put = object.__setattr__  # not through `__dict__`, which would be an object more to keep
        for name, value in zip(type(self).__annotations__, given, strict=False):
            put(self, name, value)
        for name, value in named.items():
            put(self, name, value)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        message = f"{name} cannot be set: {type(self).__name__} is read-only"
        raise AttributeError(message)

    def __delattr__(self, name: str) -> NoReturn:
        message = f"{name} cannot be deleted: {type(self).__name__} is read-only"
        raise AttributeError(message)

    def replaced(self, **changes: Any) -> Self:
        """A copy with some fields changed."""
        return type(self)(**{**self._values(), **changes})

    def _values(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in type(self).__annotations__}

    def __eq__(self, other: object) -> bool:
        return self._values() == other._values() if isinstance(other, type(self)) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self._values().values()))


class PrintableFields(FrozenFields):
    """Read-only classes whose `repr` shows every field: none of them is secret."""

    def __repr__(self) -> str:
        shown = ", ".join(f"{name}={value!r}" for name, value in self._values().items())
        return f"{type(self).__name__}({shown})"
