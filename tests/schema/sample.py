"""The workspace of `tests/typing/generated.py`; `python -m tests.schema.sample` regenerates that file."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from attio.sandbox import Sandbox
from attio.schema import WorkspaceSchema
from attio.schema.generator import generate
from tests.typed.workspace import furnish

PATH = Path(__file__).parent.parent / "typing" / "generated.py"


def sample_sandbox() -> Sandbox:
    """Return a sandbox with a custom object and a list."""
    sandbox = Sandbox(seed=7)
    furnish(sandbox.client())
    return sandbox


def sample_schema() -> WorkspaceSchema:
    """Return the schema of the sample sandbox."""
    return sample_sandbox().client().schema.snapshot()


if __name__ == "__main__":
    PATH.write_text(generate(sample_schema(), previous=PATH.read_text("utf-8")), "utf-8")
    subprocess.run([sys.executable, "-m", "ruff", "format", "-q", str(PATH)], check=True)
