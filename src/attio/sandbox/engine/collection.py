"""`Collection`: an object, a list or an activity."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from attio.sandbox.store.rows import Attribute, ObjectRow, Owner, Record, Target
from attio.sandbox.store.table import Table

R = TypeVar("R", bound=Owner)

NOUNS: dict[Target, str] = {"objects": "Object", "lists": "List", "activities": "Activity"}


class Collection:
    """An object, a list or an activity, with its attributes and its records.

    It is a view of the current rows. After a change of attributes, the workspace creates a new one.
    """

    __slots__ = ("_by_slug", "attributes", "id", "records", "row", "unique", "visible")

    def __init__(self, row: Owner, attributes: Sequence[Attribute], records: Table[str, Record]) -> None:
        self.row = row
        self.id = row.id
        self.attributes = {attribute.id: attribute for attribute in attributes}
        self.visible = tuple(attribute for attribute in attributes if not attribute.is_archived)
        self.records = records
        self.unique = frozenset(item.id for item in attributes if item.is_unique and not item.is_derived)
        self._by_slug = {attribute.api_slug: attribute for attribute in reversed(attributes)}

    def __iter__(self) -> Iterator[Attribute]:
        return iter(self.attributes.values())

    @property
    def api_slug(self) -> str:
        """Slug of the object, list or activity."""
        return self.row.api_slug

    def row_as(self, kind: type[R]) -> R:
        """Return the row, typed as its class, which the caller knows."""
        assert isinstance(self.row, kind)  # noqa: S101
        return self.row

    @property
    def target(self) -> Target:
        """Kind of the collection."""
        return self.row.target

    def attribute(self, reference: str) -> Attribute | None:
        """Return an attribute by id or slug; None if there is none."""
        return self.attributes.get(reference) or self._by_slug.get(reference)


def is_standard(owner: Collection) -> bool:
    """Return whether a collection is an object that Attio defines."""
    return isinstance(owner.row, ObjectRow) and owner.row.is_standard
