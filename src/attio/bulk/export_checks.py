"""Checks of the arguments of an export, before any request is sent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from typing import Any, cast

from attio._call.options import REQUEST_OPTIONS
from attio._support.argument_types import check_flags, check_text
from attio._support.names import brief, did_you_mean
from attio.bulk.progress import ExportProgress
from attio.bulk.sources import OffsetSource, Source
from attio.errors.base import InvalidRequestError, UnknownParameterError
from attio.models.reading import HasValues

LARGEST_PAGE = 500
LARGEST_NOTES_PAGE = 50
_PAGING = frozenset({"limit", "max_items"})
"""Query options that exports do not accept."""
MAX_PARALLEL = 16
SMALLEST_OFFSET_PAGE = 2
"""Minimum page size for paging by offset: each page starts with the last item of the previous page."""


def values_source(
    function: str,
    owner: str,
    id_attribute: str,
    *,
    filter_: Mapping[str, object] | None,
    size: int,
    options: object,
) -> Source[Any]:
    """Check the arguments of an export of records or entries, and return its source."""
    if function == "records_query":
        check_text("companies", object=owner)
    else:
        check_text("sales", list=owner)
    # A field without a comparison also passes this check: the call rejects it with a more specific message.
    is_field = type(filter_).__module__.startswith("attio.filters")
    if filter_ is not None and not is_field and not isinstance(cast("object", filter_), Mapping):
        raise InvalidRequestError(f"filter must be a dict, or a filter of attio.filters, not {brief(filter_)}")
    if isinstance(filter_, Mapping):
        filter_ = dict(filter_)  # a `Filter` has no truth value and cannot be encoded as JSON
    given = checked_options(function, options)
    require_number("page_size", size, 1, LARGEST_PAGE)
    return Source(function, owner, id_attribute, filter=filter_, size=size, options=given)


def offset_source(
    function: str, id_field: str, given: Mapping[str, object], *, size: int, most: int, options: object
) -> OffsetSource[Any]:
    """Check the arguments of an export of notes or tasks, and return its source."""
    checked = checked_options(function, options)
    require_number("page_size", size, SMALLEST_OFFSET_PAGE, most)
    for name, value in given.items():
        if name == "is_completed" and value is not None:
            check_flags(is_completed=value)
        elif name != "is_completed":
            check_text("companies", is_optional=True, **{name: value})
    chosen = {name: value for name, value in given.items() if value is not None}
    return OffsetSource(function, id_field, size, chosen, options=checked)


def export_arguments(
    since: dt.datetime | None = None,
    attributes: Collection[str] | None = None,
    *,
    parallel: int = 1,
    resume: str | None,
    on_progress: Callable[[ExportProgress], object] | None,
) -> dict[str, Any]:
    """Check the options of an export, and return the arguments of its class."""
    require_number("parallel", parallel, 1, MAX_PARALLEL)
    _check_types(since, resume, on_progress)
    slugs = None if attributes is None else sorted(checked_slugs(attributes))
    if slugs is not None and since is None:
        raise InvalidRequestError("attributes works with changed_since only: pass both, or neither")
    return {
        "keep": None if since is None else _changed(since, slugs),
        "narrowed_by": None if since is None else [since.astimezone(dt.timezone.utc).isoformat(), slugs],
        "parallel": parallel,
        "resume": resume,
        "on_progress": on_progress,
    }


def _check_types(since: object, resume: object, on_progress: object) -> None:
    if since is not None and (not isinstance(since, dt.datetime) or since.utcoffset() is None):
        raise InvalidRequestError(f"changed_since needs a time zone: pass an aware datetime, not {brief(since)}")
    if resume is not None and not isinstance(resume, str):
        raise InvalidRequestError(f"resume must be the `token` of an export, not {type(resume).__name__}")
    if on_progress is not None and not callable(on_progress):
        raise InvalidRequestError(f"on_progress must be a function, not {brief(on_progress)}")


def checked_slugs(attributes: object) -> list[str]:
    """Check a list of attribute slugs, which must not be empty, and return it."""
    if isinstance(attributes, str):
        raise InvalidRequestError(f"attributes must be a list of slugs: pass [{brief(attributes)}]")
    slugs = [*cast("Collection[object]", attributes)] if isinstance(attributes, Collection) else []
    if not slugs or not all(isinstance(slug, str) for slug in slugs):
        raise InvalidRequestError(f"attributes must be a non-empty list of slugs, not {brief(attributes)}")
    return cast("list[str]", slugs)


def _changed(since: dt.datetime, attributes: Collection[str] | None) -> Callable[[HasValues], bool]:
    def is_changed(item: HasValues) -> bool:
        moment = item.modified_at if attributes is None else _last_set(item, attributes)
        return moment is None or moment >= since

    return is_changed


def _last_set(item: HasValues, attributes: Collection[str]) -> dt.datetime | None:
    """Return the last time at which one of the attributes was set, or the time of creation if that is later."""
    values = item.read_values
    times: list[dt.datetime | None] = [getattr(item, "created_at", None)]
    for slug in attributes:
        if values and slug not in values:  # a record has all attributes of its object, including those without a value
            raise InvalidRequestError(f"attributes: there is no attribute {brief(slug)}{did_you_mean(slug, values)}")
        times += [getattr(value, "active_from", None) for value in values.get(slug, ())]
    return max((time for time in times if time is not None), default=None)


def checked_options(function: str, options: object) -> dict[str, object]:
    """Check the request options of an export. Options such as `limit` are rejected."""
    given = cast("dict[str, object]", options)
    for name in given:
        if name not in REQUEST_OPTIONS:
            method = f"client.bulk.export_{function.partition('_')[0]}"
            if name in _PAGING:
                hint = "; an export reads everything: break out of the loop"
            else:
                hint = did_you_mean(name, [*REQUEST_OPTIONS, "page_size"])
            message = f"{method}() has no parameter {brief(name)}{hint}"
            raise UnknownParameterError(message)
    return given


def require_number(name: str, value: object, least: int, most: int) -> None:
    """Check that a value is a whole number within bounds."""
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        message = f"{name} must be a whole number from {least} to {most}, not {brief(value)}"
        raise InvalidRequestError(message)


def closed_error(again: str) -> RuntimeError:
    """Build the error for an iteration after `close`. `again` tells the reader how to start again."""
    return RuntimeError(f"the export is closed; {again}")
