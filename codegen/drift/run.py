"""Compare an OpenAPI document of the API with our spec, operation by operation."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from codegen.drift.compare import Comparison, Finding
from codegen.drift.schemas import DriftError, Part, facts_of, mapping, sequence
from codegen.read.loader import load, read_yaml

_VERBS = ("get", "put", "post", "patch", "delete", "head", "options", "trace")


@dataclass(frozen=True)
class Endpoint:
    """One operation of a document."""

    verb: str
    path: str
    part: Part
    shared: Part
    """The path item, with parameters for all operations of the path."""

    @property
    def name(self) -> str:
        """Verb and path."""
        return f"{self.verb.upper()} {self.path}"

    def parameters(self) -> dict[tuple[str, str], Part]:
        """Return the parameters by place and name; path parameters by position, since their names are never sent."""
        in_path = re.findall(r"{(\w+)}", self.path)
        parameters: dict[tuple[str, str], Part] = {}
        for parameter in (*self.shared.elements("parameters"), *self.part.elements("parameters")):
            place, name = str(parameter.value.get("in")), str(parameter.value.get("name"))
            if place == "path" and name in in_path:
                name = str(in_path.index(name))
            if place in {"path", "query"}:
                parameters[place, name] = parameter
        return parameters


def drift(spec_dir: Path, file: Path) -> list[Finding]:
    """Compare a document with the spec of a directory.

    Raises:
        DriftError: The document is not a valid OpenAPI document.
        SpecError: The spec is not valid.
    """
    theirs = _read(file)
    comparison = Comparison()
    their_endpoints = _endpoints([theirs])
    our_parts = _ours(spec_dir)
    our_endpoints = _endpoints(our_parts)
    for key, endpoint in our_endpoints.items():
        comparison.enter(endpoint.name)
        if key in their_endpoints:
            _Operation(comparison, their_endpoints[key], endpoint).compare()
        else:
            comparison.add("extra", "operation")
    for key, endpoint in their_endpoints.items():
        if key not in our_endpoints:
            comparison.enter(endpoint.name)
            comparison.add("missing", "operation")
    _webhooks(comparison, theirs, our_parts)
    return comparison.findings


def _read(file: Path) -> Part:
    try:
        text = file.read_text(encoding="utf-8")
        value: object = json.loads(text) if file.suffix == ".json" else read_yaml(text, file.name)
    except (OSError, ValueError) as error:
        raise DriftError(f"{file}: cannot be read: {error}") from error
    if "paths" not in mapping(value):
        raise DriftError(f"{file}: is not an OpenAPI document: it has no `paths`")
    return Part(mapping(value), {"": value})


def _ours(spec_dir: Path) -> list[Part]:
    documents = {node.file: node.value for node in load(spec_dir).documents.values()}
    return [Part(mapping(value), documents, file) for file, value in documents.items()]


def _endpoints(documents: list[Part]) -> dict[tuple[str, str], Endpoint]:
    """Return all operations, by verb and path without parameter names."""
    endpoints: dict[tuple[str, str], Endpoint] = {}
    for document in documents:
        for path, item in document.items("paths"):
            shape = re.sub(r"{\w+}", "{}", path)
            for verb in _VERBS:
                if verb in item.value:
                    endpoints[verb, shape] = Endpoint(verb, path, item.at(verb), item)
    return endpoints


@dataclass(frozen=True)
class _Operation:
    comparison: Comparison
    theirs: Endpoint
    ours: Endpoint

    def compare(self) -> None:
        self._parameters()
        self._scopes()
        self._body()
        self._successes()
        self._errors()

    def _parameters(self) -> None:
        left, right = self.theirs.parameters(), self.ours.parameters()
        for (place, name), part in left.items():
            where = f"{place}.{part.value.get('name', name)}"
            other = right.get((place, name))
            if other is None:
                self.comparison.add("missing", "parameter", where)
                continue
            needed = part.value.get("required") is True, other.value.get("required") is True
            self.comparison.differ("required", where, *needed)
            self.comparison.request(part.at("schema"), _schema(other), where)
        for place, name in right.keys() - left.keys():
            self.comparison.add("extra", "parameter", f"{place}.{right[place, name].value.get('name', name)}")

    def _scopes(self) -> None:
        """Compare the scopes, if both documents name them."""
        left, right = _scopes(self.theirs.part), _scopes(self.ours.part)
        if left and right:
            self.comparison.sets("scope", "security", left, right)

    def _body(self) -> None:
        left = dict(self.theirs.part.at("requestBody").items("content"))
        right = dict(self.ours.part.at("requestBody").items("content"))
        self.comparison.sets("content type", "body", left, right)
        for name in left.keys() & right.keys():
            self.comparison.request(left[name].at("schema"), right[name].at("schema"), "body")

    def _successes(self) -> None:
        left, right = _responses(self.theirs.part, "23"), _responses(self.ours.part, "23")
        self.comparison.sets("status", "response", left, right)
        for status in left:
            if status not in right:
                continue
            their_schema, our_schema = _json(left[status]), _json(right[status])
            if their_schema.value and our_schema.value:
                self.comparison.response(their_schema, our_schema, status)

    def _errors(self) -> None:
        left, right = _responses(self.theirs.part, "45"), _responses(self.ours.part, "45")
        for status in left:
            if status not in right:
                self.comparison.add("missing", "error", status, theirs=_codes(left[status]))
                continue
            self.comparison.sets("error code", status, _codes(left[status]), _codes(right[status]))
        for status in right:
            if status not in left:
                self.comparison.add("extra", "error", status, ours=_codes(right[status]))


def _schema(parameter: Part) -> Part:
    """Return the schema of a parameter of our spec, with its `x-null-means`."""
    schema = parameter.at("schema")
    meaning = {key: value for key, value in parameter.value.items() if key == "x-null-means"}
    return schema.part({**schema.value, **meaning})


def _scopes(part: Part) -> list[str]:
    scopes: set[str] = set()
    for requirement in sequence(part.value.get("security")):
        for scheme_scopes in mapping(requirement).values():
            scopes.update(map(str, sequence(scheme_scopes)))
    return sorted(scopes)


def _responses(part: Part, first: str) -> dict[str, Part]:
    return {status.upper(): response for status, response in part.items("responses") if status[0] in first}


def _json(response: Part) -> Part:
    """Return the schema of the JSON body of a response; empty if there is none."""
    content = dict(response.items("content"))
    exact = [name for name in content if name.partition(";")[0] == "application/json"]
    similar = [name for name in content if "json" in name]
    for name in (*exact, *similar):
        return content[name].at("schema")
    return response.part({})


def _codes(response: Part) -> list[str]:
    """Return the error codes of a response, from `x-codes` or from the enum of `code` in the schema."""
    named = list(mapping(response.value.get("x-codes")))
    return named or sorted({str(code) for code in _members_of(_json(response), "code")})


def _members_of(schema: Part, name: str) -> Iterator[object]:
    facts = facts_of(schema)
    for variant in facts.variants:
        yield from _members_of(variant, name)
    if name in facts.fields:
        yield from facts_of(facts.fields[name]).members or ()


def _webhooks(comparison: Comparison, theirs: Part, ours: list[Part]) -> None:
    """Compare the webhook events, if the document has any."""
    left = dict(theirs.items("webhooks"))
    right: Mapping[str, Part] = {event: part for document in ours for event, part in document.items("webhooks")}
    for event, part in left.items():
        comparison.enter(f"webhook {event}")
        if event in right:
            comparison.response(_payload(part), _payload(right[event]), "payload", event)
        else:
            comparison.add("missing", "webhook")
    for event in right.keys() - left.keys() if left else ():
        comparison.enter(f"webhook {event}")
        comparison.add("extra", "webhook")


def _payload(webhook: Part) -> Part:
    return webhook.at("post", "requestBody", "content", "application/json", "schema")
