"""A made-up operation that lists things."""

from __future__ import annotations

from attio._call.operation import Operation
from attio.errors.statuses import NotFoundError
from attio.models.base import Envelope, Model, Params


class Thing(Model):
    id: str
    name: str


class ThingsResponse(Envelope):
    data: list[Thing]


class MissingThingError(NotFoundError):
    """A made-up error class of one operation."""


THINGS = Operation[ThingsResponse](
    "things.list", "GET", "/v2/things", Params, ThingsResponse, errors=(MissingThingError,), scopes=("thing:read",)
)
