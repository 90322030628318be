"""The whole API as the spec describes it: resources, operations and components."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from codegen.read.codes import ErrorCode
from codegen.read.loader import Node
from codegen.read.operations import Operation
from codegen.read.responses import Response
from codegen.read.shapes import Component, Key, ListOf, Ref, Type, field_named

_ACRONYMS = {"scim": "SCIM", "sql": "SQL"}
"""Titles of the resources whose names are acronyms."""


@dataclass(frozen=True)
class SubResource:
    """A nested sub-client, such as `client.attributes.options`."""

    name: str
    class_name: str
    summary: str
    flat_alias: str | None
    """Its second name, directly on the client, such as `scim_users`; None for most."""


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
    """Markdown link from the reference page to the guide."""

    @property
    def title(self) -> str:
        """Title of the reference page, such as `Call recordings` or `SQL`."""
        return _ACRONYMS.get(self.name, self.name.replace("_", " ").capitalize())

    def operations_of(self, sub: str | None) -> list[tuple[str, Operation]]:
        """Return the operations of the sub-client (None) or of a nested one, each with the last part of its method."""
        named: list[tuple[str, Operation]] = []
        for operation in self.operations:
            parent, _, last = operation.method.rpartition(".")
            if (parent or None) == sub:
                named.append((last, operation))
        return named


@dataclass(frozen=True)
class Webhook:
    """One event that the API delivers to webhooks."""

    event: str
    """Event type, such as `record.created`."""
    payload: Key
    """The component of the delivered body."""
    node: Node


@dataclass(frozen=True)
class Api:
    """The description of the whole API."""

    resources: tuple[Resource, ...]
    components: Mapping[Key, Component]
    files: Mapping[str, str]
    """Spec files, by the stem that names their modules."""
    webhooks: tuple[Webhook, ...] = ()
    codes: tuple[ErrorCode, ...] = ()
    """Error codes, in alphabetical order."""

    @property
    def operations(self) -> Iterator[Operation]:
        """All operations, by resource."""
        for resource in self.resources:
            yield from resource.operations

    def components_of(self, stem: str) -> list[Component]:
        """Components of one file, in its order."""
        return [component for key, component in self.components.items() if key[0] == stem]

    def item_of(self, operation: Operation) -> Type:
        """Return the type of the items on the pages of an operation."""
        if operation.pages is None:
            raise operation.node.error("it is not paginated")
        type_ = walk(self.components, operation.response, operation.pages.items)
        if not isinstance(type_, ListOf):
            raise operation.node.at("x-pagination").error(f"`{operation.pages.items}` is not a list in the response")
        return type_.items

    def list_item_of(self, operation: Operation) -> Type | None:
        """Return the type of the items of an unpaginated list; None for any other response."""
        for path in ("data", "Resources"):
            type_ = walk(self.components, operation.response, path)
            if operation.pages is None and isinstance(type_, ListOf):
                return type_.items
        return None


def walk(components: Mapping[Key, Component], response: Response, path: str) -> Type | None:
    """Return the type at a dotted path in a response; None if there is none."""
    first, *rest = path.split(".")
    if response.component:
        field = field_named(components, response.component.key, first)
    else:
        field = next((own for own in response.fields if own.name == first), None)
    for name in rest:
        if field is None or not isinstance(field.type, Ref):
            return None
        field = field_named(components, field.type.key, name)
    return field.type if field else None
