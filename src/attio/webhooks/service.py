"""`Service`: implements the methods of a receiver as plans, which run in threads and on event loops."""

from __future__ import annotations

import datetime as dt
import os
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

from attio._support.argument_types import check_iterable
from attio._support.async_loop import running_loop
from attio._support.forks import reset_after_fork
from attio._support.names import brief
from attio.errors.base import InvalidRequestError
from attio.webhooks.clients import Clients, ClientSource
from attio.webhooks.engine import Engine, Policy, Ticket, log, ticket_of
from attio.webhooks.filters import Filter, Own
from attio.webhooks.handlers import Handler
from attio.webhooks.intake import (
    Accepted,
    Intake,
    RejectedDeliveryError,
    SecretSource,
    WebhookResponse,
    message_of,
    response,
    unavailable,
)
from attio.webhooks.receiver_options import Options, check_request, check_store_and_client, check_timeout
from attio.webhooks.runners import LoopRunner, Runner, ThreadRunner, has_ended
from attio.webhooks.signatures import WebhookHeaders
from attio.webhooks.steps import Plan, is_async, name_of, step
from attio.webhooks.stores import DeliveryStore, MemoryStore, positive

if TYPE_CHECKING:
    pass

RESUME_EVERY = 60.0
"""Seconds between two searches for unfinished events of other processes."""
_POLL_EVERY = 0.02
"""Seconds between two checks on an event loop whether all events are finished."""


class Service:
    """Connects the parts of a receiver: intake, engine, store and runners."""

    def __init__(
        self, secret: SecretSource, client: ClientSource, store: DeliveryStore | None, options: Options
    ) -> None:
        check_store_and_client(store, client)
        self.options = options
        self.mode: Literal["background", "inline", "enqueue"] = (
            "inline" if options.inline else "background" if options.enqueue is None else "enqueue"
        )
        self.intake = Intake(secret, options.max_body)
        policy = Policy(
            options.attempts,
            options.backoff,
            options.ignore_own,
            options.ignore_system,
            frozenset(options.me),
            options.lease,
            options.on_error,
        )
        self.engine = Engine(policy, store if store is not None else MemoryStore(), Clients(client))
        self._threads: ThreadRunner | None = None
        self._loops: dict[Any, LoopRunner] = {}
        self._is_closing = False
        self._recording, self._starting = threading.Lock(), threading.Lock()
        if options.ignore_own:
            self.check(Filter(actor=Own(wanted=True)), 0)
        functions = (secret, client, options.enqueue, options.on_error, options.record)
        self._async_parts: list[object] = [each for each in functions if callable(each) and is_async(each)]
        if is_async(getattr(self.engine.store, "claim", None)):
            self._async_parts.append(self.engine.store)
        reset_after_fork(self)

    def forget(self) -> None:
        """Drop the runners and locks of the parent in a forked child."""
        self._threads, self._loops = None, {}
        self._recording, self._starting = threading.Lock(), threading.Lock()
        self.engine.forget()

    def check(self, chosen: Filter, coalesce: float) -> None:
        """Raise if this receiver cannot check the conditions of a handler, or cannot coalesce its events."""
        has_client = bool(self.engine.clients)
        if not has_client and chosen.needs_schema:
            message = "a slug is looked up with a client: pass client= to Receiver, or use the id"
            raise InvalidRequestError(message)
        if not has_client and isinstance(chosen.actor, Own) and not self.options.me:
            message = "me and not_me need client= or me= of Receiver"
            raise InvalidRequestError(message)
        if coalesce:
            positive("coalesce", coalesce)
            if self.mode != "background":
                message = f"coalesce= cannot be used with {self.mode}, where handlers do not wait for more events"
                raise InvalidRequestError(message)

    # Runners

    def require_sync(self) -> None:
        """Raise if a handler or another function is async, and name it."""
        for part in self._all_async():
            name = part.name if isinstance(part, Handler) else name_of(part)
            message = f"{name} is async: use handle_async, run_async or asgi()"
            raise InvalidRequestError(message)

    def _all_async(self) -> list[object]:
        handlers = [*self.engine.handlers]
        if self.engine.fallback is not None:
            handlers.append(self.engine.fallback)
        return [*self._async_parts, *(handler for handler in handlers if handler.is_async)]

    def thread_runner(self) -> Runner:
        """Return the runner that runs handlers in threads. Create it on the first call."""
        with self._starting:
            if self._threads is None:
                self._threads = ThreadRunner(self.options.workers)
                self._keep_resuming(self._threads)
            return self._threads

    def runner_async(self) -> Runner:
        """Return the runner for the running event loop.

        It runs handlers as tasks of the loop if any of them is async. Otherwise it is the runner of threads, which
        outlive the loop.
        """
        if not self._all_async():
            return self.thread_runner()
        loop = running_loop()
        runner = self._loops.get(loop)
        if runner is None:
            ended = [known for known in self._loops if has_ended(known)]
            self.engine.abandon([self._loops.pop(known) for known in ended])
            runner = self._loops[loop] = LoopRunner(self.options.workers)
            self._keep_resuming(runner)
        return runner

    def _keep_resuming(self, runner: Runner) -> None:
        if self.mode != "background":
            return

        def plan() -> Plan[None]:
            try:
                yield from self.resume(runner)
            except Exception:  # noqa: BLE001 - a store may raise anything
                log.exception("unfinished events could not be read from the store")
            runner.later(RESUME_EVERY, submit)

        def submit() -> None:
            runner.submit(None, plan)

        runner.later(0, submit)

    def open(self, runner: Runner) -> None:
        """Accept deliveries, even after a `close`.

        Args:
            runner: The runner. The caller gets it first because a new runner starts to resume unfinished events.
        """
        del runner
        self._is_closing = False

    def begin_to_close(self) -> None:
        """Reject new deliveries, and close all windows."""
        self._is_closing = True
        self.engine.close_windows()

    def close(self) -> None:
        """Stop the runners; unfinished events stay in the store."""
        runners: list[Runner] = [*self._loops.values(), *([self._threads] if self._threads else [])]
        for runner in runners:
            runner.stop()
        self.engine.abandon(runners)
        self._threads, self._loops = None, {}

    def _is_idle(self, *, is_closing: bool) -> bool:
        # Closing does not wait for retries, which may be minutes away.
        return not any(self.engine.running.values()) and (is_closing or not self.engine.active)

    def wait(self, timeout: float | None, *, is_closing: bool = False) -> bool:
        """Wait until all events are finished, or on closing until no handler runs; return False on timeout."""
        check_timeout(timeout)
        with self.engine.changed:
            return self.engine.changed.wait_for(lambda: self._is_idle(is_closing=is_closing), timeout)

    async def wait_async(self, timeout: float | None, *, is_closing: bool = False) -> bool:
        """Wait until all events are finished, or on closing until no handler runs; return False on timeout."""
        check_timeout(timeout)
        import anyio

        with anyio.move_on_after(timeout):
            while not self._is_idle(is_closing=is_closing):  # noqa: ASYNC110 - other threads change it
                await anyio.sleep(_POLL_EVERY)
            return True
        return False

    def resume(self, runner: Runner) -> Plan[int]:
        """Take over the events whose lease has expired, and return their number."""
        if self.mode != "background":
            return 0
        expired: Sequence[tuple[str, str]] = yield self.engine.store_step("expired", lease=self.options.lease)
        count = 0
        for key, message in expired:
            if message and key not in self.engine.active:
                self.engine.schedule(ticket_of(message), runner)
                count += 1
        return count

    # Requests

    def accept(
        self, body: object, headers: WebhookHeaders, method: str, runner: Callable[[], Runner]
    ) -> Plan[WebhookResponse]:
        """Process a request and return the response."""
        check_request(headers, method)
        started = time.perf_counter()
        result = yield from self._accept(body, headers, method, runner)
        log.debug("delivery: %d, %.1f ms", result.status, (time.perf_counter() - started) * 1000)
        return result

    def _accept(
        self, body: object, headers: WebhookHeaders, method: str, runner: Callable[[], Runner]
    ) -> Plan[WebhookResponse]:
        if self._is_closing:
            return unavailable("The receiver is closing.")
        try:
            accepted = yield from self.intake.read(body, headers, method)
        except RejectedDeliveryError as error:
            return error.response
        except InvalidRequestError:
            raise
        except Exception:  # noqa: BLE001 - the user's function may raise anything
            log.exception("the secret could not be looked up")
            return unavailable("The secret is not available.")
        if self.mode == "background" and len(self.engine.active) + len(accepted.events) > self.options.max_pending:
            return unavailable("Too many events are waiting.")
        if accepted.key is None:
            log.warning("a delivery without Idempotency-Key: duplicates of it cannot be detected")
        return (yield from self._claim_events(accepted, runner))

    def _claim_events(self, accepted: Accepted, runner: Callable[[], Runner]) -> Plan[WebhookResponse]:
        """Claim and process the events of a delivery, and return the response."""
        received = dt.datetime.now(dt.timezone.utc)
        statuses: set[int] = set()
        for key, raw in zip(accepted.keys(), accepted.events, strict=True):
            message = message_of(key, accepted.webhook_id, received.isoformat(), raw)
            ticket = Ticket(key, message, accepted.webhook_id, received, raw)
            try:
                claim = yield self.engine.store_step("claim", key, message, lease=self.options.lease)
                if claim == "new":
                    yield from self._record(ticket)
                    statuses.add((yield from self._process(ticket, runner)))
                elif claim == "busy" and self.mode != "background":
                    # The process that holds the event may have died. In these modes only another delivery takes the
                    # event over; in the background, `resume` does.
                    statuses.add(503)
            except Exception:  # noqa: BLE001 - a store or a queue may raise anything
                log.exception("the store or the queue is not available")
                return unavailable("The store is not available.")
        if 500 in statuses:
            return response(500, "A handler failed.")
        if 503 in statuses:
            return unavailable("The delivery is being handled.")
        return response(200, "OK")

    def _process(self, ticket: Ticket, runner: Callable[[], Runner]) -> Plan[int]:
        """Schedule, enqueue or handle a new event, depending on the mode; return the HTTP status."""
        if self.mode == "background":
            self.engine.schedule(ticket, runner())
            return 200
        if self.options.enqueue is not None:
            try:
                yield step(self.options.enqueue, ticket.message)
            except Exception:
                yield self.engine.store_step("release", ticket.key)
                raise
            yield from self._mark_enqueued(ticket)
            return 200
        return (yield from self._process_inline(ticket))

    def _mark_enqueued(self, ticket: Ticket) -> Plan[None]:
        """Mark an event as processed: from here on, the queue is responsible for it."""
        try:
            yield self.engine.store_step("done", ticket.key)
        except Exception:  # noqa: BLE001 - a store may raise anything
            # After a 503, Attio would deliver again, and the queue would get the event twice.
            log.exception("the store did not record that an event was queued")

    def _process_inline(self, ticket: Ticket) -> Plan[int]:
        """Run the handlers of an event now; return 500 if one failed, otherwise 200."""
        failed = yield from self.engine.dispatch(ticket, None)
        if not failed:
            yield self.engine.store_step("done", ticket.key)
            return 200
        yield self.engine.store_step("release", ticket.key)
        for unit in failed:
            yield from self.engine.report(unit)
        return 500

    def _record(self, ticket: Ticket) -> Plan[None]:
        if self.options.record is not None:
            record = self.options.record if callable(self.options.record) else self._write
            try:
                yield step(record, ticket.message)
            except Exception:
                yield self.engine.store_step("release", ticket.key)
                raise

    def _write(self, message: str) -> None:
        path = cast("str | os.PathLike[str]", self.options.record)
        with self._recording, os.fdopen(os.open(path, os.O_APPEND | os.O_CREAT | os.O_WRONLY, 0o600), "a") as file:
            file.write(f"{message}\n")

    # Messages

    def run_message(self, message: str) -> Plan[None]:
        """Run the handlers for a message of `enqueue`; raise the error of the first that fails."""
        ticket = ticket_of(message)
        failed = yield from self.engine.dispatch(ticket, None)
        for unit in failed:
            yield from self.engine.report(unit)
        if failed:
            raise cast("Exception", failed[0].error)
        yield self.engine.store_step("done", ticket.key)

    def failed(self) -> Plan[Sequence[tuple[str, str, str]]]:
        """Return the failed events, as tuples of key, message and reason."""
        events: Sequence[tuple[str, str, str]] = yield self.engine.store_step("failed")
        return events

    def retry(self, key: str, runner: Callable[[], Runner]) -> Plan[None]:
        """Process a failed event again."""
        events = {known: (message, reason) for known, message, reason in (yield from self.failed())}
        if key not in events:
            problem = f"there is no failed event with the key {brief(key)}; see failed()"
            raise InvalidRequestError(problem)
        message, reason = events[key]
        yield self.engine.store_step("release", key)
        yield self.engine.store_step("claim", key, message, lease=self.options.lease)
        try:
            status = yield from self._process(ticket_of(message), runner)
        except Exception:
            yield from self._mark_failed(key, message, reason)
            raise
        if status != 200:
            yield from self._mark_failed(key, message, reason)

    def _mark_failed(self, key: str, message: str, reason: str) -> Plan[None]:
        """Mark an event as failed again after `_process` has released it."""
        yield self.engine.store_step("claim", key, message, lease=self.options.lease)
        yield self.engine.store_step("fail", key, reason)

    def replay(self, lines: str | os.PathLike[str] | Iterable[str]) -> Plan[int]:
        """Run the handlers for recorded events, and return the number of events."""
        if not isinstance(lines, str | os.PathLike):
            check_iterable("lines", lines=lines)
        if isinstance(lines, str | os.PathLike):
            text: str = yield step(Path(lines).read_text, encoding="utf-8")
            lines = text.splitlines()
        count = 0
        for line in lines:
            if not line.strip():
                continue
            failed = yield from self.engine.dispatch(ticket_of(line), None, is_replay=True)
            if failed:
                raise cast("Exception", failed[0].error)
            count += 1
        return count
