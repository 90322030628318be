"""Create a webhook, or update the existing one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import Any, TypeAlias, cast

from attio._call.operation import Caller
from attio._support.argument_types import check_client, check_flags, check_iterable, check_text
from attio.errors.base import InvalidRequestError
from attio.funcs import webhooks as functions
from attio.models.webhooks import Webhook, WebhookSubscriptionInput
from attio.webhooks.steps import Plan, Step, run, run_async, step

Subscriptions: TypeAlias = Sequence[WebhookSubscriptionInput]
OnSecret: TypeAlias = Callable[[str, str], object]

_PAGE_SIZE = 100
_ATTEMPTS = 3
"""How many times to look for the webhook if other processes create it at the same time."""


def ensure_webhook(
    client: Caller, url: str, subscriptions: Subscriptions, *, on_secret: OnSecret, recreate: bool = False
) -> Webhook:
    """Create a webhook for a URL, or update the subscriptions of the existing webhook if they differ.

    Args:
        client: The client to use.
        url: URL to which Attio delivers events.
        subscriptions: Events to subscribe to, such as `Receiver.subscriptions()`.
        on_secret: Function that stores the secret of a new webhook. It receives the webhook's id and the secret, which
            the API returns only once. If the function raises, the new webhook is deleted.
        recreate: Whether to delete an existing webhook and create a new one, to get a new secret.

    Returns:
        The created, updated or unchanged webhook.

    Raises:
        InvalidRequestError: `on_secret` is not a function, or is async.
        AttioError: The API rejected a request.

    Example:
        from attio.webhooks import ensure_webhook

        secrets = {}
        webhook = ensure_webhook(
            client,
            "https://hooks.acme.example/attio",
            [{"event_type": "record.created", "filter": None}],
            on_secret=secrets.__setitem__,
        )
        print(webhook.status, len(secrets))
    """
    return run(_ensuring(client, url, subscriptions, on_secret, recreate=recreate))


async def ensure_webhook_async(
    client: Caller, url: str, subscriptions: Subscriptions, *, on_secret: OnSecret, recreate: bool = False
) -> Webhook:
    """Create or update the webhook of a URL; see `ensure_webhook`. `on_secret` may be an async function."""
    return await run_async(_ensuring(client, url, subscriptions, on_secret, recreate=recreate))


def _ensuring(
    client: Caller, url: str, subscriptions: Subscriptions, on_secret: OnSecret, *, recreate: bool
) -> Plan[Webhook]:
    from attio.errors import ConflictError, NotFoundError

    if not callable(cast("Any", on_secret)):
        message = "on_secret must be a function that takes the webhook's id and its secret"
        raise InvalidRequestError(message)
    check_client(client)
    check_text("https://hooks.acme.example/attio", url=url)
    check_iterable("subscriptions", subscriptions=subscriptions)
    check_flags(recreate=recreate)
    wanted = [cast("Any", {"event_type": each["event_type"], "filter": each.get("filter")}) for each in subscriptions]
    must_delete = recreate
    for attempt in range(_ATTEMPTS):
        existing = yield from _find(client, url)
        if existing is not None and must_delete:
            with suppress(NotFoundError):  # another process has deleted it
                yield _api_step("webhooks_delete", client, existing.id.webhook_id)
            existing = None
        must_delete = False
        if existing is not None:
            if _canonical(existing.subscriptions) == _canonical(wanted):
                return existing
            data = {"subscriptions": wanted}
            response: Any = yield _api_step("webhooks_update", client, existing.id.webhook_id, data=data)
            return cast("Webhook", response.data)
        try:
            return (yield from _create(client, url, wanted, on_secret))
        except ConflictError:
            if attempt == _ATTEMPTS - 1:
                raise
    raise AssertionError  # pragma: no cover - the loop returns or raises


def _find(client: Caller, url: str) -> Plan[Webhook | None]:
    offset = 0
    while True:
        page: Any = yield _api_step("webhooks_list", client, limit=_PAGE_SIZE, offset=offset)
        for webhook in cast("list[Webhook]", page.data):
            if webhook.target_url == url:
                return webhook
        if len(page.data) < _PAGE_SIZE:
            return None
        offset += _PAGE_SIZE


def _create(client: Caller, url: str, wanted: list[Any], on_secret: OnSecret) -> Plan[Webhook]:
    data = {"target_url": url, "subscriptions": wanted}
    response: Any = yield _api_step("webhooks_create", client, data=data)
    created = response.data
    try:
        yield step(on_secret, created.id.webhook_id, created.secret)
    except Exception:
        yield _api_step("webhooks_delete", client, created.id.webhook_id)
        raise
    without_secret: Any = yield _api_step("webhooks_get", client, created.id.webhook_id)
    return cast("Webhook", without_secret.data)


def _api_step(name: str, *arguments: object, **named: object) -> Step:
    """Make a step that calls a function of `attio.funcs.webhooks`, or its `_async` twin."""
    function: Callable[..., object] = getattr(functions, name)
    twin: Callable[..., object] = getattr(functions, f"{name}_async")
    return Step(partial(function, *arguments, **named), "thread", partial(twin, *arguments, **named))


def _canonical(subscriptions: Sequence[Any]) -> list[tuple[str, str, tuple[tuple[str, str, str], ...]]]:
    """Convert subscriptions to a form in which equal subscriptions compare equal.

    Order does not matter, a filter without conditions equals no filter, and `$or` of one condition equals `$and` of it.
    """
    canonical: list[tuple[str, str, tuple[tuple[str, str, str], ...]]] = []
    for each in subscriptions:
        subscription: Mapping[str, Any] = (
            cast("Any", each) if isinstance(each, dict) else each.model_dump(by_alias=True)
        )
        conditions_by_operator: Mapping[str, Any] = subscription.get("filter") or {}
        operator = "$or" if conditions_by_operator.get("$or") else "$and"
        conditions = sorted(
            {(c["field"], c["operator"], c["value"]) for c in conditions_by_operator.get(operator) or ()}
        )
        canonical.append((subscription["event_type"], operator if len(conditions) > 1 else "", tuple(conditions)))
    return sorted(canonical)
