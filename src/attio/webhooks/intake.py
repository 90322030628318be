"""From a request to the events of a delivery: limits, secret, signature, shape. No I/O but that of the secret."""

from __future__ import annotations

import hashlib
import json
import os
import uuid
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias, cast

from attio.errors.base import InvalidRequestError
from attio.webhooks.events import as_object, workspace_of
from attio.webhooks.signatures import WebhookHeaders, WebhookVerificationError, verify_signature
from attio.webhooks.steps import Plan, step

_TEXT = (("Content-Type", "text/plain; charset=utf-8"),)
_LONGEST_KEY = 200


class WebhookResponse(NamedTuple):
    """What to respond to Attio, in the order in which Flask and Starlette take it."""

    body: str
    status: int
    headers: dict[str, str]


def response(status: int, text: str, **headers: str) -> WebhookResponse:
    """Make a response of one line."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return WebhookResponse(f"{text}\n", status, {**dict(_TEXT), **named})


def unavailable(text: str) -> WebhookResponse:
    """Ask Attio to deliver again."""
    return response(503, text, Retry_After="30")


class RefusedError(Exception):
    """The delivery is refused, with this response."""

    def __init__(self, answer: WebhookResponse) -> None:
        super().__init__(answer.body.strip())
        self.response = answer


@dataclass(frozen=True, slots=True, repr=False)
class SigningSecrets:
    """The secrets of a webhook, and the only workspace whose events it may deliver.

    Args:
        secrets: One secret, or several while it is rotated.
        workspace_id: Events of another workspace are refused; None for any.
    """

    secrets: str | Sequence[str]
    workspace_id: str | None = None

    def __repr__(self) -> str:
        return f"SigningSecrets([redacted], workspace_id={self.workspace_id!r})"


Found: TypeAlias = str | Sequence[str] | SigningSecrets | None
SecretSource: TypeAlias = str | Sequence[str] | Callable[[str], Found] | Callable[[str], Awaitable[Found]] | None


@dataclass(frozen=True, slots=True)
class Accepted:
    """A delivery that is from Attio."""

    webhook_id: str
    key: str | None
    """Its Idempotency-Key."""
    events: tuple[Any, ...]

    def keys(self) -> list[str]:
        """One key for each event; of a delivery without a key they are new each time."""
        key = self.key or f"none-{uuid.uuid4().hex}"
        return [f"{self.webhook_id}:{key}:{index}" for index in range(len(self.events))]


class Intake:
    """Checks requests.

    Args:
        secret: As for `Receiver`.
        max_body: Most bytes of a body.
    """

    def __init__(self, secret: SecretSource, max_body: int) -> None:
        if not callable(secret) and secret is not None:
            secret = secret if isinstance(secret, str) else tuple(secret)
            _check_secrets(secret)
        self._secret = secret
        self.max_body = max_body

    def read(self, body: object, headers: WebhookHeaders, method: str) -> Plan[Accepted]:
        """Read a request.

        Raises:
            RefusedError: It is refused.
            InvalidRequestError: `body` is not the bytes of the request.
        """
        if method.upper() != "POST":
            raise RefusedError(response(405, "Only POST is allowed.", Allow="POST"))
        if not isinstance(body, bytes | bytearray | memoryview):
            raise InvalidRequestError(_not_bytes(body))
        content = bytes(cast("bytes", body))
        if len(content) > self.max_body:
            raise RefusedError(too_large())
        parsed: object = _parse(content) if callable(self._secret) else None
        secrets = yield from self._secrets(parsed)
        items = list(_pairs(headers))
        try:
            verify_signature(content, items, secrets.secrets)
        except WebhookVerificationError:
            raise RefusedError(not_signed()) from None
        parsed = parsed or _parse(content)
        webhook_id = _webhook_id(parsed)
        events: Any = as_object(parsed).get("events")
        if not isinstance(events, list) or webhook_id is None:
            raise RefusedError(response(400, "The body is not a webhook delivery."))
        found: tuple[Any, ...] = tuple(cast("Any", events))
        if secrets.workspace_id is not None and any(workspace_of(one) != secrets.workspace_id for one in found):
            raise RefusedError(not_signed())
        return Accepted(webhook_id, _idempotency_key(items), found)

    def _secrets(self, parsed: object) -> Plan[SigningSecrets]:
        if not callable(self._secret):
            return SigningSecrets(self._secret if self._secret is not None else secret_of_environment())
        webhook_id = _webhook_id(parsed)
        if webhook_id is None:
            raise RefusedError(not_signed())
        found = cast("Found", (yield step(cast("Callable[[str], object]", self._secret), webhook_id)))
        if found is None:
            raise RefusedError(not_signed())
        secrets = found if isinstance(found, SigningSecrets) else SigningSecrets(found)
        _check_secrets(secrets.secrets)
        return secrets


def secret_of_environment() -> str:
    """The secret that `ATTIO_WEBHOOK_SECRET` holds.

    Raises:
        InvalidRequestError: It is not set.
    """
    secret = os.environ.get("ATTIO_WEBHOOK_SECRET")
    if not secret:
        message = "there is no webhook secret: pass secret= to Receiver, or set ATTIO_WEBHOOK_SECRET"
        raise InvalidRequestError(message)
    return secret


def too_large() -> WebhookResponse:
    """The response to a body over the limit."""
    return response(413, "The body is too large.")


def not_signed() -> WebhookResponse:
    """The response to a delivery that is not from Attio."""
    return response(401, "The signature does not fit.")


def _check_secrets(secrets: str | Sequence[str]) -> None:
    several: Sequence[Any] = (secrets,) if isinstance(secrets, str) else secrets
    if not several or not all(isinstance(one, str) and one for one in several):
        message = "secret must be the webhook's secret as a non-empty str, several of them, or a function of its id"
        raise InvalidRequestError(message)


def _parse(content: bytes) -> object:
    """Parse JSON from an untrusted sender; None if it cannot be parsed."""
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return None


def _webhook_id(parsed: object) -> str | None:
    found = as_object(parsed).get("webhook_id")
    return found if isinstance(found, str) and 0 < len(found) <= _LONGEST_KEY and ":" not in found else None


def _pairs(headers: WebhookHeaders) -> Iterable[tuple[str | bytes, Any]]:
    items = getattr(headers, "items", None)
    return cast("Iterable[tuple[str | bytes, Any]]", items() if callable(items) else headers)


def _idempotency_key(items: Iterable[tuple[str | bytes, Any]]) -> str | None:
    for name, value in items:
        text = name.decode("latin-1") if isinstance(name, bytes) else str(name)
        if text.lower() != "idempotency-key":
            continue
        several = cast("Sequence[Any]", value) if isinstance(value, list | tuple) else (value,)
        one = several[0] if several else ""
        key = (one.decode("latin-1") if isinstance(one, bytes) else str(one)).strip()
        if len(key) > _LONGEST_KEY or ":" in key:
            return hashlib.sha256(key.encode()).hexdigest()
        return key or None
    return None


def _not_bytes(body: object) -> str:
    fixes = {
        "FastAPI and Starlette": "await request.body()",
        "Flask": "request.get_data()",
        "Django": "request.body",
        "Lambda": "hooks.aws_lambda(event, context)",
    }
    ways = "; ".join(f"{name}: {way}" for name, way in fixes.items())
    return f"body must be the raw bytes of the request, not {type(body).__name__}. {ways}"


def message_of(key: str, webhook_id: str, received: str, event: Mapping[str, Any]) -> str:
    """The text by which stores and queues keep an event; it holds no secret."""
    return json.dumps({"version": 1, "key": key, "webhook_id": webhook_id, "time": received, "event": event})
