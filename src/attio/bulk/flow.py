"""The engine of bulk writes: which row is sent when, and with which outcome; no I/O beside the checkpoint."""

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
"""Rows in hand for each request under way."""
LOOK_UP = SIZES[0]
FIRST_PAUSE, LONGEST_PAUSE, GROWTH = 0.5, 30.0, 1.5
MOST_ROUNDS = 8
"""How often a row is tried again while other rows succeed: then the trouble is its own."""


class Job(NamedTuple):
    """A request to make, and what it is for."""

    subject: Item | Batch
    call: FunctionCall


@dataclass
class Limits:
    """How a run is paced, and when it ends early."""

    concurrency: int
    patience: float
    """Seconds."""
    on_error: Literal["collect", "stop"] | int
    looks_up: bool = False


class Flow:
    """Takes rows, gives requests, takes the results of these, and gives the results of rows."""

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
        """Begin; `clock` gives seconds that never go back."""
        self._context, self._checks, self._checkpoint = context, checks, checkpoint
        self._limits, self.tally, self._clock = limits, tally, clock
        self.results: deque[BulkResult] = deque()
        """Results that were not handed out yet."""
        self.stopped: str | None = None
        """Why no new row is begun."""
        self.fatal: Exception | None = None
        """The error after which no row can succeed."""
        self.under_way = 0
        """Requests that were taken and not finished."""
        self._locks, self._timers = Locks(), Timers()
        self._ready: deque[Item | Batch] = deque()
        """Next to be sent: those that were begun first."""
        self._waiting: deque[Item] = deque()
        """Rows that can begin."""
        self._gathered: list[Item] = []
        """Rows of the next look-up."""
        self._in_hand: dict[Item, None] = {}
        self._position = 0
        self._is_exhausted = False
        self._closed_until, self._pause = 0.0, 0.0
        self._trouble_since: float | None = None
        self._successes = 0
        self._is_winding_up = False

    # Rows in

    @property
    def hungry(self) -> bool:
        """Whether another row is wanted."""
        most = AHEAD * self._limits.concurrency + (LOOK_UP if self._limits.looks_up else 0)
        return not self._is_exhausted and self.stopped is None and len(self._in_hand) < most

    @property
    def idle(self) -> bool:
        """Whether nothing is in hand."""
        return not self._in_hand

    @property
    def is_over(self) -> bool:
        """Whether everything is done."""
        return self.idle and not self.under_way and (self._is_exhausted or self.stopped is not None)

    def exhausted(self) -> None:
        """There are no more rows."""
        self._is_exhausted = True
        self._look_up()

    def offer(self, given: object) -> None:
        """Take a row."""
        self._position += 1
        number = given.number if isinstance(given, Row) and given.number is not None else self._position
        try:
            row = self._context.work.prepare(given)
        except InvalidRowError as error:
            text = text_of(given)
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
        """Return the requests to make now."""
        now = self._clock()
        self._ready.extend(self._timers.due(now))
        if self._trouble_since is not None and now - self._trouble_since >= self._limits.patience:
            self.wind_up(f"nothing has succeeded for {self._limits.patience:g} s")
        jobs: list[Job] = []
        try:
            self._checkpoint.commit(now=self._fill(jobs, now))
        except BaseException:
            for job in jobs:  # none of them is sent
                self.under_way -= 1
                job.subject.is_out = False
            raise
        return jobs

    def _fill(self, jobs: list[Job], now: float) -> bool:
        """Collect the requests to make, and tell whether the checkpoint must know of one first."""
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
            self._advance(item, None)  # it is ready, or ends without a request
        return self._ready.popleft()

    def _intend(self, item: Item) -> bool:
        item.is_started = True
        if not self._context.work.needs_intent or self._context.dry_run:
            return False
        sent_at = item.sent_at if item.sent_at is not None else self._context.clock.earliest(self._context.now())
        shown = item.row.shown_key
        item.known = self._checkpoint.intend(
            item.digest, item.number, shown, item.row.text, at=sent_at, known=item.known
        )
        return True

    def wait(self) -> float | None:
        """Return the seconds until something is due; None if only the end of a request can change anything."""
        moments = [moment for moment in (self._timers.next(),) if moment is not None]
        if self._ready or (self._waiting and self.stopped is None):
            moments.append(self._closed_until)
        if self._trouble_since is not None:
            moments.append(self._trouble_since + self._limits.patience)
        if not moments or self.under_way >= self._limits.concurrency:
            return None
        return max(0.0, min(moments) - self._clock())

    # Results of requests

    def finished(self, job: Job, result: CallResult) -> None:
        """Take the result of a request."""
        self.under_way -= 1
        subject, now = job.subject, self._clock()
        subject.is_out = False
        self._context.clock.saw(result.headers, result.began, result.ended)
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
        self._closed_until, self._pause, self._trouble_since = 0.0, 0.0, None

    def _advance(self, item: Item, result: CallResult | None, now: float | None = None) -> None:
        """Go on with the plan of a row."""
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
        """Tell whether a row meets trouble again and again while others succeed."""
        if item.troubles and self._successes > item.successes:
            item.rounds += 1
        item.successes = self._successes
        return item.rounds >= MOST_ROUNDS

    def _hold(self, subject: Item | Batch, now: float) -> None:
        """Keep what met trouble, and pause the run; a pause grows once, and not once a row."""
        subject.troubles += 1
        if self._trouble_since is None:
            self._trouble_since = now
        if now >= self._closed_until:
            self._pause = min(LONGEST_PAUSE, self._pause * GROWTH) if self._pause else FIRST_PAUSE
            self._closed_until = now + self._pause
        delay = min(LONGEST_PAUSE, FIRST_PAUSE * GROWTH ** min(subject.troubles - 1, 12))
        self._timers.add(now + delay, subject)

    # Look-ups

    def _looking_up(self, batch: Batch) -> Generator[Step, Any, None]:
        """Look the rows up: in smaller parts if the API refuses a query, and not at all if it refuses the smallest."""
        work, options = self._context.work, self._context.options
        attribute = self._checks.attributes.get(work.matching or "")
        slug = attribute.api_slug if attribute else None
        items, size = list(batch.items), 0
        while items and size < len(SIZES):
            part = items[: SIZES[size]]
            result: CallResult = yield query(work, [item.row for item in part], options)
            if result.error is None:
                page: Any = result.value
                for item, found in zip(part, matched(slug, [item.row for item in part], page.data), strict=True):
                    item.found = found
                del items[: len(part)]
            elif isinstance(result.error, AttioError) and result.error.status_code in {400, 403, 404, 413, 429}:
                size += 1
            elif result.is_trouble:
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
        for freed in self._locks.release(item):
            self._waiting.append(freed)

    def _give_up(self, item: Item) -> None:
        """End a row with what is known of it."""
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
        """Begin no new row; those that were begun go on."""
        if self.stopped is None:
            self.stopped = reason
            self._gathered.clear()
            self._drop(item for item in list(self._in_hand) if item.plan is None)

    def wind_up(self, reason: str) -> None:
        """Begin nothing, and wait for nothing but the requests under way."""
        self.stop(reason)
        self._is_winding_up = True
        self._ready.clear()
        self._timers.clear()
        self._trouble_since = None
        self._let_go(item for item in list(self._in_hand) if not item.is_out)

    def abandon(self) -> None:
        """Wait for nothing: what is under way may happen, or not."""
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
        """Forget rows that were not sent: they are in no count."""
        for item in items:
            del self._in_hand[item]
            if item.known is not None:
                self._checkpoint.forget(item.known)
