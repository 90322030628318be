"""The sandbox: workspaces, what is done to them, and the ways to reach them."""

from __future__ import annotations

import os
import secrets
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from typing_extensions import Self, Unpack

from attio._support.lazy import lazy_module
from attio.sandbox.control.app import App, new_member
from attio.sandbox.control.clock import Clock, ClockState
from attio.sandbox.control.deliveries import Deliveries, DeliveriesState
from attio.sandbox.control.delivery import RULES as DELIVERY_RULES
from attio.sandbox.control.delivery import Delivery
from attio.sandbox.control.faults import Faults, FaultsState
from attio.sandbox.control.limits import Limits
from attio.sandbox.control.naming import ControlError
from attio.sandbox.control.oauth import RULES as OAUTH_RULES
from attio.sandbox.control.oauth import OAuth
from attio.sandbox.control.requests import RequestLog
from attio.sandbox.control.states import States, StatesState
from attio.sandbox.control.tokens import check_scopes, make_token
from attio.sandbox.documented import documented_errors
from attio.sandbox.handlers import OPERATIONS, RULES
from attio.sandbox.messages import Request, Response
from attio.sandbox.pipeline import RULES as PIPELINE_RULES
from attio.sandbox.pipeline import Commit, Controls, Pipeline
from attio.sandbox.provenance import Coverage, coverage
from attio.sandbox.routes import ROUTES
from attio.sandbox.schema import add_standard_objects
from attio.sandbox.store.rows import Member, Token
from attio.sandbox.workspace import Workspace, WorkspaceState

if TYPE_CHECKING:
    from attio import client as sdk
    from attio._http import client as sdk_http
    from attio._support import secrets as sdk_secrets
    from attio.sandbox.serving import adapters
    from attio.sandbox.serving import asgi as asgi_types
    from attio.sandbox.store.saved import StateFile
else:
    sdk, sdk_http = lazy_module("attio.client"), lazy_module("attio._http.client")
    sdk_secrets, adapters = lazy_module("attio._support.secrets"), lazy_module("attio.sandbox.serving.adapters")
    asgi_types = lazy_module("attio.sandbox.serving.asgi")

_MEMBERS = (
    ("Grace", "Hopper", "grace@sandbox.test", "admin"),
    ("Alan", "Turing", "alan@sandbox.test", "member"),
)


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


class Sandbox:
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
        self.requests = RequestLog(route.operation for route in ROUTES)
        """The last 1,000 requests, with assertions."""
        self.states = States(self.clock)
        """How long that takes which Attio does after a request."""
        self._seed = chosen
        self._workspaces: list[Workspace] = []
        controls = Controls(self.clock, self.faults, self.limits, self.requests, self.states)
        self._pipeline = Pipeline(self._workspaces, controls, page_cap=page_cap)
        self._file = None if state is None else _open(state)
        if self._file is not None and not self._file.is_new:
            self._read(self._file)
            tokens = {}
        else:
            self.add_workspace(workspace_name)
            tokens = tokens or {"sandbox-token": None}
        self._workspace = self._workspaces[0]
        self.deliveries = Deliveries(self._pipeline, self.clock)
        """What webhooks are told, and where that goes."""
        self.app = App(self._pipeline, self._workspace)
        """What people do in the app, and Attio by itself."""
        self.oauth = OAuth(self._pipeline)
        """Apps that use OAuth, and what members decide about them."""
        for secret, scopes in tokens.items():
            self.add_token(secret, scopes=scopes)
        self._start = self.snapshot()
        if self._file is not None:
            self._file.rewrite(self._workspaces)
            self._pipeline.on_commit.insert(0, self._keep)

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(owner.records)} {owner.api_slug}" for owner in self._workspace.collections("objects"))
        return f"<Sandbox {self._workspace.name!r}: {counts}>"

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
        number = len(self._workspaces)
        workspace = Workspace(
            name, clock=self.clock, seed=f"{self._seed}/{number}" if number else self._seed, slug=slug
        )
        if any(workspace.slug == other.slug for other in self._workspaces):
            raise ControlError(f"there is a workspace with the slug {workspace.slug!r} already")
        with self._pipeline.lock:
            with self._pipeline.write(workspace) as changes:
                for first, last, address, level in _MEMBERS:
                    changes.put(new_member(changes, first, last, address, level))
                add_standard_objects(changes)
            workspace.begin()
            self._workspaces.append(workspace)
            if self._file is not None:
                self._file.rewrite(self._workspaces)
        return workspace

    def _read(self, file: StateFile) -> None:
        for number, saved in enumerate(file.workspaces()):
            workspace = Workspace(saved.name, clock=self.clock, seed=saved.seed, slug=saved.slug)
            workspace.plan = saved.plan
            with self._pipeline.write(workspace) as changes:
                for row in file.rows(number):
                    changes.put(row, quiet=True)
            workspace.resume(saved.ids, saved.last_moment)
            self._workspaces.append(workspace)

    def _keep(self, commit: Commit) -> None:
        if self._file is not None and commit.workspace in self._workspaces:
            self._file.write(self._workspaces.index(commit.workspace), commit.workspace, commit.changes)

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the state to a file, which `Sandbox.load` reads. A file that is there is replaced as a whole."""
        from attio.sandbox.store.saved import save

        with self._pipeline.lock:
            save(self._workspaces, path)

    @classmethod
    def load(cls, path: str | os.PathLike[str], *, clock: Callable[[], datetime] | None = None) -> Self:
        """Make a sandbox with the state of a file, which is not touched.

        Args:
            path: A file that `save` wrote, or that was the `state` of a sandbox.
            clock: Gives the present moment, aware; the system's by default.

        Raises:
            ControlError: There is no such file, or it is no state file, damaged, or of a newer version.
        """
        if not Path(path).is_file():
            raise ControlError(f"there is no state file {os.fspath(path)!r}")
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / "state.sqlite"
            for end in ("", "-wal"):
                source = Path(f"{os.fspath(path)}{end}")
                if source.exists():
                    shutil.copyfile(source, f"{copy}{end}")
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
        if self._file is not None:
            self._file.close()
            self._file = None

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
        with self._pipeline.lock:
            for workspace, state in snapshot.workspaces:
                workspace.restore(state)
            self._workspaces[:] = [workspace for workspace, _ in snapshot.workspaces]
            self.clock.restore(snapshot.clock)
            self.faults.restore(snapshot.faults)
            self.requests.restore(snapshot.requests)
            self.deliveries.restore(snapshot.deliveries)
            self.states.restore(snapshot.under_way)
            if self._file is not None:
                self._file.rewrite(self._workspaces)

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

    def emit(self, event_type: str, *, workspace: Workspace | None = None, **ids: str | None) -> tuple[Delivery, ...]:
        """Make an event that nothing caused, and return its deliveries.

        Args:
            event_type: Type of the event, such as `call-recording.created`.
            workspace: Where it happens; the first by default.
            **ids: Ids of the event, such as `meeting_id`; those that are missing are made up.

        Raises:
            ControlError: There is no such type, or it has no such id.
        """
        return self.deliveries.emit(event_type, workspace or self._workspace, **ids)

    def coverage(self) -> tuple[Coverage, ...]:
        """Return each operation of the API, whether it is offered, and the rules it follows here."""
        return coverage(
            [route.operation for route in ROUTES],
            [*OPERATIONS, "meta.identify"],
            (*PIPELINE_RULES, *DELIVERY_RULES, *OAUTH_RULES, *RULES),
        )

    def add_token(
        self,
        secret: str | None = None,
        *,
        scopes: Iterable[str] | None = None,
        member: Member | None = None,
        workspace: Workspace | None = None,
    ) -> str:
        """Make a token known, and return it.

        Args:
            secret: The token; made up by default.
            scopes: What it may do, such as `record_permission:read`; all by default. `…:read-write` includes `…:read`.
            member: The member it acts for; by default it belongs to the workspace.
            workspace: The workspace it is for; the first by default.

        Raises:
            ControlError: There is no such scope; the message names the nearest.
        """
        granted = check_scopes(scopes)
        workspace = workspace or self._workspace
        with self._pipeline.write(workspace) as changes:
            return make_token(changes, secret=secret, scopes=granted, member_id=member.id if member else None).secret

    def revoke_token(self, secret: str) -> None:
        """Forget a token; calls with it answer 401 from now on."""
        for workspace in self._workspaces:
            token = workspace.token(secret)
            if token is not None:
                with self._pipeline.write(workspace) as changes:
                    changes.remove(token)
                return
        raise KeyError(secret)

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

    def http_client(self) -> sdk_http.HTTPClient:
        """Make an HTTP client for `Attio` whose requests, sync and async, come here instead of going out."""
        from attio._http.client import HTTPClient
        from attio.sandbox.serving.adapters import async_fetcher, fetcher

        return HTTPClient(fetcher=fetcher(self.handle), async_fetcher=async_fetcher(self.handle))

    def client(
        self, oauth2: sdk_secrets.TokenSource | None = None, **options: Unpack[adapters.ClientOptions]
    ) -> sdk.Attio:
        """Make an API client that talks to the sandbox.

        Args:
            oauth2: Token to use; by default one that may do everything.
            **options: Other options of `Attio`.
        """
        from attio.client import Attio

        return Attio(oauth2 or self.token, http_client=self.http_client(), **options)

    def door(self, *, control_token: str | None = None) -> adapters.Handle:
        """Return what a port serves: the API, the control verbs under `/_sandbox/`, and the page.

        Args:
            control_token: What control verbs must bring as a bearer token; None where a loopback address is enough.
        """
        from attio.sandbox.control.api import ControlApi
        from attio.sandbox.page.page import Page
        from attio.sandbox.serving.door import make_door

        control = ControlApi(self, token=control_token)
        return make_door(
            self.deliveries.deferring(self.handle), control.handle, Page(self, self._workspace, control.refusal).handle
        )

    def asgi(self) -> asgi_types.ASGIApp:
        """Make an ASGI application that serves the sandbox; needs nothing installed."""
        from attio.sandbox.serving.asgi import make_app

        return make_app(self.door())

    def seed_demo(self) -> dict[str, list[str]]:
        """Fill in a few companies, people and deals; returns the ids of the records by object."""
        from attio.sandbox.demo import seed_demo

        return seed_demo(self.handle, self.token)


def _open(path: str | os.PathLike[str]) -> StateFile:
    # SQLite takes longer to load than all of the sandbox.
    from attio.sandbox.store.saved import StateFile

    return StateFile(path)
