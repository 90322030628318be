"""`attio-crm deliveries`: list the deliveries of `listen` or of a sandbox, and send them again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import click

from attio.cli import exits, sandboxes, values
from attio.cli.app import Group
from attio.cli.command import Command, DescribedArgument
from attio.cli.deliveries import DeliveryLog, Message, require_signing_secret
from attio.cli.exits import CommandError
from attio.cli.targets import Target

if TYPE_CHECKING:
    from attio.cli.output import Row
    from attio.cli.session import Session

SUMMARIES = {
    "list": "List the deliveries, newest first. This is the default command.",
    "show": "Show a delivery.",
    "resend": "Send a delivery again. Exits with 1 unless the response is a 2xx.",
    "replay": "Send recorded events to a server. Exits with 1 unless all responses are 2xx.",
}
HELP = "Lists the last 1,000 deliveries that listen received or, with --sandbox, that the sandbox sent."


class _Deliveries(Group):
    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        is_bare = not args or (args[0].startswith("-") and args[0] not in ctx.help_option_names)
        return super().parse_args(ctx, ["list", *args] if is_bare else args)


def make(name: str, summary: str) -> click.Command:
    """Create the group."""
    return _Deliveries(name, SUMMARIES, _load, help=f"{summary}\n\n{HELP}")


def _load(name: str) -> click.Command:
    delivery_id = DescribedArgument(["id"], "Id of the delivery.")
    allow_remote = click.Option(["--allow-remote"], is_flag=True, help="Allow a server on another machine.")
    to = click.Option(["--to"], metavar="URL", help="URL to send to; by default the URL of the last forward.")
    required_to = click.Option(["--to"], metavar="URL", required=True, help="URL to send to.")
    file = DescribedArgument(["file"], "File written by listen --record or Receiver(record=...); - for stdin.")
    commands: dict[str, tuple[Callable[..., None], Sequence[click.Parameter]]] = {
        "list": (_list, []),
        "show": (_show, [delivery_id]),
        "resend": (_resend, [delivery_id, to, allow_remote]),
        "replay": (_replay, [file, required_to, allow_remote]),
    }
    run, params = commands[name]
    return Command(name, run, params=list(params), help=SUMMARIES[name])


def _list(session: Session) -> None:
    if session.choices.sandbox:
        sent_by_sandbox: Any = sandboxes.control(session.served, "GET", "deliveries")
        session.write_rows(sandboxes.to_row(delivery) for delivery in reversed(sent_by_sandbox))
    else:
        session.write_rows(message.to_row(sent) for message, sent in reversed(list(DeliveryLog().all())))


def _show(session: Session, id: str) -> None:  # noqa: A002 - click passes parameters by name
    if session.choices.sandbox:
        delivery: Any = sandboxes.control(session.served, "GET", f"deliveries/{quote(id, safe='')}")
        session.write_row(delivery)
        return
    message, sent = DeliveryLog().get(id)
    session.write_row({**message.to_row(sent), "webhook_id": message.webhook_id})


def _resend(session: Session, id: str, to: str | None, *, allow_remote: bool) -> None:  # noqa: A002
    if session.choices.sandbox:
        if to is not None:
            raise CommandError("a sandbox sends deliveries to the URL of the webhook: remove --to")
        path = f"deliveries/{quote(id, safe='')}/resend"
        if session.choices.dry_run:
            session.show_unsent("POST", f"/_sandbox/{path}", {})
            return
        delivery: Any = sandboxes.control(session.served, "POST", path)
        session.write_row(sandboxes.to_row(delivery))
        session.code = exits.DONE if delivery["attempts"][-1]["status"] in range(200, 300) else exits.FAILED
        return
    message, sent = DeliveryLog().get(id)
    url = to or (str(sent["to"]) if sent else None)
    if url is None:
        raise CommandError(f"delivery {id} was not forwarded before: add --to with the URL of your server")
    _send(session, [message], Target(url, allow_remote=allow_remote))


def _replay(session: Session, file: str, to: str, *, allow_remote: bool) -> None:
    target = Target(to, allow_remote=allow_remote)
    lines = enumerate(values.read_text(file).splitlines(), 1)
    _send(session, [_parse_message(file, number, line) for number, line in lines if line.strip()], target)


def _parse_message(file: str, number: int, line: str) -> Message:
    from attio.errors import InvalidRequestError

    try:
        return Message(line)
    except InvalidRequestError as error:
        raise CommandError(f"{file}, line {number}: {error}; nothing was sent") from None


def _send(session: Session, messages: Sequence[Message], target: Target) -> None:
    if session.choices.dry_run:
        for message in messages:
            session.show_unsent("POST", target.url, json.loads(message.delivery().body))
        return
    secret = require_signing_secret()
    session.write_rows(_send_each(session, messages, target, secret))


def _send_each(session: Session, messages: Sequence[Message], target: Target, secret: str) -> Iterator[Row]:
    """Send messages, and yield the row of each after its response."""
    for message in messages:
        sent = message.send(target, secret)
        if not sent.succeeded:
            session.code = exits.FAILED
        yield message.to_row({"to": target.url, **sent.to_json()})
