"""The sandbox itself: a workspace, and the way from a request to a response."""

from __future__ import annotations

import base64
import binascii
import threading
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime
from typing import TYPE_CHECKING

from attio.sandbox.call import Call
from attio.sandbox.errors import ApiError, forbidden, not_found, unauthenticated
from attio.sandbox.filters import compile_filter
from attio.sandbox.handlers import OPERATIONS
from attio.sandbox.handlers.files import SIGNED_PREFIX, serve_signed
from attio.sandbox.handlers.meta import identify
from attio.sandbox.messages import Request, Response
from attio.sandbox.routes import Match, match
from attio.sandbox.schema import add_standard_objects
from attio.sandbox.store import Member, Store, Token, View

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from attio._http.client import HTTPClient
    from attio._support.secrets import TokenSource
    from attio.client import Attio
    from attio.sandbox.adapters import ASGIApp, ClientOptions

_MEMBERS = (
    ("Grace", "Hopper", "grace@sandbox.test", "admin"),
    ("Alan", "Turing", "alan@sandbox.test", "member"),
)


class Sandbox:
    """An Attio workspace in this process, for tests and for trying things out; nothing leaves the machine.

    It answers like the API, from the same rules about values, filters, uniqueness and errors, but takes nothing from
    the rest of the SDK, so that it can tell when the SDK is wrong. Objects, attributes, records and files are there;
    any other operation answers 501 and says its name. Attio's background work is not there: nothing enriches records
    or makes companies from e-mail addresses.

    Safe to share between threads; requests are answered one at a time.

    Args:
        workspace_name: Name of the workspace.
        clock: Gives the present moment, aware; the system's by default.
        page_cap: Most records that one page of a query holds, whatever its limit.
        tokens: Tokens the workspace knows, each with its scopes, or None for all scopes. `sandbox.token` is the first.
        seed: Makes ids the same in every run.

    Example:
        sandbox = Sandbox()
        with sandbox.client() as client:
            client.records.create("people", data={"values": {"name": "Lovelace, Ada"}})
    """

    def __init__(
        self,
        *,
        workspace_name: str = "Sandbox",
        clock: Callable[[], datetime] | None = None,
        page_cap: int = 500,
        tokens: Mapping[str, Iterable[str] | None] | None = None,
        seed: int | None = None,
    ) -> None:
        """Make a workspace with the standard objects, two members and no records."""
        self._store = Store(workspace_name=workspace_name, clock=clock, seed=seed)
        self._lock = threading.RLock()
        self._faults: deque[Callable[[], Response]] = deque()
        self._page_cap = page_cap
        for first, last, address, level in _MEMBERS:
            member = Member(self._store.new_id(), first, last, address, level)
            self._store.members[member.id] = member
        add_standard_objects(self._store)
        for secret, scopes in (tokens or {"sandbox-token": None}).items():
            self.add_token(secret, scopes=scopes)

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(owner.records)} {owner.api_slug}" for owner in self._store.objects.values())
        return f"<Sandbox {self._store.workspace_name!r}: {counts}>"

    @property
    def workspace_id(self) -> str:
        """Id of the workspace."""
        return self._store.workspace_id

    @property
    def token(self) -> str:
        """The first token that still works."""
        return next(iter(self._store.tokens))

    @property
    def members(self) -> tuple[Member, ...]:
        """The members of the workspace: an admin and an ordinary one."""
        return tuple(self._store.members.values())

    def add_token(self, secret: str, *, scopes: Iterable[str] | None = None, member: Member | None = None) -> str:
        """Make a token known, and return it.

        Args:
            secret: The token.
            scopes: What it may do, such as `record_permission:read`; all by default. `…:read-write` includes `…:read`.
            member: The member it acts for; by default it belongs to the workspace.
        """
        granted = None if scopes is None else frozenset(scopes)
        with self._lock:
            issued_at = int(self._store.clock().timestamp())
            self._store.tokens[secret] = Token(self._store.new_id(), secret, granted, issued_at, member)
        return secret

    def revoke_token(self, secret: str) -> None:
        """Forget a token; calls with it answer 401 from now on."""
        with self._lock:
            del self._store.tokens[secret]

    def add_view(self, object: str, title: str, *, filter: Mapping[str, object] | None = None) -> str:
        """Save a view of an object, which the API can only list, and return its id.

        Args:
            object: Slug or id of the object.
            title: Title of the view.
            filter: What a query by `filter_view_id` applies.
        """
        with self._lock:
            owner = self._store.object(object)
            if owner is None:
                message = f"there is no object {object!r}"
                raise KeyError(message)
            compile_filter(filter or {}, owner, self._store)
            view = View(self._store.new_id(), title, self._store.now(), filter)
            owner.views[view.id] = view
        return view.id

    def rate_limit_next(self, count: int = 1, *, seconds: float = 1.0) -> None:
        """Answer the next requests with 429 and a `Retry-After` that lies the given time ahead."""

        def fault() -> Response:
            moment = datetime.now(timezone.utc) + timedelta(seconds=seconds)
            headers = {"retry-after": format_datetime(moment, usegmt=True)}
            message = "Rate limit exceeded, please try again later"
            return ApiError(429, "rate_limit_exceeded", message, type="rate_limit_error", headers=headers).response()

        self._faults.extend([fault] * count)

    def fail_next(self, count: int = 1, *, status: int = 503) -> None:
        """Answer the next requests with a server error, whose body is not JSON, as from a proxy before the API."""

        def fault() -> Response:
            page = f"<html><body><h1>{status}</h1></body></html>"
            return Response(status, {"content-type": "text/html; charset=utf-8"}, page.encode())

        self._faults.extend([fault] * count)

    def handle(self, request: Request) -> Response:
        """Answer one request; everything else that serves the sandbox comes down to this."""
        with self._lock:
            if request.path.startswith(SIGNED_PREFIX):
                return serve_signed(self._store, request)
            found = match(request.method, request.path)
            try:
                response = self._faults.popleft()() if self._faults else self._answer(request, found)
            except ApiError as error:
                response = error.response()
            return response.with_headers(self._headers(found, response))

    def _headers(self, found: Match | None, response: Response) -> dict[str, str]:
        headers = {"x-attio-execution-id": self._store.new_id()}
        if found is not None and response.status == 200:
            operation = found.route.operation
            reads = found.route.method == "GET" or operation.endswith((".query", ".search"))
            if reads and operation != "meta.identify":
                headers["x-accurate-at"] = self._store.now()
        return headers

    def _answer(self, request: Request, found: Match | None) -> Response:
        if found is None:
            raise not_found(f'Could not find endpoint "{request.method} {request.path}".')
        token = self._authenticate(request)
        name = found.route.operation
        if name == "meta.identify":
            return identify(self._store, token)
        if token is None:
            raise unauthenticated()
        operation = OPERATIONS.get(name)
        if operation is None:
            raise ApiError(501, "not_implemented", f"The sandbox does not offer `{name}` yet.")
        lacking = [scope for scope in operation.required(found.params) if not _grants(token, scope)]
        if lacking:
            raise forbidden(lacking)
        return operation.handler(Call(self._store, request, found.params, token, self._page_cap))

    def _authenticate(self, request: Request) -> Token | None:
        """Find the token of a request: a bearer, or the user name of basic authentication."""
        scheme, _, credentials = (request.header("authorization") or "").partition(" ")
        secret = credentials.strip()
        if scheme.lower() == "basic":
            try:
                secret = base64.b64decode(secret, validate=True).decode().partition(":")[0]
            except (binascii.Error, UnicodeDecodeError):
                return None
        elif scheme.lower() != "bearer":
            return None
        return self._store.tokens.get(secret)

    def http_client(self) -> HTTPClient:
        """Make an HTTP client for `Attio` whose requests, sync and async, come here instead of going out."""
        from attio._http.client import HTTPClient
        from attio.sandbox.adapters import async_fetcher, fetcher

        return HTTPClient(fetcher=fetcher(self), async_fetcher=async_fetcher(self))

    def client(self, oauth2: TokenSource | None = None, **options: Unpack[ClientOptions]) -> Attio:
        """Make an API client that talks to the sandbox.

        Args:
            oauth2: Token to use; by default one that may do everything.
            **options: Other options of `Attio`.
        """
        from attio.client import Attio

        return Attio(oauth2 or self.token, http_client=self.http_client(), **options)

    def asgi(self) -> ASGIApp:
        """Make an ASGI application that serves the sandbox; needs `attio-sdk[sandbox]`."""
        from attio.sandbox.server import make_app

        return make_app(self)

    def seed_demo(self) -> dict[str, list[str]]:
        """Fill in a few companies, people and deals; returns the ids of the records by object."""
        from attio.sandbox.demo import seed_demo

        return seed_demo(self)


def _grants(token: Token, scope: str) -> bool:
    """Tell whether a token has a scope; the right to write includes the right to read."""
    return token.scopes is None or scope in token.scopes or f"{scope}-write" in token.scopes
