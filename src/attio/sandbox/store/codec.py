"""Encode rows as JSON, and decode them by the types of their fields."""

from __future__ import annotations

import hashlib
import types
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, Literal, Union, cast, get_args, get_origin, get_type_hints

from attio.sandbox.store.rows import Row

Decode = Callable[[Any], Any]

_BLOB = "$blob"


def encode(value: object, blobs: dict[str, bytes]) -> object:
    """Return a value as JSON values. Bytes are replaced by their digest, and added to `blobs`."""
    if value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, bytes):
        digest = hashlib.sha256(value).hexdigest()
        blobs[digest] = value
        return {_BLOB: digest}
    if isinstance(value, Mapping):
        return {key: encode(item, blobs) for key, item in cast("Mapping[str, object]", value).items()}
    if isinstance(value, frozenset):
        return sorted(cast("frozenset[str]", value))
    if isinstance(value, (tuple, list)):
        return [encode(item, blobs) for item in cast("Iterable[object]", value)]
    return {name: encode(getattr(value, name), blobs) for name in _names(cast("Hashable", type(value)))}


def decode(kind: type[Row], content: Mapping[str, object], blob: Callable[[str], bytes]) -> Row:
    """Decode a row.

    Args:
        kind: Class of the row.
        content: The result of `encode`.
        blob: Function that returns bytes by their digest.
    """
    return cast("Row", _dataclass(kind, _Decoders(blob))(content))


@cache
def _names(kind: Hashable) -> tuple[str, ...]:
    return tuple(field.name for field in fields(cast("Any", kind)))


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


class _Decoders:
    """Builds decoders from type hints, for one file."""

    def __init__(self, blob: Callable[[str], bytes]) -> None:
        self.blob = blob

    def of(self, hint: Any) -> Decode:
        """Return the decoder of a type."""
        origin = get_origin(hint)
        if origin in (Union, types.UnionType):
            return self._union([option for option in get_args(hint) if option is not type(None)])
        if origin is tuple:
            return self._tuple(get_args(hint))
        if origin is frozenset:
            return frozenset
        if hint is bytes:
            return lambda raw: self.blob(raw[_BLOB])
        if isinstance(hint, type) and is_dataclass(hint):
            return _dataclass(hint, self)
        if origin is not None and origin is not Literal and issubclass(cast("type", origin), Mapping):
            return self._mapping(get_args(hint)[1])
        return lambda raw: raw

    def _tuple(self, items: tuple[Any, ...]) -> Decode:
        if len(items) == 2 and items[1] is Ellipsis:
            each = self.of(items[0])
            return lambda raw: tuple(each(item) for item in raw)
        decoders = [self.of(item) for item in items]
        return lambda raw: tuple(decoder(item) for decoder, item in zip(decoders, raw, strict=True))

    def _mapping(self, item: Any) -> Decode:
        each = self.of(item)
        return lambda raw: {key: each(value) for key, value in raw.items()}

    def _union(self, options: list[Any]) -> Decode:
        def read(raw: Any) -> Any:
            if raw is None:
                return None
            option = next((option for option in options if _is_instance(option, raw)), options[0])
            return self.of(option)(raw)

        return read


def _is_instance(option: Any, raw: Any) -> bool:
    """Return whether a JSON value can be decoded as a member of a union."""
    if isinstance(option, type) and is_dataclass(option):
        return isinstance(raw, dict) and set(_names(option)) == set(cast("dict[str, object]", raw))
    origin = cast("Any", get_origin(option) or option)
    if origin in (tuple, frozenset):
        return isinstance(raw, list)
    return isinstance(origin, type) and isinstance(raw, origin if origin is not Mapping else dict)


def _dataclass(kind: type, decoders: _Decoders) -> Decode:
    hints = _hints(kind)
    field_decoders = {name: decoders.of(hints[name]) for name in _names(kind)}

    def read(raw: Mapping[str, object]) -> object:
        # A field that is missing in an older file gets its default.
        return kind(**{name: decoder(raw[name]) for name, decoder in field_decoders.items() if name in raw})

    return read
