"""`RateLimit`, the number of calls that a client makes a second, and `LimitState`, the state of one budget."""

from __future__ import annotations

import sys
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, cast

from attio._support.lazy import lazy_module
from attio._support.names import brief

if TYPE_CHECKING:
    from attio.limits import store as stores
else:
    stores = lazy_module("attio.limits.store")

RATES = {
    "read": "reads",
    "query": "reads",
    "write": "writes",
    "merge": "merges",
    "sql": "sql",
    "upload": "uploads",
    "call_recording": "call_recordings",
    "note_list": "note_lists",
}
"""Names of the budgets, each with the field of `RateLimit` that holds its rate.

Queries have the rate of reads, but a budget of their own: Attio also rejects queries for their score, which must not
slow down other reads.
"""

_METHODS = ("ask", "leave", "late", "refused")


@dataclass(frozen=True, kw_only=True)
class RateLimit:
    """How many calls a second a client makes. The defaults are the limits that Attio documents.

    Raises:
        ValueError: A number is not above 0, `share` is above 1 or `scope` is empty. The message names the field.
        TypeError: `adapt`, `scope` or `store` has the wrong type.

    Example:
        client = Attio(rate_limit=RateLimit(share=0.5))  # leave half to other programs
    """

    reads: float = 100
    """Reads a second: every GET, and every POST that only reads."""
    writes: float = 25
    """Writes a second."""
    merges: float = 5
    """Merges of records a second; each counts as a write as well."""
    sql: float = 2
    """SQL queries a second; each counts as a read as well."""
    uploads: float = 1
    """Uploads of files a second; each counts as a write as well."""
    call_recordings: float = 1
    """New call recordings a second; each counts as a write as well."""
    note_lists: float = 10
    """Lists of notes a second; each counts as a read as well."""
    share: float = 1.0
    """Share of each limit to use, above 0 and at most 1. The rest is left for other programs."""
    adapt: bool = True
    """Whether to slow down when other programs use the same budget, or when the API allows less."""
    scope: str | None = None
    """A name for the budget, which several tokens of one workspace share; None gives each token its own."""
    store: stores.LimitStore | None = None
    """Store of the budgets, such as a `MemoryStore`; None keeps them in the client."""

    def __post_init__(self) -> None:
        for name in (*dict.fromkeys(RATES.values()), "share"):
            value: object = getattr(self, name)
            if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= sys.float_info.max:
                message = f"{name} must be a number above 0, not {brief(value)}"
                raise ValueError(message)
        if self.share > 1:
            message = f"share must be at most 1, not {brief(self.share)}"
            raise ValueError(message)
        if not isinstance(cast("object", self.adapt), bool):
            message = f"adapt must be True or False, not {brief(self.adapt)}"
            raise TypeError(message)
        if self.scope is not None and not isinstance(cast("object", self.scope), str):
            message = f"scope must be a str or None, not {type(self.scope).__name__}"
            raise TypeError(message)
        if self.scope == "":
            message = "scope must not be empty; None gives each token a budget of its own"
            raise ValueError(message)
        if self.store is not None and not is_store(self.store):
            given = self.store.__name__ if isinstance(self.store, type) else type(self.store).__name__
            message = f"store must be a LimitStore such as MemoryStore(), not {given}"
            raise TypeError(message)

    def rate(self, budget: str) -> float:
        """Return the number of calls a second that a budget such as `write` allows."""
        if budget not in RATES:
            raise ValueError(f"budget must be one of {', '.join(RATES)}, not {brief(budget)}")
        return cast("float", getattr(self, RATES[budget])) * self.share

    def __reduce__(self) -> tuple[object, ...]:
        # A store holds locks or connections, so it cannot go to another process: pickling drops it.
        return _rebuild, ({field.name: getattr(self, field.name) for field in fields(self) if field.name != "store"},)


def is_store(value: object) -> bool:
    """Whether a value has the methods of `LimitStore`. A class itself does not count, only an instance."""
    return not isinstance(value, type) and all(callable(getattr(value, name, None)) for name in _METHODS)


def _rebuild(values: dict[str, Any]) -> RateLimit:
    return RateLimit(**values)


@dataclass(frozen=True, kw_only=True)
class LimitState:
    """The state of one budget at one moment; see `client.limits()`."""

    rate: float
    """Maximum number of calls a second."""
    speed: float
    """Share of the rate in use, from 0 to 1; below 1 after responses with status 429."""
    waiting: int
    """Number of waiting calls."""
    closed_for: float
    """Seconds until calls start again; 0 unless the API asked for a pause."""
    started: int
    """Number of requests started so far."""
    refused: int
    """Number of responses with status 429 so far."""
