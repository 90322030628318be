"""Base classes of the models: tolerant parsing, strict parameters, little memory."""

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
"""Not given; the default of the few parameters for which None is sent as null."""


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
    """An object in a response of the API.

    Unknown fields are kept as attributes. A documented field that is null or missing is None and named in
    `invalid_fields`, so that one invalid field does not invalidate the response.
    """

    model_config = ConfigDict(extra="allow", defer_build=True, allow_inf_nan=False, protected_namespaces=())

    if TYPE_CHECKING:
        __must_be_there__: ClassVar[AbstractSet[str]]
        """Required fields of this model."""
        __is_strict__: ClassVar[bool]
        """Whether every documented field is required."""
    else:
        # Without an annotation: pydantic evaluates it for every subclass, a tenth of the time that making one takes.
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
        """Names of the required fields that are missing or null in the response."""
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
            _adapt_parts(field["schema"])
            if name not in cls.__must_be_there__ and not cls.__is_strict__:
                _loosen(field)
        return schema

    @classmethod
    def _adapt(cls, name: str, field: dict[str, Any]) -> None:
        """Change how a field is parsed; called while the class is built."""

    if not TYPE_CHECKING:  # checkers would take any attribute

        def __getattr__(self, name: str) -> object:
            if name in type(self).__pydantic_fields__:
                message = f"the API sent this {type(self).__name__} without a valid {name!r}; see `model_extra`"
                raise AttributeError(message)
            return super().__getattr__(name)


def _adapt_parts(schema: dict[str, Any]) -> None:
    """Adapt the lists and unions in the schema of a field.

    A list fails with its first invalid item: an error for each would take a thousand times their size. An object in a
    union is dumped by its own class: pydantic would look for a variant that has all of its fields, and warn about an
    object that the API sent without one.
    """
    if schema["type"] == "list":
        schema["fail_fast"] = True
    elif schema["type"] == "union":
        schema.setdefault("serialization", core_schema.simple_ser_schema("any"))
    for key in ("schema", "items_schema", "values_schema"):
        if isinstance(inner := schema.get(key), dict) and schema["type"] != "model":
            _adapt_parts(cast("dict[str, Any]", inner))


def _loosen(field: dict[str, Any]) -> None:
    """Let a field be null or missing, except the tag that selects the variant of a union."""
    kind = field["schema"]
    if kind["type"] in {"default", "literal"}:
        return
    if kind["type"] != "nullable":
        kind = {"type": "nullable", "schema": kind}
    field["schema"] = {"type": "default", "schema": kind, "default": None}


class StrictModel(Model):
    """A model whose documented fields must all be present and valid."""

    if not TYPE_CHECKING:
        __is_strict__ = True


class Unknown(Model):
    """A variant of a union that this version does not know, or that is not as documented."""

    # Private attributes are part of `==`, copies and pickles.
    _other: tuple[Any, ...] = PrivateAttr(default=())
    """The value that was sent instead of an object, as a tuple of one."""

    def __shown__(self) -> tuple[object, ...]:
        """The parts of the `repr`."""
        return (self._sent(),)

    @property
    def raw(self) -> dict[str, Any]:
        """Everything that the API sent for it, even if that is not an object."""
        return cast("dict[str, Any]", self._sent())

    def _sent(self) -> object:
        """Everything that the API sent for it: a dict, or the value that was sent instead of an object."""
        return self._other[0] if self._other else dict(self.model_extra or {})

    @classmethod
    def of(cls, raw: object) -> Self:
        """Keep a value that is not an object."""
        made = cls.model_construct()
        made._other = (raw,)
        return made

    @model_serializer(mode="wrap")
    def _as_sent(self, serialize: SerializerFunctionWrapHandler) -> Any:
        return self._other[0] if self._other else serialize(self)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: type[BaseModel], handler: GetCoreSchemaHandler) -> CoreSchema:
        schema = super().__get_pydantic_core_schema__(source, handler)
        if handler.resolve_ref_schema(schema)["type"] == "union":  # already made, for another class with such a field
            return schema
        anything = core_schema.no_info_plain_validator_function(cls.of)
        return core_schema.union_schema([schema, anything], mode="left_to_right")


class HTTPInfo(PrintableFields):
    """Metadata of an HTTP response."""

    status_code: int
    """HTTP status."""
    headers: Headers
    """HTTP headers, by name in any case."""
    elapsed: float
    """Seconds from the call to the response, retries and waiting included."""
    attempts: int
    """Number of attempts."""
    raw_response: httpx.Response | None
    """The HTTP response; its request does not contain the token."""
    waited: float = 0.0
    """Seconds that the call waited for its rate limit; part of `elapsed`."""

    @property
    def request_id(self) -> str | None:
        """Id of the request (`x-attio-execution-id`), to quote to Attio's support."""
        return self.headers.get("x-attio-execution-id")

    @property
    def query_score(self) -> float | None:
        """Score of a query (`x-attio-record-query-score`); Attio limits the sum over ten seconds."""
        score = self.headers.get("x-attio-record-query-score")
        try:
            return float(score) if score else None
        except ValueError:
            return None


class Envelope(Model):
    """A whole response; most have their content in `data`."""

    __must_be_there__ = frozenset({"id", "data", "Resources"})

    # A slot, not a private attribute: it stays out of ==, repr, dumps, copies and pickles.
    __slots__ = ("_http",)

    @classmethod
    def _adapt(cls, name: str, field: dict[str, Any]) -> None:
        if name in cls.__must_be_there__ and field["schema"]["type"] == "union":
            field["schema"] = core_schema.no_info_after_validator_function(_object, field["schema"])

    if not TYPE_CHECKING:  # checkers would take any attribute

        def __getattr__(self, name: str) -> object:
            try:
                return super().__getattr__(name)  # a field that this version does not know
            except AttributeError:
                data = self.__dict__.get("data")
                if not isinstance(data, Model) or name.startswith("_"):
                    raise
                if hasattr(data, name):
                    fix = f"write response.data.{name}"
                elif name in getattr(data, "read_values", ()):
                    fix = f"read the value with response.data.first({name!r}, str)"
                else:
                    raise
                message = f"{type(self).__name__} has no attribute {name!r}; {fix}"
                raise AttributeError(message) from None

    @property
    def http(self) -> HTTPInfo:
        """Status, headers, request id, timing and raw response.

        Raises:
            AttributeError: It is a copy or was unpickled; these have no HTTP response.
        """
        info: HTTPInfo | None = getattr(self, "_http", None)
        if info is None:
            message = f"this {type(self).__name__} is a copy; only the original has its HTTP response"
            raise AttributeError(message)
        return info

    def attach_http(self, info: HTTPInfo) -> None:
        """Set `http`; called by the client."""
        object.__setattr__(self, "_http", info)


def _object(found: object) -> object:
    """Refuse a value that is not an object: as the whole content of a response, it cannot be kept as unknown."""
    if isinstance(found, Unknown) and not isinstance(cast("object", found.raw), dict):
        message = "Input should be an object"
        raise ValueError(message)  # noqa: TRY004 - pydantic turns only this one into an error of its own
    return found


class EmptyResponse(Envelope):
    """Response without content, such as that of a delete."""


class _Checked(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False, protected_namespaces=())


class Params:
    """Parameters of one operation, checked before anything is sent.

    Not a pydantic model: making one takes long, and most programs call few of the operations they import.
    """

    @classmethod
    def as_model(cls) -> type[BaseModel]:
        """Return the model that checks them, made on first use."""
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
