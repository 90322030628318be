"""No module imports itself, directly or through others, not even for type checking."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = {"attio": ROOT / "src" / "attio", "codegen": ROOT / "codegen"}


def modules(package: str) -> dict[str, Path]:
    """Return every module of a package by its name."""
    folder = SOURCES[package]
    found: dict[str, Path] = {}
    for path in folder.rglob("*.py"):
        parts = (package, *path.relative_to(folder).with_suffix("").parts)
        found[".".join(part for part in parts if part != "__init__")] = path
    return found


def _statements(node: ast.AST) -> Iterator[ast.AST]:
    """Every statement below a node; `ast.walk` would visit expressions as well, which takes as long as parsing."""
    for block in ("body", "orelse", "finalbody", "handlers", "cases"):
        for statement in getattr(node, block, ()):
            yield statement
            yield from _statements(statement)


def imports(path: Path, known: Mapping[str, Path]) -> Iterator[str]:
    """Yield the modules that a file imports, at the top, in functions and for type checkers."""
    for node in _statements(ast.parse(path.read_text("utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            # `from package import name` imports a module, or a name in a module.
            submodules = [f"{node.module}.{alias.name}" for alias in node.names]
            names = [name if name in known else node.module for name in submodules]
        yield from (name for name in names if name in known)


def graph(package: str) -> dict[str, set[str]]:
    """Return the imports of each module."""
    known = modules(package)
    return {name: set(imports(path, known)) - {name} for name, path in known.items()}


def loop(edges: Mapping[str, set[str]]) -> list[str]:
    """Return a loop of modules; empty if there is none."""
    try:
        TopologicalSorter(edges).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


@pytest.mark.parametrize("package", SOURCES)
def test_no_module_imports_itself_through_others(package: str) -> None:
    assert loop(graph(package)) == []


def test_a_loop_is_found(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("def f():\n    from attio import b\n")
    (tmp_path / "b.py").write_text("TYPE_CHECKING = False\nif TYPE_CHECKING:\n    import attio.a\n")
    known = {"attio.a": tmp_path / "a.py", "attio.b": tmp_path / "b.py"}
    edges = {name: set(imports(path, known)) for name, path in known.items()}
    assert sorted(set(loop(edges))) == ["attio.a", "attio.b"]
