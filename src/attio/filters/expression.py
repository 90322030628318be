"""Filters: immutable mappings that combine with `&`, `|` and `~`."""

# The functions below the class are part of it.
# pyright: reportPrivateUsage=false

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Literal, TypeAlias, cast

from typing_extensions import Self

from attio._support.lazy import lazy_module
from attio.filters.operands import copied, is_mapping, is_several, json_of, members_in, with_ids

if TYPE_CHECKING:
    from attio import core
    from attio.schema import client as schema_client
    from attio.schema import snapshot
else:
    core, snapshot = lazy_module("attio.core"), lazy_module("attio.schema.snapshot")
    schema_client = lazy_module("attio.schema.client")

Kind: TypeAlias = Literal["condition", "dict", "raw", "and", "or", "not"]
Shown: TypeAlias = tuple[str, str, tuple[object, ...]]
"""How a condition reads in Python: label of the field, operator or method, operands."""

_COMPARISONS = frozenset({"==", "!=", "<", "<=", ">", ">="})
# How tightly each binds in Python; a part that binds less tightly than what it stands in needs parentheses.
_RANKS: Mapping[Kind, int] = {"or": 1, "and": 2, "not": 3}
_COMPARISON, _CALL = 0, 4

_NO_TRUTH_VALUE = (
    "a filter has no truth value: combine filters with & | ~ instead of `and`, `or`, `not`; "
    "write field.between(a, b) for `a <= field < b` and field.is_in([...]) for `field in [...]`"
)


class Filter(Mapping[str, object]):  # noqa: PLW1641 - not hashable, as dicts
    """A filter for queries of records and entries: an immutable mapping with the JSON of the API.

    Made by comparing fields, by `all_of`, `any_of` and `raw`; combined with `&`, `|` and `~`, with filters and dicts on
    either side. Two filters are equal if their JSON is. `str(filter)` reads like the code that makes it.

    Args:
        content: JSON of a filter, as for `raw`.

    Raises:
        TypeError: Something in it is not JSON; the message names where.

    Example:
        big = F("name").contains("acme") & ~(F("employee_range") == "1-10")
        page = client.records.query("companies", filter=big)
    """

    __slots__ = ("_json", "_kind", "_members", "_parts", "_shown")

    _json: Mapping[str, object]
    _kind: Kind
    _parts: tuple[Filter, ...]
    _shown: Shown | None
    _members: tuple[str, ...]

    def __init__(self, content: Mapping[str, object], /) -> None:
        """Check that the content is JSON and keep a copy of it."""
        if not is_mapping(content):
            message = f"a filter is a mapping, not {type(content).__name__}"
            raise TypeError(message)
        self._set(cast("Mapping[str, object]", json_of(content)), "raw")

    def _set(
        self, json: Mapping[str, object], kind: Kind, parts: tuple[Filter, ...] = (), shown: Shown | None = None
    ) -> Self:
        self._json, self._kind, self._parts, self._shown = json, kind, parts, shown
        if parts:
            self._members = tuple(dict.fromkeys(who for part in parts for who in part._members))
        else:
            self._members = members_in(json)
        return self

    def to_dict(self) -> dict[str, object]:
        """Copy the JSON of this filter into a dict."""
        return cast("dict[str, object]", copied(self._json))

    def resolve(self, client: core.AttioCore | snapshot.WorkspaceSchema) -> Filter:
        """Look up the ids of members that are named by e-mail address; without any, it is this filter itself.

        Args:
            client: The client, whose cached members are used, or a snapshot that holds the members.

        Raises:
            KeyError: There is no such member; the message names the nearest address.
        """
        if not self._members:
            return self
        schema = cast("schema_client.Schema | snapshot.WorkspaceSchema", getattr(client, "schema", client))
        return _resolved(self, {who: schema.member(who).id for who in self._members})

    async def resolve_async(self, client: core.AttioCore | snapshot.WorkspaceSchema) -> Filter:
        """Look up the ids of members that are named by e-mail address; without any, it is this filter itself.

        Args:
            client: The client, whose cached members are used, or a snapshot that holds the members.

        Raises:
            KeyError: There is no such member; the message names the nearest address.
        """
        schema: schema_client.Schema | None = getattr(client, "schema", None)
        if not self._members or schema is None:
            return self.resolve(client)
        return _resolved(self, {who: (await schema.member_async(who)).id for who in self._members})

    def __getitem__(self, key: str) -> object:
        return copied(self._json[key])

    def __iter__(self) -> Iterator[str]:
        return iter(self._json)

    def __len__(self) -> int:
        return len(self._json)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Filter):
            return self._json == other._json
        return self._json == other if isinstance(other, Mapping) else NotImplemented

    def __and__(self, other: Mapping[str, object]) -> Filter:
        return _combined("and", (self, _side(other, "&")))

    def __rand__(self, other: Mapping[str, object]) -> Filter:
        return _combined("and", (_side(other, "&"), self))

    def __or__(self, other: Mapping[str, object]) -> Filter:
        return _combined("or", (self, _side(other, "|")))

    def __ror__(self, other: Mapping[str, object]) -> Filter:
        return _combined("or", (_side(other, "|"), self))

    def __invert__(self) -> Filter:
        return self._parts[0] if self._kind == "not" else negated(self)

    # The return type is a sentence because type checkers show it where a filter stands in a condition.
    def __bool__(self) -> Literal["combine filters with & | ~, not with and, or, not"]:
        raise TypeError(_NO_TRUTH_VALUE)

    def __str__(self) -> str:
        return _text(self)

    def __repr__(self) -> str:
        return f"<Filter {self}>"

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: object) -> Self:
        return self

    def __reduce__(self) -> tuple[object, ...]:
        return _restored, (self._json, self._kind, self._parts, self._shown)


def _restored(json: Mapping[str, object], kind: Kind, parts: tuple[Filter, ...], shown: Shown | None) -> Filter:
    return Filter.__new__(Filter)._set(json, kind, parts, shown)


def condition(json: Mapping[str, object], shown: Shown) -> Filter:
    """Make the filter of one condition."""
    return _restored(json, "condition", (), shown)


def negated(filter: Filter, shown: Shown | None = None) -> Filter:
    """Make the opposite of a filter; `~` gives the filter itself again."""
    if shown is None and filter._shown is not None and filter._shown[1] == "is_not_empty":
        shown = (filter._shown[0], "is_empty", ())  # so that `~~f` reads like `f`, whichever of the two it was
    return _restored({"$not": filter._json}, "not", (filter,), shown)


def alternatives(filters: Sequence[Filter], shown: Shown) -> Filter:
    """Make one condition that holds if any of several does."""
    json = filters[0]._json if len(filters) == 1 else {"$or": [filter._json for filter in filters]}
    return _restored(json, "condition", (), shown)


def raw(content: Mapping[str, object]) -> Filter:
    """Make a filter of the API's JSON, for what fields cannot say.

    Args:
        content: JSON of a filter. Dates, aware times, decimals and other filters may stand in it. It is sent as it is:
            never merged with others and never taken apart.

    Raises:
        TypeError: Something in it is not JSON; the message names where.

    Example:
        raw({"name": {"$contains": "acme"}}) | (F("employees") > 50)
    """
    return Filter(content)


def all_of(*filters: Mapping[str, object] | Iterable[Mapping[str, object]]) -> Filter:
    """Combine filters so that all must hold, as `&` does; one filter is itself.

    Args:
        filters: Filters and dicts, or one iterable of them.

    Raises:
        ValueError: There is none.
        TypeError: One is neither a filter nor a dict.
    """
    return _combined("and", _given("all_of", filters))


def any_of(*filters: Mapping[str, object] | Iterable[Mapping[str, object]]) -> Filter:
    """Combine filters so that one must hold, as `|` does; one filter is itself.

    Args:
        filters: Filters and dicts, or one iterable of them.

    Raises:
        ValueError: There is none.
        TypeError: One is neither a filter nor a dict.
    """
    return _combined("or", _given("any_of", filters))


def _given(name: str, filters: tuple[Mapping[str, object] | Iterable[Mapping[str, object]], ...]) -> tuple[Filter, ...]:
    several = filters
    if len(filters) == 1 and is_several(filters[0]):
        several = tuple(cast("Iterable[Mapping[str, object]]", filters[0]))
    if not several:
        message = f"{name}() needs at least one filter; leave filter= out to query everything"
        raise ValueError(message)
    return tuple(_side(filter, name) for filter in several)


def _side(other: object, where: str) -> Filter:
    """Make a filter of what stands beside another one."""
    if isinstance(other, Filter):
        return other
    if isinstance(other, Mapping):
        json = cast("Mapping[str, object]", json_of(cast("Mapping[object, object]", other)))
        return _restored(json, "dict", (), None)
    if hasattr(type(other), "takes"):  # a `Field`; its module needs this one
        message = f"{where} takes filters and dicts, and {other!r} is a field: compare it, and mind the parentheses, "
        message += "as in (a == 1) & (b == 2)"
        raise TypeError(message)
    message = f"{where} takes filters and dicts, not {type(other).__name__}"
    raise TypeError(message)


def _combined(kind: Literal["and", "or"], filters: tuple[Filter, ...]) -> Filter:
    if len(filters) == 1:
        return filters[0]
    parts = tuple(part for filter in filters for part in (filter._parts if filter._kind == kind else (filter,)))
    return _restored({f"${kind}": [part._json for part in parts]}, kind, parts, None)


def _resolved(filter: Filter, ids: Mapping[str, str]) -> Filter:
    """Put the ids of members in place of their e-mail addresses."""
    json = cast("Mapping[str, object]", with_ids(filter._json, ids))
    return _restored(json, filter._kind, tuple(_resolved(part, ids) for part in filter._parts), filter._shown)


def _rank(filter: Filter) -> int:
    if filter._shown:
        return _COMPARISON if filter._shown[1] in _COMPARISONS else _CALL
    return _RANKS.get(filter._kind, _CALL)


def _text(filter: Filter) -> str:
    if filter._shown:
        label, operator, operands = filter._shown
        if operator in _COMPARISONS:
            return f"{label} {operator} {operands[0]!r}"
        return f"{label}.{operator}({', '.join(map(repr, operands))})"
    if filter._kind in {"dict", "raw"}:
        return f"raw({filter._json!r})" if filter._kind == "raw" else repr(filter._json)
    parts = [f"({part})" if _rank(part) < _RANKS[filter._kind] else str(part) for part in filter._parts]
    return f"~{parts[0]}" if filter._kind == "not" else (" & " if filter._kind == "and" else " | ").join(parts)
