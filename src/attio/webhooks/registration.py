"""Create a webhook, or bring the one there is up to date."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import Any, TypeAlias, cast

from attio._call.operation import Caller
from attio.errors.base import InvalidRequestError
from attio.funcs import webhooks as functions
from attio.models.webhooks import Webhook, WebhookSubscriptionInput
from attio.webhooks.steps import Plan, Step, run, run_async, step

Subscriptions: TypeAlias = Sequence[WebhookSubscriptionInput]
OnSecret: TypeAlias = Callable[[str, str], object]

_PAGE = 100
_ATTEMPTS = 3
"""How often to look again when another process creates the same webhook at the same time."""


def ensure_webhook(
    client: Caller, url: str, subscriptions: Subscriptions, *, on_secret: OnSecret, recreate: bool = False
) -> Webhook:
    """Create the webhook of a URL, or change its subscriptions if they differ.

    Args:
        client: A client.
        url: URL to which events are delivered.
        subscriptions: Events to subscribe to, such as `Receiver.subscriptions()`.
        on_secret: Keeps the secret of a new webhook: gets the webhook's id and the secret, which the API returns only
            once. If it raises, the new webhook is deleted again.
        recreate: Delete an existing webhook and create another, to get a secret.

    Returns:
        The webhook as it is now.

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
    """Create the webhook of a URL, or change its subscriptions; see `ensure_webhook`. `on_secret` may be async."""
    return await run_async(_ensuring(client, url, subscriptions, on_secret, recreate=recreate))


def _ensuring(
    client: Caller, url: str, subscriptions: Subscriptions, on_secret: OnSecret, *, recreate: bool
) -> Plan[Webhook]:
    from attio.errors import ConflictError, NotFoundError

    if not callable(cast("Any", on_secret)):
        message = "on_secret must be a function of the webhook's id and its secret"
        raise InvalidRequestError(message)
    wanted = [cast("Any", {"event_type": one["event_type"], "filter": one.get("filter")}) for one in subscriptions]
    is_stale = recreate
    for attempt in range(_ATTEMPTS):
        found = yield from _find(client, url)
        if found is not None and is_stale:
            with suppress(NotFoundError):  # another process was faster
                yield _call("webhooks_delete", client, found.id.webhook_id)
            found = None
        is_stale = False
        if found is not None:
            if _canonical(found.subscriptions) == _canonical(wanted):
                return found
            data = {"subscriptions": wanted}
            response: Any = yield _call("webhooks_update", client, found.id.webhook_id, data=data)
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
        page: Any = yield _call("webhooks_list", client, limit=_PAGE, offset=offset)
        for one in cast("list[Webhook]", page.data):
            if one.target_url == url:
                return one
        if len(page.data) < _PAGE:
            return None
        offset += _PAGE


def _create(client: Caller, url: str, wanted: list[Any], on_secret: OnSecret) -> Plan[Webhook]:
    data = {"target_url": url, "subscriptions": wanted}
    response: Any = yield _call("webhooks_create", client, data=data)
    made = response.data
    try:
        yield step(on_secret, made.id.webhook_id, made.secret)
    except Exception:
        yield _call("webhooks_delete", client, made.id.webhook_id)
        raise
    again: Any = yield _call("webhooks_get", client, made.id.webhook_id)  # without the secret
    return cast("Webhook", again.data)


def _call(name: str, *arguments: object, **named: object) -> Step:
    plain: Callable[..., object] = getattr(functions, name)
    twin: Callable[..., object] = getattr(functions, f"{name}_async")
    return Step(partial(plain, *arguments, **named), "thread", partial(twin, *arguments, **named))


def _canonical(subscriptions: Sequence[Any]) -> list[tuple[str, str, tuple[tuple[str, str, str], ...]]]:
    """Put subscriptions into one order; a filter without conditions is none, and `$or` of one condition is `$and`."""
    found: list[tuple[str, str, tuple[tuple[str, str, str], ...]]] = []
    for one in subscriptions:
        plain: Mapping[str, Any] = cast("Any", one) if isinstance(one, dict) else one.model_dump(by_alias=True)
        chosen: Mapping[str, Any] = plain.get("filter") or {}
        word = "$or" if chosen.get("$or") else "$and"
        conditions = sorted({(c["field"], c["operator"], c["value"]) for c in chosen.get(word) or ()})
        found.append((plain["event_type"], word if len(conditions) > 1 else "", tuple(conditions)))
    return sorted(found)
