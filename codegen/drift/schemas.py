"""Schemas of any OpenAPI document, flattened so that two can be compared whatever their components are called."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import reduce
from typing import TypeAlias, cast
from urllib.parse import unquote

Json: TypeAlias = Mapping[str, object]

BOUNDS = (
    "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minLength", "maxLength", "pattern", "minItems",
    "maxItems", "minProperties", "maxProperties",
)  # fmt: skip

_FORMATS = frozenset({"date", "date-time", "binary"})
"""Formats that change the type in Python; the others only describe."""

_FREE = frozenset({"attio.models.writing.WriteItem", "attio.models.writing.WriteValues"})
"""Hand-written types for values to write: what fits depends on attributes that each workspace defines."""

_NOTES = frozenset({"$ref", "description", "summary", "title", "example", "examples", "default", "deprecated"})


class DriftError(Exception):
    """A document cannot be compared; the message says why."""


def mapping(value: object) -> Json:
    """A value as a mapping; empty when it is none."""
    return cast("Json", value) if isinstance(value, dict) else {}


def sequence(value: object) -> list[object]:
    """A value as a list; empty when it is none."""
    return cast("list[object]", value) if isinstance(value, list) else []


@dataclass(frozen=True, eq=False)
class Part:
    """A part of a document, or of several that refer to each other."""

    value: Json
    documents: Mapping[str, object]
    """All documents by file name; one alone has the name `""`."""
    file: str = ""

    def at(self, *path: str) -> Part:
        """The part at a path of keys; empty where there is none."""
        found: object = self.value
        for key in path:
            found = mapping(found).get(key)
        return self.part(found).resolved()

    def part(self, value: object) -> Part:
        """A value found in this part."""
        return replace(self, value=mapping(value))

    def items(self, key: str) -> Iterator[tuple[str, Part]]:
        """The named parts below a key."""
        for name, value in mapping(self.value.get(key)).items():
            yield name, self.part(value).resolved()

    def elements(self, key: str) -> list[Part]:
        """The listed parts below a key."""
        return [self.part(value).resolved() for value in sequence(self.value.get(key))]

    def resolved(self) -> Part:
        """Follow the `$ref`, if there is one."""
        part = self
        for _ in range(100):
            ref = part.value.get("$ref")
            if not isinstance(ref, str):
                return part
            target = part._target(ref)
            more = {key: value for key, value in part.value.items() if key not in _NOTES and not key.startswith("x-")}
            part = replace(target, value={**target.value, **more}) if more else target
        raise DriftError(f"{self.file}: the reference {self.value['$ref']!r} leads in a circle")

    def _target(self, ref: str) -> Part:
        name, _, pointer = ref.partition("#")
        file = name.removeprefix("./") or self.file
        found = self.documents.get(file)
        for step in pointer.strip("/").split("/"):
            found = mapping(found).get(unquote(step).replace("~1", "/").replace("~0", "~"))
        if not isinstance(found, dict):
            raise DriftError(f"{self.file}: the reference {ref!r} leads nowhere")
        return Part(mapping(cast("object", found)), self.documents, file)


@dataclass(frozen=True)
class Facts:
    """What a schema says, with references followed, `allOf` merged and null taken apart."""

    types: frozenset[str] = frozenset()
    """Names of JSON types; empty for anything."""
    nullable: bool = False
    format: str | None = None
    members: tuple[object, ...] | None = None
    """Of an enum, or a constant."""
    bounds: Json = field(default_factory=dict[str, object])
    fields: Mapping[str, Part] = field(default_factory=dict[str, Part])
    required: frozenset[str] = frozenset()
    items: tuple[Part, ...] = ()
    """What a list holds; several in a list with places of their own."""
    values: Part | None = None
    """What the values of a mapping are."""
    variants: tuple[Part, ...] = ()
    """Of a union; nothing else is said then."""
    free: bool = False
    """Whether it is ours and takes whatever the API may take, which a schema cannot say."""

    @property
    def is_any_object(self) -> bool:
        """Whether it takes any object."""
        return self.types == frozenset({"object"}) and not self.fields and not self.variants

    @property
    def tags(self) -> Mapping[str, object]:
        """Properties that have one value only."""
        found = {name: facts_of(part).members for name, part in self.fields.items()}
        return {name: members[0] for name, members in found.items() if members and len(members) == 1}


def facts_of(part: Part) -> Facts:
    """Flatten a schema."""
    part = part.resolved()
    if part.value.get("x-write-values") or part.value.get("x-python") in _FREE:
        return Facts(free=True)
    # A later part of `allOf` is the narrower one.
    facts = reduce(_merged, [*(facts_of(base) for base in part.elements("allOf")), _own(part)])
    options = list(_options(part, ()))
    if not options:
        return facts
    found = [facts_of(option) for option in options if not _is_null(option)]
    nullable = facts.nullable or len(found) < len(options) or any(one.nullable for one in found)
    if len(found) == 1:
        return replace(_merged(facts, found[0]), nullable=nullable)
    simple = _as_one(found)
    if simple:
        return replace(simple, nullable=nullable)
    return Facts(nullable=nullable, variants=tuple(option for option in options if not _is_null(option)))


def _own(part: Part) -> Facts:
    value = part.value
    named = value.get("type")
    types = {str(name) for name in sequence(named)} or ({named} if isinstance(named, str) else set[str]())
    listed = sequence(value.get("enum")) or ([value["const"]] if "const" in value else [])
    nullable = "null" in types or value.get("nullable") is True or None in listed or "x-null-means" in value
    form = value.get("format")
    items = part.elements("prefixItems") or ([part.at("items")] if isinstance(value.get("items"), dict) else [])
    values = value.get("additionalProperties")
    return Facts(
        types=frozenset(types - {"null"}) or _implied(value, listed),
        nullable=nullable,
        format=form if isinstance(form, str) and form in _FORMATS else None,
        members=tuple(member for member in listed if member is not None) or None,
        bounds=_bounds(value),
        fields=dict(part.items("properties")),
        required=frozenset(str(name) for name in sequence(value.get("required"))),
        items=tuple(items),
        values=part.at("additionalProperties") if isinstance(values, dict) and values else None,
    )


def _bounds(value: Json) -> Json:
    found = {name: value[name] for name in BOUNDS if name in value}
    pattern = found.get("pattern")
    if isinstance(pattern, str):
        found["pattern"] = pattern.replace("\\/", "/")  # a slash needs no escape, but often has one
    if value.get("items") is False:
        found.setdefault("maxItems", len(sequence(value.get("prefixItems"))))
    return found


def _implied(value: Json, members: list[object]) -> frozenset[str]:
    """The type of a schema that does not name it."""
    if "properties" in value or "additionalProperties" in value:
        return frozenset({"object"})
    if "items" in value or "prefixItems" in value:
        return frozenset({"array"})
    names: dict[type, str] = {str: "string", bool: "boolean", int: "integer", float: "number"}
    return frozenset(names[type(member)] for member in members if type(member) in names)


def _merged(base: Facts, more: Facts) -> Facts:
    """What both say; the second is the narrower where they speak of the same."""
    return Facts(
        types=more.types or base.types,
        nullable=base.nullable or more.nullable,
        format=more.format or base.format,
        members=more.members or base.members,
        bounds={**base.bounds, **more.bounds},
        fields={**base.fields, **more.fields},
        required=base.required | more.required,
        items=more.items or base.items,
        values=more.values or base.values,
        variants=more.variants or base.variants,
        free=base.free or more.free,
    )


def _options(part: Part, seen: tuple[int, ...]) -> Iterator[Part]:
    """The variants of a union, those of unions inside it included."""
    for option in (*part.elements("oneOf"), *part.elements("anyOf")):
        inner = [] if id(option.value) in seen else list(_options(option, (*seen, id(option.value))))
        yield from inner or [option]


def _is_null(part: Part) -> bool:
    return part.value.get("type") == "null"


def _as_one(found: list[Facts]) -> Facts | None:
    """A union of scalars as one type; None if it is more than that."""
    if any(one.free or one.fields or one.items or one.values or "object" in one.types for one in found):
        return None
    open_ = any(one.members is None for one in found)
    members = [member for one in found for member in one.members or ()]
    return Facts(
        types=frozenset(name for one in found for name in one.types),
        members=None if open_ else tuple(members),
        bounds={name: bound for one in found for name, bound in one.bounds.items()},
    )
