"""What every model shares: tolerance on reading, strictness on writing, and little memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Any, ClassVar, cast, get_args

from pydantic import (
    BaseModel,
    ConfigDict,
    GetCoreSchemaHandler,
    PrivateAttr,
    SerializerFunctionWrapHandler,
    create_model,
    model_serializer,
)
from pydantic_core import CoreSchema, core_schema
from typing_extensions import Self

from attio._support.fields import PrintableFields
from attio._support.headers import Headers
from attio._support.lazy import lazy_module
from attio._support.secrets import REDACTED
from attio.models.markers import AS_GIVEN, AS_IS, DATE_OR_TEXT, OPEN, TIME_OR_TEXT, Date, Timestamp

if TYPE_CHECKING:
    import httpx
else:
    httpx = lazy_module("httpx")


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


class Model(BaseModel):
    """Something the API answers with.

    Unknown fields are kept as attributes. A field that is null or missing against the documentation is None and named
    in `invalid_fields`, so one odd field does not cost the whole answer.
    """

    model_config = ConfigDict(extra="allow", defer_build=True, allow_inf_nan=False, protected_namespaces=())

    if TYPE_CHECKING:
        __must_be_there__: ClassVar[AbstractSet[str]]
        """Required fields of this model."""
        __is_strict__: ClassVar[bool]
        """Whether every documented field is required."""
    else:
        # Without an annotation, which pydantic evaluates anew for every class below: a tenth of what making one takes.
        __must_be_there__ = frozenset({"id"})
        __is_strict__ = False
        __pydantic_fields_set__ = _fields_set(())

    @classmethod
    def __pydantic_init_subclass__(cls, **options: object) -> None:
        super().__pydantic_init_subclass__(**options)
        cls.__pydantic_fields_set__ = _fields_set(cls.__pydantic_fields__)  # type: ignore[assignment]

    def __repr__(self) -> str:
        from attio.models.showing import shown

        return shown(self)

    __str__ = __repr__

    def __repr_args__(self) -> Iterator[tuple[str | None, object]]:  # what `rich` and pydantic show
        from attio.models.showing import SECRET_FIELDS

        for name, value in super().__repr_args__():
            yield name, REDACTED if name in SECRET_FIELDS and value else value

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
            if "schema" not in inner:  # a union: see `Unknown`
                return schema
            inner = inner["schema"]
        for name, field in inner["fields"].items():
            cls._adapt(name, field)
            _stop_at_the_first(field["schema"])
            if name not in cls.__must_be_there__ and not cls.__is_strict__:
                _loosen(field)
        return schema

    @classmethod
    def _adapt(cls, name: str, field: dict[str, Any]) -> None:
        """Change how a field is read; called while the class is built."""

    if not TYPE_CHECKING:  # checkers would take any attribute

        def __getattr__(self, name: str) -> object:
            if name in type(self).__pydantic_fields__:
                message = f"the API sent this {type(self).__name__} without a valid {name!r}; see `model_extra`"
                raise AttributeError(message)
            return super().__getattr__(name)


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


class StrictModel(Model):
    """A model that is not read unless every documented field is there and as documented."""

    if not TYPE_CHECKING:
        __is_strict__ = True


class Unknown(Model):
    """A variant of a union that this version of the SDK does not know, or one in another shape than documented."""

    # Private attributes are part of `==`, copies and pickles.
    _other: tuple[Any, ...] = PrivateAttr(default=())
    """What was sent in place of an object, alone in a tuple."""

    def __shown__(self) -> tuple[object, ...]:
        """What its `repr` has."""
        return (self._sent(),)

    @property
    def raw(self) -> dict[str, Any]:
        """Everything the API sent for it; also what was sent in place of an object."""
        return cast("dict[str, Any]", self._sent())

    def _sent(self) -> object:
        """Everything the API sent for it: a dict, or what was sent in place of an object."""
        return self._other[0] if self._other else dict(self.model_extra or {})

    @classmethod
    def of(cls, raw: object) -> Self:
        """Keep something that is not an object."""
        made = cls.model_construct()
        made._other = (raw,)
        return made

    @model_serializer(mode="wrap")
    def _as_sent(self, serialize: SerializerFunctionWrapHandler) -> Any:
        return self._other[0] if self._other else serialize(self)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: type[BaseModel], handler: GetCoreSchemaHandler) -> CoreSchema:
        schema = super().__get_pydantic_core_schema__(source, handler)
        if handler.resolve_ref_schema(schema)["type"] == "union":  # made before, for another class with such a field
            return schema
        anything = core_schema.no_info_plain_validator_function(cls.of)
        return core_schema.union_schema([schema, anything], mode="left_to_right")


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
    waited: float = 0.0
    """Seconds that the call waited for its rate limit; part of `elapsed`."""

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

    @classmethod
    def _adapt(cls, name: str, field: dict[str, Any]) -> None:
        if name in cls.__must_be_there__ and field["schema"]["type"] == "union":
            field["schema"] = core_schema.no_info_after_validator_function(_object, field["schema"])

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


def _object(found: object) -> object:
    """Refuse what is no object: inside an answer it costs only itself, but here it is all there is."""
    if isinstance(found, Unknown) and not isinstance(cast("object", found.raw), dict):
        message = "Input should be an object"
        raise ValueError(message)  # noqa: TRY004 - pydantic turns only this one into an error of its own
    return found


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
    "DATE_OR_TEXT",
    "OPEN",
    "TIME_OR_TEXT",
    "UNSET",
    "Date",
    "EmptyResponse",
    "Envelope",
    "HTTPInfo",
    "Model",
    "Params",
    "StrictModel",
    "Timestamp",
    "Unknown",
    "Unset",
]
