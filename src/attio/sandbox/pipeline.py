"""`Pipeline`: handles a request in these steps: route, fault, token, handler, commit, events."""

from __future__ import annotations

import base64
import contextlib
import threading
import time
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass, replace

from attio.sandbox.call import Call, Operation
from attio.sandbox.control.clock import Clock
from attio.sandbox.control.effects import rate_limited, replacement, with_unknown_fields
from attio.sandbox.control.faults import Fault, Faults
from attio.sandbox.control.limits import Limits
from attio.sandbox.control.naming import unknown
from attio.sandbox.control.requests import LoggedRequest, RequestLog
from attio.sandbox.control.states import States
from attio.sandbox.control.why import json_of, logged_parts, masked
from attio.sandbox.errors import ApiError, forbidden, not_found, unauthenticated
from attio.sandbox.events import Event
from attio.sandbox.handlers import EVENTS, OPERATIONS
from attio.sandbox.handlers.files import SIGNED_PREFIX, serve_signed
from attio.sandbox.handlers.meta import identify
from attio.sandbox.messages import Request, Response
from attio.sandbox.provenance import assumed, different, documented, observed
from attio.sandbox.routes import Match, match
from attio.sandbox.store.changes import Change, Changes
from attio.sandbox.store.rows import SYSTEM, Actor, Token
from attio.sandbox.workspace import Plan, Workspace

RULES = (
    different("pipeline.lock",
        "Requests are handled one at a time, so writes never conflict; only a fault returns "
        "`concurrent_write_conflict`",
        "*"),
    different("pipeline.plan", "The plan of the workspace includes all features, unless `app.plan` removes some", "*"),
    documented("pipeline.self", "GET /v2/self responds to an unknown token with `active: false`, not with an error",
        "reference: Identify", "meta.identify"),
    observed("pipeline.token", "Without a known token, every operation except GET /v2/self responds with 401",
        "other API clients that handle it", "*"),
    documented("pipeline.basic", "A token is sent as a bearer token, or as the user name of basic authentication",
        "guide: Authenticating requests", "*"),
    assumed("pipeline.scopes", "The response to a token that lacks a scope is 403; read-write includes read", "*"),
    assumed("pipeline.order", "The order of checks: route, token, scope, body and query, path, references, rules",
        "*"),
    observed("pipeline.accurate",
        "Responses to reads have the header x-accurate-at; all responses have x-attio-execution-id",
        "recorded responses, May 2026", "*"),
    observed("pipeline.cors", "Responses allow every origin and expose seven headers", "recorded responses, May 2026",
        "*"),
)  # fmt: skip

_EXPOSED = (
    "x-attio-client,x-attio-execution-id,x-attio-platform,x-attio-platform-version,x-attio-record-query-score,"
    "x-attio-app-installation-bundle-id,WWW-Authenticate"
)
_CORS: Mapping[str, str] = {"access-control-allow-origin": "*", "access-control-expose-headers": _EXPOSED}
_PREFLIGHT: Mapping[str, str] = {
    **_CORS,
    "access-control-allow-methods": "GET,HEAD,PUT,PATCH,POST,DELETE",
    "access-control-allow-headers": "authorization,content-type",
}


@dataclass(frozen=True, slots=True)
class Controls:
    """The parts of a sandbox with which a test controls its behavior."""

    clock: Clock
    faults: Faults
    limits: Limits
    requests: RequestLog
    states: States


@dataclass(frozen=True, slots=True)
class Commit:
    """The changes of one request or of one control verb, with their events."""

    workspace: Workspace
    changes: Sequence[Change]
    events: Sequence[Event]
    actor: Actor


class Pipeline:
    """Handles requests, one at a time. Thread-safe.

    Args:
        workspaces: The workspaces. The token of a request selects one of them.
        controls: Clock, faults, limits, request log and states.
        page_cap: Maximum number of records in one page of a query, regardless of its `limit`.
    """

    def __init__(self, workspaces: Sequence[Workspace], controls: Controls, *, page_cap: int) -> None:
        """Start without listeners."""
        self.workspaces = workspaces
        self.controls = controls
        self.lock = threading.RLock()
        self.on_commit: list[Callable[[Commit], None]] = []
        """Called with each commit, while the lock is held."""
        self.on_release: list[Callable[[], None]] = []
        """Called after each request or write, when the lock is released and before the response is sent."""
        self._page_cap = page_cap
        controls.states.bind(self.write)

    def handle(self, request: Request) -> Response:
        """Return the response to one request. Clients, the ASGI application and the server all call this."""
        self.controls.clock.run_due()
        with self.lock:
            response = self._respond(request)
        self._release()
        return response

    def knows(self, request: Request) -> bool:
        """Return whether a request has a valid token of one of the workspaces."""
        return self._authenticate(request)[1] is not None

    def workspace(self, reference: Workspace | str | None = None) -> Workspace:
        """Return a workspace by its slug or id. Defaults to the first one.

        Raises:
            ControlError: There is no such workspace.
        """
        if reference is None:
            return self.workspaces[0]
        if isinstance(reference, Workspace):
            return reference
        for workspace in self.workspaces:
            if reference in (workspace.slug, workspace.id):
                return workspace
        raise unknown("workspace", reference, [workspace.slug for workspace in self.workspaces])

    @contextlib.contextmanager
    def write(self, workspace: Workspace, actor: Actor = SYSTEM) -> Generator[Changes]:
        """Write outside of a request. If the block raises, none of its changes are kept."""
        with self.lock:
            changes = Changes(workspace, actor)
            try:
                yield changes
                self._commit(changes)
            except BaseException:
                changes.discard()
                raise
        self._release()

    def set_plan(self, workspace: Workspace, plan: Plan) -> None:
        """Set the plan of a workspace."""
        with self.lock:
            workspace.plan = plan
            # An empty commit makes the state file store the plan.
            for call in self.on_commit:
                call(Commit(workspace, (), (), SYSTEM))

    def _release(self) -> None:
        self.controls.states.settle()
        for call in self.on_release:
            call()

    def _respond(self, request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(204, _PREFLIGHT)
        if request.path.startswith(SIGNED_PREFIX):
            return serve_signed(self.workspaces, request).with_headers({"access-control-allow-origin": "*"})
        started = time.perf_counter()
        number, at = self.controls.requests.next_number(), self.controls.clock.now
        workspace, token = self._authenticate(request)
        route_match = match(request.method, request.path)
        name = route_match.route.operation if route_match else None
        fault = self.controls.faults.take(
            name, objects=_objects(route_match, workspace), token=token.secret if token else None
        )
        if fault is not None and fault.drop == "before_sending":
            response = Response(503)
        else:
            response = self._respond_with_faults(request, route_match, workspace, token, fault)
        if fault is not None:
            response = replace(response, wire=fault.wire)
        entry = LoggedRequest(
            number=number,
            at=at,
            operation=name,
            method=request.method,
            path=request.path,
            query=request.query,
            headers=masked(request.headers),
            json=json_of(request.body, request.content_type),
            status=None if fault is not None and fault.drop else response.status,
            fault=fault.id if fault else None,
            workspace=workspace.slug,
            **logged_parts(response, route_match, workspace),
            seconds=time.perf_counter() - started,
        )
        self.controls.requests.add(entry)
        return response

    def _respond_with_faults(
        self,
        request: Request,
        route_match: Match | None,
        workspace: Workspace,
        token: Token | None,
        fault: Fault | None,
    ) -> Response:
        """Return the response of a fault or a rate limit if one applies, otherwise run the operation."""
        now = self.controls.clock.now
        name = route_match.route.operation if route_match else None
        response = replacement(fault, name, now) if fault else None
        if response is None and route_match is not None:
            retry_at = self.controls.limits.take(name or "", token.id if token else "", reads=_is_read(route_match))
            response = rate_limited(now, retry_at) if retry_at else None
        if response is None:
            try:
                response = self._run_operation(request, route_match, workspace, token)
            except ApiError as error:
                response = error.response()
            score = response.headers.get("x-attio-record-query-score")
            retry_at = self.controls.limits.charge(float(score)) if score else None
            if retry_at:
                response = rate_limited(now, retry_at)
        if fault is not None and fault.unknown_fields:
            response = with_unknown_fields(response)
        return response.with_headers(self._headers(route_match, response, workspace))

    def _headers(self, route_match: Match | None, response: Response, workspace: Workspace) -> dict[str, str]:
        headers = {"x-attio-execution-id": workspace.new_execution_id(), **_CORS}
        if route_match is not None and response.status == 200:
            name = route_match.route.operation
            if (_is_read(route_match) and name != "meta.identify") or name == "comments.create":
                headers["x-accurate-at"] = workspace.now()
        return headers

    def _run_operation(
        self, request: Request, route_match: Match | None, workspace: Workspace, token: Token | None
    ) -> Response:
        if route_match is None:
            raise not_found(f'Could not find endpoint "{request.method} {request.path}".')
        name = route_match.route.operation
        if name == "meta.identify":
            return identify(workspace, token)
        if token is None:
            raise unauthenticated()
        operation = OPERATIONS.get(name)
        if operation is None:
            raise ApiError(501, "not_implemented", f"The sandbox does not support `{name}` yet.")
        _authorize(operation, route_match, token)
        changes = Changes(workspace, token.actor)
        try:
            response = operation.handler(
                Call(workspace, request, route_match.params, token, changes, self._page_cap, self.controls.states)
            )
            self._commit(changes)
        except BaseException:
            changes.discard()
            raise
        return response

    def _commit(self, changes: Changes) -> None:
        committed = changes.commit()
        events = list(changes.events)
        for change in committed:
            derive_events = EVENTS.get(change.row.kind)
            if derive_events is not None and not change.quiet:
                events += derive_events(change, changes.workspace)
        self.controls.states.note(changes.workspace, committed)
        if committed or events:
            commit = Commit(changes.workspace, committed, events, changes.actor)
            for call in self.on_commit:
                call(commit)

    def _authenticate(self, request: Request) -> tuple[Workspace, Token | None]:
        """Find the workspace and the token of a request; without a valid token, the first workspace and None."""
        scheme, _, credentials = (request.header("authorization") or "").partition(" ")
        secret = credentials.strip()
        if scheme.lower() == "basic":
            try:
                secret = base64.b64decode(secret, validate=True).decode().partition(":")[0]
            except ValueError:  # invalid base64 or UTF-8
                return self.workspaces[0], None
        elif scheme.lower() != "bearer":
            return self.workspaces[0], None
        for workspace in self.workspaces:
            token = workspace.token(secret)
            if token is not None:
                return workspace, token
        return self.workspaces[0], None


def _is_read(route_match: Match) -> bool:
    operation = OPERATIONS.get(route_match.route.operation)
    return route_match.route.method == "GET" or (operation is not None and operation.reads)


def _objects(route_match: Match | None, workspace: Workspace) -> tuple[str, ...]:
    """Return the slug and the id of the object, list or activity in a path; empty if there is none."""
    owner = route_match.owner() if route_match else None
    if owner is None:
        return ()
    collection = workspace.collection(*owner)
    return (collection.api_slug, collection.id) if collection else owner[1:]


def _authorize(operation: Operation, route_match: Match, token: Token) -> None:
    if token.member_id is not None and not operation.user_level:
        raise ApiError(
            403, "unauthorized", "This operation needs a token of the workspace, not of a member.", type="auth_error"
        )
    lacking = [scope for scope in operation.required(route_match.params) if not token.grants(scope)]
    if lacking:
        raise forbidden(lacking)
