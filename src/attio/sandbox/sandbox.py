"""The sandbox: workspaces, what is done to them, and the ways to reach them."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime
from typing import TYPE_CHECKING

from attio.sandbox.engine.filters import compile_filter
from attio.sandbox.errors import ApiError
from attio.sandbox.handlers import OPERATIONS, RULES
from attio.sandbox.messages import Request, Response
from attio.sandbox.pipeline import RULES as PIPELINE_RULES
from attio.sandbox.pipeline import Pipeline
from attio.sandbox.provenance import Coverage, coverage
from attio.sandbox.routes import ROUTES
from attio.sandbox.schema import add_standard_objects
from attio.sandbox.store.changes import Changes
from attio.sandbox.store.rows import Member, Token, View
from attio.sandbox.workspace import Snapshot, Workspace

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from attio._http.client import HTTPClient
    from attio._support.secrets import TokenSource
    from attio.client import Attio
    from attio.sandbox.serving.adapters import ClientOptions
    from attio.sandbox.serving.asgi import ASGIApp

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
        chosen = secrets.token_hex(16) if seed is None else str(seed)
        clock = clock or (lambda: datetime.now(timezone.utc))
        self._workspace = Workspace(workspace_name, clock=clock, seed=chosen)
        self._pipeline = Pipeline([self._workspace], page_cap=page_cap)
        with self._pipeline.write(self._workspace) as changes:
            for first, last, address, level in _MEMBERS:
                changes.put(_member(changes, first, last, address, level))
            add_standard_objects(changes)
        self._workspace.begin()
        for secret, scopes in (tokens or {"sandbox-token": None}).items():
            self.add_token(secret, scopes=scopes)
        self._start = self.snapshot()

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(owner.records)} {owner.api_slug}" for owner in self._workspace.collections("objects"))
        return f"<Sandbox {self._workspace.name!r}: {counts}>"

    @property
    def workspace_id(self) -> str:
        """Id of the workspace."""
        return self._workspace.id

    @property
    def token(self) -> str:
        """The first token that still works."""
        return next(iter(self._workspace.table(Token))).secret

    @property
    def members(self) -> tuple[Member, ...]:
        """The members of the workspace: an admin and an ordinary one."""
        return tuple(self._workspace.table(Member))

    def snapshot(self) -> Snapshot:
        """Return the state as it is, at no cost; `restore` goes back to it."""
        with self._pipeline.lock:
            return self._workspace.snapshot()

    def restore(self, snapshot: Snapshot) -> None:
        """Go back to a state, ids included: what is made next gets the id that it would have got then."""
        with self._pipeline.lock:
            self._workspace.restore(snapshot)

    def reset(self) -> None:
        """Go back to how the sandbox was made."""
        self.restore(self._start)

    def coverage(self) -> tuple[Coverage, ...]:
        """Return each operation of the API, whether it is offered, and the rules it follows here."""
        return coverage(
            [route.operation for route in ROUTES], [*OPERATIONS, "meta.identify"], (*PIPELINE_RULES, *RULES)
        )

    def add_token(self, secret: str, *, scopes: Iterable[str] | None = None, member: Member | None = None) -> str:
        """Make a token known, and return it.

        Args:
            secret: The token.
            scopes: What it may do, such as `record_permission:read`; all by default. `…:read-write` includes `…:read`.
            member: The member it acts for; by default it belongs to the workspace.
        """
        granted = None if scopes is None else frozenset(scopes)
        with self._pipeline.write(self._workspace) as changes:
            for known in self._workspace.find(Token, "secret", secret):
                changes.remove(known)
            token = Token(
                id=self._workspace.new_id(),
                secret=secret,
                scopes=granted,
                issued_at=int(self._workspace.clock().timestamp()),
                member_id=member.id if member else None,
            )
            changes.put(token)
        return secret

    def revoke_token(self, secret: str) -> None:
        """Forget a token; calls with it answer 401 from now on."""
        with self._pipeline.write(self._workspace) as changes:
            token = self._workspace.token(secret)
            if token is None:
                raise KeyError(secret)
            changes.remove(token)

    def add_view(self, object: str, title: str, *, filter: Mapping[str, object] | None = None) -> str:
        """Save a view of an object or list, which the API can only list, and return its id.

        Args:
            object: Slug or id of the object or list.
            title: Title of the view.
            filter: What a query by `filter_view_id` applies.
        """
        with self._pipeline.write(self._workspace) as changes:
            owner = self._workspace.object(object) or self._workspace.collection("lists", object)
            if owner is None:
                message = f"there is no object {object!r}"
                raise KeyError(message)
            compile_filter(filter or {}, owner, self._workspace)
            view = View(
                id=self._workspace.new_id(), owner_id=owner.id, title=title, created_at=changes.now, filter=filter
            )
            changes.put(view)
        return view.id

    def rate_limit_next(self, count: int = 1, *, seconds: float = 1.0) -> None:
        """Answer the next requests with 429 and a `Retry-After` that lies the given time ahead."""

        def fault() -> Response:
            moment = datetime.now(timezone.utc) + timedelta(seconds=seconds)
            headers = {"retry-after": format_datetime(moment, usegmt=True)}
            message = "Rate limit exceeded, please try again later"
            return ApiError(429, "rate_limit_exceeded", message, type="rate_limit_error", headers=headers).response()

        self._pipeline.faults.extend([fault] * count)

    def fail_next(self, count: int = 1, *, status: int = 503) -> None:
        """Answer the next requests with a server error, whose body is not JSON, as from a proxy before the API."""

        def fault() -> Response:
            page = f"<html><body><h1>{status}</h1></body></html>"
            return Response(status, {"content-type": "text/html; charset=utf-8"}, page.encode())

        self._pipeline.faults.extend([fault] * count)

    def handle(self, request: Request) -> Response:
        """Answer one request; everything else that serves the sandbox comes down to this."""
        return self._pipeline.handle(request)

    def http_client(self) -> HTTPClient:
        """Make an HTTP client for `Attio` whose requests, sync and async, come here instead of going out."""
        from attio._http.client import HTTPClient
        from attio.sandbox.serving.adapters import async_fetcher, fetcher

        return HTTPClient(fetcher=fetcher(self.handle), async_fetcher=async_fetcher(self.handle))

    def client(self, oauth2: TokenSource | None = None, **options: Unpack[ClientOptions]) -> Attio:
        """Make an API client that talks to the sandbox.

        Args:
            oauth2: Token to use; by default one that may do everything.
            **options: Other options of `Attio`.
        """
        from attio.client import Attio

        return Attio(oauth2 or self.token, http_client=self.http_client(), **options)

    def asgi(self) -> ASGIApp:
        """Make an ASGI application that serves the sandbox; needs nothing installed."""
        from attio.sandbox.serving.asgi import make_app

        return make_app(self.handle)

    def seed_demo(self) -> dict[str, list[str]]:
        """Fill in a few companies, people and deals; returns the ids of the records by object."""
        from attio.sandbox.demo import seed_demo

        return seed_demo(self.handle, self.token)


def _member(changes: Changes, first: str, last: str, address: str, level: str) -> Member:
    return Member(
        id=changes.workspace.new_id(),
        first_name=first,
        last_name=last,
        email_address=address,
        access_level=level,
        created_at=changes.now,
    )
