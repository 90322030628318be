"""Timestamps and durations as text."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from attio.sandbox.timestamps import add_duration, parse_timestamp, timestamp


def test_a_moment_is_written_in_utc_with_nine_digits() -> None:
    moment = datetime(2026, 1, 1, 1, 2, 3, 4, tzinfo=timezone(timedelta(hours=2)))
    assert timestamp(moment) == "2025-12-31T23:02:03.000004000Z"
    assert timestamp(datetime(33, 1, 1, tzinfo=timezone.utc)) == "0033-01-01T00:00:00.000000000Z"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2026-01-01T12", "2026-01-01T12:00:00.000000000Z"),
        ("2026-01-01t12:30z", "2026-01-01T12:30:00.000000000Z"),
        ("2026-01-01T12:30:15,5-03", "2026-01-01T15:30:15.500000000Z"),
        ("2026-01-01T00:00:00.000000001+00:30", "2025-12-31T23:30:00.000000001Z"),
    ],
)
def test_timestamps_of_iso_8601_are_parsed(text: str, written: str) -> None:
    assert parse_timestamp(text) == written


@pytest.mark.parametrize("text", ["", "now", "0000-01-01", "2026-13-01", "2026-01-01T25:00", "2026-1-1", "2026-01-01T"])
def test_invalid_dates_are_rejected(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        parse_timestamp(text)


@pytest.mark.parametrize(
    ("duration", "day"),
    [
        ("P1D", "2024-02-01T10:00:00"),
        ("P1M", "2024-02-29T10:00:00"),
        ("P1Y1M", "2025-02-28T10:00:00"),
        ("P11M", "2024-12-31T10:00:00"),
        ("P1W", "2024-02-07T10:00:00"),
        ("PT14H1M1S", "2024-02-01T00:01:01"),
    ],
)
def test_durations_are_added(duration: str, day: str) -> None:
    assert add_duration("2024-01-31T10:00:00.000000007Z", duration) == f"{day}.000000007Z"


@pytest.mark.parametrize("text", ["P", "PT", "1M", "P1M2"])
def test_invalid_durations_are_rejected(text: str) -> None:
    with pytest.raises(ValueError, match=text):
        add_duration("2024-01-31T10:00:00.000000000Z", text)
