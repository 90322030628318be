"""What a receiver does with requests and messages, in plans for threads and event loops alike."""

from __future__ import annotations

import datetime as dt
import os
import threading
import time
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

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
    RefusedError,
    SecretSource,
    WebhookResponse,
    message_of,
    response,
    unavailable,
)
from attio.webhooks.runners import LoopRunner, Runner, ThreadRunner
from attio.webhooks.signatures import WebhookHeaders
from attio.webhooks.steps import Plan, is_async, name_of, step
from attio.webhooks.stores import DeliveryStore, MemoryStore, positive

if TYPE_CHECKING:
    from attio.webhooks.delivery import Delivery

RESUME_EVERY = 60.0
"""Seconds between two searches for what other processes left."""
_LOOK_EVERY = 0.02
"""Seconds between two looks whether everything is done, on an event loop."""


@dataclass(frozen=True, slots=True)
class Options:
    """The options of a receiver."""

    inline: bool
    enqueue: Callable[[str], object] | None
    workers: int
    attempts: int
    backoff: tuple[float, ...]
    ignore_own: bool
    ignore_system: bool
    me: Collection[str]
    max_body: int
    max_pending: int
    lease: float
    on_error: Callable[[Exception, Delivery[Any]], object] | None
    record: str | os.PathLike[str] | Callable[[str], object] | None

    def __post_init__(self) -> None:
        """Refuse numbers that cannot work."""
        for name in ("workers", "attempts", "max_body", "max_pending", "lease"):
            positive(name, getattr(self, name))
        if any(isinstance(one, bool) or not 0 <= one < float("inf") for one in self.backoff):
            message = f"backoff must be numbers of at least 0, not {brief(self.backoff)}"
            raise ValueError(message)
        if isinstance(self.me, str):
            message = "me must be several ids, such as a list, not a str"
            raise InvalidRequestError(message)
        if self.inline and self.enqueue is not None:
            message = "inline=True and enqueue= exclude each other"
            raise InvalidRequestError(message)


class Service:
    """The parts of a receiver, put together."""

    def __init__(
        self, secret: SecretSource, client: ClientSource, store: DeliveryStore | None, options: Options
    ) -> None:
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
        outside = (secret, client, options.enqueue, options.on_error, options.record)
        self._async_parts: list[object] = [one for one in outside if callable(one) and is_async(one)]
        self._async_parts += [self.engine.store] if is_async(getattr(self.engine.store, "claim", None)) else []
        reset_after_fork(self)

    def forget(self) -> None:
        """Leave the threads of the parent behind in a forked child."""
        self._threads, self._loops = None, {}
        self._recording, self._starting = threading.Lock(), threading.Lock()
        self.engine.forget()

    def check(self, chosen: Filter, coalesce: float) -> None:
        """Refuse what this receiver cannot do for a handler."""
        has_client = bool(self.engine.clients)
        if not has_client and chosen.needs_schema:
            message = "a slug is looked up with a client: pass client= to Receiver, or give the id"
            raise InvalidRequestError(message)
        if not has_client and isinstance(chosen.actor, Own) and not self.options.me:
            message = "me and not_me need client= or me= of Receiver"
            raise InvalidRequestError(message)
        if coalesce:
            positive("coalesce", coalesce)
            if self.mode != "background":
                message = f"coalesce= cannot be used with {self.mode}, where nothing waits for more events"
                raise InvalidRequestError(message)

    # What runs in the background

    def refuse_async(self) -> None:
        """Refuse what only an event loop can run, by name."""
        for part in self._all_async():
            name = part.name if isinstance(part, Handler) else name_of(part)
            message = f"{name} is async: use handle_async, run_async or asgi()"
            raise InvalidRequestError(message)

    def _all_async(self) -> list[object]:
        every = [*self.engine.handlers, *([self.engine.fallback] if self.engine.fallback else [])]
        return [*self._async_parts, *(one for one in every if one.is_async)]

    def thread_runner(self) -> Runner:
        """What runs handlers in threads."""
        with self._starting:
            if self._threads is None:
                self._threads = ThreadRunner(self.options.workers)
                self._keep_resuming(self._threads)
            return self._threads

    def runner_async(self) -> Runner:
        """What runs handlers: tasks of the running loop if one is async, else threads, which outlive the loop."""
        if not self._all_async():
            return self.thread_runner()
        loop = running_loop()
        runner = self._loops.get(loop)
        if runner is None:
            ended = [known for known in self._loops if _has_ended(known)]
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
                log.exception("the store could not be asked for what is left")
            runner.later(RESUME_EVERY, begin)

        def begin() -> None:
            runner.submit(None, plan)

        runner.later(0, begin)

    def open(self, runner: Runner) -> None:
        """Accept deliveries, also after a `close`; making the runner began to resume."""
        del runner
        self._is_closing = False

    def begin_to_close(self) -> None:
        """Accept nothing more; windows end."""
        self._is_closing = True
        self.engine.close_windows()

    def close(self) -> None:
        """Stop; what is left stays in the store."""
        runners: list[Runner] = [*self._loops.values(), *([self._threads] if self._threads else [])]
        for runner in runners:
            runner.stop()
        self.engine.abandon(runners)
        self._threads, self._loops = None, {}

    def _is_idle(self, *, is_closing: bool) -> bool:
        # Retries are not waited for at the end: they may be minutes away.
        return not any(self.engine.running.values()) and (is_closing or not self.engine.active)

    def wait(self, timeout: float | None, *, is_closing: bool = False) -> bool:
        """Wait until nothing is left, or nothing runs."""
        with self.engine.changed:
            return self.engine.changed.wait_for(lambda: self._is_idle(is_closing=is_closing), timeout)

    async def wait_async(self, timeout: float | None, *, is_closing: bool = False) -> bool:
        """Wait until nothing is left, or nothing runs."""
        import anyio

        with anyio.move_on_after(timeout):
            while not self._is_idle(is_closing=is_closing):  # noqa: ASYNC110 - threads work on it as well
                await anyio.sleep(_LOOK_EVERY)
            return True
        return False

    def resume(self, runner: Runner) -> Plan[int]:
        """Take over what dead processes left."""
        if self.mode != "background":
            return 0
        found: Sequence[tuple[str, str]] = yield self.engine.tell("expired", lease=self.options.lease)
        count = 0
        for key, message in found:
            if message and key not in self.engine.active:
                self.engine.schedule(ticket_of(message), runner)
                count += 1
        return count

    # Requests

    def accept(
        self, body: object, headers: WebhookHeaders, method: str, runner: Callable[[], Runner]
    ) -> Plan[WebhookResponse]:
        """Take a request."""
        begun = time.perf_counter()
        answer = yield from self._accept(body, headers, method, runner)
        log.debug("delivery: %d, %.1f ms", answer.status, (time.perf_counter() - begun) * 1000)
        return answer

    def _accept(
        self, body: object, headers: WebhookHeaders, method: str, runner: Callable[[], Runner]
    ) -> Plan[WebhookResponse]:
        if self._is_closing:
            return unavailable("The receiver is closing.")
        try:
            accepted = yield from self.intake.read(body, headers, method)
        except RefusedError as refused:
            return refused.response
        except InvalidRequestError:
            raise
        except Exception:  # noqa: BLE001 - a function of the user may raise anything
            log.exception("the secret could not be looked up")
            return unavailable("The secret is not available.")
        if self.mode == "background" and len(self.engine.active) + len(accepted.events) > self.options.max_pending:
            return unavailable("Too many events are waiting.")
        if accepted.key is None:
            log.warning("a delivery without Idempotency-Key: duplicates of it cannot be detected")
        return (yield from self._take(accepted, runner))

    def _take(self, accepted: Accepted, runner: Callable[[], Runner]) -> Plan[WebhookResponse]:
        received = dt.datetime.now(dt.timezone.utc)
        worst = 200
        for key, raw in zip(accepted.keys(), accepted.events, strict=True):
            message = message_of(key, accepted.webhook_id, received.isoformat(), raw)
            ticket = Ticket(key, message, accepted.webhook_id, received, raw)
            try:
                claim = yield self.engine.tell("claim", key, message, lease=self.options.lease)
                if claim == "new":
                    yield from self._record(ticket)
                    worst = max(worst, (yield from self._begin(ticket, runner)), key=(200, 503, 500).index)
                elif claim == "busy" and self.mode != "background":
                    # Whatever holds the event may have died; nothing but a delivery takes it over. In the background,
                    # `resume` does.
                    worst = max(worst, 503, key=(200, 503, 500).index)
            except Exception:  # noqa: BLE001 - and so may a store
                log.exception("the store or the queue is not available")
                return unavailable("The store is not available.")
        if worst == 200:
            return response(200, "OK")
        return response(500, "A handler failed.") if worst == 500 else unavailable("The delivery is being handled.")

    def _begin(self, ticket: Ticket, runner: Callable[[], Runner]) -> Plan[int]:
        """Do with a new event what the mode says; returns the status."""
        if self.mode == "background":
            self.engine.schedule(ticket, runner())
            return 200
        if self.options.enqueue is not None:
            try:
                yield step(self.options.enqueue, ticket.message)
            except Exception:
                yield self.engine.tell("release", ticket.key)
                raise
            yield from self._was_queued(ticket)
            return 200
        failed = yield from self._run_here(ticket)
        return 500 if failed else 200

    def _was_queued(self, ticket: Ticket) -> Plan[None]:
        """Mark an event that the queue has as done: running it is up to the queue."""
        try:
            yield self.engine.tell("done", ticket.key)
        except Exception:  # noqa: BLE001 - a store may raise anything
            # A 503 would make Attio deliver, and the queue hold, the event once more.
            log.exception("the store did not record that an event was queued")

    def _run_here(self, ticket: Ticket) -> Plan[Exception | None]:
        """Run the handlers of an event now; returns what the first one raised that failed."""
        units = yield from self.engine.dispatch(ticket, None)
        if not units:
            yield self.engine.tell("done", ticket.key)
            return None
        yield self.engine.tell("release", ticket.key)
        for unit in units:
            yield from self.engine.report(unit)
        return units[0].error

    def _record(self, ticket: Ticket) -> Plan[None]:
        if self.options.record is not None:
            record = self.options.record if callable(self.options.record) else self._write
            try:
                yield step(record, ticket.message)
            except Exception:
                yield self.engine.tell("release", ticket.key)
                raise

    def _write(self, message: str) -> None:
        path = cast("str | os.PathLike[str]", self.options.record)
        with self._recording, os.fdopen(os.open(path, os.O_APPEND | os.O_CREAT | os.O_WRONLY, 0o600), "a") as file:
            file.write(f"{message}\n")

    # Messages

    def run_message(self, message: str) -> Plan[None]:
        """Handle a message of a queue."""
        ticket = ticket_of(message)
        units = yield from self.engine.dispatch(ticket, None)
        for unit in units:
            yield from self.engine.report(unit)
        if units:
            raise cast("Exception", units[0].error)
        yield self.engine.tell("done", ticket.key)

    def failed(self) -> Plan[Sequence[tuple[str, str, str]]]:
        """What was given up."""
        found: Sequence[tuple[str, str, str]] = yield self.engine.tell("failed")
        return found

    def retry(self, key: str, runner: Callable[[], Runner]) -> Plan[None]:
        """Handle again what was given up."""
        given_up = {known: (message, reason) for known, message, reason in (yield from self.failed())}
        if key not in given_up:
            text = f"no event with the key {brief(key)} was given up; see failed()"
            raise InvalidRequestError(text)
        message, reason = given_up[key]
        yield self.engine.tell("release", key)
        yield self.engine.tell("claim", key, message, lease=self.options.lease)
        try:
            status = yield from self._begin(ticket_of(message), runner)
        except Exception:
            yield from self._give_up_again(key, message, reason)
            raise
        if status != 200:
            yield from self._give_up_again(key, message, reason)

    def _give_up_again(self, key: str, message: str, reason: str) -> Plan[None]:
        """Keep an event among the failed ones that could not be handled again, and was released."""
        yield self.engine.tell("claim", key, message, lease=self.options.lease)
        yield self.engine.tell("fail", key, reason)

    def replay(self, lines: str | os.PathLike[str] | Iterable[str]) -> Plan[int]:
        """Run the handlers for what was recorded."""
        if isinstance(lines, str | os.PathLike):
            path = Path(lines)
            lines = cast("str", (yield step(path.read_text, encoding="utf-8"))).splitlines()
        count = 0
        for line in lines:
            if not line.strip():
                continue
            units = yield from self.engine.dispatch(ticket_of(line), None, is_replay=True)
            if units:
                raise cast("Exception", units[0].error)
            count += 1
        return count


def _has_ended(loop: Any) -> bool:
    is_closed = getattr(loop, "is_closed", None)
    if is_closed is not None:
        return bool(is_closed())
    try:
        loop.run_sync_soon(int)
    except RuntimeError:
        return True
    return False
