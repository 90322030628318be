"""The history of values."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.api import Api, ApiResponse, plain
from tests.sandbox.conftest import Clock


def history(
    api: Api, record_id: str, slug: str, query: str = "?show_historic=true", owner: str = "people"
) -> ApiResponse:
    return api("GET", f"/v2/objects/{owner}/records/{record_id}/attributes/{slug}/values{query}")


def rewrite(api: Api, record_id: str, slug: str, *values: Any, owner: str = "people") -> ApiResponse:
    items = [dict(zip(("value", "active_from", "active_until"), value, strict=True)) for value in values]
    body = {"data": {"replace_history": True, "values": items}}
    return api("PUT", f"/v2/objects/{owner}/records/{record_id}/attributes/{slug}/values", body)


def change(api: Api, record_id: str, **values: object) -> None:
    assert api("PUT", f"/v2/objects/people/records/{record_id}", {"data": {"values": values}}).status == 200


def test_replaced_values_have_an_end(api: Api, clock: Clock) -> None:
    record = api.record_id("people", job_title="Analyst")
    clock.move(hours=1)
    change(api, record, job_title="Founder")
    clock.move(hours=1)
    change(api, record, job_title="Founder")
    change(api, record, job_title=None)
    first, second, third = (f"2026-03-04T0{hour}:06:07.089000000Z" for hour in (5, 6, 7))
    assert plain(history(api, record, "job_title").data, "value", "active_from", "active_until") == [
        ("Analyst", first, second),
        ("Founder", second, third),
    ]
    assert history(api, record, "job_title", "").data == []


def test_a_multiselect_attribute_has_a_history_of_each_value(api: Api, clock: Clock) -> None:
    record = api.record_id("people", email_addresses=["a@acme.com", "b@acme.com"])
    clock.move(hours=1)
    change(api, record, email_addresses=["b@acme.com", "c@acme.com"])
    found = history(api, record, "email_addresses").data
    assert [(value["email_address"], value["active_until"] is None) for value in found] == [
        ("a@acme.com", False),
        ("b@acme.com", True),
        ("c@acme.com", True),
    ]
    assert plain(history(api, record, "email_addresses", "").data, "email_address") == ["b@acme.com", "c@acme.com"]
    page = history(api, record, "email_addresses", "?show_historic=true&limit=1&offset=1").data
    assert plain(page, "email_address") == ["b@acme.com"]


def test_the_other_side_of_a_relationship_has_a_history(api: Api, clock: Clock) -> None:
    acme = api.record_id("companies", domains=["acme.com"])
    ada = api.record_id("people", company="acme.com")
    clock.move(hours=1)
    change(api, ada, company=None)
    team = history(api, acme, "team", owner="companies").data
    assert plain(team, "target_record_id", "active_until") == [(ada, "2026-03-04T06:06:07.089000000Z")]


@pytest.mark.parametrize(
    ("slug", "kind"), [("last_interaction", "a COMINT"), ("twitter_follower_count", "an enriched")]
)
def test_some_attributes_have_no_history(api: Api, slug: str, kind: str) -> None:
    record = api.record_id("people")
    message = f"Cannot set show_historic param to true when querying {kind} attribute."
    assert history(api, record, slug).error == (400, "validation_type", message)
    assert history(api, record, slug, "").data == []


def test_history_of_unknown_attributes_is_not_found(api: Api) -> None:
    record = api.record_id("people")
    missing = history(api, record, "my-attribute")
    assert missing.error == (404, "not_found", 'Attribute with slug/ID "my-attribute" not found.')
    assert history(api, "nobody", "name").error[2] == 'Record with ID "nobody" not found.'
    assert history(api, record, "name", "?show_historic=yes").paths == [["show_historic"]]


def test_a_history_can_be_rewritten(api: Api, clock: Clock) -> None:
    record = api.record_id("people", job_title="Analyst")
    clock.move(days=1)
    response = rewrite(
        api,
        record,
        "job_title",
        ("Founder", "2021-01-01T00:00:00Z", None),
        ({"value": "Clerk"}, "2020-01-01", "2021-01-01T00:00:00.000000000Z"),
    )
    expected = [
        ("Clerk", "2020-01-01T00:00:00.000000000Z", "2021-01-01T00:00:00.000000000Z"),
        ("Founder", "2021-01-01T00:00:00.000000000Z", None),
    ]
    assert plain(response.data, "value", "active_from", "active_until") == expected
    assert history(api, record, "job_title").data == response.data
    assert plain(api.get("people", record)["job_title"], "value") == ["Founder"]


def test_a_rewritten_history_keeps_values_unique(api: Api) -> None:
    one = api.record_id("people", email_addresses=["a@acme.com"])
    other = api.record_id("people", email_addresses=["b@acme.com"])
    taken = rewrite(api, one, "email_addresses", ("b@acme.com", "2020-01-01", None))
    assert taken.code == (400, "uniqueness_conflict")
    assert rewrite(api, one, "email_addresses", ("b@acme.com", "2020-01-01", "2021-01-01")).status == 200
    assert api.create("people", email_addresses=["a@acme.com"])
    assert rewrite(api, other, "email_addresses", ("c@acme.com", "2020-01-01", None)).status == 200
    assert api.create_error("people", email_addresses=["c@acme.com"]).code == (400, "uniqueness_conflict")


@pytest.mark.parametrize(
    ("slug", "values", "code"),
    [
        ("job_title", [("a", "2020-01-01", None), ("b", "2021-01-01", None)],
         "multiple_values_for_single_value_attribute"),
        ("job_title", [("a", "2020-01-01", "2022-01-01"), ("b", "2021-01-01", None)],
         "multiple_values_for_single_value_attribute"),
        ("email_addresses", [("a@x.com", "2020-01-01", None), ("A@x.com", "2021-01-01", None)], "duplicate_values"),
        ("job_title", [("a", "2020-01-01", "2020-01-01")], "validation_type"),
        ("job_title", [("a", "2030-01-01", None)], "validation_type"),
        ("job_title", [("a", "2020-01-01", "2030-01-01")], "validation_type"),
        ("job_title", [("a", "long ago", None)], "validation_type"),
        ("job_title", [(5, "2020-01-01", None)], "validation_type"),
        ("job_title", [], "validation_type"),
        ("job_title", [("a", "2020-01-01", None)] * 401, "validation_type"),
        ("company", [("acme.com", "2020-01-01", None)], "validation_type"),
        ("created_at", [("2020-01-01", "2020-01-01", None)], "system_edit_unauthorized"),
        ("last_interaction", [("x", "2020-01-01", None)], "system_edit_unauthorized"),
    ],
)  # fmt: skip
def test_rewriting_is_checked(api: Api, slug: str, values: list[Any], code: str) -> None:
    record = api.record_id("people", job_title="Analyst")
    assert rewrite(api, record, slug, *values).code == (400, code)
    assert plain(api.get("people", record)["job_title"], "value") == ["Analyst"]


def test_a_rewritten_history_is_validated(api: Api) -> None:
    deal = api.record_id("deals", name="Loom", stage="Lead", owner="alan@sandbox.test")
    assert rewrite(api, deal, "name", ("Old", "2020-01-01", "2021-01-01"), owner="deals").code == (400, "missing_value")
    assert rewrite(api, deal, "stage", ("Sold", "2020-01-01", None), owner="deals").code == (400, "value_not_found")
    acme = api.record_id("companies")
    value = ("2020-01-01", "2020-01-01", None)
    assert rewrite(api, acme, "foundation_date", value, owner="companies").code == (400, "validation_type")


def test_rewriting_needs_replace_history(api: Api) -> None:
    record = api.record_id("people")
    body = {"data": {"values": [{"value": "x", "active_from": "2020-01-01"}]}}
    response = api("PUT", f"/v2/objects/people/records/{record}/attributes/job_title/values", body)
    assert response.paths == [["data", "replace_history"], ["data", "values", 0, "active_until"]]


def test_values_of_a_multiselect_attribute_may_overlap(api: Api) -> None:
    record = api.record_id("people")
    response = rewrite(
        api, record, "email_addresses", ("a@x.com", "2020-01-01", "2022-01-01"), ("b@x.com", "2021-01-01", None)
    )
    assert plain(response.data, "email_address") == ["a@x.com", "b@x.com"]
    assert plain(api.get("people", record)["email_addresses"], "email_address") == ["b@x.com"]
