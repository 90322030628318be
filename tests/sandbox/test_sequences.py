"""Unsubscribing addresses from sequences."""

from __future__ import annotations

from tests.sandbox.api import Api, ApiResponse
from tests.sandbox.conftest import Clock

PATH = "/v2/sequences/unsubscribed_emails"


def unsubscribe(api: Api, *addresses: object) -> ApiResponse:
    return api("POST", PATH, {"data": {"email_addresses": list(addresses)}})


def test_addresses_are_normalized_and_deduplicated(api: Api, clock: Clock) -> None:
    (first,) = unsubscribe(api, " Ada@Acme.com ").data
    assert first == {"email_address": "ada@acme.com", "created_at": "2026-03-04T05:06:07.089000000Z"}
    clock.move(hours=1)
    again, new = unsubscribe(api, "ADA@acme.com", "eve@acme.com", "ada@acme.com").data
    assert again == first
    assert new["email_address"] == "eve@acme.com"
    assert new["created_at"].startswith("2026-03-04T06:06:07")
    assert unsubscribe(api).data == []


def test_invalid_addresses_are_rejected(api: Api) -> None:
    response = unsubscribe(api, "ada@acme.com", "ada@acme", "@", "a b@acme.com")
    assert response.code == (400, "validation_type")
    assert response.paths == [["data", "email_addresses", position] for position in (1, 2, 3)]
    assert unsubscribe(api, "ada@acme.com").status == 200


def test_at_most_a_thousand_addresses_are_accepted(api: Api) -> None:
    assert unsubscribe(api, *[f"p{number}@acme.com" for number in range(1000)]).status == 200
    assert unsubscribe(api, *["ada@acme.com"] * 1001).paths == [["data", "email_addresses"]]
    assert unsubscribe(api, 5).paths == [["data", "email_addresses", 0]]
