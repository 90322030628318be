"""`OAuthApp`: workspaces install an app, and the app gets a client for each workspace."""

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
from attio._support.argument_types import check_functions, check_secrets, check_text
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
TOKEN_URL = "https://app.attio.com/oauth/token"  # noqa: S105 - a URL
LONGEST_STATE_SECONDS = 86_400
ATTEMPTS = 3
"""Maximum number of attempts to send the request for a token."""
_MAX_BYTES = 1024 * 1024


class OAuthApp:
    """An app that workspaces install with OAuth.

    `start` returns the URL that an installation begins with, and `complete` handles the callback. Call them in the
    routes of any framework, or let `asgi()` serve both routes. `client` returns a client with the token of a workspace.
    All clients share connections. Each method that does I/O has an `_async` variant. Safe to share between threads and
    event loops. Close the app at the end.

    Args:
        client_id: Client id of the app, from Attio's developer dashboard.
        client_secret: Client secret of the app.
        redirect_uri: URL that Attio redirects users to. It must be registered in the developer dashboard.
        store: Store of the installations. The default keeps them in memory, so they are lost when the process ends.
        on_install: Called with each new `Installation` after it is saved. May be async for `complete_async`.
        state_key: Key that signs the state of an installation; by default the client secret. To rotate keys, pass a
            list: the first key signs, and all keys are accepted.
        state_seconds: Maximum duration of an installation in seconds, at most a day; 600 by default.
        default_next: Path to redirect to after an installation that was started without `next`.
        http_client: Transport, proxy and hooks for all clients. By default, the app creates a client and closes it.
        server_url: URL of the API, as for `Attio`.
        authorize_url: URL of the page where users approve the installation.
        token_url: URL that exchanges codes for tokens.
        clock: Returns the time in seconds since 1970; for tests.
        **client_options: Options of the clients; see `attio.oauth.ClientOptions`.

    Raises:
        ValueError: An argument has an invalid value. The message names the argument.

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
        """Check the arguments. Does no I/O."""
        _check_options(client_options)
        check_text("client-id", is_optional=True, client_id=client_id)
        check_secrets(client_secret=client_secret or "")
        check_text("/settings", default_next=default_next)
        check_functions(is_optional=False, clock=clock)
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
            raise ValueError(f"state_seconds must be from 1 to {LONGEST_STATE_SECONDS}, not {brief(state_seconds)}")
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
        self._client_for("any")  # raises now if an option is invalid, not at the first installation

    def __repr__(self) -> str:
        return f"<OAuthApp {self._client_id} {self._redirect_uri}>"

    # Installing

    def start(self, *, next: str | None = None, cookie: str | None = None) -> OAuthStart:
        """Start an installation.

        Args:
            next: Path on this site to redirect to afterwards. Other values are replaced by `default_next`.
            cookie: The `Cookie` header of the request, if there is one. A second tab then keeps the same cookie.

        Returns:
            The URL to redirect to, and the cookie to set.

        Example:
            started = oauth.start(next="/settings")
            print(started.url)
        """
        check_text("/settings", is_optional=True, next=next)
        check_text("name=value", is_optional=True, cookie=cookie)
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
        """Complete an installation: check the callback, exchange the code, look up the workspace, and save.

        Args:
            query: The query of the callback: the query string, or a mapping of its parameters.
            cookie: The `Cookie` header of the request.

        Returns:
            The installation, and the path to redirect the browser to.

        Raises:
            OAuthStateError: The callback does not belong to an installation that this browser started.
            OAuthDeniedError: The user did not approve the installation.
            OAuthExchangeError: Attio did not exchange the code, or the token is not active.
            OAuthError: The callback has no code, or has a parameter more than once.
            AttioSDKError: A request to Attio failed.
        """
        require_plain(self._store.save, self._on_install, getattr(self._store, "use_once", None))
        return run(self._complete(query, cookie))

    async def complete_async(self, query: str | bytes | Mapping[str, object], *, cookie: str | None) -> OAuthResult:
        """Complete an installation; see `complete`."""
        return await run_async(self._complete(query, cookie, is_async=True))

    # Using installations

    def client(self, workspace: str, *, member: str | None = None) -> Attio:
        """Return a client with the token of a workspace. Closing it does not affect other clients.

        Args:
            workspace: Id or slug of the workspace.
            member: Id of a member, for a token that acts for that member.

        Raises:
            NotInstalledError: The workspace has not installed the app. No other token is used instead.
        """
        return self._client_for(run(self._find(workspace, member)).reveal())

    async def client_async(self, workspace: str, *, member: str | None = None) -> Attio:
        """Return a client with the token of a workspace; see `client`."""
        return self._client_for((await run_async(self._find(workspace, member))).reveal())

    def installation(self, workspace: str, *, member: str | None = None) -> Installation:
        """Return an installation.

        Args:
            workspace: Id or slug of the workspace.
            member: Id of a member, for a token that acts for that member.

        Raises:
            NotInstalledError: The workspace has not installed the app.
        """
        return run(self._find(workspace, member))

    async def installation_async(self, workspace: str, *, member: str | None = None) -> Installation:
        """Return an installation; see `installation`."""
        return await run_async(self._find(workspace, member))

    def check(self, workspace: str, *, member: str | None = None) -> bool:
        """Check with Attio whether the token of a workspace is still active, and delete the installation if it is not.

        Args:
            workspace: Id or slug of the workspace.
            member: Id of a member, for a token that acts for that member.

        Returns:
            Whether the app can use the workspace.
        """
        return run(self._check(workspace, member))

    async def check_async(self, workspace: str, *, member: str | None = None) -> bool:
        """Check with Attio whether the token of a workspace is still active; see `check`."""
        return await run_async(self._check(workspace, member, is_async=True))

    def asgi(self) -> endpoints.OAuthEndpoints:
        """Return an ASGI app with `GET /install` and `GET /callback`. Mount it where `redirect_uri` points."""
        return endpoints.OAuthEndpoints(self)

    def close(self) -> None:
        """Close the connections of all clients. An `http_client` passed to the constructor stays open."""
        if self._owns_http:
            self._http.close()

    async def close_async(self) -> None:
        """Close the connections of all clients, sync and async."""
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
        check_text("name=value", is_optional=True, cookie=cookie)
        if not isinstance(cast("object", query), str | bytes | Mapping):
            raise TypeError(f"query must be the query of the callback, as a str or a mapping, not {brief(query)}")
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

    def _find(self, workspace: str, member: str | None) -> Generator[Step, Any, Installation]:
        check_text("workspace", workspace=workspace)
        check_text("id", is_optional=True, member=member)
        installation: Installation | None = yield Step(self._store.find, (workspace, member))
        if installation is None:
            raise NotInstalledError(workspace=workspace, member=member)
        return installation

    def _check(self, workspace: str, member: str | None, *, is_async: bool = False) -> Generator[Step, Any, bool]:
        check_text("workspace", workspace=workspace)
        check_text("id", is_optional=True, member=member)
        installation: Installation | None = yield Step(self._store.find, (workspace, member))
        if installation is None:
            return False
        identity: Any = yield self._identify(installation.reveal(), is_async=is_async)
        if identity.active is not True:
            yield Step(self._store.delete, (installation,))
        return identity.active is True

    def _identify(self, token: str, *, is_async: bool) -> Step:
        client = self._client_for(token)
        call = client._call_async if is_async else client._call  # pyright: ignore[reportPrivateUsage]
        return Step(call, (find_operation("meta.identify"), {}, {}), is_ours=True)

    def _client_for(self, token: str) -> Attio:
        return Attio(token, http_client=self._http, **self._options)

    def _exchange(self, code: str) -> str:
        request, attempt = self._token_request(code), 0
        while True:
            attempt += 1
            try:
                response = self._http.send(request, token=None, **self._limits(attempt))
            except HTTPClientError as error:
                if error.outcome != "not_sent" or attempt == ATTEMPTS or isinstance(error, InvalidRequestError):
                    raise  # a code is valid once: retry only if the request was not sent
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
    unknown = [name for name in options if name not in known]
    if unknown:
        from attio._support.wrong_names import argument_message  # for errors only

        arguments = [name for name in OAuthApp.__init__.__annotations__ if name not in ("client_options", "return")]
        raise TypeError(argument_message("OAuthApp", unknown[0], [*arguments, *sorted(known)]))


def _check_functions(store: object, on_install: object) -> None:
    """Check the store and the callback, before a workspace grants a token."""
    missing = [name for name in ("save", "find", "delete") if not callable(getattr(store, name, None))]
    if store is not None and missing:
        raise ValueError(f"store has no method {missing[0]!r}: pass a store such as MemoryInstallations()")
    if on_install is not None and not callable(on_install):
        raise ValueError(f"on_install must be a function, not {brief(on_install)}")


def _checked_url(name: str, url: str) -> str:
    check_server_url(url, name=name)
    return url


def _keys(state_key: str | Sequence[str] | None, client_secret: str) -> list[str]:
    if state_key is None:
        return [client_secret]
    check_secrets(can_be_several=True, state_key=state_key)
    keys: list[object] = [state_key] if isinstance(state_key, str) else [*state_key]
    if not keys or not all(keys):
        raise ValueError("state_key is empty: pass a random text, or a list of them")
    if not all(isinstance(key, str) for key in keys):  # the message shows the type only, not the keys
        raise ValueError(f"state_key must be a str or a list of str, not {type(state_key).__name__}")
    return cast("list[str]", keys)


def _text(secret: Secret) -> str:
    return cast("str", secret.reveal())
