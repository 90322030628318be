"""The view of deliveries to webhooks, with their attempts."""

from __future__ import annotations

import json
from collections.abc import Iterable

from attio.sandbox.control.delivery import Delivery
from attio.sandbox.page.markup import Html, button, code, details, form, join, table, tag, text

_MOST = 100
_BAD = frozenset({"failed", "retrying", "no_route"})


def deliveries_view(deliveries: Iterable[Delivery], csrf: str, *, everything: bool) -> Html:
    """Return the view of deliveries, newest first.

    Args:
        deliveries: All deliveries, oldest first.
        csrf: Token of the page's forms.
        everything: Whether to include events without subscribers.
    """
    known = list(deliveries)
    subscribed = [delivery for delivery in known if delivery.webhook_id is not None]
    selected = (known if everything else subscribed)[-_MOST:]
    rows = [_row(delivery, csrf) for delivery in reversed(selected)]
    other = tag(
        "a",
        "Only deliveries to webhooks" if everything else f"All {len(known)} events, including events without webhooks",
        href="/?view=deliveries" + ("" if everything else "&all=1"),
    )
    heads = ["#", "Event", "Target", "State", "Attempts", "Payload"]
    return join([tag("p", other), _routing_advice(subscribed), table("Deliveries, newest first", heads, rows)])


def _routing_advice(deliveries: Iterable[Delivery]) -> Html:
    """Return a paragraph that explains how to add a route for targets without delivery."""
    targets = sorted({delivery.url for delivery in deliveries if delivery.state == "no_route" and delivery.url})
    if not targets:
        return Html()
    advice = [
        "The sandbox sends nothing to other machines. To deliver to a server on this machine, run ",
        tag("code", f"python -m attio.sandbox deliver {targets[0]}=http://127.0.0.1:8000"),
        ", or in Python ",
        tag("code", f"sandbox.deliveries.route({targets[0]!r}, receive)"),
    ]
    return tag("p", f"There is no route for {', '.join(targets)}. ", *advice)


def _row(delivery: Delivery, csrf: str) -> list[object]:
    attempts = [
        tag(
            "li",
            f"{attempt.at:%Y-%m-%d %H:%M:%S}: {attempt.status or attempt.error} in {attempt.seconds * 1000:.0f} ms",
        )
        for attempt in delivery.attempts
    ]
    upcoming = tag("p", f"Next attempt: {delivery.next_attempt:%Y-%m-%d %H:%M:%S}") if delivery.next_attempt else ""
    payload: list[object] = [code(json.loads(delivery.body) if delivery.body else delivery.event)]
    if delivery.headers:
        payload += [tag("p", "Headers"), code(dict(delivery.headers))]
    resend = form(csrf, "resend", button("Send again"), id=delivery.id) if delivery.webhook_id else ""
    state = tag("span", delivery.state.replace("_", " "), class_="bad" if delivery.state in _BAD else None)
    return [
        delivery.id,
        delivery.event_type,
        text(delivery.url),
        state,
        join([tag("ol", *attempts) if attempts else "None", upcoming]),
        join([details("Payload and signature" if delivery.headers else "Event", *payload), resend]),
    ]
