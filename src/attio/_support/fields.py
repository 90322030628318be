"""Read-only classes with named fields, like frozen dataclasses but faster to define.

`dataclasses` generates and compiles the methods of each class at import. For a dozen classes, that took a fifth of the
time in which the SDK is imported.
"""

from __future__ import annotations

from typing import Any, ClassVar, NoReturn

from typing_extensions import Self, dataclass_transform


@dataclass_transform(frozen_default=True)
class FrozenFields:
    """Base of read-only classes whose annotations are their fields; a field with a default is optional."""

    _names: ClassVar[tuple[str, ...]] = ()
    _required: ClassVar[frozenset[str]] = frozenset()

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls._names = tuple(cls.__annotations__)
        cls._required = frozenset(name for name in cls._names if not hasattr(cls, name))

    def __init__(self, *given: Any, **named: Any) -> None:
        """Set the fields, by position or by name.

        Raises:
            TypeError: A field is missing, unknown or given twice.
        """
        names, put = self._names, object.__setattr__  # `__dict__` would create one more object per instance
        for name, value in zip(names, given, strict=False):
            put(self, name, value)
        for name, value in named.items():
            put(self, name, value)
        count = len(given)
        # Fields that are all given by position, as in every call, need no further check.
        if named or count != len(names):
            others = frozenset(names[count:])
            if count > len(names) or not named.keys() <= others or not self._required & others <= named.keys():
                raise TypeError(self._problem(count, named))

    def _problem(self, count: int, named: dict[str, Any]) -> str:
        kind = type(self).__name__
        if count > len(self._names):
            return f"{kind}() takes {len(self._names)} arguments, not {count}"
        for name in named:
            if name not in self._names:
                return f"{kind}() has no field {name!r}; it has {', '.join(self._names)}"
            if name in self._names[:count]:
                return f"{kind}() got {name!r} twice"
        missing = [name for name in self._names[count:] if name in self._required and name not in named]
        return f"{kind}() lacks {', '.join(map(repr, missing))}"

    def __setattr__(self, name: str, value: object) -> NoReturn:
        message = f"{name} cannot be set: {type(self).__name__} is read-only"
        raise AttributeError(message)

    def __delattr__(self, name: str) -> NoReturn:
        message = f"{name} cannot be deleted: {type(self).__name__} is read-only"
        raise AttributeError(message)

    def replaced(self, **changes: Any) -> Self:
        """Return a copy with other values for some fields."""
        return type(self)(**{**self._values(), **changes})

    def _values(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self._names}

    def __eq__(self, other: object) -> bool:
        return self._values() == other._values() if isinstance(other, type(self)) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(_hash(value) for value in self._values().values()))


def _hash(value: object) -> int:
    try:
        return hash(value)
    except TypeError:  # a mapping or a list; only `__eq__` compares it
        return 0


class PrintableFields(FrozenFields):
    """Base of read-only classes whose `repr` shows every field, because no field is secret."""

    def __repr__(self) -> str:
        shown = ", ".join(f"{name}={value!r}" for name, value in self._values().items())
        return f"{type(self).__name__}({shown})"
