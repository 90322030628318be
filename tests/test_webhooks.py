"""Webhook signatures: known vectors, every way frameworks hand over headers, and what must not pass."""

from __future__ import annotations

import hashlib
import hmac
import subprocess
import sys
from email.message import Message
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attio.errors import AttioSDKError, InvalidRequestError
from attio.webhooks import WebhookHeaders, WebhookVerificationError, is_valid_signature, verify_signature

SECRET = "test-secret"
BODY = b'{"webhook_id":"23e42eaf-323a-41da-b5bb-fd67eebda553","events":[]}'
SIGNATURE = "a067ee2ccc4570ccd4bad4bb621d2aea294fa4ddc4e690bd4d33a274d32f05dc"

SIGNED = [
    (BODY, SIGNATURE),
    ('{"name":"Zoë"}'.encode(), "caef4b0ce52f13c6d471c21a87dd1efd0a11f56ccc9f5209c67be54986be2346"),
]


def message(value: str) -> Message:
    """Headers as `http.server` gives them."""
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
def test_headers_of_every_framework_are_understood(headers: Any) -> None:
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
        ({"Attio-Signature": SIGNATURE.replace("a", "b")}, "does not fit"),
    ],
)
def test_what_does_not_verify_says_why_and_gives_nothing_away(headers: WebhookHeaders, problem: str) -> None:
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
def test_a_missing_secret_never_lets_anything_pass(secret: Any) -> None:
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
