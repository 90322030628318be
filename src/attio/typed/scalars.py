"""Texts, numbers, dates and checkboxes.

Each class defines `__get__` and `__set__` itself: type checkers derive the type of a constructor argument only from
the `__set__` of the class, not from a base class.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar, overload

from attio import filters
from attio.typed.descriptor import Attr, Owner


class Text(Attr["str | None", filters.TextField]):
    """An attribute of type `text`."""

    type: ClassVar[str] = "text"
    takes: ClassVar[str] = "str or None"
    _field_name: ClassVar[str] = "TextField"

    if TYPE_CHECKING:

        @overload
        def __get__(self, instance: None, owner: Owner) -> filters.TextField: ...
        @overload
        def __get__(self, instance: object, owner: Owner) -> str | None: ...
        def __get__(self, instance: object | None, owner: Owner) -> filters.TextField | str | None: ...
        def __set__(self, instance: object, value: str | None) -> None: ...


class Domain(Attr["str | None", filters.DomainField]):
    """An attribute of type `domain`."""

    type: ClassVar[str] = "domain"
    takes: ClassVar[str] = "str or None"
    _field_name: ClassVar[str] = "DomainField"

    if TYPE_CHECKING:

        @overload
        def __get__(self, instance: None, owner: Owner) -> filters.DomainField: ...
        @overload
        def __get__(self, instance: object, owner: Owner) -> str | None: ...
        def __get__(self, instance: object | None, owner: Owner) -> filters.DomainField | str | None: ...
        def __set__(self, instance: object, value: str | None) -> None: ...


class Email(Attr["str | None", filters.EmailField]):
    """An attribute of type `email-address`."""

    type: ClassVar[str] = "email-address"
    takes: ClassVar[str] = "str or None"
    _field_name: ClassVar[str] = "EmailField"

    if TYPE_CHECKING:

        @overload
        def __get__(self, instance: None, owner: Owner) -> filters.EmailField: ...
        @overload
        def __get__(self, instance: object, owner: Owner) -> str | None: ...
        def __get__(self, instance: object | None, owner: Owner) -> filters.EmailField | str | None: ...
        def __set__(self, instance: object, value: str | None) -> None: ...


class Domains(Attr["list[str]", filters.DomainField]):
    """An attribute of type `domain` with several domains."""

    type: ClassVar[str] = "domain"
    multi: ClassVar[bool] = True
    takes: ClassVar[str] = "str"
    _field_name: ClassVar[str] = "DomainField"

    if TYPE_CHECKING:

        @overload
        def __get__(self, instance: None, owner: Owner) -> filters.DomainField: ...
        @overload
        def __get__(self, instance: object, owner: Owner) -> list[str]: ...
        def __get__(self, instance: object | None, owner: Owner) -> filters.DomainField | list[str]: ...
        def __set__(self, instance: object, value: Sequence[str]) -> None: ...


class Emails(Attr["list[str]", filters.EmailField]):
    """An attribute of type `email-address` with several addresses."""

    type: ClassVar[str] = "email-address"
    multi: ClassVar[bool] = True
    takes: ClassVar[str] = "str"
    _field_name: ClassVar[str] = "EmailField"

    if TYPE_CHECKING:

        @overload
        def __get__(self, instance: None, owner: Owner) -> filters.EmailField: ...
        @overload
        def __get__(self, instance: object, owner: Owner) -> list[str]: ...
        def __get__(self, instance: object | None, owner: Owner) -> filters.EmailField | list[str]: ...
        def __set__(self, instance: object, value: Sequence[str]) -> None: ...


class Number(Attr["float | None", filters.NumberField]):
    """An attribute of type `number`."""

    type: ClassVar[str] = "number"
    takes: ClassVar[str] = "a number or None"
    _field_name: ClassVar[str] = "NumberField"

    if TYPE_CHECKING:

        @overload
        def __get__(self, instance: None, owner: Owner) -> filters.NumberField: ...
        @overload
        def __get__(self, instance: object, owner: Owner) -> float | None: ...
        def __get__(self, instance: object | None, owner: Owner) -> filters.NumberField | float | None: ...
        def __set__(self, instance: object, value: float | Decimal | None) -> None: ...

    def check(self, value: Any) -> Any:
        """Convert a number."""
        if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
            self.refuse(value)
        return float(value)


class Rating(Attr["float | None", filters.NumberField]):
    """An attribute of type `rating`."""

    type: ClassVar[str] = "rating"
    takes: ClassVar[str] = "a number or None"
    _field_name: ClassVar[str] = "NumberField"

    if TYPE_CHECKING:

        @overload
        def __get__(self, instance: None, owner: Owner) -> filters.NumberField: ...
        @overload
        def __get__(self, instance: object, owner: Owner) -> float | None: ...
        def __get__(self, instance: object | None, owner: Owner) -> filters.NumberField | float | None: ...
        def __set__(self, instance: object, value: float | Decimal | None) -> None: ...

    def check(self, value: Any) -> Any:
        """Convert a number."""
        if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
            self.refuse(value)
        return float(value)


class Currency(Attr["Decimal | None", filters.NumberField]):
    """An attribute of type `currency`."""

    type: ClassVar[str] = "currency"
    takes: ClassVar[str] = "a number or None"
    _field_name: ClassVar[str] = "NumberField"

    if TYPE_CHECKING:

        @overload
        def __get__(self, instance: None, owner: Owner) -> filters.NumberField: ...
        @overload
        def __get__(self, instance: object, owner: Owner) -> Decimal | None: ...
        def __get__(self, instance: object | None, owner: Owner) -> filters.NumberField | Decimal | None: ...
        def __set__(self, instance: object, value: float | Decimal | None) -> None: ...

    def check(self, value: Any) -> Any:
        """Convert a number."""
        if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
            self.refuse(value)
        return value if isinstance(value, Decimal) else Decimal(repr(value))


class Checkbox(Attr["bool | None", filters.CheckboxField]):
    """An attribute of type `checkbox`."""

    type: ClassVar[str] = "checkbox"
    takes: ClassVar[str] = "bool or None"
    _field_name: ClassVar[str] = "CheckboxField"

    if TYPE_CHECKING:

        @overload
        def __get__(self, instance: None, owner: Owner) -> filters.CheckboxField: ...
        @overload
        def __get__(self, instance: object, owner: Owner) -> bool | None: ...
        def __get__(self, instance: object | None, owner: Owner) -> filters.CheckboxField | bool | None: ...
        def __set__(self, instance: object, value: bool | None) -> None: ...

    def check(self, value: Any) -> Any:
        """Check the type of a checkbox value."""
        if not isinstance(value, bool):
            self.refuse(value)
        return value


class Date(Attr["dt.date | None", filters.DateField]):
    """An attribute of type `date`."""

    type: ClassVar[str] = "date"
    takes: ClassVar[str] = "datetime.date or None"
    _field_name: ClassVar[str] = "DateField"

    if TYPE_CHECKING:

        @overload
        def __get__(self, instance: None, owner: Owner) -> filters.DateField: ...
        @overload
        def __get__(self, instance: object, owner: Owner) -> dt.date | None: ...
        def __get__(self, instance: object | None, owner: Owner) -> filters.DateField | dt.date | None: ...
        def __set__(self, instance: object, value: dt.date | None) -> None: ...

    def check(self, value: Any) -> Any:
        """Check the type of a date."""
        if not isinstance(value, dt.date) or isinstance(value, dt.datetime):
            self.refuse(value)
        return value


class Timestamp(Attr["dt.datetime | None", filters.TimestampField]):
    """An attribute of type `timestamp`."""

    type: ClassVar[str] = "timestamp"
    takes: ClassVar[str] = "an aware datetime.datetime or None"
    _field_name: ClassVar[str] = "TimestampField"

    if TYPE_CHECKING:

        @overload
        def __get__(self, instance: None, owner: Owner) -> filters.TimestampField: ...
        @overload
        def __get__(self, instance: object, owner: Owner) -> dt.datetime | None: ...
        def __get__(self, instance: object | None, owner: Owner) -> filters.TimestampField | dt.datetime | None: ...
        def __set__(self, instance: object, value: dt.datetime | None) -> None: ...

    def check(self, value: Any) -> Any:
        """Check that a value is a time with a time zone."""
        if not isinstance(value, dt.datetime) or value.tzinfo is None:
            self.refuse(value)
        return value

    def form(self, value: Any) -> Any:
        """Return the time in ISO 8601."""
        return value.isoformat()


class RecordId(Attr[str, filters.RecordIdField]):
    """The id of a record."""

    _field_name: ClassVar[str] = "RecordIdField"
