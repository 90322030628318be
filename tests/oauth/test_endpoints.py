"""The endpoints of `OAuthApp.asgi()`."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import anyio
import httpx
import pytest

from attio.oauth import OAuthApp
from attio.sandbox import Sandbox
from tests.oauth.flows import app_with_responses


async def get(oauth: OAuthApp, path: str, cookie: str | None = None, method: str = "GET") -> httpx.Response:
    transport = httpx.ASGITransport(app=oauth.asgi())
    async with httpx.AsyncClient(transport=transport, base_url="https://app.test") as browser:
        return await browser.request(method, path, headers={"cookie": cookie} if cookie else {})


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_the_endpoints_install_the_app(sandbox: Sandbox, oauth: OAuthApp, backend: str) -> None:
    async def main() -> None:
        install = await get(oauth, "/oauth/install?next=/settings")
        assert install.status_code == 302
        cookie = install.headers["set-cookie"].partition(";")[0]
        location = urlsplit(sandbox.oauth.approve(install.headers["location"]))
        callback = await get(oauth, f"/oauth/callback?{location.query}", cookie)
        assert (callback.status_code, callback.headers["location"]) == (302, "/settings")
        again = await get(oauth, f"/oauth/callback?{location.query}", cookie)
        assert (again.status_code, again.text) == (
            400,
            "This link is no longer valid. Start the installation again.\n",
        )
        denied = await get(
            oauth, f"/oauth/callback?{urlsplit(sandbox.oauth.deny(oauth.start(cookie=cookie).url)).query}", cookie
        )
        assert denied.status_code == 403
        for response in (install, callback, again, denied):
            assert response.headers["cache-control"] == "no-store"
            assert response.headers["referrer-policy"] == "no-referrer"
            assert response.headers["x-content-type-options"] == "nosniff"

    anyio.run(main, backend=backend)


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
@pytest.mark.parametrize(
    ("query", "status", "text"),
    [
        ("", 400, "This link is no longer valid"),
        ("state=forged.signature&code=x", 400, "This link is no longer valid"),
        ("state={state}", 400, "This is not a valid callback from Attio"),
        ("state={state}&code=", 400, "This is not a valid callback from Attio"),
        ("state={state}&code=a&code=b", 400, "This is not a valid callback from Attio"),
        ("state={state}&state={state}&code=a", 400, "This is not a valid callback from Attio"),
        ("state={state}&error=a&error=b", 400, "This is not a valid callback from Attio"),
        ("state={state}&error=access_denied", 403, "The installation was not approved"),
        ("state={state}&code=a", 502, "Attio did not complete the installation"),
    ],
)
def test_only_a_failed_exchange_is_a_502(backend: str, query: str, status: int, text: str) -> None:
    async def main() -> None:
        failing, requests = app_with_responses(httpx.Response(400, json={"error": "invalid_grant"}))
        started = failing.start()
        state = parse_qs(urlsplit(started.url).query)["state"][0]
        cookie = started.set_cookie.partition(";")[0]
        response = await get(failing, f"/oauth/callback?{query.format(state=state)}", cookie)
        assert (response.status_code, response.text.startswith(text)) == (status, True)
        assert len(requests) == (status == 502)

    anyio.run(main, backend=backend)


def test_an_unreachable_token_endpoint_is_a_502() -> None:
    async def main() -> None:
        failing, _ = app_with_responses(httpx.ReadError("reset"))
        started = failing.start()
        state = parse_qs(urlsplit(started.url).query)["state"][0]
        cookie = started.set_cookie.partition(";")[0]
        assert (await get(failing, f"/callback?state={state}&code=x", cookie)).status_code == 502

    anyio.run(main)


def test_the_endpoints_reject_what_they_cannot_serve(oauth: OAuthApp) -> None:
    async def main() -> None:
        assert (await get(oauth, "/oauth/other")).status_code == 404
        posted = await get(oauth, "/oauth/install", method="POST")
        assert (posted.status_code, posted.headers["allow"]) == (405, "GET")
        failing, _ = app_with_responses(httpx.Response(500))
        started = failing.start()
        state = parse_qs(urlsplit(started.url).query)["state"][0]
        cookie = started.set_cookie.partition(";")[0]
        assert (await get(failing, f"/callback?state={state}&code=x", cookie)).status_code == 502

        async def nothing(*_: Any) -> Any: ...

        with pytest.raises(RuntimeError, match="serve HTTP, not websocket"):
            await oauth.asgi()({"type": "websocket"}, nothing, nothing)

    anyio.run(main)
