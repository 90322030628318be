"""Package roots: all public names of a package; each name loads its module on first use."""

from __future__ import annotations

import ast
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from codegen.read.loader import SpecError
from codegen.render.text import header

TITLES = {
    "models": "Models of parameters and responses; each name loads its module on first use.",
    "errors": "Every error the SDK raises; each loads its module on first use.",
    "funcs": (
        "Every operation as a function, sync and async; each loads its module on first use.\n\n"
        "The first parameter of each, `client`, sends the call: an `Attio` or `AttioCore`. The same functions are the\n"
        "methods of a client: `records_query(client, ...)` is `client.records.query(...)`.\n"
    ),
    "resources": "The sub-clients of a client; each loads its module on first use.",
}
"""Docstrings of the packages with a lazy root."""

_INTERNAL = {"src/attio/resources/base.py", "src/attio/resources/tree.py"}
"""Modules whose names the roots do not export."""

_WIDTH = 120
_DEPRECATED = """\
# Deprecated names are exported as well; using one gives a warning.
# mypy: disable-error-code="deprecated"
# pyright: reportDeprecated=false
"""


def render_packages(files: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Render the roots.

    Args:
        files: Generated and hand-written modules, by path from the root of the project.
    """
    for package, title in TITLES.items():
        modules = {
            PurePosixPath(path).stem: source
            for path, source in sorted(files.items())
            if PurePosixPath(path).parent == PurePosixPath("src/attio", package)
            and not path.endswith("__init__.py")
            and path not in _INTERNAL
        }
        homes = {module: public_names(source, functions=package == "funcs") for module, source in modules.items()}
        homes = {module: names for module, names in homes.items() if names}
        if not homes:
            continue
        deprecated = any("@deprecated(" in source for source in modules.values())
        yield f"src/attio/{package}/__init__.py", _root(package, title, homes, _DEPRECATED if deprecated else "")


def public_names(source: str, *, functions: bool = False) -> list[str]:
    """Return the public names of a module: its `__all__`, or the names that it defines without an underscore.

    Args:
        source: The module.
        functions: Whether to return functions only, instead of classes and constants.
    """
    tree = ast.parse(source)
    found: list[str] = []
    for node in tree.body:
        match node:
            case (
                ast.Assign(targets=[ast.Name(id="__all__")], value=ast.List(elts=names))
                | ast.AnnAssign(target=ast.Name(id="__all__"), value=ast.List(elts=names))
            ):
                return in_order(str(name.value) for name in names if isinstance(name, ast.Constant))
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) if functions:
                found.append(name)
            case (
                ast.ClassDef(name=name)
                | ast.Assign(targets=[ast.Name(id=name)])
                | ast.AnnAssign(target=ast.Name(id=name))
            ) if not functions and not _is_type_variable(node):
                found.append(name)
            case _:
                continue
    return in_order(name for name in found if not name.startswith("_"))


def _is_type_variable(node: ast.stmt) -> bool:
    value = node.value if isinstance(node, ast.Assign) else None
    return isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id == "TypeVar"


def in_order(names: Iterator[str]) -> list[str]:
    """Sort names as linters require for `__all__`: constants, classes, then the rest, each in alphabetical order."""

    def rank(name: str) -> tuple[int, str]:
        if name.isupper():
            return 0, name
        return 1 if name[:1].isupper() else 2, name

    return sorted(names, key=rank)


def _root(package: str, title: str, homes: Mapping[str, list[str]], directives: str) -> str:
    everything = [name for names in homes.values() for name in names]
    for name in everything:
        if everything.count(name) > 1:
            where = " and ".join(f"attio.{package}.{home}" for home, names in homes.items() if name in names)
            raise SpecError(f"{name} is defined twice: in {where}")
    imports = "\n".join(_import(f"attio.{package}.{home}", names) for home, names in homes.items())
    listed = _filled((f'"{name}"' for name in in_order(iter(everything))), indent=4)
    return (
        f'{header("")}\n{directives}"""{title}"""\n\n'
        "# Several names per line: with one name per line, these lists would have two thousand lines.\n"
        "# fmt: off\n# isort: off\n\n"
        f"TYPE_CHECKING = False\nif TYPE_CHECKING:\n{imports}\n"
        "else:\n    from attio._support.lazy import lazy\n\n"
        f"    homes = {{\n{''.join(_home(home, names) for home, names in homes.items())}    }}\n"
        "    __getattr__, __dir__ = lazy(__name__, homes)\n\n"
        f"__all__ = [\n{listed}\n]\n"
    )


def _import(module: str, names: list[str]) -> str:
    line = f"    from {module} import {', '.join(names)}"
    return line if len(line) <= _WIDTH else f"    from {module} import (\n{_filled(names, indent=8)}\n    )"


def _filled(items: Iterable[str], *, indent: int) -> str:
    """Join items with commas, as many per line as fit."""
    space = " " * indent
    text = " ".join(f"{item}," for item in items)
    return "\n".join(textwrap.wrap(text, _WIDTH, initial_indent=space, subsequent_indent=space, break_on_hyphens=False))


def _home(home: str, names: list[str]) -> str:
    """Render one entry of `homes`; a long string is split into several lines."""
    text = " ".join(names)
    line = f'        "{home}": "{text}",\n'
    if len(line) <= _WIDTH:
        return line
    parts = textwrap.wrap(text, _WIDTH - 16, break_on_hyphens=False, drop_whitespace=True)
    quoted = "\n".join(f'            "{part} "' for part in parts[:-1])
    return f'        "{home}": (\n{quoted}\n            "{parts[-1]}"\n        ),\n'
