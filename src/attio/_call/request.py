"""Check the parameters of an operation and build its request; no I/O."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote, urlencode
from uuid import UUID

from pydantic import BaseModel, ValidationError

from attio._call.encoding import plain, query_text, text_problem, to_json
from attio._call.headers import USER_AGENT, check_header
from attio._call.operation import Operation, Paging
from attio._call.options import PAGE_OPTIONS, REQUEST_OPTIONS, CallOptions
from attio._http.prepared import ByteStream, PreparedRequest
from attio._support.names import brief
from attio.errors.base import InvalidRequestError, add_facts
from attio.models.base import UNSET

if TYPE_CHECKING:
    from attio._files.upload import FileContent

_PLAIN = re.compile(r"[\w~-][\w.~-]*", re.ASCII)
"""Text that needs no quoting in a path; every id and slug of the API matches."""


def check_names(operation: Operation[Any], options: Mapping[str, object]) -> None:
    """Reject unknown parameters, which Python passes among the options.

    Raises:
        UnknownParameterError: A parameter is unknown; the message names it and a similar one.
    """
    known = PAGE_OPTIONS if operation.paging else REQUEST_OPTIONS
    if options.keys() <= known:
        return
    from attio._call.call_errors import unknown_parameter  # only errors need it

    fields = operation.params.as_model().model_fields
    names = [*(operation.parameters or fields), *sorted(known)]
    unknown = [name for name in options if name not in known]
    data = fields.get("data")
    raise unknown_parameter(operation.function, unknown, names, data and data.annotation, operation.name)


def build(
    operation: Operation[Any], params: Mapping[str, object], options: CallOptions, user_agent: str | None = None
) -> PreparedRequest:
    """Check the parameters and build the request.

    Raises:
        InvalidRequestError: A parameter is not valid; the message names the field and the fix.
    """
    try:
        if operation.paging is not None:
            if options.extra_query or options.extra_body:
                _check_extras(operation, operation.paging, options)
            if options.max_items is not None:
                from attio._paging.position import cap_page_size

                params = cap_page_size(operation.paging, params, options.max_items)
        given = validate(operation, params)
        path = operation.path
        if "{" in path:
            path = "/".join(_segment(part, given) for part in path.split("/"))
        query = _query(operation, given, options.extra_query)
        content, content_type = _content(operation, given, options.extra_body)
        headers = _headers(content_type, options.http_headers, user_agent)
    except InvalidRequestError as error:
        add_facts(error, operation=operation.name)
        raise
    return PreparedRequest(
        method=operation.method,
        url=f"{options.server_url}{path}{query}",
        headers=headers,
        content=content,
    )


def _check_extras(operation: Operation[Any], paging: Paging, options: CallOptions) -> None:
    """Reject extra fields that set the position of a page: every page would be the same."""
    for place, extra in (("extra_query", options.extra_query), ("extra_body", options.extra_body)):
        for name in paging.parameter_names:
            if name in extra and name in operation.params.__annotations__:
                message = (
                    f"{place}: {name!r} is a parameter by which {operation.function}() pages; give it as {name}=..."
                )
                raise InvalidRequestError(message)


def validate(operation: Operation[Any], params: Mapping[str, object]) -> dict[str, object]:
    """Check the parameters against the model of the operation; parameters that were not given are left out.

    Raises:
        InvalidRequestError: A field is not valid; the message names each invalid field.
    """
    given = {name: value for name, value in params.items() if value is not None and value is not UNSET}
    given |= {name: None for name in operation.nullable if params.get(name, UNSET) is None}
    try:
        checked = operation.params.as_model().model_validate(given)
    except ValidationError as error:
        dumped = cast("dict[str, object]", _dump_models(given))
        if dumped == given:
            raise _invalid_error(operation, given, error) from None
        try:
            checked = operation.params.as_model().model_validate(dumped)
        except ValidationError as second:
            raise _invalid_error(operation, dumped, second) from None
    if "sorts" in given:
        _check_sorts(checked.__dict__["sorts"])
    return {name: value for name, value in checked.__dict__.items() if name in given}


def _invalid_error(
    operation: Operation[Any], given: Mapping[str, object], error: ValidationError
) -> InvalidRequestError:
    from attio._call.parameter_errors import parameter_error  # only errors need it

    return parameter_error(operation, given, error)


def _dump_models(value: object) -> object:
    """Convert models among the parameters to their JSON form, so that responses can be sent back."""
    if isinstance(value, BaseModel):
        return plain(value)
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, dict):
        return {key: _id_or_dump(key, item) for key, item in cast("dict[object, object]", value).items()}
    if isinstance(value, list | tuple):
        return [_dump_models(item) for item in cast("Sequence[object]", value)]
    return value


def _id_or_dump(key: object, value: object) -> object:
    """Return the part of an id object that belongs to a field, such as `record_id`, `object` or `parent_record_id`."""
    if isinstance(value, BaseModel) and hasattr(value, "workspace_id"):
        name = str(key)
        for part in (name, f"{name}_id", name.partition("_")[2]):
            id_ = getattr(value, part, None) if part else None
            if isinstance(id_, str):
                return id_
    return _dump_models(value)


def _check_sorts(sorts: object) -> None:
    for index, sort in enumerate(cast("Sequence[object]", sorts)):
        direction = cast("Mapping[str, object]", sort).get("direction") if isinstance(sort, Mapping) else "asc"
        if direction not in ("asc", "desc"):
            raise InvalidRequestError(f"sorts.{index}.direction: must be 'asc' or 'desc', not {brief(direction)}")


def _segment(part: str, given: dict[str, object]) -> str:
    """Fill in one segment of the path with a quoted value."""
    if not part.startswith("{"):
        return part
    name = part[1:-1]
    value = str(given.pop(name))
    if _PLAIN.fullmatch(value):
        return value
    problem = text_problem(value)
    if not value or value in (".", "..") or any(character < " " or character == "\x7f" for character in value):
        problem = "must be an id or slug: not empty, '.' or '..', and without control characters"
    if problem:
        message = f"{name}: {problem}"
        raise InvalidRequestError(message)
    return quote(value, safe="")


def _query(operation: Operation[Any], given: dict[str, object], extra: Mapping[str, object]) -> str:
    pairs = [(name, query_text(name, given.pop(name))) for name in operation.query if name in given]
    for name, value in extra.items():
        items = cast("Sequence[object]", value) if isinstance(value, list | tuple) else (value,)
        pairs += [(name, query_text(f"extra_query.{name}", item)) for item in items]
    return f"?{urlencode(pairs, quote_via=quote)}" if pairs else ""


def _content(
    operation: Operation[Any], given: dict[str, object], extra: Mapping[str, object]
) -> tuple[bytes | ByteStream | None, str | None]:
    """Build the body from the parameters that are neither in the path nor in the query; also return its type."""
    if operation.body == "multipart":
        from attio._files.multipart import MultipartBody

        file = given.pop("file")
        fields = {name: query_text(name, value) for name, value in {**given, **extra}.items()}
        stream = MultipartBody.from_params(fields, cast("FileContent", file))
        return stream, stream.content_type
    if operation.body is None:
        if not extra:
            return None, None
        body: object = {}
    else:
        body = given[operation.body_param] if operation.body_param else given
    for path, value in operation.defaults.items():
        _set_default(cast("dict[str, Any]", body), path.split("."), value)
    if extra:
        body = _merge(body, extra)
    return to_json(body), "application/json"


def _set_default(body: dict[str, Any], path: Sequence[str], value: object) -> None:
    for step in path[:-1]:
        body = body.setdefault(step, {})
    body.setdefault(path[-1], value)


def _merge(body: object, extra: object) -> object:
    if not isinstance(body, Mapping) or not isinstance(extra, Mapping):
        return extra
    base, more = cast("Mapping[str, object]", body), cast("Mapping[str, object]", extra)
    return {**base, **{key: _merge(base.get(key), value) for key, value in more.items()}}


def _headers(content_type: str | None, extra: Mapping[str, object], user_agent: str | None) -> dict[str, str]:
    headers = {"accept": "application/json", "user-agent": user_agent or USER_AGENT}
    if content_type:
        headers["content-type"] = content_type
    for name, value in extra.items():
        headers[name.lower()] = check_header(name, value)
    return headers
