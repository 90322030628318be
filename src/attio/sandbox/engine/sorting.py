"""Sort records by the sorts of a query."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

from attio.sandbox.checks import Array, OneOf, Shape, Text
from attio.sandbox.engine.collection import Collection
from attio.sandbox.engine.filters import Step, Where, filter_error, find_attribute, resolve_path, walk
from attio.sandbox.store.rows import EMPTY, Record
from attio.sandbox.values import Place, Scalar, type_of
from attio.sandbox.workspace import Workspace

SortKey: TypeAlias = Callable[[Record], Scalar]

_DIRECTION = {"direction": OneOf("asc", "desc")}
BY_ATTRIBUTE = Shape({**_DIRECTION, "attribute": Text()}, {"field": Text()})
BY_PATH = Shape({**_DIRECTION, "path": Array(Array(Text(), least=2, most=2))}, {"field": Text()})


def sort_records(
    records: Sequence[Record], sorts: Sequence[Mapping[str, object]], owner: Collection, workspace: Workspace
) -> list[Record]:
    """Sort records by the sorts of a query. The first sort is the most significant one.

    The order is stable. Records without a value come last in both directions.
    """
    keys = [_key(sort, owner, workspace, ("sorts", str(index))) for index, sort in enumerate(sorts)]
    ordered = list(records)
    for sort, key in reversed(list(zip(sorts, keys, strict=True))):
        filled: list[tuple[Any, Record]] = []
        empty: list[Record] = []
        for record in ordered:
            scalar = key(record)
            if scalar is None:
                empty.append(record)
            else:
                filled.append((scalar, record))
        filled.sort(key=lambda pair: pair[0], reverse=sort["direction"] == "desc")
        ordered = [record for _, record in filled] + empty
    return ordered


def _key(sort: Mapping[str, object], owner: Collection, workspace: Workspace, where: Where) -> SortKey:
    if "path" in sort:
        steps = resolve_path(sort["path"], owner, workspace, where)
    else:
        steps = [Step(owner, find_attribute(sort.get("attribute"), owner, where))]
    attribute = steps[-1].attribute
    kind = type_of(attribute)
    name = sort.get("field", kind.default_property or kind.sort_property)
    if not isinstance(name, str) or name not in kind.properties:
        message = f'Unknown field "{name}" of "{attribute.api_slug}", which is of type {attribute.type}.'
        raise filter_error(message, where)
    read = kind.sort_key(name, Place(workspace, attribute))
    attribute_id = attribute.id

    def key(record: Record) -> Scalar:
        active = record.cells.get(attribute_id, EMPTY).active
        return read(active[0]) if active else None

    def key_on_path(record: Record) -> Scalar:
        values = [value for found in walk(record, steps, workspace) for value in found.active(attribute)]
        return read(values[0]) if values else None

    return key_on_path if len(steps) > 1 or attribute.is_derived else key
