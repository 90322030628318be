"""Handler for SQL queries, and objects and lists as tables."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import cast

from attio.sandbox.call import Call, Operations
from attio.sandbox.checks import Shape, Text
from attio.sandbox.engine import collection as engine
from attio.sandbox.errors import ApiError
from attio.sandbox.messages import Response, data_response
from attio.sandbox.provenance import assumed, different, documented
from attio.sandbox.sql.tables import Column, Kind, NotTranslatedError, SqlError, Table
from attio.sandbox.store.rows import Attribute, Payload, Record, Target

operations = Operations()

_OPERATION = "sql.query"
RULES = (
    documented("sql.tables", "Objects and lists are tables in the schemas `objects` and `lists`", "guide: SQL",
        _OPERATION),
    documented("sql.references", "References are structs of a definition and an instance", "guide: SQL", _OPERATION),
    assumed("sql.structs", "Locations, names, actors and interactions are structs of their fields", _OPERATION),
    assumed("sql.scalars", "Other values are scalars, such as the amount of a currency or the title of an option",
        _OPERATION),
    assumed("sql.arrays", "Values of multiselect attributes are arrays, or null if there are none", _OPERATION),
    documented("sql.select", "Only SELECT is allowed, for at most 30 seconds", "reference: Query with SQL", _OPERATION),
    documented("sql.errors", "The error for an invalid statement is 400 filter_error", "reference: Query with SQL",
        _OPERATION),
    different("sql.untranslated",
        "The error for features of PostgreSQL that the sandbox does not translate is 501; its message names them",
        _OPERATION),
)  # fmt: skip

_SCALARS: Mapping[str, tuple[Kind, str]] = {
    "text": ("text", "value"),
    "number": ("number", "value"),
    "rating": ("number", "value"),
    "currency": ("number", "currency_value"),
    "checkbox": ("boolean", "value"),
    "date": ("date", "value"),
    "timestamp": ("timestamp", "value"),
    "domain": ("text", "domain"),
    "email-address": ("text", "email_address"),
    "phone-number": ("text", "phone_number"),
}
_TEXTS = (
    "line_1",
    "line_2",
    "line_3",
    "line_4",
    "locality",
    "region",
    "postcode",
    "country_code",
    "latitude",
    "longitude",
)
_STRUCTS: Mapping[str, Mapping[str, Kind]] = {
    "location": dict.fromkeys(_TEXTS, "text"),
    "personal-name": dict.fromkeys(("first_name", "last_name", "full_name"), "text"),
    "actor-reference": dict.fromkeys(("referenced_actor_type", "referenced_actor_id"), "text"),
    "interaction": {"interaction_type": "text", "interacted_at": "timestamp", "owner_member_id": "text"},
    "record-reference": dict.fromkeys(("entity_definition_id", "entity_instance_id"), "text"),
}


class _CollectionTable:
    """An object or a list as a table."""

    def __init__(self, owner: engine.Collection) -> None:
        self._owner = owner
        self._read = [_reader(attribute) for attribute in owner.visible]
        self.columns = [_column(attribute) for attribute in owner.visible]

    @property
    def version(self) -> object:
        return self._owner.records.version, self._owner.visible

    def rows(self) -> Iterable[Sequence[object]]:
        readers = list(zip(self._owner.visible, self._read, strict=True))
        for record in self._owner.records:
            yield [_cell(record, attribute, read) for attribute, read in readers]


class _WorkspaceTables:
    """The tables that the token of a call may read."""

    def __init__(self, call: Call) -> None:
        self._call = call

    def names(self, schema: str) -> Collection[str]:
        owners = self._call.workspace.collections(cast("Target", schema))
        return [owner.api_slug for owner in owners if self._owner(schema, owner.id) is not None]

    def find(self, schema: str, name: str) -> Table | None:
        owner = self._owner(schema, name)
        return None if owner is None else _CollectionTable(owner)

    def _owner(self, schema: str, reference: str) -> engine.Collection | None:
        return self._call.find_list(reference) if schema == "lists" else self._call.workspace.object(reference)


def _column(attribute: Attribute) -> Column:
    fields = _STRUCTS.get(attribute.type, {})
    kind: Kind = "struct" if fields else _SCALARS.get(attribute.type, ("text", ""))[0]
    return Column(attribute.api_slug, "array" if attribute.is_multiselect else kind, fields)


def _reader(attribute: Attribute) -> Callable[[Payload], object]:
    """Return a function that converts the payload of a value to a value for SQL."""
    if attribute.type in ("select", "status"):
        titles = {choice.id: choice.title for choice in attribute.choices}
        return lambda payload: titles[str(payload["choice"])]
    if attribute.type == "record-reference":
        return lambda payload: {
            "entity_definition_id": payload["object_id"],
            "entity_instance_id": payload["record_id"],
        }
    if attribute.type in _STRUCTS:
        names = tuple(_STRUCTS[attribute.type])
        return lambda payload: {name: payload[name] for name in names}
    field = _SCALARS[attribute.type][1]
    return lambda payload: payload[field]


def _cell(record: Record, attribute: Attribute, read: Callable[[Payload], object]) -> object:
    values = [read(value.payload) for value in record.active(attribute)]
    if not values:
        return None
    return values if attribute.is_multiselect else values[0]


@operations("sql.query", "record_permission:read", "object_configuration:read", reads=True)
def query(call: Call) -> Response:
    """Run a SELECT statement."""
    statement = call.body(Shape({"sql": Text()})).get("sql", str)
    try:
        rows = call.workspace.database.run(statement, _WorkspaceTables(call), call.workspace.clock())
    except SqlError as error:
        raise ApiError(400, "filter_error", error.message) from error
    except NotTranslatedError as error:
        raise ApiError(501, "not_implemented", f"{error}.") from error
    return data_response({"rows": rows})
