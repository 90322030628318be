"""Rows that cannot be sent: only the row itself fails, and its result names the attribute."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NoReturn

import pytest
from pydantic import BaseModel

from attio import Attio
from attio.bulk import Row, read_rows
from attio.bulk.rows import InvalidRowError, canonical
from attio.sandbox import Sandbox
from tests.bulk.conftest import DOMAINS, Write, companies, sales


class Odd:
    """An object whose `repr` raises."""

    def __repr__(self) -> NoReturn:
        raise RuntimeError("no text")


class Torn(Mapping[str, object]):
    """A mapping whose methods raise."""

    def __getitem__(self, key: str) -> NoReturn:
        raise RuntimeError("torn")

    def __iter__(self) -> NoReturn:
        raise RuntimeError("torn")

    def __len__(self) -> int:
        return 1


class Moody:
    """An object whose `str` raises the first times."""

    def __init__(self, times: int) -> None:
        self.times = times

    def __str__(self) -> str:
        self.times -= 1
        if self.times >= 0:
            raise RuntimeError("not now")
        return "text"


@dataclasses.dataclass
class Unset:
    name: str
    domains: str = dataclasses.field(init=False)


class Model(BaseModel):
    domains: str

    def model_dump(self, **_: Any) -> NoReturn:
        raise RuntimeError("odd")


def loop() -> dict[str, object]:
    found: dict[str, object] = {}
    found["x"] = found
    return found


def nested(depth: int) -> list[Any]:
    found: list[Any] = []
    for _ in range(depth):
        found = [found]
    return found


VALUES: list[tuple[object, str]] = [
    (float("nan"), "nan is not a JSON number; if it is a missing value, give None to clear"),
    (float("inf"), "inf is not a JSON number"),
    (Decimal("NaN"), "NaN is not a JSON number"),
    (10**400, "round it first, or keep it in a text attribute"),
    (b"\xff", "bytes is not JSON; decode it to str first"),
    ({"a", "b"}, "set is not JSON; make it a list"),
    (dt.datetime(2026, 1, 1), "this datetime has no time zone"),  # noqa: DTZ001 - so it is
    ("\ud800", "a lone surrogate, which UTF-8 cannot encode"),
    ({"\ud800": 1}, "surrogate"),
    (loop(), "contains itself"),
    (nested(100_000), "nested too deeply"),
    (object(), "object is not JSON"),
    (Odd(), "Odd is not JSON"),
    (Torn(), "name: cannot be converted to JSON: RuntimeError: torn"),
    (lambda: None, "function is not JSON"),
    ({1: object}, "type is not JSON"),
    (nested(1), 'slug "name"'),
]


def test_values_of_a_wrong_kind_fail_their_row_alone(crm: Attio, write: Write) -> None:
    rows = [{"name": value, "domains": f"c{n}.com"} for n, (value, _) in enumerate(VALUES)]
    rows.insert(3, {"name": "good", "domains": "good.com"})
    report = write(crm, "assert_records", "companies", rows, **DOMAINS)
    failed = list(report.rows("failed"))
    for number, (result, (value, expected)) in enumerate(zip(failed, VALUES, strict=True)):
        assert result.attribute == "name", result
        assert expected in str(result.message), type(value)
        assert result.row is not None
        assert result.row["domains"] == f"c{number}.com"
    assert list(companies(crm)) == ["good.com"]


@pytest.mark.parametrize(("times", "message"), [(1, "the row cannot be converted to JSON: not now"), (2, "not JSON")])
def test_values_that_change_while_they_are_encoded_are_rejected(times: int, message: str) -> None:
    with pytest.raises(InvalidRowError, match=message):
        canonical({"name": Moody(times)})


def test_bad_values_of_entries_fail_their_row_alone(crm: Attio, write: Write) -> None:
    sales(crm)
    parent = {"parent_record_id": "x", "parent_object": "companies"}
    rows = [{**parent, "note": b"x"}, {"note": "x"}, {"parent_record_id": "x", "note": "x"}]
    report = write(crm, "create_entries", "sales", rows)
    assert [result.attribute for result in report.rows("failed")] == ["note", "parent_record_id", "parent_object"]


@pytest.mark.parametrize("key", [None, "", "  ", [], [None], ()])
def test_rows_without_a_key_fail(crm: Attio, key: object) -> None:
    report = crm.bulk.assert_records("companies", [{"domains": key}, {"name": "x"}], **DOMAINS)
    assert {(result.code, result.attribute) for result in report.rows("failed")} == {("missing_key", "domains")}
    report = crm.bulk.create_records("companies", [{"domains": key}], key="domains")
    assert [(result.code, result.attribute) for result in report.rows("failed")] == [("missing_key", "domains")]


def test_rows_without_an_id_fail(crm: Attio, write: Write) -> None:
    rows: list[Any] = [{"name": "x"}, {"record_id": None}, {"record_id": ""}, {"record_id": 5}]
    for method in ("update_records", "delete_records"):
        report = write(crm, method, "companies", rows)
        assert [(result.code, result.attribute) for result in report.rows("failed")] == [
            ("missing_id", "record_id")
        ] * 4


ROWS: list[tuple[object, str]] = [
    (None, "not NoneType"),
    (5, "not int"),
    ("a.com", "not str"),
    (["a.com"], "not list"),
    (Row, "not type"),
    (Odd(), "not Odd"),
    ({1: 2}, "names of attributes must be text, not 1"),
    (Row(5), "the values of a Row must be a mapping, not int"),  # type: ignore[arg-type]
    (Unset("A"), "the row cannot be read: AttributeError"),
    (Model(domains="m.com"), "the row cannot be read: RuntimeError: odd"),
    (Row({}, problem="line 3: no"), "line 3: no"),
]


def test_rows_that_are_not_mappings_fail_alone(crm: Attio, write: Write, workspace: Sandbox) -> None:
    report = write(crm, "assert_records", "companies", (row for row, _ in ROWS), **DOMAINS, check=False)
    assert report.failed == report.total == len(ROWS)
    for result, (_, expected) in zip(report.rows("failed"), ROWS, strict=True):
        assert expected in str(result.message)
    assert not any(request.method == "PUT" for request in workspace.requests)


def test_a_row_with_a_lone_surrogate_fails_alone(crm: Attio) -> None:
    file = io.StringIO('{"domains": "a.com", "name": "\\ud800"}\n{"domains": "b.com"}\n')
    report = crm.bulk.assert_records("companies", read_rows(file, format="jsonl"), **DOMAINS)
    assert (report.created, report.failed) == (1, 1)
    [failed] = report.rows("failed")
    assert (failed.number, failed.attribute) == (1, "name")
