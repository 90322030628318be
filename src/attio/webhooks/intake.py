"""Check a webhook request and return its events: limits, secret, signature, form. Only the secret may need I/O."""

from __future__ import annotations

import hashlib
import json
import os
import uuid
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias, cast

from attio._support.argument_types import check_secrets, check_text
from attio.errors.base import InvalidRequestError
from attio.webhooks.events import as_object, workspace_of
from attio.webhooks.signatures import WebhookHeaders, WebhookVerificationError, verify_signature
from attio.webhooks.steps import Plan, step

_TEXT: Mapping[str, str] = {"Content-Type": "text/plain; charset=utf-8"}
_LONGEST_KEY = 200


class WebhookResponse(NamedTuple):
    """The response to a webhook request. A tuple in the order that Flask accepts: body, status, headers."""

    body: str
    status: int
    headers: dict[str, str]


def response(status: int, text: str, **headers: str) -> WebhookResponse:
    """Build a response with one line of text. `_` in the name of a header becomes `-`."""
    renamed = {name.replace("_", "-"): value for name, value in headers.items()}
    return WebhookResponse(f"{text}\n", status, {**_TEXT, **renamed})


def unavailable(text: str) -> WebhookResponse:
    """Build a 503 response, after which Attio delivers again."""
    return response(503, text, Retry_After="30")


class RejectedDeliveryError(Exception):
    """The delivery is rejected with this response."""

    def __init__(self, response: WebhookResponse) -> None:
        super().__init__(response.body.strip())
        self.response = response


@dataclass(frozen=True, slots=True, repr=False)
class SigningSecrets:
    """The secrets of a webhook, and the workspace whose events it may deliver.

    Args:
        secrets: The secret, or several while you rotate it.
        workspace_id: Id of the only allowed workspace: deliveries with events of another one are rejected. None allows
            every workspace.
    """

    secrets: str | Sequence[str]
    workspace_id: str | None = None

    def __post_init__(self) -> None:
        """Check the types."""
        check_secrets(can_be_several=True, secrets=self.secrets)
        check_text("workspace-id", is_optional=True, workspace_id=self.workspace_id)

    def __repr__(self) -> str:
        return f"SigningSecrets([redacted], workspace_id={self.workspace_id!r})"


SecretResult: TypeAlias = str | Sequence[str] | SigningSecrets | None
SecretSource: TypeAlias = (
    str | Sequence[str] | Callable[[str], SecretResult] | Callable[[str], Awaitable[SecretResult]] | None
)


@dataclass(frozen=True, slots=True)
class Accepted:
    """A delivery with a valid signature."""

    webhook_id: str
    key: str | None
    """The `Idempotency-Key` header."""
    events: tuple[Any, ...]

    def keys(self) -> list[str]:
        """Return one key for each event. A delivery without a key gets a new random one."""
        key = self.key or f"none-{uuid.uuid4().hex}"
        return [f"{self.webhook_id}:{key}:{index}" for index in range(len(self.events))]


class Intake:
    """Checks webhook requests.

    Args:
        secret: The secret of `Receiver`.
        max_body: Maximum size of a request body, in bytes.
    """

    def __init__(self, secret: SecretSource, max_body: int) -> None:
        if not callable(secret) and secret is not None:
            check_secrets(can_be_several=True, secret=secret)
            secret = secret if isinstance(secret, str) else tuple(secret)
            _check_secrets(secret)
        self._secret = secret
        self.max_body = max_body

    def read(self, body: object, headers: WebhookHeaders, method: str) -> Plan[Accepted]:
        """Verify and parse a request.

        Raises:
            RejectedDeliveryError: The request is not an acceptable delivery.
            InvalidRequestError: `body` is not bytes, or there is no secret.
        """
        if method.upper() != "POST":
            raise RejectedDeliveryError(response(405, "Only POST is allowed.", Allow="POST"))
        if not isinstance(body, bytes | bytearray | memoryview):
            raise InvalidRequestError(_not_bytes_message(body))
        content = bytes(cast("bytes", body))
        if len(content) > self.max_body:
            raise RejectedDeliveryError(too_large())
        parsed: object = _parse(content) if callable(self._secret) else None
        secrets = yield from self._secrets(parsed)
        items = list(_pairs(headers))
        try:
            verify_signature(content, items, secrets.secrets)
        except WebhookVerificationError:
            raise RejectedDeliveryError(not_signed()) from None
        parsed = parsed or _parse(content)
        webhook_id = _webhook_id(parsed)
        events: Any = as_object(parsed).get("events")
        if not isinstance(events, list) or webhook_id is None:
            raise RejectedDeliveryError(response(400, "The body is not a webhook delivery."))
        raw_events: tuple[Any, ...] = tuple(cast("Any", events))
        allowed = secrets.workspace_id
        if allowed is not None and any(workspace_of(event) != allowed for event in raw_events):
            raise RejectedDeliveryError(not_signed())
        return Accepted(webhook_id, _idempotency_key(items), raw_events)

    def _secrets(self, parsed: object) -> Plan[SigningSecrets]:
        if not callable(self._secret):
            return SigningSecrets(self._secret if self._secret is not None else secret_of_environment())
        webhook_id = _webhook_id(parsed)
        if webhook_id is None:
            raise RejectedDeliveryError(not_signed())
        result: SecretResult = yield step(cast("Callable[[str], object]", self._secret), webhook_id)
        if result is None:
            raise RejectedDeliveryError(not_signed())
        secrets = result if isinstance(result, SigningSecrets) else SigningSecrets(result)
        _check_secrets(secrets.secrets)
        return secrets


def secret_of_environment() -> str:
    """Return the value of the environment variable `ATTIO_WEBHOOK_SECRET`.

    Raises:
        InvalidRequestError: The variable is not set.
    """
    secret = os.environ.get("ATTIO_WEBHOOK_SECRET")
    if not secret:
        message = "there is no webhook secret: pass secret= to Receiver, or set ATTIO_WEBHOOK_SECRET"
        raise InvalidRequestError(message)
    return secret


def too_large() -> WebhookResponse:
    """Build the response to a body that is larger than the limit."""
    return response(413, "The body is too large.")


def not_signed() -> WebhookResponse:
    """Build the response to a delivery that is not from Attio."""
    return response(401, "The signature does not match.")


def _check_secrets(secrets: str | Sequence[str]) -> None:
    several: Sequence[Any] = (secrets,) if isinstance(secrets, str) else secrets
    if not several or not all(isinstance(each, str) and each for each in several):
        message = "secret must be the webhook's secret as a non-empty str, a list of secrets, or a function of its id"
        raise InvalidRequestError(message)


def _parse(content: bytes) -> object:
    """Parse JSON from an untrusted sender; return None if it is malformed."""
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return None


def _webhook_id(parsed: object) -> str | None:
    id = as_object(parsed).get("webhook_id")
    return id if isinstance(id, str) and 0 < len(id) <= _LONGEST_KEY and ":" not in id else None


def _pairs(headers: WebhookHeaders) -> Iterable[tuple[str | bytes, Any]]:
    items = getattr(headers, "items", None)
    return cast("Iterable[tuple[str | bytes, Any]]", items() if callable(items) else headers)


def _idempotency_key(items: Iterable[tuple[str | bytes, Any]]) -> str | None:
    for name, value in items:
        text = name.decode("latin-1") if isinstance(name, bytes) else str(name)
        if text.lower() != "idempotency-key":
            continue
        values = cast("Sequence[Any]", value) if isinstance(value, list | tuple) else (value,)
        first = values[0] if values else ""
        key = (first.decode("latin-1") if isinstance(first, bytes) else str(first)).strip()
        if len(key) > _LONGEST_KEY or ":" in key:
            return hashlib.sha256(key.encode()).hexdigest()
        return key or None
    return None


def _not_bytes_message(body: object) -> str:
    raw_body_by_framework = {
        "FastAPI and Starlette": "await request.body()",
        "Flask": "request.get_data()",
        "Django": "request.body",
        "Lambda": "hooks.aws_lambda(event, context)",
    }
    expressions = "; ".join(f"{name}: {expression}" for name, expression in raw_body_by_framework.items())
    return f"body must be the raw bytes of the request, not {type(body).__name__}. {expressions}"


def message_of(key: str, webhook_id: str, received: str, event: Mapping[str, Any]) -> str:
    """Encode an event as the message that stores and queues keep. It contains no secret."""
    return json.dumps({"version": 1, "key": key, "webhook_id": webhook_id, "time": received, "event": event})
