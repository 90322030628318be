"""`ControlApi`: the control verbs over HTTP, as JSON under `/_sandbox/`, for the command line and other languages."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from attio._support.names import brief
from attio.sandbox.control.naming import ControlError, suggestion
from attio.sandbox.control.verbs import ID, Arguments, Verb, Verbs
from attio.sandbox.controlled import ControlledSandbox
from attio.sandbox.messages import Request, Response, is_mapping, json_response, load_json

PREFIX = "/_sandbox/"

BINARY = "application/octet-stream"

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class _NotFoundError(Exception):
    """No verb has this path."""


class ControlApi:
    """Handles the requests of control verbs.

    Args:
        sandbox: The sandbox to control.
        token: Bearer token that requests need. None requires a loopback address instead.
    """

    def __init__(self, sandbox: ControlledSandbox, *, token: str | None = None) -> None:
        """Start without snapshots."""
        self._sandbox = sandbox
        self._token = token
        self._writes = 0
        self._verbs = Verbs(sandbox)

    def handle(self, request: Request) -> Response:
        """Return the response to a request whose path starts with `PREFIX`."""
        refusal = self.refusal(request)
        if refusal is not None:
            return refusal
        try:
            result = self._call(request)
        except ControlError as error:
            return _error(400, str(error))
        except _NotFoundError as error:
            return _error(404, str(error))
        if request.method != "GET":
            self._writes += 1
        if isinstance(result, bytes):
            return Response(200, {"content-type": BINARY}, result)
        return Response(204) if result is None else json_response(result)

    def refusal(self, request: Request) -> Response | None:
        """Return the error response to a request from another machine or from a web page; None for other requests."""
        host = _host(request)
        if self._token is not None:
            if request.header("authorization") != f"Bearer {self._token}":
                return _error(401, "the control token is missing or wrong; send it as a bearer token")
        elif host not in _LOOPBACK:
            return _error(403, f"control verbs are served on a loopback address only, not on {host!r}")
        if request.method not in ("GET", "HEAD") and request.content_type != "application/json":
            # Web pages of other origins cannot send this content type either.
            if _is_load(request) and request.content_type == BINARY:
                return None
            return _error(415, "the content type must be application/json")
        return None

    def _call(self, request: Request) -> object:
        path = request.path[len(PREFIX) :].strip("/")
        if _is_load(request):
            self._verbs.load(request.body)
            return None
        if (request.method, path) == ("GET", "changes"):
            return self._changes(request.query)
        for method, pattern, verb in self._verbs.table:
            path_match = re.fullmatch(pattern, path)
            if path_match is not None and method == request.method:
                return _apply(verb, _arguments(request), unquote(path_match[1]) if path_match.re.groups else "")
        known = [f"{method} {pattern.replace(ID, 'ID')}" for method, pattern, _ in self._verbs.table]
        requested = f"{request.method} {path}"
        raise _NotFoundError(f"there is no verb {brief(requested)}{suggestion(requested, known)}")

    def _changes(self, arguments: Arguments) -> object:
        position = self._sandbox.requests.position + self._writes
        return None if str(arguments.get("after")) == str(position) else {"position": position}


def _host(request: Request) -> str | None:
    try:
        return urlsplit(f"//{request.header('host') or ''}").hostname
    except ValueError:
        return None


def _apply(verb: Verb, arguments: Arguments, name: str) -> object:
    """Call a verb. Convert the errors of JSON values with an unexpected type to `ControlError`."""
    try:
        return verb(arguments, name)
    except ControlError:
        raise
    except (AttributeError, TypeError, ValueError) as error:
        raise ControlError(f"invalid arguments {brief(dict(arguments))}: {error}") from error


def _is_load(request: Request) -> bool:
    return request.method == "PUT" and request.path == f"{PREFIX}state"


def _arguments(request: Request) -> Arguments:
    """Return the arguments of a verb: the query of a GET request, or the JSON body of any other."""
    if request.method == "GET" or not request.body:
        return request.query
    try:
        content = load_json(request.body)
    except ValueError as error:
        raise ControlError("the body is not valid JSON") from error
    if not is_mapping(content):
        raise ControlError("the body must be a JSON object")
    return content


def _error(status: int, message: str) -> Response:
    return json_response({"error": message}, status=status)
