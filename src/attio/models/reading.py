"""Read the values of a record: `record.first("name", str)` and `record.all("domains", str)`."""

from __future__ import annotations

import datetime as dt
from collections.abc import ItemsView, Mapping, Sequence, ValuesView
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar, cast

from pydantic_core import core_schema
from typing_extensions import Self

from attio._support.lazy import lazy_module
from attio._support.names import brief, did_you_mean
from attio.models.base import Model
from attio.models.schema_protocols import SchemaLike
from attio.models.values import AttributeValue, UnknownValue

if TYPE_CHECKING:
    from attio.models import writing
else:
    writing = lazy_module("attio.models.writing")

V = TypeVar("V")


class HasValues(Model):
    """Base class of records, entries and activity records, which reads values by the slug of their attribute."""

    @classmethod
    def _adapt(cls, name: str, field: dict[str, Any]) -> None:
        """Parse a value of an unexpected form as `UnknownValue`, so that the record remains valid."""
        values = field["schema"]
        if name in {"values", "entry_values"} and values["type"] == "dict":  # not adapted yet
            lists = values["values_schema"]
            lists["fail_fast"] = True
            # Left to right: the second schema is tried only if the first fails, so that valid values take no longer.
            unexpected = core_schema.no_info_plain_validator_function(_unknown_values)
            values["values_schema"] = core_schema.union_schema([lists, unexpected], mode="left_to_right")
            field["schema"] = core_schema.no_info_after_validator_function(
                _VALUES_CLASSES.get(_resource(cls), ReadValues), values
            )

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(_read_only(type(self), name))

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(_read_only(type(self), name))

    if not TYPE_CHECKING:  # type checkers would accept any attribute

        def __getattr__(self, name: str) -> object:
            if name in self.read_values:
                message = f"{type(self).__name__} has no attribute {name!r}; read its value with first({name!r}, str)"
                raise AttributeError(message)
            return super().__getattr__(name)

    @property
    def read_values(self) -> Mapping[str, Sequence[AttributeValue]]:
        """Values by slug of the attribute: `values` of records, `entry_values` of entries."""
        return self.__dict__.get("values") or self.__dict__.get("entry_values") or {}

    def first(self, attribute: str, type: type[V]) -> V | None:
        """Return the first value of an attribute; None if there is no value, or the value is null.

        A former value, which has `active_until`, is returned only if there is no current value.

        Args:
            attribute: Slug of the attribute.
            type: Type of the result: a value class such as `PersonalNameValue`, or its plain type, such as `str`,
                `float`, `bool`, `datetime.date` or `datetime.datetime`. Numbers can also be read as `int` or `Decimal`.

        Raises:
            KeyError: The record has no such attribute; the message suggests a similar name.
            TypeError: The value cannot be read as this type.

        Example:
            person.first("name", str)  # "Ada Lovelace"
        """
        values = self._values_of(attribute)
        return _read(attribute, _current(values)[0], type) if values else None

    def all(self, attribute: str, type: type[V]) -> list[V]:
        """Return all values of an attribute; an empty list if there are none.

        Former values, which have `active_until`, are returned only if there is no current value.

        Args:
            attribute: Slug of the attribute.
            type: Type of the items, as for `first`.

        Raises:
            KeyError: The record has no such attribute; the message suggests a similar name.
            TypeError: A value cannot be read as this type.

        Example:
            company.all("domains", str)  # ["acme.com", "acme.dev"]
        """
        converted = (_read(attribute, value, type) for value in _current(self._values_of(attribute)))
        return [value for value in converted if value is not None]

    @property
    def modified_at(self) -> dt.datetime | None:
        """Time at which a value was last written: the latest `active_from`, or `created_at` if there is none.

        Values that Attio has filled in count as well. Removed values do not count, because the response has none.
        """
        all_values = (value for values in self.read_values.values() for value in values)
        times = [value.active_from for value in all_values if not isinstance(value, UnknownValue) and value.active_from]
        return max(times, default=getattr(self, "created_at", None))

    def to_write(self, schema: SchemaLike | None = None) -> writing.MutableWriteValues:
        """Convert the values to the form in which they are written, to copy a record or to change its values.

        The result does not contain `record_id`, `created_at`, `created_by`, interactions, actors other than workspace
        members, former values, or values of unknown types.

        Args:
            schema: Schema of the object, list or workspace. With it, read-only and archived attributes are left out.

        Raises:
            KeyError: The schema of the workspace does not contain the object or list.

        Example:
            client.records.create("companies", data={"values": company.to_write()})
        """
        from attio.models.converting import to_write

        return to_write(self, schema)

    def to_plain(
        self, schema: SchemaLike | None = None, *, expand: bool = False, json: bool = False
    ) -> dict[str, object]:
        """Convert the record to a dict of plain values, by slug of the attribute.

        Without a schema, an attribute whose type allows several values is a list, or None if it is empty.

        Args:
            schema: Schema of the object, list or workspace. With it, only attributes that allow several values are
                lists.
            expand: Whether to add the parts of values, such as `name.first_name` and `value.currency_code`; False by
                default.
            json: Whether to convert times and dates to text; False by default.

        Raises:
            KeyError: The schema of the workspace does not contain the object or list.

        Example:
            company.to_plain()["name"]  # "Acme"
        """
        from attio.models.converting import to_plain

        return to_plain(self, schema, expand=expand, json=json)

    def _values_of(self, attribute: str) -> Sequence[AttributeValue]:
        try:
            return self.read_values[attribute]
        except KeyError:
            if not isinstance(cast("object", attribute), str):
                message = f"the slug of the attribute must be a str, not {brief(attribute)}; write first('name', str)"
                raise TypeError(message) from None
            suggestion = did_you_mean(attribute, self.read_values)
            message = f"this {type(self).__name__} has no attribute {brief(attribute)}{suggestion}"
            raise KeyError(message) from None


class ReadValues(dict[str, list[AttributeValue]]):
    """Read-only values by slug of the attribute."""

    __slots__ = ()
    _model = "Record"

    def _raise_read_only(self, *keys: object, **_values: object) -> NoReturn:
        slug = next((key for key in keys if isinstance(key, str)), "slug")
        raise TypeError(_read_only_values(self._model, slug))

    if not TYPE_CHECKING:  # the methods of `dict` have other parameters
        __setitem__ = __delitem__ = __ior__ = clear = pop = popitem = setdefault = update = _raise_read_only

        # Lists become read-only on first access, so that decoding a page takes no longer.
        def __getitem__(self, slug: str) -> list[AttributeValue]:
            values = super().__getitem__(slug)
            if type(values) is not _ReadList:
                values = _ReadList(values)
                values.place = (self._model, slug)
                super().__setitem__(slug, values)
            return values

        def get(self, slug: str, default: object = None) -> object:
            """Return the values of an attribute, or the default."""
            try:
                return self[slug]
            except KeyError:
                return default

        def items(self) -> ItemsView[str, list[AttributeValue]]:
            """Return the pairs of slug and values."""
            self.values()
            return super().items()

        def values(self) -> ValuesView[list[AttributeValue]]:
            """Return the values of each attribute."""
            for slug in self:
                self[slug]
            return super().values()

    def __reduce__(self) -> tuple[type[Self], tuple[dict[str, list[AttributeValue]]]]:
        return type(self), (dict(self),)


class _ReadList(list[AttributeValue]):
    """Read-only values of one attribute."""

    __slots__ = ("place",)
    place: tuple[str, str]
    """Class of the model and slug of the attribute."""

    def _raise_read_only(self, *_: object, **_values: object) -> NoReturn:
        raise TypeError(_read_only_values(*self.place))

    if not TYPE_CHECKING:  # the methods of `list` have other parameters
        __setitem__ = __delitem__ = __iadd__ = __imul__ = _raise_read_only
        append = extend = insert = remove = pop = clear = sort = reverse = _raise_read_only

    def __reduce_ex__(self, _: object) -> tuple[type[list[AttributeValue]], tuple[tuple[AttributeValue, ...]]]:
        return list, (tuple(self),)


class _EntryValues(ReadValues):
    __slots__ = ()
    _model = "Entry"


class _ActivityValues(ReadValues):
    __slots__ = ()
    _model = "ActivityRecord"


_VALUES_CLASSES: Mapping[str, type[ReadValues]] = {"entries": _EntryValues, "activity_records": _ActivityValues}
_WRITE_CALLS = {
    "Entry": ("client.entries.update(list, entry_id, data={{'entry_values': {{{!r}: ...}}}})"),
    "ActivityRecord": ("client.activity_records.update(activity, record_id, data={{'values': {{{!r}: ...}}}})"),
}


def _resource(cls: type) -> str:
    return cls.__module__.rpartition(".")[2]


def _write_advice(model: str, slug: str) -> str:
    call = _WRITE_CALLS.get(model, "client.records.update(object, record_id, data={{'values': {{{!r}: ...}}}})")
    return f"write with {call.format(slug)}"


def _read_only_values(model: str, slug: str) -> str:
    return f"the values of a response are read-only; {_write_advice(model, slug)}"


def _read_only(cls: type, name: str) -> str:
    advice = _write_advice(cls.__name__, name)
    return f"{cls.__name__} is read-only: setting or removing {name!r} would not save it; {advice}"


def _unknown_values(value: object) -> list[UnknownValue]:
    """Return a list with one `UnknownValue` for JSON of an unexpected form."""
    return [UnknownValue.model_validate(value)]


def _current(values: Sequence[AttributeValue]) -> Sequence[AttributeValue]:
    """Return the current values, or all values if none is current."""
    return [value for value in values if _active_until(value) is None] or values


def _active_until(value: AttributeValue) -> object:
    if isinstance(value, UnknownValue):
        return (value.model_extra or {}).get("active_until")
    return value.active_until


def _read(attribute: str, value: AttributeValue, wanted: type[V]) -> V | None:
    _check_class(wanted)
    if isinstance(value, wanted):
        return value
    if isinstance(value, UnknownValue):
        _check_is_null(attribute, value.raw)
        return None
    plain: object = value.plain
    if plain is None and not issubclass(wanted, Model):
        return None
    if isinstance(plain, wanted) and _is_same_type(plain, wanted):
        return plain
    number = _number(plain, wanted)
    if isinstance(number, wanted):
        return number
    holds = f"holds a {type(value).__name__}, whose plain value is a {type(plain).__name__}"
    message = f"{brief(attribute)} {holds}; it cannot be read as {wanted.__name__}"
    raise TypeError(message)


def _check_is_null(attribute: str, raw: object) -> None:
    """Check that a value of an unknown type is null, which counts as no value.

    Raises:
        TypeError: The value is not null.
    """
    if raw is None:
        return
    kind = cast("Mapping[str, object]", raw).get("attribute_type") if isinstance(raw, Mapping) else None
    problem = f"of type {kind!r}, which this version does not know" if kind else "not as documented"
    message = f"the value of {brief(attribute)} is {problem}; read it as UnknownValue and use its `raw`"
    raise TypeError(message)


def _is_same_type(plain: object, wanted: type[object]) -> bool:
    """Whether a value has exactly the wanted type: a bool is not a number, and a datetime is not a date.

    Tools that freeze the clock replace `datetime` and `date` by subclasses, which count as the same type.
    """
    is_time = hasattr(wanted, "isoformat")
    return type(plain) is wanted or (is_time and hasattr(wanted, "timetz") == hasattr(plain, "timetz"))


def _check_class(wanted: object) -> None:
    if not isinstance(wanted, type):
        message = f"type must be a class, such as str or attio.models.TextValue, not {brief(wanted)}"
        raise TypeError(message)


def _number(plain: object, wanted: type[object]) -> Decimal | int | None:
    """Convert a float to the wanted number type; None if that would lose digits."""
    if not isinstance(plain, float):
        return None
    if wanted is Decimal:
        return Decimal(repr(plain))
    return int(plain) if wanted is int and plain.is_integer() else None


__all__ = ["HasValues", "ReadValues"]
