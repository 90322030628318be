"""Typed records and entries: reading, assigning, and saving what changed."""

# Classes and the functions beside them belong together.
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
    """A class declares an attribute that the records do not have."""


def _advice(cls: type, name: str, known: Iterable[str]) -> str:
    """Suggest what to write for an attribute that a class does not have."""
    hint = next((notes[name] for base in cls.__mro__ if name in (notes := getattr(base, "__annotations__", {}))), None)
    if hint is None:
        return did_you_mean(name, known)
    kind = str(hint).partition("[")[0]
    value = f"{kind}()" if kind.startswith("attr.") else "attr.Text()"
    return f": its annotation needs a value, such as `{name}: {kind if '.' in kind else 'attr.Text'} = {value}`"


class _TypedClass(type):
    """The class of typed classes: suggests the nearest attribute for a misspelt one, as `Company.nmae`."""

    if not TYPE_CHECKING:  # type checkers report it themselves, as long as they do not see this

        def __getattr__(cls, name):
            near = "" if name.startswith("_") else _advice(cls, name, cls.__attrs__)
            message = f"{cls.__name__} has no attribute {brief(name)}{near}"
            raise AttributeError(message)


class Typed(metaclass=_TypedClass):
    """What typed records and entries share."""

    __attrs__: ClassVar[dict[str, Attr[Any, Any]]] = {}
    """The attributes by Python name."""
    __source__: ClassVar[str | None] = None
    """Slug of the object or list."""
    _warned: ClassVar[set[str]] = set()

    def __init_subclass__(cls, *, object: str | None = None, list: str | None = None, id: str | None = None) -> None:
        super().__init_subclass__()
        found = {name: one for kind in reversed(cls.__mro__) for name, one in vars(kind).items()}
        cls.__attrs__ = {name: one for name, one in found.items() if isinstance(one, Attr)}
        cls.__source__ = object or list or cls.__source__
        cls.__id__ = id
        # Where the class statement stands: annotations are evaluated there, when one is first needed.
        cls.__names__ = sys._getframe(1).f_globals
        cls._warned = set()

    __id__: ClassVar[str | None] = None
    __names__: ClassVar[Mapping[str, Any]] = {}

    _raw: Any
    # Instances have their own as soon as something is put there: three dicts less for each record that is only read.
    _changes: Mapping[str, Any] = MappingProxyType({})
    _lists: Mapping[str, list[Any]] = MappingProxyType({})
    _fetched: Mapping[str, Mapping[str, Any]] = MappingProxyType({})

    if not TYPE_CHECKING:  # type checkers make the signature out of the attributes

        def __init__(self, *unnamed, **values):
            self._begin(None)
            if unnamed:
                message = f"{type(self).__name__}() takes its values by name"
                raise TypeError(message)
            writable = {name: one for name, one in self.__attrs__.items() if not one.read_only}
            for name, value in values.items():
                if name not in writable:
                    known = "is kept by Attio" if name in self.__attrs__ else "is not one of its attributes"
                    near = "" if name in self.__attrs__ else _advice(type(self), name, writable)
                    message = f"{type(self).__name__}() got {brief(name)}, which {known}{near}"
                    raise TypeError(message)
                setattr(self, name, value)
            missing = [name for name, one in writable.items() if one.required and name not in values]
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

    def _begin(self, raw: Any) -> None:
        vars(self).clear()
        vars(self)["_raw"] = raw

    def _put(self, kind: str, name: str, value: Any) -> None:
        """Put something among the changes, lists or fetched records."""
        vars(self).setdefault(kind, {})[name] = value

    @classmethod
    def _wrap(cls, raw: Any) -> Self:
        made = object.__new__(cls)
        object.__setattr__(made, "_raw", raw)  # past `__setattr__`, which looks names up: a fourth of the time
        return made

    @classmethod
    def _source(cls) -> str:
        if cls.__source__ is None:
            message = f"{cls.__name__} belongs to no object or list: write class {cls.__name__}(…, object='slug')"
            raise TypeError(message)
        return cls.__source__

    @property
    def raw(self) -> Any:
        """The record or entry as it was read, with what the class does not declare; None before it is saved."""
        return self._raw

    def values_of(self, field: Field) -> Sequence[Any]:
        """Return the value models of an attribute, such as `person.values_of(Person.name)`."""
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
        """What was read, converted."""
        special = _SPECIAL.get(attribute.field_kind().__name__)
        if special is not None:
            return self._loaded(attribute, special(self))
        if attribute.name == "created_at":
            return self._raw and self._raw.created_at
        found = [self._converted(attribute, one) for one in self._open(attribute)]
        found = [one for one in found if one is not None]
        return found if attribute.multi else found[0] if found else None

    def _open(self, attribute: Attr[Any, Any]) -> list[Any]:
        if self._raw is None:
            return []
        held = self._raw.read_values
        if attribute.slug not in held:
            self._mismatch(attribute, held)
            return []
        return [one for one in held[attribute.slug] if getattr(one, "active_until", None) is None]

    def _mismatch(self, attribute: Attr[Any, Any], held: Mapping[str, object]) -> None:
        cls = type(self)
        if attribute.name not in cls._warned:
            cls._warned.add(attribute.name)
            message = f"{cls.__name__}.{attribute.name}: {self._source()} has no attribute {attribute.slug!r}"
            warnings.warn(f"{message}{did_you_mean(attribute.slug, held)}", SchemaMismatchWarning, stacklevel=5)

    def _converted(self, attribute: Attr[Any, Any], value: Any) -> Any:
        kind = getattr(value, "attribute_type", None)
        if kind != attribute.type:
            message = (
                f"{type(self).__name__}.{attribute.name} is declared as {attribute.type}, and {attribute.slug!r} "
                f"holds {kind}"
            )
            raise TypeError(message)
        return self._loaded(attribute, attribute.read(value))

    def _loaded(self, attribute: Attr[Any, Any], found: Any) -> Any:
        """The reference with its record, if that was fetched."""
        fetched = self._fetched.get(attribute.name)
        if fetched is not None and found is not None and found.record_id in fetched:
            return found.loaded(fetched[found.record_id])
        return found

    def _refs(self, attribute: Attr[Any, Any]) -> list[Ref[Any]]:
        if attribute.field_kind().__name__ == "ParentField":
            return [_parent_of(self)]
        return [attribute.read(value) for value in self._open(attribute)]

    def _assign(self, attribute: Attr[Any, Any], value: object) -> None:
        if attribute.read_only:
            message = f"{type(self).__name__}.{attribute.name} is kept by Attio and cannot be assigned"
            raise AttributeError(message)
        self._put("_changes", attribute.name, attribute.taken(value))
        vars(self).get("_lists", {}).pop(attribute.name, None)

    # What changed

    @property
    def changes(self) -> dict[str, Any]:
        """What would be written, by Python name."""
        found = {**self._changes, **self._lists}
        return {name: found[name] for name in self.__attrs__ if name in found and self._differs(name, found[name])}

    def _differs(self, name: str, value: Any) -> bool:
        attribute = self.__attrs__[name]
        if self._raw is None:
            return name in self._changes or bool(value)  # a list that was read and appended to is a change
        before = self._stored(attribute)
        return _keys(attribute, before) != _keys(attribute, value)

    def _writes(self) -> tuple[dict[str, Any], bool]:
        """What to send by slug, and whether anything was taken away, which only overwriting does."""
        whole: dict[str, Any] = {}
        gained: dict[str, Any] = {}
        is_less = False
        for name, value in self.changes.items():
            attribute = self.__attrs__[name]
            whole[attribute.slug] = gained[attribute.slug] = _forms(attribute, value)
            if not attribute.multi:
                is_less = is_less or (value is None and self._stored(attribute) is not None)
                continue
            before, after = _keys(attribute, self._stored(attribute)), _keys(attribute, value)
            is_less = is_less or not before <= after
            new = [one for one in value if attribute.key(one) not in before]
            gained[attribute.slug] = _forms(attribute, new)
        return (whole, True) if is_less else (gained, False)

    def _given(self) -> dict[str, Any]:
        """What to send when it is created."""
        given = ((self.__attrs__[name], value) for name, value in self.changes.items())
        return {attribute.slug: _forms(attribute, value) for attribute, value in given}

    def _stale(self, fresh: Any) -> list[str]:
        """Names of the attributes about to be written that another program or user wrote meanwhile."""
        before, after = self._raw.read_values, fresh.read_values
        slugs = {name: self.__attrs__[name].slug for name in self.changes}
        return [name for name, slug in slugs.items() if _facts(before.get(slug)) != _facts(after.get(slug))]

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return bool(self._raw == other._raw) and self.changes == other.changes

    __hash__: ClassVar[None]  # type: ignore[assignment]

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        return self.__copy__()

    def __copy__(self) -> Self:
        made = self._wrap(self._raw)
        made._changes = {name: _own(value) for name, value in self._changes.items()}
        made._lists = {name: _own(value) for name, value in self._lists.items()}
        made._fetched = dict(self._fetched)
        return made

    def __repr__(self) -> str:
        shown = [str((self._raw and _id_of(self._raw)) or "not saved")]
        if "name" in self.__attrs__ and (name := self._read(self.__attrs__["name"])):
            shown.append(repr(str(name)))
        if changes := len(self.changes):
            shown.append(f"{changes} unsaved")
        return f"<{type(self).__name__} {', '.join(shown)}>"

    @property
    def _saved_id(self) -> str:
        if self._raw is None:
            message = f"this {type(self).__name__} is not saved yet, so it has no id: call save or create first"
            raise LookupError(message)
        return _id_of(self._raw)

    # Plans

    @classmethod
    def _followed(cls, field: Any) -> Attr[Any, Any]:
        from attio.filters.references import RecordField

        if not isinstance(field, RecordField) or field._steps:
            message = f"with_ takes references of {cls.__name__}, such as {cls.__name__}.company, not {brief(field)}"
            raise TypeError(message)
        return next(one for one in cls.__attrs__.values() if one.slug == field._slug)

    def _taken(self, raw: Any) -> Self:
        fetched = dict(self._fetched)  # by id, so it stays right whatever the references are now
        self._begin(raw)
        self._fetched = fetched
        return self

    def _saving(self, *, if_unchanged: bool, resource: str, append: str, key: str, options: Any) -> Plan[Self]:
        values, whole = self._writes()
        where = (self._source(), self._saved_id)
        if not values:
            return self
        if if_unchanged:
            fresh = yield FunctionCall(f"{resource}_get", where, options)
            stale = self._stale(fresh.data)
            if stale:
                from attio.errors.base import StaleRecordError

                raise StaleRecordError(attributes=tuple(stale))
        function = f"{resource}_update" if whole else f"{resource}_{append}"
        response = yield FunctionCall(function, where, {"data": {key: values}, **options})
        return self._taken(response.data)

    def _refreshing(self, resource: str, options: Any) -> Plan[Self]:
        response = yield FunctionCall(f"{resource}_get", (self._source(), self._saved_id), options)
        return self._taken(response.data)

    def _deleting(self, resource: str, options: Any) -> Plan[None]:
        yield FunctionCall(f"{resource}_delete", (self._source(), self._saved_id), options)

    def _check_unsaved(self, verb: str) -> None:
        if self._raw is not None:
            message = f"this {type(self).__name__} is saved already; {verb}() is for new ones, and save() for changes"
            raise ValueError(message)


def _parent_of(one: Typed) -> Any:
    from attio.values import Ref

    return one._raw and Ref[Any](one._raw.parent_object, one._raw.parent_record_id)


_SPECIAL: dict[str, Callable[[Typed], Any]] = {"RecordIdField": lambda one: one._saved_id, "ParentField": _parent_of}
"""Not among the values, but beside them."""
_STATE = frozenset({"_raw", "_changes", "_lists", "_fetched"})


def _id_of(raw: Any) -> str:
    return str(getattr(raw.id, "record_id", None) or getattr(raw.id, "entry_id", ""))


def _own(value: Any) -> Any:
    return cast("Any", value).copy() if isinstance(value, list) else value


def _keys(attribute: Attr[Any, Any], value: Any) -> frozenset[object]:
    several = value if attribute.multi else [] if value is None else [value]
    return frozenset(attribute.key(one) for one in several)


def _forms(attribute: Attr[Any, Any], value: Any) -> Any:
    """What is sent: single values bare, lists without repeats, nothing as an empty list, which clears."""
    if value is None:
        return []
    if not attribute.multi:
        return attribute.form(value)
    first: dict[object, Any] = {}
    for one in value:
        first.setdefault(attribute.key(one), one)
    return [attribute.form(one) for one in first.values()]


def _facts(values: Any) -> list[object]:
    return [one.model_dump(exclude={"created_by_actor"}) for one in values or ()]
