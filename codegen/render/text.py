"""Prose in Python source and in Markdown: wrapped, indented, marked."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable

WIDTH = 116
"""Longest line of prose, a little below that of code so that quotes fit."""

_SPACE_IN_CODE = "\u2007"


def header(file: str, *, markdown: bool = False) -> str:
    """The first line of a generated file."""
    what = "edit that file instead" if file.endswith(".yaml") else "edit the files there instead"
    text = f"Generated from codegen/spec/{file} by `make generate`; {what}."
    return f"<!-- {text} -->" if markdown else f"# {text}"


def is_generated(first_line: str) -> bool:
    """Whether a file with this first line is ours to write and to remove."""
    return re.match(r"(?:# |<!-- )Generated from codegen/spec/", first_line) is not None


def wrap(text: str, *, indent: int = 0, hanging: int | None = None, first: int | None = None) -> str:
    """Wrap a paragraph; code between backticks stays on one line.

    Args:
        text: The paragraph.
        indent: Spaces before each line.
        hanging: Spaces before each line but the first, if not the same.
        first: Columns taken before the text on the first line, if not `indent`; they are not written.
    """
    joined = re.sub(r"`[^`]+`", lambda match: match[0].replace(" ", _SPACE_IN_CODE), " ".join(text.split()))
    lines = textwrap.wrap(
        joined,
        WIDTH,
        initial_indent=" " * (indent if first is None else first),
        subsequent_indent=" " * (indent if hanging is None else hanging),
        break_long_words=False,
        break_on_hyphens=False,
    )
    wrapped = "\n".join(lines).replace(_SPACE_IN_CODE, " ")
    return wrapped[first:] if first is not None else wrapped


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text, each on one line; lines of a list stay lines."""
    found = [part.strip() for part in re.split(r"\n\s*\n", text.strip())]
    return [part for part in found if part]


def docstring(text: str, *, indent: int) -> str:
    """A docstring of one or more lines, which are wrapped and indented already.

    The first line follows the quotes; the others stand as they are.
    """
    space = " " * indent
    marks = 'r"""' if "\\" in text else '"""'
    body = text.strip("\n")
    if "\n" not in body:
        return f'{space}{marks}{body.strip()}"""\n'
    return f'{space}{marks}{body.lstrip()}\n{space}"""\n'


def short_docstring(text: str, *, indent: int) -> str:
    """A docstring below a field: wrapped, and closed on its last line."""
    space = " " * indent
    marks = 'r"""' if "\\" in text else '"""'
    first, *others = paragraphs(text)
    parts = (wrap(first, indent=indent, first=indent + len(marks)), *(wrap(part, indent=indent) for part in others))
    body = "\n\n".join(parts)
    guard = " " if body.endswith('"') else ""
    return f'{space}{marks}{body}{guard}"""\n'


def class_docstring(description: str, *, indent: int = 4) -> str:
    """The docstring of a class from a description with a short first line."""
    first, *others = paragraphs(description)
    if not others:
        return docstring(wrap(first, indent=indent, first=indent + 3), indent=indent)
    rest = "\n\n".join(wrap(part, indent=indent) for part in others)
    return docstring(f"{first}\n\n{rest}", indent=indent)


def dict_docstring(description: str, keys: Iterable[str], *, indent: int = 4) -> str:
    """The docstring of a TypedDict: `help()` shows nothing else, so it lists the keys with their types."""
    first, *others = paragraphs(description)
    parts = [first, *(wrap(part, indent=indent) for part in others)]
    listed = (wrap(key, indent=indent + 4, hanging=indent + 8) for key in keys)
    parts.append("\n".join((f"{' ' * indent}Keys:", *listed)))
    return docstring("\n\n".join(parts), indent=indent)


def words(values: Iterable[str], last: str = "or") -> str:
    """Join words for reading: `a, b or c`."""
    *others, final = list(values)
    return f"{', '.join(others)} {last} {final}" if others else final


def indented(text: str, spaces: int) -> str:
    """Indent every line that is not empty."""
    return textwrap.indent(text, " " * spaces)


def capitalized(text: str) -> str:
    """Begin with a capital letter."""
    return text[:1].upper() + text[1:]


def uncapitalized(text: str) -> str:
    """Begin with a small letter, unless the first word is all capitals."""
    return text if text[:2].isupper() else text[:1].lower() + text[1:]
