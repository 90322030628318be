"""`Sandbox`: creates a simulated workspace and fills it."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from typing_extensions import Self

from attio.sandbox.control.app import App
from attio.sandbox.control.clock import Clock
from attio.sandbox.control.deliveries import Deliveries
from attio.sandbox.control.faults import Faults
from attio.sandbox.control.limits import Limits
from attio.sandbox.control.oauth import NAMES as OAUTH_NAMES
from attio.sandbox.control.oauth import OAuth
from attio.sandbox.control.requests import RequestLog
from attio.sandbox.control.states import States
from attio.sandbox.control.tokens import check_tokens
from attio.sandbox.documented import documented_errors
from attio.sandbox.keeping import Keeper, copied
from attio.sandbox.pipeline import Controls, Pipeline
from attio.sandbox.routes import ROUTES
from attio.sandbox.ways import WaysIn
from attio.sandbox.workspace import Workspace


class Sandbox(WaysIn):
    """A simulated Attio workspace in this process, for tests and experiments. Nothing leaves the machine.

    The sandbox supports every operation of the API, with the same rules for values, filters, uniqueness and errors. It
    shares no code with the rest of the SDK, so it finds mistakes of the SDK. It does not do Attio's background work,
    such as enriching records or creating companies from e-mail addresses, unless a method of `app` or a state does.

    Thread-safe. Requests are handled one at a time.

    Args:
        workspace_name: Name of the workspace.
        clock: Function that returns the current time as an aware datetime. Defaults to the system clock.
        page_cap: Maximum number of records in one page of a query, regardless of its `limit`.
        tokens: Valid tokens, each with its scopes, or with None for all scopes. `sandbox.token` is the first one.
        seed: Seed for ids. With the same seed, ids are the same in every run.
        state: Path of a state file. Each accepted change is written to it before the response is sent. A missing file
            is created. An existing file defines the workspaces and tokens, and `workspace_name`, `tokens` and `seed`
            are ignored.

    Raises:
        ControlError: `state` is not a state file, is damaged, of a newer version, or open in another process.

    Example:
        sandbox = Sandbox()
        with sandbox.client() as client:
            client.records.create("people", data={"values": {"name": "Lovelace, Ada"}})
    """

    def __init__(
        self,
        *,
        workspace_name: str = "Sandbox",
        clock: Callable[[], datetime] | None = None,
        page_cap: int = 500,
        tokens: Mapping[str, Iterable[str] | None] | None = None,
        seed: int | None = None,
        state: str | os.PathLike[str] | None = None,
    ) -> None:
        """Create a workspace with the standard objects, two members and no records."""
        seed_text = secrets.token_hex(16) if seed is None else str(seed)
        self.clock = Clock(clock)
        documented = {**documented_errors(), **dict.fromkeys(OAUTH_NAMES.values(), ())}
        self.faults = Faults(documented, seed=0 if seed is None else seed)
        self.limits = Limits(self.clock)
        self.requests = RequestLog([*(route.operation for route in ROUTES), *OAUTH_NAMES.values()])
        self.states = States(self.clock)
        self._workspaces: list[Workspace] = []
        controls = Controls(self.clock, self.faults, self.limits, self.requests, self.states)
        self._pipeline = Pipeline(self._workspaces, controls, page_cap=page_cap)
        self.deliveries = Deliveries(self._pipeline, self.clock)
        self.app = App(self._pipeline)
        self.oauth = OAuth(self._pipeline)
        self._keeper = Keeper(self._pipeline, self._workspaces, self.clock, self.deliveries, seed_text)
        if state is not None and self._keeper.open(state):
            tokens = {}
        else:
            self._keeper.add(workspace_name, None)
            tokens = tokens or {"sandbox-token": None}
        for secret, scopes in check_tokens(tokens).items():
            self.add_token(secret, scopes=scopes)
        self._start = self.snapshot()
        self._keeper.keep()

    def __repr__(self) -> str:
        with self._pipeline.lock:
            owners = self._workspace.collections("objects")
        counts = ", ".join(f"{len(owner.records)} {owner.api_slug}" for owner in owners)
        return f"<Sandbox {self._workspace.name!r}: {counts}>"

    @classmethod
    def load(cls, path: str | os.PathLike[str], *, clock: Callable[[], datetime] | None = None) -> Self:
        """Create a sandbox with the state in a file. The file is not changed.

        Args:
            path: A file of `save`, or a file that was the `state` of a sandbox.
            clock: Function that returns the current time as an aware datetime. Defaults to the system clock.

        Raises:
            ControlError: The file is missing, is not a state file, is damaged, or of a newer version.
        """
        with copied(path) as copy:
            sandbox = cls(clock=clock, state=copy)
            sandbox.close()
        return sandbox

    @classmethod
    def from_schema(
        cls,
        schema: str | os.PathLike[str] | Mapping[str, object],
        *,
        clock: Callable[[], datetime] | None = None,
        seed: int | None = None,
    ) -> Self:
        """Create a sandbox with the objects, lists, attributes, options and ids of a real workspace, without records.

        Args:
            schema: A file of `client.schema.snapshot().save(...)`, or its parsed content.
            clock: Function that returns the current time as an aware datetime. Defaults to the system clock.
            seed: Seed for ids. With the same seed, new ids are the same in every run.

        Raises:
            ControlError: `schema` is not a schema, or has an unknown attribute type.
        """
        from attio.sandbox.store.schema_file import load_schema, read_schema

        content = read_schema(schema)
        sandbox = cls(clock=clock, seed=seed)
        with sandbox._pipeline.write(sandbox._workspace) as changes:
            load_schema(changes, content)
        sandbox._workspace.begin()
        sandbox._start = sandbox.snapshot()
        return sandbox

    def close(self) -> None:
        """Close the state file, if there is one. Later changes are kept in memory only."""
        self._keeper.close()

    def seed_demo(self) -> dict[str, list[str]]:
        """Add the demo data, which is the same every time. `reset` returns to it.

        The demo has companies, people and deals, lists with entries that moved through stages, notes, tasks, comments,
        meetings and webhooks, all created in the last 60 days.

        Returns:
            Ids of the records, by the slug of their object.
        """
        from attio.sandbox.demo.seed import RECEIVER, seed_demo

        before, position, now = self.clock.state(), self.requests.position, self.clock.now
        members = [member.id for member in self.members]
        self.deliveries.route(RECEIVER, lambda _body, _headers: 200)
        try:
            ids = seed_demo(self.handle, self.token, members=members, now=now, move_to=self.clock.freeze)
        finally:
            self.clock.restore(before)
            self.requests.restore(position)
        self._start = self.snapshot()
        return ids

    def add_view(self, object: str, title: str, *, filter: Mapping[str, object] | None = None) -> str:
        """Add a view to an object or list, and return its id; see `app.add_view`. The API can only list views."""
        return self.app.add_view(object, title, filter=filter)

    def rate_limit_next(self, count: int = 1, *, seconds: float = 1.0) -> None:
        """Respond to the next `count` requests with 429 and a `Retry-After` that is `seconds` ahead."""
        self.faults.add(times=count, rate_limit=seconds)

    def fail_next(self, count: int = 1, *, status: int = 503) -> None:
        """Respond to the next `count` requests with an error page in HTML, as a proxy in front of the API does."""
        self.faults.add(times=count, status=status)
