"""Client methods that are not operations of the API: `request`, `require` and `warm_up`."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from typing_extensions import Unpack

from attio._call.options import RequestOptions
from attio._call.warm_up import WarmUp, run_in_thread
from attio._support.lazy import lazy_module

if TYPE_CHECKING:
    from attio._call import operation_names, raw
    from attio._call.operation import Operation
else:
    operation_names, raw = lazy_module("attio._call.operation_names"), lazy_module("attio._call.raw")

T = TypeVar("T")


class ClientMethods(ABC):
    """Methods of `AttioCore` that are not operations of the API."""

    _warm_up: WarmUp

    def warm_up(self, *operations: operation_names.OperationName) -> None:
        """Load everything that calls need, so that the first call is as fast as the others.

        The first call imports the HTTP library and pydantic, reads the certificates and builds models, which takes up
        to half a second. Call `warm_up` when your program starts. It opens no connection and sends nothing.

        Args:
            *operations: Operations whose models to build, such as `"records.query"`.

        Raises:
            InvalidRequestError: There is no operation of that name.

        Example:
            client.warm_up("records.query", "records.create")
        """
        from attio._call.lookup import find_operation

        self._warm_up.load([find_operation(name) for name in operations])

    async def warm_up_async(self, *operations: operation_names.OperationName) -> None:
        """Load everything that calls need, in a thread, so that the event loop is not blocked; see `warm_up`.

        Example:
            await client.warm_up_async("records.query", "records.create")
        """
        await run_in_thread(lambda: self.warm_up(*operations))
        self._warm_up.loaded.update(operations)

    def require(
        self, *operations: operation_names.OperationName, target: Literal["objects", "lists"] | None = None
    ) -> None:
        """Check that the token has the scopes that operations need; sends one request, `meta.identify`.

        Args:
            *operations: Names of operations, such as `"records.create"`.
            target: For operations on attributes: whether the attributes belong to objects or to lists. None, the
                default, checks both.

        Raises:
            MissingScopesError: The token lacks scopes; `missing` lists them by operation.
            AuthenticationError: The token is unknown, revoked or deleted.
            InvalidRequestError: There is no operation of that name.

        Example:
            client.require("records.create", "webhooks.create")
        """
        from attio._call.lookup import find_operation, require_scopes

        require_scopes(self._call(find_operation("meta.identify"), {}, {}), operations, target)

    async def require_async(
        self, *operations: operation_names.OperationName, target: Literal["objects", "lists"] | None = None
    ) -> None:
        """Check that the token has the scopes that operations need; see `require`.

        Example:
            await client.require_async("records.create", "webhooks.create")
        """
        from attio._call.lookup import find_operation, require_scopes

        require_scopes(await self._call_async(find_operation("meta.identify"), {}, {}), operations, target)

    def request(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, object] | None = None,
        json: object = None,
        headers: Mapping[str, str] | None = None,
        idempotent: bool | None = None,
        **options: Unpack[RequestOptions],
    ) -> raw.RequestResult:
        """Call an endpoint that this version does not know.

        The token, retries, deadline, hooks and errors work as in every other call.

        Args:
            method: `GET`, `POST`, `PUT`, `PATCH` or `DELETE`.
            path: Path of the endpoint, such as `/v2/self`. Quote the ids in it with
                `urllib.parse.quote(id, safe="")`.
            query: Query parameters; a list becomes one parameter for each item.
            json: Body, sent as JSON; None, the default, sends no body.
            headers: Headers to add.
            idempotent: Whether the request is safe to repeat, and is retried if its outcome is unknown. By default
                True for GET, PUT and DELETE, False for POST and PATCH.
            **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

        Returns:
            The parsed JSON of the response as `body`, and `http` with its status and headers.

        Raises:
            InvalidRequestError: The method, the path or another argument is not valid.
            AttioError: The API responded with an error; the class depends on the status, such as `NotFoundError`.
            ResponseValidationError: The response is a success, but not JSON.
            HTTPClientError: There is no response; a subclass such as `ConnectionError` says why.

        Example:
            result = client.request("GET", "/v2/objects", query={"limit": 10})
            print(result.http.status_code, result.body["data"])
        """
        # Imported here because most programs never call an endpoint this way.
        from attio._call.raw import raw_operation, raw_options

        operation = raw_operation(method, path, has_body=json is not None, idempotent=idempotent)
        return self._send(operation, json, raw_options(options, query, headers))

    async def request_async(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, object] | None = None,
        json: object = None,
        headers: Mapping[str, str] | None = None,
        idempotent: bool | None = None,
        **options: Unpack[RequestOptions],
    ) -> raw.RequestResult:
        """Call an endpoint that this version does not know, on asyncio or trio; see `request`.

        Example:
            result = await client.request_async("GET", "/v2/objects", query={"limit": 10})
            print(result.http.status_code, result.body["data"])
        """
        # Imported here because most programs never call an endpoint this way.
        from attio._call.raw import raw_operation, raw_options

        operation = raw_operation(method, path, has_body=json is not None, idempotent=idempotent)
        return await self._send_async(operation, json, raw_options(options, query, headers))

    @abstractmethod
    def _call(self, operation: Operation[T], params: Mapping[str, object], options: Mapping[str, object]) -> T: ...

    @abstractmethod
    async def _call_async(
        self, operation: Operation[T], params: Mapping[str, object], options: Mapping[str, object]
    ) -> T: ...

    @abstractmethod
    def _send(self, operation: Operation[Any], body: object, options: Mapping[str, object]) -> raw.RequestResult: ...

    @abstractmethod
    async def _send_async(
        self, operation: Operation[Any], body: object, options: Mapping[str, object]
    ) -> raw.RequestResult: ...
