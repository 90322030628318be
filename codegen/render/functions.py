"""`attio/funcs/<resource>.py`: operations, and the functions that call them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from codegen.read.api import Api, Resource
from codegen.read.defaults import defaults_of
from codegen.read.examples import async_example, to_method
from codegen.read.operations import Operation, Pages, Parameter
from codegen.read.responses import ANY_CLIENT_ERROR, ErrorClass
from codegen.read.shapes import Variants, is_nullable, without_null
from codegen.render.errors import tuple_path
from codegen.render.python import Imports, Types, quoted
from codegen.render.text import docstring, header, indented, paragraphs, uncapitalized, words, wrap

STABILITY = {
    "alpha": "Alpha: may change or be removed at any time.",
    "beta": "Beta: may still change.",
}
"""What the maturity of an operation means to users."""

OPTIONS = "Options of this call, such as `timeout_ms` and `retries`"
GENERAL_ERRORS = "Any other error of a call, such as `RateLimitError`; see the guide on errors."


def render_functions(api: Api) -> Iterator[tuple[str, str]]:
    """Render every module of functions."""
    paged = {operation.id: operation.pages is not None for operation in api.operations}
    for resource in api.resources:
        if resource.operations:
            yield f"src/attio/funcs/{resource.name}.py", _module(api, resource, paged)


def _module(api: Api, resource: Resource, paged: dict[str, bool]) -> str:
    module = FunctionsModule(api, f"attio.funcs.{resource.name}", paged)
    parts: list[str] = []
    for operation in resource.operations:
        parts += module.operation(operation)
        parts += [module.function(operation), module.function(operation, is_async=True)]
    title = f"Standalone functions of `client.{resource.name}`."
    head = f'{header(resource.file)}\n"""{title}"""\n\n{module.imports.render()}'
    return "\n\n".join((head, *parts))


class FunctionsModule:
    """Renders the parts of one module of functions; also used for deprecated methods."""

    def __init__(self, api: Api, module: str, paged: dict[str, bool]) -> None:
        """Start a module with this dotted name."""
        self.api = api
        self.imports = Imports()
        self.types = Types(api.components, self.imports, module)
        self._paged = paged
        self._methods = {operation.id: operation.name for operation in api.operations}

    def operation(self, operation: Operation) -> Iterator[str]:
        """Render the parameters, the adapter if the response is a union, and the `Operation`."""
        yield self._params(operation)
        response = self.response(operation)
        if self._is_union(operation):
            response = f"{operation.constant}_ADAPTER"
            yield self._adapter(operation, response)
        yield self._constant(operation, response)

    def _params(self, operation: Operation) -> str:
        base = self.imports.add("attio.models.base", "Params")
        lines = [f"class {operation.class_name}Params({base}):", f'    """Parameters of `{operation.name}`."""', ""]
        with self.types.inside_class(parameter.name for parameter in operation.parameters):
            for parameter in operation.parameters:
                spelled = self.types.spell(parameter.type, "input")
                if not parameter.needed and not is_nullable(parameter.type):
                    spelled = f"{spelled} | None"
                lines.append(f"    {parameter.name}: {spelled}{'' if parameter.needed else ' = None'}")
        return "\n".join(lines)

    def _adapter(self, operation: Operation, name: str) -> str:
        response = self.response(operation)
        for word in ("ConfigDict", "TypeAdapter"):
            self.imports.add("pydantic", word)
        return f"{name}: TypeAdapter[{response}] = TypeAdapter({response}, config=ConfigDict(defer_build=True))"

    def _is_union(self, operation: Operation) -> bool:
        ref = operation.response.component
        return ref is not None and isinstance(self.api.components[ref.key].shape, Variants)

    def _constant(self, operation: Operation, response: str) -> str:
        self.imports.add("attio._call.operation", "Operation")
        facts = [
            ("name", quoted(operation.name)),
            ("method", quoted(operation.verb)),
            ("path", quoted(operation.path)),
            ("params", f"{operation.class_name}Params"),
            ("response", response),
        ]
        if operation.documents_errors:
            facts.append(("errors", self.types.handmade(tuple_path(operation))))
        for name, value in self._optional_facts(operation).items():
            if value:
                facts.append((name, self._paging(value) if isinstance(value, Pages) else quoted(value)))
        # Type checkers cannot infer from the class that the result may be None.
        type_ = f": Operation[{self.returned(operation)}]" if operation.response.empty_means else ""
        return f"{operation.constant}{type_} = Operation({', '.join(f'{name}={value}' for name, value in facts)},)"

    def _optional_facts(self, operation: Operation) -> dict[str, object]:
        return {
            "query": tuple(parameter.name for parameter in operation.parameters if parameter.place == "query"),
            "body": operation.body,
            "body_param": operation.body_param,
            "idempotent": operation.idempotent,
            "query_cost": operation.query_cost,
            "budgets": operation.budgets,
            "may_be_empty": operation.response.empty_means is not None,
            "transfer": operation.transfer,
            "paging": operation.pages,
            "scopes": operation.scopes,
            "scopes_by_target": dict(operation.scopes_by_target),
            "nullable": tuple(parameter.name for parameter in operation.parameters if parameter.null_means),
            "defaults": defaults_of(self.api, operation),
        }

    def _paging(self, pages: Pages) -> str:
        self.imports.add("attio._call.operation", "Paging")
        facts = [f"style={quoted(pages.style)}"]
        facts += [f"items={quoted(pages.items)}"] if pages.items != "data" else []
        sizes = {"maximum": pages.maximum, "default": pages.default, "minimum": pages.minimum}
        facts += [f"{name}={size}" for name, size in sizes.items() if size not in (None, 1)]
        return f"Paging({', '.join(facts)})"

    def returned(self, operation: Operation) -> str:
        """Return the annotation of the result."""
        return f"{self.response(operation)} | None" if operation.response.empty_means else self.response(operation)

    def response(self, operation: Operation) -> str:
        """Return the class of the response."""
        response = operation.response
        if response.kind == "handmade":
            return self.types.handmade(response.name)
        if response.kind == "empty":
            return self.types.handmade("attio.models.base.EmptyResponse")
        if response.component:
            return self.types.component(response.component.key, "response")
        return self.imports.add(f"attio.models.{operation.resource}", response.name)

    def function(self, operation: Operation, *, is_async: bool = False, method: str | None = None) -> str:
        """Render a function, or with `method` a method of a class.

        Args:
            operation: The operation that the function calls.
            is_async: Whether to render the async twin.
            method: Name of the method, without `_async`.
        """
        suffix = "_async" if is_async else ""
        receiver = "self" if method else "client"
        define = "async def" if is_async else "def"
        call = f"{'await ' if is_async else ''}{receiver}._call{suffix}"
        keys = ", ".join(f"{quoted(parameter.name)}: {parameter.name}" for parameter in operation.parameters)
        space = "    " * (2 if method else 1)
        name, signature = f"{method or operation.id}{suffix}", self._signature(operation, receiver)
        head = f"{self._decorator(operation)}{define} {name}({signature}) -> {self.returned(operation)}:\n"
        body = f"{space}return {call}({operation.constant}, {{{keys}}}, options)\n"
        text = self._docstring(operation, is_async=is_async, indent=len(space))
        return indented(head, 4 if method else 0) + text + body

    def _decorator(self, operation: Operation) -> str:
        explained = f"@{self.imports.add('attio._call.operation', 'explained')}\n"
        if operation.deprecation is None:
            return explained
        deprecated = self.imports.add("typing_extensions", "deprecated")
        return f"@{deprecated}({quoted(operation.deprecation)})\n{explained}"

    def _signature(self, operation: Operation, receiver: str) -> str:
        first = receiver if receiver == "self" else f"client: {self.imports.add('attio._call.operation', 'Caller')}"
        in_path = [parameter for parameter in operation.parameters if parameter.place == "path"]
        others = [parameter for parameter in operation.parameters if parameter.place != "path"]
        parts = [first, *(self._parameter(parameter) for parameter in in_path)]
        parts += ["*"] if others else []
        parts += [self._parameter(parameter) for parameter in others]
        options = self.imports.add("attio._call.options", "PageOptions" if operation.pages else "RequestOptions")
        unpack = self.imports.add("typing_extensions", "Unpack")
        return ", ".join((*parts, f"**options: {unpack}[{options}]"))

    def _parameter(self, parameter: Parameter) -> str:
        return f"{parameter.name}: {self.signature_type(parameter)}{self.default(parameter)}"

    def signature_type(self, parameter: Parameter) -> str:
        """Return the annotation of a parameter."""
        if parameter.null_means:
            inner = self.types.spell(without_null(parameter.type), "signature")
            return f"{inner} | {self.imports.add('attio.models.base', 'Unset')} | None"
        spelled = self.types.spell(parameter.type, "signature")
        return spelled if parameter.needed or is_nullable(parameter.type) else f"{spelled} | None"

    def default(self, parameter: Parameter) -> str:
        """Return the default of a parameter, with its equals sign."""
        if parameter.needed:
            return ""
        return f" = {self.imports.add('attio.models.base', 'UNSET')}" if parameter.null_means else " = None"

    def _docstring(self, operation: Operation, *, is_async: bool, indent: int) -> str:
        options = "PageOptions" if operation.pages else "RequestOptions"
        # Functions are also the methods of the client, and users call the methods: the docstring describes the method.
        arguments = [(parameter.name, parameter_text(parameter)) for parameter in operation.parameters]
        arguments.append(("**options", f"{OPTIONS}; see `attio.{options}`."))
        listed = [wrap(f"{name}: {text}", indent=indent + 4, hanging=indent + 8) for name, text in arguments]
        example = async_example(operation, self._paged) if is_async else operation.example
        example = to_method(example, self._methods, "_async" if is_async else "")
        sections = [
            operation.summary,
            *(wrap(part, indent=indent) for part in paragraphs(operation.description)),
            *(wrap(part, indent=indent) for part in needs(operation)),
            _section("Args", listed, indent),
            _section("Returns", [wrap(response_text(operation), indent=indent + 4)], indent),
            _section("Raises", list(_raises(operation, indent + 4)), indent),
            _section("Example", [indented(example, indent + 4)], indent),
        ]
        return docstring("\n\n".join(sections), indent=indent)


def _section(title: str, lines: Iterable[str], indent: int) -> str:
    return "\n".join((f"{' ' * indent}{title}:", *lines))


def _raises(operation: Operation, indent: int) -> Iterator[str]:
    for error in operation.errors:
        yield from _raised(error, indent)
    if operation.shared_errors:
        text = f"{operation.shared_errors.name}: {ANY_CLIENT_ERROR}: {operation.shared_errors.meaning}"
        yield wrap(text, indent=indent, hanging=indent + 4)
    yield wrap(f"AttioSDKError: {GENERAL_ERRORS}", indent=indent, hanging=indent + 4)


def _raised(error: ErrorClass, indent: int) -> Iterator[str]:
    (code, meaning), *others = error.codes
    if not others:
        yield wrap(f"{error.name}: {error.status} `{code}`: {meaning}", indent=indent, hanging=indent + 4)
        return
    yield wrap(f"{error.name}: {error.status}, with one of these values of `code`:", indent=indent, hanging=indent + 4)
    for name, text in error.codes:
        yield wrap(f"`{name}`: {text}", indent=indent + 4, hanging=indent + 8)


def parameter_text(parameter: Parameter, null: str = "None") -> str:
    """Return the description of a parameter, with the meaning of None if None is sent.

    Args:
        parameter: The parameter.
        null: How readers of the text spell None.
    """
    if parameter.null_means is None:
        return parameter.description
    return f"{parameter.description} Pass {null} to {parameter.null_means}."


def response_text(operation: Operation) -> str:
    """Return the description of a response, with the meaning of None if the response may be empty."""
    response = operation.response
    if response.empty_means is None:
        return response.description
    clause = uncapitalized(response.empty_means).removesuffix(".")
    return f"{response.description.removesuffix('.')}, or None if {clause}."


def needs(operation: Operation) -> list[str]:
    """Return the requirements of a call: maturity, scopes, token level, rate limit."""
    lines: list[str] = []
    if operation.deprecation:
        lines.append(f"Deprecated: {operation.deprecation.removesuffix('.')}.")
    if operation.stability in STABILITY:
        lines.append(STABILITY[operation.stability])
    if operation.scopes:
        lines.append(f"Scopes: {', '.join(f'`{scope}`' for scope in operation.scopes)}.")
    for target, scopes in operation.scopes_by_target:
        lines.append(f"Scopes for {target}: {', '.join(f'`{scope}`' for scope in scopes)}.")
    if operation.token_levels:
        only = " only" if len(operation.token_levels) == 1 else ""
        lines.append(f"Token level: {words(operation.token_levels)}{only}.")
    if operation.rate_limit:
        lines.append(f"Rate limit: {operation.rate_limit}.")
    return lines
