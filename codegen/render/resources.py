"""`attio/resources/<resource>.py`: sub-clients, and the class with a property for each."""

from __future__ import annotations

from collections.abc import Iterator

from codegen.read.api import Api, Resource, SubResource
from codegen.read.examples import python_method
from codegen.read.operations import Operation
from codegen.render.functions import FunctionsModule
from codegen.render.text import WIDTH, docstring, header, short_docstring, wrap


def render_resources(api: Api) -> Iterator[tuple[str, str]]:
    """Render all sub-clients, and `ResourceTree`."""
    paged = {operation.id: operation.pages is not None for operation in api.operations}
    for resource in api.resources:
        yield f"src/attio/resources/{resource.name}.py", _Module(api, resource, paged).render()
    yield "src/attio/resources/tree.py", _tree(api)


class _Module:
    def __init__(self, api: Api, resource: Resource, paged: dict[str, bool]) -> None:
        self.resource = resource
        self.functions = FunctionsModule(api, f"attio.resources.{resource.name}", paged)
        self.imports = self.functions.imports

    def render(self) -> str:
        resource = self.resource
        self.imports.add("attio.resources.base", "Resource")
        parts = [self.sub_client(sub) for sub in resource.subs]
        if resource.subs:
            self.imports.add("attio.resources.base", "sub_client")
        properties = "".join(_property(sub.name, sub.class_name, sub.summary) for sub in resource.subs)
        parts.append(self.client(resource.class_name, resource.summary, None, properties))
        head = f'{header(resource.file)}\n"""The sub-client `client.{resource.name}`."""\n\n{self.imports.render()}'
        return "\n\n".join((head, *parts))

    def sub_client(self, sub: SubResource) -> str:
        return self.client(sub.class_name, sub.summary, sub.name, "")

    def client(self, class_name: str, summary: str, sub: str | None, properties: str) -> str:
        operations = self.resource.operations_of(sub)
        lines = [f"- `{python_method(name)}`: {operation.summary}" for name, operation in operations]
        listed = "\n".join(wrap(line, indent=4, hanging=6) for line in lines)
        twins = "    Each method has an `_async` twin."
        text = docstring(f"{summary}\n\n{listed}\n\n{twins}" if lines else summary, indent=4)
        body = "".join(self.methods(name, operation) for name, operation in operations)
        return f"class {class_name}(Resource):\n{text}\n{properties}{body}"

    def methods(self, name: str, operation: Operation) -> str:
        if operation.deprecation:
            return self.deprecated(name, operation)
        self.imports.add_module(f"from attio.funcs import {operation.resource} as functions")
        sync, twin = f"functions.{operation.id}", f"functions.{operation.id}_async"
        return f"    {python_method(name)} = {sync}\n    {name}_async = {twin}\n"

    def deprecated(self, name: str, operation: Operation) -> str:
        # With an alias, type checkers would report the deprecation here instead of at the call.
        self.imports.add(f"attio.funcs.{operation.resource}", operation.constant)
        sync = self.functions.function(operation, method=python_method(name))
        twin = self.functions.function(operation, method=name, is_async=True)
        return f"\n{sync}\n{twin}\n"


def _property(name: str, class_name: str, summary: str, *, before: str = "") -> str:
    text = short_docstring(summary, indent=8)
    get = f"{before}        return sub_client(self, {class_name})\n"
    return f"    @property\n    def {name}(self) -> {class_name}:\n{text}{get}\n"


_TREE_HEAD = '''"""The sub-clients of the client; each loads its modules on first use."""

from __future__ import annotations

from attio import resources
from attio.core import AttioCore
from attio.resources.base import sub_client


class ResourceTree(AttioCore):
    """A client with a sub-client for each resource."""

'''


def _tree(api: Api) -> str:
    properties: list[str] = []
    for resource in api.resources:
        kind = f"resources.{resource.class_name}"
        properties.append(_property(resource.name, kind, resource.summary, before="        self._warm_up.begin()\n"))
        properties += [_flat(resource, sub) for sub in resource.subs if sub.flat_alias]
    return f"{header('')}\n{_TREE_HEAD}{''.join(properties)}"


def _flat(resource: Resource, sub: SubResource) -> str:
    text = f"{sub.summary[:-1]}; the same as `client.{resource.name}.{sub.name}`."
    text_below = short_docstring(text if len(text) < WIDTH else sub.summary, indent=8)
    return (
        f"    @property\n    def {sub.flat_alias}(self) -> resources.{sub.class_name}:\n{text_below}"
        f"        return self.{resource.name}.{sub.name}\n\n"
    )
