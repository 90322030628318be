"""`attio/errors/<resource>.py`: the error classes of operations."""

from __future__ import annotations

from collections.abc import Iterator

from codegen.read.answers import ErrorClass
from codegen.read.api import Api, Resource
from codegen.read.operations import Operation
from codegen.render.python import Imports
from codegen.render.text import WIDTH, capitalized, class_docstring, docstring, header, short_docstring, wrap

FAMILIES = {
    400: "BadRequestError",
    401: "AuthenticationError",
    403: "PermissionDeniedError",
    404: "NotFoundError",
    409: "ConflictError",
    413: "ContentTooLargeError",
    429: "RateLimitError",
}
"""Classes of single statuses, hand-written in `attio.errors.base`."""


def family(status: int) -> str:
    """The class of a status that the class of an operation extends."""
    return FAMILIES.get(status, "ServerError" if status >= 500 else "AttioError")


def tuple_path(operation: Operation) -> str:
    """Dotted path of the tuple of what an operation documents."""
    if operation.shared_errors:
        return operation.shared_errors.path
    return f"attio.errors.{operation.resource}.{operation.constant}_ERRORS"


def render_errors(api: Api) -> Iterator[tuple[str, str]]:
    """Render every module of errors that has something in it."""
    for resource in api.resources:
        if any(operation.errors for operation in resource.operations):
            yield f"src/attio/errors/{resource.name}.py", _module(resource)


def _module(resource: Resource) -> str:
    imports = Imports()
    parts: list[str] = []
    for operation in resource.operations:
        parts += [_class(operation, error, imports) for error in operation.errors]
    parts += [_tuple(operation) for operation in resource.operations if operation.errors]
    head = f'{header(resource.file)}\n"""Errors of `client.{resource.name}`."""\n\n{imports.render()}'
    return "\n\n".join((head, *parts))


def _class(operation: Operation, error: ErrorClass, imports: Imports) -> str:
    base = imports.add("attio.errors.base", family(error.status))
    # A status without a family of its own is told apart by the class.
    own = "" if error.status in (*FAMILIES, 500) else f"\n    family = {error.status}\n"
    return f"class {error.name}({base}):\n{error_docstring(operation, error)}{own}"


def error_docstring(operation: Operation, error: ErrorClass) -> str:
    """Operation, status, every code and its meaning."""
    (code, meaning), *others = error.codes
    if not others:
        title = f"`{operation.name}`, {error.status} `{code}`"
        fits = len(f'    """{title}: {meaning}"""') <= WIDTH
        return class_docstring(f"{title}: {meaning}" if fits else f"{title}.\n\n{capitalized(meaning)}")
    lines = [wrap(f"- `{code}`: {meaning}", indent=4, hanging=6) for code, meaning in error.codes]
    return docstring(f"`{operation.name}`, {error.status}; `code` tells which.\n\n" + "\n".join(lines), indent=4)


def _tuple(operation: Operation) -> str:
    names = ", ".join(error.name for error in operation.errors)
    comma = "," if len(operation.errors) == 1 else ""
    text = f"What `{operation.name}` documents; for `except` and `match`."
    return f"{operation.constant}_ERRORS = ({names}{comma})\n{short_docstring(text, indent=0)}"
