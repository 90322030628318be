"""What the small spec becomes runs: it is put beside a copy of the hand-written modules and used."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from codegen.output import generate
from codegen.render.text import is_generated

ROOT = Path(__file__).parents[2]

PROGRAM = """
import inspect, typing, warnings

from pydantic import TypeAdapter

import attio
from attio import Attio, UNSET, errors, funcs, models
from attio.funcs import boxes as operations
from attio.models import Box, BoxesListResponse, Lid, UnknownLid
from attio.request import validate

warnings.simplefilter("error")

# Every name is there, and annotations can be read at run time.
for package in (errors, funcs, models):
    for name in package.__all__:
        getattr(package, name)
for name in funcs.__all__:
    hints = typing.get_type_hints(getattr(funcs, name))
    assert hints["client"] is attio.AttioCore, name

# Methods are the functions; twins differ by `async` alone.
client = Attio("token")
assert client.boxes.list.__func__ is operations.boxes_list
assert client.boxes.assert_async.__func__ is operations.boxes_assert_async
assert client.box_lids is client.boxes.lids
for name in funcs.__all__:
    if not name.endswith("_async"):
        assert inspect.signature(getattr(funcs, name)) == inspect.signature(getattr(funcs, f"{name}_async"))
        assert inspect.iscoroutinefunction(inspect.unwrap(getattr(funcs, f"{name}_async")))

# Parameters: enums are sent as they are given, names and bounds are checked.
def sent(**given: object) -> dict[str, object]:
    return validate(operations.BOXES_ASSERT if "data" in given else operations.BOXES_LIST, given)

def refused(**given: object) -> str:
    try:
        sent(**given)
    except attio.errors.InvalidRequestError as error:
        return str(error)
    raise AssertionError(given)

assert sent(color="mauve", limit=50) == {"color": "mauve", "limit": 50}
assert sent(color=None, owner=UNSET) == {}
assert sent(owner=None) == {"owner": None}
assert "limit" in refused(limit=51)
data = {"object": "x", "path": ["a", 1], "filter": {"$and": ["a"]}, "more": {"any": [1]}, "color": None}
assert sent(data=data)["data"] == {**data, "path": ("a", 1)}
assert "data.colour: there is no such field; did you mean 'color'?" in refused(data={"object": "x", "colour": "red"})
assert "data.object: required" in refused(data={})
assert "data.filter.$and: required" in refused(data={"object": "x", "filter": {"$not": "a"}})

# Answers: open enums, fields with another name, variants and what fits none of them.
box = Box.model_validate_json('{"id": "1", "made_at": null, "color": "mauve", "list": ["a"], "$ref": "r"}')
assert (box.color, box.list, box.ref, box.size) == ("mauve", ["a"], "r", None)
assert box.model_dump(mode="json", by_alias=True)["$ref"] == "r"
flat, odd = TypeAdapter(list[Lid]).validate_json('[{"kind": "flat"}, {"kind": "oval", "length": 3}]')
assert type(flat) is models.FlatLid
assert type(odd) is UnknownLid and odd.raw == {"kind": "oval", "length": 3}
assert operations.BOXES_FIND_ADAPTER.validate_json('{"found": false}') == models.FoundNothing(found=False)
page = BoxesListResponse.model_validate_json('{"data": [], "pagination": {"next_cursor": null}}')
assert page.data == []
"""


@pytest.fixture(scope="module")
def tree(small_spec: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The hand-written modules of the project, with the small API's generated ones."""
    tree = tmp_path_factory.mktemp("tree")
    shutil.copytree(ROOT / "src", tree / "src", ignore=shutil.ignore_patterns("__pycache__", "sandbox"))
    for file in tree.glob("src/attio/*/*.py"):
        if is_generated(file.read_text("utf-8").partition("\n")[0]):
            file.unlink()
    generate(small_spec, tree)
    return tree


def run(tree: Path, program: str) -> str:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program],
        env={**os.environ, "PYTHONPATH": str(tree / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_it_works(tree: Path) -> None:
    run(tree, PROGRAM)


def test_a_deprecated_operation_is_reported_where_it_is_called(tree: Path) -> None:
    program = """
import warnings
from attio import Attio
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    try:
        Attio().boxes.find("x", server_url="ftp://nowhere")
    except ValueError:
        pass
print([(warning.filename, str(warning.message)) for warning in caught])
"""
    assert run(tree, program).strip() == "[('<string>', 'use `boxes_list`')]"


def test_nothing_is_loaded_before_it_is_used(tree: Path) -> None:
    program = """
import sys
from attio import errors, funcs, models
print(sorted(name for name in sys.modules if name.startswith(("attio.funcs.", "attio.models.", "attio.errors."))))
"""
    assert run(tree, program) == "[]\n"
