"""Python names for objects, lists, attributes and options. Names in an existing file are kept, matched by id."""

from __future__ import annotations

import ast
import keyword
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

RESERVED = frozenset(
    {
        "assert_", "assert_async", "changes", "check", "check_async", "create", "create_async", "created_at",
        "created_by", "delete", "delete_async", "entry_id", "from_entry", "from_record", "get", "get_async", "query",
        "query_async", "raw", "record_id", "ref", "refresh", "refresh_async", "save", "save_async", "values_of",
        "attr", "read_only", "required",
    }
)  # fmt: skip
"""Names of members of the base classes, and of functions that declare attributes."""
CLASS_NAMES = frozenset({"Literal", "TypeAlias", "TypedEntry", "TypedRecord"})
"""Names that a generated file imports."""
_SPECIFIERS = frozenset({"read_only", "required"})
Declaration: TypeAlias = "tuple[str, ast.expr, ast.expr | None]"
"""Name, value and annotation of the declaration of an attribute."""


@dataclass
class KnownNames:
    """The names in a generated file, by id."""

    classes: dict[str, str] = field(default_factory=dict[str, str])
    """Names of classes, by id of the object or list."""
    attributes: dict[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])
    """Names of attributes, by id of the object or list and id of the attribute."""
    aliases: dict[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])
    """Names of the type aliases of options, by the same ids."""


def known_names(tree: ast.Module) -> KnownNames:
    """Return the names in a generated file, without running it."""
    known = KnownNames()
    for node in tree.body:
        if not isinstance(node, ast.ClassDef):
            continue
        owner = _text(node.keywords, "id")
        if owner is None:
            continue
        known.classes[owner] = node.name
        for name, value, annotation in _declarations(node):
            call = _attribute_call(value)
            id = _text(call.keywords, "id") if call else None
            if call is None or id is None:
                continue
            known.attributes[owner, id] = name
            subscript = annotation if annotation is not None else call.func
            if isinstance(subscript, ast.Subscript) and isinstance(subscript.slice, ast.Name):
                known.aliases[owner, id] = subscript.slice.id
    return known


def _declarations(node: ast.ClassDef) -> Iterator[Declaration]:
    for statement in node.body:
        match statement:
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value, annotation=annotation):
                yield name, value, annotation
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                yield name, value, None
            case _:
                continue


def _attribute_call(value: ast.expr) -> ast.Call | None:
    """Return the call that creates an attribute, without `required` or `read_only` around it."""
    match value:
        case ast.Call(func=ast.Name(id=name), args=[inner]) if name in _SPECIFIERS:
            return _attribute_call(inner)
        case ast.Call():
            return value
        case _:
            return None


def _text(keywords: Iterable[ast.keyword], name: str) -> str | None:
    """Return the text passed as a keyword argument; None if the argument is missing or not a text constant."""
    for keyword_argument in keywords:
        value = keyword_argument.value
        if keyword_argument.arg == name and isinstance(value, ast.Constant) and isinstance(value.value, str):
            return value.value
    return None


def attribute_name(slug: str) -> str:
    """Convert a slug to a Python name, with the prefix `a_` if it cannot start a name."""
    text = unicodedata.normalize("NFKC", slug)
    name = "".join(letter if f"_{letter}".isidentifier() else "_" for letter in text)
    return name if name[:1].isidentifier() and not name.startswith("_") else f"a_{name.lstrip('_')}"


def class_name(*texts: str) -> str:
    """Return a CamelCase name from the first text that contains usable letters."""
    for text in texts:
        letters = (letter if f"_{letter}".isidentifier() else " " for letter in unicodedata.normalize("NFKC", text))
        words = "".join(letters).replace("_", " ").split()
        if words:
            name = "".join(word[0].upper() + word[1:] for word in words)
            return name if name.isidentifier() else f"A{name}"
    return "Unnamed"


class Namespace:
    """The names in use within one scope. Each name is used once."""

    def __init__(self, reserved: Iterable[str]) -> None:
        """Reserve names, in addition to the keywords of Python."""
        self._reserved = frozenset(reserved)
        self._used: set[str] = set()

    def keep(self, name: str) -> bool:
        """Use an existing name. Return False if it is reserved or already in use."""
        if self._is_reserved(name) or name in self._used:
            return False
        self._used.add(name)
        return True

    def take(self, name: str) -> str:
        """Return an unused name: add a `_` to a reserved name, and a number to a name in use."""
        wanted = f"{name}_" if self._is_reserved(name) else name
        free = wanted
        number = 2
        while free in self._used or self._is_reserved(free):
            free = f"{wanted.removesuffix('_')}{number}"
            number += 1
        self._used.add(free)
        return free

    def _is_reserved(self, name: str) -> bool:
        return keyword.iskeyword(name) or name in self._reserved
