"""SQL over a workspace: tables, values of columns, and rejected statements."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.api import Api


@pytest.fixture(autouse=True)
def records(api: Api) -> dict[str, str]:
    company = api.record_id(
        "companies",
        name="Acme",
        domains=["acme.com", "acme.org"],
        categories=["B2B"],
        employee_range="11-50",
        foundation_date="2019-12-10",
        primary_location="Berlin, Germany",
        funding_raised_usd=1000.5,
    )
    person = api.record_id("people", name="Lovelace, Ada", email_addresses=["ada@acme.com"], company="acme.com")
    api.record_id("people")
    return {"company": company, "person": person}


def rows(api: Api, sql: str) -> Any:
    return api("POST", "/v2/sql", {"sql": sql}).data["rows"]


def test_each_type_has_its_sql_value(api: Api, records: dict[str, str]) -> None:
    columns = (
        "record_id, name, domains, categories, employee_range, foundation_date, funding_raised_usd, "
        "primary_location.country_code AS country, created_at, team, logo_url, created_by"
    )
    people = api("GET", "/v2/objects/people").data["id"]["object_id"]
    (row,) = rows(api, f"SELECT {columns} FROM companies")
    assert row.pop("created_by")["referenced_actor_type"] == "api-token"
    assert row == {
        "record_id": records["company"],
        "name": "Acme",
        "domains": ["acme.com", "acme.org"],
        "categories": ["B2B"],
        "employee_range": "11-50",
        "foundation_date": "2019-12-10",
        "funding_raised_usd": 1000.5,
        "country": "DE",
        "created_at": "2026-03-04T05:06:07.089000000Z",
        "team": [{"entity_definition_id": people, "entity_instance_id": records["person"]}],
        "logo_url": None,
    }


def test_objects_can_be_joined(api: Api) -> None:
    sql = """
        SELECT p.name.full_name AS person, c.name AS company FROM objects.people p
        JOIN companies c ON c.record_id = p.company.entity_instance_id
    """
    assert rows(api, sql) == [{"person": "Ada Lovelace", "company": "Acme"}]
    assert rows(api, "SELECT first_interaction FROM people LIMIT 1") == [{"first_interaction": None}]


def test_written_records_are_selected_at_once(api: Api, records: dict[str, str]) -> None:
    count = "SELECT count(*) FROM people"
    assert rows(api, count) == [{"count": 2}]
    api.record_id("people")
    assert rows(api, count) == [{"count": 3}]
    api("DELETE", f"/v2/objects/people/records/{records['person']}")
    assert rows(api, count) == [{"count": 2}]
    api.attribute("people", "hobby", "text")
    assert rows(api, "SELECT DISTINCT hobby FROM people") == [{"hobby": None}]


def test_a_rejected_write_leaves_no_trace(api: Api) -> None:
    before = rows(api, "SELECT * FROM companies")
    assert api.create_error("companies", domains=["acme.com"]).status == 400
    assert rows(api, "SELECT * FROM companies") == before


@pytest.mark.parametrize(
    ("sql", "status", "code", "message"),
    [
        ("SELECT nickname FROM companies", 400, "filter_error", 'There is no column "nickname" in companies.'),
        ("SELECT 1 FROM planets", 400, "filter_error", 'There is no table "planets".'),
        ("SELECT 1 FROM lists.planets", 400, "filter_error", 'There is no table "lists.planets".'),
        ("DELETE FROM people", 400, "filter_error", "only SELECT statements can be run, not DELETE"),
        ("SELECT array_agg(name) FROM companies", 501, "not_implemented",
         "the sandbox does not translate function array_agg of PostgreSQL."),
    ],
)  # fmt: skip
def test_invalid_statements_are_rejected(api: Api, sql: str, status: int, code: str, message: str) -> None:
    assert api("POST", "/v2/sql", {"sql": sql}).error == (status, code, message)


def test_the_body_is_checked(api: Api) -> None:
    assert api("POST", "/v2/sql", {}).paths == [["sql"]]
    assert api("POST", "/v2/sql", {"data": {"sql": "SELECT 1"}}).paths == [["sql"]]
