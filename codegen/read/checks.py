"""Checks that need the whole spec: names, directions, pagination, default values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from codegen.read.api import Api, Resource
from codegen.read.defaults import filled
from codegen.read.examples import check_example
from codegen.read.loader import Node, Spec, SpecError
from codegen.read.operations import Operation
from codegen.read.shapes import (
    Alias,
    AnyOf,
    Bounded,
    Choice,
    Component,
    Handmade,
    Key,
    ListOf,
    MapOf,
    Nothing,
    Nullable,
    Object,
    Ref,
    Type,
    Variants,
    field_named,
    refs_of,
)

_PAGING = frozenset({"offset", "cursor", "startIndex"})
_PAGING_NEEDS = {"offset": ("limit", "offset"), "cursor": ("cursor",), "scim": ("startIndex", "count")}


def check(api: Api, spec: Spec) -> None:
    """Check everything that involves more than one node.

    Raises:
        SpecError: Two parts of the spec contradict each other.
    """
    _check_names(api, spec)
    _check_routes(api)
    _check_scopes(api, spec)
    for component in api.components.values():
        if not isinstance(component.shape, Handmade):
            _check_component(api, component, component_node(spec, component.key))
    _check_defaults(api, spec)
    _check_circles(api)
    _check_webhooks(api)
    functions = {operation.id: operation.pages is not None for operation in api.operations}
    for resource in api.resources:
        _check_subs(resource)
        for operation in resource.operations:
            _check_response(api, operation)
            _check_paging(api, operation)
            check_example(operation, functions)


def component_node(spec: Spec, key: Key) -> Node:
    """Return the node of a component."""
    return spec.documents[key[0]].at("components").at("schemas").at(key[1])


def _check_names(api: Api, spec: Spec) -> None:
    seen: dict[str, Node] = {}
    for name, node in _class_names(api, spec):
        if name in seen:
            raise node.error(f"the class {name} is already defined at {seen[name].file}: {seen[name].path}")
        seen[name] = node


def _class_names(api: Api, spec: Spec) -> Iterator[tuple[str, Node]]:
    unknown: set[tuple[str, str]] = set()
    for component in api.components.values():
        node = component_node(spec, component.key)
        if isinstance(component.shape, Handmade):
            continue
        yield component.name, node
        if component.needs_two_aliases:
            yield f"{component.name}Input", node
        name = component.shape.unknown if isinstance(component.shape, Variants) else None
        # Unions of one file may share it.
        if name and (component.key[0], name) not in unknown:
            unknown.add((component.key[0], name))
            yield name, node
    for resource in api.resources:
        yield resource.class_name, resource.node.at("x-resource")
        for sub in resource.subs:
            yield sub.class_name, resource.node.at("x-sub-resources").at(sub.name)
    for operation in api.operations:
        if operation.response.kind == "envelope":
            yield operation.response.name, operation.node.at("responses")
        for error in operation.errors:
            yield error.name, error.node


def _check_routes(api: Api) -> None:
    seen: dict[object, Operation] = {}
    for operation in api.operations:
        for fact in (operation.id, (operation.verb, re.sub(r"{\w+}", "{}", operation.path))):
            if fact in seen:
                other = seen[fact].node
                raise operation.node.error(f"is the same operation as {other.file}: {other.path}")
            seen[fact] = operation


def _check_scopes(api: Api, spec: Spec) -> None:
    """Check that each scope is declared, if the spec declares any."""
    known: set[str] = set()
    for document in spec.documents.values():
        scheme: Node | None = document
        for key in ("components", "securitySchemes", "oauth2", "flows", "authorizationCode", "scopes"):
            scheme = scheme.get(key) if scheme else None
        known |= scheme.mapping().keys() if scheme else set()
    for operation in api.operations:
        by_target = (scope for _, scopes in operation.scopes_by_target for scope in scopes)
        for scope in (*operation.scopes, *by_target):
            if known and scope not in known:
                raise operation.node.error(f"the scope `{scope}` is not declared in `components.securitySchemes`")


def _check_component(api: Api, component: Component, node: Node) -> None:
    if not component.directions:
        raise node.error("no operation uses this component; remove it, or set `x-direction` to `request` or `response`")
    if len(component.directions) > 1 and not component.is_enum:
        raise node.error("is used in requests and in responses; define two components")
    if "response" in component.directions:
        for type_ in _types(component):
            _check_received(api, type_, node)
    if isinstance(component.shape, Object) and component.shape.envelope and "request" in component.directions:
        raise node.error("`x-envelope` is for responses")


def _types(component: Component) -> Iterable[Type]:
    match component.shape:
        case Object(fields):
            return [field.type for field in fields]
        case Alias(type_):
            return [type_]
        case _:
            return []


def _check_received(api: Api, type_: Type, node: Node) -> None:
    match type_:
        case Bounded():
            raise node.error("bounds are for requests; responses are parsed without them")
        case ListOf(inner) | MapOf(inner) | Nullable(inner):
            _check_received(api, inner, node)
        case AnyOf(options):
            objects = [
                option for option in options if isinstance(option, Ref) and not api.components[option.key].is_enum
            ]
            if len(objects) > 1:
                raise node.error("a union of objects in a response needs a component with a `discriminator`")
        case _:
            return


def _check_defaults(api: Api, spec: Spec) -> None:
    reached = [field for operation in api.operations for _, field in filled(api, operation)]
    for component in api.components.values():
        for field in component.shape.fields if isinstance(component.shape, Object) else ():
            if isinstance(field.fill, Nothing):
                continue
            node = component_node(spec, component.key)
            if "request" not in component.directions:
                raise node.error(f"`x-fill` of `{field.name}` is for requests")
            if not any(field is other for other in reached):
                where = "inside something optional or a list, or not in all variants of a union"
                raise node.error(f"`x-fill` of `{field.name}` is {where}: never filled in")


def _check_circles(api: Api) -> None:
    """Check that no modules import each other, which could not be loaded."""
    needs: dict[str, set[str]] = {}
    for component in api.components.values():
        others = {key[0] for key in refs_of(component) if not isinstance(api.components[key].shape, Handmade)}
        needs.setdefault(component.key[0], set()).update(others - {component.key[0]})
    for operation in api.operations:
        refs = {operation.response.component.key[0]} if operation.response.component else set[str]()
        needs.setdefault(operation.resource, set()).update(refs - {operation.resource})
    while needs:
        ready = {stem for stem, others in needs.items() if not others & needs.keys()}
        if not ready:
            circle = ", ".join(f"{stem}.yaml" for stem in sorted(needs))
            raise SpecError(f"{circle}: these files refer to each other; move what they share to another file")
        for stem in ready:
            del needs[stem]


def _check_webhooks(api: Api) -> None:
    """Check that the events of a payload are exactly those under `webhooks`."""
    for key in {webhook.payload: None for webhook in api.webhooks}:
        announced = {webhook.event: webhook.node for webhook in api.webhooks if webhook.payload == key}
        events = set(_tags(api, key))
        for event, node in announced.items():
            if event not in events:
                raise node.error(f"no variant of {key[1]} has the tag `{event}`")
        if events - announced.keys():
            node = next(iter(announced.values()))
            raise node.error(
                f"{key[1]} has events that `webhooks` does not list: {', '.join(sorted(events - announced.keys()))}"
            )


def _tags(api: Api, key: Key) -> Iterator[str]:
    """Yield the tags of all variants that the properties of a component allow."""
    for shape in (api.components[ref].shape for ref in refs_of(api.components[key])):
        if not isinstance(shape, Variants):
            continue
        for tag in (field_named(api.components, option, shape.tag) for option in shape.options):
            if tag and isinstance(tag.type, Choice):
                yield from (str(member) for member in tag.type.members)


def _check_subs(resource: Resource) -> None:
    parents = {operation.method.rpartition(".")[0] for operation in resource.operations} - {""}
    known = {sub.name for sub in resource.subs}
    if parents != known:
        raise resource.node.error(f"`x-sub-resources` names {sorted(known)}, the methods use {sorted(parents)}")


def _check_response(api: Api, operation: Operation) -> None:
    for field in operation.response.fields:
        _check_received(api, field.type, operation.node.at("responses"))
        if not field.description:
            raise operation.node.at("responses").error(f"`{field.name}` of the response needs a description")
    ref = operation.response.component
    if ref is None:
        return
    shape = api.components[ref.key].shape
    objects = [api.components[key].shape for key in shape.options] if isinstance(shape, Variants) else [shape]
    for variant in objects:
        if not isinstance(variant, Object) or not variant.envelope:
            raise operation.node.at("responses").error(f"{ref.key[1]} is a whole response; it needs `x-envelope: true`")


def _check_paging(api: Api, operation: Operation) -> None:
    names = {parameter.name for parameter in operation.parameters}
    data = [field.type for field in operation.response.fields if field.name == "data"]
    lists = operation.verb == "GET" and bool(data) and isinstance(data[0], ListOf)
    if not operation.paging_stated and (lists or names & _PAGING):
        raise operation.node.error("returns a list: `x-pagination` must name its style, or `none`")
    if operation.pages is None:
        return
    api.item_of(operation)
    place = operation.pages.place
    for name in _PAGING_NEEDS[operation.pages.style]:
        if not any(parameter.name == name and parameter.place == place for parameter in operation.parameters):
            raise operation.node.at("x-pagination").error(f"there is no parameter `{name}` in the {place}")
