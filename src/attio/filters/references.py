"""Fields that hold actors or references to records."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar, cast
from uuid import UUID

from attio._support.lazy import lazy_module
from attio.filters import operands
from attio.filters.base import Field, Part
from attio.filters.expression import Filter, condition, negated
from attio.filters.fields import CodeField, RecordIdField
from attio.filters.operands import ActorLike, HasRecordId

if TYPE_CHECKING:
    from attio.models import records
else:
    records = lazy_module("attio.models.records")

R = TypeVar("R")


class ActorField(Field):
    """A field that holds an actor, such as a workspace member."""

    __slots__ = ()
    takes = "a member: attio.values.member(id or address)"

    def __eq__(self, other: ActorLike) -> Filter:  # type: ignore[override]
        return self._is(other)

    def __ne__(self, other: ActorLike) -> Filter:  # type: ignore[override]
        return ~self._is(other)

    __hash__: ClassVar[None]  # type: ignore[assignment]

    def eq(self, value: ActorLike) -> Filter:
        """Match values equal to `value`, like `==`."""
        return self._is(value)

    def is_member(self, who: str) -> Filter:
        """Match a workspace member.

        Args:
            who: Id or e-mail address of the member. Typed queries look up the id of an address themselves; for other
                queries, pass `filter.resolve(client)`.
        """
        return self._is_member(who)

    def is_actor(self, type: str, id: str) -> Filter:
        """Match an actor of any type.

        Args:
            type: `workspace-member`, `api-token`, `app` or `system`.
            id: Id of the actor.
        """
        return self._is_actor(type, id)

    def _is(self, value: ActorLike) -> Filter:
        return self._equals_actor(value)


class RecordField(Field, Generic[R]):
    """A field that refers to a record: a reference, or the parent of a list entry."""

    __slots__ = ("_target",)
    takes = "a record, a reference to one, or its id"
    convert = staticmethod(operands.record_id)

    def __init__(
        self,
        slug: str,
        *,
        target: Callable[[Field], type[R]],
        label: str = "",
        owner: str = "",
        source: str | None = None,
        steps: tuple[tuple[str, str], ...] = (),
    ) -> None:
        """Create a field.

        Args:
            slug: Slug or id of the attribute.
            target: Returns the fields of the record that a field refers to.
            label: Python name for `repr` and messages; the slug by default.
            owner: Name of the class that the field belongs to, for messages.
            source: Slug of the object or list of the attribute; required for paths.
            steps: References that the path to this field follows, each with its object or list.
        """
        super().__init__(slug, label=label, owner=owner, source=source, steps=steps)
        self._target = target

    @property
    def record(self) -> type[R]:
        """The fields of the referenced record, such as `Deal.company.record.name`."""
        return self._target(self)

    def __eq__(self, other: HasRecordId | records.Record | UUID | str) -> Filter:  # type: ignore[override]
        return self._is(other)

    def __ne__(self, other: HasRecordId | records.Record | UUID | str) -> Filter:  # type: ignore[override]
        return negated(self._is(other), (self._label, "!=", (self._operand(other),)))

    __hash__: ClassVar[None]  # type: ignore[assignment]

    def eq(self, value: HasRecordId | records.Record | UUID | str) -> Filter:
        """Match values equal to `value`, like `==`."""
        return self._is(value)

    def is_in(self, values: Iterable[HasRecordId | records.Record | UUID | str]) -> Filter:
        """Match any of several records.

        Raises:
            ValueError: There are no values.
            TypeError: `values` is a single text, or one of the values has the wrong type.
        """
        ids = [self._operand(value) for value in self._check_values(values)]
        return condition(self._id_json({"$in": ids}), (self._label, "is_in", (ids,)))

    def _is(self, value: object) -> Filter:
        record_id = self._operand(value)
        return condition(self._id_json({"$eq": record_id}), (self._label, "==", (record_id,)))

    def _id_json(self, operation: dict[str, object]) -> dict[str, object]:
        return self._json({"target_record_id": operation})

    def _advice(self, _name: str) -> str:
        return f"; for an attribute of the referenced record, write {self._title}.record.{_name}"


class ReferenceField(RecordField[R]):
    """A field that holds a reference to a record."""

    __slots__ = ()
    target_object = Part(CodeField)
    """Slug of the object of the referenced record."""
    target_record_id = Part(RecordIdField)
    """Id of the referenced record."""


class ParentField(RecordField[R]):
    """The parent record of a list entry."""

    __slots__ = ()

    def _id_json(self, operation: dict[str, object]) -> dict[str, object]:
        record_id = cast("RecordIdField", getattr(self.record, "record_id"))  # noqa: B009 - R has no bound with this attribute
        return record_id._json(operation)
