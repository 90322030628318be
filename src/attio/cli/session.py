"""One run of a command: its client, its guards and its output."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import chain, islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NoReturn

from attio._support.names import brief
from attio.cli import exits, output, profiles, sandboxes, schemas
from attio.cli.choices import Choices
from attio.cli.exits import CommandError

if TYPE_CHECKING:
    import httpx
    from typing_extensions import Self

    from attio.cli.output import Row
    from attio.cli.profiles import Credential
    from attio.client import Attio

READ_ONLY = "ATTIO_CRM_READ_ONLY"
SHOWN = 100
"""Rows that a terminal gets without --all or --limit."""
PATIENCE_MS = 12_000
NO_TOKEN = "there is no token: set the environment variable ATTIO_API_KEY or ATTIO_OAUTH2, use login, or --sandbox"  # noqa: S105 - advice
NO_SANDBOX_TOKEN = "there is no token for the sandbox that ATTIO_SERVER_URL names: set ATTIO_API_KEY to what it printed"  # noqa: S105


class DryRun(Exception):  # noqa: N818 - ends a dry run, which is no error
    """Raised in place of sending the request."""


class Session:
    """One run of a command."""

    def __init__(self, choices: Choices) -> None:
        """Begin; the client is made when it is used.

        Args:
            choices: The common options.
        """
        self.choices = choices
        self.code = exits.DONE
        self.writes_per_second: float | None = None
        """The most writes to send; None for what the API allows."""
        self._client: Attio | None = None
        self._made_clients: list[Attio] = []
        self._bodies: list[str] = []
        self._twin: Attio | None = None
        self._owners: dict[tuple[str, str], Any] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        for client in self._made_clients:
            client.close()

    # Terminal

    @property
    def is_shown(self) -> bool:
        """Whether a person sees the output."""
        return sys.stdout.isatty()

    @property
    def format(self) -> str:
        """How rows are written."""
        return self.choices.format or ("table" if self.is_shown else "jsonl")

    @property
    def color(self) -> bool:
        """Whether the output has colors."""
        plain = self.choices.no_color or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
        return self.is_shown and not plain

    def note(self, text: str) -> None:
        """Tell something on stderr, unless --quiet."""
        if not self.choices.quiet:
            sys.stderr.write(f"{output.safe(text)}\n")

    # Client

    @property
    def client(self) -> Attio:
        """The client, made on first use.

        Raises:
            CommandError: There is no token.
        """
        if self._client is None:
            self._client = self._sandboxed() if self.is_embedded else self._made()
        return self._client

    @property
    def is_embedded(self) -> bool:
        """Whether a workspace in memory is used."""
        return self.choices.sandbox and not os.environ.get(sandboxes.SERVER_URL) and self.served is None

    @cached_property
    def served(self) -> sandboxes.Served | None:
        """The sandbox that `sandbox serve` left running, if --sandbox is to use it and not another one."""
        if not self.choices.sandbox:
            return None
        found, url = sandboxes.find(), os.environ.get(sandboxes.SERVER_URL)
        return found if found is None or not url or url.rstrip("/") == found.url else None

    def _sandboxed(self) -> Attio:
        self.note("note: this workspace is in memory, and is forgotten when the command ends")
        return self._prepared(self._demo())

    def _made(self) -> Attio:
        found = self.credential
        if found is None and not self.choices.dry_run:
            raise CommandError(NO_SANDBOX_TOKEN if self.choices.sandbox else NO_TOKEN, exits.NOT_ALLOWED)
        url = None if found is None or os.environ.get(sandboxes.SERVER_URL) else found.server_url
        return self.client_for("dry-run" if found is None else found.token, url)

    @cached_property
    def credential(self) -> Credential | None:
        """The token to use; None if there is none, or a sandbox in memory needs none."""
        if self.is_embedded:
            return None
        if self.served is not None:
            return profiles.Credential(self.served.token, f"sandbox at {self.served.url}", server_url=self.served.url)
        if not profiles.is_private():
            self.note(f"warning: others can read {profiles.path()}; make it private: chmod 600")
        return profiles.find(self.choices.profile)

    @property
    def source(self) -> str:
        """Where the token is from, in words."""
        if self.is_embedded:
            return "sandbox in memory"
        return NO_TOKEN if self.credential is None else self.credential.source

    def client_for(self, token: str, server_url: str | None = None) -> Attio:
        """Make a client with a token.

        Args:
            token: The token.
            server_url: Where the API is; None for the environment's, or the usual one.

        Raises:
            CommandError: The token cannot be sent.
        """
        from attio import Attio, BackoffStrategy, RetryConfig
        from attio.limits import RateLimit

        patience = RetryConfig(backoff=BackoffStrategy(max_elapsed_time=PATIENCE_MS))  # a person waits
        writes = self.writes_per_second
        limit = RateLimit() if writes is None else RateLimit(writes=writes)
        try:
            made = Attio(token, server_url=server_url, retry_config=patience, rate_limit=limit)
        except ValueError as error:
            raise CommandError(str(error), exits.NOT_ALLOWED) from None
        self._made_clients.append(made)
        return self._prepared(made)

    def _prepared(self, client: Attio) -> Attio:
        http = client._http  # pyright: ignore[reportPrivateUsage]
        if self.choices.dry_run:
            http.add_hook("before_request", self._show)
        if self.format == "raw":
            http.add_hook("response", self._keep)
        return client

    def _keep(self, response: httpx.Response, _request: httpx.Request) -> None:
        if response.is_success:
            self._bodies.append(response.text)

    # Guards

    def guard(self, name: str, *, writes: bool, final: bool) -> None:
        """Check that a command may run.

        Args:
            name: Name of the operation, for messages.
            writes: Whether it changes data.
            final: Whether what it does cannot be undone.

        Raises:
            CommandError: A guard stops it; nothing was sent.
        """
        if not writes or self.choices.dry_run:
            return
        if self.choices.read_only or os.environ.get(READ_ONLY, "").lower() in {"1", "true", "yes"}:
            self._stop(f"{name} writes, which --read-only or {READ_ONLY} forbids")
        self._guard_workspace()
        if final and not self.choices.yes:
            self._confirm(name)

    def takes_dry_run(self) -> bool:
        """Let the command do a dry run itself, which may read; tells whether it is one."""
        dry_run, self.choices = self.choices.dry_run, replace(self.choices, dry_run=False)
        return dry_run

    def _guard_workspace(self) -> None:
        wanted = self.choices.workspace or (self.credential.workspace if self.credential else None)
        if wanted is None:
            return
        identity: Any = self.client.meta.identify()
        self._bodies.clear()
        if not identity.active:
            raise CommandError("the token is not known to Attio, or was revoked", exits.NOT_ALLOWED)
        if wanted not in (identity.workspace_slug, identity.workspace_id):
            self._stop(f"the token is of the workspace {identity.workspace_slug!r}, not {brief(wanted)}")

    def _confirm(self, name: str) -> None:
        if not (sys.stdin.isatty() and sys.stderr.isatty()):
            self._stop(f"{name} cannot be undone: add --yes")
        import click

        if not click.confirm(f"{name} cannot be undone. Go on?", err=True):
            self._stop("stopped; nothing was sent")

    def _stop(self, message: str) -> NoReturn:
        raise CommandError(message, exits.GUARDED)

    # Schema

    def owner(self, kind: str, who: str) -> Any:
        """Return the schema of an object or a list; in a dry run the one that is kept on disk, None if there is none.

        Args:
            kind: `object` or `list`.
            who: Its slug or id.
        """
        if self.choices.dry_run and not self.is_embedded:
            return schemas.find(self.schema_path, kind, who)
        if (kind, who) not in self._owners:
            self._bodies, kept = [], self._bodies
            client = self.reader or self.client
            found = self._owners[kind, who] = getattr(client.schema, kind)(who)
            self._bodies = kept
            schemas.keep(self.schema_path, client, found)
        return self._owners[kind, who]

    @property
    def schema_path(self) -> Path | None:
        """Where the schema of the workspace is kept."""
        return schemas.path(self.choices.profile, sandbox=self.choices.sandbox)

    def _demo(self) -> Attio:
        """A client of the demo workspace; its ids are always the same."""
        from attio.sandbox import Sandbox

        sandbox = Sandbox(seed=0)
        sandbox.seed_demo()
        made = sandbox.client()
        self._made_clients.append(made)
        return made

    @property
    def reader(self) -> Attio | None:
        """A client that reads the schema: in a dry run, which sends nothing itself, one of a twin of a sandbox."""
        if not self.choices.dry_run:
            return self.client
        if not self.is_embedded:
            return None
        if self._twin is None:
            self._twin = self._demo()
        return self._twin

    # Output

    def call(self, function: Callable[[], Any]) -> Any:
        """Send a request; in a dry run, show it and end with None."""
        try:
            return function()
        except DryRun:
            self.note("dry run: nothing was sent")
            return None

    def show_unsent(self, method: str, url: str, body: object) -> None:
        """Show what a dry run does not send."""
        self.line(json.dumps({"method": method, "url": url, "body": body}, ensure_ascii=False))
        self.note("dry run: nothing was sent")

    @property
    def max_items(self) -> int | None:
        """The most items to ask for; None for all of them."""
        if self.choices.limit is not None:
            return self.choices.limit
        return None if self.choices.all or not self.is_shown else SHOWN + 1

    def rows(self, arriving: Iterable[Row], kind: str | None = None, to: IO[str] | None = None) -> None:
        """Write rows as they arrive.

        Args:
            arriving: The rows.
            kind: The format; by default the one that was chosen.
            to: Where to write, all of them; by default stdout, where a terminal gets the first rows only.
        """
        found = self._cut(self.chosen(arriving)) if to is None else self.chosen(arriving)
        first = list(islice(found, 1))
        if not first:
            self.note("nothing found")
            self.code = exits.NOT_FOUND if self.choices.fail_empty else exits.DONE
        self._write(chain(first, found), kind or self.format, to or sys.stdout)

    def _write(self, rows: Iterable[Row], kind: str, to: IO[str]) -> None:
        clean = self._clean if to is sys.stdout else str
        match kind:
            case "json":
                output.write_json(rows, to, clean)
            case "csv":
                output.write_csv(rows, to, clean, excel=self.choices.excel)
            case "table":
                output.write_table(rows, to, color=self.color)
            case "ids":
                output.write_ids(rows, to, clean)
            case _:
                output.write_lines(rows, to, clean)

    def _cut(self, rows: Iterable[Row]) -> Iterator[Row]:
        limit = self.choices.limit
        if limit is None and self.max_items is not None:
            for count, row in enumerate(rows):
                if count == SHOWN:
                    self.note(f"{SHOWN} shown; --all or --limit N for more")
                    return
                yield row
        else:
            yield from rows if limit is None else islice(rows, limit)

    def one(self, row: Row) -> None:
        """Write a single object in the chosen format."""
        [chosen] = self.chosen([row])
        if self.format == "json":
            output.write_one(chosen, sys.stdout, self._clean)
        elif self.format == "table":
            output.write_fields(chosen, sys.stdout)
        else:
            self._write([chosen], self.format, sys.stdout)

    def raw(self) -> None:
        """Write the bodies that the API sent since the last time, as they are."""
        for body in self._bodies:
            self.line(body)
        sys.stdout.flush()
        self._bodies.clear()

    def chosen(self, rows: Iterable[Row]) -> Iterator[Row]:
        """Keep the fields of rows that --fields names."""
        names = self.choices.field_names
        for index, row in enumerate(rows):
            if index == 0:
                check_fields(names, list(row))
            yield {name: row[name] for name in names if name in row} if names else row

    def line(self, text: str) -> None:
        """Write a line to stdout; what could steer a terminal is escaped there."""
        sys.stdout.write(f"{self._clean(text)}\n")

    def _show(self, request: httpx.Request) -> NoReturn:
        """Show a request in place of sending it; a hook."""
        shown: dict[str, object] = {"method": request.method, "url": str(request.url)}
        kind = request.headers.get("content-type", "")
        if "json" in kind:
            shown["body"] = json.loads(request.content)
        elif kind:
            shown["content_type"] = kind.partition(";")[0]
        self.line(json.dumps(shown, ensure_ascii=False))
        raise DryRun

    def _clean(self, text: str) -> str:
        return output.safe(text) if self.is_shown else text


def check_fields(names: Sequence[str], known: Sequence[str]) -> None:
    """Check the names of fields.

    Raises:
        CommandError: One is not known; names the nearest.
    """
    from attio._support.names import did_you_mean

    for name in names:
        if name not in known:
            raise CommandError(f"there is no field {brief(name)}{did_you_mean(name, known)}")
