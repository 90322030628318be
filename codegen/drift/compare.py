"""Compare two schemas, and list their differences."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias, cast

from codegen.drift.schemas import Facts, Part, facts_of

Kind: TypeAlias = Literal["missing", "extra", "different"]

_LONGEST_LIST = 8


@dataclass(frozen=True)
class Finding:
    """One difference between their document and our spec."""

    kind: Kind
    """`missing` in our spec, `extra` in our spec, or `different`."""
    what: str
    """What differs, such as `operation`, `field` or `enum`."""
    operation: str
    place: str = ""
    """Place in the operation, such as `body.data.values`."""
    theirs: object = None
    ours: object = None

    def __str__(self) -> str:
        text = f"{self.kind:<9} {self.place}: {self.what}" if self.place else f"{self.kind:<9} {self.what}"
        if self.kind == "different":
            return f"{text}: theirs {_shown(self.theirs)}, ours {_shown(self.ours)}"
        value = self.theirs if self.kind == "missing" else self.ours
        return text if value is None else f"{text}: {_shown(value)}"


def _shown(value: object) -> str:
    """Render a value as JSON; a long list is shortened."""
    if value is None:
        return "nothing"
    listed = cast("list[object]", value) if isinstance(value, list) else []
    if len(listed) > _LONGEST_LIST:
        first = ", ".join(json.dumps(item, ensure_ascii=False) for item in listed[:_LONGEST_LIST])
        return f"[{first}, … {len(listed)} in all]"
    return json.dumps(value, ensure_ascii=False)


class Comparison:
    """The comparison of two documents; each pair of schemas is compared once."""

    def __init__(self) -> None:
        """Start without findings."""
        self.findings: list[Finding] = []
        self._operation = ""
        self._bounds = True
        self._tag: str | None = None
        # Keeps a reference to each part, so that its id is not reused.
        self._seen: dict[tuple[int, int], tuple[Part, Part]] = {}

    def enter(self, operation: str) -> None:
        """Start another operation."""
        self._operation = operation

    def add(self, kind: Kind, what: str, place: str = "", *, theirs: object = None, ours: object = None) -> None:
        """Add a finding."""
        self.findings.append(Finding(kind, what, self._operation, place, theirs, ours))

    def differ(self, what: str, place: str, theirs: object, ours: object) -> None:
        """Add a finding if two values differ."""
        if theirs != ours:
            self.add("different", what, place, theirs=theirs, ours=ours)

    def sets(self, what: str, place: str, theirs: Iterable[object], ours: Iterable[object]) -> None:
        """Add findings for the values that only one of two sets contains."""
        left, right = list(theirs), list(ours)
        missing = [value for value in left if value not in right]
        extra = [value for value in right if value not in left]
        if missing:
            self.add("missing", what, place, theirs=missing)
        if extra:
            self.add("extra", what, place, ours=extra)

    def request(self, theirs: Part, ours: Part, place: str) -> None:
        """Compare schemas of requests."""
        self._bounds, self._tag = True, None
        self._schemas(theirs, ours, place)

    def response(self, theirs: Part, ours: Part, place: str, tag: str | None = None) -> None:
        """Compare schemas of responses, without their bounds, which are not checked.

        Args:
            theirs: Their schema.
            ours: Our schema.
            place: Where it is.
            tag: In unions, compare only the variants with this value of a tag, if there are any.
        """
        self._bounds, self._tag = False, tag
        self._schemas(theirs, ours, place)

    def _schemas(self, theirs: Part, ours: Part, place: str) -> None:
        theirs, ours = theirs.resolved(), ours.resolved()
        key = id(theirs.value), id(ours.value)
        if key in self._seen:
            return
        self._seen[key] = theirs, ours
        left, right = facts_of(theirs), facts_of(ours)
        if right.free:
            return
        self.differ("nullable", place, left.nullable, right.nullable)
        if left.variants or right.variants:
            self._unions(self._chosen(theirs, left), self._chosen(ours, right), place)
        else:
            self._facts(left, right, place)

    def _chosen(self, part: Part, facts: Facts) -> list[Part]:
        options = list(facts.variants) or [part]
        tagged = [option for option in options if self._tag in facts_of(option).tags.values()] if self._tag else []
        return tagged or options

    def _facts(self, left: Facts, right: Facts, place: str) -> None:
        if left.types != right.types:
            self.add("different", "type", place, theirs=sorted(left.types), ours=sorted(right.types))
            return
        if left.format:
            # Many documents leave out formats, so a missing format is no difference.
            self.differ("format", place, left.format, right.format)
        if left.members is None or right.members is None:
            self.differ("enum", place, _listed(left.members), _listed(right.members))
        else:
            self.sets("enum", place, left.members, right.members)
        for name in {**left.bounds, **right.bounds} if self._bounds else ():
            self.differ(name, place, left.bounds.get(name), right.bounds.get(name))
        self._fields(left, right, place)
        self._items(left, right, place)
        if left.values and right.values:
            self._schemas(left.values, right.values, f"{place}{{}}")

    def _fields(self, left: Facts, right: Facts, place: str) -> None:
        if bool(left.fields) != bool(right.fields):
            # One side has no fields at all: report one difference instead of one for each field.
            self.add("different", "fields", place, theirs=_listed(left.fields), ours=_listed(right.fields))
            return
        for name, part in left.fields.items():
            within = f"{place}.{name}"
            if name not in right.fields:
                self.add("missing", "field", within)
                continue
            self.differ("required", within, name in left.required, name in right.required)
            self._schemas(part, right.fields[name], within)
        for name in right.fields:
            if name not in left.fields:
                self.add("extra", "field", f"{place}.{name}")

    def _items(self, left: Facts, right: Facts, place: str) -> None:
        if not left.items or not right.items:
            return
        if len(left.items) != len(right.items) and 1 not in (len(left.items), len(right.items)):
            self.differ("length", place, len(left.items), len(right.items))
            return
        for number in range(max(len(left.items), len(right.items))):
            self._schemas(left.items[number % len(left.items)], right.items[number % len(right.items)], f"{place}[]")

    def _unions(self, theirs: list[Part], ours: list[Part], place: str) -> None:
        their_names = [_name(option, number) for number, option in enumerate(theirs)]
        our_names = [_name(option, number) for number, option in enumerate(ours)]
        if any(len(side) == 1 and facts_of(side[0]).is_any_object for side in (theirs, ours)):
            # One side allows any object: report one difference instead of one for each variant.
            self.add("different", "variants", place, theirs=their_names, ours=our_names)
            return
        matched = dict(_matches(theirs, ours))
        for left, name in enumerate(their_names):
            if left in matched:
                self._schemas(theirs[left], ours[matched[left]], f"{place}<{name}>")
            else:
                self.add("missing", "variant", f"{place}<{name}>")
        for right, name in enumerate(our_names):
            if right not in matched.values():
                self.add("extra", "variant", f"{place}<{name}>")


def _listed(values: Iterable[object] | None) -> list[object] | None:
    return list(values) if values else None


def _matches(theirs: list[Part], ours: list[Part]) -> Iterator[tuple[int, int]]:
    """Yield pairs of matching variants, as indexes; the most similar ones are paired first."""
    scores = [
        (_likeness(facts_of(their_variant), facts_of(our_variant)), -left, -right)
        for left, their_variant in enumerate(theirs)
        for right, our_variant in enumerate(ours)
    ]
    taken: set[tuple[str, int]] = set()
    for score, left, right in sorted(scores, reverse=True):
        places = {("theirs", -left), ("ours", -right)}
        if score > 0 and not places & taken:
            taken |= places
            yield -left, -right


def _likeness(left: Facts, right: Facts) -> float:
    if left.types != right.types:
        return 0
    same, other = 0, 0
    for name, value in left.tags.items():
        if name in right.tags:
            same, other = same + (right.tags[name] == value), other + (right.tags[name] != value)
    if other:
        return 0
    names = left.fields.keys() | right.fields.keys()
    return same + (len(left.fields.keys() & right.fields.keys()) + 1) / (len(names) + 1)


def _name(option: Part, number: int) -> str:
    """Return a name for a variant: the value of its first tag, its type, or its number."""
    facts = facts_of(option)
    tags = [value if isinstance(value, str) else json.dumps(value) for value in facts.tags.values()]
    if tags:
        return tags[0]
    return "|".join(sorted(facts.types)) if facts.types and "object" not in facts.types else str(number + 1)
