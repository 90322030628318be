"""The whole API as the spec describes it: resources, operations, components, all checked against each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from codegen.read.codes import ErrorCode
from codegen.read.loader import Node
from codegen.read.operations import Operation
from codegen.read.responses import Response
from codegen.read.shapes import Component, Key, ListOf, Ref, Type, field_named


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
    guide: str | None = None
    """Markdown link to the guide about it, seen from its reference page."""

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
    codes: tuple[ErrorCode, ...] = ()
    """Error codes, in the order of the alphabet."""

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
        type_ = walk(self.components, operation.response, operation.pages.items)
        if not isinstance(type_, ListOf):
            raise operation.node.at("x-pagination").error(f"`{operation.pages.items}` is no list of the response")
        return type_.items

    def list_item_of(self, operation: Operation) -> Type | None:
        """The items of a response without pages that holds a list; None for every other response."""
        for path in ("data", "Resources"):
            type_ = walk(self.components, operation.response, path)
            if operation.pages is None and isinstance(type_, ListOf):
                return type_.items
        return None


def walk(components: Mapping[Key, Component], response: Response, path: str) -> Type | None:
    """Follow a dotted path into a response."""
    first, *rest = path.split(".")
    own = [one.type for one in response.fields if one.name == first]
    if response.component:
        found = field_named(components, response.component.key, first)
        own = [found.type] if found else []
    type_ = own[0] if own else None
    for name in rest:
        found = field_named(components, type_.key, name) if isinstance(type_, Ref) else None
        type_ = found.type if found else None
    return type_
