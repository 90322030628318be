"""Timestamps in the format of the API: UTC, nine fractional digits and `Z`.

Texts in this format sort by time, so the sandbox stores timestamps as text.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import datetime, timedelta, timezone

_ISO = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2})"
    r"(?P<time>[Tt ](?P<hour>\d{2})(?::(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,](?P<fraction>\d{1,9}))?)?)?"
    r"(?P<zone>[Zz]|[+-]\d{2}(?::?\d{2})?)?)?)?)?",
    re.ASCII,
)
_DURATION = re.compile(
    r"P(?=.)(?:(?P<years>\d+)Y)?(?:(?P<months>\d+)M)?(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?"
    r"(?:T(?=.)(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+)S)?)?",
    re.ASCII,
)


def _format(moment: datetime, nanoseconds: int) -> str:
    return f"{moment.replace(microsecond=0, tzinfo=None).isoformat()}.{nanoseconds:09d}Z"


def timestamp(moment: datetime) -> str:
    """Format an aware datetime as a timestamp."""
    moment = moment.astimezone(timezone.utc)
    return _format(moment, moment.microsecond * 1000)


def _offset(zone: str | None) -> timedelta:
    if zone is None or zone in "Zz":
        return timedelta()
    digits = zone[1:].replace(":", "").ljust(4, "0")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return -offset if zone[0] == "-" else offset


def parse_timestamp(text: str) -> str:
    """Parse an ISO 8601 text, partial or complete, and return it as a timestamp. Without a zone, it is in UTC.

    Raises:
        ValueError: The text is not an ISO 8601 date or time.
    """
    match = _ISO.fullmatch(text.strip())
    if match is None:
        raise ValueError(text)
    part = match.groupdict()
    moment = datetime(
        int(part["year"]),
        int(part["month"] or 1),
        int(part["day"] or 1),
        int(part["hour"] or 0),
        int(part["minute"] or 0),
        int(part["second"] or 0),
        tzinfo=timezone.utc,
    )
    try:
        moment -= _offset(part["zone"])
    except OverflowError as error:
        raise ValueError(text) from error
    return _format(moment, int((part["fraction"] or "").ljust(9, "0")))


def parse_date(text: str) -> str:
    """Parse an ISO 8601 text, and return its day in UTC as `YYYY-MM-DD`.

    Raises:
        ValueError: The text is not an ISO 8601 date or time.
    """
    return parse_timestamp(text)[:10]


def has_time(text: str) -> bool:
    """Return whether an ISO 8601 text has a time of day."""
    match = _ISO.fullmatch(text.strip())
    return match is not None and match["time"] is not None


def has_zone(text: str) -> bool:
    """Return whether an ISO 8601 text has a UTC offset or `Z`."""
    match = _ISO.fullmatch(text.strip())
    return match is not None and match["zone"] is not None


def add_duration(text: str, duration: str) -> str:
    """Add an ISO 8601 duration such as `P1M` to a timestamp.

    Raises:
        OverflowError: The result is after the year 9999.
        ValueError: `duration` is not a duration, or the result is after the year 9999.
    """
    match = _DURATION.fullmatch(duration)
    if match is None:
        raise ValueError(duration)
    part = {name: int(value or 0) for name, value in match.groupdict().items()}
    moment = datetime.fromisoformat(text[:19])
    months = moment.month - 1 + part["months"] + 12 * part["years"]
    year, month = moment.year + months // 12, months % 12 + 1
    moment = moment.replace(year=year, month=month, day=min(moment.day, monthrange(year, month)[1]))
    moment += timedelta(
        weeks=part["weeks"],
        days=part["days"],
        hours=part["hours"],
        minutes=part["minutes"],
        seconds=part["seconds"],
    )
    return _format(moment, int(text[20:29]))


def add_nanoseconds(text: str, nanoseconds: int) -> str:
    """Add nanoseconds to a timestamp."""
    seconds, rest = divmod(int(text[20:29]) + nanoseconds, 1_000_000_000)
    return _format(datetime.fromisoformat(text[:19]) + timedelta(seconds=seconds), rest)
