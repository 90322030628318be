"""Base classes of models, which parse responses tolerantly, and of parameters, which are checked strictly."""

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
"""Default of the few parameters whose None is sent as null: the parameter was not passed."""


_stored_fields_set = BaseModel.__dict__["__pydantic_fields_set__"]


def _fields_set(names: Iterable[str]) -> property:
    """Return a property for `__pydantic_fields_set__` that stores the set only if a field was not set.

    pydantic stores a set in every instance, which takes half the memory of a page of records and a third of the work of
    the garbage collector. This relies on an internal of pydantic; tests check it for the supported versions.
    """
    all_fields = cast("AbstractSet[str]", frozenset(names))
    store, stored = _stored_fields_set.__set__, _stored_fields_set.__get__

    # Closures, because these are called for every model of a page; methods take a fifth more time.
    def set_fields(model: BaseModel, fields: set[str]) -> None:
        if fields != all_fields:
            store(model, fields)

    def get_fields(model: BaseModel) -> set[str]:
        try:
            fields: set[str] = stored(model)
        except AttributeError:
            fields = set(all_fields)
            store(model, fields)  # pydantic may change the set that it receives
        return fields

    return property(get_fields, set_fields)


class Model(BaseModel):
    """An object in a response of the API.

    Unknown fields become attributes. A required field that is null or missing is None and listed in `invalid_fields`,
    so that one invalid field does not invalidate the whole response.
    """

    model_config = ConfigDict(extra="allow", defer_build=True, allow_inf_nan=False, protected_namespaces=())

    if TYPE_CHECKING:
        __must_be_there__: ClassVar[AbstractSet[str]]
        """Fields without which an object of this model is invalid."""
        __is_strict__: ClassVar[bool]
        """Whether every documented field is required."""
    else:
        # Without annotations, which pydantic evaluates for every subclass: a tenth of the time to create a class.
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

    def __repr_args__(self) -> Iterator[tuple[str | None, object]]:  # for the output of `rich` and pydantic
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
            if "schema" not in inner:  # the union of an `Unknown`
                return schema
            inner = inner["schema"]
        for name, field in inner["fields"].items():
            cls._adapt(name, field)
            _adapt_parts(field["schema"])
            if name not in cls.__must_be_there__ and not cls.__is_strict__:
                _make_optional(field)
        return schema

    @classmethod
    def _adapt(cls, name: str, field: dict[str, Any]) -> None:
        """Change how a field is parsed; called while the class is built."""

    if not TYPE_CHECKING:  # type checkers would accept any attribute

        def __getattr__(self, name: str) -> object:
            if name in type(self).__pydantic_fields__:
                message = f"the API sent this {type(self).__name__} without a valid {name!r}; see `model_extra`"
                raise AttributeError(message)
            return super().__getattr__(name)


def _adapt_parts(schema: dict[str, Any]) -> None:
    """Adapt the lists and unions in the schema of a field.

    Validation of a list stops at its first invalid item, because an error for each item may take a thousand times the
    memory of the list. An object in a union is dumped by its own class. Otherwise pydantic would look for the member of
    the union that has all fields of the object, and warn if a field is missing.
    """
    if schema["type"] == "list":
        schema["fail_fast"] = True
    elif schema["type"] == "union":
        schema.setdefault("serialization", core_schema.simple_ser_schema("any"))
    for key in ("schema", "items_schema", "values_schema"):
        if isinstance(inner := schema.get(key), dict) and schema["type"] != "model":
            _adapt_parts(cast("dict[str, Any]", inner))


def _make_optional(field: dict[str, Any]) -> None:
    """Allow a field to be null or missing, unless it is the tag that selects the member of a union."""
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
    """A member of a union that this version does not know, or that is not as documented."""

    # A private attribute, which is part of `==`, copies and pickles.
    _non_object: tuple[Any, ...] = PrivateAttr(default=())
    """The JSON value if it is not an object, as a tuple with one item; else an empty tuple."""

    def __shown__(self) -> tuple[object, ...]:
        """Return the values that `repr` shows."""
        return (self._sent(),)

    @property
    def raw(self) -> dict[str, Any]:
        """The JSON value as the API sent it, even if it is not an object."""
        return cast("dict[str, Any]", self._sent())

    def _sent(self) -> object:
        """Return the JSON value as the API sent it: a dict, or another value."""
        return self._non_object[0] if self._non_object else dict(self.model_extra or {})

    @classmethod
    def of(cls, raw: object) -> Self:
        """Create an `Unknown` from a JSON value that is not an object."""
        unknown = cls.model_construct()
        unknown._non_object = (raw,)
        return unknown

    @model_serializer(mode="wrap")
    def _serialize(self, serialize: SerializerFunctionWrapHandler) -> Any:
        return self._non_object[0] if self._non_object else serialize(self)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: type[BaseModel], handler: GetCoreSchemaHandler) -> CoreSchema:
        schema = super().__get_pydantic_core_schema__(source, handler)
        if handler.resolve_ref_schema(schema)["type"] == "union":  # already built, for another model with this field
            return schema
        anything = core_schema.no_info_plain_validator_function(cls.of)
        return core_schema.union_schema([schema, anything], mode="left_to_right")


class HTTPInfo(PrintableFields):
    """Metadata of an HTTP response."""

    status_code: int
    """HTTP status."""
    headers: Headers
    """HTTP headers; names are case-insensitive."""
    elapsed: float
    """Seconds from the start of the call to the response, with all retries and waits."""
    attempts: int
    """Number of attempts, including retries."""
    raw_response: httpx.Response | None
    """The HTTP response; its request does not contain the token."""
    waited: float = 0.0
    """Seconds that the call waited for its rate limit; part of `elapsed`."""

    @property
    def request_id(self) -> str | None:
        """Id of the request (`x-attio-execution-id`); quote it to Attio's support."""
        return self.headers.get("x-attio-execution-id")

    @property
    def query_score(self) -> float | None:
        """Score of a query (`x-attio-record-query-score`); Attio limits the sum of the scores in ten seconds."""
        score = self.headers.get("x-attio-record-query-score")
        try:
            return float(score) if score else None
        except ValueError:
            return None


class Envelope(Model):
    """A response; most responses have their content in `data`."""

    __must_be_there__ = frozenset({"id", "data", "Resources"})

    # A slot instead of a private attribute, because `==`, `repr`, dumps, copies and pickles ignore it.
    __slots__ = ("_http",)

    @classmethod
    def _adapt(cls, name: str, field: dict[str, Any]) -> None:
        if name in cls.__must_be_there__ and field["schema"]["type"] == "union":
            field["schema"] = core_schema.no_info_after_validator_function(_check_object, field["schema"])

    if not TYPE_CHECKING:  # type checkers would accept any attribute

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
            AttributeError: This response is a copy or was unpickled.
        """
        info: HTTPInfo | None = getattr(self, "_http", None)
        if info is None:
            message = f"this {type(self).__name__} is a copy; only the original has its HTTP response"
            raise AttributeError(message)
        return info

    def attach_http(self, info: HTTPInfo) -> None:
        """Set `http`; the client calls this."""
        object.__setattr__(self, "_http", info)


def _check_object(content: object) -> object:
    """Check that the content of a response is a JSON object, which `Unknown` does not require."""
    if isinstance(content, Unknown) and not isinstance(cast("object", content.raw), dict):
        message = "Input should be an object"
        raise ValueError(message)  # noqa: TRY004 - pydantic converts only ValueError to a validation error
    return content


class EmptyResponse(Envelope):
    """A response without content, such as the response of a delete."""


class _Checked(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False, protected_namespaces=())


class Params:
    """Parameters of one operation, which are checked before the request is sent.

    Not a pydantic model, which is slow to create; most programs call only a few of the operations that they import.
    """

    @classmethod
    def as_model(cls) -> type[BaseModel]:
        """Return the model that checks the parameters, which is created on first use."""
        model = cast("type[BaseModel] | None", cls.__dict__.get("_model"))
        if model is None:
            defaults = vars(cls)
            fields: dict[str, Any] = {
                name: (type_, defaults.get(name, ...)) for name, type_ in cls.__annotations__.items()
            }
            model = create_model(cls.__name__, __base__=_Checked, __module__=cls.__module__, **fields)
            cls._model = model
        return model

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
