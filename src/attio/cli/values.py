"""Values given on the command line: JSON, and `--set FIELD=VALUE`."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping, Sequence
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from attio._support.names import brief
from attio.cli.exits import CommandError
from attio.cli.output import is_list

if TYPE_CHECKING:
    from attio.cli.data import Command

HELP = "Set an attribute: FIELD=VALUE, FIELD:=JSON, FIELD=@FILE, or FIELD+=VALUE to add. Several times."
_SET = re.compile(r"(?P<field>[^\s=:+]+)(?P<operator>:=|\+=|=)(?P<text>.*)", re.DOTALL)
_NUMBERS = frozenset({"number", "currency", "rating"})
_FLAGS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


def kebab(name: str) -> str:
    """Spell a parameter as an option: `filter_view_id` and `displayName` become `filter-view-id` and `display-name`."""
    return re.sub(r"(?<=[a-z])([A-Z])", r"-\1", name).replace("_", "-").lower()


def read_text(source: str) -> str:
    """Read `FILE`, or stdin for `-`, as UTF-8; a byte order mark at the beginning is dropped.

    Raises:
        CommandError: There is no such file, or it is not UTF-8.
    """
    try:
        text = sys.stdin.read() if source == "-" else Path(source).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise CommandError(f"cannot read {'stdin' if source == '-' else brief(source)}: {reason}") from None
    return text.removeprefix("\ufeff")


def parse_json(given: str) -> Any:
    """Parse JSON, given as text, as `@FILE`, or as `-` for stdin; the type of options.

    Raises:
        click.BadParameter: It is not JSON.
    """
    text = read_text(given) if given == "-" else read_text(given[1:]) if given.startswith("@") else given
    try:
        return json.loads(text)
    except ValueError as error:
        message = f"it is not JSON: {error}"
        raise click.BadParameter(message) from None


def content(given: Any, written: Sequence[str], data: Command, schema: Any) -> tuple[dict[str, Any], bool]:
    """Build the `data` of a write from --data and --set.

    Args:
        given: What --data holds; None without it.
        written: What was given with --set.
        data: The command.
        schema: Schema of the object or list; None for values as they are.

    Returns:
        The `data`, and whether values are to be added to those that exist.

    Raises:
        CommandError: Nothing was given, or something cannot be written.
    """
    if given is None and not written:
        raise CommandError(f"{data.name} needs --set FIELD=VALUE or --data JSON")
    if given is not None and not isinstance(given, Mapping):
        raise CommandError("--data must be a JSON object")
    pairs = [_parsed(one) for one in written]
    adds = any(operator == "+=" for _, operator, _ in pairs)
    if adds:
        _check_adding(pairs, data, schema)
    values: dict[str, Any] = {}
    for field, operator, text in pairs:
        attribute = None if schema is None else schema.attribute(field)
        value = _json(field, text) if operator == ":=" else typed(_filled(text), attribute)
        values[field] = _several(values[field], value) if field in values else value
    if schema is not None:
        values = {field: _wrapped(value, schema.attribute(field)) for field, value in values.items()}
    whole = dict(cast("Mapping[str, Any]", given or {}))
    name = data.values or "values"
    return {**whole, name: {**whole.get(name, {}), **values}}, adds


def _parsed(text: str) -> tuple[str, str, str]:
    found = _SET.fullmatch(text)
    if found is None:
        raise CommandError(f"--set {brief(text)} must be FIELD=VALUE, FIELD:=JSON or FIELD+=VALUE")
    return found["field"], found["operator"], found["text"]


def _check_adding(pairs: Sequence[tuple[str, str, str]], data: Command, schema: Any) -> None:
    if data.call.rpartition(".")[2] != "update":
        raise CommandError(f"+= adds to what exists, which {data.name} does not do; use update")
    for field, operator, _ in pairs:
        if operator != "+=" and (schema is None or schema.attribute(field).is_multiselect):
            message = f"{field}{operator} replaces values, and += adds: that would be two requests; give two commands"
            raise CommandError(message)


def _filled(text: str) -> str:
    if text.startswith("@@"):
        return text[1:]
    return read_text(text[1:]).removesuffix("\n") if text.startswith("@") else text


def _json(field: str, text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        raise CommandError(f"{field}:= must be JSON: {error}") from None


def typed(text: str, attribute: Any) -> Any:
    """Turn a text into the value of an attribute; an empty one clears it.

    Raises:
        CommandError: The attribute does not take it.
    """
    if text == "":
        return None
    if attribute is None:
        return text
    if attribute.type in _NUMBERS:
        return number(attribute.api_slug, text)
    if attribute.type == "checkbox":
        return flag(attribute.api_slug, text)
    return text


def number(field: str, text: str) -> int | float:
    """Read a number.

    Raises:
        CommandError: It is none.
    """
    try:
        return int(text) if re.fullmatch(r"[+-]?\d+", text) else _finite(float(text))
    except ValueError:
        raise CommandError(f"{field} takes a number, not {brief(text)}") from None


def _finite(value: float) -> float:
    if not isfinite(value):
        raise ValueError
    return value


def flag(field: str, text: str) -> bool:
    """Read a checkbox.

    Raises:
        CommandError: It is neither true nor false.
    """
    if text.lower() not in _FLAGS:
        raise CommandError(f"{field} takes true or false, not {brief(text)}")
    return _FLAGS[text.lower()]


def _several(before: object, value: object) -> list[object]:
    return [*(before if is_list(before) else [before]), value]


def _wrapped(value: object, attribute: Any) -> object:
    if value is None:
        return [] if attribute.is_multiselect else None
    return [value] if attribute.is_multiselect and not is_list(value) else value
