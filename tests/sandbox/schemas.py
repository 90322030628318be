"""Checks responses against the description of the API in `codegen/spec`, without the generator or the sandbox."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias, TypeGuard
from urllib.parse import urlsplit

import yaml

Json: TypeAlias = Any
"""A JSON value, or a part of the description."""

_SPEC = Path(__file__).parents[2] / "codegen" / "spec"
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
# Codes that were observed in responses, but that Attio documents for other operations or for none.
_SEEN = {
    "records": {
        "uniqueness_conflict",
        "missing_value",
        "value_not_found",
        "multiple_match_results",
        "matching_attribute_definition_not_unique",
    },
    "meetings": {"value_not_found"},
    "entries": {"immutable_value", "value_not_found"},
}
_TYPES: Mapping[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "integer": int,
    "number": (int, float),
    "null": type(None),
}


def _is_object(value: object) -> TypeGuard[dict[str, Json]]:
    return isinstance(value, dict)


def _is_list(value: object) -> TypeGuard[list[Json]]:
    return isinstance(value, list)


@dataclass(frozen=True)
class Place:
    """A part of the description, and the file to which its references are relative."""

    node: Json
    file: str

    def at(self, node: Json) -> Place:
        """Return another part of the same file; follow references."""
        if _is_object(node) and "$ref" in node:
            return _target(node["$ref"], self.file)
        return Place(node, self.file)


@cache
def _target(reference: str, file: str) -> Place:
    """Resolve a reference in a file, including references to references."""
    name, _, path = reference.partition("#/")
    name = name.removesuffix(".yaml") or file
    found: Json = documents()[name]
    for step in path.split("/"):
        found = found[step]
    return Place(found, name).at(found)


Shape: TypeAlias = tuple[dict[str, Place], set[str], Place | bool]
"""Properties of an object, the names of required ones, and the schema of additional ones (or whether allowed)."""

_SHAPES: dict[int, Shape] = {}
"""Shapes by the id of their node; the nodes live as long as `documents()`."""


@cache
def documents() -> Mapping[str, Json]:
    """Return every file of the description by its stem."""
    return {path.stem: yaml.load(path.read_text("utf-8"), yaml.CSafeLoader) for path in _SPEC.glob("*.yaml")}


@cache
def operations() -> Mapping[str, Place]:
    """Return every operation by its name in the sandbox."""
    return {
        f"{document['x-resource']['name']}.{operation['x-method']}": Place(operation, stem)
        for stem, document in documents().items()
        for item in document.get("paths", {}).values()
        for operation in item.values()
        if _is_object(operation)
    }


def problems(operation: str, status: int, body: Json) -> list[str]:
    """Return the differences between a JSON response and the description of its status."""
    place = operations()[operation]
    response = place.node["responses"].get(str(status))
    if status >= 400:
        return list(_error_problems(response, status, body, _SEEN.get(operation.partition(".")[0], set())))
    if response is None:
        return [f"{operation} documents no status {status}"]
    content = place.at(response).node.get("content", {})
    media = content.get("application/json") or content.get("application/scim+json")
    if media is None:
        return [] if body is None else [f"{operation} documents no body for {status}"]
    return list(_walk(place.at(media["schema"]), body, "$"))


def _error_problems(response: Json, status: int, body: Json, seen: set[str]) -> Iterator[str]:
    """Compare an error with the common shape, and with the documented codes of its operation, if any."""
    if not _is_object(body):
        yield f"an error {status} must be an object, not {body!r}"
    elif "schemas" in body:
        if body.keys() - {"schemas", "status", "scimType", "detail"} or body.get("status") != str(status):
            yield f"no error of SCIM: {body!r}"
    else:
        for name, kind in (("status_code", int), ("type", str), ("code", str), ("message", str)):
            if not isinstance(body.get(name), kind):
                yield f"{name} is {body.get(name)!r}"
        if body.get("status_code") != status:
            yield f"status_code is not {status}"
        codes: dict[str, Json] = response.get("x-codes", {}) if response else {}
        # Attio sends errors about missing fields and wrong tokens in all operations, but documents them for few.
        general = {(400, "validation_type"), (401, "unauthorized"), (403, "unauthorized"), (429, "rate_limit_exceeded")}
        if codes and body.get("code") not in {*codes, *seen} and (status, body.get("code")) not in general:
            yield f"the code {body.get('code')!r} is none of {', '.join(codes)}"


def _walk(place: Place, value: Json, path: str) -> Iterator[str]:
    schema = place.node
    if schema is True:
        return
    options = schema.get("oneOf") or schema.get("anyOf")
    if options is not None:
        yield from _options(place, [place.at(option) for option in options], value, path)
        return
    kinds = schema.get("type", ())
    named = [kinds] if isinstance(kinds, str) else kinds
    if named and not any(_is(value, kind) for kind in named):
        yield f"{path} is {value!r}, no {' or '.join(named)}"
    elif _is_list(value):
        for number, item in enumerate(value):
            yield from _walk(place.at(schema.get("items", True)), item, f"{path}[{number}]")
    elif _is_object(value):
        yield from _object(place, value, path)
    else:
        yield from _plain(schema, value, path)


def _plain(schema: Json, value: Json, path: str) -> Iterator[str]:
    if value != schema.get("const", value):
        yield f"{path} is {value!r}, not {schema['const']!r}"
    if value not in schema.get("enum", [value]):
        yield f"{path} is {value!r}, none of {schema['enum']}"
    if isinstance(value, str) and "format" in schema:
        yield from _format(schema["format"], value, path)


def _options(place: Place, options: list[Place], value: Json, path: str) -> Iterator[str]:
    tag = place.node.get("discriminator", {})
    if tag and _is_object(value):
        name = tag["propertyName"]
        mapped = tag.get("mapping", {}).get(value.get(name))
        if mapped is not None:
            yield from _walk(place.at({"$ref": mapped}), value, path)
            return
    # Stop at the first problem of an option: a value is compared with each type of attribute until one matches.
    if any(next(_walk(option, value, path), None) is None for option in options):
        return
    found = [list(_walk(option, value, path)) for option in options]
    yield min(found, key=len)[0] if len(found) == 1 else f"{path}: {value!r} fits no option: {min(found, key=len)}"


def _is(value: Json, kind: str) -> bool:
    return isinstance(value, _TYPES[kind]) and not (isinstance(value, bool) and kind in ("integer", "number"))


def _format(name: str, value: str, path: str) -> Iterator[str]:
    try:
        if name == "uuid" and _UUID.fullmatch(value) is None:
            yield f"{path} is no UUID: {value!r}"
        elif name == "date-time":
            datetime.fromisoformat(re.sub(r"(\.\d{6})\d*", r"\1", value).replace("Z", "+00:00"))
        elif name == "date":
            date.fromisoformat(value)
        elif name == "uri" and not urlsplit(value).scheme:
            yield f"{path} is no URL: {value!r}"
    except ValueError:
        yield f"{path} is no {name}: {value!r}"


def _object(place: Place, value: Mapping[str, Json], path: str) -> Iterator[str]:
    properties, required, is_open = _shape(place)
    for name in required - value.keys():
        yield f"{path}.{name} is missing"
    for name, item in value.items():
        if name in properties:
            yield from _walk(properties[name], item, f"{path}.{name}")
        elif isinstance(is_open, Place):
            yield from _walk(is_open, item, f"{path}.{name}")
        elif not is_open:
            yield f"{path}.{name} is not documented"


def _shape(place: Place) -> Shape:
    """Return the shape of an object; each is computed once."""
    shape = _SHAPES.get(id(place.node))
    if shape is None:
        shape = _SHAPES[id(place.node)] = _computed_shape(place)
    return shape


def _computed_shape(place: Place) -> Shape:
    schema = place.node
    properties = {name: place.at(node) for name, node in schema.get("properties", {}).items()}
    required = set(schema.get("required", ()))
    more = schema.get("additionalProperties", not properties and "allOf" not in schema)
    is_open: Place | bool = place.at(more) if _is_object(more) else bool(more)
    for part in schema.get("allOf", ()):
        inherited, needed, opened = _shape(place.at(part))
        properties = {**inherited, **properties}
        required = required | needed
        is_open = is_open or opened
    return properties, required, is_open
