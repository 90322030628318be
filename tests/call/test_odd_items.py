"""Lists with undocumented items: only the unexpected part stays raw, and nothing is dropped."""

from __future__ import annotations

import asyncio
import copy
import json
import pickle
import threading
import warnings
from typing import Any, TypeAlias, cast

import httpx
import pytest

from attio import Attio, HTTPClient, errors
from attio._call.odd_items import MAX_INVALID_ITEMS, read_parts
from attio._call.response import decode
from attio._support.headers import Headers
from attio.funcs.activity_records import ACTIVITY_RECORDS_QUERY
from attio.funcs.entries import ENTRIES_QUERY
from attio.funcs.files import FILES_LIST
from attio.funcs.meetings import MEETINGS_LIST
from attio.funcs.records import (
    RECORDS_ASSERT,
    RECORDS_CREATE,
    RECORDS_GET,
    RECORDS_QUERY,
    RECORDS_SEARCH,
    RECORDS_UPDATE,
)
from attio.funcs.scim import SCIM_USERS_GET
from attio.models import EmptyResponse, FileEntry, FilesGetResponse, Record, UnknownFile, UnknownValue
from attio.models.base import Envelope

JSON: TypeAlias = Any

GOOD: JSON = {
    "id": {"workspace_id": "w", "object_id": "o", "record_id": "r"},
    "created_at": "2026-01-05T10:00:00.000000000Z",
    "web_url": "https://app.attio.com/r",
    "values": {},
}
ODD = [None, 12.5, {"attribute_type": "checkbox", "value": True}, ["soon"], [None], [[1]], "text", True]
WITHOUT_ID: list[JSON] = [None, "soon", 5, [GOOD], {**GOOD, "id": None}, {**GOOD, "id": 7}, {"values": {}}]
NO_LIST_OF_RECORDS: list[JSON] = [
    {"data": [None]},
    {"data": [{"values": {}}, 5]},
    {"data": [None] * (MAX_INVALID_ITEMS + 1) + [GOOD]},
    {"data": {"id": "x"}},
    {"data": None},
    {},
]
QUERIES = [
    (RECORDS_QUERY, "values"),
    (ACTIVITY_RECORDS_QUERY, "values"),
    (ENTRIES_QUERY, "entry_values"),
]


def records(*items: JSON) -> list[Record]:
    """Decode a page of these records."""
    return decode(RECORDS_QUERY, 200, Headers(), json.dumps({"data": items}).encode()).data


@pytest.mark.parametrize("odd", ODD, ids=json.dumps)
@pytest.mark.parametrize(("query", "field"), QUERIES, ids=lambda one: str(getattr(one, "name", one)))
def test_an_odd_value_leaves_the_others_readable(odd: JSON, query: Any, field: str) -> None:
    text = {"attribute_type": "text", "value": "North"}
    items = [{**GOOD, field: {"name": [text], "budget": odd, "note": [text, 7]}}, {**GOOD, field: {"name": [text]}}]
    page = decode(query, 200, Headers(), json.dumps({"data": items}).encode())
    assert [item.first("name", str) for item in page.data] == ["North", "North"]
    [first, second] = getattr(page.data[0], field)["note"]
    assert (first.plain, second.raw) == ("North", 7)
    values = getattr(page.data[0], field)["budget"]
    assert all(type(value) is UnknownValue for value in values)
    assert [value.raw for value in values] == (odd if isinstance(odd, list) else [odd])
    assert page.data[0].first("budget", UnknownValue) is values[0]
    assert pickle.loads(pickle.dumps(page)) == copy.deepcopy(page) == page


@pytest.mark.parametrize("odd", ODD, ids=json.dumps)
def test_an_odd_value_fails_no_write_and_no_list_of_values(odd: JSON) -> None:
    values = as_values(odd)
    bodies: list[tuple[str, JSON]] = [("write", {**GOOD, "values": {"budget": odd}}), ("values", values)]
    for path, body in bodies:
        response = httpx.Response(200, json={"data": body})

        def fetch(_request: httpx.Request, response: httpx.Response = response) -> httpx.Response:
            return response

        client = Attio("token-1", http_client=HTTPClient(fetcher=fetch))
        if path == "write":
            read = client.records.create("projects", data={"values": {}}).data.values["budget"]
        else:
            read = client.records.list_attribute_values("projects", "r", "budget").data
            written = client.records.write_attribute_values("projects", "r", "budget", data={"values": [HISTORIC]})
            assert written.data == read
        if isinstance(odd, dict) and path == "values":
            assert [type(value).__name__ for value in read] == ["CheckboxValue"]
        else:
            assert [value.raw for value in read if isinstance(value, UnknownValue)] == values


def as_values(odd: object) -> list[object]:
    """Return the raw values that unexpected content of an attribute becomes."""
    return cast("list[object]", odd) if isinstance(odd, list) else [odd]


HISTORIC: JSON = {"value": "x", "active_from": "2026-01-01T00:00:00Z", "active_until": None}


def test_odd_values_are_dumped_as_received() -> None:
    values = {"a": [None, {"attribute_type": "text", "value": [1]}], "b": []}
    [record] = records({**GOOD, "values": values})
    assert record.model_dump(mode="json", exclude_unset=True)["values"] == values


def test_reading_an_odd_value_names_its_place_and_null_is_none() -> None:
    [record] = records({**GOOD, "values": {"budget": 5, "none": None, "far": [{"attribute_type": "hologram"}]}})
    for ask in (record.first, record.all):
        with pytest.raises(TypeError, match=r"the value of 'budget' is not as documented; read it as UnknownValue"):
            ask("budget", str)
        with pytest.raises(TypeError, match=r"the value of 'far' is of type 'hologram'"):
            ask("far", str)
    assert (record.first("none", str), record.all("none", str)) == (None, [])


def test_an_odd_field_leaves_the_others_readable() -> None:
    odd = {**GOOD, "created_at": "soon", "web_url": [1], "new": 1}
    first, second = records(GOOD, odd)
    assert first.invalid_fields == ()
    assert second.id.record_id == "r"
    assert second.invalid_fields == ("created_at", "web_url")
    assert second.model_extra == {"new": 1, "created_at": "soon", "web_url": [1]}
    assert second.model_dump(mode="json", exclude_unset=True) == odd


def test_valid_parts_below_an_odd_field_are_kept() -> None:
    meeting: JSON = {
        "id": {"workspace_id": "w", "meeting_id": "m"},
        "title": "Kick-off",
        "participants": [{"email_address": "a@b.example"}, 5, {"email_address": ["odd"]}],
        "start": {"datetime": "soon"},
    }
    [read] = decode(MEETINGS_LIST, 200, Headers(), json.dumps({"data": [meeting]}).encode()).data
    assert (read.title, [participant.email_address for participant in read.participants]) == (
        "Kick-off",
        ["a@b.example", None],
    )
    assert read.model_extra is not None
    assert read.model_extra["participants"] == meeting["participants"]


@pytest.mark.parametrize("item", WITHOUT_ID)
def test_an_item_without_an_id_is_kept(item: object) -> None:
    first, odd, last = records(GOOD, item, GOOD)
    assert first == last
    assert "id" in odd.invalid_fields
    with pytest.raises(AttributeError, match=r"sent this Record without a valid 'id'; see `model_extra`"):
        _ = odd.id
    with pytest.raises(AttributeError):
        getattr(odd, "no_such_field")  # noqa: B009 - no checker knows it
    if isinstance(item, dict):
        assert odd.model_dump(mode="json", exclude_unset=True) == item
    else:
        assert odd.model_extra == {"raw": item}
    assert pickle.loads(pickle.dumps(odd)) == odd


@pytest.mark.parametrize(
    "body",
    NO_LIST_OF_RECORDS,
    ids=range(6),
)
def test_a_response_without_a_list_of_records_is_an_error(body: JSON) -> None:
    with pytest.raises(errors.ResponseValidationError, match=r"data"):
        decode(RECORDS_QUERY, 200, Headers(), json.dumps(body).encode())


def test_odd_items_of_unions_and_other_lists_are_kept() -> None:
    files: JSON = {"data": [None, {"file_type": "file", "id": {"workspace_id": "w", "file_id": "f"}}], "pagination": {}}
    first, second = decode(FILES_LIST, 200, Headers(), json.dumps(files).encode()).data
    assert isinstance(first, UnknownFile)
    assert first == UnknownFile.of(None)
    assert type(second).__name__ == "File"
    found = {"id": {"record_id": "r"}, "object_slug": "people", "record_text": "Ada"}
    results = decode(
        RECORDS_SEARCH, 200, Headers(), json.dumps({"data": [found, {**found, "record_text": 5}]}).encode()
    )
    assert [result.record_text for result in results.data] == ["Ada", None]


class _Texts(Envelope):
    data: list[str]


class _Files(Envelope):
    data: list[FileEntry]
    more: int


def decoded(operation: Any, body: JSON) -> Any:
    return decode(operation, 200, Headers(), json.dumps(body).encode())


@pytest.mark.parametrize("operation", [RECORDS_GET, RECORDS_CREATE, RECORDS_UPDATE, RECORDS_ASSERT])
def test_an_odd_field_of_a_single_record_leaves_the_others_readable(operation: Any) -> None:
    odd = {**GOOD, "created_at": "soon", "values": {"name": [{"attribute_type": "text", "value": "North"}], "x": 5}}
    record = decoded(operation, {"data": odd}).data
    assert (record.id.record_id, record.first("name", str)) == ("r", "North")
    assert record.invalid_fields == ("created_at",)
    assert record.model_extra == {"created_at": "soon"}
    assert record.model_dump(mode="json", exclude_unset=True)["created_at"] == "soon"


def test_an_odd_field_of_a_response_without_an_envelope_leaves_the_others_readable() -> None:
    user: JSON = {"id": "u", "userName": "ada@attio.example", "emails": [{"value": "a@b.example"}, 5], "active": [1]}
    read = decoded(SCIM_USERS_GET, user)
    assert (read.id, read.userName, [email.value for email in read.emails]) == (
        "u",
        "ada@attio.example",
        ["a@b.example"],
    )
    assert read.model_extra == {"emails": user["emails"], "active": [1]}
    with pytest.raises(errors.ResponseValidationError):
        decoded(SCIM_USERS_GET, {**user, "id": 5})


@pytest.mark.parametrize("data", [None, 5, [GOOD], {}, {"id": None}, {**GOOD, "id": "r"}])
def test_a_response_without_a_record_is_an_error(data: JSON) -> None:
    with pytest.raises(errors.ResponseValidationError, match="data"):
        decoded(RECORDS_GET, {"data": data})


def test_only_lists_of_models_are_read_item_by_item() -> None:
    assert read_parts(_Texts, {"data": ["a", 5]}) is None
    assert read_parts(EmptyResponse, {"data": [5]}) is None
    assert read_parts(_Files, [1]) is None
    assert read_parts(_Files, {"data": [], "more": "many"}) is None
    good = {"file_type": "file", "id": {"workspace_id": "w", "file_id": "f"}}
    assert read_parts(_Files, {"data": [good], "more": "many"}) is None
    assert read_parts(Record, {"data": [GOOD]}) is None
    assert read_parts(FilesGetResponse, {"data": [None, None]}) is None
    read = read_parts(_Files, {"data": [5], "more": 3})
    assert read is not None
    assert read.more == 3


def test_odd_items_count_towards_the_offset() -> None:
    """An offset that did not count odd items would read the following ones twice."""
    items = [GOOD, None, {**GOOD, "web_url": 5}, GOOD, GOOD]
    seen: list[tuple[int, str]] = []

    def fetch(request: httpx.Request) -> httpx.Response:
        body_sent = json.loads(request.content)
        start = body_sent.get("offset", 0)
        seen.append((start, threading.current_thread().name))
        return httpx.Response(200, json={"data": items[start : start + body_sent["limit"]]})

    with Attio("token-1", http_client=HTTPClient(fetcher=fetch)) as client:
        assert len(list(client.records.query("projects", limit=3))) == 5
    assert [start for start, _ in seen][:2] == [0, 3]


def test_async_pages_keep_odd_items_too() -> None:
    async def fetch(_request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json={"data": [GOOD, {**GOOD, "values": {"a": 5}}, 7]})

    async def query() -> list[Record]:
        async with Attio("token-1", http_client=HTTPClient(async_fetcher=fetch)) as client:
            return (await client.records.query_async("projects", limit=3)).data

    read = asyncio.run(query())
    assert [len(read), read[2].model_extra] == [3, {"raw": 7}]


def test_an_item_of_a_union_without_its_id_is_dumped_unchanged() -> None:
    person: JSON = {"id": GOOD["id"], "record_text": "Ada", "record_image": None, "object_slug": "people",
                    "email_addresses": [], "phone_numbers": []}  # fmt: skip
    company = {
        "id": None,
        "record_text": "Acme",
        "record_image": None,
        "object_slug": "companies",
        "domains": ["a.com"],
    }
    found = decode(RECORDS_SEARCH, 200, Headers(), json.dumps({"data": [person, company]}).encode())
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        dumped = json.loads(found.model_dump_json())
        assert found.model_dump(mode="json") == dumped
    assert dumped == {"data": [person, company]}
