"""Each verb that docs/sandbox.md lists, in its three spellings."""

from __future__ import annotations

import json
import re
import urllib.request
from pathlib import Path

import pytest

from attio.sandbox import Sandbox
from attio.sandbox.__main__ import main
from attio.sandbox.serving.server import running

GUIDE = Path(__file__).parents[2] / "docs" / "sandbox.md"
ROWS = re.findall(
    r"^\| `(sandbox\..+?|list\(.+?)` \| `(.+?)` \| `(.+?)` \|$", GUIDE.read_text(encoding="utf-8"), re.MULTILINE
)


def test_there_are_rows() -> None:
    assert len(ROWS) >= 15


@pytest.mark.parametrize(("python", "http", "words"), ROWS, ids=[row[2] for row in ROWS])
def test_three_spellings(python: str, http: str, words: str, capsys: pytest.CaptureFixture[str]) -> None:
    sandbox = Sandbox()
    eval(python, {"sandbox": sandbox})
    method, path, *body = http.split(" ", 2)
    with running(sandbox.door()) as url:
        content = (body[0] if body else "{}").encode() if method != "GET" else None
        headers = {"content-type": "application/json"}
        request = urllib.request.Request(url + path, content, headers, method=method)
        with urllib.request.urlopen(request, timeout=10) as response:
            assert response.status in (200, 204)
            answered = response.read()
        assert main([*words.split(), "--url", url]) == 0, capsys.readouterr().err
    if answered:
        json.loads(answered)
