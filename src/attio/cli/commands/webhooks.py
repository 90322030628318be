# Generated from codegen/spec/webhooks.yaml by `make generate`; edit that file instead.
"""Commands of `attio-crm webhooks`."""

from __future__ import annotations

from attio.cli.data import Command, Parameter

COMMANDS: dict[str, Command] = {
    "list": Command(
        call="webhooks.list",
        name="webhooks.list",
        summary="List the webhooks of the workspace.",
        text=(
            "Secrets are not included; only `webhooks.create` returns them.",
            "Scopes: `webhook:read`.",
            "Token level: workspace only.",
        ),
        paged=True,
        parameters=(
            Parameter(
                "limit", "query", "integer", False, "Maximum number of webhooks per page, 10 to 100; 10 by default."
            ),
            Parameter("offset", "query", "integer", False, "Number of webhooks to skip."),
        ),
    ),
    "create": Command(
        call="webhooks.create",
        name="webhooks.create",
        summary="Create a webhook and get its signing secret.",
        text=(
            "Store the `secret` of the response: no other method returns it, and `attio.webhooks.verify_signature` needs it.",
            "Each combination of URL, event type and filter must be unique in the workspace, even within one webhook. `attio.webhooks.ensure_webhook` creates a webhook only if it does not exist, and updates it if it differs.",
            "Scopes: `webhook:read-write`.",
            "Token level: workspace only.",
        ),
        writes=True,
        parameters=(Parameter("data", "body", "json", True, "The webhook to create."),),
    ),
    "get": Command(
        call="webhooks.get",
        name="webhooks.get",
        summary="Get a webhook by its id.",
        text=(
            "The secret is not included; only `webhooks.create` returns it.",
            "Scopes: `webhook:read`.",
            "Token level: workspace only.",
        ),
        parameters=(Parameter("webhook_id", "path", "text", True, "Id of the webhook."),),
    ),
    "update": Command(
        call="webhooks.update",
        name="webhooks.update",
        summary="Change the given fields of a webhook.",
        text=(
            "Fields that you leave out do not change. New `subscriptions` replace all existing ones. Each combination of URL, event type and filter must be unique in the workspace; this applies to a new URL as well.",
            "Scopes: `webhook:read-write`.",
            "Token level: workspace only.",
        ),
        writes=True,
        parameters=(
            Parameter("webhook_id", "path", "text", True, "Id of the webhook to update."),
            Parameter("data", "body", "json", True, "The fields to change."),
        ),
    ),
    "delete": Command(
        call="webhooks.delete",
        name="webhooks.delete",
        summary="Delete a webhook.",
        text=("Scopes: `webhook:read-write`.", "Token level: workspace only."),
        writes=True,
        irreversible=True,
        parameters=(Parameter("webhook_id", "path", "text", True, "Id of the webhook to delete."),),
    ),
}
