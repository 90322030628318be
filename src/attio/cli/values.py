"""Values on the command line: JSON, and `--set FIELD=VALUE`."""

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

HELP = "Set an attribute: FIELD=VALUE, FIELD:=JSON, FIELD=@FILE, or FIELD+=VALUE to add a value. Repeatable."
_SET = re.compile(r"(?P<field>[^\s=:+]+)(?P<operator>:=|\+=|=)(?P<text>.*)", re.DOTALL)
_NUMBERS = frozenset({"number", "currency", "rating"})
_FLAGS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


def kebab(name: str) -> str:
    """Return the option of a parameter, such as `filter-view-id` for `filter_view_id` or `filterViewId`."""
    return re.sub(r"(?<=[a-z])([A-Z])", r"-\1", name).replace("_", "-").lower()


def read_text(source: str) -> str:
    """Read a file, or stdin for `-`, as UTF-8 with or without a byte order mark.

    Raises:
        CommandError: The file cannot be read, or is not UTF-8.
    """
    try:
        text = sys.stdin.read() if source == "-" else Path(source).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise CommandError(f"cannot read {'stdin' if source == '-' else brief(source)}: {reason}") from None
    return text.removeprefix("\ufeff")


def parse_json(argument: str) -> Any:
    """Parse a JSON argument: the JSON itself, `@FILE`, or `-` for stdin. Used as the type of options.

    Raises:
        click.BadParameter: The text is not JSON.
    """
    text = argument
    if argument == "-":
        text = read_text("-")
    elif argument.startswith("@"):
        text = read_text(argument[1:])
    try:
        return json.loads(text)
    except ValueError as error:
        message = f"the value is not JSON: {error}"
        raise click.BadParameter(message) from None


def content(json_data: Any, assignments: Sequence[str], command: Command, schema: Any) -> tuple[dict[str, Any], bool]:
    """Build the `data` of a write from --data and --set.

    Args:
        json_data: The parsed JSON of --data; None without the option.
        assignments: The values of --set.
        command: Data of the command.
        schema: Schema of the object or list; None to send all values as text.

    Returns:
        The `data`, and whether its values are added to the existing ones.

    Raises:
        CommandError: There is no --set and no --data, or a value is not valid.
    """
    if json_data is None and not assignments:
        raise CommandError(f"{command.name} needs --set FIELD=VALUE or --data JSON")
    if json_data is not None and not isinstance(json_data, Mapping):
        raise CommandError("--data must be a JSON object")
    parsed = [_parse_assignment(text) for text in assignments]
    is_append = any(operator == "+=" for _, operator, _ in parsed)
    if is_append:
        _check_append(parsed, command, schema)
    values: dict[str, Any] = {}
    for field, operator, text in parsed:
        attribute = None if schema is None else schema.attribute(field)
        value = _parse_json_value(field, text) if operator == ":=" else typed(_text_or_file(text), attribute)
        values[field] = _appended(values[field], value) if field in values else value
    if schema is not None:
        values = {field: _wrapped(value, schema.attribute(field)) for field, value in values.items()}
    data = dict(cast("Mapping[str, Any]", json_data or {}))
    name = command.values or "values"
    return {**data, name: {**data.get(name, {}), **values}}, is_append


def _parse_assignment(text: str) -> tuple[str, str, str]:
    """Split an assignment into field, operator and value."""
    match = _SET.fullmatch(text)
    if match is None:
        raise CommandError(f"--set {brief(text)} must be FIELD=VALUE, FIELD:=JSON or FIELD+=VALUE")
    return match["field"], match["operator"], match["text"]


def _check_append(parsed: Sequence[tuple[str, str, str]], command: Command, schema: Any) -> None:
    if command.call.rpartition(".")[2] != "update":
        raise CommandError(f"{command.name} cannot add to existing values: use update with +=")
    for field, operator, _ in parsed:
        if operator != "+=" and (schema is None or schema.attribute(field).is_multiselect):
            message = f"{field}{operator} replaces values and += adds values: use a separate command for each"
            raise CommandError(message)


def _text_or_file(text: str) -> str:
    """Return a text, or the content of the file for `@FILE`. A text that starts with `@` is written as `@@`."""
    if text.startswith("@@"):
        return text[1:]
    return read_text(text[1:]).removesuffix("\n") if text.startswith("@") else text


def _parse_json_value(field: str, text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        raise CommandError(f"{field}:= must be JSON: {error}") from None


def typed(text: str, attribute: Any) -> Any:
    """Convert a text to the value of an attribute. An empty text clears the attribute.

    Raises:
        CommandError: The text does not fit the type of the attribute.
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
    """Parse a number.

    Raises:
        CommandError: The text is not a finite number.
    """
    try:
        if not text.isascii() or "_" in text:  # `int` and `float` accept digits of all scripts, and `1_000`
            raise ValueError
        return int(text) if re.fullmatch(r"[+-]?[0-9]+", text) else _finite(float(text))
    except ValueError:
        raise CommandError(f"{field} takes a number, not {brief(text)}") from None


def _finite(value: float) -> float:
    if not isfinite(value):
        raise ValueError
    return value


def flag(field: str, text: str) -> bool:
    """Parse the value of a checkbox.

    Raises:
        CommandError: The text is neither true nor false.
    """
    if text.lower() not in _FLAGS:
        raise CommandError(f"{field} takes true or false, not {brief(text)}")
    return _FLAGS[text.lower()]


def _appended(existing: object, value: object) -> list[object]:
    return [*(existing if is_list(existing) else [existing]), value]


def _wrapped(value: object, attribute: Any) -> object:
    """Wrap the value of a multiselect attribute in a list."""
    if value is None:
        return [] if attribute.is_multiselect else None
    return [value] if attribute.is_multiselect and not is_list(value) else value
