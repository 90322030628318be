"""Snapshots of a sandbox: its workspaces and the state of its controls."""

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
    """The state of a sandbox. Tables are shared with the sandbox until they change."""

    workspaces: tuple[tuple[Workspace, WorkspaceState], ...]
    clock: ClockState
    faults: FaultsState
    requests: int
    """Number of the latest request."""
    deliveries: DeliveriesState
    under_way: StatesState
    """Pending background work; see `States`."""


def take_snapshot(workspaces: Sequence[Workspace], controls: Controls, deliveries: Deliveries) -> Snapshot:
    """Return the current state."""
    return Snapshot(
        tuple((workspace, workspace.snapshot()) for workspace in workspaces),
        controls.clock.state(),
        controls.faults.state(),
        controls.requests.position,
        deliveries.state(),
        controls.states.state(),
    )


def restore_snapshot(
    snapshot: Snapshot, workspaces: list[Workspace], controls: Controls, deliveries: Deliveries
) -> None:
    """Restore a state. Faults, limits and routes do not change."""
    for workspace, state in snapshot.workspaces:
        workspace.restore(state)
    workspaces[:] = [workspace for workspace, _ in snapshot.workspaces]
    controls.clock.restore(snapshot.clock)
    controls.faults.restore(snapshot.faults)
    controls.requests.restore(snapshot.requests)
    deliveries.restore(snapshot.deliveries)
    controls.states.restore(snapshot.under_way)
