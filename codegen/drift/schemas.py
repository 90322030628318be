"""Schemas of any OpenAPI document, flattened to compare them regardless of the names of components."""

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
"""Formats that change the type in Python."""

_FREE = frozenset({"attio.models.writing.WriteItem", "attio.models.writing.WriteValues"})
"""Hand-written types for values to write, whose form depends on the attributes of the workspace."""

_NOTES = frozenset({"$ref", "description", "summary", "title", "example", "examples", "default", "deprecated"})


class DriftError(Exception):
    """A document cannot be compared; the message says why."""


def mapping(value: object) -> Json:
    """Return the value if it is a mapping; otherwise an empty one."""
    return cast("Json", value) if isinstance(value, dict) else {}


def sequence(value: object) -> list[object]:
    """Return the value if it is a list; otherwise an empty one."""
    return cast("list[object]", value) if isinstance(value, list) else []


@dataclass(frozen=True, eq=False)
class Part:
    """A mapping in a document, or in one of several documents that refer to each other."""

    value: Json
    documents: Mapping[str, object]
    """All documents by file name; a single document has the name `""`."""
    file: str = ""

    def at(self, *path: str) -> Part:
        """Return the part at a path of keys; empty if there is none."""
        value: object = self.value
        for key in path:
            value = mapping(value).get(key)
        return self.part(value).resolved()

    def part(self, value: object) -> Part:
        """Return a value of this part as a part."""
        return replace(self, value=mapping(value))

    def items(self, key: str) -> Iterator[tuple[str, Part]]:
        """Yield the named parts below a key."""
        for name, value in mapping(self.value.get(key)).items():
            yield name, self.part(value).resolved()

    def elements(self, key: str) -> list[Part]:
        """Return the listed parts below a key."""
        return [self.part(value).resolved() for value in sequence(self.value.get(key))]

    def resolved(self) -> Part:
        """Return the part that `$ref` refers to, or the part itself."""
        part = self
        for _ in range(100):
            ref = part.value.get("$ref")
            if not isinstance(ref, str):
                return part
            target = part._target(ref)
            more = {key: value for key, value in part.value.items() if key not in _NOTES and not key.startswith("x-")}
            part = replace(target, value={**target.value, **more}) if more else target
        raise DriftError(f"{self.file}: the reference {self.value['$ref']!r} is circular")

    def _target(self, ref: str) -> Part:
        name, _, pointer = ref.partition("#")
        file = name.removeprefix("./") or self.file
        target = self.documents.get(file)
        for step in pointer.strip("/").split("/"):
            target = mapping(target).get(unquote(step).replace("~1", "/").replace("~0", "~"))
        if not isinstance(target, dict):
            raise DriftError(f"{self.file}: the reference {ref!r} names nothing")
        return Part(mapping(cast("object", target)), self.documents, file)


@dataclass(frozen=True)
class Facts:
    """A flattened schema: references resolved, `allOf` merged, null separate from the type."""

    types: frozenset[str] = frozenset()
    """Names of JSON types; empty for any type."""
    nullable: bool = False
    format: str | None = None
    members: tuple[object, ...] | None = None
    """Members of an enum, or the constant."""
    bounds: Json = field(default_factory=dict[str, object])
    fields: Mapping[str, Part] = field(default_factory=dict[str, Part])
    required: frozenset[str] = frozenset()
    items: tuple[Part, ...] = ()
    """Schemas of the items of a list; several for a tuple."""
    values: Part | None = None
    """Schema of the values of a mapping."""
    variants: tuple[Part, ...] = ()
    """Variants of a union; all other fields are then empty."""
    free: bool = False
    """Whether it is a hand-written type of ours, which a schema cannot describe."""

    @property
    def is_any_object(self) -> bool:
        """Whether it allows any object."""
        return self.types == frozenset({"object"}) and not self.fields and not self.variants

    @property
    def tags(self) -> Mapping[str, object]:
        """Properties with a single allowed value."""
        allowed = {name: facts_of(part).members for name, part in self.fields.items()}
        return {name: members[0] for name, members in allowed.items() if members and len(members) == 1}


def facts_of(part: Part) -> Facts:
    """Flatten a schema."""
    part = part.resolved()
    if part.value.get("x-write-values") or part.value.get("x-python") in _FREE:
        return Facts(free=True)
    # Later parts of `allOf` override earlier ones.
    facts = reduce(_merged, [*(facts_of(base) for base in part.elements("allOf")), _own(part)])
    options = list(_options(part, ()))
    if not options:
        return facts
    variants = [facts_of(option) for option in options if not _is_null(option)]
    nullable = facts.nullable or len(variants) < len(options) or any(variant.nullable for variant in variants)
    if len(variants) == 1:
        return replace(_merged(facts, variants[0]), nullable=nullable)
    simple = _as_one(variants)
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
    bounds = {name: value[name] for name in BOUNDS if name in value}
    pattern = bounds.get("pattern")
    if isinstance(pattern, str):
        bounds["pattern"] = pattern.replace("\\/", "/")  # A slash needs no escape, but often has one.
    if value.get("items") is False:
        bounds.setdefault("maxItems", len(sequence(value.get("prefixItems"))))
    return bounds


def _implied(value: Json, members: list[object]) -> frozenset[str]:
    """Return the type of a schema without `type`."""
    if "properties" in value or "additionalProperties" in value:
        return frozenset({"object"})
    if "items" in value or "prefixItems" in value:
        return frozenset({"array"})
    names: dict[type, str] = {str: "string", bool: "boolean", int: "integer", float: "number"}
    return frozenset(names[type(member)] for member in members if type(member) in names)


def _merged(base: Facts, more: Facts) -> Facts:
    """Merge two schemas; the second overrides the first."""
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
    """Yield the variants of a union, including those of nested unions."""
    for option in (*part.elements("oneOf"), *part.elements("anyOf")):
        inner = [] if id(option.value) in seen else list(_options(option, (*seen, id(option.value))))
        yield from inner or [option]


def _is_null(part: Part) -> bool:
    return part.value.get("type") == "null"


def _as_one(variants: list[Facts]) -> Facts | None:
    """Merge a union of scalars into one type; None if it contains other types."""
    if any(
        variant.free or variant.fields or variant.items or variant.values or "object" in variant.types
        for variant in variants
    ):
        return None
    is_open = any(variant.members is None for variant in variants)
    members = [member for variant in variants for member in variant.members or ()]
    return Facts(
        types=frozenset(name for variant in variants for name in variant.types),
        members=None if is_open else tuple(members),
        bounds={name: bound for variant in variants for name, bound in variant.bounds.items()},
    )
