"""State files: acknowledged writes survive a restart and a kill, and are part of every copy."""

from __future__ import annotations

import contextlib
import json
import signal
import sqlite3
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from attio.sandbox import ControlError, Sandbox
from attio.sandbox.__main__ import main
from attio.sandbox.store.attached import FileEntry
from attio.sandbox.store.codec import decode, encode
from attio.sandbox.store.saved import StateFile
from attio.sandbox.workspace import Plan
from tests.programs import started
from tests.sandbox.api import Api, attribute, new_list
from tests.sandbox.conftest import Clock
from tests.sandbox.requests import JSON, call


def fill(sandbox: Sandbox) -> None:
    """Create at least one row of nearly every kind."""
    api = Api(sandbox)
    ids = sandbox.seed_demo()
    person = ids["people"][0]
    api.attribute("deals", "badge", "text", default_value={"type": "static", "template": ["none"]})
    api.attribute("deals", "due", "date", default_value={"type": "dynamic", "template": "P1M"})
    api("DELETE", f"/v2/objects/people/records/{ids['people'][1]}")
    form = "".join(
        f'--b\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in (("object", "people"), ("record_id", person), ('file"; filename="a.txt', "hello"))
    )
    body = f"{form}--b--\r\n".encode()
    assert api.raw("POST", "/v2/files/upload", body, content_type="multipart/form-data; boundary=b").status == 201
    grace = sandbox.members[0]
    access = [{"workspace_member_id": grace.id, "level": "full-access"}]
    api("POST", "/v2/lists", {"data": new_list("hiring", "people", workspace_member_access=access)})
    api("POST", "/v2/lists/hiring/attributes", {"data": attribute("stage", "status")})
    none: dict[str, object] = {}
    entry = {"parent_object": "people", "parent_record_id": person, "entry_values": none}
    api("POST", "/v2/lists/hiring/entries", {"data": entry})
    note = {"parent_object": "people", "parent_record_id": person, "title": "x", "format": "plaintext", "content": "y"}
    assert api("POST", "/v2/notes", {"data": note}).status == 200
    author = {"type": "workspace-member", "id": grace.id}
    record = {"object": "people", "record_id": person}
    comment = {"format": "plaintext", "content": "Hi", "author": author, "record": record}
    sandbox.app.resolve_thread(api("POST", "/v2/comments", {"data": comment}).data["thread_id"])
    link = {"object": "people", "record_id": person}
    meeting_id = sandbox.app.add_meeting("Intro", linked_records=[link])
    segment = {"speech": "Hi", "start_time": 0.5, "end_time": 1, "speaker": {"name": "Ada"}}
    recording = {"data": {"transcript": [segment]}}
    assert api("POST", f"/v2/meetings/{meeting_id}/call_recordings", recording).status == 200
    sandbox.app.add_email("Hi", participants=[{"role": "to", "email_address": "ada@acme.com"}])
    sandbox.app.protect_recipient("boss@acme.com")
    call = {"data": {"values": {"title": "Intro", "direction": "Inbound"}}}
    assert api("POST", "/v2/activities/phone_calls/records", call).status == 200
    sandbox.add_token("reader", scopes=["note:read"], member=grace)
    other = sandbox.add_workspace("Other")
    sandbox.add_token("others", workspace=other)


def state(sandbox: Sandbox) -> dict[str, dict[str, object]]:
    """Return all rows of a sandbox in order, and the content of its indexes."""
    return {
        f"{number}/{name}": {str(key): set(row) if name.startswith("#") else row for key, row in table.rows.items()}
        for number, workspace in enumerate(sandbox._workspaces)
        for name, table in workspace.tables.items()
        if table.rows
    }


def test_a_saved_sandbox_is_the_same(sandbox: Sandbox, clock: Clock, tmp_path: Path) -> None:
    fill(sandbox)
    path = tmp_path / "crm.sqlite"
    path.write_text("old")
    sandbox.save(path)
    before = path.read_bytes()
    loaded = Sandbox.load(path, clock=clock)
    assert state(loaded) == state(sandbox)
    rows, other = (
        {name: list(rows) for name, rows in state(box).items() if "#" not in name} for box in (loaded, sandbox)
    )
    assert rows == other
    assert Api(loaded).record_id("people") == Api(sandbox).record_id("people")
    assert path.read_bytes() == before
    assert [entry.name for entry in tmp_path.iterdir()] == ["crm.sqlite"]


def test_a_state_file_is_written_before_the_response(clock: Clock, tmp_path: Path) -> None:
    path = tmp_path / "crm.sqlite"
    sandbox = Sandbox(state=path, seed=7, clock=clock)
    fill(sandbox)
    kept = sandbox.snapshot()
    Api(sandbox).create("people", name="Gone")
    sandbox.restore(kept)
    before = state(sandbox)
    sandbox.close()
    Api(sandbox).create("people", name="Not kept")
    again = Sandbox(state=path, tokens={"x": None}, clock=clock)
    assert state(again) == before
    assert again.token == "sandbox-token"
    again.close()


def files(folder: Path) -> dict[str, bytes]:
    """Return the content of the files in a folder, by name."""
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_a_kill_loses_no_write_that_got_a_response(tmp_path: Path) -> None:
    path = tmp_path / "crm.sqlite"
    command = [sys.executable, "-m", "attio.sandbox", "--port", "0", "--state", str(path)]
    with started(command) as process:
        url = process.stdout.readline().strip().removeprefix("Attio sandbox at ")
        ids: list[str] = []
        for _ in range(5):
            created = call(url, "POST", "/v2/objects/people/records", b'{"data": {"values": {}}}', JSON)[2]
            ids.append(json.loads(created)["data"]["id"]["record_id"])
        before = files(tmp_path)
        assert len(before["crm.sqlite-wal"]) > 0
        with pytest.raises(ControlError, match="open in another process"):
            Sandbox(state=path)
        with pytest.raises(ControlError, match="open in another process"):
            Sandbox().save(path)
        assert files(tmp_path) == before
        process.send_signal(signal.SIGKILL)
        process.wait(timeout=20)
    sandbox = Sandbox(state=path)
    assert Api(sandbox).find("people") == ids
    sandbox.close()


def test_a_locked_file_is_rejected_by_the_command_line_and_stays(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "crm.sqlite"
    sandbox = Sandbox(state=path)
    Api(sandbox).create("people")
    before = files(tmp_path)
    assert main(["serve", "--port", "0", "--state", str(path)]) == 1
    assert f"{path} is open in another process" in capsys.readouterr().err
    with pytest.raises(ControlError, match="open in another process"):
        sandbox.save(path)
    assert files(tmp_path) == before
    Api(sandbox).create("people")
    sandbox.close()
    assert len(Api(Sandbox.load(path)).find("people")) == 2


def test_saving_replaces_a_file_that_a_crash_left(tmp_path: Path) -> None:
    path = tmp_path / "crm.sqlite"
    crashed = Sandbox(state=path)
    for _ in range(30):
        Api(crashed).create("people")
    left = files(tmp_path)
    crashed.close()
    for name, content in left.items():
        (tmp_path / name).write_bytes(content)
    assert set(left) == {"crm.sqlite", "crm.sqlite-wal"}
    sandbox = Sandbox()
    record_id = Api(sandbox).record_id("people")
    sandbox.save(path)
    assert set(files(tmp_path)) == {"crm.sqlite"}
    assert Api(Sandbox.load(path)).find("people") == [record_id]


def test_a_write_that_cannot_be_stored_is_undone(tmp_path: Path) -> None:
    sandbox = Sandbox(state=tmp_path / "crm.sqlite")
    api = Api(sandbox)
    assert sandbox._keeper.file
    sandbox._keeper.file.close()
    with pytest.raises(sqlite3.ProgrammingError):
        api.create("people")
    assert api.find("people") == []


def test_invalid_state_files_are_rejected(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = tmp_path / "text"
    text.write_text("This is no database at all, but a text that is long enough." * 20)
    foreign = tmp_path / "foreign.sqlite"
    with sqlite3.connect(foreign) as db:
        db.execute("CREATE TABLE meta (key TEXT, value TEXT)")
    db.close()
    newer, odd = tmp_path / "newer.sqlite", tmp_path / "odd.sqlite"
    for path, statement in (
        (newer, "UPDATE meta SET value = '2' WHERE key = 'format'"),
        (odd, "INSERT INTO row VALUES (0, 'spaceship', 'x', 999999, '{}')"),
    ):
        Sandbox().save(path)
        with sqlite3.connect(path) as db:
            db.execute(statement)
        db.close()
    for path, message in (
        (text, "not a state file"),
        (foreign, "not a state file"),
        (newer, "has format 2"),
        (odd, "'spaceship'"),
        (tmp_path, "."),
    ):
        before = path.read_bytes() if path.is_file() else b""
        with pytest.raises((ControlError, OSError), match=message):
            Sandbox(state=path)
        if path is not odd and before:
            assert path.read_bytes() == before
    with pytest.raises(ControlError, match="there is no state file"):
        Sandbox.load(tmp_path / "nothing")
    assert main(["--state", str(newer)]) == 1
    assert "has format 2" in capsys.readouterr().err


def test_a_failed_save_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "crm.sqlite"
    path.write_text("old")

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("full")

    monkeypatch.setattr(StateFile, "rewrite", fail)
    with pytest.raises(RuntimeError, match="full"):
        Sandbox().save(path)
    assert [entry.name for entry in tmp_path.iterdir()] == ["crm.sqlite"]
    assert path.read_text() == "old"


def test_rows_are_stored_as_json(sandbox: Sandbox) -> None:
    fill(sandbox)
    (file,) = sandbox._workspace.table(FileEntry)
    blobs: dict[str, bytes] = {}
    content = json.loads(json.dumps(encode(file, blobs)))
    assert list(blobs.values()) == [b"hello"]
    assert decode(FileEntry, content, blobs.__getitem__) == file
    del content["microsoft_drive_id"]
    assert decode(FileEntry, content, blobs.__getitem__) == file


def test_a_write_that_fails_halfway_leaves_no_trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "crm.sqlite"
    sandbox = Sandbox(state=path)
    api = Api(sandbox)

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("full")

    with monkeypatch.context() as patch:
        patch.setattr(StateFile, "_describe", fail)
        with pytest.raises(RuntimeError, match="full"):
            api.create("people")
    record_id = api.record_id("people")
    sandbox.close()
    sandbox.close()
    again = Sandbox(state=path)
    assert Api(again).find("people") == [record_id]
    again.add_workspace("Other")
    again.close()


def test_a_state_file_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ControlError, match=r"there is no directory .*nowhere; create it, or name another file"):
        Sandbox(state=tmp_path / "nowhere" / "crm.sqlite")
    empty = tmp_path / "empty.sqlite"
    empty.touch()
    holder = sqlite3.connect(empty, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    with pytest.raises(ControlError, match="open in another process"):
        Sandbox(state=empty)
    holder.close()


def test_a_sandbox_starts_with_the_state_of_its_file(sandbox: Sandbox, clock: Clock, tmp_path: Path) -> None:
    fill(sandbox)
    path = tmp_path / "crm.sqlite"
    sandbox.save(path)
    kept = tmp_path / "kept.sqlite"
    other = Sandbox(state=kept, clock=clock)
    before = other.snapshot()
    other.restore_from(path)
    assert state(other) == state(sandbox)
    assert [workspace.slug for workspace in other.workspaces] == ["sandbox", "other"]
    assert other.app.add_member("x@y.test") in {member.id for member in other.members}
    other.close()
    again = Sandbox(state=kept, clock=clock)
    assert len(again.workspaces) == 2
    again.close()
    other.restore(before)
    assert len(other.workspaces) == 1


def test_a_state_that_cannot_be_loaded_changes_nothing(sandbox: Sandbox, tmp_path: Path) -> None:
    fill(sandbox)
    before = state(sandbox)
    with pytest.raises(ControlError, match="there is no state file"):
        sandbox.restore_from(tmp_path / "none.sqlite")
    damaged = tmp_path / "damaged.sqlite"
    sandbox.save(damaged)
    with sqlite3.connect(damaged) as db:
        db.execute("UPDATE row SET body = '{' WHERE kind = 'record'")
    db.close()

    def open_it(path: Path) -> object:
        return Sandbox(state=path)

    loads: tuple[Callable[[Path], object], ...] = (sandbox.restore_from, Sandbox.load, open_it)
    for load in loads:
        content = damaged.read_bytes()
        with pytest.raises(ControlError, match=r"damaged: JSONDecodeError"):
            load(damaged)
        assert damaged.read_bytes() == content
    assert state(sandbox) == before


def unavailable(_body: bytes, _headers: Mapping[str, str]) -> int:
    return 503


def test_a_state_file_keeps_the_clock_and_the_retries(tmp_path: Path) -> None:
    path = tmp_path / "crm.sqlite"
    sandbox = Sandbox(state=path)
    sandbox.clock.freeze("2030-01-01T00:00:00Z")
    with sandbox.client() as client:
        subscriptions = [{"event_type": "task.created", "filter": None}]
        client.webhooks.create(data={"target_url": "https://hooks.acme.test", "subscriptions": subscriptions})  # type: ignore[typeddict-item]
    sandbox.deliveries.route("https://hooks.acme.test", unavailable)
    (delivery,) = sandbox.emit("task.created")
    sandbox.clock.advance("1h")
    tried = sandbox.deliveries.get(delivery.id)
    saved = tmp_path / "saved.sqlite"
    sandbox.save(saved)
    sandbox.close()
    for again in (Sandbox(state=path), Sandbox.load(saved)):
        assert again.clock.now == sandbox.clock.now
        assert again.clock.frozen
        assert again.deliveries[:] == (replace(tried, workspace=again.workspaces[0]),)
        again.deliveries.route("https://hooks.acme.test", unavailable)
        again.clock.advance("3d")
        assert len(again.deliveries[0].attempts) == 11
        assert again.deliveries[0].state == "failed"
        (later,) = again.emit("task.created")
        assert int(later.id) == int(delivery.id) + 1
        again.close()
    again = Sandbox(state=path)
    assert [stored.id for stored in again.deliveries] == [later.id]
    again.clock.set("2031-01-01")
    again.clock.resume()
    again.close()
    assert Sandbox.load(path).clock.now.year == 2031


def test_queued_deliveries_are_sent_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "crm.sqlite"
    sandbox = Sandbox(state=path)
    with sandbox.client() as client:
        subscriptions = [{"event_type": "task.created", "filter": None}]
        client.webhooks.create(data={"target_url": "https://hooks.acme.test", "subscriptions": subscriptions})  # type: ignore[typeddict-item]
    (delivery,) = sandbox.emit("task.created")
    queued = replace(delivery, state="queued")
    sandbox._keeper._keep_delivery(queued)
    sandbox.close()
    again = Sandbox(state=path)
    received: list[bytes] = []

    def receive(body: bytes, _: Mapping[str, str]) -> None:
        received.append(body)

    again.deliveries.route("https://hooks.acme.test", receive)
    again.deliveries.flush()
    assert received == [delivery.body]
    again.close()


def test_a_file_without_clock_and_deliveries_can_be_loaded(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    sandbox = Sandbox(state=path)
    record = Api(sandbox).create("people", name="Ada")
    sandbox.clock.freeze("2020-01-01T00:00:00Z")
    sandbox.close()
    with contextlib.closing(sqlite3.connect(path)) as db:
        db.execute("DROP TABLE delivery")
        db.execute("DELETE FROM meta WHERE key = 'clock'")
        db.commit()
    again = Sandbox.load(path)
    assert (len(again.deliveries), again.clock.frozen) == (0, False)
    assert Api(again)("GET", f"/v2/objects/people/records/{record['id']['record_id']}").status == 200


def test_the_plan_is_kept(tmp_path: Path) -> None:
    with contextlib.closing(Sandbox(state=tmp_path / "state.sqlite")) as sandbox:
        sandbox.app.plan(billing=False, quota=1)
    with contextlib.closing(Sandbox(state=tmp_path / "state.sqlite")) as sandbox:
        assert sandbox.workspace().plan == Plan(billing=False, quota=1)
