"""Fields of the record that a reference leads to: `Deal.company.record.name`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from attio._support.names import did_you_mean

if TYPE_CHECKING:
    from attio.filters.base import Field
    from attio.typed.records import Typed


class _RecordFields:
    """A typed class at the end of a path; its attributes are the fields there."""

    def __init__(self, target: type[Typed], field: Any) -> None:
        self._target, self._steps, self._prefix, self._title = target, field._path, f"{field._label}.", field._title

    def __repr__(self) -> str:
        return f"<fields of {self._target.__name__} by {self._title}>"

    def __getattr__(self, name: str) -> Field:
        if name.startswith("__"):
            raise AttributeError(name)
        found = self._target.__attrs__.get(name)
        if found is None:
            message = f"{self._title}.record has no {name!r}{did_you_mean(name, self._target.__attrs__)}"
            raise AttributeError(message)
        return found.field(self._target, self._steps, self._prefix)


def record_fields(target: type[Typed], field: Field) -> Any:
    """Give the fields of a class at the end of the path of a field."""
    return cast("Any", _RecordFields(target, field))
