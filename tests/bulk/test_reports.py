"""Reports of bulk writes: written to files, pickled, and kept in a temporary file."""

from __future__ import annotations

import pickle
import stat
from pathlib import Path

import pytest

from attio import Attio
from attio.bulk import BulkError
from tests.bulk.conftest import DOMAINS, rows_of


def test_a_report_can_be_written_and_pickled(crm: Attio, path: Path, tmp_path: Path) -> None:
    rows = [*rows_of(2), {"domains": ["a.com", "b.com"], "nam": "=1+1", "number": 5}, {"name": "x"}]
    report = crm.bulk.assert_records("companies", rows, **DOMAINS, checkpoint=path)
    again = pickle.loads(pickle.dumps(report))
    assert repr(again) == repr(report) == "<BulkReport: 2 created, 2 failed>"
    assert report.write(tmp_path / "failed.csv", "failed") == 2
    lines = (tmp_path / "failed.csv").read_text().splitlines()
    assert lines[0] == "domains,nam,row.number,name,number,outcome,record_id,code,attribute,message"
    assert lines[1].startswith("a.com;b.com,=1+1,5,,3,failed,,unknown_attribute,nam,")
    assert report.write(tmp_path / "failed.jsonl") == 2
    assert '"row": {"name": "x"}' in (tmp_path / "failed.jsonl").read_text()
    with pytest.raises(ValueError, match=r"must be a \.csv or \.jsonl file, not '\.xlsx'"):
        report.write(tmp_path / "failed.xlsx")
    with pytest.raises(ValueError, match="there is no outcome 'fail'"):
        report.rows("fail")  # type: ignore[arg-type]
    assert not list(tmp_path.glob(".failed*"))
    with pytest.raises(BulkError) as raised:
        report.raise_if_failed()
    copy = pickle.loads(pickle.dumps(raised.value))
    assert (str(copy), repr(copy.report)) == (str(raised.value), repr(report))
    crm.bulk.assert_records("companies", rows_of(1), **DOMAINS).raise_if_failed()


def test_a_temporary_file_is_deleted_with_its_report(crm: Attio) -> None:
    report = crm.bulk.assert_records("companies", rows_of(1), **DOMAINS)
    file: Path = vars(report)["_path"]
    assert file.exists()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    del report
    assert not file.exists()
