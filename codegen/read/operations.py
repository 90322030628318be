"""Operations of the spec: parameters, response and errors of each endpoint."""

from __future__ import annotations

import keyword
import re
from dataclasses import dataclass
from typing import Literal, TypeAlias, cast

from codegen.read.loader import Node, Spec
from codegen.read.responses import (
    DOWNLOAD,
    ErrorClass,
    Response,
    SharedErrors,
    read_errors,
    read_response,
    read_shared_errors,
)
from codegen.read.schemas import read_field, read_type
from codegen.read.shapes import Field

Place: TypeAlias = Literal["path", "query", "body"]
Stability: TypeAlias = Literal["stable", "alpha", "beta", "deprecated"]

METHODS = ("get", "put", "post", "patch", "delete")
_IDEMPOTENT = frozenset({"get", "put", "delete"})
_LONGEST_SUMMARY = 79
_NARROW_BUDGETS = ("query", "merge", "sql", "upload", "call_recording", "note_list")

_KEYS = (
    "operationId", "x-method", "summary", "description", "tags", "security", "x-scopes-by-target", "x-token-levels",
    "x-stability", "x-deprecated", "x-rate-limit", "x-budgets", "x-idempotent", "x-query-cost", "x-pagination",
    "x-example", "x-example-async", "parameters", "requestBody", "x-body-param", "responses", "x-note", "deprecated",
)  # fmt: skip


@dataclass(frozen=True)
class Parameter(Field):
    """A parameter of a function: part of the path, the query or the body."""

    place: Place = "query"
    null_means: str | None = None
    """What null means to the API; None if null cannot be sent."""


@dataclass(frozen=True)
class Pages:
    """How an operation is paginated."""

    style: Literal["offset", "cursor", "scim"]
    place: Literal["query", "body"]
    items: str
    maximum: int | None
    default: int | None = None
    """Default page size, if documented."""
    minimum: int | None = None
    """Smallest page size, if documented."""


@dataclass(frozen=True)
class Operation:
    """One endpoint."""

    id: str
    """Name of its function."""
    resource: str
    method: str
    """Name of its method; in a nested sub-client with a dot, such as `options.list`."""
    verb: str
    path: str
    summary: str
    description: str
    scopes: tuple[str, ...]
    scopes_by_target: tuple[tuple[str, tuple[str, ...]], ...]
    token_levels: tuple[str, ...]
    stability: Stability
    deprecation: str | None
    rate_limit: str | None
    budgets: tuple[str, ...]
    """Rate limits that it counts against, narrowest first; the last is `read` or `write`."""
    idempotent: bool
    query_cost: bool
    pages: Pages | None
    paging_stated: bool
    """Whether the spec has `x-pagination`, be it `none`."""
    example: str
    example_async: str | None
    parameters: tuple[Parameter, ...]
    """In the order of the signature."""
    body: Literal["json", "multipart"] | None
    body_param: str | None
    response: Response
    errors: tuple[ErrorClass, ...]
    shared_errors: SharedErrors | None
    """Classes for all client errors, if the spec does not document them one by one."""
    node: Node

    @property
    def name(self) -> str:
        """Resource and method, such as `records.query`."""
        return f"{self.resource}.{self.method}"

    @property
    def constant(self) -> str:
        """Name of its `Operation`."""
        return self.id.upper()

    @property
    def writes(self) -> bool:
        """Whether it changes data: every verb except GET, without queries, which need only scopes for reading."""
        return self.budgets[-1] == "write"

    @property
    def transfer(self) -> bool:
        """Whether it moves a file."""
        return self.body == "multipart" or self.response.name == DOWNLOAD

    @property
    def class_name(self) -> str:
        """Its id in CamelCase."""
        return camel(self.id)

    @property
    def documents_errors(self) -> bool:
        """Whether the spec documents its errors."""
        return bool(self.errors or self.shared_errors)


def camel(name: str) -> str:
    """Turn `records_query` into `RecordsQuery`."""
    return "".join(word[:1].upper() + word[1:] for word in name.split("_"))


def read_operation(spec: Spec, resource: str, path: str, verb: str, node: Node) -> Operation:
    """Read one operation of a resource."""
    node.only(*_KEYS)
    method = node.text_at("x-method")
    operation_id = node.text_at("operationId")
    if operation_id != f"{resource}_{method.replace('.', '_')}":
        raise node.at("operationId").error("must be the resource and `x-method`, joined by underscores")
    description = node.get("description")
    stability = node.get("x-stability")
    paging = node.get("x-pagination")
    limit, example_async = node.get("x-rate-limit"), node.get("x-example-async")
    parameters, body, body_param = _parameters(spec, path, node)
    levels = node.get("x-token-levels")
    return Operation(
        id=operation_id,
        resource=resource,
        method=method,
        verb=verb.upper(),
        path=path,
        summary=_summary(node.at("summary")),
        description=description.text() if description else "",
        scopes=_scopes(node),
        scopes_by_target=_scopes_by_target(node),
        token_levels=tuple(level.one_of("workspace", "user") for level in levels.elements()) if levels else (),
        stability=cast("Stability", stability.one_of("alpha", "beta", "deprecated")) if stability else "stable",
        deprecation=_deprecation(node),
        rate_limit=limit.text() if limit else None,
        budgets=_budgets(node, verb),
        idempotent=node.flag_at("x-idempotent", default=verb in _IDEMPOTENT),
        query_cost=node.flag_at("x-query-cost"),
        pages=_pages(spec, node, paging) if paging and paging.value != "none" else None,
        paging_stated=paging is not None,
        example=node.text_at("x-example"),
        example_async=example_async.text() if example_async else None,
        parameters=parameters,
        body=body,
        body_param=body_param,
        response=read_response(spec, camel(operation_id), node.at("responses")),
        errors=read_errors(node.at("responses")),
        shared_errors=read_shared_errors(node.at("responses")),
        node=node,
    )


def _budgets(node: Node, verb: str) -> tuple[str, ...]:
    security = node.get("security")
    scopes = _scopes(node) if security else ()
    reads = verb == "get" or (bool(scopes) and all(scope.endswith(":read") for scope in scopes))
    general = "read" if reads else "write"
    budgets = node.get("x-budgets")
    if budgets is None:
        return (general,)
    *narrow, last = budgets.elements()
    if last.value != general:
        raise last.error(f"must be {general!r}: the verb and the scopes determine the last budget")
    return (*(budget.one_of(*_NARROW_BUDGETS) for budget in narrow), general)


def _summary(node: Node) -> str:
    text = node.text()
    if len(text) > _LONGEST_SUMMARY:
        raise node.error(f"has {len(text)} characters; at most {_LONGEST_SUMMARY} are allowed")
    if "\n" in text or not text.endswith("."):
        raise node.error("must be one line that ends with a period")
    return text


def _scopes(node: Node) -> tuple[str, ...]:
    security = node.get("security")
    if security is None:
        if "x-scopes-by-target" not in node:
            raise node.error("`security` is missing; write `[{oauth2: []}]` if no scope is needed")
        return ()
    return tuple(scope for element in security.elements() for scope in element.at("oauth2").texts())


def _scopes_by_target(node: Node) -> tuple[tuple[str, tuple[str, ...]], ...]:
    by_target = node.get("x-scopes-by-target")
    return tuple((target, scopes.texts()) for target, scopes in by_target.items()) if by_target else ()


def _deprecation(node: Node) -> str | None:
    stability, text = node.get("x-stability"), node.get("x-deprecated")
    deprecated = stability is not None and stability.value == "deprecated"
    if deprecated != (text is not None):
        raise node.error("`x-stability: deprecated` requires `x-deprecated` (what to use instead), and the reverse")
    return text.text() if text else None


def _pages(spec: Spec, operation: Node, node: Node) -> Pages:
    node.only("style", "in", "items", "maximum")
    items, style = node.get("items"), node.at("style").one_of("offset", "cursor", "scim")
    place = cast("Literal['query', 'body']", node.at("in").one_of("query", "body"))
    size = _schema_of(spec, operation, "count" if style == "scim" else "limit", place)
    return Pages(
        cast("Literal['offset', 'cursor', 'scim']", style),
        place,
        items.text() if items else "data",
        _integer(node, "maximum"),
        _integer(size, "default") if size else None,
        _integer(size, "minimum") if size else None,
    )


def _integer(node: Node, key: str) -> int | None:
    integer = node.get(key)
    if integer and (not isinstance(integer.value, int) or isinstance(integer.value, bool)):
        raise integer.error("must be an integer")
    return cast("int", integer.value) if integer else None


def _schema_of(spec: Spec, operation: Node, name: str, place: Literal["query", "body"]) -> Node | None:
    """Return the schema of a parameter as a node; None if the parameter does not exist."""
    if place == "body":
        if "requestBody" not in operation:
            return None
        content = operation.at("requestBody").at("content")
        return content.at("application/json").at("schema").at("properties").get(name)
    parameters = operation.get("parameters")
    for element in parameters.elements() if parameters else ():
        parameter = spec.resolve(element, "parameters")[2] if "$ref" in element else element
        if parameter.text_at("name") == name:
            return parameter.at("schema")
    return None


def _parameters(
    spec: Spec, path: str, node: Node
) -> tuple[tuple[Parameter, ...], Literal["json", "multipart"] | None, str | None]:
    """Return the parameters in the order of the signature, the kind of body, and the parameter that is the body."""
    parameters: list[Parameter] = []
    listed = node.get("parameters")
    for element in listed.elements() if listed else ():
        declaration = spec.resolve(element, "parameters")[2] if "$ref" in element else element
        parameters.append(_parameter(spec, declaration))
    in_path = re.findall(r"{(\w+)}", path)
    declared = [parameter.name for parameter in parameters if parameter.place == "path"]
    if sorted(in_path) != sorted(declared):
        raise node.error(f"the path names {in_path}, `parameters` declares {declared}")
    parameters.sort(key=lambda one: in_path.index(one.name) if one.place == "path" else len(in_path))
    body, body_param, fields = _body(spec, node)
    parameters += fields
    _check_names(parameters, node)
    parameters.sort(key=lambda one: (one.place != "path", not one.needed))
    return tuple(parameters), body, body_param


def _check_names(parameters: list[Parameter], node: Node) -> None:
    names = [parameter.name for parameter in parameters]
    for parameter in parameters:
        if names.count(parameter.name) > 1:
            raise node.error(f"the parameter `{parameter.name}` appears twice")
        if (
            not parameter.name.isidentifier()
            or keyword.iskeyword(parameter.name)
            or parameter.name in {"client", "options"}
        ):
            raise node.error(f"`{parameter.name}` cannot be the name of a parameter in Python")


def _parameter(spec: Spec, node: Node) -> Parameter:
    node.only("name", "in", "required", "description", "schema", "example", "examples", "x-null-means", "x-note")
    schema, place = node.at("schema"), node.at("in").one_of("path", "query")
    required = node.flag_at("required")
    if place == "path" and not required:
        raise node.error("a path parameter must have `required: true`")
    null_means = node.get("x-null-means") or schema.get("x-null-means")
    return Parameter(
        name=node.text_at("name"),
        type=read_type(spec, schema),
        required=required,
        description=node.text_at("description"),
        place=cast("Place", place),
        null_means=null_means.text() if null_means else None,
    )


def _body(spec: Spec, node: Node) -> tuple[Literal["json", "multipart"] | None, str | None, list[Parameter]]:
    request = node.get("requestBody")
    if request is None:
        return None, None, []
    request.only("required", "description", "content")
    content = request.at("content")
    content.only("application/json", "multipart/form-data")
    kind: Literal["json", "multipart"] = "json" if "application/json" in content else "multipart"
    media = content.at("application/json" if kind == "json" else "multipart/form-data")
    media.only("schema", "example", "examples")
    name = _body_param(node, media)
    schema = media.at("schema")
    if name:
        text = (request if "description" in request else schema).text_at("description")
        return kind, name, [Parameter(name, read_type(spec, schema), required=True, description=text, place="body")]
    schema.only("type", "properties", "required", "description", "example", "examples", "additionalProperties")
    return kind, None, [_from_field(spec, field, name, schema) for name, field in schema.at("properties").items()]


def _body_param(node: Node, media: Node) -> str | None:
    """Return the name of the parameter that is the whole body; None if each property is a parameter."""
    name = node.get("x-body-param")
    if name is None and "properties" not in media.at("schema"):
        raise media.at("schema").error("must have `properties`, or the operation must have `x-body-param`")
    return name.text() if name else None


def _from_field(spec: Spec, node: Node, name: str, schema: Node) -> Parameter:
    required = schema.get("required")
    field = read_field(spec, node, name, required=required is not None and name in required.texts())
    null_means = node.get("x-null-means")
    return Parameter(
        name=name,
        type=field.type,
        required=field.required,
        description=field.description or node.text_at("description"),
        fill=field.fill,
        place="body",
        null_means=null_means.text() if null_means else None,
    )
