"""The view of deliveries: the events sent to webhooks, attempt by attempt."""

from __future__ import annotations

import json
from collections.abc import Iterable

from attio.sandbox.control.delivery import Delivery
from attio.sandbox.page.markup import Html, button, code, details, form, join, table, tag, text

_MOST = 100
_BAD = frozenset({"failed", "retrying", "no_route"})


def deliveries_view(deliveries: Iterable[Delivery], csrf: str, *, everything: bool) -> Html:
    """Show deliveries, newest first.

    Args:
        deliveries: All of them, oldest first.
        csrf: Token of the page's forms.
        everything: Whether to show events that no webhook asks for as well.
    """
    known = list(deliveries)
    asked = [one for one in known if one.webhook_id is not None]
    shown = (known if everything else asked)[-_MOST:]
    rows = [_row(one, csrf) for one in reversed(shown)]
    other = tag(
        "a",
        "Only what webhooks ask for" if everything else f"All {len(known)} events, without a webhook too",
        href="/?view=deliveries" + ("" if everything else "&all=1"),
    )
    heads = ["#", "Event", "Target", "State", "Attempts", "Payload"]
    return join([tag("p", other), _how_to_route(asked), table("Deliveries, newest first", heads, rows)])


def _how_to_route(asked: Iterable[Delivery]) -> Html:
    """Say what to do about targets that no route leads to."""
    targets = sorted({one.url for one in asked if one.state == "no_route" and one.url})
    if not targets:
        return Html()
    advice = [
        "Nothing beyond this machine is contacted. To deliver to a server on this machine: ",
        tag("code", f"python -m attio.sandbox deliver {targets[0]}=http://127.0.0.1:8000"),
        ", or in Python ",
        tag("code", f"sandbox.deliveries.route({targets[0]!r}, receive)"),
    ]
    return tag("p", f"No route leads to {', '.join(targets)}. ", *advice)


def _row(one: Delivery, csrf: str) -> list[object]:
    attempts = [
        tag(
            "li",
            f"{attempt.at:%Y-%m-%d %H:%M:%S}: {attempt.status or attempt.error} in {attempt.seconds * 1000:.0f} ms",
        )
        for attempt in one.attempts
    ]
    upcoming = tag("p", f"Next attempt: {one.next_attempt:%Y-%m-%d %H:%M:%S}") if one.next_attempt else ""
    payload: list[object] = [code(json.loads(one.body) if one.body else one.event)]
    if one.headers:
        payload += [tag("p", "Headers"), code(dict(one.headers))]
    resend = form(csrf, "resend", button("Send again"), id=one.id) if one.webhook_id else ""
    state = tag("span", one.state.replace("_", " "), class_="bad" if one.state in _BAD else None)
    return [
        one.id,
        one.event_type,
        text(one.url),
        state,
        join([tag("ol", *attempts) if attempts else "None", upcoming]),
        join([details("Payload and signature" if one.headers else "Event", *payload), resend]),
    ]
