"""Snapshots of a whole sandbox: its workspaces, and the state of its controls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from attio.sandbox.control.clock import ClockState
from attio.sandbox.control.deliveries import Deliveries, DeliveriesState
from attio.sandbox.control.faults import FaultsState
from attio.sandbox.control.states import StatesState
from attio.sandbox.pipeline import Controls
from attio.sandbox.workspace import Workspace, WorkspaceState


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


def take_snapshot(workspaces: Sequence[Workspace], controls: Controls, deliveries: Deliveries) -> Snapshot:
    """Return the state as it is."""
    return Snapshot(
        tuple((workspace, workspace.snapshot()) for workspace in workspaces),
        controls.clock.state(),
        controls.faults.state(),
        controls.requests.position,
        deliveries.state(),
        controls.states.state(),
    )


def go_back(snapshot: Snapshot, workspaces: list[Workspace], controls: Controls, deliveries: Deliveries) -> None:
    """Go back to a state; faults, limits and routes stay."""
    for workspace, state in snapshot.workspaces:
        workspace.restore(state)
    workspaces[:] = [workspace for workspace, _ in snapshot.workspaces]
    controls.clock.restore(snapshot.clock)
    controls.faults.restore(snapshot.faults)
    controls.requests.restore(snapshot.requests)
    deliveries.restore(snapshot.deliveries)
    controls.states.restore(snapshot.under_way)
