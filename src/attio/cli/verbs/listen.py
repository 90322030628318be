"""`attio-crm listen`: show the deliveries of a webhook as they arrive, and forward them to a server."""

from __future__ import annotations

import os
import secrets
import signal
import sys
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

import click

from attio._support.names import brief
from attio.cli import deliveries, exits, sandboxes
from attio.cli import events as event_types
from attio.cli.command import Command
from attio.cli.deliveries import DeliveryLog, Message
from attio.cli.exits import CommandError
from attio.cli.output import safe
from attio.cli.targets import Target

if TYPE_CHECKING:
    from attio.cli.listening import Listener
    from attio.cli.session import Session

MARK = "attio-crm-listen"
"""Parameter in the target URL of a webhook that was made to listen."""
SANDBOX_URL = "https://attio-crm.test/"
"""Target of the webhook in a sandbox, which sends the deliveries for it to this machine."""
ENDING = ("SIGTERM", "SIGHUP")
HELP = (
    "Makes a temporary webhook, which is deleted at the end. The sandbox delivers to it by itself. Attio needs "
    "--public-url: the address of a tunnel that leads to --port on this machine.\n\n"
    "Ends after --limit deliveries, with SIGTERM (exit 0) or Ctrl-C (exit 130)."
)


def make(name: str, summary: str) -> click.Command:
    """Make the command."""
    params: list[click.Parameter] = [
        click.Option(["--forward-to"], metavar="URL", help="Send each delivery to this server, signed."),
        click.Option(["--events"], multiple=True, metavar="A,B", help="Types of events; all by default."),
        click.Option(["--public-url"], metavar="URL", help="The https URL that leads to this machine."),
        click.Option(["--port"], type=click.IntRange(0, 65535), default=0, help="Port to listen on; 0 for a free one."),
        click.Option(["--record"], type=click.Path(dir_okay=False), help="Append the events to this file."),
        click.Option(["--allow-remote"], is_flag=True, help="Forward to another machine."),
    ]
    return Command(name, _run, params=params, help=f"{summary}\n\n{HELP}")


def _run(
    session: Session,
    *,
    forward_to: str | None,
    events: tuple[str, ...],
    public_url: str | None,
    port: int,
    record: str | None,
    allow_remote: bool,
) -> None:
    target = Target(forward_to, allow_remote=allow_remote) if forward_to else None
    names = [name.strip() for one in events for name in one.split(",") if name.strip()]
    types = event_types.checked(names) or event_types.types()
    url = _webhook_url(session, public_url, port)
    subscriptions = [{"event_type": one, "filter": None} for one in types]
    if session.choices.dry_run:
        data = cast("Any", {"target_url": url, "subscriptions": subscriptions})
        session.call(lambda: session.client.webhooks.create(data=data))
        return
    session.guard("listen", writes=True, final=False)
    if record is not None:
        _check_writable(record)
    _offer_left_overs(session)
    from attio.cli.listening import Listener

    listener = Listener(record, session.note)
    DeliveryLog().trim()
    with _ended_by_signals(listener), listener.served(port) as found:
        where = SANDBOX_URL if public_url is None else url
        with (
            _routed(session, url, found, is_needed=public_url is None),
            _webhook(session, listener, url, subscriptions),
        ):
            session.note(f"listening on port {found} for {len(types)} types of events at {where}; end with Ctrl-C")
            if target is not None and deliveries.own_secret() is None:
                session.note(f"note: deliveries are signed with the secret of this webhook; {deliveries.SET_SECRET}")
            try:
                _show(session, listener, target)
            finally:
                _keep_rest(session, listener, target)


def _check_writable(path: str) -> None:
    try:
        os.close(os.open(path, os.O_APPEND | os.O_CREAT | os.O_WRONLY, 0o600))
    except OSError as error:
        raise CommandError(f"cannot write {path!r}: {error.strerror}", exits.FAILED) from None


def _webhook_url(session: Session, public_url: str | None, port: int) -> str:
    mark = f"{MARK}={secrets.token_hex(4)}"
    if public_url is None:
        if not session.choices.sandbox:
            message = "give --public-url, the https URL of a tunnel to this machine, with --port; or use --sandbox"
            raise CommandError(message)
        sandboxes.control(session.served, "GET", "deliveries/routes")  # there is one
        return f"{SANDBOX_URL}?{mark}"
    if session.choices.sandbox:
        raise CommandError("give either --public-url or --sandbox: a sandbox delivers to this machine by itself")
    parts = urlsplit(public_url)
    if parts.scheme != "https" or not parts.hostname or parts.fragment:
        raise CommandError(f"--public-url {brief(public_url)} must be an https URL: Attio delivers to no other")
    if not port:
        raise CommandError("give --port, the port of this machine to which the tunnel leads")
    return f"{public_url}{'&' if parts.query else '?'}{mark}"


def _offer_left_overs(session: Session) -> None:
    """Offer to delete webhooks of other runs, which may have ended without deleting them."""
    left = [one for one in session.client.webhooks.list(limit=100) if f"{MARK}=" in one.target_url]
    for one in left:
        webhook_id, text = one.id.webhook_id, f"another listen is running or was killed: {one.target_url}"
        if not (sys.stdin.isatty() and sys.stderr.isatty()):
            session.note(f"note: {text}; to delete its webhook: attio-crm webhooks delete {webhook_id}")
        elif click.confirm(f"{safe(text)}. Delete its webhook?", err=True):
            session.client.webhooks.delete(webhook_id)


@contextmanager
def _ended_by_signals(listener: Listener) -> Generator[None]:
    """End without an error when the process receives a signal to stop, or its terminal is closed."""
    known = (getattr(signal, name) for name in ENDING if hasattr(signal, name))
    numbers = [number for number in known if signal.getsignal(number) != signal.SIG_IGN]  # as under nohup
    before = [signal.signal(number, listener.stop) for number in numbers]
    try:
        yield
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)


@contextmanager
def _routed(session: Session, url: str, port: int, *, is_needed: bool) -> Generator[None]:
    """Let the sandbox send the deliveries for a URL to a port of this machine."""
    if not is_needed:
        yield
        return
    sandboxes.control(session.served, "POST", "deliveries/routes", {"prefix": url, "to": f"http://127.0.0.1:{port}"})
    try:
        yield
    finally:
        with suppress(CommandError):  # a sandbox that has ended has no routes
            sandboxes.control(session.served, "DELETE", "deliveries/routes", {"prefix": url})


@contextmanager
def _webhook(session: Session, listener: Listener, url: str, subscriptions: Sequence[Any]) -> Generator[None]:
    """Have a webhook for as long as this takes."""
    from attio.webhooks import ensure_webhook

    try:
        ensure_webhook(session.client, url, subscriptions, on_secret=listener.secrets.__setitem__)
        yield
    finally:
        for webhook_id in listener.secrets:
            _delete(session, webhook_id)


def _delete(session: Session, webhook_id: str) -> None:
    from attio.errors import AttioSDKError, NotFoundError

    try:
        session.client.webhooks.delete(webhook_id)
    except NotFoundError:
        return
    except AttioSDKError as error:
        session.note(f"warning: the webhook is still there; delete it: attio-crm webhooks delete {webhook_id}\n{error}")
        session.code = exits.FAILED
    else:
        session.note("the webhook is deleted")


def _show(session: Session, listener: Listener, target: Target | None) -> None:
    arrived = islice(_forwarded(listener, target), session.choices.limit)
    if session.format != "table":
        session.rows((message.to_row(sent) for message, sent, _ in arrived), session.format, sys.stdout)
        return
    for message, _, outcome in arrived:
        sys.stdout.write(f"{safe(message.to_line())}{safe(outcome)}\n")
        sys.stdout.flush()


def _forwarded(listener: Listener, target: Target | None) -> Iterator[tuple[Message, dict[str, object] | None, str]]:
    """Yield each event that arrives, and what the server responded, in words as well."""
    log = DeliveryLog()
    for text in listener.messages():
        message = Message(text)
        sent, outcome = None, ""
        try:
            if target is not None:
                result = message.send(target, deliveries.own_secret() or listener.secrets[message.webhook_id])
                sent, outcome = {"to": target.url, **result.to_json()}, f"  -> {result.text}"
        finally:
            listener.forget(message.key)
            log.add(message, sent)
        yield message, sent, outcome


def _keep_rest(session: Session, listener: Listener, target: Target | None) -> None:
    """Keep what has arrived and was not shown any more, so that it can be sent again."""
    left = [Message(text) for text in listener.left()]
    for message in left:
        DeliveryLog().add(message, None)
    if left and target is not None:
        session.note(f"{len(left)} more were received and not forwarded; see deliveries list")
