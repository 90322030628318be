"""Loading of spec files: how YAML is read, and files that are rejected."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from codegen.read.loader import Node, SpecError, load

Reader: TypeAlias = Callable[[Node], object]


def load_text(directory: Path, text: str) -> Node:
    (directory / "things.yaml").write_text(text, encoding="utf-8")
    return load(directory).documents["things"]


def test_reads_yaml_with_the_types_of_openapi(tmp_path: Path) -> None:
    text = "countries: [NO, on, yes]\nday: 2026-03-01\ntime: 12:30\nnumbers: [1, -2, 1.5, 1e3]\nflags: [true, false]\n"
    text += 'nothing: [~, null, ]\nquoted: ["1", "true", \'null\']\nblock: |-\n  a\n  b\n'
    assert load_text(tmp_path, text).value == {
        "countries": ["NO", "on", "yes"],
        "day": "2026-03-01",
        "time": "12:30",
        "numbers": [1, -2, 1.5, 1000.0],
        "flags": [True, False],
        "nothing": [None, None],
        "quoted": ["1", "true", "null"],
        "block": "a\nb",
    }


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: 1\nb:\n  c: 1\n  c: 2\n", "things.yaml, line 4: the key 'c' appears twice"),
        ("a: [1\n", "things.yaml: not valid YAML: "),
        ("", "things.yaml: is empty"),
    ],
)
def test_rejects_unsafe_files(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(SpecError) as caught:
        load_text(tmp_path, text)
    assert message in str(caught.value)


def test_rejects_a_file_in_another_encoding(tmp_path: Path) -> None:
    (tmp_path / "things.yaml").write_bytes("a: é".encode("latin-1"))
    with pytest.raises(SpecError, match=r"things\.yaml: is not UTF-8"):
        load(tmp_path)


def test_rejects_an_empty_directory(tmp_path: Path) -> None:
    with pytest.raises(SpecError, match="there are no spec files"):
        load(tmp_path)


def test_errors_name_file_and_path(tmp_path: Path) -> None:
    document = load_text(tmp_path, "a:\n  /v2/x:\n    - {b: 1}\n")
    node = document.at("a").at("/v2/x").elements()[0]
    with pytest.raises(SpecError) as caught:
        node.at("c")
    assert str(caught.value) == "things.yaml: a.'/v2/x'[0]: `c` is missing"


WRONG_KINDS: list[tuple[str, Reader, str]] = [
    ("a: 1", lambda node: node.at("a").mapping(), "things.yaml: a: must be a mapping, not 1"),
    ("a: {}", lambda node: node.at("a").elements(), "things.yaml: a: must be a list, not a mapping"),
    ("a: []", lambda node: node.at("a").text(), "things.yaml: a: must be a string, not a list"),
    ("a: null", lambda node: node.at("a").text(), "things.yaml: a: must be a string, not null"),
    ("a: ' '", lambda node: node.at("a").text(), "things.yaml: a: must not be empty"),
    ("a: 'true'", lambda node: node.at("a").flag(), "things.yaml: a: must be true or false, not 'true'"),
    ("a: x", lambda node: node.at("a").one_of("y", "z"), "things.yaml: a: must be one of y, z, not 'x'"),
    ("2: x", lambda node: node.mapping(), "things.yaml: top level: the key 2 must be a string; put it in quotes"),
    ("a: x", lambda node: node.only("b"), "things.yaml: top level: the key `a` is not known here"),
]


@pytest.mark.parametrize(("text", "read", "message"), WRONG_KINDS)
def test_a_value_of_the_wrong_kind_is_an_error(tmp_path: Path, text: str, read: Reader, message: str) -> None:
    with pytest.raises(SpecError) as caught:
        read(load_text(tmp_path, text))
    assert str(caught.value) == message
