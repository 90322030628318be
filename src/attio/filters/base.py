"""`Field`, the base class of all fields: sorting, conversion to JSON, and errors for misuse."""

# `Part` is one half of `Field`.
# pyright: reportPrivateUsage=false

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Generic, NoReturn, TypeVar, cast, overload

from typing_extensions import Self

from attio._support.lazy import lazy_module
from attio._support.names import brief
from attio.filters import operands
from attio.filters.expression import Filter, condition, negated
from attio.filters.operands import Convert

if TYPE_CHECKING:
    from attio.models import common
else:
    common = lazy_module("attio.models.common")

V = TypeVar("V")
P = TypeVar("P", bound="Field")


class Part(Generic[P]):
    """Descriptor of a property of a field that is a field as well, such as `root_domain` of domains."""

    def __init__(self, kind: type[P]) -> None:
        """Set the class of the returned field."""
        self._kind = kind

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, instance: None, owner: type) -> Self: ...
    @overload
    def __get__(self, instance: Field, owner: type) -> P: ...
    def __get__(self, instance: Field | None, owner: type) -> Self | P:
        return self if instance is None else instance._part(self._kind, self._name)


class Field:
    """An attribute to filter and sort by. Its operators depend on the type of the attribute."""

    __slots__ = ("_label", "_owner", "_property", "_slug", "_source", "_steps")

    takes: str = "a text"
    """Description of valid operands, for error messages."""
    convert: Convert = staticmethod(operands.text)
    """Converts an operand to JSON."""

    def __init__(
        self,
        slug: str,
        *,
        label: str = "",
        owner: str = "",
        source: str | None = None,
        steps: tuple[tuple[str, str], ...] = (),
        property: str | None = None,
    ) -> None:
        """Create a field.

        Args:
            slug: Slug or id of the attribute.
            label: Name in Python, for `repr` and messages; the slug by default.
            owner: Name of the class that the field belongs to, for messages.
            source: Slug of the object or list of the attribute; required for paths.
            steps: References that the path to this field follows, each with its object or list.
            property: Property of the value to use; None for the value itself.
        """
        self._slug, self._label, self._owner, self._source = slug, label or slug, owner, source
        self._steps, self._property = steps, property

    def asc(self) -> common.SortByAttribute | common.SortByPath:
        """Sort by this field, smallest first."""
        return self._sort("asc")

    def desc(self) -> common.SortByAttribute | common.SortByPath:
        """Sort by this field, largest first."""
        return self._sort("desc")

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self._title}>"

    def __write_form__(self) -> NoReturn:
        """Raise an error if a field is passed as a parameter."""
        message = f"{self._title} is a field: compare it with a value to filter by it, "
        message += f"write .asc() or .desc() to sort by it, or pass its slug {self._slug!r}"
        raise TypeError(message)

    @property
    def _title(self) -> str:
        return f"{self._owner}.{self._label}" if self._owner else self._label

    @property
    def _path(self) -> tuple[tuple[str, str], ...]:
        """The path to this field, including the field."""
        if self._source is None:
            message = (
                f'{self._title}: a path must start with an object, as in F("people", "company").to("companies", "name")'
            )
            raise ValueError(message)
        return (*self._steps, (self._source, self._slug))

    def _copy_from(self, field: Field) -> None:
        """Copy the attribute of another field."""
        for name in Field.__slots__:
            setattr(self, name, getattr(field, name))

    def _flag(self, name: str, *, value: bool) -> Filter:
        return condition(self._json({"$eq": value}), (self._label, name, ()))

    def _part(self, kind: type[P], name: str) -> P:
        part = kind.__new__(kind)
        Field.__init__(
            part,
            self._slug,
            label=f"{self._label}.{name}",
            owner=self._owner,
            source=self._source,
            steps=self._steps,
            property=name,
        )
        return part

    def _sort(self, direction: common.SortDirection) -> common.SortByAttribute | common.SortByPath:
        sort: dict[str, object] = {"direction": direction}
        if self._steps:
            sort["path"] = [list(step) for step in self._path]
        else:
            sort["attribute"] = self._slug
        if self._property:
            sort["field"] = self._property
        return cast("common.SortByAttribute", sort)

    def _json(self, operation: Mapping[str, object]) -> dict[str, object]:
        content = {self._property: operation} if self._property else operation
        if self._steps:
            return {"path": [list(step) for step in self._path], "constraints": content}
        return {self._slug: content}

    def _compare(self, shown: str, operator: str, value: object) -> Filter:
        return condition(self._json({operator: self._operand(value)}), (self._label, shown, (value,)))

    def _between(self, start: object, end: object) -> Filter:
        operation = {"$gte": self._operand(start), "$lt": self._operand(end)}
        return condition(self._json(operation), (self._label, "between", (start, end)))

    def _is_not_empty(self) -> Filter:
        return condition(self._json({"$not_empty": True}), (self._label, "is_not_empty", ()))

    def _is_empty(self) -> Filter:
        return negated(self._is_not_empty(), (self._label, "is_empty", ()))

    def _in_list(self, values: Iterable[object]) -> Filter:
        items = self._check_values(values)
        operands_json = [self._operand(item) for item in items]
        return condition(self._json({"$in": operands_json}), (self._label, "is_in", (items,)))

    def _is_member(self, who: object) -> Filter:
        if not isinstance(who, str) or not who:
            self._reject(who, "is_member() takes the id or e-mail address of a member")
        content = operands.actor_condition("workspace-member", operands.member_id(who))
        return condition(self._json(content), (self._label, "is_member", (who,)))

    def _is_actor(self, kind: object, id: object) -> Filter:
        if not isinstance(kind, str) or not isinstance(id, str):
            self._reject(id if isinstance(kind, str) else kind, "is_actor() takes the type and the id of an actor")
        content = operands.actor_condition(kind, id)
        return condition(self._json(content), (self._label, "is_actor", (kind, id)))

    def _equals_actor(self, value: object) -> Filter:
        if not operands.is_actor(value):
            self._reject(value)
        actor = cast("operands.ActorLike", value)
        if actor.type == "workspace-member":
            return self._is_member(actor.id or actor.email_address)
        return self._is_actor(actor.type, actor.id)

    def _operand(self, value: object) -> object:
        if isinstance(value, Field):
            message = f"{self._title} must be compared with a value, not with another field ({value._title})"
            raise TypeError(message)
        try:
            json = self.convert(value)
        except ValueError as error:
            message = f"{self._title}: {error}"
            raise ValueError(message) from None
        if json is None:
            self._reject(value)
        return json

    def _check_values(self, values: Iterable[V]) -> list[V]:
        if not operands.is_several(values):
            message = f"{self._title}.is_in() takes a list of values, not {_described(values)}"
            raise TypeError(message)
        items = list(values)
        if not items:
            message = f"{self._title}.is_in() needs at least one value: an empty list matches nothing"
            raise ValueError(message)
        return items

    def _reject(self, value: object, takes: str | None = None) -> NoReturn:
        hint = "; to find empty attributes, use is_empty()" if value is None and hasattr(self, "is_empty") else ""
        rule = f"{self._title}: {takes}" if takes else f"{self._title} takes {self.takes}"
        message = f"{rule}, not {_described(value)}{hint}"
        raise TypeError(message)

    def _known(self) -> list[str]:
        """Return the names of the public methods and properties, for messages."""
        return [name for name in dir(type(self)) if not name.startswith("_") and name not in _INTERNAL]

    def _advice(self, _name: str) -> str:
        """Return advice for the error about an unknown name; empty for the default advice."""
        return ""

    if not TYPE_CHECKING:
        # Hidden from type checkers, which then report each of these mistakes themselves.

        def __eq__(self, other):
            names = ", ".join(name for name in dir(type(self)) if isinstance(getattr(type(self), name), Part))
            message = f"{self._title} cannot be compared"
            message += (
                f"; compare one of its parts: {names}" if names else f" with ==; it has {', '.join(self._known())}"
            )
            raise TypeError(message)

        __hash__ = None

        def __bool__(self):
            message = f"{self._title} is a field: compare it with a value to get a filter"
            raise TypeError(message)

        def __contains__(self, value):
            message = f"{self._title} is a field: write .contains({brief(value)}) or .is_in([...]) instead of `in`"
            raise TypeError(message)

        def _not_a_filter(self, *_other):
            message = (
                f"{self._title} is a field, not a filter: compare it first, with parentheses, as in (a == 1) & (b == 2)"
            )
            raise TypeError(message)

        __and__ = __rand__ = __or__ = __ror__ = __invert__ = _not_a_filter

        def __getattr__(self, name):
            if name.startswith("_"):
                raise AttributeError(name)
            from attio._support.names import did_you_mean  # for errors only

            near = did_you_mean(name, self._known())
            advice = self._advice(name) or f"{'' if near else ';'} it has {', '.join(self._known())}"
            message = f"{self._title} has no {brief(name)}{near}{advice}"
            raise AttributeError(message)


_INTERNAL = frozenset({"convert", "takes"})


def _described(value: object) -> str:
    if value is None:
        return "None"
    return f"{type(value).__name__} {brief(value)}" if isinstance(value, str | int | float) else type(value).__name__
