"""Imports: rows of files become records; rows that cannot be written are reported."""

from __future__ import annotations

import csv
import io
import os
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from attio.bulk import BulkReport, BulkResult
from attio.bulk.checkpoint import Checkpoint
from attio.cli.summary import ErrorStatus
from tests.cli.running import Result, Shell
from tests.cli.terminal import on_terminal
from tests.programs import started


@pytest.fixture
def folder(crm: Shell, tmp_path: Path) -> Path:
    """The current directory of the commands."""
    made = tmp_path / "files"  # next to the folder of the profiles
    made.mkdir()
    crm.patch.chdir(made)
    return made


def write(path: Path, *lines: str, encoding: str = "utf-8") -> str:
    path.write_bytes("".join(f"{line}\n" for line in lines).encode(encoding))
    return path.name


def companies(crm: Shell) -> dict[str, Any]:
    return {row["name"]: row for row in crm("query", "companies").rows}


def writes(crm: Shell) -> int:
    return sum(request.method != "GET" and not request.path.endswith("/query") for request in crm.sandbox.requests)


def messy(folder: Path, count: int = 300) -> str:
    """Write a file in which every tenth row has no domain and every twenty-fifth has too many cells."""
    rows = [f"C{n},{'' if n % 10 == 0 else f'c{n}.example'}{',?' if n % 25 == 1 else ''}" for n in range(count)]
    return write(folder / "messy.csv", "name,domains", *rows)


BAD = len({n for n in range(300) if n % 10 == 0 or n % 25 == 1})


def test_rows_are_written_and_others_reported(crm: Shell, folder: Path) -> None:
    file = write(
        folder / "new.csv",
        "Website,name,description,junk", "a.example,A,x,1", ",Nameless,,2", "harborlines.com,Harbor,,3",
        "bad domain,Bad,,4", "short.example,Short",
    )  # fmt: skip
    words = ("import", "companies", file, "--match", "domains", "--map", "Website=domains", "--map", "junk=")
    result = crm(*words, "--errors", "wrong.csv")
    assert (result.code, result.rows) == (6, [{"written": 2, "skipped": 0, "failed": 3}])
    assert result.err.splitlines() == [
        "error: line 3: the row has no value of the matching attribute 'domains'",
        'error: line 5: An invalid value was passed to attribute with slug "domains".; domain: Invalid domain',
        "error: line 6: 2 cells, but the header has 4",
        "3 rows in wrong.csv",
    ]
    found = companies(crm)
    assert (found["A"]["description"], found["Harbor"]["domains"]) == ("x", ["harborlines.com", "harbor.example.org"])
    # The file of failed rows can be imported after it was corrected.
    mended = (folder / "wrong.csv").read_text("utf-8").replace("bad domain", "good.example")
    (folder / "mended.csv").write_text(mended, "utf-8")
    again = crm("import", "companies", "mended.csv", "--match", "domains")
    assert (again.code, again.rows) == (6, [{"written": 2, "skipped": 0, "failed": 1}])
    assert "Bad" in companies(crm)


def test_repeating_the_command_sends_failed_and_changed_rows(crm: Shell, folder: Path) -> None:
    file = write(folder / "new.csv", "domains,name", "a.example,A", "b.example,B", ",C")
    words = ("import", "companies", file, "--match", "domains", "-q")
    assert crm(*words).rows == [{"written": 2, "skipped": 0, "failed": 1}]
    write(folder / "new.csv", "domains,name", "a.example,A", "b.example,Bee", "c.example,C")
    again = crm(*words)
    assert (again.code, again.rows, again.err) == (0, [{"written": 2, "skipped": 1, "failed": 0}], "")
    assert (folder / "new.csv.attio").stat().st_mode & 0o777 == 0o600
    other = crm("import", "people", file, "--match", "email_addresses", "--map", "domains=email_addresses")
    assert (other.code, "belongs to other work: its target" in other.err) == (2, True)
    elsewhere = crm("import", "companies", file, "--match", "domains", "--checkpoint", "mine", "--skip-unchanged")
    assert (elsewhere.rows, (folder / "mine").exists()) == ([{"written": 0, "skipped": 3, "failed": 0}], True)


def test_an_interrupted_import_can_be_resumed(crm: Shell, folder: Path) -> None:
    file = messy(folder)
    words = ("import", "companies", file, "--match", "domains", "--errors", "wrong.csv")
    program = [sys.executable, "-m", "attio", *words, "--rate", "60"]
    before = writes(crm)
    with started(program, env=dict(os.environ), cwd=folder) as process:
        limit = time.monotonic() + 20
        while writes(crm) < before + 40 and time.monotonic() < limit:
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        output = process.stderr.read().splitlines()[-1]
        assert (process.wait(20), process.stdout.read()) == (130, "")
    assert output.startswith("error: interrupted: ")
    assert output.endswith("; run the same command again to continue")
    done = int(output.split()[2])
    assert 20 <= done < 300 - BAD
    with (folder / "wrong.csv").open(encoding="utf-8") as lines:
        assert 0 < len(list(csv.DictReader(lines))) < BAD
    again = crm(*words, "--rate", "1000")
    [counts] = again.rows
    assert (again.code, counts) == (6, {"written": 300 - BAD - done, "skipped": done, "failed": BAD})
    assert len(companies(crm)) == 3 + 300 - BAD
    assert len(again.err.splitlines()) == 11  # ten rows, and the name of the file that has all
    with (folder / "wrong.csv").open(encoding="utf-8") as lines:
        assert len(list(csv.DictReader(lines))) == BAD
    assert f"{BAD - 10} more; --errors FILE" in crm(*words[:-2]).err


def test_ctrl_c_before_the_first_row_exits_with_130(crm: Shell, folder: Path) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    crm.patch.setattr("attio.bulk.client.Bulk.assert_records", interrupted)
    result = crm("import", "companies", write(folder / "a.csv", "domains", "a.example"), "--match", "domains")
    assert (result.code, result.err) == (130, "error: interrupted\n")


@pytest.mark.parametrize("suffix", ["csv", "jsonl", "parquet"])
@pytest.mark.usefixtures("folder")
def test_exported_files_can_be_imported(crm: Shell, suffix: str) -> None:
    for object_, match in (("companies", "domains"), ("deals", "record_id")):
        file = f"{object_}.{suffix}"
        exported = crm("export", object_, "--to", file)
        assert exported.code == 0, exported.err
        result = crm("import", object_, file, "--match", match)
        assert (result.code, result.rows[0]["failed"]) == (0, 0), result.err
        assert result.err.startswith("columns not imported: ")
    assert companies(crm)["Harbor Lines"]["domains"] == ["harborlines.com", "harbor.example.org"]


def test_a_dry_run_reads_and_writes_nothing(crm: Shell, folder: Path) -> None:
    file = write(folder / "new.csv", "domains,name", "a.example,A", "a.example,B", ",C")
    before = writes(crm)
    result = crm("import", "companies", file, "--match", "domains", "--dry-run", "--read-only")
    assert (result.code, result.rows) == (6, [{"written": 2, "skipped": 0, "failed": 1}])
    assert result.err.splitlines()[1:] == [
        "'a.example' is in several lines, the last one is used: 2, 3",
        "dry run: nothing was written",
    ]
    assert (writes(crm), [path.name for path in folder.iterdir()]) == (before, ["new.csv"])


def test_guards_stop_an_import(crm: Shell, folder: Path) -> None:
    file = write(folder / "new.csv", "domains,name", "a.example,A")
    words = ("import", "companies", file, "--match", "domains")
    before = writes(crm)
    assert (crm(*words, "--read-only").code, crm(*words, "--workspace", "acme").code) == (9, 9)
    assert writes(crm) == before
    crm.patch.delenv("ATTIO_API_KEY")
    assert crm(*words, "--dry-run").code == 4  # it reads


def test_a_long_text_is_imported(crm: Shell, folder: Path) -> None:
    file = folder / "long.csv"
    file.write_text(f"domains,description\nharborlines.com,{'x' * 150_000}\n")
    assert crm("import", "companies", str(file), "--match", "domains").code == 0
    [row] = crm("export", "companies", "domains=harborlines.com", "-f", "description").rows
    assert len(row["description"]) == 150_000


def test_an_import_reads_stdin_and_clears_empty_cells_on_demand(crm: Shell, folder: Path) -> None:
    def typed(*lines: str) -> None:
        crm.patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("".join(lines).encode())))

    words = ("import", "companies", "-", "--match", "domains")
    typed('{"domains": ["a.example"], "name": "A", "description": "x"}\n{"domains": "b.example"}\n')
    assert crm(*words, "--from", "jsonl", "--limit", "1").rows == [{"written": 1, "skipped": 0, "failed": 0}]
    typed("domains,description\na.example,\n")
    assert crm(*words, "--from", "csv").code == 0
    assert companies(crm)["A"]["description"] == "x"
    typed("domains,description\na.example,\n")
    assert (
        crm(*words, "--from", "csv", "--clear-empty", "--json").out
        == '{\n  "written": 1,\n  "skipped": 0,\n  "failed": 0\n}\n'
    )
    assert companies(crm)["A"]["description"] is None
    assert list(folder.iterdir()) == []
    typed()
    assert crm(*words, "--from", "csv").err.startswith("error: stdin is empty; a CSV file starts with")
    typed()
    assert crm(*words, "--from", "jsonl").rows == [{"written": 0, "skipped": 0, "failed": 0}]
    assert crm(*words).err == "error: stdin: the format is not known; add --from csv, jsonl or parquet\n"


def test_a_workspace_in_memory_leaves_no_checkpoint(crm: Shell, folder: Path) -> None:
    crm.patch.delenv("ATTIO_SERVER_URL")
    file = write(folder / "new.csv", "domains,name", "a.example,A")
    for _ in range(2):
        result = crm("--sandbox", "import", "companies", file, "--match", "domains")
        assert result.rows == [{"written": 1, "skipped": 0, "failed": 0}]
    assert [path.name for path in folder.iterdir()] == [file]


def content(lines: Sequence[str], encoding: str = "utf-8") -> bytes:
    return "".join(f"{line}\n" for line in lines).encode(encoding)


OK = content(["domains,name", "a.example,A"])


REJECTED: list[tuple[str, bytes, tuple[str, ...], str]] = [
    ("a.csv", OK, ("--map", "nmae=name"), "cannot read a.csv: there is no column 'nmae'; did you mean 'name'?"),
    ("a.csv", OK, ("--map", "name"), "--map 'name' must be COLUMN=FIELD"),
    ("a.csv", OK, ("--map", "name=domains"), "the columns 'domains' and 'name' both become 'domains'"),
    ("a.csv", OK, ("--map", "name=created_by"), "'created_by' is set by Attio and cannot be written"),
    ("a.csv", OK, ("--match", "nmae"), "'companies' has no attribute 'nmae'; did you mean 'name'?"),
    ("a.csv", OK, ("--match", "name"), "'name' of the object 'companies' is not unique; unique attributes:"),
    ("a.csv", OK, ("--map", "domains="), "no column has the attribute 'domains' of --match; the columns are name"),
    ("a.csv", OK, ("--errors", "none/wrong.csv"), "--errors none/wrong.csv: cannot write there: No such file"),
    ("a.csv", OK, ("--errors", "wrong.txt"), "--errors wrong.txt: the name must end in .csv or .jsonl"),
    ("a.csv", OK, ("--errors", "./a.csv"), "FILE, --errors and --checkpoint must be different files"),
    ("a.csv", OK, ("--errors", "."), "invalid value for '--errors': File '.' is a directory"),
    ("a.csv", OK, ("--checkpoint", "none/c"), "--checkpoint none/c: cannot write there"),
    ("a.csv", OK, ("--rate", "0"), "invalid value for '--rate'"),
    ("a.csv", OK, ("--raw",), "use another format than --raw"),
    ("a.txt", OK, (), "a.txt: the format is not known; add --from csv, jsonl or parquet"),
    ("a.csv", b"", (), "a.csv is empty; a CSV file starts with the names of its columns"),
    ("a.csv", b"\n\r\n", (), "a.csv is empty; a CSV file starts with the names of its columns"),
    ("a.csv", content(["domains,nmae", "a,b"]), (), "'companies' has no attribute 'nmae'; did you mean 'name'?"),
    ("a.csv", content(["nmae", "a"]), (), "'companies' has no attribute 'nmae'; did you mean 'name'?"),
    ("a.csv", content(["domains,name,name", "a,b,c"]), (), "the header contains the column 'name' more than once"),
    ("a.csv", content(["domains;name", "a;b"]), (), "a.csv: columns must be separated by commas, not by ';'"),
    ("a.csv", content(["domains,näme", "a,b"], "latin-1"), (), "cannot read a.csv: the header is not UTF-8"),
    ("a.csv", content(["domains,name", "a,ä"], "latin-1"), (), "line 2, column 'name': not UTF-8"),
    ("a.csv", content(["domains,name", "a,b"], "utf-16"), (), "cannot read a.csv: the header"),
    ("a.csv", content(['"domains', "a"]), (), "cannot read a.csv: the header cannot be read: unexpected end"),
    ("a.jsonl", content(['{"domains": "a.example", "nmae": 1}']), (), "no attribute 'nmae'; did you mean 'name'?"),
    ("a.jsonl", content(["[1]", "x"]), (), "its first rows are not valid; line 1: not a JSON object"),
    ("a.parquet", OK, (), "cannot read a.parquet: Parquet"),
]  # fmt: skip


def test_bad_arguments_are_rejected_before_anything_is_written(crm: Shell, folder: Path) -> None:
    before = writes(crm)
    for name, given, words, problem in REJECTED:
        (folder / name).write_bytes(given)
        match = () if "--match" in words else ("--match", "domains")
        result = crm("import", "companies", name, *match, *words)
        assert (result.code, result.out, problem in result.err) == (2, "", True), (name, given, words, result.err)
        assert (writes(crm), [path.name for path in folder.iterdir()]) == (before, [name]), words
        (folder / name).unlink()


def test_a_file_that_cannot_be_read_is_an_error(crm: Shell, folder: Path) -> None:
    def rejected(file: str) -> Result:
        result = crm("import", "companies", file, "--match", "domains")
        assert not any(request.path.startswith("/v2") for request in list(crm.sandbox.requests)[before:])
        return result

    before = len(crm.sandbox.requests)
    assert "File 'none.csv' does not exist" in rejected("none.csv").err
    assert "is a directory" in rejected(str(folder)).err
    (folder / "a.parquet").touch()
    crm.patch.setitem(sys.modules, "pyarrow.parquet", None)
    without = rejected("a.parquet")
    assert (without.code, without.err) == (
        1,
        "error: Parquet needs the package pyarrow: pip install 'attio-sdk[parquet]'\n",
    )

    def unreadable(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    crm.patch.setattr("attio.bulk.read_rows", unreadable)
    assert rejected(write(folder / "a.csv", "domains")).err == "error: cannot read a.csv: Permission denied\n"


def test_a_byte_order_mark_and_blank_lines_are_ignored(crm: Shell, folder: Path) -> None:
    file = write(folder / "a.csv", "", "domains,name", "", "a.example,A", encoding="utf-8-sig")
    assert crm("import", "companies", file, "--match", "domains").rows == [{"written": 1, "skipped": 0, "failed": 0}]
    empty = write(folder / "b.csv", "domains,name")
    assert crm("import", "companies", empty, "--match", "domains").code == 0


@pytest.mark.usefixtures("crm")
def test_a_terminal_shows_progress_and_counts(folder: Path) -> None:
    file = messy(folder, 60)
    code, output = on_terminal(
        "import", "companies", str(folder / file), "--match", "domains", "--limit", "50", "--rate", "60"
    )
    lines = output.splitlines()
    assert code == 6
    assert lines[-1] == "43 written, 0 already done, 7 failed"
    assert "\rimport [####################] 50 of 50 rows, 7 failed" in output
    assert "left" in output
    assert output.count("\nerror: line ") + output.count("\rerror: line ") == 7
    plain = on_terminal("import", "companies", str(folder / file), "--match", "domains", "-q")[1]
    assert "\r" not in plain


def test_a_revoked_token_stops_an_import(crm: Shell, folder: Path) -> None:
    file = write(folder / "a.csv", "domains,name", *(f"c{n}.example,C{n}" for n in range(60)))
    token = crm.sandbox.add_token()
    crm.patch.setenv("ATTIO_API_KEY", token)
    record = ErrorStatus.record

    def revoke(self: ErrorStatus, result: Any) -> None:
        record(self, result)
        if result.number == 2:
            crm.sandbox.revoke_token(token)

    crm.patch.setattr(ErrorStatus, "record", revoke)
    stopped = crm("import", "companies", file, "--match", "domains")
    assert (stopped.code, stopped.out) == (4, ""), stopped.err
    assert stopped.err.splitlines()[-1].startswith("error: stopped: ")
    assert " written, 0 already done, " in stopped.err.splitlines()[-1]


def test_rows_with_an_unknown_outcome_are_reported(crm: Shell, folder: Path) -> None:
    file = write(folder / "a.csv", "domains,name", "a.example,A")
    report = BulkReport.open(_unknown(folder))
    assert (report.unknown, report.failed) == (1, 0)

    def written(*_: object, **__: object) -> BulkReport:
        return report

    crm.patch.setattr("attio.bulk.client.Bulk.assert_records", written)
    result = crm("import", "companies", file, "--match", "domains")
    assert (result.code, result.rows) == (8, [{"written": 0, "skipped": 0, "failed": 0, "unknown": 1}])
    assert result.err == "error: line 2: outcome unknown: timeout\n"


def _unknown(folder: Path) -> Path:
    checkpoint = Checkpoint(folder / "unknown", {}, is_durable=False)
    checkpoint.finish(b"1", BulkResult(2, "unknown", message="timeout"), known=None, urgent=True)
    checkpoint.close(stopped=None)
    return folder / "unknown"
