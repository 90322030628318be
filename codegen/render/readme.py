"""The generated blocks of `README.md`: the methods, and the coverage of the sandbox."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from codegen.read.api import Api, Resource
from codegen.read.examples import python_method
from codegen.read.loader import SpecError
from codegen.read.operations import Operation
from codegen.render.links import absolute_links
from codegen.render.reference import by_importance

_BLOCK = re.compile(r"(<!-- generated:(\w+) -->\n).*?(<!-- /generated -->)", re.DOTALL)
_FOLDER = "docs/reference/"


def render_readme(api: Api, readme: Path) -> Iterator[tuple[str, str]]:
    """Update the marked blocks and the links of the README, if there is one.

    Raises:
        SpecError: The name of a block is unknown.
    """
    if not readme.exists():
        return
    text = readme.read_text(encoding="utf-8")

    def update(match: re.Match[str]) -> str:
        return f"{match[1]}\n{_block(api, match[2])}\n\n{match[3]}"

    yield "README.md", absolute_links(_BLOCK.sub(update, text))


def _block(api: Api, name: str) -> str:
    match name:
        case "methods":
            return "\n".join(_methods(resource) for resource in by_importance(api))
        case "sandbox":
            return _sandbox(api)
        case _:
            raise SpecError(f"README.md: there is no generated block `{name}`")


def _methods(resource: Resource) -> str:
    return f"- [`client.{resource.name}`]({_FOLDER}{resource.name}.md): {_names(resource.operations)}"


def _names(operations: Iterable[Operation]) -> str:
    return ", ".join(f"`{python_method(operation.method)}`" for operation in operations)


def _sandbox(api: Api) -> str:
    # Imported here: the rest of the generator does not import the generated package.
    from attio.sandbox import Sandbox

    covered = {row.operation for row in Sandbox().coverage() if row.offered}
    lines = ["| Resource | Operations | Covered |", "| --- | --- | --- |"]
    for resource in by_importance(api):
        offered = sum(operation.name in covered for operation in resource.operations)
        lines.append(f"| `{resource.name}` | {len(resource.operations)} | {offered} |")
    return "\n".join(lines)
