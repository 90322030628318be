"""`OAuthApp`: workspaces install an app, and the app gets a client for each of them."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Generator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar, cast
from urllib.parse import urlencode, urlsplit

from typing_extensions import Self, Unpack

from attio._call.lookup import find_operation
from attio._call.urls import check_server_url
from attio._http.client import HTTPClient
from attio._http.default import default_client
from attio._http.prepared import CallInfo
from attio._support.lazy import lazy_module
from attio._support.names import brief
from attio._support.secrets import Secret
from attio.client import Attio
from attio.errors.base import HTTPClientError, InvalidRequestError
from attio.errors.oauth import NotInstalledError, OAuthExchangeError, OAuthStateError
from attio.oauth.exchange import Callback, token_of, token_request
from attio.oauth.installations import Installation, Installations, MemoryInstallations, NonceMemory
from attio.oauth.plans import Step, require_plain, run, run_async
from attio.oauth.results import ClientOptions, OAuthResult, OAuthStart
from attio.oauth.state import State, binder_in, hash_of, new_binder, read, safe_next, set_cookie, sign

if TYPE_CHECKING:
    from attio.oauth import endpoints
else:
    endpoints = lazy_module("attio.oauth.endpoints")

T = TypeVar("T")

AUTHORIZE_URL = "https://app.attio.com/authorize"
TOKEN_URL = "https://app.attio.com/oauth/token"  # noqa: S105 - an address
LONGEST_STATE_SECONDS = 86_400
ATTEMPTS = 3
_MAX_BYTES = 1024 * 1024


class OAuthApp:
    """An app that workspaces install by OAuth.

    `start` and `complete` are the two ends of an installation, in two lines of any framework; `asgi()` serves both.
    `client` returns a client with the token of a workspace. All clients share connections. Every method that does I/O
    has an `_async` twin. Safe to share between threads and event loops; close it at the end.

    Args:
        client_id: Client id of the app, from Attio's developer dashboard.
        client_secret: Its client secret.
        redirect_uri: Where Attio sends users back to: one of the URLs that are registered there.
        store: Where installations are kept; in memory by default, which is lost when the process ends.
        on_install: Called with each new `Installation`, after it was saved; plain, or async for the async side.
        state_key: Signs the state of installations; several while it is rotated, the first one signs. The client
            secret by default.
        state_seconds: How long an installation may take; 600 by default, a day at most.
        default_next: Path to go to after an installation that asked for none.
        http_client: Transport, proxy and hooks, shared by all clients; by default one of its own, closed with the app.
        server_url: Where the API is; as for `Attio`.
        authorize_url: Attio's page that asks users.
        token_url: Where codes are exchanged.
        clock: Returns the time in seconds since 1970; for tests.
        **client_options: Options of the clients; see `attio.oauth.ClientOptions`.

    Raises:
        ValueError: An argument has a value that cannot work; the message names it.

    Example:
        oauth = OAuthApp("client-id", "client-secret", "https://me.example/oauth/callback")
        started = oauth.start(next="/settings")
        print(started.url)
    """

    def __init__(
        self,
        client_id: str,
        client_secret: str,
        redirect_uri: str,
        *,
        store: Installations | None = None,
        on_install: Callable[[Installation], object] | None = None,
        state_key: str | Sequence[str] | None = None,
        state_seconds: float = 600,
        default_next: str = "/",
        http_client: HTTPClient | None = None,
        server_url: str | None = None,
        authorize_url: str = AUTHORIZE_URL,
        token_url: str = TOKEN_URL,
        clock: Callable[[], float] = time.time,
        **client_options: Unpack[ClientOptions],
    ) -> None:
        """Check the arguments; no I/O."""
        _check_options(client_options)
        for name, value in (("client_id", client_id), ("client_secret", client_secret)):
            if not str(value or "").strip():
                raise ValueError(f"{name} is empty: copy it from Attio's developer dashboard")
        self._client_id, self._secret = client_id, Secret(client_secret)
        self._redirect_uri = _checked_url("redirect_uri", redirect_uri)
        self._is_secure = urlsplit(redirect_uri).scheme == "https"
        self._authorize_url = _checked_url("authorize_url", authorize_url)
        self._token_url = _checked_url("token_url", token_url)
        self._keys = tuple(map(Secret, _keys(state_key, client_secret)))
        _check_functions(store, on_install)
        if not isinstance(cast("object", state_seconds), int | float) or not 0 < state_seconds <= LONGEST_STATE_SECONDS:
            raise ValueError(f"state_seconds is from 1 to {LONGEST_STATE_SECONDS}, not {brief(state_seconds)}")
        self._state_seconds = state_seconds
        if safe_next(default_next, "") != default_next:
            raise ValueError("default_next must be a path on this site, such as '/settings'")
        self._default_next = default_next
        self._store = store if store is not None else MemoryInstallations()
        self._on_install, self._clock = on_install, clock
        self._nonces = NonceMemory()
        self._http = http_client or default_client()
        self._owns_http = http_client is None
        self._options: dict[str, Any] = {**client_options, "server_url": server_url}
        self._with("any")  # an option that cannot work is an error here, not at the first installation

    def __repr__(self) -> str:
        return f"<OAuthApp {self._client_id} {self._redirect_uri}>"

    # Installing

    def start(self, *, next: str | None = None, cookie: str | None = None) -> OAuthStart:
        """Begin an installation.

        Args:
            next: Path on this site to go to afterwards; anything else becomes `default_next`.
            cookie: The `Cookie` header of the request, if there is one: a second tab goes on with the same cookie.

        Returns:
            The URL to redirect to, and the cookie to set.

        Example:
            started = oauth.start(next="/settings")
            print(started.url)
        """
        binder = binder_in(cookie, secure=self._is_secure) or new_binder()
        expires = self._clock() + self._state_seconds
        state = State(new_binder(), expires, hash_of(binder), safe_next(next, self._default_next))
        query = {
            "client_id": self._client_id,
            "redirect_uri": self._redirect_uri,
            "response_type": "code",
            "state": sign(state, _text(self._keys[0])),
        }
        header = set_cookie(binder, seconds=self._state_seconds, secure=self._is_secure)
        return OAuthStart(f"{self._authorize_url}?{urlencode(query)}", header)

    def complete(self, query: str | bytes | Mapping[str, object], *, cookie: str | None) -> OAuthResult:
        """Finish an installation: check the callback, exchange its code, look the workspace up, and save.

        Args:
            query: The query of the callback, as text or as parameters.
            cookie: The `Cookie` header of the request.

        Returns:
            The installation, and where to redirect the browser.

        Raises:
            OAuthStateError: The callback does not belong to an installation that this browser began.
            OAuthDeniedError: The user did not approve.
            OAuthExchangeError: Attio did not exchange the code, or the token is not active.
            OAuthError: The callback has no code, or has a parameter twice.
            AttioSDKError: Attio could not be reached.
        """
        require_plain(self._store.save, self._on_install, getattr(self._store, "use_once", None))
        return run(self._complete(query, cookie))

    async def complete_async(self, query: str | bytes | Mapping[str, object], *, cookie: str | None) -> OAuthResult:
        """Finish an installation; see `complete`."""
        return await run_async(self._complete(query, cookie, is_async=True))

    # Using installations

    def client(self, workspace: str, *, member: str | None = None) -> Attio:
        """Return a client with the token of a workspace. Closing it closes no connection of others.

        Args:
            workspace: Id or slug of the workspace.
            member: Id of a member, for a token that acts for that member.

        Raises:
            NotInstalledError: The workspace has not installed the app; no other token is used in its place.
        """
        return self._with(run(self._found(workspace, member)).reveal())

    async def client_async(self, workspace: str, *, member: str | None = None) -> Attio:
        """Return a client with the token of a workspace; see `client`."""
        return self._with((await run_async(self._found(workspace, member))).reveal())

    def installation(self, workspace: str, *, member: str | None = None) -> Installation:
        """Return an installation.

        Args:
            workspace: Id or slug of the workspace.
            member: Id of a member, for a token that acts for that member.

        Raises:
            NotInstalledError: The workspace has not installed the app.
        """
        return run(self._found(workspace, member))

    async def installation_async(self, workspace: str, *, member: str | None = None) -> Installation:
        """Return an installation; see `installation`."""
        return await run_async(self._found(workspace, member))

    def check(self, workspace: str, *, member: str | None = None) -> bool:
        """Ask Attio whether the token of a workspace is still active, and forget it if it is not.

        Args:
            workspace: Id or slug of the workspace.
            member: Id of a member, for a token that acts for that member.

        Returns:
            Whether the app can use the workspace.
        """
        return run(self._check(workspace, member))

    async def check_async(self, workspace: str, *, member: str | None = None) -> bool:
        """Ask Attio whether the token of a workspace is still active; see `check`."""
        return await run_async(self._check(workspace, member, is_async=True))

    def asgi(self) -> endpoints.OAuthEndpoints:
        """Return an ASGI app with `GET /install` and `GET /callback`, to be mounted where `redirect_uri` points."""
        return endpoints.OAuthEndpoints(self)

    def close(self) -> None:
        """Close the connections of all clients; an `http_client` that was passed in stays open."""
        if self._owns_http:
            self._http.close()

    async def close_async(self) -> None:
        """Close the connections of all clients, the async ones included."""
        if self._owns_http:
            await self._http.aclose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *exc_info: object) -> None:
        await self.close_async()

    # Plans

    def _complete(
        self, query: str | bytes | Mapping[str, object], cookie: str | None, *, is_async: bool = False
    ) -> Generator[Step, Any, OAuthResult]:
        callback = Callback(query)
        now = self._clock()
        browser = binder_in(cookie, secure=self._is_secure)
        state = read(callback.get("state"), [*map(_text, self._keys)], browser=browser, now=now)
        use_once = getattr(self._store, "use_once", self._nonces.use_once)
        if not (yield Step(use_once, (state.nonce, state.expires))):
            raise OAuthStateError(reason="used")
        code = callback.code()
        token: str = yield Step(self._exchange_async if is_async else self._exchange, (code,), is_ours=True)
        identity: Any = yield self._identify(token, is_async=is_async)
        if identity.active is not True:
            message = "the code was exchanged, but the token is not active"
            raise OAuthExchangeError(message, status_code=identity.http.status_code, outcome="accepted")
        installation = Installation(
            token,
            workspace_id=identity.workspace_id,
            workspace_slug=identity.workspace_slug,
            workspace_name=identity.workspace_name,
            scopes=identity.scope.split(),
            token_level=identity.token_level or "workspace",
            member_id=identity.authorized_by_workspace_member_id,
            installed_at=dt.datetime.fromtimestamp(now, dt.timezone.utc),
        )
        yield Step(self._store.save, (installation,))
        if self._on_install is not None:
            yield Step(self._on_install, (installation,))
        return OAuthResult(installation, safe_next(state.next, self._default_next))

    def _found(self, workspace: str, member: str | None) -> Generator[Step, Any, Installation]:
        found: Installation | None = yield Step(self._store.find, (workspace, member))
        if found is None:
            raise NotInstalledError(workspace=workspace, member=member)
        return found

    def _check(self, workspace: str, member: str | None, *, is_async: bool = False) -> Generator[Step, Any, bool]:
        found: Installation | None = yield Step(self._store.find, (workspace, member))
        if found is None:
            return False
        identity: Any = yield self._identify(found.reveal(), is_async=is_async)
        if identity.active is not True:
            yield Step(self._store.delete, (found,))
        return identity.active is True

    def _identify(self, token: str, *, is_async: bool) -> Step:
        client = self._with(token)
        call = client._call_async if is_async else client._call  # pyright: ignore[reportPrivateUsage]
        return Step(call, (find_operation("meta.identify"), {}, {}), is_ours=True)

    def _with(self, token: str) -> Attio:
        return Attio(token, http_client=self._http, **self._options)

    def _exchange(self, code: str) -> str:
        request, attempt = self._token_request(code), 0
        while True:
            attempt += 1
            try:
                response = self._http.send(request, token=None, **self._limits(attempt))
            except HTTPClientError as error:
                if error.outcome != "not_sent" or attempt == ATTEMPTS or isinstance(error, InvalidRequestError):
                    raise  # a code is good for one exchange: it is sent again only if it was not sent
                time.sleep(attempt * 0.2)
            else:
                return token_of(response.status_code, response.content)

    async def _exchange_async(self, code: str) -> str:
        import anyio

        request, attempt = self._token_request(code), 0
        while True:
            attempt += 1
            try:
                response = await self._http.send_async(request, token=None, **self._limits(attempt))
            except HTTPClientError as error:
                if error.outcome != "not_sent" or attempt == ATTEMPTS or isinstance(error, InvalidRequestError):
                    raise
                await anyio.sleep(attempt * 0.2)
            else:
                return token_of(response.status_code, response.content)

    def _token_request(self, code: str) -> Any:
        secret = _text(self._secret)
        return token_request(self._token_url, client_id=self._client_id, client_secret=secret, code=code)

    def _limits(self, attempt: int) -> Any:
        info = CallInfo("oauth.exchange", "/oauth/token", attempt, self)
        return {"timeout": 30.0, "is_bounded": True, "deadline": None, "max_bytes": _MAX_BYTES, "info": info}


def _check_options(options: Mapping[str, object]) -> None:
    known = ClientOptions.__optional_keys__
    unknown = next((name for name in options if name not in known), None)
    if unknown is not None:
        from attio._support.wrong_names import argument_message  # for mistakes only

        arguments = [name for name in OAuthApp.__init__.__annotations__ if name not in ("client_options", "return")]
        raise TypeError(argument_message("OAuthApp", unknown, [*arguments, *sorted(known)]))


def _check_functions(store: object, on_install: object) -> None:
    """Refuse what could not keep or announce an installation, before a workspace grants one."""
    lacking = [name for name in ("save", "find", "delete") if not callable(getattr(store, name, None))]
    if store is not None and lacking:
        raise ValueError(f"store has no method {lacking[0]!r}: pass installations such as MemoryInstallations()")
    if on_install is not None and not callable(on_install):
        raise ValueError(f"on_install must be a function, not {brief(on_install)}")


def _checked_url(name: str, url: str) -> str:
    check_server_url(url, name=name)
    return url


def _keys(given: str | Sequence[str] | None, secret: str) -> list[str]:
    keys: list[object] = [secret] if given is None else [given] if isinstance(given, str) else [*given]
    if not keys or not all(keys):
        raise ValueError("state_key is empty: pass a random text, or several")
    if not all(isinstance(key, str) for key in keys):  # its type is shown, and not the key
        raise ValueError(f"state_key is a text, or several: pass a str, or a list of them, not {type(given).__name__}")
    return cast("list[str]", keys)


def _text(secret: Secret) -> str:
    return cast("str", secret.reveal())
