"""Functions of PostgreSQL that SQLite lacks, or that differ in SQLite."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache
from typing import TypeAlias

from attio.sandbox.sql.tables import NotTranslatedError, SqlError
from attio.sandbox.timestamps import add_duration, parse_timestamp

Plain: TypeAlias = "str | float | int | bool | None"
"""A value of SQLite."""

TRUE = frozenset({"t", "true", "y", "yes", "on", "1"})
FALSE = frozenset({"f", "false", "n", "no", "off", "0"})
_UNITS = ("microsecond", "millisecond", "second", "minute", "hour", "day", "week", "month", "quarter", "year")
_TRUNCATED = {"second": 19, "minute": 16, "hour": 13, "day": 10, "month": 7, "year": 4}
_INTERVAL = re.compile(r"\s*([+-]?[0-9]+(?:\.[0-9]+)?)\s*([a-z]+)\s*(?:,|and)?", re.IGNORECASE)
_SHORT = {"min": "minute", "mins": "minute", "sec": "second", "secs": "second", "hr": "hour", "hrs": "hour",
          "mon": "month", "mons": "month", "y": "year", "d": "day", "h": "hour", "w": "week"}  # fmt: skip


@lru_cache(maxsize=64)
def _like_pattern(pattern: str, escape: str, flags: re.RegexFlag) -> re.Pattern[str]:
    parts: list[str] = []
    characters = iter(pattern)
    for character in characters:
        if escape and character == escape:
            following = next(characters, None)
            if following is None:
                raise SqlError("LIKE pattern must not end with escape character")
            parts.append(re.escape(following))
        else:
            parts.append({"%": ".*", "_": "."}.get(character, re.escape(character)))
    return re.compile("".join(parts), flags | re.DOTALL)


def like(pattern: object, value: object, escape: object = "\\") -> bool | None:
    """`value LIKE pattern`, case-sensitive as in PostgreSQL."""
    if pattern is None or value is None:
        return None
    return _like_pattern(str(pattern), str(escape), re.RegexFlag(0)).fullmatch(str(value)) is not None


def ilike(pattern: object, value: object) -> bool | None:
    """`value ILIKE pattern`."""
    if pattern is None or value is None:
        return None
    return _like_pattern(str(pattern), "\\", re.IGNORECASE).fullmatch(str(value)) is not None


def to_number(value: object) -> float | int:
    """Cast to a number."""
    if isinstance(value, (int, float)):
        return value
    text = str(value).strip()
    try:
        # `Decimal` accepts digits of all scripts, and `1_000`.
        number = Decimal(text if text.isascii() and "_" not in text else "")
    except InvalidOperation as error:
        raise SqlError(f'invalid input syntax for type numeric: "{value}"') from error
    return int(number) if number == number.to_integral_value() and "." not in str(value) else float(number)


def to_integer(value: object) -> int:
    """Cast to an integer. Numbers are rounded, with halves away from zero. Text must be an integer."""
    if isinstance(value, str) and not re.fullmatch(r"\s*[+-]?[0-9]+\s*", value):
        raise SqlError(f'invalid input syntax for type integer: "{value}"')
    return int(Decimal(str(to_number(value))).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def to_boolean(value: object) -> bool:
    """Cast to a boolean."""
    if isinstance(value, (int, float)):
        return bool(value)
    text = str(value).strip().lower()
    if text not in TRUE | FALSE:
        raise SqlError(f'invalid input syntax for type boolean: "{value}"')
    return text in TRUE


def to_timestamp(value: object) -> str:
    """Cast to a timestamp in UTC."""
    try:
        return parse_timestamp(str(value))
    except ValueError as error:
        raise SqlError(f'invalid input syntax for type timestamp: "{value}"') from error


def to_date(value: object) -> str:
    """Cast to a date."""
    try:
        return parse_timestamp(str(value))[:10]
    except ValueError as error:
        raise SqlError(f'invalid input syntax for type date: "{value}"') from error


def to_text(value: object) -> str:
    """Cast to text."""
    return str(value)


def _unit(name: str) -> str:
    unit = _SHORT.get(name.lower(), name.lower().removesuffix("s"))
    if unit not in _UNITS:
        raise NotTranslatedError(f"the time unit {name}")
    return unit


def date_trunc(unit: object, value: object) -> str:
    """`date_trunc(unit, value)`: the start of the unit."""
    name, text = _unit(str(unit)), to_timestamp(value)
    if name == "week":
        day = datetime.fromisoformat(text[:10])
        text, name = (day - timedelta(days=day.weekday())).date().isoformat(), "day"
    elif name == "quarter":
        text, name = f"{text[:5]}{(int(text[5:7]) - 1) // 3 * 3 + 1:02}", "month"
    if name not in _TRUNCATED:
        raise NotTranslatedError(f"date_trunc of {name}")
    return parse_timestamp(text[: _TRUNCATED[name]])


def extract(unit: object, value: object) -> float | int:
    """`extract(unit FROM value)`."""
    name, text = str(unit).lower(), to_timestamp(value)
    moment = datetime.fromisoformat(text[:19])
    seconds = moment.second + int(text[20:29]) / 1_000_000_000
    calendar = moment.isocalendar()
    known: dict[str, Callable[[], float | int]] = {
        "year": lambda: moment.year,
        "quarter": lambda: (moment.month + 2) // 3,
        "month": lambda: moment.month,
        "week": lambda: calendar[1],
        "isoyear": lambda: calendar[0],
        "day": lambda: moment.day,
        "dow": lambda: moment.isoweekday() % 7,
        "isodow": moment.isoweekday,
        "doy": lambda: moment.timetuple().tm_yday,
        "hour": lambda: moment.hour,
        "minute": lambda: moment.minute,
        "second": lambda: seconds,
        "epoch": lambda: (moment.replace(second=0) - datetime(1970, 1, 1)).total_seconds() + seconds,  # noqa: DTZ001 - both in UTC
    }
    if name not in known:
        raise NotTranslatedError(f"extract of {name}")
    return known[name]()


def add_interval(value: object, sign: int, interval: str) -> str:
    """Add an interval to a timestamp, or subtract it if `sign` is -1."""
    text = to_timestamp(value)
    position = 0
    while position < len(interval.rstrip()):
        part = _INTERVAL.match(interval, position)
        if part is None:
            raise SqlError(f'invalid input syntax for type interval: "{interval}"')
        text = _add(text, sign * float(part[1]), _unit(part[2]))
        position = part.end()
    return text


def _add(text: str, count: float, unit: str) -> str:
    months = {"month": 1, "quarter": 3, "year": 12}.get(unit)
    if months is not None:
        if count != int(count):
            raise NotTranslatedError("fractions of months in intervals")
        return _add_months(text, int(count) * months)
    seconds = {"week": 604_800, "day": 86_400, "hour": 3_600, "minute": 60, "second": 1}.get(unit)
    if seconds is None:
        raise NotTranslatedError(f"{unit}s in intervals")
    moment = datetime.fromisoformat(text[:19]) + timedelta(seconds=count * seconds)
    return f"{moment.replace(microsecond=0).isoformat()}{text[19:]}"


def _add_months(text: str, months: int) -> str:
    if months >= 0:
        return add_duration(text, f"P{months}M")
    moment = datetime.fromisoformat(text[:19])
    total = moment.year * 12 + moment.month - 1 + months
    # Calculate from the first of the month, a day that every month has.
    first = f"{total // 12:04}-{total % 12 + 1:02}-01{text[10:]}"
    following = datetime.fromisoformat(add_duration(first, "P1M")[:10])
    last = (following - timedelta(days=1)).day
    return f"{first[:8]}{min(moment.day, last):02}{text[10:]}"


def days_between(later: object, earlier: object) -> int:
    """`date - date`."""
    return (datetime.fromisoformat(to_date(later)) - datetime.fromisoformat(to_date(earlier))).days


def concat(*values: object) -> str:
    """`concat(…)`, which treats null as an empty text."""
    return "".join(str(value) for value in values if value is not None)


def concat_ws(separator: object, *values: object) -> str | None:
    """`concat_ws(separator, …)`."""
    return None if separator is None else str(separator).join(str(value) for value in values if value is not None)


def _extreme(choose: Callable[..., Plain]) -> Callable[..., Plain]:
    def extreme(*values: Plain) -> Plain:
        not_null = [value for value in values if value is not None]
        return choose(not_null) if not_null else None

    return extreme


greatest = _extreme(max)
least = _extreme(min)


def split_part(text: object, separator: object, number: object) -> str:
    """`split_part(text, separator, number)`, counted from 1."""
    parts = str(text).split(str(separator))
    index = int(str(number))
    return parts[index - 1] if 1 <= index <= len(parts) else ""


def left(text: object, count: object) -> str:
    """`left(text, count)`. A negative count removes characters at the end."""
    return str(text)[: int(str(count))]


def right(text: object, count: object) -> str:
    """`right(text, count)`. A negative count removes characters at the start."""
    number = int(str(count))
    return str(text)[-number:] if number else ""


def ceil(value: object) -> int:
    """`ceil(value)`."""
    return math.ceil(to_number(value))


def floor(value: object) -> int:
    """`floor(value)`."""
    return math.floor(to_number(value))


def strict(function: Callable[..., Plain]) -> Callable[..., Plain]:
    """Wrap a function, so that it returns null if an argument is null."""

    def call(*arguments: Plain) -> Plain:
        return None if any(argument is None for argument in arguments) else function(*arguments)

    return call


CUSTOM: dict[str, tuple[int, Callable[..., Plain]]] = {
    "regexp": (2, ilike),
    "attio_number": (1, strict(to_number)),
    "attio_integer": (1, strict(to_integer)),
    "attio_boolean": (1, strict(to_boolean)),
    "attio_timestamp": (1, strict(to_timestamp)),
    "attio_date": (1, strict(to_date)),
    "attio_text": (1, strict(to_text)),
    "attio_trunc": (2, strict(date_trunc)),
    "attio_extract": (2, strict(extract)),
    "attio_add": (3, strict(add_interval)),
    "attio_days": (2, strict(days_between)),
    "attio_concat": (-1, concat),
    "attio_concat_ws": (-1, concat_ws),
    "attio_greatest": (-1, greatest),
    "attio_least": (-1, least),
    "attio_split_part": (3, strict(split_part)),
    "attio_left": (2, strict(left)),
    "attio_right": (2, strict(right)),
    "attio_ceil": (1, strict(ceil)),
    "attio_floor": (1, strict(floor)),
}
"""Functions to add to SQLite by name, each with its number of arguments, or -1 for any number."""
