"""Render and format the generated files; write them, or compare them with the existing ones."""

from __future__ import annotations

import difflib
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from codegen.read.api import Api
from codegen.read.loader import SpecError
from codegen.read.reader import read
from codegen.read.shapes import Handmade
from codegen.render.commands import render_commands
from codegen.render.errors import render_errors
from codegen.render.functions import render_functions
from codegen.render.functions_md import render_functions_md
from codegen.render.handwritten import render_handwritten
from codegen.render.models import render_models
from codegen.render.operation_names import render_operation_names
from codegen.render.packages import TITLES, public_names, render_packages
from codegen.render.readme import render_readme
from codegen.render.reference import render_reference
from codegen.render.resources import render_resources
from codegen.render.sandbox import render_sandbox
from codegen.render.text import header, is_generated

_PLACES = (
    "src/attio/models",
    "src/attio/errors",
    "src/attio/funcs",
    "src/attio/resources",
    "src/attio/cli/commands",
    "docs/reference",
)
_RUFF = ("--isolated", "--quiet", "--line-length=120", "--target-version=py310")
_SORT = ("check", "--select=I", "--fix", *_RUFF, "--config", 'lint.isort.known-first-party=["attio"]')
_FORMAT = ("format", *_RUFF)
_DIFF_LINES = 12


def render(spec_dir: Path, out_root: Path) -> dict[str, str]:
    """Render all generated files.

    Args:
        spec_dir: Directory of the spec files.
        out_root: Root of the project, whose hand-written modules and README are read.

    Returns:
        The text of every generated file, by path from the root.

    Raises:
        SpecError: The spec is not valid.
    """
    api = read(spec_dir)
    by_hand = _handmade(out_root)
    _check_handmade(api, by_hand)
    modules: dict[str, str] = {}
    for renderer in (render_models, render_errors, render_functions, render_resources, render_operation_names):
        modules |= renderer(api)
    modules |= dict(render_packages({**by_hand, **modules}))
    files = _formatted({**modules, **render_commands(api)})
    files |= render_sandbox(api)
    files |= render_reference(api, by_hand)
    if (out_root / "zensical.toml").exists():  # The whole project, not the part of it that a test uses.
        files |= dict(render_handwritten(out_root / "src/attio", header("", markdown=True)))
        files["docs/sandbox-coverage.md"] = _sandbox_page(api)
        files["docs/reference/commands.md"] = _command_page(api)
    files |= render_functions_md(api)
    files |= render_readme(api, out_root / "README.md")
    return files


def _command_page(api: Api) -> str:
    # Imported here: only this page, the one below and the README import the generated package.
    from codegen.render.command_page import render_command_page

    return render_command_page(api)


def _sandbox_page(api: Api) -> str:
    from attio.sandbox.rules import RULES
    from codegen.render.sandbox_page import render_sandbox_page

    return render_sandbox_page(api, RULES)


def generate(spec_dir: Path, out_root: Path) -> list[str]:
    """Write the generated files that changed, and remove those that the spec does not produce.

    Returns:
        Paths of the changed and removed files, from the root.
    """
    files = render(spec_dir, out_root)
    changed: list[str] = []
    for path, text in files.items():
        target = out_root / path
        if target.exists() and target.read_text(encoding="utf-8") == text:
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")
        changed.append(path)
    for path in _stale(out_root, files):
        (out_root / path).unlink()
        changed.append(path)
    return changed


def compare(spec_dir: Path, out_root: Path) -> list[str]:
    """Compare the generated files with what the spec produces.

    Returns:
        One message for each file that is missing, differs, or is not produced by the spec.
    """
    files = render(spec_dir, out_root)
    problems: list[str] = []
    for path, text in files.items():
        target = out_root / path
        if not target.exists():
            problems.append(f"missing: {path}")
        elif (existing := target.read_text(encoding="utf-8")) != text:
            problems.append(f"differs: {path}\n{_difference(existing, text)}")
    problems += [f"stale:   {path} is generated, but the spec does not produce it" for path in _stale(out_root, files)]
    return problems


def _difference(existing: str, expected: str) -> str:
    lines = list(difflib.unified_diff(existing.splitlines(), expected.splitlines(), lineterm="", n=1))[2:]
    excerpt = lines[:_DIFF_LINES]
    excerpt += [f"… and {len(lines) - _DIFF_LINES} more lines"] if len(lines) > _DIFF_LINES else []
    return "\n".join(f"    {line}" for line in excerpt)


def _first_line(file: Path) -> str:
    with file.open(encoding="utf-8") as lines:
        return lines.readline()


def _stale(out_root: Path, files: Mapping[str, str]) -> Iterator[str]:
    for place in _PLACES:
        for file in sorted((out_root / place).glob("*")):
            path = file.relative_to(out_root).as_posix()
            if file.suffix in {".py", ".md"} and path not in files and is_generated(_first_line(file)):
                yield path


def _handmade(out_root: Path) -> dict[str, str]:
    """Return the hand-written modules of packages with generated modules, by path."""
    files = [file for package in TITLES for file in sorted((out_root / "src/attio" / package).glob("*.py"))]
    return {
        file.relative_to(out_root).as_posix(): file.read_text(encoding="utf-8")
        for file in files
        if file.name != "__init__.py" and not is_generated(_first_line(file))
    }


def _check_handmade(api: Api, by_hand: Mapping[str, str]) -> None:
    """Check that the hand-written classes of the spec exist."""
    for component in api.components.values():
        if not isinstance(component.shape, Handmade):
            continue
        module, _, name = component.shape.path.rpartition(".")
        source = by_hand.get(f"src/{module.replace('.', '/')}.py")
        if by_hand and (source is None or name not in public_names(source)):
            place = f"{component.file}: components.schemas.{component.name}"
            raise SpecError(f"{place}: there is no {component.shape.path}")


def _formatted(modules: Mapping[str, str]) -> dict[str, str]:
    """Sort the imports of all modules and format them, with one run of ruff for each."""
    ruff = shutil.which("ruff", path=str(Path(sys.executable).parent)) or shutil.which("ruff")
    if ruff is None:
        raise SpecError("ruff formats the generated files, but is not installed: pip install ruff")
    with tempfile.TemporaryDirectory() as directory:
        root = Path(directory)
        for path, text in modules.items():
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8", newline="\n")
        for command in (_SORT, _FORMAT):
            completed = subprocess.run([ruff, *command, "."], cwd=root, capture_output=True, text=True, check=False)  # noqa: S603 - fixed arguments
            if completed.returncode:
                raise SpecError(f"the generated code is not valid Python: {completed.stdout}{completed.stderr}")
        return {path: (root / path).read_text(encoding="utf-8") for path in modules}
