"""Fields of a referenced record, such as `Deal.company.record.name`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from attio._support.names import did_you_mean

if TYPE_CHECKING:
    from attio.filters.base import Field
    from attio.typed.records import Typed


class _RecordFields:
    """The fields of a typed class at the end of a path, as attributes."""

    def __init__(self, target: type[Typed], field: Any) -> None:
        self._target, self._steps, self._prefix, self._title = target, field._path, f"{field._label}.", field._title

    def __repr__(self) -> str:
        return f"<fields of {self._target.__name__} by {self._title}>"

    def __getattr__(self, name: str) -> Field:
        if name.startswith("__"):
            raise AttributeError(name)
        attribute = self._target.__attrs__.get(name)
        if attribute is None:
            message = f"{self._title}.record has no {name!r}{did_you_mean(name, self._target.__attrs__)}"
            raise AttributeError(message)
        return attribute.field(self._target, self._steps, self._prefix)


def record_fields(target: type[Typed], field: Field) -> Any:
    """Return the fields of a typed class, with paths that continue the path of a field."""
    return cast("Any", _RecordFields(target, field))
