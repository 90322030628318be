"""Start and end of meetings: a date, or a time with a timezone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timezone, tzinfo
from zoneinfo import ZoneInfo

from attio.sandbox.checks import MISSING, Fields, Nullable, Shape, Text, mismatch
from attio.sandbox.errors import BODY_INVALID, QUERY_INVALID, Issue, invalid
from attio.sandbox.timestamps import has_time, has_zone, parse_timestamp, timestamp

DATE = Shape({"date": Text()})
DATETIME = Shape({"datetime": Text()}, {"timezone": Nullable(Text())})


@dataclass(frozen=True, slots=True)
class Moment:
    """The start or the end of a meeting."""

    local: str
    """A date, or a local time with milliseconds and offset, in the format of the API."""
    timezone: str | None
    instant: str | None
    """The timestamp in UTC; None for a date, whose timestamp depends on the timezone."""

    def wire(self) -> dict[str, object]:
        """Return the moment as JSON values."""
        if self.instant is None:
            return {"date": self.local}
        return {"datetime": self.local, "timezone": self.timezone}

    def instant_in(self, zone: tzinfo) -> str:
        """Return the timestamp in UTC. A date starts at midnight in `zone`."""
        return self.instant or timestamp(datetime.fromisoformat(self.local).replace(tzinfo=zone))


def zone_of(name: str | None) -> tzinfo | None:
    """Return a timezone by its IANA name; None if there is no such timezone."""
    try:
        return ZoneInfo(name) if name else None
    except (ValueError, OSError, KeyError):
        return None


def read_moment(fields: Fields, name: str, *, all_day: bool) -> Moment:
    """Parse `start` or `end` of a new meeting.

    Args:
        fields: The data of the request.
        name: `start` or `end`.
        all_day: Whether the meeting is an all-day meeting, which needs a date. Other meetings need a time.

    Raises:
        ApiError: The value has the other form, or is malformed.
    """
    key = "date" if all_day else "datetime"
    content = fields.fields(name)
    path = ("data", name, key)
    if key not in content:
        raise invalid(BODY_INVALID, [mismatch(MISSING, "string", path)])
    text = content.get(key, str)
    try:
        instant = parse_timestamp(text)
        if has_time(text) is all_day:
            raise ValueError(text)
    except ValueError as error:
        raise invalid(BODY_INVALID, [Issue("invalid_string", path, f"Invalid {key}")]) from error
    if all_day:
        return Moment(instant[:10], None, None)
    return _moment_at(instant, content.find("timezone", str), is_local=not has_zone(text))


def _moment_at(instant: str, name: str | None, *, is_local: bool) -> Moment:
    zone = zone_of(name)
    moment = datetime.fromisoformat(instant[:26]).replace(tzinfo=timezone.utc)
    if is_local:
        moment = moment.replace(tzinfo=zone or timezone.utc)
    local = moment.astimezone(zone or timezone.utc).isoformat(timespec="milliseconds")
    return Moment(local.replace("+00:00", "Z") if zone is None else local, name if zone else None, timestamp(moment))


def query_instant(fields: Fields, name: str) -> str | None:
    """Return the timestamp in a query parameter; None if it is absent."""
    return fields.instant(name, (), QUERY_INVALID)
