from __future__ import annotations

import datetime as dt
from typing import Literal

from typing_extensions import assert_never, assert_type

from attio import Attio, AttioCore, models
from attio.funcs import (
    webhooks_create,
    webhooks_create_async,
    webhooks_delete,
    webhooks_delete_async,
    webhooks_get,
    webhooks_get_async,
    webhooks_list,
    webhooks_list_async,
    webhooks_update,
    webhooks_update_async,
)
from attio.models import (
    EmptyResponse,
    Webhook,
    WebhookCondition,
    WebhookCreate,
    WebhookEvent,
    WebhookFilter,
    WebhookFilterAll,
    WebhookFilterInput,
    WebhookPayload,
    WebhooksCreateResponse,
    WebhooksGetResponse,
    WebhooksListResponse,
    WebhookSubscription,
    WebhookSubscriptionInput,
    WebhooksUpdateResponse,
    WebhookUpdate,
    WebhookWithSecret,
)
from attio.webhooks import read_payload

WEBHOOK = "4b5c6d7e-a8b9-4ca3-bfbf-253628392af3"
EVERY: WebhookSubscriptionInput = {"event_type": "record.created", "filter": None}
NEW: WebhookCreate = {"target_url": "https://hooks.brightside.example", "subscriptions": [EVERY]}


def methods(client: Attio) -> None:
    assert_type(client.webhooks.list(limit=100), WebhooksListResponse)
    assert_type(client.webhooks.create(data=NEW), WebhooksCreateResponse)
    assert_type(client.webhooks.get(WEBHOOK), WebhooksGetResponse)
    assert_type(client.webhooks.update(WEBHOOK, data={"subscriptions": [EVERY]}), WebhooksUpdateResponse)
    assert_type(client.webhooks.delete(webhook_id=WEBHOOK), EmptyResponse)


async def async_methods(client: Attio) -> None:
    assert_type(await client.webhooks.list_async(offset=10), WebhooksListResponse)
    assert_type(await client.webhooks.create_async(data=NEW), WebhooksCreateResponse)
    assert_type(await client.webhooks.get_async(WEBHOOK), WebhooksGetResponse)
    assert_type(await client.webhooks.update_async(WEBHOOK, data=WebhookUpdate()), WebhooksUpdateResponse)
    assert_type(await client.webhooks.delete_async(WEBHOOK), EmptyResponse)


def functions(client: AttioCore) -> None:
    assert_type(webhooks_list(client, max_items=5), WebhooksListResponse)
    assert_type(webhooks_create(client, data=NEW), WebhooksCreateResponse)
    assert_type(webhooks_get(client, WEBHOOK), WebhooksGetResponse)
    assert_type(webhooks_update(client, WEBHOOK, data={"target_url": "https://a.example"}), WebhooksUpdateResponse)
    assert_type(webhooks_delete(client, WEBHOOK), EmptyResponse)


async def async_functions(client: AttioCore) -> None:
    assert_type(await webhooks_list_async(client), WebhooksListResponse)
    assert_type(await webhooks_create_async(client, data=NEW), WebhooksCreateResponse)
    assert_type(await webhooks_get_async(client, WEBHOOK), WebhooksGetResponse)
    assert_type(await webhooks_update_async(client, WEBHOOK, data={}), WebhooksUpdateResponse)
    assert_type(await webhooks_delete_async(client, WEBHOOK), EmptyResponse)


def results(client: Attio) -> None:
    """Only a created webhook has its secret."""
    created = client.webhooks.create(data=NEW).data
    assert_type(created, WebhookWithSecret)
    assert_type(created.secret, str)
    webhook: Webhook = created
    assert_type(webhook.id.webhook_id, str)
    assert_type(webhook.created_at, dt.datetime)
    assert_type(webhook.subscriptions, list[WebhookSubscription])
    condition = webhook.subscriptions[0].filter
    assert_type(condition, WebhookFilter | None)
    if condition:
        assert_type(condition.and_, list[WebhookCondition] | None)
        assert_type(condition.or_, list[WebhookCondition] | None)


def writing(client: Attio) -> None:
    ours: WebhookFilterAll = {"$and": [{"field": "id.list_id", "operator": "equals", "value": "7"}]}
    either: WebhookFilterInput = {"$or": [{"field": "actor.type", "operator": "not_equals", "value": "system"}]}
    client.webhooks.create(data={**NEW, "subscriptions": [{"event_type": "list-entry.created", "filter": ours}]})
    client.webhooks.update(WEBHOOK, data={"subscriptions": [{"event_type": "task.created", "filter": either}]})


async def pages(client: Attio) -> None:
    for webhook in client.webhooks.list():
        assert_type(webhook, Webhook)
    async for webhook in await client.webhooks.list_async():
        assert_type(webhook, Webhook)


def deliveries(body: bytes, headers: dict[str, str]) -> None:
    payload = read_payload(body, headers, "secret")
    assert_type(payload, WebhookPayload)
    assert_type(payload.events, list[WebhookEvent])
    for event in payload.events:
        match event:
            case models.RecordUpdatedEvent():
                assert_type(event.event_type, Literal["record.updated"])
                assert_type(event.id.attribute_id, str)
                assert_type(event.actor.id, str | None)
            case models.CommentCreatedEvent(thread_id=thread_id, entry_id=entry_id):
                assert_type(thread_id, str)
                assert_type(entry_id, str | None)
            case models.UnknownEvent(raw=raw):
                assert_type(list(raw), list[str])
            case _:
                assert_type(event.id.workspace_id, str)


def every_type(event: WebhookEvent) -> None:
    """A `match` can be exhaustive, so that a checker reports event types of new versions."""
    match event:
        case models.UnknownEvent():
            assert_type(event, models.UnknownEvent)
        case (
            models.ActivityCreatedEvent()
            | models.ActivityUpdatedEvent()
            | models.ActivityDeletedEvent()
            | models.ActivityAttributeCreatedEvent()
            | models.ActivityAttributeUpdatedEvent()
            | models.ActivityRecordCreatedEvent()
            | models.ActivityRecordDeletedEvent()
            | models.CallRecordingCreatedEvent()
            | models.CommentCreatedEvent()
            | models.CommentDeletedEvent()
            | models.CommentResolvedEvent()
            | models.CommentUnresolvedEvent()
            | models.ListCreatedEvent()
            | models.ListUpdatedEvent()
            | models.ListDeletedEvent()
            | models.ListAttributeCreatedEvent()
            | models.ListAttributeUpdatedEvent()
            | models.ListEntryCreatedEvent()
            | models.ListEntryDeletedEvent()
            | models.ListEntryUpdatedEvent()
            | models.ObjectAttributeCreatedEvent()
            | models.ObjectAttributeUpdatedEvent()
            | models.NoteCreatedEvent()
            | models.NoteUpdatedEvent()
            | models.NoteDeletedEvent()
            | models.NoteContentUpdatedEvent()
            | models.RecordCreatedEvent()
            | models.RecordDeletedEvent()
            | models.RecordUpdatedEvent()
            | models.RecordMergedEvent()
            | models.TaskCreatedEvent()
            | models.TaskUpdatedEvent()
            | models.TaskDeletedEvent()
            | models.WorkspaceMemberCreatedEvent()
        ):
            assert_type(event.id.workspace_id, str)
        case _:
            assert_never(event)
