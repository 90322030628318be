"""The control verbs over HTTP: JSON under `/_sandbox/`, for other languages, the command line and the page."""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Generic, Protocol, TypeAlias, TypeVar, cast
from urllib.parse import unquote, urlsplit

from attio.sandbox.control.clock import Clock, Happened
from attio.sandbox.control.faults import Faults
from attio.sandbox.control.limits import Limits
from attio.sandbox.control.naming import ControlError, suggestion, unknown
from attio.sandbox.control.oauth import OAuth
from attio.sandbox.control.requests import RequestLog
from attio.sandbox.messages import Request, Response, is_mapping, json_response
from attio.sandbox.provenance import Coverage

PREFIX = "/_sandbox/"

Arguments: TypeAlias = Mapping[str, object]

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


R = TypeVar("R")
S = TypeVar("S")


class Controlled(Protocol[S]):
    """What the verbs are about: a sandbox."""

    @property
    def clock(self) -> Clock:
        """Its time."""
        ...

    @property
    def faults(self) -> Faults:
        """What goes wrong."""
        ...

    @property
    def limits(self) -> Limits:
        """Its rate limits."""
        ...

    @property
    def requests(self) -> RequestLog:
        """What was requested."""
        ...

    @property
    def app(self) -> object:
        """What people do in the app; its public methods are verbs."""
        ...

    @property
    def oauth(self) -> OAuth:
        """Its OAuth apps."""
        ...

    def reset(self, *, controls: bool = False) -> None:
        """Go back to how it was made."""
        ...

    def snapshot(self) -> S:
        """Return the state."""
        ...

    def restore(self, snapshot: S, /) -> None:
        """Go back to a state."""
        ...

    def coverage(self) -> Sequence[Coverage]:
        """Return what is covered."""
        ...


class _NotFoundError(Exception):
    """No verb has this path."""


class ControlApi(Generic[S]):
    """Answers the requests of control verbs.

    Args:
        sandbox: What they are about.
        token: What requests must bring as a bearer token; None where a loopback address is enough.
    """

    def __init__(self, sandbox: Controlled[S], *, token: str | None = None) -> None:
        """Begin without snapshots."""
        self._sandbox = sandbox
        self._token = token
        self._snapshots: dict[str, S] = {}
        self._writes = 0
        self._verbs: Sequence[tuple[str, str, Callable[[Arguments, str], object]]] = (
            ("GET", "changes", self._changes),
            ("POST", "reset", self._reset),
            ("GET", "snapshots", lambda _, __: list(self._snapshots)),
            ("POST", "snapshots", self._snapshot),
            ("POST", "snapshots/([^/]+)/restore", self._restore),
            ("GET", "clock", lambda _, __: self._clock()),
            ("PUT", "clock", self._set_clock),
            ("POST", "clock/advance", self._advance),
            ("GET", "faults", lambda _, __: [fault.to_json() for fault in sandbox.faults]),
            ("POST", "faults", self._add_fault),
            ("DELETE", "faults", lambda _, __: sandbox.faults.clear()),
            ("GET", "faults/([^/]+)", lambda _, name: sandbox.faults[name].to_json()),
            ("DELETE", "faults/([^/]+)", lambda _, name: sandbox.faults[name].remove()),
            ("GET", "limits", lambda _, __: self._limits()),
            ("PUT", "limits", self._set_limits),
            ("GET", "requests", self._requests),
            ("DELETE", "requests", lambda _, __: sandbox.requests.clear()),
            ("GET", "coverage", lambda _, __: [asdict(one) for one in sandbox.coverage()]),
            ("POST", "app/([^/]+)", self._app),
            ("GET", "oauth/apps", lambda _, __: [app.to_json() for app in sandbox.oauth]),
            ("POST", "oauth/apps", lambda given, _: _apply(sandbox.oauth.add_app, given).to_json()),
            ("POST", "oauth/approve", lambda given, _: {"url": _apply(sandbox.oauth.approve, given)}),
            ("POST", "oauth/deny", lambda given, _: {"url": _apply(sandbox.oauth.deny, given)}),
            ("GET", "oauth/auto", lambda _, __: {"decision": sandbox.oauth.auto}),
            ("PUT", "oauth/auto", lambda given, _: _apply(sandbox.oauth.set_auto, given)),
        )

    def handle(self, request: Request) -> Response:
        """Answer a request whose path begins with the prefix."""
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
        return Response(204) if result is None else json_response(result)

    def refusal(self, request: Request) -> Response | None:
        """Return the answer to a request that may not control anything: one from beyond this machine, or by a page."""
        host = urlsplit(f"//{request.header('host') or ''}").hostname
        if self._token is not None:
            if request.header("authorization") != f"Bearer {self._token}":
                return _error(401, "the control token is missing or wrong; send it as a bearer token")
        elif host not in _LOOPBACK:
            return _error(403, f"controls answer on a loopback address only, not on {host!r}")
        if request.method not in ("GET", "HEAD") and request.content_type != "application/json":
            return _error(415, "send application/json, which no page of another origin can")
        return None

    def _call(self, request: Request) -> object:
        path = request.path[len(PREFIX) :].strip("/")
        for method, pattern, verb in self._verbs:
            found = re.fullmatch(pattern, path)
            if found is not None and method == request.method:
                return verb(_arguments(request), unquote(found[1]) if found.re.groups else "")
        known = [f"{method} {pattern.replace('([^/]+)', 'ID')}" for method, pattern, _ in self._verbs]
        asked = f"{request.method} {path}"
        raise _NotFoundError(f"there is no verb {asked!r}{suggestion(asked, known)}")

    def _changes(self, arguments: Arguments, _: str) -> object:
        position = self._sandbox.requests.position + self._writes
        return None if str(arguments.get("after")) == str(position) else {"position": position}

    def _reset(self, arguments: Arguments, _: str) -> None:
        _only(arguments, "controls")
        self._sandbox.reset(controls=bool(arguments.get("controls", False)))

    def _snapshot(self, arguments: Arguments, _: str) -> object:
        _only(arguments, "name")
        name = str(arguments.get("name") or len(self._snapshots) + 1)
        self._snapshots[name] = self._sandbox.snapshot()
        return {"id": name}

    def _restore(self, arguments: Arguments, name: str) -> None:
        _only(arguments)
        if name not in self._snapshots:
            raise unknown("snapshot", name, self._snapshots)
        self._sandbox.restore(self._snapshots[name])

    def _clock(self) -> object:
        clock = self._sandbox.clock
        due = clock.next_due
        return {"now": clock.now.isoformat(), "frozen": clock.frozen, "next_due": due.isoformat() if due else None}

    def _set_clock(self, arguments: Arguments, _: str) -> object:
        _only(arguments, "at", "frozen")
        clock, at, frozen = self._sandbox.clock, arguments.get("at"), arguments.get("frozen")
        if at is not None and not isinstance(at, str):
            raise ControlError(f"at={at!r} must be a text in ISO 8601")
        happened = clock.set(at) if at is not None else []
        if frozen is not None:
            clock.freeze() if frozen else clock.resume()
        return {**cast("dict[str, object]", self._clock()), "happened": _happened(happened)}

    def _advance(self, arguments: Arguments, _: str) -> object:
        _only(arguments, "by")
        if "by" not in arguments:
            raise ControlError("by is missing: seconds, or a text such as '30d'")
        happened = self._sandbox.clock.advance(cast("str | float", arguments["by"]))
        return {**cast("dict[str, object]", self._clock()), "happened": _happened(happened)}

    def _add_fault(self, arguments: Arguments, _: str) -> object:
        return self._sandbox.faults.add(**cast("dict[str, str]", dict(arguments))).to_json()  # type: ignore[arg-type]

    def _limits(self) -> object:
        rates = self._sandbox.limits.rates
        return {"on": False} if rates is None else {"on": True, **asdict(rates)}

    def _set_limits(self, arguments: Arguments, _: str) -> object:
        _only(arguments, "on", "reads", "writes", "score")
        given = {name: cast("float", value) for name, value in arguments.items() if name != "on"}
        if arguments.get("on", True):
            self._sandbox.limits.on(**given)
        else:
            self._sandbox.limits.off()
        return self._limits()

    def _requests(self, arguments: Arguments, _: str) -> object:
        after = str(arguments.get("after", "0"))
        if not after.isdigit():
            raise ControlError(f"after={after!r} must be the number of a request")
        return [entry.to_json() for entry in self._sandbox.requests.after(int(after))]

    def _app(self, arguments: Arguments, verb: str) -> object:
        app = self._sandbox.app
        verbs = [name for name, _ in inspect.getmembers(app, callable) if not name.startswith("_")]
        if verb not in verbs:
            raise unknown("verb of the app", verb, verbs)
        result = _apply(cast("Callable[..., object]", getattr(app, verb)), arguments)
        return result if result is None or isinstance(result, str) else {"id": getattr(result, "id", str(result))}


def _apply(verb: Callable[..., R], arguments: Arguments) -> R:
    """Call a verb with arguments by name, once they are known to be its own and complete."""
    parameters = inspect.signature(verb).parameters
    _only(arguments, *parameters)
    missing = [one.name for one in parameters.values() if one.default is one.empty and one.name not in arguments]
    if missing:
        raise ControlError(f"{verb.__name__} needs {missing[0]!r}")
    return verb(**arguments)


def _arguments(request: Request) -> Arguments:
    """The JSON body of a write, or the query of a read."""
    if request.method == "GET" or not request.body:
        return request.query
    try:
        content: object = json.loads(request.body)
    except (ValueError, RecursionError) as error:
        raise ControlError("the body is no valid JSON") from error
    if not is_mapping(content):
        raise ControlError("the body must be a JSON object")
    return content


def _only(arguments: Arguments, *known: str) -> None:
    for name in arguments:
        if name not in known:
            raise ControlError(f"there is no {name!r}{suggestion(name, known)}")


def _happened(happened: Sequence[Happened]) -> list[dict[str, str]]:
    return [{"at": one.at.isoformat(), "what": one.what} for one in happened]


def _error(status: int, message: str) -> Response:
    return json_response({"error": message}, status=status)
