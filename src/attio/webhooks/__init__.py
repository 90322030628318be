"""Webhooks: receive deliveries, verify that they are from Attio, and call handlers for their events.

`Receiver` does all of this. `read_payload` only verifies the signature of a delivery and parses its body, and
`verify_signature` only verifies.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from attio.webhooks.delivery import Delivery
    from attio.webhooks.filters import me, not_me
    from attio.webhooks.intake import SigningSecrets, WebhookResponse
    from attio.webhooks.receiver import Receiver
    from attio.webhooks.redis_store import RedisStore
    from attio.webhooks.registration import ensure_webhook, ensure_webhook_async
    from attio.webhooks.signatures import (
        WebhookHeaders,
        WebhookPayloadError,
        WebhookVerificationError,
        is_valid_signature,
        read_payload,
        sign,
        verify_signature,
    )
    from attio.webhooks.sqlite_store import SqliteStore
    from attio.webhooks.stores import DeliveryStore, MemoryStore
else:
    from attio._support.lazy import lazy

    names_by_module = {
        "delivery": "Delivery",
        "filters": "me not_me",
        "intake": "SigningSecrets WebhookResponse",
        "receiver": "Receiver",
        "redis_store": "RedisStore",
        "registration": "ensure_webhook ensure_webhook_async",
        "signatures": (
            "WebhookHeaders WebhookPayloadError WebhookVerificationError "
            "is_valid_signature read_payload sign verify_signature"
        ),
        "sqlite_store": "SqliteStore",
        "stores": "DeliveryStore MemoryStore",
    }
    __getattr__, __dir__ = lazy(__name__, names_by_module)

__all__ = [
    "Delivery",
    "DeliveryStore",
    "MemoryStore",
    "Receiver",
    "RedisStore",
    "SigningSecrets",
    "SqliteStore",
    "WebhookHeaders",
    "WebhookPayloadError",
    "WebhookResponse",
    "WebhookVerificationError",
    "ensure_webhook",
    "ensure_webhook_async",
    "is_valid_signature",
    "me",
    "not_me",
    "read_payload",
    "sign",
    "verify_signature",
]
