"""`attio/errors`: error classes of operations and of codes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from codegen.read.api import Api, Resource
from codegen.read.codes import ErrorCode, prefix_of
from codegen.read.examples import python_method
from codegen.read.operations import Operation
from codegen.read.responses import ErrorClass
from codegen.render.python import Imports, quoted
from codegen.render.text import WIDTH, capitalized, class_docstring, docstring, header, short_docstring, words, wrap

FAMILIES = {
    400: "BadRequestError",
    401: "AuthenticationError",
    403: "PermissionDeniedError",
    404: "NotFoundError",
    409: "ConflictError",
    413: "ContentTooLargeError",
    429: "RateLimitError",
}
"""Classes of single statuses, hand-written in `attio.errors.statuses`."""


def status_class(status: int) -> str:
    """Return the class of a status, which error classes of operations extend."""
    return FAMILIES.get(status, "ServerError" if status >= 500 else "AttioError")


def tuple_path(operation: Operation) -> str:
    """Return the dotted path of the tuple of the documented errors of an operation."""
    if operation.shared_errors:
        return operation.shared_errors.path
    return f"attio.errors.{operation.resource}.{operation.constant}_ERRORS"


def render_errors(api: Api) -> Iterator[tuple[str, str]]:
    """Render every module of errors that is not empty."""
    codes = {code.class_name: code.name for code in api.codes}
    for resource in api.resources:
        if any(operation.errors for operation in resource.operations):
            yield f"src/attio/errors/{resource.name}.py", _module(resource, codes)
    if api.codes:
        yield "src/attio/errors/codes.py", _codes(api)


def _module(resource: Resource, codes: Mapping[str, str]) -> str:
    imports = Imports()
    parts: list[str] = []
    for operation in resource.operations:
        parts += [_class(operation, error, imports, codes.get(error.name)) for error in operation.errors]
    parts += [_tuple(operation) for operation in resource.operations if operation.errors]
    head = f'{header(resource.file)}\n"""Errors of `client.{resource.name}`."""\n\n{imports.render()}'
    return "\n\n".join((head, *parts))


def _class(operation: Operation, error: ErrorClass, imports: Imports, code: str | None) -> str:
    name = status_class(error.status)
    base = imports.add("attio.errors.base" if name == "AttioError" else "attio.errors.statuses", name)
    # For a status without its own class, the error class sets the status.
    status = "" if error.status in (*FAMILIES, 500) else f"\n    family = {error.status}\n"
    return f"class {error.name}({base}):\n{error_docstring(operation, error, code)}{status}"


def error_docstring(operation: Operation, error: ErrorClass, of_code: str | None) -> str:
    """Render the docstring of an error class: operation, status, codes and their meanings.

    Args:
        operation: The operation.
        error: Its error class.
        of_code: The code for which other operations raise the class as well; None for most classes.
    """
    (code, meaning), *others = error.codes
    parts: list[str] = []
    if others:
        title = f"`{python_method(operation.name)}`, {error.status}, with one of these values of `code`."
        lines = (wrap(f"- `{code}`: {meaning}", indent=4, hanging=6) for code, meaning in error.codes)
        parts.append("\n".join(lines))
    else:
        title = f"`{python_method(operation.name)}`, {error.status} `{code}`: {meaning}"
        if len(f'    """{title}"""') > WIDTH:
            title = f"`{python_method(operation.name)}`, {error.status} `{code}`."
            parts.append(wrap(capitalized(meaning), indent=4))
    if of_code:
        parts.append(wrap(f"Other operations raise it as well, with the code `{of_code}`.", indent=4))
    return docstring("\n\n".join((title, *parts)), indent=4)


def _tuple(operation: Operation) -> str:
    names = ", ".join(error.name for error in operation.errors)
    comma = "," if len(operation.errors) == 1 else ""
    text = f"Errors that `{python_method(operation.name)}` documents, for `except`."
    return f"{operation.constant}_ERRORS = ({names}{comma})\n{short_docstring(text, indent=0)}"


_CODES_HEAD = '''"""Errors by the code of the API, in all operations."""

from __future__ import annotations

from collections.abc import Mapping

from attio.errors.base import AttioError

__all__ = [{names}]


'''


def _codes(api: Api) -> str:
    """Classes of codes, except hand-written ones and classes of operations."""
    of_operations = {error.name for operation in api.operations for error in operation.errors}
    rendered = [code for code in api.codes if not code.handmade and code.class_name not in of_operations]
    head = _CODES_HEAD.format(names=", ".join(quoted(code.class_name) for code in rendered))
    classes = "".join(f"class {code.class_name}(AttioError):\n{_code_docstring(code)}\n\n" for code in rendered)
    by_code = {name: code.class_name for code in api.codes for name in (code.name, *code.aliases)}
    return (
        f"{header('')}\n{head}{classes}"
        f"CLASS_NAMES: Mapping[str, str] = {quoted(dict(sorted(by_code.items())))}\n"
        '"""Name of the class of each code; all are in `attio.errors`."""\n\n'
        f"PREFIXES: Mapping[str, str] = {quoted(_prefixes(api))}\n"
        '"""Prefix of the error classes of an operation, by those of its classes that lack the prefix."""\n'
    )


def _code_docstring(code: ErrorCode) -> str:
    statuses = words(str(status) for status in code.statuses)
    title = f"`{code.name}`, {statuses}"
    if len(f'    """{title}: {code.meaning}"""') <= WIDTH:
        return class_docstring(f"{title}: {code.meaning}\n\n{code.action}")
    return class_docstring(f"{title}.\n\n{capitalized(code.meaning)} {code.action}")


def _prefixes(api: Api) -> dict[str, str]:
    """Return the prefix of the error classes of an operation, by those of its classes that lack the prefix."""
    prefixes: dict[str, str] = {}
    for operation in api.operations:
        prefix = prefix_of(operation.errors)
        prefixes |= {error.name: prefix for error in operation.errors if not error.name.startswith(prefix)}
    return dict(sorted(prefixes.items()))
