"""Format values as cells of a CSV file."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import cast


def cell(value: object) -> str:
    """Return the text of a cell.

    The values of a list are joined by `;`. Dicts, and lists whose joined text could not be split again, become JSON.
    """
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        joined = _joined(cast("Sequence[object]", value))
        if joined is not None:
            return joined
    if isinstance(value, list | tuple | dict):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)
    return str(value)


def _joined(values: Sequence[object]) -> str | None:
    """Join values by `;`; None if the text could not be split again."""
    if any(value is None or isinstance(value, list | tuple | dict) for value in values):
        return None
    texts = [cell(value) for value in values]
    joined = ";".join(texts)
    return None if any(";" in text for text in texts) or joined.startswith("[") else joined
