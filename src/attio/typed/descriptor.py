"""The base of attributes: fields on the class, values on its instances."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeAlias, TypeVar, cast, get_args, overload

from typing_extensions import Format, Never, get_annotations

from attio._support.names import brief
from attio.filters.base import Field
from attio.filters.operands import is_several

V_co = TypeVar("V_co", covariant=True)
F_co = TypeVar("F_co", covariant=True)
A = TypeVar("A")

Owner: TypeAlias = type[Any]
"""The class of an attribute; attributes have a `type` of their own."""


class Attr(Generic[V_co, F_co]):
    """An attribute of a typed record: a field to filter by on the class, a value on its instances.

    Args:
        slug: Slug of the attribute; the Python name by default.
        id: Id of the attribute, by which generated classes know it.
        unique: Whether no two records have the same value, so that `assert_` can match by it.
    """

    type: ClassVar[str] = "text"
    """Type of the attribute, as the API calls it."""
    multi: ClassVar[bool] = False
    """Whether it holds several values."""
    takes: ClassVar[str] = "str or None"
    """What may be assigned, for messages."""
    name: str = ""
    """Its Python name."""
    required: bool = False
    """Whether the constructor needs it."""
    read_only: bool = False
    """Whether Attio alone writes it."""
    _argument: tuple[Any] | None = None

    def __init__(self, slug: str = "", *, id: str | None = None, unique: bool = False) -> None:
        """Name an attribute."""
        self.slug, self.id, self.unique = slug, id, unique

    def __set_name__(self, owner: Owner, name: str) -> None:
        self.name, self.owner = name, owner
        self.slug = self.slug or name

    if not TYPE_CHECKING:  # each class says its own types

        def __get__(self, instance, owner):
            return self.field(owner) if instance is None else instance._read(self)

        def __set__(self, instance, value):
            instance._assign(self, value)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.owner.__name__}.{self.name}>" if self.name else f"<{type(self).__name__}>"

    def field(self, owner: Owner, steps: tuple[tuple[str, str], ...] = (), prefix: str = "") -> Field:
        """Make the field that filters and sorts by it."""
        kind = self.field_kind()
        return cast(
            "Field",
            kind(self.slug, label=prefix + self.name, owner=owner.__name__, source=owner.__source__, steps=steps),
        )

    def field_kind(self) -> Any:
        """Class of its field."""
        from attio import filters

        return getattr(filters, self._field_name)

    _field_name: ClassVar[str] = "TextField"

    def target(self) -> Owner | None:
        """The class of the records it refers to; None if it is no reference."""
        return None

    def read(self, value: Any) -> Any:
        """Turn a value model into what instances give."""
        from attio.values import read_value

        return read_value(value)

    def check(self, value: Any) -> Any:
        """Take one value that is assigned; raises a `TypeError` for another type."""
        if not isinstance(value, str):
            self.refuse(value)
        return value

    def taken(self, value: object) -> Any:
        """Take what is assigned: one value or None, or several."""
        if not self.multi:
            return None if value is None else self.check(value)
        if value is None:
            return []
        if not is_several(value):
            self.refuse(value, " in a list")
        return [self.check(one) for one in cast("Iterable[object]", value)]

    def refuse(self, value: Any, how: str = "") -> Never:
        """Raise the error for a value of another type."""
        message = (
            f"{self.owner.__name__}.{self.name} takes {self.takes}{how}, not {type(value).__name__} {brief(value)}"
        )
        raise TypeError(message)

    def form(self, value: Any) -> Any:
        """What is sent for one value."""
        return value

    def key(self, value: Any) -> object:
        """What makes two values the same."""
        form = self.form(value)
        return repr(dict(cast("Mapping[str, object]", form))) if isinstance(form, Mapping) else form

    def argument(self) -> Any:
        """What stands in the brackets of its annotation, evaluated when it is first needed; None if nothing can be.

        Read-only attributes have no annotation; brackets of the call count as well: `read_only(attr.Select[Size]())`.
        """
        if self._argument is None:  # kept, since reading an option takes 3 µs with it, and 20 µs without
            try:
                self._argument = (self._evaluated(),)
            except NameError:  # a class that is not defined yet
                return None
        return self._argument[0]

    def _evaluated(self) -> Any:
        called = get_args(getattr(self, "__orig_class__", None))
        if called:
            return called[0]
        for owner in self.owner.__mro__:
            own = vars(owner).get("__annotations__")
            if own is None:  # deferred, as by Python 3.14, or none
                own = get_annotations(owner, format=Format.STRING)
            text = own.get(self.name)
            if text is not None:
                names = {**getattr(owner, "__names__", {}), owner.__name__: owner}
                found = eval(text, names) if isinstance(text, str) else text  # noqa: S307 - the class's own source
                return next(iter(get_args(found)), None)
        return None


class ReadOnly(Generic[V_co, F_co]):
    """An attribute that Attio alone writes; made by `read_only`."""

    if TYPE_CHECKING:

        @overload
        def __get__(self, instance: None, owner: Owner) -> F_co: ...
        @overload
        def __get__(self, instance: object, owner: Owner) -> V_co: ...
        def __get__(self, instance: object | None, owner: Owner) -> F_co | V_co: ...
        def __set__(self, instance: object, value: Never) -> None: ...


def required(attribute: A) -> A:
    """Make an attribute a required keyword of the constructor."""
    cast("Attr[object, object]", attribute).required = True
    return attribute


def read_only(attribute: Attr[V_co, F_co]) -> ReadOnly[V_co, F_co]:
    """Make an attribute that Attio alone writes; it needs no annotation, and cannot be assigned."""
    attribute.read_only = True
    return cast("ReadOnly[V_co, F_co]", attribute)
