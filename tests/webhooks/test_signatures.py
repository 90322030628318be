"""Signatures of webhooks: valid and invalid ones, headers of all frameworks, and the content of deliveries."""

from __future__ import annotations

import hashlib
import hmac
import json
import pickle
import subprocess
import sys
from email.message import Message
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attio import models
from attio.errors import AttioSDKError, InvalidRequestError
from attio.webhooks import (
    WebhookHeaders,
    WebhookPayloadError,
    WebhookVerificationError,
    is_valid_signature,
    read_payload,
    verify_signature,
)

SECRET = "test-secret"
BODY = b'{"webhook_id":"23e42eaf-323a-41da-b5bb-fd67eebda553","events":[]}'
SIGNATURE = "a067ee2ccc4570ccd4bad4bb621d2aea294fa4ddc4e690bd4d33a274d32f05dc"

SIGNED = [
    (BODY, SIGNATURE),
    ('{"name":"Zoë"}'.encode(), "caef4b0ce52f13c6d471c21a87dd1efd0a11f56ccc9f5209c67be54986be2346"),
]


def message(value: str) -> Message:
    """Return headers in the class of `http.server`."""
    headers = Message()
    headers["Attio-Signature"] = value
    return headers


@pytest.mark.parametrize(("body", "signature"), SIGNED)
@pytest.mark.parametrize("kind", [bytes, bytearray, memoryview])
def test_known_signatures_pass(body: bytes, signature: str, kind: type[bytes | bytearray | memoryview]) -> None:
    verify_signature(kind(body), {"Attio-Signature": signature}, SECRET)


@pytest.mark.parametrize(
    "headers",
    [
        {"attio-signature": SIGNATURE},
        {"ATTIO-SIGNATURE": SIGNATURE},
        {"X-Attio-Signature": SIGNATURE},
        {"Attio-Signature": f" {SIGNATURE} "},
        {"Content-Type": "application/json", "Attio-Signature": SIGNATURE, "X-Attio-Signature": SIGNATURE},
        {"Attio-Signature": [SIGNATURE]},
        {"Attio-Signature": (SIGNATURE.encode(),)},
        {"Attio-Signature": ["", SIGNATURE]},
        {b"attio-signature": SIGNATURE.encode()},
        [("Content-Type", "application/json"), ("Attio-Signature", SIGNATURE)],
        ((name, SIGNATURE.encode()) for name in (b"host", b"x-attio-signature")),
        httpx.Headers({"Attio-Signature": SIGNATURE}),
        message(SIGNATURE),
    ],
)
def test_headers_of_every_framework_are_read(headers: Any) -> None:
    verify_signature(BODY, headers, SECRET)


def test_any_of_several_secrets_may_fit() -> None:
    headers = {"Attio-Signature": SIGNATURE}
    verify_signature(BODY, headers, ["next", SECRET])
    verify_signature(BODY, headers, (SECRET, "previous"))
    assert not is_valid_signature(BODY, headers, ["next", "previous"])


@pytest.mark.parametrize(
    ("headers", "problem"),
    [
        ({}, "no Attio-Signature"),
        ({"Attio-Timestamp": "1"}, "no Attio-Signature"),
        ({"Attio-Signature": ""}, "malformed"),
        ({"Attio-Signature": "ä" * 64}, "malformed"),
        ({"Attio-Signature": SIGNATURE.upper()}, "malformed"),
        ({"Attio-Signature": SIGNATURE[:-1]}, "malformed"),
        ({"Attio-Signature": SIGNATURE + "00"}, "malformed"),
        ({"Attio-Signature": f"t=1,v1={SIGNATURE}"}, "malformed"),
        ({"Attio-Signature": f"sha256={SIGNATURE}"}, "malformed"),
        ({"Attio-Signature": SIGNATURE.replace("a", "b")}, "does not match"),
    ],
)
def test_a_failed_verification_says_why_and_shows_no_secret(headers: WebhookHeaders, problem: str) -> None:
    with pytest.raises(WebhookVerificationError, match=problem) as caught:
        verify_signature(BODY, headers, SECRET)
    shown = f"{caught.value!s} {caught.value!r} {caught.value.__dict__}"
    assert isinstance(caught.value, AttioSDKError)
    assert SECRET not in shown
    assert SIGNATURE not in shown
    assert not is_valid_signature(BODY, headers, SECRET)


def test_a_reencoded_body_does_not_verify() -> None:
    respaced = BODY.replace(b",", b", ")
    assert not is_valid_signature(respaced, {"Attio-Signature": SIGNATURE}, SECRET)


@pytest.mark.parametrize("body", ["{}", {}, None, 5, [1, 2]])
def test_only_bytes_are_verified(body: Any) -> None:
    for check in (verify_signature, is_valid_signature):
        with pytest.raises(InvalidRequestError, match="raw bytes"):
            check(body, {"Attio-Signature": SIGNATURE}, SECRET)


@pytest.mark.parametrize("secret", ["", [], [""], [SECRET, ""], None, [None], b"test-secret", 5])
def test_a_missing_secret_verifies_nothing(secret: Any) -> None:
    empty = hmac.new(b"", BODY, hashlib.sha256).hexdigest()
    for check in (verify_signature, is_valid_signature):
        with pytest.raises(InvalidRequestError, match="secret") as caught:
            check(BODY, {"Attio-Signature": empty}, secret)
        assert SECRET not in str(caught.value)


@pytest.mark.parametrize("headers", [None, 5, "Attio-Signature: x", [1, 2]])
def test_unusable_headers_are_named(headers: Any) -> None:
    with pytest.raises(InvalidRequestError, match="headers must be"):
        verify_signature(BODY, headers, SECRET)


@given(
    body=st.binary(max_size=200), secret=st.text(st.characters(codec="utf-8"), min_size=1), other=st.binary(max_size=20)
)
def test_a_signature_fits_its_body_and_secret_only(body: bytes, secret: str, other: bytes) -> None:
    headers = {"Attio-Signature": hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()}
    assert is_valid_signature(body, headers, secret)
    assert is_valid_signature(body + other, headers, secret) is (other == b"")
    assert not is_valid_signature(body, headers, f"{secret}.")


def test_verifying_loads_neither_httpx_nor_pydantic() -> None:
    code = "import sys, attio.webhooks; sys.exit(bool({'httpx', 'pydantic', 'anyio'} & set(sys.modules)))"
    subprocess.run([sys.executable, "-c", code], check=True)


WORKSPACE = "14beef7a-99f7-4534-a87e-70b564330a4c"
ACTOR = {"type": "workspace-member", "id": "50cf242c-7fa3-4cad-87d0-75b1af71c57b"}
UPDATED = {
    "event_type": "record.updated",
    "id": {"workspace_id": WORKSPACE, "object_id": "o", "record_id": "r", "attribute_id": "a"},
    "actor": ACTOR,
}


def delivered(body: bytes, kind: type[bytes | bytearray | memoryview] = bytes) -> models.WebhookPayload:
    """Read a body with its valid signature."""
    signature = hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
    return read_payload(kind(body), {"Attio-Signature": signature}, SECRET)


def events(*content: object) -> list[models.WebhookEvent]:
    return delivered(json.dumps({"webhook_id": "w", "events": content}).encode()).events


@pytest.mark.parametrize("kind", [bytes, bytearray, memoryview])
def test_a_delivery_is_read(kind: type[bytes | bytearray | memoryview]) -> None:
    payload = delivered(json.dumps({"webhook_id": "w", "events": [UPDATED]}).encode(), kind)
    assert payload.webhook_id == "w"
    (event,) = payload.events
    assert isinstance(event, models.RecordUpdatedEvent)
    assert (event.id.record_id, event.id.attribute_id) == ("r", "a")
    assert (event.actor.type, event.actor.id) == ("workspace-member", ACTOR["id"])
    assert pickle.loads(pickle.dumps(payload)) == payload


def test_a_delivery_without_events_is_read() -> None:
    assert events() == []


@pytest.mark.parametrize(
    "content",
    [
        {"event_type": "record.archived", "id": {"workspace_id": WORKSPACE}},
        {"id": {"workspace_id": WORKSPACE}},
        # A known type with another shape.
        {**UPDATED, "id": "r"},
    ],
    ids=["type", "no-type", "shape"],
)
def test_an_event_that_is_not_known_is_still_readable(content: dict[str, object]) -> None:
    known, unknown = events(UPDATED, content)
    assert isinstance(known, models.RecordUpdatedEvent)
    assert isinstance(unknown, models.UnknownEvent)
    assert unknown.raw == content


def test_a_new_field_is_kept() -> None:
    (event,) = events({**UPDATED, "reason": "sync"})
    assert isinstance(event, models.RecordUpdatedEvent)
    assert event.model_extra == {"reason": "sync"}


def test_nothing_is_read_before_it_is_verified() -> None:
    with pytest.raises(WebhookVerificationError, match="does not match"):
        read_payload(b"not even JSON", {"Attio-Signature": SIGNATURE}, SECRET)
    with pytest.raises(InvalidRequestError, match="raw bytes"):
        read_payload("{}", {"Attio-Signature": SIGNATURE}, SECRET)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (b"", "body: Invalid JSON"),
        (b"<html>", "body: Invalid JSON"),
        (b"[]", "body: Input should be an object"),
        (b"{}", "events: missing"),
        (b'{"webhook_id": "w", "events": null}', "events: missing"),
        (b'{"webhook_id": "w", "events": {}}', "events: Input should be a valid array"),
    ],
)
def test_a_body_without_events_is_an_error(body: bytes, problem: str) -> None:
    with pytest.raises(WebhookPayloadError) as caught:
        delivered(body)
    assert isinstance(caught.value, AttioSDKError)
    assert str(caught.value).startswith(f"the delivery is from Attio, but cannot be parsed: {problem}")
    assert caught.value.__cause__ is None
