"""Fields of actors and of references to records."""

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
    """A field of an actor."""

    __slots__ = ()
    takes = "a member: attio.values.member(id or address)"

    def __eq__(self, other: ActorLike) -> Filter:  # type: ignore[override]
        return self._is(other)

    def __ne__(self, other: ActorLike) -> Filter:  # type: ignore[override]
        return ~self._is(other)

    __hash__: ClassVar[None]  # type: ignore[assignment]

    def eq(self, value: ActorLike) -> Filter:
        """Compare as `==` does; a wrong operand is reported by name."""
        return self._is(value)

    def is_member(self, who: str) -> Filter:
        """Match a workspace member.

        Args:
            who: Id of the member, or e-mail address. With an address the filter is unresolved: typed queries look the
                id up, for others `filter.resolve(client)` does.
        """
        return self._is_member(who)

    def is_actor(self, type: str, id: str) -> Filter:
        """Match an actor of any kind.

        Args:
            type: `workspace-member`, `api-token`, `app` or `system`.
            id: Id of the actor.
        """
        return self._is_actor(type, id)

    def _is(self, value: ActorLike) -> Filter:
        return self._is_the_actor(value)


class RecordField(Field, Generic[R]):
    """A field of records."""

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
        """Name an attribute, and say what its path leads to.

        Args:
            slug: Slug or id of the attribute.
            target: Gives the fields of the record that a field leads to.
            label: How it reads in Python; the slug by default.
            owner: Name of the class it belongs to, for messages.
            source: Slug of its object or list; needed for paths.
            steps: Path of references that leads to it.
        """
        super().__init__(slug, label=label, owner=owner, source=source, steps=steps)
        self._target = target

    @property
    def record(self) -> type[R]:
        """The record that is referred to: `Deal.company.record.name` is a field of that record."""
        return self._target(self)

    def __eq__(self, other: HasRecordId | records.Record | UUID | str) -> Filter:  # type: ignore[override]
        return self._is(other)

    def __ne__(self, other: HasRecordId | records.Record | UUID | str) -> Filter:  # type: ignore[override]
        return negated(self._is(other), (self._label, "!=", (self._operand(other),)))

    __hash__: ClassVar[None]  # type: ignore[assignment]

    def eq(self, value: HasRecordId | records.Record | UUID | str) -> Filter:
        """Compare as `==` does; a wrong operand is reported by name."""
        return self._is(value)

    def is_in(self, values: Iterable[HasRecordId | records.Record | UUID | str]) -> Filter:
        """Match any of several records.

        Raises:
            ValueError: There are none.
            TypeError: It is a single text, or one of them is of a wrong type.
        """
        ids = [self._operand(value) for value in self._several(values)]
        return condition(self._id_json({"$in": ids}), (self._label, "is_in", (ids,)))

    def _is(self, value: object) -> Filter:
        found = self._operand(value)
        return condition(self._id_json({"$eq": found}), (self._label, "==", (found,)))

    def _id_json(self, operation: dict[str, object]) -> dict[str, object]:
        return self._json({"target_record_id": operation})

    def _advice(self, _name: str) -> str:
        return f"; for an attribute of the record it refers to, write {self._title}.record.{_name}"


class ReferenceField(RecordField[R]):
    """A field of references to records."""

    __slots__ = ()
    target_object = Part(CodeField)
    """Slug of the object the record belongs to."""
    target_record_id = Part(RecordIdField)
    """Id of the record."""


class ParentField(RecordField[R]):
    """The record that an entry is about; conditions on it are paths."""

    __slots__ = ()

    def _id_json(self, operation: dict[str, object]) -> dict[str, object]:
        record_id = cast("RecordIdField", getattr(self.record, "record_id"))  # noqa: B009 - R is not known to have it
        return record_id._json(operation)
