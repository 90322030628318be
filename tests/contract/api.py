"""A server on loopback that stands in for the API: it sends the responses that a test sets."""

from __future__ import annotations

from collections.abc import Mapping

from typing_extensions import Self

from attio import Attio, BackoffStrategy, RetryConfig
from tests.contract.table import JSON, NO_BODY
from tests.server import Received, Reply, Server

TOKEN = "token-of-the-contract-tests"
EXECUTION_ID = "0f1e2d3c-4b5a-4697-8877-a6b5c4d3e2f1"


class StandIn:
    """A server that sends its responses in turn, until a test sets others; the last one is repeated."""

    def __init__(self) -> None:
        """Make it; entering it starts it."""
        self._server = Server()
        self._replies: list[Reply] = []

    def __enter__(self) -> Self:
        self._server.always(self._reply)
        self._server.start()
        return self

    def __exit__(self, *exc_info: object) -> None:
        self._server.close()

    def _reply(self, _: Received) -> Reply:
        return self._replies.pop(0) if len(self._replies) > 1 else self._replies[0]

    @property
    def url(self) -> str:
        """Where it listens."""
        return self._server.url

    def respond_with(self, *replies: Reply) -> None:
        """Set the responses from now on."""
        self._replies = list(replies)

    def take(self) -> list[Received]:
        """The requests since the last time."""
        taken = self._server.requests[:]
        self._server.requests.clear()
        return taken

    def take_one(self) -> Received:
        """The one request since the last time."""
        taken = self.take()
        assert len(taken) == 1, f"{len(taken)} requests were sent, not one"
        return taken[0]

    def forget(self) -> None:
        """Forget the requests and the responses."""
        self.respond_with(Reply(500, b"the test set no response"))
        self.take()

    def client(self, *, retries: bool = False) -> Attio:
        """A client of this server; without retries by default."""
        config = RetryConfig(backoff=BackoffStrategy(1, 1, 1.0, 1000)) if retries else RetryConfig(strategy="none")
        return Attio(TOKEN, server_url=self.url, retry_config=config)


def reply(body: JSON = NO_BODY, status: int = 200, headers: Mapping[str, str] | None = None) -> Reply:
    """A response as the API sends it."""
    named = {"x-attio-execution-id": EXECUTION_ID, **(headers or {})}
    return Reply(status, headers=named) if body is NO_BODY else Reply(status, json=body, headers=named)
