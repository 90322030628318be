"""The outcome of a row, and the progress of a bulk write."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias

RowOutcome: TypeAlias = Literal["created", "updated", "unchanged", "deleted", "done", "failed", "unknown"]
"""The outcome of a row; `done` is a success of `run`."""

OUTCOMES: tuple[RowOutcome, ...] = ("created", "updated", "unchanged", "deleted", "done", "failed", "unknown")
SUCCESSES = frozenset({"created", "updated", "unchanged", "deleted", "done"})


@dataclass(frozen=True)
class BulkResult:
    """The outcome of one row."""

    number: int
    """Line of the row in its file, or its position, from 1."""
    outcome: RowOutcome
    """`created`, `updated`, `unchanged` or `deleted`; `done` for a success of `run`; `failed` if nothing happened;
    `unknown` if the row was sent, but its effect is not known."""
    key: str | None = None
    """Value that identifies the row, such as a domain."""
    record_id: str | None = None
    """Id of the record, entry or other item."""
    code: str | None = None
    """Error code of the API, or of the check."""
    status: int | None = None
    """HTTP status of the error."""
    path: str | None = None
    """Path of the problem in the request."""
    attribute: str | None = None
    """Slug of the attribute with the problem."""
    message: str | None = None
    """Description of the problem, or the reason why the outcome is unknown."""
    attempts: int = 0
    """Number of requests."""
    row: Mapping[str, object] | None = None
    """The values of the row as JSON; set for failed and unknown rows only."""
    resumed: bool = False
    """Whether an earlier run wrote the row."""
    response: object = field(default=None, compare=False, repr=False)
    """The response; set in `on_result` only."""
    error: Exception | None = field(default=None, compare=False, repr=False)
    """The error; set in `on_result` only."""


class BulkProgress(NamedTuple):
    """The progress of a bulk write, passed to `on_progress` at most every 0.2 seconds and at the end."""

    done: int
    """Number of rows with an outcome."""
    total: int | None
    """Number of all rows; None if it is not known."""
    created: int
    """Number of created records."""
    updated: int
    """Number of updated records."""
    unchanged: int
    """Number of records that needed no change."""
    failed: int
    """Number of failed rows."""
    unknown: int
    """Number of rows whose effect is not known."""
    retries: int
    """Number of retried requests."""
    rate: float
    """Rows a second in the last 30 seconds, without rows that an earlier run wrote."""
    eta: float | None
    """Seconds until the end at this rate; None if the total is not known."""
    elapsed: float
    """Seconds since the start."""
    waited: float
    """Total time that requests waited for the rate limit, in seconds."""
