"""`attio-crm listen`: show webhook deliveries as they arrive, and forward them to a server."""

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
from attio.cli.output import number_of, safe
from attio.cli.targets import Target

if TYPE_CHECKING:
    from attio.cli.listening import Listener
    from attio.cli.session import Session

MARK = "attio-crm-listen"
"""Parameter in the target URL that marks the webhooks of `listen`."""
SANDBOX_URL = "https://attio-crm.test/"
"""Target URL of the webhook in a sandbox, which routes its deliveries to this machine."""
STOP_SIGNALS = ("SIGTERM", "SIGHUP")
HELP = (
    "Creates a temporary webhook and deletes it at the end. With --sandbox, the sandbox delivers directly to this "
    "machine. Attio needs --public-url: the address of a tunnel to --port on this machine.\n\n"
    "Stops after --limit deliveries, on SIGTERM (exit status 0) or on Ctrl-C (exit status 130)."
)


def make(name: str, summary: str) -> click.Command:
    """Create the command."""
    params: list[click.Parameter] = [
        click.Option(["--forward-to"], metavar="URL", help="Send each delivery, signed, to this server."),
        click.Option(["--events"], multiple=True, metavar="A,B", help="Event types. Default: all types."),
        click.Option(["--public-url"], metavar="URL", help="The https URL of a tunnel to this machine."),
        click.Option(
            ["--port"], type=click.IntRange(0, 65535), default=0, help="Port to listen on. Default: a free port."
        ),
        click.Option(["--record"], type=click.Path(dir_okay=False), help="Append the events to this file."),
        click.Option(["--allow-remote"], is_flag=True, help="Allow a server on another machine."),
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
    names = [name.strip() for name in ",".join(events).split(",") if name.strip()]
    types = event_types.check_types(names) or event_types.types()
    url = _webhook_url(session, public_url, port)
    subscriptions = [{"event_type": event_type, "filter": None} for event_type in types]
    if session.choices.dry_run:
        data = cast("Any", {"target_url": url, "subscriptions": subscriptions})
        session.call(lambda: session.client.webhooks.create(data=data))
        return
    session.guard("listen", writes=True, irreversible=False)
    if record is not None:
        _check_writable(record)
    _offer_to_delete_old_webhooks(session)
    from attio.cli.listening import Listener

    listener = Listener(record, session.note)
    DeliveryLog().trim()
    with _stopped_by_signals(listener), listener.serve(port) as local_port:
        shown_url = SANDBOX_URL if public_url is None else url
        with (
            _sandbox_route(session, url, local_port, is_needed=public_url is None),
            _temporary_webhook(session, listener, url, subscriptions),
        ):
            count = number_of(len(types), "event type")
            session.note(f"listening on port {local_port} for {count} at {shown_url}; press Ctrl-C to stop")
            if target is not None and deliveries.signing_secret() is None:
                session.note(f"note: deliveries are signed with the secret of this webhook; {deliveries.SET_SECRET}")
            try:
                _show(session, listener, target)
            finally:
                _log_remaining(session, listener, target)


def _check_writable(path: str) -> None:
    try:
        os.close(os.open(path, os.O_APPEND | os.O_CREAT | os.O_WRONLY, 0o600))
    except OSError as error:
        raise CommandError(f"cannot write {path!r}: {error.strerror}", exits.FAILED) from None


def _webhook_url(session: Session, public_url: str | None, port: int) -> str:
    mark = f"{MARK}={secrets.token_hex(4)}"
    if public_url is None:
        if not session.choices.sandbox:
            message = "add --public-url, the https URL of a tunnel to this machine, and --port; or use --sandbox"
            raise CommandError(message)
        sandboxes.control(session.served, "GET", "deliveries/routes")  # fails if no sandbox is running
        return f"{SANDBOX_URL}?{mark}"
    if session.choices.sandbox:
        raise CommandError("use either --public-url or --sandbox: a sandbox delivers directly to this machine")
    parts = urlsplit(public_url)
    if parts.scheme != "https" or not parts.hostname or parts.fragment:
        raise CommandError(f"--public-url {brief(public_url)} must be an https URL: Attio accepts no others")
    if not port:
        raise CommandError("add --port, the port of this machine that the tunnel leads to")
    return f"{public_url}{'&' if parts.query else '?'}{mark}"


def _offer_to_delete_old_webhooks(session: Session) -> None:
    """Offer to delete the webhooks of other runs: a run that was killed leaves its webhook behind."""
    webhooks = [webhook for webhook in session.client.webhooks.list(limit=100) if f"{MARK}=" in webhook.target_url]
    for webhook in webhooks:
        webhook_id, text = webhook.id.webhook_id, f"another listen is running or was killed: {webhook.target_url}"
        if not (sys.stdin.isatty() and sys.stderr.isatty()):
            session.note(f"note: {text}; to delete its webhook: attio-crm webhooks delete {webhook_id}")
        elif click.confirm(f"{safe(text)}. Delete its webhook?", err=True):
            session.client.webhooks.delete(webhook_id)


@contextmanager
def _stopped_by_signals(listener: Listener) -> Generator[None]:
    """Stop without an error if the process receives a stop signal or its terminal is closed."""
    known = (getattr(signal, name) for name in STOP_SIGNALS if hasattr(signal, name))
    numbers = [number for number in known if signal.getsignal(number) != signal.SIG_IGN]  # nohup ignores SIGHUP
    previous = [signal.signal(number, listener.stop) for number in numbers]
    try:
        yield
    finally:
        for number, handler in zip(numbers, previous, strict=True):
            signal.signal(number, handler)


@contextmanager
def _sandbox_route(session: Session, url: str, port: int, *, is_needed: bool) -> Generator[None]:
    """Route the deliveries of the sandbox for a URL to a port of this machine, until the context ends."""
    if not is_needed:
        yield
        return
    sandboxes.control(session.served, "POST", "deliveries/routes", {"prefix": url, "to": f"http://127.0.0.1:{port}"})
    try:
        yield
    finally:
        with suppress(CommandError):  # the sandbox may have stopped
            sandboxes.control(session.served, "DELETE", "deliveries/routes", {"prefix": url})


@contextmanager
def _temporary_webhook(session: Session, listener: Listener, url: str, subscriptions: Sequence[Any]) -> Generator[None]:
    """Create a webhook, and delete it when the context ends."""
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
        command = f"attio-crm webhooks delete {webhook_id}"
        session.note(f"warning: the webhook was not deleted; delete it with: {command}\n{error}")
        session.code = exits.FAILED
    else:
        session.note("the webhook was deleted")


def _show(session: Session, listener: Listener, target: Target | None) -> None:
    events = islice(_forward(listener, target), session.choices.limit)
    if session.format != "table":
        session.write_rows((message.to_row(sent) for message, sent, _ in events), session.format, sys.stdout)
        return
    for message, _, outcome in events:
        sys.stdout.write(f"{safe(message.to_line())}{safe(outcome)}\n")
        sys.stdout.flush()


def _forward(listener: Listener, target: Target | None) -> Iterator[tuple[Message, dict[str, object] | None, str]]:
    """Forward each event that arrives, and yield it with the response of the server, as data and in words."""
    log = DeliveryLog()
    for text in listener.messages():
        message = Message(text)
        sent, outcome = None, ""
        try:
            if target is not None:
                result = message.send(target, deliveries.signing_secret() or listener.secrets[message.webhook_id])
                sent, outcome = {"to": target.url, **result.to_json()}, f"  -> {result.text}"
        finally:
            listener.forget(message.key)
            log.add(message, sent)
        yield message, sent, outcome


def _log_remaining(session: Session, listener: Listener, target: Target | None) -> None:
    """Log the events that arrived but were not shown, so that the user can resend them."""
    remaining = [Message(text) for text in listener.left()]
    for message in remaining:
        DeliveryLog().add(message, None)
    if remaining and target is not None:
        session.note(f"{len(remaining)} more were received, but not forwarded; see deliveries list")
