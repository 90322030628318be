"""Python names for what a workspace calls by slugs, nouns and titles, stable while the ids stay."""

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
"""Names that classes of typed records have already, and those that their declarations use."""
CLASS_NAMES = frozenset({"Literal", "TypeAlias", "TypedEntry", "TypedRecord"})
"""Names that the head of a generated file imports."""
_SPECIFIERS = frozenset({"read_only", "required"})
Declaration: TypeAlias = "tuple[str, ast.expr, ast.expr | None]"
"""Name, value and annotation."""


@dataclass
class KnownNames:
    """The names in a generated file, by the ids of the things they name."""

    classes: dict[str, str] = field(default_factory=dict[str, str])
    """Names of classes by id of the object or list."""
    attributes: dict[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])
    """Names of attributes by id of the object or list and id of the attribute."""
    aliases: dict[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])
    """Names of the types of options, by the same ids."""


def known_names(tree: ast.Module) -> KnownNames:
    """Read the names out of a generated file, which is not run."""
    found = KnownNames()
    for node in tree.body:
        owner = _text(node.keywords, "id") if isinstance(node, ast.ClassDef) else None
        if not isinstance(node, ast.ClassDef) or owner is None:
            continue
        found.classes[owner] = node.name
        for name, value, annotation in _declarations(node):
            call = _attribute_call(value)
            id = _text(call.keywords, "id") if call else None
            if call is None or id is None:
                continue
            found.attributes[owner, id] = name
            brackets = annotation if annotation is not None else call.func
            if isinstance(brackets, ast.Subscript) and isinstance(brackets.slice, ast.Name):
                found.aliases[owner, id] = brackets.slice.id
    return found


def _declarations(node: ast.ClassDef) -> Iterator[Declaration]:
    for one in node.body:
        match one:
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value, annotation=annotation):
                yield name, value, annotation
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                yield name, value, None
            case _:
                continue


def _attribute_call(value: ast.expr) -> ast.Call | None:
    """The call that makes the attribute, without `required` or `read_only` around it."""
    match value:
        case ast.Call(func=ast.Name(id=name), args=[inner]) if name in _SPECIFIERS:
            return _attribute_call(inner)
        case ast.Call():
            return value
        case _:
            return None


def _text(keywords: Iterable[ast.keyword], name: str) -> str | None:
    values = (one.value.value for one in keywords if one.arg == name and isinstance(one.value, ast.Constant))
    return next((value for value in values if isinstance(value, str)), None)


def attribute_name(slug: str) -> str:
    """Make a Python name of a slug; one that cannot begin a name gets `a_`."""
    text = unicodedata.normalize("NFKC", slug)
    name = "".join(letter if f"_{letter}".isidentifier() else "_" for letter in text)
    return name if name[:1].isidentifier() and not name.startswith("_") else f"a_{name.lstrip('_')}"


def class_name(*texts: str) -> str:
    """Make a CamelCase name of the first text that has letters to make one of."""
    for text in texts:
        letters = (letter if f"_{letter}".isidentifier() else " " for letter in unicodedata.normalize("NFKC", text))
        words = "".join(letters).replace("_", " ").split()
        if words:
            name = "".join(word[0].upper() + word[1:] for word in words)
            return name if name.isidentifier() else f"A{name}"
    return "Unnamed"


class Namespace:
    """Names in use, of which each is given once."""

    def __init__(self, reserved: Iterable[str]) -> None:
        """Reserve names, beside the keywords of Python."""
        self._reserved = frozenset(reserved)
        self._used: set[str] = set()

    def keep(self, name: str) -> bool:
        """Use a name from before; False if it cannot be used any more."""
        if self._is_taken(name) or name in self._used:
            return False
        self._used.add(name)
        return True

    def take(self, name: str) -> str:
        """Use a new name: a reserved one gets `_`, one in use a number."""
        wanted = f"{name}_" if self._is_taken(name) else name
        found, number = wanted, 2
        while found in self._used or self._is_taken(found):
            found, number = f"{wanted.removesuffix('_')}{number}", number + 1
        self._used.add(found)
        return found

    def _is_taken(self, name: str) -> bool:
        return keyword.iskeyword(name) or name in self._reserved
