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
"""A condition in Python syntax: label of the field, operator or method, operands."""

_COMPARISONS = frozenset({"==", "!=", "<", "<=", ">", ">="})
# Operator precedence in Python: a part with a lower rank than the filter around it needs parentheses.
_RANKS: Mapping[Kind, int] = {"or": 1, "and": 2, "not": 3}
_COMPARISON, _CALL = 0, 4

_NO_TRUTH_VALUE = (
    "a filter has no truth value: combine filters with & | ~ instead of `and`, `or`, `not`; "
    "write field.between(a, b) for `a <= field < b` and field.is_in([...]) for `field in [...]`"
)


class Filter(Mapping[str, object]):  # noqa: PLW1641 - not hashable, like a dict
    """A filter for queries of records and entries: an immutable mapping with the JSON of the API.

    Compare fields to get filters, or call `all_of`, `any_of` or `raw`. Combine filters with each other and with dicts
    by `&`, `|` and `~`. Two filters are equal if their JSON is equal. `str(filter)` returns the filter as Python code.

    Args:
        content: JSON of a filter, as for `raw`.

    Raises:
        TypeError: The content contains a value that is not JSON. The message contains the path of the value.

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
        """Check that the content is JSON, and copy it."""
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
        """Return the JSON of this filter as a new dict."""
        return cast("dict[str, object]", copied(self._json))

    def resolve(self, client: core.AttioCore | snapshot.WorkspaceSchema) -> Filter:
        """Return the filter with the ids of members instead of their e-mail addresses.

        Args:
            client: The client that looks the members up and caches them, or a snapshot with the members.

        Returns:
            A new filter, or this filter if it has no e-mail addresses.

        Raises:
            KeyError: There is no such member. The message suggests a similar address.
        """
        if not self._members:
            return self
        schema = cast("schema_client.Schema | snapshot.WorkspaceSchema", getattr(client, "schema", client))
        return _resolved(self, {who: schema.member(who).id for who in self._members})

    async def resolve_async(self, client: core.AttioCore | snapshot.WorkspaceSchema) -> Filter:
        """Return the filter with the ids of members instead of their e-mail addresses; see `resolve`.

        Args:
            client: The client that looks the members up and caches them, or a snapshot with the members.

        Raises:
            KeyError: There is no such member. The message suggests a similar address.
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
        return _combined("and", (self, _to_filter(other, "&")))

    def __rand__(self, other: Mapping[str, object]) -> Filter:
        return _combined("and", (_to_filter(other, "&"), self))

    def __or__(self, other: Mapping[str, object]) -> Filter:
        return _combined("or", (self, _to_filter(other, "|")))

    def __ror__(self, other: Mapping[str, object]) -> Filter:
        return _combined("or", (_to_filter(other, "|"), self))

    def __invert__(self) -> Filter:
        return self._parts[0] if self._kind == "not" else negated(self)

    # Type checkers show the return type if a filter is used as a condition, so the type is the error message.
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
        return _new_filter, (self._json, self._kind, self._parts, self._shown)


def _new_filter(json: Mapping[str, object], kind: Kind, parts: tuple[Filter, ...], shown: Shown | None) -> Filter:
    return Filter.__new__(Filter)._set(json, kind, parts, shown)


def condition(json: Mapping[str, object], shown: Shown) -> Filter:
    """Create the filter of one condition."""
    return _new_filter(json, "condition", (), shown)


def negated(filter: Filter, shown: Shown | None = None) -> Filter:
    """Return the opposite of a filter. Negating the result returns the filter itself."""
    if shown is None and filter._shown is not None and filter._shown[1] == "is_not_empty":
        shown = (filter._shown[0], "is_empty", ())  # show `~field.is_not_empty()` as `field.is_empty()`
    return _new_filter({"$not": filter._json}, "not", (filter,), shown)


def alternatives(filters: Sequence[Filter], shown: Shown) -> Filter:
    """Create one condition that matches if any of the filters matches."""
    json = filters[0]._json if len(filters) == 1 else {"$or": [filter._json for filter in filters]}
    return _new_filter(json, "condition", (), shown)


def raw(content: Mapping[str, object]) -> Filter:
    """Create a filter from the JSON of the API, for filters that fields cannot express.

    Args:
        content: JSON of a filter. It may contain dates, aware times, decimals and other filters. It is sent unchanged:
            combining it with other filters never merges it or takes it apart.

    Raises:
        TypeError: The content contains a value that is not JSON. The message contains the path of the value.

    Example:
        raw({"name": {"$contains": "acme"}}) | (F("employees") > 50)
    """
    return Filter(content)


def all_of(*filters: Mapping[str, object] | Iterable[Mapping[str, object]]) -> Filter:
    """Combine filters that must all match, like `&`. A single filter is returned unchanged.

    Args:
        filters: Filters and dicts, or one iterable of them.

    Raises:
        ValueError: There are no filters.
        TypeError: An item is neither a filter nor a dict.
    """
    return _combined("and", _to_filters("all_of", filters))


def any_of(*filters: Mapping[str, object] | Iterable[Mapping[str, object]]) -> Filter:
    """Combine filters of which at least one must match, like `|`. A single filter is returned unchanged.

    Args:
        filters: Filters and dicts, or one iterable of them.

    Raises:
        ValueError: There are no filters.
        TypeError: An item is neither a filter nor a dict.
    """
    return _combined("or", _to_filters("any_of", filters))


def _to_filters(
    name: str, filters: tuple[Mapping[str, object] | Iterable[Mapping[str, object]], ...]
) -> tuple[Filter, ...]:
    items = filters
    if len(filters) == 1 and is_several(filters[0]):
        items = tuple(cast("Iterable[Mapping[str, object]]", filters[0]))
    if not items:
        message = f"{name}() needs at least one filter; omit filter= to query everything"
        raise ValueError(message)
    return tuple(_to_filter(item, name) for item in items)


def _to_filter(other: object, operator: str) -> Filter:
    """Convert an operand of an operator or function to a filter."""
    if isinstance(other, Filter):
        return other
    if isinstance(other, Mapping):
        json = cast("Mapping[str, object]", json_of(cast("Mapping[object, object]", other)))
        return _new_filter(json, "dict", (), None)
    if hasattr(type(other), "takes"):  # a `Field`, which this module cannot import: its module imports this one
        message = f"{operator} takes filters and dicts, but {other!r} is a field: compare it with a value, "
        message += "with parentheses, as in (a == 1) & (b == 2)"
        raise TypeError(message)
    message = f"{operator} takes filters and dicts, not {type(other).__name__}"
    raise TypeError(message)


def _combined(kind: Literal["and", "or"], filters: tuple[Filter, ...]) -> Filter:
    if len(filters) == 1:
        return filters[0]
    parts: list[Filter] = []
    for filter in filters:
        parts += filter._parts if filter._kind == kind else (filter,)
    return _new_filter({f"${kind}": [part._json for part in parts]}, kind, tuple(parts), None)


def _resolved(filter: Filter, ids: Mapping[str, str]) -> Filter:
    """Replace the e-mail addresses of members with their ids."""
    json = cast("Mapping[str, object]", with_ids(filter._json, ids))
    return _new_filter(json, filter._kind, tuple(_resolved(part, ids) for part in filter._parts), filter._shown)


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
    if filter._kind == "dict":
        return repr(filter._json)
    if filter._kind == "raw":
        return f"raw({filter._json!r})"
    parts = [f"({part})" if _rank(part) < _RANKS[filter._kind] else str(part) for part in filter._parts]
    if filter._kind == "not":
        return f"~{parts[0]}"
    return (" & " if filter._kind == "and" else " | ").join(parts)
