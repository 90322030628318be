"""`attio/_call/operation_names.py`: the names of all operations, as a type."""

from __future__ import annotations

from codegen.read.api import Api
from codegen.render.text import header

_PATH = "src/attio/_call/operation_names.py"


def render_operation_names(api: Api) -> dict[str, str]:
    """Render the type."""
    names = sorted(operation.name for operation in api.operations)
    if not names:
        return {}
    listed = "".join(f'    "{name}",\n' for name in names)
    return {
        _PATH: (
            f'{header("")}\n"""The names of all operations."""\n\n'
            "from __future__ import annotations\n\nfrom typing import Literal, TypeAlias\n\n"
            f"OperationName: TypeAlias = Literal[\n{listed}]\n"
            '"""Name of an operation: resource and method, such as `records.query`."""\n'
        )
    }
