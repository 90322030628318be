"""How a download reaches its signed URL: with nothing in the request that belongs to the caller."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attio._call.headers import USER_AGENT
from attio._http.body import AsyncPieces, close_body, iter_body
from attio._http.prepared import PreparedRequest

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    import httpx

    from attio._http.client import HTTPClient
    from attio._http.prepared import Limits


class Opener:
    """Opens signed URLs with an HTTPClient and reads what is there."""

    def __init__(self, http: HTTPClient, limits: Limits) -> None:
        """Open with `http`, within `limits`."""
        self._http = http
        self._limits = limits

    def open(self, url: str) -> httpx.Response:
        """Send a GET without credentials; redirects are not followed, and the body is left to `iter_body`."""
        return self._http.send(self._request(url), token=None, **self._limits)

    async def open_async(self, url: str) -> httpx.Response:
        """Do the same on the async side."""
        return await self._http.send_async(self._request(url), token=None, **self._limits)

    def iter_body(self, response: httpx.Response) -> Iterator[bytes]:
        """Read the body as it arrives; closes the response at the end, whatever the end is."""
        return iter_body(response)

    def aiter_body(self, response: httpx.Response) -> AsyncIterator[bytes]:
        """Do the same on the async side; whoever leaves before the end closes the answer."""
        return AsyncPieces(response)

    def close(self, response: httpx.Response) -> None:
        """Close a response that was not read to its end; again is harmless."""
        response.close()

    async def close_async(self, response: httpx.Response) -> None:
        """Do the same on the async side, also while the task is being cancelled."""
        await close_body(response)

    def _request(self, url: str) -> PreparedRequest:
        info = self._limits["info"]
        # Uncompressed, so that Content-Length is the length of the file.
        headers = {"accept": "*/*", "accept-encoding": "identity", "user-agent": USER_AGENT}
        return PreparedRequest("GET", url, headers, None, operation=info.operation, path=info.path)
