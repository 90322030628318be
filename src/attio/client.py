"""The client: options, connections and a sub-client for each resource."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attio.resources.tree import ResourceTree


class Attio(ResourceTree):
    """Client of the Attio API, with a sub-client for each resource: `client.records`, `client.files` and so on.

    Every method has an `_async` twin. Safe to share between threads and between event loops (asyncio and trio);
    it opens connections on first use. Use it as a context manager, or close it.

    Args:
        oauth2: Token, or a function (async ones too) that gives one and is asked before every attempt. Without it, the
            environment variable `ATTIO_OAUTH2` is used, then `ATTIO_API_KEY`.
        server_url: Where the API is; https, or http to this machine. Without it, the environment variable
            `ATTIO_SERVER_URL` is used, then `https://api.attio.com`.
        http_client: Transport, proxy and hooks; by default a client of its own, closed with this one.
        retry_config: What to retry and how often.
        timeout_ms: Longest time for one attempt, in milliseconds; 60,000 by default. Of file transfers, longest time
            for each wait for the network.
        deadline_ms: Longest time for a whole call, in milliseconds, retries and waiting included; 120,000 by default,
            None for no limit. File transfers have none unless a call asks for it.
        user_agent: Replaces the `User-Agent` header.
        debug_logger: Anything with `.debug(message, *args)`, such as a `logging.Logger`: gets requests and responses,
            with secrets redacted. Without it, `ATTIO_DEBUG=true` logs to the logger `attio`.
        allow_insecure_http: Allow plain http to other machines; the token travels in the clear.
        max_response_bytes: Largest response to read, in bytes after decompression.
        schema_ttl_ms: How long `client.schema` keeps what it fetched, in milliseconds; ten minutes by default.
        rate_limit: How many calls a second to make. By default, what Attio documents: for calls to
            `https://api.attio.com`, unless a `fetcher` responds in its place. None for no limit; a `RateLimit` of your
            own counts for every server.

    Raises:
        ValueError: An option has a value that cannot work; the message names it. `TypeError` for one of the wrong type.

    Example:
        with Attio() as client:
            for person in client.records.query("people", filter={"name": "Ada"}):
                print(person.first("name", str))
    """

    if not TYPE_CHECKING:  # checkers report unknown names themselves

        def __getattr__(self, name: str) -> object:
            known = [one for one in dir(type(self)) if not one.startswith("_")]
            if name in known or name.startswith("_"):  # what a property raised, or a protocol that is not supported
                return object.__getattribute__(self, name)
            from attio._support.wrong_names import client_message

            raise AttributeError(client_message(type(self).__name__, name, known))
