"""`Receiver`: from requests of Attio to calls of typed handlers."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any, TypeVar, overload

from typing_extensions import Self

from attio.errors.base import InvalidRequestError
from attio.models.webhooks import WebhookEvent, WebhookSubscriptionInput
from attio.webhooks.adapters import ASGI, WSGI, aws_response, make_asgi, make_wsgi
from attio.webhooks.clients import ClientSource
from attio.webhooks.delivery import Delivery
from attio.webhooks.deploying import check_names, subscriptions
from attio.webhooks.filters import ActorFilter, Names, make_filter
from attio.webhooks.handlers import On, check_kinds, make_handler
from attio.webhooks.intake import SecretSource, WebhookResponse
from attio.webhooks.service import Options, Service
from attio.webhooks.signatures import WebhookHeaders
from attio.webhooks.steps import Plan, run, run_async
from attio.webhooks.stores import DeliveryStore

E = TypeVar("E", bound=WebhookEvent)
E2 = TypeVar("E2", bound=WebhookEvent)
E3 = TypeVar("E3", bound=WebhookEvent)
H = TypeVar("H", bound=Callable[..., object])

SHUTDOWN = 25.0
"""Seconds to wait at the end for what runs; hosts kill after 30."""


class Receiver:
    """Receives webhook deliveries: checks them, calls the handlers of their events, and handles each event once.

    Attio gets its response at once, and handlers run afterwards, in threads or as tasks; `inline` and `enqueue` change
    that. Events of one record run in the order of their arrival. Every blocking method has an `_async` twin.

    Args:
        secret: Secret of the webhook, several while it is rotated, or a function (async ones too) that gets the id of
            a webhook and returns its secrets, `SigningSecrets` or None. By default `ATTIO_WEBHOOK_SECRET`.
        client: For `delivery.fetch`, slugs and `me`: a client, or a function (async ones too) of a workspace id.
        store: Remembers which events were handled; a `MemoryStore` by default, which forgets them with the process.
        inline: Run handlers before the response; if one fails, Attio delivers again.
        enqueue: Puts a message (text) into a queue of yours instead of running handlers; a worker calls `run`. Once it
            returns, the event is done, and another delivery of it is acknowledged.
        workers: How many plain handlers run at a time.
        attempts: How often a handler is tried, in all, before its event is given up; in the background.
        backoff: Seconds before the second attempt, the third and so on; the last value repeats.
        ignore_own: Skip events caused with the token of the client.
        ignore_system: Skip events that Attio caused by itself.
        me: Ids of actors that count as this program, instead of those that the API tells.
        max_body: Largest body to read, in bytes.
        max_pending: How many events may wait in the background; beyond that, Attio is asked to deliver again.
        lease: Seconds after which an event that was taken but not finished may be taken by another process. Must be
            longer than handlers take, retries included. Until then, with `inline` or `enqueue`, another delivery of
            the event gets a 503, so that Attio delivers it again.
        on_error: Gets the exception and the delivery when a handler is given up; by default it is logged.
        record: Path of a file, or a function, that gets each new event as a line of JSON, for `replay`.

    Raises:
        InvalidRequestError: The secret is empty, or options exclude each other.
        ValueError: A number cannot work.

    Example:
        from attio.models import RecordCreatedEvent
        from attio.webhooks import Delivery, Receiver

        hooks = Receiver("test-secret")

        @hooks.on(RecordCreatedEvent)
        def created(event: RecordCreatedEvent) -> None:
            print("new record:", event.id.record_id)

        delivery = Delivery.build(RecordCreatedEvent)
        print(hooks.handle(delivery.body, delivery.headers("test-secret")).status)
        hooks.close()
    """

    def __init__(
        self,
        secret: SecretSource = None,
        *,
        client: ClientSource = None,
        store: DeliveryStore | None = None,
        inline: bool = False,
        enqueue: Callable[[str], object] | None = None,
        workers: int = 4,
        attempts: int = 3,
        backoff: Sequence[float] = (1, 10, 60),
        ignore_own: bool = False,
        ignore_system: bool = False,
        me: Collection[str] = (),
        max_body: int = 1_048_576,
        max_pending: int = 10_000,
        lease: float = 900,
        on_error: Callable[[Exception, Delivery[Any]], object] | None = None,
        record: str | os.PathLike[str] | Callable[[str], object] | None = None,
    ) -> None:
        options = Options(
            inline=inline,
            enqueue=enqueue,
            workers=workers,
            attempts=attempts,
            backoff=tuple(backoff),
            ignore_own=ignore_own,
            ignore_system=ignore_system,
            me=me,
            max_body=max_body,
            max_pending=max_pending,
            lease=lease,
            on_error=on_error,
            record=record,
        )
        self._service = Service(secret, client, store, options)
        self._engine = self._service.engine

    def __repr__(self) -> str:
        return f"<Receiver: {len(self._engine.handlers)} handlers, {self._service.mode}, {self._engine.store!r}>"

    # Handlers

    @overload
    def on(
        self,
        kind: type[E],
        /,
        *,
        object: Names = None,
        list: Names = None,
        attribute: Names = None,
        actor: ActorFilter = None,
        where: Callable[[E], Any] | None = None,
        coalesce: float = 0,
    ) -> On[E]: ...
    @overload
    def on(
        self,
        kind: type[E],
        kind2: type[E2],
        /,
        *,
        object: Names = None,
        list: Names = None,
        attribute: Names = None,
        actor: ActorFilter = None,
        where: Callable[[E | E2], Any] | None = None,
        coalesce: float = 0,
    ) -> On[E | E2]: ...
    @overload
    def on(
        self,
        kind: type[E],
        kind2: type[E2],
        kind3: type[E3],
        /,
        *,
        object: Names = None,
        list: Names = None,
        attribute: Names = None,
        actor: ActorFilter = None,
        where: Callable[[E | E2 | E3], Any] | None = None,
        coalesce: float = 0,
    ) -> On[E | E2 | E3]: ...
    def on(
        self,
        *kinds: type[Any],
        object: Names = None,
        list: Names = None,
        attribute: Names = None,
        actor: ActorFilter = None,
        where: Callable[[Any], Any] | None = None,
        coalesce: float = 0,
    ) -> Any:
        """Register a handler, as a decorator: a function of the event, or of the event and its `Delivery`.

        All handlers that match run, in the order in which they were registered; one that fails does not stop the
        others, and they do not run again with it.

        Args:
            *kinds: One to three classes of events, such as `RecordUpdatedEvent`.
            object: Slug or id of the object of the record, or several.
            list: Slug or id of the list, or several.
            attribute: Slug or id of the attribute that changed, or several; a slug needs `object` or `list`.
            actor: Kind of actor such as `"system"`, several, a function of an actor, `me` or `not_me`.
            where: A function of the event; the handler runs if it returns something true.
            coalesce: Seconds to wait for more events of the same record; the handler gets them in one call, the last
                one as `event`, all as `delivery.events`.

        Raises:
            InvalidRequestError: The events have nothing that a condition is about, or a slug needs a client.
        """
        check_kinds(kinds)
        chosen = make_filter(kinds, object=object, list=list, attribute=attribute, actor=actor, where=where)
        self._service.check(chosen, coalesce)

        def register(function: H) -> H:
            handlers = self._engine.handlers
            handlers.append(make_handler(function, handlers, kinds, chosen, coalesce))
            return function

        return register

    def otherwise(self, handler: H) -> H:
        """Register the handler of events that no other handler matches, unknown ones included."""
        self._engine.fallback = make_handler(handler, [])
        return handler

    # Receiving

    def handle(self, body: bytes, headers: WebhookHeaders, *, method: str = "POST") -> WebhookResponse:
        """Take a request of Attio; returns what to respond.

        Args:
            body: The body of the request as it arrived.
            headers: Its headers, as your framework has them.
            method: Its method.

        Raises:
            InvalidRequestError: `body` is not bytes, there is no secret, or a handler is async.
        """
        self._service.refuse_async()
        return run(self._service.accept(body, headers, method, self._service.thread_runner))

    async def handle_async(self, body: bytes, headers: WebhookHeaders, *, method: str = "POST") -> WebhookResponse:
        """Take a request of Attio, on asyncio or trio; see `handle`."""
        return await run_async(self._service.accept(body, headers, method, self._service.runner_async))

    def run(self, message: str) -> None:
        """Handle a message that `enqueue` got, in a worker; raises what a handler raised, so that the queue retries.

        The queue is trusted: a message has no signature.

        Raises:
            InvalidRequestError: It is no such message.
        """
        self._service.refuse_async()
        run(self._service.run_message(message))

    async def run_async(self, message: str) -> None:
        """Handle a message that `enqueue` got, in a worker; see `run`."""
        await run_async(self._service.run_message(message))

    def asgi(self) -> ASGI:
        """Make an ASGI application, which Starlette and FastAPI take as the endpoint of a route."""
        return make_asgi(self)

    def wsgi(self) -> WSGI:
        """Make a WSGI application.

        Raises:
            InvalidRequestError: A handler is async.
        """
        self._service.refuse_async()
        return make_wsgi(self)

    def aws_lambda(self, event: dict[str, Any], context: object = None) -> dict[str, Any]:  # noqa: ARG002 - Lambda's own
        """Handle an event of an API gateway (REST or HTTP), of a function URL or of a load balancer.

        Raises:
            InvalidRequestError: The receiver runs handlers in the background, and Lambda stops the process with the
                response: use `inline=True` or `enqueue=`.
        """
        if self._service.mode == "background":
            message = "Lambda stops the process with the response: use Receiver(inline=True) or enqueue="
            raise InvalidRequestError(message)
        return aws_response(self, event)

    @property
    def max_body(self) -> int:
        """Largest body to read, in bytes."""
        return self._service.intake.max_body

    # Starting and ending

    def __enter__(self) -> Self:
        self._service.open(self._service.thread_runner())
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()

    async def __aenter__(self) -> Self:
        self._service.open(self._service.runner_async())
        return self

    async def __aexit__(self, *exc_info: object) -> None:
        await self.close_async()

    def resume(self) -> int:
        """Take over the events whose lease is over; returns how many. Done at the start and every minute as well."""
        self._service.refuse_async()
        return run(self._service.resume(self._service.thread_runner()))

    async def resume_async(self) -> int:
        """Take over the events whose lease is over; see `resume`."""
        return await run_async(self._service.resume(self._service.runner_async()))

    def drain(self, timeout: float | None = None) -> bool:
        """Wait until everything that was taken is done or given up; False if `timeout` seconds are too short for it."""
        return self._service.wait(timeout)

    async def drain_async(self, timeout: float | None = None) -> bool:
        """Wait until everything that was taken is done or given up; see `drain`."""
        return await self._service.wait_async(timeout)

    def close(self, timeout: float = SHUTDOWN) -> None:
        """Refuse more deliveries and wait up to `timeout` seconds for what runs; the rest stays in the store."""
        self._service.begin_to_close()
        self._service.wait(timeout, is_closing=True)
        self._service.close()

    async def close_async(self, timeout: float = SHUTDOWN) -> None:
        """Refuse more deliveries, and wait for handlers that run; see `close`."""
        self._service.begin_to_close()
        await self._service.wait_async(timeout, is_closing=True)
        self._service.close()

    # What was given up, and what was recorded

    def failed(self) -> Sequence[tuple[str, str, str]]:
        """Return the events that were given up, as triples of key, message and reason."""
        return run(self._service.failed())

    async def failed_async(self) -> Sequence[tuple[str, str, str]]:
        """Return the events that were given up; see `failed`."""
        return await run_async(self._service.failed())

    def retry(self, key: str) -> None:
        """Handle an event again that was given up.

        Raises:
            InvalidRequestError: No event with this key was given up.
        """
        self._service.refuse_async()
        run(self._service.retry(key, self._service.thread_runner))

    async def retry_async(self, key: str) -> None:
        """Handle an event again that was given up; see `retry`."""
        await run_async(self._service.retry(key, self._service.runner_async))

    def replay(self, lines: str | os.PathLike[str] | Iterable[str]) -> int:
        """Run the handlers for recorded events, those that were handled before too; returns how many events.

        Args:
            lines: Path of a file that `record` wrote, or its lines.

        Raises:
            InvalidRequestError: A line is no recorded event.
        """
        self._service.refuse_async()
        return run(self._service.replay(lines))

    async def replay_async(self, lines: str | os.PathLike[str] | Iterable[str]) -> int:
        """Run the handlers for recorded events; see `replay`."""
        return await run_async(self._service.replay(lines))

    # Deploying

    def check(self, workspace_id: str | None = None) -> None:
        """Look up every slug that a handler names, and the ids of `me`: call it when you deploy.

        Args:
            workspace_id: Where to look, if `client` is a function.

        Raises:
            KeyError: A slug does not exist; the message names the nearest.
        """
        run(self._checking(workspace_id))

    async def check_async(self, workspace_id: str | None = None) -> None:
        """Look up every slug that a handler names; see `check`."""
        await run_async(self._checking(workspace_id))

    def subscriptions(self, workspace_id: str | None = None) -> list[WebhookSubscriptionInput]:
        """Return what a webhook has to subscribe to for these handlers, for `ensure_webhook`.

        Conditions that Attio cannot check are left out: such events are delivered, and no handler matches.

        Raises:
            KeyError: A slug does not exist; the message names the nearest.
        """
        return run(subscriptions(self._engine.handlers, self._engine.lookups(workspace_id)))

    async def subscriptions_async(self, workspace_id: str | None = None) -> list[WebhookSubscriptionInput]:
        """Return what a webhook has to subscribe to for these handlers; see `subscriptions`."""
        return await run_async(subscriptions(self._engine.handlers, self._engine.lookups(workspace_id)))

    def _checking(self, workspace_id: str | None) -> Plan[None]:
        engine = self._engine
        return check_names(engine.handlers, engine.lookups(workspace_id), with_own=engine.policy.ignore_own)
