"""Who may use a sandbox: its workspaces, their members, and their tokens."""

from __future__ import annotations

from collections.abc import Iterable

from attio.sandbox.control.naming import ControlError
from attio.sandbox.control.tokens import check_scopes, find_member, make_token
from attio.sandbox.keeping import Keeper
from attio.sandbox.pipeline import Pipeline
from attio.sandbox.store.rows import Member, Token
from attio.sandbox.workspace import Workspace


class Access:
    """The workspaces of a sandbox, their members, and their tokens."""

    _pipeline: Pipeline
    _keeper: Keeper
    _workspaces: list[Workspace]

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
