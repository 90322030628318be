"""`Engine`: processes an event. Matches and runs handlers, retries, coalesces events, and updates the store."""

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
    """A claimed event, until it is processed or failed."""

    key: str
    message: str
    webhook_id: str
    received_at: dt.datetime
    raw: Any
    """The event as parsed JSON."""
    pending: int = 1
    """Number of unfinished parts: the first pass over the handlers, retries, open windows."""
    reasons: list[str] = field(default_factory=list[str])
    """Why handlers failed in their last attempt."""

    @property
    def subject(self) -> Subject | None:
        """The object of the event; see `Subject`."""
        return subject_of(self.raw)


@dataclass(slots=True, eq=False)
class Unit:
    """A handler and the events to call it with, until it succeeds or fails in its last attempt."""

    handler: Handler
    tickets: list[Ticket]
    events: list[WebhookEvent]
    attempt: int = 1
    is_matched: bool = True
    """Whether the conditions of the handler were checked; False if checking them failed."""
    error: Exception | None = None


def ticket_of(message: str) -> Ticket:
    """Parse a message of `message_of`.

    Raises:
        InvalidRequestError: The message is malformed or of another version.
    """
    try:
        parsed = json.loads(message)
        if parsed["version"] != 1:
            raise ValueError
        received = dt.datetime.fromisoformat(parsed["time"])
        return Ticket(str(parsed["key"]), message, str(parsed["webhook_id"]), received, parsed["event"])
    except (ValueError, KeyError, TypeError, RecursionError):
        problem = "this is not a message of a Receiver of this version"
        raise InvalidRequestError(problem) from None


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
        """Return the seconds to wait after an attempt. The last value of `backoff` repeats."""
        return self.backoff[min(attempt, len(self.backoff)) - 1] if self.backoff else 0


class Engine:
    """Runs handlers, in all modes, sync and async."""

    def __init__(self, policy: Policy, store: DeliveryStore, clients: Clients) -> None:
        self.policy, self.store, self.clients = policy, store, clients
        self.handlers: list[Handler] = []
        self.fallback: Handler | None = None
        self.active: dict[str, tuple[Ticket, Runner]] = {}
        self.running: dict[Runner, int] = {}
        """Number of plans of each runner that wait or run."""
        self.changed = threading.Condition()
        self._lookups: dict[str | None, Lookups] = {}
        self._windows: dict[tuple[str, object], tuple[Unit, Runner]] = {}
        self._seen_unknown: set[str] = set()

    def forget(self) -> None:
        """Reset in a forked child, which does not have the threads of its parent."""
        self.changed = threading.Condition()
        self.active, self._windows, self.running = {}, {}, {}

    def store_step(self, method: str, *arguments: object, **named: object) -> Step:
        """Make a step that calls a method of the store."""
        function = getattr(self.store, method)
        return step(function, *arguments, where="thread" if getattr(self.store, "blocks", True) else "here", **named)

    def lookups(self, workspace_id: str | None) -> Lookups:
        """Return the cached lookups of a workspace."""
        lookups = self._lookups.get(workspace_id)
        if lookups is None:
            created = Lookups(lambda: self.clients.get(workspace_id), self.policy.me)
            lookups = self._lookups.setdefault(workspace_id, created)
        return lookups

    # In the background

    def schedule(self, ticket: Ticket, runner: Runner) -> None:
        """Process an event in the background, after earlier events of its subject."""
        with self.changed:
            self.active[ticket.key] = (ticket, runner)
        self._submit(runner, ticket.subject, lambda: self._first_pass(ticket, runner))

    def _submit(self, runner: Runner, subject: object, work: Callable[[], Plan[None]]) -> None:
        def counted() -> Plan[None]:
            try:
                yield from work()
            except Exception:
                # The store may be unavailable. The event stays in it until its lease expires.
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
                yield from self._retry_or_fail(unit, runner)
            yield from self._finish_part(ticket)
        except BaseException:
            self._drop(ticket)
            raise

    def _next_attempt(self, unit: Unit, runner: Runner) -> Plan[None]:
        try:
            try:
                yield from self._attempt(unit)
            except Exception as error:  # noqa: BLE001 - a handler may raise anything
                unit.error = error
                yield from self._retry_or_fail(unit, runner)
            for ticket in unit.tickets:
                yield from self._finish_part(ticket)
        except BaseException:
            for ticket in unit.tickets:
                self._drop(ticket)
            raise

    def _retry_or_fail(self, unit: Unit, runner: Runner) -> Plan[None]:
        """Schedule another attempt of a handler, or report its failure."""
        error = cast("Exception", unit.error)
        # A KeyError of a condition is an unknown slug, which a retry does not change.
        is_final = unit.attempt >= self.policy.attempts or (not unit.is_matched and isinstance(error, KeyError))
        if not is_final:
            for ticket in unit.tickets:
                self._add_part(ticket)
            delay = self.policy.delay(unit.attempt)
            unit.attempt += 1
            subject = unit.tickets[-1].subject
            runner.later(delay, lambda: self._submit(runner, subject, lambda: self._next_attempt(unit, runner)))
            return
        for ticket in unit.tickets:
            ticket.reasons.append(f"{unit.handler.name}: {type(error).__name__}: {error}"[:_LONGEST_REASON])
        yield from self.report(unit)

    def report(self, unit: Unit) -> Plan[None]:
        """Report the failure of a handler to `on_error`, or log it."""
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
            ticket.pending += 1

    def _finish_part(self, ticket: Ticket) -> Plan[None]:
        with self.changed:
            ticket.pending -= 1
            if ticket.pending:
                return
        if ticket.reasons:
            yield self.store_step("fail", ticket.key, "; ".join(ticket.reasons))
        else:
            yield self.store_step("done", ticket.key)
        self._drop(ticket)

    def _drop(self, ticket: Ticket) -> None:
        with self.changed:
            self.active.pop(ticket.key, None)
            self.changed.notify_all()

    # The handlers of an event

    def dispatch(self, ticket: Ticket, runner: Runner | None, *, is_replay: bool = False) -> Plan[list[Unit]]:
        """Run the handlers that match an event, in order.

        Args:
            ticket: The event.
            runner: Runner for windows of `coalesce`; None to run all handlers immediately.
            is_replay: Whether to run handlers again that have processed this event before.

        Returns:
            The handlers that failed.
        """
        started = time.perf_counter()
        event = read_event(ticket.raw)
        yield from self._invalidate_schema(event, ticket)
        if (yield from self._is_ignored(event, ticket)):
            return []
        chosen, failed = yield from self._matching(event, ticket)
        if not chosen and not failed:
            if self.fallback is None:
                self._log_unhandled(event, ticket)
            else:
                chosen = [self.fallback]
        is_shared = len(chosen) + len(failed) > 1 and not is_replay
        for handler in chosen:
            unit = Unit(handler, [ticket], [event])
            if handler.coalesce and runner is not None:
                self._add_to_window(unit, runner)
                continue
            try:
                yield from self._attempt_once(unit, ticket) if is_shared else self._attempt(unit)
            except Exception as error:  # noqa: BLE001 - a handler may raise anything
                unit.error = error
                failed.append(unit)
        kind = getattr(event, "event_type", "unknown event")
        elapsed = (time.perf_counter() - started) * 1000
        log.debug("%s: %d handlers, %d failed, %.1f ms", kind, len(chosen), len(failed), elapsed)
        return failed

    def _attempt_once(self, unit: Unit, ticket: Ticket) -> Plan[None]:
        """Run one of several handlers of an event, unless the store knows that it has succeeded before."""
        handler_key = f"{ticket.key}#{unit.handler.name}"
        if (yield self.store_step("claim", handler_key, "", lease=self.policy.lease)) == "done":
            return
        try:
            yield from self._attempt(unit)
        except Exception:
            yield self.store_step("release", handler_key)
            raise
        yield self.store_step("done", handler_key)

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
        actor = getattr(event, "actor", None)
        if isinstance(event, UnknownEvent) or actor is None:
            return False
        if self.policy.ignore_system and actor.type == "system":
            return True
        return self.policy.ignore_own and actor.id in (yield from self.lookups(workspace_of(ticket.raw)).own_ids())

    def _invalidate_schema(self, event: WebhookEvent, ticket: Ticket) -> Plan[None]:
        """Clear the cached slugs of an object or list if the event changes its attributes."""
        if not self.clients or isinstance(event, UnknownEvent):
            return
        kind = event.event_type.partition(".")[0]
        if kind in _SCHEMA_EVENTS:
            ids: Any = cast("Any", event).id
            owner = ids.object_id if kind.startswith("object") else ids.list_id
            yield from self.lookups(workspace_of(ticket.raw)).invalidate(owner)

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

    def _log_unhandled(self, event: WebhookEvent, ticket: Ticket) -> None:
        if not isinstance(event, UnknownEvent):
            log.debug("%s: no handler", event.event_type)
            return
        kind = str(as_object(ticket.raw).get("event_type"))[:100]
        if kind not in self._seen_unknown and len(self._seen_unknown) < 1_000:
            self._seen_unknown.add(kind)
            log.warning(
                "events of type %r are unknown or not as documented; register a handler with `otherwise` for them", kind
            )

    # Windows: a handler with `coalesce` collects events of a subject in one until it closes.

    def _add_to_window(self, unit: Unit, runner: Runner) -> None:
        """Add an event to the open window of its subject, or open a window."""
        ticket = unit.tickets[0]
        key = (unit.handler.name, ticket.subject or ticket)
        with self.changed:
            ticket.pending += 1
            window = self._windows.get(key)
            if window is not None:
                collected, _ = window
                collected.tickets.append(ticket)
                collected.events += unit.events
                return
            self._windows[key] = (unit, runner)
        runner.later(unit.handler.coalesce, lambda: self._close_window(key))

    def _close_window(self, key: tuple[str, object]) -> None:
        with self.changed:
            window = self._windows.pop(key, None)
        if window is not None:
            unit, runner = window
            self._submit(runner, unit.tickets[-1].subject, lambda: self._next_attempt(unit, runner))

    def close_windows(self) -> None:
        """Close every window now."""
        for key in tuple(self._windows):
            self._close_window(key)

    def abandon(self, stopped: Sequence[Runner]) -> None:
        """Drop the work of stopped runners; their events stay in the store."""
        with self.changed:
            self.active = {key: pair for key, pair in self.active.items() if pair[1] not in stopped}
            self._windows = {key: pair for key, pair in self._windows.items() if pair[1] not in stopped}
            for runner in stopped:
                self.running.pop(runner, None)
