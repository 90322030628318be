"""Made-up operations on things, and helpers that build their requests."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal

from typing_extensions import Required, TypedDict

from attio._call.operation import Operation, Paging
from attio._call.options import CallOptions, Settings
from attio._call.request import build
from attio._call.retries import RetryConfig
from attio._http.prepared import PreparedRequest
from attio._support.secrets import Secret
from attio.errors.statuses import BadRequestError
from attio.models.base import AS_IS, OPEN, UNSET, EmptyResponse, Params


class Owner(TypedDict, total=False):
    name: str
    kind: Annotated[Literal["person", "team"], OPEN]
    since: dt.datetime | str | None


class ByName(TypedDict):
    name: str


class ByAddress(TypedDict, total=False):
    street: Required[str]
    city: Required[str]
    country: str


class Write(TypedDict, total=False):
    values: Annotated[Mapping[str, object], AS_IS]
    owner: Owner | None
    place: ByName | ByAddress
    places: Sequence[ByName | str]


class ThingParams(Params):
    thing: str
    part_id: str
    data: Write
    tags: Sequence[str] | None = None
    limit: int | None = None
    archived: bool | None = None
    assignee: str | None = None


THING = Operation[EmptyResponse](
    name="things.update",
    method="PATCH",
    path="/v2/things/{thing}/parts/{part_id}",
    params=ThingParams,
    response=EmptyResponse,
    errors=(BadRequestError,),
    query=("limit", "archived", "assignee"),
    body="json",
    nullable=("assignee",),
    defaults={"data.owner.name": "nobody"},
    paging=Paging("offset"),
)
SETTINGS = Settings(
    server_url="https://api.attio.com",
    retry_config=RetryConfig(),
    timeout=60,
    deadline=120,
    oauth2=Secret("t"),
    user_agent=None,
    allow_insecure_http=False,
    max_response_bytes=1,
)


def options(**given: object) -> CallOptions:
    """Options of one call, on top of the client's."""
    return SETTINGS.combine(given, transfer=False)


def make(*, call: CallOptions | None = None, **changes: Any) -> PreparedRequest:
    """Build the request that updates a thing, with some parameters changed."""
    params: dict[str, object] = {"thing": "people", "part_id": "1", "data": {}, "assignee": UNSET, **changes}
    return build(THING, params, call or options())


def body(request: PreparedRequest) -> Any:
    """Return the JSON body of a request."""
    assert isinstance(request.content, bytes)
    return json.loads(request.content)


class ReadParams(Params):
    thing: str


READ = Operation[EmptyResponse]("things.read", "GET", "/v2/things/{thing}", ReadParams, EmptyResponse)
