"""`attio-crm deliveries`: show what `listen` received or a sandbox delivered, and send it again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import click

from attio.cli import exits, sandboxes, values
from attio.cli.app import Group
from attio.cli.command import Command, Described
from attio.cli.deliveries import DeliveryLog, Message, secret_to_sign_with
from attio.cli.exits import CommandError
from attio.cli.targets import Target

if TYPE_CHECKING:
    from attio.cli.output import Row
    from attio.cli.session import Session

SUMMARIES = {
    "list": "List the deliveries, newest first; the command when none is given.",
    "show": "Show one delivery.",
    "resend": "Send one delivery again; exits with 1 unless the response is a 2xx.",
    "replay": "Send recorded events to a server; exits with 1 unless all responses are 2xx.",
}
HELP = "Those are the last 1,000 that listen received; with --sandbox, the last 1,000 of the sandbox."


class _Deliveries(Group):
    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        is_bare = not args or (args[0].startswith("-") and args[0] not in ctx.help_option_names)
        return super().parse_args(ctx, ["list", *args] if is_bare else args)


def make(name: str, summary: str) -> click.Command:
    """Make the group."""
    return _Deliveries(name, SUMMARIES, _load, help=f"{summary}\n\n{HELP}")


def _load(name: str) -> click.Command:
    one = Described(["id"], "Id of the delivery.")
    remote = click.Option(["--allow-remote"], is_flag=True, help="Send to another machine.")
    to = click.Option(["--to"], metavar="URL", help="Server to send it to; where it was forwarded by default.")
    all_to = click.Option(["--to"], metavar="URL", required=True, help="Server to send them to.")
    file = Described(["file"], "What listen --record or Receiver(record=...) wrote; - for stdin.")
    commands: dict[str, tuple[Callable[..., None], Sequence[click.Parameter]]] = {
        "list": (_list, []),
        "show": (_show, [one]),
        "resend": (_resend, [one, to, remote]),
        "replay": (_replay, [file, all_to, remote]),
    }
    run, params = commands[name]
    return Command(name, run, params=list(params), help=SUMMARIES[name])


def _list(session: Session) -> None:
    if session.choices.sandbox:
        found: Any = sandboxes.control(session.served, "GET", "deliveries")
        session.rows(sandboxes.to_row(one) for one in reversed(found))
    else:
        session.rows(message.to_row(sent) for message, sent in reversed(list(DeliveryLog().all())))


def _show(session: Session, id: str) -> None:  # noqa: A002 - name of the parameter
    if session.choices.sandbox:
        found: Any = sandboxes.control(session.served, "GET", f"deliveries/{quote(id, safe='')}")
        session.one(found)
        return
    message, sent = DeliveryLog().get(id)
    session.one({**message.to_row(sent), "webhook_id": message.webhook_id})


def _resend(session: Session, id: str, to: str | None, *, allow_remote: bool) -> None:  # noqa: A002
    if session.choices.sandbox:
        if to is not None:
            raise CommandError("a sandbox sends a delivery where its webhook says: leave --to out")
        place = f"deliveries/{quote(id, safe='')}/resend"
        if session.choices.dry_run:
            session.show_unsent("POST", f"/_sandbox/{place}", {})
            return
        found: Any = sandboxes.control(session.served, "POST", place)
        session.one(sandboxes.to_row(found))
        session.code = exits.DONE if found["attempts"][-1]["status"] in range(200, 300) else exits.FAILED
        return
    message, sent = DeliveryLog().get(id)
    url = to or (str(sent["to"]) if sent else None)
    if url is None:
        raise CommandError(f"delivery {id} was not forwarded: give --to, the URL of your server")
    _send(session, [message], Target(url, allow_remote=allow_remote))


def _replay(session: Session, file: str, to: str, *, allow_remote: bool) -> None:
    target = Target(to, allow_remote=allow_remote)
    lines = enumerate(values.read_text(file).splitlines(), 1)
    _send(session, [_parsed(file, number, line) for number, line in lines if line.strip()], target)


def _parsed(file: str, number: int, line: str) -> Message:
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
    secret = secret_to_sign_with()
    session.rows(_sent(session, messages, target, secret))


def _sent(session: Session, messages: Sequence[Message], target: Target, secret: str) -> Iterator[Row]:
    for message in messages:
        sent = message.send(target, secret)
        if not sent.succeeded:
            session.code = exits.FAILED
        yield message.to_row({"to": target.url, **sent.to_json()})
