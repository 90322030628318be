"""Comparison of two snapshots. Objects, lists, attributes and options are matched by id."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

if TYPE_CHECKING:
    from attio.schema.records import ListSchema, ObjectSchema

Kind: TypeAlias = Literal["added", "removed", "renamed", "changed"]
What: TypeAlias = Literal["object", "list", "attribute", "option"]
_NAMES: dict[What, str] = {"object": "api_slug", "list": "api_slug", "attribute": "api_slug", "option": "title"}
_INNER: dict[str, What] = {"attributes": "attribute", "options": "option"}


@dataclass(frozen=True)
class SchemaChange:
    """A change of an object, list, attribute or option."""

    kind: Kind
    """Kind of change: `added`, `removed`, `renamed` or `changed`."""
    what: What
    """The changed part: `object`, `list`, `attribute` or `option`."""
    path: str
    """Path of the change, such as `companies.headcount`, `deals.value.is_required` or `deals.stage.New lead`."""
    id: str
    """Id of the changed part."""
    before: object = None
    """The old name of a renamed part, or the old value of a changed field."""
    after: object = None
    """The new name or value."""

    def __str__(self) -> str:
        if self.kind in {"added", "removed"}:
            return f"{self.kind} {self.what} {self.path}"
        return f"{self.kind} {self.what} {self.path}: {self.before!r} -> {self.after!r}"


@dataclass(frozen=True)
class SchemaDiff:
    """The changes between two snapshots. False if there are none."""

    changes: tuple[SchemaChange, ...] = ()
    """All changes, in the order of the schema."""

    def __iter__(self) -> Iterator[SchemaChange]:
        return iter(self.changes)

    def __len__(self) -> int:
        return len(self.changes)

    def __str__(self) -> str:
        return "\n".join(map(str, self.changes)) or "no changes"


def compare(
    old: tuple[Sequence[ObjectSchema], Sequence[ListSchema]], new: tuple[Sequence[ObjectSchema], Sequence[ListSchema]]
) -> SchemaDiff:
    """Compare the objects and lists of two snapshots."""
    objects = _compare_all("object", "", old[0], new[0])
    lists = _compare_all("list", "", old[1], new[1])
    return SchemaDiff((*objects, *lists))


def _compare_all(what: What, prefix: str, old: Sequence[Any], new: Sequence[Any]) -> Iterator[SchemaChange]:
    name = _NAMES[what]
    before = {one.id: one for one in old}
    after = {one.id for one in new}
    for one in old:
        if one.id not in after:
            yield SchemaChange("removed", what, f"{prefix}{getattr(one, name)}", one.id)
    for one in new:
        path = f"{prefix}{getattr(one, name)}"
        if one.id in before:
            yield from _compare_pair(what, path, before[one.id], one)
        else:
            yield SchemaChange("added", what, path, one.id)


def _compare_pair(what: What, path: str, old: Any, new: Any) -> Iterator[SchemaChange]:
    for field in fields(old):
        before, after = getattr(old, field.name), getattr(new, field.name)
        if field.name in _INNER:
            if before is not None and after is not None:
                yield from _compare_all(_INNER[field.name], f"{path}.", before, after)
        elif before != after and field.name == _NAMES[what]:
            yield SchemaChange("renamed", what, path, new.id, before, after)
        elif before != after:
            yield SchemaChange("changed", what, f"{path}.{field.name}", new.id, before, after)
