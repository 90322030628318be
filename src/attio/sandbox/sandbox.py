"""The sandbox: its parts, its state, and what is done to it."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from typing_extensions import Self

from attio._support.lazy import lazy_module
from attio.sandbox.control.app import App
from attio.sandbox.control.clock import Clock, ClockState
from attio.sandbox.control.deliveries import Deliveries, DeliveriesState
from attio.sandbox.control.delivery import Delivery
from attio.sandbox.control.faults import Faults, FaultsState
from attio.sandbox.control.limits import Limits
from attio.sandbox.control.naming import ControlError
from attio.sandbox.control.oauth import NAMES as OAUTH_NAMES
from attio.sandbox.control.oauth import OAuth
from attio.sandbox.control.requests import RequestLog
from attio.sandbox.control.states import States, StatesState
from attio.sandbox.control.tokens import check_scopes, find_member, make_token
from attio.sandbox.documented import documented_errors
from attio.sandbox.handlers import OPERATIONS
from attio.sandbox.keeping import Keeper, copied
from attio.sandbox.messages import Request, Response
from attio.sandbox.pipeline import Controls, Pipeline
from attio.sandbox.provenance import Coverage, coverage
from attio.sandbox.routes import ROUTES
from attio.sandbox.rules import RULES
from attio.sandbox.store.rows import Member, Token
from attio.sandbox.ways import WaysIn
from attio.sandbox.workspace import Workspace, WorkspaceState

if TYPE_CHECKING:
    from attio.sandbox.serving import adapters
else:
    adapters = lazy_module("attio.sandbox.serving.adapters")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The state of a sandbox; tables are shared with it, not copied."""

    workspaces: tuple[tuple[Workspace, WorkspaceState], ...]
    clock: ClockState
    faults: FaultsState
    requests: int
    """Number of the latest request."""
    deliveries: DeliveriesState
    under_way: StatesState
    """What Attio does later."""


class Sandbox(WaysIn):
    """An Attio workspace in this process, for tests and for trying things out; nothing leaves the machine.

    It answers like the API, from the same rules about values, filters, uniqueness and errors, but takes nothing from
    the rest of the SDK, so that it can tell when the SDK is wrong. It answers every operation. Attio's background work
    is not there: nothing enriches records or makes companies from e-mail addresses, unless `app` is told to.

    Safe to share between threads; requests are answered one at a time.

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
        """The time of the sandbox: freeze it, set it, advance it."""
        self.faults = Faults(documented_errors(), seed=0 if seed is None else seed)
        """What goes wrong with requests."""
        self.limits = Limits(self.clock)
        """Rate limits; off until `limits.on()`."""
        self.requests = RequestLog([*(route.operation for route in ROUTES), *OAUTH_NAMES.values()])
        """The last 1,000 requests, with assertions."""
        self.states = States(self.clock)
        """How long that takes which Attio does after a request."""
        self._workspaces: list[Workspace] = []
        controls = Controls(self.clock, self.faults, self.limits, self.requests, self.states)
        self._pipeline = Pipeline(self._workspaces, controls, page_cap=page_cap)
        self.deliveries = Deliveries(self._pipeline, self.clock)
        """What webhooks are told, and where that goes."""
        self.app = App(self._pipeline)
        """What people do in the app, and Attio by itself."""
        self.oauth = OAuth(self._pipeline)
        """Apps that use OAuth, and what members decide about them."""
        self._keeper = Keeper(self._pipeline, self._workspaces, self.clock, self.deliveries, chosen)
        if state is not None and self._keeper.open(state):
            tokens = {}
        else:
            self._keeper.add(workspace_name, None)
            tokens = tokens or {"sandbox-token": None}
        for secret, scopes in tokens.items():
            self.add_token(secret, scopes=scopes)
        self._start = self.snapshot()
        self._keeper.keep()

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(owner.records)} {owner.api_slug}" for owner in self._workspace.collections("objects"))
        return f"<Sandbox {self._workspace.name!r}: {counts}>"

    @property
    def _workspace(self) -> Workspace:
        return self._workspaces[0]

    @property
    def workspaces(self) -> tuple[Workspace, ...]:
        """The workspaces; the token of a request decides which of them answers."""
        return tuple(self._workspaces)

    def workspace(self, reference: Workspace | str | None = None) -> Workspace:
        """Return a workspace by its slug or id; the first by default.

        Raises:
            ControlError: There is no such workspace; the message names the nearest.
        """
        return self._pipeline.workspace(reference)

    @property
    def workspace_id(self) -> str:
        """Id of the workspace."""
        return self._workspace.id

    @property
    def token(self) -> str:
        """The first token that still works."""
        return next(iter(self._workspace.table(Token))).secret

    @property
    def members(self) -> tuple[Member, ...]:
        """The members of the workspace: an admin and an ordinary one."""
        return tuple(self._workspace.table(Member))

    def add_workspace(self, name: str, slug: str | None = None) -> Workspace:
        """Add a workspace with the standard objects and two members; `add_token` makes tokens for it.

        Args:
            name: Name of the workspace.
            slug: Its slug; made of the name by default.

        Raises:
            ControlError: Another workspace has the slug.
        """
        return self._keeper.add(name, slug)

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the state to a file, which `Sandbox.load` reads. A file that is there is replaced as a whole.

        Raises:
            ControlError: It is the state file of an open sandbox.
        """
        self._keeper.save(path)

    def restore_from(self, path: str | os.PathLike[str]) -> None:
        """Go back to the state of a file, which is not touched.

        Args:
            path: A file that `save` wrote, or that was the `state` of a sandbox.

        Raises:
            ControlError: There is no such file, or it is no state file, damaged, or of a newer version; the sandbox
                stays as it is.
        """
        self._keeper.restore_from(path)

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

    def snapshot(self) -> Snapshot:
        """Return the state as it is, at no cost; `restore` goes back to it."""
        with self._pipeline.lock:
            states = tuple((workspace, workspace.snapshot()) for workspace in self._workspaces)
            return Snapshot(
                states,
                self.clock.state(),
                self.faults.state(),
                self.requests.position,
                self.deliveries.state(),
                self.states.state(),
            )

    def restore(self, snapshot: Snapshot) -> None:
        """Go back to a state, ids included: what is made next gets the id that it would have got then.

        Faults, limits and routes stay; the clock goes back, and the log forgets later requests.
        """
        with self.clock.moving, self._pipeline.lock:
            for workspace, state in snapshot.workspaces:
                workspace.restore(state)
            self._workspaces[:] = [workspace for workspace, _ in snapshot.workspaces]
            self.clock.restore(snapshot.clock)
            self.faults.restore(snapshot.faults)
            self.requests.restore(snapshot.requests)
            self.deliveries.restore(snapshot.deliveries)
            self.states.restore(snapshot.under_way)
            self._keeper.rewrite()

    def reset(self, *, controls: bool = False) -> None:
        """Go back to how the sandbox was made.

        Args:
            controls: Drop faults, limits and routes as well.
        """
        self.restore(self._start)
        if controls:
            self.faults.clear()
            self.limits.off()
            self.deliveries.reset()
            self.oauth.auto = None
            self.states.reset()

    def emit(
        self, event_type: str, *, workspace: Workspace | str | None = None, **ids: str | None
    ) -> tuple[Delivery, ...]:
        """Make an event that nothing caused, and return its deliveries.

        Args:
            event_type: Type of the event, such as `call-recording.created`.
            workspace: Where it happens, or its slug; the first by default.
            **ids: Ids of the event, such as `meeting_id`; those that are missing are made up.

        Raises:
            ControlError: There is no such type, or it has no such id.
        """
        return self.deliveries.emit(event_type, self.workspace(workspace), **ids)

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

    def coverage(self) -> tuple[Coverage, ...]:
        """Return each operation of the API, whether it is offered, and the rules it follows here."""
        return coverage([route.operation for route in ROUTES], [*OPERATIONS, "meta.identify"], RULES)

    def add_token(
        self,
        secret: str | None = None,
        *,
        scopes: Iterable[str] | None = None,
        member: Member | str | None = None,
        workspace: Workspace | str | None = None,
    ) -> str:
        """Make a token known, and return it.

        Args:
            secret: The token; made up by default.
            scopes: What it may do, such as `record_permission:read`; all by default. `…:read-write` includes `…:read`.
            member: The member it acts for, its id or e-mail address; by default it belongs to the workspace.
            workspace: The workspace it is for, or its slug; the first by default.

        Raises:
            ControlError: There is no such scope, member or workspace; the message names the nearest.
        """
        granted = check_scopes(scopes)
        workspace = self.workspace(workspace)
        member_id = None if member is None else find_member(workspace, member).id
        with self._pipeline.write(workspace) as changes:
            return make_token(changes, secret=secret, scopes=granted, member_id=member_id).secret

    def revoke_token(self, secret: str) -> None:
        """Forget a token; calls with it answer 401 from now on.

        Raises:
            ControlError: There is no such token.
        """
        for workspace in self._workspaces:
            token = workspace.token(secret)
            if token is not None:
                with self._pipeline.write(workspace) as changes:
                    changes.remove(token)
                return
        raise ControlError("there is no such token")

    def add_view(self, object: str, title: str, *, filter: Mapping[str, object] | None = None) -> str:
        """Save a view of an object or list, which the API can only list, and return its id; see `app.add_view`."""
        return self.app.add_view(object, title, filter=filter)

    def rate_limit_next(self, count: int = 1, *, seconds: float = 1.0) -> None:
        """Answer the next requests with 429 and a `Retry-After` that lies the given time ahead."""
        self.faults.add(times=count, rate_limit=seconds)

    def fail_next(self, count: int = 1, *, status: int = 503) -> None:
        """Answer the next requests with a server error, whose body is not JSON, as from a proxy before the API."""
        self.faults.add(times=count, status=status)

    def handle(self, request: Request) -> Response:
        """Answer one request; everything else that serves the sandbox comes down to this."""
        return self.oauth.handle(request) or self._pipeline.handle(request)

    def knows(self, request: Request) -> bool:
        """Whether a request comes with a token that works."""
        return self._pipeline.knows(request)

    def door(self, *, control_token: str | None = None) -> adapters.Handle:
        """Return what a port serves: the API, the control verbs under `/_sandbox/`, and the page.

        Args:
            control_token: What control verbs must bring as a bearer token; None where a loopback address is enough.
        """
        from attio.sandbox.control.api import ControlApi
        from attio.sandbox.page.page import Page
        from attio.sandbox.serving.door import make_door

        control = ControlApi(self, token=control_token)
        return make_door(self.deliveries.deferring(self.handle), control.handle, Page(self, control.refusal).handle)
