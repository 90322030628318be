"""A short `repr` of models: ids, names, counts and filled values, as much as fits a terminal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, cast

from pydantic import BaseModel

from attio._support.secrets import REDACTED

MOST = 1_500
"""Characters of one `repr`."""
MOST_INSIDE = 400
"""Characters of a model inside of another."""
ITEMS, KEYS, TEXT, DEPTH = 3, 12, 80, 4
"""Items of a list, keys of an object and characters of a text that are shown, and levels of nesting."""

SECRET_FIELDS = frozenset({"secret", "video_url"})
"""Fields whose value gives access to something; they are not shown."""

_EMPTY: list[Any] = [None, "", [], {}]
_HISTORY = frozenset({"attribute_type", "active_from", "active_until", "created_by_actor"})
"""Fields that every value has; they are not shown."""
_IDS = frozenset({"workspace_id", "object_id", "list_id"})


def shown(model: BaseModel) -> str:
    """The `repr` of a model."""
    text = _model(model, 0)
    return text if len(text) <= MOST else f"{text[: MOST - 2]}…)"


def _model(model: BaseModel, depth: int) -> str:
    name = type(model).__name__
    if depth > DEPTH:
        return f"{name}(…)"
    return f"{name}({_joined(_arguments(model, depth), MOST if depth == 0 else MOST_INSIDE)})"


def _joined(parts: Iterable[str], room: int) -> str:
    """Join parts with commas, and stop when the text is full."""
    found: list[str] = []
    for part in parts:
        if len(part) > room:
            return ", ".join([*found, "…"] if found else [f"{part[:room]}…"])
        room -= len(part)
        found.append(part)
    return ", ".join(found)


def _arguments(model: BaseModel, depth: int) -> Iterator[str]:
    fields: dict[str, object] = {**vars(model)}
    fields.update(model.model_extra or {})
    short: Callable[[], tuple[object, ...]] | None = getattr(model, "__shown__", None)
    if short is not None:
        for value in short():
            text = _value(value, depth + 1)
            yield f"{len(cast('list[object]', value))} items: {text}" if isinstance(value, list) and value else text
        return
    for name, value in fields.items():
        if value in _EMPTY or (name in _HISTORY and "attribute_type" in fields):
            continue
        if name in SECRET_FIELDS:
            yield f"{name}={REDACTED!r}"
        elif name == "id" and isinstance(value, BaseModel):
            yield from _own_ids(value)
        elif name in {"values", "entry_values"} and isinstance(value, Mapping):
            yield from _values(cast("Mapping[str, object]", value), depth)
        else:
            yield f"{name}={_value(value, depth + 1)}"


def _own_ids(ids: BaseModel) -> Iterator[str]:
    """Show the ids of a thing without those of its parents, unless there are no others."""
    given = {name: one for name, one in vars(ids).items() if one is not None}
    own = {name: one for name, one in given.items() if name not in _IDS} or given
    yield from (f"{name}={one!r}" for name, one in own.items())


def _values(values: Mapping[str, object], depth: int) -> Iterator[str]:
    for slug, found in values.items():
        if isinstance(found, list) and found and slug not in {"record_id", "created_at"}:
            items = cast("list[object]", found)
            plain = [getattr(item, "plain", item) for item in items]
            yield f"{slug}={_value(plain[0] if len(plain) == 1 else plain, depth + 1)}"


def _value(value: object, depth: int) -> str:
    if isinstance(value, BaseModel):
        return _model(value, depth)
    if isinstance(value, list):
        return _list(cast("list[object]", value), depth)
    if isinstance(value, Mapping):
        return _mapping(cast("Mapping[object, object]", value), depth)
    if isinstance(value, dt.date):
        return repr(value.isoformat())
    if isinstance(value, str) and len(value) > TEXT:
        return f"{value[:TEXT]!r}…"
    text = repr(value)
    return text if len(text) <= TEXT * 2 else f"{text[: TEXT * 2]}…"


def _list(items: list[object], depth: int) -> str:
    more = f", … {len(items) - ITEMS} more" if len(items) > ITEMS else ""
    return f"[{', '.join(_value(item, depth) for item in items[:ITEMS])}{more}]"


def _mapping(items: Mapping[object, object], depth: int) -> str:
    if depth > DEPTH:
        return "{…}"
    pairs = [f"{key!r}: {_value(item, depth + 1)}" for key, item in [*items.items()][:KEYS]]
    return f"{{{', '.join(pairs)}{', …' if len(items) > KEYS else ''}}}"


__all__: list[str] = []
