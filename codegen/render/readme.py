"""The parts of `README.md` that list methods, functions and errors."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from codegen.read.api import Api, Resource
from codegen.read.examples import python_method
from codegen.read.loader import SpecError
from codegen.render.functions_md import function_list
from codegen.render.reference import badge, error_table, method_link

_BLOCK = re.compile(r"(<!-- generated:(\w+) -->\n).*?(<!-- /generated -->)", re.DOTALL)
_FOLDER = "docs/reference/"


def render_readme(api: Api, readme: Path) -> Iterator[tuple[str, str]]:
    """Renew the marked blocks of the README, if there is one.

    Raises:
        SpecError: A block has a name that is not known.
    """
    if not readme.exists():
        return
    text = readme.read_text(encoding="utf-8")

    def renew(match: re.Match[str]) -> str:
        return f"{match[1]}\n{_content(api, match[2])}\n\n{match[3]}"

    yield "README.md", _BLOCK.sub(renew, text)


def _content(api: Api, name: str) -> str:
    match name:
        case "methods":
            return "\n\n".join(_methods(resource) for resource in api.resources)
        case "functions":
            return function_list(api, _FOLDER)
        case "errors":
            found = [one for one in api.resources if any(operation.documents_errors for operation in one.operations)]
            return "\n\n".join(f"### {one.class_name}\n\n{error_table(one, _FOLDER)}" for one in found)
        case _:
            raise SpecError(f"README.md: there is no generated block `{name}`")


def _methods(resource: Resource) -> str:
    lines = [
        f"- [`{python_method(one.method)}`]({method_link(one, _FOLDER)}){badge(one)}: {one.summary}"
        for one in resource.operations
    ]
    title = f"### [{resource.class_name}]({_FOLDER}{resource.name}.md) (`client.{resource.name}`)"
    return "\n".join((title, "", *lines))
