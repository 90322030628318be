"""Annotations that set how pydantic reads the fields of models and inputs; `attio.models.base` exports them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, TypeAlias, cast

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema


class _Open:
    """Marks `Literal[...] | str`: editors complete the members, and any string is valid at run time."""

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.str_schema()


OPEN = _Open()
"""`Annotated[Literal["a", "b"] | str, OPEN]`: an enum that the API may extend."""


class _AsIs:
    """Marks a mapping whose values are not validated, because validating a union may choose the wrong member."""

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        any_dict = core_schema.dict_schema(core_schema.str_schema(), core_schema.any_schema())
        return core_schema.no_info_before_validator_function(_as_dict, any_dict)


def _as_dict(value: object) -> object:
    return dict(cast("Mapping[object, object]", value)) if isinstance(value, Mapping) else value


AS_IS = _AsIs()
"""A mapping whose values only type checkers check; it is sent unchanged."""


class _AsGiven:
    """Marks a value that is not validated."""

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.any_schema()


AS_GIVEN = _AsGiven()
"""A value that only type checkers check; it is sent unchanged."""


LOCATION = (
    "line_1",
    "line_2",
    "line_3",
    "line_4",
    "locality",
    "region",
    "postcode",
    "country_code",
    "latitude",
    "longitude",
)
"""Keys of a location, all of which the API requires."""
_LOCATION_KEYS = frozenset(LOCATION)


class _WriteItem:
    """Marks one value to write; fills in the missing keys of a location, all of which the API requires."""

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(_complete, core_schema.any_schema())


WRITE_ITEM = _WriteItem()
"""Marks a value to write."""


class _WriteValues:
    """Marks a mapping of attributes to values to write."""

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        any_dict = core_schema.dict_schema(core_schema.str_schema(), core_schema.any_schema())
        return core_schema.no_info_before_validator_function(_complete_all, any_dict)


WRITE_VALUES = _WriteValues()
"""Marks values to write."""


def _complete_all(values: object) -> object:
    if not isinstance(values, Mapping):
        return values
    return {slug: _complete(item) for slug, item in cast("Mapping[object, object]", values).items()}


def _complete(item: object) -> object:
    """Fill in the missing keys of a location, or of the locations in a list."""
    kind = type(item)
    if kind is list or kind is tuple:
        return [_complete_location(value) for value in cast("list[object]", item)]
    return _complete_location(item)


def _complete_location(item: object) -> object:
    if type(item) is not dict:
        return item
    given = cast("dict[str, object]", item)
    return {**dict.fromkeys(LOCATION), **given} if given and given.keys() <= _LOCATION_KEYS else given


def nanoseconds(value: dt.datetime) -> str:
    """Return the text of a time in the format of the API: UTC, nine digits of a second, `Z`."""
    utc = value.astimezone(dt.timezone.utc) if value.tzinfo else value
    return f"{utc.replace(tzinfo=None).isoformat(timespec='microseconds')}000Z"


def _in_utc(value: dt.datetime) -> dt.datetime:
    return value.replace(tzinfo=dt.timezone.utc)


class _Timestamp:
    """Marks a time: parsed to an aware `datetime`, dumped with nine digits."""

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        aware = core_schema.datetime_schema(tz_constraint="aware")
        # Only times without a time zone, and dates, take the slower path through Python.
        naive = core_schema.no_info_after_validator_function(_in_utc, core_schema.datetime_schema())
        dump = core_schema.plain_serializer_function_ser_schema(
            nanoseconds, return_schema=core_schema.str_schema(), when_used="json"
        )
        return core_schema.union_schema([aware, naive], mode="left_to_right", serialization=dump)


Timestamp: TypeAlias = Annotated[dt.datetime, _Timestamp()]
"""An aware `datetime`, in UTC if the API sends no time zone; dumped with nine digits, in the format of the API."""


class _AnyOf:
    """Marks a union of plain types.

    pydantic cannot use the `datetime` and `date` of an annotation that is evaluated while a tool freezes the clock.
    """

    def __init__(self, *schemas: CoreSchema) -> None:
        self._schemas = schemas

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        [first, *more] = self._schemas
        return core_schema.union_schema([first, *more]) if more else first


Date: TypeAlias = Annotated[dt.date, _AnyOf(core_schema.date_schema())]
"""A `date`."""

TIME_OR_TEXT = _AnyOf(core_schema.datetime_schema(), core_schema.str_schema())
"""`Annotated[dt.datetime | str, TIME_OR_TEXT]`: a time to send."""

DATE_OR_TEXT = _AnyOf(core_schema.date_schema(), core_schema.str_schema())
"""`Annotated[dt.date | str, DATE_OR_TEXT]`: a day to send."""

__all__: list[str] = []
