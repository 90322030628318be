"""Hostile input of callers and of servers."""

from __future__ import annotations

import importlib
import json
import math
import string
import tracemalloc
from collections.abc import Iterator, Sequence
from typing import Any, cast
from urllib.parse import quote, unquote, urlsplit

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attio import Attio, AttioSDKError, HTTPClient, errors
from attio._call.operation import Operation
from attio._call.options import Settings
from attio._call.request import build
from attio._call.retries import RetryConfig
from attio._support.secrets import Secret
from tests.contract.golden import load
from tests.contract.table import Golden
from tests.faults.floods import FLOODS, measure
from tests.faults.hostile import fuzz, operation_of
from tests.faults.random_calls import call_at_random
from tests.server import Received, Reply, Server

SERVER = "https://api.attio.com"
DECODED = 4_000
CALLED = 1_500

WITH_IDS = [golden for golden in load() if operation_of(golden).path_names and not golden.special]
TRICKS = ["..", ".", "", "/", "%2e%2e", "..%2f", "a/../b", "\\..", "?", "#", "a\r\nb", "\u00e9", "\ud800", "\u202e"]
IDS = st.text() | st.sampled_from(TRICKS)
"""Random and malicious ids."""
HEADER_NAMES = st.text(string.ascii_letters + "-_:\r\n \u00e9", max_size=10)
VISIBLE = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=30)
VALUES = VISIBLE | st.text(max_size=30) | st.tuples(VISIBLE, st.sampled_from("\r\n\0\t\x85\xa0 "), VISIBLE).map("".join)
"""Valid and invalid values of headers."""
NESTED = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


def settings_of(**changes: Any) -> Any:
    """Return hypothesis settings for expensive examples."""
    defaults: dict[str, Any] = {
        "server_url": SERVER,
        "retry_config": RetryConfig(),
        "timeout": 1.0,
        "deadline": None,
        "oauth2": Secret("t"),
        "user_agent": None,
        "allow_insecure_http": False,
        "max_response_bytes": 1000,
    }
    return Settings(**defaults).combine(changes, transfer=False)


# Input of callers


@given(golden=st.sampled_from(WITH_IDS), data=st.data())
def test_no_id_changes_the_route_of_any_operation(golden: Golden, data: st.DataObject) -> None:
    operation = operation_of(golden)
    ids = {name: data.draw(IDS, label=name) for name in operation.path_names}
    params = {**given_to(golden, operation), **ids}
    try:
        request = build(operation, params, settings_of())
    except errors.InvalidRequestError:
        assert any(not fits(value) for value in ids.values())
        return
    path = urlsplit(request.url).path
    wanted = [
        "".join(ids.get(part[1:-1], part) if part.startswith("{") else part) for part in operation.path.split("/")
    ]
    assert [unquote(segment) for segment in path.split("/")] == wanted
    assert httpx.URL(request.url).raw_path.partition(b"?")[0] == quote(path, safe="/%").encode()
    assert request.url.isascii()


def given_to(golden: Golden, operation: Operation[Any]) -> dict[str, object]:
    """Return the parameters of an operation's first case, by name."""
    case = golden.cases[0]
    return {**dict(zip(operation.path_names, case.args, strict=False)), **case.kwargs}


def fits(value: str) -> bool:
    """Return whether a text is a valid path segment."""
    odd = any(character < " " or character == "\x7f" or "\ud800" <= character <= "\udfff" for character in value)
    return value not in {"", ".", ".."} and not odd


@pytest.fixture(scope="module")
def listener() -> Iterator[Server]:
    """A server that records its requests."""
    with Server() as server:
        server.always(lambda _: Reply(json={"active": False}))
        yield server


@given(name=HEADER_NAMES, value=VALUES, token=VALUES, agent=VALUES)
@settings(max_examples=200)
def test_no_argument_injects_a_header_line(listener: Server, name: str, value: str, token: str, agent: str) -> None:
    listener.requests.clear()
    try:
        with Attio(lambda: token, server_url=listener.url, user_agent=agent) as client:
            client.meta.identify(http_headers={name: value})
    except ValueError:  # InvalidRequestError is one
        assert listener.requests == []
        return
    [request] = listener.requests
    own = {"user-agent": agent} if agent.strip(" \t") else {}  # an empty one is not sent
    assert_own_headers(request, {name.lower(): value, **own, "authorization": f"Bearer {token}"})


def assert_own_headers(request: Received, changed: dict[str, str]) -> None:
    """Assert that the head has no unexpected header."""
    expected = {"host", "accept", "accept-encoding", "user-agent", "authorization", *changed}
    named = [name.lower() for name, _ in request.headers]
    assert sorted(named) == sorted(expected)
    for name, value in changed.items():
        assert request.header(name) == value.strip()
    assert request.target == "/v2/self"


@given(NESTED)
def test_a_body_is_sent_unchanged_or_rejected(value: object) -> None:
    sent: list[httpx.Request] = []

    def fetch(request: httpx.Request) -> httpx.Response:
        sent.append(request)
        return httpx.Response(404)

    client = Attio("t" * 20, http_client=HTTPClient(fetcher=fetch))
    with pytest.raises(AttioSDKError) as caught:
        client.records.create("people", data={"values": {"key": cast("str", value)}})
    if sent:
        assert json.loads(sent[0].content) == {"data": {"values": {"key": value}}}
    else:
        assert isinstance(caught.value, errors.InvalidRequestError)
        assert not is_json(value)


def is_json(value: Any) -> bool:
    if isinstance(value, float):
        return math.isfinite(value)
    if isinstance(value, str):
        return not any("\ud800" <= character <= "\udfff" for character in value)
    if isinstance(value, list):
        return all(map(is_json, cast("Sequence[Any]", value)))
    if isinstance(value, dict):
        return all(is_json(key) and is_json(item) for key, item in cast("dict[str, Any]", value).items())
    return True


# Input of servers


def test_the_decoder_raises_only_errors_of_the_sdk() -> None:
    counts = fuzz(DECODED, seed=2026)
    assert min(counts.values()) > DECODED / 10


@pytest.mark.filterwarnings("error")
def test_calls_raise_only_errors_of_the_sdk_whatever_the_server_sends() -> None:
    found = call_at_random(CALLED, seed=2026)
    assert sum(found.values()) == CALLED
    assert found["done"] > CALLED / 20
    assert found["ResponseValidationError"] > CALLED / 20


@pytest.mark.parametrize("name", FLOODS)
def test_the_memory_for_a_flood_is_bounded(name: str) -> None:
    measured = measure(name)
    assert measured.is_bounded, measured
    assert measured.seconds < 5


def test_the_fuzz_finds_broken_decoders(monkeypatch: pytest.MonkeyPatch) -> None:
    """A decoder that raises other exceptions fails the fuzz test."""
    response = importlib.import_module("attio._call.response")

    def careless(content: bytes) -> tuple[object, bool]:
        return {b"": content}[content[:0] or content], True

    monkeypatch.setattr(response, "parse", careless)
    with pytest.raises(AssertionError, match="of seed 1"):
        fuzz(200, seed=1)


def test_reading_many_responses_leaks_nothing() -> None:
    fuzz(500, seed=1)
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    fuzz(500, seed=2)
    grown = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    assert grown < 1_000_000


def test_the_random_tests_are_seeded() -> None:
    """A failure can be reproduced from its seed."""
    assert fuzz(300, seed=5) == fuzz(300, seed=5)
    assert call_at_random(100, seed=5) == call_at_random(100, seed=5)
