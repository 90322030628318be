"""The client: options, connections and a sub-client for each resource."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attio.resources.tree import ResourceTree


class Attio(ResourceTree):
    """Client of the Attio API, with a sub-client for each resource: `client.records`, `client.files` and so on.

    Every method has an `_async` version. A client is safe to share between threads and between event loops (asyncio
    and trio). Connections are opened on first use. Use the client as a context manager, or close it.

    Args:
        oauth2: Token, or a function that returns one and is called before every attempt; the function may be async.
            The default is the environment variable `ATTIO_OAUTH2`, then `ATTIO_API_KEY`.
        server_url: URL of the API: https, or http to this machine. The default is the environment variable
            `ATTIO_SERVER_URL`, then `https://api.attio.com`.
        http_client: HTTP client with the transport, proxy and hooks to use. By default the client creates one, and
            closes it when it is closed itself.
        retry_config: When and how often to retry.
        timeout_ms: Timeout of each attempt, in milliseconds; for file transfers, of each read and write. 60,000 by
            default.
        deadline_ms: Time limit of a whole call, in milliseconds, with all retries and waits. 120,000 by default; None
            for no limit. File transfers have no deadline unless the call sets one.
        user_agent: Value of the `User-Agent` header.
        debug_logger: Object with a method `debug(message, *args)`, such as a `logging.Logger`. It receives requests and
            responses, with secrets redacted. Without it, `ATTIO_DEBUG=true` logs to the logger `attio`.
        allow_insecure_http: Allow plain http to other machines, which sends the token unencrypted.
        max_response_bytes: Largest response to read, in bytes after decompression; 256 MiB by default.
        schema_ttl_ms: How long `client.schema` caches the schema, in milliseconds; ten minutes by default.
        rate_limit: How many calls to make per second. The default applies the limits that Attio documents to calls to
            `https://api.attio.com`, unless the HTTP client has a `fetcher`. A `RateLimit` applies to every server; None
            sets no limit.

    Raises:
        ValueError: An argument has an invalid value; the message names the argument.
        TypeError: An argument is unknown or has the wrong type.

    Example:
        with Attio() as client:
            for person in client.records.query("people", filter={"name": "Ada"}):
                print(person.first("name", str))
    """

    if not TYPE_CHECKING:  # type checkers report unknown names themselves

        def __getattr__(self, name: str) -> object:
            known = [attribute for attribute in dir(type(self)) if not attribute.startswith("_")]
            if name in known or name.startswith("_"):  # a property raised AttributeError, or Python probes a protocol
                return object.__getattribute__(self, name)
            from attio._support.wrong_names import client_message

            raise AttributeError(client_message(type(self).__name__, name, known))
