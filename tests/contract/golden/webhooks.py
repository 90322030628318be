"""Webhooks and their subscriptions. `deliveries.py` has their payloads."""

from __future__ import annotations

from tests.contract.table import (
    DELETED,
    JSON,
    Case,
    ErrorCase,
    Golden,
    Pages,
    Rejected,
    Response,
    lacking,
    nullable,
    open_enum,
    optional,
)

WORKSPACE = "6f3c1f0a-9b7e-4a55-8f0d-2f4d7a1b9c01"
PEOPLE = "e5f60718-293a-4b4c-9d5e-6f7081920307"
LIST_ID = "07182930-4152-4d63-a475-1a2b3c4d5e31"
WEBHOOK = "4b5c6d7e-a8b9-4ca3-bfbf-253628392af3"
PATH = f"/v2/webhooks/{WEBHOOK}"
SECRET = "3f1e5b0c9a7d2846e1f0c3b5a79d8e6f4c2b1a0d9e8f7c6b5a493827160f5e4d"


def condition(field: str, operator: str, value: str) -> dict[str, JSON]:
    """Return a condition of a filter, in the form of the API."""
    return {"field": field, "operator": open_enum(operator), "value": value}


# The API has two kinds of objects for filters, without a tag; one class reads both.
ALL_OF = {
    "$and": optional([condition("id.object_id", "equals", PEOPLE), condition("actor.type", "not_equals", "system")])
}
ANY_OF = {"$or": optional([condition("id.list_id", "equals", LIST_ID)])}

ACTIVE = {
    "id": {"workspace_id": WORKSPACE, "webhook_id": WEBHOOK},
    "target_url": "https://hooks.brightside.example/attio?part=1",
    "subscriptions": [
        {"event_type": open_enum("record.created"), "filter": nullable(None)},
        {"event_type": open_enum("record.updated"), "filter": nullable(ALL_OF)},
        {"event_type": open_enum("list-entry.deleted"), "filter": nullable(ANY_OF)},
    ],
    "status": open_enum("active"),
    "created_at": "2025-02-03T09:15:30.250000000Z",
}
DEGRADED = {**ACTIVE, "subscriptions": [], "status": open_enum("degraded")}
INACTIVE = {**ACTIVE, "subscriptions": [], "status": open_enum("inactive")}

# Only this response contains the secret.
CREATED = {**ACTIVE, "secret": SECRET}

FULL: dict[str, JSON] = {
    "target_url": "https://hooks.brightside.example/attio?part=1",
    "subscriptions": [
        {"event_type": "record.created", "filter": None},
        {
            "event_type": "record.updated",
            "filter": {
                "$and": [
                    {"field": "id.object_id", "operator": "equals", "value": PEOPLE},
                    {"field": "actor.type", "operator": "not_equals", "value": "system"},
                ]
            },
        },
        {
            "event_type": "list-entry.deleted",
            "filter": {"$or": [{"field": "id.list_id", "operator": "equals", "value": LIST_ID}]},
        },
        {"event_type": "event.of-tomorrow", "filter": {"$and": []}},
    ],
}
OF_TASK: dict[str, JSON] = {"field": "id.task_id", "operator": "equals", "value": "7"}
NO_WEBHOOK = {"not_found": f'Webhook with ID "{WEBHOOK}" was not found.'}
TAKEN = {"uniqueness_conflict": "Another webhook delivers these events to this URL."}


def filtered(events: dict[str, JSON]) -> dict[str, object]:
    """Return a subscription with a filter."""
    return {"data": {**FULL, "subscriptions": [{"event_type": "task.created", "filter": events}]}}


LIST = Golden(
    function="webhooks_list",
    member="webhooks.list",
    method="GET",
    template="/v2/webhooks",
    model="WebhooksListResponse",
    idempotent=True,
    pages=Pages("offset", maximum=100, minimum=10),
    cases=(
        Case("full", "/v2/webhooks", kwargs={"limit": 100, "offset": 20}, query={"limit": "100", "offset": "20"}),
        Case("minimal", "/v2/webhooks"),
        Case(
            "smallest values", "/v2/webhooks", kwargs={"limit": 10, "offset": 0}, query={"limit": "10", "offset": "0"}
        ),
    ),
    # Unlike elsewhere, the minimum page size is ten.
    rejected=(Rejected({"limit": 9}, "limit"), Rejected({"limit": 101}, "limit"), Rejected({"offset": "0"}, "offset")),
    responses=(Response("every status", {"data": [ACTIVE, DEGRADED, INACTIVE]}), Response("none", {"data": []})),
)

CREATE = Golden(
    function="webhooks_create",
    member="webhooks.create",
    method="POST",
    template="/v2/webhooks",
    model="WebhooksCreateResponse",
    cases=(
        Case("full", "/v2/webhooks", kwargs={"data": FULL}, json={"data": FULL}),
        Case(
            "minimal",
            "/v2/webhooks",
            kwargs={"data": {"target_url": "https://hooks.brightside.example", "subscriptions": []}},
            json={"data": {"target_url": "https://hooks.brightside.example", "subscriptions": []}},
        ),
    ),
    closed=(
        "data",
        "data.subscriptions.0",
        "data.subscriptions.1.filter",
        "data.subscriptions.1.filter.$and.0",
        "data.subscriptions.2.filter.$or.0",
    ),
    rejected=(
        Rejected({"data": {"subscriptions": []}}, "data.target_url"),
        Rejected({"data": {"target_url": "https://hooks.brightside.example"}}, "data.subscriptions"),
        Rejected({"data": {**FULL, "target_url": "http://hooks.brightside.example"}}, "data.target_url"),
        Rejected({"data": {**FULL, "target_url": "ftp://x https://"}}, "data.target_url"),
        Rejected({"data": {**FULL, "subscriptions": [{"event_type": "record.created"}]}}, "subscriptions.0.filter"),
        Rejected({"data": {**FULL, "subscriptions": [{"filter": None}]}}, "data.subscriptions.0.event_type"),
        *(
            Rejected(filtered({kind: [lacking(OF_TASK, name)]}), f"subscriptions.0.filter.{kind}.0.{name}")
            for kind in ("$and", "$or")
            for name in OF_TASK
        ),
        Rejected(filtered({}), "data.subscriptions.0.filter"),
    ),
    responses=(Response("with its secret", {"data": CREATED}),),
    errors=(
        ErrorCase(400, "CreateWebhookValidationTypeError", {"validation_type": "The list of a filter was not found."}),
        ErrorCase(409, "CreateWebhookUniquenessConflictError", TAKEN),
    ),
)

GET = Golden(
    function="webhooks_get",
    member="webhooks.get",
    method="GET",
    template="/v2/webhooks/{webhook_id}",
    model="WebhooksGetResponse",
    idempotent=True,
    cases=(
        Case("full", PATH, kwargs={"webhook_id": WEBHOOK}),
        Case("minimal", PATH, (WEBHOOK,)),
        Case("reserved characters", "/v2/webhooks/..%2Ftasks%3F%23", ("../tasks?#",)),
    ),
    rejected=(Rejected({"webhook_id": ""}, "webhook_id"), Rejected({"webhook_id": ".."}, "webhook_id")),
    responses=(Response("active", {"data": ACTIVE}), Response("inactive", {"data": INACTIVE})),
    errors=(ErrorCase(404, "GetWebhookNotFoundError", NO_WEBHOOK),),
)

UPDATE = Golden(
    function="webhooks_update",
    member="webhooks.update",
    method="PATCH",
    template="/v2/webhooks/{webhook_id}",
    model="WebhooksUpdateResponse",
    cases=(
        Case("full", PATH, kwargs={"webhook_id": WEBHOOK, "data": FULL}, json={"data": FULL}),
        Case(
            "minimal",
            PATH,
            (WEBHOOK,),
            {"data": {"target_url": "https://hooks.brightside.example"}},
            json={"data": {"target_url": "https://hooks.brightside.example"}},
        ),
        Case("subscriptions", PATH, (WEBHOOK,), {"data": {"subscriptions": []}}, json={"data": {"subscriptions": []}}),
        Case("nothing to change", PATH, (WEBHOOK,), {"data": {}}, json={"data": {}}),
    ),
    closed=("data", "data.subscriptions.0", "data.subscriptions.2.filter.$or.0"),
    rejected=(
        Rejected({"data": {"target_url": "http://hooks.brightside.example"}}, "data.target_url"),
        Rejected({"data": {"target_url": None}}, "data.target_url"),
        Rejected({"data": {"subscriptions": [{"event_type": "record.created"}]}}, "data.subscriptions.0.filter"),
    ),
    responses=(Response("degraded", {"data": DEGRADED}), Response("active", {"data": ACTIVE})),
    errors=(
        ErrorCase(404, "UpdateWebhookNotFoundError", NO_WEBHOOK),
        ErrorCase(409, "UpdateWebhookUniquenessConflictError", TAKEN),
    ),
)

DELETE = Golden(
    function="webhooks_delete",
    member="webhooks.delete",
    method="DELETE",
    template="/v2/webhooks/{webhook_id}",
    model="EmptyResponse",
    idempotent=True,
    cases=(Case("full", PATH, kwargs={"webhook_id": WEBHOOK}), Case("minimal", PATH, (WEBHOOK,))),
    responses=DELETED,
    errors=(ErrorCase(404, "DeleteWebhookNotFoundError", NO_WEBHOOK),),
)

GOLDENS = (LIST, CREATE, GET, UPDATE, DELETE)
