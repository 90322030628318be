"""Description of one endpoint, from its parameters to its response."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import wraps
from inspect import iscoroutinefunction
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Generic, Literal, NoReturn, Protocol, TypeVar, cast

from attio._support.fields import FrozenFields, PrintableFields

if TYPE_CHECKING:
    from pydantic import TypeAdapter

    from attio.errors.base import AttioError
    from attio.models.base import Params

T = TypeVar("T")
F = TypeVar("F", bound=Callable[..., Any])


class Caller(Protocol):
    """A client or one of its sub-clients: the first argument of every standalone function."""

    def _call(self, operation: Operation[T], params: Mapping[str, object], options: Mapping[str, object]) -> T: ...

    async def _call_async(
        self, operation: Operation[T], params: Mapping[str, object], options: Mapping[str, object]
    ) -> T: ...


class Paging(PrintableFields):
    """How an operation splits its list into pages."""

    style: Literal["offset", "cursor", "scim"]
    """By `limit` and `offset`, by an opaque `cursor`, or by SCIM's `startIndex` and `count`."""
    items: str = "data"
    """Dotted path of the list of items in the response."""
    maximum: int | None = None
    """Largest page size; None if the API documents none."""
    default: int | None = None
    """Page size if the call sets none; None if the API documents none."""
    minimum: int = 1
    """Smallest page size."""

    @property
    def size_name(self) -> str:
        """Name of the parameter for the page size."""
        return "count" if self.style == "scim" else "limit"

    @property
    def parameter_names(self) -> tuple[str, str]:
        """Names of the parameters for the size and the position of a page."""
        return self.size_name, "startIndex" if self.style == "scim" else self.style


class Operation(FrozenFields, Generic[T]):
    """One endpoint of the API."""

    name: str
    """Resource and method, such as `records.query`."""
    method: str
    """HTTP method."""
    path: str
    """Path template, such as `/v2/objects/{object}/records`."""
    params: type[Params]
    """Model that checks the parameters."""
    response: type[T] | TypeAdapter[T]
    """Type that a successful response is parsed into."""
    errors: tuple[type[AttioError], ...] = ()
    """Classes of the documented error statuses."""
    query: tuple[str, ...] = ()
    """Parameters that are sent in the query string."""
    body: Literal["json", "multipart"] | None = None
    """Format of the request body, which holds the remaining parameters; None if there is no body."""
    body_param: str | None = None
    """Name of the parameter that is the whole body; None if the body has one field for each parameter."""
    idempotent: bool = False
    """Whether the request is safe to repeat."""
    query_cost: bool = False
    """Whether the API limits the complexity of the query; a query that is too complex never succeeds."""
    budgets: tuple[str, ...] = ()
    """Rate limits that calls count against, narrowest first, such as `("merge", "write")`; see `attio.limits`."""
    may_be_empty: bool = False
    """Whether a success may have an empty body, which becomes None."""
    transfer: bool = False
    """Whether the operation transfers a file, and has no deadline unless the caller sets one."""
    paging: Paging | None = None
    """How to get the next page; None if the operation has no pages."""
    scopes: tuple[str, ...] = ()
    """Scopes that the token needs."""
    scopes_by_target: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    """Scopes that the token needs, if they depend on the parameter `target`."""
    nullable: tuple[str, ...] = ()
    """Parameters whose None is sent as null; None in any other parameter is left out."""
    parameters: tuple[str, ...] = ()
    """Names of the parameters that callers may pass; empty if they are the fields of `params`."""
    defaults: Mapping[str, object] = MappingProxyType({})
    """Default values of required body fields, by dotted path."""

    @property
    def function(self) -> str:
        """Name of the standalone function, such as `records_query`."""
        return self.name.replace(".", "_")

    @property
    def writes(self) -> bool:
        """Whether the operation changes data; GET does not, nor does a query, which needs only scopes for reading."""
        reads = bool(self.scopes) and all(scope.endswith(":read") for scope in self.scopes)
        return self.method != "GET" and not reads

    @property
    def path_names(self) -> list[str]:
        """Names of the path parameters, in the order of the path."""
        return re.findall(r"{(\w+)}", self.path)

    def error_class(self, status: int) -> type[AttioError] | None:
        """Return the class documented for a status, or for any 4XX status; None if there is neither."""
        families = (status, 0) if 400 <= status < 500 else (status,)
        for family in families:
            for error in self.errors:
                if error.family == family:
                    return error
        return None


def explained(function: F) -> F:
    """Make the errors for missing, misplaced and unknown arguments of a function suggest a fix.

    Python checks the arguments before the function runs, so this takes a wrapper. The wrapper adds 0.15 µs to a call;
    the smallest call takes more than 100 µs.
    """
    if iscoroutinefunction(function):

        @wraps(function)
        async def call_async(*args: object, **named: object) -> object:
            try:
                return await function(*args, **named)
            except TypeError as error:
                if _is_from_inside(error):
                    raise
                _raise_call_error(function, args, named, error)

        return cast("F", call_async)

    @wraps(function)
    def call(*args: object, **named: object) -> object:
        try:
            return function(*args, **named)
        except TypeError as error:
            if _is_from_inside(error):
                raise
            _raise_call_error(function, args, named, error)

    return cast("F", call)


def _is_from_inside(error: TypeError) -> bool:
    """Whether an error was raised by the body of the function rather than by the call."""
    traceback = error.__traceback__
    return traceback is not None and traceback.tb_next is not None


def _raise_call_error(
    function: Callable[..., object], args: tuple[object, ...], named: dict[str, object], error: TypeError
) -> NoReturn:
    from attio._call.call_errors import call_error  # only errors need it

    raise call_error(function, args, named) or error from None
