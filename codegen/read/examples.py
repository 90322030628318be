"""Examples: written once, as sync calls of functions, and turned into the other three forms.

The syntax tree determines where to edit, so the formatting stays as written.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from codegen.read.operations import Operation

_LONGEST_LINE = 100


@dataclass(frozen=True)
class _Edit:
    start: int
    end: int
    text: str


class _Source:
    """A text with its syntax tree, edited by place."""

    def __init__(self, text: str) -> None:
        self.text = text
        # Examples are rendered inside a function, so a top-level `await` is valid.
        flags = ast.PyCF_ONLY_AST | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
        tree = compile(text, "<example>", "exec", flags=flags)
        self.tree: ast.AST = tree
        self.parents = {child: parent for parent in ast.walk(tree) for child in ast.iter_child_nodes(parent)}
        self._starts = [0]
        for line in text.split("\n"):
            self._starts.append(self._starts[-1] + len(line) + 1)
        self._edits: list[_Edit] = []

    def start(self, node: ast.expr | ast.stmt) -> int:
        return self._place(node.lineno, node.col_offset)

    def end(self, node: ast.expr | ast.stmt) -> int:
        return self._place(node.end_lineno or 0, node.end_col_offset or 0)

    def _place(self, line: int, column: int) -> int:
        # Columns of the syntax tree count bytes.
        text = self.text.split("\n")[line - 1].encode()[:column].decode()
        return self._starts[line - 1] + len(text)

    def replace(self, start: int, end: int, text: str) -> None:
        self._edits.append(_Edit(start, end, text))

    def calls(self, names: Mapping[str, object], suffix: str = "") -> Iterator[tuple[ast.Call, str]]:
        """Yield the calls of the SDK's functions, each with the name of the sync function."""
        for node in ast.walk(self.tree):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or not node.args:
                continue
            name = node.func.id.removesuffix(suffix)
            first = node.args[0]
            if name in names and node.func.id.endswith(suffix) and isinstance(first, ast.Name) and first.id == "client":
                yield node, name

    def edited(self) -> str:
        text = self.text
        for edit in sorted(self._edits, key=lambda edit: (edit.start, edit.end), reverse=True):
            text = text[: edit.start] + edit.text + text[edit.end :]
        return text


def to_async(example: str, paged: Mapping[str, bool]) -> str:
    """Turn an example of sync calls into one of async calls.

    Args:
        example: The example, in function form.
        paged: Every function, and whether its response is a page that iterates.
    """
    source = _Source(example)
    calls = dict(source.calls(paged))
    pages = {call for call, name in calls.items() if paged[name]}
    names = {
        target.id
        for statement in ast.walk(source.tree)
        if isinstance(statement, ast.Assign) and statement.value in pages
        for target in statement.targets
        if isinstance(target, ast.Name)
    }

    def is_page(node: ast.expr) -> bool:
        return node in pages or (isinstance(node, ast.Name) and node.id in names)

    for call in calls:
        _await(source, call, "_async")
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and _page_method(node, is_page) == "next_page":
            _await(source, node, "_async")
        elif isinstance(node, ast.Call) and _page_method(node, is_page) == "pages":
            source.replace(source.end(node.func), source.end(node.func), "_async")
        elif isinstance(node, ast.For) and (is_page(node.iter) or _page_method(node.iter, is_page) == "pages"):
            source.replace(source.start(node), source.start(node), "async ")
        elif isinstance(node, ast.comprehension) and is_page(node.iter):
            place = source.text.rindex("for", 0, source.start(node.target))
            source.replace(place, place, "async ")
        elif isinstance(node, ast.With) and any(item.context_expr in calls for item in node.items):
            source.replace(source.start(node), source.start(node), "async ")
    return source.edited()


def _page_method(node: ast.expr, is_page: Callable[[ast.expr], bool]) -> str | None:
    match node:
        case ast.Call(func=ast.Attribute(value=value, attr="pages" | "next_page" as name)):
            return name if is_page(value) else None
        case _:
            return None


def _await(source: _Source, call: ast.Call, suffix: str) -> None:
    # `await f().x` would await `f().x`.
    parent = source.parents[call]
    inner = isinstance(parent, ast.Attribute | ast.Subscript) or (isinstance(parent, ast.Call) and parent.func is call)
    source.replace(source.start(call), source.start(call), "(await " if inner else "await ")
    source.replace(source.end(call.func), source.end(call.func), suffix)
    if inner:
        source.replace(source.end(call), source.end(call), ")")


def to_method(example: str, methods: Mapping[str, str], suffix: str = "") -> str:
    """Turn an example of functions into one of methods: `records_query(client, …)` into `client.records.query(…)`.

    Args:
        example: The example, in function form.
        methods: The method of every function, such as `records.query`.
        suffix: `_async` for an example of async calls.
    """
    source = _Source(example)
    for call, name in source.calls(methods, suffix):
        first = call.args[0]
        others = [*call.args[1:], *(keyword.value for keyword in call.keywords)]
        place = source.text.find(",", source.end(first)) + 1 if others else source.end(first)
        while others and source.text[place].isspace():
            place += 1
        source.replace(source.start(call.func), source.end(call.func), f"client.{python_method(methods[name], suffix)}")
        source.replace(source.start(first), place, "")
    return source.edited()


def python_method(method: str, suffix: str = "") -> str:
    """Turn `records.assert` into `records.assert_`, since `assert` is a keyword; `assert_async` is none."""
    parent, _, last = method.rpartition(".")
    if not suffix and last == "assert":
        suffix = "_"
    name = f"{last}{suffix}"
    return f"{parent}.{name}" if parent else name


def check_example(operation: Operation, paged: Mapping[str, bool]) -> None:
    """Check that an example compiles in both forms and shows its operation.

    Raises:
        SpecError: The example does not compile, or does not call its operation.
    """
    node = operation.node.at("x-example")
    try:
        calls = {name for _, name in _Source(operation.example).calls(paged)}
        derived = async_example(operation, paged)
        twins = {name for _, name in _Source(derived).calls(paged, "_async")}
    except SyntaxError as error:
        raise node.error(f"is not valid Python: {error}") from error
    if operation.id not in calls & twins:
        raise node.error(f"must call `{operation.id}(client, …)`, and the async one its twin")
    for line in derived.split("\n"):
        if len(line) > _LONGEST_LINE:
            raise node.error(
                f"a line has {len(line)} characters in its async form; at most {_LONGEST_LINE} are allowed"
            )


def async_example(operation: Operation, paged: Mapping[str, bool]) -> str:
    """Return the example of the async function: from the spec, or derived from the sync example."""
    return operation.example_async or to_async(operation.example, paged)
