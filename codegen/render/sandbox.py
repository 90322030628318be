"""`attio/sandbox/documented.json`: the errors and enums of the spec, for the sandbox, which imports no SDK code."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from codegen.read.api import Api
from codegen.read.loader import Node
from codegen.read.operations import Operation
from codegen.read.responses import ANY_CLIENT_ERROR, ErrorClass
from codegen.read.shapes import Alias, AnyOf, Bounded, Choice, ListOf, MapOf, Nullable, Ref, TupleOf, Type, fields_of
from codegen.render.text import capitalized

NOTE = "Generated from codegen/spec by `make generate`; edit the files there instead."
TYPES = {401: "auth_error", 403: "auth_error", 429: "rate_limit_error"}
"""`type` in the body of an error, by status; `invalid_request_error` for all others."""
SCIM_CODES = {403: "unauthorized", 404: "not_found"}


def render_sandbox(api: Api) -> dict[str, str]:
    """Render the documented errors of each operation, and the values of each enum in responses."""
    errors = {operation.name: list(documented_errors(operation)) for operation in api.operations}
    enums = {name: sorted(members) for name, members in sorted(_enums(api).items())}
    lines = [
        "{",
        f'"note": {json.dumps(NOTE)},',
        f'"enums": {{{_entries(enums)}\n}},',
        f'"errors": {{{_entries(errors)}',
    ]
    return {"src/attio/sandbox/documented.json": "\n".join([*lines, "}", "}", ""])}


def _entries(content: Mapping[str, object]) -> str:
    lines = (f"{json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}" for name, value in content.items())
    return "\n" + ",\n".join(lines)


def documented_errors(operation: Operation) -> Iterator[list[object]]:
    """Yield status, code, type and message of each documented error of an operation."""
    for error in operation.errors:
        yield from _of_class(error)
    if operation.shared_errors:
        yield from _shared(_example(operation.node.at("responses").at(ANY_CLIENT_ERROR)))


def _of_class(error: ErrorClass) -> Iterator[list[object]]:
    type_ = TYPES.get(error.status, "invalid_request_error")
    example = _example(error.node)
    code_of_example = example.text_at("code") if example else None
    for code, meaning in error.codes:
        message = example.text_at("message") if example and code == code_of_example else capitalized(meaning)
        yield [error.status, code, type_, message]


def _shared(example: Node | None) -> Iterator[list[object]]:
    """Yield the SCIM error of the example; without a `scimType`, its code is the one of the API for the status."""
    if example:
        status, code = int(example.text_at("status")), example.get("scimType")
        yield [status, code.text() if code else SCIM_CODES[status], "scim", example.text_at("detail")]


def _example(response: Node) -> Node | None:
    content = response.get("content")
    media = content.get("application/json") if content else None
    return media.get("example") if media else None


def _enums(api: Api) -> dict[str, set[str]]:
    """Return the values of every open enum in responses, by the name of the property."""
    enums: dict[str, set[str]] = {}
    fields = [field for operation in api.operations for field in operation.response.fields]
    for component in api.components.values():
        if "response" in component.directions:
            fields += fields_of(api.components, component.key)
    for field in fields:
        for choice in _choices(api, field.type):
            members = {member for member in choice.members if isinstance(member, str)}
            if members and not choice.closed:
                enums.setdefault(field.name, set()).update(members)
    return enums


def _choices(api: Api, type_: Type) -> Iterator[Choice]:
    match type_:
        case Choice():
            yield type_
        case Ref(key):
            shape = api.components[key].shape
            if isinstance(shape, Alias):
                yield from _choices(api, shape.type)
        case ListOf(inner) | MapOf(inner) | Nullable(inner) | Bounded(inner):
            yield from _choices(api, inner)
        case AnyOf(options) | TupleOf(options):
            for option in options:
                yield from _choices(api, option)
        case _:
            return
