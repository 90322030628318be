"""`active`: connect every client that is created in a `with` block to a sandbox."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Generator
from dataclasses import replace

from attio.sandbox.messages import Request, Response
from attio.sandbox.sandbox import Sandbox


@contextlib.contextmanager
def active(sandbox: Sandbox | None = None) -> Generator[Sandbox]:
    """Connect every `Attio()` that is created in the block to a sandbox, with any token or none.

    A missing or unknown token is replaced by `sandbox.token`. Clients with an `http_client` argument are not affected.
    Blocks can be nested. `active()` also works as a decorator.

    Args:
        sandbox: The sandbox. Defaults to a new one.

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
        other_headers = {name: value for name, value in request.headers.items() if name.lower() != "authorization"}
        # Do not add a token to a request without one: storage rejects a signed URL with a token.
        if len(other_headers) < len(request.headers) and not chosen.knows(request):
            request = replace(request, headers={**other_headers, "authorization": f"Bearer {chosen.token}"})
        return chosen.handle(request)

    def make_client() -> HTTPClient:
        return HTTPClient(fetcher=fetcher(handle), async_fetcher=async_fetcher(handle))

    def token() -> str:
        return os.environ.get("ATTIO_OAUTH2") or os.environ.get("ATTIO_API_KEY") or chosen.token

    override = (make_client, token)
    overrides.append(override)
    try:
        yield chosen
    finally:
        overrides.remove(override)
