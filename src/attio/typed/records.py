"""`Typed`, the base class of typed records and entries: reading, assigning, and saving changes."""

# The functions of this module use private members of its classes.
# pyright: reportPrivateUsage=false

from __future__ import annotations

import sys
import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, cast

from typing_extensions import Self

from attio._call.functions import FunctionCall
from attio._support.names import brief, did_you_mean
from attio.filters.base import Field
from attio.typed.descriptor import Attr
from attio.typed.plans import Plan
from attio.values import Ref

T = TypeVar("T")


class SchemaMismatchWarning(UserWarning):
    """A class declares an attribute that its records do not have."""


def _advice(cls: type, name: str, known: Iterable[str]) -> str:
    """Return advice for an unknown attribute: a similar name, or the missing value of its annotation."""
    for base in cls.__mro__:
        annotations = getattr(base, "__annotations__", {})
        if name in annotations:
            kind = str(annotations[name]).partition("[")[0]
            value = f"{kind}()" if kind.startswith("attr.") else "attr.Text()"
            return f": its annotation needs a value, such as `{name}: {kind if '.' in kind else 'attr.Text'} = {value}`"
    return did_you_mean(name, known)


class _TypedClass(type):
    """The metaclass of typed classes. The error for an unknown attribute, as in `Company.nmae`, suggests a name."""

    if not TYPE_CHECKING:  # hidden from type checkers, which then report unknown attributes themselves

        def __getattr__(cls, name):
            near = "" if name.startswith("_") else _advice(cls, name, cls.__attrs__)
            message = f"{cls.__name__} has no attribute {brief(name)}{near}"
            raise AttributeError(message)


class Typed(metaclass=_TypedClass):
    """Base class of typed records and entries."""

    __attrs__: ClassVar[dict[str, Attr[Any, Any]]] = {}
    """The attributes by Python name."""
    __source__: ClassVar[str | None] = None
    """Slug of the object or list."""
    _warned: ClassVar[set[str]] = set()

    def __init_subclass__(cls, *, object: str | None = None, list: str | None = None, id: str | None = None) -> None:
        super().__init_subclass__()
        members: dict[str, Any] = {}
        for base in reversed(cls.__mro__):
            members.update(vars(base))
        cls.__attrs__ = {name: member for name, member in members.items() if isinstance(member, Attr)}
        cls.__source__ = object or list or cls.__source__
        cls.__id__ = id
        # The globals of the module with the class statement, to evaluate annotations later.
        cls.__names__ = sys._getframe(1).f_globals
        cls._warned = set()

    __id__: ClassVar[str | None] = None
    __names__: ClassVar[Mapping[str, Any]] = {}

    _raw: Any
    # Instances get their own dicts on the first change, which saves three dicts for each record that is only read.
    _changes: Mapping[str, Any] = MappingProxyType({})
    _lists: Mapping[str, list[Any]] = MappingProxyType({})
    _fetched: Mapping[str, Mapping[str, Any]] = MappingProxyType({})

    if not TYPE_CHECKING:  # type checkers derive the signature from the attributes

        def __init__(self, *positional, **values):
            self._reset(None)
            if positional:
                message = f"{type(self).__name__}() takes keyword arguments only"
                raise TypeError(message)
            writable = {name: attribute for name, attribute in self.__attrs__.items() if not attribute.read_only}
            for name, value in values.items():
                if name not in writable:
                    problem = "is set by Attio" if name in self.__attrs__ else "is not one of its attributes"
                    near = "" if name in self.__attrs__ else _advice(type(self), name, writable)
                    message = f"{type(self).__name__}() got {brief(name)}, which {problem}{near}"
                    raise TypeError(message)
                setattr(self, name, value)
            missing = [name for name, attribute in writable.items() if attribute.required and name not in values]
            if missing:
                message = f"{type(self).__name__}() needs {', '.join(missing)}"
                raise TypeError(message)

        def __getattr__(self, name):
            near = did_you_mean(name, self.__attrs__)
            message = f"{type(self).__name__} has no attribute {brief(name)}{near}"
            raise AttributeError(message)

        def __setattr__(self, name, value):
            if name not in self.__attrs__ and name not in _STATE:
                message = f"{type(self).__name__} has no attribute {brief(name)}{did_you_mean(name, self.__attrs__)}"
                raise AttributeError(message)
            object.__setattr__(self, name, value)

    def _reset(self, raw: Any) -> None:
        """Replace the record, and forget all changes."""
        vars(self).clear()
        vars(self)["_raw"] = raw

    def _put(self, kind: str, name: str, value: Any) -> None:
        """Add an item to `_changes`, `_lists` or `_fetched`."""
        vars(self).setdefault(kind, {})[name] = value

    @classmethod
    def _wrap(cls, raw: Any) -> Self:
        instance = object.__new__(cls)
        object.__setattr__(instance, "_raw", raw)  # skips our `__setattr__`, which takes four times as long
        return instance

    @classmethod
    def _source(cls) -> str:
        if cls.__source__ is None:
            message = f"{cls.__name__} has no object or list: write class {cls.__name__}(…, object='slug')"
            raise TypeError(message)
        return cls.__source__

    @property
    def raw(self) -> Any:
        """The untyped record or entry, with all attributes; None before it is saved."""
        return self._raw

    def values_of(self, field: Field) -> Sequence[Any]:
        """Return the values of an attribute as sent by the API, such as `person.values_of(Person.name)`."""
        return self._raw.read_values.get(field._slug, ()) if self._raw is not None else ()

    # Reading and assigning, called by the descriptors

    def _read(self, attribute: Attr[Any, Any]) -> Any:
        name = attribute.name
        if name in self._changes:
            return self._changes[name]
        if not attribute.multi:
            return self._stored(attribute)
        if name not in self._lists:
            self._put("_lists", name, self._stored(attribute))
        return self._lists[name]

    def _stored(self, attribute: Attr[Any, Any]) -> Any:
        """Return the value of an attribute in the record, without changes."""
        special = _SPECIAL.get(attribute.field_kind().__name__)
        if special is not None:
            return self._loaded(attribute, special(self))
        if attribute.name == "created_at":
            return self._raw and self._raw.created_at
        converted = [self._converted(attribute, value) for value in self._current_values(attribute)]
        values = [value for value in converted if value is not None]
        if attribute.multi:
            return values
        return values[0] if values else None

    def _current_values(self, attribute: Attr[Any, Any]) -> list[Any]:
        """Return the current values of an attribute as sent by the API."""
        if self._raw is None:
            return []
        values_by_slug = self._raw.read_values
        if attribute.slug not in values_by_slug:
            self._warn_of_mismatch(attribute, values_by_slug)
            return []
        return [value for value in values_by_slug[attribute.slug] if getattr(value, "active_until", None) is None]

    def _warn_of_mismatch(self, attribute: Attr[Any, Any], known: Iterable[str]) -> None:
        cls = type(self)
        if attribute.name not in cls._warned:
            cls._warned.add(attribute.name)
            message = f"{cls.__name__}.{attribute.name}: {self._source()} has no attribute {attribute.slug!r}"
            warnings.warn(f"{message}{did_you_mean(attribute.slug, known)}", SchemaMismatchWarning, stacklevel=5)

    def _converted(self, attribute: Attr[Any, Any], value: Any) -> Any:
        kind = getattr(value, "attribute_type", None)
        if kind != attribute.type:
            message = (
                f"{type(self).__name__}.{attribute.name} is declared as {attribute.type}, but {attribute.slug!r} "
                f"has the type {kind}"
            )
            raise TypeError(message)
        return self._loaded(attribute, attribute.read(value))

    def _loaded(self, attribute: Attr[Any, Any], value: Any) -> Any:
        """Return a value; a reference gets its record if `with_` fetched it."""
        fetched = self._fetched.get(attribute.name)
        if fetched is not None and value is not None and value.record_id in fetched:
            return value.loaded(fetched[value.record_id])
        return value

    def _refs(self, attribute: Attr[Any, Any]) -> list[Ref[Any]]:
        if attribute.field_kind().__name__ == "ParentField":
            return [_parent_of(self)]
        return [attribute.read(value) for value in self._current_values(attribute)]

    def _assign(self, attribute: Attr[Any, Any], value: object) -> None:
        if attribute.read_only:
            message = f"{type(self).__name__}.{attribute.name} is set by Attio and cannot be assigned"
            raise AttributeError(message)
        self._put("_changes", attribute.name, attribute.taken(value))
        vars(self).get("_lists", {}).pop(attribute.name, None)

    # Changes

    @property
    def changes(self) -> dict[str, Any]:
        """The unsaved values, by Python name."""
        possible = {**self._changes, **self._lists}  # a list that was only read may have been changed in place
        ordered = {name: possible[name] for name in self.__attrs__ if name in possible}
        return {name: value for name, value in ordered.items() if self._is_changed(name, value)}

    def _is_changed(self, name: str, value: Any) -> bool:
        attribute = self.__attrs__[name]
        if self._raw is None:
            return name in self._changes or bool(value)
        return _keys(attribute, self._stored(attribute)) != _keys(attribute, value)

    def _values_to_write(self) -> tuple[dict[str, Any], bool]:
        """Return the values to send by slug, and whether they overwrite the existing ones.

        Appending is enough if values were only added; values that were removed need overwriting.
        """
        all_values: dict[str, Any] = {}
        new_values: dict[str, Any] = {}
        has_removed = False
        for name, value in self.changes.items():
            attribute = self.__attrs__[name]
            all_values[attribute.slug] = new_values[attribute.slug] = _to_json(attribute, value)
            if not attribute.multi:
                has_removed = has_removed or (value is None and self._stored(attribute) is not None)
                continue
            before, after = _keys(attribute, self._stored(attribute)), _keys(attribute, value)
            has_removed = has_removed or not before <= after
            added = [item for item in value if attribute.key(item) not in before]
            new_values[attribute.slug] = _to_json(attribute, added)
        return (all_values, True) if has_removed else (new_values, False)

    def _new_values(self) -> dict[str, Any]:
        """Return the values to send for a new record or entry, by slug."""
        values: dict[str, Any] = {}
        for name, value in self.changes.items():
            attribute = self.__attrs__[name]
            values[attribute.slug] = _to_json(attribute, value)
        return values

    def _stale_attributes(self, fresh: Any) -> list[str]:
        """Return the names of changed attributes that another program or user wrote since the record was read."""
        before, after = self._raw.read_values, fresh.read_values
        slugs = {name: self.__attrs__[name].slug for name in self.changes}
        return [name for name, slug in slugs.items() if _comparable(before.get(slug)) != _comparable(after.get(slug))]

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return bool(self._raw == other._raw) and self.changes == other.changes

    __hash__: ClassVar[None]  # type: ignore[assignment]

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        return self.__copy__()

    def __copy__(self) -> Self:
        copy = self._wrap(self._raw)
        copy._changes = {name: _copied(value) for name, value in self._changes.items()}
        copy._lists = {name: _copied(value) for name, value in self._lists.items()}
        copy._fetched = dict(self._fetched)
        return copy

    def __repr__(self) -> str:
        parts = [str((self._raw and _id_of(self._raw)) or "not saved")]
        name = self._read(self.__attrs__["name"]) if "name" in self.__attrs__ else None
        if name:
            parts.append(repr(str(name)))
        changes = len(self.changes)
        if changes:
            parts.append(f"{changes} unsaved")
        return f"<{type(self).__name__} {', '.join(parts)}>"

    @property
    def _saved_id(self) -> str:
        if self._raw is None:
            message = f"this {type(self).__name__} is not saved yet and has no id: call save() or create() first"
            raise LookupError(message)
        return _id_of(self._raw)

    # Plans

    @classmethod
    def _reference_of(cls, field: Any) -> Attr[Any, Any]:
        """Return the attribute of a reference in `with_`."""
        from attio.filters.references import RecordField

        if not isinstance(field, RecordField) or field._steps:
            message = f"with_ takes references of {cls.__name__}, such as {cls.__name__}.company, not {brief(field)}"
            raise TypeError(message)
        return next(attribute for attribute in cls.__attrs__.values() if attribute.slug == field._slug)

    def _updated(self, raw: Any) -> Self:
        """Replace the record with the one in a response."""
        fetched = dict(self._fetched)  # by id, so they stay correct if the references have changed
        self._reset(raw)
        self._fetched = fetched
        return self

    def _saving(self, *, if_unchanged: bool, resource: str, append: str, key: str, options: Any) -> Plan[Self]:
        values, is_overwrite = self._values_to_write()
        path = (self._source(), self._saved_id)
        if not values:
            return self
        if if_unchanged:
            fresh = yield FunctionCall(f"{resource}_get", path, options)
            stale = self._stale_attributes(fresh.data)
            if stale:
                from attio.errors.base import StaleRecordError

                raise StaleRecordError(attributes=tuple(stale))
        function = f"{resource}_update" if is_overwrite else f"{resource}_{append}"
        response = yield FunctionCall(function, path, {"data": {key: values}, **options})
        return self._updated(response.data)

    def _refreshing(self, resource: str, options: Any) -> Plan[Self]:
        response = yield FunctionCall(f"{resource}_get", (self._source(), self._saved_id), options)
        return self._updated(response.data)

    def _deleting(self, resource: str, options: Any) -> Plan[None]:
        yield FunctionCall(f"{resource}_delete", (self._source(), self._saved_id), options)

    def _check_unsaved(self, verb: str) -> None:
        if self._raw is not None:
            message = (
                f"this {type(self).__name__} already exists: {verb}() is for new ones, call save() to save changes"
            )
            raise ValueError(message)


def _parent_of(entry: Typed) -> Any:
    from attio.values import Ref

    return entry._raw and Ref[Any](entry._raw.parent_object, entry._raw.parent_record_id)


_SPECIAL: dict[str, Callable[[Typed], Any]] = {"RecordIdField": lambda item: item._saved_id, "ParentField": _parent_of}
"""Attributes that are not among the values of a record or entry, by the name of their field class."""
_STATE = frozenset({"_raw", "_changes", "_lists", "_fetched"})


def _id_of(raw: Any) -> str:
    return str(getattr(raw.id, "record_id", None) or getattr(raw.id, "entry_id", ""))


def _copied(value: Any) -> Any:
    return cast("Any", value).copy() if isinstance(value, list) else value


def _keys(attribute: Attr[Any, Any], value: Any) -> frozenset[object]:
    if attribute.multi:
        return frozenset(map(attribute.key, value))
    return frozenset() if value is None else frozenset((attribute.key(value),))


def _to_json(attribute: Attr[Any, Any], value: Any) -> Any:
    """Return the JSON of an attribute: a single value, or a list without duplicates. An empty list clears it."""
    if value is None:
        return []
    if not attribute.multi:
        return attribute.form(value)
    unique: dict[object, Any] = {}
    for item in value:
        unique.setdefault(attribute.key(item), item)
    return [attribute.form(item) for item in unique.values()]


def _comparable(values: Any) -> list[object]:
    """Return values without the actor who wrote them."""
    return [value.model_dump(exclude={"created_by_actor"}) for value in values or ()]
