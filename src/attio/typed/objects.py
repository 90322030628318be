"""Names, locations, phone numbers and interactions.

Each class defines `__get__` and `__set__` itself: type checkers derive the type of a constructor argument only from
the `__set__` of the class, not from a base class.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar, overload

from attio import filters, values
from attio.typed.descriptor import Attr, Owner


class Location(Attr["values.Location | None", filters.LocationField]):
    """An attribute of type `location`."""

    type: ClassVar[str] = "location"
    takes: ClassVar[str] = "an attio.values.Location or None"
    _field_name: ClassVar[str] = "LocationField"

    if TYPE_CHECKING:

        @overload
        def __get__(self, instance: None, owner: Owner) -> filters.LocationField: ...
        @overload
        def __get__(self, instance: object, owner: Owner) -> values.Location | None: ...
        def __get__(self, instance: object | None, owner: Owner) -> filters.LocationField | values.Location | None: ...
        def __set__(self, instance: object, value: values.Location | None) -> None: ...

    def check(self, value: Any) -> Any:
        """Check the type of a location."""
        if not isinstance(value, values.Location):
            self.refuse(value)
        return value


class PersonalName(Attr["values.PersonalName | None", filters.NameField]):
    """An attribute of type `personal-name`."""

    type: ClassVar[str] = "personal-name"
    takes: ClassVar[str] = "an attio.values.PersonalName or None"
    _field_name: ClassVar[str] = "NameField"

    if TYPE_CHECKING:

        @overload
        def __get__(self, instance: None, owner: Owner) -> filters.NameField: ...
        @overload
        def __get__(self, instance: object, owner: Owner) -> values.PersonalName | None: ...
        def __get__(self, instance: object | None, owner: Owner) -> filters.NameField | values.PersonalName | None: ...
        def __set__(self, instance: object, value: values.PersonalName | None) -> None: ...

    def check(self, value: Any) -> Any:
        """Check the type of a name."""
        if not isinstance(value, values.PersonalName):
            self.refuse(value)
        return value


class Phone(Attr["values.Phone | None", filters.PhoneField]):
    """An attribute of type `phone-number`."""

    type: ClassVar[str] = "phone-number"
    takes: ClassVar[str] = "an attio.values.Phone, str or None"
    _field_name: ClassVar[str] = "PhoneField"

    if TYPE_CHECKING:

        @overload
        def __get__(self, instance: None, owner: Owner) -> filters.PhoneField: ...
        @overload
        def __get__(self, instance: object, owner: Owner) -> values.Phone | None: ...
        def __get__(self, instance: object | None, owner: Owner) -> filters.PhoneField | values.Phone | None: ...
        def __set__(self, instance: object, value: values.Phone | str | None) -> None: ...

    def check(self, value: Any) -> Any:
        """Convert a phone number."""
        if isinstance(value, str):
            return values.Phone(value)
        if not isinstance(value, values.Phone):
            self.refuse(value)
        return value

    def key(self, value: Any) -> object:
        """Return the number."""
        return value.number


class Phones(Attr["list[values.Phone]", filters.PhoneField]):
    """An attribute of type `phone-number` with several numbers."""

    type: ClassVar[str] = "phone-number"
    multi: ClassVar[bool] = True
    takes: ClassVar[str] = "phone numbers"
    _field_name: ClassVar[str] = "PhoneField"

    if TYPE_CHECKING:

        @overload
        def __get__(self, instance: None, owner: Owner) -> filters.PhoneField: ...
        @overload
        def __get__(self, instance: object, owner: Owner) -> list[values.Phone]: ...
        def __get__(self, instance: object | None, owner: Owner) -> filters.PhoneField | list[values.Phone]: ...
        def __set__(self, instance: object, value: Sequence[values.Phone | str]) -> None: ...

    def check(self, value: Any) -> Any:
        """Convert a phone number."""
        if isinstance(value, str):
            return values.Phone(value)
        if not isinstance(value, values.Phone):
            self.refuse(value)
        return value

    def key(self, value: Any) -> object:
        """Return the number."""
        return value.number


class Interaction(Attr["values.Interaction | None", filters.InteractionField]):
    """An attribute of type `interaction`. Only Attio sets it: use it with `read_only`."""

    type: ClassVar[str] = "interaction"
    _field_name: ClassVar[str] = "InteractionField"
