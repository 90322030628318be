"""The control verbs that docs/sandbox.md lists, in Python, over HTTP and on the command line."""

from __future__ import annotations

import json
import re
import shlex
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from attio.sandbox import Request, Response, Sandbox
from attio.sandbox.__main__ import main
from attio.sandbox.control.verbs import ID, Verbs
from attio.sandbox.serving.server import running
from tests.sandbox.page.screenshots import VIEWS

GUIDE = Path(__file__).parents[2] / "docs" / "sandbox.md"
ROWS = re.findall(
    r"^\| `(.+?)` \| `((?:GET|PUT|POST|DELETE) .+?)` \| `(.+?)` \|$", GUIDE.read_text(encoding="utf-8"), re.MULTILINE
)
LISTED = {(http.split()[0], re.sub(r"@.*", "", http.split()[1].partition("?")[0])) for _, http, _ in ROWS}
UNLISTED = {
    # Verbs that read settings of other verbs, and verbs that the guide covers with the page and `snapshots`.
    *(f"GET {path}" for path in ("changes", "clock", "limits", "snapshots", "states", "workspaces")),
    *(f"GET {path}" for path in ("deliveries/routes", "deliveries/ID", "faults/ID", "oauth/apps", "oauth/auto")),
    "DELETE deliveries/routes",
    "DELETE faults/ID",
    "POST snapshots/ID/restore",
    "POST oauth/approve",
    "POST oauth/deny",
}


def prepared() -> Sandbox:
    """Return a sandbox with everything that the verbs of the guide need."""
    sandbox = Sandbox()
    with sandbox.client() as client:
        subscriptions = [{"event_type": "task.created", "filter": None}]
        client.webhooks.create(data={"target_url": "https://hooks.acme.test", "subscriptions": subscriptions})  # type: ignore[typeddict-item]
    assert [delivery.id for delivery in sandbox.emit("task.created")] == ["1"]
    return sandbox


def test_the_guide_lists_every_verb() -> None:
    for method, pattern, _ in Verbs(Sandbox()).table:
        verb = f"{method} {pattern.replace(ID, 'ID')}"
        is_listed = any(method == known and re.fullmatch(f"/_sandbox/{pattern}", path) for known, path in LISTED)
        assert is_listed != (verb in UNLISTED), verb


class Port:
    """A port that all tests share; each test serves its own sandbox on it."""

    url = ""
    door: Callable[[Request], Response]

    def begin(self) -> None:
        """Serve a new sandbox on the port."""
        self.door = prepared().door()


@pytest.fixture(scope="module")
def port() -> Iterator[Port]:
    created = Port()

    def handle(request: Request) -> Response:
        return created.door(request)

    with running(handle) as created.url:
        yield created


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Change to a directory with a state file."""
    monkeypatch.chdir(tmp_path)
    Sandbox().save("crm.sqlite")


@pytest.mark.parametrize("python", [row[0] for row in ROWS])
def test_the_python_examples_run(python: str) -> None:
    eval(python, {"sandbox": prepared()})


@pytest.mark.parametrize("http", [row[1] for row in ROWS])
def test_the_http_examples_run(http: str, port: Port) -> None:
    port.begin()
    method, path, *body = http.split(" ", 2)
    given = body[0] if body else "{}"
    is_file = given.startswith("@")
    content = Path(given[1:]).read_bytes() if is_file else given.encode()
    headers = {"content-type": "application/octet-stream" if is_file else "application/json"}
    request = urllib.request.Request(port.url + path, None if method == "GET" else content, headers, method=method)
    with urllib.request.urlopen(request, timeout=10) as response:
        assert response.status in (200, 204)
        content, kind = response.read(), response.headers["content-type"]
    if content and kind != "application/octet-stream":
        json.loads(content)


@pytest.mark.parametrize("words", [row[2] for row in ROWS])
def test_the_command_line_examples_run(words: str, port: Port, capsys: pytest.CaptureFixture[str]) -> None:
    port.begin()
    assert main([*shlex.split(words), "--url", port.url]) == 0, capsys.readouterr().err


def test_screenshots_exist_and_are_small() -> None:
    pictures = [
        GUIDE.parent / name for name in re.findall(r"!\[[^]]+\]\((assets/[\w-]+\.png)\)", GUIDE.read_text("utf-8"))
    ]
    assert {picture.stem for picture in pictures} == set(VIEWS)
    assert all(picture.stat().st_size < 150_000 for picture in pictures)
