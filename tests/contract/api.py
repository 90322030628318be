"""A server on loopback that replaces the API: it sends the responses that a test sets."""

from __future__ import annotations

from collections.abc import Mapping

from typing_extensions import Self

from attio import Attio, BackoffStrategy, RetryConfig
from tests.contract.table import JSON, NO_BODY
from tests.server import Received, Reply, Server

TOKEN = "token-of-the-contract-tests"
EXECUTION_ID = "0f1e2d3c-4b5a-4697-8877-a6b5c4d3e2f1"


class StandIn:
    """Sends the responses that a test sets, in turn; repeats the last one."""

    def __init__(self) -> None:
        """Create the server; `with` starts it."""
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
        """The URL of the server."""
        return self._server.url

    def respond_with(self, *replies: Reply) -> None:
        """Set the responses to further requests."""
        self._replies = list(replies)

    def take(self) -> list[Received]:
        """Return the requests since the last `take`."""
        taken = self._server.requests[:]
        self._server.requests.clear()
        return taken

    def take_one(self) -> Received:
        """Return the only request since the last `take`."""
        taken = self.take()
        assert len(taken) == 1, f"{len(taken)} requests were sent, not one"
        return taken[0]

    def forget(self) -> None:
        """Forget the requests and the responses."""
        self.respond_with(Reply(500, b"the test set no response"))
        self.take()

    def client(self, *, retries: bool = False) -> Attio:
        """Return a client of this server, without retries by default."""
        config = RetryConfig(backoff=BackoffStrategy(1, 1, 1.0, 1000)) if retries else RetryConfig(strategy="none")
        return Attio(TOKEN, server_url=self.url, retry_config=config)


def reply(body: JSON = NO_BODY, status: int = 200, headers: Mapping[str, str] | None = None) -> Reply:
    """Return a response in the form that the API uses."""
    named = {"x-attio-execution-id": EXECUTION_ID, **(headers or {})}
    return Reply(status, headers=named) if body is NO_BODY else Reply(status, json=body, headers=named)
