"""Misspelt parameters and options, and invalid values of options."""

from __future__ import annotations

import pytest

from attio._call.options import PAGE_OPTIONS, REQUEST_OPTIONS
from attio._call.request import check_names
from attio._call.retries import RetryConfig
from attio.errors.base import InvalidRequestError, UnknownParameterError
from tests.call.things import READ, SETTINGS, THING, options


def test_a_misspelt_parameter_is_named_with_the_nearest_right_one() -> None:
    with pytest.raises(UnknownParameterError) as caught:
        check_names(THING, {"limt": 5})
    assert str(caught.value).endswith("things_update() has no parameter 'limt'; did you mean 'limit'?")
    assert isinstance(caught.value, TypeError)
    assert caught.value.operation == "things.update"
    with pytest.raises(UnknownParameterError, match="did you mean 'timeout_ms'"):
        check_names(THING, {"timeout_m": 5})


def test_an_unknown_name_without_a_similar_one_lists_all_parameters() -> None:
    with pytest.raises(UnknownParameterError) as caught:
        check_names(READ, {"retries": None, "zzzz": 5})
    assert str(caught.value) == (
        "things.read: things_read() has no parameter 'zzzz'; it has thing, deadline_ms, extra_body, extra_query, "
        "http_headers, oauth2, retries, retry_codes, server_url, timeout_ms"
    )


def test_only_paged_operations_take_page_options() -> None:
    check_names(THING, {"max_items": 5, "timeout_ms": 5})
    check_names(READ, {"timeout_ms": 5})
    check_names(READ, {})
    check_names(READ, dict.fromkeys(REQUEST_OPTIONS))
    check_names(THING, dict.fromkeys(PAGE_OPTIONS))
    with pytest.raises(UnknownParameterError, match="'max_items'"):
        check_names(READ, {"max_items": 5})


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"timeout_ms": 0}, "timeout_ms must be a positive number"),
        ({"timeout_ms": "5"}, "timeout_ms must be a positive number"),
        ({"deadline_ms": -1}, "deadline_ms must be a positive number"),
        ({"max_items": -1}, "max_items must be a whole number"),
        ({"retries": "none"}, "retries must be an attio.RetryConfig"),
        ({"retry_codes": [7]}, "retry_codes contains 7"),
        ({"extra_body": [1]}, "extra_body must be a mapping"),
        ({"http_headers": {1: "x"}}, "http_headers must be a mapping with text keys"),
        ({"server_url": "http://example.com"}, "server_url must use https"),
        ({"oauth2": "two words"}, "oauth2"),
    ],
)
def test_invalid_options_are_named(given: dict[str, object], problem: str) -> None:
    with pytest.raises(InvalidRequestError, match=problem):
        options(**given)


def test_options_of_a_call_override_those_of_the_client() -> None:
    retries = RetryConfig(max_attempts=1)
    call = options(
        timeout_ms=500, deadline_ms=None, retries=retries, retry_codes=["5XX"], server_url="https://x.test/p/"
    )
    assert (call.timeout, call.deadline, call.server_url) == (0.5, None, "https://x.test/p")
    assert call.retries == RetryConfig(max_attempts=1, retry_codes=["5XX"])
    nothing = options(http_headers=None, extra_query=None, extra_body=None, oauth2="other", max_items=None)
    assert (nothing.http_headers, nothing.extra_query, nothing.extra_body, nothing.max_items) == ({}, {}, {}, None)
    assert nothing.oauth2.reveal() == "other"
    assert SETTINGS.combine({}, transfer=True).deadline is None
    assert SETTINGS.combine({}, transfer=False).deadline == 120
