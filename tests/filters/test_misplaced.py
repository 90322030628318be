"""Fields without a condition, and other arguments that are not filters or sorts."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from attio import Attio
from attio.errors import InvalidRequestError
from attio.filters import F
from attio.sandbox import Sandbox
from attio.typed import TypedRecord, attr


class Company(TypedRecord, object="companies"):
    name: attr.Text = attr.Text()


FIELDS: list[tuple[Any, str]] = [(Company.name, "Company.name"), (F("name"), "name")]
Query = Callable[..., object]


@pytest.fixture
def sandbox() -> Sandbox:
    return Sandbox()


@pytest.fixture
def client(sandbox: Sandbox) -> Attio:
    return sandbox.client()


def queries(client: Attio) -> dict[str, Query]:
    """Return every untyped method with a filter, by its name in errors."""
    return {
        "records.query": partial(client.records.query, "companies"),
        "entries.query": partial(client.entries.query, "sales"),
        "activity_records.query": partial(client.activity_records.query, "phone_calls"),
    }


@pytest.mark.parametrize(("field", "title"), FIELDS)
def test_a_field_alone_is_rejected(sandbox: Sandbox, client: Attio, field: Any, title: str) -> None:
    advice = "compare it with a value to filter by it, write .asc() or .desc() to sort by it, or pass its slug 'name'"
    given: dict[str, dict[str, Any]] = {
        "filter": {"filter": field},
        "filter.$and.0": {"filter": {"$and": [field]}},
        "sorts": {"sorts": field},
        "sorts.0": {"sorts": [field]},
    }
    for name, query in queries(client).items():
        for place, how in given.items():
            with pytest.raises(InvalidRequestError) as caught:
                query(**how)
            assert str(caught.value).startswith(f"{name}: {place}: {title} is a field: {advice}")
    assert len(sandbox.requests) == 0


@pytest.mark.anyio
async def test_the_async_twins_reject_a_misplaced_field(client: Attio) -> None:
    field: Any = Company.name
    with pytest.raises(InvalidRequestError, match=r"filter: Company\.name is a field: compare it"):
        await client.records.query_async("companies", filter=field)
    with pytest.raises(TypeError, match=r"Company\.name is a field: compare it with a value"):
        await client.bulk.export_records_async("companies", filter=field)


@pytest.mark.parametrize(("field", "title"), FIELDS)
def test_exports_reject_a_field(sandbox: Sandbox, client: Attio, field: Any, title: str) -> None:
    for export in (client.bulk.export_records, client.bulk.export_entries):
        with pytest.raises(TypeError, match=f"^{title} is a field: compare it with a value"):
            export("companies", filter=field)
    assert len(sandbox.requests) == 0


def test_a_field_cannot_name_an_attribute(client: Attio) -> None:
    attribute: Any = Company.name
    with pytest.raises(InvalidRequestError, match=r"matching_attribute: Company\.name is a field: .*its slug 'name'"):
        client.records.assert_("companies", matching_attribute=attribute, data={"values": {"name": "Acme"}})


FILTER = "a dict such as {'name': 'Acme'}, or a filter such as F('name') == 'Acme' of attio.filters"
SORT = {"attribute": "created_at", "direction": "desc"}


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        ({"filter": "name"}, f"filter: must be {FILTER}, not str"),
        ({"filter": [F("name") == "a"]}, f"filter: must be {FILTER}, not list"),
        ({"filter": Company}, f"filter: must be {FILTER}, not a class"),
        ({"sorts": "name"}, f"sorts: must be a list such as [{SORT}], not str"),
        ({"sorts": F("name").asc()}, f"sorts: must be a list such as [{SORT}], not dict"),
        ({"sorts": ["name"]}, f"sorts.0: must be a dict such as {SORT}, not str"),
    ],
)
def test_values_that_are_not_a_filter_or_sort_are_rejected_with_an_example(
    client: Attio, how: dict[str, Any], expected: str
) -> None:
    with pytest.raises(InvalidRequestError) as caught:
        client.records.query("companies", **how)
    assert str(caught.value) == f"records.query: {expected}"
