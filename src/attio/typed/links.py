"""References to records and actors.

Each class defines `__get__` and `__set__` itself: type checkers derive the type of a constructor argument only from
the `__set__` of the class, not from a base class.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeAlias, cast, overload

from typing_extensions import TypeVar

from attio import filters, values
from attio.typed.descriptor import Attr, F_co, Owner, V_co

if TYPE_CHECKING:
    from collections.abc import Callable

    from attio.filters.base import Field
    from attio.typed.records import Typed

R = TypeVar("R", default=Any)
TypedClass: TypeAlias = "type[Typed]"
Target: TypeAlias = "type[R] | Callable[[], type[R]]"
"""A class, or a function that returns a class defined later."""


class _Linked(Attr[V_co, F_co]):
    """Base class of references to records."""

    type: ClassVar[str] = "record-reference"
    takes: ClassVar[str] = "an attio.values.Ref, a typed record, an id or None"
    _field_name: ClassVar[str] = "ReferenceField"

    def __init__(self, slug: str = "", *, id: str | None = None, unique: bool = False, to: Any = None) -> None:
        """Create an attribute; `to` is the class of the referenced records, or a function that returns it."""
        super().__init__(slug, id=id, unique=unique)
        self._to = to

    def target(self) -> TypedClass:
        """Return the class of the referenced records.

        Raises:
            TypeError: Neither the annotation nor `to` contains a typed class.
        """
        from attio.typed.records import Typed

        target = self._to or self.argument()
        if target is not None and not isinstance(target, type):
            target = target()
        if not isinstance(target, type) or not issubclass(target, Typed):
            message = f"the class that {self.owner.__name__}.{self.name} refers to cannot be found; pass it as to="
            raise TypeError(message)
        return target

    def field(self, owner: TypedClass, steps: tuple[tuple[str, str], ...] = (), prefix: str = "") -> Field:
        """Create the field to filter by this reference, and by the fields of the referenced records."""
        kind = self.field_kind()
        return cast(
            "Field",
            kind(
                self.slug,
                target=self._fields,
                label=prefix + self.name,
                owner=owner.__name__,
                source=owner.__source__,
                steps=steps,
            ),
        )

    def _fields(self, field: Field) -> Any:
        from attio.typed.paths import record_fields

        return record_fields(self.target(), field)

    def check(self, value: Any) -> Any:
        """Convert a typed record or an id to a reference.

        Raises:
            TypeError: The value has another type.
        """
        kind: Any = value.__class__
        if kind is values.Ref:
            return value
        if isinstance(value, str):
            source = self.target().__source__
            return values.Ref[Any](cast("str", source), value)
        source = getattr(kind, "__source__", None)
        if source is None or not hasattr(kind, "record_id"):
            self.refuse(value)
        return values.Ref[Any](source, value.record_id).loaded(value)

    def key(self, value: Any) -> object:
        """Return what identifies the referenced record."""
        return value.matched_by or value.record_id


class Reference(_Linked["values.Ref[R] | None", "filters.ReferenceField[R]"], Generic[R]):
    """A reference to one record. The class of the record is the type argument: `attr.Reference[Company]`."""

    takes: ClassVar[str] = "an attio.values.Ref, a typed record, an id or None"

    if TYPE_CHECKING:

        def __init__(
            self, slug: str = "", *, id: str | None = None, unique: bool = False, to: Target[R] | None = None
        ) -> None: ...

        @overload
        def __get__(self, instance: None, owner: Owner) -> filters.ReferenceField[R]: ...
        @overload
        def __get__(self, instance: object, owner: Owner) -> values.Ref[R] | None: ...
        def __get__(
            self, instance: object | None, owner: Owner
        ) -> filters.ReferenceField[R] | values.Ref[R] | None: ...
        def __set__(self, instance: object, value: values.Ref[R] | R | str | None) -> None: ...


class References(_Linked["list[values.Ref[R]]", "filters.ReferenceField[R]"], Generic[R]):
    """References to several records. The class of the records is the type argument: `attr.References[Person]`."""

    multi: ClassVar[bool] = True
    takes: ClassVar[str] = "references, typed records or ids"

    if TYPE_CHECKING:

        def __init__(
            self, slug: str = "", *, id: str | None = None, unique: bool = False, to: Target[R] | None = None
        ) -> None: ...

        @overload
        def __get__(self, instance: None, owner: Owner) -> filters.ReferenceField[R]: ...
        @overload
        def __get__(self, instance: object, owner: Owner) -> list[values.Ref[R]]: ...
        def __get__(self, instance: object | None, owner: Owner) -> filters.ReferenceField[R] | list[values.Ref[R]]: ...
        def __set__(self, instance: object, value: Sequence[values.Ref[R] | R | str]) -> None: ...


class Parent(_Linked["values.Ref[R]", "filters.ParentField[R]"], Generic[R]):
    """The parent record of a list entry. The class of the record is the type argument: `attr.Parent[Company]`."""

    takes: ClassVar[str] = "an attio.values.Ref or a typed record"
    _field_name: ClassVar[str] = "ParentField"

    def __init__(
        self,
        slug: str = "parent_record",
        *,
        id: str | None = None,
        unique: bool = False,
        to: Target[R] | None = None,
    ) -> None:
        """Create an attribute; `to` is the class of the parent records, or a function that returns it."""
        super().__init__(slug, id=id, unique=unique, to=to)

    if TYPE_CHECKING:

        @overload
        def __get__(self, instance: None, owner: Owner) -> filters.ParentField[R]: ...
        @overload
        def __get__(self, instance: object, owner: Owner) -> values.Ref[R]: ...
        def __get__(self, instance: object | None, owner: Owner) -> filters.ParentField[R] | values.Ref[R]: ...
        def __set__(self, instance: object, value: values.Ref[R] | R) -> None: ...


class Actor(Attr["values.ActorRef | None", filters.ActorField]):
    """An attribute of type `actor-reference`."""

    type: ClassVar[str] = "actor-reference"
    takes: ClassVar[str] = "an attio.values.ActorRef, an e-mail address, an id or None"
    _field_name: ClassVar[str] = "ActorField"

    if TYPE_CHECKING:

        @overload
        def __get__(self, instance: None, owner: Owner) -> filters.ActorField: ...
        @overload
        def __get__(self, instance: object, owner: Owner) -> values.ActorRef | None: ...
        def __get__(self, instance: object | None, owner: Owner) -> filters.ActorField | values.ActorRef | None: ...
        def __set__(self, instance: object, value: values.ActorRef | str | None) -> None: ...

    def check(self, value: Any) -> Any:
        """Convert the e-mail address or id of a member to a reference."""
        if isinstance(value, str):
            return values.member(value)
        if not isinstance(value, values.ActorRef):
            self.refuse(value)
        return value


class Actors(Attr["list[values.ActorRef]", filters.ActorField]):
    """An attribute of type `actor-reference` with several actors."""

    type: ClassVar[str] = "actor-reference"
    multi: ClassVar[bool] = True
    takes: ClassVar[str] = "actors, e-mail addresses or ids"
    _field_name: ClassVar[str] = "ActorField"

    if TYPE_CHECKING:

        @overload
        def __get__(self, instance: None, owner: Owner) -> filters.ActorField: ...
        @overload
        def __get__(self, instance: object, owner: Owner) -> list[values.ActorRef]: ...
        def __get__(self, instance: object | None, owner: Owner) -> filters.ActorField | list[values.ActorRef]: ...
        def __set__(self, instance: object, value: Sequence[values.ActorRef | str]) -> None: ...

    def check(self, value: Any) -> Any:
        """Convert the e-mail address or id of a member to a reference."""
        if isinstance(value, str):
            return values.member(value)
        if not isinstance(value, values.ActorRef):
            self.refuse(value)
        return value
