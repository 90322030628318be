"""The engine for sorts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cmp_to_key
from typing import TypeAlias

from attio.sandbox.checks import Array, OneOf, Shape, Text
from attio.sandbox.filters import Step, Where, filter_error, find_attribute, order, resolve_path, walk
from attio.sandbox.store import ObjectType, Record, Store
from attio.sandbox.values import Place, Scalar, type_of

Key: TypeAlias = Callable[[Record], Scalar]

_DIRECTION = {"direction": OneOf("asc", "desc")}
BY_ATTRIBUTE = Shape({**_DIRECTION, "attribute": Text()}, {"field": Text()})
BY_PATH = Shape({**_DIRECTION, "path": Array(Array(Text(), least=2, most=2))}, {"field": Text()})


def sort_records(
    records: Sequence[Record], sorts: Sequence[Mapping[str, object]], owner: ObjectType, store: Store
) -> list[Record]:
    """Sort records by the sorts of a query, the first of which weighs most.

    The order is stable, and records without a value come last in both directions.
    """
    ordered = list(records)
    for index, sort in reversed(list(enumerate(sorts))):
        key = _key(sort, owner, store, ("sorts", str(index)))
        ordered = _sorted(ordered, key, -1 if sort["direction"] == "desc" else 1)
    return ordered


def _sorted(records: list[Record], key: Key, sign: int) -> list[Record]:
    def compare(left: tuple[Scalar, Record], right: tuple[Scalar, Record]) -> int:
        return sign * order(left[0], right[0])

    keyed = [(key(record), record) for record in records]
    filled = sorted((pair for pair in keyed if pair[0] is not None), key=cmp_to_key(compare))
    return [record for _, record in filled] + [record for scalar, record in keyed if scalar is None]


def _key(sort: Mapping[str, object], owner: ObjectType, store: Store, where: Where) -> Key:
    if "path" in sort:
        steps = resolve_path(sort["path"], owner, store, where)
    else:
        steps = [Step(owner, find_attribute(sort.get("attribute"), owner, where))]
    attribute = steps[-1].attribute
    kind = type_of(attribute)
    name = sort.get("field", kind.default_property or kind.sort_property)
    if not isinstance(name, str) or name not in kind.properties:
        message = f'Unknown field "{name}" of "{attribute.api_slug}", which is of type {attribute.type}.'
        raise filter_error(message, where)
    place = Place(store, attribute)

    def key(record: Record) -> Scalar:
        values = [value for found in walk(record, steps, store) for value in found.active(attribute)]
        return kind.order(values[0], name, place) if values else None

    return key
