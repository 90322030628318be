"""Read the spec files into an `Api` and check them against each other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from codegen.read.api import Api, Resource, SubResource, Webhook
from codegen.read.checks import check
from codegen.read.codes import SECTION, read_codes
from codegen.read.loader import Node, Spec, load
from codegen.read.operations import METHODS, Operation, read_operation
from codegen.read.schemas import read_components, walk_components
from codegen.read.shapes import Component, Direction, Handmade, Key, refs_in

_OURS = ("x-resource", "x-sub-resources", SECTION)
_DOCUMENT = ("openapi", "info", "servers", "tags", "security", "paths", "webhooks", "components", "x-note", *_OURS)
_COMPONENTS = ("schemas", "parameters", "securitySchemes")


def read(spec_dir: Path) -> Api:
    """Read the spec files of a directory and check them.

    Raises:
        SpecError: The spec is not valid; the message names the file, the place and the mistake.
    """
    spec = load(spec_dir)
    components = read_components(spec)
    resources = tuple(
        _resource(spec, stem, document) for stem, document in spec.documents.items() if _has_resource(document)
    )
    operations = [operation for resource in resources for operation in resource.operations]
    webhooks = tuple(webhook for document in spec.documents.values() for webhook in _webhooks(spec, document))
    components = _with_directions(components, operations, webhooks)
    files = {stem: document.file for stem, document in spec.documents.items()}
    codes = read_codes(spec, (error for operation in operations for error in operation.errors))
    api = Api(resources, components, files, webhooks, codes)
    check(api, spec)
    return api


def _has_resource(document: Node) -> bool:
    document.only(*_DOCUMENT)
    if "components" in document:
        document.at("components").only(*_COMPONENTS)
    if "x-resource" not in document and "paths" in document and document.at("paths").mapping():
        raise document.error("there are paths, but no `x-resource`")
    return "x-resource" in document


def _resource(spec: Spec, stem: str, document: Node) -> Resource:
    node = document.at("x-resource")
    node.only("name", "class", "summary", "guide")
    name = node.text_at("name")
    if name != stem:
        raise node.at("name").error(f"must be {stem!r}, like the file")
    subs = document.get("x-sub-resources")
    operations = [
        read_operation(spec, name, path, verb, operation)
        for path, item in document.at("paths").items()
        for verb, operation in _verbs(path, item)
    ]
    return Resource(
        name=name,
        class_name=node.text_at("class"),
        summary=_sentence(node.at("summary")),
        guide=guide.text() if (guide := node.get("guide")) else None,
        subs=tuple(_sub_resource(name, sub) for name, sub in subs.items()) if subs else (),
        operations=tuple(operations),
        file=document.file,
        node=document,
    )


def _verbs(path: str, item: Node) -> Iterator[tuple[str, Node]]:
    item.only(*METHODS)
    if not re.fullmatch(r"(?:/(?:[\w.-]+|{\w+}))+", path):
        raise item.error(f"{path!r} is not a path: segments are words or `{{parameter}}`")
    yield from item.items()


def _webhooks(spec: Spec, document: Node) -> Iterator[Webhook]:
    section = document.get("webhooks")
    for event, item in section.items() if section else ():
        item.only("post")
        node = item.at("post")
        node.only("summary", "description", "requestBody", "responses", "x-note")
        media = node.at("requestBody").at("content").at("application/json")
        media.only("schema", "example", "examples")
        stem, name, _ = spec.resolve(media.at("schema"), "schemas")
        yield Webhook(event, (stem, name), node)


def _sub_resource(name: str, node: Node) -> SubResource:
    node.only("class", "summary", "x-flat-alias")
    alias = node.get("x-flat-alias")
    return SubResource(name, node.text_at("class"), _sentence(node.at("summary")), alias.text() if alias else None)


def _sentence(node: Node) -> str:
    text = node.text()
    if "\n" in text or not text.endswith("."):
        raise node.error("must be one line that ends with a period")
    return text


def _with_directions(
    components: Mapping[Key, Component], operations: Iterable[Operation], webhooks: Iterable[Webhook]
) -> dict[Key, Component]:
    """Mark each component as used in requests, in responses, or in both."""
    starts: dict[Direction, list[Key]] = {"request": [], "response": [webhook.payload for webhook in webhooks]}
    for operation in operations:
        starts["request"] += [key for parameter in operation.parameters for key in refs_in(parameter.type)]
        starts["response"] += [key for field in operation.response.fields for key in refs_in(field.type)]
        if operation.response.component:
            starts["response"].append(operation.response.component.key)
    for component in components.values():
        for direction in component.directions:
            starts[direction].append(component.key)
    marked = dict(components)
    for key, direction, _ in walk_components(components, starts):
        component = marked[key]
        if not isinstance(component.shape, Handmade):
            marked[key] = replace(component, directions=component.directions | {direction})
    return marked
