"""The table of the attributes that typed records declare, read from their classes."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

FILES = ("scalars.py", "choices.py", "objects.py", "links.py")


def attributes_table(package: Path) -> str:
    """Render a section on the attributes of `attio.typed.attr`: the types that they read and accept.

    Args:
        package: Folder of the package.
    """
    rows = [row for file in FILES for row in _rows(ast.parse((package / "typed" / file).read_text("utf-8")))]
    return "\n".join(["## attr", "", "| `attr.` | Type | Reads | Takes |", "| --- | --- | --- | --- |", *sorted(rows)])


def _rows(tree: ast.Module) -> Iterator[str]:
    classes = {node.name: node for node in tree.body if isinstance(node, ast.ClassDef)}
    for node in classes.values():
        match node:
            # The parameters of the base are the type of values and the class of filter fields:
            # `Attr["str | None", TextField]`.
            case ast.ClassDef(bases=[ast.Subscript(value=base, slice=ast.Tuple(elts=[reads, _])), *_]):
                base_class = classes.get(ast.unparse(base))
                kind = _type(node) or (base_class and _type(base_class)) or "text"
                cells = (f"`{node.name}{_brackets(node)}`", f"`{kind}`", _code(reads), _takes(node))
            case _:
                continue
        if not node.name.startswith("_"):
            yield f"| {' | '.join(cells)} |"


def _type(node: ast.ClassDef) -> str | None:
    """Return the attribute type that a class declares; None if it declares none."""
    for statement in node.body:
        match statement:
            case ast.AnnAssign(target=ast.Name(id="type"), value=ast.Constant(value=str(kind))):
                return kind
            case _:
                continue
    return None


def _brackets(node: ast.ClassDef) -> str:
    """Return the type parameter of a generic class in brackets, such as `[R]`; otherwise an empty string."""
    generic = [
        ast.unparse(base.slice) for base in node.bases if isinstance(base, ast.Subscript) and base is not node.bases[0]
    ]
    return f"[{generic[0]}]" if generic else ""


def _takes(node: ast.ClassDef) -> str:
    for inner in ast.walk(node):
        if isinstance(inner, ast.FunctionDef) and inner.name == "__set__":
            annotation = inner.args.args[-1].annotation
            return _code(annotation) if annotation else ""
    return "read-only"


def _code(annotation: ast.expr) -> str:
    match annotation:
        case ast.Constant(value=str(text)):
            pass
        case _:
            text = ast.unparse(annotation)
    return f"`{text}`".replace("|", "\\|").replace("values.", "").replace("dt.", "")
