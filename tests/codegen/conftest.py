"""Fixtures with the small spec, parsed and rendered once."""

from __future__ import annotations

from pathlib import Path

import pytest

from codegen.output import render
from codegen.read.api import Api
from codegen.read.reader import read
from tests.codegen.small import CRATES, write_spec


@pytest.fixture(scope="session")
def small_spec(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_spec(tmp_path_factory.mktemp("small") / "spec")


@pytest.fixture(scope="session")
def small_api(small_spec: Path) -> Api:
    return read(small_spec)


@pytest.fixture(scope="session")
def small_files(small_spec: Path) -> dict[str, str]:
    """The files generated from the small spec, by path, without hand-written modules."""
    return render(small_spec, small_spec.parent / "nothing")


@pytest.fixture(scope="session")
def crates_spec(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small spec with a second resource."""
    return write_spec(tmp_path_factory.mktemp("crates") / "spec", crates=CRATES)


@pytest.fixture(scope="session")
def crates_files(crates_spec: Path) -> dict[str, str]:
    return render(crates_spec, crates_spec.parent / "nothing")
