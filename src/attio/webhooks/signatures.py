"""Webhooks: is a delivery really from Attio, and what does it say?

Attio signs every delivery with the webhook's secret, which it shows once, when the webhook is created. The signature is
over the bytes of the request body, so hand those over, before anything parses them:

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
"""Headers as web frameworks have them: a mapping or `(name, value)` pairs, text or bytes, one value or several."""


class WebhookVerificationError(AttioSDKError):
    """A delivery carries no signature, or one that its body and your secret do not give: do not act on it."""


class WebhookPayloadError(AttioSDKError, ValueError):
    """A delivery comes from Attio, but its body is not what Attio documents."""


def read_payload(
    body: bytes | bytearray | memoryview, headers: WebhookHeaders, secret: str | Sequence[str]
) -> webhook_models.WebhookPayload:
    """Check that a webhook delivery comes from Attio, and read what it says.

    Each event is of the class of its type. One that this version does not know is a `models.UnknownEvent`, which still
    has everything in `raw`; skip it, or act on its `raw["event_type"]`.

    A delivery may come more than once and its signature has no time in it: to act once on each, remember its
    `Idempotency-Key` header.

    Args:
        body: The request body as it arrived, before any parsing.
        headers: The request headers, names in any case.
        secret: The webhook's secret; several while you change it, any of which may fit.

    Raises:
        WebhookVerificationError: There is no signature, it is malformed, or it does not fit: do not act on it.
        WebhookPayloadError: The body is Attio's, but holds no events.
        InvalidRequestError: `body` is not bytes, or there is no secret to check with.
    """
    verify_signature(body, headers, secret)
    # Not at the top: verifying alone needs no models.
    from pydantic import ValidationError

    from attio.models.webhooks import WebhookPayload

    try:
        payload = WebhookPayload.model_validate_json(_raw(body))
    except ValidationError as error:
        problem = error.errors(include_url=False, include_input=False, include_context=False)[0]
        place = ".".join(str(step) for step in problem["loc"]) or "body"
        message = f"the delivery is from Attio, but cannot be read: {place}: {problem['msg']}"
        raise WebhookPayloadError(message) from None
    if "events" in payload.invalid_fields:
        message = "the delivery is from Attio, but cannot be read: events: there are none"
        raise WebhookPayloadError(message)
    return payload


def verify_signature(
    body: bytes | bytearray | memoryview, headers: WebhookHeaders, secret: str | Sequence[str]
) -> None:
    """Check that a webhook delivery comes from Attio and was not changed on the way.

    A delivery may come more than once and its signature has no time in it: to act once on each, remember its
    `Idempotency-Key` header.

    Args:
        body: The request body as it arrived, before any parsing.
        headers: The request headers, names in any case.
        secret: The webhook's secret; several while you change it, any of which may fit.

    Raises:
        WebhookVerificationError: There is no signature, it is malformed, or it does not fit.
        InvalidRequestError: `body` is not bytes, or there is no secret to check with.
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
    # Every secret is tried, so the time taken does not tell which of them fits.
    expected = [hmac.new(key, content, hashlib.sha256).hexdigest() for key in keys]
    fits = [hmac.compare_digest(one, signature) for one in expected for signature in wellformed]
    if not any(fits):
        message = (
            "the signature does not fit this body and secret: another secret, or the body was changed or re-encoded"
        )
        raise WebhookVerificationError(message)


def is_valid_signature(
    body: bytes | bytearray | memoryview, headers: WebhookHeaders, secret: str | Sequence[str]
) -> bool:
    """Tell whether a webhook delivery comes from Attio; see `verify_signature`.

    Raises:
        InvalidRequestError: `body` is not bytes, or there is no secret to check with.
    """
    try:
        verify_signature(body, headers, secret)
    except WebhookVerificationError:
        return False
    return True


def sign(body: bytes | bytearray | memoryview, secret: str) -> str:
    """Sign a body as Attio does, to test what receives it: the value of `Attio-Signature`.

    Raises:
        InvalidRequestError: `body` is not bytes, or `secret` is empty.
    """
    return hmac.new(_keys(secret)[0], _raw(body), hashlib.sha256).hexdigest()


def _raw(body: object) -> bytes:
    if isinstance(body, bytes | bytearray | memoryview):
        return bytes(cast("bytes", body))
    message = (
        f"body must be the raw bytes of the request, not {type(body).__name__}: the signature is over those bytes, and "
        "decoding or parsing them first may change them"
    )
    raise InvalidRequestError(message)


def _keys(secret: object) -> list[bytes]:
    """Encode the secrets, refusing any that would let a forged signature pass."""
    secrets = (
        [secret] if isinstance(secret, str) or not isinstance(secret, Iterable) else cast("Iterable[object]", secret)
    )
    keys: list[bytes] = []
    for one in secrets:
        if not isinstance(one, str) or not one:
            message = "secret must be the webhook's secret as a non-empty str, or several of them"
            raise InvalidRequestError(message)
        keys.append(one.encode())
    if not keys:
        message = "there is no secret to check the signature with"
        raise InvalidRequestError(message)
    return keys


def _signatures(headers: object) -> Iterator[str]:
    """Find the values of the signature headers, in whatever form the web framework gives headers."""
    items = getattr(headers, "items", None)
    pairs = cast("Iterable[tuple[object, object]]", items() if callable(items) else headers)
    try:
        values = [value for name, value in pairs if _text(name).lower() in _SIGNATURE_HEADERS]
    except (TypeError, ValueError) as error:
        message = f"headers must be a mapping or (name, value) pairs, not {type(headers).__name__}"
        raise InvalidRequestError(message) from error
    for value in values:
        several = cast("Iterable[object]", value) if isinstance(value, list | tuple) else (value,)
        yield from (_text(one).strip() for one in several)


def _text(value: object) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else str(value)
