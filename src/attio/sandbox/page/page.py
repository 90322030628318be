"""`Page`: the web page at `/`. Selects the view of a request, and runs the actions of forms."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import cast
from urllib.parse import parse_qsl, quote, urlencode

from attio.sandbox.control.cli import VerbError
from attio.sandbox.control.naming import ControlError
from attio.sandbox.controlled import ControlledSandbox
from attio.sandbox.documented import documented_errors
from attio.sandbox.messages import Request, Response
from attio.sandbox.page import views
from attio.sandbox.page.deliveries import deliveries_view
from attio.sandbox.page.faults import arguments, faults_view
from attio.sandbox.page.markup import SECTIONS, Html, document, join, tag
from attio.sandbox.snapshots import Snapshot
from attio.sandbox.store.rows import Token
from attio.sandbox.workspace import Workspace

_HEADERS = {
    "content-security-policy": "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; form-action 'self'",
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}
_STATIC = {"/_page/page.css": "text/css", "/_page/page.js": "text/javascript"}
_TITLES = {**{name: title for name, title, _ in SECTIONS}, "record": "Record"}


def _faults_view_query(fields: Mapping[str, str]) -> str:
    """Return the query of the faults view with the operation and the fault that the form had."""
    choices = {name: fields[name] for name in ("operation", "fault") if name in fields}
    return f"faults&{urlencode(choices)}"


class Page:
    """Responds to the requests of a browser.

    Args:
        sandbox: The sandbox to show and control.
        refusal: Function that returns the error response to a request without access, otherwise None.
        lock: The lock of the sandbox, held while a view is built, so that no write changes a table.
    """

    def __init__(
        self,
        sandbox: ControlledSandbox,
        refusal: Callable[[Request], Response | None],
        lock: AbstractContextManager[object],
    ) -> None:
        """Start without snapshots."""
        self._sandbox = sandbox
        self._refusal = refusal
        self._lock = lock
        self._snapshots: dict[str, Snapshot] = {}
        self._chosen = ""
        # A page of another origin can send a form, but does not know this token.
        self._csrf = secrets.token_urlsafe(16)

    @property
    def _workspace(self) -> Workspace:
        """The workspace that was chosen last if it still exists, otherwise the first one."""
        by_slug = {workspace.slug: workspace for workspace in self._sandbox.workspaces}
        return by_slug.get(self._chosen) or self._sandbox.workspace()

    def handle(self, request: Request) -> Response | None:
        """Return the response to a request of the page; None for any other request."""
        is_view = request.path == "/" and request.method == "GET" and "text/html" in (request.header("accept") or "")
        if not is_view and not request.path.startswith("/_page/"):
            return None
        # Forms are not JSON, so check them as a GET request; `_post` checks their CSRF token.
        checked = request if request.method == "GET" else Request("GET", request.path, headers=request.headers)
        refusal = self._refusal(checked)
        if refusal is not None:
            return refusal
        if request.method == "POST":
            return self._post(request)
        if request.path in _STATIC:
            content = (Path(__file__).parent / "static" / request.path.rpartition("/")[2]).read_bytes()
            return Response(200, {**_HEADERS, "content-type": f"{_STATIC[request.path]}; charset=utf-8"}, content)
        if not is_view:
            return Response(404, _HEADERS, b"Not Found")
        with self._lock:
            return self._view(request)

    def _view(self, request: Request) -> Response:
        view = request.query.get("view", "objects")
        content = self._content(view, request.query, request.origin or "")
        title = _TITLES.get(view, "Not found")
        current = request.query.get("at", "objects") if view == "record" else view
        armed = sum(fault.times is None or fault.fired < fault.times for fault in self._sandbox.faults)
        note = {
            "workspace": self._workspace.name,
            "message": request.query.get("said", ""),
            "armed": f"{armed} armed" if armed else "",
        }
        body = document(title, current, content, position=self._sandbox.requests.position, note=note)
        return Response(200 if view in _TITLES else 404, {**_HEADERS, "content-type": "text/html; charset=utf-8"}, body)

    def _content(self, view: str, query: Mapping[str, str], origin: str) -> Html:
        sandbox, workspace = self._sandbox, self._workspace
        if view == "objects":
            return views.collections(workspace, "objects", view, query)
        if view == "lists":
            lists = workspace.collections("lists")
            owner = workspace.collection("lists", query.get("of")) or (lists[0] if lists else None)
            board = Html() if owner is None else views.board(workspace, owner, self._csrf)
            return join([views.collections(workspace, "lists", view, query), board])
        if view == "record":
            return views.record_view(workspace, query)
        if view == "requests":
            return views.requests_view(sandbox.requests, self._csrf, origin)
        if view == "deliveries":
            return deliveries_view(sandbox.deliveries, self._csrf, everything=bool(query.get("all")))
        if view == "faults":
            return faults_view(tuple(sandbox.faults), documented_errors(), query, self._csrf)
        if view == "clock":
            now, frozen = sandbox.clock.now.isoformat(timespec="seconds"), sandbox.clock.frozen
            return join(
                [
                    views.clock_view(now, frozen=frozen, snapshots=self._snapshots, csrf=self._csrf),
                    views.workspaces_view(sandbox.workspaces, workspace, self._csrf),
                ]
            )
        return views.coverage_view(sandbox.coverage()) if view == "coverage" else tag("p", "There is no such view.")

    def _post(self, request: Request) -> Response:
        fields = dict(parse_qsl(request.body.decode("utf-8", "replace"), keep_blank_values=True))
        if not secrets.compare_digest(fields.get("csrf", "").encode(), self._csrf.encode()):
            return Response(403, _HEADERS, b"The form is from another session; load the page again.")
        action = request.path.rpartition("/")[2]
        try:
            view, message = self._act(action, fields)
        except (ControlError, VerbError) as error:
            view = {"fault": _faults_view_query(fields), "unfault": "faults", "resend": "deliveries"}.get(
                action, "clock"
            )
            message = str(error)
        return Response(303, {**_HEADERS, "location": f"/?view={view}&said={quote(message)}"})

    def _act(self, action: str, fields: Mapping[str, str]) -> tuple[str, str]:
        """Run the action of a form; return the view to show, with its query, and a message."""
        sandbox = self._sandbox
        if action == "fault":
            fault = sandbox.faults.add(**cast("dict[str, str]", arguments(fields)))  # type: ignore[arg-type]
            return _faults_view_query(fields), f"Fault {fault.id} is armed."
        if action == "unfault":
            sandbox.faults[fields.get("id", "")].remove()
            return "faults", "Cleared the fault."
        if action == "unfaults":
            sandbox.faults.clear()
            return "faults", "Cleared all faults."
        if action == "resend":
            delivery = sandbox.deliveries.resend(fields.get("id", ""))
            return "deliveries", f"Sent delivery {delivery.id} again: {delivery.state.replace('_', ' ')}."
        if action == "advance":
            happened = sandbox.clock.advance(fields.get("by", ""))
            return "clock", f"Advanced by {fields['by']}; {len(happened)} scheduled tasks were run."
        if action == "clock":
            sandbox.clock.freeze() if fields.get("frozen") else sandbox.clock.resume()
            return "clock", "Froze the clock." if fields.get("frozen") else "The clock runs again."
        return self._act_on_state(action, fields)

    def _act_on_state(self, action: str, fields: Mapping[str, str]) -> tuple[str, str]:
        name = fields.get("name", "")
        if action == "snapshot":
            self._snapshots[name] = self._sandbox.snapshot()
            return "clock", f"Took the snapshot {name}."
        if action == "restore" and name in self._snapshots:
            self._sandbox.restore(self._snapshots[name])
            return "clock", f"Restored {name}."
        if action == "choose":
            self._chosen = self._sandbox.workspace(name).slug
            return "objects", f"Showing {self._workspace.name}."
        if action == "reset":
            self._sandbox.reset()
            return "clock", "Reset the workspace."
        if action == "move":
            values = {fields.get("attribute", ""): fields.get("to", "")}
            owner, entry = (quote(fields.get(name, ""), safe="") for name in ("list", "entry"))
            status = self._send("PATCH", f"/v2/lists/{owner}/entries/{entry}", {"data": {"entry_values": values}})
            return f"lists&of={owner}", f"Moved to {fields.get('to')}." if status == 200 else f"Not moved: {status}."
        if action == "again":
            entries = [entry for entry in self._sandbox.requests if str(entry.number) == fields.get("number")]
            if entries:
                status = self._send(entries[0].method, entries[0].path, entries[0].json, entries[0].query)
                return "requests", f"Sent again: {status}."
        raise ControlError(f"there is no action {action!r}")

    def _send(self, method: str, path: str, content: object, query: Mapping[str, str] | None = None) -> int:
        """Send a request to the API with a token of the workspace that has all scopes."""
        with self._lock:
            tokens = tuple(self._workspace.table(Token))
        with_all_scopes = [token.secret for token in tokens if token.scopes is None and token.member_id is None]
        if not with_all_scopes:
            raise ControlError(f"{self._workspace.name} has no token with all scopes: add one with add_token")
        headers = {"authorization": f"Bearer {with_all_scopes[0]}", "content-type": "application/json"}
        body = b"" if content is None else json.dumps(content).encode()
        return self._sandbox.handle(Request(method, path, query or {}, headers, body)).status
