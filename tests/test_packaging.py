"""The distributions: their content, building the wheel from the sdist, and using the wheel in a clean environment."""

from __future__ import annotations

import re
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.server import Server
from tests.snippets import pages

ROOT = Path(__file__).parents[1]
DEPENDENCIES = {"anyio", "httpx", "pydantic", "typing-extensions"}
EXTRAS = {
    "cli",
    "sandbox",
    "keyring",
    "parquet",
    "quickstart",
    "redis",
    "generate",
    "test",
    "check",
    "mutation",
    "bench",
    "docs",
    "dev",
}

# Run by the interpreter of the environment, with the URL of the server as its argument.
USE = """
import sys
from attio import Attio, errors, funcs
with Attio("0" * 64, server_url=sys.argv[1]) as client:
    assert client.meta.identify().workspace_slug == "analytical"
    try:
        funcs.meta_identify(client)
    except errors.AuthenticationError as error:
        print(error.status_code, error.operation)
"""


@pytest.fixture(scope="session")
def distributions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel and the sdist of this checkout, and return their folder."""
    return build(ROOT, tmp_path_factory.mktemp("dist"))


def build(source: Path, target: Path) -> Path:
    command = [sys.executable, "-m", "hatchling", "build", "--directory", str(target)]
    subprocess.run(command, cwd=source, check=True, capture_output=True)
    return target


def wheel_in(folder: Path) -> Path:
    (wheel,) = folder.glob("*.whl")
    return wheel


def wheel_contents(folder: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel_in(folder)) as wheel:
        return {name: wheel.read(name) for name in wheel.namelist()}


def source_files() -> set[str]:
    package = ROOT / "src/attio"
    files = (path for path in package.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(ROOT / "src").as_posix() for path in files}


def test_the_wheel_contains_the_package_and_the_license(distributions: Path) -> None:
    names = set(wheel_contents(distributions))
    metadata = {name for name in names if ".dist-info/" in name}
    assert names - metadata == source_files()
    assert "attio/py.typed" in names
    assert {name.partition(".dist-info/")[2] for name in metadata} == {
        "METADATA",
        "RECORD",
        "WHEEL",
        "entry_points.txt",
        "licenses/LICENSE",
    }


def test_the_wheel_lists_its_requirements(distributions: Path) -> None:
    (metadata,) = (text for name, text in wheel_contents(distributions).items() if name.endswith("/METADATA"))
    lines = metadata.decode().splitlines()
    needs = [Requirement(line.removeprefix("Requires-Dist: ")) for line in lines if line.startswith("Requires-Dist: ")]
    assert {need.name for need in needs if need.marker is None} == DEPENDENCIES
    assert {line.removeprefix("Provides-Extra: ") for line in lines if line.startswith("Provides-Extra: ")} == EXTRAS
    assert "License-Expression: MIT" in lines
    assert "Requires-Python: >=3.10" in lines


def test_the_sdist_builds_the_same_wheel(distributions: Path, tmp_path: Path) -> None:
    (sdist,) = distributions.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path, filter="data")
    (source,) = tmp_path.iterdir()
    files = {path.relative_to(source).as_posix() for path in source.rglob("*") if path.is_file()}
    around = {".gitignore", "CHANGELOG.md", "LICENSE", "PKG-INFO", "README.md", "pyproject.toml"}
    assert files == around | {f"src/{name}" for name in source_files()}
    assert wheel_contents(build(source, tmp_path / "dist")) == wheel_contents(distributions)


def test_the_wheel_works_alone(distributions: Path, server: Server, tmp_path: Path) -> None:
    python = environment(tmp_path, wheel_in(distributions))
    server.reply(json={"active": True, "workspace_slug": "analytical"})
    server.reply(401, json={"status_code": 401, "type": "auth_error", "code": "unauthorized", "message": "no"})
    assert output(python, "-c", USE, server.url) == "401 meta.identify"


def test_the_sandbox_extra_works_alone(distributions: Path, tmp_path: Path) -> None:
    python = environment(tmp_path, wheel_in(distributions), extra="sandbox")
    assert "--port" in output(python, "-m", "attio.sandbox", "serve", "--help")


def test_the_first_example_of_the_testing_guide_passes_alone(distributions: Path, tmp_path: Path) -> None:
    python = environment(tmp_path / "venv", wheel_in(distributions), extra="sandbox", others=("pytest",))
    block = next(block for block in pages("docs/testing.md") if "def test_" in block.code)
    assert len(re.findall(r"^(?!from |$).", block.code, re.MULTILINE)) == 3  # without the import
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "test_crm.py").write_text(block.code, "utf-8")
    printed = output(python, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(folder))
    assert "1 passed" in printed
    # Only the installed plugin defines the fixture, so the test does not use this checkout.
    command = [str(python), "-I", "-m", "pytest", "-q", "-p", "no:attio", "-p", "no:cacheprovider", str(folder)]
    without = subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True)
    assert "fixture 'attio_client' not found" in without.stdout


def environment(folder: Path, wheel: Path, extra: str = "", others: tuple[str, ...] = ()) -> Path:
    """Create an environment with the wheel, its requirements and others; return its interpreter.

    It needs no network: the packages are links to those of the environment that runs the tests.
    """
    venv.create(folder, symlinks=True, with_pip=False)
    packages = Path(sysconfig.get_path("purelib", "posix_prefix", {"base": str(folder)}))
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(packages)
    wanted = closure("attio-sdk", extra) | {name for other in others for name in (other, *closure(other))}
    for needed in wanted:
        for name in {file.parts[0] for file in distribution(needed).files or ()} - {"..", "__pycache__"}:
            link = packages / name
            if not link.exists():
                link.symlink_to(Path(str(distribution(needed).locate_file(name))))
    return folder / "bin/python"


def closure(name: str, extra: str = "") -> set[str]:
    """Return the names of all requirements of a distribution, direct and indirect."""
    found: set[str] = set()
    waiting = requirements(distribution(name), {extra})
    while waiting:
        need = waiting.pop()
        if need.name not in found:
            found.add(need.name)
            waiting += requirements(distribution(need.name), need.extras)
    return found


def requirements(dist: Distribution, extras: set[str]) -> list[Requirement]:
    needs = map(Requirement, dist.requires or ())
    chosen = extras or {""}
    return [need for need in needs if not need.marker or any(need.marker.evaluate({"extra": name}) for name in chosen)]


def output(python: Path, *arguments: str) -> str:
    # -I: ignore the current directory and PYTHONPATH.
    command = [str(python), "-I", "-W", "error", *arguments]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()
