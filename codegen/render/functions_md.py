"""`FUNCTIONS.md`: an introduction to standalone functions, and a list of all of them."""

from __future__ import annotations

from collections.abc import Iterator

from codegen.read.api import Api, Resource
from codegen.read.examples import async_example
from codegen.read.operations import Operation
from codegen.render.reference import badge, by_importance, method_link
from codegen.render.text import header, indented

_TEXT = """\
# Standalone functions

Every method of the client is also a standalone function in `attio.funcs`. The first parameter of the function is the
client, which is an `Attio` or an `AttioCore`. An `AttioCore` is the same client without the sub-clients, such as
`client.records`. The other parameters, the result and the errors are the same as those of the method.

Use functions in programs that start often and use few operations, such as serverless functions and command-line tools,
and to pass an operation as a value. A function loads only the modules of its resource.

```python
{sync}
```

Each function has an async twin:

```python
{twin}
```

## All functions

{listed}
"""


def render_functions_md(api: Api) -> Iterator[tuple[str, str]]:
    """Render the page."""
    operations = list(api.operations)
    if not operations:
        return
    example = next((candidate for candidate in operations if candidate.id == "records_query"), operations[0])
    paged = {operation.id: operation.pages is not None for operation in operations}
    text = _TEXT.format(
        sync=_program(example, example.example),
        twin=_async_program(example, async_example(example, paged)),
        listed="\n\n".join(_resource(resource, "docs/reference/") for resource in by_importance(api)),
    )
    yield "FUNCTIONS.md", f"{header('', markdown=True)}\n\n{text}"


def _program(operation: Operation, example: str) -> str:
    imports = f"from attio import AttioCore\nfrom attio.funcs import {operation.id}"
    return f"{imports}\n\nwith AttioCore() as client:\n{indented(example, 4)}"


def _async_program(operation: Operation, example: str) -> str:
    imports = f"import asyncio\n\nfrom attio import AttioCore\nfrom attio.funcs import {operation.id}_async"
    body = f"async def main() -> None:\n    async with AttioCore() as client:\n{indented(example, 8)}"
    return f"{imports}\n\n\n{body}\n\n\nasyncio.run(main())"


def _resource(resource: Resource, folder: str) -> str:
    lines = [
        f"- [`{operation.id}`]({method_link(operation, folder)}){badge(operation)}: {operation.summary}"
        for operation in resource.operations
    ]
    return "\n".join((f"### {resource.title}", "", *lines))
