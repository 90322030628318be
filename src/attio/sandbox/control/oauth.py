"""`OAuth`: OAuth apps, the consent of members, and the endpoints that apps call."""

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
    assumed("oauth.code", "A code is valid once, for 10 minutes", "meta.identify"),
    assumed("oauth.errors", "Errors have the codes of RFC 6749", "meta.identify"),
    assumed("oauth.actor", "The actor of an app's token for a workspace is the app", "meta.identify"),
    documented("oauth.introspect", "Introspection returns the same as /v2/self", _OAUTH, "meta.identify"),
)

AUTHORIZE, TOKEN, INTROSPECT = "/authorize", "/oauth/token", "/oauth/introspect"
NAMES: Mapping[str, str] = {AUTHORIZE: "oauth.authorize", TOKEN: "oauth.token", INTROSPECT: "oauth.introspect"}
"""Names of the OAuth operations, by path."""
_SECRETS = frozenset({"access_token", "client_secret", "code", "proof", "token"})

CODE_LIFETIME = timedelta(minutes=10)

Level: TypeAlias = Literal["workspace", "user"]
Decision: TypeAlias = Literal["approve", "deny"]

LEVELS: tuple[Level, ...] = ("workspace", "user")
DECISIONS: tuple[Decision, ...] = ("approve", "deny")


@dataclass(frozen=True, slots=True, kw_only=True)
class OAuthClient(Row):
    """An OAuth app. Its id is the client id."""

    kind: ClassVar[str] = "oauth_client"

    name: str
    client_secret: str
    redirect_uris: tuple[str, ...]
    scopes: frozenset[str] | None
    """Scopes of its tokens; None for all."""
    token_level: Level = "workspace"  # noqa: S105 - not a password

    def __repr__(self) -> str:
        return f"<OAuthClient {self.id} {self.name!r}: {', '.join(self.redirect_uris)}>"

    @property
    def client_id(self) -> str:
        """The client id."""
        return self.id

    def to_json(self) -> dict[str, object]:
        """Return the app as JSON values, with its secret, which is needed to configure the app."""
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
    """An authorization code. Its id is the code."""

    kind: ClassVar[str] = "oauth_code"

    client_id: str
    member_id: str
    expires_at: str


class _ProtocolError(Exception):
    """An error of RFC 6749, with its code and a description."""

    def __init__(self, code: str, description: str, *, status: int = 400) -> None:
        super().__init__(description)
        self.code = code
        self.status = status


class OAuth:
    """The OAuth apps of a sandbox, and the decisions of members about them. Thread-safe.

    Args:
        pipeline: The pipeline, which commits changes.
    """

    def __init__(self, pipeline: Pipeline) -> None:
        self.auto: Decision | None = None
        """Decision of `/authorize` without a consent page; None shows the page."""
        self._pipeline = pipeline

    def __iter__(self) -> Iterator[OAuthClient]:
        return iter(tuple(self._home.table(OAuthClient)))

    @property
    def _home(self) -> Workspace:
        """The workspace that stores the apps. They can be connected to every workspace."""
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
        """Register an OAuth app.

        Args:
            redirect_uris: The redirect URI, or several.
            client_id: Client id. Defaults to a random one. A registered app with this id is replaced.
            client_secret: Client secret. Defaults to a random one.
            name: Name of the app on the consent page.
            scopes: Scopes of its tokens, such as `record_permission:read`. Defaults to all scopes.
            token_level: Whether its tokens act for the workspace or for the member who approves.

        Returns:
            The app, with `client_id` and `client_secret`.

        Raises:
            ControlError: A redirect URI, a scope or the level is invalid.
        """
        uris = (redirect_uris,) if isinstance(redirect_uris, str) else tuple(redirect_uris)
        for uri in uris:
            if urlsplit(uri).scheme not in ("http", "https") or not urlsplit(uri).hostname or "#" in uri:
                raise ControlError(
                    f"redirect URI {brief(uri)} must be an absolute http or https URL without a fragment"
                )
        if not uris:
            raise ControlError("redirect_uris is empty: an app needs at least one redirect URI")
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
        """Make `/authorize` approve or deny without a consent page; None shows the page again.

        Raises:
            ControlError: There is no such decision.
        """
        if decision is not None and decision not in DECISIONS:
            raise unknown("decision", decision, DECISIONS)
        self.auto = decision

    def approve(self, url: str, *, member: Member | str | None = None, workspace: Workspace | str | None = None) -> str:
        """Approve an app, as a member does on the consent page of an authorization URL.

        Args:
            url: The authorization URL of the app.
            member: The member, or the member's id or e-mail address. Defaults to the first member.
            workspace: The workspace to connect, or its slug. Defaults to the first workspace.

        Returns:
            The redirect URI with `code` and `state`.

        Raises:
            ControlError: The URL names an app or a redirect URI that is not registered, or there is no such member
                or workspace.
        """
        return self._decide_url(url, "approve", member, workspace)

    def deny(self, url: str) -> str:
        """Deny an app, as a member does on the consent page of an authorization URL.

        Returns:
            The redirect URI with `error=access_denied` and `state`.

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
            raise ControlError(f"{brief(url)} is not a valid authorization URL: {error}") from error
        chosen = self._pipeline.workspace(workspace)
        return self._decide(app, query, decision, chosen, find_member(chosen, member))

    def _requested(self, query: Mapping[str, str]) -> OAuthClient:
        """Return the app of an authorization request, after checking that its redirect URI is registered."""
        app = self._home.table(OAuthClient).get(query.get("client_id", ""))
        if app is None:
            raise _ProtocolError("invalid_client", "client_id is not the id of a registered app")
        if query.get("redirect_uri") not in app.redirect_uris:
            raise _ProtocolError("invalid_request", "redirect_uri is not registered for the app")
        return app

    def _decide(
        self, app: OAuthClient, query: Mapping[str, str], decision: Decision, workspace: Workspace, member: Member
    ) -> str:
        """Apply a decision, and return the redirect URI with its result."""
        if query.get("response_type") != "code":
            result = {"error": "unsupported_response_type"}
        elif decision == "deny":
            result = {"error": "access_denied"}
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
            result = {"code": code.id}
        if "state" in query:
            result["state"] = query["state"]
        uri = query["redirect_uri"]
        return f"{uri}{'&' if urlsplit(uri).query else '?'}{urlencode(result)}"

    def handle(self, request: Request) -> Response | None:
        """Return the response to a request to an OAuth endpoint, and log it; None for any other request."""
        name = NAMES.get(request.path)
        if name is None:
            return None
        controls, started = self._pipeline.controls, time.perf_counter()
        number, at, fault = controls.requests.next_number(), controls.clock.now, controls.faults.take(name)
        response = self._respond_with_fault(request, name, fault) if fault else self._respond(request)
        content = json_of(response.body, response.headers.get("content-type", ""))
        response_json: Mapping[str, object] = content if is_mapping(content) else {}
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
            code=cast("str | None", response_json.get("error")),
            why=cast("str | None", response_json.get("error_description")),
            response=_masked(response_json) or None,
            seconds=time.perf_counter() - started,
        )
        controls.requests.add(entry)
        return response

    def _respond_with_fault(self, request: Request, name: str, fault: Fault) -> Response:
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
            response = self._exchange(request) if request.path == TOKEN else self._introspect(request)
        except _ProtocolError as error:
            response = json_response({"error": error.code, "error_description": str(error)}, status=error.status)
        return response.with_headers({"cache-control": "no-store", "pragma": "no-cache"})

    def _authorize(self, request: Request) -> Response:
        query = request.query
        try:
            app = self._requested(query)
        except _ProtocolError as error:
            # Never redirect to an unregistered URI.
            return refusal_page(str(error))
        decision, workspace, member = self.auto, self._home, None
        if request.method == "POST":
            form = _form(request)
            if not hmac.compare_digest(form.get("proof", "").encode(), self._proof(query).encode()):
                return refusal_page("the form is not from this page; load the page again", status=403)
            decision = "approve" if form.get("decision") == "approve" else "deny"
            slug, _, member = form.get("as", "").partition("/")
            matching = [known for known in self._pipeline.workspaces if known.slug == slug]
            workspace = matching[0] if matching else workspace
        if decision is None and query.get("response_type") != "code":
            decision = "deny"
        if decision is None:
            people = [(known.slug, known.name, list(known.table(Member))) for known in self._pipeline.workspaces]
            return consent_page(
                app.name, None if app.scopes is None else sorted(app.scopes), people, self._proof(query)
            )
        location = self._decide(app, query, decision, workspace, find_member(workspace, member or None))
        return Response(303 if request.method == "POST" else 302, {"location": location, "cache-control": "no-store"})

    def _proof(self, query: Mapping[str, str]) -> str:
        """Return the hidden value of the form on the consent page, without which the form is rejected."""
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
        with_code = [known for known in self._pipeline.workspaces if form["code"] in known.table(_Code)]
        workspace = with_code[0] if with_code else self._home
        with self._pipeline.write(workspace) as changes:
            # Looked up within the write, so that of two exchanges of a code only one succeeds.
            code = workspace.table(_Code).get(form["code"])
            if code is None or code.client_id != app.id:
                raise _ProtocolError("invalid_grant", "the code is unknown, was used before, or is for another app")
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
        for workspace in self._pipeline.workspaces:
            token = workspace.token(secret)
            if token is not None:
                return identify(workspace, token)
        return identify(self._home, None)


def _masked(content: Mapping[str, object]) -> dict[str, object]:
    return {name: MASK if name in _SECRETS else value for name, value in content.items()}


def _form(request: Request) -> dict[str, str]:
    """Return the fields of a form.

    Raises:
        _ProtocolError: The body is not a form, or has a field twice.
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
