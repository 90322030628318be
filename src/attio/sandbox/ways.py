"""Methods that give access to a sandbox: clients in this process, an ASGI application, and an HTTP server."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

from typing_extensions import Unpack

from attio._support.lazy import lazy_module
from attio.sandbox.controlled import ControlledSandbox
from attio.sandbox.messages import Request, Response

if TYPE_CHECKING:
    from attio import client as sdk
    from attio._http import client as sdk_http
    from attio._support import secrets as sdk_secrets
    from attio.oauth import app as oauth_app
    from attio.sandbox.serving import adapters
    from attio.sandbox.serving import asgi as asgi_types
else:
    sdk, sdk_http = lazy_module("attio.client"), lazy_module("attio._http.client")
    sdk_secrets, adapters = lazy_module("attio._support.secrets"), lazy_module("attio.sandbox.serving.adapters")
    oauth_app, asgi_types = lazy_module("attio.oauth.app"), lazy_module("attio.sandbox.serving.asgi")


class WaysIn(ControlledSandbox):
    """A sandbox with methods that create clients, an ASGI application and a server."""

    def door(self, *, control_token: str | None = None) -> adapters.Handle:
        """Return the request handler of a server: the API, the control verbs under `/_sandbox/`, and the page.

        Args:
            control_token: Bearer token that requests of control verbs need. None requires a loopback address instead.
        """
        from attio.sandbox.control.api import PREFIX, ControlApi
        from attio.sandbox.page.page import Page

        handle, control = self.deliveries.deferring(self.handle), ControlApi(self, token=control_token)
        page = Page(self, control.refusal, self._pipeline.lock)

        def door(request: Request) -> Response:
            if request.path.startswith(PREFIX):
                return control.handle(request)
            return page.handle(request) or handle(request)

        return door

    def http_client(self) -> sdk_http.HTTPClient:
        """Create an HTTP client for `Attio` that sends its requests, sync and async, to this sandbox."""
        from attio._http.client import HTTPClient
        from attio.sandbox.serving.adapters import async_fetcher, fetcher

        return HTTPClient(fetcher=fetcher(self.handle), async_fetcher=async_fetcher(self.handle))

    def client(
        self, oauth2: sdk_secrets.TokenSource | None = None, **options: Unpack[adapters.ClientOptions]
    ) -> sdk.Attio:
        """Create an API client of the sandbox.

        Args:
            oauth2: Token of the client. Defaults to `sandbox.token`.
            **options: Other options of `Attio`.
        """
        from attio.client import Attio

        return Attio(oauth2 or self.token, http_client=self.http_client(), **options)

    def oauth_app(self, redirect_uri: str = "https://app.test/oauth/callback", **options: Any) -> oauth_app.OAuthApp:
        """Register an OAuth app in the sandbox, and create an `OAuthApp` that sends its requests to the sandbox.

        Args:
            redirect_uri: Redirect URI of the app.
            **options: Other options of `OAuthApp`.
        """
        from attio.oauth.app import OAuthApp

        registered = self.oauth.add_app(redirect_uri)
        credentials = registered.client_id, registered.client_secret
        return OAuthApp(*credentials, redirect_uri, http_client=self.http_client(), **options)

    def asgi(self) -> asgi_types.ASGIApp:
        """Create an ASGI application that serves the sandbox. It needs no extra."""
        from attio.sandbox.serving.asgi import make_app

        return make_app(self.door())

    def serve(self, *, host: str = "127.0.0.1", port: int = 0) -> AbstractContextManager[str]:
        """Serve the sandbox in a thread while a `with` block runs. The context manager returns the URL.

        Needs the extra `sandbox`.

        Args:
            host: Address to listen on.
            port: Port to listen on; 0 for a free port.

        Raises:
            ImportError: uvicorn is not installed.
            OSError: The port is in use.

        Example:
            with sandbox.serve() as url:
                Attio(sandbox.token, server_url=url).objects.list()
        """
        from attio.sandbox.serving.server import running

        return running(self.door(), host=host, port=port)
