"""Select and status attributes.

Each class defines `__get__` and `__set__` itself: type checkers derive the type of a constructor argument only from
the `__set__` of the class, not from a base class.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Generic, get_args, overload

from typing_extensions import TypeVar

from attio import filters, values
from attio.typed.descriptor import Attr, F_co, Owner, V_co

S = TypeVar("S", bound=str, default=str)


class _Choice(Attr[V_co, F_co]):
    """Base class of attributes with options, which are read as titles."""

    def read(self, value: Any) -> Any:
        """Return the title of an option; an `Unlisted` title if the annotation does not list it."""
        title: str | None = value.plain
        known = self.titles()
        return title if title is None or not known or title in known else values.Unlisted(title)

    def titles(self) -> tuple[str, ...]:
        """Return the titles that the annotation lists; empty if it allows any text."""
        return tuple(title for title in get_args(self.argument()) if isinstance(title, str))


class Select(_Choice["S | values.Unlisted | None", "filters.OptionField[S]"], Generic[S]):
    """An attribute of type `select`. The titles may be listed as a `Literal`: `attr.Select[Literal["A", "B"]]`."""

    type: ClassVar[str] = "select"
    takes: ClassVar[str] = "str or None"
    _field_name: ClassVar[str] = "OptionField"

    if TYPE_CHECKING:

        @overload
        def __get__(self, instance: None, owner: Owner) -> filters.OptionField[S]: ...
        @overload
        def __get__(self, instance: object, owner: Owner) -> S | values.Unlisted | None: ...
        def __get__(
            self, instance: object | None, owner: Owner
        ) -> filters.OptionField[S] | S | values.Unlisted | None: ...
        def __set__(self, instance: object, value: S | values.Unlisted | None) -> None: ...


class Status(_Choice["S | values.Unlisted | None", "filters.OptionField[S]"], Generic[S]):
    """An attribute of type `status`. The titles may be listed as a `Literal`: `attr.Status[Literal["A", "B"]]`."""

    type: ClassVar[str] = "status"
    takes: ClassVar[str] = "str or None"
    _field_name: ClassVar[str] = "OptionField"

    if TYPE_CHECKING:

        @overload
        def __get__(self, instance: None, owner: Owner) -> filters.OptionField[S]: ...
        @overload
        def __get__(self, instance: object, owner: Owner) -> S | values.Unlisted | None: ...
        def __get__(
            self, instance: object | None, owner: Owner
        ) -> filters.OptionField[S] | S | values.Unlisted | None: ...
        def __set__(self, instance: object, value: S | values.Unlisted | None) -> None: ...


class MultiSelect(_Choice["list[S | values.Unlisted]", "filters.OptionField[S]"], Generic[S]):
    """An attribute of type `select` with several options."""

    type: ClassVar[str] = "select"
    multi: ClassVar[bool] = True
    takes: ClassVar[str] = "str"
    _field_name: ClassVar[str] = "OptionField"

    if TYPE_CHECKING:

        @overload
        def __get__(self, instance: None, owner: Owner) -> filters.OptionField[S]: ...
        @overload
        def __get__(self, instance: object, owner: Owner) -> list[S | values.Unlisted]: ...
        def __get__(
            self, instance: object | None, owner: Owner
        ) -> filters.OptionField[S] | list[S | values.Unlisted]: ...
        def __set__(self, instance: object, value: Sequence[S | values.Unlisted]) -> None: ...
