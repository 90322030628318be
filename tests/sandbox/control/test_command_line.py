"""The control verbs on the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from attio.sandbox import Response, Sandbox
from attio.sandbox.__main__ import main
from attio.sandbox.serving.server import running
from tests.ports import Port
from tests.sandbox.api import Api
from tests.sandbox.control.deliveries.receiving import ORIGIN, subscribe


@pytest.fixture
def url(sandbox: Sandbox, port: Port, monkeypatch: pytest.MonkeyPatch) -> str:
    port.handle = sandbox.door()
    monkeypatch.setenv("ATTIO_SERVER_URL", port.url)
    return port.url


def run(capsys: pytest.CaptureFixture[str], line: str) -> Any:
    """Run a command line that must succeed, and return its output as JSON or lines."""
    assert main(line.split()) == 0, capsys.readouterr().err
    out = capsys.readouterr().out
    try:
        return json.loads(out) if out else None
    except ValueError:
        return out.splitlines()


@pytest.mark.usefixtures("url")
def test_control_verbs_run_on_the_command_line(capsys: pytest.CaptureFixture[str], sandbox: Sandbox, api: Api) -> None:
    assert run(capsys, "snapshot empty") == {"id": "empty"}
    api.create("people", name="Ada")
    assert run(capsys, "restore empty") is None
    assert api.find("people") == []
    assert run(capsys, "clock freeze 2030-01-01")["frozen"] is True
    assert run(capsys, "clock advance 1h30m")["now"] == "2030-01-01T01:30:00+00:00"
    assert run(capsys, "clock set 2031-01-01")["now"] == "2031-01-01T00:00:00+00:00"
    assert run(capsys, "clock resume")["frozen"] is False
    assert run(capsys, "clock")["frozen"] is False
    assert run(capsys, "fault add tasks.* code=not_found times=2")["times"] == 2
    assert run(capsys, "fault add status=503")["status"] == 503
    assert [fault["id"] for fault in run(capsys, "fault list")] == ["1", "2"]
    run(capsys, "fault remove 1")
    assert len(sandbox.faults) == 1
    run(capsys, "fault clear")
    assert run(capsys, "limits on reads=7")["reads"] == 7
    assert run(capsys, "limits")["on"] is True
    assert run(capsys, "limits off") == {"on": False}
    run(capsys, "requests --clear")
    api("GET", "/v2/objects/poeple")
    api("GET", "/v2/nothing")
    first, second = run(capsys, "requests")
    assert "404  objects.get  not_found" in first
    assert "404  GET /v2/nothing  not_found" in second
    assert main(["requests", "--json"]) == 0
    assert [json.loads(line)["status"] for line in capsys.readouterr().out.splitlines()] == [404, 404]
    assert "yes  records.query" in run(capsys, "coverage")
    assert len(run(capsys, "coverage --json")) == 110
    assert len(run(capsys, "app add_view object=people title=All")) == 36
    run(capsys, "reset --controls")


@pytest.mark.usefixtures("url")
@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("fault add tasks.lst status=503", "there is no operation 'tasks.lst'; nearest: 'tasks.list'"),
        ("fault add tasks.list status", "'status' must be KEY=VALUE"),
        ("clock advance", "clock advance needs a duration such as 30d"),
        ("clock set", "clock set needs a moment"),
        ("restore nothing", "there is no snapshot 'nothing'"),
        ("clock --url http://127.0.0.1:1", "no sandbox responds at http://127.0.0.1:1"),
    ],
)
def test_an_error_exits_with_status_1(capsys: pytest.CaptureFixture[str], line: str, message: str) -> None:
    assert main(line.split()) == 1
    assert message in capsys.readouterr().err


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("--seed x", "--seed x must be a number, or `demo`"),
        ("--host 0.0.0.0", "--host 0.0.0.0 is reachable from other machines: add --control-token"),
        ("serv", "invalid choice: 'serv'"),
    ],
)
def test_a_usage_error_exits_with_status_2(capsys: pytest.CaptureFixture[str], line: str, message: str) -> None:
    with pytest.raises(SystemExit) as raised:
        main(line.split())
    assert raised.value.code == 2
    assert message in capsys.readouterr().err


def test_a_control_token_is_sent_to_a_port(
    sandbox: Sandbox, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with running(sandbox.door(control_token="secret")) as address:
        assert main(["clock", "--url", address]) == 1
        assert "the control token is missing or wrong" in capsys.readouterr().err
        assert main(["clock", "--url", address, "--control-token", "secret"]) == 0
        with running(lambda _: Response(500, {}, b"no json")) as broken:
            assert main(["clock", "--url", broken]) == 1
            assert "HTTP status 500" in capsys.readouterr().err
        polls = iter([None, KeyboardInterrupt()])

        def sleep(seconds: float) -> None:
            assert seconds == 0.5
            stop = next(polls)
            if stop is not None:
                raise stop

        monkeypatch.setattr("time.sleep", sleep)
        assert main(["requests", "--follow", "--url", address, "--control-token", "secret"]) == 130


@pytest.mark.usefixtures("url")
def test_deliveries_are_listed_routed_and_resent(
    capsys: pytest.CaptureFixture[str], api: Api, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    subscribe(api, "task.created", url=ORIGIN)
    run(capsys, "emit task.created task_id=t1")
    assert run(capsys, "deliveries") == [f"1  no_route  task.created  {ORIGIN}"]
    assert run(capsys, "deliveries --json")["event"]["id"]["task_id"] == "t1"
    assert run(capsys, f"deliver {ORIGIN}/?a=b=http://127.0.0.1:1/?c=d") == {
        f"{ORIGIN}/?a=b": "http://127.0.0.1:1/?c=d"
    }
    assert len(run(capsys, "deliver")) == 1
    assert run(capsys, "deliveries echo=true")["echo"] is True
    run(capsys, "deliveries --flush")
    assert run(capsys, "resend 1")["state"] == "no_route"
    assert run(capsys, "state search 5s") == {"seconds": 5.0, "reads": 0}
    assert run(capsys, "state search 2") == {"seconds": 0.0, "reads": 2}
    assert run(capsys, "state search off") == {"off": True}
    assert run(capsys, "state search") == {"off": True}
    assert len(run(capsys, "state")) == 6
    assert run(capsys, "workspace add Second slug=two")["slug"] == "two"
    assert run(capsys, "workspace add name=Third")["slug"] == "third"
    assert len(run(capsys, "workspace")) == 3
    token = run(capsys, 'token add scopes=["task:read"] workspace=two')["token"]
    run(capsys, f"token revoke {token}")
    api.create("people", name="Ada")
    run(capsys, "save crm.sqlite")
    run(capsys, "reset")
    run(capsys, "load crm.sqlite")
    assert len(api.find("people")) == 1
    assert [entry.name for entry in tmp_path.iterdir()] == ["crm.sqlite"]


@pytest.mark.usefixtures("url")
@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("state serach 5s", "there is no state 'serach'; nearest: 'search'"),
        ("state search soon", "'soon' must be `off`, a duration such as 5s, or a number of reads"),
        ("deliver https://hooks.acme.test", "must be URL=TARGET"),
        ("deliver https://hooks.acme.test=https://evil.test", "evil.test"),
        ("resend 9", "there is no delivery '9'"),
        ("emit task.creatd", "there is no event 'task.creatd'; nearest: 'task.created'"),
        ('token add scopes=["task:reed"]', "there is no scope 'task:reed'; nearest: 'task:read'"),
        ("token revoke x", "there is no such token"),
        ("fault add tasks.list drop=before_sendin", "'before_sending'"),
        ("fault add tasks.list statsu=503", "a fault has no 'statsu'; nearest: 'status'"),
        ("clock set soon", "'soon' is not a moment"),
        ("app add_veiw", "nearest: 'add_view'"),
        ("app add_view workspace=sandbx", "there is no workspace 'sandbx'; nearest: 'sandbox'"),
        ("save no/such/folder", "cannot write no/such/folder: No such file"),
        ("load no/such/file", "there is no state file 'no/such/file'"),
        ("load text", "not a state file of a sandbox"),
    ],
)
def test_an_invalid_argument_is_named(
    capsys: pytest.CaptureFixture[str], line: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("text").write_text("This is no database at all, but a text that is long enough." * 20, encoding="utf-8")
    assert main(line.split()) == 1
    assert message in capsys.readouterr().err


def test_an_invalid_schema_is_rejected(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--schema", "a", "--state", "b"])
    assert "cannot be combined" in capsys.readouterr().err
    assert main(["--schema", str(tmp_path / "none.json")]) == 1
    assert "none.json" in capsys.readouterr().err
