"""The part of a sandbox that control verbs and the page use: controls, state, workspaces and tokens."""

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
from attio.sandbox.snapshots import Snapshot, restore_snapshot, take_snapshot
from attio.sandbox.store.rows import Member, Token
from attio.sandbox.workspace import Workspace


class ControlledSandbox:
    """The part of a sandbox that control verbs and the page use."""

    clock: Clock
    """The clock of the sandbox, which can be frozen, set and advanced."""
    faults: Faults
    """Faults: error responses, delays and broken connections."""
    limits: Limits
    """Rate limits; off until `limits.on()`."""
    requests: RequestLog
    """Log of the last 1,000 requests, with assertions."""
    states: States
    """Settings for the background work of Attio, such as indexing and merging."""
    deliveries: Deliveries
    """Webhook deliveries, and the routes they are sent to."""
    app: App
    """Actions that Attio's app has and the API does not."""
    oauth: OAuth
    """OAuth apps, and the decisions of members about them."""
    _pipeline: Pipeline
    _keeper: Keeper
    _workspaces: list[Workspace]
    _start: Snapshot

    @property
    def _workspace(self) -> Workspace:
        return self._workspaces[0]

    @property
    def workspaces(self) -> tuple[Workspace, ...]:
        """The workspaces. The token of a request selects one of them."""
        return tuple(self._workspaces)

    def workspace(self, reference: Workspace | str | None = None) -> Workspace:
        """Return a workspace by its slug or id. Defaults to the first one.

        Raises:
            ControlError: There is no such workspace. The message suggests the closest one.
        """
        return self._pipeline.workspace(reference)

    @property
    def workspace_id(self) -> str:
        """Id of the workspace."""
        return self._workspace.id

    @property
    def token(self) -> str:
        """The first token that is not revoked."""
        return next(iter(self._workspace.table(Token))).secret

    @property
    def members(self) -> tuple[Member, ...]:
        """The members of the workspace. A new workspace has an admin and an ordinary member."""
        return tuple(self._workspace.table(Member))

    def add_workspace(self, name: str, slug: str | None = None) -> Workspace:
        """Add a workspace with the standard objects and two members. Use `add_token` to create tokens for it.

        Args:
            name: Name of the workspace.
            slug: Slug of the workspace. Defaults to the name in lower case, with hyphens.

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
        """Add a valid token, and return it.

        Args:
            secret: The token. Defaults to a random one.
            scopes: Scopes of the token, such as `record_permission:read`. Defaults to all scopes. `…:read-write`
                includes `…:read`.
            member: The member for whom the token acts, or the member's id or e-mail address. By default the token
                belongs to the workspace.
            workspace: The workspace of the token, or its slug. Defaults to the first workspace.

        Raises:
            ControlError: There is no such scope, member or workspace. The message suggests the closest one.
        """
        granted = check_scopes(scopes)
        workspace = self.workspace(workspace)
        member_id = None if member is None else find_member(workspace, member).id
        with self._pipeline.write(workspace) as changes:
            return make_token(changes, secret=secret, scopes=granted, member_id=member_id).secret

    def revoke_token(self, secret: str) -> None:
        """Revoke a token. The response to later calls with it is 401.

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
        """Write the state to a file, for `Sandbox.load`. An existing file is replaced atomically.

        Raises:
            ControlError: The file is the state file of an open sandbox.
        """
        self._keeper.save(path)

    def restore_from(self, path: str | os.PathLike[str]) -> None:
        """Restore the state in a file. The file is not changed.

        Args:
            path: A file of `save`, or a file that was the `state` of a sandbox.

        Raises:
            ControlError: The file is missing, is not a state file, is damaged, or of a newer version. The sandbox does
                not change.
        """
        self._keeper.restore_from(path)

    def snapshot(self) -> Snapshot:
        """Return the current state, for `restore`. Nothing is copied, so this is fast."""
        with self._pipeline.lock:
            return take_snapshot(self._workspaces, self._pipeline.controls, self.deliveries)

    def restore(self, snapshot: Snapshot) -> None:
        """Restore a state, including the sequence of ids: new objects get the ids that they would have got then.

        The clock goes back, and later requests are removed from the log. Faults, limits and routes do not change.
        """
        with self.clock.moving, self._pipeline.lock:
            restore_snapshot(snapshot, self._workspaces, self._pipeline.controls, self.deliveries)
            self._keeper.rewrite()

    def reset(self, *, controls: bool = False) -> None:
        """Restore the initial state of the sandbox.

        Args:
            controls: Whether to remove faults, limits and routes as well.
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
        """Create an event without a change that causes it, and return its deliveries.

        Args:
            event_type: Type of the event, such as `call-recording.created`.
            workspace: Workspace of the event, or its slug. Defaults to the first workspace.
            **ids: Ids of the event, such as `meeting_id`. Missing ids get random values.

        Raises:
            ControlError: There is no such event type, or it has no such id.
        """
        return self.deliveries.emit(event_type, self.workspace(workspace), **ids)

    def coverage(self) -> tuple[Coverage, ...]:
        """Return each operation of the API, with whether the sandbox supports it and the rules that it follows."""
        return coverage([route.operation for route in ROUTES], [*OPERATIONS, "meta.identify"], RULES)

    def handle(self, request: Request) -> Response:
        """Return the response to one request. Clients, the ASGI application and the server all call this."""
        return self.oauth.handle(request) or self._pipeline.handle(request)

    def knows(self, request: Request) -> bool:
        """Return whether a request has a valid token."""
        return self._pipeline.knows(request)
