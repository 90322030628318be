"""Numbers with underscores or digits of other scripts, which Python accepts and the API rejects."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from attio.sandbox import ControlError
from attio.sandbox.__main__ import main
from attio.sandbox.control.clock import parse_duration
from attio.sandbox.sql.functions import to_integer, to_number
from attio.sandbox.sql.tables import SqlError
from attio.sandbox.timestamps import parse_timestamp
from tests.sandbox.api import Api

ODD = ["٣", "²", "1_0", "٣.٤"]


@pytest.mark.parametrize("text", ODD)
@pytest.mark.parametrize("read", [to_number, to_integer])
def test_odd_numbers_in_sql_are_rejected(read: Callable[[object], float], text: str) -> None:
    with pytest.raises(SqlError, match="invalid input syntax for type"):
        read(text)


@pytest.mark.parametrize("text", ["٣", "٣d", "1_0", "1_0d"])
def test_odd_durations_are_rejected(text: str) -> None:
    with pytest.raises(ControlError, match="is not a duration"):
        parse_duration(text)


def test_odd_timestamps_are_rejected() -> None:
    with pytest.raises(ValueError, match="٢٣٢٦"):
        parse_timestamp("٢٣٢٦-٣٢-٢٣")


@pytest.mark.parametrize("limit", ["٣", "1_0"])
def test_odd_numbers_in_a_query_are_rejected(api: Api, limit: str) -> None:
    assert api.raw("GET", f"/v2/tasks?limit={limit}").status == 400


def test_odd_phone_numbers_are_rejected(api: Api) -> None:
    body = {"data": {"values": {"name": "Ada Lovelace", "phone_numbers": ["+٤٩٣٣٩٣٣٨٢٣"]}}}
    assert api("POST", "/v2/objects/people/records", body).status == 400


@pytest.mark.parametrize("name", ["startIndex", "count"])
@pytest.mark.parametrize("number", ["٣", "1_0", "-", "x", "9" * 5_000])
def test_odd_numbers_in_scim_queries_are_rejected(api: Api, name: str, number: str) -> None:
    assert api.raw("GET", f"/scim/v2/Users?{name}={number}").status == 400


def test_odd_numbers_in_controls_are_rejected() -> None:
    for seed in ("²", "9" * 5_000):
        with pytest.raises(SystemExit):
            main(["--seed", seed])
