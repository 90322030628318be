"""A short `repr` of models, with ids, names, counts and values that are not empty; its length is limited."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, cast

from pydantic import BaseModel

from attio._support.secrets import REDACTED

MAX_LENGTH = 1_500
"""Most characters of a `repr`."""
MAX_NESTED_LENGTH = 400
"""Most characters of a model inside of another."""
MAX_ITEMS = 3
"""Most items of a list."""
MAX_KEYS = 12
"""Most keys of a dict."""
MAX_TEXT = 80
"""Most characters of a text."""
MAX_DEPTH = 4
"""Most levels of nesting."""

SECRET_FIELDS = frozenset({"secret", "video_url"})
"""Fields whose values give access to data; they are redacted."""

_EMPTY: list[Any] = [None, "", [], {}]
_HISTORY = frozenset({"attribute_type", "active_from", "active_until", "created_by_actor"})
"""Fields of every value, which `repr` leaves out."""
_IDS = frozenset({"workspace_id", "object_id", "list_id"})


def shown(model: BaseModel) -> str:
    """Return the `repr` of a model."""
    text = _model(model, 0)
    return text if len(text) <= MAX_LENGTH else f"{text[: MAX_LENGTH - 2]}…)"


def _model(model: BaseModel, depth: int) -> str:
    name = type(model).__name__
    if depth > MAX_DEPTH:
        return f"{name}(…)"
    return f"{name}({_joined(_arguments(model, depth), MAX_LENGTH if depth == 0 else MAX_NESTED_LENGTH)})"


def _joined(parts: Iterable[str], length: int) -> str:
    """Join parts with commas, up to a total length."""
    texts: list[str] = []
    for part in parts:
        if len(part) > length:
            return ", ".join([*texts, "…"] if texts else [f"{part[:length]}…"])
        length -= len(part)
        texts.append(part)
    return ", ".join(texts)


def _arguments(model: BaseModel, depth: int) -> Iterator[str]:
    fields: dict[str, object] = {**vars(model)}
    fields.update(model.model_extra or {})
    shown_values: Callable[[], tuple[object, ...]] | None = getattr(model, "__shown__", None)
    if shown_values is not None:
        for value in shown_values():
            text = _value(value, depth + 1)
            yield f"{len(cast('list[object]', value))} items: {text}" if isinstance(value, list) and value else text
        return
    for name, value in fields.items():
        if value in _EMPTY or (name in _HISTORY and "attribute_type" in fields):
            continue
        if name in SECRET_FIELDS:
            yield f"{name}={REDACTED!r}"
        elif name == "id" and isinstance(value, BaseModel):
            yield from _id_parts(value)
        elif name in {"values", "entry_values"} and isinstance(value, Mapping):
            yield from _values(cast("Mapping[str, object]", value), depth)
        else:
            yield f"{name}={_value(value, depth + 1)}"


def _id_parts(ids: BaseModel) -> Iterator[str]:
    """Yield the parts of an id, without the ids of the workspace, object and list if there are others."""
    parts = {name: id_ for name, id_ in vars(ids).items() if id_ is not None}
    own_parts = {name: id_ for name, id_ in parts.items() if name not in _IDS} or parts
    yield from (f"{name}={id_!r}" for name, id_ in own_parts.items())


def _values(values: Mapping[str, object], depth: int) -> Iterator[str]:
    for slug, value in values.items():
        if isinstance(value, list) and value and slug not in {"record_id", "created_at"}:
            items = cast("list[object]", value)
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
    if isinstance(value, str) and len(value) > MAX_TEXT:
        return f"{value[:MAX_TEXT]!r}…"
    text = repr(value)
    return text if len(text) <= MAX_TEXT * 2 else f"{text[: MAX_TEXT * 2]}…"


def _list(items: list[object], depth: int) -> str:
    more = f", … {len(items) - MAX_ITEMS} more" if len(items) > MAX_ITEMS else ""
    return f"[{', '.join(_value(item, depth) for item in items[:MAX_ITEMS])}{more}]"


def _mapping(items: Mapping[object, object], depth: int) -> str:
    if depth > MAX_DEPTH:
        return "{…}"
    pairs = [f"{key!r}: {_value(item, depth + 1)}" for key, item in [*items.items()][:MAX_KEYS]]
    return f"{{{', '.join(pairs)}{', …' if len(items) > MAX_KEYS else ''}}}"


__all__: list[str] = []
