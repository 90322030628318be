"""Read the spec files: YAML whose keys are all checked, with errors that name the file and the place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import yaml


class SpecError(Exception):
    """A mistake in the spec; the message starts with the file and the place in it."""


_NULL = re.compile(r"|~|null")
_BOOLEAN = re.compile(r"true|false")
_INTEGER = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")


def _value(node: yaml.Node, file: str) -> object:
    """Read YAML 1.2, as OpenAPI 3.1 requires: `NO` and dates are strings, and duplicate keys are errors."""
    match node:
        case yaml.ScalarNode(value=str(text)):
            return text if node.style else _scalar(text)
        case yaml.SequenceNode():
            return [_value(cast("yaml.Node", element), file) for element in node.value]
        case yaml.MappingNode():
            return _mapping(node, file)
        case _:
            raise SpecError(f"{file}: {node.tag} is not known")


def _mapping(node: yaml.MappingNode, file: str) -> dict[object, object]:
    mapping: dict[object, object] = {}
    for key_node, value_node in cast("list[tuple[yaml.Node, yaml.Node]]", node.value):
        key = _value(key_node, file)
        if key in mapping:
            raise SpecError(f"{file}, line {key_node.start_mark.line + 1}: the key {key!r} appears twice")
        mapping[key] = _value(value_node, file)
    return mapping


def _scalar(text: str) -> object:
    if _NULL.fullmatch(text):
        return None
    if _BOOLEAN.fullmatch(text):
        return text == "true"
    if _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if _FLOAT.fullmatch(text) else text


@dataclass(frozen=True)
class Node:
    """A value in a spec file, with the path of its place."""

    value: object
    file: str
    path: str = ""

    def error(self, message: str) -> SpecError:
        """Return an error that names this place."""
        return SpecError(f"{self.file}: {self.path or 'top level'}: {message}")

    def __contains__(self, key: str) -> bool:
        return key in self.mapping()

    def mapping(self) -> Mapping[str, object]:
        """Return the value as a mapping with string keys."""
        value = self.value
        if not isinstance(value, dict):
            raise self.error(f"must be a mapping, not {_kind(value)}")
        for key in cast("dict[object, object]", value):
            if not isinstance(key, str):
                raise self.error(f"the key {key!r} must be a string; put it in quotes")
        return cast("dict[str, object]", value)

    def at(self, key: str) -> Node:
        """Return the node of a required key."""
        mapping = self.mapping()
        if key not in mapping:
            raise self.error(f"`{key}` is missing")
        return self._child(key, mapping[key])

    def get(self, key: str) -> Node | None:
        """Return the node of an optional key; None if it is missing."""
        return self.at(key) if key in self.mapping() else None

    def items(self) -> Iterator[tuple[str, Node]]:
        """Yield the keys and their nodes, in the order of the file."""
        for key, value in self.mapping().items():
            yield key, self._child(key, value)

    def elements(self) -> list[Node]:
        """Return the nodes of a list."""
        value = self.value
        if not isinstance(value, list):
            raise self.error(f"must be a list, not {_kind(value)}")
        elements = cast("list[object]", value)
        return [Node(element, self.file, f"{self.path}[{place}]") for place, element in enumerate(elements)]

    def text(self) -> str:
        """Return the value as a non-empty string, stripped of whitespace."""
        if not isinstance(self.value, str):
            raise self.error(f"must be a string, not {_kind(self.value)}")
        if not self.value.strip():
            raise self.error("must not be empty")
        return self.value.strip()

    def texts(self) -> tuple[str, ...]:
        """Return the value as a tuple of strings."""
        return tuple(element.text() for element in self.elements())

    def flag(self) -> bool:
        """Return the value as a boolean."""
        if not isinstance(self.value, bool):
            raise self.error(f"must be true or false, not {self.value!r}")
        return self.value

    def text_at(self, key: str) -> str:
        """Return the string of a required key."""
        return self.at(key).text()

    def flag_at(self, key: str, *, default: bool = False) -> bool:
        """Return the boolean of an optional key."""
        node = self.get(key)
        return default if node is None else node.flag()

    def one_of(self, *allowed: str) -> str:
        """Return the value, which must be one of the allowed words."""
        text = self.text()
        if text not in allowed:
            raise self.error(f"must be one of {', '.join(allowed)}, not {text!r}")
        return text

    def only(self, *allowed: str) -> None:
        """Raise an error if the mapping has other keys."""
        for key in self.mapping():
            if key not in allowed:
                raise self.error(f"the key `{key}` is not known here")

    def _child(self, key: str, value: object) -> Node:
        step = key if re.fullmatch(r"[\w$-]+", key) else f"'{key}'"
        return Node(value, self.file, f"{self.path}.{step}" if self.path else step)


def _kind(value: object) -> str:
    match value:
        case dict():
            return "a mapping"
        case list():
            return "a list"
        case None:
            return "null"
        case _:
            return repr(value)


@dataclass(frozen=True)
class Spec:
    """All spec files, by stem."""

    documents: Mapping[str, Node]

    def resolve(self, node: Node, section: str) -> tuple[str, str, Node]:
        """Follow the `$ref` of a node into a section of `components`.

        Returns:
            Stem of the file, name of the component, and its node.
        """
        ref = node.text_at("$ref")
        match = re.fullmatch(rf"(?:([\w-]+)\.yaml)?#/components/{section}/(\w+)", ref)
        if match is None:
            form = f"#/components/{section}/Name"
            raise node.error(f"`$ref: {ref}` must be `{form}` or `file.yaml{form}`")
        stem, name = match[1] or Path(node.file).stem, match[2]
        document = self.documents.get(stem)
        components = document.get("components") if document else None
        named = components.get(section) if components else None
        target = named.get(name) if named else None
        if target is None:
            raise node.error(f"`$ref: {ref}` names nothing")
        return stem, name, target


def read_yaml(text: str, file: str) -> object:
    """Read one YAML document.

    Raises:
        SpecError: The text is not valid YAML, or is empty.
    """
    try:
        node = yaml.compose(text, yaml.CSafeLoader)
    except yaml.YAMLError as error:
        raise SpecError(f"{file}: not valid YAML: {error}") from error
    if node is None:
        raise SpecError(f"{file}: is empty")
    return _value(node, file)


def load(spec_dir: Path) -> Spec:
    """Read every YAML file of a directory.

    Raises:
        SpecError: The directory has no YAML file, or one is not valid.
    """
    files = sorted(spec_dir.glob("*.yaml"))
    if not files:
        raise SpecError(f"{spec_dir}: there are no spec files")
    return Spec({file.stem: Node(read_yaml(_text_of(file), file.name), file.name) for file in files})


def _text_of(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise SpecError(f"{file.name}: is not UTF-8: {error}") from None
