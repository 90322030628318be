"""Text in Python source and in Markdown: wrapping, indentation, docstrings."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable

WIDTH = 116
"""Longest line of prose: shorter than a line of code, to leave room for quotes."""

_SPACE_IN_CODE = "\u2007"


def header(file: str, *, markdown: bool = False) -> str:
    """Return the first line of a generated file."""
    what = "edit that file instead" if file.endswith(".yaml") else "edit the files there instead"
    text = f"Generated from codegen/spec/{file} by `make generate`; {what}."
    return f"<!-- {text} -->" if markdown else f"# {text}"


def is_generated(first_line: str) -> bool:
    """Whether a file with this first line is generated, so it may be overwritten or removed."""
    return re.match(r"(?:# |<!-- )Generated from codegen/spec/", first_line) is not None


def wrap(text: str, *, indent: int = 0, hanging: int | None = None, first: int | None = None) -> str:
    """Wrap a paragraph; code between backticks stays on one line.

    Args:
        text: The paragraph.
        indent: Spaces before each line.
        hanging: Spaces before each line after the first, if not `indent`.
        first: Columns that the first line leaves free, if not `indent`; they are not part of the result.
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
    """Split a text into its paragraphs."""
    parts = [part.strip() for part in re.split(r"\n\s*\n", text.strip())]
    return [part for part in parts if part]


def docstring(text: str, *, indent: int) -> str:
    """Quote a text as a docstring. Its lines after the first must be wrapped and indented already."""
    space = " " * indent
    marks = 'r"""' if "\\" in text else '"""'
    body = text.strip("\n")
    if "\n" not in body:
        return f'{space}{marks}{body.strip()}"""\n'
    return f'{space}{marks}{body.lstrip()}\n{space}"""\n'


def short_docstring(text: str, *, indent: int) -> str:
    """Wrap a text as the docstring of a field, with the closing quotes on the last line."""
    space = " " * indent
    marks = 'r"""' if "\\" in text else '"""'
    first, *others = paragraphs(text)
    parts = (wrap(first, indent=indent, first=indent + len(marks)), *(wrap(part, indent=indent) for part in others))
    body = "\n\n".join(parts)
    guard = " " if body.endswith('"') else ""
    return f'{space}{marks}{body}{guard}"""\n'


def class_docstring(description: str, *, indent: int = 4) -> str:
    """Wrap a description as the docstring of a class; its first paragraph must be short."""
    first, *others = paragraphs(description)
    if not others:
        return docstring(wrap(first, indent=indent, first=indent + 3), indent=indent)
    rest = "\n\n".join(wrap(part, indent=indent) for part in others)
    return docstring(f"{first}\n\n{rest}", indent=indent)


def dict_docstring(description: str, keys: Iterable[str], *, indent: int = 4) -> str:
    """Wrap a description as the docstring of a TypedDict, with a list of its keys, which `help()` does not show."""
    first, *others = paragraphs(description)
    parts = [first, *(wrap(part, indent=indent) for part in others)]
    listed = (wrap(key, indent=indent + 4, hanging=indent + 8) for key in keys)
    parts.append("\n".join((f"{' ' * indent}Keys:", *listed)))
    return docstring("\n\n".join(parts), indent=indent)


def words(values: Iterable[str], last: str = "or") -> str:
    """Join words as `a, b or c`."""
    *others, final = list(values)
    return f"{', '.join(others)} {last} {final}" if others else final


def indented(text: str, spaces: int) -> str:
    """Indent all lines that are not empty."""
    return textwrap.indent(text, " " * spaces)


def capitalized(text: str) -> str:
    """Return a text with a capital first letter."""
    return text[:1].upper() + text[1:]


def uncapitalized(text: str) -> str:
    """Return a text with a lowercase first letter, unless it starts with an abbreviation in capitals."""
    return text if text[:2].isupper() else text[:1].lower() + text[1:]
