"""Webhooks: is a delivery really from Attio, and what does it say?

`read_payload` checks the signature of a delivery and reads it; `verify_signature` only checks.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from attio.webhooks.signatures import (
        WebhookHeaders,
        WebhookPayloadError,
        WebhookVerificationError,
        is_valid_signature,
        read_payload,
        verify_signature,
    )
else:
    from attio._support.lazy import lazy

    homes = {
        "signatures": (
            "WebhookHeaders WebhookPayloadError WebhookVerificationError "
            "is_valid_signature read_payload verify_signature"
        ),
    }
    __getattr__, __dir__ = lazy(__name__, homes)

__all__ = [
    "WebhookHeaders",
    "WebhookPayloadError",
    "WebhookVerificationError",
    "is_valid_signature",
    "read_payload",
    "verify_signature",
]
