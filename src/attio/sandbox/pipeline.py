"""The way of one request: route, fault, token, handler, commit, events."""

from __future__ import annotations

import base64
import binascii
import contextlib
import threading
from collections import deque
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass

from attio.sandbox.call import Call, Operation
from attio.sandbox.errors import ApiError, forbidden, not_found, unauthenticated
from attio.sandbox.events import Event
from attio.sandbox.handlers import EVENTS, OPERATIONS
from attio.sandbox.handlers.files import SIGNED_PREFIX, serve_signed
from attio.sandbox.handlers.meta import identify
from attio.sandbox.messages import Request, Response
from attio.sandbox.provenance import Rule
from attio.sandbox.routes import Match, match
from attio.sandbox.store.changes import Change, Changes
from attio.sandbox.store.rows import SYSTEM, Actor, Token
from attio.sandbox.workspace import Workspace

RULES = (
    Rule(
        "pipeline.self",
        "An unknown token is no error for GET /v2/self, but inactive",
        "D",
        "reference: Identify",
        ("meta.identify",),
    ),
    Rule(
        "pipeline.token",
        "Any other operation without a token that is known answers 401",
        "O",
        "clients of others that handle it",
        ("*",),
    ),
    Rule(
        "pipeline.basic",
        "The token is a bearer, or the user name of basic authentication",
        "D",
        "guide: Authenticating requests",
        ("*",),
    ),
    Rule("pipeline.scopes", "A token that lacks a scope answers 403; read-write includes read", "A", "", ("*",)),
    Rule(
        "pipeline.order",
        "Checks come in this order: route, token, scope, body and query, path, references, rules",
        "A",
        "",
        ("*",),
    ),
    Rule(
        "pipeline.accurate",
        "Reads carry x-accurate-at, everything x-attio-execution-id",
        "O",
        "recorded responses, May 2026",
        ("*",),
    ),
    Rule(
        "pipeline.cors",
        "Responses allow every origin and expose seven headers",
        "O",
        "recorded responses, May 2026",
        ("*",),
    ),
)

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
class Commit:
    """What one request, or one control verb, has changed."""

    workspace: Workspace
    changes: Sequence[Change]
    events: Sequence[Event]
    actor: Actor


class Pipeline:
    """Answers requests, one at a time; safe to share between threads.

    Args:
        workspaces: The workspaces; the token of a request decides which of them answers.
        page_cap: Most records that one page of a query holds, whatever its limit.
    """

    def __init__(self, workspaces: Sequence[Workspace], *, page_cap: int) -> None:
        """Begin without faults."""
        self.workspaces = workspaces
        self.lock = threading.RLock()
        self.faults: deque[Callable[[], Response]] = deque()
        self.on_commit: list[Callable[[Commit], None]] = []
        """Called with each commit, before anybody else can write."""
        self.on_release: list[Callable[[], None]] = []
        """Called after each request, when others may write again and before its response is sent."""
        self._page_cap = page_cap

    def handle(self, request: Request) -> Response:
        """Answer one request; everything else that serves the sandbox comes down to this."""
        with self.lock:
            response = self._respond(request)
        for call in self.on_release:
            call()
        return response

    @contextlib.contextmanager
    def write(self, workspace: Workspace, actor: Actor = SYSTEM) -> Generator[Changes]:
        """Write outside of a request: all of it, or nothing when the block raises."""
        with self.lock:
            changes = Changes(workspace, actor)
            try:
                yield changes
            except BaseException:
                changes.discard()
                raise
            self._commit(changes)

    def _respond(self, request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(204, _PREFLIGHT)
        workspace, token = self._authenticate(request)
        if request.path.startswith(SIGNED_PREFIX):
            return serve_signed(self.workspaces, request)
        found = match(request.method, request.path)
        try:
            response = self.faults.popleft()() if self.faults else self._answer(request, found, workspace, token)
        except ApiError as error:
            response = error.response()
        return response.with_headers(self._headers(found, response, workspace))

    def _headers(self, found: Match | None, response: Response, workspace: Workspace) -> dict[str, str]:
        headers = {"x-attio-execution-id": workspace.new_execution_id(), **_CORS}
        if found is not None and response.status == 200:
            name = found.route.operation
            offered = OPERATIONS.get(name)
            reads = found.route.method == "GET" or (offered is not None and offered.reads)
            if (reads and name != "meta.identify") or name == "comments.create":
                headers["x-accurate-at"] = workspace.now()
        return headers

    def _answer(self, request: Request, found: Match | None, workspace: Workspace, token: Token | None) -> Response:
        if found is None:
            raise not_found(f'Could not find endpoint "{request.method} {request.path}".')
        name = found.route.operation
        if name == "meta.identify":
            return identify(workspace, token)
        if token is None:
            raise unauthenticated()
        operation = OPERATIONS.get(name)
        if operation is None:
            raise ApiError(501, "not_implemented", f"The sandbox does not offer `{name}` yet.")
        _authorize(operation, found, token)
        changes = Changes(workspace, token.actor)
        try:
            response = operation.handler(Call(workspace, request, found.params, token, changes, self._page_cap))
        except BaseException:
            changes.discard()
            raise
        self._commit(changes)
        return response

    def _commit(self, changes: Changes) -> None:
        committed = changes.commit()
        events = list(changes.events)
        for change in committed:
            derive = EVENTS.get(change.row.kind)
            if derive is not None and not change.quiet:
                events += derive(change, changes.workspace)
        if committed or events:
            commit = Commit(changes.workspace, committed, events, changes.actor)
            for call in self.on_commit:
                call(commit)

    def _authenticate(self, request: Request) -> tuple[Workspace, Token | None]:
        """Find the token of a request: a bearer, or the user name of basic authentication."""
        scheme, _, credentials = (request.header("authorization") or "").partition(" ")
        secret = credentials.strip()
        if scheme.lower() == "basic":
            try:
                secret = base64.b64decode(secret, validate=True).decode().partition(":")[0]
            except (binascii.Error, UnicodeDecodeError):
                return self.workspaces[0], None
        elif scheme.lower() != "bearer":
            return self.workspaces[0], None
        for workspace in self.workspaces:
            token = workspace.token(secret)
            if token is not None:
                return workspace, token
        return self.workspaces[0], None


def _authorize(operation: Operation, found: Match, token: Token) -> None:
    if token.member_id is not None and not operation.user_level:
        raise ApiError(
            403, "unauthorized", "This operation needs a token of the workspace, not of a member.", type="auth_error"
        )
    lacking = [scope for scope in operation.required(found.params) if not token.grants(scope)]
    if lacking:
        raise forbidden(lacking)
