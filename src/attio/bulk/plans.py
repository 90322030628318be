"""What a row needs, as generators that yield requests and pauses and take results; no I/O."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from typing import Any, NamedTuple, TypeAlias

from attio._call.functions import FunctionCall
from attio.bulk.api_clock import ApiClock
from attio.bulk.call_results import CallResult, Written, written
from attio.bulk.comparing import Found, changed_values
from attio.bulk.results import RowOutcome
from attio.bulk.settling import search, settled
from attio.bulk.work import Prepared, Work
from attio.errors.base import AttioError, RequestTimeoutError
from attio.schema.records import AttributeSchema

MOST_SENDS = 5
"""How often a create is sent: each time after proof that the time before did nothing."""
SETTLING = 2.0
"""Seconds after a create until a query is sure to see it."""
LONGEST_TIMEOUT = 30.0
REMEMBERED = 2_000


class Recent:
    """Ids of what was written last, to tell a second write of a new record from its creation."""

    def __init__(self) -> None:
        """Know none."""
        self._ids: dict[str, None] = {}

    def add(self, item_id: str) -> None:
        """Remember an id, and forget the oldest of many."""
        self._ids[item_id] = None
        if len(self._ids) > REMEMBERED:
            del self._ids[next(iter(self._ids))]

    def __contains__(self, item_id: object) -> bool:
        return item_id in self._ids


class Hold(NamedTuple):
    """Trouble that is not the row's own: go on when the run does."""

    result: CallResult


class Pause(NamedTuple):
    """Go on in some seconds."""

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
    """What the plans of a run share."""

    work: Work
    options: Mapping[str, object]
    clock: ApiClock
    attributes: Mapping[str, AttributeSchema]
    timeout: float
    """Seconds that one attempt may take."""
    now: Callable[[], float]
    recent: Recent
    """Ids that this run wrote a moment ago."""
    dry_run: bool = False


class Subject(NamedTuple):
    """The row that a plan is about."""

    row: Prepared
    sent_at: float | None = None
    """When an earlier run may have sent it, by the API's clock."""
    found: Found | None = None
    """What a look-up found; None without one."""
    is_duplicate: bool = False
    """Whether a row before it has the same key; in a dry run."""


def plan_of(context: Context, subject: Subject) -> Plan:
    """Return the plan of a row."""
    work = context.work
    if context.dry_run:
        return _pretended(context, subject)
    if work.kind == "assert":
        return _upsert(context, subject)
    if work.kind == "create":
        return _create(context, subject)
    return _once(context, subject) if not work.is_repeatable else _repeated(context, subject)


def _pretended(context: Context, subject: Subject) -> Plan:
    """Say what would become of the row."""
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
            ending = yield from _difference(context, subject.found.item_id, changes)
            if ending is not None:
                return ending
    result = yield from _sent_until_known(context, subject)
    made = written(result)
    if made.created_at is None:
        if result.error is not None:
            return _failure(result)
        return Ending("updated", result, made.record_id)
    return Ending(_created_or_updated(context, result, made), result, made.record_id)


def _created_or_updated(context: Context, result: CallResult, made: Written) -> RowOutcome:
    is_new = context.clock.is_since(made.created_at, result.began)
    return "created" if is_new and made.record_id not in context.recent else "updated"


def _difference(context: Context, item_id: str, changes: Mapping[str, object]) -> Generator[Step, Any, Ending | None]:
    """Write only what differs; None if the record is gone, or the whole upsert has to decide."""
    call = context.work.update_call(item_id, changes, context.options)
    while True:
        result: CallResult = yield call
        if result.error is None:
            return Ending("updated", result, item_id)
        if isinstance(result.error, AttioError) and result.error.status_code == 404:
            return None
        if not result.is_trouble:
            return _failure(result)
        yield Hold(result)


def _sent_until_known(context: Context, subject: Subject) -> Generator[Step, Any, CallResult]:
    """Send what may be repeated until its outcome is known; the moment of the first request is kept."""
    call, began = context.work.call(subject.row, context.options), None
    while True:
        result: CallResult = yield call
        began = result.began if began is None else began
        if not result.is_trouble:
            return result._replace(began=began)
        yield Hold(result)


def _repeated(context: Context, subject: Subject) -> Plan:
    """An update, a delete or another request that may be repeated."""
    work = context.work
    call = work.call(subject.row, context.options)
    may_have_happened = subject.sent_at is not None
    outcome: RowOutcome = {"update": "updated", "delete": "deleted"}.get(work.kind, "done")  # type: ignore[assignment]
    own_id = subject.row.ids.get(work.id_name)
    while True:
        result: CallResult = yield call
        if result.error is None or result.is_accepted:
            return Ending(outcome, result, own_id or written(result).record_id)
        gone = isinstance(result.error, AttioError) and result.error.status_code == 404
        if gone and work.kind == "delete" and may_have_happened:
            return Ending("deleted", record_id=own_id)
        if not result.is_trouble:
            return _failure(result)
        may_have_happened = may_have_happened or result.may_have_happened
        yield Hold(result)


def _once(context: Context, subject: Subject) -> Plan:
    """A request that is never sent again after it may have had an effect."""
    work = context.work
    if subject.sent_at is not None:
        return Ending("unknown", code="interrupted", message="an earlier run sent it, and did not see the response")
    call = work.call(subject.row, context.options)
    while True:
        result: CallResult = yield call
        if result.error is None or result.is_accepted:
            outcome: RowOutcome = "updated" if work.kind == "append" else "done"
            return Ending(outcome, result, subject.row.ids.get(work.id_name) or written(result).record_id)
        if result.may_have_happened or not result.is_trouble:
            return _failure(result)
        yield Hold(result)


def _create(context: Context, subject: Subject) -> Plan:
    """A create: sent again only after a search has shown twice that it did nothing."""
    work = context.work
    since = subject.sent_at
    call = work.call(subject.row, context.options)
    if since is not None:
        # The run before may have ended a moment ago: queries may not see yet what it created.
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
            if sends >= MOST_SENDS:
                return Ending("failed", result)  # and it was looked for after the last one, too
        elif code == "uniqueness_conflict" and since is not None:
            ending = yield from _settle(context, subject, since, 0.0, result)
            return ending or _failure(result)
        elif not result.is_trouble:
            return _failure(result)
        yield Hold(result)


def _settle(
    context: Context, subject: Subject, since: float, until: float, result: CallResult | None = None
) -> Generator[Step, Any, Ending | None]:
    """Find out whether a create happened; None if it surely did not."""
    work = context.work
    if work.key is None:
        message = "an earlier run sent it, and did not see the response; without a key it cannot be looked for"
        return _failure(result) if result else Ending("unknown", code="interrupted", message=message)
    for is_last in (False, True):
        call = search(work, subject.row, since - 60, context.options)
        while True:
            looked: CallResult = yield call
            if looked.error is None:
                break
            if not looked.is_trouble:
                message = f"the record cannot be looked for: {looked.error}"
                return Ending("unknown", result or looked, code=getattr(looked.error, "code", None), message=message)
            yield Hold(looked)
        ids = settled(work, looked.value, since - 60)
        if len(ids) == 1:
            return Ending("created", result if result and result.error is None else None, ids[0])
        if ids:
            return Ending("unknown", result, code="ambiguous_key", message=f"{len(ids)} new records have its key")
        if not is_last and (wait := until - context.now()) > 0:
            yield Pause(wait)
    return None


def _failure(result: CallResult) -> Ending:
    return Ending("unknown" if result.may_have_happened else "failed", result)
