"""The client without sub-clients, and the loop that sends a call until it has a result, sync and async."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from functools import wraps
from typing import TYPE_CHECKING, Any, Literal, NoReturn, TypeVar, cast

from typing_extensions import Self

from attio._call import tokens
from attio._call.client_methods import ClientMethods
from attio._call.headers import check_header
from attio._call.options import Settings, milliseconds, positive
from attio._call.pacing import Pacing
from attio._call.quota import Quota
from attio._call.tokens import check_source
from attio._call.urls import check_server_url, server_url_from_environment
from attio._call.warm_up import WarmUp
from attio._http.client import HTTPClient
from attio._http.debug_log import DebugLog, DebugLogger
from attio._http.default import default_client, default_token
from attio._support.lazy import lazy_module
from attio._support.secrets import Secret, TokenSource
from attio.errors.base import AttioError, HTTPClientError, RequestAbortedError, add_facts

if TYPE_CHECKING:
    from attio._call import retries
    from attio._call.call import Call
    from attio._call.operation import Operation
    from attio._call.raw import RequestResult
    from attio.bulk import client as bulk_client
    from attio.errors.base import AttioBaseError
    from attio.errors.explanation import Explanation
    from attio.limits import rate_limit as rate_limits
    from attio.schema import client as schema_client
else:
    # Most programs need none of these, or only with their first call.
    retries, rate_limits = lazy_module("attio._call.retries"), lazy_module("attio.limits.rate_limit")
    bulk_client, schema_client = lazy_module("attio.bulk.client"), lazy_module("attio.schema.client")

T = TypeVar("T")
F = TypeVar("F", bound=Callable[..., None])

DEFAULT_TIMEOUT_MS = 60_000
DEFAULT_DEADLINE_MS = 120_000
DEFAULT_MAX_RESPONSE_BYTES = 256 * 1024 * 1024
DEFAULT_SCHEMA_TTL_MS = 600_000


def _explained(init: F) -> F:
    """Suggest the right name if `__init__` is called with an unknown argument."""

    @wraps(init)
    def __init__(self: AttioCore, *args: object, **named: object) -> None:  # noqa: N807 - becomes the class's own
        try:
            init(self, *args, **named)
        except TypeError:
            known = ["oauth2", *(init.__kwdefaults__ or {})]
            unknown = [name for name in named if name not in known]
            if not unknown:
                raise
            from attio._support.wrong_names import argument_message

            raise TypeError(argument_message(type(self).__name__, unknown[0], known)) from None

    return cast("F", __init__)


class AttioCore(ClientMethods):
    """A client without sub-clients, for standalone functions: `records_query(AttioCore(), "people")`.

    Safe to share between threads and between event loops. Connections are opened on first use.

    Args:
        oauth2: Token, or a function that returns one and is called before every attempt; the function may be async.
            The default is the environment variable `ATTIO_OAUTH2`, then `ATTIO_API_KEY`.
        server_url: URL of the API: https, or http to this machine. The default is the environment variable
            `ATTIO_SERVER_URL`, then `https://api.attio.com`.
        http_client: HTTP client with the transport, proxy and hooks to use. By default the client creates one, and
            closes it when it is closed itself.
        retry_config: When and how often to retry.
        timeout_ms: Timeout of each attempt, in milliseconds; for file transfers, of each read and write.
        deadline_ms: Time limit of a whole call, in milliseconds, with all retries and waits; None for no limit. File
            transfers have no deadline unless the call sets one.
        user_agent: Value of the `User-Agent` header.
        debug_logger: Object with a method `debug(message, *args)`, such as a `logging.Logger`. It receives requests and
            responses, with secrets redacted. Without it, `ATTIO_DEBUG=true` logs to the logger `attio`.
        allow_insecure_http: Allow plain http to other machines, which sends the token unencrypted.
        max_response_bytes: Largest response to read, in bytes after decompression.
        schema_ttl_ms: How long `client.schema` caches the schema, in milliseconds; ten minutes by default.
        rate_limit: How many calls to make per second. The default applies the limits that Attio documents to calls to
            `https://api.attio.com`, unless the HTTP client has a `fetcher`. A `RateLimit` applies to every server; None
            sets no limit.

    Raises:
        ValueError: An argument has an invalid value; the message names the argument.
        TypeError: An argument is unknown or has the wrong type.
    """

    @_explained
    def __init__(
        self,
        oauth2: TokenSource | None = None,
        *,
        server_url: str | None = None,
        http_client: HTTPClient | None = None,
        retry_config: retries.RetryConfig | None = None,
        timeout_ms: float = DEFAULT_TIMEOUT_MS,
        deadline_ms: float | None = DEFAULT_DEADLINE_MS,
        user_agent: str | None = None,
        debug_logger: DebugLogger | None = None,
        allow_insecure_http: bool = False,
        max_response_bytes: int = DEFAULT_MAX_RESPONSE_BYTES,
        schema_ttl_ms: float = DEFAULT_SCHEMA_TTL_MS,
        rate_limit: rate_limits.RateLimit | Literal["documented"] | None = "documented",
    ) -> None:
        """Check the arguments; no I/O and no connection."""
        _check_type("http_client", http_client, HTTPClient)
        if retry_config is not None:
            from attio._call.retries import RetryConfig  # most programs keep the default, which needs no import

            _check_type("retry_config", retry_config, RetryConfig)
        self._settings = Settings(
            server_url=check_server_url(server_url, allow_insecure_http=allow_insecure_http)
            if server_url
            else server_url_from_environment(allow_insecure_http=allow_insecure_http),
            retry_config=retry_config,
            timeout=milliseconds("timeout_ms", timeout_ms),
            deadline=None if deadline_ms is None else milliseconds("deadline_ms", deadline_ms),
            oauth2=Secret(check_source(oauth2) or (None if http_client else default_token())),
            user_agent=None if user_agent is None else check_header("user-agent", user_agent),
            allow_insecure_http=allow_insecure_http,
            max_response_bytes=positive("max_response_bytes", max_response_bytes),
        )
        self._http = http_client or default_client()
        self._owns_http = http_client is None
        self._warm_up = WarmUp(self._http, is_https=self._settings.server_url.startswith("https:"))
        self._debug = DebugLog.make(debug_logger)
        self._quota = Quota()
        self._pacing = Pacing(rate_limit, is_faked=self._http.uses_fetcher)
        self._closed = False
        self._schema_ttl = milliseconds("schema_ttl_ms", schema_ttl_ms)
        self._schema: schema_client.Schema | None = None

    @property
    def schema(self) -> schema_client.Schema:
        """Objects, attributes, options and members of the workspace, fetched on first use and cached."""
        if self._schema is None:
            from attio.schema.client import Schema

            # `setdefault` is atomic: all threads get the same schema.
            self._schema = cast("Schema", vars(self).setdefault("_first_schema", Schema(self, self._schema_ttl)))
        return self._schema

    @property
    def bulk(self) -> bulk_client.Bulk:
        """Jobs that make many calls: writes of many rows, and exports."""
        from attio.bulk.client import Bulk

        return Bulk(self)

    def _call(self, operation: Operation[T], params: Mapping[str, object], options: Mapping[str, object]) -> T:
        """Make one call and return its result; all functions and methods of operations end here.

        Raises:
            AttioSDKError: The call has failed. Exceptions of hooks and token functions propagate unchanged.
        """
        begin = self._begin_first if self._warm_up.is_cold else self._begin
        call = begin(operation, params, options)
        try:
            self._run(call)
        except AttioError as error:
            self._annotate(error, operation, params)
            raise
        return self._finish(call, params, options, is_async=False)

    async def _call_async(
        self, operation: Operation[T], params: Mapping[str, object], options: Mapping[str, object]
    ) -> T:
        """Make one call and return its result, on asyncio or trio.

        Raises:
            AttioSDKError: The call has failed. Exceptions of hooks and token functions propagate unchanged.
        """
        if operation.name not in self._warm_up.loaded:
            await self._warm_up.load_in_thread(operation)
        call = self._begin(operation, params, options)
        try:
            await self._run_async(call)
        except AttioError as error:
            self._annotate(error, operation, params)
            raise
        return self._finish(call, params, options, is_async=True)

    def _send(self, operation: Operation[Any], body: object, options: Mapping[str, object]) -> RequestResult:
        begin = self._begin_first if self._warm_up.is_cold else self._begin
        call = begin(operation, {"body": body}, options)
        self._run(call)
        return _request_result(call)

    async def _send_async(
        self, operation: Operation[Any], body: object, options: Mapping[str, object]
    ) -> RequestResult:
        if operation.name not in self._warm_up.loaded:
            await self._warm_up.load_in_thread(operation)
        call = self._begin(operation, {"body": body}, options)
        await self._run_async(call)
        return _request_result(call)

    def _explain(self, error: AttioBaseError, given: Mapping[str, object]) -> Explanation:
        return self.schema._explain(error, given)  # pyright: ignore[reportPrivateUsage]

    async def _explain_async(self, error: AttioBaseError, given: Mapping[str, object]) -> Explanation:
        return await self.schema._explain_async(error, given)  # pyright: ignore[reportPrivateUsage]

    def _annotate(self, error: AttioError, operation: Operation[Any], params: Mapping[str, object]) -> None:
        """Keep the parameters of the call for `error.explain`, and suggest the right name if the schema is cached."""
        if operation.transfer:
            return  # the parameters hold a file
        add_facts(error, given=params)
        if self._schema is not None and error.status_code in {400, 404} and error.hint is None:
            add_facts(error, hint=self._schema.hint(error, params))

    def _run(self, call: Call[Any]) -> None:
        """Send attempts until one has a result; raise if the call has failed."""
        try:
            call.require_sync()
            while True:
                try:
                    token = tokens.resolve(call.token)
                    if call.turn is not None:
                        call.turn.wait(token)
                    response = self._http.send(call.next_request(), token=token, **call.limits())
                except HTTPClientError as error:
                    delay: float | None = call.handle_error(error)
                else:
                    if call.turn is not None:
                        call.turn.record(response)
                    delay = call.handle_response(response)
                if delay is None:
                    return
                time.sleep(delay)
        finally:
            call.close()

    async def _run_async(self, call: Call[Any]) -> None:
        """Send attempts until one has a result; raise if the call has failed."""
        import anyio

        try:
            while True:
                try:
                    token = await tokens.resolve_async(call.token)
                    if call.turn is not None:
                        await call.turn.wait_async(token)
                    response = await self._http.send_async(call.next_request(), token=token, **call.limits())
                except HTTPClientError as error:
                    delay: float | None = call.handle_error(error)
                else:
                    if call.turn is not None:
                        await call.turn.record_async(response)
                    delay = call.handle_response(response)
                if delay is None:
                    return
                await anyio.sleep(delay)
        finally:
            call.close()

    def _begin_first(
        self, operation: Operation[T], params: Mapping[str, object], options: Mapping[str, object]
    ) -> Call[T]:
        """Begin the first https call; its models are built while a thread reads the trust store."""
        self._http.warm_up()
        call = self._begin(operation, params, options)
        self._warm_up.build_models(operation)
        return call

    def _begin(self, operation: Operation[T], params: Mapping[str, object], options: Mapping[str, object]) -> Call[T]:
        """Check the arguments of a call and build its request; nothing is sent yet."""
        # Imported here because both import pydantic, which a program that only creates a client does not need.
        from attio._call import request
        from attio._call.call import Call

        if self._closed:
            message = "the client is closed; create a new one"
            raise RequestAbortedError(message, operation=operation.name, outcome="not_sent")
        if options:
            request.check_names(operation, options)
        checked = self._settings.combine(options, transfer=operation.transfer)
        prepared = request.build(operation, params, checked, self._settings.user_agent)
        call = Call(operation, prepared, checked, client=self, http=self._http, quota=self._quota, debug=self._debug)
        call.pace(self._pacing, self._is_closed)
        return call

    def _finish(
        self, call: Call[T], params: Mapping[str, object], options: Mapping[str, object], *, is_async: bool
    ) -> T:
        """Return the result of a call; a page receives its position, which it needs to request the next page."""
        if self._schema is not None:
            self._schema.written(call.operation, params)
        if call.operation.paging is not None:
            from attio._paging.page import Page
            from attio._paging.position import PagePosition

            page: object = call.result
            if isinstance(page, Page):
                position = PagePosition(self, call.operation, params, options, is_async, call.options.max_items)
                position.attach_to(cast("Page[object]", page))
        return call.result

    def limits(self) -> Mapping[str, rate_limits.LimitState]:
        """Return the state of each rate limit that this client has used, by name, such as `write`; no I/O.

        Example:
            for name, state in client.limits().items():
                print(name, state.rate, state.waiting, state.refused)
        """
        return self._pacing.states()

    def _is_closed(self) -> bool:
        return self._closed or self._http.closed

    def close(self) -> None:
        """Close the client; later calls raise `RequestAbortedError`. Async connections close with their event loop.

        An `http_client` that was passed in stays open; its owner closes it.
        """
        self._closed = True
        if self._owns_http:
            self._http.close()

    async def close_async(self) -> None:
        """Close the client and its async connections; later calls raise `RequestAbortedError`."""
        self._closed = True
        if self._owns_http:
            await self._http.aclose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *exc_info: object) -> None:
        await self.close_async()

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self._settings.server_url}>"

    def __reduce__(self) -> NoReturn:
        message = f"{type(self).__name__} holds a token and connections and cannot be pickled; create one per process"
        raise TypeError(message)


def _request_result(call: Call[Any]) -> RequestResult:
    from attio._call.raw import RequestResult
    from attio.models.base import EmptyResponse

    return RequestResult(None if isinstance(call.result, EmptyResponse) else call.result, call.http)


def _check_type(name: str, value: object, kind: type) -> None:
    if value is not None and not isinstance(value, kind):
        message = f"{name} must be an attio.{kind.__name__}, not {type(value).__name__}"
        raise TypeError(message)
