"""The workspaces of a sandbox, and the file that they are kept in."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING

from attio.sandbox.control.app import new_member
from attio.sandbox.control.clock import Clock
from attio.sandbox.control.deliveries import Deliveries
from attio.sandbox.control.delivery import Delivery
from attio.sandbox.control.naming import ControlError
from attio.sandbox.pipeline import Commit, Pipeline
from attio.sandbox.schema import add_standard_objects
from attio.sandbox.workspace import Workspace

if TYPE_CHECKING:
    from attio.sandbox.store.saved import StateFile

_MEMBERS = (
    ("Grace", "Hopper", "grace@sandbox.test", "admin"),
    ("Alan", "Turing", "alan@sandbox.test", "member"),
)


class Keeper:
    """Makes workspaces, reads them from files, and keeps them in one.

    Args:
        pipeline: What commits changes.
        workspaces: The list to keep, which is that of the pipeline.
        clock: The time of the workspaces.
        deliveries: What is kept besides: deliveries that will be tried again.
        seed: Makes ids.
    """

    def __init__(
        self, pipeline: Pipeline, workspaces: list[Workspace], clock: Clock, deliveries: Deliveries, seed: str
    ) -> None:
        self.file: StateFile | None = None
        self._pipeline = pipeline
        self._workspaces = workspaces
        self._clock = clock
        self._deliveries = deliveries
        self._seed = seed

    def open(self, path: str | os.PathLike[str]) -> bool:
        """Open a state file or make one, and return whether there were workspaces in it, which are read."""
        # SQLite takes longer to load than all of the sandbox.
        from attio.sandbox.store.saved import StateFile

        self.file = StateFile(path)
        if self.file.is_new:
            return False
        try:
            self._read(self.file)
        except BaseException:
            self.file.close()
            raise
        return True

    def keep(self) -> None:
        """Write everything to the file, if there is one, and each change from now on."""
        if self.file is not None:
            self.file.prepare()
            self.rewrite()
            self._pipeline.on_commit.insert(0, self._keep)
            self._clock.on_move.append(self._keep_clock)
            self._deliveries.on_change.append(self._keep_delivery)

    def add(self, name: str, slug: str | None) -> Workspace:
        """Add a workspace with the standard objects and two members."""
        with self._pipeline.lock:
            number = len(self._workspaces)
            seed = f"{self._seed}/{number}" if number else self._seed
            workspace = Workspace(name, clock=self._clock, seed=seed, slug=slug)
            if any(workspace.slug == other.slug for other in self._workspaces):
                raise ControlError(f"there is a workspace with the slug {workspace.slug!r} already")
            with self._pipeline.write(workspace) as changes:
                for first, last, address, level in _MEMBERS:
                    changes.put(new_member(changes, first, last, address, level))
                add_standard_objects(changes)
            workspace.begin()
            self._workspaces.append(workspace)
            self.rewrite()
        return workspace

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the state to a file; one that is there is replaced as a whole."""
        from attio.sandbox.store.saved import save

        with self._pipeline.lock:
            save(self._workspaces, path, clock=self._clock.to_json(), deliveries=self._deliveries.unfinished())

    def restore_from(self, path: str | os.PathLike[str]) -> None:
        """Go back to the state of a file, which is not touched; all stays as it is if it cannot be read."""
        from attio.sandbox.store.saved import StateFile

        with self._clock.moving, self._pipeline.lock, copied(path) as copy:
            file, before = StateFile(copy), list(self._workspaces)
            try:
                self._workspaces.clear()
                self._read(file)
            except BaseException:
                self._workspaces[:] = before
                raise
            finally:
                file.close()
            self.rewrite()

    def rewrite(self) -> None:
        """Write the whole state to the file, if there is one."""
        if self.file is not None:
            self.file.rewrite(self._workspaces, clock=self._clock.to_json(), deliveries=self._deliveries.unfinished())

    def close(self) -> None:
        """Close the file, if there is one."""
        if self.file is not None:
            self.file.close()
            self.file = None

    def _read(self, file: StateFile) -> None:
        try:
            self._read_rows(file)
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, sqlite3.Error) as error:
            if isinstance(error, ControlError):
                raise
            raise ControlError(f"{file.path} is damaged: {type(error).__name__}: {error}") from error

    def _read_rows(self, file: StateFile) -> None:
        for number, saved in enumerate(file.workspaces()):
            workspace = Workspace(saved.name, clock=self._clock, seed=saved.seed, slug=saved.slug)
            workspace.plan = saved.plan
            with self._pipeline.write(workspace) as changes:
                for row in file.rows(number):
                    changes.put(row, quiet=True)
            workspace.resume(saved.ids, saved.last_moment)
            self._workspaces.append(workspace)
        clock, deliveries = file.controls()
        if clock is not None:
            self._clock.from_json(clock)
        self._deliveries.resume(deliveries)

    def _keep(self, commit: Commit) -> None:
        if self.file is not None and commit.workspace in self._workspaces:
            self.file.write(self._workspaces.index(commit.workspace), commit.workspace, commit.changes)

    def _keep_clock(self) -> None:
        if self.file is not None:
            with self._pipeline.lock:
                self.file.write_clock(self._clock.to_json())

    def _keep_delivery(self, delivery: Delivery) -> None:
        # What no webhook asks for is never unfinished.
        if self.file is not None and delivery.webhook_id is not None:
            with self._pipeline.lock:
                self.file.write_delivery(delivery.id, delivery.to_json() if delivery.is_unfinished else None)


@contextlib.contextmanager
def copied(path: str | os.PathLike[str]) -> Generator[Path]:
    """Copy a state file for a while, with what its write-ahead log holds.

    Raises:
        ControlError: There is no such file.
    """
    if not Path(path).is_file():
        raise ControlError(f"there is no state file {os.fspath(path)!r}")
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "state.sqlite"
        for end in ("", "-wal"):
            source = Path(f"{os.fspath(path)}{end}")
            if source.exists():
                shutil.copyfile(source, f"{copy}{end}")
        yield copy


def read_whole(path: str | os.PathLike[str]) -> bytes:
    """Return a state file as one file, with what its write-ahead log holds; the files are not touched.

    Raises:
        ControlError: There is no such file, or its log does not belong to a state file.
    """
    from attio.sandbox.store.saved import StateFile

    with copied(path) as copy:
        if Path(f"{copy}-wal").exists():
            file = StateFile(copy)
            file.checkpoint()
            file.close()
        return copy.read_bytes()
