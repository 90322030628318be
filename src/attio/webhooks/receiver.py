"""`Receiver`: receives webhook requests of Attio and calls typed handlers."""

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
from attio.webhooks.receiver_options import SHUTDOWN, Options, checked_backoff
from attio.webhooks.service import Service
from attio.webhooks.signatures import WebhookHeaders
from attio.webhooks.steps import run, run_async
from attio.webhooks.stores import DeliveryStore

E = TypeVar("E", bound=WebhookEvent)
E2 = TypeVar("E2", bound=WebhookEvent)
E3 = TypeVar("E3", bound=WebhookEvent)
H = TypeVar("H", bound=Callable[..., object])


class Receiver:
    """Receives webhook deliveries: verifies them, calls the handlers of their events, and processes each event once.

    By default Attio gets its response at once, and handlers run in the background, in threads or as tasks. `inline` and
    `enqueue` change that. Events of one record run in the order of their arrival. Every blocking method has an `_async`
    twin.

    Args:
        secret: Secret of the webhook, or several secrets while you rotate it. Or a function, sync or async, that takes
            the id of a webhook and returns its secrets, `SigningSecrets` or None. Defaults to the environment variable
            `ATTIO_WEBHOOK_SECRET`.
        client: Client for `delivery.fetch`, slugs and `me`. Or a function, sync or async, that takes a workspace id and
            returns its client.
        store: Remembers the events that were processed. Defaults to a `MemoryStore`, which ends with the process.
        inline: Whether to run handlers before the response. If a handler fails, Attio delivers the event again.
        enqueue: Function that puts a message, a str, into your queue. Handlers run in a worker that calls `run` with
            the message. Once the function returns, the event counts as processed.
        workers: Maximum number of sync handlers that run at the same time.
        attempts: Maximum number of attempts of a handler in the background, the first included.
        backoff: Seconds before the second attempt, the third and so on. The last value repeats.
        ignore_own: Whether to skip events that the token of the client caused.
        ignore_system: Whether to skip events that Attio itself caused.
        me: Actor ids of this program. Defaults to the ids that the API returns for the token of the client.
        max_body: Maximum size of a request body, in bytes.
        max_pending: Maximum number of unfinished background events. Above it, the response is 503, so Attio retries.
        lease: Seconds after which another process may claim an unfinished event. Must be longer than handlers take,
            retries included. Until then, with `inline` or `enqueue`, the response to another delivery of it is 503.
        on_error: Function of the exception and the delivery, for a handler that failed every attempt. Logs by default.
        record: Path of a file to append each new event to, as a line of JSON for `replay`, or a function of the line.

    Raises:
        InvalidRequestError: The secret is empty, or options exclude each other.
        ValueError: A number is out of range.

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
            backoff=checked_backoff(backoff),
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
        """Return a decorator that registers a handler: a function of the event, or of the event and its `Delivery`.

        All handlers that match run, in the order in which they were registered. A handler that fails does not stop the
        others, and only the failed handler runs again.

        Args:
            *kinds: One to three event classes, such as `RecordUpdatedEvent`.
            object: Slug or id of the record's object, or several.
            list: Slug or id of the list, or several.
            attribute: Slug or id of the attribute that changed, or several. A slug needs `object` or `list`.
            actor: Type of the actor such as `"system"`, or several types, `me`, `not_me` or a function of the actor.
            where: Function of the event. The handler runs if it returns a true value.
            coalesce: Seconds to wait for more events of the same record. The handler gets them in one call: the last
                one as `event`, all of them as `delivery.events`.

        Raises:
            InvalidRequestError: The events lack the field of a condition, or a slug needs a client.
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
        """Register the handler of all events that no other handler matches, unknown events included."""
        self._engine.fallback = make_handler(handler, [])
        return handler

    # Receiving

    def handle(self, body: bytes, headers: WebhookHeaders, *, method: str = "POST") -> WebhookResponse:
        """Process a webhook request and return the response.

        Args:
            body: The body of the request as it arrived.
            headers: The headers of the request, as your web framework represents them.
            method: The HTTP method of the request.

        Raises:
            InvalidRequestError: `body` is not bytes, there is no secret, or a handler is async.
        """
        self._service.require_sync()
        return run(self._service.accept(body, headers, method, self._service.thread_runner))

    async def handle_async(self, body: bytes, headers: WebhookHeaders, *, method: str = "POST") -> WebhookResponse:
        """Process a webhook request on asyncio or trio; see `handle`."""
        return await run_async(self._service.accept(body, headers, method, self._service.runner_async))

    def run(self, message: str) -> None:
        """Run the handlers for a message of `enqueue`, in a worker.

        Raise the exception of a handler that fails, so that the queue retries. The queue must be trusted: messages are
        not signed.

        Raises:
            InvalidRequestError: The message is not from a receiver of this version.
        """
        self._service.require_sync()
        run(self._service.run_message(message))

    async def run_async(self, message: str) -> None:
        """Run the handlers for a message of `enqueue`, in a worker; see `run`."""
        await run_async(self._service.run_message(message))

    def asgi(self) -> ASGI:
        """Create an ASGI application. Starlette and FastAPI accept it as the endpoint of a route."""
        return make_asgi(self)

    def wsgi(self) -> WSGI:
        """Create a WSGI application.

        Raises:
            InvalidRequestError: A handler is async.
        """
        self._service.require_sync()
        return make_wsgi(self)

    def aws_lambda(self, event: dict[str, Any], context: object = None) -> dict[str, Any]:  # noqa: ARG002 - Lambda passes it
        """Process an event of AWS Lambda: from an API gateway (REST or HTTP), a function URL or a load balancer.

        Raises:
            InvalidRequestError: The receiver runs handlers in the background, but Lambda stops the process after the
                response: use `inline=True` or `enqueue=`.
        """
        if self._service.mode == "background":
            message = "Lambda stops the process after the response: use Receiver(inline=True) or enqueue="
            raise InvalidRequestError(message)
        return aws_response(self, event)

    @property
    def max_body(self) -> int:
        """Maximum size of a request body, in bytes."""
        return self._service.intake.max_body

    # Opening and closing

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
        """Take over events with an expired lease, as the receiver does every minute; return their number."""
        self._service.require_sync()
        return run(self._service.resume(self._service.thread_runner()))

    async def resume_async(self) -> int:
        """Take over the events whose lease has expired; see `resume`."""
        return await run_async(self._service.resume(self._service.runner_async()))

    def drain(self, timeout: float | None = None) -> bool:
        """Wait until all accepted events are processed or failed; return False after `timeout` seconds."""
        return self._service.wait(timeout)

    async def drain_async(self, timeout: float | None = None) -> bool:
        """Wait until all accepted events are processed or failed; see `drain`."""
        return await self._service.wait_async(timeout)

    def close(self, timeout: float = SHUTDOWN) -> None:
        """Reject new deliveries, and wait `timeout` seconds for running handlers. The store keeps unfinished events."""
        self._service.begin_to_close()
        self._service.wait(timeout, is_closing=True)
        self._service.close()

    async def close_async(self, timeout: float = SHUTDOWN) -> None:
        """Reject new deliveries, and wait for running handlers; see `close`."""
        self._service.begin_to_close()
        await self._service.wait_async(timeout, is_closing=True)
        self._service.close()

    # Failed and recorded events

    def failed(self) -> Sequence[tuple[str, str, str]]:
        """Return the events whose handlers failed in every attempt, as tuples of key, message and reason."""
        return run(self._service.failed())

    async def failed_async(self) -> Sequence[tuple[str, str, str]]:
        """Return the events whose handlers failed in every attempt; see `failed`."""
        return await run_async(self._service.failed())

    def retry(self, key: str) -> None:
        """Process a failed event again.

        Raises:
            InvalidRequestError: There is no failed event with this key.
        """
        self._service.require_sync()
        run(self._service.retry(key, self._service.thread_runner))

    async def retry_async(self, key: str) -> None:
        """Process a failed event again; see `retry`."""
        await run_async(self._service.retry(key, self._service.runner_async))

    def replay(self, lines: str | os.PathLike[str] | Iterable[str]) -> int:
        """Run the handlers for recorded events, even for events that were processed before.

        Args:
            lines: Path of a file that `record` wrote, or its lines.

        Returns:
            The number of events.

        Raises:
            InvalidRequestError: A line is not a recorded event.
        """
        self._service.require_sync()
        return run(self._service.replay(lines))

    async def replay_async(self, lines: str | os.PathLike[str] | Iterable[str]) -> int:
        """Run the handlers for recorded events; see `replay`."""
        return await run_async(self._service.replay(lines))

    # Deploying

    def check(self, workspace_id: str | None = None) -> None:
        """Look up every slug that a handler names, and the ids of `me`, to find mistakes when you deploy.

        Args:
            workspace_id: Workspace to look in, if `client` is a function.

        Raises:
            KeyError: A slug does not exist. The message suggests the closest one.
        """
        run(check_names(self._engine, workspace_id))

    async def check_async(self, workspace_id: str | None = None) -> None:
        """Look up every slug that a handler names; see `check`."""
        await run_async(check_names(self._engine, workspace_id))

    def subscriptions(self, workspace_id: str | None = None) -> list[WebhookSubscriptionInput]:
        """Return the subscriptions that these handlers need, for `ensure_webhook`.

        Conditions that Attio cannot check, such as `where`, are left out. The receiver checks them on delivery.

        Raises:
            KeyError: A slug does not exist. The message suggests the closest one.
        """
        return run(subscriptions(self._engine, workspace_id))

    async def subscriptions_async(self, workspace_id: str | None = None) -> list[WebhookSubscriptionInput]:
        """Return the subscriptions that these handlers need; see `subscriptions`."""
        return await run_async(subscriptions(self._engine, workspace_id))
