"""What every model shares: tolerance on reading, strictness on writing, and little memory."""

from __future__ import annotations

import builtins
import datetime as dt
import sys
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, TypeAlias, cast, get_args

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, create_model
from pydantic_core import CoreSchema, core_schema

from attio._support.fields import PrintableFields
from attio._support.headers import Headers

if TYPE_CHECKING:
    import httpx


class Unset:
    """Type of `UNSET`."""

    __slots__ = ()

    def __bool__(self) -> bool:
        return False

    def __repr__(self) -> str:
        return "UNSET"

    def __reduce__(self) -> str:
        return "UNSET"


UNSET = Unset()
"""Not given; the default of the few parameters for which None means something to the API."""


class _Open:
    """Marks `Literal[...] | str`: checkers complete the members, at run time any string is read as it is."""

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.str_schema()


OPEN = _Open()
"""`Annotated[Literal["a", "b"] | str, OPEN]`: an enum the API may extend."""


class _AsIs:
    """Marks a mapping whose values the caller shapes: a union checked at run time would pick wrong variants."""

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        any_dict = core_schema.dict_schema(core_schema.str_schema(), core_schema.any_schema())
        return core_schema.no_info_before_validator_function(_as_dict, any_dict)


def _as_dict(value: object) -> object:
    return dict(cast("Mapping[object, object]", value)) if isinstance(value, Mapping) else value


AS_IS = _AsIs()
"""A mapping checked by type checkers only; sent as it was given."""


class _AsGiven:
    """Marks a value that the caller shapes."""

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.any_schema()


AS_GIVEN = _AsGiven()
"""A value checked by type checkers only; sent as it was given."""


def _nanoseconds(value: dt.datetime) -> str:
    """Write a time as the API does: UTC, nine digits of a second, `Z`."""
    utc = value.astimezone(dt.timezone.utc) if value.tzinfo else value
    return f"{utc.replace(tzinfo=None).isoformat(timespec='microseconds')}000Z"


def _in_utc(value: dt.datetime) -> dt.datetime:
    return value.replace(tzinfo=dt.timezone.utc)


class _Timestamp:
    """Marks a time of the API: read as aware, dumped with nine digits."""

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        aware = core_schema.datetime_schema(tz_constraint="aware")
        # Only what comes without a zone, such as a bare date, takes the way through Python.
        naive = core_schema.no_info_after_validator_function(_in_utc, core_schema.datetime_schema())
        dump = core_schema.plain_serializer_function_ser_schema(
            _nanoseconds, return_schema=core_schema.str_schema(), when_used="json"
        )
        return core_schema.union_schema([aware, naive], mode="left_to_right", serialization=dump)


Timestamp: TypeAlias = Annotated[dt.datetime, _Timestamp()]
"""An aware `datetime`, in UTC where the API names no zone; dumped with nine digits as the API writes it."""


_stored_fields_set = BaseModel.__dict__["__pydantic_fields_set__"]


def _fields_set(names: Iterable[str]) -> property:
    """The set of given fields, stored only when it is not all of them.

    pydantic keeps one on every instance: half the memory of a page of records, and a third of what the garbage
    collector has to walk. Where it is kept is pydantic's own affair; tests pin the versions this holds for.
    """
    every = cast("AbstractSet[str]", frozenset(names))
    store, stored = _stored_fields_set.__set__, _stored_fields_set.__get__

    # Called for every model of a page: a closure and one comparison take a fifth less than methods that look at more.
    def keep(model: BaseModel, given: set[str]) -> None:
        if given != every:
            store(model, given)

    def get(model: BaseModel) -> set[str]:
        try:
            found: set[str] = stored(model)
        except AttributeError:
            found = set(every)
            store(model, found)  # pydantic changes the set it is given
        return found

    return property(get, keep)


_SECRET_FIELDS = frozenset({"secret", "video_url"})
"""Fields that programs can use; they are not shown with the rest."""


def _evaluate(cls: type) -> None:
    """Evaluate the annotations of a class that is being made.

    pydantic would do the same in a more general way, which takes a tenth of the time in which the models are made.
    """
    names, known = getattr(sys.modules.get(cls.__module__), "__dict__", {}), vars(builtins)
    annotations: dict[str, object] = vars(cls).get("__annotations__", {})
    for name, text in annotations.items():
        if isinstance(text, str):
            try:
                annotations[name] = names.get(text) or known.get(text) or eval(text, names)  # noqa: S307 - our own code
            except NameError:  # of a class that comes later, or is local to a function: left to pydantic
                continue


class Model(BaseModel):
    """Something the API answers with.

    Unknown fields are kept as attributes. A field that is null or missing against the documentation is None and named
    in `invalid_fields`, so one odd field does not cost the whole answer.
    """

    model_config = ConfigDict(extra="allow", defer_build=True, allow_inf_nan=False, protected_namespaces=())

    if TYPE_CHECKING:
        __must_be_there__: ClassVar[AbstractSet[str]]
        """Required fields of this model."""
    else:
        # Without an annotation, which pydantic evaluates anew for every class below: a tenth of what making one takes.
        __must_be_there__ = frozenset({"id"})
        __pydantic_fields_set__ = _fields_set(())

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        _evaluate(cls)

    @classmethod
    def __pydantic_init_subclass__(cls, **options: object) -> None:
        super().__pydantic_init_subclass__(**options)
        cls.__pydantic_fields_set__ = _fields_set(cls.__pydantic_fields__)  # type: ignore[assignment]

    def __repr_args__(self) -> Iterator[tuple[str | None, object]]:
        for name, value in super().__repr_args__():
            yield name, "***" if name in _SECRET_FIELDS and value else value

    @property
    def invalid_fields(self) -> tuple[str, ...]:
        """Names of the fields that the API left out or sent as null against its documentation."""
        fields = type(self).__pydantic_fields__.items()
        empty = [(name, field) for name, field in fields if field.is_required() and self.__dict__.get(name) is None]
        return tuple(name for name, field in empty if type(None) not in get_args(field.annotation))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: type[BaseModel], handler: GetCoreSchemaHandler) -> CoreSchema:
        schema = handler(source)
        inner: dict[str, Any] = cast("dict[str, Any]", handler.resolve_ref_schema(schema))
        while inner["type"] != "model-fields":
            inner = inner["schema"]
        for name, field in inner["fields"].items():
            _stop_at_the_first(field["schema"])
            if name not in cls.__must_be_there__:
                _loosen(field)
        return schema


def _stop_at_the_first(schema: dict[str, Any]) -> None:
    """Let lists fail with their first bad item: a million of them would take a thousand times their size to tell of."""
    if schema["type"] == "list":
        schema["fail_fast"] = True
    for key in ("schema", "items_schema", "values_schema"):
        if isinstance(inner := schema.get(key), dict) and schema["type"] != "model":
            _stop_at_the_first(cast("dict[str, Any]", inner))


def _loosen(field: dict[str, Any]) -> None:
    """Let a field be null or missing, but for the tag that picks a union's variant."""
    kind = field["schema"]
    if kind["type"] in {"default", "literal"}:
        return
    if kind["type"] != "nullable":
        kind = {"type": "nullable", "schema": kind}
    field["schema"] = {"type": "default", "schema": kind, "default": None}


class Unknown(Model):
    """A variant of a union that this version of the SDK does not know, or one in another shape than documented."""

    @property
    def raw(self) -> dict[str, Any]:
        """Everything the API sent for it."""
        return dict(self.model_extra or {})


class HTTPInfo(PrintableFields):
    """How an answer was had."""

    status_code: int
    """HTTP status of the answer."""
    headers: Headers
    """Headers of the answer; names in any case."""
    elapsed: float
    """Seconds from the call to the answer, retries and waiting included."""
    attempts: int
    """How many requests it took."""
    raw_response: httpx.Response | None
    """The HTTP response itself, its request without credentials."""

    @property
    def request_id(self) -> str | None:
        """The API's name for this call (`x-attio-execution-id`)."""
        return self.headers.get("x-attio-execution-id")

    @property
    def query_score(self) -> float | None:
        """What a query cost (`x-attio-record-query-score`); Attio limits the sum over ten seconds."""
        score = self.headers.get("x-attio-record-query-score")
        try:
            return float(score) if score else None
        except ValueError:
            return None


class Envelope(Model):
    """The whole of one answer; what it is about is in its fields, mostly in `data`."""

    __must_be_there__ = frozenset({"id", "data", "Resources"})

    # A slot, not a private attribute: it stays out of ==, repr, dumps, copies and pickles.
    __slots__ = ("_http",)

    @property
    def http(self) -> HTTPInfo:
        """Status, headers, request id, timing and raw response of this answer.

        Raises:
            AttributeError: It is a copy or was unpickled, and has lost the link to its response.
        """
        info: HTTPInfo | None = getattr(self, "_http", None)
        if info is None:
            message = f"this {type(self).__name__} is a copy: only the original answer knows its HTTP response"
            raise AttributeError(message)
        return info

    def attach_http(self, info: HTTPInfo) -> None:
        """Remember how the answer was had; called by the core."""
        object.__setattr__(self, "_http", info)


class EmptyResponse(Envelope):
    """Answer of an operation that has nothing to tell, such as a delete."""


class _Checked(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False, protected_namespaces=())


class Params:
    """Parameters of one operation, checked before anything is sent.

    No pydantic model itself: most programs call few of the operations whose module they load.
    """

    @classmethod
    def as_model(cls) -> type[BaseModel]:
        """The model that checks them, made when it is first asked for."""
        made = cast("type[BaseModel] | None", cls.__dict__.get("_model"))
        if made is None:
            own = vars(cls)
            fields: dict[str, Any] = {name: (kind, own.get(name, ...)) for name, kind in cls.__annotations__.items()}
            made = create_model(cls.__name__, __base__=_Checked, __module__=cls.__module__, **fields)
            cls._model = made
        return made

    if TYPE_CHECKING:
        _model: ClassVar[type[BaseModel]]


__all__ = [
    "AS_GIVEN",
    "AS_IS",
    "OPEN",
    "UNSET",
    "EmptyResponse",
    "Envelope",
    "HTTPInfo",
    "Model",
    "Params",
    "Timestamp",
    "Unknown",
    "Unset",
]
