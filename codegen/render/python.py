"""Python source: imports, and annotations of responses, inputs and signatures."""

from __future__ import annotations

import ast
import keyword
import re
from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager
from typing import Literal, TypeAlias, cast

from codegen.read.shapes import (
    AnyOf,
    Bounded,
    Choice,
    Component,
    Handmade,
    Key,
    ListOf,
    MapOf,
    Nullable,
    Plain,
    PlainName,
    Ref,
    TupleOf,
    Type,
    fields_of,
    without_null,
)

Side: TypeAlias = Literal["response", "input", "signature", "page"]
"""Where an annotation is used: in the model of a response, in the model of an input, in a signature, or on a reference
page about a response."""

_GIVEN = frozenset({"input", "signature"})
_CHECKED = frozenset({"input", "response"})
_READ: dict[PlainName, str] = {"datetime": "Timestamp", "date": "Date"}
_SHOWN: dict[PlainName, str] = {"datetime": "dt.datetime", "date": "dt.date"}
_MARKS: dict[PlainName, str] = {"datetime": "TIME_OR_TEXT", "date": "DATE_OR_TEXT"}
_INPUT: dict[PlainName, str] = {"datetime": "dt.datetime | str", "date": "dt.date | str", "file": "FileContent"}


def attribute(name: str) -> str:
    """Return the Python name of a property: its name, unless that is not a valid Python name."""
    plain = re.sub(r"\W", "_", name.lstrip("$"))
    return f"{plain}_" if keyword.iskeyword(plain) else plain


def key_name(name: str) -> str:
    """Return the key of a property in an input: its name, except `ref` for `$ref`, as in a response."""
    return "ref" if name == "$ref" else name


class Imports:
    """Collects the imports of a module while it is rendered."""

    def __init__(self) -> None:
        """Start without imports."""
        self._names: dict[str, set[str]] = {}
        self._modules: set[str] = set()

    def add(self, module: str, name: str) -> str:
        """Import a name from a module, and return it."""
        self._names.setdefault(module, set()).add(name)
        return name

    def add_module(self, line: str) -> None:
        """Add a whole line, such as `import datetime as dt`."""
        self._modules.add(line)

    def render(self) -> str:
        """Render the lines; ruff sorts them."""
        lines = ["from __future__ import annotations", "", *sorted(self._modules)]
        lines += [f"from {module} import {', '.join(sorted(names))}" for module, names in sorted(self._names.items())]
        return "\n".join(lines) + "\n"


class Types:
    """Spells the types of one module as annotations, and adds the imports for them."""

    def __init__(self, components: Mapping[Key, Component], imports: Imports, module: str) -> None:
        """Spell types for the module with this dotted name."""
        self._components = components
        self._imports = imports
        self._module = module
        self._hidden: frozenset[str] = frozenset()

    @contextmanager
    def inside_class(self, fields: Iterable[str]) -> Generator[None]:
        """Spell types inside a class, where a field named `object` or `list` hides the builtin."""
        self._hidden = frozenset(fields)
        yield
        self._hidden = frozenset()

    def spell(self, type_: Type, side: Side) -> str:
        """Return the annotation for a type."""
        match type_:
            case Plain(name):
                return self._plain(name, side)
            case Choice():
                return self._choice(type_, side)
            case Ref(key):
                return self.component(key, side)
            case Handmade(path):
                return self.handmade(path)
            case Nullable(inner):
                return f"{self.spell(inner, side)} | None"
            case AnyOf(options):
                return " | ".join(dict.fromkeys(self.spell(option, side) for option in options))
            case Bounded():
                return self._bounded(type_, side)
            case ListOf() | TupleOf() | MapOf():
                return self._container(type_, side)

    def component(self, key: Key, side: Side) -> str:
        """Return the annotation for a component."""
        renamed = [field for field in fields_of(self._components, key) if key_name(field.name) != field.name]
        if side != "input" or not renamed:
            return self.class_of(key, side)
        names = ", ".join(f"{key_name(field.name)}={quoted(field.name)}" for field in renamed)
        return self._annotated(self.class_of(key, side), f"{self.handmade('attio.models.renaming.Renamed')}({names})")

    def class_of(self, key: Key, side: Side = "response") -> str:
        """Import the class or alias of a component, and return its name."""
        component = self._components[key]
        if isinstance(component.shape, Handmade):
            return self.handmade(component.shape.path)
        name = f"{component.name}Input" if component.needs_two_aliases and side in _GIVEN else component.name
        return self._own(f"attio.models.{key[0]}", name)

    def handmade(self, path: str) -> str:
        """Import a hand-written class by its dotted path, and return its name."""
        module, _, name = path.rpartition(".")
        return self._own(module, name)

    def _own(self, module: str, name: str) -> str:
        return name if module == self._module else self._imports.add(module, name)

    def _plain(self, name: PlainName, side: Side) -> str:
        if name in _READ and side == "response":
            return self.handmade(f"attio.models.base.{_READ[name]}")
        if name in {"datetime", "date"}:
            self._imports.add_module("import datetime as dt")
        if name == "file":
            self._imports.add("attio._files.download", "FileContent")
        if name in _SHOWN and side == "page":
            return _SHOWN[name]
        if name not in _INPUT or side == "page":
            return self._builtin(name)
        mark = _MARKS.get(name) if side == "input" else None
        return self._annotated(_INPUT[name], self._marker(mark)) if mark else _INPUT[name]

    def _builtin(self, name: str) -> str:
        if name not in self._hidden:
            return name
        self._imports.add_module("import builtins")
        return f"builtins.{name}"

    def _choice(self, choice: Choice, side: Side) -> str:
        literal = f"{self._imports.add('typing', 'Literal')}[{', '.join(quoted(member) for member in choice.members)}]"
        if choice.closed or not all(isinstance(member, str) for member in choice.members):
            return literal
        spelled = literal if side in _GIVEN else f"{literal} | {self._builtin('str')}"
        return self._annotated(spelled, self._marker("OPEN")) if side in _CHECKED else spelled

    def _container(self, type_: ListOf | TupleOf | MapOf, side: Side) -> str:
        match type_:
            case ListOf(items):
                outer = self._abstract("Sequence") if side in _GIVEN else self._builtin("list")
                return f"{outer}[{self.spell(items, side)}]"
            case TupleOf(items):
                spelled = f"{self._builtin('tuple')}[{', '.join(self.spell(item, side) for item in items)}]"
                # JSON has no tuples, so accept a list of the right length.
                return self._annotated(spelled, self._field("strict=False")) if side == "input" else spelled
            case MapOf(values):
                outer = self._abstract("Mapping") if side in _GIVEN else self._builtin("dict")
                spelled = f"{outer}[{self._builtin('str')}, {self.spell(values, side)}]"
                anything = side == "input" and values == Plain("object")
                return self._annotated(spelled, self._marker("AS_IS")) if anything else spelled

    def _bounded(self, type_: Bounded, side: Side) -> str:
        if side != "input":
            return self.spell(type_.inner, side)
        inner = without_null(type_.inner)
        bounds = ", ".join(f"{name}={bound!r}" for name, bound in type_.bounds)
        spelled = self._annotated(self.spell(inner, side), self._field(bounds))
        return spelled if inner is type_.inner else f"{spelled} | None"

    def _abstract(self, name: str) -> str:
        return self._imports.add("collections.abc", name)

    def _marker(self, name: str) -> str:
        return self.handmade(f"attio.models.base.{name}")

    def _field(self, arguments: str) -> str:
        self._imports.add("pydantic", "Field")
        return f"Field({arguments})"

    def _annotated(self, spelled: str, *marks: str) -> str:
        self._imports.add("typing", "Annotated")
        return f"Annotated[{', '.join((spelled, *marks))}]"


def quoted(value: object) -> str:
    """Return the source of a literal, with double quotes."""
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
    if isinstance(value, list):
        return f"[{', '.join(quoted(item) for item in cast('list[object]', value))}]"
    if isinstance(value, tuple):
        items = cast("tuple[object, ...]", value)
        return f"({', '.join(quoted(item) for item in items)}{',' if len(items) == 1 else ''})"
    if isinstance(value, dict):
        entries = cast("dict[object, object]", value).items()
        return f"{{{', '.join(f'{quoted(key)}: {quoted(item)}' for key, item in entries)}}}"
    return repr(value)


def plain_type(spelled: str) -> str:
    """Spell an annotation for people: without `Annotated` metadata and names of modules."""
    return ast.unparse(_Plain().visit(ast.parse(spelled, mode="eval")))


class _Plain(ast.NodeTransformer):
    """Replaces `Annotated[T, ...]` by `T`, and `dt.date` by `date`."""

    def visit_Subscript(self, node: ast.Subscript) -> ast.AST:
        self.generic_visit(node)
        match node:
            case ast.Subscript(value=ast.Name(id="Annotated"), slice=ast.Tuple(elts=[type_, *_])):
                return type_
            case _:
                return node

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        return ast.Name(node.attr)
