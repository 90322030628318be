"""Responses of operations: the successful one, and the documented errors."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from codegen.read.loader import Node, Spec
from codegen.read.schemas import read_fields
from codegen.read.shapes import Field, Ref

DOWNLOAD = "attio._files.download.FileDownload"
"""Dotted path of the hand-written response of a file download."""

ANY_CLIENT_ERROR = "4XX"
"""Key in `responses` for client errors that are not documented one by one."""

SHARED_ERRORS = {"ScimError": "attio.errors.scim.SCIM_ERRORS"}
"""Dotted paths of tuples of hand-written classes for client errors, by the class that they extend."""


@dataclass(frozen=True)
class ErrorClass:
    """The error class for one status of an operation."""

    name: str
    status: int
    codes: tuple[tuple[str, str], ...]
    """Each documented code with its meaning."""
    node: Node


@dataclass(frozen=True)
class SharedErrors:
    """The hand-written classes for all client errors of an operation."""

    name: str
    """Name of the class that they extend."""
    meaning: str

    @property
    def path(self) -> str:
        """Dotted path of the tuple of the classes."""
        return SHARED_ERRORS[self.name]


@dataclass(frozen=True)
class Response:
    """The successful response of an operation."""

    kind: Literal["empty", "handmade", "envelope", "component"]
    name: str
    """Name of its class, or dotted path of a hand-written one."""
    description: str
    fields: tuple[Field, ...] = ()
    """Fields of an envelope that is defined in the operation."""
    component: Ref | None = None
    empty_means: str | None = None
    """Meaning of a response without content; None if there is always or never content."""


def read_response(spec: Spec, class_name: str, responses: Node) -> Response:
    """Read the successful response of an operation.

    Args:
        spec: All spec files.
        class_name: The operation's id in CamelCase.
        responses: Its `responses`.
    """
    successes = [(status, node) for status, node in responses.items() if status[0] in "23"]
    if not successes:
        raise responses.error("there is no successful response")
    for _, node in successes:
        node.only("description", "content", "headers", "x-class", "x-python", "x-note")
    read = [_read_response(spec, class_name, node) for _, node in successes]
    full = [response for response in read if response.kind != "empty"] or read[:1]
    empty = [response for response in read if response.kind == "empty" and response is not full[0]]
    if any(response.name != full[0].name for response in full):
        raise responses.error(
            f"an operation must have one response class, not {', '.join(response.name for response in full)}"
        )
    return replace(full[0], empty_means=empty[0].description) if empty and full[0].kind != "empty" else full[0]


def _read_response(spec: Spec, class_name: str, node: Node) -> Response:
    description = node.text_at("description")
    handmade, name = node.get("x-python"), node.get("x-class")
    if handmade:
        return Response("handmade", handmade.text(), description)
    if "content" not in node or (name and name.text() == "EmptyResponse"):
        return Response("empty", "EmptyResponse", description)
    node.at("content").only("application/json")
    media = node.at("content").at("application/json")
    media.only("schema", "example", "examples")
    schema = media.at("schema")
    if "$ref" in schema:
        stem, component, target = spec.resolve(schema, "schemas")
        ref = Ref((stem, component))
        if "x-python" in target:
            return Response("handmade", target.text_at("x-python"), description)
        return Response("component", component, description, component=ref)
    schema.only("type", "properties", "required", "description", "example", "additionalProperties", "x-note")
    return Response(
        "envelope", name.text() if name else f"{class_name}Response", description, read_fields(spec, schema)
    )


def read_errors(responses: Node) -> tuple[ErrorClass, ...]:
    """Read the error classes of an operation, one for each status it documents."""
    return tuple(
        _error(status, node)
        for status, node in responses.items()
        if status[0] not in "23" and status.upper() != ANY_CLIENT_ERROR
    )


def _error(status: str, node: Node) -> ErrorClass:
    node.only("description", "content", "x-error", "x-codes", "x-note")
    if not re.fullmatch(r"[45]\d\d", status):
        raise node.error(f"{status!r} is not an error status")
    node.text_at("description")
    codes = tuple((code, sentence(text)) for code, text in node.at("x-codes").items())
    if not codes:
        raise node.at("x-codes").error("must name a code")
    name = node.text_at("x-error")
    if not re.fullmatch(r"[A-Z]\w*Error", name):
        raise node.at("x-error").error(f"{name!r} is not a name of an error class: it must end with `Error`")
    return ErrorClass(name, int(status), codes, node)


def read_shared_errors(responses: Node) -> SharedErrors | None:
    """Read the classes for all client errors of an operation; None if the spec documents errors one by one."""
    node = responses.get(ANY_CLIENT_ERROR)
    if node is None:
        return None
    node.only("description", "content", "x-error", "x-note")
    others = [status for status, _ in responses.items() if status[0] == "4" and status != ANY_CLIENT_ERROR]
    if others:
        raise node.error(f"covers every client error, so {', '.join(others)} would never be raised")
    return SharedErrors(node.at("x-error").one_of(*SHARED_ERRORS), sentence(node.at("description")))


def sentence(node: Node) -> str:
    """Return the text of a node, which must be one sentence."""
    text = node.text()
    if not text.endswith(".") or "\n" in text:
        raise node.error("must be one sentence that ends with a period")
    return text
