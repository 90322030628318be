"""Checks of arguments for files and frames, before anything is read or written."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any, cast

from attio._support.names import brief
from attio.errors.base import InvalidRequestError
from attio.schema.records import ListSchema, ObjectSchema


def check_file(value: object) -> None:
    """Check that a value is a path or an open file."""
    if not isinstance(value, str | os.PathLike) and not hasattr(value, "read") and not hasattr(value, "write"):
        raise InvalidRequestError(f"path_or_file must be a path or an open file, not {brief(value)}")


def check_mode(file: Any, *, is_binary: bool) -> None:
    """Check that an open file accepts bytes or text, before a row is read."""
    try:
        file.write(b"" if is_binary else "")
    except (AttributeError, TypeError):
        needed = "bytes: open it with mode 'wb'" if is_binary else "text: open it with mode 'w' and encoding='utf-8'"
        raise InvalidRequestError(f"path_or_file must accept {needed}") from None


def check_schema(value: object, *, is_optional: bool = False) -> None:
    """Check that a value is the schema of an object or list."""
    if not isinstance(value, ObjectSchema | ListSchema) and not (value is None and is_optional):
        hint = (
            f"client.schema.object({brief(value)})" if isinstance(value, str) else "client.schema.object('companies')"
        )
        raise InvalidRequestError(f"schema must be an object or list of client.schema: pass {hint}, not {brief(value)}")


def checked_columns(value: object) -> dict[str, str | None]:
    """Check the new names of columns, and return them."""
    if value is None:
        return {}
    pairs = cast("Mapping[object, object]", value).items() if isinstance(value, Mapping) else [(None, None)]
    if not all(isinstance(name, str) and (new is None or isinstance(new, str)) for name, new in pairs):
        given = brief(value)
        raise InvalidRequestError(f"columns must map names to new names, or to None to drop a column, not {given}")
    return dict(cast("Mapping[str, str | None]", value))
