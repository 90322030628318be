"""`Deliveries`: sends signed deliveries to webhook receivers on this machine, and retries them on Attio's schedule."""

from __future__ import annotations

import contextlib
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import overload

from attio._support.names import brief
from attio.sandbox.control.clock import Clock
from attio.sandbox.control.delivery import STATES, Attempt, Delivery, State, echoes, make_delivery
from attio.sandbox.control.naming import ControlError, is_number, suggestion, unknown
from attio.sandbox.control.targets import Application, Receiver, Routes
from attio.sandbox.events import EVENT_TYPES, Event
from attio.sandbox.handlers.webhooks import Status, Webhook
from attio.sandbox.messages import Request, Response
from attio.sandbox.pipeline import Commit, Pipeline
from attio.sandbox.workspace import Workspace

KEPT = 1_000
"""Maximum number of finished deliveries to keep. Unfinished deliveries are always kept."""
RETRIES = 10
FIRST_RETRY = timedelta(seconds=253)
"""Doubled for each retry, so that ten of them take just under three days."""
UNTIL_INACTIVE = timedelta(days=7)
PER_SECOND = 25
TIME_LIMIT = 5.0
"""Seconds within which a receiver must respond."""
IDLE = 5.0
"""Seconds after which the background thread ends if there is nothing to send."""


@dataclass(frozen=True, slots=True)
class DeliveriesState:
    """The state of the deliveries in a snapshot."""

    deliveries: tuple[Delivery, ...]
    queue: tuple[str, ...]
    position: int


class Deliveries(Sequence[Delivery]):
    """The deliveries of a sandbox, oldest first. Thread-safe.

    There is a delivery for each event and each webhook that subscribes to it, and a delivery without a webhook for an
    event without subscribers. Deliveries are sent only to receivers that `route` registers. Without a route for its
    target URL, a delivery is not sent and has the state `no_route`.

    Args:
        pipeline: The pipeline, which commits changes.
        clock: The clock, which runs retries.
    """

    def __init__(self, pipeline: Pipeline, clock: Clock) -> None:
        self.time_limit = TIME_LIMIT
        """Seconds within which a receiver must respond."""
        self.echo = False
        """Whether an update by `system` follows an update by a user, as Attio sends it for derived attributes."""
        self.routes = Routes()
        self._pipeline = pipeline
        self._clock = clock
        self._deliveries: dict[str, Delivery] = {}
        self._queue: deque[str] = deque()
        self._position = 0
        self._lock = threading.Lock()
        self._sending = threading.Lock()
        self._sender: int | None = None
        self._here = threading.local()
        self._worker: threading.Thread | None = None
        self._wake = threading.Event()
        self._last_sent: dict[str, float] = {}
        self.on_change: list[Callable[[Delivery], None]] = []
        """Called with each delivery that is created or changed."""
        pipeline.on_commit.append(self._record)
        pipeline.on_release.append(self._release)

    def __len__(self) -> int:
        return len(self._deliveries)

    @overload
    def __getitem__(self, index: int) -> Delivery: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Delivery, ...]: ...
    def __getitem__(self, index: int | slice) -> Delivery | tuple[Delivery, ...]:
        """Return a delivery by position, or a slice of them."""
        return self._all()[index]

    def __repr__(self) -> str:
        return f"<Deliveries: {len(self)}, {len(self._queue)} of them queued>"

    def route(self, prefix: str, to: Receiver | Application | str) -> None:
        """Register a receiver on this machine for the webhooks whose target URL starts with a prefix.

        Args:
            prefix: Start of the target URLs, such as `https://hooks.acme.test`.
            to: The receiver, one of three: a function of body and headers that returns a status, or None for 200; an
                ASGI application; the URL of a server on this machine, which replaces the prefix. An attempt fails if
                the receiver raises.

        Raises:
            ControlError: `prefix` is not an https URL, or `to` is not a receiver on this machine.
        """
        self.routes.add(prefix, to)

    def find(self, event_type: str | None = None, *, state: State | None = None) -> tuple[Delivery, ...]:
        """Return the deliveries of an event type and in a state, oldest first. By default, of all types and states."""
        if event_type is not None and event_type not in EVENT_TYPES:
            raise unknown("event", event_type, EVENT_TYPES)
        if state is not None and state not in STATES:
            raise unknown("state of a delivery", state, STATES)
        return tuple(
            delivery
            for delivery in self._all()
            if event_type in (None, delivery.event_type) and state in (None, delivery.state)
        )

    def get(self, id: str) -> Delivery:
        """Return a delivery by id.

        Raises:
            ControlError: There is no such delivery.
        """
        delivery = self._deliveries.get(id)
        if delivery is None:
            raise unknown("delivery", id, self._deliveries)
        return delivery

    def set(self, *, echo: bool | None = None, time_limit: float | None = None) -> None:
        """Set `echo` or `time_limit`.

        Raises:
            ControlError: `echo` is not a boolean, or `time_limit` is not a number above 0.
        """
        if echo not in (None, True, False):
            raise ControlError(f"echo={brief(echo)} must be true or false")
        if time_limit is not None and (not time_limit or not is_number(time_limit)):
            raise ControlError(f"time_limit={brief(time_limit)} must be a number of seconds above 0")
        self.echo = self.echo if echo is None else echo
        self.time_limit = time_limit or self.time_limit

    def unfinished(self) -> list[dict[str, object]]:
        """Return the queued and the retrying deliveries, as JSON values."""
        return [delivery.to_json() for delivery in self._all() if delivery.is_unfinished]

    def resume(self, contents: Iterable[Mapping[str, object]]) -> None:
        """Replace all deliveries by the result of `unfinished`. Queue them, or schedule their retries."""
        self.restore(DeliveriesState((), (), self._position))
        for content in contents:
            delivery = Delivery.from_json(content, self._pipeline.workspace(str(content["workspace"])))
            self._position = max(self._position, int(delivery.id))
            with self._lock:
                self._deliveries[delivery.id] = delivery
            if delivery.next_attempt is None:
                self._queue.append(delivery.id)
            else:
                self._schedule_retry(delivery.id, delivery.next_attempt)

    def _schedule_retry(self, id: str, due: datetime) -> None:
        self._clock.schedule(due, f"retry of delivery {id}", lambda: self._retry(id))

    def resend(self, id: str) -> Delivery:
        """Send a delivery again now, with the same Idempotency-Key, and return it with the new attempt.

        Raises:
            ControlError: There is no such delivery, or it has no webhook.
        """
        delivery = self.get(id)
        if delivery.webhook_id is None:
            raise ControlError(f"delivery {brief(id)} has no webhook: none subscribes to {delivery.event_type}")
        self._attempt(id, resend=True)
        return self._deliveries[id]

    def flush(self) -> None:
        """Send all queued deliveries, and wait until they are sent. Retries wait for the clock."""
        if self._sender == threading.get_ident():
            return
        with self._exclusively():
            self._drain()

    def emit(self, event_type: str, workspace: Workspace, **ids: str | None) -> tuple[Delivery, ...]:
        """Create an event without a change that causes it, and return its deliveries.

        Args:
            event_type: Type of the event, such as `call-recording.created`.
            workspace: Workspace of the event.
            **ids: Ids of the event, such as `meeting_id`. Missing ids get random values.

        Raises:
            ControlError: There is no such event type, or it has no such id.
        """
        kind = EVENT_TYPES.get(event_type)
        if kind is None:
            raise unknown("event", event_type, EVENT_TYPES)
        for name in ids:
            if name not in (*kind.ids, *kind.extra):
                raise ControlError(f"{event_type} has no {brief(name)}{suggestion(name, (*kind.ids, *kind.extra))}")
        # A comment on a record has no list and no entry. Other missing ids get random values.
        defaults = {name: None if name in ("list_id", "entry_id") else workspace.new_id() for name in kind.extra}
        event_ids = {name: ids.get(name) or workspace.new_id() for name in kind.ids}
        extra = {name: ids.get(name, defaults[name]) for name in kind.extra}
        start = self._position
        with self._pipeline.write(workspace) as changes:
            changes.events.append(Event(event_type, event_ids, extra))
        return tuple(delivery for delivery in self._all() if int(delivery.id) > start)

    def state(self) -> DeliveriesState:
        """Return the state for a snapshot."""
        with self._lock:
            return DeliveriesState(tuple(self._deliveries.values()), tuple(self._queue), self._position)

    def restore(self, state: DeliveriesState) -> None:
        """Restore the state of a snapshot. Routes do not change."""
        with self._lock:
            self._deliveries = {delivery.id: delivery for delivery in state.deliveries}
            self._queue = deque(state.queue)
            self._position = state.position

    def reset(self) -> None:
        """Remove all routes, and reset `time_limit` and `echo` to their defaults."""
        self.routes.clear()
        self.time_limit = TIME_LIMIT
        self.echo = False

    def deferring(self, handle: Callable[[Request], Response]) -> Callable[[Request], Response]:
        """Return a function that handles requests and sends their deliveries in a background thread."""

        def deferred(request: Request) -> Response:
            self._here.deferred = True
            try:
                return handle(request)
            finally:
                self._here.deferred = False

        return deferred

    def _all(self) -> tuple[Delivery, ...]:
        with self._lock:
            return tuple(self._deliveries.values())

    def _put(self, delivery: Delivery) -> None:
        with self._lock:
            self._deliveries[delivery.id] = delivery
            if len(self._deliveries) > KEPT:
                finished = (known.id for known in self._deliveries.values() if not known.is_unfinished)
                oldest = next(finished, None)
                if oldest is not None and oldest != delivery.id:
                    del self._deliveries[oldest]
        for call in self.on_change:
            call(delivery)

    def _record(self, commit: Commit) -> None:
        """Add the deliveries of a commit."""
        if commit.workspace not in self._pipeline.workspaces:
            return  # the workspace is still being created
        webhooks = [webhook for webhook in commit.workspace.table(Webhook) if webhook.status != "inactive"]
        events = [event.wire(commit.workspace.id, commit.actor) for event in commit.events]
        if self.echo:
            events += echoes(commit)
        for wire in events:
            matching = [webhook for webhook in webhooks if webhook.matches(wire)]
            for webhook in matching or (None,):
                self._position += 1
                delivery = make_delivery(str(self._position), commit.workspace, wire, webhook)
                self._put(delivery)
                if webhook is not None:
                    self._queue.append(delivery.id)

    def _release(self) -> None:
        """Send the queued deliveries: in this thread, or in the background for a request to a server."""
        if getattr(self._here, "deferred", False):
            if self._queue:
                self._wake_worker()
            return
        # If a thread is sending already, which may be this one, it also sends the deliveries that were added.
        while self._queue and self._sending.acquire(blocking=False):
            try:
                self._sender = threading.get_ident()
                self._drain()
            finally:
                self._sender = None
                self._sending.release()

    @contextlib.contextmanager
    def _exclusively(self) -> Generator[None]:
        with self._sending:
            self._sender = threading.get_ident()
            try:
                yield
            finally:
                self._sender = None

    def _drain(self, pause: Callable[[str], None] = lambda _: None) -> None:
        """Send the queued deliveries. Only one thread does so at a time."""
        while self._queue:
            delivery = self._deliveries.get(self._queue.popleft())
            if delivery is not None and delivery.url is not None:
                pause(delivery.url)
                self._attempt(delivery.id)

    def _attempt(self, id: str, *, resend: bool = False) -> None:
        """Make one attempt to send a delivery, and update its state."""
        delivery = self._deliveries.get(id)
        if delivery is None or (delivery.state not in ("queued", "retrying") and not resend):
            return
        webhook = delivery.workspace.table(Webhook).get(delivery.webhook_id or "")
        if webhook is None or (webhook.status == "inactive" and not resend):
            self._put(replace(delivery, state="failed", next_attempt=None))
            return
        send = self.routes.find(webhook.target_url)
        if send is None:
            self._put(replace(delivery, url=webhook.target_url, state="no_route", next_attempt=None))
            return
        at, started = self._clock.now, time.perf_counter()
        status, error = None, None
        try:
            status = send(webhook.target_url, delivery.body, delivery.headers, self.time_limit)
        except TimeoutError:
            error = f"no response within {self.time_limit:g} seconds"
        except Exception as failure:  # noqa: BLE001 - an attempt fails with any exception of the receiver
            error = f"{type(failure).__name__}: {failure}"
        attempt = Attempt(at, status, error, time.perf_counter() - started)
        attempted = replace(delivery, url=webhook.target_url, attempts=(*delivery.attempts, attempt))
        self._update_state(attempted, resend=resend)

    def _update_state(self, delivery: Delivery, *, resend: bool) -> None:
        """Set the state of a delivery after an attempt, and the status of its webhook. Schedule a retry if needed."""
        attempt, webhook_id = delivery.attempts[-1], delivery.webhook_id or ""
        if attempt.succeeded:
            self._put(replace(delivery, state="delivered", next_attempt=None))
            self._set_status(delivery.workspace, webhook_id, "active")
            return
        if resend and delivery.state not in ("queued", "retrying"):
            delivery = replace(delivery, state="failed")
        elif not resend and delivery.retries == RETRIES:
            delivery = replace(delivery, state="failed", next_attempt=None)
            self._set_status(delivery.workspace, webhook_id, "degraded")
        elif not resend:
            due = attempt.at + FIRST_RETRY * 2**delivery.retries
            delivery = replace(delivery, state="retrying", next_attempt=due, retries=delivery.retries + 1)
            self._schedule_retry(delivery.id, due)
        self._put(delivery)

    def _retry(self, id: str) -> None:
        if getattr(self._here, "deferred", False):
            self._queue.append(id)
            self._wake_worker()
        else:
            self._attempt(id)

    def _set_status(self, workspace: Workspace, webhook_id: str, status: Status) -> None:
        """Mark a degraded webhook as active again, or an active webhook as degraded."""
        with self._pipeline.write(workspace) as changes:
            webhook = workspace.table(Webhook).get(webhook_id)
            if webhook is None or webhook.status not in ("active", "degraded") or webhook.status == status:
                return
            degraded_at = changes.now if status == "degraded" else None
            changes.put(replace(webhook, status=status, degraded_at=degraded_at))
        if degraded_at is not None:
            due = self._clock.now + UNTIL_INACTIVE
            self._clock.schedule(
                due, f"webhook {webhook_id} inactive", lambda: self._deactivate(workspace, webhook_id, degraded_at)
            )

    def _deactivate(self, workspace: Workspace, webhook_id: str, degraded_at: str) -> None:
        """Set a webhook to inactive if it is still degraded since `degraded_at`."""
        with self._pipeline.write(workspace) as changes:
            webhook = workspace.table(Webhook).get(webhook_id)
            if webhook is not None and webhook.status == "degraded" and webhook.degraded_at == degraded_at:
                changes.put(replace(webhook, status="inactive"))

    def _wake_worker(self) -> None:
        with self._lock:
            self._wake.set()
            if self._worker is None or not self._worker.is_alive():
                self._worker = threading.Thread(target=self._work, name="attio-sandbox-deliveries", daemon=True)
                self._worker.start()

    def _work(self) -> None:
        """Send queued deliveries and due retries, until nothing is left to do."""
        while True:
            due = self._clock.next_due
            self._wake.wait(IDLE if due is None else min(max((due - self._clock.now).total_seconds(), 0.0), 1.0))
            with self._lock:
                if not self._wake.is_set() and not self._queue and self._clock.next_due is None:
                    self._worker = None
                    return
                self._wake.clear()
            self._clock.run_due()
            with self._exclusively():
                self._drain(self._pace)

    def _pace(self, url: str) -> None:
        """Wait until the rate limit of a URL allows another delivery."""
        time.sleep(max(0.0, self._last_sent.get(url, 0.0) + 1 / PER_SECOND - time.monotonic()))
        self._last_sent[url] = time.monotonic()
