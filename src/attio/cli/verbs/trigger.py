"""`attio-crm trigger`: send a test event to a server or to the webhooks of a sandbox."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

import click

from attio.cli import events, exits, sandboxes
from attio.cli.command import Command, DescribedArgument
from attio.cli.deliveries import require_signing_secret
from attio.cli.exits import CommandError
from attio.cli.targets import ATTIO_WAITS, Target

if TYPE_CHECKING:
    from attio.cli.session import Session

HELP = (
    "With --to, sends one delivery, signed with ATTIO_WEBHOOK_SECRET, and exits with 1 unless the response is a 2xx. "
    "With --sandbox alone, the event happens in the sandbox, which delivers it to its webhooks and to listen.\n\n"
    "Slugs are looked up. With --object or --list, the event is about an existing record or entry. All other ids that "
    "you leave out are made up."
)


def make(name: str, summary: str) -> click.Command:
    """Create the command."""
    params: list[click.Parameter] = [
        DescribedArgument(["event"], "Type of the event, such as record.created.", shell_complete=events.complete),
        click.Option(["--to"], metavar="URL", help="URL to send the event to."),
        click.Option(["--object"], metavar="SLUG", help="Slug or id of the object."),
        click.Option(["--record"], metavar="ID", help="Id of the record."),
        click.Option(["--list"], metavar="SLUG", help="Slug or id of the list."),
        click.Option(["--entry"], metavar="ID", help="Id of the list entry."),
        click.Option(["--attribute"], metavar="SLUG", help="Slug or id of the changed attribute."),
        click.Option(["--id"], multiple=True, metavar="NAME=VALUE", help="Any other id of the event. Repeatable."),
        click.Option(["--allow-remote"], is_flag=True, help="Allow a server on another machine."),
    ]
    return Command(name, _run, params=params, help=f"{summary}\n\n{HELP}")


def _run(
    session: Session,
    *,
    event: str,
    to: str | None,
    id: tuple[str, ...],  # noqa: A002 - click passes parameters by name
    allow_remote: bool,
    **options: str | None,
) -> None:
    events.check_types([event])
    if to is None and not session.choices.sandbox:
        raise CommandError("add --to with the URL of your server, or --sandbox")
    target = Target(to, allow_remote=allow_remote) if to is not None else None
    secret = require_signing_secret() if target is not None else ""
    ids = events.ids_of(session, event, {name: value for name, value in options.items() if value is not None}, id)
    if target is None:
        _emit(session, event, ids)
    else:
        _send(session, event, ids, target, secret)


def _send(session: Session, event: str, ids: dict[str, str], target: Target, secret: str) -> None:
    from attio.webhooks import Delivery
    from attio.webhooks.events import CLASSES

    delivery = Delivery.build(CLASSES[event], **cast("Any", ids))
    if session.choices.dry_run:
        session.show_unsent("POST", target.url, json.loads(delivery.body))
        return
    sent = target.send(delivery.body, delivery.headers(secret))
    session.write_row({"event_type": event, "to": target.url, **sent.to_json(), "event": delivery.raw})
    if sent.seconds > ATTIO_WAITS:
        session.note(f"warning: Attio waits only {ATTIO_WAITS:.0f} s, and would deliver the event again")
    if not sent.succeeded:
        session.code = exits.FAILED


def _emit(session: Session, event: str, ids: dict[str, str]) -> None:
    ids.pop("workspace_id", None)  # the sandbox has its own
    arguments: dict[str, object] = {"event_type": event, **ids}
    if session.choices.dry_run:
        session.show_unsent("POST", "/_sandbox/emit", arguments)
        return
    emitted: Any = sandboxes.control(session.served, "POST", "emit", arguments)
    sandboxes.control(session.served, "POST", "deliveries/flush")
    ids_of_deliveries = [delivery["id"] for delivery in emitted]
    deliveries: list[Any] = [sandboxes.control(session.served, "GET", f"deliveries/{one}") for one in ids_of_deliveries]
    session.write_rows(sandboxes.to_row(delivery) for delivery in deliveries)
    states = {delivery["state"] for delivery in deliveries}
    if states == {"no_subscriber"}:
        session.note(f"no webhook subscribes to {event}: create one with listen --sandbox or webhooks create")
    if "delivered" not in states or states & {"retrying", "failed"}:
        session.code = exits.FAILED
