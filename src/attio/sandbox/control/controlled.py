"""What control verbs are about: the part of a sandbox that they use."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from attio.sandbox.control.app import App
from attio.sandbox.control.clock import Clock
from attio.sandbox.control.deliveries import Deliveries
from attio.sandbox.control.delivery import Delivery
from attio.sandbox.control.faults import Faults
from attio.sandbox.control.limits import Limits
from attio.sandbox.control.oauth import OAuth
from attio.sandbox.control.requests import RequestLog
from attio.sandbox.control.states import States
from attio.sandbox.provenance import Coverage
from attio.sandbox.store.rows import Member
from attio.sandbox.workspace import Workspace

S = TypeVar("S")


class Controlled(Protocol[S]):
    """A sandbox; `S` is what its snapshots are."""

    @property
    def clock(self) -> Clock:
        """Its time."""
        ...

    @property
    def faults(self) -> Faults:
        """What goes wrong."""
        ...

    @property
    def limits(self) -> Limits:
        """Its rate limits."""
        ...

    @property
    def requests(self) -> RequestLog:
        """What was requested."""
        ...

    @property
    def deliveries(self) -> Deliveries:
        """What webhooks are told."""
        ...

    @property
    def states(self) -> States:
        """How long Attio takes."""
        ...

    @property
    def app(self) -> App:
        """What people do in the app; its public methods are verbs."""
        ...

    @property
    def oauth(self) -> OAuth:
        """Its OAuth apps."""
        ...

    @property
    def workspaces(self) -> tuple[Workspace, ...]:
        """Its workspaces."""
        ...

    def workspace(self, reference: str | None = None) -> Workspace:
        """Find a workspace."""
        ...

    def add_workspace(self, name: str, slug: str | None = None) -> Workspace:
        """Add a workspace."""
        ...

    def add_token(
        self,
        secret: str | None = None,
        *,
        scopes: Iterable[str] | None = None,
        member: Member | str | None = None,
        workspace: Workspace | str | None = None,
    ) -> str:
        """Make a token known."""
        ...

    def revoke_token(self, secret: str) -> None:
        """Forget a token."""
        ...

    def reset(self, *, controls: bool = False) -> None:
        """Go back to how it was made."""
        ...

    def snapshot(self) -> S:
        """Return the state."""
        ...

    def restore(self, snapshot: S, /) -> None:
        """Go back to a state."""
        ...

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the state to a file."""
        ...

    def restore_from(self, path: str | os.PathLike[str]) -> None:
        """Go back to the state of a file."""
        ...

    def emit(
        self, event_type: str, *, workspace: Workspace | str | None = None, **ids: str | None
    ) -> tuple[Delivery, ...]:
        """Make an event that nothing caused."""
        ...

    def coverage(self) -> Sequence[Coverage]:
        """Return what is covered."""
        ...
