"""`Session`: the client, the guards and the output of one command."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
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
MAX_ROWS = 100
"""Maximum number of rows on a terminal without --all or --limit."""
PATIENCE_MS = 12_000
"""Maximum time to retry a request, in milliseconds: a person is waiting."""
NO_TOKEN = "there is no token: set the environment variable ATTIO_API_KEY or ATTIO_OAUTH2, use login, or --sandbox"  # noqa: S105 - a message
NO_SANDBOX_TOKEN = (
    "there is no token for the sandbox at ATTIO_SERVER_URL: set ATTIO_API_KEY to the token that it printed"  # noqa: S105
)


class DryRun(Exception):  # noqa: N818 - the end of a dry run is not an error
    """Raised instead of sending a request in a dry run."""


class Session:
    """One run of a command."""

    def __init__(self, choices: Choices) -> None:
        """Start a session. The client is created on first use.

        Args:
            choices: The common options.
        """
        self.choices = choices
        self.code = exits.DONE
        self.writes_per_second: float | None = None
        """Maximum rate of writes; None for the limit of the API."""
        self._client: Attio | None = None
        self._clients: list[Attio] = []
        """All created clients, to close them at the end."""
        self._bodies: list[str] = []
        """Response bodies that `write_raw` has not written yet."""
        self._demo_reader: Attio | None = None
        self._schemas: dict[tuple[str, str], Any] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        for client in self._clients:
            client.close()

    # Terminal

    @property
    def is_terminal(self) -> bool:
        """Whether stdout is a terminal."""
        return sys.stdout.isatty()

    @property
    def format(self) -> str:
        """The output format."""
        return self.choices.format or ("table" if self.is_terminal else "jsonl")

    @property
    def color(self) -> bool:
        """Whether the output has colors."""
        is_plain = self.choices.no_color or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
        return self.is_terminal and not is_plain

    def note(self, text: str) -> None:
        """Write a note to stderr, unless --quiet is given."""
        if not self.choices.quiet:
            sys.stderr.write(f"{output.safe(text)}\n")

    # Client

    @property
    def client(self) -> Attio:
        """The client, created on first use.

        Raises:
            CommandError: There is no token.
        """
        if self._client is None:
            self._client = self._embedded_client() if self.is_embedded else self._api_client()
        return self._client

    @property
    def is_embedded(self) -> bool:
        """Whether the command uses an in-memory workspace."""
        return self.choices.sandbox and not os.environ.get(sandboxes.SERVER_URL) and self.served is None

    @cached_property
    def served(self) -> sandboxes.ServedSandbox | None:
        """The sandbox of `sandbox serve`; None without --sandbox, or if `ATTIO_SERVER_URL` is another sandbox."""
        if not self.choices.sandbox:
            return None
        sandbox, url = sandboxes.find(), os.environ.get(sandboxes.SERVER_URL)
        is_other = sandbox is not None and url and url.rstrip("/") != sandbox.url
        return None if is_other else sandbox

    def _embedded_client(self) -> Attio:
        self.note("note: this workspace is in memory only and is lost when the command ends")
        return self._prepared(self._demo())

    def _api_client(self) -> Attio:
        credential = self.credential
        if credential is None:
            if not self.choices.dry_run:
                raise CommandError(NO_SANDBOX_TOKEN if self.choices.sandbox else NO_TOKEN, exits.NOT_ALLOWED)
            return self.client_for("dry-run")
        url = None if os.environ.get(sandboxes.SERVER_URL) else credential.server_url
        return self.client_for(credential.token, url)

    @cached_property
    def credential(self) -> Credential | None:
        """The token to use; None if there is none, or for an in-memory workspace, which needs no token."""
        if self.is_embedded:
            return None
        if self.served is not None:
            return profiles.Credential(self.served.token, f"sandbox at {self.served.url}", server_url=self.served.url)
        if not profiles.is_private():
            self.note(f"warning: other users can read {profiles.path()}; make it private: chmod 600")
        return profiles.find(self.choices.profile)

    @property
    def source(self) -> str:
        """Source of the token, in words."""
        if self.is_embedded:
            return "in-memory sandbox"
        return NO_TOKEN if self.credential is None else self.credential.source

    def client_for(self, token: str, server_url: str | None = None) -> Attio:
        """Create a client with a token.

        Args:
            token: The token.
            server_url: URL of the API; None to use `ATTIO_SERVER_URL` or the default URL.

        Raises:
            CommandError: The token contains invalid characters.
        """
        from attio import Attio, BackoffStrategy, RetryConfig
        from attio.limits import RateLimit

        retries = RetryConfig(backoff=BackoffStrategy(max_elapsed_time=PATIENCE_MS))
        writes = self.writes_per_second
        limit = RateLimit() if writes is None else RateLimit(writes=writes)
        try:
            client = Attio(token, server_url=server_url, retry_config=retries, rate_limit=limit)
        except ValueError as error:
            raise CommandError(str(error), exits.NOT_ALLOWED) from None
        self._clients.append(client)
        return self._prepared(client)

    def _prepared(self, client: Attio) -> Attio:
        """Add the hooks for dry runs and for --raw to a client."""
        http = client._http  # pyright: ignore[reportPrivateUsage]
        if self.choices.dry_run:
            http.add_hook("before_request", self._show_request)
        if self.format == "raw":
            http.add_hook("response", self._keep_body)
        return client

    def _keep_body(self, response: httpx.Response, _request: httpx.Request) -> None:
        if response.is_success:
            self._bodies.append(response.text)

    # Guards

    def guard(self, name: str, *, writes: bool, irreversible: bool) -> None:
        """Check that a command may run.

        Args:
            name: Name of the operation, for messages.
            writes: Whether the operation changes data.
            irreversible: Whether the change cannot be undone.

        Raises:
            CommandError: A guard stops the command before any request that changes data.
        """
        if not writes or self.choices.dry_run:
            return
        if self.choices.read_only or os.environ.get(READ_ONLY, "").lower() in {"1", "true", "yes"}:
            self._stop(f"{name} changes data, which --read-only or {READ_ONLY} does not allow")
        self._guard_workspace()
        if irreversible and not self.choices.yes:
            self._confirm(name)

    def takes_dry_run(self) -> bool:
        """Return whether this is a dry run, and let the command itself avoid the writes. It may still read."""
        dry_run, self.choices = self.choices.dry_run, replace(self.choices, dry_run=False)
        return dry_run

    def _guard_workspace(self) -> None:
        expected = self.choices.workspace or (self.credential.workspace if self.credential else None)
        if expected is None:
            return
        identity: Any = self.client.meta.identify()
        self._bodies.clear()
        if not identity.active:
            raise CommandError("the token is not valid, or was revoked", exits.NOT_ALLOWED)
        if expected not in (identity.workspace_slug, identity.workspace_id):
            self._stop(f"the token belongs to the workspace {identity.workspace_slug!r}, not {brief(expected)}")

    def _confirm(self, name: str) -> None:
        if not (sys.stdin.isatty() and sys.stderr.isatty()):
            self._stop(f"{name} cannot be undone: add --yes")
        import click

        if not click.confirm(f"{name} cannot be undone. Continue?", err=True):
            self._stop("stopped; nothing was sent")

    def _stop(self, message: str) -> NoReturn:
        raise CommandError(message, exits.GUARDED)

    # Schema

    def schema(self, kind: str, slug_or_id: str) -> Any:
        """Return the schema of an object or a list. A dry run uses the cache on disk, and returns None if it is empty.

        Args:
            kind: `object` or `list`.
            slug_or_id: Slug or id of the object or list.
        """
        if self.choices.dry_run and not self.is_embedded:
            return schemas.find(self.schema_path, kind, slug_or_id)
        if (kind, slug_or_id) not in self._schemas:
            # --raw must not print the responses with the schema.
            self._bodies, bodies = [], self._bodies
            client = self.reader or self.client
            schema = self._schemas[kind, slug_or_id] = getattr(client.schema, kind)(slug_or_id)
            self._bodies = bodies
            schemas.keep(self.schema_path, client, schema)
        return self._schemas[kind, slug_or_id]

    @property
    def schema_path(self) -> Path | None:
        """Path of the cached schema of the workspace; None if the workspace is not known."""
        return schemas.path(self.choices.profile, sandbox=self.choices.sandbox)

    def _demo(self) -> Attio:
        """Create a client of a new demo workspace. The ids in it are always the same."""
        from attio.sandbox import Sandbox

        sandbox = Sandbox(seed=0)
        sandbox.seed_demo()
        client = sandbox.client()
        self._clients.append(client)
        return client

    @property
    def reader(self) -> Attio | None:
        """The client that reads schemas. A dry run has none, or reads from a copy of an in-memory workspace."""
        if not self.choices.dry_run:
            return self.client
        if not self.is_embedded:
            return None
        if self._demo_reader is None:
            self._demo_reader = self._demo()
        return self._demo_reader

    # Output

    def call(self, function: Callable[[], Any]) -> Any:
        """Call a function that sends a request. In a dry run, the request is shown instead, and the result is None."""
        try:
            return function()
        except DryRun:
            self.note("dry run: nothing was sent")
            return None

    def show_unsent(self, method: str, url: str, body: object) -> None:
        """Show a request that a dry run does not send."""
        self.write_line(json.dumps({"method": method, "url": url, "body": body}, ensure_ascii=False))
        self.note("dry run: nothing was sent")

    @property
    def max_items(self) -> int | None:
        """Maximum number of items to request; None for all items."""
        if self.choices.limit is not None:
            return self.choices.limit
        return None if self.choices.all or not self.is_terminal else MAX_ROWS + 1

    def write_rows(self, rows: Iterable[Row], kind: str | None = None, to: IO[str] | None = None) -> None:
        """Write rows as they arrive.

        Args:
            rows: The rows.
            kind: The format; the output format of the command by default.
            to: File to write to; stdout by default. On stdout, the number of rows is limited.
        """
        selected = self.select_fields(rows)
        remaining = self._limited(selected) if to is None else selected
        first = list(islice(remaining, 1))
        if not first:
            self.note("nothing found")
            self.code = exits.NOT_FOUND if self.choices.fail_empty else exits.DONE
        self._write(chain(first, remaining), kind or self.format, to or sys.stdout)

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

    def _limited(self, rows: Iterable[Row]) -> Iterator[Row]:
        """Yield the rows up to --limit, or up to `MAX_ROWS` on a terminal."""
        limit = self.choices.limit
        if limit is None and self.max_items is not None:
            for count, row in enumerate(rows):
                if count == MAX_ROWS:
                    self.note(f"only the first {MAX_ROWS} are shown; add --all or --limit N for more")
                    return
                yield row
        else:
            yield from rows if limit is None else islice(rows, limit)

    def write_row(self, row: Row) -> None:
        """Write a single object in the chosen format."""
        [chosen] = self.select_fields([row])
        if self.format == "json":
            output.write_one(chosen, sys.stdout, self._clean)
        elif self.format == "table":
            output.write_fields(chosen, sys.stdout)
        else:
            self._write([chosen], self.format, sys.stdout)

    def write_raw(self) -> None:
        """Write the new response bodies of the API unchanged."""
        for body in self._bodies:
            self.write_line(body)
        sys.stdout.flush()
        self._bodies.clear()

    def select_fields(self, rows: Iterable[Row]) -> Iterator[Row]:
        """Yield the rows with the fields of --fields only."""
        names = self.choices.field_names
        for index, row in enumerate(rows):
            if index == 0:
                output.check_fields(names, list(row))
            yield {name: row[name] for name in names if name in row} if names else row

    def write_line(self, text: str) -> None:
        """Write a line to stdout. On a terminal, control characters are escaped."""
        sys.stdout.write(f"{self._clean(text)}\n")

    def _show_request(self, request: httpx.Request) -> NoReturn:
        """Show a request instead of sending it: the hook of dry runs."""
        description: dict[str, object] = {"method": request.method, "url": str(request.url)}
        content_type = request.headers.get("content-type", "")
        if "json" in content_type:
            description["body"] = json.loads(request.content)
        elif content_type:
            description["content_type"] = content_type.partition(";")[0]
        self.write_line(json.dumps(description, ensure_ascii=False))
        raise DryRun

    def _clean(self, text: str) -> str:
        return output.safe(text) if self.is_terminal else text
