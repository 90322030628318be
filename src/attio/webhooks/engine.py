"""Handling of an event: matching handlers, retries, coalescing, and the calls of the store."""

from __future__ import annotations

import datetime as dt
import json
import logging
import threading
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from attio.errors.base import InvalidRequestError
from attio.models.webhooks import UnknownEvent, WebhookEvent
from attio.webhooks.clients import Clients
from attio.webhooks.delivery import Delivery
from attio.webhooks.events import Subject, as_object, read_event, subject_of, workspace_of
from attio.webhooks.filters import Lookups, matches
from attio.webhooks.handlers import Handler
from attio.webhooks.runners import Runner
from attio.webhooks.steps import Plan, Step, step
from attio.webhooks.stores import DeliveryStore

log = logging.getLogger("attio.webhooks")

_LONGEST_REASON = 500
_SCHEMA_EVENTS = ("object-attribute", "list-attribute", "list")


@dataclass(slots=True, eq=False)
class Ticket:
    """An event that was taken, until it is done or given up."""

    key: str
    message: str
    webhook_id: str
    received_at: dt.datetime
    raw: Any
    """The event as it was sent."""
    parts: int = 1
    """What is left to do: the first pass over the handlers, retries, windows that are open."""
    reasons: list[str] = field(default_factory=list[str])

    @property
    def subject(self) -> Subject | None:
        """What the event is about."""
        return subject_of(self.raw)


@dataclass(slots=True, eq=False)
class Unit:
    """A handler and the events to call it with, until it succeeds or is given up."""

    handler: Handler
    tickets: list[Ticket]
    events: list[WebhookEvent]
    attempt: int = 1
    is_matched: bool = True
    error: Exception | None = None


def ticket_of(message: str) -> Ticket:
    """Read what `message_of` made.

    Raises:
        InvalidRequestError: It is something else.
    """
    try:
        parsed = json.loads(message)
        if parsed["version"] != 1:
            raise ValueError
        received = dt.datetime.fromisoformat(parsed["time"])
        return Ticket(str(parsed["key"]), message, str(parsed["webhook_id"]), received, parsed["event"])
    except (ValueError, KeyError, TypeError, RecursionError):
        text = "this is no message of a Receiver of this version"
        raise InvalidRequestError(text) from None


@dataclass(frozen=True, slots=True)
class Policy:
    """The options of a receiver that concern handlers."""

    attempts: int
    backoff: tuple[float, ...]
    ignore_own: bool
    ignore_system: bool
    me: Collection[str]
    lease: float
    on_error: Callable[[Exception, Delivery[Any]], object] | None

    def delay(self, attempt: int) -> float:
        """Seconds until the attempt after this one; the last value repeats."""
        return self.backoff[min(attempt, len(self.backoff)) - 1] if self.backoff else 0


class Engine:
    """Runs handlers; shared by all modes, sync and async."""

    def __init__(self, policy: Policy, store: DeliveryStore, clients: Clients) -> None:
        self.policy, self.store, self.clients = policy, store, clients
        self.handlers: list[Handler] = []
        self.fallback: Handler | None = None
        self.active: dict[str, tuple[Ticket, Runner]] = {}
        self.running: dict[Runner, int] = {}
        """How many plans are waiting for their turn or running."""
        self.changed = threading.Condition()
        self._lookups: dict[str | None, Lookups] = {}
        self._batches: dict[tuple[str, object], tuple[Unit, Runner]] = {}
        self._seen_unknown: set[str] = set()

    def forget(self) -> None:
        """Reset in a forked child: the threads of its parent do not exist there."""
        self.changed = threading.Condition()
        self.active, self._batches, self.running = {}, {}, {}

    def tell(self, method: str, *arguments: object, **named: object) -> Step:
        """A step that calls the store."""
        function = getattr(self.store, method)
        return step(function, *arguments, where="thread" if getattr(self.store, "blocks", True) else "here", **named)

    def lookups(self, workspace_id: str | None) -> Lookups:
        """The ids of slugs in a workspace."""
        found = self._lookups.get(workspace_id)
        if found is None:
            made = Lookups(lambda: self.clients.get(workspace_id), self.policy.me)
            found = self._lookups.setdefault(workspace_id, made)
        return found

    # In the background

    def schedule(self, ticket: Ticket, runner: Runner) -> None:
        """Handle an event in the background, after those of its subject."""
        with self.changed:
            self.active[ticket.key] = (ticket, runner)
        self._submit(runner, ticket.subject, lambda: self._first_pass(ticket, runner))

    def _submit(self, runner: Runner, subject: object, work: Callable[[], Plan[None]]) -> None:
        def counted() -> Plan[None]:
            try:
                yield from work()
            except Exception:
                # The store may be away: what was taken stays there until its lease is over.
                log.exception("an event could not be finished")
            finally:
                with self.changed:
                    self.running[runner] = self.running.get(runner, 1) - 1
                    self.changed.notify_all()

        with self.changed:
            self.running[runner] = self.running.get(runner, 0) + 1
        runner.submit(cast("Any", subject), counted)

    def _first_pass(self, ticket: Ticket, runner: Runner) -> Plan[None]:
        try:
            failed = yield from self.dispatch(ticket, runner)
            for unit in failed:
                yield from self._failed(unit, runner)
            yield from self._part_done(ticket)
        except BaseException:
            self._drop(ticket)
            raise

    def _again(self, unit: Unit, runner: Runner) -> Plan[None]:
        try:
            try:
                yield from self._attempt(unit)
            except Exception as error:  # noqa: BLE001 - a handler may raise anything
                unit.error = error
                yield from self._failed(unit, runner)
            for ticket in unit.tickets:
                yield from self._part_done(ticket)
        except BaseException:
            for ticket in unit.tickets:
                self._drop(ticket)
            raise

    def _failed(self, unit: Unit, runner: Runner) -> Plan[None]:
        """Plan another attempt of a handler, or give up."""
        error = cast("Exception", unit.error)
        # No slug appears by waiting.
        is_final = unit.attempt >= self.policy.attempts or (not unit.is_matched and isinstance(error, KeyError))
        if not is_final:
            for ticket in unit.tickets:
                self._add_part(ticket)
            delay = self.policy.delay(unit.attempt)
            unit.attempt += 1
            subject = unit.tickets[-1].subject
            runner.later(delay, lambda: self._submit(runner, subject, lambda: self._again(unit, runner)))
            return
        for ticket in unit.tickets:
            ticket.reasons.append(f"{unit.handler.name}: {type(error).__name__}: {error}"[:_LONGEST_REASON])
        yield from self.report(unit)

    def report(self, unit: Unit) -> Plan[None]:
        """Tell `on_error`, or the log, of a handler that failed."""
        error = cast("Exception", unit.error)
        if self.policy.on_error is None:
            kind = getattr(unit.events[-1], "event_type", "an unknown event")
            log.error("%s failed for %s", unit.handler.name, kind, exc_info=error)
            return
        try:
            yield step(self.policy.on_error, error, self._delivery(unit))
        except Exception:
            log.exception("on_error failed")

    def _add_part(self, ticket: Ticket) -> None:
        with self.changed:
            ticket.parts += 1

    def _part_done(self, ticket: Ticket) -> Plan[None]:
        with self.changed:
            ticket.parts -= 1
            if ticket.parts:
                return
        if ticket.reasons:
            yield self.tell("fail", ticket.key, "; ".join(ticket.reasons))
        else:
            yield self.tell("done", ticket.key)
        self._drop(ticket)

    def _drop(self, ticket: Ticket) -> None:
        with self.changed:
            self.active.pop(ticket.key, None)
            self.changed.notify_all()

    # The handlers of an event

    def dispatch(self, ticket: Ticket, runner: Runner | None, *, is_replay: bool = False) -> Plan[list[Unit]]:
        """Run the handlers that match, in order; returns those that failed.

        Args:
            ticket: The event.
            runner: Where windows wait for more events; None where nothing can wait.
            is_replay: Whether to run handlers that were done before, too.
        """
        begun = time.perf_counter()
        event = read_event(ticket.raw)
        if (yield from self._is_ignored(event, ticket)):
            return []
        chosen, failed = yield from self._matching(event, ticket)
        if not chosen and not failed:
            if self.fallback is None:
                self._nothing_for(event, ticket)
            else:
                chosen = [self.fallback]
        is_shared = len(chosen) + len(failed) > 1 and not is_replay
        for handler in chosen:
            unit = Unit(handler, [ticket], [event])
            if handler.coalesce and runner is not None:
                self._collect(unit, runner)
                continue
            try:
                yield from self._once(unit, ticket) if is_shared else self._attempt(unit)
            except Exception as error:  # noqa: BLE001 - a handler may raise anything
                unit.error = error
                failed.append(unit)
        kind = getattr(event, "event_type", "unknown event")
        elapsed = (time.perf_counter() - begun) * 1000
        log.debug("%s: %d handlers, %d failed, %.1f ms", kind, len(chosen), len(failed), elapsed)
        return failed

    def _once(self, unit: Unit, ticket: Ticket) -> Plan[None]:
        """Run one of several handlers, unless it was done before the event came again or was taken over."""
        own = f"{ticket.key}#{unit.handler.name}"
        if (yield self.tell("claim", own, "", lease=self.policy.lease)) == "done":
            return
        try:
            yield from self._attempt(unit)
        except Exception:
            yield self.tell("release", own)
            raise
        yield self.tell("done", own)

    def _attempt(self, unit: Unit) -> Plan[None]:
        if not unit.is_matched:
            lookups = self.lookups(workspace_of(unit.tickets[-1].raw))
            if not (yield from matches(unit.handler.filter, unit.events[-1], lookups)):
                return
            unit.is_matched = True
        yield from unit.handler.call(self._delivery(unit))

    def _delivery(self, unit: Unit) -> Delivery[Any]:
        last = unit.tickets[-1]
        return Delivery(
            unit.events,
            key=last.key,
            webhook_id=last.webhook_id,
            received_at=last.received_at,
            raw=last.raw,
            clients=self.clients,
            attempt=unit.attempt,
        )

    def _is_ignored(self, event: WebhookEvent, ticket: Ticket) -> Plan[bool]:
        kind, ids = str(getattr(event, "event_type", "")), cast("Any", event)
        workspace = workspace_of(ticket.raw)
        if self.clients and not isinstance(event, UnknownEvent) and kind.partition(".")[0] in _SCHEMA_EVENTS:
            owner = ids.id.object_id if kind.startswith("object") else ids.id.list_id
            yield from self.lookups(workspace).invalidate(owner)
        actor = getattr(event, "actor", None)
        if isinstance(event, UnknownEvent) or actor is None:
            return False
        if self.policy.ignore_system and actor.type == "system":
            return True
        return self.policy.ignore_own and actor.id in (yield from self.lookups(workspace).own())

    def _matching(self, event: WebhookEvent, ticket: Ticket) -> Plan[tuple[list[Handler], list[Unit]]]:
        lookups = self.lookups(workspace_of(ticket.raw))
        chosen: list[Handler] = []
        failed: list[Unit] = []
        for handler in self.handlers:
            if not isinstance(event, handler.kinds):
                continue
            try:
                if (yield from matches(handler.filter, event, lookups)):
                    chosen.append(handler)
            except Exception as error:  # noqa: BLE001 - a condition may raise anything
                failed.append(Unit(handler, [ticket], [event], is_matched=False, error=error))
        return chosen, failed

    def _nothing_for(self, event: WebhookEvent, ticket: Ticket) -> None:
        if not isinstance(event, UnknownEvent):
            log.debug("%s: no handler", event.event_type)
            return
        kind = str(as_object(ticket.raw).get("event_type"))[:100]
        if kind not in self._seen_unknown and len(self._seen_unknown) < 1_000:
            self._seen_unknown.add(kind)
            log.warning("events of type %r are not known or not as documented; `otherwise` takes them", kind)

    # Windows

    def _collect(self, unit: Unit, runner: Runner) -> None:
        """Add an event to the window of its subject, or open one."""
        ticket = unit.tickets[0]
        key = (unit.handler.name, ticket.subject or ticket)
        with self.changed:
            ticket.parts += 1
            found = self._batches.get(key)
            if found is not None:
                found[0].tickets.append(ticket)
                found[0].events += unit.events
                return
            self._batches[key] = (unit, runner)
        runner.later(unit.handler.coalesce, lambda: self._close_window(key))

    def _close_window(self, key: tuple[str, object]) -> None:
        with self.changed:
            found = self._batches.pop(key, None)
        if found is not None:
            unit, runner = found
            self._submit(runner, unit.tickets[-1].subject, lambda: self._again(unit, runner))

    def close_windows(self) -> None:
        """End every window now."""
        for key in tuple(self._batches):
            self._close_window(key)

    def abandon(self, dead: Sequence[Runner]) -> None:
        """Forget what event loops that ended had to do; it stays in the store."""
        with self.changed:
            self.active = {key: pair for key, pair in self.active.items() if pair[1] not in dead}
            self._batches = {key: pair for key, pair in self._batches.items() if pair[1] not in dead}
            for runner in dead:
                self.running.pop(runner, None)
