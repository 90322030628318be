"""What changed between two snapshots; what has the same id is the same."""

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
    """One change."""

    kind: Kind
    """What happened."""
    what: What
    """What it happened to."""
    path: str
    """Where, such as `companies.headcount`, `deals.value.is_required` or `deals.stage.New lead`."""
    id: str
    """Id of what changed."""
    before: object = None
    """What it was: the name for renames, the value for changes."""
    after: object = None
    """What it is."""

    def __str__(self) -> str:
        if self.kind in {"added", "removed"}:
            return f"{self.kind} {self.what} {self.path}"
        return f"{self.kind} {self.what} {self.path}: {self.before!r} -> {self.after!r}"


@dataclass(frozen=True)
class SchemaDiff:
    """The changes between two snapshots; false when there are none."""

    changes: tuple[SchemaChange, ...] = ()
    """Every change, in the order of the schema."""

    def __iter__(self) -> Iterator[SchemaChange]:
        return iter(self.changes)

    def __len__(self) -> int:
        return len(self.changes)

    def __str__(self) -> str:
        return "\n".join(map(str, self.changes)) or "no changes"


def compare(
    old: tuple[Sequence[ObjectSchema], Sequence[ListSchema]], new: tuple[Sequence[ObjectSchema], Sequence[ListSchema]]
) -> SchemaDiff:
    """List what changed between two snapshots, each given by its objects and its lists."""
    objects = _several("object", "", old[0], new[0])
    lists = _several("list", "", old[1], new[1])
    return SchemaDiff((*objects, *lists))


def _several(what: What, prefix: str, old: Sequence[Any], new: Sequence[Any]) -> Iterator[SchemaChange]:
    name = _NAMES[what]
    before = {one.id: one for one in old}
    after = {one.id for one in new}
    for one in old:
        if one.id not in after:
            yield SchemaChange("removed", what, f"{prefix}{getattr(one, name)}", one.id)
    for one in new:
        path = f"{prefix}{getattr(one, name)}"
        if one.id in before:
            yield from _one(what, path, before[one.id], one)
        else:
            yield SchemaChange("added", what, path, one.id)


def _one(what: What, path: str, old: Any, new: Any) -> Iterator[SchemaChange]:
    for field in fields(old):
        before, after = getattr(old, field.name), getattr(new, field.name)
        if field.name in _INNER:
            if before is not None and after is not None:
                yield from _several(_INNER[field.name], f"{path}.", before, after)
        elif before != after and field.name == _NAMES[what]:
            yield SchemaChange("renamed", what, path, new.id, before, after)
        elif before != after:
            yield SchemaChange("changed", what, f"{path}.{field.name}", new.id, before, after)
