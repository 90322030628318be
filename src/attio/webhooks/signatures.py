"""Verify the signature of a webhook delivery, and parse its body.

Attio signs every delivery with the webhook's secret, which the API returns once, when the webhook is created. The
signature covers the bytes of the request body, so pass the body as it arrived, before any parsing:

    payload = read_payload(await request.body(), request.headers, os.environ["ATTIO_WEBHOOK_SECRET"])
    for event in payload.events:
        match event:
            case models.RecordCreatedEvent():
                print(event.id.record_id)
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Protocol, TypeAlias, cast

from attio._support.lazy import lazy_module
from attio.errors.base import AttioSDKError, InvalidRequestError

if TYPE_CHECKING:
    from attio.models import webhooks as webhook_models
else:
    webhook_models = lazy_module("attio.models.webhooks")

__all__ = [
    "WebhookHeaders",
    "WebhookPayloadError",
    "WebhookVerificationError",
    "is_valid_signature",
    "read_payload",
    "sign",
    "verify_signature",
]

_SIGNATURE_HEADERS = frozenset({"attio-signature", "x-attio-signature"})
_HEX_SHA256 = re.compile(r"[0-9a-f]{64}")

_HeaderValue: TypeAlias = str | bytes | Sequence[str] | Sequence[bytes]


class _HasItems(Protocol):
    def items(self) -> Iterable[tuple[str | bytes, _HeaderValue]]: ...


WebhookHeaders: TypeAlias = _HasItems | Iterable[tuple[str | bytes, _HeaderValue]]
"""Headers of any web framework: a mapping or `(name, value)` pairs. Each value is text, bytes or a list of these."""


class WebhookVerificationError(AttioSDKError):
    """A delivery has no signature, or its signature does not match its body and your secret: do not process it."""


class WebhookPayloadError(AttioSDKError, ValueError):
    """A delivery is from Attio, but its body does not have the documented form."""


def read_payload(
    body: bytes | bytearray | memoryview, headers: WebhookHeaders, secret: str | Sequence[str]
) -> webhook_models.WebhookPayload:
    """Verify that a webhook delivery is from Attio, and parse its events.

    Each event is an instance of the class of its type. An event of a type that this version does not know is a
    `models.UnknownEvent` with the whole event in `raw`: skip it, or check its `raw["event_type"]`.

    Attio may send a delivery more than once, and the signature contains no time. To process each delivery once, store
    its `Idempotency-Key` header.

    Args:
        body: The request body as it arrived, before any parsing.
        headers: The request headers, with names in any case.
        secret: The webhook's secret, or several while you rotate it: the signature must match one of them.

    Raises:
        WebhookVerificationError: The signature is missing, malformed, or does not match: do not process the delivery.
        WebhookPayloadError: The signature matches, but the body has no events.
        InvalidRequestError: `body` is not bytes, or `secret` is empty.
    """
    verify_signature(body, headers, secret)
    # Imported here because `verify_signature` needs no models.
    from pydantic import ValidationError

    from attio.models.webhooks import WebhookPayload

    try:
        payload = WebhookPayload.model_validate_json(_raw(body))
    except ValidationError as error:
        problem = error.errors(include_url=False, include_input=False, include_context=False)[0]
        path = ".".join(str(part) for part in problem["loc"]) or "body"
        message = f"the delivery is from Attio, but cannot be parsed: {path}: {problem['msg']}"
        raise WebhookPayloadError(message) from None
    if "events" in payload.invalid_fields:
        message = "the delivery is from Attio, but cannot be parsed: events: missing"
        raise WebhookPayloadError(message)
    return payload


def verify_signature(
    body: bytes | bytearray | memoryview, headers: WebhookHeaders, secret: str | Sequence[str]
) -> None:
    """Verify that a webhook delivery is from Attio and was not changed on the way.

    Attio may send a delivery more than once, and the signature contains no time. To process each delivery once, store
    its `Idempotency-Key` header.

    Args:
        body: The request body as it arrived, before any parsing.
        headers: The request headers, with names in any case.
        secret: The webhook's secret, or several while you rotate it: the signature must match one of them.

    Raises:
        WebhookVerificationError: The signature is missing, malformed, or does not match.
        InvalidRequestError: `body` is not bytes, or `secret` is empty.
    """
    content = _raw(body)
    keys = _keys(secret)
    signatures = list(_signatures(headers))
    if not signatures:
        message = "the delivery has no Attio-Signature or X-Attio-Signature header"
        raise WebhookVerificationError(message)
    wellformed = [signature for signature in signatures if _HEX_SHA256.fullmatch(signature)]
    if not wellformed:
        message = "the signature header is malformed: it must be 64 lower-case hexadecimal digits"
        raise WebhookVerificationError(message)
    # Compare with every secret, so that the time does not reveal which one matches.
    expected = [hmac.new(key, content, hashlib.sha256).hexdigest() for key in keys]
    matches = [hmac.compare_digest(each, signature) for each in expected for signature in wellformed]
    if not any(matches):
        message = (
            "the signature does not match this body and secret: the secret is another one, or the body was changed or "
            "re-encoded"
        )
        raise WebhookVerificationError(message)


def is_valid_signature(
    body: bytes | bytearray | memoryview, headers: WebhookHeaders, secret: str | Sequence[str]
) -> bool:
    """Return whether a webhook delivery is from Attio; see `verify_signature`.

    Raises:
        InvalidRequestError: `body` is not bytes, or `secret` is empty.
    """
    try:
        verify_signature(body, headers, secret)
    except WebhookVerificationError:
        return False
    return True


def sign(body: bytes | bytearray | memoryview, secret: str) -> str:
    """Sign a body as Attio does, to test a receiver.

    Returns:
        The value of the `Attio-Signature` header.

    Raises:
        InvalidRequestError: `body` is not bytes, or `secret` is empty.
    """
    return hmac.new(_keys(secret)[0], _raw(body), hashlib.sha256).hexdigest()


def _raw(body: object) -> bytes:
    if isinstance(body, bytes | bytearray | memoryview):
        return bytes(cast("bytes", body))
    message = (
        f"body must be the raw bytes of the request, not {type(body).__name__}: the signature covers those bytes, and "
        "decoding or parsing may change them"
    )
    raise InvalidRequestError(message)


def _keys(secret: object) -> list[bytes]:
    """Encode the secrets. Raise for an empty secret, with which anyone could sign."""
    secrets = (
        [secret] if isinstance(secret, str) or not isinstance(secret, Iterable) else cast("Iterable[object]", secret)
    )
    keys: list[bytes] = []
    for each in secrets:
        if not isinstance(each, str) or not each:
            message = "secret must be the webhook's secret as a non-empty str, or a list of secrets"
            raise InvalidRequestError(message)
        keys.append(each.encode())
    if not keys:
        message = "secret is empty: pass at least one secret to verify the signature with"
        raise InvalidRequestError(message)
    return keys


def _signatures(headers: object) -> Iterator[str]:
    """Yield the values of the signature headers, from headers in any form that `WebhookHeaders` names."""
    items = getattr(headers, "items", None)
    pairs = cast("Iterable[tuple[object, object]]", items() if callable(items) else headers)
    try:
        values = [value for name, value in pairs if _text(name).lower() in _SIGNATURE_HEADERS]
    except (TypeError, ValueError) as error:
        message = f"headers must be a mapping or (name, value) pairs, not {type(headers).__name__}"
        raise InvalidRequestError(message) from error
    for value in values:
        several = cast("Iterable[object]", value) if isinstance(value, list | tuple) else (value,)
        yield from (_text(each).strip() for each in several)


def _text(value: object) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else str(value)
