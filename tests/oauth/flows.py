"""Steps of an installation that the browser and Attio carry out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx

from attio import HTTPClient
from attio.oauth import OAuthApp, OAuthStart
from attio.sandbox import Sandbox


def approve(sandbox: Sandbox, started: OAuthStart) -> tuple[str, str]:
    """Approve the app in the browser; return the query of the callback, and the cookie."""
    location = sandbox.oauth.approve(started.url)
    return urlsplit(location).query, started.set_cookie.partition(";")[0]


def app_with_responses(
    *responses: httpx.Response | Exception, tokens: list[str | None] | None = None
) -> tuple[OAuthApp, list[httpx.Request]]:
    """Return an app whose requests get these responses in turn, and the list of its requests."""
    waiting, seen = list(responses), list[httpx.Request]()
    tokens = [] if tokens is None else tokens

    def fetch(request: httpx.Request) -> httpx.Response:
        tokens.append(request.headers.get("authorization"))  # the header is redacted after the response
        seen.append(request)
        response = waiting.pop(0)
        if isinstance(response, Exception):
            raise response
        return response

    async def fetch_async(request: httpx.Request) -> httpx.Response:
        return fetch(request)

    http_client = HTTPClient(fetcher=fetch, async_fetcher=fetch_async)
    return OAuthApp("id", "client-secret", "https://app.test/callback", http_client=http_client), seen


def finish(oauth: OAuthApp, run: Callable[..., Any]) -> Any:
    """Start an installation and complete it with a made-up code."""
    started = oauth.start()
    state = parse_qs(urlsplit(started.url).query)["state"][0]
    return run(oauth, "complete", {"state": state, "code": "c0de"}, cookie=started.set_cookie.partition(";")[0])
