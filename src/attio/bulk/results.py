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
    """Its position, from 1, or the line it came from."""
    outcome: RowOutcome
    """`created`, `updated`, `unchanged` or `deleted`; `done` for `run`; `failed`: nothing happened; `unknown`: it was
    sent, and its effect is not known."""
    key: str | None = None
    """Value that identifies the row, such as its domain."""
    record_id: str | None = None
    """Id of the record, entry or other item."""
    code: str | None = None
    """Error code of the API, or of the check."""
    status: int | None = None
    """HTTP status of the error."""
    path: str | None = None
    """Where in the request the problem is."""
    attribute: str | None = None
    """Slug of the attribute that the error is about."""
    message: str | None = None
    """What is wrong, or why nothing is known."""
    attempts: int = 0
    """Requests that it took."""
    row: Mapping[str, object] | None = None
    """The values, as in JSON; of rows that failed or are unknown only."""
    resumed: bool = False
    """Whether an earlier run did it."""
    response: object = field(default=None, compare=False, repr=False)
    """The response; in `on_result` only."""
    error: Exception | None = field(default=None, compare=False, repr=False)
    """The error; in `on_result` only."""


class BulkProgress(NamedTuple):
    """How far a bulk write is; `on_progress` gets it at most every 0.2 seconds, and at the end."""

    done: int
    """Rows that are finished, with any outcome."""
    total: int | None
    """Rows in all, if that is known."""
    created: int
    """Records that were created."""
    updated: int
    """Records that were updated."""
    unchanged: int
    """Records that were as they should be."""
    failed: int
    """Rows that failed."""
    unknown: int
    """Rows whose effect is not known."""
    retries: int
    """Requests that were sent again."""
    rate: float
    """Rows a second over the last 30 seconds, without those that an earlier run finished."""
    eta: float | None
    """Seconds until the end at this rate, if the total is known."""
    elapsed: float
    """Seconds since the start."""
    waited: float
    """Seconds that requests waited for the rate limit, summed over all of them."""
