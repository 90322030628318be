"""Construction of the results of rows: rows that were sent, invalid rows and rows of earlier runs."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, cast

from attio.bulk.checkpoint import Earlier
from attio.bulk.plans import Ending
from attio.bulk.results import SUCCESSES, BulkResult
from attio.bulk.rows import InvalidRowError, Row, canonical, printable
from attio.bulk.work import Prepared
from attio.errors.base import AttioBaseError, RequestTimeoutError

MAX_SHOWN = 1_000
"""Maximum number of characters shown of a value that cannot be converted to JSON."""


_FIELD = re.compile(r"\bdata\.(?:entry_)?values\.([^.:\s]+)")
"""The attribute in the message of an invalid request."""


def result_of(number: int, row: Prepared, ending: Ending, attempts: int) -> BulkResult:
    """Return the result of a row that was sent."""
    result = ending.result
    error = result.error if result else None
    facts: dict[str, Any] = {}
    if ending.outcome not in SUCCESSES:
        facts = {"row": json.loads(row.text), **_facts(error)}
        facts["code"] = ending.code or facts.get("code")
        facts["message"] = ending.message or facts.get("message") or "the run ended before the response"
    value = result.value if result else None
    record_id = ending.record_id or row.ids.get("record_id") or row.ids.get("entry_id")
    return BulkResult(
        number,
        ending.outcome,
        row.shown_key,
        record_id,
        attempts=attempts,
        response=value,
        error=error,
        **facts,
    )


def _facts(error: Exception | None) -> dict[str, Any]:
    if error is None:
        return {}
    if not isinstance(error, AttioBaseError):
        code = "timeout" if isinstance(error, RequestTimeoutError) else "connection"
        invalid = isinstance(error, ValueError | TypeError)
        named = _FIELD.search(str(error)) if invalid else None
        return {"code": "invalid_row" if invalid else code, "attribute": named and named[1], "message": str(error)}
    details = [str(one) for one in error.validation_errors]
    hint = f"; {error.hint}" if error.hint else ""
    return {
        "code": error.code or f"http_{error.status_code}",
        "status": error.status_code,
        "path": ".".join(map(str, error.path)) or None,
        "attribute": error.attribute,
        "message": "; ".join([f"{error.message}{hint}", *details]),
    }


def failed_row(number: int, key: str | None, text: str, error: InvalidRowError) -> BulkResult:
    """Return the result of an invalid row."""
    facts: dict[str, Any] = {"code": error.code, "attribute": error.attribute, "message": str(error)}
    return BulkResult(number, "failed", key, row=_mapping(text), error=error, **facts)


def _mapping(text: str) -> Mapping[str, object] | None:
    try:
        row: object = json.loads(text)
    except ValueError:
        return None
    return cast("Mapping[str, object]", row) if isinstance(row, dict) else None


def resumed_result(number: int, row: Prepared, earlier: Earlier) -> BulkResult:
    """Return the result of a row that an earlier run wrote."""
    outcome: Any = earlier.state
    return BulkResult(number, outcome, row.shown_key, earlier.record_id, attempts=earlier.attempts, resumed=True)


def text_of(row: object) -> str:
    """Return an invalid row as JSON. Values that JSON does not support are replaced with their `repr`."""
    if isinstance(row, Row) and isinstance(row.values, Mapping):  # pyright: ignore[reportUnnecessaryIsInstance]
        row = {**row.values, **dict.fromkeys(row.empty)}
    if isinstance(row, Mapping):
        values = cast("Mapping[object, object]", row)
        return canonical({printable(str(name)): _json_or_repr(value) for name, value in values.items()})
    return _short_repr(row)


def _json_or_repr(value: object) -> object:
    try:
        canonical({"": value})
    except InvalidRowError:
        return _short_repr(value)
    return value


def _short_repr(value: object) -> str:
    try:
        return printable(repr(value)[:MAX_SHOWN])
    except Exception:  # noqa: BLE001 - a `repr` may raise anything
        return f"<{type(value).__name__}>"
