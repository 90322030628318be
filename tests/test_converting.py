"""Conversion of records, entries and activity records to values that can be written, and to plain rows."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
from collections.abc import Mapping
from typing import Any, NamedTuple, cast

import pytest

from attio import errors
from attio._call.encoding import to_json
from attio._call.operation import Operation
from attio._call.request import build
from attio.funcs.activity_records import ACTIVITY_RECORDS_CREATE
from attio.funcs.entries import ENTRIES_CREATE, ENTRIES_UPDATE
from attio.funcs.records import RECORDS_CREATE, RECORDS_UPDATE
from attio.models import ActivityRecord, Entry, MutableWriteValues, RecordsQueryResponse
from attio.models.notes import NotesListResponse
from attio.sandbox import Sandbox
from tests.attribute_values import MOMENT, TYPES, read, wire
from tests.call.things import options
from tests.made_records import KINDS, record_with

FORMS: dict[str, dict[str, object]] = {
    "actor-reference": {"referenced_actor_type": "workspace-member", "referenced_actor_id": "m"},
    "checkbox": {"value": True},
    "currency": {"currency_value": 1249.5},
    "date": {"value": "1988-11-30"},
    "domain": {"domain": "shop.acme.example"},
    "email-address": {"email_address": "noor@acme.example"},
    "location": dict(TYPES["location"][1]),
    "number": {"value": 12.75},
    "personal-name": {"first_name": "Noor", "last_name": "de Wit", "full_name": "Noor de Wit"},
    "phone-number": {"original_phone_number": "+31301234567", "country_code": "NL"},
    "rating": {"value": 4.0},
    "record-reference": {"target_object": "people", "target_record_id": "r"},
    "select": {"option": "Customer"},
    "status": {"status": "Under way"},
    "text": {"value": "Hello"},
    "timestamp": {"value": "2025-05-06T07:08:09.123456Z"},
}
WRITES: list[tuple[Operation[Any], dict[str, object], str]] = [
    (RECORDS_CREATE, {"object": "people"}, "values"),
    (RECORDS_UPDATE, {"object": "people", "record_id": "r"}, "values"),
    (ACTIVITY_RECORDS_CREATE, {"activity": "calls"}, "values"),
    (ENTRIES_CREATE, {"list": "sales", "parent_object": "people"}, "entry_values"),
    (ENTRIES_UPDATE, {"list": "sales", "entry_id": "e"}, "entry_values"),
]


class AnAttribute(NamedTuple):
    """An attribute of a schema."""

    api_slug: str
    type: str
    is_multiselect: bool = False
    is_writable: bool = True
    is_archived: bool = False


class AnOwner(NamedTuple):
    """An object or list of a schema."""

    id: str
    attributes: tuple[AnAttribute, ...]


class AWorkspace(NamedTuple):
    """A workspace schema."""

    object_schemas: tuple[AnOwner, ...] = ()
    list_schemas: tuple[AnOwner, ...] = ()


def sent(value: object) -> Any:
    """Encode a value for a body, and parse the JSON."""
    return json.loads(to_json(value))


@pytest.mark.parametrize("attribute_type", FORMS)
def test_each_type_is_sent_in_its_write_form(attribute_type: str) -> None:
    value = read(wire(attribute_type))
    assert sent({"it": [value]}) == {"it": [FORMS[attribute_type]]}


@pytest.mark.parametrize(("kind", "part"), [("select", "option"), ("status", "status")])
def test_the_id_is_used_where_a_title_is_missing(kind: str, part: str) -> None:
    named: Any = cast("dict[str, Any]", TYPES[kind][1][part])
    assert sent(read(wire(kind, **{part: {**named, "title": None}}))) == {part: named["id"][f"{part}_id"]}
    assert sent(read(wire(kind, **{part: None}))) == {part: None}


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (wire("interaction"), "interactions are read-only"),
        (wire("actor-reference", referenced_actor_type="system", referenced_actor_id=None), "only workspace members"),
        ({"attribute_type": "hologram"}, "does not know the type of this value"),
    ],
)
@pytest.mark.parametrize(("operation", "params", "field"), WRITES, ids=lambda one: str(getattr(one, "name", "")))
def test_values_that_cannot_be_written_are_rejected_with_their_place(
    operation: Operation[Any], params: dict[str, object], field: str, body: dict[str, Any], problem: str
) -> None:
    data: dict[str, object] = {field: {"name": "x", "odd": [read(body)]}}
    if operation is ENTRIES_CREATE:
        data |= {"parent_object": "people", "parent_record_id": "p"}
    known = {name: value for name, value in params.items() if name != "parent_object"}
    with pytest.raises(errors.InvalidRequestError, match=rf"data\.{field}\.odd\.0: .*{problem}"):
        build(operation, {**known, "data": data}, options())


@pytest.mark.parametrize("kind", KINDS)
def test_to_write_contains_only_writable_values(kind: Any) -> None:
    former = wire("text", value="before", active_until="2025-03-01T00:00:00Z")
    everything: dict[str, object] = {name.replace("-", "_"): [wire(name)] for name in TYPES}
    record = record_with(
        kind,
        **everything,
        changed=[former, wire("text")],
        over=[former],
        nothing=[],
        empty=[wire("text", value=None)],
        odd=5,
        record_id=[wire("text")],
        created_at=[wire("timestamp")],
        created_by=[wire("actor-reference")],
        system=[wire("actor-reference", referenced_actor_type="app")],
    )
    written: MutableWriteValues = record.to_write()
    expected = {name.replace("-", "_"): [form] for name, form in FORMS.items()}
    assert sent(written) == {**expected, "changed": [{"value": "Hello"}]}


def test_a_schema_leaves_out_read_only_and_archived_attributes() -> None:
    record = record_with(a=[wire("text")], b=[wire("text")], c=[wire("text")], d=[wire("text")])
    attributes = (AnAttribute("a", "text"), AnAttribute("b", "text", is_writable=False))
    owner = AnOwner("o-1", (*attributes, AnAttribute("c", "text", is_archived=True)))
    for schema in (owner, AWorkspace((owner,)), AWorkspace((AnOwner("other", ()), owner))):
        assert sorted(record.to_write(schema)) == ["a", "d"]
    entry = record_with(Entry, a=[wire("text")], b=[wire("text")])
    assert sorted(entry.to_write(AWorkspace((), (AnOwner("l-1", attributes),)))) == ["a"]
    with pytest.raises(KeyError, match="does not contain the object or list 'o-1'"):
        record.to_write(AWorkspace())


def test_modified_at_is_the_latest_time_of_a_value() -> None:
    later = wire("text", active_from="2026-05-01T00:00:00Z")
    record = record_with(a=[wire("text")], b=[later, {"attribute_type": "hologram"}], c=[])
    assert record.modified_at == dt.datetime(2026, 5, 1, tzinfo=dt.timezone.utc)
    assert record_with().modified_at == dt.datetime(2025, 1, 1, tzinfo=dt.timezone.utc)


PLAIN: dict[str, object] = {name: plain for name, (_, _, plain) in TYPES.items()}
MAY_HOLD_SEVERAL = {"select", "record-reference", "actor-reference", "domain", "email-address", "phone-number"}


@pytest.mark.parametrize("attribute_type", TYPES)
def test_each_type_becomes_plain(attribute_type: str) -> None:
    record = record_with(it=[wire(attribute_type)], none=[])
    plain = PLAIN[attribute_type]
    several = attribute_type in MAY_HOLD_SEVERAL
    row = record.to_plain()
    assert row["it"] == ([plain] if several else plain)
    assert row["none"] is None
    for multi in (True, False):
        schema = AnOwner("o-1", (AnAttribute("it", attribute_type, multi), AnAttribute("none", attribute_type, multi)))
        row = record.to_plain(schema)
        assert (row["it"], row["none"]) == (([plain], []) if multi else (plain, None))


def test_the_keys_of_a_row_follow_the_schema() -> None:
    values: dict[str, Any] = {"b": [wire("text")], "a": [wire("number")], "created_by": [wire("actor-reference")]}
    assert list(record_with(**values).to_plain()) == ["record_id", "b", "a", "created_by", "created_at", "web_url"]
    assert record_with(**values).to_plain()["created_by"] == "m"
    schema = AnOwner(
        "o-1", (AnAttribute("a", "number"), AnAttribute("z", "text"), AnAttribute("old", "text", is_archived=True))
    )
    assert list(record_with(**values).to_plain(schema)) == [
        "record_id",
        "a",
        "z",
        "b",
        "created_by",
        "created_at",
        "web_url",
    ]
    entry = ["entry_id", "parent_object", "parent_record_id", "b", "a", "created_by", "created_at"]
    assert list(record_with(Entry, **values).to_plain()) == entry
    assert list(record_with(ActivityRecord, **values).to_plain()) == ["record_id", "b", "a", "created_by", "created_at"]
    own = record_with(created_at=[wire("timestamp")], record_id=[wire("text")]).to_plain()
    assert list(own) == ["record_id", "created_at", "web_url"]
    assert (own["record_id"], own["created_at"]) == ("r-1", MOMENT)


def test_parts_get_columns_beside_their_value() -> None:
    record = record_with(
        name=[wire("personal-name")], value=[wire("currency")], domains=[wire("domain"), wire("domain")]
    )
    row = record.to_plain(expand=True)
    assert [key for key in row if "." in key] == [
        "name.first_name",
        "name.last_name",
        "value.currency_code",
        "domains.root_domain",
    ]
    assert (row["name.last_name"], row["domains.root_domain"]) == ("de Wit", ["acme.example", "acme.example"])
    empty = record_with(name=[]).to_plain(AnOwner("o-1", (AnAttribute("name", "personal-name"),)), expand=True)
    assert (empty["name"], empty["name.first_name"]) == (None, None)


def test_rows_can_be_written_as_json() -> None:
    values: dict[str, Any] = {name.replace("-", "_"): [wire(name)] for name in TYPES}
    row = record_with(**values, far=[{"attribute_type": "hologram", "v": 1, "active_from": None}], odd=5).to_plain(
        json=True
    )
    assert json.loads(json.dumps(row)) == row
    assert (row["date"], row["timestamp"]) == ("1988-11-30", "2025-05-06T07:08:09.123456000Z")
    assert row["created_at"] == "2025-01-01T00:00:00.000000000Z"
    assert (row["far"], row["odd"]) == ({"v": 1}, 5)


def test_every_row_of_a_page_has_the_same_keys() -> None:
    first, second = record_with(a=[], b=[wire("text")]), record_with(b=[], a=[wire("personal-name")], c=[wire("text")])
    page = RecordsQueryResponse(data=[first, second])
    keys = ["record_id", "a", "a.first_name", "a.last_name", "b", "c", "created_at", "web_url"]
    assert [list(row) for row in page.to_plain(expand=True)] == [keys, keys]
    assert RecordsQueryResponse(data=[]).to_plain() == []
    schema = AnOwner("o-1", (AnAttribute("created_at", "timestamp"), AnAttribute("a", "text", is_multiselect=True)))
    assert list(page.to_plain(schema)[0]) == ["record_id", "created_at", "a", "b", "c", "web_url"]
    notes: Any = NotesListResponse.model_validate({"data": [{"id": {"note_id": "n"}}]})
    with pytest.raises(TypeError, match="use `model_dump"):
        notes.to_plain()


def copied(values: Mapping[str, object]) -> dict[str, object]:
    """Return the values that a record and its copy have in common."""
    own = {"record_id", "created_at", "web_url", "created_by"}
    return {slug: value for slug, value in values.items() if slug not in own}


@pytest.mark.parametrize("is_async", [False, True])
@pytest.mark.parametrize("kind", ["companies", "people", "deals"])
def test_records_are_copied(kind: str, is_async: bool) -> None:
    sandbox = Sandbox(seed=7)
    ids, client = sandbox.seed_demo(), sandbox.client()
    unique = {"domains", "email_addresses", "associated_deals", "team", "associated_people", "associated_users"}
    for record_id in ids[kind][:4]:
        source = client.records.get(kind, record_id).data
        written = source.to_write().keys() - unique
        for values in (source.to_write(), dict(source.values)):
            chosen: Any = {slug: value for slug, value in values.items() if slug in written}
            if is_async:
                new = asyncio.run(client.records.create_async(kind, data={"values": chosen})).data
            else:
                new = client.records.create(kind, data={"values": chosen}).data
            assert {slug: copied(new.to_plain(expand=True)).get(slug) for slug in chosen} == {
                slug: source.to_plain()[slug] for slug in chosen
            }
            client.records.update(kind, new.id.record_id, data={"values": chosen})
