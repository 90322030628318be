"""`BulkOptions`, the options of a bulk write, and their checks."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Protocol, cast

from attio._call.headers import check_header
from attio._call.operation import Caller
from attio._call.options import (
    REQUEST_OPTIONS,
    Settings,
    _Options,  # pyright: ignore[reportPrivateUsage]
    milliseconds,
)
from attio._support.names import brief, did_you_mean
from attio.bulk.export_checks import require_number
from attio.bulk.results import BulkProgress, BulkResult
from attio.bulk.work import Work
from attio.errors.base import InvalidRequestError, UnknownParameterError

if TYPE_CHECKING:
    from attio.schema.client import Schema

MAX_CONCURRENT = 256


class BulkClient(Caller, Protocol):
    """The parts of a client that a bulk write needs."""

    _settings: Settings

    @property
    def schema(self) -> Schema:
        """The schema of the workspace."""
        ...


class BulkOptions(_Options, total=False, closed=True):
    """Options of a bulk write and of its calls. All keys are optional.

    Keys:
        concurrency: int = 16
        checkpoint: str | PathLike = None
        on_error: "collect" | "stop" | int = "collect"
        skip_unchanged: bool = False
        dry_run: bool = False
        check: bool = True
        missing: "leave" | "clear" = "leave"
        total: int = None
        patience_ms: float = 600_000
        on_result: Callable[[BulkResult], object]
        on_progress: Callable[[BulkProgress], object]
        retries: RetryConfig
        retry_codes: Sequence[int | str]
        timeout_ms: float
        deadline_ms: float | None = None
        server_url: str
        oauth2: TokenSource
        http_headers: Mapping[str, str]
        extra_query: Mapping[str, object]
        extra_body: Mapping[str, object]
    """

    concurrency: int
    """Maximum number of concurrent requests; 16 by default."""
    checkpoint: str | os.PathLike[str] | None
    """File with the outcome of each row. A run with the same file continues where the last one ended. The file contains
    data of your rows; only its owner can read it."""
    on_error: Literal["collect", "stop"] | int
    """`collect`, the default, continues after failures. `stop` starts no new row after the first failure. A number
    starts no new row after more failures than this."""
    skip_unchanged: bool
    """Whether to look up the records first, and to write only differences. For upserts only."""
    dry_run: bool
    """Whether to check all rows without writing anything."""
    check: bool
    """Whether to check each row against the schema before it is sent; True by default."""
    missing: Literal["leave", "clear"]
    """Whether empty cells of files and frames leave the attribute unchanged, the default, or clear it."""
    total: int | None
    """Number of rows, for `on_progress`; by default `len(rows)`, if the rows have a length."""
    patience_ms: float
    """Time to keep trying while no request succeeds, in milliseconds; ten minutes by default."""
    on_result: Callable[[BulkResult], object] | None
    """Called with each result, in the thread or task of the caller. An exception in it ends the run."""
    on_progress: Callable[[BulkProgress], object] | None
    """Called at most every 0.2 seconds and at the end, in the thread or task of the caller."""


class WriteSettings(NamedTuple):
    """The checked options of a bulk write, with their defaults."""

    concurrency: int
    checkpoint: str | os.PathLike[str] | None
    on_error: Literal["collect", "stop"] | int
    skip_unchanged: bool
    dry_run: bool
    check: bool
    missing: Literal["leave", "clear"]
    total: int | None
    patience: float
    on_result: Callable[[BulkResult], object] | None
    on_progress: Callable[[BulkProgress], object] | None
    call_options: dict[str, object]
    timeout: float
    server_url: str


def parse_options(client: BulkClient, work: Work, options: object) -> WriteSettings:
    """Check the arguments and options of a bulk write.

    Raises:
        InvalidRequestError: An argument or option is invalid. The message names it.
    """
    method = work.name
    _check_names(work)
    given = cast("dict[str, object]", options)
    known = BulkOptions.__annotations__.keys() | REQUEST_OPTIONS
    for name in given:
        if name not in known:
            message = f"client.bulk.{method}() has no parameter {brief(name)}{did_you_mean(name, known)}"
            raise UnknownParameterError(message)
    call_options = {"deadline_ms": None, **{name: given[name] for name in given if name in REQUEST_OPTIONS}}
    combined = client._settings.combine(call_options, transfer=False)  # pyright: ignore[reportPrivateUsage]
    for name, value in cast("dict[str, object]", given.get("http_headers") or {}).items():
        check_header(name, value)
    concurrency = given.get("concurrency", 16)
    require_number("concurrency", concurrency, 1, MAX_CONCURRENT)
    total = given.get("total")
    if total is not None:
        require_number("total", total, 0, 10**12)
    _check_functions_and_flags(given)
    if given.get("skip_unchanged") and not method.startswith("assert_"):
        raise InvalidRequestError("skip_unchanged works with assert_records and assert_entries only")
    missing = given.get("missing", "leave")
    if missing not in {"leave", "clear"}:
        raise InvalidRequestError(f"missing must be 'leave' or 'clear', not {brief(missing)}")
    try:
        patience = milliseconds("patience_ms", given.get("patience_ms", 600_000))
    except ValueError as error:
        raise InvalidRequestError(str(error)) from None
    return WriteSettings(
        cast("int", concurrency),
        _path(given.get("checkpoint")),
        _on_error(given.get("on_error", "collect")),
        bool(given.get("skip_unchanged", False)),
        bool(given.get("dry_run", False)),
        bool(given.get("check", True)),
        cast("Any", missing),
        cast("int | None", total),
        patience,
        cast("Callable[[BulkResult], object] | None", given.get("on_result")),
        cast("Callable[[BulkProgress], object] | None", given.get("on_progress")),
        call_options,
        combined.timeout,
        combined.server_url,
    )


def _check_names(work: Work) -> None:
    key: object = work.key
    if work.kind == "assert" and work.resource == "records" and not _is_name(work.matching):
        raise InvalidRequestError(
            f"matching_attribute must be the slug or id of an attribute, not {brief(work.matching)}"
        )
    if key is not None and not callable(key) and not _is_name(key):
        raise InvalidRequestError(f"key must be the name of a value, or a function of the row, not {brief(key)}")


def _is_name(value: object) -> bool:
    return isinstance(value, str) and bool(value)


def _check_functions_and_flags(given: dict[str, object]) -> None:
    for name in ("on_result", "on_progress"):
        if given.get(name) is not None and not callable(given[name]):
            raise InvalidRequestError(f"{name} must be a function, not {brief(given[name])}")
    for name in ("skip_unchanged", "dry_run", "check"):
        if not isinstance(given.get(name, True), bool):
            raise InvalidRequestError(f"{name} must be True or False, not {brief(given[name])}")


def _on_error(value: object) -> Literal["collect", "stop"] | int:
    if value in ("collect", "stop"):
        return value
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise InvalidRequestError(f"on_error must be 'collect', 'stop' or a number of failures, not {brief(value)}")
    return value


def _path(value: object) -> str | os.PathLike[str] | None:
    if value == "" or (value is not None and not isinstance(value, str | os.PathLike)):
        raise InvalidRequestError(f"checkpoint must be the path of a file, not {brief(value)}")
    if value is not None and os.fspath(value) == ":memory:":
        raise InvalidRequestError("checkpoint must be the path of a file, not ':memory:'; omit it for a temporary file")
    return cast("str | os.PathLike[str] | None", value)
