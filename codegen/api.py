"""The whole API as the spec describes it: resources, operations, components, all checked against each other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from codegen.answers import Answer
from codegen.loader import Node, Spec, load
from codegen.operations import METHODS, Operation, read_operation
from codegen.schemas import read_components, spread
from codegen.shapes import Component, Direction, Handmade, Key, ListOf, Ref, Type, field_named, refs_in

_OURS = ("x-resource", "x-sub-resources")
_DOCUMENT = ("openapi", "info", "servers", "tags", "security", "paths", "webhooks", "components", "x-note", *_OURS)
_COMPONENTS = ("schemas", "parameters", "securitySchemes")


@dataclass(frozen=True)
class SubResource:
    """A nested sub-client, such as `client.attributes.options`."""

    name: str
    class_name: str
    summary: str
    flat_alias: str | None
    """Its name directly on the client, where it has one as well."""


@dataclass(frozen=True)
class Resource:
    """One sub-client of the client."""

    name: str
    class_name: str
    summary: str
    subs: tuple[SubResource, ...]
    operations: tuple[Operation, ...]
    file: str
    node: Node

    def operations_of(self, sub: str | None) -> list[tuple[str, Operation]]:
        """The operations of the sub-client itself or of a nested one, with the last word of their methods."""
        found: list[tuple[str, Operation]] = []
        for operation in self.operations:
            parent, _, last = operation.method.rpartition(".")
            if (parent or None) == sub:
                found.append((last, operation))
        return found


@dataclass(frozen=True)
class Webhook:
    """One event that the API reports by itself."""

    event: str
    """Its type, such as `record.created`."""
    payload: Key
    """The component of what is delivered."""
    node: Node


@dataclass(frozen=True)
class Api:
    """Everything the spec says."""

    resources: tuple[Resource, ...]
    components: Mapping[Key, Component]
    files: Mapping[str, str]
    """Spec files, by the stem that names their modules."""
    webhooks: tuple[Webhook, ...] = ()

    @property
    def operations(self) -> Iterator[Operation]:
        """All operations, by resource."""
        for resource in self.resources:
            yield from resource.operations

    def components_of(self, stem: str) -> list[Component]:
        """Components of one file, in its order."""
        return [component for key, component in self.components.items() if key[0] == stem]

    def item_of(self, operation: Operation) -> Type:
        """What the pages of an operation hold."""
        if operation.pages is None:
            raise operation.node.error("it has no pages")
        type_ = walk(self.components, operation.answer, operation.pages.items)
        if not isinstance(type_, ListOf):
            raise operation.node.at("x-pagination").error(f"`{operation.pages.items}` is no list of the answer")
        return type_.items


def walk(components: Mapping[Key, Component], answer: Answer, path: str) -> Type | None:
    """Follow a dotted path into an answer."""
    first, *rest = path.split(".")
    own = [one.type for one in answer.fields if one.name == first]
    if answer.component:
        found = field_named(components, answer.component.key, first)
        own = [found.type] if found else []
    type_ = own[0] if own else None
    for name in rest:
        found = field_named(components, type_.key, name) if isinstance(type_, Ref) else None
        type_ = found.type if found else None
    return type_


def read(spec_dir: Path) -> Api:
    """Read the spec of a directory and check it.

    Raises:
        SpecError: Something in it is wrong; the message says what, in which file and where.
    """
    from codegen.checks import check

    spec = load(spec_dir)
    components = read_components(spec)
    resources = tuple(
        _resource(spec, stem, document) for stem, document in spec.documents.items() if _has_resource(document)
    )
    operations = [operation for resource in resources for operation in resource.operations]
    webhooks = tuple(one for document in spec.documents.values() for one in _webhooks(spec, document))
    components = _with_directions(components, operations, webhooks)
    files = {stem: document.file for stem, document in spec.documents.items()}
    api = Api(resources, components, files, webhooks)
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
        subs=tuple(_sub_resource(name, sub) for name, sub in subs.items()) if subs else (),
        operations=tuple(operations),
        file=document.file,
        node=document,
    )


def _verbs(path: str, item: Node) -> Iterator[tuple[str, Node]]:
    item.only(*METHODS)
    if not re.fullmatch(r"(?:/(?:[\w.-]+|{\w+}))+", path):
        raise item.error(f"{path!r} is no path: segments are words or `{{parameter}}`")
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
    """Note for every component whether it is sent, received or both."""
    starts: dict[Direction, list[Key]] = {"request": [], "response": [webhook.payload for webhook in webhooks]}
    for operation in operations:
        starts["request"] += [key for one in operation.parameters for key in refs_in(one.type)]
        starts["response"] += [key for one in operation.answer.fields for key in refs_in(one.type)]
        if operation.answer.component:
            starts["response"].append(operation.answer.component.key)
    for component in components.values():
        for direction in component.directions:
            starts[direction].append(component.key)
    marked = dict(components)
    for key, direction, _ in spread(components, starts):
        component = marked[key]
        if not isinstance(component.shape, Handmade):
            marked[key] = replace(component, directions=component.directions | {direction})
    return marked
