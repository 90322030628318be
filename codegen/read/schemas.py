"""Read the schemas of the spec into types, fields and components."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from codegen.read.loader import Node, Spec
from codegen.read.shapes import (
    Alias,
    AnyOf,
    Bounded,
    Choice,
    Component,
    Direction,
    Field,
    Handmade,
    Key,
    ListOf,
    MapOf,
    Nothing,
    Nullable,
    Object,
    Plain,
    PlainName,
    Ref,
    Shape,
    TupleOf,
    Type,
    Variants,
    is_nullable,
    refs_of,
)

BOUNDS = {
    "minimum": "ge",
    "maximum": "le",
    "exclusiveMinimum": "gt",
    "exclusiveMaximum": "lt",
    "minLength": "min_length",
    "maxLength": "max_length",
    "minItems": "min_length",
    "maxItems": "max_length",
    "pattern": "pattern",
}
"""Bounds of JSON Schema, with their names in pydantic's `Field`."""

_NOTES = ("description", "example", "examples", "default", "deprecated", "title", "x-note", "x-inferred")
_CONTAINER = ("items", "prefixItems", "additionalProperties")
_TYPE = ("$ref", "type", "enum", "const", "format", "oneOf", "anyOf", "x-write-values", *_CONTAINER)
_OBJECT = ("allOf", "properties", "required", "x-base", "x-envelope", "x-direction", "x-open")
_UNION = ("discriminator", "x-unknown")
_FIELD = ("x-fill", "x-null-means")

_HOMES = {"StrictModel": "attio.models.base"}
"""Modules of the hand-written base classes."""

_STRINGS: dict[str, PlainName] = {"date-time": "datetime", "date": "date", "binary": "file"}
_SCALARS: dict[str, PlainName] = {"string": "str", "integer": "int", "number": "float", "boolean": "bool"}

_LONGEST_FIRST_LINE = 100


def read_type(spec: Spec, node: Node) -> Type:
    """Read the type that a schema describes."""
    node.only(*_NOTES, *_TYPE, *_FIELD, *BOUNDS, "properties")
    if "properties" in node:
        raise node.error("an object with properties must be a named component")
    type_ = _unbounded(spec, node)
    if isinstance(type_, TupleOf):
        return type_  # Its length is already a bound.
    bounds = tuple((BOUNDS[key], _bound(value)) for key, value in node.items() if key in BOUNDS)
    return Bounded(type_, bounds) if bounds else type_


def _bound(node: Node) -> int | float | str:
    if isinstance(node.value, bool) or not isinstance(node.value, int | float | str):
        raise node.error(f"must be a number or a pattern, not {node.value!r}")
    return node.value


def _unbounded(spec: Spec, node: Node) -> Type:
    if "$ref" in node:
        stem, name, _ = spec.resolve(node, "schemas")
        return Ref((stem, name))
    if node.get("x-write-values"):
        return Handmade("attio.models.writing.WriteValues")
    for key in ("oneOf", "anyOf"):
        if key in node:
            return _one_of(spec, node.at(key))
    if "const" in node:
        return Choice((_member(node.at("const")),), closed=True)
    if "enum" in node:
        return _enum(node)
    return _by_type(spec, node)


def _one_of(spec: Spec, node: Node) -> Type:
    options: list[Type] = []
    null = False
    for element in node.elements():
        if element.mapping() == {"type": "null"}:
            null = True
            continue
        option = read_type(spec, element)
        null = null or is_nullable(option)
        options.append(option.inner if isinstance(option, Nullable) else option)
    if not options:
        raise node.error("there must be a type besides null")
    type_ = options[0] if len(options) == 1 else AnyOf(tuple(options))
    return Nullable(type_) if null else type_


def _enum(node: Node) -> Type:
    members = [element for element in node.at("enum").elements() if element.value is not None]
    choice = Choice(tuple(_member(member) for member in members))
    null = len(members) < len(node.at("enum").elements())
    return Nullable(choice) if null or "null" in _type_names(node) else choice


def _member(node: Node) -> str | int | bool:
    if not isinstance(node.value, str | int | bool):
        raise node.error(f"must be a string, an integer or a boolean, not {node.value!r}")
    return node.value


def _type_names(node: Node) -> tuple[str, ...]:
    names = node.get("type")
    if names is None:
        return ()
    return names.texts() if isinstance(names.value, list) else (names.text(),)


def _by_type(spec: Spec, node: Node) -> Type:
    names = _type_names(node)
    options = [_single(spec, node, name) for name in names if name != "null"]
    if not options:
        if names:
            raise node.at("type").error("there must be a type besides null")
        return Plain("object")
    type_ = options[0] if len(options) == 1 else AnyOf(tuple(options))
    return Nullable(type_) if "null" in names else type_


def _single(spec: Spec, node: Node, name: str) -> Type:
    if name == "array" and "prefixItems" in node:
        return TupleOf(tuple(read_type(spec, element) for element in node.at("prefixItems").elements()))
    if name == "array":
        return ListOf(read_type(spec, node.at("items")))
    if name == "object":
        values = node.get("additionalProperties")
        if values is None or isinstance(values.value, bool):
            return MapOf(Plain("object"))
        return MapOf(read_type(spec, values))
    if name == "string":
        form = node.get("format")
        return Plain(_STRINGS.get(form.text(), "str") if form else "str")
    if name not in _SCALARS:
        raise node.at("type").error(f"{name!r} is not a type of JSON Schema")
    return Plain(_SCALARS[name])


def read_fields(spec: Spec, node: Node) -> tuple[Field, ...]:
    """Read the `properties` of a schema, in their order."""
    required = node.get("required")
    names = required.texts() if required else ()
    fields = tuple(
        read_field(spec, schema, name, required=name in names) for name, schema in node.at("properties").items()
    )
    for name in names:
        if name not in {field.name for field in fields}:
            raise node.at("required").error(f"`{name}` is not a property of this object")
    return fields


def read_field(spec: Spec, node: Node, name: str, *, required: bool) -> Field:
    """Read one property or parameter."""
    fill = node.get("x-fill")
    return Field(
        name=name,
        type=read_type(spec, node),
        required=required,
        description=_field_description(node),
        fill=Nothing() if fill is None else fill.value,
    )


def _field_description(node: Node) -> str:
    if "description" not in node and ("$ref" in node or "const" in node):
        return ""
    return node.text_at("description")


def read_components(spec: Spec) -> dict[Key, Component]:
    """Read every component, by file and name."""
    components: dict[Key, Component] = {}
    for stem, document in spec.documents.items():
        section = document.get("components")
        schemas = section.get("schemas") if section else None
        for name, node in schemas.items() if schemas else ():
            components[stem, name] = _component(spec, node, (stem, name))
    return _with_tags(spec, components)


def _component(spec: Spec, node: Node, key: Key) -> Component:
    node.only(*_NOTES, *_TYPE, *_OBJECT, *_UNION, *BOUNDS, "x-python")
    if not key[1][:1].isupper() or not key[1].isidentifier():
        raise node.error("the name of a component must be a class name")
    handmade = node.get("x-python")
    if handmade is not None:
        return Component(key, "", Handmade(handmade.text()), node.file)
    direction = node.get("x-direction")
    return Component(
        key,
        _class_description(node),
        _shape(spec, node),
        node.file,
        open=node.flag_at("x-open"),
        directions=frozenset[Direction]({_direction(direction)} if direction else ()),
    )


def _direction(node: Node) -> Direction:
    return "request" if node.one_of("request", "response") == "request" else "response"


def _class_description(node: Node) -> str:
    description = node.text_at("description")
    first = description.partition("\n")[0]
    if len(first) > _LONGEST_FIRST_LINE:
        raise node.at("description").error(
            f"its first line has {len(first)} characters; at most {_LONGEST_FIRST_LINE} are allowed"
        )
    if not first.endswith("."):
        raise node.at("description").error("its first line must end with a period")
    return description


def _shape(spec: Spec, node: Node) -> Shape:
    if "allOf" in node:
        return _extension(spec, node)
    if "properties" in node:
        return _object(spec, node)
    if "discriminator" in node:
        return _variants(spec, node)
    ours = ("x-direction", "x-open")
    for name in (*_OBJECT, *_UNION):
        if name in node and name not in ours:
            raise node.error(f"`{name}` needs properties or a discriminator beside it")
    rest = {name: value for name, value in node.mapping().items() if name not in ours}
    return Alias(read_type(spec, replace(node, value=rest)))


def _object(spec: Spec, node: Node) -> Object:
    base = node.get("x-base")
    return Object(
        read_fields(spec, node),
        handmade_base=f"{_HOMES.get(base.text(), 'attio.models.reading')}.{base.text()}" if base else None,
        envelope=node.flag_at("x-envelope"),
    )


def _extension(spec: Spec, node: Node) -> Object:
    parts = node.at("allOf").elements()
    if len(parts) != 2 or "$ref" not in parts[0] or "properties" not in parts[1]:
        raise node.at("allOf").error("must be a `$ref` to the base and an object with the further properties")
    stem, name, _ = spec.resolve(parts[0], "schemas")
    parts[1].only("type", "properties", "required")
    return Object(read_fields(spec, parts[1]), base=(stem, name), envelope=node.flag_at("x-envelope"))


def _variants(spec: Spec, node: Node) -> Variants:
    discriminator = node.at("discriminator")
    discriminator.only("propertyName", "mapping")
    mapping = discriminator.get("mapping")
    named = {value.text().rpartition("/")[2] for _, value in mapping.items()} if mapping else set[str]()
    options: list[Key] = []
    for element in (node.get("oneOf") or node.at("anyOf")).elements():
        stem, name, _ = spec.resolve(element, "schemas")
        options.append((stem, name))
    untagged = [key for key in options if named and key[1] not in named]
    unknown = node.get("x-unknown")
    if len(untagged) + (unknown is not None) > 1:
        raise node.error(f"there is more than one fallback: {', '.join(name for _, name in untagged)}")
    return Variants(
        tuple(key for key in options if key not in untagged),
        discriminator.text_at("propertyName"),
        unknown.text() if unknown else None,
        untagged[0] if untagged else None,
    )


def _with_tags(spec: Spec, components: dict[Key, Component]) -> dict[Key, Component]:
    """Close the choice of each property that is the tag of a union."""
    tagged = dict(components)
    for component in components.values():
        if not isinstance(component.shape, Variants):
            continue
        for option in component.shape.options:
            tagged[option] = _with_tag(spec, tagged[option], component.shape.tag)
    return tagged


def _with_tag(spec: Spec, component: Component, tag: str) -> Component:
    node = spec.documents[component.key[0]].at("components").at("schemas").at(component.name)
    shape = component.shape
    if isinstance(shape, Handmade):
        return component
    tags = [field for field in shape.fields if field.name == tag] if isinstance(shape, Object) else []
    if not isinstance(shape, Object) or not tags or not isinstance(tags[0].type, Choice) or not tags[0].required:
        raise node.error(f"a variant of a union must require `{tag}` and have a `const` or one `enum` member for it")
    closed = replace(tags[0], type=replace(tags[0].type, closed=True))
    fields = tuple(closed if field.name == tag else field for field in shape.fields)
    return replace(component, shape=replace(shape, fields=fields))


def walk_components(
    components: Mapping[Key, Component], starts: Mapping[Direction, list[Key]]
) -> Iterator[tuple[Key, Direction, Key | None]]:
    """Walk from operations to all components that they use, directly or through others.

    Yields:
        A component, the direction in which it is used, and the component that refers to it (None for an operation).
    """
    for direction, keys in starts.items():
        seen: set[Key] = set()
        waiting: list[tuple[Key, Key | None]] = [(key, None) for key in keys]
        while waiting:
            key, parent = waiting.pop()
            if key in seen:
                continue
            seen.add(key)
            yield key, direction, parent
            waiting += [(child, key) for child in refs_of(components[key])]
