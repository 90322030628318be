"""`Verbs`: the control verbs as functions of JSON arguments, by HTTP method and path."""

from __future__ import annotations

import inspect
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TypeAlias, TypeVar, cast

from attio._support.digits import whole_number
from attio._support.names import brief
from attio.sandbox.control.clock import Happened, parse_moment
from attio.sandbox.control.naming import ControlError, suggestion, unknown
from attio.sandbox.controlled import ControlledSandbox
from attio.sandbox.snapshots import Snapshot
from attio.sandbox.workspace import Workspace

R = TypeVar("R")

Arguments: TypeAlias = Mapping[str, object]
Verb: TypeAlias = Callable[[Arguments, str], object]
"""Function of the arguments and of the id in the path, which is empty for a path without one."""

ID = "([^/]+)"


class Verbs:
    """The control verbs of a sandbox, by method and path.

    Args:
        sandbox: The sandbox to control.
    """

    def __init__(self, sandbox: ControlledSandbox) -> None:
        """Start without snapshots."""
        self._sandbox = sandbox
        self._snapshots: dict[str, Snapshot] = {}
        self.table: Sequence[tuple[str, str, Verb]] = (
            *self._of_state(),
            *self._of_controls(),
            *self._of_deliveries(),
            *self._of_access(),
            ("GET", "requests", self._requests),
            ("DELETE", "requests", lambda _, __: sandbox.requests.clear()),
            ("GET", "coverage", lambda _, __: [asdict(row) for row in sandbox.coverage()]),
            ("POST", f"app/{ID}", self._app),
        )

    def _of_state(self) -> Sequence[tuple[str, str, Verb]]:
        return (
            ("POST", "reset", lambda given, _: apply(self._sandbox.reset, given)),
            ("GET", "snapshots", lambda _, __: list(self._snapshots)),
            ("POST", "snapshots", self._snapshot),
            ("POST", f"snapshots/{ID}/restore", self._restore),
            ("GET", "state", lambda _, __: self._save()),
        )

    def _of_controls(self) -> Sequence[tuple[str, str, Verb]]:
        sandbox, faults, states = self._sandbox, self._sandbox.faults, self._sandbox.states
        return (
            ("GET", "clock", lambda _, __: self._clock()),
            ("PUT", "clock", self._set_clock),
            ("POST", "clock/advance", self._advance),
            ("GET", "faults", lambda _, __: [fault.to_json() for fault in faults]),
            ("POST", "faults", self._add_fault),
            ("DELETE", "faults", lambda _, __: faults.clear()),
            ("GET", f"faults/{ID}", lambda _, name: faults[name].to_json()),
            ("DELETE", f"faults/{ID}", lambda _, name: faults[name].remove()),
            ("GET", "limits", lambda _, __: self._limits()),
            ("PUT", "limits", self._set_limits),
            ("GET", "states", lambda _, __: {name: states[name].to_json() for name in states}),
            ("GET", f"states/{ID}", lambda _, name: states[name].to_json()),
            ("PUT", f"states/{ID}", lambda given, name: apply(sandbox.states.set, {**given, "name": name}).to_json()),
        )

    def _of_deliveries(self) -> Sequence[tuple[str, str, Verb]]:
        deliveries = self._sandbox.deliveries
        return (
            ("GET", "deliveries", self._deliveries),
            ("PUT", "deliveries", self._set_deliveries),
            ("GET", "deliveries/routes", lambda _, __: deliveries.routes.to_json()),
            ("POST", "deliveries/routes", self._route),
            ("DELETE", "deliveries/routes", self._unroute),
            ("POST", "deliveries/flush", lambda _, __: deliveries.flush()),
            ("GET", f"deliveries/{ID}", lambda _, name: deliveries.get(name).to_json()),
            ("POST", f"deliveries/{ID}/resend", lambda _, name: deliveries.resend(name).to_json()),
            ("POST", "emit", self._emit),
        )

    def _of_access(self) -> Sequence[tuple[str, str, Verb]]:
        sandbox, oauth = self._sandbox, self._sandbox.oauth
        return (
            ("GET", "workspaces", lambda _, __: [_workspace(each) for each in sandbox.workspaces]),
            ("POST", "workspaces", lambda given, _: _workspace(apply(sandbox.add_workspace, given))),
            ("POST", "tokens", lambda given, _: {"token": apply(sandbox.add_token, given)}),
            ("DELETE", f"tokens/{ID}", lambda _, name: sandbox.revoke_token(name)),
            ("GET", "oauth/apps", lambda _, __: [app.to_json() for app in oauth]),
            ("POST", "oauth/apps", lambda given, _: apply(oauth.add_app, given).to_json()),
            ("POST", "oauth/approve", lambda given, _: {"url": apply(oauth.approve, given)}),
            ("POST", "oauth/deny", lambda given, _: {"url": apply(oauth.deny, given)}),
            ("GET", "oauth/auto", lambda _, __: {"decision": oauth.auto}),
            ("PUT", "oauth/auto", lambda given, _: apply(oauth.set_auto, given)),
        )

    def load(self, content: bytes) -> None:
        """Restore the state in the content of a state file."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "state.sqlite"
            path.write_bytes(content)
            self._sandbox.restore_from(path)

    def _save(self) -> bytes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "state.sqlite"
            self._sandbox.save(path)
            return path.read_bytes()

    def _snapshot(self, arguments: Arguments, _: str) -> object:
        only(arguments, "name")
        name = str(arguments.get("name") or len(self._snapshots) + 1)
        self._snapshots[name] = self._sandbox.snapshot()
        return {"id": name}

    def _restore(self, arguments: Arguments, name: str) -> None:
        only(arguments)
        if name not in self._snapshots:
            raise unknown("snapshot", name, self._snapshots)
        self._sandbox.restore(self._snapshots[name])

    def _clock(self) -> dict[str, object]:
        clock = self._sandbox.clock
        due = clock.next_due
        return {"now": clock.now.isoformat(), "frozen": clock.frozen, "next_due": due.isoformat() if due else None}

    def _set_clock(self, arguments: Arguments, _: str) -> object:
        only(arguments, "at", "frozen")
        clock, at, frozen = self._sandbox.clock, arguments.get("at"), arguments.get("frozen")
        if at is not None and not isinstance(at, str):
            raise ControlError(f"at={brief(at)} must be a text in ISO 8601")
        moment = None if at is None else parse_moment(at)
        if frozen is not None:  # before `set`, so that the clock is frozen at the moment exactly
            clock.freeze() if frozen else clock.resume()
        happened = [] if moment is None else clock.set(moment)
        return {**self._clock(), "happened": _happened(happened)}

    def _advance(self, arguments: Arguments, _: str) -> object:
        only(arguments, "by")
        if "by" not in arguments:
            raise ControlError("by is missing: seconds, or a text such as '30d'")
        happened = self._sandbox.clock.advance(cast("str | float", arguments["by"]))
        return {**self._clock(), "happened": _happened(happened)}

    def _add_fault(self, arguments: Arguments, _: str) -> object:
        return self._sandbox.faults.add(**cast("dict[str, str]", dict(arguments))).to_json()  # type: ignore[arg-type]

    def _limits(self) -> object:
        rates = self._sandbox.limits.rates
        return {"on": False} if rates is None else {"on": True, **asdict(rates)}

    def _set_limits(self, arguments: Arguments, _: str) -> object:
        only(arguments, "on", "reads", "writes", "score")
        rates = {name: cast("float", value) for name, value in arguments.items() if name != "on"}
        if arguments.get("on", True):
            self._sandbox.limits.on(**rates)
        else:
            self._sandbox.limits.off()
        return self._limits()

    def _requests(self, arguments: Arguments, _: str) -> object:
        only(arguments, "after")
        return [entry.to_json() for entry in self._sandbox.requests.after(_position(arguments, "request"))]

    def _deliveries(self, arguments: Arguments, _: str) -> object:
        only(arguments, "after", "event_type", "state")
        after = _position(arguments, "delivery")
        filters = {name: arguments[name] for name in ("event_type", "state") if name in arguments}
        deliveries = apply(self._sandbox.deliveries.find, filters)
        return [delivery.to_json() for delivery in deliveries if int(delivery.id) > after]

    def _set_deliveries(self, arguments: Arguments, _: str) -> object:
        deliveries = self._sandbox.deliveries
        apply(deliveries.set, arguments)
        return {"echo": deliveries.echo, "time_limit": deliveries.time_limit}

    def _route(self, arguments: Arguments, _: str) -> object:
        if not isinstance(arguments.get("to", ""), str):
            raise ControlError(f"to={brief(arguments['to'])} must be the URL of a server on this machine")
        apply(self._sandbox.deliveries.route, arguments)
        return self._sandbox.deliveries.routes.to_json()

    def _unroute(self, arguments: Arguments, _: str) -> None:
        only(arguments, "prefix")
        routes = self._sandbox.deliveries.routes
        routes.remove(str(arguments["prefix"])) if "prefix" in arguments else routes.clear()

    def _emit(self, arguments: Arguments, _: str) -> object:
        if not isinstance(arguments.get("event_type"), str):
            raise ControlError("event_type is missing: a type of event, such as 'task.created'")
        ids = cast("dict[str, str]", dict(arguments))
        return [delivery.to_json() for delivery in self._sandbox.emit(ids.pop("event_type"), **ids)]

    def _app(self, arguments: Arguments, verb: str) -> object:
        verb_arguments = dict(arguments)
        app = self._sandbox.app.of(cast("str | None", verb_arguments.pop("workspace", None)))
        verbs = [name for name, _ in inspect.getmembers(app, callable) if not name.startswith("_") and name != "of"]
        if verb not in verbs:
            raise unknown("verb of the app", verb, verbs)
        result = apply(cast("Callable[..., object]", getattr(app, verb)), verb_arguments)
        return result if result is None or isinstance(result, str) else {"id": getattr(result, "id", str(result))}


def apply(verb: Callable[..., R], arguments: Arguments) -> R:
    """Call a verb with keyword arguments.

    Raises:
        ControlError: An argument is unknown, missing or invalid.
    """
    parameters = inspect.signature(verb).parameters
    only(arguments, *parameters)
    required = [name for name, parameter in parameters.items() if parameter.default is parameter.empty]
    missing = [name for name in required if name not in arguments]
    if missing:
        raise ControlError(f"{verb.__name__} needs {missing[0]!r}")
    try:
        return verb(**arguments)
    except (AttributeError, TypeError) as error:
        # JSON values may have another type than the verb expects.
        raise ControlError(f"{verb.__name__} has invalid arguments {brief(dict(arguments))}: {error}") from error


def only(arguments: Arguments, *known: str) -> None:
    """Raise `ControlError` for unknown arguments."""
    for name in arguments:
        if name not in known:
            raise ControlError(f"there is no {brief(name)}{suggestion(name, known)}")


def _position(arguments: Arguments, what: str) -> int:
    after = str(arguments.get("after", "0"))
    position = whole_number(after)
    if position is None:
        raise ControlError(f"after={brief(after)} must be the number of a {what}")
    return position


def _happened(happened: Sequence[Happened]) -> list[dict[str, str]]:
    return [{"at": work.at.isoformat(), "what": work.what} for work in happened]


def _workspace(workspace: Workspace) -> dict[str, object]:
    return {"id": workspace.id, "name": workspace.name, "slug": workspace.slug}
