"""`docs/reference`: a page for each resource, an index of all methods, a page of all errors."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping

from codegen.read.api import Api, Resource
from codegen.read.examples import async_example, python_method, to_method
from codegen.read.operations import Operation, Parameter
from codegen.read.responses import ANY_CLIENT_ERROR, ErrorClass
from codegen.read.shapes import Alias, Component, Field, Handmade, Key, Object, Variants, is_nullable, refs_in
from codegen.render.functions import FunctionsModule, needs, parameter_text, response_text
from codegen.render.handwritten import PAGES
from codegen.render.python import Imports, Side, Types, attribute, key_name
from codegen.render.text import capitalized, header, paragraphs

_KINDS: dict[type, str] = {Object: "class", Alias: "alias", Variants: "union"}
_FIRST = ("records", "entries", "lists", "objects", "attributes")
_MATURITY = ("stable", "beta", "alpha", "deprecated")


def render_reference(api: Api, by_hand: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Render every page.

    Args:
        api: The description.
        by_hand: Hand-written modules, by path from the root of the project.
    """
    for resource in api.resources:
        yield f"docs/reference/{resource.name}.md", _Page(api, resource.name).resource(resource)
    resources = {resource.name for resource in api.resources}
    for stem, file in api.files.items():
        shared = [component for component in api.components_of(stem) if not isinstance(component.shape, Handmade)]
        if stem not in resources and shared:
            yield f"docs/reference/{stem}.md", _Page(api, stem).shared(file)
    yield "docs/reference/index.md", _index(api)
    yield "docs/reference/errors.md", _errors(api, by_hand)


def anchor(heading: str) -> str:
    """Return the URL fragment of a heading, on the site and on GitHub."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


def method_link(operation: Operation, folder: str = "") -> str:
    """Return the link to the description of a method."""
    return f"{folder}{operation.resource}.md#{anchor(python_method(operation.method))}"


def by_importance(api: Api) -> list[Resource]:
    """Sort the resources for an index: the most used ones first, alpha ones last."""

    def rank(resource: Resource) -> tuple[int, int, str]:
        place = _FIRST.index(resource.name) if resource.name in _FIRST else len(_FIRST)
        maturity = min((_MATURITY.index(operation.stability) for operation in resource.operations), default=0)
        return place, maturity, resource.name

    return sorted(api.resources, key=rank)


def badge(operation: Operation) -> str:
    """Return the maturity of an operation as a badge; empty if it is stable."""
    return f" *({operation.stability})*" if operation.stability != "stable" else ""


class _Page:
    def __init__(self, api: Api, stem: str) -> None:
        self.api = api
        self.stem = stem
        self.paged = {operation.id: operation.pages is not None for operation in api.operations}
        self.methods = {operation.id: operation.name for operation in api.operations}
        self.types = Types(api.components, Imports(), "")
        self.functions = FunctionsModule(api, "", self.paged)

    def resource(self, resource: Resource) -> str:
        parts = [header(resource.file, markdown=True), f"# {resource.title}", resource.summary]
        if resource.guide:
            parts.append(f"Guide: {resource.guide}.")
        parts.append("The examples use a client: `with Attio() as client:` or `async with Attio() as client:`.")
        listed = [
            f"- [`{python_method(operation.method)}`]({anchor_link(operation)}){badge(operation)}: {operation.summary}"
            for operation in resource.operations
        ]
        parts.append("\n".join(listed))
        for operation in resource.operations:
            parts += self.operation(operation)
        parts += self.components("## Types")
        return _joined(parts)

    def shared(self, file: str) -> str:
        parts = [header(file, markdown=True), "# Shared types", "Types that several resources share."]
        return _joined((*parts, *self.components(None)))

    def operation(self, operation: Operation) -> Iterator[str]:
        yield f"## {python_method(operation.method)}"
        yield operation.summary
        yield from paragraphs(operation.description)
        yield _block("py", self.signature(operation))
        yield "\n".join(
            f"- {fact}" for fact in (f"HTTP: {_endpoint(operation)}.", *needs(operation), *_paging(operation))
        )
        if operation.parameters:
            yield "**Parameters**"
            yield "\n".join(self.parameter(parameter) for parameter in operation.parameters)
        yield "**Returns**"
        yield self.returns(operation)
        yield "**Errors**"
        yield "\n".join((*_error_lines(operation), _GENERAL))
        yield "**Example**"
        yield _block("python", to_method(operation.example, self.methods))
        yield _block("python", to_method(async_example(operation, self.paged), self.methods, "_async"))

    def signature(self, operation: Operation) -> str:
        parts = [f"    {self._declared(parameter)}," for parameter in operation.parameters if parameter.place == "path"]
        others = [
            f"    {self._declared(parameter)}," for parameter in operation.parameters if parameter.place != "path"
        ]
        parts += ["    *,", *others] if others else []
        options = "PageOptions" if operation.pages else "RequestOptions"
        parts.append(f"    **options: Unpack[{options}],")
        lines = "\n".join(parts)
        return f"client.{python_method(operation.name)}(\n{lines}\n) -> {self.functions.returned(operation)}"

    def _declared(self, parameter: Parameter) -> str:
        return f"{parameter.name}: {self.functions.signature_type(parameter)}{self.functions.default(parameter)}"

    def parameter(self, parameter: Parameter) -> str:
        spelled = self.types.spell(parameter.type, "signature")
        needed = "" if parameter.needed else ", optional"
        return f"- `{parameter.name}` (`{spelled}`{needed}): {_line(parameter_text(parameter))}{self.links(parameter)}"

    def links(self, field: Field) -> str:
        """Return links to the components that a field refers to."""
        linked = [self.link(key) for key in dict.fromkeys(refs_in(field.type)) if self._documented(key)]
        return f" See {', '.join(linked)}." if linked else ""

    def _documented(self, key: Key) -> bool:
        return not isinstance(self.api.components[key].shape, Handmade)

    def link(self, key: Key) -> str:
        page = "" if key[0] == self.stem else f"{key[0]}.md"
        return f"[`{key[1]}`]({page}#{anchor(_heading(self.api.components[key]))})"

    def returns(self, operation: Operation) -> str:
        response = operation.response
        text = f"`{self.functions.returned(operation)}`: {_line(response_text(operation))}"
        if response.component:
            return f"{text} See {self.link(response.component.key)}."
        lines = [self.field(field, "page", response=True) for field in response.fields]
        return "\n\n".join((text, "\n".join(lines))) if lines else text

    def field(self, field: Field, side: Side, *, response: bool) -> str:
        spelled = self.types.spell(field.type, side)
        if response and not field.required and not is_nullable(field.type):
            spelled = f"{spelled} | None"
        optional = "" if response or field.needed else ", optional"
        name = attribute(field.name) if response else key_name(field.name)
        wire = "" if name == field.name else f", `{field.name}` on the wire"
        text = f": {_line(field.description)}" if field.description else ""
        return f"- `{name}` (`{spelled}`{optional}{wire}){text}{self.links(field)}"

    def components(self, title: str | None) -> Iterator[str]:
        components = [
            component for component in self.api.components_of(self.stem) if not isinstance(component.shape, Handmade)
        ]
        if components and title:
            yield title
        for component in components:
            yield f"### {_heading(component)}"
            yield from paragraphs(component.description)
            yield from self.component(component)

    def component(self, component: Component) -> Iterator[str]:
        response = "response" in component.directions
        side: Side = "page" if response else "signature"
        match component.shape:
            case Object(fields, base):
                if base:
                    yield f"All fields of {self.link(base)}, and:"
                yield "\n".join(self.field(field, side, response=response) for field in fields)
            case Alias(type_):
                yield _block("py", self.types.spell(type_, side))
            case Variants(options, tag, unknown, fallback):
                lines = [f"- {self.link(key)}" for key in options]
                if fallback:
                    lines.append(f"- {self.link(fallback)}, for every other `{tag}`")
                if unknown and response:
                    lines.append(f"- `{unknown}`, for variants unknown to this version")
                yield "\n".join(lines)
            case _:
                return


def anchor_link(operation: Operation) -> str:
    """Return the link to a method within its page."""
    return f"#{anchor(python_method(operation.method))}"


def _heading(component: Component) -> str:
    is_dict = isinstance(component.shape, Object) and "response" not in component.directions
    return f"{'dict' if is_dict else _KINDS[type(component.shape)]} {component.name}"


def _joined(parts: Iterable[str]) -> str:
    return "\n\n".join(part.rstrip("\n") for part in parts) + "\n"


def _block(language: str, text: str) -> str:
    return f"```{language}\n{text}\n```"


def _line(text: str) -> str:
    return " ".join(text.split())


def _paging(operation: Operation) -> Iterator[str]:
    pages = operation.pages
    if pages is None:
        return
    how = {"offset": "`limit` and `offset`", "cursor": "a `cursor`", "scim": "`startIndex` and `count`"}[pages.style]
    most = f", at most {pages.maximum} items per page" if pages.maximum else ""
    yield f"Paginated by {how}{most}; iterate over the page to get the items of all pages."


_GENERAL = "- The [errors of any call](errors.md#errors-of-any-call)."


def _error_lines(operation: Operation) -> Iterator[str]:
    yield from (_error(error) for error in operation.errors)
    if operation.shared_errors:
        yield f"- {ANY_CLIENT_ERROR} `{operation.shared_errors.name}`: {operation.shared_errors.meaning}"


def _error(error: ErrorClass) -> str:
    codes = "\n".join(f"    - `{code}`: {_line(meaning)}" for code, meaning in error.codes)
    return f"- {error.status} `{error.name}`\n{codes}"


def _index(api: Api) -> str:
    parts = [
        header("", markdown=True),
        "# Reference",
        "All methods, classes, errors and commands. Each method has an `_async` twin.",
        _by_hand(),
    ]
    for resource in by_importance(api):
        parts += [f"## [{resource.title}]({resource.name}.md)", resource.summary, _methods(resource)]
    return _joined(parts)


def _by_hand() -> str:
    lines = [f"- [{page.title}]({page.name}.md): {page.summary}" for page in PAGES]
    return "\n".join(
        (
            *lines,
            "- [Errors](errors.md): All error classes.",
            "- [Commands](commands.md): All commands of `attio-crm`.",
        )
    )


def _methods(resource: Resource) -> str:
    lines = [
        f"- [`{python_method(operation.name)}`]({method_link(operation)}){badge(operation)}: {operation.summary}"
        for operation in resource.operations
    ]
    return "\n".join(lines)


def _endpoint(operation: Operation) -> str:
    """Render verb and path, with line breaks allowed at slashes for narrow screens."""
    return f"<code>{operation.verb} {operation.path.replace('/', '/<wbr>').replace('/<wbr>', '/', 1)}</code>"


def _errors(api: Api, by_hand: Mapping[str, str]) -> str:
    parts = [
        header("", markdown=True),
        "# Errors",
        "Every class is in `attio.errors`.",
        "Guide: [Errors](../errors.md).",
    ]
    files = ("src/attio/errors/base.py", "src/attio/errors/statuses.py")
    listed = list(_families("\n".join(by_hand.get(file, "") for file in files)))
    if listed:
        parts += ["## Errors of any call", "\n".join(listed)]
    for path in sorted({operation.shared_errors.path for operation in api.operations if operation.shared_errors}):
        module = path.rpartition(".")[0]
        title = f"## Errors of all {module.rpartition('.')[2].upper()} operations"
        parts += [title, "\n".join(_families(by_hand.get(f"src/{module.replace('.', '/')}.py", "")))]
    if api.codes:
        parts += ["## Errors by code", _CODES_TEXT, _code_table(api)]
    parts += ["## Errors by operation", _OPERATIONS_TEXT]
    for resource in api.resources:
        if any(operation.documents_errors for operation in resource.operations):
            parts += [f"### {resource.title}", _error_table(resource)]
    return _joined(parts)


_CODES_TEXT = """\
`error.code` is the error code of the API. The error is an instance of the class of its code, and of the class that the
operation documents for its status."""

_OPERATIONS_TEXT = """\
Each operation has its own class for every status that it documents, named after the first code of the status. An error
with another code is an instance of a subclass named after that code: `AssertRecordValidationTypeError` is an
`AssertRecordValueNotFoundError` and a `ValidationTypeError`."""


def _code_table(api: Api) -> str:
    lines = ["| Code | Class | Status | Meaning | What to do |", "| --- | --- | --- | --- | --- |"]
    for code in api.codes:
        names = ", ".join(f"`{name}`" for name in (code.name, *code.aliases))
        statuses = ", ".join(str(status) for status in code.statuses)
        facts = (names, f"`{code.class_name}`", statuses, capitalized(code.meaning), code.action)
        lines.append(f"| {' | '.join(facts)} |")
    return "\n".join(lines)


def _error_table(resource: Resource) -> str:
    """Render the error classes of a resource, with status, codes and method."""
    lines = ["| Class | Status | Codes | Method |", "| --- | --- | --- | --- |"]
    for operation in resource.operations:
        method = f"[`{python_method(operation.name)}`]({method_link(operation)})"
        for error in operation.errors:
            codes = ", ".join(f"`{code}`" for code, _ in error.codes)
            lines.append(f"| `{error.name}` | {error.status} | {codes} | {method} |")
        if operation.shared_errors:
            lines.append(f"| `{operation.shared_errors.name}` | {ANY_CLIENT_ERROR} | any | {method} |")
    return "\n".join(lines)


def _families(source: str) -> Iterator[str]:
    """Render the hand-written error classes, each below the class that it extends."""
    classes = {node.name: node for node in ast.parse(source).body if isinstance(node, ast.ClassDef)}
    below: dict[str, list[str]] = {}
    for node in classes.values():
        bases = [base.id for base in node.bases if isinstance(base, ast.Name)]
        if "Protocol" not in bases:
            parents = [name for name in bases if name in classes]
            below.setdefault(parents[0] if parents else "", []).append(node.name)

    def listed(parent: str, indent: str) -> Iterator[str]:
        for name in below.get(parent, ()):
            text = _line((ast.get_docstring(classes[name]) or "").partition("\n\n")[0])
            yield f"{indent}- `{name}`: {text}"
            yield from listed(name, f"{indent}    ")

    return listed("", "")
