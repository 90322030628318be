"""What control verbs and the page use of a sandbox: its parts, its state, its workspaces and their tokens."""

from __future__ import annotations

import os
from collections.abc import Iterable

from attio.sandbox.control.app import App
from attio.sandbox.control.clock import Clock
from attio.sandbox.control.deliveries import Deliveries
from attio.sandbox.control.delivery import Delivery
from attio.sandbox.control.faults import Faults
from attio.sandbox.control.limits import Limits
from attio.sandbox.control.naming import ControlError
from attio.sandbox.control.oauth import OAuth
from attio.sandbox.control.requests import RequestLog
from attio.sandbox.control.states import States
from attio.sandbox.control.tokens import check_scopes, find_member, make_token
from attio.sandbox.handlers import OPERATIONS
from attio.sandbox.keeping import Keeper
from attio.sandbox.messages import Request, Response
from attio.sandbox.pipeline import Pipeline
from attio.sandbox.provenance import Coverage, coverage
from attio.sandbox.routes import ROUTES
from attio.sandbox.rules import RULES
from attio.sandbox.snapshots import Snapshot, go_back, take_snapshot
from attio.sandbox.store.rows import Member, Token
from attio.sandbox.workspace import Workspace


class ControlledSandbox:
    """The part of a sandbox that control verbs and the page use."""

    clock: Clock
    """The time of the sandbox: freeze it, set it, advance it."""
    faults: Faults
    """What goes wrong with requests."""
    limits: Limits
    """Rate limits; off until `limits.on()`."""
    requests: RequestLog
    """The last 1,000 requests, with assertions."""
    states: States
    """How long the background work of Attio takes."""
    deliveries: Deliveries
    """What webhooks receive, and where it is sent."""
    app: App
    """What people do in the app, and Attio by itself."""
    oauth: OAuth
    """Apps that use OAuth, and what members decide about them."""
    _pipeline: Pipeline
    _keeper: Keeper
    _workspaces: list[Workspace]
    _start: Snapshot

    @property
    def _workspace(self) -> Workspace:
        return self._workspaces[0]

    @property
    def workspaces(self) -> tuple[Workspace, ...]:
        """The workspaces; the token of a request decides which of them is used."""
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
        """Forget a token; calls with it get a 401 response from now on.

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

    def snapshot(self) -> Snapshot:
        """Return the state as it is, at no cost; `restore` goes back to it."""
        with self._pipeline.lock:
            return take_snapshot(self._workspaces, self._pipeline.controls, self.deliveries)

    def restore(self, snapshot: Snapshot) -> None:
        """Go back to a state, ids included: what is made next gets the id that it would have got then.

        Faults, limits and routes stay; the clock goes back, and the log forgets later requests.
        """
        with self.clock.moving, self._pipeline.lock:
            go_back(snapshot, self._workspaces, self._pipeline.controls, self.deliveries)
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

    def coverage(self) -> tuple[Coverage, ...]:
        """Return each operation of the API, whether it is offered, and the rules it follows here."""
        return coverage([route.operation for route in ROUTES], [*OPERATIONS, "meta.identify"], RULES)

    def handle(self, request: Request) -> Response:
        """Return the response to one request; every way to serve the sandbox calls this."""
        return self.oauth.handle(request) or self._pipeline.handle(request)

    def knows(self, request: Request) -> bool:
        """Whether a request comes with a token that works."""
        return self._pipeline.knows(request)
