"""What an HTTPClient of ours sends with: a bare transport, or a client where the environment names proxies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import httpx


class Connection(Protocol):
    """A connection to the server, as the HTTP libraries hand it out with an answer (`network_stream`)."""

    def close(self) -> None:
        """Close it; again is harmless."""
        ...


class AsyncConnection(Protocol):
    """The same on the async side."""

    async def aclose(self) -> None:
        """Close it; again is harmless."""
        ...


class Sender(Protocol):
    """Sends requests on the sync side; the body of an answer is left unread."""

    def send(self, request: httpx.Request) -> httpx.Response:
        """Send one request."""
        ...

    def close(self) -> None:
        """Close its connections; again is harmless."""
        ...


class AsyncSender(Protocol):
    """Sends requests on the async side; the body of an answer is left unread."""

    async def send(self, request: httpx.Request) -> httpx.Response:
        """Send one request."""
        ...

    async def aclose(self) -> None:
        """Close its connections; again is harmless."""
        ...


class Direct:
    """Sends through a transport of the HTTP library.

    A client around it adds cookies, auth, redirects and event hooks, of which we use none: a seventh of a small call.
    """

    def __init__(self, transport: httpx.HTTPTransport) -> None:
        """Send through `transport`, which is closed with this."""
        self._transport = transport
        self.close = transport.close

    def send(self, request: httpx.Request) -> httpx.Response:
        """Send one request."""
        response = self._transport.handle_request(request)
        response.request = request
        return response


class AsyncDirect:
    """Does the same on the async side."""

    def __init__(self, transport: httpx.AsyncHTTPTransport) -> None:
        """Send through `transport`, which is closed with this."""
        self._transport = transport
        self.aclose = transport.aclose

    async def send(self, request: httpx.Request) -> httpx.Response:
        """Send one request."""
        response = await self._transport.handle_async_request(request)
        response.request = request
        return response


class ByClient:
    """Sends through a client of the HTTP library, which knows what proxies the environment names for which hosts."""

    def __init__(self, client: httpx.Client) -> None:
        """Send through `client`, which is closed with this."""
        self._client = client
        self.close = client.close

    def send(self, request: httpx.Request) -> httpx.Response:
        """Send one request."""
        return self._client.send(request, stream=True, auth=None, follow_redirects=False)


class AsyncByClient:
    """Does the same on the async side."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        """Send through `client`, which is closed with this."""
        self._client = client
        self.aclose = client.aclose

    async def send(self, request: httpx.Request) -> httpx.Response:
        """Send one request."""
        return await self._client.send(request, stream=True, auth=None, follow_redirects=False)
