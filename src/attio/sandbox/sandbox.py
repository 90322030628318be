"""The sandbox: how it is made and filled."""

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
    """An Attio workspace in this process, for tests and for trying things out; nothing leaves the machine.

    It responds like the API, from the same rules about values, filters, uniqueness and errors, but takes nothing from
    the rest of the SDK, so that it can tell when the SDK is wrong. It supports every operation. Attio's background work
    is not there: nothing enriches records or makes companies from e-mail addresses, unless a verb of `app` or a state
    does.

    Safe to share between threads; requests are handled one at a time.

    Args:
        workspace_name: Name of the workspace.
        clock: Gives the present moment, aware; the system's by default.
        page_cap: Most records that one page of a query holds, whatever its limit.
        tokens: Tokens the workspace knows, each with its scopes, or None for all scopes. `sandbox.token` is the first.
        seed: Makes ids the same in every run.
        state: A state file, made if there is none: each accepted change is in it before its response is sent.
            Workspaces and tokens come from one that exists; `workspace_name`, `tokens` and `seed` have no effect then.

    Raises:
        ControlError: `state` is no state file, damaged, of a newer version, or open in another process.

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
        """Make a workspace with the standard objects, two members and no records."""
        chosen = secrets.token_hex(16) if seed is None else str(seed)
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
        self._keeper = Keeper(self._pipeline, self._workspaces, self.clock, self.deliveries, chosen)
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
        counts = ", ".join(f"{len(owner.records)} {owner.api_slug}" for owner in self._workspace.collections("objects"))
        return f"<Sandbox {self._workspace.name!r}: {counts}>"

    @classmethod
    def load(cls, path: str | os.PathLike[str], *, clock: Callable[[], datetime] | None = None) -> Self:
        """Make a sandbox with the state of a file, which is not touched.

        Args:
            path: A file that `save` wrote, or that was the `state` of a sandbox.
            clock: Gives the present moment, aware; the system's by default.

        Raises:
            ControlError: There is no such file, or it is no state file, damaged, or of a newer version.
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
        """Make a sandbox with the objects, lists, attributes, options and ids of a real workspace, without records.

        Args:
            schema: A file that `client.schema.snapshot().save(...)` wrote, or its content.
            clock: Gives the present moment, aware; the system's by default.
            seed: Makes ids the same in every run.

        Raises:
            ControlError: It is no schema, or names an attribute type that does not exist.
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
        """Close the state file, if there is one; what is written from now on is kept in memory only."""
        self._keeper.close()

    def seed_demo(self) -> dict[str, list[str]]:
        """Fill in the demo, which is the same every time, and let `reset` go back to it.

        It has companies, people and deals, lists whose entries went through stages, notes, tasks, comments, meetings
        and webhooks, written over the last 60 days.

        Returns:
            Ids of the records by object.
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
        """Save a view of an object or list, which the API can only list, and return its id; see `app.add_view`."""
        return self.app.add_view(object, title, filter=filter)

    def rate_limit_next(self, count: int = 1, *, seconds: float = 1.0) -> None:
        """Respond to the next requests with 429 and a `Retry-After` that lies the given time ahead."""
        self.faults.add(times=count, rate_limit=seconds)

    def fail_next(self, count: int = 1, *, status: int = 503) -> None:
        """Respond to the next requests with a server error, whose body is not JSON, as from a proxy before the API."""
        self.faults.add(times=count, status=status)
