"""`extra_query`, `extra_body` and `http_headers` of a call."""

from __future__ import annotations

import datetime as dt
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attio._call.headers import USER_AGENT, check_header
from attio._call.request import build
from attio.errors.base import InvalidRequestError
from tests.call.things import READ, body, make, options

PAGING = {"limit", "offset", "cursor", "count", "startIndex"}
"""Paging parameters, which are rejected as extras."""


@given(st.dictionaries(st.text(min_size=1).filter(lambda name: name not in PAGING), st.text()))
def test_any_query_arrives_as_given(extra: dict[str, str]) -> None:
    try:
        request = make(call=options(extra_query=extra))
    except (InvalidRequestError, UnicodeEncodeError):
        assert any("\ud800" <= letter <= "\udfff" for pair in extra.items() for text in pair for letter in text)
        return
    assert dict(parse_qsl(urlsplit(request.url).query, keep_blank_values=True)) == extra


def test_extra_query_and_body_are_added_to_the_request() -> None:
    call = options(extra_query={"expand": ["a", "b"]}, extra_body={"data": {"owner": {"new": 1}}, "more": True})
    request = make(call=call, data={"owner": {"name": "x"}})
    assert request.url.endswith("?expand=a&expand=b")
    assert body(request) == {"data": {"owner": {"name": "x", "new": 1}}, "more": True}


def test_extra_body_merges_mappings_and_replaces_anything_else() -> None:
    extra = {"data": {"values": {"b": {"c": 3}}}, "tags": {"all": True}}
    request = make(call=options(extra_body=extra), data={"values": {"a": 1, "b": {"c": 1, "d": 2}}}, tags=["x"])
    assert body(request)["data"]["values"] == {"a": 1, "b": {"c": 3, "d": 2}}
    assert body(request)["tags"] == {"all": True}
    flat = make(call=options(extra_body={"data": "nothing"}))
    assert body(flat) == {"data": "nothing"}


@pytest.mark.parametrize(
    ("name", "value", "sent"),
    [
        ("at", dt.date(2026, 1, 2), "at=2026-01-02"),
        ("both", (1, None), "both=1&both=null"),
        ("a b", "c d/e", "a%20b=c%20d%2Fe"),
        ("on", True, "on=true"),
    ],
)
def test_extra_query_is_encoded_like_any_query(name: str, value: object, sent: str) -> None:
    assert make(call=options(extra_query={name: value}), limit=1).url.endswith(f"/parts/1?limit=1&{sent}")


def test_an_extra_query_that_cannot_be_encoded_is_named() -> None:
    with pytest.raises(InvalidRequestError, match=r"extra_query\.deep: a dict has no form in a query"):
        make(call=options(extra_query={"deep": {"a": 1}}))


def test_extra_body_adds_a_body_to_a_request_without_one() -> None:
    request = build(READ, {"thing": "1"}, options(extra_body={"reason": "why"}))
    assert body(request) == {"reason": "why"}
    assert request.headers["content-type"] == "application/json"


@given(st.text(), st.text())
def test_no_header_can_inject_a_line(name: str, value: str) -> None:
    try:
        sent = check_header(name, value)
    except InvalidRequestError:
        return
    assert not {"\r", "\n", "\0"} & set(name + sent)
    sent.encode("latin-1")


def test_a_rejected_header_value_is_not_repeated() -> None:
    with pytest.raises(InvalidRequestError) as caught:
        check_header("x-key", "secret\r\nx-evil: 1")
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("name", ["Authorization", "host", "Content-Length", "Transfer-Encoding"])
def test_headers_that_the_client_sets_cannot_be_set(name: str) -> None:
    with pytest.raises(InvalidRequestError, match=f"{name} cannot be set"):
        make(call=options(http_headers={name: "x"}))


def test_added_headers_are_sent_and_may_replace_the_user_agent() -> None:
    headers = make(call=options(http_headers={"X-Trace": "1", "User-Agent": "mine", "Accept": "text/csv"})).headers
    assert (headers["x-trace"], headers["user-agent"], headers["accept"]) == ("1", "mine", "text/csv")


def test_the_user_agent_of_the_client_is_sent() -> None:
    assert build(READ, {"thing": "1"}, options(), "app/1.0").headers["user-agent"] == "app/1.0"
    assert build(READ, {"thing": "1"}, options(), None).headers["user-agent"] == USER_AGENT


def test_a_header_that_cannot_be_sent_is_named() -> None:
    with pytest.raises(InvalidRequestError, match="header x-count must be a str, not int"):
        make(call=options(http_headers={"x-count": 5}))
