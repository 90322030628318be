"""`attio/cli/tree.py` and `attio/cli/commands/`: the commands of all operations, as data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from codegen.read.api import Api, Resource
from codegen.read.examples import python_method
from codegen.read.operations import Operation, Parameter
from codegen.read.shapes import (
    Alias,
    AnyOf,
    Bounded,
    Choice,
    Component,
    Key,
    ListOf,
    Nullable,
    Plain,
    Ref,
    Type,
    fields_of,
)
from codegen.render.functions import needs, parameter_text
from codegen.render.text import header, paragraphs

IRREVERSIBLE = ("merge", "write_attribute_values")
"""Names of methods that cannot be undone, besides those that delete."""
_KINDS = {"str": "text", "int": "integer", "float": "number", "bool": "flag", "datetime": "text", "date": "text"}
_VALUES = ("values", "entry_values")

_PACKAGE = '"""The commands of each resource: data only, so `--help` loads nothing else."""\n'
_HEAD = '''"""Commands of `attio-crm {noun}`."""

from __future__ import annotations

from attio.cli.data import {used}

'''
_TREE = '''"""The commands that group others: their modules in `attio.cli.commands`, summaries and nested groups."""

from __future__ import annotations

from attio.cli.data import Noun

'''


def render_commands(api: Api) -> dict[str, str]:
    """Render the tree of commands, and a module of commands for each resource."""
    files = {"src/attio/cli/tree.py": _tree(api), "src/attio/cli/commands/__init__.py": f"{header('')}\n{_PACKAGE}"}
    for resource in api.resources:
        rows = [f"    {words(operation.method)!r}: {_command(api, operation)}," for operation in resource.operations]
        body = "\n".join(("COMMANDS: dict[str, Command] = {", *rows, "}\n"))
        used = "Command, Parameter" if "Parameter(" in body else "Command"
        head = _HEAD.format(noun=kebab(resource.name), used=used)
        files[f"src/attio/cli/commands/{resource.name}.py"] = f"{header(resource.file)}\n{head}{body}"
    return files


def _tree(api: Api) -> str:
    rows = "\n".join(f"    {kebab(resource.name)!r}: {_noun(resource)}," for resource in api.resources)
    return f"{header('')}\n{_TREE}TREE: dict[str, Noun] = {{\n{rows}\n}}\n"


def _noun(resource: Resource) -> str:
    nested = {kebab(sub.name): sub.summary for sub in resource.subs}
    return f"Noun({resource.name!r}, {resource.summary!r}, {nested!r})"


def kebab(name: str) -> str:
    """Spell the name of a method or resource as a command."""
    return name.replace("_", "-")


def words(method: str) -> str:
    """Return the words of the command that calls a method."""
    return kebab(method.replace(".", " "))


def _command(api: Api, operation: Operation) -> str:
    *parents, last = operation.method.split(".")
    fields: dict[str, object] = {
        "call": ".".join([operation.resource, *parents, python_method(last)]),
        "name": operation.name,
        "summary": operation.summary,
        "text": tuple(_line(part) for part in (*paragraphs(operation.description), *needs(operation))),
    }
    optional: dict[str, object] = {
        "paged": operation.pages is not None,
        "writes": operation.writes,
        "irreversible": operation.verb == "DELETE" or operation.method in IRREVERSIBLE,
        "values": _values(api, operation),
        "downloads": operation.transfer and operation.verb == "GET",
    }
    parameters = "".join(f"{_parameter(api.components, parameter)}," for parameter in operation.parameters)
    arguments = {**fields, **{name: value for name, value in optional.items() if value}}
    spelled = ", ".join(f"{name}={value!r}" for name, value in arguments.items())
    return f"Command({spelled}, parameters=({parameters}))"


def _line(text: str) -> str:
    return " ".join(text.split())


def _parameter(components: Mapping[Key, Component], parameter: Parameter) -> str:
    kind, choices = _kind(components, parameter.type)
    arguments: list[object] = [
        parameter.name,
        parameter.place,
        kind,
        parameter.needed,
        _line(parameter_text(parameter, null="`null`")),
    ]
    return f"Parameter({', '.join(map(repr, [*arguments, *([choices] if choices else [])]))})"


def _kind(components: Mapping[Key, Component], type_: Type) -> tuple[str, tuple[str, ...]]:
    """Return the kind of option for a parameter, such as `text` or `json`, and its choices."""
    match type_:
        case Plain("file"):
            return "file", ()
        case Plain(name) if name in _KINDS:
            return _KINDS[name], ()
        case Choice(members) if all(isinstance(member, str) for member in members):
            return "choice", tuple(str(member) for member in members)
        case Nullable(inner) | Bounded(inner):
            return _kind(components, inner)
        case ListOf(inner) if _kind(components, inner)[0] == "text":
            return "texts", ()
        case AnyOf(options):
            kinds = {_kind(components, option)[0] for option in options}
            return ("text", ()) if kinds <= {"text", "choice"} else ("json", ())
        case Ref(key):
            return _kind_of(components, components[key])
        case _:
            return "json", ()


def _kind_of(components: Mapping[Key, Component], component: Component) -> tuple[str, tuple[str, ...]]:
    if not isinstance(component.shape, Alias):
        return "json", ()
    kind, choices = _kind(components, component.shape.type)
    # An open enum accepts other values as well.
    return ("text", ()) if component.open and kind == "choice" else (kind, choices)


def _values(api: Api, operation: Operation) -> str | None:
    """Return the field of `data` with values of attributes; None if there is none."""
    return next((name for name in _fields_of_data(api, operation) if name in _VALUES), None)


def _fields_of_data(api: Api, operation: Operation) -> Iterator[str]:
    for parameter in operation.parameters:
        if parameter.name == "data" and isinstance(parameter.type, Ref):
            yield from (field.name for field in fields_of(api.components, parameter.type.key))
