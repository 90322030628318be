"""Interpretation of the response or the error of a request for a row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, NamedTuple, cast

from attio.bulk.work import Work
from attio.errors.base import (
    AttioBaseError,
    AttioError,
    AttioSDKError,
    HTTPClientError,
    InvalidRequestError,
    RequestAbortedError,
    ResponseValidationError,
)

TRANSIENT = frozenset({408, 409, 429})
"""Statuses of temporary failures, in addition to 5XX."""
FATAL = frozenset({401, 403})
"""Statuses after which no row can succeed."""


class CallResult(NamedTuple):
    """The result of one call: its response, or its error."""

    value: object = None
    """The response; None if the call failed."""
    error: Exception | None = None
    """The error; None if the call succeeded."""
    began: float = 0.0
    """Time of our clock when the call began, in seconds."""
    ended: float = 0.0
    """Time of our clock when the call ended, in seconds."""

    @property
    def attempts(self) -> int:
        """Number of attempts."""
        if self.error is None:
            return int(getattr(getattr(self.value, "http", None), "attempts", 1))
        return self.error.attempts if isinstance(self.error, AttioSDKError) else 0

    @property
    def waited(self) -> float:
        """Seconds spent waiting for the rate limit."""
        return float(getattr(getattr(self.value, "http", None), "waited", 0.0))

    @property
    def headers(self) -> Mapping[str, str]:
        """Headers of the response; empty if there is none."""
        if isinstance(self.error, AttioBaseError):
            return self.error.headers
        return cast("Mapping[str, str]", getattr(getattr(self.value, "http", None), "headers", {}))

    @property
    def may_have_happened(self) -> bool:
        """Whether the call failed, but the write may have happened."""
        return isinstance(self.error, AttioSDKError) and self.error.outcome in {"unknown", "accepted"}

    @property
    def is_accepted(self) -> bool:
        """Whether the call failed, but the write did happen."""
        return isinstance(self.error, AttioSDKError) and self.error.outcome == "accepted"

    @property
    def is_transient(self) -> bool:
        """Whether the failure is temporary: another attempt may succeed."""
        error = self.error
        if isinstance(error, AttioError):
            if error.status_code == 409:
                return error.code in {None, "concurrent_write_conflict"}
            return error.status_code in TRANSIENT or error.status_code >= 500
        if isinstance(error, InvalidRequestError | RequestAbortedError | ResponseValidationError):
            return False
        return isinstance(error, HTTPClientError)

    def is_fatal(self, work: Work, function: str, ids: Mapping[str, str], *, is_known: bool) -> bool:
        """Whether no row can succeed after this error.

        Args:
            work: The work of the run.
            function: Name of the called function: the function of the work, or of a look-up.
            ids: Ids in the row.
            is_known: Whether the schema was read, which proves that the object or list exists.
        """
        error = self.error
        if isinstance(error, RequestAbortedError):
            return True
        if not isinstance(error, AttioError):
            return False
        if error.status_code in FATAL:
            return True
        if error.status_code != 404 or work.kind == "run" or function != work.function:
            return False
        return not ids or not (is_known or any(one in error.message for one in ids.values()))


class Written(NamedTuple):
    """The id and the creation time of a written record or entry."""

    record_id: str | None
    created_at: dt.datetime | None


def written(result: CallResult) -> Written:
    """Return the id and the creation time of a written record or entry, as far as the response contains them."""
    if isinstance(result.error, ResponseValidationError):
        raw = result.error.raw_value
        return _from_json(cast("dict[str, object]", raw).get("data") if isinstance(raw, dict) else None)
    data: Any = getattr(result.value, "data", None)
    ids: Any = getattr(data, "id", None)
    names = list(getattr(ids.__class__, "model_fields", {}))
    # The last field is the id of the item itself, after those of the workspace and the object.
    record_id = getattr(ids, names[-1], None) if names else None
    created = getattr(data, "created_at", None)
    return Written(
        record_id if isinstance(record_id, str) else None, created if isinstance(created, dt.datetime) else None
    )


def _from_json(data: object) -> Written:
    item = cast("dict[str, Any]", data) if isinstance(data, dict) else {}
    ids = cast("dict[str, Any]", item["id"]) if isinstance(item.get("id"), dict) else {}
    record_id: object = ids.get("entry_id") or ids.get("record_id")
    created: dt.datetime | None = None
    text = item.get("created_at")
    if isinstance(text, str):
        try:
            created = dt.datetime.fromisoformat(f"{text[:19]}{text[19:].rstrip('Z')[:7]}+00:00")
        except ValueError:
            created = None
    return Written(record_id if isinstance(record_id, str) else None, created)
