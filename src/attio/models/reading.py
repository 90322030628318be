"""Reading values: `record.first("name", str)` and `record.all("domains", str)`."""

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
    """Reads values by the slug of their attribute."""

    @classmethod
    def _adapt(cls, name: str, field: dict[str, Any]) -> None:
        """Keep a value of an unexpected shape as `UnknownValue` instead of failing the record."""
        values = field["schema"]
        if name in {"values", "entry_values"} and values["type"] == "dict":  # not adapted yet
            lists = values["values_schema"]
            lists["fail_fast"] = True
            # Left to right: the second is tried only if the first fails, so valid values take no longer.
            odd = core_schema.no_info_plain_validator_function(_keep)
            values["values_schema"] = core_schema.union_schema([lists, odd], mode="left_to_right")
            field["schema"] = core_schema.no_info_after_validator_function(
                _KINDS.get(_resource(cls), ReadValues), values
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
        """Values by slug: `values` of records, `entry_values` of entries."""
        found = self.__dict__.get("values") or self.__dict__.get("entry_values")
        return found or {}

    def first(self, attribute: str, type: type[V]) -> V | None:
        """Read the first value of an attribute; None when it has none, or one without content.

        A former value (one with `active_until`) is read only if there is no current one.

        Args:
            attribute: Slug of the attribute.
            type: What to get: a value class such as `PersonalNameValue`, or the plain type of it, such as `str`,
                `float`, `bool`, `datetime.date` or `datetime.datetime`. Numbers also come as `int` and `Decimal`.

        Raises:
            KeyError: There is no such attribute here; the message names the nearest one.
            TypeError: The attribute holds another type.

        Example:
            person.first("name", str)  # "Ada Lovelace"
        """
        values = self._values_of(attribute)
        return _read(attribute, _current(values)[0], type) if values else None

    def all(self, attribute: str, type: type[V]) -> list[V]:
        """Read every value of an attribute; an empty list when it has none.

        Former values (those with `active_until`) are read only if there is no current one.

        Args:
            attribute: Slug of the attribute.
            type: What to get, as for `first`.

        Raises:
            KeyError: There is no such attribute here; the message names the nearest one.
            TypeError: The attribute holds another type.

        Example:
            company.all("domains", str)  # ["acme.com", "acme.dev"]
        """
        found = (_read(attribute, value, type) for value in _current(self._values_of(attribute)))
        return [value for value in found if value is not None]

    @property
    def modified_at(self) -> dt.datetime | None:
        """When a value was last written: the latest `active_from`, else `created_at`.

        Values that were removed leave no trace, and those that Attio fills in count as well.
        """
        everything = (value for values in self.read_values.values() for value in values)
        times = [value.active_from for value in everything if not isinstance(value, UnknownValue) and value.active_from]
        return max(times, default=getattr(self, "created_at", None))

    def to_write(self, schema: SchemaLike | None = None) -> writing.MutableWriteValues:
        """Convert the values to the form that writes take: to copy a record, or to change values and write them.

        Left out are `record_id`, `created_at`, `created_by`, interactions, actors other than workspace members, former
        values and values of unknown types.

        Args:
            schema: Schema of the object, list or workspace; leaves out attributes that are read-only or archived there.

        Raises:
            KeyError: The schema of the workspace lacks the object or list.

        Example:
            client.records.create("companies", data={"values": company.to_write()})
        """
        from attio.models.converting import to_write

        return to_write(self, schema)

    def to_plain(
        self, schema: SchemaLike | None = None, *, expand: bool = False, json: bool = False
    ) -> dict[str, object]:
        """Convert to a dict of plain values, by slug of the attribute.

        Without a schema, attributes whose type may hold several values are lists, and None when they are empty.

        Args:
            schema: Schema of the object, list or workspace; with it, exactly the attributes that hold several values
                are lists.
            expand: Add the parts of values, such as `name.first_name` and `value.currency_code`.
            json: Write times and dates as text.

        Raises:
            KeyError: The schema of the workspace lacks the object or list.

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
            message = f"there is no attribute {brief(attribute)} here{did_you_mean(attribute, self.read_values)}"
            raise KeyError(message) from None


class ReadValues(dict[str, list[AttributeValue]]):
    """Read-only values by slug of the attribute."""

    __slots__ = ()
    _model = "Record"

    def _refuse(self, *keys: object, **_more: object) -> NoReturn:
        slug = next((key for key in keys if isinstance(key, str)), "slug")
        raise TypeError(_cannot_be_set(self._model, slug))

    if not TYPE_CHECKING:  # a `dict` has them with other parameters
        __setitem__ = __delitem__ = __ior__ = clear = pop = popitem = setdefault = update = _refuse

        # Lists become read-only on first access, so that decoding a page takes no longer.
        def __getitem__(self, slug: str) -> list[AttributeValue]:
            found = super().__getitem__(slug)
            if type(found) is not _ReadList:
                found = _ReadList(found)
                found.place = (self._model, slug)
                super().__setitem__(slug, found)
            return found

        def get(self, slug: str, default: object = None) -> object:
            """Return the values of an attribute, or the default."""
            try:
                return self[slug]
            except KeyError:
                return default

        def items(self) -> ItemsView[str, list[AttributeValue]]:
            """Return slugs and values."""
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

    def _refuse(self, *_: object, **_more: object) -> NoReturn:
        raise TypeError(_cannot_be_set(*self.place))

    if not TYPE_CHECKING:  # a `list` has them with other parameters
        __setitem__ = __delitem__ = __iadd__ = __imul__ = _refuse
        append = extend = insert = remove = pop = clear = sort = reverse = _refuse

    def __reduce_ex__(self, _: object) -> tuple[type[list[AttributeValue]], tuple[tuple[AttributeValue, ...]]]:
        return list, (tuple(self),)


class _EntryValues(ReadValues):
    __slots__ = ()
    _model = "Entry"


class _ActivityValues(ReadValues):
    __slots__ = ()
    _model = "ActivityRecord"


_KINDS: Mapping[str, type[ReadValues]] = {"entries": _EntryValues, "activity_records": _ActivityValues}
_WRITES = {
    "Entry": ("client.entries.update(list, entry_id, data={{'entry_values': {{{!r}: ...}}}})"),
    "ActivityRecord": ("client.activity_records.update(activity, record_id, data={{'values': {{{!r}: ...}}}})"),
}


def _resource(cls: type) -> str:
    return cls.__module__.rpartition(".")[2]


def _how_to_write(model: str, slug: str) -> str:
    form = _WRITES.get(model, "client.records.update(object, record_id, data={{'values': {{{!r}: ...}}}})")
    return f"write with {form.format(slug)}"


def _cannot_be_set(model: str, slug: str) -> str:
    return f"values that were read cannot be set or removed; {_how_to_write(model, slug)}"


def _read_only(cls: type, name: str) -> str:
    how = _how_to_write(cls.__name__, name)
    return f"{cls.__name__} is read-only: setting or removing {name!r} would not save it; {how}"


def _keep(odd: object) -> list[UnknownValue]:
    """Wrap JSON of an unexpected shape in a list with one `UnknownValue`."""
    return [UnknownValue.model_validate(odd)]


def _current(values: Sequence[AttributeValue]) -> Sequence[AttributeValue]:
    """Leave out former values, unless there are no others."""
    return [value for value in values if _until(value) is None] or values


def _until(value: AttributeValue) -> object:
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
    have = f"{type(value).__name__}, or {type(plain).__name__} for short"
    message = f"{brief(attribute)} holds {have}; it cannot be read as {wanted.__name__}"
    raise TypeError(message)


def _check_is_null(attribute: str, raw: object) -> None:
    """Check that a value of an unknown type is null, which counts as no value.

    Raises:
        TypeError: It is not null.
    """
    if raw is None:
        return
    kind = cast("Mapping[str, object]", raw).get("attribute_type") if isinstance(raw, Mapping) else None
    what = f"a value of type {kind!r} that this version cannot read" if kind else "a value of an undocumented shape"
    message = f"{brief(attribute)} holds {what}; ask for UnknownValue and see its `raw`"
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
