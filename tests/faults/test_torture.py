"""The torture runs: their harness, and a small share of each run."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator, Sequence

import pytest

from tests.snippets import ROOT
from torture import harness, suite
from torture.harness import Row, Rows, run, timed
from torture.runs import RUNS


def good(share: float) -> Iterator[Row]:
    yield Row("first", f"{share:g} of it", passed=True)
    yield Row("second", "2", passed=True)


def bad(_: float) -> Iterator[Row]:
    yield Row("wrong", "1 lost", passed=False)


def broken_halfway(_: float) -> Iterator[Row]:
    yield Row("begun", "1", passed=True)
    message = "no more"
    raise ValueError(message) from KeyError("key")


def do(*arguments: str, runs: Sequence[Rows] = (good, bad)) -> tuple[int, list[tuple[str, Sequence[Row]]]]:
    """Run with these arguments; return the exit status and the written rows."""
    written: list[tuple[str, Sequence[Row]]] = []

    def write(environment: str, rows: Sequence[Row]) -> None:
        written.append((environment, rows))

    return run(runs, write, arguments), written


def test_a_run_that_raises_is_a_failed_row_and_the_others_still_run() -> None:
    rows = list(timed([broken_halfway, good], 1.0))
    assert [(row.name, row.passed) for row in rows] == [
        ("begun", True),
        ("broken halfway", False),
        ("first", True),
        ("second", True),
    ]
    assert rows[1].figures == "ValueError: no more from KeyError('key')"


def test_one_failed_row_fails_the_program(capsys: pytest.CaptureFixture[str]) -> None:
    assert do() == (1, [])
    assert do("--only", "good") == (0, [])
    assert do("--only", "bad") == (1, [])
    assert do(runs=[broken_halfway])[0] == 1
    assert do(runs=[])[0] == 1
    output = capsys.readouterr().out
    assert re.search(r"^FAIL +0\.0 s  wrong: 1 lost$", output, re.MULTILINE)
    assert re.search(r"^3 rows, 1 failed, 0 s$", output, re.MULTILINE)


def test_the_share_is_passed_to_each_run(capsys: pytest.CaptureFixture[str]) -> None:
    do("--share", "0.25", "--only", "good")
    assert "first: 0.25 of it" in capsys.readouterr().out


def test_unknown_runs_are_rejected(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        do("--only", "goood")
    assert caught.value.code == 2
    assert "good" in capsys.readouterr().err


def test_only_a_complete_run_is_written() -> None:
    status, [(environment, rows)] = do("--write")
    assert status == 1
    assert environment == harness.environment()
    assert [row.name for row in rows] == ["first", "second", "wrong"]
    for arguments in (["--share", "0.5"], ["--only", "good"]):
        with pytest.raises(SystemExit):
            do("--write", *arguments)


def test_a_run_that_hangs_is_ended() -> None:
    code = (
        "import time; from torture import harness; harness.LIMIT = 0.2\n"
        "def hang(share):\n    time.sleep(60)\n    yield\n"
        "harness.run([hang], print, [])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False, capture_output=True, text=True)
    assert done.returncode == 1
    assert "in hang" in done.stderr


SMALL = ("never_twice_never_lost", "dead_server", "threads", "cancellation", "closing", "fuzzing")
"""Runs that are quick at a small share."""


@pytest.mark.parametrize("name", SMALL)
def test_a_small_share_of_a_run_passes(name: str) -> None:
    [chosen] = (run for run in RUNS if run.__name__ == name)
    rows = list(chosen(0.002))
    assert rows
    assert [row for row in rows if not row.passed] == []


def test_each_module_of_tests_is_run() -> None:
    modules = {path.stem.removeprefix("test_") for path in (ROOT / "tests" / "faults").glob("test_*.py")}
    # The ledger has a run of its own; this module and `test_page` test the runs themselves.
    assert set(suite.MODULES) == modules - {"ledger", "page", "torture"}


def test_the_tests_become_rows(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    root = tmp_path_factory.mktemp("project")
    code = (
        "import pytest\n"
        "@pytest.mark.parametrize('n', range(3))\n"
        "def test_that_some_fail(n): assert n < 1\n"
        "def test_that_is_fine(): pass\n"
        "@pytest.mark.skip\n"
        "def test_that_is_skipped(): pass\n"
    )
    (root / "tests" / "faults").mkdir(parents=True)
    (root / "tests" / "faults" / "test_odd.py").write_text(code, "utf-8")
    monkeypatch.setattr(suite, "ROOT", root)
    monkeypatch.setattr(suite, "MODULES", ["odd"])
    monkeypatch.setattr(suite, "AT_ONCE", [])
    assert sorted(suite.tests(1.0), key=lambda row: row.name) == [
        Row("odd: that is fine", "1 times", passed=True, runs=1),
        Row("odd: that is skipped", "1 times, 1 skipped", passed=True, runs=1),
        Row("odd: that some fail", "3 times, 2 failed: assert 2 < 1", passed=False, runs=3),
    ]
    monkeypatch.setattr(suite, "MODULES", ["gone"])
    with pytest.raises(RuntimeError, match="pytest ended with status 4"):
        list(suite.tests(1.0))
