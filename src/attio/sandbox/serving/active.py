"""Making every client that is constructed for a while talk to a sandbox."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Generator
from dataclasses import replace

from attio.sandbox.messages import Request, Response
from attio.sandbox.sandbox import Sandbox


@contextlib.contextmanager
def active(sandbox: Sandbox | None = None) -> Generator[Sandbox]:
    """Make every `Attio()` that is constructed in the block talk to a sandbox, with any token or none.

    A token that the sandbox does not know counts as the one that may do everything, and so does none. Clients with an
    `http_client` of their own are not affected. Blocks nest; as a decorator it works too.

    Args:
        sandbox: The sandbox; a new one by default.

    Example:
        with attio.sandbox.active() as sandbox:
            Attio().records.create("people", data={"values": {"name": "Lovelace, Ada"}})
            sandbox.requests.assert_called("records.create")
    """
    from attio._http.client import HTTPClient
    from attio._http.default import overrides
    from attio.sandbox.serving.adapters import async_fetcher, fetcher

    chosen = Sandbox() if sandbox is None else sandbox

    def handle(request: Request) -> Response:
        others = {name: value for name, value in request.headers.items() if name.lower() != "authorization"}
        # Signed links are fetched without a token, and storage refuses a request that has one.
        if len(others) < len(request.headers) and not chosen.knows(request):
            request = replace(request, headers={**others, "authorization": f"Bearer {chosen.token}"})
        return chosen.handle(request)

    def make() -> HTTPClient:
        return HTTPClient(fetcher=fetcher(handle), async_fetcher=async_fetcher(handle))

    def token() -> str:
        return os.environ.get("ATTIO_OAUTH2") or os.environ.get("ATTIO_API_KEY") or chosen.token

    override = (make, token)
    overrides.append(override)
    try:
        yield chosen
    finally:
        overrides.remove(override)
