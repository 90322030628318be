"""The engine of bulk writes: when to send each row, and its outcome. Does no I/O except the checkpoint."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from attio._call.functions import FunctionCall
from attio._support.names import brief
from attio.bulk.call_results import CallResult
from attio.bulk.checking import Checks
from attio.bulk.checkpoint import Checkpoint
from attio.bulk.items import Batch, Item, Locks, Timers
from attio.bulk.lookups import SIZES, matched, query
from attio.bulk.plans import Context, Ending, Hold, Pause, Step, Subject, plan_of
from attio.bulk.results import BulkResult
from attio.bulk.rows import InvalidRowError, Row, digest
from attio.bulk.tally import Tally
from attio.bulk.verdicts import failed_row, result_of, resumed_result, text_of
from attio.errors.base import AttioError

AHEAD = 6
"""Number of rows in memory for each concurrent request."""
LOOK_UP = SIZES[0]
"""Number of rows in one look-up."""
FIRST_PAUSE, LONGEST_PAUSE, GROWTH = 0.5, 30.0, 1.5
"""Seconds of the first and of the longest pause after a temporary failure, and the factor between two pauses."""
MAX_ROUNDS = 8
"""Maximum number of retries of a row while other rows succeed: the failure is then not temporary."""


class Job(NamedTuple):
    """A request to send, and the row or batch that it is for."""

    subject: Item | Batch
    call: FunctionCall


@dataclass
class Limits:
    """The limits of a run."""

    concurrency: int
    patience: float  # seconds without a success after which the run ends
    on_error: Literal["collect", "stop"] | int
    looks_up: bool = False  # whether to look rows up before they are sent


class Flow:
    """Converts rows to requests, and the results of requests to the results of rows."""

    def __init__(
        self,
        context: Context,
        *,
        checks: Checks,
        checkpoint: Checkpoint,
        limits: Limits,
        tally: Tally,
        clock: Callable[[], float],
    ) -> None:
        """Create the flow of a run; `clock` returns monotonic seconds."""
        self._context, self._checks, self._checkpoint = context, checks, checkpoint
        self._limits, self.tally, self._clock = limits, tally, clock
        self.results: deque[BulkResult] = deque()
        """Results that are not reported yet."""
        self.stopped: str | None = None
        """Reason why no new row is started; None while the run continues."""
        self.fatal: Exception | None = None
        """The error after which no row can succeed; None if there is none."""
        self.under_way = 0
        """Number of running requests."""
        self._locks, self._timers = Locks(), Timers()
        self._ready: deque[Item | Batch] = deque()
        """Rows and batches to send next, in the order in which they were started."""
        self._waiting: deque[Item] = deque()
        """Rows that can be started."""
        self._gathered: list[Item] = []
        """Rows for the next look-up."""
        self._in_hand: dict[Item, None] = {}
        """All rows without a result, in order."""
        self._position = 0
        self._is_exhausted = False
        self._closed_until, self._pause = 0.0, 0.0
        self._failing_since: float | None = None
        self._successes = 0
        self._is_winding_up = False

    # Rows in

    @property
    def wants_row(self) -> bool:
        """Whether the flow can accept another row."""
        most = AHEAD * self._limits.concurrency + (LOOK_UP if self._limits.looks_up else 0)
        return not self._is_exhausted and self.stopped is None and len(self._in_hand) < most

    @property
    def is_idle(self) -> bool:
        """Whether all accepted rows have a result."""
        return not self._in_hand

    @property
    def is_over(self) -> bool:
        """Whether the run has ended."""
        return self.is_idle and not self.under_way and (self._is_exhausted or self.stopped is not None)

    def exhausted(self) -> None:
        """Record that there are no more rows."""
        self._is_exhausted = True
        self._look_up()

    def offer(self, source_row: object) -> None:
        """Accept a row."""
        self._position += 1
        own_number = source_row.number if isinstance(source_row, Row) else None
        number = self._position if own_number is None else own_number
        try:
            row = self._context.work.prepare(source_row)
        except InvalidRowError as error:
            text = text_of(source_row)
            mark = digest(text)
            earlier = self._checkpoint.take(mark, number)
            self._emit(mark, failed_row(number, None, text, error), known=earlier and earlier.id)
            return
        mark = digest(row.text)
        earlier = self._checkpoint.take(mark, number)
        if earlier and earlier.is_done and not self._checkpoint.has_sent(row.keys):
            self._count(resumed_result(number, row, earlier))
            return
        try:
            row = self._checks.check(row)
        except InvalidRowError as error:
            self._emit(mark, failed_row(number, row.shown_key, row.text, error), known=earlier and earlier.id)
            return
        self._enter(Item(number, row, mark, earlier))

    def _enter(self, item: Item) -> None:
        if self._context.dry_run:
            item.is_duplicate = self._checkpoint.has_sent(item.row.keys)
        if self._context.dry_run or self._checkpoint.run > 1:
            self._checkpoint.note_keys(item.row.keys, item.number)
        self._in_hand[item] = None
        self._locks.lock(item)
        if item.blocked:
            return
        if not self._limits.looks_up:
            self._waiting.append(item)
            return
        self._gathered.append(item)
        if len(self._gathered) >= LOOK_UP:
            self._look_up()

    def _look_up(self) -> None:
        if self._gathered:
            batch, self._gathered = Batch(self._gathered), []
            batch.plan = self._looking_up(batch)
            self._advance_batch(batch, None)

    # Requests out

    def take(self) -> list[Job]:
        """Return the requests to send now."""
        now = self._clock()
        self._ready.extend(self._timers.due(now))
        if self._failing_since is not None and now - self._failing_since >= self._limits.patience:
            self.wind_up(f"nothing has succeeded for {self._limits.patience:g} s")
        jobs: list[Job] = []
        try:
            self._checkpoint.commit(now=self._fill(jobs, now))
        except BaseException:
            for job in jobs:  # none of these requests is sent
                self.under_way -= 1
                job.subject.is_out = False
            raise
        return jobs

    def _fill(self, jobs: list[Job], now: float) -> bool:
        """Add the requests to send to `jobs`. Return whether the checkpoint must be committed first."""
        is_intended = False
        while self.under_way < self._limits.concurrency and now >= self._closed_until:
            subject = self._next()
            if subject is None:
                break
            if isinstance(subject, Item) and not subject.is_started:
                is_intended = self._intend(subject) or is_intended
            if subject.call is not None:
                self.under_way += 1
                subject.is_out = True
                jobs.append(Job(subject, subject.call))
                subject.call = None
            elif isinstance(subject, Item):
                self._advance(subject, None)
            else:
                self._advance_batch(subject, None)
        return is_intended

    def _next(self) -> Item | Batch | None:
        while not self._ready:
            if not self._waiting or self.stopped is not None:
                return None
            item = self._waiting.popleft()
            item.plan = plan_of(self._context, Subject(item.row, item.sent_at, item.found, item.is_duplicate))
            self._advance(item, None)  # the row is now ready, or has ended without a request
        return self._ready.popleft()

    def _intend(self, item: Item) -> bool:
        item.is_started = True
        if not self._context.work.needs_intent or self._context.dry_run:
            return False
        sent_at = item.sent_at if item.sent_at is not None else self._context.clock.earliest(self._context.now())
        row = item.row
        item.known = self._checkpoint.intend(
            item.digest, item.number, row.shown_key, row.text, at=sent_at, known=item.known
        )
        return True

    def wait(self) -> float | None:
        """Return the seconds until the next action; None if the next action follows the end of a request."""
        next_timer = self._timers.next()
        moments = [] if next_timer is None else [next_timer]
        if self._ready or (self._waiting and self.stopped is None):
            moments.append(self._closed_until)
        if self._failing_since is not None:
            moments.append(self._failing_since + self._limits.patience)
        if not moments or self.under_way >= self._limits.concurrency:
            return None
        return max(0.0, min(moments) - self._clock())

    # Results of requests

    def finished(self, job: Job, result: CallResult) -> None:
        """Process the result of a request."""
        self.under_way -= 1
        subject, now = job.subject, self._clock()
        subject.is_out = False
        self._context.clock.observe(result.headers, result.began, result.ended)
        self.tally.retries += max(0, result.attempts - 1)
        self.tally.waited += result.waited
        if result.error is None:
            self._succeeded()
        if isinstance(subject, Batch):
            self._advance_batch(subject, result)
            return
        subject.attempts += result.attempts
        if result.error is not None:
            subject.last = result
            subject.may_have_happened = subject.may_have_happened or result.may_have_happened
            is_known = bool(self._checks.attributes)
            if result.is_fatal(self._context.work, job.call.function, subject.row.ids, is_known=is_known):
                self.fatal = self.fatal or result.error
                self.stop(str(result.error).partition("\n")[0])
                self._give_up(subject)
                return
        self._advance(subject, result, now)

    def _succeeded(self) -> None:
        self._successes += 1
        self._closed_until, self._pause, self._failing_since = 0.0, 0.0, None

    def _advance(self, item: Item, result: CallResult | None, now: float | None = None) -> None:
        """Continue the plan of a row."""
        assert item.plan is not None  # noqa: S101 - for type checkers
        try:
            step = item.plan.send(result)
        except StopIteration as stop:
            self._end(item, stop.value)
            return
        if self._is_winding_up or (isinstance(step, Hold) and self._is_its_own(item)):
            self._give_up(item)
        elif isinstance(step, FunctionCall):
            item.call = step
            self._ready.append(item)
        elif isinstance(step, Pause):
            self._timers.add((now or self._clock()) + step.seconds, item)
        else:
            self._hold(item, now or self._clock())

    def _is_its_own(self, item: Item) -> bool:
        """Whether the failures concern this row only: it fails repeatedly while other rows succeed."""
        if item.failures and self._successes > item.successes:
            item.rounds += 1
        item.successes = self._successes
        return item.rounds >= MAX_ROUNDS

    def _hold(self, subject: Item | Batch, now: float) -> None:
        """Retry a row or batch later, and pause the run. The pause grows once, even if many rows fail at once."""
        subject.failures += 1
        if self._failing_since is None:
            self._failing_since = now
        if now >= self._closed_until:
            self._pause = min(LONGEST_PAUSE, self._pause * GROWTH) if self._pause else FIRST_PAUSE
            self._closed_until = now + self._pause
        delay = min(LONGEST_PAUSE, FIRST_PAUSE * GROWTH ** min(subject.failures - 1, 12))
        self._timers.add(now + delay, subject)

    # Look-ups

    def _looking_up(self, batch: Batch) -> Generator[Step, Any, None]:
        """Look up the rows. If the API rejects a query, try smaller ones; if it rejects the smallest, give up."""
        work, options = self._context.work, self._context.options
        attribute = self._checks.attributes.get(work.matching or "")
        slug = attribute.api_slug if attribute else None
        items, size = list(batch.items), 0
        while items and size < len(SIZES):
            part = items[: SIZES[size]]
            result: CallResult = yield query(work, [item.row for item in part], options)
            if result.error is None:
                page: Any = result.value
                matches = matched(slug, [item.row for item in part], page.data)
                for item, match in zip(part, matches, strict=True):
                    item.found = match
                del items[: len(part)]
            elif isinstance(result.error, AttioError) and result.error.status_code in {400, 403, 404, 413, 429}:
                size += 1
            elif result.is_transient:
                yield Hold(result)
            else:
                return

    def _advance_batch(self, batch: Batch, result: CallResult | None) -> None:
        assert batch.plan is not None  # noqa: S101 - for type checkers
        try:
            step = batch.plan.send(result)
        except StopIteration:
            self._waiting.extend(item for item in batch.items if item in self._in_hand)
            return
        if isinstance(step, FunctionCall):
            batch.call = step
            self._ready.append(batch)
        else:
            self._hold(batch, self._clock())

    # Results

    def _end(self, item: Item, ending: Ending) -> None:
        if ending.record_id and ending.outcome in {"created", "updated"}:
            self._context.recent.add(ending.record_id)
        self._leave(item)
        self._emit(item.digest, result_of(item.number, item.row, ending, item.attempts), known=item.known)

    def _leave(self, item: Item) -> None:
        del self._in_hand[item]
        self._waiting.extend(self._locks.release(item))

    def _give_up(self, item: Item) -> None:
        """End a row with its last known state."""
        assert item.plan is not None  # noqa: S101 - for type checkers
        item.plan.close()
        self._end(item, Ending("unknown" if item.may_have_happened else "failed", item.last))

    def _emit(self, mark: bytes, result: BulkResult, *, known: int | None) -> None:
        self._checkpoint.finish(mark, result, known=known, urgent=self._context.work.needs_intent)
        self._count(result)
        bad, on_error = self.tally.bad, self._limits.on_error
        if on_error != "collect" and bad > (0 if on_error == "stop" else on_error):
            self.stop(f"on_error={brief(on_error)}: row {result.number} is {result.outcome}: {result.message}")

    def _count(self, result: BulkResult) -> None:
        self.tally.add(result)
        self.results.append(result)

    # Ending early

    def stop(self, reason: str) -> None:
        """Start no new rows. Started rows continue."""
        if self.stopped is None:
            self.stopped = reason
            self._gathered.clear()
            self._drop(item for item in list(self._in_hand) if item.plan is None)

    def wind_up(self, reason: str) -> None:
        """Wait for the running requests, and do not send new ones."""
        self.stop(reason)
        self._is_winding_up = True
        self._ready.clear()
        self._timers.clear()
        self._failing_since = None
        self._let_go(item for item in list(self._in_hand) if not item.is_out)

    def abandon(self) -> None:
        """Do not wait any longer. The outcomes of running requests are unknown."""
        for item in self._in_hand:
            item.may_have_happened = True
        self._let_go(list(self._in_hand))

    def _let_go(self, items: Iterable[Item]) -> None:
        for item in items:
            if item.is_started:
                self._give_up(item)
            else:
                self._drop([item])

    def _drop(self, items: Iterable[Item]) -> None:
        """Remove rows that were not sent. They have no result."""
        for item in items:
            del self._in_hand[item]
            if item.known is not None:
                self._checkpoint.forget(item.known)
