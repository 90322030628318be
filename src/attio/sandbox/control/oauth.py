"""OAuth of a sandbox: apps, the consent of members, and the endpoints that an app calls."""

from __future__ import annotations

import hmac
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import ClassVar, Literal, TypeAlias, cast
from urllib.parse import parse_qsl, urlencode, urlsplit

from attio._support.names import brief
from attio.sandbox.control.consent import consent_page, refusal_page
from attio.sandbox.control.effects import replacement, with_unknown_fields
from attio.sandbox.control.faults import MASK, Fault
from attio.sandbox.control.naming import ControlError, unknown
from attio.sandbox.control.requests import LoggedRequest
from attio.sandbox.control.tokens import check_scopes, find_member, make_token
from attio.sandbox.control.why import json_of, masked
from attio.sandbox.handlers.meta import identify
from attio.sandbox.messages import Request, Response, is_mapping, json_response
from attio.sandbox.pipeline import Pipeline
from attio.sandbox.provenance import assumed, documented
from attio.sandbox.store.rows import Member, Row
from attio.sandbox.workspace import Workspace

_OAUTH = "reference: OAuth"
RULES = (
    documented("oauth.redirect", "A redirect URI must equal a registered one", _OAUTH, "meta.identify"),
    documented("oauth.token", "Tokens do not expire; there is no refresh token", _OAUTH, "meta.identify"),
    assumed("oauth.code", "A code works once, for 10 minutes", "meta.identify"),
    assumed("oauth.errors", "Errors have the codes of RFC 6749", "meta.identify"),
    assumed("oauth.actor", "A token of the workspace writes as the app", "meta.identify"),
    documented("oauth.introspect", "Introspection describes a token as /v2/self does", _OAUTH, "meta.identify"),
)

AUTHORIZE, TOKEN, INTROSPECT = "/authorize", "/oauth/token", "/oauth/introspect"
NAMES: Mapping[str, str] = {AUTHORIZE: "oauth.authorize", TOKEN: "oauth.token", INTROSPECT: "oauth.introspect"}
"""What the log calls the requests of OAuth, by path."""
_SECRETS = frozenset({"access_token", "client_secret", "code", "proof", "token"})

CODE_LIFETIME = timedelta(minutes=10)

Level: TypeAlias = Literal["workspace", "user"]
Decision: TypeAlias = Literal["approve", "deny"]

LEVELS: tuple[Level, ...] = ("workspace", "user")
DECISIONS: tuple[Decision, ...] = ("approve", "deny")


@dataclass(frozen=True, slots=True, kw_only=True)
class OAuthClient(Row):
    """An app that members can connect; its id is the client id."""

    kind: ClassVar[str] = "oauth_client"

    name: str
    client_secret: str
    redirect_uris: tuple[str, ...]
    scopes: frozenset[str] | None
    """What its tokens may do; None for everything."""
    token_level: Level = "workspace"  # noqa: S105 - not a password

    def __repr__(self) -> str:
        return f"<OAuthClient {self.id} {self.name!r}: {', '.join(self.redirect_uris)}>"

    @property
    def client_id(self) -> str:
        """The client id."""
        return self.id

    def to_json(self) -> dict[str, object]:
        """Return the app as JSON values, its secret included: apps are configured with it."""
        return {
            "client_id": self.id,
            "client_secret": self.client_secret,
            "name": self.name,
            "redirect_uris": list(self.redirect_uris),
            "scopes": None if self.scopes is None else sorted(self.scopes),
            "token_level": self.token_level,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Code(Row):
    """A code that can be exchanged for a token; its id is the code."""

    kind: ClassVar[str] = "oauth_code"

    client_id: str
    member_id: str
    expires_at: str


class _ProtocolError(Exception):
    """An error of RFC 6749: its code, and a sentence."""

    def __init__(self, code: str, description: str, *, status: int = 400) -> None:
        super().__init__(description)
        self.code = code
        self.status = status


class OAuth:
    """The OAuth apps of a sandbox, and what a member decides about them. Safe to share between threads.

    Args:
        pipeline: What commits changes.
    """

    def __init__(self, pipeline: Pipeline) -> None:
        self.auto: Decision | None = None
        """What `/authorize` does at once instead of showing a page; None for the page."""
        self._pipeline = pipeline

    def __iter__(self) -> Iterator[OAuthClient]:
        return iter(tuple(self._home.table(OAuthClient)))

    @property
    def _home(self) -> Workspace:
        """Where apps are registered: they can be connected to every workspace."""
        return self._pipeline.workspaces[0]

    def add_app(
        self,
        redirect_uris: str | Sequence[str],
        *,
        client_id: str | None = None,
        client_secret: str | None = None,
        name: str = "Test app",
        scopes: Iterable[str] | None = None,
        token_level: Level = "workspace",  # noqa: S107 - not a password
    ) -> OAuthClient:
        """Register an app that uses OAuth.

        Args:
            redirect_uris: The URIs that members are sent back to; one or several.
            client_id: Its client id; made up by default. A registered app with this id is replaced.
            client_secret: Its client secret; made up by default.
            name: Its name, for the page that asks members.
            scopes: What its tokens may do, such as `record_permission:read`; everything by default.
            token_level: Whether its tokens act for the workspace or for the member that approves.

        Returns:
            The app, with `client_id` and `client_secret`.

        Raises:
            ControlError: A redirect URI, a scope or the level cannot be used.
        """
        uris = (redirect_uris,) if isinstance(redirect_uris, str) else tuple(redirect_uris)
        for uri in uris:
            if urlsplit(uri).scheme not in ("http", "https") or not urlsplit(uri).hostname or "#" in uri:
                raise ControlError(
                    f"redirect URI {brief(uri)} must be an absolute http or https URL without a fragment"
                )
        if not uris:
            raise ControlError("redirect_uris is empty: an app needs at least one")
        if token_level not in LEVELS:
            raise unknown("token level", token_level, LEVELS)
        workspace = self._home
        with self._pipeline.write(workspace) as changes:
            app = OAuthClient(
                id=client_id or f"client-{workspace.new_id()}",
                name=name,
                client_secret=client_secret or f"secret-{workspace.new_id()}",
                redirect_uris=uris,
                scopes=check_scopes(scopes),
                token_level=token_level,
            )
            changes.put(app)
        return app

    def set_auto(self, decision: Decision | None) -> None:
        """Make `/authorize` approve or deny at once, or show its page again with None.

        Raises:
            ControlError: There is no such decision.
        """
        if decision is not None and decision not in DECISIONS:
            raise unknown("decision", decision, DECISIONS)
        self.auto = decision

    def approve(self, url: str, *, member: Member | str | None = None, workspace: Workspace | str | None = None) -> str:
        """Approve an app, as a member does on the page of an authorization URL.

        Args:
            url: The authorization URL that the app made.
            member: The member, its id or e-mail address; the first by default.
            workspace: The workspace that is connected, or its slug; the first by default.

        Returns:
            Where the member's browser is sent: the redirect URI with `code` and `state`.

        Raises:
            ControlError: The URL names an app or a redirect URI that is not registered, or there is no such member
                or workspace.
        """
        return self._decide_url(url, "approve", member, workspace)

    def deny(self, url: str) -> str:
        """Deny an app, as a member does on the page of an authorization URL.

        Returns:
            Where the member's browser is sent: the redirect URI with `error=access_denied` and `state`.

        Raises:
            ControlError: The URL names an app or a redirect URI that is not registered.
        """
        return self._decide_url(url, "deny", None, None)

    def _decide_url(
        self, url: str, decision: Decision, member: Member | str | None, workspace: Workspace | str | None
    ) -> str:
        query = dict(parse_qsl(urlsplit(url).query, keep_blank_values=True))
        try:
            app = self._requested(query)
        except _ProtocolError as error:
            raise ControlError(f"no member can decide about {brief(url)}: {error}") from error
        chosen = self._pipeline.workspace(workspace)
        return self._decide(app, query, decision, chosen, find_member(chosen, member))

    def _requested(self, query: Mapping[str, str]) -> OAuthClient:
        """Return the app of an authorization request whose redirect URI can be trusted."""
        app = self._home.table(OAuthClient).get(query.get("client_id", ""))
        if app is None:
            raise _ProtocolError("invalid_client", "client_id names no app that is registered")
        if query.get("redirect_uri") not in app.redirect_uris:
            raise _ProtocolError("invalid_request", "redirect_uri is none that is registered for the app")
        return app

    def _decide(
        self, app: OAuthClient, query: Mapping[str, str], decision: Decision, workspace: Workspace, member: Member
    ) -> str:
        """Return where a browser is sent."""
        if query.get("response_type") != "code":
            answer = {"error": "unsupported_response_type"}
        elif decision == "deny":
            answer = {"error": "access_denied"}
        else:
            with self._pipeline.write(workspace) as changes:
                expires = workspace.clock() + CODE_LIFETIME
                code = _Code(
                    id=f"code-{workspace.new_id()}",
                    client_id=app.id,
                    member_id=member.id,
                    expires_at=expires.isoformat(),
                )
                changes.put(code)
            answer = {"code": code.id}
        if "state" in query:
            answer["state"] = query["state"]
        uri = query["redirect_uri"]
        return f"{uri}{'&' if urlsplit(uri).query else '?'}{urlencode(answer)}"

    def handle(self, request: Request) -> Response | None:
        """Return the response to a request of the OAuth endpoints, faults included, and log it; None for any other."""
        name = NAMES.get(request.path)
        if name is None:
            return None
        controls, begun = self._pipeline.controls, time.perf_counter()
        number, at, fault = controls.requests.next_number(), controls.clock.now, controls.faults.take(name)
        response = self._faulty(request, name, fault) if fault else self._respond(request)
        content = json_of(response.body, response.headers.get("content-type", ""))
        answer: Mapping[str, object] = content if is_mapping(content) else {}
        entry = LoggedRequest(
            number=number,
            at=at,
            operation=name,
            method=request.method,
            path=request.path,
            query=request.query,
            headers=masked(request.headers),
            json=_masked(dict(parse_qsl(request.body.decode(errors="replace")))) or None,
            status=None if fault and fault.drop else response.status,
            fault=fault.id if fault else None,
            code=cast("str | None", answer.get("error")),
            why=cast("str | None", answer.get("error_description")),
            response=_masked(answer) or None,
            seconds=time.perf_counter() - begun,
        )
        controls.requests.add(entry)
        return response

    def _faulty(self, request: Request, name: str, fault: Fault) -> Response:
        if fault.drop == "before_sending":
            return Response(503, wire=fault.wire)
        response = replacement(fault, name, self._pipeline.controls.clock.now) or self._respond(request)
        if fault.unknown_fields:
            response = with_unknown_fields(response)
        return replace(response, wire=fault.wire)

    def _respond(self, request: Request) -> Response:
        try:
            if request.path == AUTHORIZE:
                return self._authorize(request)
            if request.method != "POST":
                raise _ProtocolError("invalid_request", "send a POST request", status=405)
            answer = self._exchange(request) if request.path == TOKEN else self._introspect(request)
        except _ProtocolError as error:
            answer = json_response({"error": error.code, "error_description": str(error)}, status=error.status)
        return answer.with_headers({"cache-control": "no-store", "pragma": "no-cache"})

    def _authorize(self, request: Request) -> Response:
        query = request.query
        try:
            app = self._requested(query)
        except _ProtocolError as error:
            # An unknown URI must not receive anything.
            return refusal_page(str(error))
        decision, workspace, member = self.auto, self._home, None
        if request.method == "POST":
            form = _form(request)
            if not hmac.compare_digest(form.get("proof", "").encode(), self._proof(query).encode()):
                return refusal_page("the form is not of this page; load it again", status=403)
            decision = "approve" if form.get("decision") == "approve" else "deny"
            slug, _, member = form.get("as", "").partition("/")
            workspace = next((one for one in self._pipeline.workspaces if one.slug == slug), workspace)
        if query.get("response_type") != "code":
            decision = decision or "deny"
        if decision is None:
            people = [(one.slug, one.name, list(one.table(Member))) for one in self._pipeline.workspaces]
            return consent_page(
                app.name, None if app.scopes is None else sorted(app.scopes), people, self._proof(query)
            )
        location = self._decide(app, query, decision, workspace, find_member(workspace, member or None))
        return Response(303 if request.method == "POST" else 302, {"location": location, "cache-control": "no-store"})

    def _proof(self, query: Mapping[str, str]) -> str:
        """Return what the form of the page holds, so that no other page can send it."""
        content = urlencode(sorted(query.items())).encode()
        return hmac.new(self._home.secret, b"consent:" + content, "sha256").hexdigest()

    def _exchange(self, request: Request) -> Response:
        form = _form(request)
        for name in ("client_id", "client_secret", "grant_type", "code"):
            if not form.get(name):
                raise _ProtocolError("invalid_request", f"{name} is missing")
        app = self._home.table(OAuthClient).get(form["client_id"])
        if app is None or not hmac.compare_digest(app.client_secret.encode(), form["client_secret"].encode()):
            raise _ProtocolError("invalid_client", "client_id or client_secret is wrong", status=401)
        if form["grant_type"] != "authorization_code":
            raise _ProtocolError("unsupported_grant_type", "grant_type must be authorization_code")
        held = (one for one in self._pipeline.workspaces if form["code"] in one.table(_Code))
        with self._pipeline.write(next(held, self._home)) as changes:
            workspace = changes.workspace
            # Looked up while nothing else can write: of two exchanges of one code, only one succeeds.
            code = workspace.table(_Code).get(form["code"])
            if code is None or code.client_id != app.id:
                raise _ProtocolError("invalid_grant", "the code is unknown, used, or of another app")
            if workspace.clock() >= datetime.fromisoformat(code.expires_at):
                raise _ProtocolError("invalid_grant", "the code has expired")
            changes.remove(code)
            token = make_token(
                changes,
                scopes=app.scopes,
                member_id=code.member_id if app.token_level == "user" else None,  # noqa: S105 - not a password
                client_id=app.id,
                authorized_by=code.member_id,
            )
        return json_response({"access_token": token.secret, "token_type": "Bearer"})

    def _introspect(self, request: Request) -> Response:
        secret = _form(request).get("token")
        if not secret:
            raise _ProtocolError("invalid_request", "token is missing")
        found = ((workspace, workspace.token(secret)) for workspace in self._pipeline.workspaces)
        known = next((pair for pair in found if pair[1] is not None), (self._home, None))
        return identify(*known)


def _masked(content: Mapping[str, object]) -> dict[str, object]:
    return {name: MASK if name in _SECRETS else value for name, value in content.items()}


def _form(request: Request) -> dict[str, str]:
    """Return the fields of a form.

    Raises:
        _ProtocolError: It is none, or has a field twice.
    """
    if request.content_type != "application/x-www-form-urlencoded":
        raise _ProtocolError("invalid_request", "send application/x-www-form-urlencoded")
    try:
        pairs = parse_qsl(request.body.decode(), keep_blank_values=True)
    except UnicodeDecodeError as error:
        raise _ProtocolError("invalid_request", "the form is not UTF-8") from error
    if len(dict(pairs)) != len(pairs):
        raise _ProtocolError("invalid_request", "a field is given twice")
    return dict(pairs)
