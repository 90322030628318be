"""Error codes of the API: the meaning of each, the action, and the class."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from codegen.read.loader import Node, Spec
from codegen.read.responses import ErrorClass, sentence

SECTION = "x-error-codes"


@dataclass(frozen=True)
class ErrorCode:
    """A code of the API's errors."""

    name: str
    class_name: str
    meaning: str
    action: str
    """What the reader can do about the error."""
    aliases: tuple[str, ...]
    """Undocumented codes for the same kind of problem."""
    statuses: tuple[int, ...]
    """Statuses with which it occurs, in order."""
    handmade: bool
    """Whether the class is written by hand."""


def class_of_code(code: str) -> str:
    """Name the class of a code: `ValueNotFoundError` for `value_not_found`."""
    words = "".join(word.capitalize() for word in code.split("_"))
    return words if words.endswith("Error") else f"{words}Error"


def prefix_of(errors: Iterable[ErrorClass]) -> str:
    """Return the prefix of the error classes of an operation, such as `AssertRecord`."""
    for error in errors:
        for code, _ in error.codes:
            name = class_of_code(code)
            if error.name.endswith(name) and error.name != name:
                return error.name.removesuffix(name)
    return ""


def read_codes(spec: Spec, errors: Iterable[ErrorClass]) -> tuple[ErrorCode, ...]:
    """Read the table of error codes; empty if the spec has none.

    Raises:
        SpecError: The table lacks a code, or has one that no operation documents.
    """
    statuses: dict[str, set[int]] = {}
    used: dict[str, Node] = {}
    for error in errors:
        for code, _ in error.codes:
            statuses.setdefault(code, set()).add(error.status)
            used.setdefault(code, error.node.at("x-codes").at(code))
    table = _table(spec)
    for code, node in used.items():
        if table and code not in table:
            raise node.error(f"`{code}` is not described in `{SECTION}`")
    for code, node in table.items():
        if code not in used and "class" not in node:
            raise node.error("no operation documents this code")
    return tuple(_code(code, table[code], statuses.get(code, ())) for code in sorted(table))


def _table(spec: Spec) -> Mapping[str, Node]:
    sections = [section for document in spec.documents.values() if (section := document.get(SECTION))]
    return {code: node for section in sections for code, node in section.items()}


def _code(code: str, node: Node, statuses: Iterable[int]) -> ErrorCode:
    node.only("meaning", "action", "also", "class", "statuses")
    if not re.fullmatch(r"[a-z]+(?:_[a-z]+)*", code):
        raise node.error(f"{code!r} is not a code: lowercase words joined by underscores")
    handmade, also, listed = node.get("class"), node.get("also"), node.get("statuses")
    all_statuses = {*statuses, *(int(status) for status in (listed.texts() if listed else ()))}
    return ErrorCode(
        name=code,
        class_name=handmade.text() if handmade else class_of_code(code),
        meaning=sentence(node.at("meaning")),
        action=sentence(node.at("action")),
        aliases=also.texts() if also else (),
        statuses=tuple(sorted(all_statuses)),
        handmade=handmade is not None,
    )
