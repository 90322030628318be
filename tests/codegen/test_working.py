"""Runs the package generated from the small specs, beside a copy of the hand-written modules."""

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
from attio._call.operation import Caller
from attio._call.request import validate

warnings.simplefilter("error")

# Every name exists, and annotations can be evaluated at run time.
for package in (errors, funcs, models):
    for name in package.__all__:
        getattr(package, name)
for name in funcs.__all__:
    hints = typing.get_type_hints(getattr(funcs, name))
    assert hints["client"] is Caller, name

# Methods are the functions; async twins differ only in `async`.
client = Attio("token")
assert client.boxes.list.__func__ is operations.boxes_list
assert client.boxes.assert_async.__func__ is operations.boxes_assert_async
assert client.box_lids is client.boxes.lids
for name in funcs.__all__:
    if not name.endswith("_async"):
        assert inspect.signature(getattr(funcs, name)) == inspect.signature(getattr(funcs, f"{name}_async"))
        assert inspect.iscoroutinefunction(inspect.unwrap(getattr(funcs, f"{name}_async")))

# Parameters: enums are sent unchanged; names and bounds are checked.
def sent(**given: object) -> dict[str, object]:
    return validate(operations.BOXES_ASSERT if "data" in given else operations.BOXES_LIST, given)

def rejected(**given: object) -> str:
    try:
        sent(**given)
    except attio.errors.InvalidRequestError as error:
        return str(error)
    raise AssertionError(given)

assert sent(color="mauve", limit=50) == {"color": "mauve", "limit": 50}
assert sent(color=None, owner=UNSET) == {}
assert sent(owner=None) == {"owner": None}
assert "limit" in rejected(limit=51)
data = {"object": "x", "path": ["a", 1], "filter": {"$and": ["a"]}, "more": {"any": [1]}, "color": None}
assert sent(data=data)["data"] == {**data, "path": ("a", 1)}
assert "data.colour: there is no such field; did you mean 'color'?" in rejected(data={"object": "x", "colour": "red"})
assert "data.object: required" in rejected(data={})
assert "data.filter.$and: required" in rejected(data={"object": "x", "filter": {"$not": "a"}})

# Responses: open enums, renamed fields, variants, and objects that match no variant.
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

CRATES_PROGRAM = """
import json, warnings

from attio.errors import BadRequestError, NotFoundError, ScimError, ScimNotFoundError
from attio._support.headers import Headers
from attio.funcs import crates as operations
from attio.models import Crate, CrateGone, CratePayload, UnknownCrateEvent
from attio._call.options import Settings
from attio._call.request import build
from attio._call.error_responses import read_error
from attio._call.response import decode
from attio._call.retries import RetryConfig

warnings.simplefilter("error")
options = Settings("https://x", RetryConfig(), 1, 1, None, None, False, 1).combine({}, transfer=False)

def body(**given: object) -> object:
    return json.loads(build(operations.CRATES_CREATE, given, options).content)

# A field with one value in every variant of a union is filled in; `ref` is sent under its wire name.
crate = Crate.model_validate_json('{"id": "1", "$ref": "/1", "members": [{"$ref": "/2"}]}')
filled = {"form": "plain", "by": {"type": "person", "id": "5"}}
sent = body(note={"text": "x", "by": {"id": "5"}}, members=[{"ref": "/2", "label": "b"}, crate.members[0]])
assert sent == {
    "note": {"text": "x", **filled}, "schemas": ["a", "b"], "members": [{"$ref": "/2", "label": "b"}, {"$ref": "/2"}],
}, sent
try:
    body(note={"stamp": "x", "by": {"id": "5"}}, members=[{"reff": "/2"}])
except ValueError as error:
    assert "members.0.reff: there is no such field; did you mean 'ref'?" in str(error), error
    assert "members.0.ref: required" in str(error), error
else:
    raise AssertionError

# Renamed fields are read and dumped under both names.
assert crate.ref == "/1" and crate.members[0].ref == "/2"
for by_alias, name in ((True, "$ref"), (False, "ref")):
    dumped = crate.model_dump(by_alias=by_alias)
    assert dumped == {"id": "1", name: "/1", "members": [{name: "/2"}]}
    assert Crate.model_validate(dumped) == crate
    assert crate.members[0].model_fields_set == {"ref"}
assert Crate.model_validate_json('{"id": "1"}').invalid_fields == ("ref",)

# A success may have no content. An error has the class of its status and `ScimError`.
assert decode(operations.CRATES_UPDATE, 204, Headers(), b"") is None
assert decode(operations.CRATES_UPDATE, 200, Headers(), b'{"id": "1", "$ref": "r"}').ref == "r"
error = read_error(operations.CRATES_UPDATE, 404, Headers(), b'{"status": "404", "detail": "gone"}')
assert type(error) is ScimNotFoundError and isinstance(error, NotFoundError)
assert (error.message, error.detail) == ("gone", "gone")
assert type(read_error(operations.CRATES_UPDATE, 418, Headers(), b"")) is ScimError
assert not isinstance(read_error(operations.CRATES_UPDATE, 503, Headers(), b""), ScimError)

# Events of known and unknown types.
payload = CratePayload.model_validate_json('{"events": [{"event_type": "crate.gone"}, {"event_type": "crate.lost"}]}')
assert [type(event) for event in payload.events] == [CrateGone, UnknownCrateEvent]
assert payload.events[1].raw == {"event_type": "crate.lost"}
"""


@pytest.fixture(scope="module")
def tree(crates_spec: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A source tree with the hand-written modules of the project and the generated modules of the small API."""
    tree = tmp_path_factory.mktemp("tree")
    shutil.copytree(ROOT / "src", tree / "src", ignore=shutil.ignore_patterns("__pycache__", "sandbox"))
    for file in tree.glob("src/attio/*/*.py"):
        if is_generated(file.read_text("utf-8").partition("\n")[0]):
            file.unlink()
    generate(crates_spec, tree)
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


def test_the_generated_package_makes_calls(tree: Path) -> None:
    run(tree, PROGRAM)


def test_responses_without_data_and_events_work(tree: Path) -> None:
    run(tree, CRATES_PROGRAM)


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
