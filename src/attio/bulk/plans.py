"""Plans: generators that yield the requests and pauses of a row, and receive the results. They do no I/O."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from typing import Any, NamedTuple, TypeAlias

from attio._call.functions import FunctionCall
from attio.bulk.api_clock import ApiClock
from attio.bulk.call_results import CallResult, Written, written
from attio.bulk.comparing import LookupResult, changed_values
from attio.bulk.results import RowOutcome
from attio.bulk.settling import search, settled
from attio.bulk.work import Prepared, Work
from attio.errors.base import AttioError, RequestTimeoutError
from attio.schema.records import AttributeSchema

MAX_SENDS = 5
"""Maximum number of times a create is sent. It is sent again only after a search shows that it did not happen."""
SETTLING = 2.0
"""Seconds after which queries find a new record."""
LONGEST_TIMEOUT = 30.0
"""Maximum seconds to wait for a create that timed out, before searching for it."""
REMEMBERED = 2_000
"""Number of ids in `Recent`."""


class Recent:
    """Ids of recently written items: a second write of a new record counts as an update, not as a creation."""

    def __init__(self) -> None:
        """Start without ids."""
        self._ids: dict[str, None] = {}

    def add(self, item_id: str) -> None:
        """Add an id, and remove the oldest one if there are too many."""
        self._ids[item_id] = None
        if len(self._ids) > REMEMBERED:
            del self._ids[next(iter(self._ids))]

    def __contains__(self, item_id: object) -> bool:
        return item_id in self._ids


class Hold(NamedTuple):
    """A temporary failure: retry when the run continues."""

    result: CallResult


class Pause(NamedTuple):
    """Continue after some seconds."""

    seconds: float


class Ending(NamedTuple):
    """The outcome of a row."""

    outcome: RowOutcome
    result: CallResult | None = None
    record_id: str | None = None
    code: str | None = None
    message: str | None = None


Step: TypeAlias = FunctionCall | Hold | Pause
Plan: TypeAlias = Generator[Step, Any, Ending]


class Context(NamedTuple):
    """The values that all plans of a run share."""

    work: Work
    options: Mapping[str, object]
    clock: ApiClock
    attributes: Mapping[str, AttributeSchema]
    timeout: float
    """Timeout of one attempt, in seconds."""
    now: Callable[[], float]
    recent: Recent
    """Ids that this run wrote recently."""
    dry_run: bool = False


class Subject(NamedTuple):
    """The row of a plan."""

    row: Prepared
    sent_at: float | None = None
    """Time of the API at which an earlier run may have sent the row; None if no run did."""
    found: LookupResult | None = None
    """Result of the look-up; None if the row was not looked up."""
    is_duplicate: bool = False
    """Whether an earlier row has the same key; set in dry runs only."""


def plan_of(context: Context, subject: Subject) -> Plan:
    """Return the plan of a row."""
    work = context.work
    if context.dry_run:
        return _simulate(context, subject)
    if work.kind == "assert":
        return _upsert(context, subject)
    if work.kind == "create":
        return _create(context, subject)
    return _send_repeatable(context, subject) if work.is_repeatable else _send_once(context, subject)


def _simulate(context: Context, subject: Subject) -> Plan:
    """Return the outcome that the row would have."""
    yield from ()
    outcomes: dict[str, RowOutcome] = {"create": "created", "delete": "deleted", "run": "done", "assert": "created"}
    found = subject.found
    if context.work.kind == "assert" and (subject.is_duplicate or found is None):
        return Ending("updated")
    if context.work.kind != "assert" or found is None or found.item is None:
        return Ending(outcomes.get(context.work.kind, "updated"))
    changes = changed_values(subject.row, found, context.attributes)
    return Ending("unchanged" if changes == {} else "updated", record_id=found.item_id)


def _upsert(context: Context, subject: Subject) -> Plan:
    if subject.found is not None and subject.found.item is not None:
        changes = changed_values(subject.row, subject.found, context.attributes)
        if changes == {}:
            return Ending("unchanged", record_id=subject.found.item_id)
        if changes:
            ending = yield from _write_changes(context, subject.found.item_id, changes)
            if ending is not None:
                return ending
    result = yield from _send_until_known(context, subject)
    item = written(result)
    if item.created_at is None:
        if result.error is not None:
            return _failure(result)
        return Ending("updated", result, item.record_id)
    return Ending(_created_or_updated(context, result, item), result, item.record_id)


def _created_or_updated(context: Context, result: CallResult, item: Written) -> RowOutcome:
    is_new = context.clock.is_since(item.created_at, result.began)
    return "created" if is_new and item.record_id not in context.recent else "updated"


def _write_changes(
    context: Context, item_id: str, changes: Mapping[str, object]
) -> Generator[Step, Any, Ending | None]:
    """Update only the values that differ. Return None if the record does not exist any more."""
    call = context.work.update_call(item_id, changes, context.options)
    while True:
        result: CallResult = yield call
        if result.error is None:
            return Ending("updated", result, item_id)
        if isinstance(result.error, AttioError) and result.error.status_code == 404:
            return None
        if not result.is_transient:
            return _failure(result)
        yield Hold(result)


def _send_until_known(context: Context, subject: Subject) -> Generator[Step, Any, CallResult]:
    """Send a repeatable request until its outcome is known. The result has the start time of the first request."""
    call, began = context.work.call(subject.row, context.options), None
    while True:
        result: CallResult = yield call
        began = result.began if began is None else began
        if not result.is_transient:
            return result._replace(began=began)
        yield Hold(result)


def _send_repeatable(context: Context, subject: Subject) -> Plan:
    """Send an update, a delete or another request that may be repeated."""
    work = context.work
    call = work.call(subject.row, context.options)
    may_have_happened = subject.sent_at is not None
    outcome: RowOutcome = {"update": "updated", "delete": "deleted"}.get(work.kind, "done")  # type: ignore[assignment]
    own_id = subject.row.ids.get(work.id_name)
    while True:
        result: CallResult = yield call
        if result.error is None or result.is_accepted:
            return Ending(outcome, result, own_id or written(result).record_id)
        is_missing = isinstance(result.error, AttioError) and result.error.status_code == 404
        if is_missing and work.kind == "delete" and may_have_happened:
            return Ending("deleted", record_id=own_id)
        if not result.is_transient:
            return _failure(result)
        may_have_happened = may_have_happened or result.may_have_happened
        yield Hold(result)


def _send_once(context: Context, subject: Subject) -> Plan:
    """Send a request that is not repeated once it may have had an effect."""
    work = context.work
    if subject.sent_at is not None:
        message = "an earlier run sent the row, but did not receive the response"
        return Ending("unknown", code="interrupted", message=message)
    call = work.call(subject.row, context.options)
    while True:
        result: CallResult = yield call
        if result.error is None or result.is_accepted:
            outcome: RowOutcome = "updated" if work.kind == "append" else "done"
            return Ending(outcome, result, subject.row.ids.get(work.id_name) or written(result).record_id)
        if result.may_have_happened or not result.is_transient:
            return _failure(result)
        yield Hold(result)


def _create(context: Context, subject: Subject) -> Plan:
    """Send a create. It is sent again only after two searches show that it did not happen."""
    work = context.work
    since = subject.sent_at
    call = work.call(subject.row, context.options)
    if since is not None:
        # The earlier run may have ended just now, so queries may not find its records yet.
        ending = yield from _settle(context, subject, since, context.now() + SETTLING)
        if ending is not None:
            return ending
    sends = 0
    while True:
        result: CallResult = yield call
        if result.error is None or result.is_accepted:
            return Ending("created", result, written(result).record_id)
        code = getattr(result.error, "code", None)
        if result.may_have_happened:
            sends += 1
            since = context.clock.earliest(result.began) if since is None else since
            waits = context.timeout if isinstance(result.error, RequestTimeoutError) else 0.0
            ending = yield from _settle(
                context, subject, since, result.ended + min(waits, LONGEST_TIMEOUT) + SETTLING, result
            )
            if ending is not None:
                return ending
            if sends >= MAX_SENDS:
                return Ending("failed", result)  # the search after the last attempt found nothing
        elif code == "uniqueness_conflict" and since is not None:
            ending = yield from _settle(context, subject, since, 0.0, result)
            return ending or _failure(result)
        elif not result.is_transient:
            return _failure(result)
        yield Hold(result)


def _settle(
    context: Context, subject: Subject, since: float, until: float, result: CallResult | None = None
) -> Generator[Step, Any, Ending | None]:
    """Search for the result of a create. Return None if it certainly did not happen."""
    work = context.work
    if work.key is None:
        message = "an earlier run sent the row, but did not receive the response; pass a key to search for the record"
        return _failure(result) if result else Ending("unknown", code="interrupted", message=message)
    for is_last in (False, True):
        call = search(work, subject.row, since - 60, context.options)
        while True:
            search_result: CallResult = yield call
            error = search_result.error
            if error is None:
                break
            if not search_result.is_transient:
                message = f"the search for the record failed: {error}"
                return Ending("unknown", result or search_result, code=getattr(error, "code", None), message=message)
            yield Hold(search_result)
        ids = settled(work, search_result.value, since - 60)
        if len(ids) == 1:
            return Ending("created", result if result and result.error is None else None, ids[0])
        if ids:
            return Ending("unknown", result, code="ambiguous_key", message=f"{len(ids)} new records have the same key")
        if not is_last and (wait := until - context.now()) > 0:
            yield Pause(wait)
    return None


def _failure(result: CallResult) -> Ending:
    return Ending("unknown" if result.may_have_happened else "failed", result)
