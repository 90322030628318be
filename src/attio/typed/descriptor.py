"""`Attr`, the base class of attributes: a descriptor that is a field on the class and a value on its instances."""

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
"""The class that declares an attribute. An alias, because `Attr` shadows `type`."""


class Attr(Generic[V_co, F_co]):
    """An attribute of a typed record: a field to filter by on the class, a value on its instances.

    Args:
        slug: Slug of the attribute; the Python name by default.
        id: Id of the attribute. Generated classes set it to detect renamed attributes.
        unique: Whether the attribute is unique, so that `assert_` can match by it.
    """

    type: ClassVar[str] = "text"
    """Type of the attribute in the API."""
    multi: ClassVar[bool] = False
    """Whether the attribute has several values."""
    takes: ClassVar[str] = "str or None"
    """Description of valid values, for error messages."""
    name: str = ""
    """Name of the attribute in Python."""
    required: bool = False
    """Whether the constructor requires a value."""
    read_only: bool = False
    """Whether only Attio sets the value."""
    _argument: tuple[Any] | None = None

    def __init__(self, slug: str = "", *, id: str | None = None, unique: bool = False) -> None:
        """Create an attribute."""
        self.slug, self.id, self.unique = slug, id, unique

    def __set_name__(self, owner: Owner, name: str) -> None:
        self.name, self.owner = name, owner
        self.slug = self.slug or name

    if not TYPE_CHECKING:  # each subclass declares its own types

        def __get__(self, instance, owner):
            return self.field(owner) if instance is None else instance._read(self)

        def __set__(self, instance, value):
            instance._assign(self, value)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.owner.__name__}.{self.name}>" if self.name else f"<{type(self).__name__}>"

    def field(self, owner: Owner, steps: tuple[tuple[str, str], ...] = (), prefix: str = "") -> Field:
        """Create the field to filter and sort by this attribute."""
        kind = self.field_kind()
        return cast(
            "Field",
            kind(self.slug, label=prefix + self.name, owner=owner.__name__, source=owner.__source__, steps=steps),
        )

    def field_kind(self) -> Any:
        """Return the class of the field."""
        from attio import filters

        return getattr(filters, self._field_name)

    _field_name: ClassVar[str] = "TextField"

    def target(self) -> Owner | None:
        """Return the class of the referenced records; None if the attribute is not a reference."""
        return None

    def read(self, value: Any) -> Any:
        """Convert a value of the API to the value in Python."""
        from attio.values import read_value

        return read_value(value)

    def check(self, value: Any) -> Any:
        """Check and convert a single assigned value.

        Raises:
            TypeError: The value has the wrong type.
        """
        if not isinstance(value, str):
            self.refuse(value)
        return value

    def taken(self, value: object) -> Any:
        """Check and convert an assigned value: a single value or None, or several values."""
        if not self.multi:
            return None if value is None else self.check(value)
        if value is None:
            return []
        if not is_several(value):
            self.refuse(value, " in a list")
        return [self.check(one) for one in cast("Iterable[object]", value)]

    def refuse(self, value: Any, how: str = "") -> Never:
        """Raise the error for a value of the wrong type."""
        message = (
            f"{self.owner.__name__}.{self.name} takes {self.takes}{how}, not {type(value).__name__} {brief(value)}"
        )
        raise TypeError(message)

    def form(self, value: Any) -> Any:
        """Return the JSON of one value."""
        return value

    def key(self, value: Any) -> object:
        """Return the key that equal values share."""
        form = self.form(value)
        return repr(dict(cast("Mapping[str, object]", form))) if isinstance(form, Mapping) else form

    def argument(self) -> Any:
        """Return the type argument of the annotation, such as `Size` of `attr.Select[Size]`; None if there is none.

        The annotation is evaluated on first use. Read-only attributes have no annotation, so the argument may also be
        part of the call: `read_only(attr.Select[Size]())`.
        """
        if self._argument is None:  # cached: reading an option takes 3 µs, and 20 µs without the cache
            try:
                self._argument = (self._evaluated_argument(),)
            except NameError:  # the class of a reference is not defined yet
                return None
        return self._argument[0]

    def _evaluated_argument(self) -> Any:
        arguments = get_args(getattr(self, "__orig_class__", None))
        if arguments:
            return arguments[0]
        for owner in self.owner.__mro__:
            annotations = vars(owner).get("__annotations__")
            if annotations is None:  # none, or deferred by Python 3.14
                annotations = get_annotations(owner, format=Format.STRING)
            annotation = annotations.get(self.name)
            if isinstance(annotation, str):
                names = {**getattr(owner, "__names__", {}), owner.__name__: owner}
                annotation = eval(annotation, names)  # noqa: S307 - the source code of the class
            if annotation is not None:
                arguments = get_args(annotation)
                return arguments[0] if arguments else None
        return None


class ReadOnly(Generic[V_co, F_co]):
    """An attribute that only Attio sets, created by `read_only`."""

    if TYPE_CHECKING:

        @overload
        def __get__(self, instance: None, owner: Owner) -> F_co: ...
        @overload
        def __get__(self, instance: object, owner: Owner) -> V_co: ...
        def __get__(self, instance: object | None, owner: Owner) -> F_co | V_co: ...
        def __set__(self, instance: object, value: Never) -> None: ...


def required(attribute: A) -> A:
    """Make an attribute a required argument of the constructor."""
    _check_attribute(attribute)
    cast("Attr[object, object]", attribute).required = True
    return attribute


def read_only(attribute: Attr[V_co, F_co]) -> ReadOnly[V_co, F_co]:
    """Mark an attribute as read-only: only Attio sets it. It cannot be assigned, and needs no annotation."""
    _check_attribute(attribute)
    attribute.read_only = True
    return cast("ReadOnly[V_co, F_co]", attribute)


def _check_attribute(attribute: object) -> None:
    if not isinstance(attribute, Attr):
        raise TypeError(f"attribute must be an attribute, such as attr.Text(), not {brief(attribute)}")
