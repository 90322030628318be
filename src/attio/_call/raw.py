"""Operations and results of `client.request`, which calls endpoints that this version does not know."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any, cast
from urllib.parse import unquote

from pydantic import TypeAdapter

from attio._call.operation import Operation
from attio._call.options import mapping
from attio._support.fields import FrozenFields
from attio._support.names import brief
from attio.errors.base import InvalidRequestError
from attio.models.base import HTTPInfo, Params
from attio.models.markers import AS_GIVEN

NAME = "request"
_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
_IDEMPOTENT = frozenset({"GET", "PUT", "DELETE"})
_PATH = re.compile(r"/(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/]|%[0-9A-Fa-f]{2})*")
"""Pattern of a valid URL path."""


class RequestResult(FrozenFields):
    """The result of `client.request`."""

    body: Any
    """The parsed JSON of the response; None when it has no content."""
    http: HTTPInfo
    """Status, headers, number of attempts and other metadata of the response."""

    def __repr__(self) -> str:
        # The body is left out: any field of an unknown endpoint may hold a secret.
        return f"<RequestResult {self.http.status_code}>"


class _Params(Params):
    body: Annotated[Any, AS_GIVEN] = None


_ANYTHING: TypeAdapter[Any] = TypeAdapter(Any)


def raw_operation(method: str, path: str, *, has_body: bool, idempotent: bool | None) -> Operation[Any]:
    """Describe an endpoint by its method and path.

    Args:
        method: HTTP method, in any case.
        path: Path below the server URL, quoted, without a query.
        has_body: Whether there is a JSON body.
        idempotent: Whether the request is safe to repeat; None to decide by the method.

    Raises:
        InvalidRequestError: The API has no such method, or the path could lead to another host or path.
    """
    name = method.upper() if isinstance(cast("object", method), str) else method
    if name not in _METHODS:
        message = f"method must be one of {', '.join(_METHODS)}, not {brief(method)}"
        raise InvalidRequestError(message, operation=NAME)
    problem = _path_problem(path)
    if problem:
        message = f"path {problem}"
        raise InvalidRequestError(message, operation=NAME)
    return Operation(
        name=NAME,
        method=name,
        path=path,
        params=_Params,
        response=_ANYTHING,
        body="json" if has_body else None,
        body_param="body" if has_body else None,
        idempotent=name in _IDEMPOTENT if idempotent is None else idempotent,
        budgets=("read",) if name == "GET" else ("write",),
        may_be_empty=True,
        parameters=("method", "path", "query", "json", "headers", "idempotent"),
    )


def raw_options(
    options: Mapping[str, object], query: Mapping[str, object] | None, headers: Mapping[str, str] | None
) -> dict[str, object]:
    """Add query parameters and headers to the options of a call.

    Raises:
        InvalidRequestError: The query or the headers are not a mapping with text keys.
    """
    merged = dict(options)
    try:
        for name, option, given in (("query", "extra_query", query), ("headers", "http_headers", headers)):
            if given is not None:
                merged[option] = {**mapping(option, options.get(option)), **mapping(name, given)}
    except TypeError as error:
        raise InvalidRequestError(str(error), operation=NAME) from None
    return merged


def _path_problem(path: object) -> str | None:
    """Explain what is wrong with a path; None if it is safe."""
    if not isinstance(path, str):
        return f"must be a str such as '/v2/self', not {type(path).__name__}"
    if not path.startswith("/") or path.startswith("//"):
        return "must begin with one slash, such as '/v2/self'; server_url sets the host"
    if "?" in path or "#" in path:
        return "must not contain a query or fragment; pass the query as query={...}"
    if not _PATH.fullmatch(path):
        return "contains a character that a URL does not allow; quote ids with urllib.parse.quote(id, safe='')"
    if any(unquote(segment) in (".", "..") for segment in path.split("/")):
        return "must not contain '.' or '..' segments"
    if any(character < " " or character in "\x7f\\" for character in unquote(path)):
        return "must not contain control characters or backslashes, quoted or not"
    return None
