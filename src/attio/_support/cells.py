"""Values as texts of CSV cells."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import cast


def cell(value: object) -> str:
    """Write a value as the text of a cell.

    A list becomes its values, joined by `;`. A list that this would garble, and every other structure, becomes JSON.
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
    """Join values by `;`; None if they could not be split again."""
    if any(one is None or isinstance(one, list | tuple | dict) for one in values):
        return None
    texts = [cell(one) for one in values]
    joined = ";".join(texts)
    return None if any(";" in text for text in texts) or joined.startswith("[") else joined
