"""Description of one endpoint: everything needed to send its request and to parse its response."""

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
    """How an operation divides its list into pages."""

    style: Literal["offset", "cursor", "scim"]
    """By `limit` and `offset`, by an opaque `cursor`, or by SCIM's `startIndex` and `count`."""
    items: str = "data"
    """Dotted path of the list of items in the response."""
    maximum: int | None = None
    """Largest page size; None when the API documents none."""
    default: int | None = None
    """Page size of a call without one; None when the API documents none."""
    minimum: int = 1
    """Smallest page size."""

    @property
    def size_name(self) -> str:
        """The parameter that holds the page size."""
        return "count" if self.style == "scim" else "limit"

    @property
    def parameter_names(self) -> tuple[str, str]:
        """The parameters that choose a page."""
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
    """Parameters that travel in the query string."""
    body: Literal["json", "multipart"] | None = None
    """How the remaining parameters travel."""
    body_param: str | None = None
    """The parameter that is the whole body, when the body has no keywords of its own."""
    idempotent: bool = False
    """Whether sending it twice does no more than sending it once."""
    query_cost: bool = False
    """Whether the API's score limits apply: an over-complex query never succeeds."""
    budgets: tuple[str, ...] = ()
    """The rate limits it counts against, narrowest first, such as `("merge", "write")`; see `attio.limits`."""
    may_be_empty: bool = False
    """Whether a success may have no content, which is read as None."""
    transfer: bool = False
    """Whether it moves a file, and so takes as long as it takes."""
    paging: Paging | None = None
    """How to get the next page; None when there are no pages."""
    scopes: tuple[str, ...] = ()
    """Scopes the token needs."""
    scopes_by_target: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    """Scopes the token needs, where they depend on the parameter `target`."""
    nullable: tuple[str, ...] = ()
    """Parameters for which None is sent as null rather than left out."""
    parameters: tuple[str, ...] = ()
    """Names that callers may pass, where they are not those of `params`."""
    defaults: Mapping[str, object] = MappingProxyType({})
    """Values for required body fields that callers may leave out, by dotted path."""

    @property
    def function(self) -> str:
        """Name of the standalone function, such as `records_query`."""
        return self.name.replace(".", "_")

    @property
    def writes(self) -> bool:
        """Whether it changes data: any method but GET, except for queries, whose scopes are all for reading."""
        reads = bool(self.scopes) and all(scope.endswith(":read") for scope in self.scopes)
        return self.method != "GET" and not reads

    @property
    def path_names(self) -> list[str]:
        """Names of the parameters that stand in the path, in its order."""
        return re.findall(r"{(\w+)}", self.path)

    def error_class(self, status: int) -> type[AttioError] | None:
        """The documented class of a status, else the one documented for any 4XX, if there is one."""
        families = (status, 0) if 400 <= status < 500 else (status,)
        return next((error for family in families for error in self.errors if error.family == family), None)


def explained(function: F) -> F:
    """Replace Python's message for missing, misplaced and unknown arguments, which names no fix.

    Python compares arguments with the signature before any code of the function runs, so this needs a frame around it:
    0.15 µs a call, where the smallest call takes more than 100 µs.
    """
    if iscoroutinefunction(function):

        @wraps(function)
        async def call_async(*args: object, **named: object) -> object:
            try:
                return await function(*args, **named)
            except TypeError as error:
                if _is_from_inside(error):
                    raise
                _refuse(function, args, named, error)

        return cast("F", call_async)

    @wraps(function)
    def call(*args: object, **named: object) -> object:
        try:
            return function(*args, **named)
        except TypeError as error:
            if _is_from_inside(error):
                raise
            _refuse(function, args, named, error)

    return cast("F", call)


def _is_from_inside(error: TypeError) -> bool:
    """Whether the function had begun when the error was raised."""
    traceback = error.__traceback__
    return traceback is not None and traceback.tb_next is not None


def _refuse(
    function: Callable[..., object], args: tuple[object, ...], named: dict[str, object], error: TypeError
) -> NoReturn:
    from attio._call.call_errors import call_error  # for mistakes only

    raise call_error(function, args, named) or error from None
